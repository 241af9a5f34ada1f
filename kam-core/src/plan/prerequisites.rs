//! Prerequisites name nodes of the plan and form no circle (EXE-2).

use super::assemble::{Draft, set};
use super::problem::PlanProblem;
use crate::execution::NodeSpec;

/// Reports prerequisites that are unknown and those that wait for each other.
pub(super) fn check(draft: &mut Draft<'_>) {
    if draft.nodes.iter().all(|spec| spec.node.prerequisites.is_empty()) {
        return;
    }
    for place in 0..draft.nodes.len() {
        let Some(spec) = draft.nodes.get(place) else {
            continue;
        };
        if let Some(unknown) = spec.node.prerequisites.iter().find(|id| draft.find(id.as_str()).is_none()) {
            let nearest = draft.nearest(unknown.as_str());
            draft.report(place, PlanProblem::UnknownPrerequisite { node: spec.node.id.clone(), prerequisite: unknown.clone(), nearest });
        }
    }
    report_circles(draft);
}

/// Reports that what `waiter` waits for was left out.
pub(super) fn report_gone(draft: &mut Draft<'_>, waiter: usize, gone: usize) {
    let id = |place: usize| draft.nodes.get(place).map(|spec: &NodeSpec| spec.node.id.clone());
    if let (Some(node), Some(prerequisite)) = (id(waiter), id(gone)) {
        draft.report(waiter, PlanProblem::PrerequisiteSetAside { node, prerequisite });
    }
}

/// Who waits for each node: pairs of (prerequisite, waiter), sorted.
pub(super) struct Waiting(Vec<(u32, u32)>);

impl Waiting {
    pub(super) fn of(draft: &Draft<'_>) -> Self {
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        for (waiter, spec) in (0..).zip(draft.nodes) {
            pairs.extend(spec.node.prerequisites.iter().filter_map(|id| draft.find(id.as_str())).map(|first| (first, waiter)));
        }
        pairs.sort_unstable();
        Self(pairs)
    }

    pub(super) fn for_node(&self, place: usize) -> impl Iterator<Item = usize> + '_ {
        let from = self.0.partition_point(|(first, _)| (*first as usize) < place);
        self.0.get(from..).unwrap_or_default().iter().take_while(move |(first, _)| *first as usize == place).map(|(_, waiter)| *waiter as usize)
    }
}

/// Takes away, again and again, what waits for nothing and what nobody waits for; what stays is in a circle or between two.
fn report_circles(draft: &mut Draft<'_>) {
    let count = draft.nodes.len();
    let firsts: Vec<Vec<u32>> =
        draft.nodes.iter().map(|spec| spec.node.prerequisites.iter().filter_map(|id| draft.find(id.as_str())).collect()).collect();
    let waiting = Waiting::of(draft);
    let mut left = vec![true; count];
    let mut waits: Vec<usize> = firsts.iter().map(Vec::len).collect();
    let mut awaited: Vec<usize> = (0..count).map(|place| waiting.for_node(place).count()).collect();
    let free = |place: usize, waits: &[usize], awaited: &[usize]| waits.get(place) == Some(&0) || awaited.get(place) == Some(&0);
    let mut queue: Vec<usize> = (0..count).filter(|place| free(*place, &waits, &awaited)).collect();
    while let Some(place) = queue.pop() {
        if left.get(place) != Some(&true) {
            continue;
        }
        set(&mut left, place, false);
        for waiter in waiting.for_node(place) {
            lower(&mut waits, waiter);
            if free(waiter, &waits, &awaited) {
                queue.push(waiter);
            }
        }
        for first in firsts.get(place).map(Vec::as_slice).unwrap_or_default() {
            lower(&mut awaited, *first as usize);
            if free(*first as usize, &waits, &awaited) {
                queue.push(*first as usize);
            }
        }
    }
    for start in (0..count).filter(|place| left.get(*place) == Some(&true)) {
        let mut way = vec![start];
        let mut place = start;
        while way.len() <= 9 {
            let next = firsts.get(place).and_then(|list| list.iter().map(|first| *first as usize).find(|first| left.get(*first) == Some(&true)));
            let Some(next) = next else { break };
            way.push(next);
            if next == start {
                break;
            }
            place = next;
        }
        let ids: Vec<_> = way.iter().filter_map(|place| draft.nodes.get(*place)).map(|spec| spec.node.id.clone()).collect();
        if let Some(node) = ids.first().cloned() {
            draft.report(start, PlanProblem::PrerequisiteCycle { node, cycle: ids });
        }
    }
}

fn lower(counts: &mut [usize], place: usize) {
    if let Some(count) = counts.get_mut(place) {
        *count = count.saturating_sub(1);
    }
}
