#![no_main]
//! Any bytes as a Vault query answer.

use kam_crm::Limits;
use kam_crm::format::vault_json::JsonRecords;
use kam_crm::format::{RowFault, Step};
use libfuzzer_sys::fuzz_target;
use std::io::Read;

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

fn read(input: impl Read) -> (Vec<Found>, Vec<String>) {
    let mut limits = Limits::default();
    limits.cell_bytes = 4_096;
    limits.columns = 512;
    let mut reader = JsonRecords::new(input, &limits);
    let mut found = Vec::new();
    loop {
        match reader.next() {
            Ok(Step::Row(row)) => found.push(Found::Row(row.line, row.cells().map(str::to_owned).collect())),
            Ok(Step::Refused(row)) => {
                found.push(Found::Refused(row.line, row.column, row.fault, row.cells().map(<[u8]>::to_vec).collect()));
            }
            Ok(Step::End) => break,
            Err(error) => {
                found.push(Found::Error(error.to_string()));
                break;
            }
        }
    }
    (found, reader.header().to_vec())
}

fuzz_target!(|data: &[u8]| {
    let piece = usize::from(data.first().copied().unwrap_or(0) % 17) + 1;
    let (found, header) = read(data);
    for row in &found {
        if let Found::Row(_, cells) = row {
            assert!(cells.len() <= header.len());
        }
    }
    assert_eq!((found, header), read(Pieces(data, piece)));
});
