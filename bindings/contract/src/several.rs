//! What is asked of several documents at once: of plans, and of requests for approvals.

use crate::account_plan::{read, unit_of};
use crate::approval::{around, by, open, summary};
use crate::configuration::Layers;
use crate::convert::count;
use crate::fault::Fault;
use crate::outlook::{mention, section};
use crate::records::{ApprovalAct, ApprovalPeople, PlanCreation, PlanMentions, PortfolioCreation, Problem, SectionCount, WaitingRequest};
use crate::{Day, Dec};
use kam_core::access::Rules;
use kam_core::account_plan::{self, AccountPlan, PlanRules};
use kam_core::approval::{Around, Request};
use kam_core::config::Settings;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Reads each of several documents. What is wrong with any of them is told at once, with its place among them: `plans[3]`.
fn each<D, T>(name: &str, documents: &[D], mut read: impl FnMut(&D) -> Result<T, Fault>) -> Result<Vec<T>, Fault> {
    let mut made = Vec::with_capacity(documents.len());
    let mut problems = Vec::new();
    for (place, document) in documents.iter().enumerate() {
        let fault = match read(document) {
            Ok(one) => {
                made.push(one);
                continue;
            }
            Err(fault) => fault,
        };
        let at = |path: &str| Some(if path.is_empty() { format!("{name}[{place}]") } else { format!("{name}[{place}].{path}") });
        match fault {
            Fault::InvalidDocument { problems: of_it } => {
                problems.extend(of_it.into_iter().map(|problem| Problem { path: at(problem.path.as_deref().unwrap_or_default()), ..problem }));
            }
            Fault::InvalidValue { field, value, reason, help } => {
                let text = format!("`{field}` cannot be `{value}`: {reason}");
                problems.push(Problem { value: Some(value), help, ..problem("invalid_value", at(""), text) });
            }
            other => problems.push(problem(other.code(), at(""), other.to_string())),
        }
    }
    if problems.is_empty() { Ok(made) } else { Err(Fault::InvalidDocument { problems }) }
}

fn problem(code: &str, path: Option<String>, text: String) -> Problem {
    Problem { code: code.to_owned(), document: None, path, id: None, line: None, column: None, value: None, text, help: None }
}

/// The rules of the units that some documents belong to, each worked out once.
struct Units<'l> {
    layers: &'l Layers,
    known: HashMap<String, (Arc<Settings>, Arc<PlanRules>)>,
}

impl<'l> Units<'l> {
    fn new(layers: &'l Layers) -> Self {
        Self { layers, known: HashMap::new() }
    }

    fn rules(&mut self, unit: &str) -> Result<Rules<'l>, Fault> {
        let (resolved, rights) = self.layers.rights(unit)?;
        if let Some((settings, plans)) = self.known.get(unit) {
            return Ok(Rules::with(resolved, rights, Arc::clone(settings), Arc::clone(plans)));
        }
        let rules = Rules::of(resolved, rights).ok_or_else(|| Fault::Internal { detail: "a configuration without settings".to_owned() })?;
        self.known.insert(unit.to_owned(), (Arc::clone(rules.settings()), Arc::clone(rules.plans())));
        Ok(rules)
    }

    fn plan<T>(&mut self, document: &str, of: impl FnOnce(AccountPlan, &Rules<'_>) -> T) -> Result<T, Fault> {
        let parts = read(document)?;
        let rules = self.rules(&unit_of(&parts).unwrap_or_default())?;
        let (entries, personal) = parts;
        let plan = AccountPlan::open(entries, personal, Arc::clone(rules.settings()), None)?;
        Ok(of(plan, &rules))
    }
}

fn of_plan(of: account_plan::PlanCreation, on: Day) -> PlanCreation {
    PlanCreation {
        overdue: of.is_overdue(on.0),
        plan: of.plan.to_string(),
        unit: of.unit.to_string(),
        account: of.account,
        owner: of.owner,
        state: of.state.into(),
        completion: of.creation.completion.map(Dec::from),
        due: of.creation.due.map(Day),
        sections: of.creation.sections.into_iter().map(section).collect(),
    }
}

impl Layers {
    pub(crate) fn portfolio_creation(&self, plans: Vec<String>, on: Day) -> Result<PortfolioCreation, Fault> {
        let mut units = Units::new(self);
        let mut seen: HashSet<String> = HashSet::new();
        let plans = each("plans", &plans, |document| {
            let plan = units.plan(document, |plan, rules| plan.plan_creation(rules))?;
            let twice = || Fault::InvalidValue {
                field: "id".to_owned(),
                value: plan.plan.to_string(),
                reason: "a plan of this id came before it, and would count twice".to_owned(),
                help: None,
            };
            if seen.insert(plan.plan.to_string()) { Ok(plan) } else { Err(twice()) }
        })?;
        let sums = account_plan::PortfolioCreation::of(&plans, on.0);
        let section =
            |of: account_plan::SectionCount| SectionCount { section: of.section, required: count(of.required), complete: count(of.complete) };
        Ok(PortfolioCreation {
            counted: count(sums.counted),
            complete: count(sums.complete),
            overdue: count(sums.overdue),
            completion: sums.completion.map(Dec::from),
            sections: sums.sections.into_iter().map(section).collect(),
            plans: plans.into_iter().map(|plan| of_plan(plan, on)).collect(),
        })
    }

    pub(crate) fn about_in_plans(&self, plans: Vec<String>, stakeholder: String) -> Result<Vec<PlanMentions>, Fault> {
        let mut units = Units::new(self);
        let said = each("plans", &plans, |document| {
            units.plan(document, |plan, _| PlanMentions {
                plan: plan.id().to_string(),
                unit: plan.unit().to_string(),
                mentions: plan.about(&stakeholder).into_iter().map(mention).collect(),
            })
        })?;
        Ok(said.into_iter().filter(|said| !said.mentions.is_empty()).collect())
    }

    pub(crate) fn waiting_requests(
        &self,
        requests: Vec<String>,
        act: ApprovalAct,
        people: Option<ApprovalPeople>,
    ) -> Result<Vec<WaitingRequest>, Fault> {
        let (by, (directory, delegations), mut units) = (by(&act)?, around(people)?, Units::new(self));
        let opened: Vec<(Request, _)> = each("requests", &requests, |document| {
            let request = open(document, None)?;
            let rules = units.rules(request.subject().unit.as_str())?;
            let waiting = request.waiting(&by, &Around { rules: &rules, directory: &directory, delegations: &delegations });
            Ok((request, waiting))
        })?;
        let mut open: Vec<_> = opened.iter().filter(|(request, _)| !request.state().is_over()).collect();
        open.sort_by(|(a, of_a), (b, of_b)| of_a.urgency(a).cmp(&of_b.urgency(b)));
        let waiting = |(request, waiting): &(Request, kam_core::approval::Waiting)| WaitingRequest {
            request: summary(request),
            waits_for_me: waiting.for_me,
            acting_for: waiting.acting_for.as_ref().map(ToString::to_string),
            overdue: waiting.overdue,
            actions: waiting.actions.iter().map(|action| (*action).into()).collect(),
        };
        Ok(open.into_iter().map(waiting).collect())
    }
}
