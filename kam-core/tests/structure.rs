//! What keeps nodes out of a plan: all of it, named once, at a cost that grows with the plan and not with its square.

use kam_core::config::Settings;
use kam_core::execution::{Links, NodeSpec};
use kam_core::plan::{Assembled, Plan, Profile};
use kam_core::values::{NodeId, PlanId};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

/// A node with its parent and what it waits for, by id.
fn spec(id: &str, parent: Option<&str>, prerequisites: &[&str]) -> NodeSpec {
    static SETTINGS: LazyLock<Settings> = LazyLock::new(Settings::default);
    let mut spec = NodeSpec::new(NodeId::new(id).unwrap(), SETTINGS.statuses.find("open").unwrap().clone());
    spec.parent = parent.map(|parent| NodeId::new(parent).unwrap());
    spec.node.prerequisites = Links::new(prerequisites.iter().map(|first| NodeId::new(first).unwrap())).unwrap();
    spec
}

fn assemble(nodes: Vec<NodeSpec>) -> Assembled {
    Plan::assemble(Profile::new(PlanId::new("P").unwrap()), Arc::new(Settings::default()), nodes).unwrap()
}

/// Id and codes of what was left out.
fn left_out(assembled: &Assembled) -> Vec<(&str, Vec<&'static str>)> {
    assembled.set_aside.iter().map(|aside| (aside.spec.node.id.as_str(), aside.problems().map(|problem| problem.code()).collect())).collect()
}

#[test]
fn what_waits_for_a_circle_follows_from_it() {
    let nodes = vec![
        spec("a", None, &["b"]),
        spec("b", None, &["a"]),
        spec("between", None, &["c", "a"]),
        spec("c", None, &["d"]),
        spec("d", None, &["c", "after"]),
        spec("after", None, &[]),
        spec("below", Some("between"), &["a"]),
    ];
    let assembled = assemble(nodes);
    assert_eq!(
        left_out(&assembled),
        [
            ("a", vec!["prerequisite_cycle"]),
            ("b", vec!["prerequisite_cycle"]),
            ("between", vec!["prerequisite_set_aside"]),
            ("c", vec!["prerequisite_cycle"]),
            ("d", vec!["prerequisite_cycle"]),
            ("below", vec!["parent_set_aside"]),
        ]
    );
    assert_eq!(assembled.plan.nodes().len(), 1);
    let reasons: Vec<String> = assembled.set_aside.iter().flat_map(|aside| aside.problems().map(ToString::to_string)).collect();
    assert_eq!(reasons[2], "`between` waits for `c`, which was left out");
}

#[test]
fn a_node_has_all_its_problems_and_a_follower_one_reason_in_any_order() {
    let nodes = || {
        vec![
            spec("a", Some("nobody"), &["x", "b", "y"]),
            spec("b", Some("a"), &["z"]),
            spec("c", Some("b"), &["a", "b"]),
            spec("c", Some("a"), &[]),
            spec("d", None, &["b", "a"]),
        ]
    };
    let expected = [
        ("a", vec!["unknown_parent", "unknown_prerequisite", "unknown_prerequisite"]),
        ("b", vec!["unknown_prerequisite"]),
        ("c", vec!["parent_set_aside"]),
        ("c", vec!["duplicate_id"]),
        ("d", vec!["prerequisite_set_aside"]),
    ];
    let assembled = assemble(nodes());
    assert_eq!(left_out(&assembled), expected);
    assert!(assembled.plan.nodes().is_empty());

    let mut turned = nodes();
    turned.swap(0, 4);
    let of = |assembled: &Assembled, id: &str| {
        assembled.set_aside.iter().find(|aside| aside.spec.node.id.as_str() == id).unwrap().problems().map(ToString::to_string).collect::<Vec<_>>()
    };
    let turned = assemble(turned);
    for id in ["a", "b", "c", "d"] {
        assert_eq!(of(&turned, id), of(&assembled, id), "{id}");
    }
}

/// The texts of a circle of `length` nodes, by prerequisites or by parents.
fn ring(length: usize, by_parents: bool) -> Vec<String> {
    let id = |n: usize| format!("n{:06}", n % length);
    let node = |n: usize| if by_parents { spec(&id(n), Some(&id(n + 1)), &[]) } else { spec(&id(n), None, &[&id(n + 1)]) };
    let assembled = assemble((0..length).map(node).collect());
    assembled.set_aside.iter().flat_map(|aside| aside.problems().map(ToString::to_string)).collect()
}

#[test]
fn a_long_circle_is_closed_with_dots() {
    for (by_parents, what) in [(true, "is its own ancestor"), (false, "waits for itself")] {
        assert_eq!(ring(2, by_parents)[1], format!("`n000001` {what}: `n000001` > `n000000` > `n000001`"));
        let nine = (0..9).map(|n| format!("`n00000{n}` > ")).collect::<String>();
        assert_eq!(ring(9, by_parents)[0], format!("`n000000` {what}: {nine}`n000000`"));
        assert_eq!(ring(10, by_parents)[0], format!("`n000000` {what}: {nine}... > `n000000`"));
        let last = ring(300, by_parents);
        assert!(last[299].contains("`n000299` > `n000000` > ") && last[299].ends_with("... > `n000299`"), "{}", last[299]);
    }
}

#[test]
fn large_circles_cost_what_they_are_long() {
    for by_parents in [true, false] {
        let begun = Instant::now();
        assert_eq!(ring(100_000, by_parents).len(), 100_000);
        // Far more than it takes, far less than the square of it would.
        assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
    }
    // Everybody waits for a hundred others: one component without an end.
    let id = |n: usize| format!("n{}", n % 5_000);
    let dense = (0..5_000_usize).map(|n| {
        let first: Vec<String> = (1..=100).map(|k| id(n * 31 + k * 17)).collect();
        spec(&id(n), None, &first.iter().map(String::as_str).collect::<Vec<_>>())
    });
    let assembled = assemble(dense.collect());
    assert!(assembled.set_aside.iter().all(|aside| aside.problems().count() == 1));
}
