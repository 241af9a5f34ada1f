//! The way back: files as a loader takes them, in the flavour they came in or in another.

use super::Export;
use super::cells::{Source, row_cells};
use super::convert::Conversion;
use super::extra::Extra;
use crate::defect::Defect;
use crate::format::cells::Flavour;
use crate::format::csv::{CsvWriter, Quoting};
use crate::import::{Column, Place, RowCells, Table, is_json, stem};
use crate::mapping::{Mapping, Role};
use std::borrow::Cow;
use std::fs::{self, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenFile {
    /// Its name.
    pub name: String,
    /// Its rows without the header.
    pub rows: u32,
    /// Columns with values that the plans were made from and that the mapping of the file has no name for. They are in the file under their own
    /// names, but who reads it by that mapping makes plans without them.
    pub unmapped: Vec<String>,
    /// Rows of record types that the mapping of the export does not take, which are not in a file of another flavour.
    pub left_out: u32,
}

/// A file that was written into memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenContent {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub content: Vec<u8>,
    /// As [`WrittenFile::rows`].
    pub rows: u32,
    /// As [`WrittenFile::unmapped`].
    pub unmapped: Vec<String>,
    /// As [`WrittenFile::left_out`].
    pub left_out: u32,
}

/// Why plans cannot be written in another flavour.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConvertError {
    /// The other mapping has no level for one of this one.
    #[error("the mapping `{mapping}` has no level that `{level}` could become; it has {levels}")]
    NoLevel {
        /// The level.
        level: String,
        /// The other mapping.
        mapping: String,
        /// How many levels that one has.
        levels: usize,
    },
}

/// Why files cannot be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// The folder or a file cannot be written. Files that are there are never overwritten.
    #[error("`{path}` cannot be written: {reason}")]
    CannotWrite {
        /// The folder or file.
        path: String,
        /// What the system says.
        reason: String,
    },
    /// The export cannot be said in the other flavour.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Convert(Vec<ConvertError>),
}

/// A file to be written.
pub(super) struct OutFile<'e> {
    pub(super) name: String,
    pub(super) header: Vec<Cow<'e, str>>,
    pub(super) quoting: Quoting,
    pub(super) content: Content<'e>,
}

pub(super) enum Content<'e> {
    /// A table as it was read.
    Same(&'e Table),
    /// Tables said in another flavour.
    Converted(Box<Conversion<'e>>),
    /// Rows that were set aside.
    Aside(&'e Table),
    Defects(&'e [Defect]),
}

const DEFECT_COLUMNS: [&str; 11] = ["file", "line", "record", "column", "code", "severity", "object", "id", "value", "reason", "set_aside"];

impl Export {
    /// Writes all rows that were used as CSV into a folder, which is made where it is not there. With the mapping of the export itself every
    /// cell is written as it was read, rows of record types that it does not take among them; with another one objects, columns, statuses and lists are renamed, and what the other one has no name for keeps its own.
    ///
    /// # Errors
    /// The other mapping has too few levels, a file is there already, or the folder cannot be written.
    pub fn write(&self, mapping: &Mapping, folder: &Path) -> Result<Vec<WrittenFile>, WriteError> {
        self.to_folder(&self.out_files(mapping)?, folder)
    }

    /// As [`Export::write`], but in memory.
    ///
    /// # Errors
    /// The other mapping has too few levels.
    pub fn written(&self, mapping: &Mapping) -> Result<Vec<WrittenContent>, WriteError> {
        self.to_memory(&self.out_files(mapping)?)
    }

    /// Writes the rows that were set aside, each file with its own header, and `defects.csv` with all reasons into a folder.
    ///
    /// # Errors
    /// A file is there already, or the folder cannot be written.
    pub fn write_set_aside(&self, folder: &Path) -> Result<Vec<WrittenFile>, WriteError> {
        self.to_folder(&self.aside_files(), folder)
    }

    /// As [`Export::write_set_aside`], but in memory.
    ///
    /// # Errors
    /// None that a memory gives.
    pub fn set_aside(&self) -> Result<Vec<WrittenContent>, WriteError> {
        self.to_memory(&self.aside_files())
    }

    fn out_files(&self, mapping: &Mapping) -> Result<Vec<OutFile<'_>>, WriteError> {
        let quoting = quoting(mapping);
        let mut files = if *mapping == self.mapping {
            let mut names = Vec::new();
            let same = |table| OutFile { name: csv_name(table, &mut names), header: header(table), quoting, content: Content::Same(table) };
            self.tables.iter().filter(|table| table.is_read()).map(same).collect()
        } else {
            self.converted(mapping, quoting).map_err(WriteError::Convert)?
        };
        files.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(files)
    }

    fn aside_files(&self) -> Vec<OutFile<'_>> {
        let quoting = quoting(&self.mapping);
        let mut names = vec!["defects.csv".to_owned()];
        let with_rows = self.tables.iter().filter(|table| !table.aside.is_empty());
        let mut files: Vec<OutFile<'_>> = with_rows
            .map(|table| OutFile { name: csv_name(table, &mut names), header: header(table), quoting, content: Content::Aside(table) })
            .collect();
        files.push(OutFile {
            name: "defects.csv".to_owned(),
            header: DEFECT_COLUMNS.into_iter().map(Cow::Borrowed).collect(),
            quoting: Quoting::Needed,
            content: Content::Defects(&self.defects),
        });
        files.sort_by(|a, b| a.name.cmp(&b.name));
        files
    }

    fn to_memory(&self, files: &[OutFile<'_>]) -> Result<Vec<WrittenContent>, WriteError> {
        let mut written = Vec::with_capacity(files.len());
        for file in files {
            let mut content = Vec::new();
            let rows = self.write_file(file, &mut content).map_err(|error| cannot_write(Path::new(&file.name), &error))?;
            written.push(WrittenContent { name: file.name.clone(), content, rows, unmapped: self.unmapped(file), left_out: left_out(file) });
        }
        Ok(written)
    }

    fn to_folder(&self, files: &[OutFile<'_>], folder: &Path) -> Result<Vec<WrittenFile>, WriteError> {
        fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))?;
        // Nothing is written before it is clear that everything can be.
        for file in files {
            let path = folder.join(&file.name);
            if fs::symlink_metadata(&path).is_ok() {
                let there = io::Error::new(io::ErrorKind::AlreadyExists, "it is there already; choose an empty folder");
                return Err(cannot_write(&path, &there));
            }
        }
        let mut written = Vec::with_capacity(files.len());
        for file in files {
            let path = folder.join(&file.name);
            let rows = OpenOptions::new().write(true).create_new(true).open(&path).and_then(|output| {
                let mut output = BufWriter::new(output);
                let rows = self.write_file(file, &mut output)?;
                output.flush().map(|()| rows)
            });
            let rows = rows.map_err(|error| cannot_write(&path, &error))?;
            written.push(WrittenFile { name: file.name.clone(), rows, unmapped: self.unmapped(file), left_out: left_out(file) });
        }
        Ok(written)
    }

    /// The columns of a file that the mapping it is written by has no name for, although plans are made from what they say.
    fn unmapped(&self, file: &OutFile<'_>) -> Vec<String> {
        match &file.content {
            Content::Converted(conversion) => conversion.unmapped.clone(),
            Content::Same(table) => {
                let object = self.mapping.objects.get(table.object);
                let unnamed = |column: &&Column| match column.place {
                    Place::Core(field) => object.is_none_or(|object| object.field(field).is_none()),
                    Place::Kept(_) => column.meaning.is_none() && Extra::find(&column.name).is_some(),
                };
                table.columns.iter().filter(unnamed).map(|column| column.name.clone()).collect()
            }
            Content::Aside(_) | Content::Defects(_) => Vec::new(),
        }
    }

    fn write_file(&self, file: &OutFile<'_>, output: &mut dyn Write) -> io::Result<u32> {
        let mut writer = CsvWriter::with(output, file.quoting);
        writer.row(file.header.iter().map(|name| name.as_bytes()))?;
        let mut rows = 0_u32;
        match &file.content {
            Content::Same(table) => {
                let mut others = table.other.in_order().peekable();
                for row in (0..table.next_row()).filter(|row| !table.is_removed(*row)) {
                    while let Some((_, other)) = others.next_if(|(spot, _)| *spot < table.spots.get(row)) {
                        writer.row(whole(table, other))?;
                        rows = rows.saturating_add(1);
                    }
                    let cells: Vec<_> = row_cells(&self.mapping, table, row, self.source(table, row)).collect();
                    writer.row(cells.iter().map(|cell| cell.as_bytes()))?;
                    rows = rows.saturating_add(1);
                }
                for (_, other) in others {
                    writer.row(whole(table, other))?;
                    rows = rows.saturating_add(1);
                }
            }
            Content::Converted(conversion) => {
                for (table, row) in conversion.rows() {
                    writer.row(conversion.cells(self, table, row))?;
                    rows = rows.saturating_add(1);
                }
            }
            Content::Aside(table) => {
                for (_, row) in table.aside.in_order() {
                    writer.row(whole(table, row))?;
                    rows = rows.saturating_add(1);
                }
            }
            Content::Defects(defects) => {
                for defect in *defects {
                    writer.row(defect_cells(defect))?;
                    rows = rows.saturating_add(1);
                }
            }
        }
        writer.finish()?;
        Ok(rows)
    }

    /// Where the checked values of a row are.
    pub(super) fn source(&self, table: &Table, row: u32) -> Source<'_> {
        let role = self.mapping.objects.get(table.object).map(|object| object.role);
        let found = self.record(table, row).and_then(|record| match role {
            Some(Role::Plan) => self.plan_at(record).map(|plan| Source::Plan(plan.profile())),
            Some(Role::Node) => {
                let plan = self.plan_at(self.nodes_at.get(record as usize)?.plan)?;
                plan.node(plan.find(self.nodes.get(record))?).map(Source::Node)
            }
            _ => None,
        });
        found.unwrap_or(Source::Other)
    }
}

const fn left_out(file: &OutFile<'_>) -> u32 {
    match &file.content {
        Content::Converted(conversion) => conversion.left_out,
        Content::Same(_) | Content::Aside(_) | Content::Defects(_) => 0,
    }
}

fn quoting(mapping: &Mapping) -> Quoting {
    match mapping.format {
        Flavour::VaultLoader => Quoting::Needed,
        Flavour::Salesforce => Quoting::All,
    }
}

fn header(table: &Table) -> Vec<Cow<'_, str>> {
    table.columns.iter().map(|column| Cow::Borrowed(column.name.as_str())).collect()
}

/// The name of a table's file as CSV, different from the names given before.
fn csv_name(table: &Table, names: &mut Vec<String>) -> String {
    let mut name = format!("{}.csv", stem(&table.file).unwrap_or(&table.file));
    let mut turn = 2_u32;
    while names.iter().any(|known| known.eq_ignore_ascii_case(&name)) {
        name = format!("{}.{turn}.csv", stem(&table.file).unwrap_or(&table.file));
        turn = turn.saturating_add(1);
    }
    names.push(name.clone());
    name
}

/// The cells of a row that was kept as it came. A record of JSON has none for what only later ones have; a row of CSV that is too short is
/// shown as it is.
fn whole<'t>(table: &Table, row: RowCells<'t>) -> impl Iterator<Item = &'t [u8]> {
    let width = if is_json(&table.file) { table.columns.len() } else { 0 };
    let missing = width.saturating_sub(row.clone().count());
    row.chain(std::iter::repeat_n(&[][..], missing))
}

fn defect_cells(defect: &Defect) -> [String; 11] {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let number = |number: Option<u32>| number.map_or_else(String::new, |number| number.to_string());
    [
        defect.file.to_string(),
        number(defect.line),
        number(defect.record),
        defect.column.as_deref().unwrap_or_default().to_owned(),
        defect.code.name().to_owned(),
        defect.severity.name().to_owned(),
        defect.object.to_string(),
        text(&defect.id),
        text(&defect.value),
        defect.reason.clone(),
        defect.set_aside.to_string(),
    ]
}

fn cannot_write(path: &Path, error: &io::Error) -> WriteError {
    WriteError::CannotWrite { path: path.display().to_string(), reason: error.to_string() }
}
