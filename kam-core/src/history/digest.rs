//! SHA-256 over parts that are told apart by their lengths.

use crate::values::{ValueError, ValueFault, ValueKind};
use sha2::{Digest as _, Sha256};
use std::fmt;
use std::str::FromStr;

/// A SHA-256 digest; as text 64 hexadecimal digits in lower case.
///
/// ```
/// use kam_core::history::Digest;
///
/// let text = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
/// assert_eq!(Digest::parse(text)?.to_string(), text);
/// assert!(Digest::parse("9F86").is_err());
/// # Ok::<(), kam_core::values::ValueError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest that stands for nothing before: what the first entry of a record names as the one before it.
    pub const NONE: Self = Self([0; 32]);

    /// Reads 64 hexadecimal digits in lower case.
    ///
    /// # Errors
    /// Anything else.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let refuse = || ValueError::new(ValueKind::Digest, text, ValueFault::NotOfForm { form: "64 hexadecimal digits in lower case" });
        let digit = |byte: u8| match byte {
            b'0'..=b'9' => Some(byte.wrapping_sub(b'0')),
            b'a'..=b'f' => Some(byte.wrapping_sub(b'a').wrapping_add(10)),
            _ => None,
        };
        if text.len() != 64 {
            return Err(refuse());
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            let [high, low] = pair else { return Err(refuse()) };
            let (Some(high), Some(low)) = (digit(*high), digit(*low)) else { return Err(refuse()) };
            *byte = (high << 4) | low;
        }
        Ok(Self(bytes))
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut text = [0_u8; 64];
        for (pair, byte) in text.chunks_exact_mut(2).zip(self.0) {
            if let [high, low] = pair {
                let digit = |nibble: u8| DIGITS.get(usize::from(nibble)).copied().unwrap_or(b'0');
                (*high, *low) = (digit(byte >> 4), digit(byte & 15));
            }
        }
        f.write_str(std::str::from_utf8(&text).unwrap_or_default())
    }
}

impl FromStr for Digest {
    type Err = ValueError;
    fn from_str(text: &str) -> Result<Self, ValueError> {
        Self::parse(text)
    }
}

/// Takes in the parts of what is digested.
pub(crate) struct Feed {
    // Short parts are put together first: handing each to the hash by itself takes longer than hashing it.
    text: Vec<u8>,
}

impl Feed {
    pub(crate) fn new() -> Self {
        Self { text: Vec::with_capacity(512) }
    }

    pub(crate) fn part(&mut self, text: &str) -> &mut Self {
        self.number(text.len(), b':');
        self.text.extend_from_slice(text.as_bytes());
        self.text.push(b',');
        self
    }

    pub(crate) fn maybe(&mut self, text: Option<&str>) -> &mut Self {
        match text {
            Some(text) => self.part(text),
            None => {
                self.text.extend_from_slice(b"-,");
                self
            }
        }
    }

    pub(crate) fn mark(&mut self, mark: u8) -> &mut Self {
        self.text.push(mark);
        self
    }

    pub(crate) fn count(&mut self, count: usize) -> &mut Self {
        self.number(count, b',');
        self
    }

    /// A digest as a part.
    pub(crate) fn digest(&mut self, digest: &Digest) -> &mut Self {
        self.text.extend_from_slice(b"64:");
        self.text.extend_from_slice(digest.to_string().as_bytes());
        self.text.push(b',');
        self
    }

    fn number(&mut self, number: usize, end: u8) {
        let mut digits = [0_u8; 20];
        let (mut left, mut first) = (number, digits.len());
        for (place, slot) in digits.iter_mut().enumerate().rev() {
            (*slot, first) = (b'0'.wrapping_add(u8::try_from(left % 10).unwrap_or(0)), place);
            left /= 10;
            if left == 0 {
                break;
            }
        }
        self.text.extend_from_slice(digits.get(first..).unwrap_or_default());
        self.text.push(end);
    }

    pub(crate) fn finish(&self) -> Digest {
        Digest(Sha256::digest(&self.text).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_told_apart() {
        let of = |parts: &[Option<&str>]| {
            let mut feed = Feed::new();
            for part in parts {
                feed.maybe(*part);
            }
            feed.finish()
        };
        let different = [
            of(&[Some("ab"), Some("c")]),
            of(&[Some("a"), Some("bc")]),
            of(&[Some("abc")]),
            of(&[Some("abc"), Some("")]),
            of(&[Some("abc"), None]),
            of(&[Some("2:ab,1:c,")]),
        ];
        for (place, one) in different.iter().enumerate() {
            assert!(!different[..place].contains(one), "{place}");
        }
        // What other programs have to arrive at.
        let mut feed = Feed::new();
        feed.part("ä").maybe(None).count(12).mark(b'#');
        assert_eq!(feed.text, "2:ä,-,12,#".as_bytes());
    }
}
