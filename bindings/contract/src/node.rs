//! How scalars and lists of codes look in JavaScript: all of them are text, apart from bytes.
#![allow(unsafe_code, reason = "the conversion traits of napi are unsafe to implement; each one here hands the value to napi's own conversion of text")]

use crate::{Bytes, Day, Dec, Stamp};
use napi::bindgen_prelude::{FromNapiValue, Result, ToNapiValue, TypeName, Uint8Array, ValidateNapiValue, sys};

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

pub(crate) use text_value;

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
