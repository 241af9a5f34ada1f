//! How something is approved: entry condition, steps in order, options (APR-1, APR-2).

use super::condition::Condition;
use crate::config::{Resolved, SettingValue};
use crate::history::Feed;
use crate::values::{Code, Label, PersonId, ValueError};

/// The most steps of a definition.
pub const MOST_STEPS: usize = 50;

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant),+ }

        impl $name {
            /// Their names in documents.
            pub const NAMES: &'static [&'static str] = &[$($text),+];

            /// The name in documents.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The one with a name.
            #[must_use]
            pub fn find(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}
pub(crate) use named;

named! {
    /// What becomes of a submission that no step is for (APR-2).
    IfNoStep {
        /// It is refused: somebody should have been asked.
        Refuse = "refuse",
        /// It is approved.
        Approve = "approve",
        /// It is rejected.
        Reject = "reject",
    }
}

named! {
    /// What should happen when a step took too long (APR-6).
    WhenLate {
        /// Whoever has not voted is reminded.
        Remind = "remind",
        /// The vote goes to the manager of whoever has not voted.
        Escalate = "escalate",
        /// The step counts as approved.
        Approve = "approve",
        /// The request is rejected.
        Reject = "reject",
        /// The request is over without an answer.
        Expire = "expire",
    }
}

/// Who approves in a step (APR-2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Approvers {
    /// One person.
    Person(PersonId),
    /// Everyone who has a role in a unit that covers the subject's, or in the unit above it at a level.
    Role {
        /// The role.
        role: Code,
        /// The level of the unit in which it is held.
        level: Option<Code>,
    },
    /// So many managers, from that of the submitter upward.
    Managers(u32),
}

/// How long a step may take, and what then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeLimit {
    /// The days.
    pub days: u32,
    /// Whether they are working days of the market.
    pub working: bool,
    /// What should happen then.
    pub then: WhenLate,
}

/// A step of a definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepDefinition {
    /// Its id.
    pub id: Code,
    /// Who approves.
    pub approvers: Approvers,
    /// How many votes are needed; all where it is absent.
    pub votes: Option<u32>,
    /// When it is needed; always where it is absent. A step that is not needed is skipped, visibly.
    pub when: Option<Condition>,
    /// How long it may take.
    pub limit: Option<TimeLimit>,
    /// Whether one vote against it ends the request; else it ends when too few votes are left.
    pub one_rejects: bool,
    /// Whether an approval needs a comment.
    pub comment: bool,
    /// What an approval has to be said to mean (APR-8).
    pub meaning: Option<Label>,
    /// The fields that it is about: an amendment that changes none of them skips it (APR-7). None for all.
    pub concerns: Vec<Code>,
}

/// A definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// Its id.
    pub id: Code,
    /// What it is for: `account_plan`, `amendment`, `goal`, `completion_override`, or what a host names.
    pub subject: Code,
    /// When it applies; always where it is absent.
    pub when: Option<Condition>,
    /// What becomes of a submission that no step is for.
    pub if_no_step: IfNoStep,
    /// Whether one person may act in two steps (APR-4).
    pub same_person_twice: bool,
    /// The roles that may change what is submitted while it waits (APR-7).
    pub edited_by: Vec<Code>,
    /// The roles that may decide instead of the approvers; it is recorded as that (APR-5).
    pub overridden_by: Vec<Code>,
    /// The steps in order.
    pub steps: Vec<StepDefinition>,
}

/// A step as a configuration or a document writes it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StepDraft {
    /// Its id.
    pub id: String,
    /// `person`, `role` or `managers`.
    pub approvers: String,
    /// The person.
    pub person: Option<String>,
    /// The role.
    pub role: Option<String>,
    /// The level of the unit in which the role is held.
    pub level: Option<String>,
    /// How many managers; 1 where it is absent.
    pub managers: Option<u32>,
    /// How many votes are needed; all where it is absent.
    pub votes: Option<u32>,
    /// When it is needed.
    pub when: Option<String>,
    /// How long it may take.
    pub days: Option<u32>,
    /// Whether in working days.
    pub working_days: bool,
    /// What then; `remind` where it is absent.
    pub when_late: Option<String>,
    /// `one`, or `rest`: when too few votes are left.
    pub rejected_by: Option<String>,
    /// Whether an approval needs a comment.
    pub comment: bool,
    /// What a vote has to be said to mean.
    pub meaning: Option<String>,
    /// The fields that it is about.
    pub concerns: Vec<String>,
}

/// A definition as a configuration or a document writes it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DefinitionDraft {
    /// Its id.
    pub id: String,
    /// What it is for.
    pub subject: String,
    /// When it applies.
    pub when: Option<String>,
    /// `refuse`, `approve` or `reject`; `refuse` where it is absent.
    pub if_no_step: Option<String>,
    /// Whether one person may act in two steps.
    pub same_person_twice: bool,
    /// The roles that may change what is submitted.
    pub edited_by: Vec<String>,
    /// The roles that may decide instead of the approvers.
    pub overridden_by: Vec<String>,
    /// The steps in order.
    pub steps: Vec<StepDraft>,
}

/// Something of a definition that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefinitionProblem {
    /// The step; absent for the definition itself.
    pub step: Option<String>,
    /// The field.
    pub field: &'static str,
    /// Its value.
    pub value: String,
    /// What is wrong.
    pub text: String,
    /// What would be right.
    pub help: Option<String>,
}

struct Checked<'d> {
    step: Option<&'d str>,
    problems: &'d mut Vec<DefinitionProblem>,
}

impl Checked<'_> {
    fn say(&mut self, field: &'static str, value: &str, text: String, help: Option<&str>) {
        let step = self.step.map(str::to_owned);
        self.problems.push(DefinitionProblem { step, field, value: value.to_owned(), text, help: help.map(str::to_owned) });
    }

    fn made<T>(&mut self, field: &'static str, text: &str, make: impl FnOnce(&str) -> Result<T, ValueError>) -> Option<T> {
        make(text).map_err(|error| self.say(field, text, error.to_string(), None)).ok()
    }

    fn codes(&mut self, field: &'static str, texts: &[String]) -> Vec<Code> {
        texts.iter().filter_map(|text| self.made(field, text, Code::new)).collect()
    }

    fn condition(&mut self, text: Option<&String>) -> Option<Condition> {
        let text = text.filter(|text| !text.trim().is_empty())?;
        Condition::parse(text).map_err(|error| self.say("when", text, format!("`when` cannot be read: {error}"), None)).ok()
    }

    fn name<T>(&mut self, field: &'static str, name: Option<&String>, names: &'static [&'static str], find: fn(&str) -> Option<T>, or: T) -> T {
        let Some(name) = name else { return or };
        find(name).unwrap_or_else(|| {
            let text = format!("`{}` is not among the values allowed here", crate::values::cut(name, 80));
            let help = crate::plan::help_among(&crate::values::nearest(name, names.iter().copied()), names.iter().copied());
            self.say(field, name, text, help.as_deref());
            or
        })
    }

    fn step(&mut self, draft: &StepDraft) -> Option<StepDefinition> {
        let id = self.made("id", &draft.id, Code::new);
        let approvers = match (draft.approvers.as_str(), &draft.person, &draft.role) {
            ("person", Some(person), _) => self.made("person", person, PersonId::new).map(Approvers::Person),
            ("role", _, Some(role)) => {
                let (role, level) = (self.made("role", role, Code::new), draft.level.as_ref().map(|level| self.made("level", level, Code::new)));
                role.map(|role| Approvers::Role { role, level: level.flatten() })
            }
            ("managers", ..) => Some(Approvers::Managers(draft.managers.unwrap_or(1))),
            (what @ ("person" | "role"), ..) => {
                self.say("approvers", what, format!("a {what} approves, and no `{what}` is named"), Some("name one"));
                None
            }
            (other, ..) => {
                self.name("approvers", Some(&other.to_owned()), &["person", "role", "managers"], |_| None::<()>, ());
                None
            }
        };
        for (of, field, given) in [
            ("person", "person", draft.person.is_some()),
            ("role", "role", draft.role.is_some()),
            ("role", "level", draft.level.is_some()),
            ("managers", "managers", draft.managers.is_some()),
        ] {
            if given && draft.approvers != of {
                self.say(
                    field,
                    &draft.approvers,
                    format!("`{field}` has no meaning where the approvers are `{}`", draft.approvers),
                    Some("leave it out"),
                );
            }
        }
        if let Some(0) = draft.managers {
            self.say("managers", "0", "at least one manager approves".to_owned(), None);
        }
        if let Some(0) = draft.votes {
            self.say("votes", "0", "at least one vote is needed".to_owned(), Some("leave the step out where nobody is asked"));
        }
        let seats = match &approvers {
            Some(Approvers::Person(_)) => Some(1),
            Some(Approvers::Managers(count)) => Some(*count),
            _ => None,
        };
        if let Some((votes, seats)) = draft.votes.zip(seats).filter(|(votes, seats)| votes > seats) {
            self.say("votes", &votes.to_string(), format!("{votes} votes are needed, and there are at most {seats} approvers"), None);
        }
        let then = self.name("when_late", draft.when_late.as_ref(), WhenLate::NAMES, WhenLate::find, WhenLate::Remind);
        if draft.days.is_none() && (draft.when_late.is_some() || draft.working_days) {
            self.say(
                if draft.when_late.is_some() { "when_late" } else { "working_days" },
                draft.when_late.as_deref().unwrap_or("true"),
                "what happens when it is late says nothing without `days`".to_owned(),
                Some("give `days`, or leave the rest out"),
            );
        }
        let one_rejects = self.name(
            "rejected_by",
            draft.rejected_by.as_ref(),
            &["one", "rest"],
            |name| match name {
                "one" => Some(true),
                "rest" => Some(false),
                _ => None,
            },
            true,
        );
        let meaning =
            draft.meaning.as_ref().filter(|meaning| !meaning.trim().is_empty()).and_then(|meaning| self.made("meaning", meaning, Label::new));
        let (when, concerns) = (self.condition(draft.when.as_ref()), self.codes("concerns", &draft.concerns));
        Some(StepDefinition {
            id: id?,
            approvers: approvers?,
            votes: draft.votes,
            when,
            limit: draft.days.map(|days| TimeLimit { days, working: draft.working_days, then }),
            one_rejects,
            comment: draft.comment,
            meaning,
            concerns,
        })
    }
}

impl Definition {
    /// Makes a definition of what was written.
    ///
    /// # Errors
    /// Everything in it that is not as it should be: a condition that cannot be read, approvers that are not named, more votes than approvers, no step
    /// where a submission without one is refused, two steps of one id, more than 50 steps.
    pub fn new(draft: &DefinitionDraft) -> Result<Self, Vec<DefinitionProblem>> {
        let mut problems = Vec::new();
        let mut of = Checked { step: None, problems: &mut problems };
        let (id, subject) = (of.made("id", &draft.id, Code::new), of.made("subject", &draft.subject, Code::new));
        let when = of.condition(draft.when.as_ref());
        let if_no_step = of.name("if_no_step", draft.if_no_step.as_ref(), IfNoStep::NAMES, IfNoStep::find, IfNoStep::Refuse);
        let (edited_by, overridden_by) = (of.codes("edited_by", &draft.edited_by), of.codes("overridden_by", &draft.overridden_by));
        if draft.steps.is_empty() && if_no_step == IfNoStep::Refuse {
            let text = format!("the definition `{}` has no step, and refuses what no step is for", draft.id);
            of.say("id", &draft.id, text, Some("give it a step in `approvals.steps`, or say `if_no_step = \"approve\"`"));
        }
        if draft.steps.len() > MOST_STEPS {
            of.say("id", &draft.id, format!("a definition has at most {MOST_STEPS} steps, not `{}`", draft.steps.len()), None);
        }
        let mut steps: Vec<StepDefinition> = Vec::with_capacity(draft.steps.len());
        for step in draft.steps.iter().take(MOST_STEPS) {
            let mut of = Checked { step: Some(&step.id), problems: &mut problems };
            if steps.iter().any(|known| known.id.as_str() == step.id) {
                of.say("id", &step.id, format!("the step `{}` stands there twice", step.id), None);
            }
            steps.extend(of.step(step));
        }
        match (id, subject) {
            (Some(id), Some(subject)) if problems.is_empty() => {
                Ok(Self { id, subject, when, if_no_step, same_person_twice: draft.same_person_twice, edited_by, overridden_by, steps })
            }
            _ => Err(problems),
        }
    }

    /// The definition as it is written.
    #[must_use]
    pub fn draft(&self) -> DefinitionDraft {
        let texts = |codes: &[Code]| codes.iter().map(ToString::to_string).collect();
        DefinitionDraft {
            id: self.id.to_string(),
            subject: self.subject.to_string(),
            when: self.when.as_ref().map(ToString::to_string),
            if_no_step: Some(self.if_no_step.name().to_owned()),
            same_person_twice: self.same_person_twice,
            edited_by: texts(&self.edited_by),
            overridden_by: texts(&self.overridden_by),
            steps: self.steps.iter().map(StepDefinition::draft).collect(),
        }
    }

    /// The drafts of the definitions of a configuration, those of a layer above first.
    #[must_use]
    pub fn drafts(resolved: &Resolved) -> Vec<DefinitionDraft> {
        let records = |path: &str| resolved.at(path).map(SettingValue::records).unwrap_or_default();
        let steps = records("approvals.steps");
        let drafts = records("approvals.definitions").iter().map(|record| {
            let text = |name: &str| record.text(name).map(str::to_owned);
            let texts = |name: &str| record.get(name).map(|value| value.texts().map(str::to_owned).collect()).unwrap_or_default();
            let on = |name: &str| record.get(name).is_some_and(SettingValue::is_on);
            DefinitionDraft {
                id: record.key().to_owned(),
                subject: text("subject").unwrap_or_default(),
                when: text("when"),
                if_no_step: text("if_no_step"),
                same_person_twice: on("same_person_twice"),
                edited_by: texts("edited_by"),
                overridden_by: texts("overridden_by"),
                steps: steps.iter().filter(|step| step.text("definition") == Some(record.key())).map(step_draft).collect(),
            }
        });
        drafts.collect()
    }

    /// The definitions of a checked configuration.
    #[must_use]
    pub fn all(resolved: &Resolved) -> Vec<Self> {
        Self::drafts(resolved).iter().filter_map(|draft| Self::new(draft).ok()).collect()
    }

    pub(super) fn feed(&self, feed: &mut Feed) {
        feed.part(self.id.as_str()).part(self.subject.as_str()).maybe(self.when.as_ref().map(Condition::text)).part(self.if_no_step.name());
        feed.part(if self.same_person_twice { "true" } else { "false" });
        codes(feed, &self.edited_by);
        codes(feed, &self.overridden_by);
        feed.count(self.steps.len());
        for step in &self.steps {
            let draft = step.draft();
            let number = |number: Option<u32>| number.map(|number| number.to_string());
            feed.part(&draft.id).part(&draft.approvers);
            feed.maybe(draft.person.as_deref()).maybe(draft.role.as_deref()).maybe(draft.level.as_deref());
            feed.maybe(number(draft.managers).as_deref()).maybe(number(draft.votes).as_deref()).maybe(draft.when.as_deref());
            feed.maybe(number(draft.days).as_deref()).part(if draft.working_days { "true" } else { "false" }).maybe(draft.when_late.as_deref());
            feed.maybe(draft.rejected_by.as_deref()).part(if draft.comment { "true" } else { "false" }).maybe(draft.meaning.as_deref());
            codes(feed, &step.concerns);
        }
    }
}

fn codes(feed: &mut Feed, codes: &[Code]) {
    feed.count(codes.len());
    for code in codes {
        feed.part(code.as_str());
    }
}

impl StepDefinition {
    /// The step as it is written.
    #[must_use]
    pub fn draft(&self) -> StepDraft {
        let mut draft = StepDraft {
            id: self.id.to_string(),
            votes: self.votes,
            when: self.when.as_ref().map(ToString::to_string),
            days: self.limit.map(|limit| limit.days),
            working_days: self.limit.is_some_and(|limit| limit.working),
            when_late: self.limit.map(|limit| limit.then.name().to_owned()),
            rejected_by: Some(if self.one_rejects { "one" } else { "rest" }.to_owned()),
            comment: self.comment,
            meaning: self.meaning.as_ref().map(ToString::to_string),
            concerns: self.concerns.iter().map(ToString::to_string).collect(),
            ..StepDraft::default()
        };
        match &self.approvers {
            Approvers::Person(person) => (draft.approvers, draft.person) = ("person".to_owned(), Some(person.to_string())),
            Approvers::Role { role, level } => {
                (draft.approvers, draft.role, draft.level) = ("role".to_owned(), Some(role.to_string()), level.as_ref().map(ToString::to_string));
            }
            Approvers::Managers(count) => (draft.approvers, draft.managers) = ("managers".to_owned(), Some(*count)),
        }
        draft
    }
}

fn step_draft(record: &crate::config::Record) -> StepDraft {
    let text = |name: &str| record.text(name).map(str::to_owned);
    let whole = |name: &str| record.get(name).and_then(SettingValue::whole);
    let on = |name: &str| record.get(name).is_some_and(SettingValue::is_on);
    StepDraft {
        id: record.key().to_owned(),
        approvers: text("approvers").unwrap_or_default(),
        person: text("person"),
        role: text("role"),
        level: text("level"),
        managers: whole("managers"),
        votes: whole("votes"),
        when: text("when"),
        days: whole("days"),
        working_days: on("working_days"),
        when_late: text("when_late"),
        rejected_by: text("rejected_by"),
        comment: on("comment"),
        meaning: text("meaning"),
        concerns: record.get("concerns").map(|value| value.texts().map(str::to_owned).collect()).unwrap_or_default(),
    }
}
