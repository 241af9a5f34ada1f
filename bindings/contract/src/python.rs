//! How scalars, records and faults look in Python.

use crate::{Bytes, Day, Dec, Fault, ScalarError, Stamp};
use chrono::{DateTime, FixedOffset, NaiveDate};
use pyo3::exceptions::PyTypeError;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBool, PyBytes, PyDateTime, PyDict, PyInt, PyTuple, PyType};
use pyo3::{Borrowed, type_hint_identifier, type_hint_union};

/// What `__getnewargs_ex__` gives: no positional arguments, and all fields by name.
pub type NewArguments<'py> = (Bound<'py, PyTuple>, Bound<'py, PyDict>);

fn fields<'py>(record: &Bound<'py, PyAny>, names: &[&str]) -> PyResult<Vec<Bound<'py, PyAny>>> {
    names.iter().map(|name| record.getattr(*name)).collect()
}

/// `Name(field=value, ...)`.
///
/// # Errors
/// A field whose own `repr` fails.
pub fn repr(record: &Bound<'_, PyAny>, names: &[&str]) -> PyResult<String> {
    let mut parts = Vec::with_capacity(names.len());
    for (name, value) in names.iter().zip(fields(record, names)?) {
        parts.push(format!("{name}={}", value.repr()?.to_cow()?));
    }
    Ok(format!("{}({})", record.get_type().name()?.to_cow()?, parts.join(", ")))
}

/// The arguments that make an equal record, for pickling.
///
/// # Errors
/// A field that cannot be read.
pub fn new_arguments<'py>(record: &Bound<'py, PyAny>, names: &[&str]) -> PyResult<NewArguments<'py>> {
    let arguments = PyDict::new(record.py());
    for (name, value) in names.iter().zip(fields(record, names)?) {
        arguments.set_item(*name, value)?;
    }
    Ok((PyTuple::empty(record.py()), arguments))
}

/// A copy of the record with some fields changed, as `copy.replace` asks for.
///
/// # Errors
/// A name that is no field, or a value that the field refuses.
pub fn replace<'py>(record: &Bound<'py, PyAny>, names: &[&str], changes: Option<&Bound<'py, PyDict>>) -> PyResult<Bound<'py, PyAny>> {
    let (_, arguments) = new_arguments(record, names)?;
    if let Some(changes) = changes {
        arguments.update(changes.as_mapping())?;
    }
    record.get_type().call((), Some(&arguments))
}

fn refuse(value: &Borrowed<'_, '_, PyAny>, needed: &str, help: &str) -> PyErr {
    let shown = value.repr().map_or_else(|_| String::new(), |text| format!("`{text}` is "));
    let class = value.get_type().name().map_or_else(|_| "of another type".to_owned(), |name| format!("a {name}"));
    PyTypeError::new_err(format!("{needed} is needed, {shown}{class}; {help}"))
}

fn decimal_class(py: Python<'_>) -> PyResult<&Bound<'_, PyType>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    CLASS.import(py, "decimal", "Decimal")
}

impl FromPyObject<'_, '_> for Dec {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = type_hint_union!(type_hint_identifier!("decimal", "Decimal"), type_hint_identifier!("builtins", "int"));

    fn extract(value: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        let whole = value.is_instance_of::<PyInt>() && !value.is_instance_of::<PyBool>();
        if !whole && !value.is_instance(decimal_class(value.py())?)? {
            return Err(refuse(&value, "a Decimal or an int", "write Decimal(\"0.1\") with the number as text, since a float is not exact"));
        }
        let text = value.str()?;
        let text = text.to_cow()?;
        let parsed = if text.contains('E') { value.call_method1("__format__", ("f",))?.extract::<String>()?.parse() } else { text.parse() };
        parsed.map_err(|error: ScalarError| Fault::from(error).into())
    }
}

impl<'py> IntoPyObject<'py> for Dec {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    const OUTPUT_TYPE: PyStaticExpr = type_hint_identifier!("decimal", "Decimal");

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        // The two figures that most nodes have are made once.
        static NONE_AND_ALL: [PyOnceLock<Py<PyAny>>; 2] = [PyOnceLock::new(), PyOnceLock::new()];
        let make = || {
            let mut text = String::with_capacity(48);
            self.push_to(&mut text);
            decimal_class(py)?.call1((text,))
        };
        let [none, all] = &NONE_AND_ALL;
        let known = if self == Self::from(0) {
            none
        } else if self == Self::from(100) {
            all
        } else {
            return make();
        };
        Ok(known.get_or_try_init(py, || make().map(Bound::unbind))?.bind(py).clone())
    }
}

impl FromPyObject<'_, '_> for Day {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = type_hint_identifier!("datetime", "date");

    fn extract(value: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        if value.is_instance_of::<PyDateTime>() {
            return Err(refuse(&value, "a date", "call .date() on it in the market's zone"));
        }
        value.extract::<NaiveDate>().map(Self).map_err(|_| refuse(&value, "a date", "write date(2026, 12, 31)"))
    }
}

impl<'py> IntoPyObject<'py> for Day {
    type Target = <NaiveDate as IntoPyObject<'py>>::Target;
    type Output = Bound<'py, Self::Target>;
    type Error = PyErr;

    const OUTPUT_TYPE: PyStaticExpr = type_hint_identifier!("datetime", "date");

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        self.0.into_pyobject(py)
    }
}

impl FromPyObject<'_, '_> for Stamp {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = type_hint_identifier!("datetime", "datetime");

    fn extract(value: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        let aware = value.extract::<DateTime<FixedOffset>>();
        aware
            .map(|moment| Self(moment.to_utc()))
            .map_err(|_| refuse(&value, "a datetime with a zone", "write datetime(2026, 5, 1, 10, tzinfo=timezone.utc)"))
    }
}

impl<'py> IntoPyObject<'py> for Stamp {
    type Target = PyDateTime;
    type Output = Bound<'py, PyDateTime>;
    type Error = PyErr;

    const OUTPUT_TYPE: PyStaticExpr = type_hint_identifier!("datetime", "datetime");

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        self.0.into_pyobject(py)
    }
}

impl FromPyObject<'_, '_> for Bytes {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = type_hint_identifier!("builtins", "bytes");

    fn extract(value: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        let bytes = value.cast::<PyBytes>().map_err(|_| refuse(&value, "bytes", "open the file with mode \"rb\""))?;
        Ok(Self(bytes.as_bytes().to_vec()))
    }
}

impl<'py> IntoPyObject<'py> for Bytes {
    type Target = PyBytes;
    type Output = Bound<'py, PyBytes>;
    type Error = std::convert::Infallible;

    const OUTPUT_TYPE: PyStaticExpr = type_hint_identifier!("builtins", "bytes");

    fn into_pyobject(self, py: Python<'py>) -> Result<Self::Output, Self::Error> {
        Ok(PyBytes::new(py, &self.0))
    }
}

macro_rules! by_reference {
    ($($name:ident),*) => { $(
        impl<'py> IntoPyObject<'py> for &$name {
            type Target = <$name as IntoPyObject<'py>>::Target;
            type Output = Bound<'py, Self::Target>;
            type Error = <$name as IntoPyObject<'py>>::Error;

            const OUTPUT_TYPE: PyStaticExpr = <$name as IntoPyObject<'py>>::OUTPUT_TYPE;

            fn into_pyobject(self, py: Python<'py>) -> Result<Self::Output, Self::Error> {
                self.clone().into_pyobject(py)
            }
        }
    )* };
}

by_reference!(Dec, Day, Stamp, Bytes);

impl From<Fault> for PyErr {
    fn from(fault: Fault) -> Self {
        Python::attach(|py| raise(py, &fault).unwrap_or_else(|error| error))
    }
}

fn raise(py: Python<'_>, fault: &Fault) -> PyResult<PyErr> {
    static FAULTS: PyOnceLock<Py<PyDict>> = PyOnceLock::new();
    let classes = FAULTS.get_or_try_init(py, || PyResult::Ok(py.import("kam.errors")?.getattr("FAULTS")?.cast_into::<PyDict>()?.unbind()))?;
    let class = classes.bind(py).as_any().get_item(fault.code())?;
    Ok(PyErr::from_value(class.call((fault.to_string(),), Some(&fault.details(py)?))?))
}
