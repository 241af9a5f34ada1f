//! Plans that were checked one by one as a table of nodes.

use super::fault::TableFault;
use super::write::{broken, dates, decimals_of, percentages};
use arrow_array::builder::{LargeListBuilder, LargeStringBuilder, StringDictionaryBuilder};
use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, LargeStringArray, RecordBatch};
use chrono::NaiveDate;
use kam_core::execution::{Node, StatusCategory};
use kam_core::plan::{NodeKey, Plan};
use kam_core::portfolio::{NodeFigures, Threads};
use kam_core::values::{Amount, Percent, Quantity, Weight};
use std::sync::Arc;

/// What a source knows of plans beside the plans themselves.
pub trait Beside {
    /// The name of an account by its id.
    fn account_name(&self, account: &str) -> Option<&str>;

    /// The day on which a node was done, where the plan does not say it.
    fn done_on(&self, node: &str) -> Option<NaiveDate>;
}

impl Beside for () {
    fn account_name(&self, _account: &str) -> Option<&str> {
        None
    }

    fn done_on(&self, _node: &str) -> Option<NaiveDate> {
        None
    }
}

/// A node with its plan.
type At<'p> = (&'p Plan, NodeKey, &'p Node);

/// A row for each node of these plans, plan by plan, parents before their children: the columns that [`Nodes`](crate::Nodes) reads, then `title`, `owner`,
/// `plan_title`, `plan_owner`, `plan_status`, `account`, `account_name` and `unit`. Of what a node need not have, a column is there where one has it.
///
/// # Errors
/// None that Arrow gives for columns of one length.
///
/// ```
/// use kam_arrow::table_of_plans;
///
/// let plan = kam_document::read_plan(r#"{"id": "AP-1", "nodes": [{"id": "g1", "weight": "2.5", "status": "done"}]}"#)?;
/// let table = table_of_plans(&[plan], &())?;
/// let names: Vec<_> = table.schema().fields().iter().map(|field| field.name().clone()).collect();
/// assert_eq!(names[..6], ["plan", "node", "parent", "level", "status", "weight"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn table_of_plans(plans: &[Plan], beside: &impl Beside) -> Result<RecordBatch, TableFault> {
    let rows: Vec<At<'_>> = plans.iter().flat_map(|plan| plan.keys().zip(plan.nodes()).map(move |(key, node)| (plan, key, node))).collect();
    let table = Columns { rows: &rows };
    let done_on = |node: &Node| {
        let by_plan = node.completed.as_ref().map(|acting| acting.at.date_naive());
        by_plan.or_else(|| (node.status.category == StatusCategory::Done).then(|| beside.done_on(node.id.as_str())).flatten())
    };
    let mut columns: Vec<(&str, Option<ArrayRef>)> = vec![
        ("plan", Some(table.long(|(plan, _, _)| Some(plan.profile().id.as_str())))),
        ("node", Some(table.long(|(_, _, node)| Some(node.id.as_str())))),
        ("parent", Some(table.long(|(plan, key, _)| plan.parent(*key).and_then(|above| plan.node(above)).map(|above| above.id.as_str())))),
        ("level", Some(table.texts(|(plan, key, _)| plan.level(*key).map(|level| level.name.as_str())))),
        ("status", Some(table.texts(|(_, _, node)| Some(node.status.code.as_str())))),
        ("weight", table.numbers(|node| node.weight.map(|weight: Weight| i128::from(weight.ten_thousandths())), (11, 4))?),
        ("progress", table.percents(|node| node.progress)?),
    ];
    let quantity =
        |part: fn(&Quantity) -> Option<Amount>| table.numbers(move |node| node.quantity.as_deref().and_then(part).map(Amount::billionths), (25, 9));
    let any = rows.iter().any(|(_, _, node)| node.quantity.is_some());
    let parts = [quantity(|quantity| Some(quantity.baseline()))?, quantity(|quantity| Some(quantity.target()))?, quantity(Quantity::actual)?];
    // A quantity is three columns or none.
    for (name, part) in ["baseline", "target", "actual"].into_iter().zip(parts).filter(|_| any) {
        columns.push((name, Some(part.map_or_else(|| decimals_of(rows.iter().map(|_| None), (25, 9)), Ok).map_err(broken)?)));
    }
    columns.extend([
        ("override", table.percents(|node| node.completion_override.as_ref().map(|by_hand| by_hand.completion))?),
        ("start", table.days(|(_, _, node)| node.schedule.start())),
        ("due", table.days(|(_, _, node)| node.schedule.due())),
        ("plan_end", table.days(|(plan, _, _)| plan.profile().period.end())),
        ("done_on", table.days(|(_, _, node)| done_on(node))),
        ("prerequisites", table.prerequisites()),
        ("title", Some(table.long(|(_, _, node)| Some(node.title.as_str())))),
        ("owner", Some(table.texts(|(_, _, node)| node.owner.as_ref().map(AsRef::as_ref)))),
        ("plan_title", Some(table.long(|(plan, _, _)| Some(plan.profile().title.as_str())))),
        ("plan_owner", Some(table.texts(|(plan, _, _)| plan.profile().owner.as_ref().map(AsRef::as_ref)))),
        ("plan_status", Some(table.texts(|(plan, _, _)| plan.profile().status.as_ref().map(AsRef::as_ref)))),
        ("account", Some(table.texts(|(plan, _, _)| plan.profile().account.as_ref().map(AsRef::as_ref)))),
        ("account_name", Some(table.texts(|(plan, _, _)| plan.profile().account.as_ref().and_then(|id| beside.account_name(id.as_str()))))),
        ("unit", Some(table.texts(|(plan, _, _)| plan.profile().unit.as_ref().map(AsRef::as_ref)))),
    ]);
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().filter_map(|(name, array)| Some((name, array?, true)))).map_err(broken)
}

struct Columns<'r, 'p> {
    rows: &'r [At<'p>],
}

impl<'p> Columns<'_, 'p> {
    /// Texts that mostly differ; an empty one is null.
    fn long<'t>(&self, text: impl Fn(&At<'p>) -> Option<&'t str>) -> ArrayRef
    where
        'p: 't,
    {
        Arc::new(self.rows.iter().map(|row| text(row).filter(|text| !text.is_empty())).collect::<LargeStringArray>())
    }

    /// Texts by their places among the different ones; an empty one is null.
    fn texts<'t>(&self, text: impl Fn(&At<'p>) -> Option<&'t str>) -> ArrayRef
    where
        'p: 't,
    {
        let mut texts = StringDictionaryBuilder::<Int32Type>::new();
        self.rows.iter().for_each(|row| texts.append_option(text(row).filter(|text| !text.is_empty())));
        Arc::new(texts.finish())
    }

    /// Whole units of numbers with so many digits, of which so many are decimals; `None` where no row has one.
    fn numbers(&self, number: impl Fn(&Node) -> Option<i128>, kind: (u8, i8)) -> Result<Option<ArrayRef>, TableFault> {
        let numbers = || self.rows.iter().map(|(_, _, node)| number(node));
        if numbers().all(|number| number.is_none()) { Ok(None) } else { decimals_of(numbers(), kind).map(Some).map_err(broken) }
    }

    fn percents(&self, percent: impl Fn(&Node) -> Option<Percent>) -> Result<Option<ArrayRef>, TableFault> {
        let percents: Vec<u32> = self.rows.iter().map(|(_, _, node)| percent(node).map_or(NodeFigures::NONE, Percent::millionths)).collect();
        if percents.iter().all(|percent| *percent == NodeFigures::NONE) {
            Ok(None)
        } else {
            percentages(&percents, Threads::ONE).map(Some).map_err(broken)
        }
    }

    fn days(&self, day: impl Fn(&At<'p>) -> Option<NaiveDate>) -> Option<ArrayRef> {
        let days: Vec<Option<NaiveDate>> = self.rows.iter().map(day).collect();
        days.iter().any(Option::is_some).then(|| dates(days.into_iter()))
    }

    fn prerequisites(&self) -> Option<ArrayRef> {
        if self.rows.iter().all(|(_, _, node)| node.prerequisites.is_empty()) {
            return None;
        }
        let mut lists = LargeListBuilder::new(LargeStringBuilder::new());
        for (_, _, node) in self.rows {
            node.prerequisites.iter().for_each(|id| lists.values().append_value(id.as_str()));
            lists.append(!node.prerequisites.is_empty());
        }
        Some(Arc::new(lists.finish()))
    }
}
