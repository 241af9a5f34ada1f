//! A lookup leads to the objects that the mapping says and to no others, whatever was read first.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::print_stderr,
    reason = "a test that panics has failed"
)]

mod common;

use common::{pairs, read_texts};
use kam_crm::mapping::Mapping;
use kam_crm::{Export, Options, Severity};

fn found(export: &Export) -> Vec<(&str, &str, &str)> {
    let errors = export.defects().iter().filter(|defect| defect.severity == Severity::Error);
    errors.map(|d| (d.id.as_deref().unwrap_or(""), d.code.name(), d.column.as_deref().unwrap_or(""))).collect()
}

fn reason<'e>(export: &'e Export, id: &str) -> &'e str {
    &export.defects().iter().find(|defect| defect.id.as_deref() == Some(id)).unwrap().reason
}

#[test]
fn an_id_of_another_object_is_named() {
    let files = [
        ("account__v.csv", "id\nA1\n"),
        ("account_plan__v.csv", "id,account__v\nP1,A1\n"),
        ("plan_tactic__v.csv", "id,account_plan__v\nT1,P1\nT2,I1\nT3,A1\nT4,T1\n"),
        ("account_tactic__v.csv", "id,account_plan__v,plan_tactic__v\nC1,P1,T1\nC2,,P1\nC3,T1,\nC4,T1,T1\nC5,C6,T1\nC6,P1,T1\n"),
        ("action_item__v.csv", "id,account_tactic__v,account_plan__v\nI1,C1,P1\nI2,I3,P1\nI3,T1,\nI4,P1,P1\nI5,I1,\nI6,C2,\nI7,C9,\n"),
        ("account_team_member__v.csv", "id,account_plan__v,team_member__v\nM1,T1,1\n"),
    ];
    let export = read_texts(&files, &Options::default());
    let mut expected = vec![
        ("M1", "wrong_kind", "account_plan__v"),
        ("C2", "wrong_kind", "plan_tactic__v"),
        ("C3", "wrong_kind", "account_plan__v"),
        // Its plan is said by a tactic.
        ("C4", "wrong_kind", "account_plan__v"),
        ("C5", "wrong_kind", "account_plan__v"),
        // What it names comes later and is set aside itself.
        ("I2", "unknown_parent", "account_tactic__v"),
        ("I3", "wrong_kind", "account_tactic__v"),
        ("I4", "wrong_kind", "account_tactic__v"),
        ("I5", "wrong_kind", "account_tactic__v"),
        ("I6", "parent_set_aside", "account_tactic__v"),
        ("I7", "unknown_parent", "account_tactic__v"),
        // Action items are read behind the tactics, and yet it is said what it is.
        ("T2", "wrong_kind", "account_plan__v"),
        ("T3", "wrong_kind", "account_plan__v"),
        ("T4", "wrong_kind", "account_plan__v"),
    ];
    let mut found = found(&export);
    found.sort_unstable();
    expected.sort_unstable();
    assert_eq!(found, expected);
    assert!(export.defects().iter().all(|defect| defect.set_aside == (defect.severity == Severity::Error)));
    assert_eq!(reason(&export, "I3"), "`T1` is a row of `plan_tactic__v`, and a row of `account_tactic__v` is needed here");
    assert_eq!(reason(&export, "I4"), "`P1` is a row of `account_plan__v`, and a row of `account_tactic__v` is needed here");
    assert_eq!(reason(&export, "T2"), "`I1` is a row of `action_item__v`, and a row of `account_plan__v` is needed here");
    assert_eq!(reason(&export, "T3"), "`A1` is a row of `account__v`, and a row of `account_plan__v` is needed here");
}

#[test]
fn an_account_that_is_something_else_is_named() {
    let files = [
        ("account__v.csv", "id\nA1\n"),
        ("account_plan__v.csv", "id,account__v\nP1,A1\nP2,P1\nP3,P3\nP4,T1\nP5,A9\n"),
        ("plan_tactic__v.csv", "id,account_plan__v\nT1,P1\n"),
    ];
    let export = read_texts(&files, &Options::default());
    let expected = [
        ("P2", "wrong_kind", "account__v"),
        // It is no plan, since it names none that is.
        ("P3", "unknown_account", "account__v"),
        ("P4", "wrong_kind", "account__v"),
        ("P5", "unknown_account", "account__v"),
    ];
    assert_eq!(found(&export), expected);
    assert_eq!(reason(&export, "P2"), "`P1` is a row of `account_plan__v`, and a row of `account__v` is needed here");
    assert_eq!(reason(&export, "P4"), "`T1` is a row of `plan_tactic__v`, and a row of `account__v` is needed here");
}

#[test]
fn a_known_id_of_another_object_is_not_passed_over() {
    // The file of account tactics is not there, but what the lookup holds is.
    let files = [
        ("account_plan__v.csv", "id\nP1\n"),
        ("plan_tactic__v.csv", "id,account_plan__v\nT1,P1\n"),
        ("action_item__v.csv", "id,account_tactic__v,account_plan__v\nI1,T1,P1\nI2,C1,P1\n"),
    ];
    let export = read_texts(&files, &Options::default());
    assert_eq!(found(&export), [("I1", "wrong_kind", "account_tactic__v")]);
}

#[test]
fn a_lookup_may_lead_to_several_objects() {
    let files = [
        ("AccountPlan.csv", "Id\n0p1\n"),
        ("AccountPlanObjective.csv", "Id,AccountPlanId\n0o1,0p1\n"),
        ("ActionPlan.csv", "Id,TargetId\n0a1,0o1\n0a2,0p1\n0a3,0a1\n0a4,0x1\n"),
    ];
    let export = read_texts(&files, &Options::default());
    assert_eq!(found(&export), [("0a3", "wrong_kind", "TargetId"), ("0a4", "unknown_parent", "TargetId")]);
    assert!(reason(&export, "0a3").ends_with("a row of `AccountPlanObjective` or `AccountPlan` is needed here"));
    assert!(reason(&export, "0a4").ends_with("`AccountPlanObjective` or `AccountPlan` has no row with this id"));
    let plan = &export.plans()[0];
    assert_eq!(plan.parent(plan.find("0a1").unwrap()), plan.find("0o1"));
    assert_eq!(plan.parent(plan.find("0a2").unwrap()), None);

    // Another flavour has a column for each.
    let written = export.written(&Mapping::shipped("veeva_vault").unwrap()).map(pairs).unwrap();
    let (_, tactics) = written.iter().find(|(name, _)| name == "account_tactic__v.csv").unwrap();
    assert_eq!(String::from_utf8_lossy(tactics), "id,plan_tactic__v,account_plan__v\n0a1,0o1,\n0a2,,0p1\n");

    let unknown =
        "extends = \"salesforce\"\n[objects.action_plan.lookups]\ntarget = { columns = 'TargetId', object = ['objective', 'goal', 'nobody'] }\n";
    let problems = Mapping::parse(unknown).unwrap_err().problems;
    let values: Vec<_> = problems.iter().filter_map(|problem| problem.value.as_deref()).collect();
    assert_eq!(values, ["goal", "nobody"]);
}

#[test]
fn a_file_of_several_levels_hangs_under_itself_and_under_others() {
    let own = "extends = \"veeva_vault\"\nname = \"ours\"\n[objects.action]\nparents = ['above', 'plan_tactic', 'plan']\nlevel = 'action_item'\n\
                   [objects.action.lookups]\nabove = { columns = 'above__c', object = ['action', 'account_tactic'] }\naccount_tactic = []\n";
    let files = [
        ("account_plan__v.csv", "id\nP1\n"),
        ("account_tactic__v.csv", "id,account_plan__v\nC1,P1\n"),
        ("plan_tactic__v.csv", "id,account_plan__v\nT1,P1\n"),
        ("action_item__v.csv", "id,above__c\nI1,I2\nI2,C1\nI3,T1\nI4,C9\n"),
    ];
    let export = read_texts(&files, &Options { mapping: Some(Mapping::parse(own).unwrap()), ..Options::default() });
    // An action item below another one is too deep, which is another matter than its kind.
    assert_eq!(found(&export), [("I1", "too_deep", "above__c"), ("I3", "wrong_kind", "above__c"), ("I4", "unknown_parent", "above__c")]);
    assert!(export.plan_of("I2").is_some());
}
