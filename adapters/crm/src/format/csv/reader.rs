//! Reading CSV record by record in bounded memory.

use super::quotes;
use crate::format::{ReadError, RefusedRow, RowFault, Step, TELLING, check_row, encoding_mark, parts};
use crate::limits::Limits;
use csv_core::ReadRecordResult;
use std::io::Read;

const BLOCK: usize = 256 * 1_024;
const FIRST_RECORD: usize = 16 * 1_024;
const FIRST_ENDS: usize = 64;

/// Reads CSV from any source, block by block: at most one block and one record are in memory.
///
/// ```
/// use kam_crm::format::csv::CsvReader;
/// use kam_crm::format::Step;
/// use kam_crm::Limits;
///
/// let mut reader = CsvReader::new("id,name\n1,\"Mercy\nNorth\"\n".as_bytes(), &Limits::default());
/// let mut names = Vec::new();
/// while let Step::Row(row) = reader.next()? {
///     names.push((row.line, row.cell(1).to_owned()));
/// }
/// assert_eq!(names, [(1, "name".to_owned()), (2, "Mercy\nNorth".to_owned())]);
/// # Ok::<(), kam_crm::format::ReadError>(())
/// ```
pub struct CsvReader<R> {
    input: R,
    block: Vec<u8>,
    from: usize,
    to: usize,
    begun: bool,
    ended: bool,
    closed: bool,
    core: csv_core::Reader,
    record: Vec<u8>,
    ends: Vec<usize>,
    /// What a record has in blocks before this one, as the file has it.
    raw: Vec<u8>,
    /// A record with a broken quote, its cells kept as the file has them.
    broken: (Vec<u8>, Vec<usize>),
    /// Line breaks between records, which the core reader does not see.
    between: u64,
    taken: u64,
    limits: Limits,
}

impl<R> std::fmt::Debug for CsvReader<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CsvReader").field("line", &self.line()).finish_non_exhaustive()
    }
}

enum Outcome {
    Record,
    End,
    Open,
}

impl<R: Read> CsvReader<R> {
    /// A reader over a source, within limits. The header is the first record it gives.
    pub fn new(input: R, limits: &Limits) -> Self {
        Self {
            input,
            block: vec![0; BLOCK],
            from: 0,
            to: 0,
            begun: false,
            ended: false,
            closed: false,
            core: csv_core::Reader::new(),
            record: vec![0; FIRST_RECORD],
            ends: vec![0; FIRST_ENDS],
            raw: Vec::new(),
            broken: (Vec::new(), Vec::new()),
            between: 0,
            taken: 0,
            limits: *limits,
        }
    }

    /// How many bytes were taken from the source.
    #[must_use]
    pub const fn bytes_taken(&self) -> u64 {
        self.taken
    }

    /// The next record.
    ///
    /// # Errors
    /// The source fails, the file is not UTF-8 but UTF-16 or UTF-32, or a record is over a limit.
    #[allow(clippy::should_implement_trait, reason = "the record borrows from the reader")]
    pub fn next(&mut self) -> Result<Step<'_>, ReadError> {
        if !self.begun {
            self.begin()?;
        }
        self.skip_breaks()?;
        let line = self.line();
        let (outcome, bytes, cells, start) = self.record(line)?;
        if matches!(outcome, Outcome::Open) {
            // The cell that is open has no end yet.
            match self.ends.get_mut(cells) {
                Some(end) => *end = bytes,
                None => self.ends.push(bytes),
            }
        }
        let record = self.record.get(..bytes).unwrap_or_default();
        let ends = |cells| self.ends.get(..cells).unwrap_or_default();
        if matches!(outcome, Outcome::Record) {
            let last = self.block.get(start..self.from).unwrap_or_default();
            let raw = if self.raw.is_empty() {
                last
            } else {
                self.raw.extend_from_slice(last);
                &self.raw
            };
            if quotes::has_broken(raw, record, ends(cells)) {
                let (bytes, broken) = &mut self.broken;
                if let Some(quotes::Broken { column, byte }) = quotes::cells(raw, parts(record, ends(cells)), bytes, broken) {
                    let fault = RowFault::BrokenQuote { byte };
                    return Ok(Step::Refused(RefusedRow { line, record: None, column, fault, bytes, ends: broken }));
                }
            }
        }
        match outcome {
            Outcome::End => Ok(Step::End),
            Outcome::Open => {
                let ends = ends(cells.saturating_add(1));
                Ok(Step::Refused(RefusedRow { line, record: None, column: cells, fault: RowFault::OpenQuote, bytes: record, ends }))
            }
            Outcome::Record => Ok(check_row(record, ends(cells), line, self.limits.cell_bytes).map_or_else(Step::Refused, Step::Row)),
        }
    }

    /// Reads one record into the buffers, which grow up to the limits. Gives how many bytes and cells it has, and where in the block it begins,
    /// or goes on from what is in `raw`.
    fn record(&mut self, line: u32) -> Result<(Outcome, usize, usize, usize), ReadError> {
        let (mut bytes, mut cells, mut start) = (0_usize, 0_usize, self.from);
        self.raw.clear();
        loop {
            if self.from >= self.to && !self.ended {
                self.raw.extend_from_slice(self.block.get(start..self.to).unwrap_or_default());
                self.fill()?;
                start = self.from;
            }
            // A line break behind the last byte ends the last record, unless that byte is within quotes.
            let closing = self.ended && self.from >= self.to && !self.closed;
            let input: &[u8] = if closing { b"\n" } else { self.block.get(self.from..self.to).unwrap_or_default() };
            let output = self.record.get_mut(bytes..).unwrap_or_default();
            let ends = self.ends.get_mut(cells..).unwrap_or_default();
            let (result, taken, written, ended) = self.core.read_record(input, output, ends);
            if closing {
                self.closed = taken > 0;
                if self.closed && written > 0 {
                    self.core.reset();
                    return Ok((Outcome::Open, bytes, cells, start));
                }
            } else {
                self.from = self.from.saturating_add(taken);
            }
            bytes = bytes.saturating_add(written);
            cells = cells.saturating_add(ended);
            match result {
                ReadRecordResult::Record => return Ok((Outcome::Record, bytes, cells, start)),
                ReadRecordResult::End => return Ok((Outcome::End, 0, 0, start)),
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => {
                    let hint = "; a quote may be open that is never closed, or this is no CSV file";
                    grow(&mut self.record, self.limits.record_bytes)
                        .ok_or_else(|| over("bytes in one record", self.limits.record_bytes, line, hint))?;
                }
                ReadRecordResult::OutputEndsFull => {
                    let hint = "; this may be no CSV file";
                    grow(&mut self.ends, self.limits.columns).ok_or_else(|| over("columns", self.limits.columns, line, hint))?;
                }
            }
        }
    }

    /// Looks at the encoding and leaves out the marks before the first byte; files put together from parts have several.
    fn begin(&mut self) -> Result<(), ReadError> {
        self.begun = true;
        // The core reader would leave out a mark by itself, but only where it sees the whole of it at once.
        let (mut out, mut ends) = ([0_u8; 4], [0_usize; 4]);
        self.core.read_record(b"\n", &mut out, &mut ends);
        self.core.set_line(1);
        loop {
            while self.to.saturating_sub(self.from) < TELLING && !self.ended {
                self.fill()?;
            }
            let mark = encoding_mark(self.block.get(self.from..self.to).unwrap_or_default())?;
            self.from = self.from.saturating_add(mark);
            if mark == 0 {
                return Ok(());
            }
        }
    }

    /// Line breaks between records are counted here, so that a record's line is the one its first character is on.
    fn skip_breaks(&mut self) -> Result<(), ReadError> {
        loop {
            let rest = self.block.get(self.from..self.to).unwrap_or_default();
            let breaks = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            let lines = rest.iter().take(breaks).filter(|byte| **byte == b'\n').count();
            self.between = self.between.saturating_add(lines as u64);
            let all = breaks == rest.len();
            self.from = self.from.saturating_add(breaks);
            if !all || self.ended {
                return Ok(());
            }
            self.fill()?;
        }
    }

    /// Puts more bytes behind those not yet used.
    fn fill(&mut self) -> Result<(), ReadError> {
        if self.from >= self.to {
            (self.from, self.to) = (0, 0);
        } else if self.to == self.block.len() {
            self.block.copy_within(self.from..self.to, 0);
            (self.from, self.to) = (0, self.to.saturating_sub(self.from));
        }
        let free = self.block.get_mut(self.to..).unwrap_or_default();
        let read = loop {
            match self.input.read(free) {
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        self.ended = read == 0;
        self.to = self.to.saturating_add(read);
        self.taken = self.taken.saturating_add(read as u64);
        Ok(())
    }
}

impl<R> CsvReader<R> {
    fn line(&self) -> u32 {
        u32::try_from(self.core.line().saturating_add(self.between)).unwrap_or(u32::MAX)
    }
}

/// Doubles a buffer, up to its limit; `None` where it has reached it.
fn grow<T: Default + Clone>(buffer: &mut Vec<T>, most: usize) -> Option<()> {
    let length = buffer.len();
    if length >= most {
        return None;
    }
    buffer.resize(length.saturating_mul(2).min(most), T::default());
    Some(())
}

fn over(what: &'static str, limit: usize, line: u32, hint: &'static str) -> ReadError {
    ReadError::Limit { what, limit: limit as u64, line, hint }
}
