//! What people do with a request, and what they may do (APR-3 to APR-8, APR-10).

use super::condition::Facts;
use super::event::{Event, EventDraft};
use super::late::{action_of, escalated, is_late};
use super::life::{Action, RequestState};
use super::people::{Delegations, Directory, holds};
use super::refusal::ApprovalRefusal as Refusal;
use super::request::{MOST_EVENTS, Now, Request, Seat, Subject, after, beginning, needs_reason};
use super::submit::{definition_for, keeps_to, submission, with_own};
use crate::access::{Person, Rules};
use crate::history::Digest;
use crate::values::{Code, Label, PersonId, Reason};
use chrono::{DateTime, Datelike, NaiveDate, Utc};

/// Who does something, when, why, and how it is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct By {
    /// The person, with roles.
    pub person: Person,
    /// For whom, where the person acts for somebody else. Where it is absent and only a delegation gives a vote, that one is used (APR-5).
    pub acting_for: Option<PersonId>,
    /// The moment.
    pub at: DateTime<Utc>,
    /// The local date of the market: time limits go by it.
    pub on: NaiveDate,
    /// The comment or reason.
    pub reason: Option<Reason>,
    /// The signature (APR-8).
    pub signature: Signature,
}

/// How something is signed (APR-8).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Signature {
    /// The person's name.
    pub name: Option<Label>,
    /// What the vote means.
    pub meaning: Option<Label>,
    /// How the host knows that it is this person.
    pub authenticated_by: Option<Label>,
}

/// Everything around a request that what is done with it hangs on.
#[derive(Debug, Clone, Copy)]
pub struct Around<'c> {
    /// What holds in the subject's unit.
    pub rules: &'c Rules<'c>,
    /// The people there are.
    pub directory: &'c Directory,
    /// Who acts for whom.
    pub delegations: &'c Delegations,
}

impl Around<'_> {
    fn chained(&self) -> bool {
        self.rules.resolved.at("approvals.delegations_chain").is_some_and(crate::config::SettingValue::is_on)
    }

    /// Whether somebody has one of some roles in a unit that covers the subject's.
    fn has_role(&self, person: &Person, roles: &[Code], subject: &Subject) -> Result<(), Refusal> {
        let units = self.rules.rights.units();
        let of = units.find(subject.unit.as_str());
        let covers = |held| of.is_some_and(|of| units.covers(held, of));
        if roles.iter().any(|role| holds(person, role, units, covers)) {
            return Ok(());
        }
        Err(Refusal::RoleNeeded { person: person.id.clone(), roles: roles.to_vec() })
    }
}

/// Something that somebody does with a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doing {
    /// Submits it again.
    Submit {
        /// The digest of the content.
        content: Digest,
        /// What is known of the subject.
        facts: Facts,
        /// The fields that an amendment changes.
        changed: Vec<Code>,
    },
    /// Votes for it.
    Approve {
        /// The digest of what the person saw.
        content: Digest,
    },
    /// Votes against it.
    Reject {
        /// The digest of what the person saw.
        content: Digest,
    },
    /// Sends it back.
    SendBack {
        /// To which step; to who submitted it where it is absent.
        to: Option<Code>,
    },
    /// Takes it back.
    Recall,
    /// Takes an own vote back.
    WithdrawVote,
    /// Gives a vote away for good.
    Reassign {
        /// Whose; the own one where it is absent.
        from: Option<PersonId>,
        /// To whom.
        to: PersonId,
    },
    /// Lets somebody vote in one's place.
    Delegate {
        /// Whom.
        to: PersonId,
    },
    /// Puts changed content in the place of what was submitted.
    Revise {
        /// The digest of the new content.
        content: Digest,
    },
    /// Decides instead of the approvers.
    Override {
        /// Whether it is approved.
        approves: bool,
    },
    /// Does what the open step says should happen when it is late.
    WhenLate,
}

/// What a person could do with a request, and why not (APR-10).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PossibleAction {
    /// What.
    pub action: Action,
    /// Why not; absent where it is allowed.
    pub refusal: Option<Refusal>,
    /// Whether a reason or comment has to be given with it.
    pub needs_reason: bool,
    /// For whom it would be done, where for somebody else.
    pub acting_for: Option<PersonId>,
}

impl Request {
    /// Submits something for approval: the definition that applies is copied into the request, and who is asked is worked out and kept (APR-2, APR-9).
    ///
    /// # Errors
    /// No definition that applies, a fact that a condition needs, a step without approvers or with too few, the feature off.
    pub fn submit(
        id: Code,
        subject: Subject,
        content: Digest,
        (facts, changed): (Facts, Vec<Code>),
        by: &By,
        around: &Around<'_>,
    ) -> Result<Self, Refusal> {
        if !around.rules.resolved.has_feature("approvals") {
            return Err(Refusal::FeatureOff);
        }
        let facts = with_own(facts, &subject, around.rules)?;
        let definition = definition_for(&subject, &facts, around.rules)?;
        let submission = submission(&definition, &subject, &by.person.id, facts, changed, around.rules, around.directory)?;
        let mut said = said(Action::Submit, by);
        (said.content, said.submission) = (Some(content), Some(Box::new(submission)));
        let mut now = after(None, &said, 1, &definition)?;
        said.due = due(&now, &definition, around);
        now.due = said.due;
        let previous = beginning(&id, &subject, &definition);
        Ok(Self { id, subject, definition, events: vec![Event::behind(1, previous, said)], now })
    }

    /// Does something with it; the event that it became.
    ///
    /// # Errors
    /// Why not; the request is as it was.
    pub fn act(&mut self, doing: &Doing, by: &By, around: &Around<'_>) -> Result<&Event, Refusal> {
        if self.events.len() >= MOST_EVENTS {
            return Err(Refusal::TooMany { what: "events", most: MOST_EVENTS });
        }
        let action = self.action(doing)?;
        let whose = if let Doing::Reassign { from, .. } = doing { from.as_ref() } else { None };
        if self.now.state.actions().any(|possible| possible == action)
            && needs_reason(action)
            && by.reason.as_ref().is_none_or(|reason| reason.is_blank())
        {
            self.may(action, whose, by, around)?;
            return Err(Refusal::ReasonNeeded { action });
        }
        let mut said = said(action, by);
        said.acting_for = self.may(action, whose, by, around)?;
        said.step = self.step().map(|step| step.id.clone());
        match doing {
            Doing::Submit { content, facts, changed } => {
                keeps_to(&self.definition, &self.subject, facts, around.rules)?;
                let made =
                    submission(&self.definition, &self.subject, &by.person.id, facts.clone(), changed.clone(), around.rules, around.directory)?;
                (said.content, said.submission) = (Some(*content), Some(Box::new(made)));
            }
            Doing::Approve { content } | Doing::Reject { content } | Doing::Revise { content } => said.content = Some(*content),
            Doing::SendBack { to } => said.step.clone_from(to),
            Doing::Reassign { from, to } => {
                around.directory.person(to)?;
                (said.from, said.to) = (Some(from.clone().unwrap_or_else(|| by.person.id.clone())), Some(to.clone()));
            }
            Doing::Delegate { to } => {
                around.directory.person(to)?;
                (said.from, said.to) = (Some(by.person.id.clone()), Some(to.clone()));
            }
            Doing::Override { approves } => (said.approves, said.content) = (Some(*approves), Some(self.now.content)),
            Doing::Recall | Doing::WithdrawVote | Doing::WhenLate => {}
        }
        let number = self.events.last().map_or(1, |last| last.number.saturating_add(1));
        let mut now = after(Some(self.now.clone()), &said, number, &self.definition)?;
        let opens = matches!(action, Action::Submit | Action::Approve | Action::SendBack | Action::Revise | Action::PassLate | Action::Escalate);
        if now.state == RequestState::Pending && opens && (now.step != self.now.step || !matches!(action, Action::Approve)) {
            said.due = due(&Now { opened: by.on, ..now.clone() }, &self.definition, around);
            now.due = said.due;
        }
        self.now = now;
        self.events.push(Event::behind(number, self.head(), said));
        self.events.last().ok_or(Refusal::TooMany { what: "events", most: MOST_EVENTS })
    }

    fn action(&self, doing: &Doing) -> Result<Action, Refusal> {
        Ok(match doing {
            Doing::Submit { .. } => Action::Submit,
            Doing::Approve { .. } => Action::Approve,
            Doing::Reject { .. } => Action::Reject,
            Doing::SendBack { .. } => Action::SendBack,
            Doing::Recall => Action::Recall,
            Doing::WithdrawVote => Action::WithdrawVote,
            Doing::Reassign { .. } => Action::Reassign,
            Doing::Delegate { .. } => Action::Delegate,
            Doing::Revise { .. } => Action::Revise,
            Doing::Override { .. } => Action::Override,
            Doing::WhenLate => {
                let step = self.step().ok_or_else(|| self.no_such(Action::Remind))?;
                let limit = step.limit.ok_or_else(|| Refusal::NotSaid { step: step.id.clone(), action: Action::Remind, limited: false })?;
                action_of(limit.then)
            }
        })
    }

    fn no_such(&self, action: Action) -> Refusal {
        Refusal::NoSuchAction { state: self.now.state, action, possible: self.now.state.actions().collect() }
    }

    /// What a person may do now, each with the reason why not (APR-10).
    #[must_use]
    pub fn possible_actions(&self, by: &By, around: &Around<'_>) -> Vec<PossibleAction> {
        let possible = Action::all().map(|action| match self.may(action, None, by, around) {
            Ok(acting_for) => PossibleAction { action, refusal: None, needs_reason: self.asks_why(action), acting_for },
            Err(refusal) => PossibleAction { action, refusal: Some(refusal), needs_reason: self.asks_why(action), acting_for: None },
        });
        possible.collect()
    }

    fn asks_why(&self, action: Action) -> bool {
        needs_reason(action) || (action == Action::Approve && self.step().is_some_and(|step| step.comment))
    }

    /// Whether somebody may do something, and for whom it is done.
    fn may(&self, action: Action, whose: Option<&PersonId>, by: &By, around: &Around<'_>) -> Result<Option<PersonId>, Refusal> {
        let now = &self.now;
        if !now.state.actions().any(|possible| possible == action) {
            return Err(self.no_such(action));
        }
        if let Some(last) = self.events.last().filter(|last| by.at < last.said.at) {
            return Err(Refusal::ClockBack { at: by.at, last: last.said.at });
        }
        let person = &by.person.id;
        let own = || if *person == now.submitter { Ok(()) } else { Err(Refusal::NotSubmitter { submitter: now.submitter.clone() }) };
        match action {
            Action::Submit | Action::Recall => own().map(|()| None),
            Action::Approve | Action::Reject | Action::SendBack => {
                let (seat, acting_for) = self.seat(by, around)?;
                now.apart(person, Some(&seat.approver), &self.definition)?;
                Ok(acting_for)
            }
            Action::WithdrawVote => {
                let voted = now.votes.iter().any(|vote| vote.step == now.step && vote.person == *person);
                let step = self.step().map(|step| step.id.clone());
                match step {
                    Some(step) if !voted => Err(Refusal::NoVote { person: person.clone(), step }),
                    _ => Ok(None),
                }
            }
            Action::Delegate => {
                let (seat, acting_for) = self.seat(by, around)?;
                if acting_for.is_some() {
                    return Err(Refusal::OnlyInPlaceOf { person: person.clone(), original: seat.approver.clone() });
                }
                Ok(None)
            }
            Action::Reassign => self.may_reassign(whose, by, around).map(|()| None),
            Action::Revise => around.has_role(&by.person, &self.definition.edited_by, &self.subject).map(|()| None),
            Action::Override => {
                if *person == now.submitter {
                    return Err(Refusal::OwnSubmission { person: person.clone() });
                }
                around.has_role(&by.person, &self.definition.overridden_by, &self.subject).map(|()| None)
            }
            Action::Remind | Action::Escalate | Action::PassLate | Action::RejectLate | Action::Expire => {
                let step = self.step().ok_or_else(|| self.no_such(action))?;
                is_late(now, action, by.on, step)?;
                if action == Action::Escalate {
                    escalated(&mut now.clone(), &self.definition)?;
                }
                Ok(None)
            }
        }
    }

    /// Who holds a vote may give it away, and who may override may for anybody (APR-5).
    fn may_reassign(&self, from: Option<&PersonId>, by: &By, around: &Around<'_>) -> Result<(), Refusal> {
        if by.person.id == self.now.submitter {
            return Err(Refusal::OwnSubmission { person: by.person.id.clone() });
        }
        let administers = around.has_role(&by.person, &self.definition.overridden_by, &self.subject);
        if administers.is_ok() || from.is_some_and(|from| *from != by.person.id) {
            return administers;
        }
        let (seat, acting_for) = self.seat(by, around)?;
        if acting_for.is_some() {
            return Err(Refusal::OnlyInPlaceOf { person: by.person.id.clone(), original: seat.approver.clone() });
        }
        Ok(())
    }

    /// The vote that a person can give: the own one, else that of somebody who lets them.
    fn seat(&self, by: &By, around: &Around<'_>) -> Result<(&Seat, Option<PersonId>), Refusal> {
        let (now, person) = (&self.now, &by.person.id);
        let step = self.step().ok_or_else(|| self.no_such(Action::Approve))?;
        if *person == now.submitter {
            return Err(Refusal::OwnSubmission { person: person.clone() });
        }
        if now.votes.iter().any(|vote| vote.step == now.step && vote.person == *person) {
            return Err(Refusal::VotedAlready { person: person.clone(), step: step.id.clone() });
        }
        let lets = around.delegations.not_by_way_of(Some(&now.submitter), person, by.on, &self.subject.kind, around.chained());
        let open: Vec<&Seat> = now.open_seats().collect();
        let given = |whose: &PersonId| {
            let by_delegation = || open.iter().find(|seat| seat.holder == *whose && !seat.in_place() && lets.contains(whose)).copied();
            now.given_over(person, whose).or_else(by_delegation).map(|seat| (seat, Some(whose.clone())))
        };
        if let Some(whose) = &by.acting_for {
            return given(whose).ok_or_else(|| {
                if lets.contains(whose) {
                    self.not_asked(step.id.clone(), whose)
                } else {
                    Refusal::NoDelegation { person: person.clone(), for_whom: whose.clone(), on: by.on }
                }
            });
        }
        let own = open.iter().find(|seat| seat.approver == *person).map(|seat| (*seat, None));
        let in_place = || open.iter().find(|seat| seat.holder == *person).map(|seat| (*seat, Some(seat.approver.clone())));
        let found = own.or_else(in_place).or_else(|| lets.iter().find_map(given));
        found.ok_or_else(|| self.not_asked(step.id.clone(), person))
    }

    fn not_asked(&self, step: Code, person: &PersonId) -> Refusal {
        Refusal::NotAsked { step, person: person.clone(), waits_for: self.now.open_seats().map(|seat| seat.holder.clone()).collect() }
    }
}

fn said(action: Action, by: &By) -> EventDraft {
    EventDraft {
        at: by.at,
        on: by.on,
        person: by.person.id.clone(),
        acting_for: None,
        signed_as: by.signature.name.clone(),
        authenticated_by: by.signature.authenticated_by.clone(),
        action,
        content: None,
        reason: by.reason.clone(),
        meaning: by.signature.meaning.clone(),
        step: None,
        from: None,
        to: None,
        approves: None,
        due: None,
        submission: None,
    }
}

/// The last day on which a step that is opened can be answered in time (APR-6).
fn due(now: &Now, definition: &super::Definition, around: &Around<'_>) -> Option<NaiveDate> {
    if now.state != RequestState::Pending {
        return None;
    }
    let limit = definition.steps.get(now.step)?.limit?;
    if limit.working {
        return Some(around.rules.settings.calendar.add_working_days(now.opened, limit.days));
    }
    // A day beyond the years that are written with four digits is none.
    now.opened.checked_add_days(chrono::Days::new(u64::from(limit.days))).filter(|day| day.year() <= 9_999)
}
