//! Lives that a configuration gives plans: random tables of steps, read by themselves (PLN-1, PLN-4, APR-3, APR-4, APR-8).

use super::kept::{NEEDS_OF_GRANTED_STEPS, WHERE_OF_GRANTED_STEPS};
use super::requests::{Answer, Asked, answers, records, request, word};
use super::tree::{Cells, Tree, Try, cells_of, command, is_content, work};
use super::{Damage, STATES, acts, cases, damages, holds, people};
use crate::common::{Company, add, many, new_plan, remove, text};
use kam_core::account_plan::{Command, PlanState};
use kam_core::approval::Request;
use kam_core::config::{Configuration, SettingValue};
use kam_core::history::ObjectKind::Member;
use proptest::prelude::*;
use std::collections::BTreeSet;

const DRAFT: usize = 0;
const WAITS: usize = 1;
const APPROVED: usize = 2;
const ACTIVE: usize = 3;
const REVIEWED: usize = 4;
const CLOSED: usize = 5;
const CANCELLED: usize = 6;

/// By person of `people`: who may edit, who may approve, and who may see the profile.
const EDITS: [bool; 5] = [true, true, false, true, false];
const APPROVES: [bool; 5] = [false, true, false, true, true];
const SEES: [bool; 5] = [true, true, false, true, true];
const LEAD: usize = 1;
const JUDGE: usize = 4;
/// What a request can be for; the first is the plan as a whole.
const KINDS: [&str; 3] = ["account_plan", "first_step", "second_step"];

/// A step of a table.
#[derive(Debug, Clone)]
struct Row {
    from: usize,
    to: usize,
    approver: bool,
    taken_back: bool,
    reason: bool,
    finished: bool,
    created: bool,
    /// Where plans have to be approved, or where they have not.
    only: Option<bool>,
    /// The kind of request that it needs.
    request: Option<usize>,
}

/// Who approves plans.
#[derive(Debug, Clone, Copy, PartialEq)]
enum By {
    Nobody,
    /// One of the lead, or also one of the judge.
    Roles(bool),
    Requests,
}

#[derive(Debug, Clone)]
struct Table {
    rows: Vec<Row>,
    by: By,
}

impl Table {
    fn find(&self, from: usize, to: usize) -> Option<&Row> {
        self.rows.iter().find(|row| row.from == from && row.to == to)
    }

    fn reached(&self) -> BTreeSet<usize> {
        let mut reached = BTreeSet::from([DRAFT]);
        for _ in STATES {
            reached.extend(self.rows.iter().filter(|row| reached.contains(&row.from)).map(|row| row.to).collect::<Vec<_>>());
        }
        reached
    }

    /// The place of a step by which a plan is carried out that nobody approved.
    fn past(&self) -> Option<usize> {
        let approves = |row: &Row| row.request.is_some() || (row.from == WAITS && row.approver);
        let free = |row: &Row| !approves(row) && row.only != Some(false);
        let mut reached = BTreeSet::from([DRAFT]);
        loop {
            let place = self.rows.iter().position(|row| free(row) && reached.contains(&row.from) && !reached.contains(&row.to))?;
            if matches!(self.rows[place].to, APPROVED | ACTIVE | REVIEWED) {
                return Some(place);
            }
            reached.insert(self.rows[place].to);
        }
    }

    fn brings_out(&self, to: usize) -> bool {
        self.find(WAITS, to).is_some_and(|row| row.approver || row.request.is_some())
    }

    /// Whether it is a life that plans get through.
    fn is_legal(&self) -> bool {
        let reached = self.reached();
        let on = |state: &usize| self.rows.iter().any(|row| row.from == *state);
        let rows_fine = self.rows.iter().all(|row| {
            row.from != row.to && (!row.taken_back || (row.approver && matches!(row.to, DRAFT | CANCELLED))) && reached.contains(&row.from)
        });
        let ends = reached.contains(&CLOSED) || reached.contains(&CANCELLED);
        let goes_on = reached.iter().all(|state| matches!(*state, CLOSED | CANCELLED) || on(state));
        let waits = match (reached.contains(&WAITS), self.by) {
            (true, _) => self.brings_out(APPROVED) && self.brings_out(DRAFT),
            (false, by) => by != By::Requests,
        };
        let asks = self.rows.iter().any(|row| row.to == WAITS && row.only != Some(true));
        let asked = if self.by == By::Nobody { !asks } else { self.past().is_none() };
        let requests: Vec<usize> = self.rows.iter().filter_map(|row| row.request).collect();
        let each_once = requests.iter().collect::<BTreeSet<_>>().len() == requests.len() && !requests.contains(&0);
        let asked = asked && each_once && self.rows.iter().all(|row| row.from != WAITS || row.request.is_none());
        rows_fine && ends && goes_on && waits && asked
    }

    /// Makes of a table one that is legal, mostly.
    fn mend(&mut self) {
        for row in &mut self.rows {
            row.taken_back &= row.approver && matches!(row.to, DRAFT | CANCELLED);
            row.request = row.request.filter(|request| *request > 0 && row.from != WAITS);
            if self.by == By::Nobody && row.to == WAITS {
                row.only = Some(true);
            }
        }
        let mut seen = BTreeSet::new();
        for row in &mut self.rows {
            row.request = row.request.filter(|request| seen.insert(*request));
        }
        while let Some(place) = self.past().filter(|_| self.by != By::Nobody) {
            self.rows.remove(place);
        }
        let row = |from, to, approver| Row {
            from,
            to,
            approver,
            taken_back: false,
            reason: false,
            finished: false,
            created: false,
            only: None,
            request: None,
        };
        if self.by == By::Requests && !self.reached().contains(&WAITS) {
            self.rows.push(row(DRAFT, WAITS, false));
        }
        if self.reached().contains(&WAITS) {
            for to in [APPROVED, DRAFT] {
                if !self.brings_out(to) {
                    self.rows.retain(|row| row.from != WAITS || row.to != to);
                    self.rows.push(row(WAITS, to, true));
                }
            }
        }
        let reached = self.reached();
        self.rows.retain(|row| reached.contains(&row.from));
        for state in reached.into_iter().filter(|state| *state < CLOSED) {
            if !self.rows.iter().any(|row| row.from == state) {
                self.rows.push(row(state, CANCELLED, false));
            }
        }
        if !self.reached().iter().any(|state| *state >= CLOSED) {
            self.rows.push(row(DRAFT, CLOSED, false));
        }
    }

    fn settings(&self) -> Vec<(&'static str, SettingValue)> {
        let flag = |name, on: bool| (name, SettingValue::Flag(on));
        let transitions = self.rows.iter().map(|row| {
            let id = format!("{}_{}", row.from, row.to);
            let mut fields = vec![("id", word(&id)), ("from", word(STATES[row.from])), ("to", word(STATES[row.to]))];
            fields.extend([
                flag("taken_back", row.taken_back),
                flag("reason", row.reason),
                flag("finished", row.finished),
                flag("created", row.created),
            ]);
            fields.push(("by", word(if row.approver { "approver" } else { "editor" })));
            fields.extend(row.only.map(|with| ("where", word(if with { "with_approval" } else { "without_approval" }))));
            fields.extend(row.request.map(|kind| ("approval", word(KINDS[kind]))));
            fields
        });
        let kinds = if self.by == By::Requests { &KINDS[..] } else { &KINDS[1..] };
        let definitions = kinds.iter().map(|kind| vec![("id", word(kind)), ("subject", word(kind)), ("edited_by", many(&["country_lead"]))]);
        let judged =
            |kind: &&str| vec![("id", word(kind)), ("definition", word(kind)), ("approvers", word("role")), ("role", word("market_access_manager"))];
        let rule = |id, who: &'static str, of: &str, section: Option<&str>, right| {
            let mut fields = vec![("id", word(id)), (who, word(of)), ("right", word(right))];
            fields.extend(section.map(|section| ("section", word(section))));
            fields
        };
        let rules = vec![
            rule("sales_edit", "function", "sales", None, "edit"),
            rule("lead", "role", "country_lead", Some("approvals"), "approve"),
            rule("chief", "role", "regional_manager", Some("approvals"), "approve"),
            rule("judge", "role", "market_access_manager", Some("approvals"), "approve"),
            rule("judge_reads", "role", "market_access_manager", Some("profile"), "read"),
            rule("medical_reads", "function", "medical", Some("hierarchy"), "read"),
        ];
        let approved_by = match self.by {
            By::Roles(judge) => many(if judge { &["country_lead", "market_access_manager"] } else { &["country_lead"] }),
            By::Nobody | By::Requests => many(&[]),
        };
        vec![
            ("plan.transitions", records(transitions.collect())),
            ("plan.approved_by", approved_by),
            ("plan.required_sections", many(&["team", "goals"])),
            ("approvals.definitions", records(definitions.collect())),
            ("approvals.steps", records(kinds.iter().map(judged).collect())),
            ("access.rules", records(rules)),
        ]
    }
}

fn row() -> impl Strategy<Value = Row> {
    let flag = |weight| prop::bool::weighted(weight);
    let flags = (flag(0.35), flag(0.5), flag(0.2), flag(0.2), flag(0.15));
    let only = prop_oneof![8 => Just(None), 1 => any::<bool>().prop_map(Some)];
    let request = prop::option::weighted(0.2, 1_usize..3);
    let to = prop::sample::select(vec![DRAFT, WAITS, WAITS, APPROVED, APPROVED, ACTIVE, ACTIVE, 4, 4, CLOSED, CANCELLED]);
    (0_usize..7, to, flags, only, request).prop_map(|(from, to, (approver, taken_back, reason, finished, created), only, request)| Row {
        from,
        to,
        approver,
        taken_back: taken_back && approver,
        reason,
        finished,
        created,
        only,
        // What brings a plan out of its approval is asked of the request for the plan as a whole, where there is one.
        request: request.filter(|_| from != WAITS),
    })
}

fn tables() -> impl Strategy<Value = Table> {
    let by = prop_oneof![2 => Just(By::Nobody), 3 => any::<bool>().prop_map(By::Roles), 3 => Just(By::Requests)];
    (prop::collection::vec(row(), 3..16), by, prop::bool::weighted(0.9)).prop_map(|(mut rows, by, mends)| {
        rows.sort_by_key(|row| (row.from, row.to));
        rows.dedup_by_key(|row| (row.from, row.to));
        let mut table = Table { rows, by };
        if mends {
            table.rows.retain(|row| row.from != row.to);
            table.mend();
        }
        table
    })
}

#[derive(Debug, Clone)]
enum Op {
    /// A step: one of the table from there, or any.
    Go {
        to: usize,
        of_table: bool,
        reason: bool,
    },
    /// A request: for what the state asks for or for anything, by who brought the plan to where it is or by somebody.
    Ask {
        kind: Option<usize>,
        submitter: Option<usize>,
        answer: Answer,
        other: bool,
    },
    Conclude {
        reason: bool,
    },
    Member {
        adds: bool,
    },
    Node(Try),
}

fn ops() -> impl Strategy<Value = Vec<(usize, Op)>> {
    let who = prop_oneof![4 => Just(0_usize), 4 => Just(LEAD), 1 => Just(2), 2 => Just(3), 3 => Just(JUDGE)];
    let submitter = prop::sample::select(vec![0, 0, LEAD, 3]);
    let what = prop_oneof![
        10 => (0_usize..7, prop::bool::weighted(0.8), any::<bool>()).prop_map(|(to, of_table, reason)| Op::Go { to, of_table, reason }),
        4 => (prop::option::weighted(0.2, 0_usize..3), prop::option::weighted(0.2, submitter), answers(), prop::bool::weighted(0.1))
            .prop_map(|(kind, submitter, answer, other)| Op::Ask { kind, submitter, answer, other }),
        5 => any::<bool>().prop_map(|reason| Op::Conclude { reason }),
        2 => prop::bool::weighted(0.7).prop_map(|adds| Op::Member { adds }),
        5 => work(3).prop_map(|what| match what {
            // Nothing that is there is without content.
            Try::Add { node, parent, weight, .. } => Op::Node(Try::Add { node, parent, weight, title: Some(0) }),
            what => Op::Node(what),
        }),
    ];
    prop::collection::vec((who, what), 1..40).prop_map(|mut ops| {
        let add = |node, parent| (0, Op::Node(Try::Add { node, parent, weight: Some(1), title: Some(0) }));
        ops.splice(0..0, [add(0, None), add(1, Some(0))]);
        ops
    })
}

/// A request, and what it was for when it was submitted.
struct Standing {
    request: Request,
    kind: usize,
    submitter: usize,
    answer: Answer,
    content: Option<(Cells, bool)>,
    used: bool,
}

#[derive(Clone)]
struct Model<'t> {
    table: &'t Table,
    tree: Tree,
    state: usize,
    /// Who brought the plan to where it is.
    brought: usize,
    member: bool,
}

impl Model<'_> {
    fn content(&self) -> (Cells, bool) {
        (self.tree.cells().into_iter().filter(|((_, field), _)| is_content(field)).collect(), self.member)
    }

    /// The kind of request that a way out of the state needs.
    fn asks_for(&self) -> Option<usize> {
        let waits = self.state == WAITS && self.table.by == By::Requests;
        let asked = self.table.rows.iter().filter(|row| row.from == self.state).find_map(|row| row.request);
        if waits { Some(0) } else { asked }
    }

    fn has(&self, row: &Row, reason: bool) -> bool {
        let granted = row.request.is_some() || (self.table.by == By::Requests && row.from == WAITS && row.approver);
        let there = (granted && !WHERE_OF_GRANTED_STEPS) || row.only.is_none_or(|with| with == (self.table.by != By::Nobody));
        // Why a plan is sent back says the request.
        let plan_request = self.table.by == By::Requests && row.from == WAITS && row.approver && (row.to != APPROVED || !NEEDS_OF_GRANTED_STEPS);
        if plan_request {
            return there;
        }
        let created = self.member && !self.tree.children(None).is_empty();
        there && (reason || !row.reason) && (created || !row.created) && (self.tree.nothing_left_behind() || !row.finished)
    }

    fn goes(&mut self, by: usize, to: usize, reason: bool) -> bool {
        let Some(row) = self.table.find(self.state, to) else { return false };
        let by_request = row.request.is_some() || (self.table.by == By::Requests && self.state == WAITS && row.approver);
        let takes_back = row.taken_back && self.brought == by;
        let approves = APPROVES[by]
            && self.brought != by
            && match self.table.by {
                By::Nobody | By::Requests => true,
                By::Roles(judge) => self.state != WAITS || by == LEAD || (judge && by == JUDGE),
            };
        let may = if row.approver && !takes_back { approves } else { EDITS[by] };
        let fine = !by_request && may && self.has(row, reason);
        if fine {
            (self.state, self.brought) = (to, by);
        }
        fine
    }

    fn concludes(&mut self, by: usize, of: &Standing, reason: bool) -> bool {
        let same = of.content == Some(self.content());
        let mut of_kind = self.table.rows.iter().filter(|row| row.request == Some(of.kind));
        let to = if of.kind > 0 {
            let row = of_kind.find(|row| row.from == self.state);
            row.filter(|row| of.answer == Answer::Yes && same && self.has(row, reason)).map(|row| row.to)
        } else if self.state == WAITS && of.submitter == self.brought {
            match of.answer {
                Answer::None => None,
                Answer::Yes => self.table.find(WAITS, APPROVED).filter(|row| same && self.has(row, reason)).map(|row| row.to),
                Answer::No | Answer::Back | Answer::Recalled => self.table.find(WAITS, DRAFT).filter(|row| row.only != Some(false)).map(|row| row.to),
            }
        } else {
            None
        };
        let fine = SEES[by] && !of.used && to.is_some();
        if let Some(to) = to.filter(|_| fine) {
            (self.state, self.brought) = (to, by);
        }
        fine
    }

    fn edits(&mut self, by: usize, change: impl FnOnce(&mut Self) -> bool) -> bool {
        let edited = self.table.by == By::Requests && by == LEAD;
        let locked = matches!(self.state, CLOSED | CANCELLED) || (self.state == WAITS && !edited);
        !locked && EDITS[by] && change(self)
    }
}

fn lives(table: &Table, ops: &[(usize, Op)], damage: &Damage) -> Result<(), TestCaseError> {
    let refused = Configuration::new(vec![Company::layer(table.settings())]).err();
    prop_assert_eq!(refused.is_none(), table.is_legal(), "{:?}", refused);
    if refused.is_some() {
        return Ok(());
    }
    let (company, people) = (Company::with(table.settings()), people());
    let rules = company.rules();
    let mut plan = new_plan(&company);
    let mut model = Model { table, tree: Tree::default(), state: DRAFT, brought: 0, member: false };
    let mut standing: Option<Standing> = None;
    for (minute, (by, op)) in ops.iter().enumerate() {
        let minute = minute + 1;
        let (command, reason, fine) = match op {
            Op::Go { to, of_table, reason } => {
                let there: Vec<usize> = table.rows.iter().filter(|row| row.from == model.state).map(|row| row.to).collect();
                let to = if *of_table && !there.is_empty() { there[to % there.len()] } else { *to };
                (Command::Move { to: PlanState::ALL[to] }, *reason, model.goes(*by, to, *reason))
            }
            Op::Ask { kind, submitter, answer, other } => {
                let Some(kind) = kind.or_else(|| model.asks_for()) else { continue };
                let kind = if table.by == By::Requests { kind } else { kind.max(1) };
                // Who is asked cannot ask.
                let submitter = submitter.unwrap_or(if model.brought == JUDGE { 0 } else { model.brought });
                let content = if *other { plan.head() } else { plan.content() };
                let asked = Asked { number: minute, kind: KINDS[kind], content, changed: Vec::new(), submitter: &people[submitter], answer: *answer };
                let request = request(&company, &people, &asked, i64::try_from(minute).expect("a minute"));
                let content = (!other).then(|| model.content());
                standing = Some(Standing { request, kind, submitter, answer: *answer, content, used: false });
                continue;
            }
            Op::Conclude { reason } => {
                let Some(of) = &mut standing else { continue };
                let fine = model.concludes(*by, of, *reason);
                of.used |= fine;
                (Command::ConcludeApproval { request: Box::new(of.request.clone()) }, *reason, fine)
            }
            Op::Member { adds } => {
                let command = if *adds { add(Member, "kam", &[("role", text("expert"))]) } else { remove(Member, "kam") };
                let fine = model.edits(*by, |model| std::mem::replace(&mut model.member, *adds) != *adds);
                (command, false, fine)
            }
            Op::Node(what) => {
                let (command, reason) = command(what);
                (command, reason, model.edits(*by, |model| model.tree.does(*by, what)))
            }
        };
        let before = plan.clone();
        let done = plan.run(&command, &acts(&people[*by], minute, reason), &rules);
        prop_assert_eq!(done.is_ok(), fine, "{} {:?} {:?}", by, op, done.err().map(|refusal| refusal.to_string()));
        if !fine {
            prop_assert_eq!(&plan, &before);
        }
        prop_assert_eq!(plan.state().name(), STATES[model.state]);
        prop_assert_eq!(cells_of(&plan), model.tree.cells());
    }
    holds(&plan, &company, damage).map(|_| ())
}

proptest! {
    #![proptest_config(cases(250))]

    #[test]
    fn a_configured_life_and_the_model_agree(table in tables(), ops in ops(), damage in damages()) {
        lives(&table, &ops, &damage)?;
    }
}
