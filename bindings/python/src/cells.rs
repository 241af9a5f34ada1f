//! The cells of a column as plain Python values, for those who have no library of tables.

use arrow_array::cast::AsArray;
use arrow_array::temporal_conversions::as_datetime;
use arrow_array::types::{
    ArrowTimestampType, Date32Type, Date64Type, Decimal128Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, PrimitiveArray};
use arrow_schema::{DataType, TimeUnit};
use kam_contract::{Dec, Stamp};
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;

type Cells<'py> = PyResult<Option<Vec<Bound<'py, PyAny>>>>;

/// The cells of a column; `None` where its type has no plain values.
pub(crate) fn cells<'py>(py: Python<'py>, array: &ArrayRef) -> Cells<'py> {
    macro_rules! plain {
        ($ty:ty) => {
            each(py, array.as_primitive::<$ty>().iter())
        };
    }
    match array.data_type() {
        DataType::Null => each(py, (0..array.len()).map(|_| None::<bool>)),
        DataType::Boolean => each(py, array.as_boolean().iter()),
        DataType::Int8 => plain!(Int8Type),
        DataType::Int16 => plain!(Int16Type),
        DataType::Int32 => plain!(Int32Type),
        DataType::Int64 => plain!(Int64Type),
        DataType::UInt8 => plain!(UInt8Type),
        DataType::UInt16 => plain!(UInt16Type),
        DataType::UInt32 => plain!(UInt32Type),
        DataType::UInt64 => plain!(UInt64Type),
        DataType::Float32 => plain!(Float32Type),
        DataType::Float64 => plain!(Float64Type),
        DataType::Utf8 => each(py, array.as_string::<i32>().iter()),
        DataType::LargeUtf8 => each(py, array.as_string::<i64>().iter()),
        DataType::Utf8View => each(py, array.as_string_view().iter()),
        DataType::Decimal128(_, scale) => match u8::try_from(*scale) {
            Ok(scale) => each(py, array.as_primitive::<Decimal128Type>().iter().map(|units| units.map(|units| Dec::new(units, scale)))),
            Err(_) => Ok(None),
        },
        DataType::Date32 => {
            let days = array.as_primitive::<Date32Type>();
            each(py, days.iter().map(|day| day.and_then(|day| as_datetime::<Date32Type>(day.into())).map(|moment| moment.date())))
        }
        DataType::Date64 => {
            let days = array.as_primitive::<Date64Type>();
            each(py, days.iter().map(|day| day.and_then(as_datetime::<Date64Type>).map(|moment| moment.date())))
        }
        DataType::Timestamp(TimeUnit::Second, zone) => moments(py, array.as_primitive::<TimestampSecondType>(), zone.is_some()),
        DataType::Timestamp(TimeUnit::Millisecond, zone) => moments(py, array.as_primitive::<TimestampMillisecondType>(), zone.is_some()),
        DataType::Timestamp(TimeUnit::Microsecond, zone) => moments(py, array.as_primitive::<TimestampMicrosecondType>(), zone.is_some()),
        DataType::Timestamp(TimeUnit::Nanosecond, zone) => moments(py, array.as_primitive::<TimestampNanosecondType>(), zone.is_some()),
        DataType::Dictionary(..) => match array.as_any_dictionary_opt() {
            Some(dictionary) => coded(py, dictionary.keys(), dictionary.values()),
            None => Ok(None),
        },
        DataType::List(_) => lists(py, array.as_list::<i32>().iter()),
        DataType::LargeList(_) => lists(py, array.as_list::<i64>().iter()),
        _ => Ok(None),
    }
}

fn each<'py, T: IntoPyObjectExt<'py>>(py: Python<'py>, values: impl Iterator<Item = Option<T>>) -> Cells<'py> {
    values.map(|value| value.into_bound_py_any(py)).collect::<PyResult<_>>().map(Some)
}

/// Moments as they are written; those with a zone in UTC, which says the same moment everywhere.
fn moments<'py, T: ArrowTimestampType>(py: Python<'py>, array: &PrimitiveArray<T>, zoned: bool) -> Cells<'py> {
    let moments = array.iter().map(|moment| moment.and_then(as_datetime::<T>));
    if zoned { each(py, moments.map(|moment| moment.map(|moment| Stamp(moment.and_utc())))) } else { each(py, moments) }
}

/// Each value is made once, and shared by the rows that have it.
fn coded<'py>(py: Python<'py>, keys: &dyn Array, values: &ArrayRef) -> Cells<'py> {
    let (Some(values), Some(keys)) = (cells(py, values)?, cells(py, &arrow_array::make_array(keys.to_data()))?) else { return Ok(None) };
    let value = |key: &Bound<'py, PyAny>| -> PyResult<Bound<'py, PyAny>> {
        let place: Option<usize> = key.extract()?;
        Ok(place.and_then(|place| values.get(place)).cloned().unwrap_or_else(|| py.None().into_bound(py)))
    };
    keys.iter().map(value).collect::<PyResult<_>>().map(Some)
}

fn lists<'py>(py: Python<'py>, rows: impl Iterator<Item = Option<ArrayRef>>) -> Cells<'py> {
    let mut all = Vec::with_capacity(rows.size_hint().0);
    for row in rows {
        let Some(row) = row else {
            all.push(py.None().into_bound(py));
            continue;
        };
        let Some(inner) = cells(py, &row)? else { return Ok(None) };
        all.push(inner.into_bound_py_any(py)?);
    }
    Ok(Some(all))
}
