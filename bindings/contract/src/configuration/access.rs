//! Rights and views.

use super::Layers;
use crate::convert::{override_draft, refused};
use crate::fault::Fault;
use crate::records::{CycleStep, LevelView, LostRule, NodeView, Person, PlanView, ProfileView, QuantityDraft, Right, RightAnswer, RightQuestion};
use crate::{Day, Dec, Stamp};
use kam_core::access::{self, Explanation, Figure, Request, Rights, View};
use kam_core::config::Resolved;
use kam_core::plan::help_among;
use kam_core::values::{Code, PersonId, PlanId, UnitId, ValueError, cut, nearest};

pub(crate) fn value<T>(field: &str, text: &str, made: Result<T, ValueError>) -> Result<T, Fault> {
    made.map_err(|error| refused(field, text, &error))
}

pub(crate) fn person(of: &str, given: &Person) -> Result<access::Person, Fault> {
    let mut person = access::Person::new(value(&format!("{of}.id"), &given.id, PersonId::new(&given.id))?);
    for (place, role) in given.roles.iter().flatten().enumerate() {
        let at = |field: &str| format!("{of}.roles[{place}].{field}");
        let code = value(&at("role"), &role.role, Code::new(&role.role))?;
        person = person.with_role(code, value(&at("unit"), &role.unit, UnitId::new(&role.unit))?);
    }
    for (place, role) in given.team_roles.iter().flatten().enumerate() {
        let at = |field: &str| format!("{of}.team_roles[{place}].{field}");
        let plan = value(&at("plan"), &role.plan, PlanId::new(&role.plan))?;
        person = person.with_team_role(plan, value(&at("role"), &role.role, Code::new(&role.role))?);
    }
    Ok(person)
}

/// What is asked, where its field is none that is nearly called so.
fn request<'q>(question: &'q RightQuestion, rights: &Rights) -> Result<Request<'q>, Fault> {
    if let Some((field, meant)) = question.field.as_ref().and_then(|field| Some((field, rights.meant_field(question.section.into(), field)?))) {
        let reason = "it is nearly the name of a field that there is".to_owned();
        return Err(Fault::InvalidValue {
            field: "question.field".to_owned(),
            value: cut(field, 80),
            reason,
            help: Some(format!("did you mean `{meant}`")),
        });
    }
    Ok(Request { unit: &question.unit, step: question.step.into(), section: question.section.into(), part: question.part.as_deref() })
}

fn plan_of(question: &RightQuestion) -> Result<Option<PlanId>, Fault> {
    question.plan.as_ref().map(|plan| value("question.plan", plan, PlanId::new(plan))).transpose()
}

fn answer(explanation: &Explanation<'_>) -> RightAnswer {
    let name = |text: &str| text.to_owned();
    RightAnswer {
        person: explanation.person.clone(),
        right: explanation.right.into(),
        rule: explanation.decided_by.map(|rule| name(&rule.id)),
        layer: explanation.decided_by.and_then(|rule| rule.layer.as_deref()).map(name),
        lost: explanation
            .lost
            .iter()
            .map(|(rule, why)| LostRule {
                rule: name(&rule.id),
                layer: rule.layer.as_deref().map(name),
                right: rule.right.into(),
                why: why.words().to_owned(),
            })
            .collect(),
        closed_by: explanation.closed_by.iter().flat_map(|closed| &closed.restrictions).map(|(id, _)| name(id)).collect(),
        changes: explanation.changes.iter().map(ToString::to_string).collect(),
        text: explanation.to_string(),
    }
}

impl Layers {
    /// The rights of the layer that is for a unit, compiled when they are asked for first.
    pub(crate) fn rights(&self, unit: &str) -> Result<(&Resolved, &Rights), Fault> {
        let resolved = self.0.for_unit(unit).ok_or_else(|| {
            let known = self.0.units();
            let help = match self.0.resolved(unit) {
                Some(_) => Some("that is a layer, and rights hang on a unit".to_owned()),
                None => help_among(&nearest(unit, known.iter().copied()), known.iter().copied()),
            };
            Fault::InvalidValue { field: "unit".to_owned(), value: cut(unit, 80), reason: "there is no unit of this name".to_owned(), help }
        })?;
        let place = self.0.layers().iter().position(|layer| layer.name == self.0.name(resolved.layer)).unwrap_or_default();
        let slot = self.1.get(place).ok_or_else(|| Fault::Internal { detail: "a layer without a place".to_owned() })?;
        Ok((resolved, slot.get_or_init(|| Rights::of(&self.0, resolved))))
    }

    pub(crate) fn may(&self, person: Person, question: RightQuestion) -> Result<Right, Fault> {
        let (rights, asks, plan) = (self.rights(&question.unit)?.1, self::person("person", &person)?, plan_of(&question)?);
        let (actor, request) = (rights.actor(&asks, plan.as_ref()), request(&question, rights)?);
        Ok(match &question.field {
            Some(field) => actor.may_with_field(&request, field),
            None => actor.may(&request),
        }
        .into())
    }

    pub(crate) fn explain_right(&self, person: Person, question: RightQuestion, wanted: Right) -> Result<RightAnswer, Fault> {
        let (rights, asks, plan) = (self.rights(&question.unit)?.1, self::person("person", &person)?, plan_of(&question)?);
        let (actor, request) = (rights.actor(&asks, plan.as_ref()), request(&question, rights)?);
        Ok(answer(&actor.explain(&request, question.field.as_deref(), wanted.into())))
    }

    pub(crate) fn who_may(&self, people: Vec<Person>, question: RightQuestion, least: Right) -> Result<Vec<RightAnswer>, Fault> {
        let (rights, plan) = (self.rights(&question.unit)?.1, plan_of(&question)?);
        let people: Vec<access::Person> =
            people.iter().enumerate().map(|(place, given)| person(&format!("people[{place}]"), given)).collect::<Result<_, _>>()?;
        let found = rights.who_may(&people, plan.as_ref(), &request(&question, rights)?, question.field.as_deref(), least.into());
        Ok(found.iter().map(answer).collect())
    }

    pub(crate) fn plan_view(&self, plan: String, person: Person, step: CycleStep, unit: Option<String>) -> Result<PlanView, Fault> {
        let plan = crate::functions::read(&plan)?;
        let own = plan.profile().unit.as_ref().map(ToString::to_string);
        // Whoever could name another unit would read by rights that are not for this plan.
        if let (Some(unit), Some(own)) = (&unit, &own)
            && unit != own
        {
            let reason = format!("the plan belongs to the unit `{own}`");
            return Err(Fault::InvalidValue { field: "unit".to_owned(), value: cut(unit, 80), reason, help: Some("leave the unit out".to_owned()) });
        }
        let unit = unit.or(own).ok_or_else(|| Fault::InvalidValue {
            field: "unit".to_owned(),
            value: String::new(),
            reason: "the plan has no unit of its own, and rights hang on one".to_owned(),
            help: Some("say which unit it belongs to".to_owned()),
        })?;
        let (rights, sees) = (self.rights(&unit)?.1, self::person("person", &person)?);
        Ok(view(&View::of(&plan, &sees, rights, &unit, step.into())))
    }
}

fn shown(figure: Figure) -> (Option<Dec>, bool) {
    match figure {
        Figure::Shown(completion) => (Some(completion.into()), false),
        Figure::Absent => (None, false),
        Figure::HeldBack => (None, true),
    }
}

fn view(view: &View<'_>) -> PlanView {
    let (completion, held_back) = shown(view.completion);
    let names = |names: &[&'static str]| names.iter().map(|name| (*name).to_owned()).collect();
    PlanView {
        profile: view.profile.as_ref().map(|profile| ProfileView {
            id: profile.id.to_string(),
            title: profile.title.map(ToString::to_string),
            account: profile.account.map(ToString::to_string),
            owner: profile.owner.map(ToString::to_string),
            unit: profile.unit.map(ToString::to_string),
            status: profile.status.map(ToString::to_string),
            start: profile.start.map(Day),
            end: profile.end.map(Day),
        }),
        levels: view
            .levels
            .iter()
            .map(|level| LevelView { name: level.name.to_string(), right: level.right.into(), figures: level.figures })
            .collect(),
        nodes: view.nodes.iter().map(node).collect(),
        completion,
        held_back,
        closed_in_profile: names(&view.closed_in_profile),
        closed_in_nodes: names(&view.closed_in_nodes),
    }
}

fn node(node: &access::NodeView<'_>) -> NodeView {
    let (completion, held_back) = shown(node.completion);
    NodeView {
        id: node.id.to_string(),
        level: node.level.to_owned(),
        parent: node.parent.map(ToString::to_string),
        title: node.title.map(ToString::to_string),
        owner: node.owner.map(ToString::to_string),
        weight: node.weight.map(Dec::from),
        status: node.status.map(|status| status.code.to_string()),
        category: node.status.map(|status| status.category.into()),
        start: node.start.map(Day),
        due: node.due.map(Day),
        progress: node.progress.map(Dec::from),
        quantity: node.quantity.map(|quantity| QuantityDraft {
            baseline: quantity.baseline().into(),
            target: quantity.target().into(),
            actual: quantity.actual().map(Dec::from),
        }),
        prerequisites: node.prerequisites.iter().map(ToString::to_string).collect(),
        products: node.products.iter().map(ToString::to_string).collect(),
        stakeholders: node.stakeholders.iter().map(ToString::to_string).collect(),
        completed_by: node.completed.map(|acting| acting.person.to_string()),
        completed_at: node.completed.map(|acting| Stamp(acting.at)),
        completion_override: node.completion_override.map(override_draft),
        completion,
        held_back,
    }
}
