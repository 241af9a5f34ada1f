//! Arguments on their way in from Python: each is read as far as it can be, so that one report names everything that is wrong with all of them.

use crate::{Bytes, Day, Dec, Fault, Problem, Stamp};
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};
use kam_core::values::cut;
use pyo3::exceptions::{PyOverflowError, PyTypeError};
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::{PyBool, PyBytes, PyDateTime, PyInt, PyList, PySequence, PyString, PyTzInfoAccess};
use pyo3::{Borrowed, type_hint_identifier, type_hint_subscript, type_hint_union};

/// The code of a problem that is Python's own `TypeError`.
const WRONG_TYPE: &str = "wrong_type";
/// The code of a problem with a text that is none.
const INVALID_TEXT: &str = "invalid_text";

/// Why a value cannot be read.
pub enum Refused {
    /// It does not fit.
    Values(Vec<Problem>),
    /// Code of its own class raised. Boxed, since what is read is moved with room for it.
    Raised(Box<PyErr>),
}

impl From<PyErr> for Refused {
    fn from(error: PyErr) -> Self {
        Self::Raised(Box::new(error))
    }
}

/// A value that was read, or why it cannot be.
pub(crate) type Read<T> = Result<T, Refused>;

/// A type that is read from Python.
pub trait FromPython: Sized {
    /// How it is written in a stub.
    const HINT: PyStaticExpr;

    /// How an argument of it arrives.
    type Arrives: Arrived<Value = Self>;

    /// Reads it.
    ///
    /// # Errors
    /// Everything that is wrong with it, by its path from here.
    fn read(value: &Bound<'_, PyAny>) -> Read<Self>;
}

/// An argument that was read as far as it can be.
pub trait Arrived {
    /// What it is when nothing is wrong with it.
    type Value;

    /// Takes the value out, or what is wrong with it.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    fn value(self) -> Read<Self::Value>;
}

/// An argument that is needed.
pub struct Given<T>(Read<T>);

impl<T: FromPython> FromPyObject<'_, '_> for Given<T> {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = T::HINT;

    fn extract(value: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        Ok(Self(T::read(&value)))
    }
}

impl<T> Arrived for Given<T> {
    type Value = T;

    fn value(self) -> Read<T> {
        self.0
    }
}

impl<T> Arrived for Option<Given<T>> {
    type Value = Option<T>;

    fn value(self) -> Read<Option<T>> {
        self.map(|given| given.0).transpose()
    }
}

/// All that is wrong with the arguments of one call.
#[derive(Default)]
pub struct Wrong {
    problems: Vec<Problem>,
    raised: Option<Box<PyErr>>,
}

impl Wrong {
    /// The argument's value; what is wrong with it is kept under its name.
    #[inline]
    pub fn take<A: Arrived>(&mut self, name: &str, argument: A) -> Option<A::Value> {
        argument.value().map_err(|refused| self.keep(name, refused)).ok()
    }

    #[cold]
    fn keep(&mut self, name: &str, refused: Refused) {
        match refused {
            Refused::Values(problems) => self.problems.extend(problems.into_iter().map(|problem| below(crate::shape::plain_name(name), problem))),
            Refused::Raised(error) => self.raised = Some(error),
        }
    }

    /// Everything as one exception: `TypeError` where a type is wrong, else a fault.
    #[cold]
    #[must_use]
    pub fn error(self) -> PyErr {
        if let Some(raised) = self.raised {
            return *raised;
        }
        let wrong_type = self.problems.iter().any(|problem| problem.code == WRONG_TYPE);
        let fault = Fault::values(self.problems);
        if wrong_type { PyTypeError::new_err(fault.to_string()) } else { fault.into() }
    }
}

/// Runs the code with all arguments read, or raises with everything that is wrong with them.
#[macro_export]
macro_rules! with_arguments {
    ([$($name:ident),*] $code:expr) => {{
        #[allow(unused_mut, reason = "an operation may have no argument")]
        let mut wrong = $crate::python::Wrong::default();
        #[allow(irrefutable_let_patterns, clippy::unused_unit, reason = "an operation may have no argument")]
        let ($(Some($name),)*) = ($(wrong.take(stringify!($name), $name),)*) else { return Err(wrong.error()) };
        $code
    }};
}

fn below(step: &str, mut problem: Problem) -> Problem {
    let path = problem.path.take().unwrap_or_default();
    let dot = if path.is_empty() || path.starts_with('[') { "" } else { "." };
    problem.path = Some(format!("{step}{dot}{path}"));
    problem
}

#[cold]
fn refused<T>(code: &str, value: &Bound<'_, PyAny>, reason: impl Into<String>, help: Option<String>) -> Read<T> {
    // A wrong type is seen best in how Python writes the value. One that cannot be written, as an int of 5 000 digits, is shown by its class.
    let shown = match if matches!(code, WRONG_TYPE | INVALID_TEXT) { value.repr() } else { value.str() } {
        Ok(text) => cut(&text.to_string_lossy(), 80),
        Err(_) => format!("<{}>", class(value)),
    };
    Err(Refused::Values(vec![Problem::of_value(code, String::new(), shown, reason.into(), help)]))
}

fn class(value: &Bound<'_, PyAny>) -> String {
    value.get_type().name().map_or_else(|_| "object".to_owned(), |name| name.to_string_lossy().into_owned())
}

#[cold]
pub(super) fn wrong_type<T>(value: &Bound<'_, PyAny>, needed: &str, help: &str) -> Read<T> {
    let class = class(value);
    let class = if class == "NoneType" { "None".to_owned() } else { format!("of type `{class}`") };
    refused(WRONG_TYPE, value, format!("it is {class}, and {needed} is needed"), Some(help.to_owned()).filter(|help| !help.is_empty()))
}

/// A type that stands for itself as an argument.
macro_rules! arrives {
    () => {
        type Arrives = $crate::python::Given<Self>;
    };
}

impl FromPython for String {
    const HINT: PyStaticExpr = type_hint_identifier!("builtins", "str");
    arrives!();

    fn read(value: &Bound<'_, PyAny>) -> Read<Self> {
        let Ok(text) = value.cast::<PyString>() else { return wrong_type(value, "a str", "") };
        match text.to_str() {
            Ok(text) => Ok(text.to_owned()),
            Err(_) => refused(
                INVALID_TEXT,
                value,
                "it holds half of a surrogate pair, which is no character",
                Some("decode it from its right encoding".to_owned()),
            ),
        }
    }
}

impl FromPython for bool {
    const HINT: PyStaticExpr = type_hint_identifier!("builtins", "bool");
    arrives!();

    fn read(value: &Bound<'_, PyAny>) -> Read<Self> {
        value.extract().or_else(|_| wrong_type(value, "a bool", "write True or False"))
    }
}

impl FromPython for u32 {
    const HINT: PyStaticExpr = type_hint_identifier!("typing", "SupportsIndex");
    arrives!();

    fn read(value: &Bound<'_, PyAny>) -> Read<Self> {
        if value.is_instance_of::<PyBool>() {
            return wrong_type(value, "an int", "");
        }
        value.extract().or_else(|error: PyErr| {
            if error.is_instance_of::<PyOverflowError>(value.py()) {
                refused("out_of_range", value, format!("it is no whole number from 0 to {}", Self::MAX), None)
            } else {
                wrong_type(value, "an int", "")
            }
        })
    }
}

impl FromPython for Dec {
    const HINT: PyStaticExpr = type_hint_union!(type_hint_identifier!("decimal", "Decimal"), type_hint_identifier!("builtins", "int"));
    arrives!();

    fn read(value: &Bound<'_, PyAny>) -> Read<Self> {
        let class = super::decimal_class(value.py())?;
        if value.is_instance_of::<PyInt>() && !value.is_instance_of::<PyBool>() {
            // A subclass may write itself as it likes.
            let plain = if value.is_exact_instance_of::<PyInt>() { value.clone() } else { value.py().get_type::<PyInt>().call1((value,))? };
            // Python itself refuses to write an int of more than 4 300 digits.
            return plain.str().map_or_else(|_| refused("invalid_value", value, too_long(), None), |text| parsed(value, &text.to_string_lossy()));
        }
        if !value.is_instance(class)? {
            let text = value.str().map(|text| text.to_string_lossy().into_owned()).unwrap_or_default();
            let example = if text.parse::<Self>().is_ok() { text } else { "0.1".to_owned() };
            return wrong_type(
                value,
                "a Decimal or an int",
                &format!("write Decimal(\"{example}\") with the number as text, since a float is not exact"),
            );
        }
        let plain = if value.get_type().is(class) { value.clone() } else { class.call1((value,))? };
        let text = plain.str()?;
        let text = text.to_str()?;
        if text.ends_with(|last: char| !last.is_ascii_digit()) || text.contains('N') {
            return refused("invalid_value", value, "it is no finite number", None);
        }
        if !text.contains('E') {
            return parsed(value, text);
        }
        // Written out, 1E+999999999 would fill the memory.
        let exponent: i64 = plain.call_method0("adjusted")?.extract()?;
        if !plain.is_truthy()? {
            return Ok(Self::from(0));
        }
        if exponent.abs() > 64 {
            return refused("invalid_value", value, too_long(), None);
        }
        parsed(value, plain.call_method1("__format__", ("f",))?.cast::<PyString>().map_err(PyErr::from)?.to_str()?)
    }
}

fn too_long() -> String {
    format!("at most {} digits are possible, {} of them decimals", crate::scalars::MOST_DIGITS, crate::scalars::MOST_DECIMALS)
}

fn parsed(value: &Bound<'_, PyAny>, text: &str) -> Read<Dec> {
    text.parse().or_else(|error: crate::ScalarError| refused("invalid_value", value, error.reason, None))
}

impl FromPython for Day {
    const HINT: PyStaticExpr = type_hint_identifier!("datetime", "date");
    arrives!();

    fn read(value: &Bound<'_, PyAny>) -> Read<Self> {
        if value.is_instance_of::<PyDateTime>() {
            return wrong_type(value, "a date", "call .date() on it in the market's zone");
        }
        value.extract::<NaiveDate>().map(Self).or_else(|_| wrong_type(value, "a date", "write date(2026, 12, 31)"))
    }
}

impl FromPython for Stamp {
    const HINT: PyStaticExpr = type_hint_identifier!("datetime", "datetime");
    arrives!();

    fn read(value: &Bound<'_, PyAny>) -> Read<Self> {
        const HELP: &str = "write datetime(2026, 5, 1, 10, tzinfo=timezone.utc)";
        let Ok(moment) = value.cast::<PyDateTime>() else { return wrong_type(value, "a datetime with a zone", HELP) };
        if moment.get_tzinfo().is_none() {
            return refused(WRONG_TYPE, value, "it is of type `datetime` and without a zone", Some(HELP.to_owned()));
        }
        let moment = value.extract::<DateTime<FixedOffset>>()?.to_utc();
        if (1..=9999).contains(&moment.year()) {
            Ok(Self(moment))
        } else {
            refused("out_of_range", value, "in UTC its year is not from 1 to 9999", None)
        }
    }
}

impl FromPython for Bytes {
    const HINT: PyStaticExpr = type_hint_identifier!("builtins", "bytes");
    arrives!();

    fn read(value: &Bound<'_, PyAny>) -> Read<Self> {
        let Ok(bytes) = value.cast::<PyBytes>() else { return wrong_type(value, "bytes", "open the file with mode \"rb\"") };
        // Python's bytes never change, so they can stay in its memory.
        Ok(Self::of(PyBackedBytes::from(bytes.clone())))
    }
}

impl<T: FromPython> FromPython for Vec<T> {
    const HINT: PyStaticExpr = type_hint_subscript!(type_hint_identifier!("collections.abc", "Sequence"), T::HINT);
    arrives!();

    fn read(value: &Bound<'_, PyAny>) -> Read<Self> {
        let listed = value.is_instance_of::<PyList>() || (!value.is_instance_of::<PyString>() && value.cast::<PySequence>().is_ok());
        if !listed {
            return wrong_type(value, "a list", "");
        }
        let (mut read, mut wrong) = (Self::new(), Vec::new());
        for (place, value) in value.try_iter()?.enumerate() {
            match T::read(&value?) {
                Ok(value) => read.push(value),
                Err(Refused::Values(problems)) => wrong.extend(problems.into_iter().map(|problem| below(&format!("[{place}]"), problem))),
                Err(raised) => return Err(raised),
            }
        }
        if wrong.is_empty() { Ok(read) } else { Err(Refused::Values(wrong)) }
    }
}

impl<T: FromPython> FromPython for Option<T> {
    const HINT: PyStaticExpr = type_hint_union!(T::HINT, <pyo3::types::PyNone as pyo3::PyTypeInfo>::TYPE_HINT);

    type Arrives = Option<Given<T>>;

    fn read(value: &Bound<'_, PyAny>) -> Read<Self> {
        if value.is_none() { Ok(None) } else { T::read(value).map(Some) }
    }
}

/// A record, of which an instance is needed.
pub(crate) fn record<T: pyo3::PyClass<Frozen = pyo3::pyclass::boolean_struct::True> + Clone + Sync>(
    value: &Bound<'_, PyAny>,
    info: &crate::RecordInfo,
) -> Read<T> {
    if let Ok(record) = value.cast::<T>() {
        return Ok(record.get().clone());
    }
    let mut fields: Vec<_> = info.required().map(|field| format!("{field}=...")).collect();
    if fields.len() < info.fields.len() {
        fields.push("...".to_owned());
    }
    wrong_type(value, &format!("an instance of `{}`", info.name), &format!("write {}({})", info.name, fields.join(", ")))
}

/// One of a list of codes: an instance, or the code as text.
pub(crate) fn choice<T>(value: &Bound<'_, PyAny>, name: &str, codes: &[&str]) -> Read<T>
where
    T: pyo3::PyClass<Frozen = pyo3::pyclass::boolean_struct::True> + Copy + Sync + std::str::FromStr,
{
    if let Ok(choice) = value.cast::<T>() {
        return Ok(*choice.get());
    }
    if !value.is_instance_of::<PyString>() {
        return wrong_type(value, &format!("a code of `{name}`"), &one_of(codes));
    }
    let text = String::read(value)?;
    text.parse().or_else(|_| refused("unknown_value", value, format!("it is no code of `{name}`"), Some(nearest_of(&text, codes))))
}

/// A text that is none of the codes.
pub(crate) fn unlisted(name: &str, error: crate::ScalarError, codes: &[&str]) -> PyErr {
    let help = Some(nearest_of(&error.value, codes));
    Fault::InvalidValue { field: name.to_owned(), value: error.value, reason: "there is no such code".to_owned(), help }.into()
}

fn nearest_of(text: &str, codes: &[&str]) -> String {
    let near = kam_core::plan::did_you_mean(&kam_core::values::nearest(text, codes.iter().copied()));
    near.map_or_else(|| one_of(codes), |near| format!("{near}; {}", one_of(codes)))
}

fn one_of(codes: &[&str]) -> String {
    format!("it is one of {}", codes.iter().map(|code| format!("`{code}`")).collect::<Vec<_>>().join(", "))
}

pub(crate) use arrives;
