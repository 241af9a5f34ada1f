//! What can be wrong with definitions of approvals (APR-1, APR-2).

use super::check::{ConfigProblem, Look};
use super::resolve::Resolved;
use super::schema::SettingInfo;
use super::value::{Record, SettingValue};
use crate::approval::{Definition, DefinitionProblem};

/// The kinds of subject that `plan.approved_by` and its like speak of in short.
const SHORT: &[(&str, &str)] = &[
    ("goals.approved_by", "goal"),
    ("goals.tactics_approved_by", "tactic"),
    ("targets.approved_by", "target_list"),
    ("plan.approved_by", "account_plan"),
];

impl Look<'_> {
    /// A layer may give a step anew, and not take it away from its definition: that one would lose it without a word.
    fn steps_stay(&mut self, base: Option<&Resolved>) {
        let path = "approvals.steps";
        let (Some(base), Some(setting)) = (base, SettingInfo::find(path)) else { return };
        let above = base.value(setting).records();
        let own = self.layer.get(setting).map(SettingValue::records).unwrap_or_default();
        for (place, step) in own.iter().enumerate() {
            let (Some(before), Some(now)) = (above.iter().find(|known| known.key() == step.key()), step.text("definition")) else { continue };
            let Some(of) = before.text("definition").filter(|of| *of != now) else { continue };
            let text = format!("the step `{}` belongs to the definition `{of}`, which a layer above has it for", step.key());
            let problem = ConfigProblem::new(self.layer, path, "impossible", now, text, Some("give the step another id".to_owned()));
            self.found.push(problem.at(place, "definition"));
        }
    }

    /// Definitions that cannot be as they are written.
    pub(super) fn approvals(&mut self, base: Option<&Resolved>) {
        self.steps_stay(base);
        let drafts = Definition::drafts(self.resolved);
        for draft in &drafts {
            for DefinitionProblem { step, field, value, text, help } in Definition::new(draft).err().unwrap_or_default() {
                let path = if step.is_some() { "approvals.steps" } else { "approvals.definitions" };
                let key = step.unwrap_or_else(|| draft.id.clone());
                let text = match path {
                    "approvals.steps" => format!("in the step `{key}`: {text}"),
                    _ => text,
                };
                let problem = ConfigProblem::new(self.layer, path, "impossible", &value, text, help);
                let own = SettingInfo::find(path).and_then(|setting| self.layer.get(setting)).map(SettingValue::records).unwrap_or_default();
                // Where the layer says the entry itself, the problem is shown there.
                self.found.push(match own.iter().map(Record::key).position(|known| known == key) {
                    Some(place) => problem.at(place, field),
                    None => problem,
                });
            }
        }
        for (path, subject) in SHORT {
            let roles = self.resolved.at(path).filter(|roles| !roles.is_nothing());
            if let (Some(roles), Some(draft)) = (roles.map(ToString::to_string), drafts.iter().find(|draft| draft.subject == *subject)) {
                let text = format!("the definition `{}` says who approves, and `{path}` says it too", draft.id);
                self.say(path, "impossible", &roles, text, Some("leave one of them out".to_owned()));
            }
        }
    }
}
