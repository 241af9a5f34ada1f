//! Rows that cannot be used, each with the reason.

use super::source::NodeColumn;
use std::fmt;

/// What kind of thing is wrong with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemKind {
    /// A cell holds no value of its column; the code is that of the value, such as `invalid_weight`.
    Cell(&'static str),
    /// The node does not fit into its plan; the code is that of [`PlanProblem`](crate::plan::PlanProblem).
    Plan(&'static str),
}

impl ProblemKind {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cell(code) | Self::Plan(code) => code,
        }
    }
}

/// One thing that is wrong with a row of a portfolio.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowProblem {
    /// The row; the first is 0.
    pub row: u32,
    /// The plan it names.
    pub plan: Option<String>,
    /// The node it names.
    pub node: Option<String>,
    /// The column whose value is wrong.
    pub column: NodeColumn,
    /// What kind of thing is wrong.
    pub kind: ProblemKind,
    /// The value, cut.
    pub value: String,
    /// What is wrong, in words.
    pub text: String,
    /// What would be right.
    pub help: Option<String>,
}

impl fmt::Display for RowProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row {}, column `{}`: {}", self.row, self.column.name(), self.text)?;
        match &self.help {
            Some(help) => write!(f, "; {help}"),
            None => Ok(()),
        }
    }
}

/// What is done about rows that cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum BadRows {
    /// Nothing is computed; all of them are named.
    #[default]
    Refuse,
    /// They are left out with what hangs below them, and named; the others are computed.
    SetAside,
}

/// The problems by row, as many as are listed.
///
/// # Errors
/// Any, where that is refused.
pub(super) fn told(mut problems: Vec<RowProblem>, bad: BadRows) -> Result<Vec<RowProblem>, PortfolioError> {
    problems.sort_by_key(|problem| problem.row);
    let more = problems.len().saturating_sub(MOST_PROBLEMS);
    problems.truncate(MOST_PROBLEMS);
    if bad == BadRows::Refuse && !problems.is_empty() { Err(PortfolioError::Rows { problems, more }) } else { Ok(problems) }
}

/// Why a portfolio cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PortfolioError {
    /// Somebody stopped the work (see [`Threads::stopped_by`](super::Threads::stopped_by)).
    #[error("the work was stopped")]
    Stopped,
    /// Rows that cannot be used, where that is refused.
    #[error("{}", listed(problems, *more))]
    Rows {
        /// What is wrong, by row; at most 100 000.
        problems: Vec<RowProblem>,
        /// How many more there are.
        more: usize,
    },
    /// More rows than can be counted.
    #[error("the table has {found} rows, at most {MOST_ROWS} are possible")]
    TooManyRows {
        /// How many it has.
        found: usize,
    },
    /// More nodes than a plan can have.
    #[error("the plan `{plan}` has {found} rows, at most {} are possible", crate::plan::MOST_NODES)]
    TooManyNodes {
        /// The plan.
        plan: String,
        /// How many rows it has.
        found: usize,
    },
}

/// The most rows of a portfolio: what 31 bits count.
pub const MOST_ROWS: usize = 2_147_483_647;

/// The most problems that are listed.
pub const MOST_PROBLEMS: usize = 100_000;

fn listed(problems: &[RowProblem], more: usize) -> String {
    const MOST: usize = 20;
    let all = problems.len().saturating_add(more);
    let mut text = if all == 1 { "1 problem".to_owned() } else { format!("{all} problems") };
    for problem in problems.iter().take(MOST) {
        text.push_str(&format!("\n  {problem}"));
    }
    if let Some(rest) = all.checked_sub(MOST).filter(|rest| *rest > 0) {
        text.push_str(&format!("\n  and {rest} more"));
    }
    text
}
