//! The table of actions in the guide is that of the library, and the schema of a request has its names.

use kam_core::approval::{Action, IfNoStep, MOST_APPROVERS, MOST_CHARACTERS, MOST_EVENTS, MOST_STEPS, RequestState, TRANSITIONS, WhenLate};
use kam_core::values::{Label, Reason};
use serde_json::Value;
use std::collections::BTreeSet;

fn page() -> String {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/guide/approvals.md")).unwrap()
}

#[test]
fn the_table_of_the_guide_is_the_one_that_holds() {
    let page = page();
    let rows: Vec<&str> = page.lines().skip_while(|line| !line.starts_with("| action |")).skip(2).take_while(|line| line.starts_with('|')).collect();
    assert_eq!(rows.len(), TRANSITIONS.len());
    for (row, shown) in TRANSITIONS.iter().zip(rows) {
        let to: Vec<String> = row.to.iter().map(|state| format!("`{state}`")).collect();
        let wanted = format!("| `{}` | `{}` | {} | {} |", row.action, row.from, to.join(", "), row.by);
        assert!(shown.starts_with(&wanted), "the guide has the row\n{shown}\nand should have\n{wanted}");
    }
}

#[test]
fn the_drawing_of_the_guide_is_the_table() {
    let page = page();
    let drawing = page.split_once("```mermaid\n").and_then(|(_, rest)| rest.split_once("```")).map(|(drawing, _)| drawing).unwrap();
    let mut drawn = BTreeSet::new();
    let mut ends = BTreeSet::new();
    for (from, to) in drawing.lines().filter_map(|line| line.trim().split_once(" --> ")) {
        match to.split_once(": ") {
            Some((to, actions)) => drawn.extend(actions.split(", ").map(|action| (from, action, to))),
            None if from == "[*]" => assert_eq!(to, "draft"),
            None => assert!(to == "[*]" && ends.insert(from), "{from} --> {to}"),
        }
    }
    let table: BTreeSet<_> = TRANSITIONS.iter().flat_map(|row| row.to.iter().map(|to| (row.from.name(), row.action.name(), to.name()))).collect();
    assert_eq!(drawn, table);
    let over: BTreeSet<_> = RequestState::NAMES.iter().copied().filter(|name| RequestState::find(name).is_some_and(RequestState::is_over)).collect();
    assert_eq!(ends, over);
}

#[test]
fn the_schema_of_a_request_has_the_names_and_limits_of_the_library() {
    let schema: Value = serde_json::from_str(include_str!("../approval_request.schema.json")).unwrap();
    let at = |path: &str| schema.pointer(path).unwrap_or_else(|| panic!("the schema has no {path}"));
    let names = |path: &str| at(path).as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(names("/$defs/event/properties/action/enum"), Action::NAMES);
    assert_eq!(names("/$defs/definition/properties/if_no_step/enum"), IfNoStep::NAMES);
    assert_eq!(names("/$defs/step/properties/when_late/enum"), WhenLate::NAMES);
    for (path, most) in [
        ("/properties/events/maxItems", MOST_EVENTS),
        ("/$defs/definition/properties/steps/maxItems", MOST_STEPS),
        ("/$defs/submission/properties/steps/items/properties/approvers/maxItems", MOST_APPROVERS),
        ("/$defs/condition/maxLength", MOST_CHARACTERS),
        ("/$defs/label/maxLength", Label::LIMIT),
        ("/$defs/event/properties/reason/maxLength", Reason::LIMIT),
    ] {
        assert_eq!(at(path).as_u64(), u64::try_from(most).ok(), "{path}");
    }
}
