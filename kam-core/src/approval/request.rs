//! A request and what its events give (APR-3, APR-8).

use super::definition::{Definition, StepDefinition};
use super::event::{Event, EventDraft, Submission};
use super::late::late;
use super::life::{Action, RequestState, TRANSITIONS};
use super::refusal::ApprovalRefusal as Refusal;
use super::submit::needed;
use crate::history::{Digest, Feed};
use crate::values::{Code, PersonId, UnitId};
use chrono::NaiveDate;

/// The most events of a request.
pub const MOST_EVENTS: usize = 10_000;

/// What has to be approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// What it is: `account_plan`, `amendment`, or what a host names.
    pub kind: Code,
    /// Its id.
    pub id: Code,
    /// The unit that it belongs to.
    pub unit: UnitId,
}

/// A vote that a step waits for, or had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// Whose vote it was when it was submitted; it stays when somebody else votes (APR-5).
    pub original: PersonId,
    /// Whose vote it is now: another one where it was reassigned or went up to a manager.
    pub approver: PersonId,
    /// Who votes: the approver, or who the approver lets vote. The approver can all the same.
    pub holder: PersonId,
}

impl Seat {
    /// Whether the holder votes in the place of the approver.
    #[must_use]
    pub fn in_place(&self) -> bool {
        self.holder != self.approver
    }
}

/// A vote that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vote {
    /// The place of the step.
    pub step: usize,
    /// Whose vote it is.
    pub original: PersonId,
    /// Who had it in their own right when it was given.
    pub approver: PersonId,
    /// Who gave it.
    pub person: PersonId,
    /// Whether it is for the request.
    pub approves: bool,
    /// The number of its event.
    pub event: u32,
}

/// What the events of a request give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Now {
    /// The state.
    pub state: RequestState,
    /// The digest of the content that votes are on.
    pub content: Digest,
    /// Who submitted it.
    pub submitter: PersonId,
    /// What was submitted.
    pub submission: Submission,
    /// The place of the open step; it says nothing where the request is not pending.
    pub step: usize,
    /// The day on which the step was opened.
    pub opened: NaiveDate,
    /// The last day on which the open step can be answered in time.
    pub due: Option<NaiveDate>,
    /// The votes that the open step asks for.
    pub seats: Vec<Seat>,
    /// The votes that count, of all steps.
    pub votes: Vec<Vote>,
    /// Who changed the content since it was submitted, and so does not vote on it (APR-4).
    pub revised_by: Vec<PersonId>,
    /// The last day on which somebody was reminded of the open step.
    pub reminded: Option<NaiveDate>,
}

/// A request for an approval: a value that a host stores as a document. What it is, is what its events give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub(super) id: Code,
    pub(super) subject: Subject,
    pub(super) definition: Definition,
    pub(super) events: Vec<Event>,
    pub(super) now: Now,
}

impl Request {
    /// Opens a request from its events: they are checked to be the chain that they were, and to be possible one after the other.
    ///
    /// `head` is the digest of the last event where the host keeps it elsewhere: only with it can be seen that events are missing at the end.
    ///
    /// # Errors
    /// The first event that is not what it was, or that cannot have happened.
    pub fn open(id: Code, subject: Subject, definition: Definition, events: Vec<Event>, head: Option<&Digest>) -> Result<Self, Refusal> {
        let broken = |place: usize, what: &str| Refusal::Broken { place, what: what.to_owned() };
        if events.len() > MOST_EVENTS {
            return Err(Refusal::TooMany { what: "events", most: MOST_EVENTS });
        }
        if definition.subject != subject.kind {
            let what =
                format!("goes by the definition `{}`, which is for a `{}` and not for a `{}`", definition.id, definition.subject, subject.kind);
            return Err(broken(1, &what));
        }
        let mut previous = beginning(&id, &subject, &definition);
        let mut now: Option<Now> = None;
        let mut last = None;
        for (place, event) in (1_usize..).zip(&events) {
            if u32::try_from(place).ok() != Some(event.number) {
                return Err(broken(place, "has another number: events are missing, added or in another order"));
            }
            if event.previous != previous {
                let what = match place {
                    1 => "was made of another request: its id, its subject or its definition was changed",
                    _ => "names another one before it than the one that is there",
                };
                return Err(broken(place, what));
            }
            if event.computed() != event.digest {
                return Err(broken(place, "says something else than it did when it was made"));
            }
            if last.is_some_and(|last| event.said.at < last) {
                return Err(broken(place, "lies before the one before it in time"));
            }
            let after = after(now.take(), &event.said, event.number, &definition);
            now = Some(after.map_err(|refusal| broken(place, &format!("cannot have happened: {refusal}")))?);
            (previous, last) = (event.digest, Some(event.said.at));
        }
        let now = now.ok_or_else(|| broken(1, "is missing: a request begins with one"))?;
        if head.is_some_and(|head| *head != previous) {
            return Err(broken(events.len(), "is the last one, and its digest is another one than is known of"));
        }
        Ok(Self { id, subject, definition, events, now })
    }

    /// What the first event of a request names before it: the request itself, with its definition.
    #[must_use]
    pub fn beginning(id: &Code, subject: &Subject, definition: &Definition) -> Digest {
        beginning(id, subject, definition)
    }

    /// Its id.
    #[must_use]
    pub const fn id(&self) -> &Code {
        &self.id
    }

    /// What has to be approved.
    #[must_use]
    pub const fn subject(&self) -> &Subject {
        &self.subject
    }

    /// The definition, as it was when it was submitted (APR-9).
    #[must_use]
    pub const fn definition(&self) -> &Definition {
        &self.definition
    }

    /// Everything that happened.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// How it stands.
    #[must_use]
    pub const fn now(&self) -> &Now {
        &self.now
    }

    /// Where it is in its life.
    #[must_use]
    pub const fn state(&self) -> RequestState {
        self.now.state
    }

    /// The step that is open; absent where the request is not pending.
    #[must_use]
    pub fn step(&self) -> Option<&StepDefinition> {
        (self.now.state == RequestState::Pending).then(|| self.definition.steps.get(self.now.step)).flatten()
    }

    /// The votes that the open step still waits for.
    #[must_use]
    pub fn waits_for(&self) -> Vec<&Seat> {
        if self.now.state == RequestState::Pending { self.now.open_seats().collect() } else { Vec::new() }
    }

    /// The digest of the last event, by which a host can know later that none is missing.
    #[must_use]
    pub fn head(&self) -> Digest {
        self.events.last().map_or(Digest::NONE, |last| last.digest)
    }
}

/// What the first event of a request names before it: the request itself, with its definition.
pub(super) fn beginning(id: &Code, subject: &Subject, definition: &Definition) -> Digest {
    let mut feed = Feed::new();
    feed.part("approval_request").part(id.as_str()).part(subject.kind.as_str()).part(subject.id.as_str()).part(subject.unit.as_str());
    definition.feed(&mut feed);
    feed.finish()
}

impl Now {
    pub(super) fn open_seats(&self) -> impl Iterator<Item = &Seat> {
        self.seats.iter().filter(|seat| !self.of_step().any(|vote| vote.original == seat.original))
    }

    /// The votes of the open step: they are the last ones, since those of later steps go when it is sent back.
    fn of_step(&self) -> impl Iterator<Item = &Vote> {
        self.votes.iter().rev().take_while(|vote| vote.step == self.step)
    }

    /// The open seat that one person let another one use.
    pub(super) fn given_over(&self, to: &PersonId, by: &PersonId) -> Option<&Seat> {
        self.open_seats().find(|seat| seat.holder == *to && seat.in_place() && seat.approver == *by)
    }

    /// The steps before the open one that asked somebody, to which it can be sent back.
    pub(super) fn earlier(&self, definition: &Definition) -> Vec<Code> {
        let steps = definition.steps.iter().zip(&self.submission.steps).take(self.step);
        steps.filter(|(_, asked)| asked.skipped.is_none()).map(|(step, _)| step.id.clone()).collect()
    }

    /// Opens the first step from a place on that asks somebody; else everything is approved.
    pub(super) fn open(&mut self, from: usize, on: NaiveDate, due: Option<NaiveDate>) {
        let next = self.submission.steps.iter().enumerate().skip(from).find(|(_, asked)| asked.skipped.is_none());
        (self.reminded, self.due, self.opened) = (None, None, on);
        self.seats.clear();
        match next {
            Some((place, asked)) => {
                let seat = |person: &PersonId| Seat { original: person.clone(), approver: person.clone(), holder: person.clone() };
                (self.state, self.step, self.due) = (RequestState::Pending, place, due);
                self.seats = asked.approvers.iter().map(seat).collect();
            }
            None => self.state = RequestState::Approved,
        }
    }

    /// Why somebody cannot vote at all, whoever's vote it is (APR-4).
    pub(super) fn apart(&self, person: &PersonId, approver: Option<&PersonId>, definition: &Definition) -> Result<(), Refusal> {
        if *person == self.submitter {
            return Err(Refusal::OwnSubmission { person: person.clone() });
        }
        if self.revised_by.contains(person) {
            return Err(Refusal::OwnRevision { person: person.clone() });
        }
        let step_id = |place: usize| definition.steps.get(place).map(|step| step.id.clone());
        for vote in &self.votes {
            let (step, acted) = (|| step_id(vote.step), [&vote.person, &vote.approver]);
            if vote.step == self.step {
                if vote.person == *person
                    && let Some(step) = step()
                {
                    return Err(Refusal::VotedAlready { person: person.clone(), step });
                }
            } else if !definition.same_person_twice
                && let Some(person) = [Some(person), approver].into_iter().flatten().find(|person| acted.contains(person))
                && let Some(step) = step()
            {
                return Err(Refusal::OtherStep { person: person.clone(), step });
            }
        }
        Ok(())
    }
}

/// What a vote has to have with it (APR-8).
pub(super) fn signed(said: &EventDraft, step: &StepDefinition, content: &Digest) -> Result<(), Refusal> {
    if said.action != Action::SendBack {
        if said.content != Some(*content) {
            let given = said.content.map_or_else(|| "nothing".to_owned(), |given| given.to_string());
            return Err(Refusal::OtherContent { given, submitted: content.to_string() });
        }
        if said.action == Action::Approve && step.meaning.is_some() && step.meaning != said.meaning {
            return Err(Refusal::MeaningNeeded {
                step: step.id.clone(),
                meaning: step.meaning.as_ref().map(ToString::to_string).unwrap_or_default(),
            });
        }
    }
    let has_reason = said.reason.as_ref().is_some_and(|reason| !reason.is_blank());
    match said.action {
        Action::Approve if step.comment && !has_reason => Err(Refusal::CommentNeeded { step: step.id.clone() }),
        _ => Ok(()),
    }
}

/// The actions that need a reason.
pub(super) const fn needs_reason(action: Action) -> bool {
    matches!(action, Action::Reject | Action::SendBack | Action::Reassign | Action::Revise | Action::Override)
}

/// What an event makes of a request. Everything that can be known from the request alone is checked here, both when something is done and when a
/// document is opened; what hangs on roles, delegations and the people there are is checked before.
pub(super) fn after(before: Option<Now>, said: &EventDraft, number: u32, definition: &Definition) -> Result<Now, Refusal> {
    let state = before.as_ref().map_or(RequestState::Draft, |now| now.state);
    if !TRANSITIONS.iter().any(|row| row.from == state && row.action == said.action) {
        return Err(Refusal::NoSuchAction { state, action: said.action, possible: state.actions().collect() });
    }
    if needs_reason(said.action) && said.reason.as_ref().is_none_or(|reason| reason.is_blank()) {
        return Err(Refusal::ReasonNeeded { action: said.action });
    }
    let days = said.on.signed_duration_since(said.at.date_naive()).num_days();
    if !(-1..=1).contains(&days) {
        return Err(Refusal::OtherDay { on: said.on, at: said.at });
    }
    if said.action == Action::Submit {
        return submitted(before.as_ref(), said, definition);
    }
    let Some(mut now) = before else {
        return Err(Refusal::NoSuchAction { state, action: said.action, possible: vec![Action::Submit] });
    };
    let Some(step) = definition.steps.get(now.step) else {
        return Err(Refusal::NoSuchAction { state, action: said.action, possible: Vec::new() });
    };
    match said.action {
        Action::Submit => {}
        Action::Approve | Action::Reject | Action::SendBack => voted(&mut now, said, number, definition, step)?,
        Action::Recall => {
            if said.person != now.submitter {
                return Err(Refusal::NotSubmitter { submitter: now.submitter });
            }
            now.state = RequestState::Recalled;
        }
        Action::WithdrawVote => {
            let place = now.votes.iter().position(|vote| vote.step == now.step && vote.person == said.person);
            let place = place.ok_or_else(|| Refusal::NoVote { person: said.person.clone(), step: step.id.clone() })?;
            now.votes.remove(place);
        }
        Action::Reassign | Action::Delegate => handed_on(&mut now, said, definition, step)?,
        Action::Revise => {
            let content = said.content.filter(|content| *content != now.content).ok_or(Refusal::SameContent)?;
            now.content = content;
            now.revised_by.push(said.person.clone());
            now.votes.clear();
            now.open(0, said.on, said.due);
        }
        Action::Override => {
            if said.person == now.submitter {
                return Err(Refusal::OwnSubmission { person: said.person.clone() });
            }
            if said.content != Some(now.content) {
                let given = said.content.map_or_else(|| "nothing".to_owned(), |given| given.to_string());
                return Err(Refusal::OtherContent { given, submitted: now.content.to_string() });
            }
            now.state = if said.approves == Some(true) { RequestState::Approved } else { RequestState::Rejected };
        }
        Action::Remind | Action::Escalate | Action::PassLate | Action::RejectLate | Action::Expire => late(&mut now, said, definition, step)?,
    }
    if now.state != RequestState::Pending {
        (now.due, now.reminded) = (None, None);
        now.seats.clear();
    }
    Ok(now)
}

fn submitted(before: Option<&Now>, said: &EventDraft, definition: &Definition) -> Result<Now, Refusal> {
    if let Some(before) = before.filter(|before| before.submitter != said.person) {
        return Err(Refusal::NotSubmitter { submitter: before.submitter.clone() });
    }
    let missing = |what: &str| Refusal::Broken { place: 1, what: format!("submits nothing: its {what} is missing") };
    let submission = said.submission.as_deref().filter(|given| given.steps.len() == definition.steps.len()).ok_or_else(|| missing("steps"))?;
    let mut now = Now {
        state: RequestState::Draft,
        content: said.content.ok_or_else(|| missing("content"))?,
        submitter: said.person.clone(),
        submission: submission.clone(),
        step: 0,
        opened: said.on,
        due: None,
        seats: Vec::new(),
        votes: Vec::new(),
        revised_by: Vec::new(),
        reminded: None,
    };
    if let Some((step, _)) = definition.steps.iter().zip(&submission.steps).find(|(_, asked)| asked.approvers.contains(&said.person)) {
        return Err(Refusal::TooFew { step: step.id.clone(), needed: 1, found: 0, why: "who submitted it does not vote".to_owned() });
    }
    if submission.steps.iter().all(|asked| asked.skipped.is_some()) {
        match definition.if_no_step {
            super::IfNoStep::Refuse => return Err(Refusal::NoStep { definition: definition.id.clone() }),
            super::IfNoStep::Approve => now.state = RequestState::Approved,
            super::IfNoStep::Reject => now.state = RequestState::Rejected,
        }
    } else {
        now.open(0, said.on, said.due);
    }
    Ok(now)
}

/// The seat that an event is about: that of the person, or of who the person acts for. What that one gave over goes before what came to that one since.
fn seat<'n>(now: &'n Now, said: &EventDraft, step: &StepDefinition) -> Result<&'n Seat, Refusal> {
    let waits_for = || now.open_seats().map(|seat| seat.holder.clone()).collect();
    let held = |holder: &PersonId| now.open_seats().find(|seat| seat.holder == *holder && !seat.in_place());
    let found = match &said.acting_for {
        None => now.open_seats().find(|seat| seat.approver == said.person),
        Some(whose) => now.given_over(&said.person, whose).or_else(|| held(whose)),
    };
    found.ok_or_else(|| Refusal::NotAsked { step: step.id.clone(), person: said.person.clone(), waits_for: waits_for() })
}

fn voted(now: &mut Now, said: &EventDraft, number: u32, definition: &Definition, step: &StepDefinition) -> Result<(), Refusal> {
    let Seat { original, approver, .. } = seat(now, said, step)?.clone();
    now.apart(&said.person, Some(&approver), definition)?;
    signed(said, step, &now.content)?;
    if said.action == Action::SendBack {
        let Some(to) = &said.step else {
            now.votes.clear();
            now.state = RequestState::Draft;
            return Ok(());
        };
        let possible = now.earlier(definition);
        let place = definition.steps.iter().position(|step| step.id == *to).filter(|_| possible.contains(to));
        let place = place.ok_or_else(|| Refusal::NoEarlierStep { step: to.to_string(), possible })?;
        now.votes.retain(|vote| vote.step < place);
        now.open(place, said.on, said.due);
        return Ok(());
    }
    let approves = said.action == Action::Approve;
    now.votes.push(Vote { step: now.step, original, approver, person: said.person.clone(), approves, event: number });
    let of_step = |approves: bool| now.of_step().filter(|vote| vote.approves == approves).count();
    let needed = needed(step, now.seats.len());
    if approves && of_step(true) >= needed {
        now.open(now.step.saturating_add(1), said.on, said.due);
    } else if !approves && (step.one_rejects || now.seats.len().saturating_sub(of_step(false)) < needed) {
        now.state = RequestState::Rejected;
    }
    Ok(())
}

fn handed_on(now: &mut Now, said: &EventDraft, definition: &Definition, step: &StepDefinition) -> Result<(), Refusal> {
    let from = said.from.as_ref().unwrap_or(&said.person);
    let waits_for = || now.open_seats().map(|seat| seat.holder.clone()).collect();
    let own = now.open_seats().find(|seat| seat.approver == *from);
    let found = own.or_else(|| now.open_seats().find(|seat| seat.holder == *from));
    let found = found.ok_or_else(|| Refusal::NotAsked { step: step.id.clone(), person: from.clone(), waits_for: waits_for() })?;
    if found.approver != *from {
        return Err(Refusal::OnlyInPlaceOf { person: from.clone(), original: found.approver.clone() });
    }
    let original = found.original.clone();
    let to = said.to.clone().unwrap_or_else(|| from.clone());
    now.apart(&to, None, definition)?;
    if now.seats.iter().any(|seat| seat.holder == to || (seat.original != original && (seat.approver == to || seat.original == to))) {
        return Err(Refusal::AskedAlready { person: to, step: step.id.clone() });
    }
    for seat in now.seats.iter_mut().filter(|seat| seat.original == original) {
        seat.holder = to.clone();
        if said.action == Action::Reassign {
            seat.approver = to.clone();
        }
    }
    Ok(())
}
