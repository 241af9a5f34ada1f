//! Vault query answers: the same plans as from CSV, and errors with their place.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::print_stderr,
    reason = "a test that panics has failed"
)]

mod common;

use common::{committed, pairs, read, read_texts};
use kam_crm::format::vault_json::JsonRecords;
use kam_crm::format::{ReadError, Step};
use kam_crm::{Import, Limits, Options, Severity};
use serde_json::{Map, Value, json};
use std::io::Read;

#[test]
fn json_and_csv_say_the_same() {
    let folder = committed("vault");
    let from_csv = read(&folder);
    // Each file again as the answer of a query: picklists as lists, user ids as numbers, null for empty cells.
    let mut files = Vec::new();
    for (name, bytes) in from_csv.written(from_csv.mapping()).map(pairs).unwrap() {
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let records: Vec<Value> = reader
            .records()
            .map(|record| {
                let value = |(key, cell): (&String, &str)| {
                    let value = match (key.as_str(), cell) {
                        (_, "") => Value::Null,
                        ("ownerid__v" | "assignee__v", digits) => json!(digits.parse::<u64>().unwrap()),
                        (key, text) if key.ends_with("status__v") => json!([text]),
                        ("active__v", text) => json!(text == "true"),
                        (_, text) => json!(text),
                    };
                    (key.clone(), value)
                };
                Value::Object(header.iter().zip(record.unwrap().iter()).map(value).collect::<Map<_, _>>())
            })
            .collect();
        let answer = json!({"responseStatus": "SUCCESS", "responseDetails": {"total": records.len()}, "data": records});
        files.push((name.replace(".csv", ".json"), serde_json::to_vec_pretty(&answer).unwrap()));
    }
    let streams = files.iter().map(|(name, bytes)| (name.clone(), bytes.as_slice())).collect();
    let from_json = Import::read_streams(streams, &Options::default(), &mut ()).unwrap();
    assert!(from_json.defects().is_empty(), "{:?}", from_json.defects());
    assert_eq!(from_json.plans(), from_csv.plans());
    assert_eq!(from_json.accounts(), from_csv.accounts());
    assert_eq!(from_json.team(), from_csv.team());
    assert_eq!(from_json.stakeholders(), from_csv.stakeholders());
    let again = read_written(&from_json);
    assert_eq!(again.plans(), from_csv.plans());
}

fn read_written(export: &kam_crm::Export) -> kam_crm::Export {
    let written = export.written(export.mapping()).map(pairs).unwrap();
    Import::read_streams(written.iter().map(|(name, bytes)| (name.clone(), bytes.as_slice())).collect(), &Options::default(), &mut ()).unwrap()
}

#[test]
fn columns_appear_late_and_nothing_is_lost() {
    let plans = r#"[{"id":"P1"},
 {"id":"P2","name__v":"Two","mine__c":["a","b,c"],"account__vr.name__v":null,"tactics__vr":{"data":[{"id":"T"}]}},
 {"name__v":"no id"}]"#;
    let export = read_texts(&[("account_plan__v.json", plans)], &Options::default());
    let defects: Vec<_> = export.defects().iter().map(|d| (d.code.name(), d.line)).collect();
    assert_eq!(defects, [("missing_id", Some(3))]);
    let written = String::from_utf8(export.written(export.mapping()).map(pairs).unwrap()[0].1.clone()).unwrap();
    assert_eq!(
        written,
        "id,name__v,mine__c,account__vr.name__v,tactics__vr\nP1,,,,\nP2,Two,\"a,b,,c\",,\"{\"\"data\"\":[{\"\"id\"\":\"\"T\"\"}]}\"\n"
    );
    let aside = export.set_aside().map(pairs).unwrap();
    assert!(String::from_utf8_lossy(&aside[0].1).ends_with("no id,,,\n"), "{aside:?}");
}

#[test]
fn cut_texts_are_pointed_out() {
    let text = "é".repeat(250);
    let plans = format!(r#"{{"data":[{{"id":"P1","executive_summary__v":"{text}"}},{{"id":"P2","executive_summary__v":"{text}é"}}]}}"#);
    let export = read_texts(&[("account_plan__v.json", &plans)], &Options::default());
    let defects: Vec<_> = export.defects().iter().map(|d| (d.code.name(), d.severity, d.id.as_deref(), d.column.as_deref())).collect();
    assert_eq!(defects, [("maybe_cut", Severity::Warning, Some("P1"), Some("executive_summary__v"))]);
    assert_eq!(export.plans().len(), 2);
}

fn error(text: &[u8]) -> String {
    let mut reader = JsonRecords::new(text, &Limits::default());
    loop {
        match reader.next() {
            Ok(Step::End) => return String::new(),
            Ok(_) => {}
            Err(error) => return error.to_string(),
        }
    }
}

#[test]
fn errors_say_where_and_what() {
    for (text, expected) in [
        (&b"{\"responseStatus\":\"FAILURE\",\"errors\":[]}"[..], "Vault answered `FAILURE`"),
        (b"{\"responseStatus\":\"SUCCESS\"}", "there is no list `data`"),
        (b"[\n 1]", "line 2, column 2: a record is `{…}`, not a number"),
        (b"3", "not a number"),
        (b"[{\"a\":1,\"a\":2}]", "the key `a` is there twice in one record"),
        (b"[{\"a\":1}] x", "line 1, column 11"),
        (b"[{\"a\":1}][]", "something comes behind the end"),
        (b"{\"data\":[],\"data\":[]}", "a second list `data`"),
        (b"[{\"a\":\"\xFF\"}]", "no UTF-8"),
        (b"[{\"a\":tru}]", "line 1, column"),
        (b"[{\"a\":1},\n{\"a\"", "line 2"),
        (b"[{\"a\":\"\\ud800\"}]", "line 1, column 8: this is no JSON: a text has half of a surrogate pair; a character beyond `\\uffff` needs both"),
        (b"[{\"a\":1", "line 1, column 8: this is no JSON: the text ends too early; it may have been cut off"),
        (b"[{\"a\":1 \"b\":2}]", "a comma is missing"),
        (b"[{\"a\":01}]", "another way than `-12.5`"),
        (b"[{\"a\":\"x\ny\"}]", "a control character, such as the end of a line, that is not written as `\\n`"),
        (b"[{\"a\":\"\\x\"}]", "a backslash in a text has something else behind it than JSON knows"),
        (b"[{a:1}]", "a key in double quotes or `}` is needed here"),
        (b"[{\"a\" 1}]", "a colon is missing behind a key"),
        (b"", "this is no JSON"),
        (b"\xEF\xBB\xBF", "this is no JSON"),
        (b"\xEF\xBB\xBF[{\"a\":1}] x", "line 1, column 11"),
        (b"\xFF\xFE[\0]\0", "UTF-16"),
        (b"[\0]\0", "UTF-16"),
    ] {
        let found = error(text);
        assert!(found.contains(expected), "{:?}: {found}", String::from_utf8_lossy(text));
    }
    let deep = format!("[{{\"a\":{}{}}}]", "[".repeat(100_000), "]".repeat(100_000));
    assert!(error(deep.as_bytes()).contains("nested more than 32 deep"));
}

#[test]
fn a_defect_has_its_place_once() {
    let files = [("account_plan__v.json", "[{\"id\":\"P1\"},{\"id\":\"P2\"")];
    let export = read_texts(&files, &Options::default());
    let [defect] = export.defects() else { panic!("{:?}", export.defects()) };
    assert_eq!(
        defect.to_string(),
        "account_plan__v.json:1: column 24: this is no JSON: the text ends too early; it may have been cut off; what comes before was read, \
         the rest of the file was not"
    );
}

#[test]
fn the_encoding_does_not_depend_on_how_a_file_is_read() {
    // The first four bytes alone look like UTF-16.
    let file = b"[\0{\0\"a\":1}]";
    for size in 1..=file.len() {
        let (first, rest) = file.split_at(size);
        let mut reader = JsonRecords::new(first.chain(rest), &Limits::default());
        let error = reader.next().map(|_| ()).unwrap_err();
        assert!(matches!(error, ReadError::Json { line: 1, .. }), "cut behind {size}: {error}");
    }
}

#[test]
fn limits_hold_in_bounded_memory() {
    for start in ["[{\"a\":\"", "[{\"", "[{\"a\":[{\"b\":\"", "{\"x\":\"", "[{\"a\":"] {
        let filler = if start.ends_with(':') { b'1' } else { b'x' };
        let input = start.as_bytes().chain(std::io::repeat(filler).take(1 << 28));
        let mut reader = JsonRecords::new(input, &Limits::default());
        let error = reader.next().map(|_| ()).unwrap_err();
        assert!(matches!(error, ReadError::Limit { .. }), "{start}: {error}");
    }
    let keys: String = (0..6_000).map(|key| format!("\"k{key}\":1,")).collect();
    assert!(error(format!("[{{{keys}\"z\":1}}]").as_bytes()).contains("more than 5000 columns"));
    let mut reader = JsonRecords::new(&b"[{\"a\":\"x\\u0000y\"}]"[..], &Limits::default());
    assert!(matches!(reader.next().unwrap(), Step::Refused(_)));
}

#[test]
fn records_that_were_set_aside_can_be_mended_and_imported() {
    let plans = "id\nP1\n";
    let tactics = "[{\"id\":\"T1\",\"account_plan__v\":\"NOPE\",\"plan_tactic_status__v\":null},\
                   {\"id\":\"T2\",\"account_plan__v\":\"P1\",\"x__c\":\"1\"},{\"id\":\"T3\",\"account_plan__v\":\"NOPE\",\"x__c\":\"\",\"y__c\":\"2\"}]";
    let short = "id,account_plan__v,plan_tactic_status__v\nT4,NOPE\n";
    let files = [("account_plan__v.csv", plans), ("plan_tactic__v.json", tactics), ("plan_tactic__v.2.csv", short)];
    let export = read_texts(&files, &Options::default());
    let aside = export.set_aside().map(pairs).unwrap();
    let text = |name: &str| String::from_utf8(aside.iter().find(|file| file.0 == name).unwrap().1.clone()).unwrap();
    // What a row of CSV lacks is what is wrong with it.
    assert_eq!(text("plan_tactic__v.2.csv").replace('\r', ""), short);
    let tactics = text("plan_tactic__v.csv").replace('\r', "");
    assert_eq!(tactics, "id,account_plan__v,plan_tactic_status__v,x__c,y__c\nT1,NOPE,,,\nT3,NOPE,,,2\n");

    let mended = tactics.replace("NOPE", "P1");
    let again = read_texts(&[("account_plan__v.csv", plans), ("plan_tactic__v.csv", &mended)], &Options::default());
    assert!(again.defects().is_empty(), "{:?}", again.defects());
    assert_eq!(again.plans()[0].nodes().len(), 2);
}
