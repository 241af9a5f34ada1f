//! Files that are made to hurt end in a defect that can be read, and take nothing else with them.
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
use kam_crm::{Defect, DefectCode, Export, Import, ImportError, Limits, Options, Severity};

const PLAN: (&str, &str) = ("account_plan__v.csv", "id,name__v\nP1,p\n");

fn read(name: &str, text: &str) -> Export {
    read_texts(&[PLAN, (name, text)], &Options::default())
}

fn only(export: &Export) -> &Defect {
    let [defect] = export.defects() else { panic!("{:?}", export.defects().iter().take(3).collect::<Vec<_>>()) };
    defect
}

fn nodes(export: &Export) -> usize {
    export.plans().iter().map(|plan| plan.nodes().len()).sum()
}

#[test]
fn a_long_name_of_a_column_is_said_once() {
    let rows: String = (0..8_000).map(|row| format!("T{row},P1,\0\n")).collect();
    let export = read("plan_tactic__v.csv", &format!("id,account_plan__v,{}\n{rows}", "x".repeat(1_000_000)));
    let defect = only(&export);
    assert_eq!((defect.code, defect.line, defect.severity), (DefectCode::UnreadableFile, Some(1), Severity::Error));
    assert!(defect.reason.contains("has 1000000 characters, at most 255 are read") && defect.reason.len() < 300, "{}", defect.reason);

    let just = format!("id,account_plan__v,{}\nT1,P1,x\n", "é".repeat(255));
    assert_eq!(nodes(&read("plan_tactic__v.csv", &just)), 1);
    let over = just.replacen('é', "éé", 1);
    assert_eq!(only(&read("plan_tactic__v.csv", &over)).code, DefectCode::UnreadableFile);
}

#[test]
fn a_long_key_ends_its_file() {
    let records = |key: &str| format!("[{{\"id\":\"T1\",\"account_plan__v\":\"P1\"}},\n{{\"id\":\"T2\",\"account_plan__v\":\"P1\",\"{key}\":\"\"}}]");
    assert_eq!(nodes(&read("plan_tactic__v.json", &records(&"k".repeat(255)))), 2);
    let export = read("plan_tactic__v.json", &records(&"k".repeat(256)));
    let defect = only(&export);
    assert_eq!((defect.code, defect.line), (DefectCode::UnreadableFile, Some(2)));
    assert!(defect.reason.contains("the key `kkk") && defect.reason.contains("256 characters"), "{}", defect.reason);
    assert_eq!(nodes(&export), 1, "what comes before was read");
}

#[test]
fn no_text_makes_a_defect_large() {
    let name = format!("{}.csv", "f".repeat(100_000));
    let export = read(&name, "id\n");
    assert!(only(&export).file.chars().count() <= 256);
    let word = format!("\"{}\"", "w".repeat(900));
    let key = "o".repeat(10_000);
    let words: Vec<String> = (0..20).map(|place| word.replacen('w', &format!("{place}"), 1)).collect();
    let document = format!(
        "name = \"o\"\nformat = \"vault_loader\"\n[[levels]]\nname = \"a\"\n[statuses.work]\nopen = {{ category = \"open\", values = [{}] }}\n\
         [objects.plan]\nrole = \"plan\"\nfiles = [\"plan\"]\nfields = {{ id = \"id\" }}\n[objects.{key}]\nrole = \"node\"\nfiles = [\"node\"]\n\
         statuses = \"work\"\nparents = [\"plan\"]\nfields = {{ id = \"id\", plan = \"plan\", status = \"status\" }}\n",
        words.join(",")
    );
    let options = Options { mapping: Some(Mapping::parse(&document).unwrap()), ..Options::default() };
    let export = read_texts(&[("plan.csv", "id\nP1\n"), ("node.csv", "id,plan,status\nN1,P1,zzz\n")], &options);
    let defect = only(&export);
    assert_eq!(defect.code, DefectCode::UnknownStatus);
    assert!(defect.object.chars().count() <= 256 && defect.reason.chars().count() <= 1_001, "{defect:?}");
}

fn within(limit: usize) -> Options {
    let mut limits = Limits::default();
    limits.defects = limit;
    Options { limits, ..Options::default() }
}

#[test]
fn warnings_beyond_the_limit_are_counted_and_end_nothing() {
    let text = "x".repeat(250);
    let record =
        |row: u32| format!("{{\"id\":\"T{row}\",\"account_plan__v\":\"P1\",\"plan_tactic_status__v\":\"pending__v\",\"about__c\":\"{text}\"}}");
    let records = (0..30).map(record).collect::<Vec<_>>().join(",");
    let export = read_texts(&[PLAN, ("plan_tactic__v.json", &format!("[{records}]"))], &within(20));
    assert_eq!(nodes(&export), 30);
    assert_eq!(export.defects().len(), 21);
    assert!(export.defects().iter().all(|defect| defect.code == DefectCode::MaybeCut && defect.severity == Severity::Warning));
    let more: Vec<&Defect> = export.defects().iter().filter(|defect| defect.line.is_none()).collect();
    assert_eq!((more.len(), more[0].value.as_deref(), &*more[0].object), (1, Some("10"), "plan_tactic"));
    assert!(more[0].reason.starts_with("`10` more warnings of this kind are not listed"), "{}", more[0].reason);

    // Warnings leave the errors their room, and errors still end the import.
    let errors = |count: usize| format!("[{records}{}]", ",{\"id\":\"\"}".repeat(count));
    // Each such record has no id and hangs under nothing.
    let export = read_texts(&[PLAN, ("plan_tactic__v.json", &errors(10))], &within(20));
    assert_eq!(export.defects().len(), 41);
    let file = errors(11);
    let streams = vec![(PLAN.0.to_owned(), PLAN.1.as_bytes()), ("plan_tactic__v.json".to_owned(), file.as_bytes())];
    let error = Import::read_streams(streams, &within(20), &mut ()).unwrap_err();
    assert!(matches!(&error, ImportError::Limit { what: "defects", limit: 20, hint, .. } if !hint.contains("maybe_cut")), "{error}");
}

#[test]
fn one_cell_of_bad_ids_does_not_end_the_import() {
    let document = "extends = \"veeva_vault\"\nname = \"o\"\n[objects.action.fields]\nprerequisites = \"pre__c\"\n";
    let options = Options { mapping: Some(Mapping::parse(document).unwrap()), ..Options::default() };
    let text = format!("id,account_plan__v,action_item_status__v,pre__c\nI0,P1,,\nI1,P1,,\"{}\"\nI2,P1,,I0\n", "a b,".repeat(100_001));
    let export = read_texts(&[PLAN, ("action_item__v.csv", &text)], &options);
    assert_eq!(nodes(&export), 2);
    let count = |code| export.defects().iter().filter(|defect| defect.code == code).count();
    assert_eq!((count(DefectCode::InvalidId), count(DefectCode::TooManyLinks), export.defects().len()), (100, 1, 101));
}

#[test]
fn one_nul_is_damage_and_no_encoding() {
    let export = read_texts(&[("account_plan__v.csv", "i\0d,name__v\nP1,p\n")], &Options::default());
    let defect = only(&export);
    assert!(defect.reason.contains("is NUL") && !defect.reason.contains("UTF-16"), "{}", defect.reason);
    for bytes in [&b"i\0d\0,\0n\0"[..], b"\0i\0d\0,\0n"] {
        let export = Import::read_streams(vec![("account_plan__v.csv".to_owned(), bytes)], &Options::default(), &mut ()).unwrap();
        assert!(only(&export).reason.contains("UTF-16"));
    }
    let export = read("plan_tactic__v.csv", "id,account_plan__v,plan_tactic_status__v\nT\0,P1,\nT2,P1,\n");
    assert_eq!((only(&export).code, nodes(&export)), (DefectCode::NulByte, 1));
}

#[test]
fn a_broken_quote_sets_its_row_aside_with_the_cell_as_it_was() {
    let export = read("plan_tactic__v.csv", "id,account_plan__v,name__v\nT1,P1,\"He said \"hi\" all\"\nT2,P1,\"He said \"\"hi\"\" all\"\nT3,P1\n");
    assert_eq!(nodes(&export), 1);
    let told: Vec<_> = export.defects().iter().filter(|defect| defect.severity == Severity::Error).collect();
    let [broken, short] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!(
        (broken.code.name(), broken.line, broken.column.as_deref(), broken.id.as_deref(), broken.set_aside),
        ("broken_quote", Some(2), Some("name__v"), Some("T1"), true)
    );
    assert_eq!(broken.value.as_deref(), Some("\"He said \"hi\" all\""));
    assert_eq!(broken.reason, "a quote is closed at byte 10 of the cell and text follows; double quotes inside a cell");
    assert_eq!(short.reason, "the row has 2 cells, the header has 3; the row may be cut off");
    let files = export.set_aside().map(pairs).unwrap();
    let (_, rows) = files.iter().find(|(name, _)| name == "plan_tactic__v.csv").unwrap();
    assert_eq!(String::from_utf8_lossy(rows), "id,account_plan__v,name__v\nT1,P1,\"\"\"He said \"\"hi\"\" all\"\"\"\nT3,P1\n");

    let export = read("plan_tactic__v.csv", "id,account_plan__v\nT1\n");
    assert!(export.defects().iter().any(|defect| defect.reason.starts_with("the row has 1 cell, the header has 2")), "{:?}", export.defects());
}

#[test]
fn a_header_with_broken_quotes_is_not_read() {
    let export = read("plan_tactic__v.csv", "id,account_plan__v,\"a\"b\nT1,P1,x\n");
    assert_eq!((only(&export).code, nodes(&export)), (DefectCode::UnreadableFile, 0));
    assert!(only(&export).reason.contains("double quotes inside a cell"), "{}", only(&export).reason);
    // Quoted names between which there are no commas are another mistake.
    let export = read("plan_tactic__v.csv", "\"id\";\"account_plan__v\"\n\"T1\";\"P1\"\n");
    assert_eq!((only(&export).code, only(&export).line), (DefectCode::WrongDelimiter, Some(1)));
}
