//! What must hold for every plan, tried on random ones. `PROPTEST_CASES=100000 cargo test -p kam-core --release --test properties` is the long run.

use kam_core::config::Settings;
use kam_core::execution::{
    CancelledRule, Completion, CompletionRules, DueQuery, Method, MissingWeightRule, NodeSpec, StatusCategory, Work, due, status_proposals,
};
use kam_core::plan::{NodeKey, Period, Plan, Profile};
use kam_core::values::{NodeId, Percent, PlanId, Reason};
use proptest::prelude::*;
use proptest::sample::Index;
use std::sync::Arc;

mod made;
mod reference;

use made::{acting, by_hand, day, rules, seed, settings, specs};

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
