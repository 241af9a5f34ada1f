//! Random commands of random people against a small model that was written apart (AUD-2, AUD-3, CMP-2, EXE-2, PLN-1).

use super::common::{Company, act, add, because, kam, lead, liaison, many, new_plan, remove, set, status, text};
use kam_core::account_plan::{AccountPlan, Command, PlanState};
use kam_core::history::ObjectKind::Node;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// A node of the model.
#[derive(Debug, Clone, PartialEq)]
struct Simple {
    parent: Option<usize>,
    weight: u64,
    status: &'static str,
    first: Option<usize>,
    carried: bool,
}

#[derive(Debug, Clone, Default)]
struct Model {
    nodes: BTreeMap<usize, Simple>,
    state: usize,
    asked: Option<usize>,
}

#[derive(Debug, Clone)]
enum Try {
    Add { node: usize, parent: Option<usize>, weight: u64 },
    Weigh { node: usize, weight: u64 },
    After { node: usize, first: Option<usize> },
    Hang { node: usize, parent: Option<usize> },
    Remove { node: usize },
    Status { node: usize, status: usize, reason: bool },
    Carry { node: usize },
    Go { to: usize, reason: bool },
}

const STATUSES: [&str; 4] = ["open", "in_progress", "done", "cancelled"];
const STATES: [&str; 7] = ["draft", "in_approval", "approved", "active", "in_review", "closed", "cancelled"];
/// The people: one may edit, one may also approve, one may only read.
const EDITS: [bool; 3] = [true, true, false];
const APPROVES: [bool; 3] = [false, true, false];

impl Model {
    fn depth(&self, node: usize) -> usize {
        self.nodes[&node].parent.map_or(1, |parent| 1 + self.depth(parent))
    }

    fn height(&self, node: usize) -> usize {
        1 + self.children(Some(node)).iter().map(|child| self.height(*child)).max().unwrap_or(0)
    }

    fn children(&self, of: Option<usize>) -> Vec<usize> {
        self.nodes.iter().filter(|(_, node)| node.parent == of).map(|(id, _)| *id).collect()
    }

    fn below(&self, node: usize, other: usize) -> bool {
        node == other || self.nodes[&node].parent.is_some_and(|parent| self.below(parent, other))
    }

    fn waits(&self, node: usize, other: usize) -> bool {
        node == other || self.nodes[&node].first.is_some_and(|first| self.waits(first, other))
    }

    fn unfinished(&self, node: usize) -> bool {
        matches!(self.nodes[&node].status, "open" | "in_progress")
    }

    fn goes_on(&self, node: usize) -> bool {
        self.nodes[&node].carried || self.children(Some(node)).iter().any(|child| self.goes_on(*child))
    }

    /// Does what is tried, where it may be; whether it was.
    fn does(&mut self, by: usize, what: &Try) -> bool {
        let locked = matches!(STATES[self.state], "in_approval" | "closed" | "cancelled");
        if let Try::Go { to, reason } = what {
            let (from, to_name) = (STATES[self.state], STATES[*to]);
            let takes_back = self.asked == Some(by);
            let fine = match (from, to_name) {
                ("draft", "in_approval") => EDITS[by],
                ("in_approval", "approved") => APPROVES[by] && !takes_back,
                ("in_approval", "draft") => *reason && (if takes_back { EDITS[by] } else { APPROVES[by] }),
                ("approved", "active") | ("active", "in_review") | ("in_review", "active") => EDITS[by],
                ("approved", "draft") => EDITS[by] && *reason,
                ("closed" | "cancelled", _) => false,
                (_, "cancelled") => EDITS[by] && *reason,
                ("active" | "in_review", "closed") => EDITS[by] && self.nodes.keys().all(|node| !self.unfinished(*node) || self.goes_on(*node)),
                _ => false,
            };
            if fine {
                self.state = *to;
                if to_name == "in_approval" {
                    self.asked = Some(by);
                }
            }
            return fine;
        }
        if locked || !EDITS[by] {
            return false;
        }
        let has = |node: &usize| self.nodes.contains_key(node);
        match what {
            Try::Add { node, parent, weight } => {
                let fine = !has(node) && parent.is_none_or(|parent| has(&parent) && self.depth(parent) < 4);
                if fine {
                    self.nodes.insert(*node, Simple { parent: *parent, weight: *weight, status: "open", first: None, carried: false });
                }
                fine
            }
            Try::Weigh { node, weight } => {
                let fine = has(node) && self.nodes[node].weight != *weight;
                self.nodes.entry(*node).and_modify(|node| node.weight = *weight);
                fine
            }
            Try::After { node, first } => {
                let fine = has(node) && self.nodes[node].first != *first && first.is_none_or(|first| has(&first) && !self.waits(first, *node));
                if fine {
                    self.nodes.entry(*node).and_modify(|node| node.first = *first);
                }
                fine
            }
            Try::Hang { node, parent } => {
                let fits = |parent: usize| has(&parent) && !self.below(parent, *node) && self.depth(parent) + self.height(*node) <= 4;
                let fine = has(node) && self.nodes[node].parent != *parent && parent.is_none_or(fits);
                if fine {
                    self.nodes.entry(*node).and_modify(|node| node.parent = *parent);
                }
                fine
            }
            Try::Remove { node } => {
                let fine = has(node) && self.children(Some(*node)).is_empty() && self.nodes.values().all(|other| other.first != Some(*node));
                if fine {
                    self.nodes.remove(node);
                }
                fine
            }
            Try::Status { node, status, reason } => {
                let to = STATUSES[*status];
                let Some(now) = self.nodes.get(node) else { return false };
                let waits = now.first.is_some_and(|first| self.unfinished(first));
                let fine = match (now.status, to) {
                    (from, to) if from == to => false,
                    ("done", "open" | "in_progress") | (_, "cancelled") => *reason,
                    ("cancelled", "open" | "in_progress") => true,
                    (_, "done") => !waits,
                    _ => true,
                };
                if fine {
                    let done = matches!(to, "done" | "cancelled");
                    self.nodes.entry(*node).and_modify(|node| {
                        node.status = to;
                        node.carried &= !done;
                    });
                }
                fine
            }
            Try::Carry { node } => {
                let fine = has(node) && self.unfinished(*node) && !self.nodes[node].carried;
                if fine {
                    self.nodes.entry(*node).and_modify(|node| node.carried = true);
                }
                fine
            }
            Try::Go { .. } => false,
        }
    }

    /// The completion in millionths, as a page of paper would have it: sum of weight times completion over sum of weight, half to even.
    fn completion(&self, of: Option<usize>) -> Option<u64> {
        let counted: Vec<(u64, u64)> = self
            .children(of)
            .into_iter()
            .filter(|child| self.nodes[child].status != "cancelled" && self.nodes[child].weight > 0)
            .filter_map(|child| Some((self.nodes[&child].weight, self.completion(Some(child))?)))
            .collect();
        let own = of.map(|node| if self.nodes[&node].status == "done" { 100_000_000 } else { 0 });
        if counted.is_empty() {
            return own;
        }
        let weight: u64 = counted.iter().map(|(weight, _)| weight).sum();
        let sum: u64 = counted.iter().map(|(weight, completion)| weight * completion).sum();
        let (whole, rest) = (sum / weight, sum % weight);
        let up = rest * 2 > weight || (rest * 2 == weight && whole % 2 == 1);
        Some(whole + u64::from(up))
    }
}

fn command(what: &Try) -> (Command, bool) {
    let id = |node: usize| format!("n{node}");
    let parent = |parent: &Option<usize>| parent.map(|parent| text(&id(parent)));
    match what {
        Try::Add { node, parent: above, weight } => {
            let mut fields = vec![("weight", text(&weight.to_string()))];
            fields.extend(parent(above).map(|above| ("parent", above)));
            (add(Node, &id(*node), &fields), false)
        }
        Try::Weigh { node, weight } => (set(Node, &id(*node), &[("weight", Some(text(&weight.to_string())))]), false),
        Try::After { node, first } => {
            let first = first.map(|first| super::list(&[&id(first)]));
            (set(Node, &id(*node), &[("prerequisites", first)]), false)
        }
        Try::Hang { node, parent: above } => (set(Node, &id(*node), &[("parent", parent(above))]), false),
        Try::Remove { node } => (remove(Node, &id(*node)), false),
        Try::Status { node, status: code, reason } => (status(&id(*node), STATUSES[*code]), *reason),
        Try::Carry { node } => (Command::CarryOver { node: id(*node) }, false),
        Try::Go { to, reason } => (Command::Move { to: PlanState::ALL[*to] }, *reason),
    }
}

fn tries() -> impl Strategy<Value = Vec<(usize, Try)>> {
    let node = || 0_usize..8;
    let maybe = || proptest::option::weighted(0.75, 0_usize..8);
    let what = prop_oneof![
        6 => (node(), maybe(), 0_u64..4).prop_map(|(node, parent, weight)| Try::Add { node, parent, weight }),
        2 => (node(), 0_u64..4).prop_map(|(node, weight)| Try::Weigh { node, weight }),
        2 => (node(), maybe()).prop_map(|(node, first)| Try::After { node, first }),
        2 => (node(), maybe()).prop_map(|(node, parent)| Try::Hang { node, parent }),
        1 => node().prop_map(|node| Try::Remove { node }),
        8 => (node(), 0_usize..4, any::<bool>()).prop_map(|(node, status, reason)| Try::Status { node, status, reason }),
        1 => node().prop_map(|node| Try::Carry { node }),
        2 => (0_usize..7, any::<bool>()).prop_map(|(to, reason)| Try::Go { to, reason }),
    ];
    proptest::collection::vec((prop_oneof![6 => Just(0_usize), 3 => Just(1), 1 => Just(2)], what), 1..60)
}

fn agrees(plan: &AccountPlan, model: &Model) {
    let ids: Vec<String> = plan.plan().nodes().iter().map(|node| node.id.to_string()).collect();
    assert_eq!(ids.len(), model.nodes.len());
    let millionths = |percent: kam_core::values::Percent| u64::from(percent.millionths());
    for (node, simple) in &model.nodes {
        let key = plan.plan().find(&format!("n{node}")).expect("a node of the model");
        let found = plan.plan().node(key).expect("a node");
        assert_eq!(found.status.code.as_str(), simple.status);
        let figure = plan.work().completion().of(key).map(millionths);
        let expected = if simple.status == "cancelled" { None } else { model.completion(Some(*node)) };
        assert_eq!(figure, expected, "n{node}");
    }
    assert_eq!(plan.state().name(), STATES[model.state]);
    let counted = model.children(None).iter().any(|node| model.nodes[node].status != "cancelled" && model.nodes[node].weight > 0);
    assert_eq!(plan.work().completion().of_plan().map(millionths), model.completion(None).filter(|_| counted));
}

proptest! {
    // So many each time; more with `PROPTEST_CASES=100000`.
    #![proptest_config(ProptestConfig { cases: std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(1_000), ..ProptestConfig::default() })]

    #[test]
    fn a_plan_and_the_model_agree(tries in tries()) {
        thread_local! {
            static COMPANY: Company = Company::with(vec![("plan.approved_by", many(&["country_lead"]))]);
        }
        COMPANY.with(|company| {
            let people = [kam(), lead(), liaison()];
            let mut plan = new_plan(company);
            let mut model = Model::default();
            for (minute, (by, what)) in tries.iter().enumerate() {
                let (command, reason) = command(what);
                let minute = minute as i64 + 1;
                let act = if reason { because(people[*by].clone(), minute, "so it is") } else { act(people[*by].clone(), minute) };
                let before = plan.clone();
                let fine = model.does(*by, what);
                let done = plan.run(&command, &act, &company.rules());
                prop_assert_eq!(done.is_ok(), fine, "{:?} {:?}", what, done.err().map(|refusal| refusal.to_string()));
                if !fine {
                    prop_assert_eq!(&plan, &before);
                }
                agrees(&plan, &model);
            }
            let again = AccountPlan::open(plan.entries().to_vec(), plan.personal().clone(), company.rules().settings().clone(), Some(&plan.head()));
            prop_assert_eq!(again.as_ref(), Ok(&plan));
            agrees(&again.expect("the same plan"), &model);
            Ok(())
        })?;
    }
}
