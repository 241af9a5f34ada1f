//! What can go wrong with a portfolio, as faults.

use super::Portfolio;
use crate::convert::count;
use crate::fault::Fault;
use crate::records::Problem;
use kam_arrow::{Names, TableFault, WeightColumn};
use kam_core::plan::help_among;
use kam_core::portfolio::{AskError, MOST_PROBLEMS, NodeColumn, PortfolioError, RowProblem, RowsWithoutWeight};
use kam_core::values::{cut, nearest};

/// Work that somebody stopped.
fn stopped() -> Fault {
    Fault::Interrupted { work: "the work with the portfolio".to_owned() }
}

impl Portfolio {
    /// Why a question has no answer.
    pub(super) fn no_answer(&self, error: &AskError, named: Option<&WeightColumn>) -> Fault {
        match error {
            AskError::WithoutWeight(error) => self.without_weight(error, named),
            _ => stopped(),
        }
    }

    /// Rows without a weight that can be used, in the column that was named for the question or in that of the nodes.
    pub(super) fn without_weight(&self, error: &RowsWithoutWeight, named: Option<&WeightColumn>) -> Fault {
        let rows = error.rows.iter().take(MOST_PROBLEMS);
        if let Some(column) = named.filter(|_| error.named) {
            return Fault::InvalidTable { problems: rows.map(|row| of_table(column.problem(*row))).collect() };
        }
        let column = self.nodes.name_of(NodeColumn::Weight);
        let problem = |row: &u32| Problem {
            code: "missing_weight".to_owned(),
            document: None,
            path: Some(format!("{column}[{row}]")),
            id: None,
            line: None,
            column: None,
            value: None,
            text: "the node has no weight, and the rules ask for one".to_owned(),
            help: None,
        };
        let mut problems: Vec<Problem> = rows.map(problem).collect();
        let more = error.rows.len().saturating_sub(problems.len());
        if more > 0 {
            problems.push(Problem::more(more, problems.len()));
        }
        Fault::InvalidTable { problems }
    }
}

/// The names of columns, by ours.
pub(super) fn names_of(given: &[(String, String)]) -> Result<Names, Fault> {
    given.iter().try_fold(Names::default(), |names, (column, name)| Ok(names.with(column_of(column)?, name)))
}

fn column_of(name: &str) -> Result<NodeColumn, Fault> {
    let known = || NodeColumn::ALL.map(NodeColumn::name);
    NodeColumn::ALL.into_iter().find(|column| column.name() == name).ok_or_else(|| Fault::InvalidValue {
        field: "names".to_owned(),
        value: cut(name, 80),
        reason: "it is no column of a node".to_owned(),
        help: help_among(&nearest(name, known()), known()),
    })
}

impl From<TableFault> for Fault {
    fn from(fault: TableFault) -> Self {
        Self::InvalidTable { problems: fault.problems.into_iter().map(of_table).collect() }
    }
}

fn of_table(problem: kam_arrow::TableProblem) -> Problem {
    Problem {
        code: problem.code.to_owned(),
        document: None,
        path: problem.column,
        id: None,
        line: None,
        column: None,
        value: problem.value,
        text: problem.text,
        help: problem.help,
    }
}

/// An argument that is none of a few words.
pub(super) fn no_choice(field: &str, value: &str, reason: &str, known: &[&str]) -> Fault {
    let help = help_among(&nearest(value, known.iter().copied()), known.iter().copied());
    Fault::InvalidValue { field: field.to_owned(), value: cut(value, 80), reason: reason.to_owned(), help }
}

/// Why a table cannot be used; `name_of` gives its own names of columns.
pub(super) fn of_build<'n>(error: PortfolioError, name_of: impl Fn(NodeColumn) -> &'n str) -> Fault {
    match error {
        PortfolioError::Rows { problems, more } => {
            let mut listed: Vec<Problem> = problems.into_iter().map(|problem| row_problem(problem, &name_of)).collect();
            if more > 0 {
                listed.push(Problem::more(more, listed.len()));
            }
            Fault::InvalidTable { problems: listed }
        }
        PortfolioError::Stopped => stopped(),
        PortfolioError::TooManyRows { .. } => limit("rows in one table", kam_core::portfolio::MOST_ROWS, None),
        PortfolioError::TooManyNodes { plan, .. } => limit("nodes in one plan", kam_core::plan::MOST_NODES, Some(format!("plan `{plan}`"))),
        other => Fault::Internal { detail: other.to_string() },
    }
}

fn limit(what: &str, limit: usize, place: Option<String>) -> Fault {
    Fault::LimitExceeded { what: what.to_owned(), limit: count(limit).into(), place, help: None }
}

fn row_problem<'n>(problem: RowProblem, name_of: impl Fn(NodeColumn) -> &'n str) -> Problem {
    Problem {
        code: problem.kind.code().to_owned(),
        document: None,
        path: Some(format!("{}[{}]", name_of(problem.column), problem.row)),
        id: problem.node,
        line: None,
        column: None,
        value: Some(problem.value).filter(|value| !value.is_empty()),
        text: problem.text,
        help: problem.help,
    }
}
