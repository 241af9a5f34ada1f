//! Two copies of a plan that were changed apart, put together again (AUD-4).

use super::AccountPlan;
use super::check::Change;
use super::command::Act;
use super::refusal::Refusal;
use crate::access::{Person, Rules};
use crate::history::{Entry, FieldChange, FieldValue, PersonalValue};
use chrono::{DateTime, NaiveDate, Utc};

/// A change of the other copy that could not be made here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The entry, as the other copy has it.
    pub entry: Entry,
    /// Why not: mostly a conflict, which names both changes.
    pub refusal: Refusal,
}

/// What became of the changes of another copy.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Merged {
    /// The last version that both copies have.
    pub common: u32,
    /// The entries that were made of the other copy's, by their numbers here.
    pub taken: Vec<u32>,
    /// Changes of the other copy that were made here as well, by their numbers there.
    pub known: Vec<u32>,
    /// Changes that were not made.
    pub clashes: Vec<Clash>,
}

impl AccountPlan {
    /// Makes the changes that another copy of this plan has and this one has not: that is how a phone that was offline and a desk meet again.
    ///
    /// Each is made anew by its person, with the rights that the person has now, and with the moment at which it was made beside that of the merging. What somebody
    /// changed here as well is not overwritten: it is a clash that names both. `people` are those who made changes there, with their roles.
    ///
    /// # Errors
    /// Another plan. Changes that cannot be made are no error: they are told.
    pub fn merge(&mut self, other: &Self, people: &[Person], at: DateTime<Utc>, on: NaiveDate, rules: &Rules<'_>) -> Result<Merged, Refusal> {
        let common = self.entries().iter().zip(other.entries()).take_while(|(mine, theirs)| mine.digest == theirs.digest).count();
        if common == 0 {
            return Err(Refusal::OtherPlan);
        }
        let version = u32::try_from(common).unwrap_or(u32::MAX);
        let mut merged = Merged { common: version, ..Merged::default() };
        for entry in other.entries().get(common..).unwrap_or_default() {
            let person =
                people.iter().find(|person| person.id == entry.said.person).cloned().unwrap_or_else(|| Person::new(entry.said.person.clone()));
            let act = Act {
                acting_for: entry.said.acting_for.clone(),
                on,
                reason: entry.said.reason.clone(),
                made_on: Some(version.min(self.version())),
                made_at: Some(entry.said.made_at.unwrap_or(entry.said.at)),
                ..Act::new(person, at)
            };
            match self.take_over(entry, other, common, &act, rules) {
                Ok(Some(number)) => merged.taken.push(number),
                Ok(None) => merged.known.push(entry.number),
                Err(refusal) => merged.clashes.push(Clash { entry: entry.clone(), refusal }),
            }
        }
        Ok(merged)
    }

    /// Makes the change of an entry of another copy; `None` where it is made already.
    fn take_over(&mut self, entry: &Entry, other: &Self, common: usize, act: &Act, rules: &Rules<'_>) -> Result<Option<u32>, Refusal> {
        self.in_time(act)?;
        let mut change = Change::default();
        for theirs in &entry.said.changes {
            let now = self.fields().get(&theirs.object, &theirs.field);
            if self.same(now, theirs.new.as_ref(), other) {
                continue;
            }
            if !self.same(now, theirs.old.as_ref(), other) {
                // Somebody changed it here since the two parted, or an earlier change of the other copy was not made.
                let of =
                    |entry: &Entry| entry.said.changes.iter().rev().find(|mine| mine.object == theirs.object && mine.field == theirs.field).cloned();
                let mine = self.entries().iter().skip(common).rev().find_map(|entry| Some((entry, of(entry)?)));
                return Err(match mine {
                    Some((entry, mine)) => self.conflict(theirs, entry, &mine),
                    None => self.no_object(&theirs.object),
                });
            }
            if let Some(FieldValue::Personal(digest)) = &theirs.new
                && let Some((_, value)) = other.personal().values().find(|(known, _)| *known == digest)
            {
                change.personal.push(PersonalValue { salt: value.salt.clone(), value: value.value.clone() });
            }
            change.fields.push(FieldChange { old: now.cloned(), ..theirs.clone() });
        }
        if change.fields.is_empty() {
            return Ok(None);
        }
        if let Some(gone) = change.fields.iter().find(|change| {
            let info = super::ObjectInfo::of(change.object.kind);
            let needed = info.fields.iter().find(|field| field.needed).map_or("", |field| field.name);
            self.fields().object(&change.object).is_none()
                && !entry.said.changes.iter().any(|theirs| theirs.object == change.object && &*theirs.field == needed && theirs.old.is_none())
        }) {
            return Err(self.no_object(&gone.object));
        }
        self.still_named(&change.fields)?;
        // What it was made on was looked at field by field above.
        let act = Act { made_on: None, ..act.clone() };
        let mut ready = self.checked(&entry.said.command, change, &act, rules)?;
        ready.draft.made_on = u32::try_from(common).unwrap_or(u32::MAX);
        Ok(Some(self.make(ready).version))
    }

    /// Whether nothing that goes is named by something that stays, and all that is named is there.
    fn still_named(&self, changes: &[FieldChange]) -> Result<(), Refusal> {
        let gone = changes.iter().filter(|change| change.new.is_none());
        for change in gone {
            let left = self.fields().object(&change.object).map_or(0, std::collections::BTreeMap::len);
            let goes = changes.iter().filter(|other| other.object == change.object && other.new.is_none()).count();
            if left > 0 && left == goes {
                let by = self.named_by(&change.object);
                if !by.is_empty() {
                    return Err(Refusal::StillUsed { object: change.object.clone(), by });
                }
            }
        }
        for change in changes {
            let Some(info) = super::ObjectInfo::of(change.object.kind).field(&change.field) else {
                return Err(super::value::unknown(&change.object, &change.field));
            };
            let Some(kind) = info.kind.object() else { continue };
            let Some(new) = &change.new else { continue };
            for id in new.as_text().into_iter().chain(new.as_list().iter().map(AsRef::as_ref)) {
                let object = crate::history::Object::new(kind, id);
                if self.fields().object(&object).is_none() && !changes.iter().any(|other| other.object == object && other.new.is_some()) {
                    return Err(self.no_object(&object));
                }
            }
        }
        Ok(())
    }

    /// Whether two values are the same, personal ones by what they say.
    fn same(&self, mine: Option<&FieldValue>, theirs: Option<&FieldValue>, other: &Self) -> bool {
        match (mine, theirs) {
            (Some(FieldValue::Personal(mine)), Some(FieldValue::Personal(theirs))) => {
                mine == theirs || self.personal().get(mine).zip(other.personal().get(theirs)).is_some_and(|(mine, theirs)| mine == theirs)
            }
            (mine, theirs) => mine == theirs,
        }
    }
}
