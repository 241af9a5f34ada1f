//! How scalars and lists of codes look in JavaScript: all of them are text, apart from bytes.
#![allow(
    unsafe_code,
    reason = "the conversion traits of napi are unsafe to implement; each one here hands the value to napi's own conversion of text"
)]

use crate::camel::json;
use crate::{Bytes, Day, Dec, Fault, Stamp};
use napi::bindgen_prelude::{FromNapiValue, Result, ToNapiValue, TypeName, Uint8Array, ValidateNapiValue, sys};
use serde::de::DeserializeOwned;
use serde_json::Value;

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
                    text.parse().map_err(|error: $crate::ScalarError| $crate::node::error(&$crate::Fault::from(error)))
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

/// A record, which `kam.js` hands over as JSON text, so that unknown keys and wrong types are refused with their path.
macro_rules! record_value {
    ($name:ident) => {
        #[allow(unsafe_code, reason = "the value is handed to napi's own conversion of text")]
        const _: () = {
            use napi::bindgen_prelude::{FromNapiValue, Result, ValidateNapiValue, sys};

            impl ValidateNapiValue for $name {}

            impl FromNapiValue for $name {
                unsafe fn from_napi_value(env: sys::napi_env, value: sys::napi_value) -> Result<Self> {
                    let text = unsafe { String::from_napi_value(env, value) }?;
                    $crate::node::read(stringify!($name), &text).map_err(|fault| $crate::node::error(&fault))
                }
            }
        };
    };
}

pub(crate) use {record_value, text_value};

/// A record from its JSON text with keys in camel case.
pub(crate) fn read<T: DeserializeOwned>(name: &str, text: &str) -> std::result::Result<T, Fault> {
    let refuse = |field: String, reason: String| Fault::InvalidValue { field, value: kam_core::values::cut(text, 80), reason, help: None };
    // Keys that are one word are the same in both cases, and the records of the hot calls have no others.
    if let Ok(record) = serde_json::from_str(text) {
        return Ok(record);
    }
    let value: Value = serde_json::from_str(text).map_err(|error| refuse(name.to_owned(), error.to_string()))?;
    serde_path_to_error::deserialize(snake(value)).map_err(|error| refuse(format!("{name}.{}", error.path()), error.inner().to_string()))
}

fn snake(value: Value) -> Value {
    match value {
        Value::Object(map) => Value::Object(map.into_iter().map(|(key, value)| (snake_key(&key), snake(value))).collect()),
        Value::Array(list) => Value::Array(list.into_iter().map(snake).collect()),
        other => other,
    }
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
    let details = json(fault).unwrap_or_default();
    let text = json(&fault.to_string()).unwrap_or_default();
    napi::Error::new(napi::Status::GenericFailure, format!("{{\"text\":{text},\"fault\":{details}}}"))
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
        unsafe { Uint8Array::from_napi_value(env, value) }.map(|bytes| Self(bytes.to_vec()))
    }
}

impl ToNapiValue for Bytes {
    unsafe fn to_napi_value(env: sys::napi_env, value: Self) -> Result<sys::napi_value> {
        unsafe { Uint8Array::to_napi_value(env, Uint8Array::from(value.0)) }
    }
}
