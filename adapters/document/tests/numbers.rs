//! Numbers of JSON that no float can hold, and what they must not hide.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics has failed")]

use kam_document::{Problem, read_plan};

fn problems(text: &str) -> Vec<Problem> {
    read_plan(text).unwrap_err().problems().to_vec()
}

fn of_weight(number: &str) -> Problem {
    problems(&format!(r#"{{"id": "P", "nodes": [{{"id": "a", "weight": {number}}}]}}"#)).remove(0)
}

#[test]
fn a_number_is_shown_as_it_was_written() {
    for number in ["9223372036854775808", "18446744073709551616", "-18446744073709551617", "1000001", "-1"] {
        let problem = of_weight(number);
        assert_eq!((problem.code, problem.value.as_deref()), ("invalid_weight", Some(number)));
        assert!(problem.text.contains(&format!("`{number}`")), "{}", problem.text);
        assert_eq!((problem.line, problem.column), (Some(1), Some(45)));
    }
    let huge = format!("1{}", "0".repeat(400));
    assert_eq!(of_weight(&huge).code, "invalid_weight");
    for (number, what) in [("2.50", "a fraction"), ("1e400", "an exponent"), ("1E-7", "an exponent"), ("-0.0", "a fraction")] {
        let problem = of_weight(number);
        assert_eq!((problem.code, problem.value.as_deref()), ("wrong_type", Some(number)));
        assert!(problem.text.contains(what), "{}", problem.text);
    }
    assert_eq!(of_weight("2.50").help.as_deref(), Some("write it as text: \"2.50\""));
}

#[test]
fn minus_zero_is_zero() {
    let plan = read_plan(r#"{"id": "P", "nodes": [{"id": "a", "weight": -0}]}"#).unwrap();
    assert_eq!(plan.nodes()[0].weight.unwrap().to_string(), "0");
}

#[test]
fn broken_json_has_its_place_before_and_behind_a_number() {
    let before = problems("{\"id\": \"P\",\n \"title\": \"\\ud800\", \"owner\": 1.5}");
    let behind = problems("{\"id\": \"P\", \"owner\": 1.5,\n \"title\": \"\\ud800\"}");
    for (found, line) in [(before, 2), (behind, 2)] {
        assert_eq!((found.len(), found[0].code, found[0].line), (1, "invalid_json", Some(line)));
    }
    let cut = problems("{\"id\": 99999999999999999999, \"nodes\": [\n");
    assert_eq!((cut[0].code, cut[0].line), ("invalid_json", Some(2)));
}

#[test]
fn what_lies_deep_is_named_and_not_looked_into() {
    let deep = format!("{}1.5{}", "[".repeat(50_000), "]".repeat(50_000));
    let found = problems(&format!(r#"{{"id": "P", "title": {deep}, "owner": {{"a": 1}}}}"#));
    assert_eq!(
        found.iter().map(|problem| (problem.path.as_str(), problem.code)).collect::<Vec<_>>(),
        [("title", "wrong_type"), ("owner", "wrong_type")]
    );
}

#[test]
fn a_whole_document_of_odd_numbers_is_read_once_for_each_level() {
    let nodes: Vec<String> = (0..20_000).map(|n| format!(r#"{{"id": "n{n}", "quantity": {{"baseline": 0.5, "target": 1e3}}}}"#)).collect();
    let found = problems(&format!(r#"{{"id": "P", "nodes": [{}]}}"#, nodes.join(",")));
    assert_eq!(found.len(), 1_001);
    assert_eq!(found[999].path, "nodes[499].quantity.target");
}
