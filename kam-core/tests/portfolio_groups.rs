//! The figures of groups are the sums of what single plans give, divided once: for all methods and options, in any order of rows, on any number
//! of threads.

use kam_core::config::Settings;
use kam_core::cycle::{Calendar, DayOff};
use kam_core::execution::{Completion, CompletionRules, DueBucket, DueQuery, Health, LevelIndex, StatusCategory, Summary, due};
use kam_core::plan::Plan;
use kam_core::portfolio::{
    ActionCounts, AskError, BadRows, CellFault, EpochDay, GroupFigures, Grouping, Id, NodeColumn, Portfolio, Question, RowValues, RowWeights, Source,
    Threads,
};
use kam_core::values::{Percent, Weight};
use made::{day, level, rules, seed, settings, specs};
use proptest::prelude::*;
use rows::{Shuffled, mixed, named, shuffled, waiting};
use std::sync::Arc;

mod made;
mod rows;

const GROUPS: usize = 4;

/// A mean by weight in the plainest way there is: to the nearest millionth, a half to the even one.
fn mean(terms: &[(u64, Option<Percent>)]) -> Option<Percent> {
    let counted: Vec<(u128, u128)> =
        terms.iter().filter_map(|(weight, percent)| Some((u128::from(*weight), u128::from((*percent)?.millionths())))).collect();
    let weight: u128 = counted.iter().map(|(weight, _)| weight).sum();
    let points: u128 = counted.iter().map(|(weight, millionths)| weight * millionths).sum();
    let (whole, rest) = (points.checked_div(weight)?, points % weight);
    let up = match (rest * 2).cmp(&weight) {
        std::cmp::Ordering::Less => 0,
        std::cmp::Ordering::Greater => 1,
        std::cmp::Ordering::Equal => whole % 2,
    };
    Percent::from_millionths(u32::try_from(whole + up).unwrap())
}

/// Everything that a test makes.
struct Made {
    plans: Vec<Plan>,
    settings: Arc<Settings>,
    rules: CompletionRules,
    as_of: i64,
    levels: Vec<LevelIndex>,
    /// By row of the table.
    weights: Option<Vec<Option<Weight>>>,
    group_of: Vec<u32>,
}

impl Made {
    fn query(&self) -> DueQuery {
        DueQuery { levels: self.levels.clone(), ..DueQuery::default() }
    }

    fn asked(&self, level: LevelIndex) -> bool {
        if self.levels.is_empty() { level == self.settings.hierarchy.lowest() } else { self.levels.contains(&level) }
    }

    /// The plan and the place of the node that a row of the table is.
    fn plan_of(&self, source: &Shuffled<'_>, row: usize) -> &Plan {
        let id = source.rows.plan(source.order[row]);
        self.plans.iter().find(|plan| Some(Id::Text(plan.profile().id.as_str())) == id).unwrap()
    }

    /// Whether done actions of a plan were done in time, by row.
    fn count_done(&self, source: &Shuffled<'_>, row: usize, counts: &mut ActionCounts) {
        let plan = self.plan_of(source, row);
        let Some(Id::Text(id)) = source.rows.node(source.order[row]) else { panic!("a row without a node") };
        let key = plan.find(id).unwrap();
        let node = plan.node(key).unwrap();
        if !self.asked(plan.level_index(key).unwrap()) || node.status.category != StatusCategory::Done {
            return;
        }
        if let (Some(due), Some(done)) = (node.schedule.due(), source.done_on.get(source.order[row]).copied().flatten()) {
            let counts_as = EpochDay::from(self.settings.calendar.effective(due));
            if done <= counts_as { counts.done_on_time += 1 } else { counts.done_late += 1 }
        }
    }

    fn actions(&self, source: &Shuffled<'_>) -> Vec<GroupFigures> {
        let mut groups = vec![(GroupFigures::default(), Vec::new(), Vec::new()); GROUPS];
        for row in 0..source.rows() {
            let plan = self.plan_of(source, row);
            let Some(Id::Text(id)) = source.rows.node(source.order[row]) else { panic!("a row without a node") };
            let key = plan.find(id).unwrap();
            if !self.asked(plan.level_index(key).unwrap()) {
                continue;
            }
            let completion = Completion::compute(plan, &self.rules).unwrap();
            let expected = Completion::expected(plan, &self.rules, day(self.as_of)).unwrap();
            let own = completion.weight(plan, key).0;
            let weight = self.weights.as_ref().map_or(own, |weights| weights[row].unwrap()).ten_thousandths();
            let (figures, actual, planned) = &mut groups[self.group_of[row] as usize];
            actual.push((weight, completion.of(key)));
            planned.push((weight, expected.of(key)));
            figures.nodes += 1;
            figures.categories[plan.node(key).unwrap().status.category as usize] += 1;
            let counts = &mut figures.actions;
            counts.actions += 1;
            if let Some(item) = due([plan], day(self.as_of), &self.query()).into_iter().find(|item| item.key == key) {
                counts.open += 1;
                counts.blocked += u32::from(!item.blocked_by.is_empty());
                *match item.bucket {
                    DueBucket::Overdue => &mut counts.overdue,
                    DueBucket::Today => &mut counts.due_today,
                    DueBucket::Soon => &mut counts.due_soon,
                    DueBucket::Later => &mut counts.later,
                    DueBucket::Undated => &mut counts.undated,
                } += 1;
            }
            self.count_done(source, row, counts);
        }
        groups.into_iter().map(|(figures, actual, planned)| GroupFigures { completion: mean(&actual), expected: mean(&planned), ..figures }).collect()
    }

    fn plans(&self, source: &Shuffled<'_>, portfolio: &Portfolio) -> Vec<GroupFigures> {
        let mut groups = vec![(GroupFigures::default(), Vec::new(), Vec::new()); GROUPS];
        for first in portfolio.plan_rows() {
            let plan = self.plan_of(source, *first as usize);
            let summary = Summary::of(plan, &self.rules, day(self.as_of), &self.query()).unwrap();
            let weight = self.weights.as_ref().map_or(1, |weights| weights[*first as usize].unwrap().ten_thousandths());
            let (figures, actual, planned) = &mut groups[self.group_of[*first as usize] as usize];
            figures.plans += 1;
            actual.push((weight, summary.progress.completion));
            planned.push((weight, summary.progress.expected));
            if let Some(health) = summary.progress.health {
                figures.health[Health::ALL.iter().position(|known| *known == health).unwrap()] += 1;
            }
            let figure = |count: usize| u32::try_from(count).unwrap();
            figures.nodes += figure(summary.nodes);
            for node in plan.nodes() {
                figures.categories[node.status.category as usize] += 1;
            }
            let counts = &mut figures.actions;
            counts.actions += figure(plan.keys().filter(|key| self.asked(plan.level_index(*key).unwrap())).count());
            counts.open += figure(summary.open);
            counts.overdue += figure(summary.overdue);
            counts.due_today += figure(summary.due_today);
            counts.due_soon += figure(summary.due_soon);
            counts.later += figure(summary.later);
            counts.undated += figure(summary.undated);
            counts.blocked += figure(summary.blocked);
            let id = Some(Id::Text(plan.profile().id.as_str()));
            (0..source.rows()).filter(|row| source.rows.plan(source.order[*row]) == id).for_each(|row| self.count_done(source, row, counts));
        }
        groups.into_iter().map(|(figures, actual, planned)| GroupFigures { completion: mean(&actual), expected: mean(&planned), ..figures }).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn groups_add_up_what_single_plans_give(
        seeds in proptest::collection::vec(proptest::collection::vec(seed(), 1..25), 1..6),
        rules in rules(),
        as_of in -10_i64..420,
        turn in any::<u64>(),
        threads in 1_usize..5,
        asked in proptest::collection::vec(0_usize..8, 0..4),
        weighted in any::<bool>(),
        done in any::<bool>(),
        day_off in 0_usize..3,
    ) {
        let mut with_calendar = Settings::clone(&settings(rules));
        let off = [DayOff::Keep, DayOff::Next, DayOff::Previous][day_off];
        with_calendar.calendar = Calendar::new(&[chrono::Weekday::Sat, chrono::Weekday::Sun], vec![day(30), day(31)], off).unwrap();
        let settings = Arc::new(with_calendar);
        let plans: Vec<Plan> =
            seeds.iter().enumerate().map(|(id, seeds)| named(id, waiting(specs(seeds, &settings, true), turn), &settings, None)).collect();
        let rows = plans.iter().map(|plan| plan.nodes().len()).sum();
        let weights = |row| Weight::from_ten_thousandths(mixed(row, turn.rotate_left(3)) as u64 % 40_000);
        let made = Made {
            plans: plans.clone(),
            settings: Arc::clone(&settings),
            rules,
            as_of,
            levels: asked.into_iter().map(level).collect(),
            weights: weighted.then(|| (0..rows).map(weights).collect()),
            group_of: (0..rows).map(|row| (mixed(row, turn) % (GROUPS - 1)) as u32).collect(),
        };
        let mut source = Shuffled::new(&plans, shuffled(rows, turn), false);
        if done {
            source.done_on = (0..rows).map(|row| Some(mixed(row, turn) % 450).filter(|day| *day < 400).map(|number| day(number as i64).into())).collect();
        }
        let threads = Threads::new(threads);
        let (portfolio, _) = Portfolio::build(&source, Arc::clone(&settings), BadRows::Refuse, threads).unwrap();
        let question = Question { levels: &made.levels, ..Question::new(&rules).at(day(as_of)) };
        let column: Option<RowWeights> = made.weights.as_ref().map(|weights| weights.iter().copied().map(Ok).collect());
        let by = Grouping { of: &made.group_of, count: GROUPS, weights: column.as_ref() };
        prop_assert_eq!(portfolio.group_actions(&question, &by, threads).unwrap(), made.actions(&source));
        let answer = portfolio.ask(&question, threads).unwrap();
        let of_plans: Vec<u32> = portfolio.plan_rows().iter().map(|row| made.group_of[*row as usize]).collect();
        let by = Grouping { of: &of_plans, count: GROUPS, weights: column.as_ref() };
        prop_assert_eq!(portfolio.group_plans(&answer.plans, &by).unwrap(), made.plans(&source, &portfolio));
    }

    #[test]
    fn other_weights_give_what_plans_with_these_weights_give(
        seeds in proptest::collection::vec(proptest::collection::vec(seed(), 1..25), 1..4),
        rules in rules(),
        turn in any::<u64>(),
        threads in 1_usize..4,
    ) {
        let settings = settings(rules);
        let all: Vec<_> = seeds.iter().map(|seeds| specs(seeds, &settings, true)).collect();
        let plan = |specs: &[Vec<_>]| specs.iter().enumerate().map(|(id, specs)| named(id, specs.clone(), &settings, None)).collect::<Vec<Plan>>();
        let plans = plan(&all);
        let other = |node: &str| Some(mixed(node.len() + usize::from(*node.as_bytes().last().unwrap()), turn) as u64 % 40_000).filter(|units| units % 5 > 0);
        let other = |node: &str| other(node).and_then(Weight::from_ten_thousandths);
        let mut changed = all.clone();
        changed.iter_mut().flatten().for_each(|spec| spec.node.weight = other(spec.node.id.as_str()));
        let source = Shuffled::new(&plans, shuffled(plans.iter().map(|plan| plan.nodes().len()).sum(), turn), false);
        let id = |row: usize| source.node(row).unwrap().to_string();
        let weights: RowWeights = (0..source.rows()).map(|row| Ok(other(&id(row)))).collect();
        let threads = Threads::new(threads);
        let (portfolio, _) = Portfolio::build(&source, Arc::clone(&settings), BadRows::Refuse, threads).unwrap();
        let answer = portfolio.ask(&Question { weights: Some(&weights), ..Question::new(&rules) }, threads).unwrap();
        for plan in plan(&changed) {
            let completion = Completion::compute(&plan, &rules).unwrap();
            for row in 0..source.rows() {
                if source.plan(row) == Some(Id::Text(plan.profile().id.as_str())) {
                    prop_assert_eq!(answer.nodes.completion(row), completion.of(plan.find(&id(row)).unwrap()));
                }
            }
        }
    }
}

#[test]
fn weights_that_cannot_be_used_are_named_only_where_they_are_needed() {
    let settings = settings(CompletionRules::default());
    let mut nodes = specs(&[], &settings, false);
    for (id, parent) in [("a", None), ("b", Some("a"))] {
        let status = settings.statuses.first(StatusCategory::Open).unwrap().clone();
        let mut spec = kam_core::execution::NodeSpec::new(kam_core::values::NodeId::new(id).unwrap(), status);
        spec.parent = parent.map(|parent| kam_core::values::NodeId::new(parent).unwrap());
        nodes.push(spec);
    }
    let plans = [named(0, nodes, &settings, None)];
    let source = Shuffled::new(&plans, vec![0, 1], false);
    let (portfolio, _) = Portfolio::build(&source, Arc::clone(&settings), BadRows::Refuse, Threads::ONE).unwrap();
    let question = Question { levels: &[level(1)], ..Question::new(&settings.completion) };
    let one = Ok(Some(Weight::ONE));
    let rows = |cells: [Result<Option<Weight>, ()>; 2]| -> (Vec<u32>, Vec<u32>, Vec<u32>) {
        let weights: RowWeights = cells.into_iter().collect();
        let by = |of| Grouping { of, count: 1, weights: Some(&weights) };
        let plans = portfolio.ask(&question, Threads::ONE).unwrap().plans;
        let told = |result: Result<(), AskError>| match result {
            Err(AskError::WithoutWeight(error)) => error.rows,
            Err(other) => panic!("{other}"),
            Ok(()) => Vec::new(),
        };
        (
            told(portfolio.group_plans(&plans, &by(&[0])).map(|_| ()).map_err(AskError::from)),
            told(portfolio.group_actions(&question, &by(&[0, 0]), Threads::ONE).map(|_| ())),
            told(portfolio.ask(&Question { weights: Some(&weights), ..question }, Threads::ONE).map(|_| ())),
        )
    };
    assert_eq!(rows([one, one]), (vec![], vec![], vec![]));
    assert_eq!(rows([Err(()), one]), (vec![0], vec![], vec![0]));
    assert_eq!(rows([one, Ok(None)]), (vec![], vec![1], vec![]));
    assert_eq!(rows([one, Err(())]), (vec![], vec![1], vec![1]));
}

/// One plan of done and open nodes under `goal`, each with the ids it waits for.
struct Waiting(Vec<(&'static str, StatusCategory, Vec<Option<String>>)>);

impl Source for Waiting {
    fn rows(&self) -> usize {
        self.0.len()
    }
    fn plan(&self, _: usize) -> Option<Id<'_>> {
        Some(Id::Whole(1))
    }
    fn node(&self, row: usize) -> Option<Id<'_>> {
        Some(Id::Text(self.0[row].0))
    }
    fn parent(&self, row: usize) -> Option<Id<'_>> {
        (row > 0).then_some(Id::Text(self.0[0].0))
    }
    fn values(&self, row: usize) -> Result<RowValues, Vec<CellFault>> {
        Ok(RowValues::new(self.0[row].1))
    }
    fn has(&self, column: NodeColumn) -> bool {
        column == NodeColumn::Prerequisites
    }
    fn prerequisites<'s>(&'s self, row: usize, each: &mut dyn FnMut(Option<Id<'s>>)) {
        self.0[row].2.iter().for_each(|id| each(id.as_deref().map(Id::Text)));
    }
}

#[test]
fn prerequisites_that_cannot_be_are_problems_of_their_rows() {
    use StatusCategory::{Done, Open};
    let ids = |ids: &[&str]| ids.iter().map(|id| Some((*id).to_owned())).collect::<Vec<_>>();
    let many = |count: usize| ids(&vec!["a"; count]);
    let mut rows =
        vec![("goal", Open, vec![]), ("a", Done, vec![]), ("b", Open, ids(&["a"])), ("c", Open, ids(&["b", "a", "b"])), ("d", Done, ids(&["c"]))];
    // The same id many times over is one prerequisite.
    rows.push(("e", Open, many(150)));
    let build = |rows: &[_]| Portfolio::build(&Waiting(rows.to_vec()), Arc::default(), BadRows::SetAside, Threads::ONE).unwrap();
    let goal = Settings::default().hierarchy.find("objective").unwrap();
    let rules = CompletionRules::default();
    let question = Question { levels: &[goal], ..Question::new(&rules) };
    let (portfolio, problems) = build(&rows);
    assert!(problems.is_empty(), "{problems:?}");
    let answer = portfolio.ask(&question, Threads::ONE).unwrap();
    let blocked: Vec<Option<bool>> = (0..rows.len()).map(|row| answer.nodes.is_blocked(row)).collect();
    assert_eq!(blocked, [None, None, Some(false), Some(true), None, Some(false)]);
    assert_eq!(answer.plans.blocked, [1]);

    let too_many: Vec<String> = (0..101).map(|number| format!("x{number}")).collect();
    rows.extend([
        ("f", Open, ids(&["nobody"])),
        ("g", Open, ids(&["f"])),
        ("h", Open, ids(&["i"])),
        ("i", Open, ids(&["h"])),
        ("j", Open, ids(&["j"])),
        ("k", Open, vec![None]),
        ("l", Open, ids(&["k"])),
        ("m", Open, ids(&["\u{200b}"])),
        ("n", Open, too_many.into_iter().map(Some).collect()),
    ]);
    let (portfolio, problems) = build(&rows);
    let told: Vec<_> = problems.iter().map(|problem| (problem.row, problem.column, problem.kind.code())).collect();
    let of = |row: u32, code: &'static str| (row, NodeColumn::Prerequisites, code);
    assert_eq!(
        told,
        [
            of(6, "unknown_prerequisite"),
            of(7, "prerequisite_set_aside"),
            of(8, "prerequisite_cycle"),
            of(9, "prerequisite_cycle"),
            of(10, "prerequisite_cycle"),
            of(11, "missing_id"),
            of(12, "prerequisite_set_aside"),
            of(13, "invalid_id"),
            of(14, "limit_exceeded"),
        ]
    );
    let again = portfolio.ask(&question, Threads::ONE).unwrap();
    assert_eq!(again.plans.blocked, [1]);
    assert_eq!(again.plans.completions, answer.plans.completions);
}
