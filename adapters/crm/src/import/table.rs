//! What is kept of a file beside the checked values: every cell that the core has no place for, and every cell that would be written
//! otherwise than it was read.

use super::ids::Full;
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
}

/// Cells of rows that were not taken into the core, in one piece of text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cells {
    text: String,
    ends: Vec<u32>,
    /// Where each row begins among the ends.
    firsts: Vec<u32>,
}

impl Cells {
    pub(crate) fn push<'a>(&mut self, cells: impl Iterator<Item = &'a str>) -> Result<(), Full> {
        self.firsts.push(u32::try_from(self.ends.len()).map_err(|_| Full)?);
        for cell in cells {
            self.text.push_str(cell);
            self.ends.push(u32::try_from(self.text.len()).map_err(|_| Full)?);
        }
        Ok(())
    }

    /// A cell; empty where the row has none, because the column appeared later.
    pub(crate) fn get(&self, row: u32, column: u32) -> &str {
        let row = row as usize;
        let first = self.firsts.get(row).copied().unwrap_or(u32::MAX);
        let behind = row.checked_add(1).and_then(|next| self.firsts.get(next)).map_or(self.ends.len(), |next| *next as usize);
        let at = (first as usize).saturating_add(column as usize);
        if at >= behind {
            return "";
        }
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(at).copied().unwrap_or(start);
        self.text.get(start as usize..end as usize).unwrap_or("")
    }
}

/// A row that was set aside, byte by byte as it was.
#[derive(Debug, Clone)]
pub(crate) struct AsideRow {
    pub(crate) line: u32,
    pub(crate) cells: Vec<Vec<u8>>,
}

/// A file of the export.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// The name of the file.
    pub(crate) file: String,
    /// The place of its object in the mapping.
    pub(crate) object: usize,
    pub(crate) columns: Vec<Column>,
    pub(crate) cells: Cells,
    /// The line of each row.
    pub(crate) lines: Vec<u32>,
    /// The place of each row's plan or node among the ids; empty for other objects.
    pub(crate) records: Vec<u32>,
    /// Cells of core columns that would be written otherwise than they were read, by row.
    pub(crate) originals: Vec<(u32, u32, Box<str>)>,
    pub(crate) aside: Vec<AsideRow>,
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
            cells: Cells::default(),
            lines: Vec::new(),
            records: Vec::new(),
            originals: Vec::new(),
            aside: Vec::new(),
            rows: 0,
            removed: Vec::new(),
            unread: false,
        }
    }

    /// The place of the next row.
    pub(crate) fn next_row(&self) -> u32 {
        u32::try_from(self.lines.len()).unwrap_or(u32::MAX)
    }

    pub(crate) fn column_of(&self, field: Field) -> Option<usize> {
        self.columns.iter().position(|column| column.meaning == Some(Meaning::Field(field)))
    }

    /// A cell that was kept as it was because the checked value would be written otherwise.
    pub(crate) fn original(&self, row: u32, column: usize) -> Option<&str> {
        let column = u32::try_from(column).ok()?;
        let place = self.originals.binary_search_by(|(r, c, _)| (*r, *c).cmp(&(row, column))).ok()?;
        self.originals.get(place).map(|(_, _, cell)| &**cell)
    }

    /// A kept cell by what it means.
    pub(crate) fn kept(&self, row: u32, field: Field) -> Option<&str> {
        let column = self.columns.get(self.column_of(field)?)?;
        match column.place {
            Place::Kept(place) => Some(self.cells.get(row, place)),
            Place::Core(_) => None,
        }
    }

    /// Whether there is at least a header that can be written again.
    pub(crate) fn is_read(&self) -> bool {
        !self.unread && !self.columns.is_empty()
    }

    pub(crate) fn is_removed(&self, row: u32) -> bool {
        self.removed.binary_search(&row).is_ok()
    }
}
