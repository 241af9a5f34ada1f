//! What is wrong with a table as such.

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, DataType, SchemaRef};
use kam_core::portfolio::MOST_ROWS;
use std::fmt;

/// Something that is wrong with a table as such.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableProblem {
    /// A stable code: `missing_column`, `wrong_type`, `empty_table`, `unreadable_table` or `limit_exceeded`.
    pub code: &'static str,
    /// The name of the column.
    pub column: Option<String>,
    /// What was found: the type of the column.
    pub value: Option<String>,
    /// What is wrong, in words.
    pub text: String,
    /// What would be right.
    pub help: Option<String>,
}

/// A table that no portfolio can be read from; everything wrong with its columns at once.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct TableFault {
    /// What is wrong.
    pub problems: Vec<TableProblem>,
}

impl fmt::Display for TableFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, problem) in self.problems.iter().enumerate() {
            if place > 0 {
                f.write_str("\n")?;
            }
            f.write_str(&problem.text)?;
            if let Some(help) = &problem.help {
                write!(f, "; {help}")?;
            }
        }
        Ok(())
    }
}

impl TableFault {
    pub(crate) fn one(code: &'static str, text: String, help: Option<String>) -> Self {
        Self { problems: vec![TableProblem { code, column: None, value: None, text, help }] }
    }

    /// A column of another type than is needed.
    pub(crate) fn of_type(name: &str, found: &DataType, needed: &str) -> Self {
        let text = format!("the column `{name}` is of the type `{found}`, and {needed}");
        let (column, value) = (Some(name.to_owned()), Some(found.to_string()));
        Self { problems: vec![TableProblem { code: "wrong_type", column, value, text, help: None }] }
    }

    /// What Arrow refuses; it gives none for columns of one length.
    pub(crate) fn broken(error: &ArrowError) -> Self {
        Self::one("internal", error.to_string(), None)
    }
}

/// One table of the pieces of a stream; a stream of one piece is not copied.
///
/// # Errors
/// More rows than a portfolio can have, or pieces that do not fit together.
pub fn one_batch(schema: &SchemaRef, batches: &[RecordBatch]) -> Result<RecordBatch, TableFault> {
    let rows = batches.iter().map(RecordBatch::num_rows).fold(0_usize, usize::saturating_add);
    if rows > MOST_ROWS {
        return Err(too_many(rows));
    }
    match batches {
        [one] => Ok(one.clone()),
        many => {
            arrow_select::concat::concat_batches(schema, many).map_err(|error: ArrowError| TableFault::one("wrong_type", error.to_string(), None))
        }
    }
}

pub(crate) fn too_many(rows: usize) -> TableFault {
    TableFault::one("limit_exceeded", format!("the table has {rows} rows, at most {MOST_ROWS} are possible"), None)
}
