//! Record types of what is written: of new rows, and of rows in another flavour.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "a test that panics has failed")]

mod common;

use common::{id, pairs, read_texts, with_nodes};
use kam_core::execution::NodeSpec;
use kam_crm::mapping::Mapping;
use kam_crm::{ChangedRows, Export, Options};
use std::collections::BTreeMap;

const CRM_PLAN: (&str, &str) = ("Account_Plan_vod__c.csv", "Id\nP1\n");
const VAULT_PLAN: (&str, &str) = ("account_plan__v.csv", "id\nP1\n");
const ID: &str = "012000000000001AAA";
const CRM_ACTIONS: &str = "Action_Item_vod__c.csv";
const VAULT_ACTIONS: &str = "action_item__v.csv";

fn options(document: &str) -> Options {
    Options { mapping: Some(Mapping::parse(document).unwrap()), ..Options::default() }
}

fn texts(export: &Export, mapping: &Mapping) -> BTreeMap<String, String> {
    let written = export.written(mapping).map(pairs).unwrap();
    written.into_iter().map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap().replace('"', ""))).collect()
}

/// The file of actions with a new one, and the other rows as `rows` says.
fn with_new(actions: (&str, &str), options: &Options, rows: ChangedRows) -> String {
    let plan = if actions.0 == VAULT_ACTIONS { VAULT_PLAN } else { CRM_PLAN };
    let export = read_texts(&[plan, actions], options);
    let changed = with_nodes(&export, "P1", |specs| {
        let first = specs[0].clone();
        let mut new = NodeSpec::new(id("N1"), first.node.status);
        new.level = first.level;
        specs.push(new);
    });
    let text = texts(&export.changed(vec![changed], rows).unwrap(), export.mapping()).remove(actions.0).unwrap();
    // The files have no column for a status, so that the new row has one of our own.
    assert!(text.lines().next().unwrap().ends_with(",kam_status"), "{text}");
    text.lines().map(|line| format!("{}\n", line.rsplit_once(',').unwrap().0)).collect()
}

fn crm_with_new(actions: &str) -> String {
    with_new((CRM_ACTIONS, actions), &Options::default(), ChangedRows::Changed)
}

#[test]
fn a_new_row_has_a_name_where_names_are_and_an_id_where_ids_are() {
    // A name beside the ids: both are filled, the id as that of the rows that are taken.
    let both = format!("Id,Account_Plan_vod__c,RecordTypeId,RecordType.DeveloperName\nI1,P1,{ID},KAM_vod\nI2,P1,012000000000002AAA,Call_vod\n");
    assert_eq!(crm_with_new(&both), format!("Id,Account_Plan_vod__c,RecordTypeId,RecordType.DeveloperName\nN1,P1,{ID},KAM_vod\n"));
    // The name alone.
    let named = "Id,Account_Plan_vod__c,RecordType.DeveloperName\nI1,P1,KAM_vod\n";
    assert_eq!(crm_with_new(named), "Id,Account_Plan_vod__c,RecordType.DeveloperName\nN1,P1,KAM_vod\n");
    // The id alone: rows that are taken have it, the short form and the long one of it.
    let ids = format!("Id,Account_Plan_vod__c,RecordTypeId\nI1,P1,012000000000001\nI2,P1,{ID}\nI3,P1,\n");
    assert_eq!(crm_with_new(&ids), "Id,Account_Plan_vod__c,RecordTypeId\nN1,P1,012000000000001\n");
    // Rows of several record types are taken, and it is not known which is the one: its name says it.
    let several = format!("Id,Account_Plan_vod__c,RecordTypeId\nI1,P1,{ID}\nI2,P1,012000000000002AAA\n");
    assert_eq!(crm_with_new(&several), "Id,Account_Plan_vod__c,RecordTypeId,RecordType.DeveloperName\nN1,P1,,KAM_vod\n");
    assert_eq!(crm_with_new("Id,Account_Plan_vod__c\nI1,P1\n"), "Id,Account_Plan_vod__c,RecordType.DeveloperName\nN1,P1,KAM_vod\n");

    // A mapping with ids.
    let own = options(&format!("extends = \"veeva_crm\"\n[objects.action]\nrecord_types = [\"{ID}\"]\n"));
    let told = with_new((CRM_ACTIONS, "Id,Account_Plan_vod__c\nI1,P1\n"), &own, ChangedRows::Changed);
    assert_eq!(told, format!("Id,Account_Plan_vod__c,RecordTypeId\nN1,P1,{ID}\n"));
    let vault = options("extends = \"veeva_vault\"\n[objects.action]\nrecord_types = [\"OOT000000000001\"]\n");
    let told = with_new((VAULT_ACTIONS, "id,account_plan__v\nI1,P1\n"), &vault, ChangedRows::Changed);
    assert_eq!(told, "id,account_plan__v,object_type__v\nN1,P1,OOT000000000001\n");
    let told = with_new((VAULT_ACTIONS, "id,account_plan__v,object_type__v\nI1,P1,KAM_vod\n"), &Options::default(), ChangedRows::Changed);
    assert_eq!(told, "id,account_plan__v,object_type__v\nN1,P1,kam__v\n");
    // Vault takes ids where the file has them.
    let told = with_new((VAULT_ACTIONS, "id,account_plan__v,object_type__v\nI1,P1,OOT000000000001\n"), &Options::default(), ChangedRows::Changed);
    assert_eq!(told, "id,account_plan__v,object_type__v\nN1,P1,OOT000000000001\n");
}

#[test]
fn no_row_of_the_export_gets_an_empty_record_type() {
    let all = |actions| with_new((CRM_ACTIONS, actions), &Options::default(), ChangedRows::All);
    assert_eq!(all("Id,Account_Plan_vod__c\nI1,P1\n"), "Id,Account_Plan_vod__c\nI1,P1\nN1,P1\n");
    let named = "Id,Account_Plan_vod__c,RecordType.DeveloperName\nI1,P1,KAM_vod\nI2,P1,\n";
    assert_eq!(all(named), format!("{named}N1,P1,KAM_vod\n"));
}

#[test]
fn plans_that_never_were_in_an_export_have_names_of_record_types() {
    let export = read_texts(&[CRM_PLAN, (CRM_ACTIONS, "Id,Account_Plan_vod__c\nI1,P1\n")], &Options::default());
    for (name, file, column) in [("veeva_crm", CRM_ACTIONS, "RecordType.DeveloperName"), ("veeva_vault", VAULT_ACTIONS, "object_type__v")] {
        let mapping = Mapping::shipped(name).unwrap();
        let written = texts(&Export::of_plans(mapping.clone(), export.plans().to_vec()).unwrap(), &mapping);
        let (header, row) = written[file].trim_end().split_once('\n').unwrap();
        let types: Vec<_> = header.split(',').zip(row.split(',')).filter(|(name, _)| name.to_lowercase().contains("type")).collect();
        assert_eq!(types, [(column, if name == "veeva_crm" { "KAM_vod" } else { "kam__v" })]);
    }
}

#[test]
fn rows_in_another_flavour_are_of_a_record_type_that_is_taken_there() {
    let vault = Mapping::shipped("veeva_vault").unwrap();
    let crm = Mapping::shipped("veeva_crm").unwrap();
    let there = |actions: &str| texts(&read_texts(&[CRM_PLAN, (CRM_ACTIONS, actions)], &Options::default()), &vault).remove(VAULT_ACTIONS).unwrap();
    assert_eq!(
        there(&format!("Id,Account_Plan_vod__c,RecordTypeId\nI1,P1,{ID}\nI2,P1,\n")),
        "id,account_plan__v,object_type__v\nI1,P1,kam__v\nI2,P1,kam__v\n"
    );
    assert_eq!(there("Id,Account_Plan_vod__c,RecordType.DeveloperName\nI1,P1,KAM_vod\n"), "id,account_plan__v,object_type__v\nI1,P1,kam__v\n");
    assert_eq!(there("Id,Account_Plan_vod__c\nI1,P1\n"), "id,account_plan__v\nI1,P1\n");
    // A column of the customer's own that has the name already makes room.
    assert_eq!(
        there("Id,Account_Plan_vod__c,object_type__v,RecordType.DeveloperName\nI1,P1,x,KAM_vod\n"),
        "id,account_plan__v,object_type__v_,object_type__v\nI1,P1,x,kam__v\n"
    );
    // The id keeps its name beside the one that is taken, and both come back.
    let both = format!("Id,Account_Plan_vod__c,RecordTypeId,RecordType.DeveloperName\nI1,P1,{ID},KAM_vod\n");
    let written = there(&both);
    assert_eq!(written, format!("id,account_plan__v,RecordTypeId,object_type__v\nI1,P1,{ID},kam__v\n"));
    let again = read_texts(&[VAULT_PLAN, (VAULT_ACTIONS, &written)], &Options::default());
    assert_eq!(again.plans()[0].nodes().len(), 1);
    assert_eq!(texts(&again, &crm)[CRM_ACTIONS], both);
}

#[test]
fn ids_of_record_types_never_go_where_names_are() {
    let vault = Mapping::shipped("veeva_vault").unwrap();
    let plans = format!("Id,RecordTypeId\nP1,{ID}\n");
    let export = read_texts(&[("Account_Plan_vod__c.csv", plans.as_str())], &Options::default());
    assert_eq!(texts(&export, &vault)["account_plan__v.csv"], format!("id,RecordTypeId\nP1,{ID}\n"));
    let export = read_texts(&[("account_plan__v.csv", "id,object_type__v\nP1,kam__v\n")], &Options::default());
    assert_eq!(texts(&export, &Mapping::shipped("veeva_crm").unwrap())["Account_Plan_vod__c.csv"], "Id,object_type__v\nP1,kam__v\n");

    // Within a flavour record types are the same, unless the other mapping takes others.
    let files = [CRM_PLAN, (CRM_ACTIONS, "Id,Account_Plan_vod__c,RecordTypeId\nI1,P1,012000000000001AAA\n")];
    let export = read_texts(&files, &Options::default());
    let same = Mapping::parse("extends = \"veeva_crm\"\nname = \"ours\"\n").unwrap();
    assert_eq!(texts(&export, &same)[CRM_ACTIONS], files[1].1);
    let other = Mapping::parse("extends = \"veeva_crm\"\nname = \"ours\"\n[objects.action]\nrecord_types = ['Ours']\n").unwrap();
    assert_eq!(texts(&export, &other)[CRM_ACTIONS], "Id,Account_Plan_vod__c,RecordType.DeveloperName\nI1,P1,Ours\n");
}

#[test]
fn rows_of_other_record_types_that_are_not_in_a_file_are_counted() {
    let actions = "id,account_plan__v,object_type__v\nI1,P1,kam__v\nI2,P1,call__v\nI3,,call__v\n";
    let export = read_texts(&[VAULT_PLAN, (VAULT_ACTIONS, actions)], &Options::default());
    let counts = |mapping: &Mapping| export.written(mapping).unwrap().into_iter().map(|file| (file.rows, file.left_out)).collect::<Vec<_>>();
    assert_eq!(counts(export.mapping()), [(1, 0), (3, 0)]);
    assert_eq!(counts(&Mapping::shipped("veeva_crm").unwrap()), [(1, 0), (1, 2)]);
    let folder = tempfile::tempdir().unwrap();
    let written = export.write(&Mapping::shipped("veeva_crm").unwrap(), folder.path()).unwrap();
    assert_eq!(written.iter().map(|file| file.left_out).collect::<Vec<_>>(), [0, 2]);
}
