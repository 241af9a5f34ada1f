//! Plans that were changed, and plans that never were in an export, as files in each flavour.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "a test that panics has failed")]

mod common;

use common::{committed, id, pairs, read, read_texts, with_nodes};
use kam_core::config::Settings;
use kam_core::execution::{Acting, NodeSpec, Override, Schedule, Work};
use kam_core::plan::{Plan, Profile};
use kam_core::values::{PersonId, PlanId, Reason};
use kam_crm::mapping::{Mapping, shipped_names};
use kam_crm::{ChangedRows, Export, Import, Options, PlanMisfit};
use std::collections::BTreeMap;
use std::sync::Arc;

fn texts(export: &Export, mapping: &Mapping) -> BTreeMap<String, String> {
    let written = export.written(mapping).map(pairs).unwrap();
    written.into_iter().map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap())).collect()
}

fn again(texts: &BTreeMap<String, String>, mapping: Option<Mapping>) -> Export {
    let files = texts.iter().map(|(name, text)| (name.clone(), text.as_bytes())).collect();
    let export = Import::read_streams(files, &Options { mapping, ..Options::default() }, &mut ()).unwrap();
    assert!(export.defects().is_empty(), "{:?}\n{texts:?}", export.defects());
    export
}

fn acting() -> Acting {
    Acting { person: PersonId::new("p1").unwrap(), at: "2026-06-30T22:30:00Z".parse().unwrap() }
}

fn changed(export: &Export, plan: &str, node: &str, status: &str) -> Plan {
    let mut work = Work::open(export.plan(plan).unwrap().clone()).unwrap();
    let reason = Reason::new("it is no longer wanted").unwrap();
    work.change_status(node, status, &acting(), Some(&reason)).unwrap();
    work.into_plan()
}

const VAULT: [(&str, &str); 3] = [
    ("account_plan__v.csv", "id,name__v,mine__c\nP1,One,x\nP2,Two,y\n"),
    ("plan_tactic__v.csv", "id,name__v,account_plan__v,plan_tactic_status__v,mine__c\nT1,T,P1,pending__v,\"a,b\"\nT2,U,P2,pending__v,c\n"),
    (
        "action_item__v.csv",
        "id,account_plan__v,plan_tactic__v,action_item_status__v,completed_date__v,due_date__v,mine__c\n\
         A1,P1,T1,pending__v,,2026-06-01,keep\nA2,P1,T1,completed__v,2026-01-01,,\nA3,P2,,pending__v,,,\n",
    ),
];

#[test]
fn only_the_rows_that_changed_are_written_and_all_their_other_cells_stay() {
    let export = read_texts(&VAULT, &Options::default());
    let plan = changed(&export, "P1", "A1", "done");
    let delta = export.changed(vec![plan.clone()], ChangedRows::Changed).unwrap();
    // The day is that of the moment in the zone of the mapping; Vault's mapping states none, so it is that of UTC.
    let wanted = "id,account_plan__v,plan_tactic__v,action_item_status__v,completed_date__v,due_date__v,mine__c,kam_completed_by,kam_completed_at\n\
                  A1,P1,T1,completed__v,2026-06-30,2026-06-01,keep,p1,2026-06-30T22:30:00Z\n";
    assert_eq!(texts(&delta, export.mapping()), [("action_item__v.csv".to_owned(), wanted.to_owned())].into());
    assert_eq!(delta.plans(), std::slice::from_ref(&plan), "and the export is the whole plan");
    let unmapped: Vec<_> = delta.written(export.mapping()).unwrap().into_iter().map(|file| (file.rows, file.unmapped)).collect();
    assert_eq!(unmapped, [(1, vec!["kam_completed_by".to_owned(), "kam_completed_at".to_owned()])]);

    let all = texts(&export.changed(vec![plan.clone()], ChangedRows::All).unwrap(), export.mapping());
    assert_eq!(all["account_plan__v.csv"], "id,name__v,mine__c\nP1,One,x\n");
    assert_eq!(all["plan_tactic__v.csv"], "id,name__v,account_plan__v,plan_tactic_status__v,mine__c\nT1,T,P1,pending__v,\"a,b\"\n");
    let back = again(&all, None);
    let statuses = |plan: &Plan| plan.nodes().iter().map(|node| (node.id.clone(), node.status.clone(), node.schedule)).collect::<Vec<_>>();
    assert_eq!(statuses(&back.plans()[0]), statuses(&plan));
}

#[test]
fn a_plan_that_did_not_change_writes_no_file() {
    let export = read_texts(&VAULT, &Options::default());
    let delta = export.changed(export.plans().to_vec(), ChangedRows::Changed).unwrap();
    assert!(texts(&delta, export.mapping()).is_empty());
    assert_eq!(delta.plans(), export.plans());
    assert_eq!(texts(&export.changed(export.plans().to_vec(), ChangedRows::All).unwrap(), export.mapping()), texts(&export, export.mapping()));
}

#[test]
fn every_row_of_committed_exports_comes_back_as_it_was() {
    for name in ["vault", "salesforce", "vault_defects", "salesforce_defects"] {
        let export = read(&committed(name));
        let all = texts(&export.changed(export.plans().to_vec(), ChangedRows::All).unwrap(), export.mapping());
        let whole = texts(&export, export.mapping());
        assert!(all.len() >= 3);
        for (file, text) in all {
            let sorted = |text: &str| text.lines().map(str::to_owned).collect::<std::collections::BTreeSet<_>>();
            assert_eq!(sorted(&text), sorted(&whole[&file]), "{name}: {file}");
        }
    }
}

#[test]
fn reopening_takes_the_day_away_and_cancelling_writes_the_word() {
    let export = read_texts(&VAULT, &Options::default());
    let reopened = export.changed(vec![changed(&export, "P1", "A2", "open")], ChangedRows::Changed).unwrap();
    assert!(texts(&reopened, export.mapping())["action_item__v.csv"].ends_with("\nA2,P1,T1,pending__v,,,\n"));
    let cancelled = export.changed(vec![changed(&export, "P2", "A3", "cancelled")], ChangedRows::Changed).unwrap();
    assert!(texts(&cancelled, export.mapping())["action_item__v.csv"].ends_with("\nA3,P2,,cancelled__v,,,\n"));
}

#[test]
fn new_nodes_and_moved_ones_get_the_lookups_of_their_place() {
    let export = read_texts(&VAULT, &Options::default());
    let plan = with_nodes(&export, "P2", |specs| {
        let open = specs[0].node.status.clone();
        let mut tactic = NodeSpec::new(id("N1"), open.clone());
        tactic.parent = Some(id("T2"));
        tactic.node.weight = Some("2.5".parse().unwrap());
        let mut action = NodeSpec::new(id("N2"), open);
        action.parent = Some(id("N1"));
        action.node.schedule = Schedule::new(None, "2026-12-24".parse().ok()).unwrap();
        specs.extend([tactic, action]);
        specs.iter_mut().find(|spec| spec.node.id.as_str() == "A3").unwrap().parent = Some(id("T2"));
    });
    let delta = texts(&export.changed(vec![plan], ChangedRows::Changed).unwrap(), export.mapping());
    assert_eq!(delta.keys().collect::<Vec<_>>(), ["account_tactic__v.csv", "action_item__v.csv"]);
    // The object of the level in between has no file in the export: it gets one, with what its rows need.
    assert_eq!(delta["account_tactic__v.csv"], "id,name__v,plan_tactic__v,account_tactic_status__v,kam_weight\nN1,,T2,pending__v,2.5\n");
    assert_eq!(
        delta["action_item__v.csv"],
        "id,account_plan__v,plan_tactic__v,action_item_status__v,completed_date__v,due_date__v,mine__c,account_tactic__v\n\
         A3,P2,T2,pending__v,,,,\nN2,P2,T2,pending__v,,2026-12-24,,N1\n",
        "a record type of the new row alone would take away that of the other one"
    );
}

#[test]
fn what_cannot_be_written_is_told_at_once_and_by_plan() {
    let export = read_texts(&VAULT, &Options::default());
    let gone = with_nodes(&export, "P1", |specs| specs.retain(|spec| spec.node.id.as_str() != "A2"));
    let stranger = with_nodes(&export, "P2", |specs| {
        let status = specs[0].node.status.clone();
        specs.push(NodeSpec::new(id("A1"), status));
    });
    let other = Plan::new(Profile::new(PlanId::new("P9").unwrap()), Settings::default().into(), vec![]).unwrap();
    let problems = export.changed(vec![gone.clone(), stranger, other, gone], ChangedRows::All).unwrap_err();
    let told: Vec<_> = problems.0.iter().map(|misfit| (misfit.place, misfit.problem.to_string())).collect();
    assert_eq!(
        told,
        [
            (0, "the plan `P1` no longer has the node `A2`; a file deletes no row: cancel the node instead".to_owned()),
            (1, "the node `A1` is in the plans `P1` and `P2`; in an export an id names one row".to_owned()),
            (
                2,
                "the plan `P9` has other settings than the plans it should be with; plans of one export share their levels, statuses and rules"
                    .to_owned()
            ),
            (3, "the plan `P1` is given twice".to_owned()),
        ]
    );
}

fn built(settings: &Arc<Settings>) -> Plan {
    let status = |code: &str| settings.statuses.find(code).unwrap().clone();
    let node = |name: &str, parent: Option<&str>, code: &str| {
        let mut spec = NodeSpec::new(id(name), status(code));
        spec.parent = parent.map(id);
        spec
    };
    let mut goal = node("g1", None, "open");
    goal.node.weight = Some("3".parse().unwrap());
    goal.node.title = "Formulary, \"first\"".parse().unwrap();
    let mut objective = node("o1", Some("g1"), "in_progress");
    objective.node.progress = Some("33.5".parse().unwrap());
    objective.node.owner = Some(PersonId::new("p1").unwrap());
    objective.node.completion_override =
        Some(Box::new(Override { completion: "40".parse().unwrap(), reason: Reason::new("as agreed").unwrap(), acting: acting() }));
    let mut tactic = node("t1", Some("o1"), "done");
    tactic.node.schedule = Schedule::new("2026-01-01".parse().ok(), "2026-03-31".parse().ok()).unwrap();
    Plan::new(Profile::new(PlanId::new("AP-1").unwrap()), Arc::clone(settings), vec![goal, objective, tactic]).unwrap()
}

#[test]
fn a_plan_that_never_was_in_an_export_is_written_in_each_flavour_and_read_again() {
    let settings = Arc::new(Settings::default());
    let plan = built(&settings);
    for name in shipped_names() {
        let mapping = Mapping::shipped(name).unwrap();
        let export = Export::of_plans(mapping.clone(), vec![plan.clone()]).unwrap();
        let files = texts(&export, &mapping);
        assert_eq!(files.len(), 4, "{name}: {files:?}");
        // What a mapping has no name for is in columns of our own; a mapping that names them reads it.
        let extra: Vec<String> = mapping
            .objects()
            .iter()
            .filter(|object| object.level.is_some())
            .flat_map(|object| {
                let field = |field: &str| if object.named(field).is_none() { format!("{field} = \"kam_{field}\"\n") } else { String::new() };
                [format!("[objects.{}.fields]\n", object.key), field("weight"), field("progress")]
            })
            .collect();
        let own = Mapping::parse(&format!("extends = \"{name}\"\nname = \"own\"\n{}", extra.concat())).unwrap();
        let back = again(&files, Some(own));
        let said = |plan: &Plan| {
            let node = |node: &kam_core::execution::Node| {
                (node.id.clone(), node.title.clone(), node.owner.clone(), node.status.clone(), node.weight, node.progress, node.schedule)
            };
            (plan.profile().clone(), plan.nodes().iter().map(node).collect::<Vec<_>>())
        };
        assert_eq!(said(&back.plans()[0]), said(&plan), "{name}: {files:?}");
        let parents = |plan: &Plan| plan.keys().map(|key| plan.parent(key).map(|above| above.place())).collect::<Vec<_>>();
        assert_eq!(parents(&back.plans()[0]), parents(&plan));
        assert!(files.values().any(|text| text.contains("as agreed")), "{name}: {files:?}");
    }
}

#[test]
fn a_level_without_an_object_is_named() {
    let settings = Arc::new(Settings::default());
    let status = settings.statuses.find("open").unwrap().clone();
    let chain = ["g", "o", "t", "a"];
    let mut specs: Vec<NodeSpec> = chain.iter().map(|name| NodeSpec::new(id(name), status.clone())).collect();
    for place in 1..4 {
        specs[place].parent = Some(id(chain[place - 1]));
    }
    let plan = Plan::new(Profile::new(PlanId::new("AP-1").unwrap()), settings, specs).unwrap();
    let problems = Export::of_plans(Mapping::shipped("veeva_vault").unwrap(), vec![plan]).unwrap_err();
    assert!(matches!(&problems.0[0].problem, PlanMisfit::NoLevel { node, level, .. } if (node.as_str(), level.as_str()) == ("a", "action")));
    assert_eq!(problems.0.len(), 1);
    assert_eq!(
        problems.to_string(),
        "the mapping `veeva_vault` has no object for the level `action` of the node `a`; its levels are `plan_tactic`, `account_tactic`, `action_item`"
    );
}

#[test]
fn a_node_of_another_plan_that_is_not_given_is_named() {
    let export = read_texts(&VAULT, &Options::default());
    let plan = with_nodes(&export, "P2", |specs| {
        let status = specs[0].node.status.clone();
        specs.push(NodeSpec::new(id("A1"), status));
    });
    let problems = export.changed(vec![plan], ChangedRows::All).unwrap_err();
    assert_eq!(problems.to_string(), "the node `A1` is in the plans `P1` and `P2`; in an export an id names one row");
}

#[test]
fn of_columns_that_mean_the_same_each_that_is_filled_says_what_changed() {
    let plans = "Id,Name\n001A0000000AAAA,One\n";
    let objectives = "Id,AccountPlanId,Status,EndDate,DueDate,OwnerId,ObjectiveOwnerId\n\
                      a0T000000000001,001A0000000AAAA,new,,2026-01-31,u1,\n\
                      a0T000000000002,001A0000000AAAA,New,2026-02-28,2026-01-31,u1,u2\n";
    let export = read_texts(&[("AccountPlan.csv", plans), ("AccountPlanObjective.csv", objectives)], &Options::default());
    assert!(export.defects().is_empty(), "{:?}", export.defects());
    let plan = export.plans()[0].profile().id.to_string();
    let moved = with_nodes(&export, &plan, |specs| {
        for spec in specs.iter_mut() {
            spec.node.schedule = Schedule::new(None, "2026-12-24".parse().ok()).unwrap();
        }
        specs[0].node.owner = Some(PersonId::new("u9").unwrap());
    });
    let delta = export.changed(vec![moved.clone()], ChangedRows::Changed).unwrap();
    let files = texts(&delta, export.mapping());
    let wanted = [
        "Id,AccountPlanId,Status,EndDate,DueDate,OwnerId,ObjectiveOwnerId",
        "a0T000000000001,001A0000000AAAA,new,,2026-12-24,u9,",
        "a0T000000000002,001A0000000AAAA,New,2026-12-24,2026-12-24,u1,u2",
    ];
    let wanted: Vec<String> = wanted.iter().map(|line| format!("\"{}\"\n", line.replace(',', "\",\""))).collect();
    let wanted = wanted.concat();
    assert_eq!(files["AccountPlanObjective.csv"], wanted);
}

#[test]
fn records_of_json_are_written_as_rows() {
    let plans = r#"{"data": [{"id": "P1", "name__v": "One"}]}"#;
    let actions = r#"{"data": [{"id": "A1", "account_plan__v": "P1", "action_item_status__v": ["pending__v"]},
        {"id": "A2", "account_plan__v": "P1", "action_item_status__v": ["pending__v"], "mine__c": ["a", "b"]}]}"#;
    let export = read_texts(&[("account_plan__v.json", plans), ("action_item__v.json", actions)], &Options::default());
    let delta = export.changed(vec![changed(&export, "P1", "A1", "cancelled")], ChangedRows::Changed).unwrap();
    let wanted = "id,account_plan__v,action_item_status__v,mine__c\nA1,P1,cancelled__v,\n";
    assert_eq!(texts(&delta, export.mapping()), [("action_item__v.csv".to_owned(), wanted.to_owned())].into());
}

#[test]
fn a_new_action_item_is_of_the_record_type_that_is_taken() {
    let actions = "id,account_plan__v,action_item_status__v,object_type__v\nA1,P1,pending__v,kam__v\nA2,P1,pending__v,other__c\n";
    let export = read_texts(&[("account_plan__v.csv", "id\nP1\n"), ("action_item__v.csv", actions)], &Options::default());
    assert_eq!(export.plans()[0].nodes().len(), 1, "{:?}", export.defects());
    let plan = with_nodes(&export, "P1", |specs| {
        let status = specs[0].node.status.clone();
        let mut new = NodeSpec::new(id("A3"), status);
        new.level = specs[0].level;
        specs.push(new);
    });
    let delta = texts(&export.changed(vec![plan.clone()], ChangedRows::Changed).unwrap(), export.mapping());
    assert!(delta["action_item__v.csv"].ends_with("object_type__v\nA3,P1,pending__v,kam__v\n"), "{delta:?}");
    let whole = texts(&Export::of_plans(export.mapping().clone(), vec![plan]).unwrap(), export.mapping());
    assert_eq!(
        whole["action_item__v.csv"],
        "id,name__v,account_plan__v,action_item_status__v,object_type__v\nA1,,P1,pending__v,kam__v\nA3,,P1,pending__v,kam__v\n"
    );
}

fn salesforce(text: &str) -> String {
    text.lines().map(|line| format!("\"{}\"\n", line.replace(',', "\",\""))).collect()
}

const SHORT: [(&str, &str); 2] = [
    ("Account_Plan_vod__c.csv", "Id,Name\na0PA000001abcDE,One\n"),
    (
        "Plan_Tactic_vod__c.csv",
        "Id,Account_Plan_vod__c,Status_vod__c\na0TA000001abcDE,a0PA000001abcDE,Not_Started_vod\na0TA000001abcDF,a0PA000001abcDE,Pending_vod\n",
    ),
];

#[test]
fn ids_of_either_form_are_the_rows_of_the_export() {
    let export = read_texts(&SHORT, &Options::default());
    let full = export.plans()[0].clone();
    let short = |id: &str| id.get(..15).unwrap().to_owned();
    let mut profile = full.profile().clone();
    profile.id = PlanId::new(&short(profile.id.as_str())).unwrap();
    let specs = full.nodes().iter().map(|node| {
        let mut spec = NodeSpec::new(id(&short(node.id.as_str())), export.settings().statuses.find("done").unwrap().clone());
        spec.level = full.level_index(full.find(node.id.as_str()).unwrap());
        spec
    });
    let given = Plan::new(profile, Arc::clone(full.shared_settings()), specs.collect()).unwrap();
    let delta = export.changed(vec![given.clone()], ChangedRows::All).unwrap();
    let files = texts(&delta, export.mapping());
    assert_eq!(files["Account_Plan_vod__c.csv"], salesforce("Id,Name\na0PA000001abcDE,One\n"));
    assert_eq!(
        files["Plan_Tactic_vod__c.csv"],
        (salesforce(
            "Id,Account_Plan_vod__c,Status_vod__c\na0TA000001abcDE,a0PA000001abcDE,Completed_vod\na0TA000001abcDF,a0PA000001abcDE,Completed_vod\n"
        ))
    );

    let twice = with_nodes(&export, full.profile().id.as_str(), |specs| {
        let mut other = specs[0].clone();
        other.node.id = id(&short(other.node.id.as_str()));
        specs.push(other);
    });
    let problems = export.changed(vec![twice], ChangedRows::Changed).unwrap_err();
    assert!(problems.to_string().ends_with("have one id, once in its short form and once in its long one"), "{problems}");
}

#[test]
fn a_new_row_takes_no_id_that_another_row_has() {
    let accounts = ("account__v.csv", "id,name__v\nACC,Rigshospitalet\n");
    let actions = "id,account_plan__v,action_item_status__v,object_type__v\nA1,P1,pending__v,kam__v\nA2,P1,pending__v,other__c\n";
    let export = read_texts(&[accounts, ("account_plan__v.csv", "id\nP1\nP2\n"), ("action_item__v.csv", actions)], &Options::default());
    let plan = with_nodes(&export, "P1", |specs| {
        for new in ["ACC", "A2", "P1", "P2", "free"] {
            let mut spec = specs[0].clone();
            spec.node.id = id(new);
            specs.push(spec);
        }
    });
    let problems = export.changed(vec![plan], ChangedRows::Changed).unwrap_err();
    let mut told: Vec<String> = problems.0.iter().map(|misfit| misfit.problem.to_string()).collect();
    told.sort();
    let taken = |id: &str, file: &str| format!("the id `{id}` of a new row is that of a row of `{file}`; in an export an id names one row");
    let plans = "account_plan__v.csv";
    let of_p1 = taken("P1", "account_plan__v");
    assert_eq!(told, [taken("A2", "action_item__v.csv"), taken("ACC", "account__v.csv"), of_p1, taken("P2", plans)]);
}

#[test]
fn a_node_that_went_to_another_plan_is_told_as_such() {
    let export = read_texts(&VAULT, &Options::default());
    let from = with_nodes(&export, "P1", |specs| specs.retain(|spec| spec.node.id.as_str() != "A2"));
    let to = with_nodes(&export, "P2", |specs| {
        let status = specs[0].node.status.clone();
        let mut moved = NodeSpec::new(id("A2"), status);
        moved.parent = Some(id("T2"));
        specs.push(moved);
    });
    let problems = export.changed(vec![from, to], ChangedRows::Changed).unwrap_err();
    assert!(problems.to_string().starts_with("the node `A2` went from the plan `P1` to `P2`; a row stays in its plan"), "{problems}");
}

#[test]
fn an_id_that_a_list_would_part_is_named() {
    let settings = Arc::new(Settings::default());
    let status = settings.statuses.find("open").unwrap().clone();
    let mut goal = NodeSpec::new(id("g1"), status);
    goal.node.products = kam_core::execution::Links::new([kam_core::values::ProductId::new("a;b").unwrap()]).unwrap();
    let plan = Plan::new(Profile::new(PlanId::new("AP-1").unwrap()), settings, vec![goal]).unwrap();
    let problems = Export::of_plans(Mapping::shipped("salesforce").unwrap(), vec![plan.clone()]).unwrap_err();
    assert!(problems.to_string().starts_with("the id `a;b`, which the node `g1` names, cannot be one of several"), "{problems}");
    assert!(Export::of_plans(Mapping::shipped("veeva_vault").unwrap(), vec![plan]).is_ok());
}

#[test]
fn another_flavour_names_all_columns_of_our_own() {
    let settings = Arc::new(Settings::default());
    let crm = Mapping::shipped("veeva_crm").unwrap();
    let export = Export::of_plans(crm, vec![built(&settings)]).unwrap();
    for file in export.written(&Mapping::shipped("veeva_vault").unwrap()).unwrap() {
        let header = String::from_utf8(file.content).unwrap().lines().next().unwrap().to_owned();
        let ours: Vec<&str> = header.split(',').filter(|name| name.starts_with("kam_")).collect();
        assert!(ours.iter().all(|name| file.unmapped.contains(&(*name).to_owned())), "{header}: {:?}", file.unmapped);
    }
}
