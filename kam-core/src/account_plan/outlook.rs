//! What a plan says of itself: what is missing (PLN-4), who is covered (PLN-3), what is known of a person (AUD-5).

use super::AccountPlan;
use crate::access::Rules;
use crate::config::SettingValue;
use crate::execution::kernel::share;
use crate::history::{Digest, FieldValue, Fields, Object, ObjectKind};
use crate::values::{Percent, format_moment, parse_date};
use chrono::NaiveDate;
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

/// Whether the stakeholders who matter have somebody who looks after them (PLN-3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// How many stakeholders have the influence or more.
    pub counted: usize,
    /// How many of them have an owner and were in contact.
    pub covered: usize,
    /// The share; absent where none counts.
    pub share: Option<Percent>,
    /// The others, each with what is lacking.
    pub uncovered: Vec<(String, Vec<&'static str>)>,
}

/// A stakeholder whose stance is not what is wanted (PLN-3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StanceGap {
    /// The stakeholder.
    pub stakeholder: String,
    /// The stance; absent where nobody said.
    pub stance: Option<String>,
    /// The stance that is wanted.
    pub desired: String,
    /// The open nodes that are about the stakeholder: what is planned about it.
    pub planned: Vec<String>,
}

/// Something that a plan or its history says about a stakeholder (AUD-5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The entry; absent for how it is now.
    pub entry: Option<u32>,
    /// The object that says so.
    pub object: Object,
    /// The field.
    pub field: String,
    /// The value; absent where it was erased or taken away.
    pub value: Option<String>,
}

/// What of a plan is personal, and until when it may be kept (AUD-5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retention {
    /// The day on which the plan was closed or cancelled, in UTC.
    pub over_since: Option<NaiveDate>,
    /// The last day on which it may be kept; absent while the plan goes on, and where the configuration says nothing.
    pub until: Option<NaiveDate>,
    /// The stakeholders of whom something personal is known.
    pub stakeholders: Vec<String>,
    /// How many were erased: that somebody was there stays countable.
    pub erased: usize,
}

impl AccountPlan {
    /// Until when what is personal may be kept, and whose it is (AUD-5). Nothing happens by itself.
    #[must_use]
    pub fn retention(&self, rules: &Rules<'_>) -> Retention {
        let over = matches!(self.state(), super::PlanState::Closed | super::PlanState::Cancelled);
        let ended = |entry: &&crate::history::Entry| entry.said.changes.iter().any(|change| &*change.field == "state");
        let over_since = self.entries().iter().rev().find(ended).filter(|_| over).map(|entry| entry.said.at.date_naive());
        let months = rules.resolved.at("plan.retention_months").and_then(SettingValue::whole).and_then(|months| i32::try_from(months).ok());
        let mut known: Vec<&str> = Vec::new();
        let mut erased: Vec<&str> = Vec::new();
        // One who was removed is known from the history until it is erased there.
        for change in self.entries().iter().flat_map(|entry| &entry.said.changes).filter(|change| change.object.kind == ObjectKind::Stakeholder) {
            let values = [&change.old, &change.new];
            if values.iter().any(|value| matches!(value, Some(FieldValue::Personal(digest)) if self.personal().get(digest).is_some())) {
                known.push(&change.object.id);
            }
            if &*change.field == "erased" {
                erased.push(&change.object.id);
            }
        }
        let distinct = |mut ids: Vec<&str>| {
            ids.sort_unstable();
            ids.dedup();
            ids.into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        Retention {
            over_since,
            until: over_since.zip(months).and_then(|(since, months)| crate::cycle::add_months(since, months)),
            stakeholders: distinct(known),
            erased: distinct(erased).len(),
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
                    let of_kind =
                        |row: &std::collections::BTreeMap<Box<str>, FieldValue>| row.get("type").and_then(FieldValue::as_text) == Some(&*kind);
                    let ids: Vec<&str> = self.fields().of_kind(ObjectKind::Analysis).filter(|(_, row)| of_kind(row)).map(|(id, _)| id).collect();
                    let has_item = self
                        .fields()
                        .of_kind(ObjectKind::Item)
                        .any(|(_, row)| row.get("analysis").and_then(FieldValue::as_text).is_some_and(|analysis| ids.contains(&analysis)));
                    // A map of stakeholders is drawn of the stakeholders themselves.
                    let drawn = kind == "stakeholder_map" && !none(ObjectKind::Stakeholder);
                    lacks(!has_item && !drawn, &format!("an item of an analysis of the type `{kind}`"));
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

    /// The share of stakeholders of an influence or more who have an owner of the relationship and were in contact within so many days (PLN-3).
    #[must_use]
    pub fn coverage(&self, on: NaiveDate, least_influence: u32, within_days: u32) -> Coverage {
        let mut coverage = Coverage { counted: 0, covered: 0, share: None, uncovered: Vec::new() };
        for (id, row) in self.fields().of_kind(ObjectKind::Stakeholder) {
            let object = Object::new(ObjectKind::Stakeholder, id);
            let text = |field: &str| self.value(&object, field).and_then(FieldValue::as_text);
            let influence = text("influence").and_then(|influence| influence.parse::<u32>().ok());
            if influence.is_none_or(|influence| influence < least_influence) {
                continue;
            }
            coverage.counted = coverage.counted.saturating_add(1);
            let mut lacks = Vec::new();
            if !row.contains_key("owner") {
                lacks.push("owner");
            }
            let contact = text("last_contact").and_then(|date| parse_date(date).ok());
            let days = contact.map(|contact| on.signed_duration_since(contact).num_days());
            if days.is_none_or(|days| days > i64::from(within_days)) {
                lacks.push("contact");
            }
            if lacks.is_empty() {
                coverage.covered = coverage.covered.saturating_add(1);
            } else {
                coverage.uncovered.push((id.to_owned(), lacks));
            }
        }
        coverage.share = percent(coverage.covered, coverage.counted);
        coverage
    }

    /// The stakeholders whose stance is not the one that is wanted, with what is planned about it (PLN-3).
    #[must_use]
    pub fn stance_gaps(&self) -> Vec<StanceGap> {
        let mut gaps = Vec::new();
        for (id, _) in self.fields().of_kind(ObjectKind::Stakeholder) {
            let object = Object::new(ObjectKind::Stakeholder, id);
            let text = |field: &str| self.value(&object, field).and_then(FieldValue::as_text).map(str::to_owned);
            let (stance, Some(desired)) = (text("stance"), text("desired_stance")) else { continue };
            if stance.as_deref() == Some(&desired) {
                continue;
            }
            let open = self.plan().nodes().iter().filter(|node| super::check::is_unfinished(node.status.category));
            let planned = open.filter(|node| node.stakeholders.iter().any(|about| about.as_str() == id)).map(|node| node.id.to_string()).collect();
            gaps.push(StanceGap { stakeholder: id.to_owned(), stance, desired, planned });
        }
        gaps
    }

    /// Everything that the plan and its history say about a stakeholder: how it is now, and every entry that names it (AUD-5).
    #[must_use]
    pub fn about(&self, stakeholder: &str) -> Vec<Mention> {
        let object = Object::new(ObjectKind::Stakeholder, stakeholder);
        let names = |of: &Object, value: Option<&FieldValue>| {
            *of == object || value.is_some_and(|value| value.as_text() == Some(stakeholder) || value.as_list().iter().any(|id| **id == *stakeholder))
        };
        let text = |value: Option<&FieldValue>| match value {
            Some(FieldValue::Personal(digest)) => self.personal().get(digest).map(ToString::to_string),
            value => value.map(ToString::to_string),
        };
        let mut mentions = Vec::new();
        for (of, row) in self.fields().objects() {
            for (field, value) in row.iter().filter(|(_, value)| names(of, Some(value))) {
                mentions.push(Mention { entry: None, object: of.clone(), field: field.to_string(), value: text(Some(value)) });
            }
        }
        for entry in self.entries() {
            for change in
                entry.said.changes.iter().filter(|change| names(&change.object, change.new.as_ref()) || names(&change.object, change.old.as_ref()))
            {
                let value = text(change.new.as_ref());
                mentions.push(Mention { entry: Some(entry.number), object: change.object.clone(), field: change.field.to_string(), value });
            }
        }
        mentions
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
        for (field, value) in row {
            if super::approvals::is_content(object.kind, field) {
                feed.part(object.kind.name()).part(&object.id).part(field);
                value.feed(&mut feed);
            }
        }
    }
    feed.finish()
}

fn percent(part: usize, whole: usize) -> Option<Percent> {
    let hundred = u128::from(Percent::HUNDRED.millionths());
    (whole > 0).then(|| Percent::from_millionths(share((part as u128).wrapping_mul(hundred), whole as u128)).unwrap_or(Percent::HUNDRED))
}

/// A text on one line: what breaks lines, cannot be seen or turns the direction is written out, so that no text looks like an entry of its own.
fn one_line(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{200E}' | '\u{200F}' | '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let shown = |c: char| if c.is_control() || turns(c) { c.escape_default().to_string() } else { c.to_string() };
    text.chars().map(shown).collect()
}
