//! What a portfolio is read from: any table that can say what is in its rows.

use super::block::Block;
use super::key::Id;
use crate::execution::{LevelIndex, StatusCategory};
use crate::values::{Percent, Weight};
use chrono::{Datelike, NaiveDate};
use std::ops::Range;

/// A day as the number of days since 1970-01-01, from the year 1 to 9999 (NUM-4).
///
/// ```
/// use kam_core::portfolio::EpochDay;
/// use kam_core::values::parse_date;
///
/// let day = EpochDay::from(parse_date("1970-01-03")?);
/// assert_eq!(day.number(), 2);
/// assert_eq!(EpochDay::new(2), Some(day));
/// assert_eq!(EpochDay::new(i32::MAX), None);
/// # Ok::<(), kam_core::values::ValueError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EpochDay(i32);

/// 1970-01-01 as chrono counts days.
const EPOCH: i32 = 719_163;

impl EpochDay {
    /// Stands for no day in the columns of a portfolio.
    pub(super) const NONE: i32 = i32::MIN;
    const FIRST: i32 = -719_162;
    const LAST: i32 = 2_932_896;

    /// The day of a number; `None` before the year 1 and behind 9999.
    #[must_use]
    pub const fn new(number: i32) -> Option<Self> {
        if number >= Self::FIRST && number <= Self::LAST { Some(Self(number)) } else { None }
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub const fn number(self) -> i32 {
        self.0
    }

    /// The calendar date.
    #[must_use]
    pub fn date(self) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(self.0.saturating_add(EPOCH)).unwrap_or_default()
    }
}

impl From<NaiveDate> for EpochDay {
    fn from(day: NaiveDate) -> Self {
        Self(day.num_days_from_ce().saturating_sub(EPOCH).clamp(Self::FIRST, Self::LAST))
    }
}

/// What a row says of its node, apart from its ids.
#[derive(Debug, Clone, Copy)]
pub struct RowValues {
    /// What its status means (EXE-2).
    pub category: StatusCategory,
    /// Its level; absent for the next one below its parent's (EXE-1).
    pub level: Option<LevelIndex>,
    /// Its weight (NUM-3); absent is what CMP-11 makes of it.
    pub weight: Option<Weight>,
    /// Its own progress, else that of its quantity (CMP-1).
    pub progress: Option<Percent>,
    /// A completion set by hand (CMP-4).
    pub set_by_hand: Option<Percent>,
    /// Its planned start; never after its due date.
    pub start: Option<EpochDay>,
    /// When it is due.
    pub due: Option<EpochDay>,
}

impl RowValues {
    /// A row with nothing but a status.
    #[must_use]
    pub const fn new(category: StatusCategory) -> Self {
        Self { category, level: None, weight: None, progress: None, set_by_hand: None, start: None, due: None }
    }
}

/// A column of a table of nodes, by what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum NodeColumn {
    /// The id of the plan.
    Plan,
    /// The id of the node.
    Node,
    /// The id of the node above.
    Parent,
    /// The level.
    Level,
    /// The status.
    Status,
    /// The weight.
    Weight,
    /// Its own progress.
    Progress,
    /// Where a quantity began.
    Baseline,
    /// Where a quantity should get to.
    Target,
    /// Where a quantity is.
    Actual,
    /// A completion set by hand.
    Override,
    /// The planned start.
    Start,
    /// The due date.
    Due,
    /// The last day of the plan.
    PlanEnd,
    /// The day on which it was done.
    DoneOn,
    /// The ids of the nodes it waits for.
    Prerequisites,
    /// The day on which the node came into being.
    Created,
    /// The day of a change; a table of changes has it in place of what nodes have.
    On,
}

impl NodeColumn {
    /// All columns.
    pub const ALL: [Self; 18] = [
        Self::Plan,
        Self::Node,
        Self::Parent,
        Self::Level,
        Self::Status,
        Self::Weight,
        Self::Progress,
        Self::Baseline,
        Self::Target,
        Self::Actual,
        Self::Override,
        Self::Start,
        Self::Due,
        Self::PlanEnd,
        Self::DoneOn,
        Self::Prerequisites,
        Self::Created,
        Self::On,
    ];

    /// Its name, which a table's own name can be mapped to.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Node => "node",
            Self::Parent => "parent",
            Self::Level => "level",
            Self::Status => "status",
            Self::Weight => "weight",
            Self::Progress => "progress",
            Self::Baseline => "baseline",
            Self::Target => "target",
            Self::Actual => "actual",
            Self::Override => "override",
            Self::Start => "start",
            Self::Due => "due",
            Self::PlanEnd => "plan_end",
            Self::DoneOn => "done_on",
            Self::Prerequisites => "prerequisites",
            Self::Created => "created",
            Self::On => "on",
        }
    }
}

/// A cell that holds no value of its column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellFault {
    /// The column.
    pub column: NodeColumn,
    /// A stable code, such as `invalid_weight`.
    pub code: &'static str,
    /// The value as a person would write it, cut.
    pub value: String,
    /// What is wrong, in words.
    pub text: String,
    /// What would be right.
    pub help: Option<String>,
}

/// A table of nodes, a row each, in any order. Rows are asked for from several threads, and seldom more than once each.
pub trait Source: Sync {
    /// How many rows it has.
    fn rows(&self) -> usize;

    /// The id of the plan of a row; `None` for a cell without one.
    fn plan(&self, row: usize) -> Option<Id<'_>>;

    /// The id of the node of a row; `None` for a cell without one.
    fn node(&self, row: usize) -> Option<Id<'_>>;

    /// The id of the node above; `None` directly under the plan.
    fn parent(&self, row: usize) -> Option<Id<'_>>;

    /// Everything else.
    ///
    /// # Errors
    /// All cells that hold no value of their column.
    fn values(&self, row: usize) -> Result<RowValues, Vec<CellFault>>;

    /// Fills in rows. By default each is asked for by itself; a table that holds columns goes through them one after the other, which is several
    /// times as fast.
    fn fill(&self, rows: Range<usize>, block: &mut Block) {
        block.nodes(rows.clone().map(|row| self.node(row)));
        block.parents(rows.clone().map(|row| self.parent(row)));
        for (place, row) in rows.enumerate() {
            let values = self.values(row).unwrap_or_else(|_| {
                block.bad(place);
                RowValues::new(StatusCategory::Open)
            });
            block.values(&values);
        }
    }

    /// The day on which the node of a row came into being (CMP-8); asked for where figures as of earlier dates are wanted.
    fn created(&self, _row: usize) -> Option<EpochDay> {
        None
    }

    /// The last day of the plan of a row, which is due where nothing else is (CMP-9). Asked of the first row of each plan.
    fn plan_end(&self, _row: usize) -> Option<EpochDay> {
        None
    }

    /// Whether it has one of the columns that are only looked at where they are: `DoneOn` and `Prerequisites`.
    fn has(&self, _column: NodeColumn) -> bool {
        false
    }

    /// The day on which the node of a row was done.
    fn done_on(&self, _row: usize) -> Option<EpochDay> {
        None
    }

    /// Hands out the ids of the nodes that the node of a row waits for, all of the same plan; `None` for one without an id.
    fn prerequisites<'s>(&'s self, _row: usize, _each: &mut dyn FnMut(Option<Id<'s>>)) {}
}
