//! The life of an account plan: its states, and the steps between them as a configuration has them (PLN-1).

use crate::config::{Record, Resolved, SettingInfo, SettingValue, preset};
use crate::values::Code;
use std::fmt;

/// Where an account plan is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlanState {
    /// It is written.
    Draft,
    /// It waits for its approval, and is locked.
    InApproval,
    /// It is approved and has not begun.
    Approved,
    /// It is carried out.
    Active,
    /// It is looked back on.
    InReview,
    /// It is over.
    Closed,
    /// It was given up.
    Cancelled,
}

/// The names of the states in documents.
pub const STATES: &[&str] = &["draft", "in_approval", "approved", "active", "in_review", "closed", "cancelled"];

impl PlanState {
    /// All of them, in the order of a life.
    pub const ALL: [Self; 7] = [Self::Draft, Self::InApproval, Self::Approved, Self::Active, Self::InReview, Self::Closed, Self::Cancelled];

    /// The name in documents.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InApproval => "in_approval",
            Self::Approved => "approved",
            Self::Active => "active",
            Self::InReview => "in_review",
            Self::Closed => "closed",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state of a name.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

impl fmt::Display for PlanState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// When there is a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Where {
    /// Always.
    Everywhere,
    /// Where plans have to be approved.
    WithApproval,
    /// Where nobody has to approve plans.
    WithoutApproval,
}

/// Whose step it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Whose {
    /// Of those with the right to edit the profile.
    Editor,
    /// Of those with the right to approve, and of another person than brought the plan to where it is (APR-4).
    Approver,
    /// The same; and who brought the plan to where it is may take it back.
    ApproverOrAsker,
}

/// A step from one state to another, and what it needs.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Step {
    /// From where.
    pub from: PlanState,
    /// To where.
    pub to: PlanState,
    /// When there is such a step.
    pub there: Where,
    /// Whose it is.
    pub whose: Whose,
    /// Whether it needs a reason.
    pub reason: bool,
    /// Whether nothing unfinished may be left behind (CYC-4).
    pub finished: bool,
    /// Whether all required sections have to be complete (PLN-4).
    pub created: bool,
    /// The kind of subject that has to be approved by a request for it: only `conclude_approval` makes such a step.
    pub approval: Option<Code>,
}

impl Step {
    /// What it needs, in words.
    #[must_use]
    pub fn words(&self) -> String {
        if let Some(subject) = &self.approval {
            return format!("an approved request for `{subject}`{}", self.also());
        }
        let asked = self.from == PlanState::InApproval;
        let who = match self.whose {
            Whose::Editor => "the right to edit the profile",
            Whose::Approver if asked => "the right to approve, by somebody else than who asked for it",
            Whose::Approver => "the right to approve, by somebody else than who brought it there",
            Whose::ApproverOrAsker if asked => "the right to approve, or to have asked for it",
            Whose::ApproverOrAsker => "the right to approve, or to have brought it there",
        };
        let there = match self.there {
            Where::Everywhere => "",
            Where::WithApproval => ", where somebody has to approve plans",
            Where::WithoutApproval => ", where nobody has to approve plans",
        };
        format!("{who}{there}{}", self.also())
    }

    fn also(&self) -> String {
        let also = [
            (self.reason, "a reason"),
            (self.finished, "that nothing unfinished is left behind"),
            (self.created, "that all required sections are complete"),
        ];
        also.into_iter().filter(|(is, _)| *is).map(|(_, what)| format!(", and {what}")).collect()
    }
}

/// The steps that there are in the life of a plan: what is not among them there is not (PLN-1).
///
/// ```
/// use kam_core::account_plan::{Life, PlanState};
///
/// let life = Life::default();
/// let next: Vec<_> = life.next(PlanState::Active).map(PlanState::name).collect();
/// assert_eq!(next, ["in_review", "closed", "cancelled"]);
/// let close = life.step(PlanState::Active, PlanState::Closed).expect("a step");
/// assert_eq!(close.words(), "the right to edit the profile, and that nothing unfinished is left behind");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Life {
    steps: Vec<Step>,
}

impl Default for Life {
    /// The life of a plan where no layer says anything of `plan.transitions`.
    fn default() -> Self {
        Self::from_setting(SettingInfo::find(TRANSITIONS).map(preset).as_ref())
    }
}

const TRANSITIONS: &str = "plan.transitions";

impl Life {
    /// The life that a configuration gives plans.
    #[must_use]
    pub fn of(resolved: &Resolved) -> Self {
        Self::from_setting(resolved.at(TRANSITIONS))
    }

    fn from_setting(value: Option<&SettingValue>) -> Self {
        Self { steps: value.map(SettingValue::records).unwrap_or_default().iter().filter_map(step).collect() }
    }

    /// All steps, in the order in which they were given.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The step from one state to another.
    #[must_use]
    pub fn step(&self, from: PlanState, to: PlanState) -> Option<&Step> {
        self.steps.iter().find(|step| step.from == from && step.to == to)
    }

    /// Where a plan can go from a state, in the order of a life.
    pub fn next(&self, from: PlanState) -> impl Iterator<Item = PlanState> {
        PlanState::ALL.into_iter().filter(move |to| self.step(from, *to).is_some())
    }

    /// A step by which a plan is carried out that nobody approved, where plans have to be: it is come to, and gone through, without the approver's step from
    /// `in_approval` and without a request.
    pub(crate) fn past_approval(&self) -> Option<&Step> {
        let approves = |step: &Step| step.approval.is_some() || (step.from == PlanState::InApproval && step.whose != Whose::Editor);
        let free = |step: &&Step| !approves(step) && step.there != Where::WithoutApproval;
        let mut reached = vec![PlanState::Draft];
        loop {
            let step = self.steps.iter().filter(free).find(|step| reached.contains(&step.from) && !reached.contains(&step.to))?;
            if matches!(step.to, PlanState::Approved | PlanState::Active | PlanState::InReview) {
                return Some(step);
            }
            reached.push(step.to);
        }
    }

    /// The states that a plan can be in: those that steps lead to from the first one.
    pub(crate) fn reached(&self) -> Vec<PlanState> {
        let mut reached = vec![PlanState::Draft];
        loop {
            let more = self.steps.iter().find(|step| reached.contains(&step.from) && !reached.contains(&step.to));
            match more {
                Some(step) => reached.push(step.to),
                None => return reached,
            }
        }
    }
}

fn step(record: &Record) -> Option<Step> {
    let state = |field: &str| record.text(field).and_then(PlanState::find);
    let on = |field: &str| record.get(field).is_some_and(SettingValue::is_on);
    let approval = record.text("approval").and_then(|subject| Code::new(subject).ok());
    let whose = match (record.text("by"), on("taken_back")) {
        (Some("approver"), true) => Whose::ApproverOrAsker,
        (Some("approver"), false) => Whose::Approver,
        _ => Whose::Editor,
    };
    let there = match record.text("where") {
        Some("with_approval") => Where::WithApproval,
        Some("without_approval") => Where::WithoutApproval,
        _ => Where::Everywhere,
    };
    let (from, to) = (state("from")?, state("to")?);
    Some(Step { from, to, there, whose, reason: on("reason"), finished: on("finished"), created: on("created"), approval })
}
