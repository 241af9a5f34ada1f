//! Two copies of a plan that were changed apart, put together again (AUD-4).

use super::command::{Act, Command};
use super::life::PlanState;
use super::refusal::Refusal;
use super::schema::{By, ObjectInfo};
use super::{AccountPlan, Ready};
use crate::access::{Person, Rules};
use crate::execution::WorkError;
use crate::history::{Entry, EntryDraft, FieldChange, FieldValue, Object, ObjectKind, Salt};
use crate::values::Percent;
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
            let known = people.iter().find(|person| person.id == entry.said.person).cloned();
            let is_known = known.is_some();
            let person = known.unwrap_or_else(|| Person::new(entry.said.person.clone()));
            let act = Act {
                acting_for: entry.said.acting_for.clone(),
                on,
                reason: entry.said.reason.clone(),
                made_on: Some(version.min(self.version())),
                made_at: Some(entry.said.made_at.unwrap_or(entry.said.at)),
                ..Act::new(person, at)
            };
            let taken = if is_known || self.says_the_same(&entry.said, other) {
                self.take_over(entry, other, common, &act, rules)
            } else {
                Err(Refusal::UnknownPerson { person: entry.said.person.clone() })
            };
            match taken {
                Ok(Some(number)) => merged.taken.push(number),
                Ok(None) => merged.known.push(entry.number),
                Err(refusal) => merged.clashes.push(Clash { entry: entry.clone(), refusal }),
            }
        }
        Ok(merged)
    }

    /// Makes the change of an entry of another copy; `None` where it is made already.
    ///
    /// The entry is not believed: the command that it names is run again, and has to give what it says.
    fn take_over(&mut self, entry: &Entry, other: &Self, common: usize, act: &Act, rules: &Rules<'_>) -> Result<Option<u32>, Refusal> {
        self.in_time(act)?;
        let said = &entry.said;
        if &*said.command != "erase" && (self.says_the_same(said, other) || self.has_made(entry, other, common)) {
            return Ok(None);
        }
        let erases = &*said.command == "erase";
        if !erases {
            self.apart(entry, other, common)?;
        }
        let (command, salt) = self.command_of(entry, other)?;
        // What it was made on was looked at field by field above.
        let act = Act { made_on: None, salt, ..act.clone() };
        let mut ready = match self.ready(&command, &act, rules) {
            Err(Refusal::NoChange { .. } | Refusal::Work(WorkError::AlreadySo { .. })) => return Ok(None),
            ready => ready?,
        };
        keep_digests(&mut ready, entry, other);
        // What goes with a person who is erased is what is here.
        for theirs in said.changes.iter().filter(|theirs| !erases && !self.is_same(theirs, other)) {
            let made = ready.draft.changes.iter().any(|made| made.object == theirs.object && made.field == theirs.field && made.new == theirs.new);
            if !made {
                return Err(Refusal::NotOfCommand {
                    command: said.command.to_string(),
                    object: theirs.object.clone(),
                    field: theirs.field.to_string(),
                });
            }
        }
        ready.draft.made_on = u32::try_from(common).unwrap_or(u32::MAX);
        Ok(Some(self.make(ready).version))
    }

    /// Whether all that an entry changes is like that here; what follows from the rest is not looked at.
    fn says_the_same(&self, said: &EntryDraft, other: &Self) -> bool {
        said.changes.iter().filter(|theirs| !follows(&theirs.field)).all(|theirs| self.is_same(theirs, other))
    }

    /// Whether what an entry of the other copy changes was changed so here as well since the two parted, be it that the entry came in when they met before.
    /// What became of it here since then stands.
    fn has_made(&self, entry: &Entry, other: &Self, common: usize) -> bool {
        let mine = self.entries().get(common..).unwrap_or_default();
        let made = |theirs: &FieldChange| {
            let of = |mine: &FieldChange| {
                mine.object == theirs.object && mine.field == theirs.field && self.same(mine.new.as_ref(), theirs.new.as_ref(), other)
            };
            mine.iter().flat_map(|entry| &entry.said.changes).any(of)
        };
        mine.iter().any(|mine| comes_of(mine, entry)) || entry.said.changes.iter().filter(|theirs| !follows(&theirs.field)).all(made)
    }

    fn is_same(&self, theirs: &FieldChange, other: &Self) -> bool {
        self.same(self.fields().get(&theirs.object, &theirs.field), theirs.new.as_ref(), other)
    }

    /// The last change of a field here since two copies parted, with its entry.
    fn last_change(&self, object: &Object, field: &str, common: usize) -> Option<(&Entry, &FieldChange)> {
        self.last_own_change(object, field, common, &[])
    }

    /// The same, but for what came in from the other copy.
    fn last_own_change(&self, object: &Object, field: &str, common: usize, others: &[Entry]) -> Option<(&Entry, &FieldChange)> {
        let of = |entry: &'_ Entry| entry.said.changes.iter().rposition(|mine| mine.object == *object && &*mine.field == field);
        let own = self.entries().iter().skip(common).filter(|mine| !others.iter().any(|theirs| comes_of(mine, theirs)));
        own.rev().find_map(|entry| Some((entry, entry.said.changes.get(of(entry)?)?)))
    }

    /// Why a change of another copy cannot be made: somebody changed the same here, or an earlier change of the other copy was not made.
    pub(super) fn changed_apart(&self, theirs: &FieldChange, common: usize) -> Refusal {
        match self.last_change(&theirs.object, &theirs.field, common) {
            Some((entry, mine)) => self.conflict(theirs, entry, mine),
            None if self.fields().object(&theirs.object).is_none() => self.no_object(&theirs.object),
            None => Refusal::EarlierClash { object: theirs.object.clone(), field: theirs.field.to_string() },
        }
    }

    /// Whether nobody changed here what an entry of the other copy changes, since the two parted.
    fn apart(&self, entry: &Entry, other: &Self, common: usize) -> Result<(), Refusal> {
        for theirs in &entry.said.changes {
            let now = self.fields().get(&theirs.object, &theirs.field);
            if follows(&theirs.field) || self.same(now, theirs.new.as_ref(), other) {
                continue;
            }
            // What was changed here and changed back was changed here.
            let others = other.entries().get(common..).unwrap_or_default();
            let own = self.last_own_change(&theirs.object, &theirs.field, common, others);
            // Where an earlier change of the other copy came to the same, the two agreed on it.
            let agreed = |mine: &FieldChange| {
                let before = others.iter().take_while(|said| said.number < entry.number).filter(|said| self.has_made(said, other, common));
                let mut same = before.flat_map(|said| &said.said.changes).filter(|said| said.object == theirs.object && said.field == theirs.field);
                same.any(|said| self.same(mine.new.as_ref(), said.new.as_ref(), other))
            };
            if let Some((entry, mine)) = own.filter(|(_, mine)| !agreed(mine)) {
                return Err(self.conflict(theirs, entry, mine));
            }
            if !self.same(now, theirs.old.as_ref(), other) {
                return Err(self.changed_apart(theirs, common));
            }
        }
        self.is_still_that(entry, other, common)?;
        let Some(removed) = entry.said.changes.first().map(|change| &change.object).filter(|_| &*entry.said.command == "remove") else {
            return Ok(());
        };
        // What was added here to something that was removed there would be lost without a word.
        for field in self.fields().object(removed).into_iter().flat_map(std::collections::BTreeMap::keys) {
            if !entry.said.changes.iter().any(|theirs| theirs.field == *field)
                && let Some((mine_in, mine)) = self.last_change(removed, field, common)
            {
                let theirs = FieldChange { object: removed.clone(), field: field.clone(), old: None, new: None };
                return Err(self.conflict(&theirs, mine_in, mine));
            }
        }
        Ok(())
    }

    /// Whether what an entry changes is the same object here: one that was added here on its own since the two parted has the id alone in common.
    fn is_still_that(&self, entry: &Entry, other: &Self, common: usize) -> Result<(), Refusal> {
        if &*entry.said.command == "add" {
            return Ok(());
        }
        let (mine, theirs) = (self.entries().get(common..).unwrap_or_default(), other.entries().get(common..).unwrap_or_default());
        for change in &entry.said.changes {
            let Some(added) = mine.iter().rev().find(|mine| adds(mine, &change.object)) else { continue };
            // What is given once says what it is; anything else can be set on both sides.
            let same = |said: &Entry| {
                let is = |entry: &'_ Entry, field: &str| {
                    entry.said.changes.iter().find(|said| said.object == change.object && *said.field == *field).and_then(|said| said.new.clone())
                };
                let given = ObjectInfo::of(change.object.kind).fields.iter().filter(|field| field.by == By::Adding && field.needed);
                given.into_iter().all(|field| is(added, field.name) == is(said, field.name))
            };
            let has_one = ObjectInfo::of(change.object.kind).fields.iter().any(|field| field.by == By::Adding && field.needed);
            if !has_one {
                continue;
            }
            if !theirs.iter().any(|said| adds(said, &change.object) && same(said)) {
                let first = added.said.changes.iter().find(|said| said.object == change.object).unwrap_or(change);
                return Err(self.conflict(change, added, first));
            }
        }
        Ok(())
    }

    /// The command that an entry was made by, and the salt of its personal values.
    fn command_of(&self, entry: &Entry, other: &Self) -> Result<(Command, Option<Salt>), Refusal> {
        let said = &entry.said;
        let unknown = || Refusal::UnknownCommand { command: said.command.to_string() };
        let object = said.changes.first().map(|change| change.object.clone()).ok_or_else(unknown)?;
        let object = said.changes.iter().find(|change| &*change.field == "erased").map_or(object, |change| change.object.clone());
        if let Some(second) = said.changes.iter().find(|change| change.object != object && &*said.command != "erase") {
            let (object, field) = (second.object.clone(), second.field.to_string());
            return Err(Refusal::NotOfCommand { command: said.command.to_string(), object, field });
        }
        let mut salt = None;
        let mut value = |change: &FieldChange| match &change.new {
            Some(FieldValue::Personal(digest)) => other.personal().values().find(|(known, _)| *known == digest).map(|(_, personal)| {
                salt = Some(personal.salt.clone());
                personal.value.clone()
            }),
            new => new.clone(),
        };
        let becomes = |field: &str| {
            let change = said.changes.iter().find(|change| &*change.field == field);
            change.and_then(|change| change.new.as_ref()).and_then(FieldValue::as_text).ok_or_else(unknown)
        };
        let node = || object.id.to_string();
        let command = match &*said.command {
            "add" => {
                // The first status is given by the command, and looked at with everything else that it makes.
                let given = said.changes.iter().filter(|change| !(object.kind == ObjectKind::Node && &*change.field == "status"));
                let fields = given.filter_map(|change| Some((change.field.to_string(), value(change)?))).collect();
                Command::Add { object, fields }
            }
            "set" => {
                let fields = said.changes.iter().map(|change| (change.field.to_string(), value(change))).collect();
                Command::Set { object, fields }
            }
            "remove" => Command::Remove { object },
            "change_status" => Command::ChangeStatus { node: node(), status: becomes("status")?.to_owned() },
            "override_completion" => {
                // Who gives another reason for the same says nothing of the completion.
                let stays = !said.changes.iter().any(|change| &*change.field == "override");
                let completion = if stays { self.fields().text(&object, "override").ok_or_else(unknown)? } else { becomes("override")? };
                Command::OverrideCompletion { node: node(), completion: Percent::parse(completion)?, request: None }
            }
            "remove_override" => Command::RemoveOverride { node: node() },
            "carry_over" => Command::CarryOver { node: node() },
            "move" => Command::Move { to: PlanState::find(becomes("state")?).ok_or_else(unknown)? },
            "erase" => Command::Erase { stakeholder: node() },
            _ => return Err(unknown()),
        };
        Ok((command, salt))
    }

    /// Whether two values are the same, personal ones by what they say.
    pub(super) fn same(&self, mine: Option<&FieldValue>, theirs: Option<&FieldValue>, other: &Self) -> bool {
        match (mine, theirs) {
            (Some(FieldValue::Personal(mine)), Some(FieldValue::Personal(theirs))) => {
                mine == theirs || self.personal().get(mine).zip(other.personal().get(theirs)).is_some_and(|(mine, theirs)| mine == theirs)
            }
            (mine, theirs) => mine == theirs,
        }
    }
}

/// Whether an entry here was made of one of another copy.
fn comes_of(mine: &Entry, theirs: &Entry) -> bool {
    let (mine, theirs) = (&mine.said, &theirs.said);
    let fields = |said: &EntryDraft| said.changes.iter().map(|change| (change.object.clone(), change.field.clone())).collect::<Vec<_>>();
    mine.made_at == Some(theirs.made_at.unwrap_or(theirs.at))
        && (&mine.person, &mine.command, &mine.reason) == (&theirs.person, &theirs.command, &theirs.reason)
        && fields(theirs).iter().any(|of| fields(mine).contains(of))
}

/// Whether an entry adds an object.
pub(super) fn adds(entry: &Entry, object: &Object) -> bool {
    needed_of(entry, object).is_some_and(|change| change.old.is_none() && change.new.is_some())
}

/// Whether an entry removes an object.
pub(super) fn removes(entry: &Entry, object: &Object) -> bool {
    needed_of(entry, object).is_some_and(|change| change.new.is_none())
}

/// The change of a field that an object of this kind is never without.
fn needed_of<'e>(entry: &'e Entry, object: &Object) -> Option<&'e FieldChange> {
    let needed = ObjectInfo::of(object.kind).fields.iter().find(|field| field.needed)?;
    entry.said.changes.iter().find(|change| change.object == *object && *change.field == *needed.name)
}

/// Whether a field follows from another one of the same command, so that it is no change of its own.
fn follows(field: &str) -> bool {
    ["completed_by", "completed_at", "override_by", "override_at"].contains(&field)
}

/// Personal values keep the digests that they have in the other copy, so that the two are the same there and here.
fn keep_digests(ready: &mut Ready, entry: &Entry, other: &AccountPlan) {
    for theirs in &entry.said.changes {
        let Some(FieldValue::Personal(digest)) = &theirs.new else { continue };
        let Some((_, known)) = other.personal().values().find(|(known, _)| *known == digest) else { continue };
        for made in ready.draft.changes.iter_mut().filter(|made| made.object == theirs.object && made.field == theirs.field) {
            let Some(FieldValue::Personal(here)) = &made.new else { continue };
            if let Some(value) = ready.personal.iter_mut().find(|value| value.digest() == *here && value.value == known.value) {
                *value = known.clone();
                made.new.clone_from(&theirs.new);
            }
        }
    }
}
