//! Phases of random planning cycles, and changes on days all over them (CYC-1 to CYC-3).

use super::requests::{records, word};
use super::tree::{Tree, Try, cells_of, command, work};
use super::{cases, damages, holds, people, reason_of};
use crate::common::{Company, add, set, text};
use kam_core::account_plan::{AccountPlan, Act, Command, PlanState};
use kam_core::config::{SettingValue, Step};
use kam_core::history::ObjectKind::{Member, Plan, Stakeholder};
use kam_core::history::{FieldValue, Salt};
use kam_core::values::{PlanId, Reason, parse_date, parse_moment};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Days are counted from 1 January 2000, and months too.
fn days_of(month: i64) -> i64 {
    let year = 2000 + month.div_euclid(12);
    match month.rem_euclid(12) {
        1 if year % 4 == 0 => 29,
        1 => 28,
        3 | 5 | 8 | 10 => 30,
        _ => 31,
    }
}

thread_local! {
    /// The first day of each month.
    static FIRST: Vec<i64> = (0..480).scan(0, |first, month| Some(std::mem::replace(first, *first + days_of(month)))).collect();
}

fn first_of(month: i64) -> i64 {
    FIRST.with(|first| first[usize::try_from(month).expect("a month")])
}

fn month_of(day: i64) -> i64 {
    FIRST.with(|first| first.iter().take_while(|first| **first <= day).count() as i64 - 1)
}

fn date(day: i64) -> String {
    let month = month_of(day);
    format!("{:04}-{:02}-{:02}", 2000 + month / 12, month % 12 + 1, day - first_of(month) + 1)
}

const STEPS: [Step; 5] = [Step::Goals, Step::Targets, Step::Plan, Step::Execution, Step::Measures];
/// Names of phases: of a step of the cycle, or of none.
const NAMES: [&str; 7] = ["plan", "execution", "goals", "measures", "review", "look_back", "late_review"];

#[derive(Debug, Clone)]
struct Phase {
    name: usize,
    step: Option<usize>,
    from: i64,
    days: i64,
}

#[derive(Debug, Clone)]
struct World {
    months: i64,
    starts_in: i64,
    phases: Vec<Phase>,
    late: &'static str,
}

impl World {
    /// The first month of the cycle that a month lies in.
    fn begins(&self, month: i64) -> i64 {
        month - (month - (self.starts_in - 1)).rem_euclid(self.months)
    }

    fn name(&self, begins: i64) -> String {
        let month = |month: i64| format!("{:04}-{:02}", 2000 + month / 12, month % 12 + 1);
        match (self.months, begins % 12) {
            (12, 0) => format!("{:04}", 2000 + begins / 12),
            (1, _) => month(begins),
            _ => format!("{}/{}", month(begins), month(begins + self.months - 1)),
        }
    }

    /// Whether no phase for a step is open on a day although there are some.
    fn is_closed(&self, step: Step, day: i64) -> bool {
        let of = |phase: &&Phase| phase.step.map_or(NAMES[phase.name] == step.name(), |of| STEPS[of] == step);
        let in_cycle = day - first_of(self.begins(month_of(day))) + 1;
        let mut phases = self.phases.iter().filter(of).peekable();
        phases.peek().is_some() && !phases.any(|phase| (phase.from..phase.from + phase.days).contains(&in_cycle))
    }

    /// The steps that something is late for, or early: `own` is what the change belongs to, `acts` the step in which somebody acts.
    fn out(&self, own: &BTreeSet<Step>, acts: Step, cycle: Option<i64>, day: i64) -> usize {
        let over = |begins: i64| day >= first_of(begins + self.months);
        let before = |begins: i64| day < first_of(begins);
        let beyond = |step: Step| cycle.is_some_and(|begins| own.contains(&step) && (over(begins) || (step == Step::Execution && before(begins))));
        let mut steps = own.clone();
        if acts != Step::Execution {
            steps.insert(acts);
        }
        if self.late == "free" { 0 } else { steps.into_iter().filter(|step| self.is_closed(*step, day) || beyond(*step)).count() }
    }

    fn company(&self) -> Company {
        let whole = |name, number: i64| (name, SettingValue::Whole(u32::try_from(number).expect("a number")));
        let phases = self.phases.iter().map(|phase| {
            let mut fields = vec![("name", word(NAMES[phase.name])), whole("from_day", phase.from), whole("days", phase.days)];
            fields.extend(phase.step.map(|step| ("step", word(STEPS[step].name()))));
            fields
        });
        Company::with(vec![
            whole("cycle.months", self.months),
            whole("cycle.starts_in", self.starts_in),
            ("cycle.phases", records(phases.collect())),
            ("cycle.late_changes", word(self.late)),
            whole("goals.most_in_a_plan", 100),
        ])
    }
}

fn worlds() -> impl Strategy<Value = World> {
    let late = prop_oneof![6 => Just("refuse"), 3 => Just("warn"), 1 => Just("free")];
    let phase = (0_usize..7, prop::option::weighted(0.4, 0_usize..5), any::<prop::sample::Index>(), any::<prop::sample::Index>());
    let months = prop::sample::select(vec![1_i64, 3, 6, 12, 12, 12, 18]);
    (months, 1_i64..13, prop::collection::vec(phase, 0..6), late).prop_map(|(months, starts_in, phases, late)| {
        let most = usize::try_from(months).expect("months");
        let mut phases: Vec<Phase> = phases
            .iter()
            .map(|(name, step, from, days)| {
                // Every cycle begins a phase, and some are too short for all of it.
                let from = from.index(28 * most) + 1;
                let days = days.index(30 * most - from + 1) + 1;
                Phase { name: *name, step: *step, from: from as i64, days: days as i64 }
            })
            .collect();
        phases.sort_by_key(|phase| phase.name);
        phases.dedup_by_key(|phase| phase.name);
        World { months, starts_in, phases, late }
    })
}

#[derive(Debug, Clone)]
enum What {
    Node(Try),
    Title(Option<u64>),
    /// The plan is one of the cycle so many cycles on.
    Cycle(Option<i64>),
    Person {
        member: bool,
        number: u64,
    },
    Note {
        number: u64,
    },
    Start,
}

#[derive(Debug, Clone)]
struct Op {
    what: What,
    /// How many days later it is put in, and how much earlier it was made.
    later: i64,
    made: Option<i64>,
    /// The local day, beside that of the moment.
    local: i64,
    step: Step,
}

fn ops() -> impl Strategy<Value = Vec<Op>> {
    let what = prop_oneof![
        9 => work(4).prop_map(What::Node),
        2 => prop::option::weighted(0.8, 0_u64..3).prop_map(What::Title),
        2 => prop::option::weighted(0.8, -1_i64..2).prop_map(What::Cycle),
        1 => (any::<bool>(), 0_u64..4).prop_map(|(member, number)| What::Person { member, number }),
        1 => (0_u64..3).prop_map(|number| What::Note { number }),
        1 => Just(What::Start),
    ];
    let step = prop_oneof![3 => Just(Step::Execution), 1 => prop::sample::select(STEPS.to_vec())];
    let op = (what, prop_oneof![Just(0_i64), 0_i64..15, 0_i64..100], prop::option::weighted(0.2, 0_i64..60), -1_i64..2, step)
        .prop_map(|(what, later, made, local, step)| Op { what, later, made, local, step });
    prop::collection::vec(op, 1..30)
}

#[derive(Debug, Clone, Default)]
struct Model {
    tree: Tree,
    title: Option<u64>,
    /// The first month of the cycle of the plan.
    cycle: Option<i64>,
    people: BTreeSet<(bool, u64)>,
    note: Option<u64>,
    active: bool,
}

impl Model {
    /// Does what is tried; the steps of the cycle that it belongs to, or nothing where it makes no sense.
    fn does(&mut self, world: &World, what: &What, day: i64) -> Option<BTreeSet<Step>> {
        let before = self.clone();
        let (fine, steps): (bool, &[Step]) = match what {
            What::Node(what) => {
                let fine = self.tree.does(0, what);
                let steps: &[Step] = match what {
                    Try::Add { .. } | Try::Remove { .. } => &[Step::Plan],
                    Try::Status { .. } | Try::ByHand { .. } | Try::NotByHand { .. } => &[Step::Execution],
                    Try::Set { node, .. } if fine => {
                        let (before, after) = (&before.tree.nodes[node], &self.tree.nodes[node]);
                        let works = before.progress != after.progress;
                        let content = |node: &super::tree::Simple| (node.parent, node.weight, node.title, node.first);
                        match (works, content(before) != content(after)) {
                            (true, true) => &[Step::Plan, Step::Execution],
                            (true, false) => &[Step::Execution],
                            _ => &[Step::Plan],
                        }
                    }
                    Try::Set { .. } | Try::Carry { .. } | Try::Go { .. } => &[],
                };
                (fine, steps)
            }
            What::Title(title) => (std::mem::replace(&mut self.title, *title) != *title, &[Step::Plan]),
            What::Cycle(on) => {
                let cycle = on.map(|on| world.begins(month_of(day)) + on * world.months);
                (std::mem::replace(&mut self.cycle, cycle) != cycle, &[Step::Plan])
            }
            What::Person { member, number } => (self.people.insert((*member, *number)), &[]),
            What::Note { number } => (self.people.contains(&(false, 0)) && self.note.replace(*number) != Some(*number), &[]),
            What::Start => (!std::mem::replace(&mut self.active, true), &[]),
        };
        if !fine {
            *self = before;
        }
        fine.then(|| steps.iter().copied().collect())
    }
}

fn act(op: &Op, day: i64, place: usize) -> Act {
    let at = parse_moment(&format!("{}T12:{place:02}:00Z", date(day))).expect("a moment");
    let person = people()[0].clone();
    let reason = Reason::new(&reason_of(person.id.as_str())).expect("a reason");
    let mut act = Act::new(person, at).salted(Salt::new(&format!("salt-of-the-change-{place}")).expect("a salt"));
    act.on = parse_date(&date(day + op.local)).expect("a day");
    act.step = op.step;
    act.made_at = op.made.map(|made| parse_moment(&format!("{}T03:00:00Z", date(day - made))).expect("a moment"));
    act.reason = matches!(&op.what, What::Node(what) if command(what).1).then_some(reason);
    act
}

fn command_of(world: &World, what: &What, day: i64) -> Command {
    let of_plan = |field: &str, value: Option<String>| set(Plan, "AP-1", &[(field, value.map(|value| text(&value)))]);
    match what {
        What::Node(what) => command(what).0,
        What::Title(title) => of_plan("title", title.map(|title| title.to_string())),
        What::Cycle(on) => of_plan("cycle", on.map(|on| world.name(world.begins(month_of(day)) + on * world.months))),
        What::Person { member: true, number } => add(Member, &format!("m{number}"), &[("role", text("expert"))]),
        What::Person { number, .. } => add(Stakeholder, &format!("s{number}"), &[("name", text("Ada Lund"))]),
        What::Note { number } => set(Stakeholder, "s0", &[("notes", Some(text(&number.to_string())))]),
        What::Start => Command::Move { to: PlanState::Active },
    }
}

/// A plan that is made on the first day, there where it can be; the model of it.
fn begun(world: &World, company: &Company, op: &Op, day: i64) -> Result<(AccountPlan, Model), TestCaseError> {
    thread_local! {
        static ANY_TIME: Company = Company::new();
    }
    let id = PlanId::new("AP-1").expect("an id");
    let fields = || vec![("unit".to_owned(), text("DE-S"))];
    let made = AccountPlan::create(&id, fields(), &act(op, day, 0), &company.rules());
    let out = world.out(&BTreeSet::from([Step::Plan]), op.step, None, op.made.map_or(day + op.local, |made| day - made));
    prop_assert_eq!(made.is_err(), world.late == "refuse" && out > 0, "{:?}", made.err());
    if let Ok((_, done)) = &made {
        prop_assert_eq!(done.warnings.len(), out, "{:?}", done.warnings);
    }
    prop_assert!(made.as_ref().err().is_none_or(|refusal| refusal.code() == "out_of_phase"));
    // What it has was put in when nobody asked for phases.
    let mut model = Model::default();
    let plan = ANY_TIME.with(|company| {
        let mut plan = match made {
            Ok((plan, _)) => plan,
            Err(_) => AccountPlan::create(&id, fields(), &act(op, day, 0), &company.rules()).expect("a plan").0,
        };
        let add = |node, parent| What::Node(Try::Add { node, parent, weight: Some(1), title: None });
        for what in [add(0, None), add(1, Some(0)), What::Person { member: false, number: 0 }] {
            plan.run(&command_of(world, &what, day), &act(op, day, 0), &company.rules()).expect("a change");
            model.does(world, &what, day);
        }
        plan
    });
    Ok((plan, model))
}

fn agrees(world: &World, plan: &AccountPlan, model: &Model) -> Result<(), TestCaseError> {
    prop_assert_eq!(cells_of(plan), model.tree.cells());
    let of_plan = |field: &str| plan.fields().text(&crate::common::object(Plan, "AP-1"), field).map(str::to_owned);
    prop_assert_eq!(of_plan("title"), model.title.map(|title| title.to_string()));
    prop_assert_eq!(of_plan("cycle"), model.cycle.map(|begins| world.name(begins)));
    let note = plan.value(&crate::common::object(Stakeholder, "s0"), "notes").and_then(FieldValue::as_text).map(str::to_owned);
    prop_assert_eq!(note, model.note.map(|note| note.to_string()));
    Ok(())
}

proptest! {
    #![proptest_config(cases(120))]

    #[test]
    fn phases_and_the_model_agree(world in worlds(), first in 9_400_i64..10_200, ops in ops(), damage in damages()) {
        let company = world.company();
        let mut day = first;
        let (mut plan, mut model) = begun(&world, &company, &ops[0], day)?;
        for (place, op) in ops.iter().enumerate() {
            day += op.later;
            // What was made earlier counts for the day on which it was made.
            let on = op.made.map_or(day + op.local, |made| day - made);
            let (command, act) = (command_of(&world, &op.what, day), act(op, day, place + 1));
            let (before, model_before) = (plan.clone(), model.clone());
            let steps = model.does(&world, &op.what, day);
            let out = steps.as_ref().map_or(0, |steps| world.out(steps, op.step, model.cycle, on));
            let refused = out > 0 && world.late == "refuse";
            let done = plan.run(&command, &act, &company.rules());
            prop_assert_eq!(done.is_ok(), steps.is_some() && !refused, "{} {:?} {:?}", date(on), op, done);
            match done {
                Ok(done) => prop_assert_eq!(done.warnings.len(), out, "{:?}", done.warnings),
                Err(refusal) => {
                    prop_assert_eq!(&plan, &before);
                    prop_assert!(!refused || refusal.code() == "out_of_phase", "{:?} {}", op, refusal);
                    model = model_before;
                }
            }
            agrees(&world, &plan, &model)?;
        }
        agrees(&world, &holds(&plan, &company, &damage)?, &model)?;
    }
}
