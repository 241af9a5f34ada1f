//! What can be wrong with definitions of approvals (APR-1, APR-2).

use super::check::{ConfigProblem, Look};
use super::resolve::Resolved;
use super::schema::SettingInfo;
use super::value::{Record, SettingValue};
use crate::account_plan::OBJECTS;
use crate::approval::{Definition, DefinitionDraft, DefinitionProblem};
use crate::plan::help_among;
use crate::values::{cut, is_slip, nearest};

/// The kinds of subject that the library or its guide names; a host names others.
const SUBJECTS: &[&str] = &["account_plan", "amendment", "goal", "tactic", "target_list", "completion_override", "payout"];

/// The kinds of subject that `plan.approved_by` and its like speak of in short.
const SHORT: &[(&str, &str)] = &[
    ("goals.approved_by", "goal"),
    ("goals.tactics_approved_by", "tactic"),
    ("targets.approved_by", "target_list"),
    ("plan.approved_by", "account_plan"),
];

impl Look<'_> {
    /// Takes a problem with an entry in; where the layer says the entry itself, it is shown there.
    pub(super) fn say_at(&mut self, problem: ConfigProblem, key: &str, field: &'static str) {
        let own = SettingInfo::find(&problem.path).and_then(|setting| self.layer.get(setting)).map(SettingValue::records).unwrap_or_default();
        self.found.push(match own.iter().map(Record::key).position(|known| known == key) {
            Some(place) => problem.at(place, field),
            None => problem,
        });
    }

    /// A kind of subject that is nearly one that the library knows would approve nothing, and nobody would notice.
    fn slip_of_a_subject(&mut self, draft: &DefinitionDraft) {
        if SUBJECTS.contains(&draft.subject.as_str()) {
            return;
        }
        let Some(meant) = SUBJECTS.iter().find(|known| is_slip(&draft.subject, known)) else { return };
        let text = format!("`{}` is nearly `{meant}`, and nothing would be approved by it", cut(&draft.subject, 80));
        let path = "approvals.definitions";
        let problem = ConfigProblem::new(self.layer, path, "unknown_name", &draft.subject, text, Some(format!("did you mean `{meant}`")));
        self.say_at(problem, &draft.id, "subject");
    }

    /// What steps of amendments are about has to be there, or a change of it would ask nobody.
    fn concerns(&mut self, draft: &DefinitionDraft) {
        let kinds = OBJECTS.iter().map(|object| object.kind.name().to_owned());
        let fields = OBJECTS.iter().flat_map(|object| object.fields.iter().map(move |field| format!("{}.{}", object.kind.name(), field.name)));
        let known: Vec<String> = kinds.chain(fields).collect();
        let names = || known.iter().map(String::as_str);
        for step in &draft.steps {
            for name in step.concerns.iter().filter(|name| !known.contains(name)) {
                let text = format!("in the step `{}`: an account plan has no `{}`", step.id, cut(name, 80));
                let help = help_among(&nearest(name, names()), OBJECTS.iter().map(|object| object.kind.name()));
                let problem = ConfigProblem::new(self.layer, "approvals.steps", "unknown_name", name, text, help);
                self.say_at(problem, &step.id, "concerns");
            }
        }
    }

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
                self.say_at(problem, &key, field);
            }
        }
        for draft in &drafts {
            self.slip_of_a_subject(draft);
            if draft.subject == "amendment" {
                self.concerns(draft);
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
