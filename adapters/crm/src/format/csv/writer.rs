//! Writing CSV that the loaders take and that reads back cell by cell as it was.

use std::io::{self, Write};

/// Which cells are put in quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quoting {
    /// Those that need it, as Vault Loader does.
    Needed,
    /// All of them, as Data Loader does.
    All,
}

/// Writes records as CSV in UTF-8 without a byte-order mark, lines ended by `\n`.
///
/// Cells are written as they are. A cell that a spreadsheet would run as a formula (one that begins with `=`, `+`, `-` or `@`) is not
/// changed either, since a loader would store the change: open such files as text.
pub struct CsvWriter<W: Write> {
    inner: csv::Writer<W>,
}

impl<W: Write> std::fmt::Debug for CsvWriter<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CsvWriter").finish_non_exhaustive()
    }
}

impl<W: Write> CsvWriter<W> {
    /// A writer that quotes only where that is needed.
    pub fn new(output: W) -> Self {
        Self::with(output, Quoting::Needed)
    }

    pub(crate) fn with(output: W, quoting: Quoting) -> Self {
        let style = match quoting {
            Quoting::Needed => csv::QuoteStyle::Necessary,
            Quoting::All => csv::QuoteStyle::Always,
        };
        // Rows that were set aside because they have too many cells are written as they were.
        let inner = csv::WriterBuilder::new().quote_style(style).flexible(true).buffer_capacity(64 * 1_024).from_writer(output);
        Self { inner }
    }

    /// Writes one record.
    ///
    /// # Errors
    /// The output fails.
    pub fn row<C: AsRef<[u8]>>(&mut self, cells: impl IntoIterator<Item = C>) -> io::Result<()> {
        self.inner.write_record(cells).map_err(io::Error::from)
    }

    /// Writes what is left and gives the output back.
    ///
    /// # Errors
    /// The output fails.
    pub fn finish(self) -> io::Result<W> {
        self.inner.into_inner().map_err(|error| io::Error::new(error.error().kind(), error.to_string()))
    }
}
