//! Weights by row that are not those of the nodes: what a group or a preview counts with.

use super::block::NO_WEIGHT;
use crate::values::Weight;

/// Stands for a cell that holds no weight.
const BAD: u64 = u64::MAX - 1;

/// A weight for each row of a table, some of which may be missing or none at all. What that means is for the question to say.
///
/// ```
/// use kam_core::portfolio::RowWeights;
/// use kam_core::values::Weight;
///
/// let weights: RowWeights = [Ok(Some(Weight::ONE)), Ok(None), Err(())].into_iter().collect();
/// assert_eq!(weights.of(0), Ok(Some(Weight::ONE)));
/// assert_eq!(weights.of(2), Err(()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RowWeights(Vec<u64>);

impl FromIterator<Result<Option<Weight>, ()>> for RowWeights {
    /// The weights of all rows in order; `Err` for a cell that holds none.
    fn from_iter<I: IntoIterator<Item = Result<Option<Weight>, ()>>>(cells: I) -> Self {
        let units = |cell: Result<Option<Weight>, ()>| cell.map_or(BAD, |weight| weight.map_or(NO_WEIGHT, Weight::ten_thousandths));
        Self(cells.into_iter().map(units).collect())
    }
}

impl RowWeights {
    /// The weight of a row; `None` for a cell without one.
    ///
    /// # Errors
    /// A cell that holds no weight.
    #[allow(clippy::result_unit_err, reason = "what is in the cell only the table knows")]
    pub fn of(&self, row: u32) -> Result<Option<Weight>, ()> {
        match self.units(row) {
            BAD => Err(()),
            units => Ok(Weight::from_ten_thousandths(units)),
        }
    }

    #[inline]
    pub(super) fn units(&self, row: u32) -> u64 {
        self.0.get(row as usize).copied().unwrap_or(NO_WEIGHT)
    }
}
