//! Prerequisites name nodes of the plan and form no circle (EXE-2).

use super::assemble::Draft;
use super::circles::{Circles, Graph};
use super::problem::{Circle, PlanProblem};

/// Reports prerequisites that are unknown and those that wait for each other; gives what each node waits for.
pub(super) fn check(draft: &mut Draft<'_>) -> Graph {
    if draft.nodes.iter().all(|spec| spec.node.prerequisites.is_empty()) {
        return Graph::default();
    }
    let nodes = draft.nodes;
    let mut graph = Graph::with_capacity(nodes.len());
    for (place, spec) in (0..).zip(nodes) {
        for id in &spec.node.prerequisites {
            if draft.find(id.as_str()).is_none() {
                let nearest = draft.nearest(id.as_str());
                draft.report(place, PlanProblem::UnknownPrerequisite { node: spec.node.id.clone(), prerequisite: id.clone(), nearest });
            }
        }
        graph.push(spec.node.prerequisites.iter().filter_map(|id| draft.find(id.as_str())));
    }
    let mut circles = Circles::of(&graph);
    for place in circles.places() {
        let (way, whole) = circles.way_round(place);
        let ids: Vec<_> = way.iter().filter_map(|place| draft.id_at(*place)).cloned().collect();
        if let Some(node) = ids.first().cloned() {
            draft.report(place, PlanProblem::PrerequisiteCycle { node, cycle: Circle::new(ids, whole) });
        }
    }
    graph
}
