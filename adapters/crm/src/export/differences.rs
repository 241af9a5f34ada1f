//! What the CRM system shows as progress beside what its own rule gives.

use super::Export;
use crate::import::Table;
use crate::mapping::{Field, Role};
use kam_core::execution::{Completion, CompletionRules, Method, MissingWeights, StatusCategory};
use kam_core::plan::{NodeKey, Plan};
use kam_core::values::{Percent, Rounding, cut, divide};
use std::cmp::{Ordering, Reverse};

/// What a figure of the CRM differs from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DifferenceKind {
    /// From what its own rule gives: it was not brought up to date.
    VendorDiffers,
    /// From the completion of the plan: it is what its own rule gives, and the rule hides something.
    RuleDiffers,
}

impl DifferenceKind {
    /// The name in documents.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::VendorDiffers => "vendor_differs",
            Self::RuleDiffers => "rule_differs",
        }
    }
}

/// A progress of the export that is not what the data of the export gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What it differs from.
    pub kind: DifferenceKind,
    /// The plan.
    pub plan: String,
    /// The node; absent for the plan itself.
    pub node: Option<String>,
    /// The title of the node or the plan; may be empty.
    pub title: String,
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
    /// What the export has, where the column counts what is directly below.
    pub counted: Option<usize>,
    /// What the vendor's rule gives: the share of done children by their status, of all children whatever their status and weight.
    pub vendor_rule: Option<Percent>,
    /// What the weights below it give.
    pub weighted_mean: Option<Percent>,
    /// What the settings of the plan give.
    pub completion: Option<Percent>,
    /// All of it in words.
    pub reason: String,
}

impl Difference {
    /// What does not agree with itself first, as it lies in the export; then what the rule hides, whole plans before nodes and the widest gap first.
    fn order(&self, other: &Self) -> Ordering {
        let gap = |one: &Self| match one.kind {
            DifferenceKind::VendorDiffers => (false, Reverse(0)),
            DifferenceKind::RuleDiffers => (one.node.is_some(), Reverse(apart(one.vendor_rule, one.completion).unwrap_or(0))),
        };
        let place = |one: &Self| (one.kind, gap(one));
        place(self).cmp(&place(other)).then_with(|| {
            (&self.plan, &self.node, &self.field, &self.file, self.line).cmp(&(&other.plan, &other.node, &other.field, &other.file, other.line))
        })
    }
}

/// How far two figures are apart, in millionths; `None` where there are not two.
fn apart(one: Option<Percent>, other: Option<Percent>) -> Option<u32> {
    one.zip(other).map(|(one, other)| one.millionths().abs_diff(other.millionths()))
}

/// A row of the export with everything its cells are compared to.
struct Row<'a> {
    export: &'a Export,
    table: &'a Table,
    row: u32,
    plan: &'a Plan,
    node: Option<NodeKey>,
    children: Vec<NodeKey>,
    done: usize,
    share: Option<Percent>,
    mean: Option<Percent>,
    own: Option<Percent>,
    tolerance: Percent,
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
    /// Each imported progress that is more than `tolerance` from what the vendor's rule gives, by plan, node and column. Behind these, those
    /// that agree with the rule while the completion by the settings of the plan is more than `tolerance` from it: whole plans first, the widest gap first.
    ///
    /// The vendor's rule is the share of done direct children by their status among all of them: it knows no weights, and what is cancelled is
    /// not done. The CRM systems round on the screen, so 0.5 is a good tolerance.
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
                    let filled = columns.iter().map(|(field, column)| (*field, *column, table.kept(*row, *field).unwrap_or_default()));
                    let filled: Vec<_> = filled.filter(|(_, _, imported)| !imported.is_empty()).collect();
                    if filled.is_empty() {
                        continue;
                    }
                    let figures = match &mut figures {
                        Some(figures) => figures,
                        none => none.insert(Figures::of(plan)?),
                    };
                    let node =
                        if role == Some(Role::Node) { self.record(table, *row).and_then(|place| plan.find(self.nodes.get(place))) } else { None };
                    let looked = Row::of(self, table, *row, plan, node, figures, tolerance);
                    found.extend(filled.iter().filter_map(|(field, column, imported)| looked.vendor_differs(*field, *column, imported)));
                    found.extend(looked.rule_differs(&filled));
                }
            }
        }
        found.sort_by(Difference::order);
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
}

impl<'a> Row<'a> {
    fn of(export: &'a Export, table: &'a Table, row: u32, plan: &'a Plan, node: Option<NodeKey>, figures: &'a Figures, tolerance: Percent) -> Self {
        let children: Vec<NodeKey> = plan.children(node).collect();
        let is_done = |key: &&NodeKey| plan.node(**key).is_some_and(|node| node.status.category == StatusCategory::Done);
        let done = children.iter().filter(is_done).count();
        let at = |completion: &Completion| node.map_or_else(|| completion.of_plan(), |key| completion.of(key));
        let (mean, own) = (at(&figures.mean), at(&figures.own));
        // Where nothing is below, the row stands for itself.
        let share = if children.is_empty() { at(&figures.share) } else { share_of(done, children.len()) };
        Self { export, table, row, plan, node, children, done, share, mean, own, tolerance }
    }

    fn near(&self, imported: &str, rule: Percent) -> bool {
        number(imported).is_some_and(|told| told.abs_diff(i64::from(rule.millionths())) <= u64::from(self.tolerance.millionths()))
    }

    fn column(&self, column: usize) -> &'a str {
        self.table.columns.get(column).map_or("", |column| column.name.as_str())
    }

    /// `1 of 3`.
    fn counted(&self) -> String {
        format!("{} of {}", self.done, self.children.len())
    }

    /// Why a cell is not what the rule of the CRM gives, where it is not.
    fn vendor_differs(&self, field: Field, column: usize, imported: &str) -> Option<Difference> {
        let (shown, name, children) = (cut(imported, 200), self.column(column), self.children.len());
        let reason = match field {
            Field::ChildTotal if count(imported) == Some(children) => return None,
            Field::ChildDone if count(imported) == Some(self.done) => return None,
            Field::ChildTotal => format!("your CRM counts {shown} in `{name}`, the export has {children} directly below it"),
            Field::ChildDone => format!("your CRM counts {shown} as done in `{name}`, by status {} of {children} are done", self.done),
            // Where nothing is below, the systems show 0 or what the row itself says.
            _ if self.share.is_some_and(|share| self.near(imported, share)) || (children == 0 && self.near(imported, Percent::ZERO)) => return None,
            _ => {
                let (share, counted, mean) = (told(self.share), self.counted(), told(self.mean));
                if number(imported).is_none() {
                    format!(
                        "your CRM says `{shown}` in `{name}`, which is no percentage; the share of done children by status is {share} ({counted})"
                    )
                } else {
                    format!(
                        "your CRM says {shown} in `{name}`, the share of done children by status is {share} ({counted}); by weight of the work below it is {mean}"
                    )
                }
            }
        };
        let counted = match field {
            Field::ChildTotal => Some(children),
            Field::ChildDone => Some(self.done),
            _ => None,
        };
        Some(Difference { counted, ..self.difference(DifferenceKind::VendorDiffers, column, shown, reason) })
    }

    /// What the rule of the CRM hides, where all the figures of the row agree with it; said once a row.
    fn rule_differs(&self, filled: &[(Field, usize, &str)]) -> Option<Difference> {
        let share = self.share?;
        let own = self.own.filter(|own| apart(Some(share), Some(*own)).is_some_and(|gap| gap > self.tolerance.millionths()))?;
        let is_progress = |field: Field| matches!(field, Field::RolledUpProgress | Field::ChildProgress);
        let mut progress = filled.iter().filter(|(field, _, _)| is_progress(*field)).peekable();
        let (_, column, imported) = *progress.peek()?;
        // A cell that does not agree says already what the work below gives.
        if !progress.all(|(_, _, imported)| self.near(imported, share)) {
            return None;
        }
        let (shown, name, counted) = (cut(imported, 200), self.column(*column), self.counted());
        let by = if self.mean == Some(own) {
            format!("by weight of the work below it is {own}")
        } else {
            format!("by the settings of the plan it is {own}, by weight of the work below {}", told(self.mean))
        };
        let reason =
            format!("your CRM says {shown} in `{name}`, as its rule gives: the share of done children by status is {share} ({counted}); {by}");
        Some(self.difference(DifferenceKind::RuleDiffers, *column, shown, reason))
    }

    fn difference(&self, kind: DifferenceKind, column: usize, imported: String, reason: String) -> Difference {
        let (profile, node) = (self.plan.profile(), self.node.and_then(|key| self.plan.node(key)));
        Difference {
            kind,
            plan: profile.id.as_str().to_owned(),
            node: node.map(|node| node.id.as_str().to_owned()),
            title: node.map_or(profile.title.as_str(), |node| node.title.as_str()).to_owned(),
            field: self.column(column).to_owned(),
            object: self.export.mapping.objects.get(self.table.object).map_or_else(String::new, |object| object.key.clone()),
            file: self.table.file.clone(),
            line: self.table.spots.get(self.row).line,
            imported,
            counted: None,
            vendor_rule: self.share,
            weighted_mean: self.mean,
            completion: self.own,
            reason,
        }
    }
}

/// The share of the done among all in percent, rounded once by NUM-2; `None` of nothing.
fn share_of(done: usize, all: usize) -> Option<Percent> {
    let millionths = divide((done as u128).checked_mul(u128::from(Percent::HUNDRED.millionths()))?, all as u128, Rounding::HalfEven)?;
    Percent::from_millionths(u32::try_from(millionths).ok()?)
}

fn told(figure: Option<Percent>) -> String {
    figure.map_or_else(|| "none".to_owned(), |figure| figure.to_string())
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
    fn shares_are_rounded_once() {
        let share = |done, all| share_of(done, all).map(|share| share.to_string());
        assert_eq!(share(2, 3).as_deref(), Some("66.666667"));
        assert_eq!(share(1, 3).as_deref(), Some("33.333333"));
        assert_eq!(share(1, 64_000_000).as_deref(), Some("0.000002"));
        assert_eq!(share(5, 200_000_000).as_deref(), Some("0.000002"));
        assert_eq!((share(0, 4).as_deref(), share(4, 4).as_deref(), share(0, 0)), (Some("0"), Some("100"), None));
    }

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
