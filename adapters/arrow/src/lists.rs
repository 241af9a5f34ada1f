//! A column of lists of ids.

use super::cells::Ids;
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, LargeListArray, ListArray};
use arrow_schema::DataType;
use kam_core::portfolio::Id;

/// A column of lists of ids; null is a list of none.
#[derive(Debug, Clone)]
pub(crate) enum Lists {
    Short(ListArray, Ids),
    Large(LargeListArray, Ids),
    /// Nothing but nulls.
    None,
}

impl Lists {
    /// The lists of a column; `None` for one of another type.
    pub(crate) fn of(array: &ArrayRef) -> Option<Self> {
        Some(match array.data_type() {
            DataType::List(_) => {
                let lists = array.as_list::<i32>().clone();
                let ids = Ids::of(lists.values())?;
                Self::Short(lists, ids)
            }
            DataType::LargeList(_) => {
                let lists = array.as_list::<i64>().clone();
                let ids = Ids::of(lists.values())?;
                Self::Large(lists, ids)
            }
            DataType::Null => Self::None,
            _ => return None,
        })
    }

    /// The ids in the lists.
    pub(crate) fn ids(&self) -> Option<&Ids> {
        match self {
            Self::Short(_, ids) | Self::Large(_, ids) => Some(ids),
            Self::None => None,
        }
    }

    /// Hands out the ids of a row; `None` for a null in its list.
    pub(crate) fn each<'l>(&'l self, row: usize, with: &mut dyn FnMut(Option<Id<'l>>)) {
        let range = |from: Option<usize>, to: Option<usize>| from.zip(to).map_or(0..0, |(from, to)| from..to);
        let next = row.saturating_add(1);
        let (rows, ids) = match self {
            Self::Short(lists, ids) if lists.is_valid(row) => {
                let at = |row: usize| lists.value_offsets().get(row).and_then(|offset| usize::try_from(*offset).ok());
                (range(at(row), at(next)), ids)
            }
            Self::Large(lists, ids) if lists.is_valid(row) => {
                let at = |row: usize| lists.value_offsets().get(row).and_then(|offset| usize::try_from(*offset).ok());
                (range(at(row), at(next)), ids)
            }
            _ => return,
        };
        rows.for_each(|at| with(ids.get(at)));
    }
}
