//! CSV as Vault Loader and Data Loader write it: RFC 4180 with a byte-order mark, `\n` or `\r\n`, and line breaks inside quoted cells.

mod quotes;
mod reader;
mod writer;

pub use reader::CsvReader;
pub use writer::CsvWriter;
pub(crate) use writer::Quoting;
