//! Several columns for one field: in each row the first that is filled counts, and every cell is written as it was.
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

const PLAN: (&str, &str) = ("AccountPlan.csv", "Id,Name\na0P000000000001AAA,P\n");

fn salesforce(files: &[(&str, &str)]) -> Export {
    let mut all = vec![PLAN];
    all.extend_from_slice(files);
    read_texts(&all, &Options::default())
}

/// Id, status and due date of every node.
fn nodes(export: &Export) -> Vec<(String, String, String)> {
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let nodes = export.plans().iter().flat_map(|plan| plan.nodes());
    let mut found: Vec<_> = nodes.map(|node| (node.id.as_str().to_owned(), node.status.code.as_str().to_owned(), day(node.schedule.due()))).collect();
    found.sort();
    found
}

fn written(export: &Export, name: &str) -> String {
    let files = export.written(export.mapping()).map(pairs).unwrap();
    let (_, bytes) = files.into_iter().find(|(file, _)| file == name).unwrap();
    // Data Loader has every cell in quotes; no cell here needs them.
    String::from_utf8(bytes).unwrap().replace('"', "")
}

fn texts(rows: &[(&str, &str, &str)]) -> Vec<(String, String, String)> {
    rows.iter().map(|(id, status, due)| ((*id).to_owned(), (*status).to_owned(), (*due).to_owned())).collect()
}

#[test]
fn the_first_filled_cell_counts_and_all_are_written() {
    let header = ["Id", "AccountPlanId", "Status", "OwnerId", "EndDate", "DueDate", "ObjectiveOwnerId"];
    let rows = [
        ["a0O000000000001AAA", "a0P000000000001AAA", "New", "005000000000001AAA", "", "2026-06-30T23:00:00.000Z", ""],
        ["a0O000000000002AAA", "a0P000000000001AAA", "Closed", "", "2026-03-31", "", "005000000000002AAA"],
        ["a0O000000000003AAA", "a0P000000000001AAA", "New", "005000000000001AAA", "2026-04-30", "2026-05-31", "005000000000002AAA"],
        ["a0O000000000004AAA", "a0P000000000001AAA", "", "", "", "", ""],
    ];
    let due = ["2026-06-30", "2026-03-31", "2026-04-30", ""];
    let owners = [Some("005000000000001AAA"), Some("005000000000002AAA"), Some("005000000000002AAA"), None];
    // The order of the columns in the file changes nothing.
    for order in [[0, 1, 2, 3, 4, 5, 6], [6, 5, 4, 3, 2, 1, 0], [5, 3, 0, 6, 4, 1, 2]] {
        let line = |cells: &[&str; 7]| order.map(|place| cells[place]).join(",");
        let text = format!("{}\n{}\n", line(&header), rows.iter().map(line).collect::<Vec<_>>().join("\n"));
        let export = salesforce(&[("AccountPlanObjective.csv", &text)]);
        assert_eq!(export.defects(), [], "{order:?}");
        assert_eq!(nodes(&export).into_iter().map(|node| node.2).collect::<Vec<_>>(), due, "{order:?}");
        let mut found: Vec<_> = export.plans()[0].nodes().iter().map(|node| (node.id.as_str(), node.owner.as_ref().map(AsRef::as_ref))).collect();
        found.sort_unstable();
        assert_eq!(found.into_iter().map(|(_, owner)| owner).collect::<Vec<_>>(), owners, "{order:?}");
        assert_eq!(written(&export, "AccountPlanObjective.csv"), text);
    }
}

#[test]
fn a_status_may_be_in_either_column() {
    for header in ["Id,TargetId,ActionPlanState,StatusCode", "Id,TargetId,StatusCode,ActionPlanState"] {
        let (state, code) = if header.ends_with("Code") { (",", "Completed") } else { ("Completed,", "") };
        let objectives = "Id,AccountPlanId,Status\na0O000000000001AAA,a0P000000000001AAA,New\n";
        let plans = format!("{header}\na0A000000000001AAA,a0O000000000001AAA,{state}{code}\na0A000000000002AAA,a0O000000000001AAA,what,\n");
        let export = salesforce(&[("AccountPlanObjective.csv", objectives), ("ActionPlan.csv", &plans)]);
        let [defect] = export.defects() else { panic!("{:?}", export.defects()) };
        assert_eq!((defect.code.name(), defect.column.as_deref()), ("unknown_status", header.split(',').nth(2)));
        assert_eq!(nodes(&export), texts(&[("a0A000000000001AAA", "done", ""), ("a0O000000000001AAA", "open", "")]));
        assert!(plans.starts_with(&written(&export, "ActionPlan.csv")), "{}", written(&export, "ActionPlan.csv"));
    }
}

#[test]
fn a_stakeholder_is_an_account_or_a_person() {
    let text = "Id,AccountPlanId,AccountId,ContactId,RoleType\n\
                a0S000000000001AAA,a0P000000000001AAA,,003000000000001AAA,User\n\
                a0S000000000002AAA,a0P000000000001AAA,001000000000001AAA,,User\n\
                a0S000000000003AAA,a0P000000000001AAA,,,User\n";
    let export = salesforce(&[("AccountPlanStakeholder.csv", text)]);
    let codes: Vec<_> = export.defects().iter().map(|defect| (defect.code.name(), defect.line)).collect();
    assert_eq!(codes, [("missing_id", Some(4))]);
    let shown = format!("{:?}", export.stakeholders());
    assert!(shown.contains("003000000000001AAA") && shown.contains("001000000000001AAA"), "{shown}");
    assert!(text.starts_with(&written(&export, "AccountPlanStakeholder.csv")));
}

#[test]
fn a_lookup_may_be_in_either_column() {
    let document = "extends = \"salesforce\"\nname = \"o\"\n[objects.action_plan.lookups]\ntarget = { columns = [\"TargetId\", \"Above__c\"], object = \"objective\" }\n";
    let options = Options { mapping: Some(Mapping::parse(document).unwrap()), ..Options::default() };
    let objectives = "Id,AccountPlanId,Status\na0O000000000001AAA,a0P000000000001AAA,New\n";
    let plans = "Id,Above__c,TargetId\na0A000000000001AAA,a0O000000000001AAA,\na0A000000000002AAA,,a0O000000000001AAA\n";
    let export = read_texts(&[PLAN, ("AccountPlanObjective.csv", objectives), ("ActionPlan.csv", plans)], &options);
    assert!(export.defects().iter().all(|defect| defect.code.name() == "missing_column"), "{:?}", export.defects());
    assert_eq!(nodes(&export).len(), 3);
    assert_eq!(written(&export, "ActionPlan.csv"), plans);
}

const FLAGS: &str = "extends = \"veeva_vault\"\nname = \"o\"\n[objects.action.fields]\ndone_flag = \"done__c\"\n";

#[test]
fn a_filled_status_counts_more_than_a_flag_in_any_order() {
    let options = Options { mapping: Some(Mapping::parse(FLAGS).unwrap()), ..Options::default() };
    let plan = ("account_plan__v.csv", "id\nP1\n");
    let records = [
        "{\"id\":\"A\",\"account_plan__v\":\"P1\",\"done__c\":true}",
        "{\"id\":\"B\",\"account_plan__v\":\"P1\",\"action_item_status__v\":[\"completed__v\"],\"done__c\":false}",
        "{\"id\":\"C\",\"account_plan__v\":\"P1\",\"action_item_status__v\":[\"pending__v\"],\"done__c\":true}",
        "{\"id\":\"D\",\"account_plan__v\":\"P1\"}",
        "{\"id\":\"E\",\"account_plan__v\":\"P1\",\"action_item_status__v\":[\"pending__v\"],\"done__c\":\"maybe\"}",
    ];
    let expected = texts(&[("A", "done", ""), ("B", "done", ""), ("C", "open", ""), ("D", "open", ""), ("E", "open", "")]);
    let cells = [["A", "", "true"], ["B", "completed__v", "false"], ["C", "pending__v", "true"], ["D", "", ""], ["E", "pending__v", "maybe"]];
    for order in [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [3, 0, 4, 1, 2], [2, 0, 1, 4, 3]] {
        let text = format!("[{}]", order.map(|place| records[place]).join(","));
        let export = read_texts(&[plan, ("action_item__v.json", &text)], &options);
        assert_eq!(export.defects(), [], "{order:?}");
        assert_eq!(nodes(&export), expected, "{order:?}");
        // Nothing is written into cells of a column that came later.
        let written = written(&export, "action_item__v.csv");
        let mut reader = csv::Reader::from_reader(written.as_bytes());
        let header = reader.headers().unwrap().clone();
        let place = |name: &str| header.iter().position(|known| known == name).unwrap();
        let places = [place("id"), place("action_item_status__v"), place("done__c")];
        let rows: Vec<_> = reader.records().map(|row| row.unwrap()).map(|row| places.map(|place| row[place].to_owned())).collect();
        assert_eq!(rows, order.map(|place| cells[place].map(str::to_owned)), "{order:?}");
    }
    let csv = "id,account_plan__v,done__c,action_item_status__v\nA,P1,true,\nB,P1,false,completed__v\nC,P1,true,pending__v\nD,P1,,\nE,P1,maybe,pending__v\n";
    let export = read_texts(&[plan, ("action_item__v.csv", csv)], &options);
    assert_eq!(nodes(&export), expected);
    assert_eq!(written(&export, "action_item__v.csv"), csv);
    let bad = read_texts(&[plan, ("action_item__v.csv", "id,account_plan__v,done__c\nA,P1,maybe\n")], &options);
    assert_eq!(bad.defects()[0].code.name(), "invalid_boolean");
}

#[test]
fn another_flavour_gets_the_cell_that_counts() {
    let text = "Id,AccountPlanId,Status,DueDate,EndDate\n\
                a0O000000000001AAA,a0P000000000001AAA,New,2026-06-30,\n\
                a0O000000000002AAA,a0P000000000001AAA,New,,2026-03-31\n\
                a0O000000000003AAA,a0P000000000001AAA,New,2026-05-31,2026-04-30\n";
    let stakeholders = "Id,AccountPlanId,AccountId,ContactId\na0S000000000001AAA,a0P000000000001AAA,,003000000000001AAA\n";
    let export = salesforce(&[("AccountPlanObjective.csv", text), ("AccountPlanStakeholder.csv", stakeholders)]);
    let vault = Mapping::shipped("veeva_vault").unwrap();
    let files = export.written(&vault).map(pairs).unwrap();
    let streams = files.iter().map(|(name, bytes)| (name.clone(), bytes.as_slice())).collect();
    let again = kam_crm::Import::read_streams(streams, &Options::default(), &mut ()).unwrap();
    assert_eq!(again.defects(), []);
    assert_eq!(nodes(&again), nodes(&export));
    assert_eq!(again.stakeholders(), export.stakeholders());
}

#[test]
fn a_plan_without_a_unit_is_where_its_account_is_and_its_cells_stay() {
    let accounts = "id,name__v,territory__v\nA1,One,North\nA2,Two,\n";
    let plans = "id,account__v,region__c\nP1,A1,\nP2,A2,\nP3,,\nP4,A1,South\n";
    let mapping = "extends = \"veeva_vault\"\nname = \"mine\"\n[objects.plan.fields]\nunit = \"region__c\"\n";
    let options = Options { mapping: Some(Mapping::parse(mapping).unwrap()), ..Options::default() };
    let export = read_texts(&[("account_plan__v.csv", plans), ("account__v.csv", accounts)], &options);
    assert!(export.defects().is_empty(), "{:?}", export.defects());
    let units: Vec<_> = export.plans().iter().map(|plan| plan.profile().unit.as_ref().map(ToString::to_string)).collect();
    assert_eq!(units, [Some("North".to_owned()), None, None, Some("South".to_owned())]);
    let written = export.written(export.mapping()).map(pairs).unwrap();
    assert!(written.iter().any(|(name, bytes)| name == "account_plan__v.csv" && bytes == plans.as_bytes()));
}
