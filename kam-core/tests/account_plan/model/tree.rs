//! The nodes of a plan by the rules alone: what can be done with them, and what they come to (EXE-1, EXE-2, CMP-1 to CMP-4, CYC-4).

use crate::common::{add, list, remove, set, status, text};
use kam_core::account_plan::{AccountPlan, Command, PlanState};
use kam_core::history::{FieldValue, ObjectKind::Node};
use kam_core::values::Percent;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// A node of the model.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Simple {
    pub(crate) parent: Option<usize>,
    pub(crate) weight: Option<u64>,
    pub(crate) title: Option<u64>,
    pub(crate) progress: Option<u64>,
    pub(crate) first: Option<usize>,
    pub(crate) status: usize,
    pub(crate) carried: bool,
    /// Who finished it.
    pub(crate) done_by: Option<usize>,
    /// The completion by hand, and who gave it.
    pub(crate) by_hand: Option<(u64, usize)>,
    /// When these two were done, by the count of what was done with nodes.
    pub(crate) done_at: Option<usize>,
    pub(crate) by_hand_at: Option<usize>,
}

/// A field of a node, or of the plan where there is no node.
pub(crate) type Cell = (Option<usize>, &'static str);
pub(crate) type Cells = BTreeMap<Cell, String>;

/// A field that is set, or taken away.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Put {
    Weight(Option<u64>),
    Title(Option<u64>),
    Progress(Option<u64>),
    First(Option<usize>),
    Parent(Option<usize>),
}

#[derive(Debug, Clone)]
pub(crate) enum Try {
    Add { node: usize, parent: Option<usize>, weight: Option<u64>, title: Option<u64> },
    Set { node: usize, put: Vec<Put> },
    Remove { node: usize },
    Status { node: usize, status: usize, reason: bool },
    Carry { node: usize },
    ByHand { node: usize, percent: u64, reason: bool },
    NotByHand { node: usize },
    Go { to: usize, reason: bool },
}

pub(crate) const STATUSES: [&str; 4] = ["open", "in_progress", "done", "cancelled"];
const DONE: usize = 2;
const CANCELLED: usize = 3;
/// The people of the tests, in this order.
pub(crate) const NAMES: [&str; 5] = ["kam", "lead", "msl", "chief", "judge"];

pub(crate) fn id(node: usize) -> String {
    format!("n{node}")
}

impl Put {
    pub(crate) fn field(self) -> &'static str {
        match self {
            Self::Weight(_) => "weight",
            Self::Title(_) => "title",
            Self::Progress(_) => "progress",
            Self::First(_) => "prerequisites",
            Self::Parent(_) => "parent",
        }
    }

    fn value(self) -> Option<FieldValue> {
        match self {
            Self::Weight(number) | Self::Progress(number) => number.map(|number| text(&number.to_string())),
            Self::Title(number) => number.map(|number| text(&title(number))),
            Self::First(first) => first.map(|first| list(&[&id(first)])),
            Self::Parent(parent) => parent.map(|parent| text(&id(parent))),
        }
    }
}

/// The reason that somebody gives.
pub(crate) fn reason_of(person: &str) -> String {
    format!("{person} says so")
}

pub(crate) fn title(number: u64) -> String {
    format!("title {number}")
}

#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Tree {
    pub(crate) nodes: BTreeMap<usize, Simple>,
    count: usize,
}

impl Tree {
    fn depth(&self, node: usize) -> usize {
        self.nodes[&node].parent.map_or(1, |parent| 1 + self.depth(parent))
    }

    pub(crate) fn children(&self, of: Option<usize>) -> Vec<usize> {
        self.nodes.iter().filter(|(_, node)| node.parent == of).map(|(id, _)| *id).collect()
    }

    pub(crate) fn unfinished(&self, node: usize) -> bool {
        self.nodes[&node].status < DONE
    }

    fn goes_on(&self, node: usize) -> bool {
        self.nodes[&node].carried || self.children(Some(node)).iter().any(|child| self.goes_on(*child))
    }

    /// Whether nothing that is unfinished would be left behind.
    pub(crate) fn nothing_left_behind(&self) -> bool {
        self.nodes.keys().all(|node| !self.unfinished(*node) || self.goes_on(*node))
    }

    /// Whether a way from every node ends: so many steps are more than there are nodes.
    fn ends(&self, next: impl Fn(&Simple) -> Option<usize>) -> bool {
        self.nodes.values().all(|node| {
            let mut at = next(node);
            for _ in 0..=self.nodes.len() {
                at = at.and_then(|at| next(&self.nodes[&at]));
            }
            at.is_none()
        })
    }

    /// Whether all that is named is there, nothing goes round, and there are levels for everything.
    pub(crate) fn is_sound(&self) -> bool {
        let named = |node: &Simple| node.parent.into_iter().chain(node.first).all(|named| self.nodes.contains_key(&named));
        self.nodes.values().all(named)
            && self.ends(|node| node.parent)
            && self.ends(|node| node.first)
            && self.nodes.keys().all(|node| self.depth(*node) <= 4)
    }

    /// Does what is tried with a node, where it makes sense; whether it was.
    pub(crate) fn does(&mut self, by: usize, what: &Try) -> bool {
        let mut after = self.clone();
        after.count += 1;
        let fine = after.tries(by, what) && after.is_sound();
        if fine {
            *self = after;
        }
        fine
    }

    fn tries(&mut self, by: usize, what: &Try) -> bool {
        let (node, add) = match what {
            Try::Add { node, .. } => (*node, true),
            Try::Set { node, .. } | Try::Remove { node } | Try::Status { node, .. } | Try::Carry { node } => (*node, false),
            Try::ByHand { node, .. } | Try::NotByHand { node } => (*node, false),
            Try::Go { .. } => return false,
        };
        if self.nodes.contains_key(&node) == add {
            return false;
        }
        let (others, at) = (self.nodes.clone(), self.count);
        let before = others.get(&node).cloned().unwrap_or_default();
        let now = self.nodes.entry(node).or_default();
        match what {
            Try::Add { parent, weight, title, .. } => {
                (now.parent, now.weight, now.title) = (*parent, *weight, *title);
                true
            }
            Try::Set { put, .. } => {
                for one in put {
                    match *one {
                        Put::Weight(weight) => now.weight = weight,
                        Put::Title(title) => now.title = title,
                        Put::Progress(progress) => now.progress = progress,
                        Put::First(first) => now.first = first,
                        Put::Parent(parent) => now.parent = parent,
                    }
                }
                let twice = put.iter().enumerate().any(|(place, one)| put[..place].iter().any(|other| other.field() == one.field()));
                !twice && *now != before
            }
            Try::Remove { .. } => {
                self.nodes.remove(&node);
                others.iter().all(|(other, by)| *other == node || (by.parent != Some(node) && by.first != Some(node)))
            }
            Try::Status { status, reason, .. } => {
                now.status = *status;
                now.done_by = (*status == DONE).then_some(by);
                now.done_at = (*status == DONE).then_some(at);
                now.carried &= *status < DONE;
                let waits = before.first.is_some_and(|first| others[&first].status < DONE);
                match (before.status, *status) {
                    (from, to) if from == to => false,
                    (DONE, 0 | 1) | (_, CANCELLED) => *reason,
                    (_, DONE) => !waits,
                    _ => true,
                }
            }
            Try::Carry { .. } => {
                now.carried = true;
                before.status < DONE && !before.carried
            }
            Try::ByHand { percent, reason, .. } => {
                now.by_hand = Some((*percent, by));
                now.by_hand_at = Some(at);
                *reason
            }
            Try::NotByHand { .. } => {
                (now.by_hand, now.by_hand_at) = (None, None);
                before.by_hand.is_some()
            }
            Try::Go { .. } => false,
        }
    }

    /// The completion in millionths, as a page of paper would have it: sum of weight times completion over sum of weight, half to even.
    pub(crate) fn completion(&self, of: Option<usize>) -> Option<u64> {
        let own = match of.map(|node| &self.nodes[&node]) {
            Some(node) if node.status == CANCELLED => return None,
            Some(Simple { by_hand: Some((percent, _)), .. }) => return Some(percent * 1_000_000),
            Some(node) if node.status == DONE => Some(100_000_000),
            Some(node) if node.status == 1 => Some(node.progress.unwrap_or(0) * 1_000_000),
            Some(_) => Some(0),
            None => None,
        };
        let counted: Vec<(u64, u64)> = self
            .children(of)
            .into_iter()
            .filter_map(|child| Some((self.nodes[&child].weight.unwrap_or(1), self.completion(Some(child))?)))
            .filter(|(weight, _)| *weight > 0)
            .collect();
        if counted.is_empty() {
            return own;
        }
        let weight: u64 = counted.iter().map(|(weight, _)| weight).sum();
        let sum: u64 = counted.iter().map(|(weight, completion)| weight * completion).sum();
        let (whole, rest) = (sum / weight, sum % weight);
        let up = rest * 2 > weight || (rest * 2 == weight && whole % 2 == 1);
        Some(whole + u64::from(up))
    }

    /// Every field of every node.
    pub(crate) fn cells(&self) -> Cells {
        let mut cells = Cells::new();
        for (node, simple) in &self.nodes {
            let mut put = |field, value: Option<String>| {
                cells.extend(value.map(|value| ((Some(*node), field), value)));
            };
            put("parent", simple.parent.map(id));
            put("weight", simple.weight.map(|weight| weight.to_string()));
            put("title", simple.title.map(title));
            put("progress", simple.progress.map(|progress| progress.to_string()));
            put("prerequisites", simple.first.map(id));
            put("status", Some(STATUSES[simple.status].to_owned()));
            put("carried", simple.carried.then(|| "over".to_owned()));
            put("completed_by", simple.done_by.map(|by| NAMES[by].to_owned()));
            put("override", simple.by_hand.map(|(percent, _)| percent.to_string()));
            put("override_reason", simple.by_hand.map(|(_, by)| reason_of(NAMES[by])));
            put("override_by", simple.by_hand.map(|(_, by)| NAMES[by].to_owned()));
        }
        cells
    }
}

/// Whether a field is a part of what is approved, and not of how far the work is.
pub(crate) fn is_content(field: &str) -> bool {
    ["parent", "weight", "title", "prerequisites"].contains(&field)
}

/// Whether a field follows from another one of the same command.
pub(crate) fn follows(field: &str) -> bool {
    ["completed_by", "override_by"].contains(&field)
}

/// The same fields as the plan has them.
pub(crate) fn cells_of(plan: &AccountPlan) -> Cells {
    let known = |field: &str| {
        let work = ["progress", "status", "carried", "completed_by", "override", "override_reason", "override_by"];
        ["parent", "weight", "title", "prerequisites"].into_iter().chain(work).find(|known| *known == field)
    };
    let mut cells = Cells::new();
    for (node, row) in plan.fields().of_kind(Node) {
        let node = node[1..].parse().expect("a node of the model");
        cells.extend(row.iter().filter_map(|(field, value)| Some(((Some(node), known(field)?), value.to_string()))));
    }
    cells
}

pub(crate) fn command(what: &Try) -> (Command, bool) {
    match what {
        Try::Add { node, parent, weight, title } => {
            let put = [Put::Weight(*weight), Put::Title(*title), Put::Parent(*parent)];
            let fields: Vec<_> = put.into_iter().filter_map(|put| Some((put.field(), put.value()?))).collect();
            (add(Node, &id(*node), &fields), false)
        }
        Try::Set { node, put } => (set(Node, &id(*node), &put.iter().map(|put| (put.field(), put.value())).collect::<Vec<_>>()), false),
        Try::Remove { node } => (remove(Node, &id(*node)), false),
        Try::Status { node, status: code, reason } => (status(&id(*node), STATUSES[*code]), *reason),
        Try::Carry { node } => (Command::CarryOver { node: id(*node) }, false),
        Try::ByHand { node, percent, reason } => {
            let completion = Percent::parse(&percent.to_string()).expect("a percentage");
            (Command::OverrideCompletion { node: id(*node), completion, request: None }, *reason)
        }
        Try::NotByHand { node } => (Command::RemoveOverride { node: id(*node) }, false),
        Try::Go { to, reason } => (Command::Move { to: PlanState::ALL[*to] }, *reason),
    }
}

/// One field, mostly, or two.
fn put(nodes: usize) -> impl Strategy<Value = Vec<Put>> {
    let number = |most: u64| prop::option::weighted(0.8, 0..most);
    let node = || prop::option::weighted(0.75, 0..nodes);
    let one = prop_oneof![
        2 => number(4).prop_map(Put::Weight),
        1 => number(3).prop_map(Put::Title),
        1 => prop::option::weighted(0.8, prop::sample::select(vec![0_u64, 20, 100])).prop_map(Put::Progress),
        2 => node().prop_map(Put::First),
        2 => node().prop_map(Put::Parent),
    ];
    prop_oneof![3 => one.clone().prop_map(|one| vec![one]), 2 => (one.clone(), one).prop_map(|(one, other)| vec![one, other])]
}

/// Something with one of so many nodes.
pub(crate) fn work(nodes: usize) -> impl Strategy<Value = Try> + Clone {
    let node = move || 0..nodes;
    let add = (node(), prop::option::weighted(0.75, node()), prop::option::weighted(0.8, 0_u64..4), prop::option::of(0_u64..3));
    prop_oneof![
        7 => add.prop_map(|(node, parent, weight, title)| Try::Add { node, parent, weight, title }),
        7 => (node(), put(nodes)).prop_map(|(node, put)| Try::Set { node, put }),
        1 => node().prop_map(|node| Try::Remove { node }),
        8 => (node(), 0_usize..4, any::<bool>()).prop_map(|(node, status, reason)| Try::Status { node, status, reason }),
        1 => node().prop_map(|node| Try::Carry { node }),
        1 => (node(), prop::sample::select(vec![0_u64, 50, 100]), prop::bool::weighted(0.8))
            .prop_map(|(node, percent, reason)| Try::ByHand { node, percent, reason }),
        1 => node().prop_map(|node| Try::NotByHand { node }),
    ]
    .boxed()
}

/// Something with one of so many nodes, or a step in the life of the plan.
pub(crate) fn anything(nodes: usize) -> impl Strategy<Value = Try> + Clone {
    prop_oneof![12 => work(nodes), 1 => (0_usize..7, any::<bool>()).prop_map(|(to, reason)| Try::Go { to, reason })].boxed()
}
