//! How results and faults reach JavaScript: as JSON text, which `kam.js` reads back.
//!
//! Reading one text is several times as fast as setting every property of every record through the Node-API. The types of the
//! declaration file are still those of the values: its generator looks at the name `Result` and at what it holds.

use kam_contract::Fault;
use kam_contract::camel::json;
use kam_contract::node::error;
use napi::bindgen_prelude::ToNapiValue;
use serde::Serialize;
use std::marker::PhantomData;

/// A result as JSON text that stands for a `T`.
pub struct Json<T> {
    text: String,
    value: PhantomData<fn() -> T>,
}

impl<T> ToNapiValue for Json<T> {
    #[allow(unsafe_code, reason = "the trait is unsafe to implement; the text is handed to napi's own conversion")]
    unsafe fn to_napi_value(env: napi::sys::napi_env, value: Self) -> napi::Result<napi::sys::napi_value> {
        unsafe { String::to_napi_value(env, value.text) }
    }
}

/// What a short operation gives.
pub(crate) type Result<T> = napi::Result<Json<T>>;

/// The result of a short operation, on its way out.
pub(crate) fn now<T: Serialize>(result: std::result::Result<T, Fault>) -> Result<T> {
    result.and_then(|value| written(&value)).map_err(|fault| error(&fault))
}

fn written<T: Serialize>(value: &T) -> std::result::Result<Json<T>, Fault> {
    let text = json(value).map_err(|error| Fault::Internal { detail: error.to_string() })?;
    Ok(Json { text, value: PhantomData })
}
