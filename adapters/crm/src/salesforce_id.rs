//! The two forms of one Salesforce id.
//!
//! The 15-character form tells upper from lower case; the 18-character form adds three characters that repeat which letters are
//! upper case, so that programs that do not tell them apart still can. Data Loader writes 18, reports and formulas often 15.

use std::borrow::Cow;

const CHECK: [u8; 32] = *b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

/// The 18-character form of a 15-character id; every other text as it is.
///
/// ```
/// use kam_crm::salesforce_id::normalise;
///
/// assert_eq!(normalise("00130000000xEft"), "00130000000xEftAAE");
/// assert_eq!(normalise("00130000000xEftAAE"), "00130000000xEftAAE");
/// assert_eq!(normalise("not an id"), "not an id");
/// ```
#[must_use]
pub fn normalise(id: &str) -> Cow<'_, str> {
    if id.len() != 15 || !id.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Cow::Borrowed(id);
    }
    let mut full = String::with_capacity(18);
    full.push_str(id);
    for block in id.as_bytes().chunks(5) {
        let bits = block.iter().rev().fold(0_usize, |bits, byte| (bits << 1) | usize::from(byte.is_ascii_uppercase()));
        full.push(char::from(CHECK.get(bits).copied().unwrap_or(b'A')));
    }
    Cow::Owned(full)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_characters_tell_upper_case() {
        assert_eq!(normalise("a00000000000000"), "a00000000000000AAA");
        assert_eq!(normalise("AAAAAAAAAAAAAAA"), "AAAAAAAAAAAAAAA555");
        assert_eq!(normalise("005000000000000"), "005000000000000AAA");
        assert_eq!(normalise(""), "");
        assert_eq!(normalise("a0000000000000é"), "a0000000000000é");
    }
}
