//! What is asked of a portfolio, as records.

use crate::records::{CompletionRules, Settings};
use crate::shape::{choices, records};
use crate::{Bytes, Day, RecordInfo};

choices! {
    /// What happens to a table with rows that cannot be used.
    pub enum BadRows {
        /// It is refused, and every such row is named.
        Refuse = "refuse",
        /// They are left out with what hangs below them, and `problems` names them.
        SetAside = "set_aside",
    }

    /// A kind of figures of a portfolio.
    pub enum FigureKind {
        /// Completion.
        Completion = "completion",
        /// Expected completion, variance and health; needs a date (CMP-9).
        Expected = "expected",
        /// What is due; needs a date (DUE-1).
        Due = "due",
        /// How many nodes have which kind of status.
        Counts = "counts",
        /// What was done on time and late; needs the column `done_on`.
        OnTime = "on_time",
        /// What is blocked; needs the column `prerequisites`.
        Blocked = "blocked",
    }

    /// A kind of figures as of many dates.
    pub enum HistoryFigureKind {
        /// Completion.
        Completion = "completion",
        /// Expected completion, variance and health (CMP-9).
        Expected = "expected",
    }

    /// What is put together to groups.
    pub enum Grouped {
        /// Plans, each by the values of its first row.
        Plans = "plans",
        /// Actions, each by the values of its own row.
        Actions = "actions",
    }

    /// What is compared with what it would be.
    pub enum Compared {
        /// Plans.
        Plans = "plans",
        /// Nodes.
        Nodes = "nodes",
    }
}

records! {
    TABLE_RECORDS:

    /// What the columns of a table are called, where they are called otherwise.
    pub struct ColumnNames {
        /// The column with the id of the plan.
        pub plan: Option<String> = None,
        /// The column with the id of the node.
        pub node: Option<String> = None,
        /// The column with the id of the node above.
        pub parent: Option<String> = None,
        /// The column with the level.
        pub level: Option<String> = None,
        /// The column with the status.
        pub status: Option<String> = None,
        /// The column with the weight.
        pub weight: Option<String> = None,
        /// The column with the node's own progress.
        pub progress: Option<String> = None,
        /// The column that says where a quantity began.
        pub baseline: Option<String> = None,
        /// The column that says where a quantity should get to.
        pub target: Option<String> = None,
        /// The column that says where a quantity is.
        pub actual: Option<String> = None,
        /// The column with a completion set by hand.
        pub r#override: Option<String> = None,
        /// The column with the planned start.
        pub start: Option<String> = None,
        /// The column with the due date.
        pub due: Option<String> = None,
        /// The column with the last day of the plan.
        pub plan_end: Option<String> = None,
        /// The column with the day on which a node was done.
        pub done_on: Option<String> = None,
        /// The column with the ids of the nodes that a node waits for.
        pub prerequisites: Option<String> = None,
        /// The column with the day on which a node came into being.
        pub created: Option<String> = None,
        /// In a table of changes, the column with the day of a change.
        pub on: Option<String> = None,
    }

    /// How the plans of an export become a portfolio.
    pub struct OfExportOptions {
        /// How many threads may work; by default as many as the machine has.
        pub threads: Option<u32> = None,
    }

    /// How a table of nodes is read.
    pub struct PortfolioOptions {
        /// What its columns are called otherwise.
        pub names: Option<ColumnNames> = None,
        /// The settings of the plans: levels, statuses, calendar, thresholds, rules.
        pub settings: Option<Settings> = None,
        /// What happens to rows that cannot be used; by default they refuse the table.
        pub bad_rows: Option<BadRows> = None,
        /// How many threads may work; by default as many as the machine has.
        pub threads: Option<u32> = None,
    }

    /// How many plans and rows a portfolio has.
    pub struct PortfolioSize {
        /// The plans.
        pub plans: u32,
        /// The rows of its table, those that were set aside among them.
        pub rows: u32,
    }

    /// What is asked of the nodes of a portfolio.
    pub struct NodesQuestion {
        /// The date for expected completion and due lists.
        pub as_of: Option<Day> = None,
        /// How many days `soon` reaches; 14 by default.
        pub horizon: Option<u32> = None,
        /// Whether the horizon counts working days; no by default.
        pub working_days: Option<bool> = None,
        /// Other rules of completion.
        pub rules: Option<CompletionRules> = None,
        /// The levels whose nodes are actions, by name; by default the lowest one.
        pub levels: Option<Vec<String>> = None,
        /// The kinds of figures that are wanted; by default all that can be had with what else is asked.
        pub figures: Option<Vec<FigureKind>> = None,
    }

    /// What is asked of the plans of a portfolio.
    pub struct PlansQuestion {
        /// The date for expected completion and due lists.
        pub as_of: Option<Day> = None,
        /// How many days `soon` reaches; 14 by default.
        pub horizon: Option<u32> = None,
        /// Whether the horizon counts working days; no by default.
        pub working_days: Option<bool> = None,
        /// Other rules of completion.
        pub rules: Option<CompletionRules> = None,
        /// The levels whose nodes are actions, by name; by default the lowest one.
        pub levels: Option<Vec<String>> = None,
        /// The kinds of figures that are wanted; by default all that can be had with what else is asked.
        pub figures: Option<Vec<FigureKind>> = None,
        /// Columns of the table to keep, from the first row of each plan.
        pub keep: Option<Vec<String>> = None,
    }

    /// What is asked of groups of plans or actions.
    pub struct GroupsQuestion {
        /// The columns whose values make a group.
        pub by: Vec<String>,
        /// What is put together; plans by default.
        pub of: Option<Grouped> = None,
        /// The date for expected completion and due lists.
        pub as_of: Option<Day> = None,
        /// The column that says how much each counts; absent for plans that are equal, and for actions with the weight that the rules give them.
        pub weight: Option<String> = None,
        /// How many days `soon` reaches; 14 by default.
        pub horizon: Option<u32> = None,
        /// Whether the horizon counts working days; no by default.
        pub working_days: Option<bool> = None,
        /// Other rules of completion.
        pub rules: Option<CompletionRules> = None,
        /// The levels whose nodes are actions, by name; by default the lowest one.
        pub levels: Option<Vec<String>> = None,
        /// The kinds of figures that are wanted; by default all that can be had with what else is asked.
        pub figures: Option<Vec<FigureKind>> = None,
    }

    /// What is asked of the history of a portfolio.
    pub struct HistoryQuestion {
        /// The dates.
        pub dates: Vec<Day>,
        /// A table of changes, as an Arrow IPC stream or file; without one every node has the status that it has.
        pub changes: Option<Bytes> = None,
        /// The columns by whose values plans are put together; absent for a row for each plan.
        pub by: Option<Vec<String>> = None,
        /// The column that says how much each plan of a group counts; absent for plans that are equal.
        pub weight: Option<String> = None,
        /// What the columns of the table of changes are called otherwise.
        pub names: Option<ColumnNames> = None,
        /// Other rules of completion.
        pub rules: Option<CompletionRules> = None,
        /// The kinds of figures that are wanted; both by default.
        pub figures: Option<Vec<HistoryFigureKind>> = None,
        /// Columns of the table of nodes to keep, from the first row of each plan.
        pub keep: Option<Vec<String>> = None,
        /// What happens to changes that cannot be used; by default they refuse the table of changes.
        pub bad_rows: Option<BadRows> = None,
    }

    /// How a table of changes is read.
    pub struct ChangesOptions {
        /// What its columns are called otherwise.
        pub names: Option<ColumnNames> = None,
    }

    /// What would be otherwise, and what is to be seen of it.
    pub struct WhatIfQuestion {
        /// Other rules of completion.
        pub rules: Option<CompletionRules> = None,
        /// The column with the weights as they would be.
        pub weight: Option<String> = None,
        /// What is compared; plans by default.
        pub of: Option<Compared> = None,
        /// Columns of the table to keep.
        pub keep: Option<Vec<String>> = None,
        /// Whether what stays as it is is listed, too; no by default.
        pub all: Option<bool> = None,
    }
}

/// All records, those that go in and the one that comes out.
#[must_use]
pub const fn records() -> &'static [RecordInfo] {
    TABLE_RECORDS
}
