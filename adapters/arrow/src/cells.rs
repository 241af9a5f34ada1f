//! Columns of ids, texts and days, whatever Arrow type they have.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowDictionaryKeyType, ArrowPrimitiveType, Date64Type, Int8Type, Int16Type, Int32Type, Int64Type, TimestampMicrosecondType,
    TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, Date32Array, Int64Array, LargeStringArray, PrimitiveArray, StringArray, StringViewArray};
use arrow_buffer::ScalarBuffer;
use arrow_schema::{DataType, TimeUnit};
use kam_core::portfolio::{EpochDay, Id};
use std::ops::Range;

/// A column of texts.
#[derive(Debug, Clone)]
pub(crate) enum Texts {
    Short(StringArray),
    Large(LargeStringArray),
    View(StringViewArray),
    /// The place of each row's text among the others, or `u32::MAX` for null.
    Coded(ScalarBuffer<u32>, Box<Texts>),
    /// Nothing but nulls.
    None,
}

impl Texts {
    /// The texts of a column; `None` for one of another type.
    pub(crate) fn of(array: &ArrayRef) -> Option<Self> {
        Some(match array.data_type() {
            DataType::Utf8 => Self::Short(array.as_string::<i32>().clone()),
            DataType::LargeUtf8 => Self::Large(array.as_string::<i64>().clone()),
            DataType::Utf8View => Self::View(array.as_string_view().clone()),
            DataType::Null => Self::None,
            DataType::Dictionary(keys, _) => {
                let codes = match keys.as_ref() {
                    DataType::Int8 => codes::<Int8Type>(array),
                    DataType::Int16 => codes::<Int16Type>(array),
                    DataType::Int32 => codes::<Int32Type>(array),
                    DataType::Int64 => codes::<Int64Type>(array),
                    DataType::UInt8 => codes::<UInt8Type>(array),
                    DataType::UInt16 => codes::<UInt16Type>(array),
                    DataType::UInt32 => codes::<UInt32Type>(array),
                    _ => codes::<UInt64Type>(array),
                };
                let values = Self::of(array.as_any_dictionary_opt()?.values())?;
                Self::Coded(codes, Box::new(values))
            }
            _ => return None,
        })
    }

    /// How many texts there are, nulls included.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Short(array) => array.len(),
            Self::Large(array) => array.len(),
            Self::View(array) => array.len(),
            Self::Coded(codes, _) => codes.len(),
            Self::None => 0,
        }
    }

    #[inline]
    pub(crate) fn get(&self, row: usize) -> Option<&str> {
        match self {
            Self::Short(array) => array.is_valid(row).then(|| array.value(row)),
            Self::Large(array) => array.is_valid(row).then(|| array.value(row)),
            Self::View(array) => array.is_valid(row).then(|| array.value(row)),
            Self::Coded(codes, texts) => codes.get(row).filter(|code| **code != u32::MAX).and_then(|code| texts.get(*code as usize)),
            Self::None => None,
        }
    }
}

/// The codes of a dictionary; `u32::MAX` for null and for what no dictionary could hold. Those of 32 bits without nulls are not copied.
fn codes<K: ArrowDictionaryKeyType>(array: &ArrayRef) -> ScalarBuffer<u32>
where
    K::Native: TryInto<u32>,
{
    let keys = array.as_dictionary::<K>().keys();
    if keys.null_count() == 0 && matches!(K::DATA_TYPE, DataType::Int32 | DataType::UInt32) {
        // A key below 0 cannot be; it becomes a place that no dictionary has.
        return ScalarBuffer::from(keys.values().inner().clone());
    }
    keys.iter().map(|key| key.and_then(|key| key.try_into().ok()).unwrap_or(u32::MAX)).collect()
}

/// The cells of some rows of a column of whole numbers, floats or dates.
#[inline]
pub(crate) fn cells<T: ArrowPrimitiveType>(array: &PrimitiveArray<T>, rows: Range<usize>) -> impl Iterator<Item = Option<T::Native>> + '_ {
    let nulls = array.nulls().filter(|nulls| nulls.null_count() > 0);
    let first = rows.start;
    let values = array.values().get(rows).unwrap_or_default();
    values.iter().enumerate().map(move |(at, value)| match nulls {
        Some(nulls) if nulls.is_null(first.wrapping_add(at)) => None,
        _ => Some(*value),
    })
}

/// Gives the texts of some rows to a piece of code, which is compiled for each type that a column of them can have.
macro_rules! with_texts {
    ($texts:expr, $rows:expr, |$cells:ident| $act:expr) => {
        match $texts {
            Texts::Short(array) => {
                let $cells = $rows.map(|row| array.is_valid(row).then(|| array.value(row)));
                $act
            }
            Texts::Large(array) => {
                let $cells = $rows.map(|row| array.is_valid(row).then(|| array.value(row)));
                $act
            }
            texts => {
                let $cells = $rows.map(|row| texts.get(row));
                $act
            }
        }
    };
}

/// The same for ids.
macro_rules! with_ids {
    ($ids:expr, $rows:expr, |$cells:ident| $act:expr) => {
        match $ids {
            Ids::Text(texts) => $crate::cells::with_texts!(texts, $rows, |texts| {
                let $cells = texts.map(|text| text.map(Id::Text));
                $act
            }),
            Ids::Whole(array) => {
                let $cells = $crate::cells::cells(array, $rows).map(|number| number.map(Id::Whole));
                $act
            }
        }
    };
}

pub(crate) use {with_ids, with_texts};

/// A column of ids.
#[derive(Debug, Clone)]
pub(crate) enum Ids {
    Text(Texts),
    Whole(Int64Array),
}

impl Ids {
    /// The ids of a column; `None` for one of another type. Whole numbers beyond 64 bits with a sign are none.
    pub(crate) fn of(array: &ArrayRef) -> Option<Self> {
        Some(match array.data_type() {
            DataType::UInt64 => Self::Whole(unsigned(array)?),
            _ => whole(array).map_or_else(|| Texts::of(array).map(Self::Text), |whole| Some(Self::Whole(whole)))?,
        })
    }

    #[inline]
    pub(crate) fn get(&self, row: usize) -> Option<Id<'_>> {
        match self {
            Self::Text(texts) => texts.get(row).map(Id::Text),
            Self::Whole(array) => array.is_valid(row).then(|| Id::Whole(array.value(row))),
        }
    }

    pub(crate) const fn is_text(&self) -> bool {
        matches!(self, Self::Text(_))
    }
}

/// Gives the days of some rows to a piece of code, which is compiled for each type that a column of them can have.
macro_rules! with_days {
    ($days:expr, $rows:expr, |$cells:ident| $act:expr) => {
        match $days {
            Days::Dates(array) => {
                let day = |day: Option<i32>| day.map(|day| EpochDay::new(day).ok_or(NoDay::Beyond)).transpose();
                let $cells = $crate::cells::cells(array, $rows).map(day);
                $act
            }
            days => {
                let $cells = $rows.map(|row| days.get(row));
                $act
            }
        }
    };
}

pub(crate) use with_days;

/// The whole numbers of a column of any width that 64 bits with a sign hold; `None` for one of another type.
pub(crate) fn whole(array: &ArrayRef) -> Option<Int64Array> {
    Some(match array.data_type() {
        DataType::Int64 => array.as_primitive::<Int64Type>().clone(),
        DataType::Int32 => widened::<Int32Type>(array),
        DataType::Int16 => widened::<Int16Type>(array),
        DataType::Int8 => widened::<Int8Type>(array),
        DataType::UInt32 => widened::<UInt32Type>(array),
        DataType::UInt16 => widened::<UInt16Type>(array),
        DataType::UInt8 => widened::<UInt8Type>(array),
        _ => return None,
    })
}

fn widened<T: ArrowPrimitiveType>(array: &ArrayRef) -> Int64Array
where
    T::Native: Into<i64>,
{
    array.as_primitive::<T>().unary(Into::into)
}

fn unsigned(array: &ArrayRef) -> Option<Int64Array> {
    array.as_primitive::<UInt64Type>().try_unary(|number| i64::try_from(number).map_err(|_| ())).ok()
}

/// A column of days.
#[derive(Debug, Clone)]
pub(crate) enum Days {
    Dates(Date32Array),
    /// Moments in so many units a day, which must all be midnight.
    Moments(Int64Array, i64),
    None,
}

/// Why a cell holds no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoDay {
    /// A moment that is not midnight.
    Moment,
    /// Before the year 1 or behind 9999.
    Beyond,
}

impl Days {
    /// The days of a column; `None` for one of another type. Moments with a zone are none: which day they are on is for the market to say (NUM-4).
    pub(crate) fn of(array: &ArrayRef) -> Option<Self> {
        const SECONDS: i64 = 86_400;
        let moments = |values: Int64Array, in_a_second: i64| Self::Moments(values, SECONDS.saturating_mul(in_a_second));
        Some(match array.data_type() {
            DataType::Date32 => Self::Dates(array.as_primitive().clone()),
            DataType::Date64 => moments(array.as_primitive::<Date64Type>().reinterpret_cast::<Int64Type>(), 1_000),
            DataType::Timestamp(TimeUnit::Second, None) => moments(array.as_primitive::<TimestampSecondType>().reinterpret_cast::<Int64Type>(), 1),
            DataType::Timestamp(TimeUnit::Millisecond, None) => {
                moments(array.as_primitive::<TimestampMillisecondType>().reinterpret_cast::<Int64Type>(), 1_000)
            }
            DataType::Timestamp(TimeUnit::Microsecond, None) => {
                moments(array.as_primitive::<TimestampMicrosecondType>().reinterpret_cast::<Int64Type>(), 1_000_000)
            }
            DataType::Timestamp(TimeUnit::Nanosecond, None) => {
                moments(array.as_primitive::<TimestampNanosecondType>().reinterpret_cast::<Int64Type>(), 1_000_000_000)
            }
            DataType::Null => Self::None,
            _ => return None,
        })
    }

    #[inline]
    pub(crate) fn get(&self, row: usize) -> Result<Option<EpochDay>, NoDay> {
        let number = match self {
            Self::Dates(array) if array.is_valid(row) => array.value(row),
            Self::Moments(array, in_a_day) if array.is_valid(row) => {
                let moment = array.value(row);
                if moment.checked_rem_euclid(*in_a_day) != Some(0) {
                    return Err(NoDay::Moment);
                }
                moment.checked_div_euclid(*in_a_day).and_then(|day| i32::try_from(day).ok()).ok_or(NoDay::Beyond)?
            }
            _ => return Ok(None),
        };
        EpochDay::new(number).map(Some).ok_or(NoDay::Beyond)
    }

    /// The cell as a person would write it.
    pub(crate) fn shown(&self, row: usize) -> String {
        match self {
            Self::Dates(array) if array.is_valid(row) => array.value_as_date(row).map_or_else(|| array.value(row).to_string(), |day| day.to_string()),
            Self::Moments(array, in_a_day) if array.is_valid(row) => {
                let moment = array.value(row);
                let nanoseconds = i128::from(moment).saturating_mul(86_400_000_000_000).checked_div(i128::from(*in_a_day)).unwrap_or(0);
                let at = i64::try_from(nanoseconds).ok().map(chrono::DateTime::from_timestamp_nanos);
                at.map_or_else(|| moment.to_string(), |at| at.naive_utc().to_string())
            }
            _ => String::new(),
        }
    }
}
