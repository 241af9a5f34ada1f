//! What an export may hold at most, so that a broken or hostile file ends in an error and not in a full memory.

/// The bounds of one import. The defaults are far above what the CRM systems write.
///
/// ```
/// use kam_crm::Limits;
///
/// let mut limits = Limits::default();
/// limits.rows = 10_000;
/// assert_eq!(limits.cell_bytes, 1_048_576);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of one record, line breaks inside cells included: 16 MiB. More ends the import, since such a row cannot be set aside whole.
    pub record_bytes: usize,
    /// Bytes of one cell: 1 MiB; the longest text of Salesforce has 131 072 characters. The row is set aside.
    pub cell_bytes: usize,
    /// Characters of the name of a column or of a key in JSON: 255; Salesforce and Vault allow 80. A file with a longer one is not read.
    pub name_chars: usize,
    /// Columns of one file: 5 000; Salesforce allows 800 fields an object.
    pub columns: usize,
    /// Rows of one file: 5 000 000; Vault Loader writes at most 1 000 000.
    pub rows: u64,
    /// Cells of one file, empty ones included: 1 000 000 000, such as 5 000 000 rows of 200 columns.
    pub cells: u64,
    /// Bytes of all files together: 8 GiB.
    pub total_bytes: u64,
    /// Errors that one import lists, and warnings as well: 100 000 each. More errors end the import, because then the mapping and not the data
    /// is wrong; more warnings are counted.
    pub defects: usize,
    /// Bytes of all rows that are set aside, as they are kept in memory: 1 GiB, about as much as they have in their files.
    pub aside_bytes: u64,
    /// Files in a folder: 10 000.
    pub files: usize,
}

impl Limits {
    /// The default bounds.
    pub const DEFAULT: Self = Self {
        record_bytes: 16 * 1_024 * 1_024,
        cell_bytes: 1_024 * 1_024,
        name_chars: 255,
        columns: 5_000,
        rows: 5_000_000,
        cells: 1_000_000_000,
        total_bytes: 8 * 1_024 * 1_024 * 1_024,
        defects: 100_000,
        aside_bytes: 1_024 * 1_024 * 1_024,
        files: 10_000,
    };
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}
