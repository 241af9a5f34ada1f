//! Rows of record types that a mapping does not take are kept, counted and written back, and are neither nodes nor mistakes.
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
use kam_crm::{Export, Options};

const PLANS: (&str, &str) = ("account_plan__v.csv", "id,name__v,object_type__v\nP1,One,kam__v\nP2,Two,brand__v\n");

/// Reads by a mapping with record types for plans and tactics, too.
fn read(files: &[(&str, &str)], more: &str) -> Export {
    let document = format!("extends = \"veeva_vault\"\nname = \"ours\"\n{more}");
    read_texts(files, &Options { mapping: Some(Mapping::parse(&document).unwrap()), ..Options::default() })
}

fn counts(export: &Export, name: &str) -> [u32; 4] {
    let file = export.files().into_iter().find(|file| file.file == name).unwrap();
    [file.rows, file.kept, file.set_aside, file.other_type]
}

fn found(export: &Export) -> Vec<(&str, &str, Option<u32>)> {
    let told = export.defects().iter().filter(|defect| defect.code.name() != "missing_column");
    told.map(|defect| (defect.code.name(), defect.id.as_deref().unwrap_or(""), defect.line)).collect()
}

fn text(files: &[(String, Vec<u8>)], name: &str) -> String {
    String::from_utf8(files.iter().find(|file| file.0 == name).unwrap().1.clone()).unwrap()
}

#[test]
fn action_items_of_another_kind_take_no_part() {
    let actions = "id,account_plan__v,action_item_status__v,object_type__v,due_date__v\n\
                   I1,P1,completed__v,kam__v,\n\
                   I2,,what,follow_up__v,soon\n\
                   I3,P1,pending__v,,\n\
                   I2,,,call__v,\n\
                   I4,P1,pending__v,KAM_vod,\n";
    let export = read_texts(&[("account_plan__v.csv", "id\nP1\n"), ("action_item__v.csv", actions)], &Options::default());
    assert_eq!(found(&export), []);
    let ids: Vec<_> = export.plans()[0].nodes().iter().map(|node| node.id.as_str().to_owned()).collect();
    assert_eq!(ids, ["I1", "I3", "I4"]);
    assert_eq!(counts(&export, "action_item__v.csv"), [5, 3, 0, 2]);
    assert!(export.plan_of("I2").is_none());
    assert_eq!(export.why_unused("I2").as_deref(), Some("row not taken: action_item__v.csv:3: the mapping takes other record types than its own"));

    // In the flavour of its own they are where they were; another one, which may not tell record types apart, is not given them.
    assert_eq!(text(&export.written(export.mapping()).map(pairs).unwrap(), "action_item__v.csv"), actions);
    let there = text(&export.written(&Mapping::shipped("veeva_crm").unwrap()).map(pairs).unwrap(), "Action_Item_vod__c.csv");
    assert_eq!(there.lines().count(), 4);
    assert!(!there.contains("I2"), "{there}");
    let files = [("Account_Plan_vod__c.csv", "Id\nP1\n"), ("Action_Item_vod__c.csv", there.as_str())];
    let again = read_texts(&files, &Options::default());
    assert_eq!(counts(&again, "Action_Item_vod__c.csv"), [3, 3, 0, 0]);
}

#[test]
fn what_hangs_below_a_row_of_another_type_says_so() {
    let own = "[objects.plan]\nrecord_types = \"kam__v\"\n[objects.plan_tactic]\nrecord_types = [\"kam__v\"]\n[objects.account]\nrecord_types = ['hospital__v']\n";
    let files = [
        ("account__v.csv", "id,object_type__v\nA1,hospital__v\nA2,person__v\n"),
        ("account_plan__v.csv", "id,name__v,object_type__v,account__v\nP1,One,kam__v,A1\nP2,Two,brand__v,A9\nP3,Three,,A2\n"),
        ("plan_tactic__v.csv", "id,account_plan__v,object_type__v\nT1,P1,kam__v\nT2,P1,brand__v\nT3,P2,kam__v\n"),
        ("action_item__v.csv", "id,account_plan__v,plan_tactic__v\nI1,P1,T1\nI2,P1,T2\nI3,P1,T3\n"),
        ("account_team_member__v.csv", "id,account_plan__v,team_member__v\nM1,P1,1\nM2,P2,1\n"),
    ];
    let export = read(&files, own);
    let expected = [
        ("unknown_account", "P3", Some(4)),
        ("parent_other_type", "M2", Some(3)),
        ("parent_other_type", "I2", Some(3)),
        ("parent_set_aside", "I3", Some(4)),
        ("parent_other_type", "T3", Some(4)),
    ];
    let mut expected = expected.to_vec();
    let mut found = found(&export);
    found.sort_unstable();
    expected.sort_unstable();
    assert_eq!(found, expected);
    let reason = |id: &str| export.defects().iter().find(|defect| defect.id.as_deref() == Some(id)).unwrap().reason.as_str();
    assert_eq!(reason("I2"), "`T2` above it is of another record type than those that are taken of `plan_tactic__v` (`kam__v`)");
    assert_eq!(reason("P3"), "the account `A2` of this plan is not among the accounts that are taken, by its record type");
    assert_eq!(counts(&export, "plan_tactic__v.csv"), [3, 1, 1, 1]);
    assert_eq!(export.accounts().len(), 1);
}

#[test]
fn a_row_that_waits_for_one_of_another_type_is_told() {
    let own = "[objects.plan_tactic]\nrecord_types = ['kam__v']\nparents = ['above', 'plan']\n\
                   [objects.plan_tactic.lookups]\nabove = { columns = 'above__c', object = 'plan_tactic' }\n";
    let tactics = "id,account_plan__v,above__c,object_type__v\nT1,,T2,kam__v\nT2,P1,,brand__v\nT3,P1,,kam__v\n";
    let export = read(&[("account_plan__v.csv", "id\nP1\n"), ("plan_tactic__v.csv", tactics)], own);
    assert_eq!(found(&export)[0], ("parent_other_type", "T1", Some(2)));
    assert_eq!(counts(&export, "plan_tactic__v.csv"), [3, 1, 1, 1]);
}

#[test]
fn records_of_json_are_told_apart_too() {
    let actions = "[{\"id\":\"I1\",\"account_plan__v\":\"P1\"},{\"id\":\"I2\",\"object_type__v\":[\"call__v\"]},\
                   {\"id\":\"I3\",\"account_plan__v\":\"P1\",\"object_type__v\":[\"kam__v\"],\"x__c\":1}]";
    let export = read_texts(&[("account_plan__v.csv", "id\nP1\n"), ("action_item__v.json", actions)], &Options::default());
    assert_eq!(counts(&export, "action_item__v.json"), [3, 2, 0, 1]);
    let written = text(&export.written(export.mapping()).map(pairs).unwrap(), "action_item__v.csv");
    assert_eq!(written, "id,account_plan__v,object_type__v,x__c\nI1,P1,,\nI2,,call__v,\nI3,P1,kam__v,1\n");
}

#[test]
fn ids_of_record_types_are_compared_with_ids_only() {
    let actions = "Id,Account_Plan_vod__c,RecordTypeId\nI1,P1,012000000000001\nI2,P1,012000000000002AAA\nI3,P1,\n";
    let files = [("Account_Plan_vod__c.csv", "Id\nP1\n"), ("Action_Item_vod__c.csv", actions)];
    let export = read_texts(&files, &Options::default());
    assert_eq!(counts(&export, "Action_Item_vod__c.csv"), [3, 3, 0, 0]);
    assert_eq!(found(&export), [("record_type_ids", "", None)]);
    assert_eq!(export.defects()[0].value.as_deref(), Some("012000000000001"));

    let ours = "extends = \"veeva_crm\"\n[objects.action]\nrecord_types = [\"012000000000001AAA\"]\n";
    let export = read_texts(&files, &Options { mapping: Some(Mapping::parse(ours).unwrap()), ..Options::default() });
    assert_eq!(found(&export), []);
    assert_eq!(counts(&export, "Action_Item_vod__c.csv"), [3, 2, 0, 1]);

    // A name beside the id is what counts.
    let actions = "Id,Account_Plan_vod__c,RecordTypeId,RecordType.DeveloperName\nI1,P1,012000000000001,kam_VOD\nI2,P1,012000000000002AAA,Call_vod\n";
    let export = read_texts(&[files[0], ("Action_Item_vod__c.csv", actions)], &Options::default());
    assert_eq!(counts(&export, "Action_Item_vod__c.csv"), [2, 1, 0, 1]);
}

#[test]
fn a_file_of_other_types_alone_is_pointed_out() {
    let export = read(&[PLANS, ("action_item__v.csv", "id,account_plan__v,object_type__v\nI1,P1,ours__c\n")], "");
    assert_eq!(found(&export), [("other_types_only", "", None)]);
    assert_eq!(export.defects()[0].reason, "no row is of a record type that is taken (`kam__v`, `KAM_vod`); there is `ours__c`");
    assert!(!export.has_errors());
    let all = read(&[PLANS, ("action_item__v.csv", "id,account_plan__v,object_type__v\nI1,P1,ours__c\n")], "[objects.action]\nrecord_types = []\n");
    assert_eq!(found(&all), []);
}

#[test]
fn record_types_need_the_column_that_tells_them() {
    let document = "extends = \"veeva_vault\"\n[objects.stakeholder]\nrecord_types = ['a']\n[objects.action]\nrecord_types = [1]\n";
    let problems = Mapping::parse(document).unwrap_err().problems;
    let told: Vec<_> = problems.iter().map(|problem| (problem.code, problem.path.as_str(), problem.line)).collect();
    assert_eq!(told, [("missing_key", "objects.stakeholder.record_types", Some(3)), ("wrong_type", "objects.action.record_types", Some(5))]);
    assert!(problems[0].help.as_deref().unwrap().contains("`record_type`"));
    assert!(Mapping::parse("extends = \"veeva_vault\"\n[objects.stakeholder]\nrecord_types = []\n").is_ok());
}
