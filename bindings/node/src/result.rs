//! How results and faults reach JavaScript: as JSON text, which `kam.js` reads back. Contents of files go beside it, as they are.
//!
//! Reading one text is several times as fast as setting every property of every record through the Node-API. The types of the
//! declaration file are still those of the values: its generator looks at the name `Result` and at what it holds.

use kam_contract::node::{error, json_and_contents};
use kam_contract::{Bytes, Fault};
use napi::bindgen_prelude::{AsyncTask, Either, ToNapiValue, TypeName};
use napi::{Env, Task};
use serde::Serialize;
use std::marker::PhantomData;

/// A result as JSON text that stands for a `T`.
pub struct Json<T> {
    text: String,
    contents: Vec<Bytes>,
    value: PhantomData<fn() -> T>,
}

impl<T> ToNapiValue for Json<T> {
    #[allow(unsafe_code, reason = "the trait is unsafe to implement; text and contents are handed to napi's own conversions")]
    unsafe fn to_napi_value(env: napi::sys::napi_env, value: Self) -> napi::Result<napi::sys::napi_value> {
        let Self { text, contents, .. } = value;
        if contents.is_empty() {
            return unsafe { String::to_napi_value(env, text) };
        }
        let parts = std::iter::once(Either::A(text)).chain(contents.into_iter().map(Either::B));
        unsafe { Vec::<Either<String, Bytes>>::to_napi_value(env, parts.collect()) }
    }
}

/// What a short operation gives.
pub(crate) type Result<T> = napi::Result<Json<T>>;

/// The result of a short operation, on its way out.
pub(crate) fn now<T: Serialize>(result: std::result::Result<T, Fault>) -> Result<T> {
    result.and_then(|value| written(&value)).map_err(|fault| error(&fault))
}

fn written<T: Serialize>(value: &T) -> std::result::Result<Json<T>, Fault> {
    let (text, contents) = json_and_contents(value).map_err(|error| Fault::Internal { detail: error.to_string() })?;
    Ok(Json { text, contents, value: PhantomData })
}

/// What a long operation gives: it runs off the event loop, and a fault becomes the rejection.
pub struct Promise<T> {
    work: Work<T>,
    weighs: fn(&T) -> i64,
}

type Work<T> = Box<dyn FnOnce() -> std::result::Result<T, Fault> + Send>;

/// What weighs nothing beside JavaScript's own value of it.
const fn light<T>(_: &T) -> i64 {
    0
}

/// A promise of plain values.
pub(crate) fn later<T: Serialize + Send + 'static>(work: impl FnOnce() -> std::result::Result<T, Fault> + Send + 'static) -> Promise<Json<T>> {
    Promise { work: Box::new(move || work().and_then(|value| written(&value))), weighs: light }
}

/// A promise of a handle or of bytes.
pub(crate) fn open_later<T>(work: impl FnOnce() -> std::result::Result<T, Fault> + Send + 'static) -> Promise<T> {
    Promise { work: Box::new(work), weighs: light }
}

impl<T> Promise<T> {
    /// Tells JavaScript how many bytes the result holds outside of its own memory, so that it collects results that nobody needs in time.
    pub(crate) fn weighing(self, weighs: fn(&T) -> i64) -> Self {
        Self { weighs, ..self }
    }
}

/// The work on its way through the thread pool. The result is carried whole, since a failed task would lose what the fault says.
pub(crate) struct Job<T> {
    work: Option<Work<T>>,
    weighs: fn(&T) -> i64,
}

impl<T: Send + ToNapiValue + TypeName + 'static> Task for Job<T> {
    type Output = std::result::Result<T, Fault>;
    type JsValue = T;

    fn compute(&mut self) -> napi::Result<Self::Output> {
        let once = || Fault::Internal { detail: "the work ran twice".to_owned() };
        Ok(self.work.take().map_or_else(|| Err(once()), |work| work()))
    }

    fn resolve(&mut self, env: Env, output: Self::Output) -> napi::Result<T> {
        let value = output.map_err(|fault| error(&fault))?;
        env.adjust_external_memory((self.weighs)(&value))?;
        Ok(value)
    }
}

impl<T: Send + ToNapiValue + TypeName + 'static> ToNapiValue for Promise<T> {
    #[allow(unsafe_code, reason = "the trait is unsafe to implement; the work is handed to napi's own task")]
    unsafe fn to_napi_value(env: napi::sys::napi_env, value: Self) -> napi::Result<napi::sys::napi_value> {
        unsafe { AsyncTask::to_napi_value(env, AsyncTask::new(Job { work: Some(value.work), weighs: value.weighs })) }
    }
}

impl<T> TypeName for Json<T> {
    fn type_name() -> &'static str {
        "string"
    }

    fn value_type() -> napi::ValueType {
        napi::ValueType::String
    }
}
