#![no_main]
//! Any bytes as a CSV file.

use kam_crm::Limits;
use kam_crm::format::csv::{CsvReader, CsvWriter};
use kam_crm::format::{RowFault, Step};
use libfuzzer_sys::fuzz_target;
use std::io::Read;

/// Gives at most so many bytes at a time.
struct Pieces<'a>(&'a [u8], usize);

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let size = self.1.min(buffer.len()).min(self.0.len());
        buffer[..size].copy_from_slice(&self.0[..size]);
        self.0 = &self.0[size..];
        Ok(size)
    }
}

#[derive(Debug, PartialEq)]
enum Found {
    Row(u32, Vec<String>),
    /// Line, column, fault and cells.
    Refused(u32, usize, RowFault, Vec<Vec<u8>>),
    Error(String),
}

fn read(input: impl Read, limits: &Limits) -> Vec<Found> {
    let mut reader = CsvReader::new(input, limits);
    let mut found = Vec::new();
    loop {
        match reader.next() {
            Ok(Step::Row(row)) => {
                assert_eq!(row.cells().count(), row.len());
                found.push(Found::Row(row.line, row.cells().map(str::to_owned).collect()));
            }
            Ok(Step::Refused(row)) => {
                found.push(Found::Refused(row.line, row.column, row.fault, row.cells().map(<[u8]>::to_vec).collect()));
            }
            Ok(Step::End) => return found,
            Err(error) => {
                found.push(Found::Error(error.to_string()));
                return found;
            }
        }
    }
}

fuzz_target!(|data: &[u8]| {
    let mut limits = Limits::default();
    limits.record_bytes = 64 * 1_024;
    limits.cell_bytes = 4_096;
    limits.columns = 512;
    let piece = usize::from(data.first().copied().unwrap_or(0) % 17) + 1;
    let found = read(data, &limits);
    assert_eq!(found, read(Pieces(data, piece), &limits));

    let rows: Vec<&Vec<String>> = found.iter().filter_map(|found| if let Found::Row(_, cells) = found { Some(cells) } else { None }).collect();
    let mut writer = CsvWriter::new(Vec::new());
    for row in &rows {
        writer.row(row.iter()).unwrap();
    }
    let written = writer.finish().unwrap();
    // A mark at the very start is taken for one of the file.
    if !written.starts_with(b"\xEF\xBB\xBF") {
        let again = read(written.as_slice(), &Limits::default());
        let again: Vec<&Vec<String>> = again.iter().map(|found| if let Found::Row(_, cells) = found { cells } else { panic!("{found:?}") }).collect();
        assert_eq!(rows, again);
    }
});
