//! The four values that are more than text: each language sees its own type for them, and none of them a float.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use kam_core::values::ValueFault;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::sync::Arc;

/// Decimals that are kept behind the point; more are refused.
pub(crate) const MOST_DECIMALS: usize = 18;
/// Digits that are kept in all; more are refused.
pub(crate) const MOST_DIGITS: usize = 34;

/// Why a text is no decimal, date or moment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{value}` is no {what}: {reason}")]
pub struct ScalarError {
    /// What it was meant to be.
    pub what: &'static str,
    /// The text as given, cut to 80 characters.
    pub value: String,
    /// What is wrong with it.
    pub reason: String,
}

impl ScalarError {
    pub(crate) fn new(what: &'static str, value: &str, reason: impl Into<String>) -> Self {
        Self { what, value: value.chars().take(80).collect(), reason: reason.into() }
    }
}

/// An exact decimal: `decimal.Decimal` in Python, text in JavaScript, `BigDecimal` in Kotlin, `Decimal` in Swift.
///
/// It is never made from a float. As text it has no exponent, no leading `+` and no blanks, and it is written back without trailing
/// zeros, so that equal numbers are equal texts.
///
/// ```
/// use kam_contract::Dec;
///
/// let dec: Dec = "12.50".parse()?;
/// assert_eq!(dec.to_string(), "12.5");
/// assert_eq!(Dec::new(125, 1), dec);
/// assert!("1e5".parse::<Dec>().is_err());
/// # Ok::<(), kam_contract::ScalarError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Dec {
    units: i128,
    decimals: u8,
}

impl Dec {
    /// The number `units` / 10^`decimals`; 33 333 333 millionths are `Dec::new(33_333_333, 6)`.
    #[must_use]
    pub fn new(units: i128, decimals: u8) -> Self {
        let (mut units, mut decimals) = (units, decimals);
        while decimals > 0 && units.checked_rem(10) == Some(0) {
            units = units.wrapping_div(10);
            decimals = decimals.wrapping_sub(1);
        }
        Self { units, decimals }
    }
}

impl From<u32> for Dec {
    fn from(whole: u32) -> Self {
        Self::new(i128::from(whole), 0)
    }
}

impl FromStr for Dec {
    type Err = ScalarError;

    fn from_str(text: &str) -> Result<Self, ScalarError> {
        let refuse = |reason: String| Err(ScalarError::new("decimal", text, reason));
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !plain(whole) || !plain(fraction) {
            return refuse("write digits with an optional `.` and an optional leading `-`, such as `12.5`".to_owned());
        }
        let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
        if fraction.len() > MOST_DECIMALS {
            return refuse(format!("it has {} decimals, at most {MOST_DECIMALS} are possible", fraction.len()));
        }
        let length = whole.len().saturating_add(fraction.len());
        if length > MOST_DIGITS {
            return refuse(format!("it has {length} digits, at most {MOST_DIGITS} are possible"));
        }
        let units = whole.bytes().chain(fraction.bytes()).fold(0_i128, |sum, byte| {
            // At most 34 digits, which i128 holds.
            sum.wrapping_mul(10).wrapping_add(i128::from(byte.wrapping_sub(b'0')))
        });
        let units = if text.starts_with('-') { units.wrapping_neg() } else { units };
        Ok(Self { units, decimals: u8::try_from(fraction.len()).unwrap_or(u8::MAX) })
    }
}

impl Dec {
    /// Writes the number behind the end of a text; quicker than formatting, and there are many to write.
    pub(crate) fn push_to(self, text: &mut String) {
        // A sign, 39 digits and a point.
        let mut digits = [b'0'; 48];
        let mut at = digits.len();
        let mut left = self.units.unsigned_abs();
        let mut written = 0_usize;
        let mut put = |byte: u8| {
            at = at.wrapping_sub(1);
            if let Some(slot) = digits.get_mut(at) {
                *slot = byte;
            }
        };
        while left > 0 || written <= usize::from(self.decimals) {
            if written == usize::from(self.decimals) && written > 0 {
                put(b'.');
            }
            // Division of a u64 is several times as fast as of a u128, and nearly every number is one.
            let digit = match u64::try_from(left) {
                Ok(small) => {
                    left = u128::from(small.wrapping_div(10));
                    small.wrapping_rem(10)
                }
                Err(_) => {
                    let digit = left.wrapping_rem(10);
                    left = left.wrapping_div(10);
                    u64::try_from(digit).unwrap_or(0)
                }
            };
            put(b'0'.wrapping_add(u8::try_from(digit).unwrap_or(0)));
            written = written.wrapping_add(1);
        }
        if self.units < 0 {
            put(b'-');
        }
        text.push_str(digits.get(at..).and_then(|digits| str::from_utf8(digits).ok()).unwrap_or_default());
    }
}

impl fmt::Display for Dec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::with_capacity(48);
        self.push_to(&mut text);
        f.write_str(&text)
    }
}

/// A calendar date of the market, without a time and without a zone: `datetime.date` in Python, `"YYYY-MM-DD"` in JavaScript,
/// `LocalDate` in Kotlin.
///
/// It is never made from a moment; in Python a `datetime` is refused.
///
/// ```
/// use kam_contract::Day;
///
/// let day: Day = "2028-02-29".parse()?;
/// assert_eq!(day.to_string(), "2028-02-29");
/// assert!("2026-02-30".parse::<Day>().is_err());
/// # Ok::<(), kam_contract::ScalarError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub NaiveDate);

impl FromStr for Day {
    type Err = ScalarError;

    fn from_str(text: &str) -> Result<Self, ScalarError> {
        // chrono alone would take `2026-1-5` and years of five digits.
        let of_form =
            text.len() == 10 && text.bytes().enumerate().all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
        if !of_form {
            return Err(ScalarError::new("date", text, "write it as `YYYY-MM-DD`"));
        }
        NaiveDate::parse_from_str(text, "%Y-%m-%d").map(Self).map_err(|_| ScalarError::new("date", text, "there is no such day"))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%d"))
    }
}

/// A moment, kept as a UTC instant: an aware `datetime` in Python, RFC 3339 text in JavaScript, `Instant` in Kotlin.
///
/// ```
/// use kam_contract::Stamp;
///
/// let stamp: Stamp = "2026-05-01T12:00:00+02:00".parse()?;
/// assert_eq!(stamp.to_string(), "2026-05-01T10:00:00Z");
/// assert!("2026-05-01T12:00:00".parse::<Stamp>().is_err());
/// # Ok::<(), kam_contract::ScalarError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp(pub DateTime<Utc>);

impl FromStr for Stamp {
    type Err = ScalarError;

    fn from_str(text: &str) -> Result<Self, ScalarError> {
        kam_core::values::parse_moment(text).map(Self).map_err(|error| {
            let reason = match error.fault {
                ValueFault::NoSuchDay => "in UTC it is not in the years 1 to 9999",
                _ => "write it as `2026-05-01T10:00:00Z`, with a zone",
            };
            ScalarError::new("moment", text, reason)
        })
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

/// The content of a file: `bytes` in Python, `Uint8Array` in JavaScript, `ByteArray` in Kotlin.
///
/// Contents are large, so a clone shares them, and they may stay in the memory of the host.
///
/// ```
/// use kam_contract::Bytes;
///
/// let bytes = Bytes::from(b"id\n".to_vec());
/// assert_eq!(bytes.clone().as_ref(), b"id\n");
/// ```
#[derive(Clone)]
pub struct Bytes(Arc<dyn AsRef<[u8]> + Send + Sync>);

impl Bytes {
    /// Bytes that stay where they are. They must not change while this is there.
    pub fn of(owner: impl AsRef<[u8]> + Send + Sync + 'static) -> Self {
        Self(Arc::new(owner))
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self::of(bytes)
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        (*self.0).as_ref()
    }
}

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bytes({})", self.as_ref().len())
    }
}

impl PartialEq for Bytes {
    fn eq(&self, other: &Self) -> bool {
        self.as_ref() == other.as_ref()
    }
}

impl Eq for Bytes {}

impl Hash for Bytes {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_ref().hash(state);
    }
}

/// In JSON, bytes are base64; on the way to JavaScript they are beside it.
impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[cfg(feature = "node")]
        if let Some(place) = crate::node::set_apart(self) {
            return serializer.serialize_u32(place);
        }
        serializer.serialize_str(&BASE64_STANDARD.encode(self))
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        BASE64_STANDARD.decode(String::deserialize(deserializer)?).map(Self::from).map_err(de::Error::custom)
    }
}

macro_rules! as_text {
    ($($name:ident),*) => { $(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
            }
        }
    )* };
}

as_text!(Dec, Day, Stamp);
