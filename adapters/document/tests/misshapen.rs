//! Documents of records that were cut off or edited by hand: everything that is wrong with their shape is told, each with its place.

use kam_document::{read_account_plan, read_approval_request};

const PLAN: &str = r#"{"kam": "account_plan", "version": 2, "entries": [
  {"number": "1", "at": "2026-02-02T08:00:00Z", "persn": "u7", "command": "create", "made_on": 0, "changes": [
    {"object": "plan", "id": "AP-1", "field": "unit", "new": 7},
    {"object": "plan", "id": "AP-1", "field": "title", "new": {"personal": "x", "salt": "y"}},
    {"object": "plan", "id": "AP-1", "new": ["a", true]}
  ], "previous": null, "digest": "00"}
], "personal": {"00": {"value": "x"}}, "personal": {}}"#;

#[test]
fn everything_that_is_wrong_with_a_plan() {
    let error = read_account_plan(PLAN).unwrap_err();
    assert_eq!(
        error.to_string(),
        "line 2, column 3: entries[0].person: the key `person` is needed\n\
         line 2, column 14: entries[0].number: `1` is a text, and a whole number is needed\n\
         line 2, column 58: entries[0].persn: the key `persn` is not known here; did you mean `person`\n\
         line 3, column 62: entries[0].changes[0].new: `7` is a number, and a text or a list or an object is needed\n\
         line 4, column 89: entries[0].changes[1].new.salt: the key `salt` is not known here; known here are `personal`\n\
         line 5, column 5: entries[0].changes[2].field: the key `field` is needed\n\
         line 5, column 51: entries[0].changes[2].new[1]: `true` is true or false, and a text is needed\n\
         line 6, column 18: entries[0].previous: `null` is null, and a text is needed\n\
         line 7, column 52: personal.00.salt: the key `salt` is needed\n\
         line 7, column 52: personal: the key `personal` stands here twice"
    );
}

#[test]
fn everything_that_is_wrong_with_a_request() {
    let text = r#"{"kam": "approval_request", "version": 1, "id": "R-1", "subject": {"kind": "goal"}, "definition": {"id": "d", "subject": "goal", "steps": [{"id": "s", "approvers": "role", "votes": "2"}]}, "events": {}}"#;
    let error = read_approval_request(text).unwrap_err();
    let told: Vec<(&str, &str)> = error.problems().iter().map(|problem| (problem.code, problem.path.as_str())).collect();
    assert_eq!(
        told,
        [("missing_key", "subject.id"), ("missing_key", "subject.unit"), ("wrong_type", "definition.steps[0].votes"), ("wrong_type", "events")]
    );
}

#[test]
fn a_document_that_was_cut_off() {
    let whole = include_str!("documents/account_plan.v1.json");
    for kept in (1..whole.len()).step_by(97).filter(|kept| whole.is_char_boundary(*kept)) {
        let error = read_account_plan(&whole[..kept]).unwrap_err();
        let [problem] = error.problems() else { panic!("{error}") };
        assert_eq!((problem.code, problem.line), ("invalid_json", Some(1)), "{error}");
    }
}
