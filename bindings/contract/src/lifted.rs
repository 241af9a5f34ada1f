//! Decimals, dates and moments on their way in from Kotlin and Swift.
//!
//! They cross as text, and uniffi reads them before the operation begins, without saying to which argument or field they belong. So one that cannot be
//! used is kept aside, and a value that no text gives stands in its place until the operation has found it among its arguments and named it.

use crate::refusal::{Origin, Refusal};
use crate::types::Type;
use crate::{Bytes, Day, Dec, Fault, Stamp, guarded};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use serde_json::Value;
use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt::Display;
use std::str::FromStr;

/// An argument: its name, what it must be, and itself.
pub(crate) type Argument = (&'static str, &'static Type, Value);

thread_local! {
    /// What could not be used: how its stand-in is written, and its own text. All of a call happens on one thread.
    static ASIDE: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
}

/// The value of a text, or a stand-in of this number.
fn lifted<T: FromStr + Display>(text: String, stand_in: impl FnOnce(u32) -> T) -> T {
    text.parse().unwrap_or_else(|_| {
        ASIDE.with_borrow_mut(|aside| {
            let stands = stand_in(u32::try_from(aside.len()).unwrap_or(u32::MAX));
            aside.push((stands.to_string(), text));
            stands
        })
    })
}

/// More digits than a decimal can have.
fn no_decimal(number: u32) -> Dec {
    Dec::new(i128::MIN.wrapping_add(i128::from(number)), 0)
}

/// A day long before the year 1.
fn no_day(number: u32) -> Day {
    // There are fewer days than numbers; a call has room for many millions of them.
    Day(NaiveDate::MIN.checked_add_days(Days::new(u64::from(number % 90_000_000))).unwrap_or(NaiveDate::MIN))
}

/// A moment long before the year 1.
fn no_moment(number: u32) -> Stamp {
    Stamp(DateTime::<Utc>::MIN_UTC.checked_add_signed(TimeDelta::seconds(i64::from(number))).unwrap_or(DateTime::<Utc>::MIN_UTC))
}

/// Refuses the arguments of a call where one of them holds a stand-in, with everything that is wrong with them.
pub(crate) fn refused(arguments: impl FnOnce() -> Vec<Argument>) -> Result<(), Fault> {
    let aside = ASIDE.take();
    if aside.is_empty() {
        return Ok(());
    }
    guarded(|| {
        let aside: HashMap<String, String> = aside.into_iter().collect();
        let mut refusal = Refusal::new(Origin::Mobile);
        for (name, wanted, mut value) in arguments() {
            restore(&mut value, &aside);
            refusal.look(&crate::camel(name), wanted, &value);
        }
        refusal.fault().map_or(Ok(()), Err)
    })
}

/// Puts the texts as they were given in the place of their stand-ins.
fn restore(value: &mut Value, aside: &HashMap<String, String>) {
    match value {
        Value::String(text) => {
            if let Some(given) = aside.get(text.as_str()) {
                text.clone_from(given);
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| restore(value, aside)),
        Value::Object(fields) => fields.values_mut().for_each(|value| restore(value, aside)),
        _ => {}
    }
}

uniffi::custom_type!(Dec, String, { try_lift: |text| Ok(lifted(text, no_decimal)), lower: |value| value.to_string() });
uniffi::custom_type!(Day, String, { try_lift: |text| Ok(lifted(text, no_day)), lower: |value| value.to_string() });
uniffi::custom_type!(Stamp, String, { try_lift: |text| Ok(lifted(text, no_moment)), lower: |value| value.to_string() });
uniffi::custom_type!(Bytes, Vec<u8>, { try_lift: |bytes| Ok(Bytes::from(bytes)), lower: |value| value.as_ref().to_vec() });
