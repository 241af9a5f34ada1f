//! The columnar engine gives what the engine of single plans gives, to the last digit: for all methods and options, in any order of rows,
//! on any number of threads, with rows that cannot be used.

use kam_core::config::Settings;
use kam_core::cycle::{Calendar, DayOff};
use kam_core::execution::{Completion, CompletionRules, DueQuery, MissingWeightRule, StatusCategory, Summary, due};
use kam_core::plan::Plan;
use kam_core::portfolio::{Answer, AskError, BadRows, CellFault, Id, NodeColumn, Portfolio, PortfolioError, Question, RowValues, Source, Threads};
use kam_core::values::NodeId;
use made::{day, rules, seed, settings, specs};
use proptest::prelude::*;
use rows::{Shuffled, named, shuffled, waiting};
use std::sync::Arc;

mod made;
mod rows;

/// Every figure of the answer is the one that its plan gives by itself.
fn agrees(plans: &[Plan], source: &Shuffled<'_>, answer: &Answer, portfolio: &Portfolio, rules: &CompletionRules, as_of: i64) {
    for (place, row) in portfolio.plan_rows().iter().enumerate() {
        let plan = &plans
            [plans.iter().position(|plan| Some(Id::Text(plan.profile().id.as_str())) == source.rows.plan(source.order[*row as usize])).unwrap()];
        let actual = Completion::compute(plan, rules).unwrap();
        let expected = Completion::expected(plan, rules, day(as_of)).unwrap();
        assert_eq!(answer.plans.completion(place), actual.of_plan());
        let summary = Summary::of(plan, rules, day(as_of), &DueQuery::default()).unwrap();
        assert_eq!(answer.plans.progress(place, portfolio), summary.progress);
        let figure = |column: &[u32]| column[place] as usize;
        let figures = &answer.plans;
        let counted = [
            &figures.nodes,
            &figures.actions,
            &figures.open,
            &figures.overdue,
            &figures.due_today,
            &figures.due_soon,
            &figures.later,
            &figures.undated,
        ];
        let told =
            [summary.nodes, summary.actions, summary.open, summary.overdue, summary.due_today, summary.due_soon, summary.later, summary.undated];
        assert_eq!(counted.map(|column| figure(column)), told);
        assert_eq!(figures.blocked.get(place).map_or(0, |blocked| *blocked as usize), summary.blocked);
        for category in StatusCategory::ALL {
            let count = plan.nodes().iter().filter(|node| node.status.category == category).count();
            assert_eq!(figure(&figures.categories[category as usize]), count);
        }
        let items = due([plan], day(as_of), &DueQuery::default());
        for (at, row) in source.order.iter().enumerate() {
            if source.rows.plan(*row) != Some(Id::Text(plan.profile().id.as_str())) {
                continue;
            }
            let Some(Id::Text(node)) = source.rows.node(*row) else { panic!("a row without a node") };
            let key = plan.find(node).unwrap();
            assert_eq!(answer.nodes.completion(at), actual.of(key), "{node}");
            assert_eq!(answer.nodes.expected(at), expected.of(key), "{node}");
            let item = items.iter().find(|item| item.node.id.as_str() == node);
            assert_eq!(answer.nodes.bucket(at), item.map(|item| item.bucket), "{node}");
            if portfolio.says_what_waits() {
                assert_eq!(answer.nodes.is_blocked(at), item.map(|item| !item.blocked_by.is_empty()), "{node}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_portfolio_agrees_with_its_plans(
        seeds in proptest::collection::vec((proptest::collection::vec(seed(), 0..40), proptest::option::of(0_i64..500)), 1..6),
        rules in rules(),
        as_of in -10_i64..420,
        turn in any::<u64>(),
        threads in 1_usize..5,
        long in any::<bool>(),
        day_off in 0_usize..3,
    ) {
        let mut made = Settings::clone(&settings(rules));
        let off = [DayOff::Keep, DayOff::Next, DayOff::Previous][day_off];
        made.calendar = Calendar::new(&[chrono::Weekday::Sat, chrono::Weekday::Sun], vec![day(30), day(31)], off).unwrap();
        let settings = Arc::new(made);
        let plan = |(id, (seeds, end)): (usize, &(Vec<_>, _))| named(id, waiting(specs(seeds, &settings, true), turn), &settings, *end);
        let plans: Vec<Plan> = seeds.iter().enumerate().map(plan).collect();
        let source = Shuffled::new(&plans, shuffled(plans.iter().map(|plan| plan.nodes().len()).sum(), turn), long);
        let threads = Threads::new(threads);
        let (portfolio, problems) = Portfolio::build(&source, Arc::clone(&settings), BadRows::Refuse, threads).unwrap();
        prop_assert!(problems.is_empty());
        let answer = portfolio.ask(&Question::new(&rules).at(day(as_of)), threads).unwrap();
        agrees(&plans, &source, &answer, &portfolio, &rules, as_of);
        let lean = portfolio.ask(&Question { nodes: false, ..Question::new(&rules).at(day(as_of)) }, Threads::ONE).unwrap();
        prop_assert_eq!(lean.plans, answer.plans);
    }
}

/// Rows as texts: plan, node, parent, level, status.
struct Table(Vec<(&'static str, &'static str, &'static str, Option<&'static str>, &'static str)>);

impl Source for Table {
    fn rows(&self) -> usize {
        self.0.len()
    }
    fn plan(&self, row: usize) -> Option<Id<'_>> {
        Some(Id::Text(self.0[row].0)).filter(|id| *id != Id::Text("-"))
    }
    fn node(&self, row: usize) -> Option<Id<'_>> {
        Some(Id::Text(self.0[row].1)).filter(|id| *id != Id::Text("-"))
    }
    fn parent(&self, row: usize) -> Option<Id<'_>> {
        Some(Id::Text(self.0[row].2)).filter(|id| *id != Id::Text("-"))
    }
    fn values(&self, row: usize) -> Result<RowValues, Vec<CellFault>> {
        let (_, _, _, level, status) = self.0[row];
        let category = StatusCategory::ALL.into_iter().find(|category| category.name() == status);
        let unknown = || CellFault {
            column: NodeColumn::Status,
            code: "unknown_status",
            value: status.into(),
            text: format!("`{status}` is no status"),
            help: None,
        };
        let mut values = RowValues::new(category.ok_or_else(|| vec![unknown()])?);
        values.level = level.map(|level| Settings::default().hierarchy.find(level).unwrap());
        Ok(values)
    }
}

const BAD: &[(&str, &str, &str, Option<&str>, &str)] = &[
    ("A", "a1", "-", None, "open"),
    ("B", "b2", "b1", None, "done"),
    ("A", "a2", "a1", None, "done"),
    ("-", "x", "-", None, "done"),
    ("A", "a2", "a1", None, "open"),
    ("A", "a3", "nobody", None, "done"),
    ("A", "a4", "a3", None, "done"),
    ("A", "a5", "a1", Some("action"), "done"),
    ("A", "c1", "c2", None, "done"),
    ("A", "c2", "c1", None, "done"),
    ("A", "-", "a1", None, "done"),
    ("A", "a6", "a1", None, "dnoe"),
    ("A", "a7", "a6", None, "done"),
    ("B", "b1", "-", None, "open"),
    ("A", "a\u{200b}8", "a1", None, "done"),
    (" ", "y", "-", None, "done"),
    ("A", "a9", "a1", None, "open"),
];

#[test]
fn rows_that_cannot_be_used_are_all_named_and_the_others_count() {
    for threads in [1, 2, 7] {
        let threads = Threads::new(threads);
        let settings = Arc::new(Settings::default());
        let (portfolio, problems) = Portfolio::build(&Table(BAD.to_vec()), Arc::clone(&settings), BadRows::SetAside, threads).unwrap();
        let told: Vec<_> = problems.iter().map(|problem| (problem.row, problem.column, problem.kind.code())).collect();
        assert_eq!(
            told,
            [
                (3, NodeColumn::Plan, "missing_id"),
                (4, NodeColumn::Node, "duplicate_id"),
                (5, NodeColumn::Parent, "unknown_parent"),
                (6, NodeColumn::Parent, "parent_set_aside"),
                (7, NodeColumn::Level, "wrong_level"),
                (8, NodeColumn::Parent, "parent_cycle"),
                (9, NodeColumn::Parent, "parent_cycle"),
                (10, NodeColumn::Node, "missing_id"),
                (11, NodeColumn::Status, "unknown_status"),
                (12, NodeColumn::Parent, "parent_set_aside"),
                (14, NodeColumn::Node, "invalid_id"),
                (15, NodeColumn::Plan, "invalid_id"),
            ]
        );
        assert_eq!(problems[2].to_string(), "row 5, column `parent`: the parent `nobody` of `a3` is no node of this plan");
        assert_eq!(problems[2].plan.as_deref(), Some("A"));
        let answer = portfolio.ask(&Question::new(&settings.completion), threads).unwrap();
        // a1 over a2 (done) and a9 (open); b1 over b2 (done).
        let figures: Vec<_> = (0..2).map(|plan| answer.plans.completion(plan).unwrap().to_string()).collect();
        assert_eq!(figures, ["50", "100"]);
        assert_eq!((answer.nodes.completion(0).unwrap().to_string(), answer.nodes.completion(4)), ("50".to_owned(), None));

        let refused = Portfolio::build(&Table(BAD.to_vec()), Arc::clone(&settings), BadRows::Refuse, threads).unwrap_err();
        let PortfolioError::Rows { problems: listed, more: 0 } = &refused else { panic!("{refused}") };
        assert_eq!(*listed, problems);
        assert!(refused.to_string().starts_with("12 problems\n  row 3, column `plan`: the row names no plan\n"), "{refused}");
    }
}

#[test]
fn a_portfolio_of_nothing_is_one() {
    let (portfolio, problems) = Portfolio::build(&Table(Vec::new()), Arc::default(), BadRows::Refuse, Threads::new(4)).unwrap();
    assert!(problems.is_empty());
    let answer = portfolio.ask(&Question::new(&CompletionRules::default()).at(day(0)), Threads::new(4)).unwrap();
    assert_eq!(answer, Answer::default());
}

#[test]
fn missing_weights_are_named_by_row() {
    let table = Table(vec![("A", "a", "-", None, "open"), ("B", "b", "-", None, "open")]);
    let (portfolio, _) = Portfolio::build(&table, Arc::default(), BadRows::Refuse, Threads::ONE).unwrap();
    let mut rules = CompletionRules::default();
    rules.missing_weight = MissingWeightRule::Refuse;
    let error = portfolio.ask(&Question::new(&rules), Threads::ONE).unwrap_err();
    assert!(matches!(error, AskError::WithoutWeight(ref rows) if rows.rows == [0, 1]), "{error}");
}

#[test]
fn a_plan_deeper_than_its_levels_is_named() {
    let chain = ["a", "b", "c", "d", "e"];
    let rows = chain.iter().enumerate().map(|(at, id)| ("A", *id, if at == 0 { "-" } else { chain[at - 1] }, None, "open"));
    let refused = Portfolio::build(&Table(rows.collect()), Arc::default(), BadRows::Refuse, Threads::ONE).unwrap_err();
    assert!(refused.to_string().contains("`e` would be below the lowest level `action`"), "{refused}");
    assert!(NodeId::new("e").is_ok());
}

/// Two nodes a plan; the first nodes of all plans, then the second ones.
struct Pairs(i64);

impl Source for Pairs {
    fn rows(&self) -> usize {
        usize::try_from(self.0).unwrap() * 2
    }

    fn plan(&self, row: usize) -> Option<Id<'_>> {
        Some(Id::Whole(i64::try_from(row).unwrap() % self.0))
    }

    fn node(&self, row: usize) -> Option<Id<'_>> {
        Some(Id::Whole(i64::try_from(row).unwrap()))
    }

    fn parent(&self, row: usize) -> Option<Id<'_>> {
        i64::try_from(row).unwrap().checked_sub(self.0).filter(|parent| *parent >= 0).map(Id::Whole)
    }

    fn values(&self, row: usize) -> Result<RowValues, Vec<CellFault>> {
        let third = i64::try_from(row).unwrap() % self.0 % 3 == 0;
        Ok(RowValues::new(if third { StatusCategory::Done } else { StatusCategory::Open }))
    }
}

#[test]
fn plans_in_many_buckets_are_told_apart() {
    let source = Pairs(150_000);
    let build = |threads| Portfolio::build(&source, Settings::default().into(), BadRows::Refuse, threads).unwrap().0;
    let answers = [Threads::ONE, Threads::new(3)].map(|threads| {
        let portfolio = build(threads);
        portfolio.ask(&Question::new(&portfolio.settings().completion), threads).unwrap()
    });
    assert_eq!(answers[0], answers[1]);
    for (plan, completion) in answers[0].plans.completions.iter().enumerate() {
        assert_eq!(*completion, if plan % 3 == 0 { 100_000_000 } else { 0 }, "plan {plan}");
    }
    assert!(
        answers[0].nodes.completions.iter().enumerate().all(|(row, completion)| *completion == if row % 150_000 % 3 == 0 { 100_000_000 } else { 0 })
    );
}
