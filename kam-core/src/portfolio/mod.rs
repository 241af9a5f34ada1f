//! The same rules over columns: millions of nodes at a time.
//!
//! A table of nodes in any order is read once, plan by plan; then every question is a pass over a few columns that lie side by side. The
//! arithmetic is that of [`Completion`](crate::execution::Completion), and so is every digit; a plan in which something is wrong goes
//! through [`Plan::assemble`](crate::plan::Plan::assemble), so that its problems are the same, too.
//!
//! | part | what it does |
//! |---|---|
//! | `source` | what a table must be able to say |
//! | `key`, `partition` | ids as numbers; which rows belong to which plan |
//! | `block`, `record`, `scatter`, `shard`, `waits` | a plan's rows put together: parents and prerequisites found, levels given, circles noticed |
//! | `slow`, `problem` | what is wrong, by row |
//! | `figures`, `due`, `answer`, `ask` | completion, expected completion, due counts, in columns |
//! | `history` | the same as of many dates, from dated changes |
//! | `groups`, `row_weights` | the same by group; weights that are not the nodes' own |

mod action_counts;
mod answer;
mod ask;
mod block;
mod due;
mod figures;
mod groups;
mod history;
mod key;
mod of_plans;
mod partition;
mod problem;
mod record;
mod row_weights;
mod scatter;
mod shard;
mod slow;
mod source;
mod threads;
mod waits;

pub use action_counts::ActionCounts;
pub use answer::{Answer, AskError, NodeFigures, PlanFigures, Question, RowsWithoutWeight};
pub use block::Block;
pub use groups::{GroupFigures, Grouping};
pub use history::{Change, ChangeSource, Changes, Series, SeriesQuestion};
pub use key::Id;
pub use of_plans::OfPlans;
pub use problem::{BadRows, MOST_PROBLEMS, MOST_ROWS, PortfolioError, ProblemKind, RowProblem};
pub use row_weights::RowWeights;
pub use source::{CellFault, EpochDay, NodeColumn, RowValues, Source};
pub use threads::Threads;

use crate::config::Settings;
use crate::plan::MOST_NODES;
use hashbrown::DefaultHashBuilder;
use partition::Layout;
use scatter::scattered;
use shard::{Frame, Levels, Shard, Share};
use std::sync::Arc;

/// Many plans of one set of settings, ready to be asked.
///
/// ```
/// use kam_core::config::Settings;
/// use kam_core::execution::StatusCategory;
/// use kam_core::portfolio::{BadRows, Id, Portfolio, Question, RowValues, Source, CellFault, Threads};
///
/// /// Plan, node, parent and status of each node.
/// struct Rows(Vec<(&'static str, i64, Option<i64>, StatusCategory)>);
///
/// impl Source for Rows {
///     fn rows(&self) -> usize {
///         self.0.len()
///     }
///     fn plan(&self, row: usize) -> Option<Id<'_>> {
///         self.0.get(row).map(|row| Id::Text(row.0))
///     }
///     fn node(&self, row: usize) -> Option<Id<'_>> {
///         self.0.get(row).map(|row| Id::Whole(row.1))
///     }
///     fn parent(&self, row: usize) -> Option<Id<'_>> {
///         self.0.get(row)?.2.map(Id::Whole)
///     }
///     fn values(&self, row: usize) -> Result<RowValues, Vec<CellFault>> {
///         Ok(RowValues::new(self.0.get(row).map_or(StatusCategory::Open, |row| row.3)))
///     }
/// }
///
/// let rows = Rows(vec![
///     ("AP-1", 2, Some(1), StatusCategory::Done),
///     ("AP-2", 1, None, StatusCategory::Open),
///     ("AP-1", 1, None, StatusCategory::Open),
///     ("AP-1", 3, Some(1), StatusCategory::Open),
/// ]);
/// let (portfolio, _) = Portfolio::build(&rows, Settings::default().into(), BadRows::Refuse, Threads::ONE)?;
/// let answer = portfolio.ask(&Question::new(&portfolio.settings().completion), Threads::ONE)?;
/// assert_eq!(answer.plans.completion(0).map(|completion| completion.to_string()), Some("50".to_owned()));
/// assert_eq!(answer.nodes.completion(2).map(|completion| completion.to_string()), Some("50".to_owned()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Portfolio {
    settings: Arc<Settings>,
    rows: usize,
    shards: Vec<Shard>,
    /// A row of each plan that names it.
    named_in: Vec<u32>,
    /// The end of each plan; empty where none has one.
    ends: Vec<i32>,
    says_when_done: bool,
    says_what_waits: bool,
}

impl Portfolio {
    /// Reads a table, and names the rows that cannot be used, by row.
    ///
    /// # Errors
    /// Rows that cannot be used where `bad` is `Refuse`; more rows than 2³¹ − 1, or more than a million in one plan.
    pub fn build<S: Source>(
        source: &S,
        settings: Arc<Settings>,
        bad: BadRows,
        threads: Threads<'_>,
    ) -> Result<(Self, Vec<RowProblem>), PortfolioError> {
        let rows = source.rows();
        if rows > MOST_ROWS {
            return Err(PortfolioError::TooManyRows { found: rows });
        }
        let hasher = DefaultHashBuilder::default();
        let (partition, mut problems) = partition::partition(source, threads, &hasher);
        if threads.are_stopped() {
            return Err(PortfolioError::Stopped);
        }
        for plan in 0..partition.plans() {
            let found = partition.rows_in(plan);
            if found > MOST_NODES {
                let plan = partition.named_in.get(plan).and_then(|row| source.plan(*row as usize)).map(|id| id.to_string()).unwrap_or_default();
                return Err(PortfolioError::TooManyNodes { plan, found });
            }
        }
        let shares = match &partition.layout {
            Layout::Side | Layout::Listed(_) => partition.shares(threads.count()).into_iter().map(Share::Plans).collect(),
            Layout::Scattered(rows) => scattered(source, &partition, rows, threads, &hasher).into_iter().map(Share::Buckets).collect(),
        };
        let levels = Levels::of(&settings.hierarchy);
        let (says_when_done, says_what_waits) = (source.has(NodeColumn::DoneOn), source.has(NodeColumn::Prerequisites));
        let frame = Frame { source, settings: &settings, levels, partition: &partition, hasher: &hasher, threads, says_what_waits };
        let made = threads.each(shares, |share| frame.shard(share));
        let mut shards = Vec::with_capacity(made.len());
        for (shard, more) in made {
            shards.push(shard);
            problems.extend(more);
        }
        if threads.are_stopped() {
            return Err(PortfolioError::Stopped);
        }
        let problems = problem::told(problems, bad)?;
        let mut ends: Vec<i32> =
            partition.named_in.iter().map(|row| source.plan_end(*row as usize).map_or(EpochDay::NONE, EpochDay::number)).collect();
        if ends.iter().all(|end| *end == EpochDay::NONE) {
            ends = Vec::new();
        }
        Ok((Self { settings, rows, shards, named_in: partition.named_in, ends, says_when_done, says_what_waits }, problems))
    }

    /// What its plans are computed by.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// How many rows the table has, those that were set aside included.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// A row of each plan that names it, in the order of the plans: that of their first appearance.
    #[must_use]
    pub fn plan_rows(&self) -> &[u32] {
        &self.named_in
    }

    /// Whether the table says when nodes were done.
    #[must_use]
    pub fn says_when_done(&self) -> bool {
        self.says_when_done
    }

    /// Whether the table says what nodes wait for.
    #[must_use]
    pub fn says_what_waits(&self) -> bool {
        self.says_what_waits
    }

    /// The end of a plan, as a number of days.
    fn end(&self, plan: usize) -> Option<i32> {
        self.ends.get(plan).copied().filter(|end| *end != EpochDay::NONE)
    }
}
