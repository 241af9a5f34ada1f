//! Which column of a table is what.

use kam_core::portfolio::NodeColumn;

/// The names that the columns of a table have. By default each is called as [`NodeColumn::name`] says, or by another usual name.
///
/// ```
/// use kam_arrow::Names;
/// use kam_core::portfolio::NodeColumn;
///
/// let names = Names::default().with(NodeColumn::Due, "Due_Date_vod__c");
/// assert_eq!(names.of(NodeColumn::Due), ["Due_Date_vod__c"]);
/// assert_eq!(names.of(NodeColumn::Plan), ["plan", "plan_id"]);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Names {
    given: Vec<(NodeColumn, String)>,
}

impl Names {
    /// The same with a column of another name; the last name given counts.
    #[must_use]
    pub fn with(mut self, column: NodeColumn, name: &str) -> Self {
        self.given.push((column, name.to_owned()));
        self
    }

    /// Whether a name was given for a column, so that the table must have it.
    #[must_use]
    pub fn is_given(&self, column: NodeColumn) -> bool {
        self.given.iter().any(|(given, _)| *given == column)
    }

    /// The names a column can have, the likeliest first.
    #[must_use]
    pub fn of(&self, column: NodeColumn) -> Vec<&str> {
        match self.given.iter().rev().find(|(given, _)| *given == column) {
            Some((_, name)) => vec![name],
            None => usual(column).to_vec(),
        }
    }
}

/// A column without which there is no portfolio.
pub(crate) const fn is_needed(column: NodeColumn) -> bool {
    matches!(column, NodeColumn::Plan | NodeColumn::Node | NodeColumn::Parent | NodeColumn::Status | NodeColumn::On)
}

const fn usual(column: NodeColumn) -> &'static [&'static str] {
    match column {
        NodeColumn::Plan => &["plan", "plan_id"],
        NodeColumn::Node => &["node", "node_id", "id"],
        NodeColumn::Parent => &["parent", "parent_id"],
        NodeColumn::Level => &["level"],
        NodeColumn::Status => &["status"],
        NodeColumn::Weight => &["weight"],
        NodeColumn::Progress => &["progress"],
        NodeColumn::Baseline => &["baseline"],
        NodeColumn::Target => &["target"],
        NodeColumn::Actual => &["actual"],
        NodeColumn::Override => &["override"],
        NodeColumn::Start => &["start", "start_date"],
        NodeColumn::Due => &["due", "due_date"],
        NodeColumn::PlanEnd => &["plan_end"],
        NodeColumn::DoneOn => &["done_on"],
        NodeColumn::Prerequisites => &["prerequisites"],
        NodeColumn::Created => &["created", "created_on", "created_date"],
        NodeColumn::On => &["on", "changed_on", "date"],
        _ => &[],
    }
}
