//! What is wrong with rows and files is said in the right place and takes no good row with it.
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
use kam_crm::{DefectCode, Export, Import, ImportError, Limits, Options, Reading, Severity};
use std::fmt::Write;
use std::io::Read;
use std::ops::ControlFlow;

const PLANS: &str = "id,name__v,account_plan_status__v,start_date__v,end_date__v\nP1,One,draft__v,2026-01-01,2026-12-31\nP2,Two,,,\n";
const ACTIONS: &str = "id,name__v,account_plan__v,account_tactic__v,action_item_status__v,start_date__v,due_date__v\n";

fn actions(rows: &str) -> Export {
    let text = format!("{ACTIONS}{rows}");
    read_texts(&[("account_plan__v.csv", PLANS), ("action_item__v.csv", &text)], &Options::default())
}

/// Code, line, column and id of a defect.
type Found<'e> = (&'static str, Option<u32>, Option<&'e str>, Option<&'e str>);

fn found(export: &Export) -> Vec<Found<'_>> {
    export.defects().iter().map(|d| (d.code.name(), d.line, d.column.as_deref(), d.id.as_deref())).collect()
}

fn nodes(export: &Export) -> usize {
    export.plans().iter().map(|plan| plan.nodes().len()).sum()
}

#[test]
fn each_row_is_judged_by_itself() {
    let rows = "A1,good,P1,,completed__v,2026-01-01,2026-02-01\n\
                A2,date,P1,,pending__v,,01.02.2026\n\
                A3,\"both\nlines\",P1,,what,2026-02-30,\n\
                A4,short,P1\n\
                A5,none,,,pending__v,,\n\
                A6,unknown,P9,,pending__v,,\n\
                A1,again,P1,,pending__v,,\n\
                bad id,x,P1,,pending__v,,\n\
                A7,good,P2,,,,\n\
                A8,tactic without file,P2,T1,pending__v,,\n\
                A9,long,P2,,pending__v,,,too,many\n";
    let export = actions(rows);
    let expected = [
        ("bad_date", Some(3), Some("due_date__v"), Some("A2")),
        ("unknown_status", Some(4), Some("action_item_status__v"), Some("A3")),
        ("impossible_date", Some(4), Some("start_date__v"), Some("A3")),
        ("row_shape", Some(6), None, Some("A4")),
        ("missing_parent", Some(7), Some("account_tactic__v"), Some("A5")),
        ("unknown_parent", Some(8), Some("account_plan__v"), Some("A6")),
        ("duplicate_id", Some(9), Some("id"), Some("A1")),
        ("invalid_id", Some(10), Some("id"), Some("bad id")),
        ("row_shape", Some(13), None, Some("A9")),
    ];
    let mut found = found(&export);
    found.sort_by_key(|defect| defect.1);
    let mut expected = expected.to_vec();
    expected.sort_by_key(|defect| (defect.1, defect.2));
    found.sort_by_key(|defect| (defect.1, defect.2));
    assert_eq!(found, expected);
    assert_eq!(nodes(&export), 3);
    let summary = export.files().into_iter().find(|file| file.file == "action_item__v.csv").unwrap();
    assert_eq!((summary.rows, summary.kept, summary.set_aside), (11, 3, 8));
    assert_eq!(export.plan_of("A8").unwrap().profile().id.as_str(), "P2");
    assert!(export.plan_of("A6").is_none());
    let reason = |code: &str| export.defects().iter().find(|d| d.code.name() == code).unwrap().reason.clone();
    assert!(reason("bad_date").contains("with dots"), "{}", reason("bad_date"));
    assert!(reason("unknown_status").contains("`what`"));
    assert!(reason("row_shape").contains("3 cells, the header has 7"));
}

#[test]
fn a_row_hangs_in_the_plan_it_names() {
    let tactics = "id,account_plan__v,plan_tactic_status__v\nT1,P1,pending__v\nT2,P2,pending__v\n";
    let export = read_texts(
        &[
            ("account_plan__v.csv", PLANS),
            ("plan_tactic__v.csv", tactics),
            ("action_item__v.csv", "id,account_plan__v,plan_tactic__v,action_item_status__v\nA1,P2,T1,\nA2,P1,T1,\nA3,,T2,\n"),
        ],
        &Options::default(),
    );
    assert_eq!(found(&export), [("wrong_plan", Some(2), Some("account_plan__v"), Some("A1"))]);
    assert_eq!(export.plan("P2").unwrap().nodes().len(), 2);
}

#[test]
fn what_hangs_under_a_bad_row_is_set_aside_with_it() {
    let export = read_texts(
        &[
            ("account_plan__v.csv", "id,end_date__v\nP1,2026-13-01\nP2,\n"),
            ("plan_tactic__v.csv", "id,account_plan__v,plan_tactic_status__v\nT1,P1,\nT2,P2,oh\nT3,P2,\n"),
            ("action_item__v.csv", "id,plan_tactic__v,action_item_status__v\nA1,T1,\nA2,T2,\nA3,T3,\n"),
        ],
        &Options::default(),
    );
    let codes: Vec<_> = export.defects().iter().map(|d| (d.id.as_deref().unwrap(), d.code.name())).collect();
    assert_eq!(
        codes,
        [("P1", "impossible_date"), ("A1", "parent_set_aside"), ("A2", "parent_set_aside"), ("T1", "parent_set_aside"), ("T2", "unknown_status")]
    );
    assert_eq!(export.plans().len(), 1);
    assert_eq!(nodes(&export), 2);
    let aside = export.set_aside().map(pairs).unwrap();
    let names: Vec<&str> = aside.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["account_plan__v.csv", "action_item__v.csv", "defects.csv", "plan_tactic__v.csv"]);
    assert_eq!(aside[1].1, b"id,plan_tactic__v,action_item_status__v\nA1,T1,\nA2,T2,\n");
}

#[test]
fn files_that_cannot_be_read_are_named() {
    let file = |name: &str, text: &str| {
        let export = read_texts(&[("account_plan__v.csv", PLANS), (name, text)], &Options::default());
        let defects: Vec<_> = export.defects().iter().filter(|d| *d.file == *name).collect();
        assert_eq!(defects.len(), 1, "{defects:?}");
        (defects[0].code.name(), defects[0].severity, defects[0].reason.clone())
    };
    let (code, severity, reason) = file("action_item__v.csv", "id;account_plan__v;name__v\nA1;P1;x\n");
    assert_eq!((code, severity), ("wrong_delimiter", Severity::Error));
    assert!(reason.contains("semicolons"), "{reason}");
    let (code, _, reason) = file("action_item__v.csv", "identifier,account_plan__v,action_item_status__v\nA1,P1,x\n");
    assert_eq!(code, "missing_column");
    assert!(reason.contains("`id`"), "{reason}");
    let (code, _, reason) = file("action_item__v.csv", "id,action_item_status__v\nA1,x\n");
    assert_eq!(code, "missing_column");
    assert!(reason.contains("account_plan__v"), "{reason}");
    assert_eq!(file("action_item__v.csv", "id,id,account_plan__v,action_item_status__v\nA1,A1,P1,\n").0, "duplicate_column");
    assert_eq!(file("action_item__v.csv", "").0, "empty_file");
    let (code, severity, reason) = file("action_items__v.csv", "id\nA1\n");
    assert_eq!((code, severity), ("unknown_file", Severity::Warning));
    assert!(reason.contains("did you mean `action_item__v`"), "{reason}");
    assert_eq!(file("action_item__v.csv", "id\0,account_plan__v\n1,2\n").0, "unreadable_file");
    let (code, severity, reason) = file("plan_tactic__v.csv", "id,account_plan__v\nT1,P1\n");
    assert_eq!((code, severity), ("missing_column", Severity::Warning));
    assert!(reason.contains("every row counts as open"), "{reason}");

    let utf16: Vec<u8> = "\u{FEFF}id,x\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let files = vec![("account_plan__v.csv".to_owned(), PLANS.as_bytes()), ("action_item__v.csv".to_owned(), utf16.as_slice())];
    let export = Import::read_streams(files, &Options::default(), &mut ()).unwrap();
    let defect = export.defects().iter().find(|d| d.code == DefectCode::UnreadableFile).unwrap();
    assert!(defect.reason.contains("UTF-16"), "{defect}");
    let header_only = actions("");
    assert!(header_only.defects().is_empty());
}

#[test]
fn unknown_columns_and_words_of_plans_are_kept() {
    let plans = "id,name__v,account_plan_status__v,mine__c\nP1,One,in_review__c,x\n";
    let export = read_texts(&[("account_plan__v.csv", plans)], &Options::default());
    assert_eq!(export.defects().len(), 1);
    assert_eq!((export.defects()[0].code.name(), export.defects()[0].severity), ("unknown_status", Severity::Warning));
    assert!(!export.defects()[0].set_aside);
    assert_eq!(export.plans()[0].profile().status.as_ref().unwrap().as_str(), "in_review__c");
    assert_eq!(export.written(export.mapping()).map(pairs).unwrap()[0].1, plans.as_bytes());
}

fn own_parents() -> Options {
    let document = r#"
        name = "tree"
        format = "vault_loader"
        levels = [{ name = "a" }, { name = "b" }, { name = "c" }]
        [statuses.work]
        open = { category = "open", values = ["open"] }
        done = { category = "done", values = ["done"] }
        [objects.plan]
        role = "plan"
        files = ["plan"]
        fields = { id = "id" }
        [objects.task]
        role = "node"
        files = ["task"]
        statuses = "work"
        parents = ["above", "plan"]
        lookups = { above = { columns = "parent", object = "task" } }
        fields = { id = "id", plan = "plan", status = "status", weight = "weight", progress = "progress", prerequisites = "after" }
        named = { note = "note" }
    "#;
    Options { mapping: Some(Mapping::parse(document).unwrap()), ..Options::default() }
}

#[test]
fn rows_of_one_object_find_each_other_in_any_order() {
    let tasks = "id,parent,plan,status\nc,b,,done\nb,a,,open\na,,P,open\nx,y,,open\ny,z,,open\nz,x,,open\nw,x,,open\nself,self,,open\nd,c,,open\nq,nobody,,open\nqq,q,,open\n";
    let export = read_texts(&[("plan.csv", "id\nP\n"), ("task.csv", tasks)], &own_parents());
    let mut codes: Vec<_> = export.defects().iter().map(|d| (d.id.as_deref().unwrap(), d.code.name(), d.line.unwrap())).collect();
    codes.sort_unstable();
    assert_eq!(
        codes,
        [
            ("d", "too_deep", 10),
            ("q", "unknown_parent", 11),
            ("qq", "parent_set_aside", 12),
            ("self", "parent_cycle", 9),
            ("w", "parent_set_aside", 8),
            ("x", "parent_cycle", 5),
            ("y", "parent_cycle", 6),
            ("z", "parent_cycle", 7),
        ]
    );
    assert_eq!(nodes(&export), 3);
    let aside = export.set_aside().map(pairs).unwrap();
    let task = String::from_utf8(aside.iter().find(|(name, _)| name == "task.csv").unwrap().1.clone()).unwrap();
    assert!(task.contains("d,c,,open\n"), "{task}");
    let cycle = export.defects().iter().find(|d| d.id.as_deref() == Some("x")).unwrap();
    assert!(cycle.reason.contains("`x` > `y` > `z` > `x`"), "{}", cycle.reason);
}

#[test]
fn a_chain_of_a_hundred_thousand_levels_ends_well() {
    for backwards in [false, true] {
        let row = |number: u32| if number == 0 { "n0,,P,open".to_owned() } else { format!("n{number},n{},,open", number - 1) };
        let rows: Vec<String> = if backwards { (0..100_000).rev().map(row).collect() } else { (0..100_000).map(row).collect() };
        let tasks = format!("id,parent,plan,status\n{}\n", rows.join("\n"));
        let export = read_texts(&[("plan.csv", "id\nP\n"), ("task.csv", &tasks)], &own_parents());
        assert_eq!(nodes(&export), 3);
        assert_eq!(export.defects().len(), 99_997);
        assert_eq!(export.defects().iter().filter(|d| d.code == DefectCode::TooDeep).count(), 1);
    }
}

#[test]
fn a_circle_of_a_hundred_thousand_is_a_limit_or_a_list() {
    let rows: Vec<String> = (0..50_000).map(|n| format!("n{n},n{},,open", (n + 1) % 50_000)).collect();
    let tasks = format!("id,parent,plan,status\n{}\n", rows.join("\n"));
    let export = read_texts(&[("plan.csv", "id\nP\n"), ("task.csv", &tasks)], &own_parents());
    assert_eq!(export.defects().len(), 50_000);
    assert!(export.defects().iter().all(|d| d.code == DefectCode::ParentCycle));
    let reason = &export.defects()[49_999].reason;
    assert!(reason.contains("`n49999` > `n0` > ") && reason.contains("`n7` > ... > `n49999`"), "{reason}");
}

#[test]
fn a_row_that_fits_into_no_plan_says_all_that_is_wrong_with_it() {
    let tasks = "id,parent,plan,status,after\n\
                 a,,P,open,\nb,a,,open,\nc,b,,open,\nd,c,,open,\"a,gone,lost,d\"\ne,,P,open,d\nf,,P,open,e\n";
    let export = read_texts(&[("plan.csv", "id\nP\n"), ("task.csv", tasks)], &own_parents());
    let found: Vec<_> =
        export.defects().iter().map(|d| (d.line.unwrap(), d.code.name(), d.column.as_deref().unwrap(), d.value.as_deref().unwrap())).collect();
    assert_eq!(
        found,
        [
            (5, "unknown_prerequisite", "after", "gone"),
            (5, "unknown_prerequisite", "after", "lost"),
            (5, "prerequisite_cycle", "after", "d"),
            (5, "too_deep", "parent", "d"),
            (6, "prerequisite_set_aside", "after", "d"),
            (7, "prerequisite_set_aside", "after", "e"),
        ]
    );
    let summary = export.files().into_iter().find(|file| file.object == "task").unwrap();
    assert_eq!((summary.rows, summary.kept, summary.set_aside), (6, 3, 3));
}

#[test]
fn links_are_a_set_with_a_limit() {
    let named = |ids: std::ops::Range<u32>| ids.map(|n| format!("n{n}")).collect::<Vec<_>>().join(",");
    let others: String = (0..101).map(|n| format!("n{n},P,open,\n")).collect();
    let twice = format!("{},n7,n7", named(0..100));
    let tasks = format!("id,plan,status,after\n{others}hundred,P,open,\"{twice}\"\nmore,P,open,\"{}\"\n", named(0..101));
    let export = read_texts(&[("plan.csv", "id\nP\n"), ("task.csv", &tasks)], &own_parents());
    let found: Vec<_> =
        export.defects().iter().map(|d| (d.id.as_deref().unwrap(), d.code.name(), d.column.as_deref().unwrap(), d.set_aside)).collect();
    assert_eq!(found, [("more", "too_many_links", "after", true)]);
    let plan = &export.plans()[0];
    let key = plan.find("hundred").unwrap();
    assert_eq!(plan.unfinished_prerequisites(key).count(), 100);
    let written = export.written(export.mapping()).map(pairs).unwrap();
    let task = String::from_utf8(written.into_iter().find(|(name, _)| name == "task.csv").unwrap().1).unwrap();
    assert!(task.ends_with(&format!("hundred,P,open,\"{twice}\"\n")), "{task}");
}

#[test]
fn weights_progress_and_prerequisites_are_checked() {
    let tasks = "id,plan,status,weight,progress,after,note\n\
                 a,P,open,2.50,,,\nb,P,open,-1,,,\nc,P,open,,101,,\nd,P,open,,,\"a,e\",keep\ne,P,open,,,a,\nf,P,open,,,nobody,kept\n";
    let export = read_texts(&[("plan.csv", "id\nP\n"), ("task.csv", tasks)], &own_parents());
    let codes: Vec<_> = export.defects().iter().map(|d| (d.id.as_deref().unwrap(), d.code.name(), d.column.as_deref().unwrap())).collect();
    assert_eq!(codes, [("b", "invalid_weight", "weight"), ("c", "invalid_progress", "progress"), ("f", "unknown_prerequisite", "after")]);
    assert_eq!(export.plans()[0].nodes()[0].weight.unwrap().to_string(), "2.5");
    let written = export.written(export.mapping()).map(pairs).unwrap();
    let task = String::from_utf8(written.into_iter().find(|(name, _)| name == "task.csv").unwrap().1).unwrap();
    assert_eq!(task, "id,plan,status,weight,progress,after,note\na,P,open,2.50,,,\nd,P,open,,,\"a,e\",keep\ne,P,open,,,a,\n");
    let aside = export.set_aside().map(pairs).unwrap();
    let task = String::from_utf8(aside.into_iter().find(|(name, _)| name == "task.csv").unwrap().1).unwrap();
    assert!(task.contains("f,P,open,,,nobody,kept\n"), "{task}");
}

#[test]
fn rows_are_taken_in_their_order_however_many_there_are() {
    let row = |n: u32| match n {
        66 => "A3,again,P1,,pending__v,,\n".to_owned(),
        100 => "A100,\0,P1,,pending__v,,\n".to_owned(),
        n => format!("A{n},n,P1,,pending__v,,\n"),
    };
    let text: String = (0..200).map(row).collect();
    let export = actions(&text);
    let found: Vec<_> = export.defects().iter().map(|d| (d.code.name(), d.line.unwrap())).collect();
    assert_eq!(found, [("duplicate_id", 68), ("nul_byte", 102)]);
    let written = export.written(export.mapping()).map(pairs).unwrap();
    let (_, actions) = written.iter().find(|(name, _)| name == "action_item__v.csv").unwrap();
    let left: String = (0..200).filter(|n| ![66, 100].contains(n)).map(row).collect();
    assert_eq!(String::from_utf8_lossy(actions), format!("{ACTIONS}{left}"));
}

#[test]
fn limits_end_an_import_with_their_reason() {
    let limit = |files: Vec<(String, Box<dyn Read>)>, limits: Limits| {
        let options = Options { limits, ..Options::default() };
        Import::read_streams(files, &options, &mut ()).unwrap_err().to_string()
    };
    let text = |text: String| -> Box<dyn Read> { Box::new(std::io::Cursor::new(text)) };
    let default = Limits::default;
    let error = limit(vec![("account_plan__v.csv".to_owned(), Box::new("id,\"".as_bytes().chain(std::io::repeat(b'x').take(1 << 30))))], default());
    assert!(error.starts_with("account_plan__v.csv:1: more than 16777216 bytes in one record; a quote may be open"), "{error}");
    let error = limit(vec![("account_plan__v.csv".to_owned(), Box::new(std::io::repeat(b',').take(1_000_000)))], default());
    assert!(error.contains("more than 5000 columns"), "{error}");
    let mut rows = "id,account_plan_status__v,start_date__v\n".to_owned();
    (0..50).for_each(|row| writeln!(rows, "P{row},draft__v,1/2/2026").unwrap());
    let mut limits = default();
    limits.defects = 20;
    let error = limit(vec![("account_plan__v.csv".to_owned(), text(rows.clone()))], limits);
    assert!(error.contains("20 are `bad_date` in `start_date__v` of account_plan__v.csv, for example"), "{error}");
    let mut limits = default();
    limits.rows = 10;
    let error = limit(vec![("account_plan__v.csv".to_owned(), text(rows.clone()))], limits);
    assert!(error.contains("more than 10 rows in one file"), "{error}");
    let mut limits = default();
    limits.total_bytes = 10;
    let error = limit(vec![("account_plan__v.csv".to_owned(), text(rows))], limits);
    assert!(error.contains("more than 10 bytes in all files together"), "{error}");
}

#[test]
fn cells_and_rows_set_aside_have_limits() {
    let read = |text: &str, limits: Limits| {
        let options = Options { limits, ..Options::default() };
        Import::read_streams(vec![("account_plan__v.csv".to_owned(), text.as_bytes())], &options, &mut ()).map_err(|error| error.to_string())
    };
    let mut limits = Limits::default();
    limits.cells = 12;
    let text = "id,a,b,c\nP1,,,\nP2,,,\nP3,,,\n";
    assert!(read(text, limits).is_ok());
    limits.cells = 11;
    let error = read(text, limits).unwrap_err();
    assert_eq!(error, "account_plan__v.csv:4: more than 11 cells in one file; export fewer columns, or the rows in several files");
    // Rows that are refused count like all others.
    let text = "id,a\nP1,\0\nP2,\0\nP3,\0\n";
    limits = Limits::default();
    limits.rows = 2;
    let error = read(text, limits).unwrap_err();
    assert_eq!(error, "account_plan__v.csv:4: more than 2 rows in one file");

    let text = "id,a\nP1\nP2,,x\nP3\n";
    limits = Limits::default();
    // Each cell and its length, and one for the empty cells between.
    limits.aside_bytes = 3 + 6 + 3;
    let export = read(text, limits).unwrap();
    let aside = export.set_aside().map(pairs).unwrap();
    assert_eq!(String::from_utf8_lossy(&aside[0].1), text);
    limits.aside_bytes = 11;
    let error = read(text, limits).unwrap_err();
    assert!(
        error.starts_with("account_plan__v.csv:4: more than 11 bytes of rows set aside; 3 are `row_shape` of account_plan__v.csv, for example: "),
        "{error}"
    );
}

#[test]
fn reading_can_be_followed_and_stopped() {
    let mut seen = Vec::new();
    let files = || vec![("account_plan__v.csv".to_owned(), PLANS.as_bytes())];
    Import::read_streams(files(), &Options::default(), &mut |reading: &Reading<'_>| {
        seen.push((reading.file.to_owned(), reading.bytes_done));
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(seen, [("account_plan__v.csv".to_owned(), PLANS.len() as u64)]);
    let stopped = Import::read_streams(files(), &Options::default(), &mut |_: &Reading<'_>| ControlFlow::Break(()));
    assert!(matches!(stopped, Err(ImportError::Interrupted)));
    let none = Import::read_streams(vec![("notes.csv".to_owned(), &b""[..])], &Options::default(), &mut ());
    assert!(matches!(none, Err(ImportError::Unrecognised { .. })));
    let gone = Import::read_folder(std::path::Path::new("/nowhere/at/all"), &Options::default(), &mut ());
    assert!(matches!(gone, Err(ImportError::CannotRead { .. })));
}

#[test]
fn files_that_were_not_read_say_so() {
    let files: [(&str, &[u8]); 7] = [
        ("account_plan__v.csv", PLANS.as_bytes()),
        ("plan_tactic__v.csv", b"Id,account_plan__v\nT1,P1\n"),
        ("account_tactic__v.json", b"{"),
        ("action_item__v.json", b"[]"),
        ("call_objective__v.json", b"[{\"id\":\"C1\",\"account_plan__v\":\"P1\"},\n{"),
        ("goal__v.csv", b"\xFF\xFEi\0"),
        ("swot__v.csv", b"id\n"),
    ];
    let streams = files.iter().map(|(name, bytes)| ((*name).to_owned(), *bytes)).collect();
    let export = Import::read_streams(streams, &Options::default(), &mut ()).unwrap();
    let unread: Vec<_> = export.files().into_iter().filter(|file| file.unread).map(|file| (file.file, file.rows)).collect();
    assert_eq!(unread, [("account_tactic__v.json".to_owned(), 0), ("goal__v.csv".to_owned(), 0), ("plan_tactic__v.csv".to_owned(), 0)]);
}
