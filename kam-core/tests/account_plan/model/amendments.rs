//! Amendments of an approved plan, while work on it goes on (APR-7, APR-8).

use super::kept::{AMENDED_ONCE, EMPTY_NODES_ARE_CONTENT, GONE_IS_GONE, RIGHT_TO_AMEND, WORK_ON_WHAT_GOES};
use super::merges::changes;
use super::requests::{Answer, Asked, answers, records, request, word};
use super::tree::{Cells, Put, Simple, Try, anything, cells_of, command, is_content, title};
use super::{EDITS, Model, STATES, acts, cases, damages, holds, people, who};
use crate::common::{Company, many, new_plan, object, run, set, text};
use kam_core::account_plan::{AccountPlan, Command, PlanState};
use kam_core::approval::Request;
use kam_core::config::SettingValue;
use kam_core::history::ObjectKind::Plan;
use kam_core::values::Code;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// What the steps of the definition for amendments are about, by company; a step without anything is about everything.
const CONCERNS: [&[&[&str]]; 5] =
    [&[&[]], &[&["node"]], &[&["node.weight"]], &[&["node.title", "node.parent"], &["plan"]], &[&["node.prerequisites", "plan.title"]]];

fn company(concerns: &[&[&str]]) -> Company {
    let twice = || ("same_person_twice", SettingValue::Flag(true));
    let definition = |id: &str, subject: &str| vec![("id", word(id)), ("subject", word(subject)), ("if_no_step", word("approve")), twice()];
    let step = |id: String, of: &str, concerns: &[&str]| {
        let role = [("approvers", word("role")), ("role", word("market_access_manager"))];
        let said = vec![("id", word(&id)), ("definition", word(of)), ("concerns", many(concerns))];
        said.into_iter().chain(role).collect::<Vec<_>>()
    };
    let mut steps = vec![step("whole".to_owned(), "plan", &[])];
    steps.extend(concerns.iter().enumerate().map(|(place, concerns)| step(format!("step_{place}"), "change", concerns)));
    let definitions = vec![definition("plan", "account_plan"), definition("change", "amendment")];
    Company::with(vec![("approvals.definitions", records(definitions)), ("approvals.steps", records(steps))])
}

fn is_of(field: &str, concerns: &[&str]) -> bool {
    concerns.is_empty() || concerns.iter().any(|of| *of == field || field.split('.').next() == Some(of))
}

#[derive(Debug, Clone)]
enum What {
    Node(Try),
    Title(Option<u64>),
}

#[derive(Debug, Clone, Copy)]
enum Named {
    All,
    /// None, so that it is for the plan as a whole.
    None,
    AllBut(prop::sample::Index),
}

#[derive(Debug, Clone)]
enum Op {
    Plan(What),
    Begin { copy: usize, reason: bool },
    Copy { copy: usize, what: What },
    Submit { copy: usize, named: Named, answer: Answer },
    Amend { copy: usize },
}

fn ops() -> impl Strategy<Value = Vec<(usize, Op)>> {
    let what = || prop_oneof![8 => anything(5).prop_map(What::Node), 1 => prop::option::weighted(0.8, 0_u64..3).prop_map(What::Title)];
    let copy = || prop_oneof![3 => Just(0_usize), 1 => Just(1)];
    let named = prop_oneof![6 => Just(Named::All), 2 => Just(Named::None), 1 => any::<prop::sample::Index>().prop_map(Named::AllBut)];
    let op = prop_oneof![
        8 => what().prop_map(Op::Plan),
        1 => (copy(), prop::bool::weighted(0.8)).prop_map(|(copy, reason)| Op::Begin { copy, reason }),
        8 => (copy(), what()).prop_map(|(copy, what)| Op::Copy { copy, what }),
        3 => (copy(), named, answers()).prop_map(|(copy, named, answer)| Op::Submit { copy, named, answer }),
        5 => copy().prop_map(|copy| Op::Amend { copy }),
    ];
    prop::collection::vec((who(), op), 1..40)
}

/// A plan of the model.
#[derive(Debug, Clone)]
struct Side {
    model: Model,
    title: Option<u64>,
    /// The last request that came to something.
    request: String,
}

impl Side {
    /// Every field, with when something was done.
    fn cells(&self) -> Cells {
        let mut cells = self.model.tree.cells();
        cells.extend(self.title.map(|number| ((None, "title"), title(number))));
        for (node, simple) in &self.model.tree.nodes {
            cells.extend(simple.done_at.map(|at| ((Some(*node), "completed_at"), at.to_string())));
            cells.extend(simple.by_hand_at.map(|at| ((Some(*node), "override_at"), at.to_string())));
        }
        cells
    }

    fn has(&self, node: usize) -> bool {
        self.model.tree.nodes.contains_key(&node)
    }

    /// What an approval is given for.
    fn content(&self) -> (Cells, Vec<usize>) {
        let nodes = self.model.tree.nodes.keys().copied().filter(|_| EMPTY_NODES_ARE_CONTENT);
        (self.cells().into_iter().filter(|((_, field), _)| is_content(field)).collect(), nodes.collect())
    }

    fn tries(&mut self, by: usize, what: &What) -> bool {
        let locked = matches!(STATES[self.model.state], "in_approval" | "closed" | "cancelled");
        match what {
            // What becomes of a plan that waits is said by a request.
            What::Node(Try::Go { to, .. }) if self.model.state == 1 && *to < 3 => false,
            What::Node(what) => self.model.does(by, what),
            What::Title(title) => {
                let other = std::mem::replace(&mut self.title, *title) != *title;
                !locked && EDITS[by] && other
            }
        }
    }

    /// Does something in a plan that may be approved, as far as nobody has to approve it.
    fn does(&mut self, by: usize, what: &What, concerns: &[&[&str]]) -> bool {
        let mut after = self.clone();
        let does = after.tries(by, what);
        let approved = matches!(STATES[self.model.state], "approved" | "active" | "in_review");
        let mut names = names(self, &after);
        names.extend((self.content().1 != after.content().1).then(|| "node.status".to_owned()));
        let asked = names.iter().any(|field| concerns.iter().any(|step| is_of(field, step)));
        let fine = does && !(approved && asked);
        if fine {
            *self = after;
        }
        fine
    }

    /// Does something in an amendment, in which nothing else goes on.
    fn amends(&mut self, by: usize, what: &What) -> bool {
        let works = match what {
            What::Node(Try::Add { .. } | Try::Remove { .. }) | What::Title(_) => false,
            What::Node(Try::Set { put, .. }) => put.iter().any(|put| matches!(put, Put::Progress(_))),
            What::Node(_) => true,
        };
        let mut after = self.clone();
        let fine = !works && after.tries(by, what);
        if fine {
            *self = after;
        }
        fine
    }
}

/// The fields of what is approved that are other ones, by their names.
fn names(before: &Side, after: &Side) -> Vec<String> {
    let changed = changes(&before.cells(), &after.cells());
    let content = changed.keys().filter(|(_, field)| is_content(field));
    let names: BTreeSet<String> = content.map(|(node, field)| format!("{}.{field}", if node.is_some() { "node" } else { "plan" })).collect();
    names.into_iter().collect()
}

/// A request for an amendment: what it was for when it was submitted.
struct Standing {
    request: Request,
    granted: bool,
    content: (Cells, Vec<usize>),
    named: Vec<String>,
    used: bool,
}

struct Copy {
    plan: AccountPlan,
    /// The plan of the model when the copy was made.
    base: Side,
    side: Side,
    standing: Option<Standing>,
}

/// What comes of putting an amendment in.
enum Fate {
    In(Side),
    Not,
    /// Work on a node that goes, so that a part of it would stay.
    LosesWork,
    /// A change of a node that is gone, so that a part of it would come back.
    BringsBack,
}

impl Copy {
    fn put_into(&self, now: &Side, by: usize) -> Fate {
        let Some(standing) = &self.standing else { return Fate::Not };
        let named = standing.named.is_empty() || names(&self.base, &self.side).iter().all(|field| standing.named.contains(field));
        let locked = matches!(STATES[now.model.state], "in_approval" | "closed" | "cancelled");
        if !standing.granted || standing.content != self.side.content() || !named || locked || (standing.used && AMENDED_ONCE) {
            return Fate::Not;
        }
        let (base, will, is) = (self.base.cells(), self.side.cells(), now.cells());
        let net = changes(&base, &will);
        let (mut after, mut other, mut brings_back) = (now.clone(), false, false);
        for ((node, field), (old, new)) in &net {
            let now_is = is.get(&(*node, *field)).cloned();
            if now_is == *new {
                continue;
            }
            let stays = node.is_none_or(|node| now.has(node) && self.side.has(node));
            if now_is != *old || (stays && !is_content(field)) {
                return Fate::Not;
            }
            other = true;
            match node {
                None => after.title = self.side.title,
                Some(node) => match self.side.model.tree.nodes.get(node) {
                    Some(from) => {
                        brings_back |= self.base.has(*node) && !now.has(*node);
                        put(after.model.tree.nodes.entry(*node).or_default(), from, field);
                    }
                    None => {
                        after.model.tree.nodes.remove(node);
                    }
                },
            }
        }
        let goes = |node: usize| !self.side.has(node) && now.has(node) && !after.has(node);
        let loses_work = is.keys().any(|cell| cell.0.is_some_and(goes) && !net.contains_key(cell));
        if !after.model.tree.is_sound() || !(EDITS[by] || (!other && !RIGHT_TO_AMEND)) || (!other && now.request == standing.request.id().as_str()) {
            return Fate::Not;
        }
        match (loses_work, brings_back) {
            (true, _) => Fate::LosesWork,
            (_, true) => Fate::BringsBack,
            _ => Fate::In(after),
        }
    }
}

/// Takes a field of a node over.
fn put(to: &mut Simple, from: &Simple, field: &str) {
    match field {
        "parent" => to.parent = from.parent,
        "weight" => to.weight = from.weight,
        "title" => to.title = from.title,
        "prerequisites" => to.first = from.first,
        _ => {}
    }
}

fn command_of(what: &What) -> (Command, bool) {
    match what {
        What::Node(what) => command(what),
        What::Title(number) => (set(Plan, "AP-1", &[("title", number.map(|number| text(&title(number))))]), false),
    }
}

/// A plan with two goals and two objectives that was approved, and the same in the model.
fn approved(company: &Company) -> (AccountPlan, Side) {
    let mut plan = new_plan(company);
    let mut side = Side { model: Model::default(), title: Some(0), request: "R-0".to_owned() };
    run(&mut plan, company, &set(Plan, "AP-1", &[("title", Some(text(&title(0))))]), 0);
    for (node, parent) in [(0, None), (1, None), (2, Some(0)), (3, Some(0))] {
        let what = What::Node(Try::Add { node, parent, weight: Some(1), title: Some(node as u64) });
        run(&mut plan, company, &command_of(&what).0, 0);
        assert!(side.tries(0, &what));
    }
    run(&mut plan, company, &Command::Move { to: PlanState::InApproval }, 0);
    let people = people();
    let asked = Asked { number: 0, kind: "account_plan", content: plan.content(), changed: Vec::new(), submitter: &people[0], answer: Answer::Yes };
    let request = request(company, &people, &asked, 0);
    run(&mut plan, company, &Command::ConcludeApproval { request: Box::new(request) }, 0);
    side.model.state = 2;
    (plan, side)
}

fn agrees(plan: &AccountPlan, side: &Side) -> Result<(), TestCaseError> {
    prop_assert_eq!(cells_of(plan), side.model.tree.cells());
    prop_assert_eq!(plan.fields().text(&object(Plan, "AP-1"), "title").map(str::to_owned), side.title.map(title));
    prop_assert_eq!(plan.fields().text(&object(Plan, "AP-1"), "approval"), Some(&*side.request));
    prop_assert_eq!(plan.state().name(), STATES[side.model.state]);
    Ok(())
}

fn amendments(company: &Company, concerns: &[&[&str]], ops: &[(usize, Op)], damage: &super::Damage) -> Result<(), TestCaseError> {
    let (people, rules) = (people(), company.rules());
    let (mut plan, mut side) = approved(company);
    let mut copies: [Option<Copy>; 2] = [None, None];
    for (minute, (by, op)) in ops.iter().enumerate() {
        let minute = minute + 1;
        let does = |plan: &mut AccountPlan, command: &Command, reason: bool, fine: bool| -> Result<(), TestCaseError> {
            let before = plan.clone();
            let done = plan.run(command, &acts(&people[*by], minute, reason), &rules);
            prop_assert_eq!(done.is_ok(), fine, "{:?} {:?}", op, done.err().map(|refusal| refusal.to_string()));
            if !fine {
                prop_assert_eq!(&*plan, &before);
            }
            Ok(())
        };
        let (content, was) = (plan.content(), side.content());
        match op {
            Op::Plan(what) => {
                let (command, reason) = command_of(what);
                does(&mut plan, &command, reason, side.does(*by, what, concerns))?;
            }
            Op::Begin { copy, reason } => {
                let fine = *reason && EDITS[*by] && matches!(STATES[side.model.state], "approved" | "active" | "in_review");
                let mut begun = plan.clone();
                does(&mut begun, &Command::BeginAmendment, *reason, fine)?;
                prop_assert_eq!(begun.is_amendment(), fine);
                if fine {
                    copies[*copy] = Some(Copy { plan: begun, base: side.clone(), side: side.clone(), standing: None });
                }
            }
            Op::Copy { copy, what } => {
                let Some(copy) = &mut copies[*copy] else { continue };
                let (command, reason) = command_of(what);
                let fine = copy.side.amends(*by, what);
                does(&mut copy.plan, &command, reason, fine)?;
                agrees(&copy.plan, &copy.side)?;
            }
            Op::Submit { copy, named, answer } => {
                let Some(copy) = &mut copies[*copy] else { continue };
                let expected = names(&copy.base, &copy.side);
                let mut fields: Vec<String> = copy.plan.amended_fields().iter().map(ToString::to_string).collect();
                prop_assert!(fields.iter().filter(|field| !matches!(&***field, "node" | "node.status")).eq(&expected), "{:?} {:?}", fields, expected);
                match named {
                    Named::None => fields.clear(),
                    Named::AllBut(which) if !expected.is_empty() => fields.retain(|field| field != which.get(&expected)),
                    Named::All | Named::AllBut(_) => {}
                }
                let changed: Vec<Code> = fields.iter().map(|field| Code::new(field).expect("a code")).collect();
                let asked =
                    Asked { number: minute, kind: "amendment", content: copy.plan.content(), changed, submitter: &people[0], answer: *answer };
                let request = request(company, &people, &asked, i64::try_from(minute).expect("a minute"));
                let asks = concerns.iter().any(|step| fields.is_empty() || fields.iter().any(|field| is_of(field, step)));
                let granted = *answer == Answer::Yes || !asks;
                copy.standing = Some(Standing { request, granted, content: copy.side.content(), named: fields, used: false });
            }
            Op::Amend { copy } => {
                let Some(copy) = &mut copies[*copy] else { continue };
                let fate = copy.put_into(&side, *by);
                if (matches!(fate, Fate::LosesWork) && !WORK_ON_WHAT_GOES) || (matches!(fate, Fate::BringsBack) && !GONE_IS_GONE) {
                    continue;
                }
                let Some(standing) = &mut copy.standing else { continue };
                let command = Command::Amend { amendment: Box::new(copy.plan.clone()), request: Box::new(standing.request.clone()) };
                does(&mut plan, &command, false, matches!(fate, Fate::In(_)))?;
                if let Fate::In(after) = fate {
                    (side, standing.used) = (after, true);
                    side.request = standing.request.id().to_string();
                    prop_assert!(!plan.is_amendment());
                }
            }
        }
        agrees(&plan, &side)?;
        // What is in force is another one where something of what was approved is.
        prop_assert_eq!(plan.content() == content, side.content() == was, "{:?}", op);
    }
    agrees(&holds(&plan, company, damage)?, &side)
}

proptest! {
    #![proptest_config(cases(250))]

    #[test]
    fn amendments_and_the_model_agree(which in 0..CONCERNS.len(), ops in ops(), damage in damages()) {
        thread_local! {
            static COMPANIES: [Company; 5] = CONCERNS.map(company);
        }
        let mut all = vec![(0, Op::Begin { copy: 0, reason: true })];
        all.extend(ops);
        COMPANIES.with(|companies| amendments(&companies[which], CONCERNS[which], &all, &damage))?;
    }
}
