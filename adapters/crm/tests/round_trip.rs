//! What is read is written again: the same cells in the same flavour, the same plans through another one and back.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::print_stderr,
    reason = "a test that panics has failed"
)]

mod common;

use common::{committed, make, pairs, read, read_texts};
use kam_crm::format::Step;
use kam_crm::format::csv::CsvReader;
use kam_crm::mapping::Mapping;
use kam_crm::{Export, Import, Limits, Options, WriteError};
use std::collections::BTreeMap;
use std::path::Path;

type Rows = Vec<Vec<String>>;

fn rows_of(bytes: &[u8]) -> Rows {
    let mut reader = CsvReader::new(bytes, &Limits::default());
    let mut rows = Rows::new();
    loop {
        match reader.next().unwrap() {
            Step::Row(row) => rows.push(row.cells().map(str::to_owned).collect()),
            Step::Refused(row) => panic!("{row:?}"),
            Step::End => return rows,
        }
    }
}

fn files_of(folder: &Path) -> BTreeMap<String, Rows> {
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let csv = names.filter(|path| path.extension().is_some_and(|ending| ending == "csv"));
    csv.map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), rows_of(&std::fs::read(&path).unwrap()))).collect()
}

fn files(written: Vec<(String, Vec<u8>)>) -> BTreeMap<String, Rows> {
    written.into_iter().map(|(name, bytes)| (name, rows_of(&bytes))).collect()
}

fn again(written: Vec<(String, Vec<u8>)>) -> Export {
    let files = written.iter().map(|(name, bytes)| (name.clone(), bytes.as_slice())).collect();
    Import::read_streams(files, &Options::default(), &mut ()).unwrap()
}

fn same_content(one: &Export, other: &Export) {
    assert_eq!(one.plans(), other.plans());
    assert_eq!(one.accounts(), other.accounts());
    assert_eq!(one.team(), other.team());
    assert_eq!(one.stakeholders(), other.stakeholders());
}

/// All rows of the source are in what is written, or set aside, cell by cell.
fn nothing_is_lost(folder: &Path) {
    let export = read(folder);
    let mut kept = files(export.written(export.mapping()).map(pairs).unwrap());
    let aside = files(export.set_aside().map(pairs).unwrap());
    for (name, rows) in &aside {
        if let Some(kept) = kept.get_mut(name) {
            assert_eq!(kept[0], rows[0], "{name}");
            kept.extend(rows[1..].iter().cloned());
        }
    }
    let mut source = files_of(folder);
    source.retain(|_, rows| !rows.is_empty());
    assert_eq!(kept.keys().collect::<Vec<_>>(), source.keys().collect::<Vec<_>>());
    for (name, rows) in &mut source {
        let kept = kept.get_mut(name).unwrap();
        assert_eq!(rows.len(), kept.len(), "{name}");
        if aside.contains_key(name) {
            rows.sort();
            kept.sort();
        }
        assert!(rows == kept, "{name} differs");
    }
    let errors = export.defects().iter().filter(|defect| defect.set_aside).count();
    assert!(aside["defects.csv"].len() > errors);
}

fn over_and_back(folder: &Path, flavours: &[&str]) {
    let export = read(folder);
    let own = export.mapping().clone();
    let source = files(export.written(&own).map(pairs).unwrap());
    for flavour in flavours {
        let there = again(export.written(&Mapping::shipped(flavour).unwrap()).map(pairs).unwrap());
        assert_eq!(there.mapping().name(), *flavour);
        assert!(!there.has_errors(), "{flavour}: {:?}", there.defects());
        assert_eq!(there.plans().len(), export.plans().len());
        let back = again(there.written(&own).map(pairs).unwrap());
        assert!(!back.has_errors(), "{flavour}: {:?}", back.defects());
        same_content(&export, &back);
        let back = files(back.written(&own).map(pairs).unwrap());
        assert_eq!(back.keys().collect::<Vec<_>>(), source.keys().collect::<Vec<_>>());
        for (name, rows) in &source {
            assert!(*rows == back[name], "{name} differs after {flavour}: {:?} {:?}", rows.first(), back[name].first());
        }
    }
}

#[test]
fn committed_exports_lose_nothing() {
    for name in ["vault", "salesforce", "vault_defects", "salesforce_defects"] {
        nothing_is_lost(&committed(name));
    }
}

#[test]
fn committed_exports_go_over_and_back() {
    over_and_back(&committed("vault"), &["veeva_crm", "salesforce", "iqvia_oce"]);
    over_and_back(&committed("salesforce"), &["veeva_vault", "salesforce", "iqvia_oce"]);
}

#[test]
fn made_exports_lose_nothing() {
    for (seed, plans) in [(21, 40), (22, 300)] {
        for (flavour, other) in [("vault", "veeva_crm"), ("salesforce", "veeva_vault")] {
            for defects in [false, true] {
                let folder = tempfile::tempdir().unwrap();
                if make(folder.path(), flavour, plans, seed, defects).is_none() {
                    return;
                }
                nothing_is_lost(folder.path());
                over_and_back(folder.path(), &[other, "salesforce"]);
            }
        }
    }
}

#[test]
fn cells_stay_as_they_were_even_where_they_mean_the_same() {
    let plans = "Id,Name,Account_vod__c,Status__c,Extra__c\n001A0000000AAAA,=1+1,,Draft,\" a,b\"\n";
    let tactics = "ID,NAME,account_plan_vod__c,Status_vod__c,Plan_Tactic_vod__c.Name\n\
                   a0T000000000001,\"Line\nbreak\",001A0000000AAAA,,x\n\
                   a0T000000000002,+cell,001A0000000AAAA,completed_VOD,\n\
                   a0T000000000003,@x,001A0000000AAAA,Not_Started_vod,\n";
    let texts = [("Account_Plan_vod__c.csv", plans), ("Plan_Tactic_vod__c.csv", tactics)];
    let export = read_texts(&texts, &Options::default());
    assert!(export.defects().is_empty(), "{:?}", export.defects());
    let plan = &export.plans()[0];
    assert_eq!(plan.profile().id.as_str(), "001A0000000AAAAIA4");
    let codes: Vec<&str> = plan.nodes().iter().map(|node| node.status.code.as_str()).collect();
    assert_eq!(codes, ["open", "done", "open"]);
    let written = files(export.written(export.mapping()).map(pairs).unwrap());
    for (name, text) in texts {
        assert_eq!(written[name], rows_of(text.as_bytes()), "{name}");
    }
}

#[test]
fn statuses_without_a_word_of_their_own_come_back() {
    let files = [
        ("AccountPlan.csv", "Id,Name,Status\n0p1,Plan,Active\n"),
        ("AccountPlanObjective.csv", "Id,Name,AccountPlanId,Status,EndDate\n0o1,Objective,0p1,New,2026-05-01\n"),
        ("ActionPlan.csv", "Id,Name,TargetId,ActionPlanState\n0a1,One,0o1,Restarted\n0a2,Two,0p1,Complete\n"),
        ("ActionPlanItem.csv", "Id,Name,ActionPlanId,ItemState,DueDate\n0i1,Item,0a1,Deleted,2026-04-01\n0i2,Item,0a1,Completed,\n"),
    ];
    let export = read_texts(&files, &Options::default());
    assert!(export.defects().is_empty(), "{:?}", export.defects());
    let there = again(export.written(&Mapping::shipped("veeva_vault").unwrap()).map(pairs).unwrap());
    assert!(!there.has_errors(), "{:?}", there.defects());
    let back = again(there.written(export.mapping()).map(pairs).unwrap());
    same_content(&export, &back);
}

#[test]
fn both_forms_of_an_id_are_one_in_another_flavour() {
    let files = [
        ("Account.csv", "Id,Name\n001A0000000AAAA,Account\n"),
        ("Account_Plan_vod__c.csv", "Id,Name,Account_vod__c,OwnerId\na0P000000000001EAA,Plan,001A0000000AAAA,005000000000001\n"),
        (
            "Plan_Tactic_vod__c.csv",
            "Id,Name,Account_Plan_vod__c,Status_vod__c,OwnerId\na0T00000000000A,Tactic,a0P000000000001,Completed_vod,005000000000001AAA\n",
        ),
        (
            "Action_Item_vod__c.csv",
            "Id,Name,Account_Plan_vod__c,Plan_Tactic_vod__c,Status_vod__c\n\
             a0I000000000001,abcdefghijklmno,a0P000000000001EAA,a0T00000000000AEAQ,Pending_vod\na0I000000000002EAA,Two,,a0T00000000000A,Pending_vod\n",
        ),
        (
            "Account_Team_Member_vod__c.csv",
            "Id,Account_Plan_vod__c,Team_Member_vod__c,Role_vod__c\na0M000000000001EAA,a0P000000000001,005000000000001,Lead\n",
        ),
        ("Key_Stakeholder_vod__c.csv", "Id,Account_Plan_vod__c,Key_Stakeholder_vod__c\na0S000000000001EAA,a0P000000000001,003000000000001\n"),
    ];
    let export = read_texts(&files, &Options::default());
    assert!(export.defects().is_empty(), "{:?}", export.defects());
    let written = export.written(&Mapping::shipped("veeva_vault").unwrap()).map(pairs).unwrap();
    let cells = self::files(written.clone());
    assert_eq!(cells["action_item__v.csv"][1][1], "abcdefghijklmno", "a title is no id");
    let there = again(written);
    same_content(&export, &there);
    assert!(there.defects().is_empty(), "{:?}", there.defects());

    // In the flavour of its own, and in another that takes both forms, the cells stay.
    let own = self::files(export.written(export.mapping()).map(pairs).unwrap());
    for (name, text) in files {
        assert_eq!(own[name], rows_of(text.as_bytes()), "{name}");
    }
    let salesforce = self::files(export.written(&Mapping::shipped("salesforce").unwrap()).map(pairs).unwrap());
    assert_eq!(salesforce["AccountPlan.csv"][1][0], "a0P000000000001EAA");
    assert!(salesforce.values().flatten().flatten().any(|cell| cell == "a0T00000000000A"));
}

#[test]
fn moments_become_the_day_that_was_read() {
    let zone = |zone: &str| Mapping::parse(&format!("extends = \"salesforce\"\nname = \"ours\"\nday_zone = \"{zone}\"\n")).unwrap();
    let files = [
        ("AccountPlan.csv", "Id,Name,StartDate,EndDate\n0p1,Plan,2026-01-01T01:00:00.000+0300,2026-12-31\n"),
        (
            "AccountPlanObjective.csv",
            "Id,Name,AccountPlanId,Status,EndDate\n0o1,One,0p1,New,2026-06-30T23:00:00.000Z\n0o2,Two,0p1,New,2026-06-30\n0o3,Three,0p1,New,\n",
        ),
    ];
    for (hours, day) in [("+00:00", "2026-06-30"), ("+02:00", "2026-07-01")] {
        let export = read_texts(&files, &Options { mapping: Some(zone(hours)), ..Options::default() });
        assert!(export.defects().is_empty(), "{:?}", export.defects());
        let written = export.written(&Mapping::shipped("veeva_vault").unwrap()).map(pairs).unwrap();
        let there = again(written);
        assert!(there.defects().is_empty(), "{:?}", there.defects());
        let days = |export: &Export| {
            let plan = &export.plans()[0];
            let due: Vec<_> = plan.nodes().iter().map(|node| node.schedule.due().map(|day| day.to_string())).collect();
            (plan.profile().period.start().map(|day| day.to_string()), due)
        };
        assert_eq!(days(&there), days(&export));
        assert_eq!(days(&there).1[0].as_deref(), Some(day));

        // A mapping with another zone would take another day from the moment, one with the same zone takes the same.
        let moved = self::files(export.written(&zone("-05:00")).map(pairs).unwrap());
        assert!(moved["AccountPlanObjective.csv"][1].iter().any(|cell| cell == day));
        let same = Mapping::parse(&format!("extends = \"salesforce\"\nname = \"other\"\nday_zone = \"{hours}\"\n")).unwrap();
        let same = self::files(export.written(&same).map(pairs).unwrap());
        assert_eq!(same["AccountPlanObjective.csv"], rows_of(files[1].1.as_bytes()));
    }
}

#[test]
fn what_another_mapping_cannot_read_is_named() {
    let ours = "extends = \"veeva_vault\"\nname = \"ours\"\n[objects.action.fields]\nweight = \"importance__c\"\nprogress = \"reached__c\"\n";
    let files = [
        ("account_plan__v.csv", "id,name__v,progress__v,mine__c\nP1,Plan,50,x\n"),
        ("action_item__v.csv", "id,account_plan__v,action_item_status__v,importance__c,reached__c\nI1,P1,completed__v,9,\nI2,P1,pending__v,1,\n"),
    ];
    let export = read_texts(&files, &Options { mapping: Some(Mapping::parse(ours).unwrap()), ..Options::default() });
    let unmapped = |mapping: &Mapping| {
        let folder = tempfile::tempdir().unwrap();
        let written = export.write(mapping, folder.path()).unwrap();
        written.into_iter().map(|file| (file.name, file.unmapped)).collect::<Vec<_>>()
    };
    let named = |plan: &str, action: &str, columns: &[&str]| {
        let columns = columns.iter().map(|name| (*name).to_owned()).collect();
        let mut files = [(plan.to_owned(), Vec::new()), (action.to_owned(), columns)];
        files.sort();
        files
    };
    let crm = Mapping::shipped("veeva_crm").unwrap();
    // A column without any value loses nothing, and no plan is made from what is only kept or compared.
    assert_eq!(unmapped(&crm), named("Account_Plan_vod__c.csv", "Action_Item_vod__c.csv", &["importance__c"]));
    let theirs = "extends = \"veeva_crm\"\nname = \"theirs\"\n[objects.action.fields]\nweight = \"Importance__c\"\n";
    assert_eq!(unmapped(&Mapping::parse(theirs).unwrap()), named("Account_Plan_vod__c.csv", "Action_Item_vod__c.csv", &[]));
    assert_eq!(unmapped(export.mapping()), named("account_plan__v.csv", "action_item__v.csv", &[]));

    // It is in the file under its own name: a mapping that names it reads it.
    let named = "extends = \"veeva_crm\"\nname = \"named\"\n[objects.action.fields]\nweight = \"importance__c\"\n";
    let written = export.written(&crm).map(pairs).unwrap();
    let streams = written.iter().map(|(name, bytes)| (name.clone(), bytes.as_slice())).collect();
    let back = Import::read_streams(streams, &Options { mapping: Some(Mapping::parse(named).unwrap()), ..Options::default() }, &mut ()).unwrap();
    let weights = |export: &Export| export.plans()[0].nodes().iter().map(|node| node.weight).collect::<Vec<_>>();
    assert_eq!(weights(&back), weights(&export));
    assert!(weights(&again(written)).iter().all(Option::is_none));
}

#[test]
fn nothing_is_overwritten() {
    let export = read(&committed("vault"));
    let folder = tempfile::tempdir().unwrap();
    let written = export.write(export.mapping(), folder.path()).unwrap();
    assert!(written.iter().any(|file| file.name == "account_plan__v.csv" && file.rows == 4));
    let error = export.write(export.mapping(), folder.path()).unwrap_err();
    assert!(matches!(&error, WriteError::CannotWrite { reason, .. } if reason.contains("choose an empty folder")), "{error}");
    let aside = tempfile::tempdir().unwrap();
    assert_eq!(export.write_set_aside(aside.path()).unwrap().len(), 1);
}

#[test]
fn flags_lists_and_kept_objects_go_over_and_back() {
    let files = [
        ("account_plan__v.csv", "id,name__v,account_plan_status__v,active__v\nP1,Plan,revisions_required__v,true\n"),
        ("account_tactic__v.csv", "id,account_plan__v,account_tactic_status__v,description__v\nT1,P1,in_progress__v,\"a, b\"\n"),
        (
            "call_objective__v.csv",
            "id,account_tactic__v,completed_flag__v,from_date__v,to_date__v,mine__c\nC1,T1,true,2026-01-01,2026-02-01,m\nC2,T1,false,,,\n",
        ),
        ("action_item__v.csv", "id,account_tactic__v,action_item_status__v\nA1,T1,cancelled__v\n"),
        ("swot__v.csv", "id,account_plan__v,strength__c\nS1,P1,=1\nS1,P1,again\n"),
        ("affiliation__v.csv", "id,from_account__v,to_account__v\nX1,a,b\n"),
    ];
    let export = read_texts(&files, &Options::default());
    let codes: Vec<_> = export.defects().iter().map(|d| (d.code.name(), &*d.file)).collect();
    assert_eq!(codes, [("duplicate_id", "swot__v.csv")]);
    let there = again(export.written(&Mapping::shipped("veeva_crm").unwrap()).map(pairs).unwrap());
    assert!(there.defects().is_empty(), "{:?}", there.defects());
    let written = self::files(there.written(there.mapping()).map(pairs).unwrap());
    assert_eq!(written["Call_Objective_vod__c.csv"][1], ["C1", "T1", "true", "2026-01-01", "2026-02-01", "m"]);
    assert_eq!(written["Account_Plan_vod__c.csv"][1][2], "Revisions Required");
    assert_eq!(written["Affiliation_vod__c.csv"][0], ["Id", "From_Account_vod__c", "To_Account_vod__c"]);
    let back = again(there.written(export.mapping()).map(pairs).unwrap());
    same_content(&export, &back);
    assert_eq!(self::files(back.written(back.mapping()).map(pairs).unwrap()), self::files(export.written(export.mapping()).map(pairs).unwrap()));
}

#[test]
fn a_package_prefix_may_be_missing() {
    let files = [("AccountPlan__c.csv", "Id,Name\n1,Plan\n"), ("OCE__ToDo__c.csv", "id,AccountPlan__c,OCE__STATUS__c\n2,1,completed\n")];
    let export = read_texts(&files, &Options::default());
    assert_eq!(export.mapping().name(), "iqvia_oce");
    assert!(export.defects().is_empty(), "{:?}", export.defects());
    assert_eq!(export.plans()[0].nodes()[0].status.code.as_str(), "done");
}

#[test]
fn files_in_parts_are_one_object() {
    let files = [
        ("account_plan__v.csv", "id,name__v\nP1,One\n"),
        ("account_plan__v.json", "[{\"id\":\"P2\"}]"),
        ("account_plan__v.2.csv", "id,mine__c\nP3,m\nP1,again\n"),
    ];
    let export = read_texts(&files, &Options::default());
    let found: Vec<_> = export.defects().iter().map(|d| (d.code.name(), &*d.file, d.line)).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, "duplicate_id");
    let back = again(export.written(export.mapping()).map(pairs).unwrap());
    same_content(&export, &back);
    assert_eq!(back.plans().len(), 3);
    let over = again(export.written(&Mapping::shipped("veeva_crm").unwrap()).map(pairs).unwrap());
    assert_eq!(over.plans().len(), 3);
}
