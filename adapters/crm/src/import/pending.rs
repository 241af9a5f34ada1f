//! A node while its plan is not complete. Nodes of one plan come from all over an export, so they are kept in the order they come in, and gathered
//! when all are there; what few nodes have is apart, so that there is less to gather.

use super::ids::{Full, Ids};
use kam_core::execution::{LevelIndex, Links, NodeSpec, Schedule, Status};
use kam_core::values::{NodeId, Percent, PersonId, ProductId, Quantity, Title, Weight};
use std::num::NonZeroU32;

/// A node that waits for its plan to be put together.
pub(super) struct Pending {
    pub(super) id: NodeId,
    /// The place of the node above; absent directly under the plan.
    pub(super) parent: Option<Place>,
    pub(super) title: Title,
    pub(super) owner: Option<Place>,
    pub(super) schedule: Schedule,
    /// The place of its status among those of the settings.
    pub(super) status: u8,
    pub(super) level: Option<LevelIndex>,
    pub(super) rare: Option<Box<Rare>>,
}

/// A place in a list, in four bytes even where there may be none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place(NonZeroU32);

impl Place {
    /// `None` behind the last place that fits.
    pub(super) fn of(place: u32) -> Option<Self> {
        place.checked_add(1).and_then(NonZeroU32::new).map(Self)
    }

    const fn get(self) -> usize {
        self.0.get().saturating_sub(1) as usize
    }
}

/// Who owns nodes, each checked and kept once.
#[derive(Debug, Default)]
pub(super) struct Owners {
    ids: Ids,
    people: Vec<PersonId>,
}

impl Owners {
    pub(super) fn find(&self, id: &str) -> Option<Place> {
        self.ids.find(id).and_then(Place::of)
    }

    /// The place of somebody, who is added where that is needed.
    pub(super) fn add(&mut self, person: PersonId) -> Result<Option<Place>, Full> {
        let place = match self.ids.insert(person.as_str())? {
            Ok(new) => {
                self.people.push(person);
                new
            }
            Err(known) => known,
        };
        Ok(Place::of(place))
    }

    fn get(&self, place: Place) -> Option<PersonId> {
        self.people.get(place.get()).cloned()
    }
}

/// What exports of these systems seldom have.
#[derive(Default)]
pub(super) struct Rare {
    pub(super) weight: Option<Weight>,
    pub(super) progress: Option<Percent>,
    pub(super) quantity: Option<Quantity>,
    pub(super) prerequisites: Links<NodeId>,
    pub(super) products: Links<ProductId>,
}

impl Rare {
    pub(super) const fn is_empty(&self) -> bool {
        self.weight.is_none() && self.progress.is_none() && self.quantity.is_none() && self.prerequisites.is_empty() && self.products.is_empty()
    }
}

/// The nodes of one plan as the core takes them, taken out but for their ids. A status that the settings do not have was looked at when the file was
/// begun.
pub(super) fn specs(pending: &mut [Pending], places: &[u32], owners: &Owners, statuses: &[Status]) -> Vec<NodeSpec> {
    // Fetched first, one after the other with nothing between: so the processor waits for many at once.
    let heads: Vec<_> = places.iter().map(|place| pending.get(*place as usize).map(|node| (node.id.clone(), node.parent))).collect();
    let mut specs = Vec::with_capacity(places.len());
    specs.extend(places.iter().zip(heads).filter_map(|(place, head)| {
        let (id, parent) = head?;
        let parent = parent.and_then(|above| pending.get(above.get())).map(|above| above.id.clone());
        let node = pending.get_mut(*place as usize)?;
        let mut spec = NodeSpec::new(id, statuses.get(usize::from(node.status))?.clone());
        (spec.parent, spec.level) = (parent, node.level);
        (spec.node.title, spec.node.owner, spec.node.schedule) =
            (std::mem::take(&mut node.title), node.owner.and_then(|owner| owners.get(owner)), node.schedule);
        if let Some(rare) = node.rare.take() {
            (spec.node.weight, spec.node.progress) = (rare.weight, rare.progress);
            spec.node.quantity = rare.quantity.map(Box::new);
            (spec.node.prerequisites, spec.node.products) = (rare.prerequisites, rare.products);
        }
        Some(spec)
    }));
    specs
}

/// The places of all nodes, those of each plan side by side and in the order in which they came.
pub(super) struct ByPlan {
    places: Vec<u32>,
    /// Where the nodes of each plan begin.
    firsts: Vec<u32>,
}

impl ByPlan {
    /// From the plan of each node; each is the place of one of so many plans.
    pub(super) fn of(plan_of: impl Iterator<Item = u32> + Clone, plans: usize) -> Self {
        let mut firsts = vec![0_u32; plans.saturating_add(1)];
        let mut all = 0_u32;
        for plan in plan_of.clone() {
            all = all.saturating_add(1);
            if let Some(count) = firsts.get_mut(plan as usize) {
                *count = count.saturating_add(1);
            }
        }
        let mut sum = 0_u32;
        for first in &mut firsts {
            sum = sum.saturating_add(std::mem::replace(first, sum));
        }
        let mut places = vec![0_u32; all as usize];
        let mut next = firsts.clone();
        for (place, plan) in (0_u32..).zip(plan_of) {
            if let Some(at) = next.get_mut(plan as usize) {
                if let Some(slot) = places.get_mut(*at as usize) {
                    *slot = place;
                }
                *at = at.saturating_add(1);
            }
        }
        Self { places, firsts }
    }

    pub(super) fn nodes(&self, plan: u32) -> &[u32] {
        let at = |plan: u32| self.firsts.get(plan as usize).map_or(self.places.len(), |first| *first as usize);
        self.places.get(at(plan)..at(plan.saturating_add(1))).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owners_are_kept_once() {
        let mut owners = Owners::default();
        let mut add = |id: &str| owners.add(PersonId::new(id).unwrap()).unwrap().unwrap();
        let (ann, ben) = (add("ann"), add("ben"));
        assert_eq!((add("ann"), add("cem") == ben), (ann, false));
        assert_eq!((owners.find("ben"), owners.find("dan")), (Some(ben), None));
        assert_eq!(owners.get(ben), PersonId::new("ben").ok());
        assert_eq!(size_of::<Pending>(), 80, "what is gathered from all over the memory should be small");
    }

    #[test]
    fn nodes_lie_by_plan_in_their_order() {
        let by_plan = ByPlan::of([2, 0, 2, 1, 0, 2].into_iter(), 4);
        let of = |plan| by_plan.nodes(plan).to_vec();
        assert_eq!([of(0), of(1), of(2), of(3)], [vec![1, 4], vec![3], vec![0, 2, 5], vec![]]);
        assert!(ByPlan::of(std::iter::empty(), 0).nodes(0).is_empty());
    }
}
