//! What must hold for every plan, tried on random ones. `PROPTEST_CASES=100000 cargo test -p kam-core --release --test properties` is the long run.

use chrono::NaiveDate;
use kam_core::config::Settings;
use kam_core::execution::{
    Acting, AutoComplete, CancelledRule, Completion, CompletionRules, DueQuery, EmptyRule, Hierarchy, Level, LevelIndex, Method, MissingWeightRule,
    NodeSpec, Override, PrerequisiteRule, Schedule, StatusCategory, Work, due, status_proposals,
};
use kam_core::plan::{NodeKey, Period, Plan, Profile};
use kam_core::values::{Amount, Code, NodeId, Percent, PersonId, PlanId, Quantity, Reason, Weight, parse_date, parse_moment};
use proptest::prelude::*;
use proptest::sample::Index;
use std::sync::Arc;

mod reference;

/// What a random node is made from; the parent is picked among the nodes before it.
#[derive(Debug, Clone)]
struct Seed {
    parent: Index,
    under_plan: bool,
    weight: Option<u64>,
    status: usize,
    progress: Option<u32>,
    quantity: Option<(i64, i64, i64)>,
    start: Option<i64>,
    due: Option<i64>,
    by_hand: Option<u32>,
}

fn seed() -> impl Strategy<Value = Seed> {
    let weight = prop_oneof![
        2 => Just(None),
        1 => Just(Some(0)),
        4 => (0_u64..50_000).prop_map(Some),
        2 => Just(Some(10_000)),
        1 => (0_u64..=10_000_000_000).prop_map(Some),
    ];
    let by_hand = prop_oneof![9 => Just(None), 1 => (0_u32..=100_000_000).prop_map(Some)];
    let quantity = proptest::option::weighted(0.2, (-500_i64..500, -500_i64..500, -900_i64..900));
    let day = || proptest::option::weighted(0.7, 0_i64..400);
    (
        any::<Index>(),
        proptest::bool::weighted(0.15),
        weight,
        0_usize..4,
        proptest::option::weighted(0.4, 0_u32..=100_000_000),
        quantity,
        day(),
        day(),
        by_hand,
    )
        .prop_map(|(parent, under_plan, weight, status, progress, quantity, start, due, by_hand)| Seed {
            parent,
            under_plan,
            weight,
            status,
            progress,
            quantity,
            start,
            due,
            by_hand,
        })
}

fn rules() -> impl Strategy<Value = CompletionRules> {
    let method = || (0_usize..6).prop_map(|n| Method::ALL[n]);
    let special = proptest::collection::vec(proptest::option::weighted(0.3, method()), 5);
    (method(), special, any::<bool>(), 0..3, 0..3, 0..3).prop_map(|(base, special, open, empty, missing, auto)| {
        let mut rules = CompletionRules::with_method(base);
        for (place, method) in special.iter().enumerate() {
            if let Some(method) = *method {
                rules = match (place, method) {
                    (4, Method::Own) => rules,
                    (4, method) => rules.with_plan(method).unwrap(),
                    _ => rules.with_level(level(place), method),
                };
            }
        }
        rules.cancelled = if open { CancelledRule::Open } else { CancelledRule::Exclude };
        rules.empty = [EmptyRule::OwnStatus, EmptyRule::Zero, EmptyRule::Exclude][empty as usize];
        rules.missing_weight = [MissingWeightRule::One, MissingWeightRule::Mean, MissingWeightRule::Zero][missing as usize];
        rules.auto_complete = [AutoComplete::Off, AutoComplete::Propose, AutoComplete::Set][auto as usize];
        rules
    })
}

fn level(place: usize) -> LevelIndex {
    hierarchy().find(&format!("l{place}")).unwrap()
}

fn hierarchy() -> Hierarchy {
    Hierarchy::new((0..8).map(|n| Level { name: Code::new(&format!("l{n}")).unwrap(), optional: false }).collect()).unwrap()
}

fn settings(rules: CompletionRules) -> Arc<Settings> {
    Arc::new(Settings { hierarchy: hierarchy(), completion: rules, prerequisites: PrerequisiteRule::Warn, ..Settings::default() })
}

fn acting() -> Acting {
    Acting { person: PersonId::new("u1").unwrap(), at: parse_moment("2026-05-01T10:00:00Z").unwrap() }
}

fn by_hand(millionths: u32) -> Override {
    Override { completion: Percent::from_millionths(millionths).unwrap(), reason: Reason::new("agreed").unwrap(), acting: acting() }
}

fn day(offset: i64) -> NaiveDate {
    parse_date("2026-01-01").unwrap() + chrono::Duration::days(offset)
}

fn specs(seeds: &[Seed], settings: &Settings, overrides: bool) -> Vec<NodeSpec> {
    let mut depth: Vec<usize> = Vec::new();
    let mut specs: Vec<NodeSpec> = Vec::new();
    for (place, seed) in seeds.iter().enumerate() {
        let status = settings.statuses.find(StatusCategory::ALL[seed.status].name()).unwrap().clone();
        // Ids in an order that is neither that of the list nor that of the tree.
        let mut spec = NodeSpec::new(NodeId::new(&format!("n{:03}", (place * 7919) % 1000)).unwrap(), status);
        let parent = if place == 0 || seed.under_plan { None } else { Some(seed.parent.index(place)).filter(|parent| depth[*parent] < 7) };
        depth.push(parent.map_or(0, |parent| depth[parent] + 1));
        spec.parent = parent.map(|parent| specs[parent].node.id.clone());
        spec.node.weight = seed.weight.map(|weight| Weight::from_ten_thousandths(weight).unwrap());
        spec.node.progress = seed.progress.map(|progress| Percent::from_millionths(progress).unwrap());
        let amount = |number: i64| Amount::parse(&number.to_string()).unwrap();
        spec.node.quantity = seed.quantity.and_then(|(from, to, at)| Quantity::new(amount(from), amount(to), Some(amount(at))).ok()).map(Box::new);
        spec.node.schedule = Schedule::new(seed.start.map(day), seed.due.map(day)).unwrap_or_default();
        spec.node.completion_override = seed.by_hand.filter(|_| overrides).map(|value| Box::new(by_hand(value)));
        specs.push(spec);
    }
    specs
}

fn plan(specs: Vec<NodeSpec>, settings: &Arc<Settings>) -> Plan {
    let mut profile = Profile::new(PlanId::new("P").unwrap());
    profile.period = Period::new(None, Some(day(364))).unwrap();
    Plan::new(profile, Arc::clone(settings), specs).unwrap()
}

fn all(completion: &Completion, plan: &Plan) -> Vec<(Option<Percent>, Option<Percent>, bool)> {
    let plan_figure = std::iter::once((completion.of_plan(), completion.of_plan(), false));
    plan_figure.chain(plan.keys().map(|key| (completion.of(key), completion.computed(key), completion.is_done(key)))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Percent is 0 to 100 by construction; here it is the same number that a slow, recursive reading of CMP-1 to CMP-5 gives.
    #[test]
    fn the_engine_agrees_with_a_plain_reading_of_the_rules(seeds in proptest::collection::vec(seed(), 0..60), rules in rules()) {
        let settings = settings(rules);
        let plan = plan(specs(&seeds, &settings, true), &settings);
        let completion = Completion::compute(&plan, &rules).unwrap();
        let reference = reference::Reference { plan: &plan, rules: &rules };
        prop_assert_eq!(completion.of_plan().map(Percent::millionths), reference.of_plan());
        for key in plan.keys() {
            prop_assert_eq!(completion.of(key).map(Percent::millionths), reference.of(key), "{}", plan.node(key).unwrap().id);
        }
    }

    #[test]
    fn after_any_change_the_figures_are_those_of_a_new_computation(
        seeds in proptest::collection::vec(seed(), 1..60),
        rules in rules(),
        changes in proptest::collection::vec((any::<Index>(), 0_usize..6, 0_u32..=100_000_000), 1..12),
    ) {
        let settings = settings(rules);
        let mut work = Work::open(plan(specs(&seeds, &settings, true), &settings)).unwrap();
        for (which, what, value) in changes {
            let id = work.plan().nodes()[which.index(seeds.len())].id.clone();
            let before = work.plan().clone();
            let reason = Reason::new("so it is").unwrap();
            let changed = match what {
                4 => work.override_completion(id.as_str(), by_hand(value)),
                5 => work.remove_override(id.as_str()),
                status => work.change_status(id.as_str(), StatusCategory::ALL[status].name(), &acting(), Some(&reason)),
            };
            let full = Completion::compute(work.plan(), &rules).unwrap();
            match changed {
                Err(_) => prop_assert_eq!(&before, work.plan()),
                Ok(changed) => {
                    let key = work.plan().find(id.as_str()).unwrap();
                    let concerned: Vec<&NodeId> = std::iter::once(key).chain(work.plan().ancestors(key)).map(|key| &work.plan().node(key).unwrap().id).collect();
                    let (here, elsewhere): (Vec<_>, Vec<_>) =
                        status_proposals(work.plan(), &full).into_iter().partition(|proposal| concerned.contains(&&proposal.node));
                    prop_assert_eq!(changed.proposals, here);
                    let earlier = status_proposals(&before, &Completion::compute(&before, &rules).unwrap());
                    prop_assert!(elsewhere.iter().all(|proposal| earlier.contains(proposal)));
                }
            }
            prop_assert_eq!(all(work.completion(), work.plan()), all(&full, work.plan()));
        }
    }

    #[test]
    fn the_order_of_input_does_not_matter(seeds in proptest::collection::vec(seed(), 1..60), rules in rules(), shuffle in any::<u64>()) {
        let settings = settings(rules);
        let given = specs(&seeds, &settings, true);
        let mut shuffled = given.clone();
        let mut state = shuffle | 1;
        for place in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            shuffled.swap(place, usize::try_from(state >> 33).unwrap() % (place + 1));
        }
        let (one, other) = (plan(given, &settings), plan(shuffled, &settings));
        prop_assert_eq!(&one, &other);
        let of = |plan: &Plan| all(&Completion::compute(plan, &rules).unwrap(), plan);
        prop_assert_eq!(of(&one), of(&other));
        let dues = |plan: &Plan| due([plan], day(180), &DueQuery::default()).iter().map(|item| (item.node.id.clone(), item.bucket)).collect::<Vec<_>>();
        prop_assert_eq!(dues(&one), dues(&other));
    }

    #[test]
    fn finishing_a_counted_leaf_never_lowers_an_ancestor(
        seeds in proptest::collection::vec(seed(), 1..60),
        which in any::<Index>(),
        method in 0_usize..4,
        open in any::<bool>(),
        missing in 0_usize..3,
    ) {
        let method = [Method::WeightedMean, Method::CompletedShare, Method::LeafShare, Method::Lowest][method];
        let mut rules = CompletionRules::with_method(method);
        rules.cancelled = if open { CancelledRule::Open } else { CancelledRule::Exclude };
        rules.missing_weight = [MissingWeightRule::One, MissingWeightRule::Mean, MissingWeightRule::Zero][missing];
        let settings = settings(rules);
        let mut work = Work::open(plan(specs(&seeds, &settings, false), &settings)).unwrap();
        let counted = |key: &NodeKey| {
            let category = work.plan().node(*key).unwrap().status.category;
            work.plan().is_leaf(*key) && category != StatusCategory::Done && (open || category != StatusCategory::Cancelled)
        };
        let leaves: Vec<NodeKey> = work.plan().keys().filter(counted).collect();
        if !leaves.is_empty() {
            let leaf = leaves[which.index(leaves.len())];
            let before = all(work.completion(), work.plan());
            let id = work.plan().node(leaf).unwrap().id.clone();
            work.change_status(id.as_str(), "done", &acting(), None).unwrap();
            for ((was, _, _), (is, _, _)) in before.iter().zip(all(work.completion(), work.plan())) {
                prop_assert!(was.unwrap_or_default() <= is.unwrap_or_default());
            }
        }
    }

    #[test]
    fn the_contributions_of_an_explanation_add_up_to_the_number(seeds in proptest::collection::vec(seed(), 1..60), rules in rules()) {
        let settings = settings(rules);
        let plan = plan(specs(&seeds, &settings, true), &settings);
        let completion = Completion::compute(&plan, &rules).unwrap();
        for key in std::iter::once(None).chain(plan.keys().map(Some)) {
            let explanation = completion.explain(&plan, key).unwrap();
            if !explanation.terms.is_empty() {
                let sum: u64 = explanation.terms.iter().map(|term| u64::from(term.contribution.millionths())).sum();
                prop_assert_eq!(Some(sum), explanation.computed.map(|value| u64::from(value.millionths())));
            }
            prop_assert!(!explanation.to_string().is_empty());
        }
    }

    #[test]
    fn expectation_never_falls_as_time_goes_by(seeds in proptest::collection::vec(seed(), 1..60), from in -10_i64..400, step in 0_i64..100) {
        let rules = CompletionRules::default();
        let settings = settings(rules);
        let plan = plan(specs(&seeds, &settings, true), &settings);
        let expected = |offset: i64| Completion::expected(&plan, &rules, day(offset)).unwrap();
        let (early, late) = (expected(from), expected(from + step));
        prop_assert!(early.of_plan() <= late.of_plan());
        prop_assert!(plan.keys().all(|key| early.of(key) <= late.of(key)));
        // With no other way to count, all that is planned by the plan's end is all there is.
        if let Some(end) = expected(1_000).of_plan() {
            prop_assert_eq!(end, Percent::HUNDRED);
        }
    }

    #[test]
    fn a_proposed_status_is_that_of_a_parent_whose_counted_children_are_done(seeds in proptest::collection::vec(seed(), 1..60), rules in rules()) {
        let settings = settings(rules);
        let plan = plan(specs(&seeds, &settings, true), &settings);
        let completion = Completion::compute(&plan, &rules).unwrap();
        for proposal in status_proposals(&plan, &completion) {
            let key = plan.find(proposal.node.as_str()).unwrap();
            prop_assert!(!plan.is_leaf(key));
            prop_assert_eq!(proposal.applied, completion.is_done(key));
        }
    }
}
