//! What a plan says of itself: what is missing (PLN-4), and its history as people read it (AUD-5).

use super::{AccountPlan, PlanState};
use crate::access::Rules;
use crate::config::SettingValue;
use crate::execution::kernel::share;
use crate::history::{Digest, FieldValue, Fields, Object, ObjectKind};
use crate::values::{Percent, PlanId, UnitId, format_moment, parse_date};
use chrono::NaiveDate;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;

/// How a required section stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionState {
    /// The section.
    pub section: String,
    /// What it lacks, in words; nothing where it is complete.
    pub missing: Vec<String>,
    /// Whether the plan itself has the section: reviews, compensation and approvals are kept elsewhere, and do not count.
    pub counted: bool,
}

/// How far a plan is created (PLN-4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Creation {
    /// The required sections, in the order of the configuration.
    pub sections: Vec<SectionState>,
    /// The share of those that count and are complete; absent where none counts.
    pub completion: Option<Percent>,
    /// The last day on which it should be created; absent for a plan without a start.
    pub due: Option<NaiveDate>,
}

/// How far a plan of several is created, with what one looks for it by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanCreation {
    /// The plan.
    pub plan: PlanId,
    /// The unit that it belongs to.
    pub unit: UnitId,
    /// The account.
    pub account: Option<String>,
    /// The owner.
    pub owner: Option<String>,
    /// Where it is in its life.
    pub state: PlanState,
    /// How far it is created.
    pub creation: Creation,
}

impl PlanCreation {
    /// Whether every required section is complete.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.creation.sections.iter().all(|section| !section.counted || section.missing.is_empty())
    }

    /// Whether something is missing on a day behind the one on which it should be there. A plan that is over is late no more.
    #[must_use]
    pub fn is_overdue(&self, on: NaiveDate) -> bool {
        !matches!(self.state, PlanState::Closed | PlanState::Cancelled) && !self.is_complete() && self.creation.due.is_some_and(|due| on > due)
    }
}

/// How a required section stands over several plans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionCount {
    /// The section.
    pub section: String,
    /// How many plans need it.
    pub required: usize,
    /// In how many it is complete.
    pub complete: usize,
}

/// How far the plans of a portfolio are created; those that were cancelled count nowhere (PLN-4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortfolioCreation {
    /// How many plans count.
    pub counted: usize,
    /// In how many of them every required section is complete.
    pub complete: usize,
    /// How many of them are late on the day asked for.
    pub overdue: usize,
    /// Complete required sections of all required sections; absent where there are none.
    pub completion: Option<Percent>,
    /// The same by section, in the order of their names.
    pub sections: Vec<SectionCount>,
}

impl PortfolioCreation {
    /// The sums of some plans on a day.
    #[must_use]
    pub fn of(plans: &[PlanCreation], on: NaiveDate) -> Self {
        let counted: Vec<&PlanCreation> = plans.iter().filter(|plan| plan.state != PlanState::Cancelled).collect();
        let mut by: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for section in counted.iter().flat_map(|plan| &plan.creation.sections).filter(|section| section.counted) {
            let (required, complete) = by.entry(&section.section).or_default();
            *required = required.saturating_add(1);
            *complete = complete.saturating_add(usize::from(section.missing.is_empty()));
        }
        let (required, complete) =
            by.values().fold((0_usize, 0_usize), |(all, done), (required, complete)| (all.saturating_add(*required), done.saturating_add(*complete)));
        Self {
            counted: counted.len(),
            complete: counted.iter().filter(|plan| plan.is_complete()).count(),
            overdue: counted.iter().filter(|plan| plan.is_overdue(on)).count(),
            completion: percent(complete, required),
            sections: by
                .into_iter()
                .map(|(section, (required, complete))| SectionCount { section: section.to_owned(), required, complete })
                .collect(),
        }
    }
}

type Closed<'p> = Box<dyn Fn(&Object, &str) -> bool + 'p>;

/// What can be worked out from a plan, or from what somebody sees of it: then nothing in it tells of the rest (ACC-3).
///
/// [`AccountPlan::outlook`] is on all of a plan, [`super::Sight::outlook`] on what a person sees of it.
pub struct Outlook<'p> {
    pub(super) plan: &'p AccountPlan,
    pub(super) fields: Cow<'p, Fields>,
    /// What is closed to who sees it, whether or not there is a value.
    pub(super) closed: Option<Closed<'p>>,
}

impl Outlook<'_> {
    /// The objects and fields that it is on.
    #[must_use]
    pub fn fields(&self) -> &Fields {
        &self.fields
    }

    /// Whether one of some fields of an object is closed: what follows from them cannot be said then.
    pub(super) fn is_closed(&self, object: &Object, fields: &[&str]) -> bool {
        self.closed.as_ref().is_some_and(|closed| fields.iter().any(|field| closed(object, field)))
    }

    pub(super) fn personal_text(&self, object: &Object, field: &str) -> Option<&str> {
        let value = match self.fields.get(object, field)? {
            FieldValue::Personal(digest) => self.plan.personal().get(digest)?,
            value => value,
        };
        value.as_text()
    }
}

impl AccountPlan {
    /// What can be worked out from all of the plan.
    #[must_use]
    pub const fn outlook(&self) -> Outlook<'_> {
        Outlook { plan: self, fields: Cow::Borrowed(self.fields()), closed: None }
    }

    /// How far the plan is created, for a portfolio (PLN-4).
    #[must_use]
    pub fn plan_creation(&self, rules: &Rules<'_>) -> PlanCreation {
        let text = |field: &str| self.fields().text(&self.object(), field).map(str::to_owned);
        PlanCreation {
            plan: self.id().clone(),
            unit: self.unit().clone(),
            account: text("account"),
            owner: text("owner"),
            state: self.state(),
            creation: self.creation(rules),
        }
    }

    /// How far the plan is created: which required sections are complete, and what the others lack (PLN-4).
    #[must_use]
    pub fn creation(&self, rules: &Rules<'_>) -> Creation {
        let required: Vec<String> =
            rules.resolved.at("plan.required_sections").map(|sections| sections.texts().map(str::to_owned).collect()).unwrap_or_default();
        let sections: Vec<SectionState> = required.into_iter().map(|section| self.section(section, rules)).collect();
        let counted = sections.iter().filter(|section| section.counted).count();
        let complete = sections.iter().filter(|section| section.counted && section.missing.is_empty()).count();
        let within = rules.resolved.at("plan.created_within_days").and_then(SettingValue::whole).unwrap_or(0);
        let start = self.fields().text(&self.object(), "start").and_then(|start| parse_date(start).ok());
        Creation {
            sections,
            completion: percent(complete, counted),
            due: start.and_then(|start| start.checked_add_days(chrono::Days::new(u64::from(within)))),
        }
    }

    fn section(&self, section: String, rules: &Rules<'_>) -> SectionState {
        let none = |kind: ObjectKind| self.fields().of_kind(kind).next().is_none();
        let mut missing: Vec<String> = Vec::new();
        let mut lacks = |is: bool, what: &str| {
            if is {
                missing.push(what.to_owned());
            }
        };
        let mut counted = true;
        match section.as_str() {
            "profile" => {
                for field in ["title", "account", "owner", "start", "end"] {
                    lacks(self.fields().get(&self.object(), field).is_none(), &format!("`{field}` of the plan"));
                }
            }
            "team" => lacks(none(ObjectKind::Member), "a member of the account team"),
            "stakeholders" => {
                lacks(none(ObjectKind::Stakeholder), "a stakeholder");
                let without =
                    self.fields().of_kind(ObjectKind::Stakeholder).filter(|(_, row)| !row.contains_key("owner") && !row.contains_key("erased"));
                without.for_each(|(id, _)| lacks(true, &format!("an owner of the relationship to `{id}`")));
            }
            "analyses" => {
                let types = rules.resolved.at("plan.analyses").map(|types| types.texts().map(str::to_owned).collect::<Vec<_>>()).unwrap_or_default();
                for kind in types {
                    let of_kind = |row: &BTreeMap<Box<str>, FieldValue>| row.get("type").and_then(FieldValue::as_text) == Some(&*kind);
                    let ids: Vec<&str> = self.fields().of_kind(ObjectKind::Analysis).filter(|(_, row)| of_kind(row)).map(|(id, _)| id).collect();
                    let has_item = self
                        .fields()
                        .of_kind(ObjectKind::Item)
                        .any(|(_, row)| row.get("analysis").and_then(FieldValue::as_text).is_some_and(|analysis| ids.contains(&analysis)));
                    // A map of stakeholders is drawn of the stakeholders themselves.
                    let drawn = kind == "stakeholder_map" && !none(ObjectKind::Stakeholder);
                    let empty = |section: &super::SectionContent| section.needed && section.texts.is_empty() && section.number.is_none();
                    let of = |id: &&str| {
                        self.outlook()
                            .analysis_sections(id, rules)
                            .into_iter()
                            .filter(empty)
                            .map(|section| format!("`{}` of `{id}`", section.name))
                            .collect::<Vec<_>>()
                    };
                    let sections: Vec<String> = ids.iter().flat_map(of).collect();
                    lacks(!has_item && !drawn && sections.is_empty(), &format!("an item of an analysis of the type `{kind}`"));
                    sections.iter().for_each(|section| lacks(true, section));
                }
            }
            "goals" => lacks(self.plan().children(None).next().is_none(), "a goal"),
            "hierarchy" => {
                let lowest = self.plan().settings().hierarchy.lowest();
                lacks(self.plan().children(None).next().is_none(), "a goal");
                for key in self.plan().children(None) {
                    let mut below: Vec<_> = vec![key];
                    let mut reaches = false;
                    while let Some(next) = below.pop() {
                        reaches |= self.plan().level_index(next) == Some(lowest);
                        below.extend(self.plan().children(Some(next)));
                    }
                    if let Some(node) = self.plan().node(key).filter(|_| !reaches) {
                        lacks(true, &format!("something to do below `{}`", node.id));
                    }
                }
            }
            "measures" => lacks(none(ObjectKind::Measure), "a measure"),
            _ => counted = false,
        }
        SectionState { section, missing, counted }
    }

    /// The history as a text for people: a paragraph for each entry, with who, when, why, and every field before and after (AUD-5).
    #[must_use]
    pub fn readable(&self) -> String {
        let shown = |value: &Option<FieldValue>| match value {
            Some(FieldValue::Personal(digest)) => {
                self.personal().get(digest).map_or_else(|| "(erased)".to_owned(), |value| format!("`{}`", one_line(&value.to_string())))
            }
            Some(value) => format!("`{}`", one_line(&value.to_string())),
            None => "nothing".to_owned(),
        };
        let mut text = String::new();
        for entry in self.entries() {
            let said = &entry.said;
            let _ = write!(text, "{}. {} {} by `{}`", entry.number, format_moment(&said.at), said.command, said.person);
            if let Some(other) = &said.acting_for {
                let _ = write!(text, " for `{other}`");
            }
            if let Some(made) = &said.made_at {
                let _ = write!(text, ", made {} on version {}", format_moment(made), said.made_on);
            }
            if let Some(reason) = &said.reason {
                let _ = write!(text, ": {}", one_line(reason.as_str()));
            }
            text.push('\n');
            for change in &said.changes {
                let _ = writeln!(text, "   {}, {}: {} -> {}", change.object, change.field, shown(&change.old), shown(&change.new));
            }
        }
        text
    }

    /// The digest of what an approval is given for: everything but how far the work is, so that working on a plan does not void what was approved (APR-8).
    #[must_use]
    pub fn content(&self) -> Digest {
        content(self.fields())
    }
}

fn content(fields: &Fields) -> Digest {
    let mut feed = crate::history::Feed::new();
    for (object, row) in fields.objects() {
        if !row.keys().any(|field| super::approvals::is_content(object.kind, field)) {
            // That it is there is all that is said of it.
            feed.part(object.kind.name()).part(&object.id).mark(b'.');
        }
        for (field, value) in row {
            if super::approvals::is_content(object.kind, field) {
                feed.part(object.kind.name()).part(&object.id).part(field);
                value.feed(&mut feed);
            }
        }
    }
    feed.finish()
}

pub(super) fn percent(part: usize, whole: usize) -> Option<Percent> {
    let hundred = u128::from(Percent::HUNDRED.millionths());
    (whole > 0).then(|| Percent::from_millionths(share((part as u128).wrapping_mul(hundred), whole as u128)).unwrap_or(Percent::HUNDRED))
}

/// A text on one line: what breaks lines, cannot be seen or turns the direction is written out, so that no text looks like an entry of its own.
fn one_line(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{200E}' | '\u{200F}' | '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let shown = |c: char| if c.is_control() || turns(c) { c.escape_default().to_string() } else { c.to_string() };
    text.chars().map(shown).collect()
}
