//! How scalars, records and faults look in Python.

mod folder;
pub(crate) mod given;

pub use folder::GivenFolder;
pub use given::{Arrived, FromPython, Given, Refused, Wrong};

use crate::{Bytes, Day, Dec, Fault, Stamp};
use chrono::NaiveDate;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::type_hint_identifier;
use pyo3::types::{PyBytes, PyDateTime, PyDict, PyTuple, PyType};

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

fn decimal_class(py: Python<'_>) -> PyResult<&Bound<'_, PyType>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    CLASS.import(py, "decimal", "Decimal")
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

impl<'py> IntoPyObject<'py> for Day {
    type Target = <NaiveDate as IntoPyObject<'py>>::Target;
    type Output = Bound<'py, Self::Target>;
    type Error = PyErr;

    const OUTPUT_TYPE: PyStaticExpr = type_hint_identifier!("datetime", "date");

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        self.0.into_pyobject(py)
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

impl<'py> IntoPyObject<'py> for Bytes {
    type Target = PyBytes;
    type Output = Bound<'py, PyBytes>;
    type Error = std::convert::Infallible;

    const OUTPUT_TYPE: PyStaticExpr = type_hint_identifier!("builtins", "bytes");

    fn into_pyobject(self, py: Python<'py>) -> Result<Self::Output, Self::Error> {
        Ok(PyBytes::new(py, self.as_ref()))
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
