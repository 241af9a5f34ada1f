//! Results as JSON text with keys in camel case.

use serde::Serialize;
use serde_json::ser::Formatter;
use std::io::{self, Write};

/// Writes the keys of objects in camel case and everything else as it is.
#[derive(Default)]
struct Camel {
    in_key: bool,
}

impl Formatter for Camel {
    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.in_key = true;
        if first { Ok(()) } else { writer.write_all(b",") }
    }

    fn end_object_key<W: ?Sized + Write>(&mut self, _writer: &mut W) -> io::Result<()> {
        self.in_key = false;
        Ok(())
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        if !self.in_key {
            return writer.write_all(fragment.as_bytes());
        }
        let mut rest = fragment.as_bytes();
        while let Some((word, more)) = memchr::memchr(b'_', rest).and_then(|at| Some((rest.get(..at)?, rest.get(at.checked_add(1)?..)?))) {
            writer.write_all(word)?;
            rest = more;
            if let Some((first, more)) = rest.split_first() {
                writer.write_all(&[first.to_ascii_uppercase()])?;
                rest = more;
            }
        }
        writer.write_all(rest)?;
        Ok(())
    }
}

/// The value as JSON text.
///
/// # Errors
/// A value that JSON cannot hold.
pub fn json(value: &impl Serialize) -> serde_json::Result<String> {
    let mut text = Vec::with_capacity(512);
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut text, Camel::default()))?;
    String::from_utf8(text).map_err(serde::ser::Error::custom)
}
