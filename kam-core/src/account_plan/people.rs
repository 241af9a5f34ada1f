//! Who is covered and who stands where (PLN-3), and what is known of a person (AUD-5).

use super::AccountPlan;
use super::outlook::{Outlook, percent};
use super::schema::ObjectInfo;
use crate::access::Rules;
use crate::config::SettingValue;
use crate::history::{FieldChange, FieldValue, Object, ObjectKind};
use crate::plan::NodeKey;
use crate::values::{Percent, parse_date};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

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

/// What a member of the account team, or somebody who owns a relationship, has to do with the stakeholders (PLN-2, PLN-3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberCoverage {
    /// The person.
    pub person: String,
    /// The stakeholders whose relationship the person owns.
    pub owns: Vec<String>,
    /// The stakeholders to whom the person has a relationship.
    pub relationships: Vec<String>,
    /// Those of them whose relationship is not as deep as is wanted.
    pub below_desired: Vec<String>,
    /// Those of them with a last contact within the days asked for.
    pub in_contact: Vec<String>,
}

/// A stakeholder whose stance is not what is wanted (PLN-3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StanceGap {
    /// The stakeholder.
    pub stakeholder: String,
    /// The goal that it is about; absent for the plan as a whole.
    pub goal: Option<String>,
    /// The stance; absent where nobody said.
    pub stance: Option<String>,
    /// The stance that is wanted.
    pub desired: String,
    /// The open nodes that are about the stakeholder, of the goal where it is one: what is planned about it.
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
        let mut known: BTreeSet<&str> = BTreeSet::new();
        let mut erased: BTreeSet<&str> = BTreeSet::new();
        // One who was removed is known from the history until it is erased there.
        for (_, change, whose) in self.changes_about() {
            let Some(person) = whose else { continue };
            let values = [&change.old, &change.new];
            if values.iter().any(|value| matches!(value, Some(FieldValue::Personal(digest)) if self.personal().get(digest).is_some())) {
                known.insert(person);
            }
            if &*change.field == "erased" {
                erased.insert(person);
            }
        }
        Retention {
            over_since,
            until: over_since.zip(months).and_then(|(since, months)| crate::cycle::add_months(since, months)),
            stakeholders: known.into_iter().map(str::to_owned).collect(),
            erased: erased.len(),
        }
    }

    /// Every change with the number of its entry and the stakeholder whom it says something about: of a relationship or position the one that it was of then.
    pub(super) fn changes_about(&self) -> Vec<(u32, &FieldChange, Option<&str>)> {
        let mut of: BTreeMap<&Object, &str> = BTreeMap::new();
        let mut about = Vec::new();
        for entry in self.entries() {
            let ends = entry.said.changes.iter().filter(|change| is_about_one(change.object.kind) && &*change.field == "stakeholder");
            for change in ends.clone() {
                of.extend(change.new.as_ref().and_then(FieldValue::as_text).map(|stakeholder| (&change.object, stakeholder)));
            }
            for change in &entry.said.changes {
                let whose = match change.object.kind {
                    ObjectKind::Stakeholder => Some(&*change.object.id),
                    _ => of.get(&change.object).copied(),
                };
                about.push((entry.number, change, whose));
            }
            for change in ends.filter(|change| change.new.is_none()) {
                of.remove(&change.object);
            }
        }
        about
    }

    /// The stakeholder whom an object says something about now.
    pub(super) fn whose(&self, object: &Object) -> Option<&str> {
        match object.kind {
            ObjectKind::Stakeholder => self.fields().objects().find(|(known, _)| *known == object).map(|(known, _)| &*known.id),
            kind if is_about_one(kind) => self.fields().text(object, "stakeholder"),
            _ => None,
        }
    }

    /// Everything that the plan and its history say about a stakeholder: how it is now, and every entry that names it (AUD-5).
    #[must_use]
    pub fn about(&self, stakeholder: &str) -> Vec<Mention> {
        let names = |of: &Object, field: &str, value: Option<&FieldValue>| {
            let of_people = ObjectInfo::of(of.kind).field(field).and_then(|field| field.kind.object()) == Some(ObjectKind::Stakeholder);
            of_people && value.is_some_and(|value| value.as_text() == Some(stakeholder) || value.as_list().iter().any(|id| **id == *stakeholder))
        };
        let text = |value: Option<&FieldValue>| match value {
            Some(FieldValue::Personal(digest)) => self.personal().get(digest).map(ToString::to_string),
            value => value.map(ToString::to_string),
        };
        let mut mentions = Vec::new();
        for (of, row) in self.fields().objects() {
            let its = self.whose(of) == Some(stakeholder);
            for (field, value) in row.iter().filter(|(field, value)| its || names(of, field, Some(value))) {
                mentions.push(Mention { entry: None, object: of.clone(), field: field.to_string(), value: text(Some(value)) });
            }
        }
        for (number, change, whose) in self.changes_about() {
            let of = &change.object;
            if whose == Some(stakeholder) || names(of, &change.field, change.new.as_ref()) || names(of, &change.field, change.old.as_ref()) {
                let value = text(change.new.as_ref());
                mentions.push(Mention { entry: Some(number), object: of.clone(), field: change.field.to_string(), value });
            }
        }
        mentions
    }
}

impl Outlook<'_> {
    /// The share of stakeholders of an influence or more who have an owner of the relationship and were in contact, with anybody, within so many days
    /// (PLN-3). For a goal the influence is the one that a stakeholder has on it, and else the one in the plan.
    #[must_use]
    pub fn coverage(&self, on: NaiveDate, least_influence: u32, within_days: u32, goal: Option<&str>) -> Coverage {
        let mut coverage = Coverage { counted: 0, covered: 0, share: None, uncovered: Vec::new() };
        let on_goal: BTreeMap<&str, u32> = goal.map(|goal| self.influence_on(goal)).unwrap_or_default();
        let contacts = self.contacts();
        for (id, row) in self.fields.of_kind(ObjectKind::Stakeholder) {
            let object = Object::new(ObjectKind::Stakeholder, id);
            if self.is_closed(&object, &["influence", "owner", "last_contact"]) {
                continue;
            }
            let in_plan = || self.personal_text(&object, "influence").and_then(|influence| influence.parse::<u32>().ok());
            let influence = on_goal.get(id).copied().or_else(in_plan);
            if influence.is_none_or(|influence| influence < least_influence) {
                continue;
            }
            coverage.counted = coverage.counted.saturating_add(1);
            let mut lacks = Vec::new();
            if !row.contains_key("owner") {
                lacks.push("owner");
            }
            if !contacts.get(id).is_some_and(|last| is_within(*last, on, within_days)) {
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

    /// The influence that stakeholders have on a goal, where somebody said so.
    fn influence_on(&self, goal: &str) -> BTreeMap<&str, u32> {
        let of_goal = |(id, row): (&str, &'_ BTreeMap<Box<str>, FieldValue>)| {
            row.get("goal").filter(|of| of.as_text() == Some(goal))?;
            self.personal_text(&Object::new(ObjectKind::Position, id), "influence")?.parse::<u32>().ok()
        };
        let positions = self.fields.of_kind(ObjectKind::Position);
        positions.filter_map(|(id, row)| Some((row.get("stakeholder")?.as_text()?, of_goal((id, row))?))).collect()
    }

    /// The last contact of each stakeholder with anybody.
    fn contacts(&self) -> BTreeMap<&str, NaiveDate> {
        let mut last: BTreeMap<&str, NaiveDate> = BTreeMap::new();
        for (kind, whose) in [(ObjectKind::Stakeholder, None), (ObjectKind::Relationship, Some("stakeholder"))] {
            for (id, row) in self.fields.of_kind(kind).filter(|(_, row)| row.contains_key("last_contact")) {
                let stakeholder = whose.map_or(Some(id), |field| row.get(field).and_then(FieldValue::as_text));
                let contact = self.personal_text(&Object::new(kind, id), "last_contact").and_then(|date| parse_date(date).ok());
                if let Some((stakeholder, contact)) = stakeholder.zip(contact) {
                    last.entry(stakeholder).and_modify(|known| *known = (*known).max(contact)).or_insert(contact);
                }
            }
        }
        last
    }

    /// What each member of the account team, and each other owner of a relationship, has to do with the stakeholders, by the ids of the persons (PLN-2).
    /// How deep a relationship is goes by the order of the list `relationship_depth`, the loosest first.
    #[must_use]
    pub fn team_coverage(&self, on: NaiveDate, within_days: u32, rules: &Rules<'_>) -> Vec<MemberCoverage> {
        let mut by_person: BTreeMap<&str, MemberCoverage> = BTreeMap::new();
        let none = |person: &str| MemberCoverage {
            person: person.to_owned(),
            owns: Vec::new(),
            relationships: Vec::new(),
            below_desired: Vec::new(),
            in_contact: Vec::new(),
        };
        for (person, _) in self.fields.of_kind(ObjectKind::Member) {
            by_person.insert(person, none(person));
        }
        for (id, row) in self.fields.of_kind(ObjectKind::Stakeholder) {
            if let Some(owner) = row.get("owner").and_then(FieldValue::as_text) {
                by_person.entry(owner).or_insert_with(|| none(owner)).owns.push(id.to_owned());
            }
        }
        let depths = rules.resolved.list("relationship_depth");
        let place = |depth: &str| depths.and_then(|list| list.values.iter().position(|value| value.code == depth));
        for (id, row) in self.fields.of_kind(ObjectKind::Relationship) {
            let end = |field: &str| row.get(field).and_then(FieldValue::as_text);
            let (Some(stakeholder), Some(member)) = (end("stakeholder"), end("member")) else { continue };
            let object = Object::new(ObjectKind::Relationship, id);
            let line = by_person.entry(member).or_insert_with(|| none(member));
            line.relationships.push(stakeholder.to_owned());
            let desired = self.personal_text(&object, "desired_depth").and_then(place);
            let depth = self.personal_text(&object, "depth").and_then(place);
            let told = !self.is_closed(&object, &["depth", "desired_depth"]);
            if told && desired.is_some_and(|desired| depth.is_none_or(|depth| depth < desired)) {
                line.below_desired.push(stakeholder.to_owned());
            }
            let contact = self.personal_text(&object, "last_contact").and_then(|date| parse_date(date).ok());
            if contact.is_some_and(|contact| is_within(contact, on, within_days)) {
                line.in_contact.push(stakeholder.to_owned());
            }
        }
        by_person.into_values().collect()
    }

    /// The stakeholders whose stance is not the one that is wanted, in the plan and on single goals, with what is planned about it (PLN-3).
    #[must_use]
    pub fn stance_gaps(&self) -> Vec<StanceGap> {
        let nodes = self.open_nodes_about();
        let gap = |object: &Object, stakeholder: &str, goal: Option<&str>| {
            let text = |field: &str| self.personal_text(object, field).map(str::to_owned);
            let (stance, desired) = (text("stance"), text("desired_stance")?);
            let planned = || self.planned_about(nodes.get(stakeholder).map(Vec::as_slice).unwrap_or_default(), goal);
            let told = !self.is_closed(object, &["stance", "desired_stance"]);
            (told && stance.as_ref() != Some(&desired)).then(|| StanceGap {
                stakeholder: stakeholder.to_owned(),
                goal: goal.map(str::to_owned),
                stance,
                desired,
                planned: planned(),
            })
        };
        let in_plan = self.fields.of_kind(ObjectKind::Stakeholder).filter_map(|(id, _)| gap(&Object::new(ObjectKind::Stakeholder, id), id, None));
        let on_goals = self.fields.of_kind(ObjectKind::Position).filter_map(|(id, row)| {
            let end = |field: &str| row.get(field).and_then(FieldValue::as_text);
            gap(&Object::new(ObjectKind::Position, id), end("stakeholder")?, Some(end("goal")?))
        });
        in_plan.chain(on_goals).collect()
    }

    /// The open nodes about each stakeholder, of which the status and whom they are about can be seen.
    fn open_nodes_about(&self) -> BTreeMap<&str, Vec<NodeKey>> {
        let plan = self.plan.plan();
        let mut about: BTreeMap<&str, Vec<NodeKey>> = BTreeMap::new();
        for (key, node) in plan.keys().zip(plan.nodes()).filter(|(_, node)| super::check::is_unfinished(node.status.category)) {
            let row = self.fields.object(&Object::new(ObjectKind::Node, node.id.as_str())).filter(|row| row.contains_key("status"));
            let stakeholders = row.and_then(|row| row.get("stakeholders")).map(FieldValue::as_list).unwrap_or_default();
            stakeholders.iter().for_each(|stakeholder| about.entry(stakeholder).or_default().push(key));
        }
        about
    }

    /// Those of some nodes that lie in a goal, or all.
    fn planned_about(&self, nodes: &[NodeKey], goal: Option<&str>) -> Vec<String> {
        let plan = self.plan.plan();
        let goal = goal.map(|goal| plan.find(goal));
        let in_goal = |key: NodeKey| goal.is_none_or(|goal| goal.is_some_and(|goal| key == goal || plan.ancestors(key).any(|above| above == goal)));
        nodes.iter().filter(|key| in_goal(**key)).filter_map(|key| plan.node(*key)).map(|node| node.id.to_string()).collect()
    }
}

/// Whether objects of a kind say something about one stakeholder alone.
const fn is_about_one(kind: ObjectKind) -> bool {
    matches!(kind, ObjectKind::Relationship | ObjectKind::Position)
}

fn is_within(contact: NaiveDate, on: NaiveDate, days: u32) -> bool {
    (0..=i64::from(days)).contains(&on.signed_duration_since(contact).num_days())
}
