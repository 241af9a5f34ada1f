//! What comes out: figures, reasons, due lists, and what an import found.

use super::{Basis, DifferenceKind, DueBucket, Health, LeftOutReason, Method, OverrideDraft, Severity, StatusCategory, WeightSource};
use crate::shape::records;
use crate::{Day, Dec};

records! {
    RESULTS:

    /// What a plan is about, apart from its nodes.
    pub struct PlanProfile {
        /// Its id.
        pub id: String,
        /// Its title.
        pub title: Option<String> = None,
        /// The id of its account.
        pub account: Option<String> = None,
        /// The id of the person who owns it.
        pub owner: Option<String> = None,
        /// The id of the organisation unit it belongs to.
        pub unit: Option<String> = None,
        /// Its status, in the words of its source.
        pub status: Option<String> = None,
        /// Its first day.
        pub start: Option<Day> = None,
        /// Its last day.
        pub end: Option<Day> = None,
        /// How many nodes it has.
        pub nodes: u32,
    }

    /// The completion of a node, and why (CMP-1 to CMP-4).
    pub struct NodeCompletion {
        /// The node.
        pub node: String,
        /// The node above; absent directly under the plan.
        pub parent: Option<String> = None,
        /// The name of its level.
        pub level: String,
        /// Its title; may be empty.
        pub title: String,
        /// The code of its status.
        pub status: String,
        /// What that status means.
        pub category: StatusCategory,
        /// What holds, 0 to 100 with at most 6 decimals; absent where nothing counts.
        pub completion: Option<Dec> = None,
        /// What it would be without an override.
        pub computed: Option<Dec> = None,
        /// Whether an override is in force; it is not on a cancelled node that is left out (CMP-4).
        pub overridden: bool,
        /// Why it has its computed value.
        pub basis: Basis,
    }

    /// The completion of a plan and of all its nodes, side by side: the third completion is that of the third node.
    pub struct Figures {
        /// The completion of the plan, 0 to 100; absent where nothing counts (CMP-3).
        pub completion: Option<Dec> = None,
        /// The ids of the nodes: parents before their children, siblings in the order of their ids.
        pub nodes: Vec<String>,
        /// The completion of each node; absent where it has none.
        pub completions: Vec<Option<Dec>>,
    }

    /// Where a node, or the plan itself, is and where it should be on a date (CMP-9).
    pub struct NodeProgress {
        /// The node; absent for the plan itself.
        pub node: Option<String> = None,
        /// Its completion.
        pub completion: Option<Dec> = None,
        /// What it should have reached.
        pub expected: Option<Dec> = None,
        /// Completion less expected, in points.
        pub variance: Option<Dec> = None,
        /// What that means; absent without a completion.
        pub health: Option<Health> = None,
    }

    /// One counted node and what it adds (CMP-7).
    pub struct ExplanationTerm {
        /// The node: a child, or a leaf anywhere below for the leaf methods.
        pub node: String,
        /// Its title; may be empty.
        pub title: String,
        /// The weight it is counted with.
        pub weight: Dec,
        /// Where that weight came from (CMP-11).
        pub weight_source: WeightSource,
        /// Its completion.
        pub completion: Dec,
        /// What its status means.
        pub category: StatusCategory,
        /// Whether it counts as done.
        pub done: bool,
        /// What it adds, in points; all together are the computed value to the last digit.
        pub contribution: Dec,
        /// Whether an override is in force for it.
        pub overridden: bool,
    }

    /// A node that does not count, and why (CMP-7).
    pub struct LeftOut {
        /// The node.
        pub node: String,
        /// Its title; may be empty.
        pub title: String,
        /// Why.
        pub reason: LeftOutReason,
        /// Its weight, where it has one.
        pub weight: Option<Dec> = None,
    }

    /// How a number came about (CMP-7).
    pub struct Explanation {
        /// The node; absent for the plan itself.
        pub node: Option<String> = None,
        /// The title of the node or the plan; may be empty.
        pub title: String,
        /// The name of its level; `plan` for the plan itself.
        pub level: String,
        /// The method of its level; absent for a leaf, which has none.
        pub method: Option<Method> = None,
        /// Why it has its computed value.
        pub basis: Basis,
        /// What holds; absent where nothing counts.
        pub completion: Option<Dec> = None,
        /// What it would be without an override.
        pub computed: Option<Dec> = None,
        /// The override that is in force.
        pub r#override: Option<OverrideDraft> = None,
        /// The sum of the weights of the terms, where the method weighs.
        pub weight_sum: Option<Dec> = None,
        /// How many nodes were counted.
        pub counted: u32,
        /// How many of them are done.
        pub done: u32,
        /// What was counted.
        pub terms: Vec<ExplanationTerm>,
        /// What was not counted, and why.
        pub left_out: Vec<LeftOut>,
        /// All of this in words, several lines.
        pub text: String,
    }

    /// An open action and when it is due (DUE-1).
    pub struct DueItem {
        /// The plan it is in.
        pub plan: String,
        /// The node.
        pub node: String,
        /// Its title; may be empty.
        pub title: String,
        /// The person who owns it.
        pub owner: Option<String> = None,
        /// The name of its level.
        pub level: String,
        /// When it is due.
        pub due: Option<Day> = None,
        /// The day that counts, after the calendar had its say.
        pub due_effective: Option<Day> = None,
        /// Days between the date asked for and the day that counts; `bucket` says in which direction.
        pub days: u32,
        /// When that is, seen from the date asked for.
        pub bucket: DueBucket,
        /// The weight used for the order; 1 where it has none.
        pub weight: Dec,
        /// The unfinished prerequisites it waits for.
        pub blocked_by: Vec<String>,
    }

    /// A parent whose counted children are all done (CMP-5).
    pub struct StatusProposal {
        /// The parent.
        pub node: String,
        /// The code of its status.
        pub from_status: String,
        /// The code of the status it should get.
        pub to_status: String,
        /// Whether it already counts as done, so that the host should record it.
        pub applied: bool,
    }

    /// A change that was made to a plan, and the figures after it.
    pub struct StatusChanged {
        /// The completion of the plan.
        pub completion: Option<Dec> = None,
        /// The completion of the node.
        pub node_completion: Option<Dec> = None,
        /// What somebody should know, such as unfinished prerequisites.
        pub warnings: Vec<String>,
        /// What should change its status now, the highest first: of the node and the nodes above it. `proposals()` looks at the whole plan (CMP-5).
        pub proposals: Vec<StatusProposal>,
    }

    /// A plan in one line: where it is, where it should be, what is due (CMP-9, DUE-1).
    pub struct PlanSummary {
        /// The plan.
        pub plan: String,
        /// Its title; may be empty.
        pub title: String,
        /// The id of its account.
        pub account: Option<String> = None,
        /// The name of its account, where the export has it.
        pub account_name: Option<String> = None,
        /// The person who owns it.
        pub owner: Option<String> = None,
        /// The organisation unit it belongs to.
        pub unit: Option<String> = None,
        /// Its completion.
        pub completion: Option<Dec> = None,
        /// What it should have reached.
        pub expected: Option<Dec> = None,
        /// Completion less expected, in points.
        pub variance: Option<Dec> = None,
        /// What that means.
        pub health: Option<Health> = None,
        /// All nodes.
        pub nodes: u32,
        /// Nodes of the lowest level.
        pub actions: u32,
        /// Open actions, as the query asks for them.
        pub open: u32,
        /// Due before the date.
        pub overdue: u32,
        /// Due on the date.
        pub due_today: u32,
        /// Due within the horizon.
        pub due_soon: u32,
        /// Due behind the horizon.
        pub later: u32,
        /// Without a due date.
        pub undated: u32,
        /// Waiting for a prerequisite.
        pub blocked: u32,
    }

    /// What is wrong with an export, and where.
    pub struct Defect {
        /// What kind of mistake; stable.
        pub code: String,
        /// How bad it is.
        pub severity: Severity,
        /// The object, as the mapping names it.
        pub object: String,
        /// The file.
        pub file: String,
        /// The line, the first is 1.
        pub line: Option<u32> = None,
        /// The number of the record in a JSON file, which is often one line; the first is 1.
        pub record: Option<u32> = None,
        /// The name of the column.
        pub column: Option<String> = None,
        /// The id of the row.
        pub id: Option<String> = None,
        /// The value as found.
        pub value: Option<String> = None,
        /// What is wrong with it.
        pub reason: String,
        /// Whether the row was set aside whole.
        pub set_aside: bool,
    }

    /// An imported progress that differs from the computed one.
    pub struct Difference {
        /// What it differs from.
        pub kind: DifferenceKind,
        /// The plan.
        pub plan: String,
        /// The node; absent for the plan itself.
        pub node: Option<String> = None,
        /// The title of the node or the plan; may be empty.
        pub title: String,
        /// The object, as the mapping names it.
        pub object: String,
        /// The file.
        pub file: String,
        /// The line, the first is 1.
        pub line: Option<u32> = None,
        /// The name of the column.
        pub field: String,
        /// The value as found.
        pub imported: String,
        /// What the export has, where the column is no percentage and counts what is directly below.
        pub counted: Option<u32> = None,
        /// What the source's own rule gives: the share of direct children that are done, of all whatever their weight and status.
        pub vendor_rule: Option<Dec> = None,
        /// What the weighted mean gives.
        pub weighted_mean: Option<Dec> = None,
        /// What the settings give.
        pub completion: Option<Dec> = None,
        /// Why they differ, in words.
        pub reason: String,
    }

    /// A file of an export, in numbers.
    pub struct FileSummary {
        /// Its name.
        pub file: String,
        /// The object, as the mapping names it.
        pub object: String,
        /// Its rows.
        pub rows: u32,
        /// Rows that were used.
        pub kept: u32,
        /// Rows that were set aside.
        pub set_aside: u32,
        /// Rows of record types that the mapping does not take.
        pub other_type: u32,
        /// Whether nothing of it was read, because of its header or its first bytes; none of its rows is counted then.
        pub unread: bool,
    }

    /// A file that was written.
    pub struct WrittenFile {
        /// Its name.
        pub name: String,
        /// Its rows.
        pub rows: u32,
        /// Columns with values that plans were made from and that the mapping of the file has no name for; read by it, plans are made without them.
        pub unmapped: Vec<String>,
        /// Rows of record types that the mapping of the export does not take, which are not in a file of another flavour.
        pub left_out: u32,
    }

    /// One thing that is wrong with a document, and where.
    pub struct Problem {
        /// What kind of mistake; stable.
        pub code: String,
        /// The document it is in, where several were given.
        pub document: Option<String> = None,
        /// Where in the document, such as `nodes[3].weight`.
        pub path: Option<String> = None,
        /// The id of the node it is about.
        pub id: Option<String> = None,
        /// The line, the first is 1.
        pub line: Option<u32> = None,
        /// The column, the first is 1.
        pub column: Option<u32> = None,
        /// The value as found.
        pub value: Option<String> = None,
        /// What is wrong.
        pub text: String,
        /// What would be right.
        pub help: Option<String> = None,
    }

    /// What a mapping is for.
    pub struct MappingSummary {
        /// Its name.
        pub name: String,
        /// The format of the files.
        pub format: String,
        /// The objects it reads.
        pub objects: Vec<String>,
        /// The levels it makes of them.
        pub levels: Vec<String>,
    }
}
