//! Ids as numbers: equal ids are equal keys, so that plans are told apart and parents found without going back to the texts.

use crate::values::{ValueError, check_id};
use hashbrown::DefaultHashBuilder;
use std::hash::BuildHasher;

/// An id as a table has it (NUM-5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Id<'t> {
    /// A text of 1 to 64 visible characters.
    Text(&'t str),
    /// A whole number; it stands for its digits.
    Whole(i64),
}

impl std::fmt::Display for Id<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Whole(number) => write!(f, "{number}"),
        }
    }
}

/// An id in 128 bits. Most ids fit whole: 18 characters of 7 bits, or a number. Longer ones and those with other characters are hashed,
/// and where two hashes are equal the texts are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key(u128);

/// Set where the key is a hash.
const HASHED: u128 = 1 << 127;
/// Set where the key is a number; texts of up to 18 characters leave it free.
const WHOLE: u128 = 1 << 126;

impl Key {
    /// No id.
    pub(super) const NONE: Self = Self(0);

    /// The key of an id.
    ///
    /// # Errors
    /// Empty, too long, or with a character that cannot be seen.
    #[inline]
    pub(super) fn of(id: Id<'_>, hasher: &DefaultHashBuilder) -> Result<Self, ValueError> {
        match id {
            Id::Whole(number) => Ok(Self(WHOLE | u128::from(number.cast_unsigned()))),
            Id::Text(text) => match packed(text.as_bytes()) {
                Some(key) => Ok(Self(key)),
                None => hashed(text, hasher),
            },
        }
    }

    /// Whether an id can be one at all; says why not.
    ///
    /// # Errors
    /// As [`Key::of`].
    pub(super) fn checked(id: Id<'_>) -> Result<(), ValueError> {
        Self::of(id, &DefaultHashBuilder::default()).map(|_| ())
    }

    #[inline]
    pub(super) const fn is_hash(self) -> bool {
        self.0 & HASHED != 0
    }
}

fn hashed(text: &str, hasher: &DefaultHashBuilder) -> Result<Key, ValueError> {
    check_id(text, "id")?;
    let [low, high] = [0_u8, 1].map(|half| u128::from(hasher.hash_one((half, text.as_bytes()))));
    Ok(Key(HASHED | (low | high.wrapping_shl(64)) & !(HASHED | WHOLE)))
}

const LOW_BITS: u64 = 0x0101_0101_0101_0101;
const HIGH_BITS: u64 = 0x8080_8080_8080_8080;
/// `!`, the first visible character, in every byte.
const FIRST_VISIBLE: u64 = 0x2121_2121_2121_2121;

/// Up to 18 visible ASCII characters as 126 bits; `None` for anything else. A text without its last characters has zeros there, which no
/// visible character is, so no two texts have one number.
#[inline]
fn packed(text: &[u8]) -> Option<u128> {
    let length = text.len();
    let word = |from: usize| -> u64 { text.get(from..from.wrapping_add(8)).and_then(|eight| eight.try_into().ok()).map_or(0, u64::from_le_bytes) };
    let behind = |bytes: usize| u32::try_from(bytes.wrapping_mul(8)).unwrap_or(0);
    let [a, b, c] = match length {
        // The last characters are read together with some before them, which are shifted out.
        16..=18 => [word(0), word(8), word(length.wrapping_sub(8)).wrapping_shr(behind(24_usize.wrapping_sub(length)))],
        8..16 => [word(0), word(length.wrapping_sub(8)).checked_shr(behind(16_usize.wrapping_sub(length))).unwrap_or(0), 0],
        1..8 => [text.iter().rev().fold(0_u64, |sum, byte| sum.wrapping_shl(8) | u64::from(*byte)), 0, 0],
        _ => return None,
    };
    // `c` still holds what `wrapping_shr` of 64 bits would leave for 16 characters.
    let c = if length == 16 { 0 } else { c };
    let visible = |word: u64, used: usize| {
        let padding = if used >= 8 { 0 } else { FIRST_VISIBLE.wrapping_shl(behind(used)) };
        let word = word | padding;
        (word | word.wrapping_add(LOW_BITS) | (word | HIGH_BITS).wrapping_sub(FIRST_VISIBLE) ^ HIGH_BITS) & HIGH_BITS == 0
    };
    let good = visible(a, length) && visible(b, length.saturating_sub(8)) && visible(c, length.saturating_sub(16));
    good.then(|| u128::from(squeezed(a)) | u128::from(squeezed(b)).wrapping_shl(56) | u128::from(squeezed(c)).wrapping_shl(112))
}

/// Eight bytes of 7 bits side by side in 56.
#[inline]
const fn squeezed(word: u64) -> u64 {
    let word = (word & 0x007F_007F_007F_007F) | (word & 0x7F00_7F00_7F00_7F00).wrapping_shr(1);
    let word = (word & 0x0000_3FFF_0000_3FFF) | (word & 0x3FFF_0000_3FFF_0000).wrapping_shr(2);
    (word & 0x0FFF_FFFF) | (word & 0x0FFF_FFFF_0000_0000).wrapping_shr(4)
}

/// Finds the place of a key among keys that lie elsewhere. Its order never shows, so results do not depend on its seeds.
#[derive(Debug, Clone)]
pub(super) struct KeyTable {
    /// The place of a key and 1, or 0 where nothing is. A power of two of them, at most half of them taken.
    slots: Vec<u32>,
    seeds: [u64; 2],
}

impl KeyTable {
    pub(super) fn new(hasher: &DefaultHashBuilder) -> Self {
        Self { slots: Vec::new(), seeds: [hasher.hash_one(0_u8), hasher.hash_one(1_u8)] }
    }

    /// Empties the table and makes room for so many keys.
    pub(super) fn reset(&mut self, keys: usize) {
        let slots = keys.saturating_mul(2).next_power_of_two().max(16);
        self.slots.clear();
        self.slots.resize(slots, 0);
    }

    /// Where the search for a key begins: a product of both halves with secret seeds, so that nobody can choose ids that collide.
    #[inline]
    fn start(&self, key: Key) -> usize {
        let [low, high] = [key.0 & u128::from(u64::MAX), key.0.wrapping_shr(64)];
        let [one, other] = self.seeds;
        let product = (low ^ u128::from(one)).wrapping_mul(high ^ u128::from(other));
        let mixed = (product ^ product.wrapping_shr(64)) & u128::from(u64::MAX);
        usize::try_from(mixed).unwrap_or(0)
    }

    /// The place of a key; `same` is asked about keys that are hashes.
    #[inline]
    pub(super) fn find(&self, key: Key, keys: &[Key], same: impl Fn(u32) -> bool) -> Option<u32> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = self.start(key) & mask;
        loop {
            let place = self.slots.get(at).copied().unwrap_or(0).checked_sub(1)?;
            if keys.get(place as usize) == Some(&key) && (!key.is_hash() || same(place)) {
                return Some(place);
            }
            at = at.wrapping_add(1) & mask;
        }
    }

    /// Enters the key at a place unless an equal one is there, whose place it gives.
    #[inline]
    pub(super) fn insert(&mut self, place: u32, key: Key, keys: &[Key], same: impl Fn(u32) -> bool) -> Option<u32> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = self.start(key) & mask;
        while let Some(slot) = self.slots.get_mut(at) {
            let Some(known) = slot.checked_sub(1) else {
                *slot = place.saturating_add(1);
                return None;
            };
            if keys.get(known as usize) == Some(&key) && (!key.is_hash() || same(known)) {
                return Some(known);
            }
            at = at.wrapping_add(1) & mask;
        }
        None
    }

    /// Whether there is room for one more of so many keys.
    pub(super) const fn is_full(&self, keys: usize) -> bool {
        keys.saturating_mul(2) >= self.slots.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Key {
        Key::of(Id::Text(text), &DefaultHashBuilder::default()).unwrap()
    }

    #[test]
    fn short_ids_keep_every_bit() {
        let alphabet: Vec<char> = ('!'..='~').collect();
        let mut seen = std::collections::HashMap::new();
        for length in 1..=18_usize {
            for turn in 0..400_usize {
                let text: String = (0..length).map(|at| alphabet[(turn * 31 + at * 17 + turn / 7 * at) % alphabet.len()]).collect();
                let key = packed(text.as_bytes()).unwrap();
                if let Some(other) = seen.insert(key, text.clone()) {
                    assert_eq!(other, text);
                }
            }
        }
        for text in ["a", "ab", "abcdefg", "abcdefgh", "abcdefghi", "abcdefghijklmno", "abcdefghijklmnop", "abcdefghijklmnopq", "abcdefghijklmnopqr"]
        {
            let unpacked: String =
                (0..18).map(|at| ((packed(text.as_bytes()).unwrap() >> (7 * at)) & 127) as u8 as char).filter(|c| *c != '\0').collect();
            assert_eq!(unpacked, text);
        }
    }

    #[test]
    fn what_cannot_be_seen_is_refused_and_long_ids_are_hashed() {
        let hasher = DefaultHashBuilder::default();
        for bad in ["", " ", "a b", "abcdefgh\u{7f}", "abcdefghijklmnop\0", "\u{1f}", "abcdefghijklmn\u{20}"] {
            assert!(Key::of(Id::Text(bad), &hasher).is_err(), "{bad:?}");
        }
        for long in ["abcdefghijklmnopqrs", "é", "été-Ω-日本", "123e4567-e89b-12d3-a456-426614174000"] {
            assert!(key(long).is_hash(), "{long}");
        }
        assert!(Key::of(Id::Text(&"x".repeat(65)), &hasher).is_err());
        let megabyte = "x".repeat(1_000_000);
        assert!(Key::of(Id::Text(&megabyte), &hasher).unwrap_err().to_string().contains("1000000 characters"));
        assert_ne!(key("7"), Key::of(Id::Whole(7), &hasher).unwrap());
        assert_ne!(Key::of(Id::Whole(-7), &hasher).unwrap(), Key::of(Id::Whole(7), &hasher).unwrap());
    }

    #[test]
    fn keys_are_found_again() {
        let hasher = DefaultHashBuilder::default();
        let keys: Vec<Key> = (0..1_000).map(|n| Key::of(Id::Whole(n * 4_096), &hasher).unwrap()).collect();
        let mut table = KeyTable::new(&hasher);
        table.reset(keys.len());
        for (place, key) in (0..).zip(&keys) {
            assert_eq!(table.insert(place, *key, &keys, |_| true), None);
        }
        assert_eq!(table.insert(7, keys[7], &keys, |_| true), Some(7));
        assert_eq!(table.find(keys[999], &keys, |_| true), Some(999));
        assert_eq!(table.find(Key::of(Id::Whole(1), &hasher).unwrap(), &keys, |_| true), None);
    }
}
