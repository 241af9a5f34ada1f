//! What is kept of a file beside the checked values: every cell that the core has no place for, and every cell that would be written
//! otherwise than it was read.

use super::rows::{LinedRows, Originals, Rows, Spots};
use crate::mapping::{Field, Meaning};

/// Where the cells of a column went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Into a field of the core.
    Core(Field),
    /// Into the kept cells, at this position.
    Kept(u32),
}

/// A column of a file.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    /// Its name in the header.
    pub(crate) name: String,
    /// What the mapping takes it for.
    pub(crate) meaning: Option<Meaning>,
    /// Where its cells went.
    pub(crate) place: Place,
    /// Its place among the names that the mapping has for the same.
    pub(crate) rank: u32,
    /// Whether other columns of the file mean the same.
    pub(crate) shared: bool,
    /// The first row that could have it: in JSON columns come along row by row.
    pub(crate) since: u32,
}

impl AsRef<str> for Column {
    fn as_ref(&self) -> &str {
        &self.name
    }
}

/// The columns with a meaning, in the order in which the mapping names them.
pub(crate) fn ranked(columns: &[Column], meaning: &Meaning) -> Vec<usize> {
    let mut found: Vec<(u32, usize)> = columns
        .iter()
        .enumerate()
        .filter(|(_, column)| column.meaning.as_ref() == Some(meaning))
        .map(|(place, column)| (column.rank, place))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, place)| place).collect()
}

/// A file of the export.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// The name of the file.
    pub(crate) file: String,
    /// The place of its object in the mapping.
    pub(crate) object: usize,
    pub(crate) columns: Vec<Column>,
    /// The kept cells of the rows that were taken, in the order of their columns.
    pub(crate) cells: Rows,
    /// Where each row begins.
    pub(crate) spots: Spots,
    /// The place of each row's plan or node among the ids; empty for other objects.
    pub(crate) records: Vec<u32>,
    /// Cells of core columns that would be written otherwise than they were read, by row.
    pub(crate) originals: Originals,
    /// The rows that were set aside, byte by byte as they were.
    pub(crate) aside: LinedRows,
    /// The rows of record types that the mapping does not take.
    pub(crate) other: LinedRows,
    /// All rows that the file had.
    pub(crate) rows: u32,
    /// Rows that were taken in first and taken out again when the plans were put together.
    pub(crate) removed: Vec<u32>,
    /// Whether its header or its first bytes kept it from being read at all.
    pub(crate) unread: bool,
}

impl Table {
    pub(crate) fn new(file: String, object: usize) -> Self {
        Self {
            file,
            object,
            columns: Vec::new(),
            cells: Rows::default(),
            spots: Spots::default(),
            records: Vec::new(),
            originals: Originals::default(),
            aside: LinedRows::default(),
            other: LinedRows::default(),
            rows: 0,
            removed: Vec::new(),
            unread: false,
        }
    }

    /// The place of the next row.
    pub(crate) fn next_row(&self) -> u32 {
        u32::try_from(self.spots.len()).unwrap_or(u32::MAX)
    }

    pub(crate) fn column_of(&self, field: Field) -> Option<usize> {
        self.columns.iter().position(|column| column.meaning == Some(Meaning::Field(field)))
    }

    /// All columns of a field, in the order in which the mapping names them.
    pub(crate) fn columns_of(&self, field: Field) -> Vec<usize> {
        ranked(&self.columns, &Meaning::Field(field))
    }

    /// The cell of a row that another flavour has under the name of this column: of columns that mean the same, the first in the file brings the
    /// cell that counts.
    pub(crate) fn counting<'c, C: AsRef<str>>(&self, column: usize, cells: &'c [C]) -> Option<&'c C> {
        let own = cells.get(column);
        let Some(meaning) = self.columns.get(column).filter(|about| about.shared).and_then(|about| about.meaning.as_ref()) else { return own };
        let same = ranked(&self.columns, meaning);
        if same.iter().min() != Some(&column) {
            return own;
        }
        same.into_iter().filter_map(|column| cells.get(column)).find(|cell| !cell.as_ref().is_empty()).or(own)
    }

    /// A cell that was kept as it was because the checked value would be written otherwise.
    pub(crate) fn original(&self, row: u32, column: usize) -> Option<&str> {
        if self.columns.get(column).is_some_and(|column| row < column.since) {
            return Some("");
        }
        self.originals.get(row, u32::try_from(column).ok()?)
    }

    /// A kept cell by what it means; of several the first that is filled.
    pub(crate) fn kept(&self, row: u32, field: Field) -> Option<&str> {
        let column = self.columns.get(self.column_of(field)?)?;
        let Place::Kept(place) = column.place else { return None };
        let filled = |column: usize| match self.columns.get(column)?.place {
            Place::Kept(place) => Some(self.cells.text(row, place)).filter(|cell| !cell.is_empty()),
            Place::Core(_) => None,
        };
        let first = if column.shared { self.columns_of(field).into_iter().find_map(filled) } else { None };
        Some(first.unwrap_or_else(|| self.cells.text(row, place)))
    }

    /// Whether there is at least a header that can be written again.
    pub(crate) fn is_read(&self) -> bool {
        !self.unread && !self.columns.is_empty()
    }

    pub(crate) fn is_removed(&self, row: u32) -> bool {
        self.removed.binary_search(&row).is_ok()
    }
}
