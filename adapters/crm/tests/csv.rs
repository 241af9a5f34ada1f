//! The CSV reader on what real and hostile files hold.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::print_stderr,
    reason = "a test that panics has failed"
)]

use kam_crm::Limits;
use kam_crm::format::csv::CsvReader;
use kam_crm::format::{ReadError, RowFault, Step};
use std::io::Read;

fn rows(bytes: &[u8]) -> Vec<(u32, Vec<String>)> {
    let mut reader = CsvReader::new(bytes, &Limits::default());
    let mut found = Vec::new();
    loop {
        match reader.next().unwrap() {
            Step::Row(row) => found.push((row.line, row.cells().map(str::to_owned).collect())),
            Step::Refused(row) => panic!("{row:?}"),
            Step::End => return found,
        }
    }
}

/// The same file read in pieces of every small size gives the same rows.
struct Pieces<'a>(&'a [u8], usize);

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let size = self.1.min(self.0.len()).min(buffer.len());
        let (now, rest) = self.0.split_at(size);
        buffer[..size].copy_from_slice(now);
        self.0 = rest;
        Ok(size)
    }
}

fn texts(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

#[test]
fn lines_are_those_where_rows_begin() {
    let file = b"a,b\r\n1,\"x\r\ny\nz\"\r\n\r\n\n2,\"q\"\"q\"\n3,\"\n\"\n4,";
    let expected =
        vec![(1, texts(&["a", "b"])), (2, texts(&["1", "x\r\ny\nz"])), (7, texts(&["2", "q\"q"])), (8, texts(&["3", "\n"])), (10, texts(&["4", ""]))];
    assert_eq!(rows(file), expected);
    for size in 1..file.len() {
        let mut reader = CsvReader::new(Pieces(file, size), &Limits::default());
        let mut found = Vec::new();
        while let Step::Row(row) = reader.next().unwrap() {
            found.push((row.line, row.cells().map(str::to_owned).collect::<Vec<_>>()));
        }
        assert_eq!(found, expected, "in pieces of {size}");
    }
}

#[test]
fn marks_and_encodings() {
    assert_eq!(rows(b"\xEF\xBB\xBFId\n1\n"), [(1, texts(&["Id"])), (2, texts(&["1"]))]);
    let twice = b"\xEF\xBB\xBF\xEF\xBB\xBFId\n\xEF\xBB\xBF1\n";
    assert_eq!(rows(twice), [(1, texts(&["Id"])), (2, texts(&["\u{FEFF}1"]))]);
    assert_eq!(rows(&b"\xEF\xBB\xBF".repeat(200_000)), []);
    assert_eq!(rows(b""), []);
    assert_eq!(rows(b"\xEF\xBB\xBF"), []);
    assert_eq!(rows(b"\n\n"), []);
    for (file, name) in [(&b"\xFF\xFEI\0d\0"[..], "UTF-16"), (b"\xFE\xFF\0I\0d", "UTF-16"), (b"I\0d\0", "UTF-16"), (b"\xFF\xFE\0\0I\0\0\0", "UTF-32")]
    {
        let error = CsvReader::new(file, &Limits::default()).next().map(|_| ()).unwrap_err();
        assert!(matches!(error, ReadError::Encoding { encoding } if encoding == name), "{error}");
    }
}

#[test]
fn the_encoding_does_not_depend_on_how_a_file_is_read() {
    // The first four bytes alone look like UTF-16.
    let file = b"I\0d\0abc\n";
    for size in 1..=file.len() {
        let mut reader = CsvReader::new(Pieces(file, size), &Limits::default());
        assert!(matches!(reader.next(), Ok(Step::Refused(_))), "in pieces of {size}");
    }
}

#[test]
fn a_quote_that_is_never_closed_is_named() {
    for file in [&b"a,b\n1,\"x\n2,y\n"[..], b"a,b\n1,\"x\n2,y", b"a,b\n1,\""] {
        let mut reader = CsvReader::new(file, &Limits::default());
        assert!(matches!(reader.next().unwrap(), Step::Row(_)));
        let step = reader.next().unwrap();
        let Step::Refused(row) = step else { panic!("{step:?} for {file:?}") };
        assert_eq!((row.line, row.column, row.fault), (2, 1, RowFault::OpenQuote));
        assert_eq!(row.cell(0), b"1");
        assert_eq!(row.len(), 2);
        assert!(matches!(reader.next().unwrap(), Step::End));
    }
    for closed in [&b"a\n\"x\""[..], b"a\n\"x\"\n", b"a\n\"\"", b"a\nx\"", b"a\n\"x\"\"\""] {
        assert_eq!(rows(closed).len(), 2, "{closed:?}");
    }
}

#[test]
fn text_behind_a_closing_quote_is_named_and_kept() {
    type Refused = (u32, usize, RowFault, Vec<String>);
    fn refused(input: impl Read) -> Vec<Refused> {
        let mut reader = CsvReader::new(input, &Limits::default());
        let mut found = Vec::new();
        loop {
            match reader.next().unwrap() {
                Step::Refused(row) => {
                    found.push((row.line, row.column, row.fault, row.cells().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect()));
                }
                Step::Row(_) => {}
                Step::End => return found,
            }
        }
    }
    let broken = |byte| RowFault::BrokenQuote { byte };
    for (row, column, byte, cells) in [
        (r#"P1,"He said "hi" all""#, 1, 10, &["P1", r#""He said "hi" all""#][..]),
        (r#""x"y"#, 0, 3, &[r#""x"y"#]),
        (r#""a""b"c"d""#, 0, 6, &[r#""a""b"c"d""#]),
        (r#""a","q""q","x" ,z"#, 2, 3, &["a", "q\"q", r#""x" "#, "z"]),
        (r#""a"b,x"x,"c"d"#, 0, 3, &[r#""a"b"#, "x\"x", r#""c"d"#]),
        // A comma behind the quote ends the cell, as it does for every reader.
        (r#""he said "hi, you" all""#, 0, 10, &[r#""he said "hi"#, r#" you" all""#]),
        ("\"a\nb\"c", 0, 5, &["\"a\nb\"c"]),
    ] {
        for end in ["", "\n", "\r\n", "\r"] {
            let file = format!("h\n{row}{end}");
            let expected = vec![(2, column, broken(byte), texts(cells))];
            assert_eq!(refused(file.as_bytes()), expected, "{file:?}");
            for size in 1..file.len() {
                assert_eq!(refused(Pieces(file.as_bytes(), size)), expected, "{file:?} in pieces of {size}");
            }
        }
    }
    // Reading goes on behind it, over the edge of a block as well.
    let wide = "x".repeat(300_000);
    let file = format!("h\n\"{wide}\"\"{wide}\"y\n\"good\"\n\"z\" \n");
    let found = refused(file.as_bytes());
    assert_eq!(found.iter().map(|row| (row.0, row.2)).collect::<Vec<_>>(), [(2, broken(600_004)), (4, broken(3))]);
    assert_eq!(found[0].3, [format!("\"{wide}\"\"{wide}\"y")]);
    for good in ["x\"y\"z", "\"\"", "\"\"\"\"", "\"a\"\"\"", "\"a\",\"\"", " \"a\" b", "\"a\r\"\r\n\"b\"", "\",\",\"\n\""] {
        assert_eq!(refused(good.as_bytes()), [], "{good:?}");
    }
}

#[test]
fn broken_bytes_are_found_in_their_cell() {
    let faults = |file: &[u8]| {
        let mut reader = CsvReader::new(file, &Limits::default());
        let mut found = Vec::new();
        loop {
            match reader.next().unwrap() {
                Step::Refused(row) => found.push((row.line, row.column, row.fault)),
                Step::Row(_) => {}
                Step::End => return found,
            }
        }
    };
    assert_eq!(faults(b"a,b\nx,y\xFFz\n1,2\n"), [(2, 1, RowFault::NotUtf8 { byte: 2, found: 0xFF })]);
    assert_eq!(faults(b"a,b\nx\0,y\n"), [(2, 0, RowFault::Nul { byte: 2 })]);
    // Together the two cells would be one good character.
    assert_eq!(faults(b"a,b\n\xC3,\xA9\n"), [(2, 0, RowFault::NotUtf8 { byte: 1, found: 0xC3 })]);
}

#[test]
fn limits_hold_in_bounded_memory() {
    let small = Limits::default();
    let error = CsvReader::new(std::io::repeat(b'x').take(1 << 30), &small).next().map(|_| ()).unwrap_err();
    assert!(error.to_string().starts_with("line 1: more than 16777216 bytes in one record"), "{error}");
    let error = CsvReader::new(std::io::repeat(b',').take(1_000_000), &small).next().map(|_| ()).unwrap_err();
    assert!(error.to_string().starts_with("line 1: more than 5000 columns"), "{error}");

    let mut file = b"a,b\n1,".to_vec();
    file.resize(file.len() + small.cell_bytes + 1, b'x');
    file.extend_from_slice(b"\n2,y\n");
    let mut reader = CsvReader::new(file.as_slice(), &small);
    assert!(matches!(reader.next().unwrap(), Step::Row(_)));
    let Step::Refused(row) = reader.next().unwrap() else { panic!() };
    assert_eq!((row.line, row.column, row.fault), (2, 1, RowFault::CellTooLong { bytes: 1_048_577, limit: 1_048_576 }));
    let Step::Row(row) = reader.next().unwrap() else { panic!() };
    assert_eq!((row.line, row.cell(1)), (3, "y"));
}
