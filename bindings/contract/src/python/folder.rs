//! Folders on their way in from Python, where a path is more than text.

use super::given::{Arrived, FromPython, Read, wrong_type};
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};
use pyo3::{Borrowed, type_hint_identifier, type_hint_subscript, type_hint_union};

/// A folder that is needed: text, or anything whose `__fspath__` gives text.
pub struct GivenFolder(Read<String>);

impl FromPyObject<'_, '_> for GivenFolder {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = type_hint_union!(
        type_hint_identifier!("builtins", "str"),
        type_hint_subscript!(type_hint_identifier!("os", "PathLike"), type_hint_identifier!("builtins", "str"))
    );

    fn extract(value: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        Ok(Self(read(&value)))
    }
}

impl Arrived for GivenFolder {
    type Value = String;

    fn value(self) -> Read<String> {
        self.0
    }
}

fn read(value: &Bound<'_, PyAny>) -> Read<String> {
    const NEEDED: &str = "a str or a path of text";
    const HELP: &str = "write os.fsdecode(path)";
    if value.is_instance_of::<PyString>() {
        return String::read(value);
    }
    if value.is_instance_of::<PyBytes>() {
        return wrong_type(value, NEEDED, HELP);
    }
    // As Python does, the method is looked for on the class.
    let Ok(method) = value.get_type().getattr("__fspath__") else { return wrong_type(value, NEEDED, "") };
    let path = method.call1((value,))?;
    if path.is_instance_of::<PyString>() { String::read(&path) } else { wrong_type(&path, NEEDED, HELP) }
}
