//! Tables in and out by the Arrow PyCapsule interface: anything that speaks it is read without copying, and reads what comes back without copying.

use crate::cells::cells;
use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_array::{RecordBatch, RecordBatchIterator, RecordBatchReader};
use arrow_schema::ffi::FFI_ArrowSchema;
use kam_arrow::one_batch;
use kam_contract::Fault;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

/// A table of figures, in columns.
///
/// polars, pandas, pyarrow and DuckDB read it by the Arrow PyCapsule interface: `polars.DataFrame(table)`, `pyarrow.table(table)`.
/// Percentages are exact decimals with 6 places.
#[pyclass(frozen, module = "kam")]
pub(crate) struct Table(pub(crate) RecordBatch);

#[pymethods]
impl Table {
    /// The names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.0.schema_ref().fields().iter().map(|field| field.name().clone()).collect()
    }

    /// How many rows it has.
    #[getter]
    fn num_rows(&self) -> usize {
        self.0.num_rows()
    }

    fn __len__(&self) -> usize {
        self.0.num_rows()
    }

    fn __repr__(&self) -> String {
        format!("<kam.Table of {} rows: {}>", self.0.num_rows(), self.column_names().join(", "))
    }

    /// The values of a column as plain Python ones, without any other library: text, numbers, `Decimal`, `date`, lists, and None for null.
    ///
    /// >>> portfolio.plans().column("completion")    # doctest: +SKIP
    /// [Decimal('75'), None]
    fn column<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let Some(array) = self.0.column_by_name(name) else {
            let help = Some(format!("it has `{}`", self.column_names().join("`, `")));
            let reason = "the table has no such column".to_owned();
            return Err(Fault::InvalidValue { field: "name".to_owned(), value: name.to_owned(), reason, help }.into());
        };
        cells(py, array)?.ok_or_else(|| {
            PyTypeError::new_err(format!(
                "the column `{name}` is of the type `{}`, which has no plain values here; use `to_polars()` or `to_pyarrow()`",
                array.data_type()
            ))
        })
    }

    /// The table as a `polars.DataFrame`; polars must be installed.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("polars")?.getattr("DataFrame")?.call1((slf,))
    }

    /// The table as a `pyarrow.Table`; pyarrow must be installed.
    fn to_pyarrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("pyarrow")?.getattr("table")?.call1((slf,))
    }

    /// The table as a `pandas.DataFrame`; pandas and pyarrow must be installed.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::to_pyarrow(slf)?.call_method0("to_pandas")
    }

    /// The type of the table, by the Arrow PyCapsule interface.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.0.schema_ref().as_ref()).map_err(|error| PyValueError::new_err(error.to_string()))?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    /// The rows of the table, by the Arrow PyCapsule interface. It has the types it has: a requested schema is not cast to.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(&self, py: Python<'py>, requested_schema: Option<Bound<'py, PyAny>>) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let reader = RecordBatchIterator::new(vec![Ok(self.0.clone())], self.0.schema());
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), c"arrow_array_stream")
    }
}

/// The rows of anything with `__arrow_c_stream__`.
pub(crate) fn read(table: &Bound<'_, PyAny>) -> PyResult<RecordBatch> {
    let Ok(method) = table.getattr("__arrow_c_stream__") else {
        let class = table.get_type().name()?;
        return Err(PyTypeError::new_err(format!(
            "a table is needed that speaks the Arrow PyCapsule interface, such as a polars, pandas or pyarrow one, not a {class}"
        )));
    };
    let capsule = method.call0()?;
    let mut reader = stream(&capsule)?;
    let schema = reader.schema();
    let batches = table.py().detach(|| {
        let mut batches = Vec::new();
        reader.by_ref().try_for_each(|batch| batch.map(|batch| batches.push(batch))).map(|()| batches)
    });
    let batches = batches.map_err(|error| PyValueError::new_err(format!("the table cannot be read: {error}")))?;
    table.py().detach(|| one_batch(&schema, &batches)).map_err(|fault| Fault::from(fault).into())
}

#[allow(
    unsafe_code,
    reason = "the pointer of a capsule of this name is a stream by the Arrow PyCapsule interface; it is moved out and released once"
)]
fn stream(capsule: &Bound<'_, PyAny>) -> PyResult<RecordBatchStreamReader> {
    let capsule = capsule.cast::<PyCapsule>()?;
    let pointer = capsule.pointer_checked(Some(c"arrow_array_stream"))?;
    let stream = unsafe { FFI_ArrowArrayStream::from_raw(pointer.cast().as_ptr()) };
    RecordBatchStreamReader::try_new(stream).map_err(|error| PyValueError::new_err(format!("the table cannot be read: {error}")))
}
