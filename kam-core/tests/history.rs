//! Figures as of many dates are those of the plans as they were on these dates, built one by one (CMP-8).

use kam_core::config::Settings;
use kam_core::execution::{Completion, CompletionRules, NodeSpec, StatusCategory};
use kam_core::plan::{Plan, Profile};
use kam_core::portfolio::{
    BadRows, CellFault, Change, ChangeSource, EpochDay, Id, NodeColumn, Portfolio, PortfolioError, RowValues, SeriesQuestion, Source, Threads,
};
use kam_core::values::{Percent, PlanId};
use made::{Seed, day, rules, seed, settings, specs};
use proptest::prelude::*;
use proptest::sample::Index;
use std::collections::HashSet;
use std::sync::Arc;

mod made;

/// A node of a plan, the day it came into being, and its place among the nodes of the plan.
struct Row {
    plan: String,
    spec: NodeSpec,
    created: Option<i64>,
}

struct Rows(Vec<Row>);

impl Source for Rows {
    fn rows(&self) -> usize {
        self.0.len()
    }
    fn plan(&self, row: usize) -> Option<Id<'_>> {
        Some(Id::Text(&self.0[row].plan))
    }
    fn node(&self, row: usize) -> Option<Id<'_>> {
        Some(Id::Text(self.0[row].spec.node.id.as_str()))
    }
    fn parent(&self, row: usize) -> Option<Id<'_>> {
        self.0[row].spec.parent.as_ref().map(|parent| Id::Text(parent.as_str()))
    }
    fn values(&self, row: usize) -> Result<RowValues, Vec<CellFault>> {
        let node = &self.0[row].spec.node;
        Ok(RowValues {
            category: node.status.category,
            level: None,
            weight: node.weight,
            progress: node.own_progress(),
            set_by_hand: node.completion_override.as_ref().map(|by_hand| by_hand.completion),
            start: node.schedule.start().map(EpochDay::from),
            due: node.schedule.due().map(EpochDay::from),
        })
    }
    fn created(&self, row: usize) -> Option<EpochDay> {
        self.0[row].created.map(|created| EpochDay::from(day(created)))
    }
}

/// The row of a node that became something on a day.
#[derive(Clone, Debug)]
struct Event {
    row: usize,
    on: i64,
    category: StatusCategory,
    progress: Option<u32>,
}

struct Events<'r> {
    rows: &'r Rows,
    events: Vec<Event>,
}

impl ChangeSource for Events<'_> {
    fn rows(&self) -> usize {
        self.events.len()
    }
    fn plan(&self, row: usize) -> Option<Id<'_>> {
        self.rows.plan(self.events[row].row)
    }
    fn node(&self, row: usize) -> Option<Id<'_>> {
        self.rows.node(self.events[row].row)
    }
    fn change(&self, row: usize) -> Result<Change, Vec<CellFault>> {
        let Event { on, category, progress, .. } = self.events[row];
        Ok(Change { on: EpochDay::from(day(on)), category, progress: progress.and_then(Percent::from_millionths) })
    }
}

/// The nodes of a plan that were there on a day, with the status and the progress they had.
fn as_of(rows: &Rows, plan: &str, events: &[Event], date: i64, settings: &Settings) -> Vec<NodeSpec> {
    let mut there: HashSet<&str> = HashSet::new();
    let mut specs = Vec::new();
    for (place, row) in rows.0.iter().enumerate().filter(|(_, row)| row.plan == plan) {
        let above = row.spec.parent.as_ref().is_none_or(|parent| there.contains(parent.as_str()));
        if !above || row.created.is_some_and(|created| created > date) {
            continue;
        }
        there.insert(row.spec.node.id.as_str());
        let mut spec = row.spec.clone();
        let mut mine: Vec<&Event> = events.iter().filter(|event| event.row == place).collect();
        mine.sort_by_key(|event| event.on);
        if let Some(last) = mine.last() {
            let held = mine.iter().rev().find(|event| event.on <= date);
            spec.node.status = settings.statuses.first(held.map_or(StatusCategory::Open, |event| event.category)).unwrap().clone();
            if held.is_none_or(|held| held.progress.is_some() || !std::ptr::eq(*held, *last)) {
                spec.node.progress = held.and_then(|event| event.progress).and_then(Percent::from_millionths);
                spec.node.quantity = None;
            }
        }
        specs.push(spec);
    }
    specs
}

type SeedOfPlan = (Vec<(Seed, Option<i64>)>, Vec<(Index, i64, usize, Option<u32>)>);

fn seeds() -> impl Strategy<Value = Vec<SeedOfPlan>> {
    let nodes = proptest::collection::vec((seed(), proptest::option::weighted(0.3, 0_i64..60)), 0..14);
    let change = (any::<Index>(), 0_i64..60, 0_usize..4, proptest::option::weighted(0.3, 0_u32..=100_000_000));
    proptest::collection::vec((nodes, proptest::collection::vec(change, 0..20)), 1..5)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_series_is_the_plans_as_they_were(
        seeds in seeds(),
        rules in rules(),
        dates in proptest::collection::vec(-2_i64..65, 0..8),
        threads in 1_usize..4,
        any_created in any::<bool>(),
    ) {
        let settings = settings(rules);
        let (mut rows, mut events) = (Rows(Vec::new()), Vec::new());
        for (number, (nodes, changes)) in seeds.iter().enumerate() {
            let from = rows.0.len();
            let alone: Vec<Seed> = nodes.iter().map(|(seed, _)| seed.clone()).collect();
            for (spec, (_, created)) in specs(&alone, &settings, true).into_iter().zip(nodes) {
                rows.0.push(Row { plan: format!("P{number}"), spec, created: created.filter(|_| any_created) });
            }
            for (node, on, category, progress) in changes.iter().filter(|_| !nodes.is_empty()) {
                events.push(Event { row: from + node.index(nodes.len()), on: *on, category: StatusCategory::ALL[*category], progress: *progress });
            }
        }
        // Changes come in any order of their plans.
        events.sort_by_key(|event| (event.row % 3, event.on % 2));
        let threads = Threads::new(threads);
        let (portfolio, _) = Portfolio::build(&rows, Arc::clone(&settings), BadRows::Refuse, threads).unwrap();
        let (changes, problems) = portfolio.changes(&rows, &Events { rows: &rows, events: events.clone() }, BadRows::Refuse, threads).unwrap();
        prop_assert!(problems.is_empty());
        let days: Vec<_> = dates.iter().map(|date| day(*date)).collect();
        let series = portfolio.series(&changes, &SeriesQuestion { rules: &rules, dates: &days, expected: true }, threads).unwrap();
        prop_assert_eq!(series.completions.len(), portfolio.plan_rows().len() * dates.len());
        for (place, row) in portfolio.plan_rows().iter().enumerate() {
            let id = &rows.0[*row as usize].plan;
            for (at, date) in dates.iter().enumerate() {
                let then = as_of(&rows, id, &events, *date, &settings);
                let plan = Plan::new(Profile::new(PlanId::new(id).unwrap()), Arc::clone(&settings), then).unwrap();
                let completion = Completion::compute(&plan, &rules).unwrap();
                prop_assert_eq!(series.completion(place, at), completion.of_plan(), "{} on day {}", id, date);
                let expected = Completion::expected(&plan, &rules, day(*date)).unwrap();
                prop_assert_eq!(series.expected(place, at), expected.of_plan(), "{} on day {}", id, date);
            }
        }
    }
}

/// A table of changes with ids of its own.
struct Given(Vec<GivenRow>);

/// Plan, node and day.
type GivenRow = (Option<&'static str>, Option<&'static str>, Result<i64, &'static str>);

impl ChangeSource for Given {
    fn rows(&self) -> usize {
        self.0.len()
    }
    fn plan(&self, row: usize) -> Option<Id<'_>> {
        self.0[row].0.map(Id::Text)
    }
    fn node(&self, row: usize) -> Option<Id<'_>> {
        self.0[row].1.map(Id::Text)
    }
    fn change(&self, row: usize) -> Result<Change, Vec<CellFault>> {
        let fault = |value: &str| CellFault { column: NodeColumn::On, code: "invalid_date", value: value.into(), text: "no day".into(), help: None };
        let on = self.0[row].2.map_err(|value| vec![fault(value)])?;
        Ok(Change { on: EpochDay::from(day(on)), category: StatusCategory::Done, progress: None })
    }
}

#[test]
fn changes_of_nothing_that_is_there_are_named() {
    let settings = settings(CompletionRules::default());
    let row = |plan: &str, id: &str| {
        let status = settings.statuses.first(StatusCategory::Open).unwrap().clone();
        Row { plan: plan.into(), spec: NodeSpec::new(kam_core::values::NodeId::new(id).unwrap(), status), created: None }
    };
    let long = "an-id-that-is-longer-than-eighteen-characters";
    let rows = Rows(vec![row("A", "a1"), row("A", long), row("B", "b1")]);
    let given = Given(vec![
        (Some("A"), Some("b1"), Ok(1)),
        (None, Some("a1"), Ok(1)),
        (Some("A"), Some("a1"), Ok(3)),
        (Some("C"), Some("a1"), Ok(1)),
        (Some("B"), None, Err("x")),
        (Some("A"), Some(long), Ok(2)),
        (Some(""), Some("a1"), Ok(1)),
    ]);
    let (portfolio, _) = Portfolio::build(&rows, Arc::clone(&settings), BadRows::Refuse, Threads::ONE).unwrap();
    let (changes, problems) = portfolio.changes(&rows, &given, BadRows::SetAside, Threads::new(2)).unwrap();
    let told: Vec<_> = problems.iter().map(|problem| (problem.row, problem.kind.code(), problem.value.as_str())).collect();
    assert_eq!(
        told,
        [
            (0, "unknown_node", "b1"),
            (1, "missing_id", ""),
            (3, "unknown_plan", "C"),
            (4, "missing_id", ""),
            (4, "invalid_date", "x"),
            (6, "unknown_plan", ""),
        ]
    );
    let refused = portfolio.changes(&rows, &given, BadRows::Refuse, Threads::ONE).unwrap_err();
    assert!(matches!(refused, PortfolioError::Rows { problems: all, more: 0 } if all == problems));
    let dates = [day(3), day(1), day(2)];
    let question = SeriesQuestion { rules: &settings.completion, dates: &dates, expected: false };
    let series = portfolio.series(&changes, &question, Threads::ONE).unwrap();
    let shown: Vec<_> = (0..3).map(|date| series.completion(0, date).unwrap().to_string()).collect();
    assert_eq!((shown, series.expected), (vec!["100".to_owned(), "0".to_owned(), "50".to_owned()], None));
}
