//! Tables from and to the bytes of Arrow IPC, for those who share no memory with Arrow.

use crate::fault::{TableFault, one_batch};
use arrow_array::RecordBatch;
use arrow_buffer::Buffer;
use arrow_ipc::reader::{FileDecoder, StreamDecoder, read_footer_length};
use arrow_ipc::writer::StreamWriter;
use arrow_ipc::{Block, root_as_footer};
use arrow_schema::{ArrowError, SchemaRef};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

const MAGIC: &[u8] = b"ARROW1";
/// The mark and the padding at the beginning of a file.
const HEAD: usize = 8;
/// The length of the footer and the mark at the end of a file.
const TAIL: usize = 10;

/// Reads a table from the bytes of an Arrow IPC stream or file.
///
/// Columns lie in the bytes that are given, which are kept, unless the place of one does not suit its type or there are several batches: these are
/// copied. A stream without its end mark is refused, since nobody can tell how many rows are missing.
///
/// # Errors
/// Bytes that are no such table, are cut off or are compressed.
///
/// ```
/// use arrow_array::{Int64Array, RecordBatch};
/// use kam_arrow::{read_ipc, write_ipc};
/// use std::sync::Arc;
///
/// let table = RecordBatch::try_from_iter([("node", Arc::new(Int64Array::from(vec![1, 2])) as _)])?;
/// let bytes = write_ipc(&table)?;
/// assert_eq!(read_ipc(bytes.clone())?, table);
/// assert!(read_ipc(bytes[..40].to_vec()).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read_ipc(bytes: impl AsRef<[u8]> + Send + 'static) -> Result<RecordBatch, TableFault> {
    let read = || {
        let bytes = Buffer::from(bytes::Bytes::from_owner(bytes));
        let (schema, batches) = if bytes.starts_with(MAGIC) { file(&bytes) } else { stream(bytes) }?;
        one_batch(&schema, &batches)
    };
    // Where lengths or places in the bytes are wrong, arrow-ipc panics; that is a mistake in the bytes.
    std::panic::catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| {
        let help = "write it again".to_owned();
        Err(TableFault::one("unreadable_table", "the Arrow table is damaged: its parts do not fit together".to_owned(), Some(help)))
    })
}

/// Writes a table as the bytes of an Arrow IPC stream.
///
/// # Errors
/// What Arrow cannot write; it can write all that it can read.
pub fn write_ipc(table: &RecordBatch) -> Result<Vec<u8>, TableFault> {
    let written = || {
        let mut writer = StreamWriter::try_new(Vec::new(), table.schema_ref())?;
        writer.write(table)?;
        writer.into_inner()
    };
    written().map_err(|error: ArrowError| TableFault::broken(&error))
}

fn stream(mut bytes: Buffer) -> Result<(SchemaRef, Vec<RecordBatch>), TableFault> {
    let mut decoder = StreamDecoder::new();
    let mut batches = Vec::new();
    while !bytes.is_empty() {
        match decoder.decode(&mut bytes) {
            Ok(batch) => batches.extend(batch),
            Err(_) if decoder.schema().is_none() => return Err(no_table()),
            Err(_) if decoder.finish().is_ok() => {
                let help = "pass one table at a time".to_owned();
                return Err(TableFault::one("unreadable_table", "the Arrow stream goes on behind its end mark".to_owned(), Some(help)));
            }
            Err(error) => return Err(broken(&error)),
        }
    }
    let schema = decoder.schema().ok_or_else(no_table)?;
    // Behind the end mark nothing is taken, so a byte that is taken says that there was none.
    if decoder.finish().is_err() || decoder.decode(&mut Buffer::from([0])).is_ok() {
        let help = "pass all of its bytes, and close what writes them before".to_owned();
        return Err(TableFault::one("unreadable_table", "the Arrow stream ends before its end mark".to_owned(), Some(help)));
    }
    Ok((schema, batches))
}

fn file(bytes: &Buffer) -> Result<(SchemaRef, Vec<RecordBatch>), TableFault> {
    let cut = || TableFault::one("unreadable_table", "the Arrow file is cut off".to_owned(), Some("pass all of its bytes".to_owned()));
    let end = bytes.len().checked_sub(TAIL).ok_or_else(cut)?;
    let tail = bytes.get(end..).and_then(|tail| tail.try_into().ok()).ok_or_else(cut)?;
    let length = read_footer_length(tail).map_err(|_| cut())?;
    let footer = end.checked_sub(length).and_then(|start| bytes.get(start..end)).ok_or_else(cut)?;
    let footer = root_as_footer(footer).map_err(|error| broken(&ArrowError::ParseError(error.to_string())))?;
    let schema = footer.schema().ok_or_else(no_table)?;
    let schema = Arc::new(arrow_ipc::convert::try_fb_to_schema(schema).map_err(|error| broken(&error))?);
    let mut decoder = FileDecoder::new(Arc::clone(&schema), footer.version());
    for block in footer.dictionaries().into_iter().flatten() {
        decoder.read_dictionary(block, &part(bytes, block).ok_or_else(cut)?).map_err(|error| broken(&error))?;
    }
    let mut batches = Vec::new();
    for block in footer.recordBatches().into_iter().flatten() {
        batches.extend(decoder.read_record_batch(block, &part(bytes, block).ok_or_else(cut)?).map_err(|error| broken(&error))?);
    }
    Ok((schema, batches))
}

/// The bytes of a block, if it lies in the file and has a head.
fn part(bytes: &Buffer, block: &Block) -> Option<Buffer> {
    let (offset, head) = (usize::try_from(block.offset()).ok()?, usize::try_from(block.metaDataLength()).ok()?);
    let length = head.checked_add(usize::try_from(block.bodyLength()).ok()?)?;
    let there = head >= HEAD && offset.checked_add(length)? <= bytes.len();
    there.then(|| bytes.slice_with_length(offset, length))
}

fn no_table() -> TableFault {
    let help = "write the table as one, such as with `tableToIPC` of apache-arrow".to_owned();
    TableFault::one("unreadable_table", "the bytes are no Arrow IPC stream or file".to_owned(), Some(help))
}

fn broken(error: &ArrowError) -> TableFault {
    let text = error.to_string();
    if text.contains("IPC decompression requires") {
        let help = "write it without compression".to_owned();
        return TableFault::one("unreadable_table", "the Arrow table is compressed, which is not read".to_owned(), Some(help));
    }
    TableFault::one("unreadable_table", format!("the Arrow table cannot be read: {text}"), None)
}
