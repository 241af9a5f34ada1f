//! What happens when a step took too long (APR-6).

use super::definition::{Definition, StepDefinition, WhenLate};
use super::event::EventDraft;
use super::life::{Action, RequestState};
use super::refusal::ApprovalRefusal as Refusal;
use super::request::{Now, Seat};
use crate::values::PersonId;
use chrono::NaiveDate;

/// The action that follows from what a step says of its time limit.
pub(super) const fn action_of(then: WhenLate) -> Action {
    match then {
        WhenLate::Remind => Action::Remind,
        WhenLate::Escalate => Action::Escalate,
        WhenLate::Approve => Action::PassLate,
        WhenLate::Reject => Action::RejectLate,
        WhenLate::Expire => Action::Expire,
    }
}

/// Whether the open step is late on a day and says that this should be done then.
pub(super) fn is_late(now: &Now, action: Action, on: NaiveDate, step: &StepDefinition) -> Result<(), Refusal> {
    if step.limit.is_none_or(|limit| action_of(limit.then) != action) {
        return Err(Refusal::NotSaid { step: step.id.clone(), action, limited: step.limit.is_some() });
    }
    match now.due {
        Some(due) if on > due => {}
        due => return Err(Refusal::NotLate { step: step.id.clone(), due: due.unwrap_or(on) }),
    }
    if action == Action::Remind && now.reminded == Some(on) {
        return Err(Refusal::RemindedAlready { step: step.id.clone(), on });
    }
    Ok(())
}

pub(super) fn late(now: &mut Now, said: &EventDraft, definition: &Definition, step: &StepDefinition) -> Result<(), Refusal> {
    is_late(now, said.action, said.on, step)?;
    match said.action {
        Action::Remind => now.reminded = Some(said.on),
        Action::Escalate => {
            escalated(now, definition)?;
            (now.due, now.reminded) = (said.due, None);
        }
        Action::PassLate => now.open(now.step.saturating_add(1), said.on, said.due),
        Action::RejectLate => now.state = RequestState::Rejected,
        _ => now.state = RequestState::Expired,
    }
    Ok(())
}

/// The open votes go to the managers of their approvers, as far as those can give them: who stands in for an approver is none.
pub(super) fn escalated(now: &mut Now, definition: &Definition) -> Result<(), Refusal> {
    let open: Vec<Seat> = now.open_seats().cloned().collect();
    let mut moved = false;
    for seat in &open {
        let manager = now.submission.managers.iter().find(|(person, _)| *person == seat.approver).map(|(_, manager)| manager.clone());
        let can = |manager: &PersonId| {
            now.apart(manager, None, definition).is_ok() && !now.seats.iter().any(|seat| seat.holder == *manager || seat.approver == *manager)
        };
        let Some(manager) = manager.filter(can) else { continue };
        for known in now.seats.iter_mut().filter(|known| known.original == seat.original) {
            (known.holder, known.approver) = (manager.clone(), manager.clone());
            moved = true;
        }
    }
    if moved { Ok(()) } else { Err(Refusal::NoManager { persons: open.into_iter().map(|seat| seat.holder).collect() }) }
}
