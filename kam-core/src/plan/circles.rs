//! Who waits for whom, and which nodes wait for themselves: strongly connected components by Tarjan, without recursion and in linear time.

use super::assemble::set;
use super::problem::MOST_SHOWN;

/// How many steps are looked at to find the shortest way round from one node. Enough for every circle that a person would read.
const MOST_LOOKED: usize = 64;

const NONE: u32 = u32::MAX;

/// Steps from places to places, side by side for each place.
#[derive(Default)]
pub(super) struct Graph {
    /// Where the steps of each place begin; they end where those of the next begin.
    first: Vec<u32>,
    list: Vec<u32>,
}

impl Graph {
    /// Without room for steps; [`Graph::push`] is called once for each place, in order.
    pub(super) fn with_capacity(places: usize) -> Self {
        let mut first = Vec::with_capacity(places.saturating_add(1));
        first.push(0);
        Self { first, list: Vec::new() }
    }

    /// Adds the steps of the next place.
    pub(super) fn push(&mut self, steps: impl Iterator<Item = u32>) {
        self.list.extend(steps);
        self.first.push(u32::try_from(self.list.len()).unwrap_or(NONE));
    }

    pub(super) fn of(&self, place: usize) -> &[u32] {
        let at = |place: usize| self.first.get(place).map_or(0, |first| *first as usize);
        self.list.get(at(place)..at(place.saturating_add(1))).unwrap_or_default()
    }

    /// The same steps, seen from where they lead to.
    pub(super) fn reversed(&self) -> Self {
        let mut first = vec![0_u32; self.first.len()];
        for to in &self.list {
            if let Some(count) = first.get_mut((*to as usize).saturating_add(1)) {
                *count = count.saturating_add(1);
            }
        }
        let mut sum = 0_u32;
        for count in &mut first {
            sum = sum.saturating_add(*count);
            *count = sum;
        }
        let mut fill = first.clone();
        let mut list = vec![0_u32; self.list.len()];
        for (place, _) in (0_u32..).zip(self.first.iter().skip(1)) {
            for to in self.of(place as usize) {
                if let Some(at) = fill.get_mut(*to as usize) {
                    set(&mut list, *at as usize, place);
                    *at = at.saturating_add(1);
                }
            }
        }
        Self { first, list }
    }

    fn places(&self) -> u32 {
        u32::try_from(self.first.len().saturating_sub(1)).unwrap_or(NONE)
    }
}

/// What is known of a place while components are looked for.
#[derive(Clone, Copy)]
struct Mark {
    /// When it was met; `NONE` before that.
    met: u32,
    /// The earliest place on the way that it leads back to.
    back: u32,
    /// Its component, once that is complete.
    component: u32,
}

/// The places that lead back to themselves.
pub(super) struct Circles<'g> {
    graph: &'g Graph,
    marks: Vec<Mark>,
    /// Whether a component is a circle: more than one place, or one that leads to itself.
    round: Vec<bool>,
    /// The place whose way round last came by.
    seen: Vec<u32>,
}

impl<'g> Circles<'g> {
    pub(super) fn of(graph: &'g Graph) -> Self {
        let count = graph.places();
        let marks = vec![Mark { met: NONE, back: NONE, component: NONE }; count as usize];
        let mut circles = Self { graph, marks, round: Vec::new(), seen: Vec::new() };
        let mut clock = 0;
        for start in 0..count {
            if circles.mark(start).met == NONE && !graph.of(start as usize).is_empty() {
                circles.walk(start, &mut clock);
            }
        }
        circles.seen = if circles.round.contains(&true) { vec![NONE; count as usize] } else { Vec::new() };
        circles
    }

    /// Goes everywhere from `start`. `way` is what a recursive function would keep on its stack: a place and its next step.
    fn walk(&mut self, start: u32, clock: &mut u32) {
        let mut way: Vec<(u32, usize)> = Vec::new();
        let mut open: Vec<u32> = Vec::new();
        self.meet(start, clock, &mut way, &mut open);
        while let Some((place, step)) = way.last_mut() {
            let place = *place;
            if let Some(to) = self.graph.of(place as usize).get(*step).copied() {
                *step = step.saturating_add(1);
                let mark = self.mark(to);
                if mark.met == NONE {
                    self.meet(to, clock, &mut way, &mut open);
                } else if mark.component == NONE {
                    self.lower(place, mark.met);
                }
                continue;
            }
            way.pop();
            let Mark { met, back, .. } = self.mark(place);
            if met == back {
                self.close(place, &mut open);
            }
            if let Some((above, _)) = way.last() {
                self.lower(*above, back);
            }
        }
    }

    fn meet(&mut self, place: u32, clock: &mut u32, way: &mut Vec<(u32, usize)>, open: &mut Vec<u32>) {
        set(&mut self.marks, place as usize, Mark { met: *clock, back: *clock, component: NONE });
        *clock = clock.saturating_add(1);
        way.push((place, 0));
        open.push(place);
    }

    /// Everything that was met behind `root` and is still open makes a component with it.
    fn close(&mut self, root: u32, open: &mut Vec<u32>) {
        let component = u32::try_from(self.round.len()).unwrap_or(NONE);
        let mut size = 0_u32;
        while let Some(place) = open.pop() {
            if let Some(mark) = self.marks.get_mut(place as usize) {
                mark.component = component;
            }
            size = size.saturating_add(1);
            if place == root {
                break;
            }
        }
        self.round.push(size > 1 || self.graph.of(root as usize).contains(&root));
    }

    fn lower(&mut self, place: u32, back: u32) {
        if let Some(mark) = self.marks.get_mut(place as usize) {
            mark.back = mark.back.min(back);
        }
    }

    fn mark(&self, place: u32) -> Mark {
        self.marks.get(place as usize).copied().unwrap_or(Mark { met: NONE, back: NONE, component: NONE })
    }

    fn is_round(&self, place: u32) -> bool {
        self.round.get(self.mark(place).component as usize) == Some(&true)
    }

    /// The places that lead back to themselves, in order.
    pub(super) fn places(&self) -> impl Iterator<Item = u32> + use<> {
        let places: Vec<u32> =
            if self.seen.is_empty() { Vec::new() } else { (0..self.graph.places()).filter(|place| self.is_round(*place)).collect() };
        places.into_iter()
    }

    /// The places on the shortest way from `start` back to it, `start` first, and whether these are all. Of a long way, and of one that is
    /// not found within a few steps, they are the first ones.
    pub(super) fn way_round(&mut self, start: u32) -> (Vec<u32>, bool) {
        let component = self.mark(start).component;
        // Breadth first: each place with the one it was reached from.
        let mut reached: Vec<(u32, usize)> = vec![(start, 0)];
        let (mut at, mut looked, mut last) = (0, 0_usize, None);
        'search: while let Some((place, _)) = reached.get(at).copied() {
            for to in self.graph.of(place as usize) {
                if *to == start {
                    last = Some(at);
                    break 'search;
                }
                looked = looked.saturating_add(1);
                if looked > MOST_LOOKED {
                    break 'search;
                }
                if self.mark(*to).component == component && self.seen.get(*to as usize) != Some(&start) {
                    set(&mut self.seen, *to as usize, start);
                    reached.push((*to, at));
                }
            }
            at = at.saturating_add(1);
        }
        let mut way = Vec::new();
        let mut step = last.unwrap_or(reached.len().saturating_sub(1));
        while let Some((place, before)) = reached.get(step) {
            way.push(*place);
            if step == 0 {
                break;
            }
            step = *before;
        }
        way.reverse();
        let whole = last.is_some() && way.len() <= MOST_SHOWN;
        way.truncate(MOST_SHOWN);
        (way, whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(steps: &[&[u32]]) -> Graph {
        let mut graph = Graph::with_capacity(steps.len());
        for list in steps {
            graph.push(list.iter().copied());
        }
        graph
    }

    #[test]
    fn what_lies_between_two_circles_is_in_none() {
        // 0 <-> 1 <- 2 <- 3 <-> 4, 5 to itself, 6 alone
        let graph = graph(&[&[1], &[0], &[1], &[2, 4], &[3], &[5], &[]]);
        assert_eq!(Circles::of(&graph).places().collect::<Vec<_>>(), [0, 1, 3, 4, 5]);
    }

    #[test]
    fn the_way_round_is_the_shortest() {
        let graph = graph(&[&[1, 3], &[2], &[0], &[0]]);
        let mut circles = Circles::of(&graph);
        assert_eq!(circles.way_round(0), (vec![0, 3], true));
        assert_eq!(circles.way_round(1), (vec![1, 2, 0], true));
    }

    #[test]
    fn a_step_is_found_from_its_end() {
        let reversed = graph(&[&[2, 1], &[2], &[]]).reversed();
        assert_eq!((reversed.of(0), reversed.of(1), reversed.of(2)), (&[][..], &[0][..], &[0, 1][..]));
    }

    /// All places that a place can reach, the slow and obvious way.
    fn reaches(steps: &[Vec<u32>], from: u32, to: u32) -> bool {
        let mut seen = vec![false; steps.len()];
        let mut next = steps[from as usize].clone();
        while let Some(place) = next.pop() {
            if place == to {
                return true;
            }
            if !std::mem::replace(&mut seen[place as usize], true) {
                next.extend(&steps[place as usize]);
            }
        }
        false
    }

    proptest::proptest! {
        #[test]
        fn exactly_what_reaches_itself_is_in_a_circle(steps in proptest::collection::vec(proptest::collection::vec(0_u32..12, 0..3), 12)) {
            let mut graph = Graph::with_capacity(steps.len());
            for list in &steps {
                graph.push(list.iter().copied());
            }
            let mut circles = Circles::of(&graph);
            let expected: Vec<u32> = (0..12).filter(|place| reaches(&steps, *place, *place)).collect();
            proptest::prop_assert_eq!(circles.places().collect::<Vec<_>>(), expected.clone());
            for place in expected {
                let (way, whole) = circles.way_round(place);
                proptest::prop_assert_eq!(way[0], place);
                for pair in way.windows(2) {
                    proptest::prop_assert!(steps[pair[0] as usize].contains(&pair[1]));
                }
                proptest::prop_assert!(!whole || steps[way[way.len() - 1] as usize].contains(&place));
            }
        }
    }
}
