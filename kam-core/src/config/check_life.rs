//! What can be wrong with the steps in the life of plans (PLN-1), and with the sections of analyses (PLN-2).

use super::check::{ConfigProblem, Look};
use super::value::{Record, SettingValue};
use crate::account_plan::{ANALYSES, Life, PlanState, Step, Where, Whose};
use crate::plan::help_among;
use crate::values::{cut, nearest};
use std::collections::HashMap;

const PATH: &str = "plan.transitions";

impl Look<'_> {
    fn say_of(&mut self, path: &str, key: &str, field: &'static str, value: &str, text: String, help: Option<String>) {
        self.say_at(ConfigProblem::new(self.layer, path, "impossible", value, text, help), key, field);
    }

    pub(super) fn life(&mut self) {
        let records = self.resolved.at(PATH).map(SettingValue::records).unwrap_or_default();
        let subjects: Vec<&str> = self
            .resolved
            .at("approvals.definitions")
            .map(SettingValue::records)
            .unwrap_or_default()
            .iter()
            .filter_map(|of| of.text("subject"))
            .collect();
        let mut seen: HashMap<(&str, &str), &str> = HashMap::new();
        let mut granted: HashMap<&str, &str> = HashMap::new();
        for record in records {
            let (Some(from), Some(to)) = (record.text("from"), record.text("to")) else { continue };
            let key = record.key();
            if from == to {
                self.say_of(PATH, key, "to", to, format!("the step `{key}` leads from `{from}` to where it begins"), None);
            }
            if let Some(first) = seen.insert((from, to), key) {
                self.say_of(PATH, key, "to", to, format!("the step `{key}` leads from `{from}` to `{to}`, and so does `{first}`"), None);
            }
            if let Some(subject) = record.text("approval") {
                self.granted_by(key, from, subject, &subjects);
                if let Some(first) = granted.insert(subject, key) {
                    let text = format!("the steps `{first}` and `{key}` are both made by a request for `{}`", cut(subject, 80));
                    self.say_of(PATH, key, "approval", subject, text, Some("give each a subject of its own".to_owned()));
                }
            }
            let by = record.text("by").unwrap_or("editor");
            if record.get("taken_back").is_some_and(SettingValue::is_on) && by != "approver" {
                let text = format!("the step `{key}` is the editors', and so there is nobody to take it back from");
                self.say_of(PATH, key, "taken_back", "true", text, Some("say `by = \"approver\"`, or leave it out".to_owned()));
            } else if record.get("taken_back").is_some_and(SettingValue::is_on) && !matches!(to, "draft" | "cancelled") {
                let text = format!("who brought the plan to `{from}` would make the step `{key}` to `{to}` alone");
                self.say_of(PATH, key, "taken_back", "true", text, Some("what is taken back is a draft again, or cancelled".to_owned()));
            }
        }
        self.way_through(&Life::of(self.resolved), &subjects);
    }

    /// Whether a subject is one that a step can be approved by.
    fn granted_by(&mut self, key: &str, from: &str, subject: &str, subjects: &[&str]) {
        let (text, help) = if matches!(subject, "account_plan" | "amendment") {
            let text = format!("the step `{key}` is approved by a subject of its own, and `{subject}` is for plans that are written or changed");
            (text, Some("name another subject, and add a definition for it".to_owned()))
        } else if from == PlanState::InApproval.name() {
            (format!("what becomes of a plan that is `{from}` says the request for the plan itself"), Some("leave `approval` out".to_owned()))
        } else if !subjects.contains(&subject) {
            let help = if subjects.is_empty() { None } else { help_among(&nearest(subject, subjects.iter().copied()), subjects.iter().copied()) };
            let subject = cut(subject, 80);
            (format!("the step `{key}` needs an approved request for `{subject}`, and no definition in `approvals.definitions` is for it"), help)
        } else {
            return;
        };
        self.say_of(PATH, key, "approval", subject, text, help);
    }

    /// Whether a plan gets through its life: every step can be come to, and what waits for its approval can get it and be sent back.
    fn way_through(&mut self, life: &Life, subjects: &[&str]) {
        let reached = life.reached();
        let records: Vec<Record> = self.resolved.at(PATH).map(SettingValue::records).unwrap_or_default().to_vec();
        for record in &records {
            let Some(from) = record.text("from").and_then(PlanState::find).filter(|from| !reached.contains(from)) else { continue };
            let text = format!("no step leads to `{from}`, and so nobody comes to the step `{}`", record.key());
            self.say_of(PATH, record.key(), "from", from.name(), text, None);
        }
        let has_to = subjects.contains(&"account_plan") || self.resolved.at("plan.approved_by").is_some_and(|roles| !roles.is_nothing());
        if let Some(step) = has_to.then(|| life.past_approval()).flatten() {
            let (from, to) = (step.from.name(), step.to.name());
            let key = records.iter().find(|record| record.text("from") == Some(from) && record.text("to") == Some(to)).map(Record::key);
            let key = key.unwrap_or_default();
            let text = format!("plans have to be approved, and the step `{key}` leads past it");
            self.say_of(PATH, key, "to", to, text, Some("leave it out, or let the approval come before it".to_owned()));
        }
        let asks = |step: &Step| step.to == PlanState::InApproval && step.there != Where::WithApproval && reached.contains(&step.from);
        if !has_to && life.steps().iter().any(asks) {
            let text = "a step leads to `in_approval`, and nobody approves account plans".to_owned();
            let help = "say `plan.approved_by`, or add a definition for `account_plan` to `approvals.definitions`".to_owned();
            self.say(PATH, "impossible", "in_approval", text, Some(help));
        }
        let mut say = |text: String, help: &str| self.say(PATH, "impossible", "", text, Some(help.to_owned()));
        for state in reached.iter().filter(|state| !matches!(state, PlanState::Closed | PlanState::Cancelled)) {
            if life.next(*state).next().is_none() {
                say(format!("a plan that is `{state}` has no way on"), "add a step from there");
            }
        }
        if !reached.iter().any(|state| matches!(state, PlanState::Closed | PlanState::Cancelled)) {
            say("a plan never comes to an end".to_owned(), "add a step to `closed` or to `cancelled`");
        }
        if reached.contains(&PlanState::InApproval) {
            for to in [PlanState::Approved, PlanState::Draft] {
                let by = life.step(PlanState::InApproval, to).filter(|step| step.whose != Whose::Editor || step.approval.is_some());
                if by.is_none() {
                    let help = format!("add one with `by = \"approver\"` from `in_approval` to `{to}`");
                    say(format!("no approver brings a plan that is `in_approval` to `{to}`"), &help);
                }
            }
        } else if subjects.contains(&"account_plan") {
            say("account plans are approved by a definition, and no step leads to `in_approval`".to_owned(), "add one from `draft`");
        }
    }

    /// Sections are for analyses whose items have no form of their own.
    pub(super) fn sections(&mut self) {
        let path = "plan.sections";
        let records: Vec<Record> = self.resolved.at(path).map(SettingValue::records).unwrap_or_default().to_vec();
        for record in &records {
            let kind = record.text("analysis").unwrap_or_default();
            if ANALYSES.iter().any(|info| info.kind == kind) {
                let text = format!("the items of an analysis of the type `{kind}` have a form of their own, and no sections");
                let help = "take another type, or add one of your own to the list `analysis_type`".to_owned();
                self.say_of(path, record.key(), "analysis", kind, text, Some(help));
            } else if kind == "stakeholder_map" {
                let text = "a stakeholder map is drawn of the stakeholders, and has no sections".to_owned();
                self.say_of(path, record.key(), "analysis", kind, text, None);
            }
        }
    }
}
