//! A column of weights that was named for a question.

use super::fault::{TableFault, TableProblem};
use super::numbers::{NoNumber, Numbers, exact, with_numbers};
use super::read::{Nodes, WEIGHT_DECIMALS, weight};
use super::wrong::refused;
use arrow_array::Array;
use kam_core::portfolio::RowWeights;
use kam_core::values::cut;

/// The weights of a column of the table that need not be those of its nodes.
#[derive(Debug)]
pub struct WeightColumn {
    name: String,
    numbers: Numbers,
    rows: RowWeights,
}

impl WeightColumn {
    /// Reads a column of the table by its name.
    ///
    /// # Errors
    /// No column of this name, or one that holds no numbers.
    pub fn read(nodes: &Nodes, name: &str) -> Result<Self, TableFault> {
        let array = nodes.column_named(name, "to read weights from").map_err(|problem| TableFault { problems: vec![problem] })?;
        let Some(numbers) = Numbers::of(array) else {
            return Err(TableFault::of_type(name, array.data_type(), "weights are whole, decimal, float, or text"));
        };
        let rows = with_numbers!(&numbers, 0..array.len(), WEIGHT_DECIMALS, |cells| cells.map(weight).collect());
        Ok(Self { name: name.to_owned(), rows, numbers })
    }

    /// The weights by row.
    #[must_use]
    pub const fn rows(&self) -> &RowWeights {
        &self.rows
    }

    /// Why the cell of a row cannot be counted with.
    #[must_use]
    pub fn problem(&self, row: u32) -> TableProblem {
        let column = Some(format!("{}[{row}]", self.name));
        let value = self.numbers.shown(row as usize);
        match (self.rows.of(row), self.numbers.scaled(row as usize, WEIGHT_DECIMALS)) {
            (Err(()), cell) => TableProblem {
                code: "invalid_weight",
                column,
                text: refused(&value, "weight", cell.err(), WEIGHT_DECIMALS, "from 0 to 1000000"),
                value: Some(cut(&value, 80)),
                help: None,
            },
            (Ok(_), _) => TableProblem {
                code: "missing_weight",
                column,
                value: None,
                text: "the row has no weight, and one is asked for".to_owned(),
                help: Some("0 is the weight of what should not count".to_owned()),
            },
        }
    }
}
