//! When in a planning cycle a plan is written and carried out (CYC-1, CYC-2).

use super::AccountPlan;
use super::command::Act;
use super::life::Life;
use super::refusal::Refusal;
use crate::access::{Rules, Section};
use crate::config::{CYCLE_STEPS, Resolved, SettingValue, Step};
use crate::cycle::{CycleRules, PhaseWindow};
use crate::history::{FieldChange, ObjectKind};
use crate::values::Code;
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::fmt;

/// What becomes of a change outside the phases that it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LateChanges {
    /// Nothing is said.
    Free,
    /// It is made, with a warning.
    Warn,
    /// It is refused.
    Refuse,
}

/// The phases of the planning cycles, as changes of plans go by them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phases {
    late: LateChanges,
    cycles: CycleRules,
    /// The phases that are for a step of the cycle.
    steps: Vec<(Code, Step)>,
}

/// What account plans go by in a unit beside rights and settings: worked out once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanRules {
    pub(crate) life: Life,
    pub(crate) phases: Phases,
}

impl PlanRules {
    /// Those of a layer of a configuration.
    #[must_use]
    pub fn of(resolved: &Resolved) -> Self {
        Self { life: Life::of(resolved), phases: Phases::of(resolved) }
    }

    /// The steps in the life of a plan.
    #[must_use]
    pub const fn life(&self) -> &Life {
        &self.life
    }

    /// The phases of the planning cycles.
    #[must_use]
    pub const fn phases(&self) -> &Phases {
        &self.phases
    }
}

/// That a change belongs to a phase that is not open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutOfPhase {
    /// No phase for the step is open.
    Closed {
        /// The step.
        step: Step,
        /// The day.
        on: NaiveDate,
        /// The phases for it in the cycle of that day, with the phases' names.
        windows: Vec<PhaseWindow>,
        /// When one opens next, where that is known.
        opens: Option<NaiveDate>,
    },
    /// The cycle of the plan has not begun.
    Before {
        /// The cycle.
        cycle: String,
        /// Its first day.
        first: NaiveDate,
        /// The day.
        on: NaiveDate,
    },
    /// The cycle of the plan is over.
    Over {
        /// The cycle.
        cycle: String,
        /// Its last day.
        last: NaiveDate,
        /// The day.
        on: NaiveDate,
    },
}

impl fmt::Display for OutOfPhase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Closed { step, on, .. } => write!(f, "on {on} no phase for the step `{step}` is open"),
            Self::Before { cycle, first, on } => write!(f, "the cycle `{cycle}` of the plan begins on {first}, and it is {on}"),
            Self::Over { cycle, last, on } => write!(f, "the cycle `{cycle}` of the plan ended on {last}, and it is {on}"),
        }
    }
}

impl OutOfPhase {
    /// What would be right.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Closed { on, windows, opens, .. } => {
                let mut told: Vec<String> = Vec::new();
                for window in windows.iter().filter(|window| window.last < *on) {
                    told.push(format!("`{}` was open until {}", window.name, window.last));
                }
                if let Some(opens) = opens {
                    let again = if told.is_empty() { "" } else { " again" };
                    told.push(format!("it opens{again} on {opens}"));
                }
                told.push("`cycle.late_changes` says what becomes of such a change".to_owned());
                Some(told.join("; "))
            }
            Self::Before { .. } => Some("wait until then, or change the `cycle` of the plan".to_owned()),
            Self::Over { .. } => Some("close the plan, with what is unfinished carried over, or name another `cycle`".to_owned()),
        }
    }
}

impl Phases {
    /// Those of a layer of a configuration.
    #[must_use]
    pub fn of(resolved: &Resolved) -> Self {
        let late = match resolved.at("cycle.late_changes").and_then(SettingValue::text) {
            Some("warn") => LateChanges::Warn,
            Some("refuse") => LateChanges::Refuse,
            _ => LateChanges::Free,
        };
        let records = resolved.at("cycle.phases").map(SettingValue::records).unwrap_or_default();
        let step = |name: &str| Step::ALL.into_iter().find(|step| step.name() == name && CYCLE_STEPS.contains(&name));
        // A phase that is named like a step of the cycle is for that one.
        let steps = records.iter().filter_map(|phase| {
            let name = Code::new(phase.key()).ok()?;
            let step = step(phase.text("step").unwrap_or(phase.key()))?;
            Some((name, step))
        });
        // In a checked configuration a layer whose cycle is not its own has the months and phases of the core.
        Self { late, cycles: resolved.cycle_rules(resolved).unwrap_or_default(), steps: steps.collect() }
    }

    /// The cycles.
    #[must_use]
    pub const fn cycles(&self) -> &CycleRules {
        &self.cycles
    }

    /// Whether a step is done outside its phases on a day; a step that no phase is for is always open.
    fn closed(&self, step: Step, on: NaiveDate) -> Option<OutOfPhase> {
        let is_for = |window: &&PhaseWindow| self.steps.iter().any(|(name, of)| *of == step && *name == window.name);
        if !self.steps.iter().any(|(_, of)| *of == step) {
            return None;
        }
        let cycle = self.cycles.at(on)?;
        let windows: Vec<PhaseWindow> = cycle.windows().iter().filter(is_for).cloned().collect();
        if windows.iter().any(|window| (window.first..=window.last).contains(&on)) {
            return None;
        }
        let next = cycle.next();
        let later = windows.iter().chain(next.iter().flat_map(|next| next.windows().iter().filter(is_for)));
        let opens = later.map(|window| window.first).filter(|first| *first > on).min();
        Some(OutOfPhase::Closed { step, on, windows, opens })
    }

    /// Whether a plan of a cycle is written or carried out on a day outside of it: it can be written before its cycle begins, and not be carried out.
    fn beyond(&self, cycle: Option<&str>, step: Step, on: NaiveDate) -> Option<OutOfPhase> {
        let cycle = self.cycles.named(cycle?)?;
        let name = || cycle.name().to_owned();
        if on > cycle.last() {
            return Some(OutOfPhase::Over { cycle: name(), last: cycle.last(), on });
        }
        (step == Step::Execution && on < cycle.first()).then(|| OutOfPhase::Before { cycle: name(), first: cycle.first(), on })
    }
}

/// The step of the cycle in which a change is made; none for one that belongs to no step: people come and go, and a plan goes on in its life at any time.
fn step_of(command: &str, change: &FieldChange) -> Option<Step> {
    match command {
        "change_status" | "override_completion" | "remove_override" => Some(Step::Execution),
        "create" | "make_from" | "add" | "remove" | "set" => {
            let section = super::ObjectInfo::of(change.object.kind).section;
            let people = matches!(section, Section::Team | Section::Stakeholders);
            let work = change.object.kind == ObjectKind::Node && matches!(&*change.field, "progress" | "actual") && command == "set";
            if people { None } else { Some(if work { Step::Execution } else { Step::Plan }) }
        }
        _ => None,
    }
}

impl AccountPlan {
    /// Whether the phases of the planning cycle are open that a change belongs to (CYC-2).
    pub(super) fn in_phase(
        &self,
        command: &str,
        changes: &[FieldChange],
        act: &Act,
        rules: &Rules<'_>,
        warnings: &mut Vec<String>,
    ) -> Result<(), Refusal> {
        let phases = &rules.plans.phases;
        if phases.late == LateChanges::Free || self.is_amendment() {
            return Ok(());
        }
        // What was made on a device without a network counts for the day on which it was made.
        let on = act.made_at.map_or(act.on, |made| made.date_naive());
        let own: BTreeSet<Step> = changes.iter().filter_map(|change| step_of(command, change)).collect();
        let cycle = changes.iter().find(|change| change.object.kind == ObjectKind::Plan && &*change.field == "cycle");
        let cycle = cycle.map_or_else(|| self.fields().text(&self.object(), "cycle"), |change| change.new.as_ref()?.as_text());
        let mut steps = own.clone();
        // Who acts in a step of the cycle may have rights by it, and so that one has to be open as well.
        steps.extend(Some(act.step).filter(|step| *step != Step::Execution && command != "erase"));
        for step in steps {
            let beyond = || phases.beyond(cycle, step, on).filter(|_| own.contains(&step));
            let Some(out) = phases.closed(step, on).or_else(beyond) else { continue };
            if phases.late == LateChanges::Refuse {
                return Err(Refusal::OutOfPhase(out));
            }
            warnings.push(out.to_string());
        }
        Ok(())
    }
}
