//! Bytes of Arrow IPC, whole and broken.
#![cfg(feature = "ipc")]

use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, Decimal128Array, DictionaryArray, Int64Array, ListArray, RecordBatch, StringArray, StringViewArray};
use arrow_ipc::writer::{FileWriter, StreamWriter};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use kam_arrow::{TableFault, read_ipc, write_ipc};
use std::sync::Arc;

fn table() -> RecordBatch {
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("plan", Arc::new(["A", "A", "B"].into_iter().collect::<DictionaryArray<Int32Type>>())),
        ("node", Arc::new(Int64Array::from(vec![Some(1), None, Some(3)]))),
        ("status", Arc::new(StringArray::from(vec![Some("open"), None, Some("done")]))),
        ("note", Arc::new(StringViewArray::from(vec!["short", "longer than the twelve bytes of a view", ""]))),
        ("weight", Arc::new(Decimal128Array::from(vec![Some(1), None, Some(3)]).with_precision_and_scale(9, 4).unwrap())),
        ("waits", Arc::new(ListArray::from_iter_primitive::<Int32Type, _, _>([Some(vec![Some(1)]), None, Some(vec![])]))),
    ];
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, array)| (name, array, true))).unwrap()
}

fn stream(batches: &[RecordBatch]) -> Vec<u8> {
    let mut writer = StreamWriter::try_new(Vec::new(), &table().schema()).unwrap();
    batches.iter().for_each(|batch| writer.write(batch).unwrap());
    writer.into_inner().unwrap()
}

fn file(batches: &[RecordBatch]) -> Vec<u8> {
    let mut writer = FileWriter::try_new(Vec::new(), &table().schema()).unwrap();
    batches.iter().for_each(|batch| writer.write(batch).unwrap());
    writer.into_inner().unwrap()
}

fn refused(bytes: &[u8]) -> String {
    let TableFault { problems } = read_ipc(bytes.to_vec()).unwrap_err();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].code, "unreadable_table");
    problems[0].text.clone()
}

#[test]
fn a_stream_and_a_file_are_the_same_table() {
    for batches in [vec![table()], vec![table(), table()], vec![table().slice(0, 0)], vec![]] {
        let whole = arrow_select::concat::concat_batches(&table().schema(), &batches).unwrap();
        assert_eq!(read_ipc(stream(&batches)).unwrap(), whole);
        assert_eq!(read_ipc(file(&batches)).unwrap(), whole);
        assert_eq!(read_ipc(write_ipc(&whole).unwrap()).unwrap(), whole);
    }
}

#[test]
fn a_table_that_is_cut_off_anywhere_is_refused() {
    for bytes in [stream(&[table(), table()]), file(&[table(), table()])] {
        for length in 0..bytes.len() {
            refused(&bytes[..length]);
        }
    }
    let without_end = stream(&[table()]);
    assert_eq!(refused(&without_end[..without_end.len() - 8]), "the Arrow stream ends before its end mark");
}

#[test]
fn a_table_that_goes_on_is_refused() {
    let twice = [stream(&[table()]), stream(&[table()])].concat();
    assert_eq!(refused(&twice), "the Arrow stream goes on behind its end mark");
}

#[test]
fn bytes_that_are_something_else_are_refused() {
    for bytes in [&b""[..], b"plan,node\nA,1\n", b"{\"id\": \"AP-1\"}", b"PAR1\x15\x04\x15\x00", &[0; 64], &[0xff; 64]] {
        assert_eq!(refused(bytes), "the bytes are no Arrow IPC stream or file");
    }
}

/// Forty ones as pyarrow compresses them.
const LZ4: &str = "/////4AAAAAQAAAAAAAKAAwABgAFAAgACgAAAAABBAAMAAAACAAIAAAABAAIAAAABAAAAAEAAAAUAAAAEAAUAAgABgAHAAwAAAAQABAAAAAAAAECEAAAACAAAAAEAAAAAAAAAAQAAABub2RlAAAAAAgADAAIAAcACAAAAAAAAAFAAAAAAAAAAP////+YAAAAFAAAAAAAAAAMABgABgAFAAgADAAMAAAAAAMEABwAAAAoAAAAAAAAAAAAAAAMABwAEAAEAAgADAAMAAAASAAAABwAAAAUAAAAKAAAAAAAAAAAAAAABAAEAAQAAAACAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAJwAAAAAAAAAAAAAAAQAAACgAAAAAAAAAAAAAAAAAAABAAQAAAAAAAAQiTRhgQIIQAAAAIgEAAQAPCAD/IVAAAAAAAAAAAAAA/////wAAAAA=";
const ZSTD: &str = "/////4AAAAAQAAAAAAAKAAwABgAFAAgACgAAAAABBAAMAAAACAAIAAAABAAIAAAABAAAAAEAAAAUAAAAEAAUAAgABgAHAAwAAAAQABAAAAAAAAECEAAAACAAAAAEAAAAAAAAAAQAAABub2RlAAAAAAgADAAIAAcACAAAAAAAAAFAAAAAAAAAAP////+gAAAAFAAAAAAAAAAMABgABgAFAAgADAAMAAAAAAMEABwAAAAoAAAAAAAAAAAAAAAMAB4AEAAEAAgADAAMAAAAUAAAACQAAAAYAAAAKAAAAAAAAAAAAAAAAAAGAAgABwAGAAAAAAAAAQIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAoAAAAAAAAAAAAAAABAAAAKAAAAAAAAAAAAAAAAAAAAEABAAAAAAAAKLUv/WBAALUAAGJFA4AQgKqqqqqqqqqqqmonVAIAAwH/////AAAAAA==";

#[test]
fn a_compressed_table_is_refused() {
    for bytes in [LZ4, ZSTD] {
        assert_eq!(refused(&BASE64_STANDARD.decode(bytes).unwrap()), "the Arrow table is compressed, which is not read");
    }
}

/// Each byte in turn has other bits; what then is read is read to its end.
#[test]
fn broken_bytes_end_in_a_table_or_a_refusal() {
    for bytes in [stream(&[table()]), file(&[table()])] {
        for place in 0..bytes.len() {
            for flipped in [0x01, 0x80, 0xff] {
                let mut broken = bytes.clone();
                broken[place] ^= flipped;
                if let Ok(read) = read_ipc(broken) {
                    assert!(write_ipc(&read).is_ok());
                }
            }
        }
    }
}
