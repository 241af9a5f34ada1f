//! A plan that is open: the handle, and its operations.

use crate::convert::{acting, checked, count, invalid, names_problem, override_draft, proposal, refused, text};
use crate::fault::Fault;
use crate::records::{
    Acting, CompletionRules, DueItem, DueQuery, Explanation, ExplanationTerm, Figures, LeftOut, NodeCompletion, NodeDraft, NodeProgress, PlanDraft,
    PlanProfile, PlanSummary, Problem, StatusChanged, StatusProposal,
};
use crate::{Day, Dec};
use kam_core::config::Settings;
use kam_core::execution::{self, Changed, Completion, Horizon, NotOpened, Override, Progress, Summary, Work, status_proposals};
use kam_core::plan::help_among;
use kam_core::values::{Percent, PersonId, Reason, UnitId, cut, nearest};
use kam_crm::format::cells::Flavour;
use std::borrow::Cow;
use std::fmt;
use std::sync::{Mutex, MutexGuard};

/// A plan that is open: its nodes, its settings, and its figures, which every change brings up to date.
///
/// It may be used from several threads; a change is complete or did not happen.
///
/// ```
/// let plan = kam_contract::open_plan(r#"{"id": "AP-1", "nodes": [{"id": "a", "status": "done"}, {"id": "b"}]}"#.to_owned())?;
/// assert_eq!(plan.completion(None)?.map(|completion| completion.to_string()), Some("50".to_owned()));
/// # Ok::<(), kam_contract::Fault>(())
/// ```
#[derive(Debug)]
pub struct Plan {
    pub(crate) inner: Handle,
}

impl Plan {
    pub(crate) fn open(plan: kam_core::plan::Plan) -> Self {
        // A plan without figures is open all the same, to be looked at.
        let state = match Work::open(plan) {
            Ok(work) => State::Working(work),
            Err(NotOpened { plan, missing }) => State::Bare(plan, missing.into()),
        };
        Self { inner: Handle { state: Mutex::new(state), flavour: None } }
    }

    /// A plan of an export, which answers to both forms of a Salesforce id where the export does.
    pub(crate) fn of_export(plan: kam_core::plan::Plan, flavour: Flavour) -> Self {
        let Self { inner } = Self::open(plan);
        Self { inner: Handle { flavour: Some(flavour), ..inner } }
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.profile() {
            Ok(profile) => write!(f, "plan `{}` of {} nodes", profile.id, profile.nodes),
            Err(fault) => write!(f, "plan: {fault}"),
        }
    }
}

#[derive(Debug)]
#[allow(clippy::large_enum_variant, reason = "nearly all are working, and one more indirection would cost every call")]
enum State {
    Working(Work),
    Bare(Box<kam_core::plan::Plan>, Fault),
}

#[derive(Debug)]
pub(crate) struct Handle {
    state: Mutex<State>,
    /// How the export writes ids that the plan is from.
    flavour: Option<Flavour>,
}

impl State {
    const fn plan(&self) -> &kam_core::plan::Plan {
        match self {
            Self::Working(work) => work.plan(),
            Self::Bare(plan, _) => plan,
        }
    }

    fn work(&mut self) -> Result<&mut Work, Fault> {
        match self {
            Self::Working(work) => Ok(work),
            Self::Bare(_, fault) => Err(fault.clone()),
        }
    }

    fn completion(&self) -> Result<&Completion, Fault> {
        match self {
            Self::Working(work) => Ok(work.completion()),
            Self::Bare(_, fault) => Err(fault.clone()),
        }
    }

    fn rules(&self, rules: Option<CompletionRules>) -> Result<execution::CompletionRules, Fault> {
        completion_rules(self.plan(), rules)
    }

    fn computed(&self, rules: Option<CompletionRules>) -> Result<Cow<'_, Completion>, Fault> {
        match rules {
            None => self.completion().map(Cow::Borrowed),
            Some(rules) => Ok(Cow::Owned(Completion::compute(self.plan(), &self.rules(Some(rules))?)?)),
        }
    }
}

/// The plan's rules with what `rules` changes of them.
pub(crate) fn completion_rules(plan: &kam_core::plan::Plan, rules: Option<CompletionRules>) -> Result<execution::CompletionRules, Fault> {
    let settings = plan.settings();
    rules.map_or(Ok(settings.completion), |rules| changed_rules(&rules, settings))
}

/// The rules of settings with what `rules` changes of them.
pub(crate) fn changed_rules(rules: &CompletionRules, settings: &Settings) -> Result<execution::CompletionRules, Fault> {
    let document = serde_json::to_string(rules).map_err(|error| Fault::Internal { detail: error.to_string() })?;
    kam_document::read_rules(&document, &settings.hierarchy, settings.completion).map_err(|error| names_problem("rules", &error))
}

/// The core's question. Which plans are asked is not its business.
pub(crate) fn due_query(plan: &kam_core::plan::Plan, query: Option<DueQuery>) -> Result<execution::DueQuery, Fault> {
    let Some(query) = query else { return Ok(execution::DueQuery::default()) };
    let horizon = due_horizon("query.horizon", query.horizon, query.working_days.unwrap_or(false))?;
    let hierarchy = &plan.settings().hierarchy;
    let names = query.levels.unwrap_or_default();
    let unknown = |name: &&String| hierarchy.find(name).is_none();
    let problem = |name: &String| {
        let help = help_among(&hierarchy.nearest(name), hierarchy.levels().iter().map(|level| level.name.as_str()));
        Problem::of_value("unknown_level", "query.levels".to_owned(), cut(name, 80), "it is no level of this plan".to_owned(), help)
    };
    let problems: Vec<Problem> = names.iter().filter(unknown).map(problem).collect();
    if !problems.is_empty() {
        return Err(Fault::values(problems));
    }
    Ok(execution::DueQuery {
        horizon,
        person: query.person.map(|id| PersonId::new(&id).map_err(|error| refused("query.person", &id, &error))).transpose()?,
        unit: query.unit.map(|id| UnitId::new(&id).map_err(|error| refused("query.unit", &id, &error))).transpose()?,
        levels: names.iter().filter_map(|name| hierarchy.find(name)).collect(),
    })
}

/// A question with the ids in it as an export of a flavour has them.
pub(crate) fn with_full_ids(query: DueQuery, flavour: Flavour) -> DueQuery {
    let full = |id: Option<String>| id.map(|id| flavour.id(&id).into_owned());
    DueQuery { plan: full(query.plan), person: full(query.person), ..query }
}

/// The core's question to one plan; a question that names another plan is a mistake, not an empty answer.
fn own_query(plan: &kam_core::plan::Plan, query: Option<DueQuery>) -> Result<execution::DueQuery, Fault> {
    let own = plan.profile().id.as_str();
    match query.as_ref().and_then(|query| query.plan.as_deref()) {
        Some(other) if other != own => Err(Fault::UnknownPlan { plan: other.to_owned(), set_aside: None, nearest: nearest(other, [own]) }),
        _ => due_query(plan, query),
    }
}

/// How far `soon` reaches.
pub(crate) fn due_horizon(field: &str, days: Option<u32>, working: bool) -> Result<Horizon, Fault> {
    let days = days.unwrap_or(14);
    let horizon = if working { Horizon::working_days(days) } else { Horizon::days(days) };
    horizon.map_err(|error| invalid(field, &days, &error))
}

impl Handle {
    fn state(&self) -> Result<MutexGuard<'_, State>, Fault> {
        self.state.lock().map_err(|_| Fault::Internal { detail: "an earlier call on this plan broke off".to_owned() })
    }

    /// An id as the plan has it.
    fn id<'i>(&self, id: &'i str) -> Cow<'i, str> {
        self.flavour.map_or(Cow::Borrowed(id), |flavour| flavour.id(id))
    }

    /// The core's question to this plan.
    fn query(&self, plan: &kam_core::plan::Plan, query: Option<DueQuery>) -> Result<execution::DueQuery, Fault> {
        let query = match (query, self.flavour) {
            (Some(query), Some(flavour)) => Some(with_full_ids(query, flavour)),
            (query, _) => query,
        };
        own_query(plan, query)
    }

    pub(crate) fn profile(&self) -> Result<PlanProfile, Fault> {
        let state = self.state()?;
        let profile = state.plan().profile();
        Ok(PlanProfile {
            id: profile.id.to_string(),
            title: text(&profile.title),
            account: profile.account.as_ref().map(ToString::to_string),
            owner: profile.owner.as_ref().map(ToString::to_string),
            unit: profile.unit.as_ref().map(ToString::to_string),
            status: profile.status.as_ref().map(ToString::to_string),
            start: profile.period.start().map(Day),
            end: profile.period.end().map(Day),
            nodes: count(state.plan().nodes().len()),
        })
    }

    pub(crate) fn document(&self) -> Result<String, Fault> {
        Ok(kam_document::write_plan(self.state()?.plan()))
    }

    pub(crate) fn nodes(&self) -> Result<Vec<NodeDraft>, Fault> {
        // The document's writer is the one place that knows how a node is written down.
        let draft: PlanDraft = serde_json::from_str(&self.document()?).map_err(|error| Fault::Internal { detail: error.to_string() })?;
        Ok(draft.nodes.unwrap_or_default())
    }

    pub(crate) fn completion(&self, rules: Option<CompletionRules>) -> Result<Option<Dec>, Fault> {
        Ok(self.state()?.computed(rules)?.of_plan().map(Dec::from))
    }

    pub(crate) fn completions(&self, rules: Option<CompletionRules>) -> Result<Vec<NodeCompletion>, Fault> {
        let state = self.state()?;
        let (plan, completion) = (state.plan(), state.computed(rules)?);
        let row = |(key, node): (_, &execution::Node)| NodeCompletion {
            node: node.id.to_string(),
            parent: plan.parent(key).and_then(|parent| plan.node(parent)).map(|parent| parent.id.to_string()),
            level: plan.level(key).map(|level| level.name.to_string()).unwrap_or_default(),
            title: node.title.to_string(),
            status: node.status.code.to_string(),
            category: node.status.category.into(),
            completion: completion.of(key).map(Dec::from),
            computed: completion.computed(key).map(Dec::from),
            overridden: completion.is_overridden(key),
            basis: completion.basis(plan, key).into(),
        };
        Ok(plan.keys().zip(plan.nodes()).map(row).collect())
    }

    pub(crate) fn figures(&self, rules: Option<CompletionRules>) -> Result<Figures, Fault> {
        let state = self.state()?;
        let (plan, completion) = (state.plan(), state.computed(rules)?);
        Ok(Figures {
            completion: completion.of_plan().map(Dec::from),
            nodes: plan.nodes().iter().map(|node| node.id.to_string()).collect(),
            completions: plan.keys().map(|key| completion.of(key).map(Dec::from)).collect(),
        })
    }

    pub(crate) fn explain(&self, node: Option<String>, rules: Option<CompletionRules>) -> Result<Explanation, Fault> {
        let state = self.state()?;
        let (plan, completion) = (state.plan(), state.computed(rules)?);
        let unknown = |node: &String| Fault::UnknownNode { node: node.clone(), set_aside: None, nearest: plan.nearest(node) };
        let key = node.as_ref().map(|node| plan.find(&self.id(node)).ok_or_else(|| unknown(node))).transpose()?;
        let found = completion.explain(plan, key).ok_or_else(|| Fault::Internal { detail: "a node without an explanation".to_owned() })?;
        let leaf = key.is_some_and(|key| plan.is_leaf(key));
        let weighs = matches!(found.method, execution::Method::WeightedMean | execution::Method::LeafMean) && found.basis == execution::Basis::Method;
        Ok(Explanation {
            node: found.node.map(|node| node.id.to_string()),
            title: found.title.to_owned(),
            level: found.level.to_owned(),
            method: (!leaf).then(|| found.method.into()),
            basis: found.basis.into(),
            completion: found.completion.map(Dec::from),
            computed: found.computed.map(Dec::from),
            r#override: found.by_hand.map(override_draft),
            weight_sum: weighs.then(|| Dec::new(i128::from(found.weight_sum.ten_thousandths()), 4)),
            counted: count(found.terms.len()),
            done: count(found.done),
            terms: found.terms.iter().map(term).collect(),
            left_out: found.left_out.iter().map(left_out).collect(),
            text: found.to_string(),
        })
    }

    pub(crate) fn progress(&self, as_of: Day, rules: Option<CompletionRules>) -> Result<Vec<NodeProgress>, Fault> {
        let state = self.state()?;
        let plan = state.plan();
        let rules = state.rules(rules)?;
        let (actual, expected) = (Completion::compute(plan, &rules)?, Completion::expected(plan, &rules, as_of.0)?);
        let health = &plan.settings().health;
        let row = |node: Option<&execution::Node>, progress: Progress| NodeProgress {
            node: node.map(|node| node.id.to_string()),
            completion: progress.completion.map(Dec::from),
            expected: progress.expected.map(Dec::from),
            variance: progress.variance.map(Dec::from),
            health: progress.health.map(Into::into),
        };
        let whole = row(None, Progress::of(actual.of_plan(), expected.of_plan(), health));
        let each = plan.keys().zip(plan.nodes()).map(|(key, node)| row(Some(node), Progress::of(actual.of(key), expected.of(key), health)));
        Ok(std::iter::once(whole).chain(each).collect())
    }

    pub(crate) fn summary(&self, as_of: Day, query: Option<DueQuery>, rules: Option<CompletionRules>) -> Result<PlanSummary, Fault> {
        let state = self.state()?;
        let plan = state.plan();
        let query = self.query(plan, query)?;
        Ok(summary_row(plan, &Summary::of(plan, &state.rules(rules)?, as_of.0, &query)?, None))
    }

    pub(crate) fn due(&self, as_of: Day, query: Option<DueQuery>) -> Result<Vec<DueItem>, Fault> {
        let state = self.state()?;
        let query = self.query(state.plan(), query)?;
        Ok(execution::due([state.plan()], as_of.0, &query).iter().map(due_row).collect())
    }

    pub(crate) fn change_status(&self, node: String, status: String, by: Acting, reason: Option<String>) -> Result<StatusChanged, Fault> {
        let by = acting(&by)?;
        let reason = reason.as_deref().map(given_reason).transpose()?;
        let mut state = self.state()?;
        let work = state.work()?;
        let changed = work.change_status(&self.id(&node), &status, &by, reason.as_ref())?;
        Ok(status_changed(changed))
    }

    pub(crate) fn override_completion(&self, node: String, completion: Dec, reason: String, by: Acting) -> Result<StatusChanged, Fault> {
        let completion: Percent = checked("completion", &completion)?;
        let by_hand = Override { completion, reason: given_reason(&reason)?, acting: acting(&by)? };
        if by_hand.reason.is_blank() {
            return Err(invalid("reason", &reason, &"to set a completion by hand a reason is needed"));
        }
        let mut state = self.state()?;
        let work = state.work()?;
        let changed = work.override_completion(&self.id(&node), by_hand)?;
        Ok(status_changed(changed))
    }

    pub(crate) fn remove_override(&self, node: String) -> Result<StatusChanged, Fault> {
        let mut state = self.state()?;
        let work = state.work()?;
        let changed = work.remove_override(&self.id(&node))?;
        Ok(status_changed(changed))
    }

    pub(crate) fn proposals(&self) -> Result<Vec<StatusProposal>, Fault> {
        let state = self.state()?;
        Ok(status_proposals(state.plan(), state.completion()?).into_iter().map(proposal).collect())
    }

    pub(crate) fn display(&self, completion: Dec) -> Result<String, Fault> {
        let completion = checked("completion", &completion)?;
        Ok(self.state()?.plan().settings().display.show(completion))
    }
}

fn given_reason(reason: &str) -> Result<Reason, Fault> {
    Reason::new(reason).map_err(|error| refused("reason", reason, &error))
}

fn status_changed(changed: Changed) -> StatusChanged {
    StatusChanged {
        completion: changed.plan.map(Dec::from),
        node_completion: changed.node.map(Dec::from),
        warnings: changed.unfinished_prerequisites.iter().map(|first| format!("`{first}` comes first and is not finished")).collect(),
        proposals: changed.proposals.into_iter().map(proposal).collect(),
    }
}

fn term(term: &execution::Term<'_>) -> ExplanationTerm {
    ExplanationTerm {
        node: term.node.id.to_string(),
        title: term.node.title.to_string(),
        weight: term.weight.into(),
        weight_source: term.weight_source.into(),
        completion: term.completion.into(),
        category: term.node.status.category.into(),
        done: term.done,
        contribution: term.contribution.into(),
        overridden: term.overridden,
    }
}

fn left_out(out: &execution::LeftOut<'_>) -> LeftOut {
    LeftOut { node: out.node.id.to_string(), title: out.node.title.to_string(), reason: out.reason.into(), weight: out.node.weight.map(Dec::from) }
}

pub(crate) fn due_row(item: &execution::DueItem<'_>) -> DueItem {
    DueItem {
        plan: item.plan.profile().id.to_string(),
        node: item.node.id.to_string(),
        title: item.node.title.to_string(),
        owner: item.node.owner.as_ref().map(ToString::to_string),
        level: item.plan.level(item.key).map(|level| level.name.to_string()).unwrap_or_default(),
        due: item.node.schedule.due().map(Day),
        due_effective: item.effective.map(Day),
        days: item.days,
        bucket: item.bucket.into(),
        weight: item.weight().into(),
        blocked_by: item.blocked_by.iter().map(ToString::to_string).collect(),
    }
}

pub(crate) fn summary_row(plan: &kam_core::plan::Plan, summary: &Summary, account_name: Option<String>) -> PlanSummary {
    let profile = plan.profile();
    let option = |id: Option<&dyn fmt::Display>| id.map(ToString::to_string);
    PlanSummary {
        plan: profile.id.to_string(),
        title: profile.title.to_string(),
        account: option(profile.account.as_ref().map(|id| id as &dyn fmt::Display)),
        account_name,
        owner: option(profile.owner.as_ref().map(|id| id as &dyn fmt::Display)),
        unit: option(profile.unit.as_ref().map(|id| id as &dyn fmt::Display)),
        completion: summary.progress.completion.map(Dec::from),
        expected: summary.progress.expected.map(Dec::from),
        variance: summary.progress.variance.map(Dec::from),
        health: summary.progress.health.map(Into::into),
        nodes: count(summary.nodes),
        actions: count(summary.actions),
        open: count(summary.open),
        overdue: count(summary.overdue),
        due_today: count(summary.due_today),
        due_soon: count(summary.due_soon),
        later: count(summary.later),
        undated: count(summary.undated),
        blocked: count(summary.blocked),
    }
}
