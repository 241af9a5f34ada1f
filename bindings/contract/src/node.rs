//! How scalars and lists of codes look in JavaScript: all of them are text, apart from bytes.
#![allow(
    unsafe_code,
    reason = "the conversion traits of napi are unsafe to implement; each one here hands the value to napi's own conversion of text"
)]

use crate::camel::json;
use crate::refusal::{Origin, Refusal, camel};
use crate::tables::PORTFOLIO;
use crate::{Bytes, Day, Dec, Fault, OPERATIONS, OperationInfo, Stamp, Type};
use napi::bindgen_prelude::{FromNapiValue, Result, ToNapiValue, TypeName, Uint8Array, ValidateNapiValue, sys};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::cell::RefCell;

/// A value that JavaScript sees as text: read by `FromStr`, written by `Display`.
macro_rules! text_value {
    ($($name:ident),*) => { $(
        #[allow(unsafe_code, reason = "the value is handed to napi's own conversion of text")]
        const _: () = {
            use napi::bindgen_prelude::{FromNapiValue, Result, ToNapiValue, TypeName, ValidateNapiValue, sys};

            impl TypeName for $name {
                fn type_name() -> &'static str {
                    stringify!($name)
                }

                fn value_type() -> napi::ValueType {
                    napi::ValueType::String
                }
            }

            impl ValidateNapiValue for $name {}

            impl FromNapiValue for $name {
                unsafe fn from_napi_value(env: sys::napi_env, value: sys::napi_value) -> Result<Self> {
                    let text = unsafe { String::from_napi_value(env, value) }?;
                    text.parse().map_err(|error: $crate::ScalarError| napi::Error::new(napi::Status::InvalidArg, error.to_string()))
                }
            }

            impl ToNapiValue for $name {
                unsafe fn to_napi_value(env: sys::napi_env, value: Self) -> Result<sys::napi_value> {
                    unsafe { String::to_napi_value(env, value.to_string()) }
                }
            }
        };
    )* };
}

/// A record, which `kam.js` hands over as JSON text. What is wrong with it is said by [`refused`].
macro_rules! record_value {
    // A content is handed over beside the JSON text of the rest: as text it would be several times as large, and there are larger files than texts.
    (ExportFile) => {
        #[allow(unsafe_code, reason = "the value is handed to napi's own conversions of text and bytes")]
        const _: () = {
            use napi::bindgen_prelude::{FromNapiValue, Result, ValidateNapiValue, sys};

            impl ValidateNapiValue for ExportFile {}

            impl FromNapiValue for ExportFile {
                unsafe fn from_napi_value(env: sys::napi_env, value: sys::napi_value) -> Result<Self> {
                    let (text, content) = unsafe { <(String, $crate::Bytes)>::from_napi_value(env, value) }?;
                    let rest = $crate::node::rest_of_file(&text).ok_or_else(|| napi::Error::new(napi::Status::InvalidArg, "no ExportFile"))?;
                    Ok(Self { name: rest.name, content, unmapped: rest.unmapped, left_out: rest.left_out })
                }
            }
        };
    };
    ($name:ident) => {
        #[allow(unsafe_code, reason = "the value is handed to napi's own conversion of text")]
        const _: () = {
            use napi::bindgen_prelude::{FromNapiValue, Result, ValidateNapiValue, sys};

            impl ValidateNapiValue for $name {}

            impl FromNapiValue for $name {
                unsafe fn from_napi_value(env: sys::napi_env, value: sys::napi_value) -> Result<Self> {
                    let text = unsafe { String::from_napi_value(env, value) }?;
                    $crate::node::read(&text).ok_or_else(|| napi::Error::new(napi::Status::InvalidArg, concat!("no ", stringify!($name))))
                }
            }
        };
    };
}

pub(crate) use {record_value, text_value};

/// A record from its JSON text with keys in camel case.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    // Keys that are one word are the same in both cases, and the records of the hot calls have no others.
    serde_json::from_str(text).ok().or_else(|| T::deserialize(snake(serde_json::from_str(text).ok()?)?).ok())
}

/// A file without its content.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RestOfFile {
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) unmapped: Option<Vec<String>>,
    #[serde(default)]
    pub(crate) left_out: Option<u32>,
}

/// A file without its content from its JSON text.
pub(crate) fn rest_of_file(text: &str) -> Option<RestOfFile> {
    read(text)
}

thread_local! {
    /// The contents of the result that is written on this thread.
    static APART: RefCell<Option<Vec<Bytes>>> = const { RefCell::new(None) };
}

/// Puts a content beside the text that is written on this thread; gives its place there.
pub(crate) fn set_apart(bytes: &Bytes) -> Option<u32> {
    APART.with_borrow_mut(|apart| {
        let apart = apart.as_mut()?;
        apart.push(bytes.clone());
        u32::try_from(apart.len().checked_sub(1)?).ok()
    })
}

/// The value as JSON text with keys in camel case, and the contents in it, for which the text has their places.
///
/// # Errors
/// A value that JSON cannot hold.
pub fn json_and_contents(value: &impl Serialize) -> serde_json::Result<(String, Vec<Bytes>)> {
    APART.set(Some(Vec::new()));
    let text = json(value);
    let contents = APART.take().unwrap_or_default();
    Ok((text?, contents))
}

/// `None` where a key is there in both cases.
fn snake(value: Value) -> Option<Value> {
    Some(match value {
        Value::Object(map) => {
            let mut keys = serde_json::Map::with_capacity(map.len());
            for (key, value) in map {
                if keys.insert(snake_key(&key), snake(value)?).is_some() {
                    return None;
                }
            }
            Value::Object(keys)
        }
        Value::Array(list) => Value::Array(list.into_iter().map(snake).collect::<Option<_>>()?),
        other => other,
    })
}

/// Everything that is wrong with the arguments of an operation that could not take them: JSON as that of [`error`], or nothing when all of them fit.
///
/// `operation` is its name, behind that of its handle and a point; the arguments are a JSON list, as `described` in `kam.js` writes it.
#[must_use]
pub fn refused(operation: &str, arguments: &str) -> Option<String> {
    let (on, name) = operation.split_once('.').map_or((None, operation), |(on, name)| (Some(on), name));
    let find = |list: &'static [OperationInfo]| list.iter().find(|known| known.on == on && camel(known.name) == name);
    let (operation, by_name) = find(OPERATIONS).map(|known| (known, false)).or_else(|| find(PORTFOLIO).map(|known| (known, true)))?;
    let given: Vec<Value> = serde_json::from_str(arguments).ok()?;
    let mut refusal = Refusal::new(Origin::JavaScript);
    for (place, (name, wanted)) in operation.arguments.iter().zip(operation.types).enumerate() {
        match (given.get(place), wanted) {
            (Some(value), wanted) if by_name && wanted.record().is_some() => refusal.look_by_name(&camel(name), wanted, value),
            (Some(value), wanted) => refusal.look(&camel(name), wanted, value),
            (None, Type::Optional(_)) => {}
            (None, wanted) => refusal.missing(&camel(name), wanted),
        }
    }
    refusal.fault().map(|fault| written(&fault))
}

fn snake_key(key: &str) -> String {
    let mut text = String::with_capacity(key.len().saturating_add(2));
    for character in key.chars() {
        if character.is_ascii_uppercase() {
            text.push('_');
        }
        text.push(character.to_ascii_lowercase());
    }
    text
}

/// The fault as an error whose text is its JSON; `kam.js` makes a `KamError` of it.
#[must_use]
pub fn error(fault: &Fault) -> napi::Error {
    napi::Error::new(napi::Status::GenericFailure, written(fault))
}

fn written(fault: &Fault) -> String {
    let details = json(fault).unwrap_or_default();
    let text = json(&fault.to_string()).unwrap_or_default();
    format!("{{\"text\":{text},\"fault\":{details}}}")
}

text_value!(Dec, Day, Stamp);

impl TypeName for Bytes {
    fn type_name() -> &'static str {
        "Uint8Array"
    }

    fn value_type() -> napi::ValueType {
        napi::ValueType::Object
    }
}

impl ValidateNapiValue for Bytes {}

impl FromNapiValue for Bytes {
    unsafe fn from_napi_value(env: sys::napi_env, value: sys::napi_value) -> Result<Self> {
        unsafe { Uint8Array::from_napi_value(env, value) }.map(|bytes| Self::from(bytes.to_vec()))
    }
}

impl ToNapiValue for Bytes {
    unsafe fn to_napi_value(env: sys::napi_env, value: Self) -> Result<sys::napi_value> {
        unsafe { Uint8Array::to_napi_value(env, Uint8Array::from(value.as_ref().to_vec())) }
    }
}
