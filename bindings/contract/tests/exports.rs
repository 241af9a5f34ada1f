//! Exports as every language has them: ids in either form, why a row is not used, records of JSON, and contents that are held once.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test that panics has failed")]

use kam_contract::{
    Acting, Bytes, Day, DueQuery, Export, ExportFile, Fault, followed, load_export, load_export_files, mapping_document, shipped_mappings,
};
use std::cell::RefCell;
use std::ops::ControlFlow;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

fn load(files: &[(&str, &str)]) -> Export {
    let file = |(name, text): &(&str, &str)| ExportFile {
        name: (*name).to_owned(),
        content: Bytes::from(text.as_bytes().to_vec()),
        unmapped: None,
        left_out: None,
    };
    load_export_files(files.iter().map(file).collect(), None).unwrap()
}

fn salesforce() -> Export {
    load(&[
        ("Account_Plan_vod__c.csv", "Id,Name\na0P000000000001,One\na0P000000000002EAA,Two\n"),
        (
            "Action_Item_vod__c.csv",
            "Id,Account_Plan_vod__c,Status_vod__c,Assignee_vod__c,Due_Date_vod__c\n\
             a0I000000000001,a0P000000000001EAA,Pending_vod,005000000000001,2026-06-01\n\
             a0I000000000002EAA,a0P000000000001,Pending_vod,005000000000002,2026-06-01\n\
             a0I000000000003,a0P000000000001,What_vod,,1.6.2026\n",
        ),
    ])
}

fn query(plan: Option<&str>, person: Option<&str>) -> Option<DueQuery> {
    let text = |text: Option<&str>| text.map(str::to_owned);
    Some(DueQuery { plan: text(plan), person: text(person), horizon: None, working_days: None, unit: None, levels: None })
}

#[test]
fn both_forms_of_a_salesforce_id_are_answered() {
    let export = salesforce();
    let day = || "2026-06-30".parse::<Day>().unwrap();
    for (plan, node, person) in
        [("a0P000000000001", "a0I000000000002", "005000000000002"), ("a0P000000000001EAA", "a0I000000000002EAA", "005000000000002AAA")]
    {
        assert_eq!(export.plan_of(node.to_owned()).unwrap(), "a0P000000000001EAA");
        let due = |query| export.due(day(), query).unwrap().into_iter().map(|item| item.node).collect::<Vec<_>>();
        assert_eq!(due(query(Some(plan), None)), ["a0I000000000001EAA", "a0I000000000002EAA"]);
        assert_eq!(due(query(None, Some(person))), ["a0I000000000002EAA"]);
        assert_eq!(export.summaries(day(), query(Some(plan), Some(person)), None).unwrap()[0].overdue, 1);

        let opened = export.plan(plan.to_owned()).unwrap();
        assert_eq!(opened.explain(Some(node.to_owned()), None).unwrap().node.as_deref(), Some("a0I000000000002EAA"));
        assert_eq!(opened.due(day(), query(Some(plan), Some(person))).unwrap().len(), 1);
        assert_eq!(opened.summary(day(), query(Some(plan), Some(person)), None).unwrap().overdue, 1);
        let by = || Acting { person: person.to_owned(), at: "2026-06-30T10:00:00Z".parse().unwrap() };
        let changed = opened.override_completion(node.to_owned(), 50.into(), "seen".to_owned(), by()).unwrap();
        assert_eq!(changed.node_completion, Some(50.into()));
        opened.remove_override(node.to_owned()).unwrap();
        assert_eq!(opened.change_status(node.to_owned(), "done".to_owned(), by(), None).unwrap().completion, Some(50.into()));
    }
    // Another flavour has no two forms, and 15 characters are an id of their own there.
    let vault = load(&[("account_plan__v.csv", "id\nV4P000000000001\n")]);
    assert_eq!(vault.plan("V4P000000000001".to_owned()).unwrap().profile().unwrap().id, "V4P000000000001");
    assert!(vault.plan("V4P000000000001AAA".to_owned()).is_err());
}

#[test]
fn the_id_of_a_row_that_was_set_aside_says_why() {
    let export = salesforce();
    for id in ["a0I000000000003", "a0I000000000003EAA"] {
        let fault = export.plan_of(id.to_owned()).unwrap_err();
        let Fault::UnknownNode { set_aside: Some(why), node, nearest } = &fault else { panic!("{fault:?}") };
        assert_eq!((node.as_str(), nearest.is_empty()), (id, false));
        assert!(why.starts_with("row set aside: Action_Item_vod__c.csv:4 `Due_Date_vod__c`: "), "{why}");
        assert!(why.contains("; Action_Item_vod__c.csv:4 `Status_vod__c`: the mapping has no status `What_vod`"), "{why}");
        assert_eq!(fault.to_string(), format!("there is no node `{id}` here; {why}"));
    }
    let Fault::UnknownPlan { set_aside: Some(_), .. } = export.plan("a0I000000000003".to_owned()).unwrap_err() else { panic!() };
    let Fault::UnknownNode { set_aside: None, .. } = export.plan_of("a0I000000000004".to_owned()).unwrap_err() else { panic!() };

    let export = load(&[
        ("account_plan__v.csv", "id,name__v,start_date__v\nP1,One,2026-01-01\nP2,Two,2026-13-01\n"),
        ("action_item__v.json", "[{\"id\":\"I1\",\"object_type__v\":\"other__c\"},{\"id\":\"I2\",\"account_plan__v\":\"P2\"}]"),
    ]);
    let told = |fault: Fault| fault.to_string();
    assert_eq!(
        told(export.plan("P2".to_owned()).map(|_| ()).unwrap_err()),
        "there is no plan `P2` here; row set aside: account_plan__v.csv:3 `start_date__v`: there is no day `2026-13-01` in the calendar"
    );
    assert_eq!(
        told(export.plan_of("I1".to_owned()).unwrap_err()),
        "there is no node `I1` here; row not taken: action_item__v.json:1 record 1: the mapping takes other record types than its own"
    );
    assert_eq!(
        told(export.plan_of("I2".to_owned()).unwrap_err()),
        "there is no node `I2` here; row set aside: action_item__v.json:1 record 2 `account_plan__v`: `P2` above it was set aside; repair that row \
         and this one follows"
    );
    let files: Vec<_> = export.files().unwrap().into_iter().map(|file| (file.rows, file.kept, file.set_aside, file.other_type)).collect();
    assert_eq!(files, [(2, 1, 1, 0), (2, 0, 1, 1)]);
    let records: Vec<_> = export.defects().unwrap().into_iter().map(|defect| (defect.line, defect.record)).collect();
    assert_eq!(records, [(Some(3), None), (Some(1), Some(2))]);
    let left_out = |mapping: &str| export.written(mapping.to_owned()).unwrap().into_iter().map(|file| file.left_out).collect::<Vec<_>>();
    assert_eq!(left_out("veeva_crm"), [Some(0), Some(1)]);
    assert_eq!(left_out("veeva_vault"), [Some(0), Some(0)]);
}

#[test]
fn an_id_that_is_not_there_is_told_with_plans_and_nodes_close_to_it() {
    let export = load(&[("account_plan__v.csv", "id\nPLAN-17\n"), ("action_item__v.csv", "id,account_plan__v\nITEM-17,PLAN-17\n")]);
    for (id, close) in [("PLAN-1", "PLAN-17"), ("ITEM-1", "ITEM-17")] {
        let fault = export.plan_of(id.to_owned()).unwrap_err();
        let Fault::UnknownNode { nearest, .. } = &fault else { panic!("{fault:?}") };
        assert_eq!(nearest[0], close);
        assert_eq!(fault.to_string().split(" or ").next(), Some(format!("there is no node `{id}` here; did you mean `{close}`").as_str()));
    }
}

#[test]
fn a_mapping_that_is_not_there_is_told_with_those_that_are() {
    let told = |name: &str| mapping_document(name.to_owned()).unwrap_err();
    assert_eq!(told("foo").to_string(), "there is no mapping `foo`; it can be `veeva_vault`, `veeva_crm`, `salesforce`, `iqvia_oce`");
    assert_eq!(told("salesforc").to_string(), "there is no mapping `salesforc`; did you mean `salesforce`");
    let Fault::UnknownMapping { nearest, known, .. } = told("foo") else { panic!() };
    assert_eq!((nearest.len(), known), (0, shipped_mappings().unwrap()));
}

#[test]
fn a_file_is_no_export() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let fault = load_export(file.to_owned(), None).unwrap_err();
    let reason = "it is a file, and an export is a folder with one file for each object; name the folder that it is in";
    assert_eq!(fault, Fault::CannotRead { path: file.to_owned(), reason: reason.to_owned() });
}

/// A content that says when it is let go of.
struct Content(&'static str, Arc<AtomicUsize>);

impl AsRef<[u8]> for Content {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl Drop for Content {
    fn drop(&mut self) {
        self.1.fetch_sub(1, Ordering::Relaxed);
    }
}

#[test]
fn a_content_is_not_copied_and_is_let_go_of_when_it_was_read() {
    let there = Arc::new(AtomicUsize::new(3));
    let file = |name: &str, text| ExportFile {
        name: name.to_owned(),
        content: Bytes::of(Content(text, Arc::clone(&there))),
        unmapped: None,
        left_out: None,
    };
    let files = vec![
        file("notes.csv", "what no mapping knows"),
        file("account_plan__v.csv", "id\nP1\n"),
        file("action_item__v.csv", "id,account_plan__v\nI1,P1\n"),
    ];
    assert!(std::ptr::eq(files[1].clone().content.as_ref(), files[1].content.as_ref()), "a clone shares the content");
    let seen = Rc::new(RefCell::new(Vec::new()));
    let (told, left) = (Rc::clone(&seen), Arc::clone(&there));
    let follower = move |reading: &kam_crm::Reading<'_>| {
        told.borrow_mut().push((reading.file.to_owned(), left.load(Ordering::Relaxed)));
        ControlFlow::Continue(())
    };
    let export = followed(follower, || load_export_files(files, None)).unwrap();
    assert_eq!(*seen.borrow(), [("account_plan__v.csv".to_owned(), 2), ("action_item__v.csv".to_owned(), 1)]);
    assert_eq!((there.load(Ordering::Relaxed), export.plans().unwrap().len()), (0, 1));
}
