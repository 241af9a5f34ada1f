//! How an export is read, how reading is followed, and why it can fail.

use crate::limits::Limits;
use crate::mapping::Mapping;
use kam_core::config::Settings;
use std::ops::ControlFlow;

/// How an export is read.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The mapping; absent for the shipped one that the names of the files fit.
    pub mapping: Option<Mapping>,
    /// The settings of the plans; absent for those of the mapping. Its levels and statuses must have those that the mapping uses.
    pub settings: Option<Settings>,
    /// What an export may hold at most.
    pub limits: Limits,
}

/// Where reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading<'a> {
    /// The file that is being read.
    pub file: &'a str,
    /// How many bytes were read of all files.
    pub bytes_done: u64,
    /// How many there are; absent where streams do not say.
    pub bytes_total: Option<u64>,
}

/// Follows the reading of an export, and can stop it. A closure will do, and `()` follows nothing.
pub trait Progress {
    /// Called every few thousand rows and at the end of each file. `Break` ends the import with [`ImportError::Interrupted`].
    fn reading(&mut self, reading: &Reading<'_>) -> ControlFlow<()>;
}

impl Progress for () {
    fn reading(&mut self, _: &Reading<'_>) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

impl<F: FnMut(&Reading<'_>) -> ControlFlow<()>> Progress for F {
    fn reading(&mut self, reading: &Reading<'_>) -> ControlFlow<()> {
        self(reading)
    }
}

/// Why an export cannot be read at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// A folder or file cannot be read.
    #[error("`{path}` cannot be read: {reason}")]
    CannotRead {
        /// The folder or file.
        path: String,
        /// What the system says.
        reason: String,
    },
    /// No shipped mapping knows these files.
    #[error("no shipped mapping knows a file of this export: {}; name a mapping or bring one, and save spreadsheets as CSV in UTF-8", list(files))]
    Unrecognised {
        /// The first of the files.
        files: Vec<String>,
    },
    /// The settings do not fit the mapping.
    #[error("the settings do not fit the mapping: {}", problems.join("; "))]
    Settings {
        /// Everything that does not fit.
        problems: Vec<String>,
    },
    /// Over a limit.
    #[error("{}more than {limit} {what}{}", before(place), after(hint))]
    Limit {
        /// What there is too much of.
        what: &'static str,
        /// The limit.
        limit: u64,
        /// The file and line; may be empty.
        place: String,
        /// What may have happened; may be empty.
        hint: String,
    },
    /// The one who follows the reading stopped it.
    #[error("reading was interrupted")]
    Interrupted,
}

fn list(files: &[String]) -> String {
    if files.is_empty() {
        "it has no CSV or JSON file".to_owned()
    } else {
        files.iter().map(|file| format!("`{file}`")).collect::<Vec<_>>().join(", ")
    }
}

fn before(place: &str) -> String {
    if place.is_empty() { String::new() } else { format!("{place}: ") }
}

fn after(hint: &str) -> String {
    if hint.is_empty() { String::new() } else { format!("; {}", hint.trim_start_matches("; ")) }
}
