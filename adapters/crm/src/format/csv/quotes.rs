//! Quotes that are closed in the middle of a cell, which a reader of CSV takes for a part of the text or drops.

use memchr::memchr;

/// A cell behind whose closing quote text follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Broken {
    /// The column, the first is 0.
    pub(super) column: usize,
    /// Where in the cell the closing quote is; the first byte is 1.
    pub(super) byte: usize,
}

/// Whether text follows a closing quote anywhere in a record: it is given as the file has it, up to its end or its line break, and as it was read.
pub(super) fn has_broken(record: &[u8], bytes: &[u8], ends: &[usize]) -> bool {
    // What is no longer than its cells with what is between them has no quotes around any.
    if record.len() <= bytes.len().saturating_add(ends.len()) {
        return false;
    }
    if memchr(b'"', bytes).is_some() {
        return scan(record);
    }
    // With no quote in any cell, each is as long as it was read, and the closing quote of one that is opened is behind that.
    let (mut at, mut start) = (0_usize, 0_usize);
    for end in ends {
        let length = end.saturating_sub(start);
        let behind = at.saturating_add(length).saturating_add(1);
        at = if record.get(at) == Some(&b'"') {
            if record.get(behind) != Some(&b'"') {
                return true;
            }
            behind.saturating_add(2)
        } else {
            behind
        };
        start = *end;
    }
    false
}

/// The same for any record, quote by quote.
fn scan(record: &[u8]) -> bool {
    let mut from = 0_usize;
    while let Some(open) = next_quote(record, from) {
        let before = open.checked_sub(1).and_then(|before| record.get(before));
        // Within a cell that begins otherwise a quote is text.
        if before.is_some_and(|byte| *byte != b',') {
            from = open.saturating_add(1);
            continue;
        }
        match closing(record, open) {
            Some(close) if is_end(record, close.saturating_add(1)) => from = close.saturating_add(2),
            Some(_) => return true,
            None => return false,
        }
    }
    false
}

/// The cells of a record of which at least one is broken: a broken one as the file has it, with all its quotes, and the others as they were
/// `read`. Gives the first broken one.
pub(super) fn cells<'r>(record: &'r [u8], read: impl Iterator<Item = &'r [u8]>, bytes: &mut Vec<u8>, ends: &mut Vec<usize>) -> Option<Broken> {
    bytes.clear();
    ends.clear();
    let mut first = None;
    let mut from = 0_usize;
    for (column, cell) in read.enumerate() {
        let close = if record.get(from) == Some(&b'"') { closing(record, from) } else { None };
        let behind = close.map_or(from, |close| close.saturating_add(1));
        let rest = record.get(behind..).unwrap_or_default();
        let end = behind.saturating_add(rest.iter().position(|byte| matches!(byte, b',' | b'\r' | b'\n')).unwrap_or(rest.len()));
        match close {
            Some(close) if end > behind => {
                first.get_or_insert(Broken { column, byte: close.saturating_sub(from).saturating_add(1) });
                bytes.extend_from_slice(record.get(from..end).unwrap_or_default());
            }
            _ => bytes.extend_from_slice(cell),
        }
        ends.push(bytes.len());
        from = end.saturating_add(1);
    }
    first
}

fn next_quote(record: &[u8], from: usize) -> Option<usize> {
    memchr(b'"', record.get(from..)?).map(|place| from.saturating_add(place))
}

/// The quote that closes a cell that is opened at a place; a doubled one closes none.
fn closing(record: &[u8], open: usize) -> Option<usize> {
    let mut from = open.saturating_add(1);
    loop {
        let quote = next_quote(record, from)?;
        if record.get(quote.saturating_add(1)) != Some(&b'"') {
            return Some(quote);
        }
        from = quote.saturating_add(2);
    }
}

fn is_end(record: &[u8], place: usize) -> bool {
    record.get(place).is_none_or(|byte| matches!(byte, b',' | b'\r' | b'\n'))
}

#[cfg(test)]
mod tests {
    use super::{has_broken, scan};
    use csv_core::{ReadRecordResult, Reader};

    /// Every record of up to seven of the bytes that matter.
    #[test]
    fn the_short_way_finds_what_the_long_way_finds() {
        let letters = *b"\",x\n";
        let mut broken = 0_u32;
        for length in 1..=7_u32 {
            for number in 0..4_usize.pow(length) {
                let file: Vec<u8> = (0..length).map(|place| letters[number / 4_usize.pow(place) % 4]).collect();
                let (mut bytes, mut ends) = ([0_u8; 16], [0_usize; 16]);
                let (result, taken, written, cells) = Reader::new().read_record(&file, &mut bytes, &mut ends);
                // Line breaks before a record are left out before it is read.
                if result != ReadRecordResult::Record || file[0] == b'\n' {
                    continue;
                }
                let found = has_broken(&file[..taken], &bytes[..written], &ends[..cells]);
                assert_eq!(found, scan(&file[..taken]), "{:?}", String::from_utf8_lossy(&file));
                broken += u32::from(found);
            }
        }
        assert!(broken > 100, "{broken}");
    }
}
