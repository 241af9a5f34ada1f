//! What the CRM system shows as progress beside what its own rule gives.

use super::Export;
use crate::import::Table;
use crate::mapping::{Field, Role};
use kam_core::execution::{Completion, CompletionRules, Method, MissingWeights, StatusCategory};
use kam_core::plan::{NodeKey, Plan};
use kam_core::values::{Percent, cut};

/// A progress of the export that is not what the data of the export gives.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// The plan.
    pub plan: String,
    /// The node; absent for the plan itself.
    pub node: Option<String>,
    /// The column.
    pub field: String,
    /// The key of the object in the mapping.
    pub object: String,
    /// The file.
    pub file: String,
    /// The line where the row begins.
    pub line: u32,
    /// What the export says, cut to 200 characters.
    pub imported: String,
    /// What the vendor's rule gives: the share of done children by their status.
    pub vendor_rule: Option<Percent>,
    /// What the weights below it give.
    pub weighted_mean: Option<Percent>,
    /// What the settings of the plan give.
    pub completion: Option<Percent>,
    /// All of it in words.
    pub reason: String,
}

/// The figures of a plan by the three rules that are compared.
struct Figures {
    share: Completion,
    mean: Completion,
    own: Completion,
}

impl Figures {
    fn of(plan: &Plan) -> Result<Self, MissingWeights> {
        let settings = plan.settings().completion;
        let with = CompletionRules::with_method;
        Ok(Self {
            share: Completion::compute(plan, &with(Method::CompletedShare))?,
            mean: Completion::compute(plan, &with(Method::WeightedMean))?,
            own: Completion::compute(plan, &settings)?,
        })
    }
}

const FIELDS: [Field; 4] = [Field::RolledUpProgress, Field::ChildProgress, Field::ChildTotal, Field::ChildDone];

impl Export {
    /// Each imported progress that is more than `tolerance` from what the vendor's rule gives, by plan, node and column.
    ///
    /// The vendor's rule is the share of done direct children by their status. The CRM systems round on the screen, so 0.5 is a good tolerance.
    /// Counts of children are compared exactly. Where nothing is below a node, a progress of 0 is no difference.
    ///
    /// # Errors
    /// Nodes without a weight where the settings refuse that (CMP-11).
    pub fn differences(&self, tolerance: Percent) -> Result<Vec<Difference>, MissingWeights> {
        let mut found = Vec::new();
        for table in &self.tables {
            let columns: Vec<(Field, usize)> = FIELDS.iter().filter_map(|field| table.column_of(*field).map(|column| (*field, column))).collect();
            let role = self.mapping.objects.get(table.object).map(|object| object.role);
            if columns.is_empty() || !matches!(role, Some(Role::Plan | Role::Node)) {
                continue;
            }
            // Rows of one plan are looked at together, so that its figures are computed once.
            let mut rows: Vec<(u32, u32)> =
                (0..table.next_row()).filter_map(|row| Some((self.plan_place(table, row, role == Some(Role::Plan))?, row))).collect();
            rows.sort_unstable();
            for group in rows.chunk_by(|a, b| a.0 == b.0) {
                let Some(plan) = group.first().and_then(|(place, _)| self.plan_at(*place)) else { continue };
                let mut figures = None;
                for (_, row) in group {
                    for (field, column) in &columns {
                        let imported = table.kept(*row, *field).unwrap_or_default();
                        if imported.is_empty() {
                            continue;
                        }
                        let figures = match &mut figures {
                            Some(figures) => figures,
                            none => none.insert(Figures::of(plan)?),
                        };
                        let node =
                            if role == Some(Role::Node) { self.record(table, *row).and_then(|place| plan.find(self.nodes.get(place))) } else { None };
                        found.extend(self.compare(table, *row, *column, *field, imported, plan, node, figures, tolerance));
                    }
                }
            }
        }
        found.sort();
        Ok(found)
    }

    pub(super) fn record(&self, table: &Table, row: u32) -> Option<u32> {
        table.records.get(row as usize).copied()
    }

    /// The place of the plan that a row of plans or nodes belongs to; absent where the row was taken out again.
    fn plan_place(&self, table: &Table, row: u32, of_plans: bool) -> Option<u32> {
        let record = self.record(table, row)?;
        if of_plans { Some(record) } else { self.nodes_at.get(record as usize).map(|at| at.plan).filter(|plan| *plan != u32::MAX) }
    }

    #[allow(clippy::too_many_arguments, reason = "one cell with everything it is compared to")]
    fn compare(
        &self,
        table: &Table,
        row: u32,
        column: usize,
        field: Field,
        imported: &str,
        plan: &Plan,
        node: Option<NodeKey>,
        figures: &Figures,
        tolerance: Percent,
    ) -> Option<Difference> {
        let children: Vec<NodeKey> = plan.children(node).collect();
        let category = |key: &NodeKey| plan.node(*key).map(|node| node.status.category);
        let done = children.iter().filter(|key| category(key) == Some(StatusCategory::Done)).count();
        let at = |completion: &Completion| node.map_or_else(|| completion.of_plan(), |key| completion.of(key));
        let (share, mean, own) = (at(&figures.share), at(&figures.mean), at(&figures.own));
        let column_name = table.columns.get(column).map_or("", |column| column.name.as_str());
        let shown = cut(imported, 200);
        let of_children = format!("{done} of {}", children.len());
        // The share leaves out what is cancelled or weighs nothing, so its own counts are told beside it.
        let explained = figures.share.explain(plan, node);
        let counted = explained.as_ref().map_or_else(
            || of_children.clone(),
            |explained| match explained.left_out.len() {
                0 => format!("{} of {}", explained.done, explained.terms.len()),
                left => format!("{} of {}, {left} left out", explained.done, explained.terms.len()),
            },
        );
        let weighted = mean.map_or_else(|| "none".to_owned(), |mean| mean.to_string());
        let reason = match field {
            Field::ChildTotal if count(imported) == Some(children.len()) => return None,
            Field::ChildDone if count(imported) == Some(done) => return None,
            Field::ChildTotal => format!("your CRM counts {shown} in `{column_name}`, the export has {} directly below it", children.len()),
            Field::ChildDone => format!("your CRM counts {shown} as done in `{column_name}`, by status {of_children} are done"),
            _ => {
                let near = |rule: Percent| {
                    number(imported).is_some_and(|told| told.abs_diff(i64::from(rule.millionths())) <= u64::from(tolerance.millionths()))
                };
                // Where nothing is below, the systems show 0 or what the row itself says.
                if share.is_some_and(near) || (children.is_empty() && near(Percent::ZERO)) {
                    return None;
                }
                let share = share.map_or_else(|| "none".to_owned(), |share| share.to_string());
                if number(imported).is_none() {
                    format!(
                        "your CRM says `{shown}` in `{column_name}`, which is no percentage; the share of done children by status is {share} ({counted})"
                    )
                } else {
                    format!(
                        "your CRM says {shown} in `{column_name}`, the share of done children by status is {share} ({counted}); by weight of the work below it is {weighted}"
                    )
                }
            }
        };
        Some(Difference {
            plan: plan.profile().id.as_str().to_owned(),
            node: node.and_then(|key| plan.node(key)).map(|node| node.id.as_str().to_owned()),
            field: column_name.to_owned(),
            object: self.mapping.objects.get(table.object).map_or_else(String::new, |object| object.key.clone()),
            file: table.file.clone(),
            line: table.lines.get(row as usize).copied().unwrap_or(0),
            imported: shown,
            vendor_rule: share,
            weighted_mean: mean,
            completion: own,
            reason,
        })
    }
}

/// A count as the systems write it: `3`, also `3.0`.
fn count(cell: &str) -> Option<usize> {
    let (whole, fraction) = cell.split_once('.').unwrap_or((cell, ""));
    fraction.bytes().all(|byte| byte == b'0').then_some(())?;
    whole.parse().ok()
}

/// A percentage in millionths: `66.66666666666667` and `67%` too, cut behind six decimals, and also beyond 0 to 100.
fn number(cell: &str) -> Option<i64> {
    let text = cell.strip_suffix('%').unwrap_or(cell).trim();
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || !all_digits(fraction) || whole.len() > 9 {
        return None;
    }
    let kept: String = fraction.chars().chain(std::iter::repeat('0')).take(6).collect();
    let millionths = whole.parse::<i64>().ok()?.checked_mul(1_000_000)?.checked_add(kept.parse().ok()?)?;
    Some(if negative { millionths.saturating_neg() } else { millionths })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_crm_systems() {
        assert_eq!(number("66.66666666666667"), Some(66_666_666));
        assert_eq!(number("67%"), Some(67_000_000));
        assert_eq!(number("-0.5"), Some(-500_000));
        assert_eq!(number("1e2"), None);
        assert_eq!(number(""), None);
        assert_eq!(count("3.0"), Some(3));
        assert_eq!(count("3.5"), None);
    }
}
