//! What a configuration, and the other objects of a plan, say of an object as a whole.

use super::refusal::Refusal;
use super::schema::{AnalysisInfo, FieldInfo, ObjectInfo};
use super::value::At;
use crate::config::{Record, SettingValue};
use crate::history::{FieldValue, Object, ObjectKind};

type Row = std::collections::BTreeMap<Box<str>, FieldValue>;

/// The fields of an object as they will be.
struct Will<'w> {
    at: &'w At<'w>,
    row: &'w [(&'static FieldInfo, FieldValue)],
    gone: &'w [&'static str],
    /// Whether it is looked at as it is, and not for a change.
    whole: bool,
}

impl<'w> Will<'w> {
    fn be(&self, name: &str) -> Option<&'w str> {
        let new = self.row.iter().find(|(field, _)| field.name == name).map(|(_, value)| value);
        let kept = || self.at.fields.get(self.at.object, name).filter(|_| !self.gone.contains(&name));
        new.or_else(kept).and_then(|value| if let FieldValue::Personal(_) = value { Some("") } else { value.as_text() })
    }

    /// The values of a field that has several.
    fn list(&self, name: &str) -> &'w [Box<str>] {
        let new = self.row.iter().find(|(field, _)| field.name == name).map(|(_, value)| value);
        let kept = || self.at.fields.get(self.at.object, name).filter(|_| !self.gone.contains(&name));
        new.or_else(kept).map(FieldValue::as_list).unwrap_or_default()
    }

    /// All fields with one value that it will have.
    fn all(&self) -> impl Iterator<Item = (&'static str, &'w str)> {
        ObjectInfo::of(self.at.object.kind).fields.iter().filter_map(|field| Some((field.name, self.be(field.name)?)))
    }

    /// A field that it does not have, with those that it has.
    fn has_no(&self, field: &str, value: &str, reason: String, has: &[&str]) -> Result<(), Refusal> {
        let names = has.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let (object, field, value) = (self.at.object.clone(), field.to_owned(), value.to_owned());
        Err(Refusal::Value { object, field, value, reason, help: Some(format!("it has {names}")) })
    }

    fn refuse(&self, field: &str, value: &str, reason: String, names: &[&str]) -> Result<(), Refusal> {
        Err(Refusal::among(self.at.object, field, value, reason, names.iter().copied()))
    }

    /// Another object of the kind that has the same in some fields.
    fn twin(&self, same: &[&str]) -> Option<&'w str> {
        let mine = self.at.object;
        let is =
            |(id, row): &(&str, &Row)| **id != *mine.id && same.iter().all(|field| row.get(*field).and_then(FieldValue::as_text) == self.be(field));
        self.at.fields.of_kind(mine.kind).find(is).map(|(id, _)| id)
    }
}

impl At<'_> {
    /// Whether the fields of an object make sense together: `row` is what it gets, `gone` what is taken from it.
    pub(super) fn object(&self, row: &[(&'static FieldInfo, FieldValue)], gone: &[&'static str]) -> Result<(), Refusal> {
        let will = Will { at: self, row, gone, whole: row.is_empty() && gone.is_empty() };
        match self.object.kind {
            ObjectKind::Analysis => {
                let (kept, kind) = (self.rules.resolved.at("plan.analyses"), will.be("type").unwrap_or_default());
                if kept.is_some_and(|kept| !kept.texts().any(|known| known == kind)) {
                    return Err(Refusal::NotKept { what: kind.to_owned(), setting: "plan.analyses" });
                }
            }
            ObjectKind::Item => self.item(&will)?,
            ObjectKind::Node => self.stays_goal(&will)?,
            ObjectKind::Relation => {
                if let Some(twin) = will.twin(&["from", "to", "is"]) {
                    return will.refuse(
                        "is",
                        will.be("is").unwrap_or_default(),
                        format!("{} says so already", self.told(ObjectKind::Relation, twin)),
                        &[],
                    );
                }
                if will.be("from") == will.be("to") {
                    return will.refuse("to", will.be("to").unwrap_or_default(), "a stakeholder stands in no relation to itself".to_owned(), &[]);
                }
                self.not_erased(&will, &["from", "to"])?;
            }
            ObjectKind::Relationship => {
                self.not_erased(&will, &["stakeholder"])?;
                if let Some(twin) = will.twin(&["stakeholder", "member"]) {
                    let reason = format!("{} is of the same two", self.told(ObjectKind::Relationship, twin));
                    return will.refuse("member", will.be("member").unwrap_or_default(), reason, &[]);
                }
            }
            ObjectKind::Position => {
                self.not_erased(&will, &["stakeholder"])?;
                let goal = will.be("goal").unwrap_or_default();
                if let Some(above) = self.fields.text(&Object::new(ObjectKind::Node, goal), "parent") {
                    return will.refuse("goal", goal, format!("it is no goal, and lies below `{above}`"), &[]);
                }
                if let Some(twin) = will.twin(&["stakeholder", "goal"]) {
                    return will.refuse(
                        "goal",
                        goal,
                        format!("{} is of the same stakeholder on the same goal", self.told(ObjectKind::Position, twin)),
                        &[],
                    );
                }
            }
            ObjectKind::Measure => {
                let watched = self.rules.resolved.at("measures.watched");
                let known: Vec<&str> = watched.map(|watched| watched.records().iter().map(Record::key).collect()).unwrap_or_default();
                if !known.is_empty() && !known.contains(&&*self.object.id) {
                    return will.refuse("id", &self.object.id, "it is no watched measure".to_owned(), &known);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// A goal on which somebody has a position is one as long as that stands.
    fn stays_goal(&self, will: &Will<'_>) -> Result<(), Refusal> {
        let moves = will.whole || will.row.iter().any(|(field, _)| field.name == "parent");
        let Some(parent) = will.be("parent").filter(|_| moves) else { return Ok(()) };
        let on = self.fields.of_kind(ObjectKind::Position).find(|(_, row)| row.get("goal").and_then(FieldValue::as_text) == Some(&*self.object.id));
        match on {
            Some((position, _)) => will.refuse("parent", parent, format!("{} is on it as a goal", self.told(ObjectKind::Position, position)), &[]),
            None => Ok(()),
        }
    }

    /// Nothing new is written about a stakeholder who was erased (AUD-5).
    fn not_erased(&self, will: &Will<'_>, ends: &[&str]) -> Result<(), Refusal> {
        for id in ends.iter().filter_map(|end| will.be(end)) {
            let object = Object::new(ObjectKind::Stakeholder, id);
            if self.fields.get(&object, "erased").is_some() {
                return Err(Refusal::Erased { object });
            }
        }
        Ok(())
    }

    fn item(&self, will: &Will<'_>) -> Result<(), Refusal> {
        let analysis = will.be("analysis").unwrap_or_default();
        let kind = self.fields.text(&Object::new(ObjectKind::Analysis, analysis), "type").unwrap_or_default();
        if kind == "stakeholder_map" {
            return will.refuse("analysis", analysis, "a stakeholder map is drawn of the stakeholders, and has no items".to_owned(), &[]);
        }
        let sections: Vec<&Record> = sections_of(self.rules.resolved.at("plan.sections"), kind).collect();
        let info = AnalysisInfo::of(kind);
        if sections.is_empty() {
            self.typed(will, info, kind)?
        } else {
            self.in_section(will, &sections, kind)?
        }
        self.pairs(will, kind)
    }

    /// Pairs of TOWS are of something inside and something outside, whichever of the two says so.
    fn pairs(&self, will: &Will<'_>, kind: &str) -> Result<(), Refusal> {
        let changes = |name: &str| will.whole || will.row.iter().any(|(field, _)| field.name == name);
        if !changes("paired_with") && !changes("category") {
            return Ok(());
        }
        let (mine, category) = (&self.object.id, will.be("category").unwrap_or_default());
        let inside = |category: &str| matches!(category, "strength" | "weakness");
        let paired = will.list("paired_with");
        if let Some(itself) = paired.iter().find(|other| *other == mine) {
            return will.refuse("paired_with", itself, "an item is paired with another one".to_owned(), &[]);
        }
        // One that is new is named by nobody.
        if kind != "swot" || (paired.is_empty() && self.fields.object(self.object).is_none()) {
            return Ok(());
        }
        let is_swot = |row: &Row| {
            let analysis = row.get("analysis").and_then(FieldValue::as_text).unwrap_or_default();
            self.fields.text(&Object::new(ObjectKind::Analysis, analysis), "type") == Some("swot")
        };
        let names_me = |row: &Row| row.get("paired_with").is_some_and(|pairs| pairs.as_list().contains(mine));
        let others = self.fields.of_kind(ObjectKind::Item).filter(|(id, row)| paired.iter().any(|other| **other == **id) || names_me(row));
        for (other, row) in others.filter(|(id, row)| **id != **mine && is_swot(row)) {
            let theirs = row.get("category").and_then(FieldValue::as_text).unwrap_or_default();
            if inside(category) == inside(theirs) {
                let reason = format!("a pair is of something inside and something outside, and both `{category}` and `{theirs}` are on one side");
                let by_category = will.row.iter().any(|(field, _)| field.name == "category");
                let (field, value) = if by_category && !will.row.iter().any(|(field, _)| field.name == "paired_with") {
                    ("category", category)
                } else {
                    ("paired_with", other)
                };
                return will.refuse(field, value, reason, &[]);
            }
        }
        Ok(())
    }

    /// An item of an analysis whose items have a form that comes with the library.
    fn typed(&self, will: &Will<'_>, info: &AnalysisInfo, kind: &str) -> Result<(), Refusal> {
        let is_no_part = |field: &&str| !AnalysisInfo::SHARED.contains(field) && !info.has.contains(field);
        if let Some((field, value)) = will.all().find(|(field, _)| is_no_part(field)) {
            return will.has_no(field, value, format!("an item of an analysis of the type `{kind}` has no `{field}`"), info.has);
        }
        if let Some(missing) = info.needs.iter().find(|field| will.be(field).is_none()) {
            return Err(Refusal::Missing { object: self.object.clone(), field: (*missing).to_owned() });
        }
        let category = will.be("category").unwrap_or_default();
        if !info.categories.is_empty() && !info.categories.contains(&category) {
            return will.refuse("category", category, format!("it is no category of an analysis of the type `{kind}`"), info.categories);
        }
        let twins: &[(&str, &[&str])] = match kind {
            "white_space" => &[("product", &["analysis", "product", "account_unit", "currency"])],
            "patient_pathway" => &[("order", &["analysis", "order"])],
            _ => &[],
        };
        for (field, same) in twins {
            if let Some(twin) = will.twin(same) {
                return will.refuse(
                    field,
                    will.be(field).unwrap_or_default(),
                    format!("{} is of the same {} already", self.told(ObjectKind::Item, twin), said(same)),
                    &[],
                );
            }
        }
        Ok(())
    }

    /// An item of an analysis of the organisation's own: what its section holds.
    fn in_section(&self, will: &Will<'_>, sections: &[&Record], kind: &str) -> Result<(), Refusal> {
        let Some(category) = will.be("category") else {
            return Err(Refusal::Missing { object: self.object.clone(), field: "category".to_owned() });
        };
        let Some(section) = sections.iter().find(|section| section.key() == category) else {
            let names: Vec<&str> = sections.iter().map(|section| section.key()).collect();
            return will.refuse("category", category, format!("it is no section of an analysis of the type `{kind}`"), &names);
        };
        let holds = section.text("holds").unwrap_or_default();
        let needed = if holds == "number" { "number" } else { "text" };
        let allowed = |field: &str| field == "category" || field == "number" && holds == "number" || AnalysisInfo::SHARED.contains(&field);
        if let Some((field, value)) = will.all().find(|(field, _)| !allowed(field)) {
            return will.has_no(field, value, format!("the section `{category}` holds a {holds}, and no `{field}`"), &[needed]);
        }
        if will.be(needed).is_none() {
            return Err(Refusal::Missing { object: self.object.clone(), field: needed.to_owned() });
        }
        if holds != "list"
            && let Some(twin) = will.twin(&["analysis", "category"])
        {
            return will.refuse(
                "category",
                category,
                format!("the section holds one {holds}, and {} has it", self.told(ObjectKind::Item, twin)),
                &[],
            );
        }
        Ok(())
    }
}

/// What two items have in common, in words.
fn said(same: &[&str]) -> String {
    let names: Vec<String> = same.iter().filter(|name| **name != "analysis").map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, first)) => format!("{} and {last}", first.join(", ")),
        None => String::new(),
    }
}

/// The sections that a configuration gives analyses of a type.
pub(super) fn sections_of<'r>(sections: Option<&'r SettingValue>, kind: &str) -> impl Iterator<Item = &'r Record> {
    sections.map(SettingValue::records).unwrap_or_default().iter().filter(move |section| section.text("analysis") == Some(kind))
}
