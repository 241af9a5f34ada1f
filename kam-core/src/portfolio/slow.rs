//! A plan in which something is wrong: the rules of a single plan find everything, so that there is one definition of each.

use super::key::{Id, Key};
use super::partition::Partition;
use super::problem::{ProblemKind, RowProblem};
use super::source::{CellFault, NodeColumn, RowValues, Source};
use crate::config::Settings;
use crate::execution::{Links, NodeSpec, Schedule};
use crate::plan::{Plan, PlanProblem, Profile};
use crate::values::{NodeId, PlanId, ValueError, cut};
use std::collections::HashSet;
use std::sync::Arc;

/// Problems that come with the ids that may have been meant, on each thread.
const MOST_SUGGESTED: usize = 1_000;

/// The rows of a plan that fit together, in their own order. What is wrong with the others goes to `problems`.
pub(super) fn sift<S: Source>(
    source: &S,
    settings: &Arc<Settings>,
    plan: usize,
    partition: &Partition,
    rows: &[u32],
    problems: &mut Vec<RowProblem>,
) -> Vec<u32> {
    let name = partition.named_in.get(plan).and_then(|row| source.plan(*row as usize)).map(|id| id.to_string()).unwrap_or_default();
    let mut look = Look { source, name: &name, problems, out: HashSet::new() };
    let mut specs = Vec::new();
    let mut places = Vec::new();
    for row in rows {
        if let Some(spec) = look.spec(*row, settings) {
            specs.push(spec);
            places.push(*row);
        }
    }
    let Ok(id) = PlanId::new(&name) else { return Vec::new() };
    let out = look.out;
    // Where so much is wrong, nobody reads what each id may have meant, and looking for it would take the longest.
    let suggest = problems.len() < MOST_SUGGESTED;
    match Plan::put_together(Profile::new(id), Arc::clone(settings), specs, suggest) {
        Ok(assembled) => {
            let mut good: Vec<Option<u32>> = places.iter().copied().map(Some).collect();
            for aside in assembled.set_aside {
                let Some(row) = good.get_mut(aside.place).and_then(Option::take) else { continue };
                problems.extend(aside.problems().map(|problem| of_plan(&name, row, &aside.spec, problem, &out)));
            }
            good.into_iter().flatten().collect()
        }
        // Too many nodes: that was looked at before.
        Err(_) => Vec::new(),
    }
}

struct Look<'l, S> {
    source: &'l S,
    name: &'l str,
    problems: &'l mut Vec<RowProblem>,
    /// The ids of rows that are out because of a cell.
    out: HashSet<String>,
}

impl<S: Source> Look<'_, S> {
    fn cell(&mut self, row: u32, node: Option<Id<'_>>, fault: CellFault) {
        self.problems.push(RowProblem {
            row,
            plan: Some(self.name.to_owned()),
            node: node.map(|id| cut(&id.to_string(), 80)),
            column: fault.column,
            kind: ProblemKind::Cell(fault.code),
            value: fault.value,
            text: fault.text,
            help: fault.help,
        });
    }

    /// A row as the rules of a single plan take it; says everything that is wrong with its cells.
    fn spec(&mut self, row: u32, settings: &Settings) -> Option<NodeSpec> {
        let at = row as usize;
        let (node, parent, values) = (self.source.node(at), self.source.parent(at), self.source.values(at));
        let id = match node {
            None => Err(missing(NodeColumn::Node, "the row has no id")),
            Some(id) => node_id(id).map_err(|error| refused(NodeColumn::Node, &error)),
        };
        let above = parent.map(node_id).transpose().map_err(|error| refused(NodeColumn::Parent, &error));
        let first = self.prerequisites(at);
        let (id, above, values, first) = match (id, above, values, first) {
            (Ok(id), Ok(above), Ok(values), Ok(first)) => (id, above, values, first),
            (id, above, values, first) => {
                if let Ok(id) = &id {
                    self.out.insert(id.as_str().to_owned());
                }
                let faults = id.err().into_iter().chain(above.err()).chain(values.err().into_iter().flatten()).chain(first.err());
                faults.for_each(|fault| self.cell(row, node, fault));
                return None;
            }
        };
        let mut spec = spec(id, above, &values, settings)?;
        spec.node.prerequisites = first;
        Some(spec)
    }

    /// What the node of a row waits for; the first thing that is wrong with it.
    fn prerequisites(&self, row: usize) -> Result<Links<NodeId>, CellFault> {
        if !self.source.has(NodeColumn::Prerequisites) {
            return Ok(Links::default());
        }
        let mut ids = Vec::new();
        self.source.prerequisites(row, &mut |id| ids.push(id));
        let checked = |id: Option<Id<'_>>| match id {
            None => Err(missing(NodeColumn::Prerequisites, "one of the prerequisites has no id")),
            Some(id) => node_id(id).map_err(|error| refused(NodeColumn::Prerequisites, &error)),
        };
        let ids: Vec<NodeId> = ids.into_iter().map(checked).collect::<Result<_, _>>()?;
        let count = ids.len();
        Links::new(ids).map_err(|error| CellFault {
            column: NodeColumn::Prerequisites,
            code: "limit_exceeded",
            value: count.to_string(),
            text: error.to_string(),
            help: None,
        })
    }
}

fn spec(id: NodeId, parent: Option<NodeId>, values: &RowValues, settings: &Settings) -> Option<NodeSpec> {
    let statuses = &settings.statuses;
    // Only the shape of the plan is asked for, so any status will do where the list has none of this category.
    let status = statuses.first(values.category).or_else(|| statuses.statuses().first())?;
    let mut spec = NodeSpec::new(id, status.clone());
    (spec.parent, spec.level, spec.node.weight) = (parent, values.level, values.weight);
    spec.node.schedule = Schedule::default();
    Some(spec)
}

fn node_id(id: Id<'_>) -> Result<NodeId, ValueError> {
    Key::checked(id)?;
    match id {
        Id::Text(text) => NodeId::new(text),
        Id::Whole(number) => NodeId::new(&number.to_string()),
    }
}

fn missing(column: NodeColumn, text: &str) -> CellFault {
    CellFault { column, code: "missing_id", value: String::new(), text: text.to_owned(), help: None }
}

fn refused(column: NodeColumn, error: &ValueError) -> CellFault {
    CellFault { column, code: "invalid_id", value: error.value.clone(), text: error.to_string(), help: None }
}

fn of_plan(plan: &str, row: u32, spec: &NodeSpec, problem: &PlanProblem, out: &HashSet<String>) -> RowProblem {
    let column = match problem.field() {
        "id" => NodeColumn::Node,
        "level" => NodeColumn::Level,
        "prerequisites" => NodeColumn::Prerequisites,
        _ => NodeColumn::Parent,
    };
    // To the rules of the plan a row that is out because of a cell was never there.
    let aside = match (problem, &spec.parent) {
        (PlanProblem::UnknownParent { .. }, Some(parent)) if out.contains(parent.as_str()) => {
            Some(PlanProblem::ParentSetAside { node: spec.node.id.clone(), parent: parent.clone() })
        }
        (PlanProblem::UnknownPrerequisite { node, prerequisite, .. }, _) if out.contains(prerequisite.as_str()) => {
            Some(PlanProblem::PrerequisiteSetAside { node: node.clone(), prerequisite: prerequisite.clone() })
        }
        _ => None,
    };
    let problem = aside.as_ref().unwrap_or(problem);
    RowProblem {
        row,
        plan: Some(plan.to_owned()),
        node: Some(spec.node.id.to_string()),
        column,
        kind: ProblemKind::Plan(problem.code()),
        value: problem.value().to_owned(),
        text: problem.to_string(),
        help: problem.help(),
    }
}
