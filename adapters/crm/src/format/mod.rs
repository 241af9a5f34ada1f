//! How rows lie in files: CSV as the loaders write it, JSON as Vault answers queries, and the cells of both.

pub mod cells;
pub mod csv;
pub mod vault_json;

use kam_core::values::cut;
use std::fmt;

/// A record whose cells are text without NUL.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The line its first character is on; the first line is 1.
    pub line: u32,
    /// Its number among the records of a JSON file; the first is 1.
    pub record: Option<u32>,
    pub(crate) text: &'a str,
    pub(crate) ends: &'a [usize],
    /// The columns as they are now, where the file has no header; else empty.
    pub(crate) header: &'a [String],
}

impl<'a> Row<'a> {
    pub(crate) const fn spot(&self) -> Spot {
        Spot { line: self.line, record: self.record }
    }

    /// A cell; empty where the row has none.
    #[must_use]
    pub fn cell(&self, column: usize) -> &'a str {
        let Some(end) = self.ends.get(column) else {
            return "";
        };
        let start = column.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.text.get(start..*end).unwrap_or("")
    }

    /// How many cells it has.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether it has no cell.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// All cells.
    pub fn cells(&self) -> impl Iterator<Item = &'a str> + Clone + use<'a> {
        let row = *self;
        (0..row.len()).map(move |column| row.cell(column))
    }
}

/// Where a row begins: its line and, in JSON, which is often one line, its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Spot {
    pub(crate) line: u32,
    pub(crate) record: Option<u32>,
}

/// `12`, or `1 record 12`.
impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.line)?;
        self.record.map_or(Ok(()), |record| write!(f, " record {record}"))
    }
}

/// A record that cannot be read as it should, byte by byte as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RefusedRow<'a> {
    /// The line its first character is on.
    pub line: u32,
    /// Its number among the records of a JSON file; the first is 1.
    pub record: Option<u32>,
    /// The column of the first bad cell, the first is 0.
    pub column: usize,
    /// What is wrong.
    pub fault: RowFault,
    pub(crate) bytes: &'a [u8],
    pub(crate) ends: &'a [usize],
}

impl<'a> RefusedRow<'a> {
    pub(crate) const fn spot(&self) -> Spot {
        Spot { line: self.line, record: self.record }
    }

    /// A cell, which may not be text; empty where the row has none.
    #[must_use]
    pub fn cell(&self, column: usize) -> &'a [u8] {
        part(self.bytes, self.ends, column)
    }

    /// How many cells it has.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether it has no cell.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// All cells.
    pub fn cells(&self) -> impl Iterator<Item = &'a [u8]> + Clone + use<'a> {
        parts(self.bytes, self.ends)
    }
}

/// What is wrong with a record as such.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RowFault {
    /// Bytes that are no UTF-8.
    NotUtf8 {
        /// Where in the cell the first such byte is; the first is 1.
        byte: usize,
        /// That byte.
        found: u8,
    },
    /// A NUL byte.
    Nul {
        /// Where in the cell; the first byte is 1.
        byte: usize,
    },
    /// A cell over the limit.
    CellTooLong {
        /// Its length in bytes.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// A quote that is never closed: the rest of the file is one cell.
    OpenQuote,
    /// A quote that is closed although the cell goes on. Such a cell is given with all the quotes that the file has.
    BrokenQuote {
        /// Where in the cell the closing quote is; the first byte is 1.
        byte: usize,
    },
}

/// What comes next in a file.
#[derive(Debug)]
pub enum Step<'a> {
    /// A record.
    Row(Row<'a>),
    /// A record that cannot be used. Reading goes on behind it.
    Refused(RefusedRow<'a>),
    /// Nothing more.
    End,
}

/// Why a file cannot be read on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The source itself failed.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// Over a limit.
    #[error("line {line}: more than {limit} {what}{hint}")]
    Limit {
        /// What there is too much of.
        what: &'static str,
        /// The limit.
        limit: u64,
        /// The line where the record begins.
        line: u32,
        /// What may have happened.
        hint: &'static str,
    },
    /// Another encoding than UTF-8.
    #[error("the file is written in {encoding}, and only UTF-8 is read; export or save it again as UTF-8")]
    Encoding {
        /// The encoding its first bytes tell.
        encoding: &'static str,
    },
    /// No JSON, or not of the form that Vault writes.
    #[error("line {line}, column {column}: {reason}")]
    Json {
        /// The line, the first is 1.
        line: u32,
        /// The column in characters, the first is 1.
        column: u32,
        /// What is wrong.
        reason: String,
    },
}

/// How many bytes tell the encoding of a file; however it is read, all of them must be there before they are looked at.
pub(crate) const TELLING: usize = 8;

/// What the first bytes of a file say about its encoding, and how long its mark is.
pub(crate) fn encoding_mark(start: &[u8]) -> Result<usize, ReadError> {
    match start {
        [0xEF, 0xBB, 0xBF, ..] => Ok(3),
        [0xFF, 0xFE, 0, 0, ..] => Err(ReadError::Encoding { encoding: "UTF-32" }),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Err(ReadError::Encoding { encoding: "UTF-16" }),
        _ if zero_in_each_pair(start) => Err(ReadError::Encoding { encoding: "UTF-16" }),
        _ => Ok(0),
    }
}

/// Whether the first letters lie as UTF-16 has them: two or more pairs of bytes, the zero at the same place in each. One NUL alone is damage.
fn zero_in_each_pair(start: &[u8]) -> bool {
    let (pairs, _) = start.get(..start.len().min(TELLING)).unwrap_or_default().as_chunks::<2>();
    let all = |zero: fn(&[u8; 2]) -> bool| pairs.len() > 1 && pairs.iter().all(zero);
    all(|[low, high]| *low != 0 && *high == 0) || all(|[high, low]| *high == 0 && *low != 0)
}

/// What is wrong with a name that is too long, which every defect of its column would repeat.
pub(crate) fn long_name(what: &str, name: &str, most: usize) -> Option<String> {
    let count = if name.len() > most { name.chars().count() } else { 0 };
    (count > most).then(|| format!("the {what} `{}` has {count} characters, at most {most} are read", cut(name, 80)))
}

/// Looks at a whole record: no NUL, UTF-8 in every cell by itself, no cell over the limit.
pub(crate) fn check_row<'a>(bytes: &'a [u8], ends: &'a [usize], line: u32, cell_limit: usize) -> Result<Row<'a>, RefusedRow<'a>> {
    let text = std::str::from_utf8(bytes).ok();
    // Two cells can each be broken and yet make good text together, so each end must lie between characters.
    let whole = text.filter(|text| ends.iter().all(|end| text.is_char_boundary(*end)));
    match whole {
        Some(text) if memchr::memchr(0, bytes).is_none() && (bytes.len() <= cell_limit || longest(ends) <= cell_limit) => {
            Ok(Row { line, record: None, text, ends, header: &[] })
        }
        _ => Err(refuse(bytes, ends, line, cell_limit)),
    }
}

fn longest(ends: &[usize]) -> usize {
    let starts = std::iter::once(&0).chain(ends);
    starts.zip(ends).map(|(start, end)| end.saturating_sub(*start)).max().unwrap_or(0)
}

fn part<'a>(bytes: &'a [u8], ends: &[usize], column: usize) -> &'a [u8] {
    let Some(end) = ends.get(column) else {
        return &[];
    };
    let start = column.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    bytes.get(start..*end).unwrap_or_default()
}

pub(crate) fn parts<'a>(bytes: &'a [u8], ends: &'a [usize]) -> impl Iterator<Item = &'a [u8]> + Clone + use<'a> {
    (0..ends.len()).map(move |column| part(bytes, ends, column))
}

fn refuse<'a>(bytes: &'a [u8], ends: &'a [usize], line: u32, cell_limit: usize) -> RefusedRow<'a> {
    let fault_of = |cell: &[u8]| {
        if let Some(place) = memchr::memchr(0, cell) {
            return Some(RowFault::Nul { byte: place.saturating_add(1) });
        }
        if let Err(error) = std::str::from_utf8(cell) {
            let place = error.valid_up_to();
            return Some(RowFault::NotUtf8 { byte: place.saturating_add(1), found: cell.get(place).copied().unwrap_or(0) });
        }
        (cell.len() > cell_limit).then_some(RowFault::CellTooLong { bytes: cell.len(), limit: cell_limit })
    };
    let mut faults = parts(bytes, ends).enumerate().filter_map(|(column, cell)| fault_of(cell).map(|fault| (column, fault)));
    let (column, fault) = faults.next().unwrap_or((0, RowFault::OpenQuote));
    RefusedRow { line, record: None, column, fault, bytes, ends }
}
