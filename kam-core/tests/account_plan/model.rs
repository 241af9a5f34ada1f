//! Random commands of random people against small models that were written apart, from the rules (AUD-2, AUD-3).
//!
//! | part | what it is |
//! |---|---|
//! | `tree` | nodes: what can be done with them, and what they come to |
//! | `holds` | what holds behind every row of commands |
//! | `kept` | rules that are not kept everywhere |
//! | `requests` | requests for an approval, with their answers |
//! | `amendments` | changes of a plan that was approved |
//! | `fields` | several fields of one object |
//! | `lives` | tables of steps that a configuration gives |
//! | `merges` | copies that were changed apart |
//! | `phases` | when in a planning cycle something is done |
//! | `stakeholders` | what is said of people, and erased |
//! | this one | one plan in the usual life (CMP-2, EXE-2, PLN-1) |

mod amendments;
mod fields;
mod holds;
mod kept;
mod lives;
mod merges;
mod phases;
mod requests;
mod stakeholders;
mod tree;

use super::common::{Company, act, because, kam, lead, liaison, many, new_plan, person};
use holds::{Damage, cases, damages, holds};
use kam_core::access::Person;
use kam_core::account_plan::{AccountPlan, Act};
use kam_core::values::Percent;
use proptest::prelude::*;
use tree::{Tree, Try, anything, cells_of, command, id, reason_of};

#[derive(Debug, Clone, Default, PartialEq)]
struct Model {
    tree: Tree,
    state: usize,
    asked: Option<usize>,
}

const STATES: [&str; 7] = ["draft", "in_approval", "approved", "active", "in_review", "closed", "cancelled"];
/// The people: one may edit, one may also approve, one may only read.
const EDITS: [bool; 3] = [true, true, false];
const APPROVES: [bool; 3] = [false, true, false];

impl Model {
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
                ("active" | "in_review", "closed") => EDITS[by] && self.tree.nothing_left_behind(),
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
        !locked && EDITS[by] && self.tree.does(by, what)
    }
}

/// Somebody of the people above, mostly one who may edit.
fn who() -> impl Strategy<Value = usize> + Clone {
    prop_oneof![6 => Just(0_usize), 3 => Just(1), 1 => Just(2)].boxed()
}

/// The people, and two more for other plans than this one.
fn people() -> [Person; 5] {
    [kam(), lead(), liaison(), person("chief", "regional_manager", "DE-S"), person("judge", "market_access_manager", "DE")]
}

/// An act, with a reason where there is one.
fn acts(person: &Person, minute: usize, reason: bool) -> Act {
    let minute = i64::try_from(minute).expect("a minute");
    if reason { because(person.clone(), minute, &reason_of(person.id.as_str())) } else { act(person.clone(), minute) }
}

fn agrees(plan: &AccountPlan, tree: &Tree) -> Result<(), TestCaseError> {
    prop_assert_eq!(cells_of(plan), tree.cells());
    let millionths = |percent: Percent| u64::from(percent.millionths());
    prop_assert_eq!(plan.plan().nodes().len(), tree.nodes.len());
    for node in tree.nodes.keys() {
        let key = plan.plan().find(&id(*node)).expect("a node of the model");
        prop_assert_eq!(plan.work().completion().of(key).map(millionths), tree.completion(Some(*node)), "n{}", node);
    }
    prop_assert_eq!(plan.work().completion().of_plan().map(millionths), tree.completion(None));
    Ok(())
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn a_plan_and_the_model_agree(tries in prop::collection::vec((who(), anything(8)), 1..60), damage in damages()) {
        thread_local! {
            static COMPANY: Company = Company::with(vec![("plan.approved_by", many(&["country_lead"]))]);
        }
        COMPANY.with(|company| {
            let people = people();
            let mut plan = new_plan(company);
            let mut model = Model::default();
            for (minute, (by, what)) in tries.iter().enumerate() {
                let (command, reason) = command(what);
                let before = plan.clone();
                let fine = model.does(*by, what);
                let done = plan.run(&command, &acts(&people[*by], minute + 1, reason), &company.rules());
                prop_assert_eq!(done.is_ok(), fine, "{:?} {:?}", what, done.err().map(|refusal| refusal.to_string()));
                if !fine {
                    prop_assert_eq!(&plan, &before);
                }
                agrees(&plan, &model.tree)?;
                prop_assert_eq!(plan.state().name(), STATES[model.state]);
            }
            agrees(&holds(&plan, company, &damage)?, &model.tree)
        })?;
    }
}
