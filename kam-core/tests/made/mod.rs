//! Random plans, for all tests that try what must hold for every one.

use chrono::NaiveDate;
use kam_core::config::Settings;
use kam_core::execution::{
    Acting, AutoComplete, CancelledRule, CompletionRules, EmptyRule, Hierarchy, Level, LevelIndex, Method, MissingWeightRule, NodeSpec, Override,
    PrerequisiteRule, Schedule, StatusCategory,
};
use kam_core::values::{Amount, Code, NodeId, Percent, PersonId, Quantity, Reason, Weight, parse_date, parse_moment};
use proptest::prelude::*;
use proptest::sample::Index;
use std::sync::Arc;

/// What a random node is made from; the parent is picked among the nodes before it.
#[derive(Debug, Clone)]
pub(crate) struct Seed {
    pub(crate) parent: Index,
    under_plan: bool,
    weight: Option<u64>,
    status: usize,
    progress: Option<u32>,
    quantity: Option<(i64, i64, i64)>,
    start: Option<i64>,
    due: Option<i64>,
    by_hand: Option<u32>,
}

pub(crate) fn seed() -> impl Strategy<Value = Seed> {
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

pub(crate) fn rules() -> impl Strategy<Value = CompletionRules> {
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

pub(crate) fn level(place: usize) -> LevelIndex {
    hierarchy().find(&format!("l{place}")).unwrap()
}

pub(crate) fn hierarchy() -> Hierarchy {
    Hierarchy::new((0..8).map(|n| Level { name: Code::new(&format!("l{n}")).unwrap(), optional: false }).collect()).unwrap()
}

pub(crate) fn settings(rules: CompletionRules) -> Arc<Settings> {
    Arc::new(Settings { hierarchy: hierarchy(), completion: rules, prerequisites: PrerequisiteRule::Warn, ..Settings::default() })
}

pub(crate) fn acting() -> Acting {
    Acting { person: PersonId::new("u1").unwrap(), at: parse_moment("2026-05-01T10:00:00Z").unwrap() }
}

pub(crate) fn by_hand(millionths: u32) -> Override {
    Override { completion: Percent::from_millionths(millionths).unwrap(), reason: Reason::new("agreed").unwrap(), acting: acting() }
}

pub(crate) fn day(offset: i64) -> NaiveDate {
    parse_date("2026-01-01").unwrap() + chrono::Duration::days(offset)
}

pub(crate) fn specs(seeds: &[Seed], settings: &Settings, overrides: bool) -> Vec<NodeSpec> {
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
