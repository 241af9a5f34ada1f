//! Cells of many rows in one piece of memory, in about as many bytes as they had in their file.

use crate::format::{Row, Spot};

/// Rows of cells. A filled cell costs its bytes and its length, a run of empty cells its length alone; a length up to 63 is one byte, as the
/// comma was. So no file can take many times its size by how its cells are cut.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rows {
    bytes: Vec<u8>,
    /// Where each row ends.
    ends: Vec<usize>,
}

impl Rows {
    /// Adds a row; gives the bytes that it takes.
    pub(crate) fn push<'a>(&mut self, cells: impl Iterator<Item = &'a [u8]>) -> usize {
        let start = self.bytes.len();
        let mut empty = 0_usize;
        for cell in cells {
            if cell.is_empty() {
                empty = empty.saturating_add(1);
                continue;
            }
            self.run(std::mem::take(&mut empty));
            self.length(cell.len() << 1);
            self.bytes.extend_from_slice(cell);
        }
        self.run(empty);
        self.ends.push(self.bytes.len());
        self.bytes.len().saturating_sub(start)
    }

    fn run(&mut self, empty: usize) {
        if empty > 0 {
            self.length((empty << 1) | 1);
        }
    }

    /// Seven bits a byte, the lowest first; all but the last have the highest bit.
    fn length(&mut self, mut length: usize) {
        while length > 0x7F {
            let [low, ..] = length.to_le_bytes();
            self.bytes.push(low | 0x80);
            length >>= 7;
        }
        let [low, ..] = length.to_le_bytes();
        self.bytes.push(low);
    }

    pub(crate) const fn len(&self) -> usize {
        self.ends.len()
    }

    /// The cells of a row, as many as it was given.
    pub(crate) fn row(&self, row: u32) -> RowCells<'_> {
        let row = row as usize;
        let start = row.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(row).copied().unwrap_or(start);
        RowCells { bytes: self.bytes.get(start..end).unwrap_or_default(), empty: 0 }
    }

    /// A cell; empty where the row has none, because the column appeared later.
    pub(crate) fn text(&self, row: u32, column: u32) -> &str {
        self.row(row).nth(column as usize).map_or("", text)
    }
}

/// A cell that was text when it came.
pub(crate) fn text(cell: &[u8]) -> &str {
    std::str::from_utf8(cell).unwrap_or("")
}

/// The cells of one row.
#[derive(Debug, Clone)]
pub(crate) struct RowCells<'r> {
    bytes: &'r [u8],
    /// How many empty cells come before the next bytes.
    empty: usize,
}

impl RowCells<'_> {
    fn length(&mut self) -> Option<usize> {
        let (mut length, mut shift) = (0_usize, 0_u32);
        loop {
            let (byte, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            length |= usize::from(byte & 0x7F).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(length);
            }
            shift = shift.saturating_add(7);
        }
    }
}

impl<'r> Iterator for RowCells<'r> {
    type Item = &'r [u8];

    fn next(&mut self) -> Option<&'r [u8]> {
        self.nth(0)
    }

    fn nth(&mut self, mut place: usize) -> Option<&'r [u8]> {
        loop {
            if place < self.empty {
                self.empty = self.empty.saturating_sub(place).saturating_sub(1);
                return Some(&[]);
            }
            place = place.saturating_sub(std::mem::take(&mut self.empty));
            let length = self.length()?;
            if length & 1 == 1 {
                self.empty = length >> 1;
                continue;
            }
            let (cell, rest) = self.bytes.split_at_checked(length >> 1)?;
            self.bytes = rest;
            match place.checked_sub(1) {
                None => return Some(cell),
                Some(less) => place = less,
            }
        }
    }
}

/// Where each row of one file is.
#[derive(Debug, Clone, Default)]
pub(crate) struct Spots {
    lines: Vec<u32>,
    /// The numbers of the records; empty for CSV, which has none.
    records: Vec<u32>,
}

impl Spots {
    pub(crate) fn push(&mut self, spot: Spot) {
        self.lines.push(spot.line);
        self.records.extend(spot.record);
    }

    pub(crate) const fn len(&self) -> usize {
        self.lines.len()
    }

    pub(crate) fn get(&self, row: u32) -> Spot {
        let row = row as usize;
        Spot { line: self.lines.get(row).copied().unwrap_or(0), record: self.records.get(row).copied() }
    }
}

/// Rows with the place of each.
#[derive(Debug, Clone, Default)]
pub(crate) struct LinedRows {
    spots: Spots,
    rows: Rows,
}

impl LinedRows {
    /// Adds a row; gives the bytes that it takes.
    pub(crate) fn push<'a>(&mut self, spot: Spot, cells: impl Iterator<Item = &'a [u8]>) -> usize {
        self.spots.push(spot);
        self.rows.push(cells)
    }

    pub(crate) const fn len(&self) -> usize {
        self.rows.len()
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.rows.len() == 0
    }

    pub(crate) fn spot(&self, row: u32) -> Spot {
        self.spots.get(row)
    }

    /// The rows in their order in the file, each with its place.
    pub(crate) fn in_order(&self) -> impl Iterator<Item = (Spot, RowCells<'_>)> {
        let mut order: Vec<u32> = (0_u32..).zip(&self.spots.lines).map(|(row, _)| row).collect();
        order.sort_by_key(|row| self.spot(*row));
        order.into_iter().map(|row| (self.spot(row), self.rows.row(row)))
    }

    /// A row of text as it was read.
    pub(crate) fn unpack<'u>(&self, row: u32, into: &'u mut Unpacked) -> Row<'u> {
        into.text.clear();
        into.ends.clear();
        for cell in self.rows.row(row) {
            into.text.push_str(text(cell));
            into.ends.push(into.text.len());
        }
        let Spot { line, record } = self.spot(row);
        Row { line, record, text: &into.text, ends: &into.ends, header: &[] }
    }
}

/// Room for a row that is looked at again.
#[derive(Debug, Default)]
pub(crate) struct Unpacked {
    text: String,
    ends: Vec<usize>,
}

/// How many rows are looked at together.
const BATCH: usize = 64;

/// Rows of a file side by side, so that what they need can be fetched for all of them at once.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    text: String,
    ends: Vec<usize>,
    /// The line of each row, and where its text and its ends end.
    rows: Vec<(u32, usize, usize)>,
}

impl Batch {
    pub(crate) const fn has_room(&self) -> bool {
        self.rows.len() < BATCH
    }

    /// How many rows a file of so many bytes may have, if all are as long as these.
    pub(crate) fn rows_in(&self, bytes: u64) -> u64 {
        // Each cell is followed by a comma or a line break.
        let mine = self.text.len().saturating_add(self.ends.len()) as u64;
        bytes.saturating_mul(self.rows.len() as u64).checked_div(mine).unwrap_or(0)
    }

    pub(crate) fn push(&mut self, row: &Row<'_>) {
        self.text.push_str(row.text);
        self.ends.extend_from_slice(row.ends);
        self.rows.push((row.line, self.text.len(), self.ends.len()));
    }

    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.rows.clear();
    }

    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let mut start = (0_usize, 0_usize);
        self.rows.iter().map(move |(line, text, ends)| {
            let (from, first) = std::mem::replace(&mut start, (*text, *ends));
            let (text, ends) = (self.text.get(from..*text).unwrap_or_default(), self.ends.get(first..*ends).unwrap_or_default());
            Row { line: *line, record: None, text, ends, header: &[] }
        })
    }
}

/// Cells that are kept beside a checked value, few of all: by row and column.
#[derive(Debug, Clone, Default)]
pub(crate) struct Originals {
    places: Vec<(u32, u32)>,
    cells: Rows,
}

impl Originals {
    /// Adds a cell; rows and columns only go up.
    pub(crate) fn push(&mut self, row: u32, column: u32, cell: &str) {
        self.places.push((row, column));
        self.cells.push(std::iter::once(cell.as_bytes()));
    }

    pub(crate) fn get(&self, row: u32, column: u32) -> Option<&str> {
        let place = self.places.binary_search(&(row, column)).ok()?;
        Some(self.cells.text(u32::try_from(place).ok()?, 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(rows: &Rows, row: u32) -> Vec<Vec<u8>> {
        rows.row(row).map(<[u8]>::to_vec).collect()
    }

    #[test]
    fn rows_come_back_as_they_were() {
        let long = vec![b'x'; 20_000];
        let wanted: Vec<Vec<&[u8]>> = vec![
            vec![],
            vec![b""],
            vec![b"a"],
            vec![b"", b"", b"a\0\xFF", b"", &long, b"b", b"", b"", b""],
            vec![&long[..63], &long[..64], &long[..8_191], &long[..8_192]],
            vec![b""; 5_000],
        ];
        let mut rows = Rows::default();
        let taken: Vec<usize> = wanted.iter().map(|row| rows.push(row.iter().copied())).collect();
        assert_eq!(rows.len(), wanted.len());
        assert_eq!(taken.iter().sum::<usize>(), rows.bytes.len());
        for (place, row) in (0..).zip(&wanted) {
            assert_eq!(cells(&rows, place), *row);
            for column in 0..row.len() + 2 {
                assert_eq!(rows.row(place).nth(column), row.get(column).copied(), "row {place}, column {column}");
            }
        }
        assert_eq!(rows.row(99).next(), None);
        assert_eq!((rows.text(2, 0), rows.text(2, 1)), ("a", ""));
    }

    #[test]
    fn rows_take_no_more_than_their_file() {
        let mut rows = Rows::default();
        for length in [0, 1, 2, 63, 64, 200, 8_191, 8_192, 1_000_000] {
            for columns in [1, 2, 50, 200] {
                let cell = vec![b'x'; length];
                let in_file = columns * (length + 1);
                let taken = rows.push(std::iter::repeat_n(cell.as_slice(), columns));
                assert!(taken <= in_file + in_file / 64, "{columns} cells of {length} bytes take {taken}, in the file {in_file}");
            }
        }
        let empty = rows.push(std::iter::repeat_n(&b""[..], 5_000));
        assert!(empty <= 2, "{empty} bytes for nothing but empty cells");
    }

    #[test]
    fn originals_are_found_by_row_and_column() {
        let mut originals = Originals::default();
        for (row, column, cell) in [(1, 2, "x"), (1, 5, ""), (7, 0, "yz")] {
            originals.push(row, column, cell);
        }
        assert_eq!((originals.get(1, 2), originals.get(1, 5), originals.get(7, 0)), (Some("x"), Some(""), Some("yz")));
        assert_eq!((originals.get(1, 3), originals.get(0, 0)), (None, None));
    }

    #[test]
    fn a_batch_gives_its_rows_and_says_how_many_a_file_may_have() {
        let mut batch = Batch::default();
        for _ in 0..2 {
            batch.push(&Row { line: 7, record: None, text: "abé", ends: &[1, 1, 4], header: &[] });
            batch.push(&Row { line: 9, record: None, text: "", ends: &[], header: &[] });
            batch.push(&Row { line: 11, record: None, text: "xy", ends: &[2], header: &[] });
            let rows: Vec<_> = batch.rows().map(|row| (row.line, row.cells().collect::<Vec<_>>())).collect();
            assert_eq!(rows, [(7, vec!["a", "", "bé"]), (9, vec![]), (11, vec!["xy"])]);
            assert_eq!(batch.rows_in(1_000), 300);
            batch.clear();
            assert_eq!((batch.rows().count(), batch.rows_in(1_000)), (0, 0));
        }
    }

    #[test]
    fn rows_in_order_and_unpacked() {
        let mut rows = LinedRows::default();
        for (line, cell) in [(5, "five"), (2, "two"), (9, ""), (3, "three")] {
            rows.push(Spot { line, record: None }, [cell, "", "z"].into_iter().map(str::as_bytes));
        }
        let order: Vec<_> = rows.in_order().map(|(_, mut row)| text(row.next().unwrap()).to_owned()).collect();
        assert_eq!(order, ["two", "three", "five", ""]);
        let mut into = Unpacked::default();
        let row = rows.unpack(1, &mut into);
        assert_eq!((row.line, row.cells().collect::<Vec<_>>()), (2, vec!["two", "", "z"]));
        let mut records = LinedRows::default();
        for record in [3, 1, 2] {
            records.push(Spot { line: 1, record: Some(record) }, std::iter::empty());
        }
        let order: Vec<_> = records.in_order().map(|(spot, _)| spot.record).collect();
        assert_eq!(order, [Some(1), Some(2), Some(3)]);
        assert_eq!(records.unpack(0, &mut into).record, Some(3));
    }
}
