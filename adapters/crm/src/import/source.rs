//! The files of an export: where they come from, what they are called, and their records whatever their form.

use super::options::ImportError;
use crate::format::csv::CsvReader;
use crate::format::vault_json::JsonRecords;
use crate::format::{ReadError, Step};
use crate::limits::Limits;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The name of a file without its ending, where the ending is one that is read.
pub(crate) fn stem(name: &str) -> Option<&str> {
    let (stem, ending) = name.rsplit_once('.')?;
    (ending.eq_ignore_ascii_case("csv") || ending.eq_ignore_ascii_case("json")).then_some(stem)
}

pub(crate) fn is_json(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("json"))
}

/// The records of one file.
pub(crate) enum Records<'r> {
    Csv(Box<CsvReader<&'r mut dyn Read>>),
    Json(Box<JsonRecords<&'r mut dyn Read>>),
}

impl<'r> Records<'r> {
    pub(crate) fn open(name: &str, input: &'r mut dyn Read, limits: &Limits) -> Self {
        if is_json(name) { Self::Json(Box::new(JsonRecords::new(input, limits))) } else { Self::Csv(Box::new(CsvReader::new(input, limits))) }
    }

    /// The header of a CSV file; `None` where the file is empty. A JSON file has none before its records.
    pub(crate) fn header(&mut self) -> Result<Option<Step<'_>>, ReadError> {
        match self {
            Self::Csv(reader) => reader.next().map(Some),
            Self::Json(_) => Ok(None),
        }
    }

    pub(crate) fn next(&mut self) -> Result<Step<'_>, ReadError> {
        match self {
            Self::Csv(reader) => reader.next(),
            Self::Json(reader) => reader.next(),
        }
    }

    pub(crate) fn bytes_taken(&self) -> u64 {
        match self {
            Self::Csv(reader) => reader.bytes_taken(),
            Self::Json(reader) => reader.bytes_taken(),
        }
    }
}

/// A file that is opened when its turn comes.
pub(crate) struct Source<'s> {
    pub(crate) name: String,
    /// Its size; a stream does not say.
    pub(crate) bytes: Option<u64>,
    input: Input<'s>,
}

enum Input<'s> {
    File(PathBuf),
    Stream(Box<dyn Read + 's>),
}

impl<'s> Source<'s> {
    pub(crate) fn stream(name: String, input: impl Read + 's) -> Self {
        // A folder in the name is nobody's business: files are written again by their name alone.
        let name = name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        Self { name, bytes: None, input: Input::Stream(Box::new(input)) }
    }

    pub(crate) fn open(self) -> Result<Box<dyn Read + 's>, ImportError> {
        match self.input {
            Input::Stream(input) => Ok(input),
            Input::File(path) => match File::open(&path) {
                Ok(file) => Ok(Box::new(file)),
                Err(error) => Err(cannot_read(&path, &error)),
            },
        }
    }
}

fn cannot_read(path: &Path, error: &std::io::Error) -> ImportError {
    ImportError::CannotRead { path: path.display().to_string(), reason: error.to_string() }
}

/// The CSV and JSON files directly in a folder, by name. Links to files are followed.
pub(crate) fn of_folder<'s>(folder: &Path, limits: &Limits) -> Result<Vec<Source<'s>>, ImportError> {
    let entries = std::fs::read_dir(folder).map_err(|error| cannot_read(folder, &error))?;
    let mut sources = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| cannot_read(folder, &error))?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()).filter(|name| stem(name).is_some()) else { continue };
        let name = name.to_owned();
        let about = std::fs::metadata(&path).map_err(|error| cannot_read(&path, &error))?;
        if about.is_file() {
            sources.push(Source { name, bytes: Some(about.len()), input: Input::File(path) });
        }
        if sources.len() > limits.files {
            break;
        }
    }
    sources.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(sources)
}
