//! The promises of the contract itself: scalars refuse what they must, codes are stable, a panic never crosses.

use kam_contract::*;
use serde_json::json;
use std::collections::BTreeSet;

fn plan() -> Plan {
    let a = json!({"id": "a", "status": "done", "weight": "3"});
    let b = json!({"id": "b", "prerequisites": ["c"]});
    open_plan(json!({"id": "AP-1", "nodes": [a, b, {"id": "c"}]}).to_string()).unwrap()
}

fn acting() -> Acting {
    Acting { person: "u7".to_owned(), at: "2026-05-01T10:00:00Z".parse().unwrap() }
}

#[test]
fn decimals_are_exact_and_plain() {
    for (given, written) in
        [("0.1", "0.1"), ("-0.50", "-0.5"), ("007", "7"), ("0", "0"), ("-0", "0"), ("1000", "1000"), ("0.000000000000000001", "0.000000000000000001")]
    {
        assert_eq!(given.parse::<Dec>().unwrap().to_string(), written);
    }
    let longest = "9".repeat(34);
    assert_eq!(longest.parse::<Dec>().unwrap().to_string(), longest);
    let twenty_eight = "1234567890.123456789012345678";
    assert_eq!(twenty_eight.parse::<Dec>().unwrap().to_string(), twenty_eight);
    for refused in ["", " 1", "+1", "1e5", "1_000", "1.", ".5", "0x1", "NaN", "1,5", "0.0000000000000000001", &"9".repeat(35)] {
        assert!(refused.parse::<Dec>().is_err(), "{refused}");
    }
    assert_eq!("1.10".parse::<Dec>().unwrap(), "1.1".parse().unwrap());
    assert_eq!(Dec::new(-5, 3).to_string(), "-0.005");
    assert_eq!(Dec::new(i128::MIN, 0).to_string(), i128::MIN.to_string());
}

#[test]
fn dates_and_moments_have_one_form() {
    assert_eq!("2028-02-29".parse::<Day>().unwrap().to_string(), "2028-02-29");
    for refused in ["2026-02-29", "2026-2-28", "28.02.2026", "2026-02-28T00:00:00Z", "12026-02-28", ""] {
        assert!(refused.parse::<Day>().is_err(), "{refused}");
    }
    assert_eq!("2026-05-01T10:00:00.250+02:00".parse::<Stamp>().unwrap().to_string(), "2026-05-01T08:00:00.250Z");
    for refused in ["2026-05-01", "2026-05-01T10:00:00", "2026-13-01T10:00:00Z"] {
        assert!(refused.parse::<Stamp>().is_err(), "{refused}");
    }
}

#[test]
fn codes_of_faults_never_change() {
    let codes: Vec<_> = FAULTS.iter().map(|fault| fault.code).collect();
    let first = [
        "invalid_document",
        "invalid_plan",
        "invalid_value",
        "unknown_node",
        "unknown_plan",
        "unknown_mapping",
        "invalid_mapping",
        "status_refused",
        "prerequisite_unfinished",
        "missing_weight",
        "cannot_read",
        "cannot_write",
        "limit_exceeded",
        "internal",
        "interrupted",
        "invalid_values",
        "invalid_table",
        "invalid_settings",
    ];
    assert_eq!(codes[..first.len()], first, "codes are only ever added, at the end");
    assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
}

#[test]
fn faults_carry_what_a_person_needs() {
    let fault = plan().explain(Some("bb".to_owned()), None).unwrap_err();
    assert_eq!(fault.code(), "unknown_node");
    assert!(fault.to_string().starts_with("there is no node `bb` here; did you mean `"), "{fault}");

    let fault = plan().change_status("b".to_owned(), "done".to_owned(), acting(), None).unwrap_err();
    assert_eq!(fault, Fault::PrerequisiteUnfinished { node: "b".to_owned(), blocked_by: vec!["c".to_owned()] });
    assert_eq!(fault.to_string(), "`b` cannot be finished before `c`");

    let fault = plan().change_status("a".to_owned(), "open".to_owned(), acting(), Some(" ".to_owned())).unwrap_err();
    assert_eq!(fault.code(), "status_refused");
    let fault = plan().change_status("b".to_owned(), "dnoe".to_owned(), acting(), None).unwrap_err();
    assert!(matches!(&fault, Fault::InvalidValue { field, help: Some(help), .. } if field == "status" && help.contains("`done`")), "{fault}");
}

#[test]
fn a_panic_becomes_a_fault() {
    let quiet = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let texts = [guarded::<()>(|| panic!("as {}", "text")), guarded(|| panic!("plain")), guarded(|| std::panic::panic_any(3))];
    std::panic::set_hook(quiet);
    let details: Vec<_> = texts.into_iter().map(|result| result.unwrap_err().to_string()).collect();
    let expected = ["as text", "plain", "a panic without a text"].map(|detail| format!("a mistake in kam itself: {detail}"));
    assert_eq!(details, expected);
}

#[test]
fn a_plan_without_the_weights_its_rules_ask_for_can_still_be_looked_at() {
    let settings = json!({"completion": {"missing_weight": "refuse"}});
    let plan = open_plan(json!({"id": "AP-1", "settings": settings, "nodes": [{"id": "a"}]}).to_string()).unwrap();
    assert_eq!(plan.completion(None).unwrap_err(), Fault::MissingWeight { nodes: vec!["a".to_owned()] });
    assert_eq!(plan.nodes().unwrap().len(), 1);
    let rules = CompletionRules {
        method: None,
        levels: None,
        cancelled: None,
        empty: None,
        missing_weight: Some(MissingWeightRule::One),
        auto_complete: None,
    };
    assert_eq!(plan.completion(Some(rules)).unwrap(), Some(Dec::from(0)));
}

#[test]
fn a_plan_goes_to_plain_values_and_back() {
    let first = plan();
    let again = open_plan(first.document().unwrap()).unwrap();
    assert_eq!(again.nodes().unwrap(), first.nodes().unwrap());
    assert_eq!(again.document().unwrap(), first.document().unwrap());
}

#[test]
fn a_question_about_a_plan_that_is_not_there_is_refused() {
    let day = || "2026-06-30".parse::<Day>().unwrap();
    let of = |id: &str| Some(DueQuery { plan: Some(id.to_owned()), horizon: None, working_days: None, person: None, unit: None, levels: None });
    let unknown = |plan: &str, nearest: &[&str]| Fault::UnknownPlan {
        plan: plan.to_owned(),
        set_aside: None,
        nearest: nearest.iter().map(|id| (*id).to_owned()).collect(),
    };

    let one = plan();
    assert_eq!(one.due(day(), of("AP-2")).unwrap_err(), unknown("AP-2", &["AP-1"]));
    assert_eq!(one.summary(day(), of("other"), None).unwrap_err(), unknown("other", &[]));
    assert!(one.due(day(), of("AP-1")).is_ok() && one.summary(day(), of("AP-1"), None).is_ok());
    assert_eq!(unknown("AP-2", &["AP-1"]).to_string(), "there is no plan `AP-2` here; did you mean `AP-1`");

    let file =
        |name: &str, text: &str| ExportFile { name: name.to_owned(), content: Bytes::from(text.as_bytes().to_vec()), unmapped: None, left_out: None };
    let tactics = "id,name__v,account_plan__v,plan_tactic_status__v\nV4T1,One,V4P1,pending__v\nV4T2,Two,V4P2,pending__v\n";
    let export =
        load_export_files(vec![file("account_plan__v.csv", "id,name__v\nV4P1,One\nV4P2,Two\n"), file("plan_tactic__v.csv", tactics)], None).unwrap();
    for fault in [export.due(day(), of("V4P3")).unwrap_err(), export.summaries(day(), of("V4P3"), None).unwrap_err()] {
        assert_eq!(fault, unknown("V4P3", &["V4P1", "V4P2"]));
    }
    let asked = export.summaries(day(), of("V4P2"), None).unwrap();
    assert_eq!(asked.iter().map(|row| row.plan.as_str()).collect::<Vec<_>>(), ["V4P2"]);
    let empty = load_export_files(vec![file("account_plan__v.csv", "id,name__v\n")], None).unwrap();
    assert_eq!(empty.due(day(), of("V4P1")).unwrap_err(), unknown("V4P1", &[]));
}

#[test]
fn operations_have_names_that_every_language_can_use() {
    let reserved = ["message", "description", "hash", "init", "destroy", "clone", "cause", "class", "from", "in", "is", "default", "new", "self"];
    let mut seen = BTreeSet::new();
    for operation in OPERATIONS {
        assert!(seen.insert((operation.on, operation.name)), "`{}` is listed twice", operation.name);
        for name in operation.arguments.iter().chain([&operation.name]) {
            assert!(!reserved.contains(name), "`{name}` is reserved somewhere");
            assert!(name.chars().all(|character| character.is_ascii_lowercase() || character == '_'), "{name}");
        }
    }
    for record in records() {
        for field in record.fields {
            assert!(!reserved.contains(field), "`{}.{field}` is reserved somewhere", record.name);
        }
    }
}

#[test]
fn arguments_by_name_are_checked() {
    let fault = plan().call("explain", &json!({"nod": "a"})).unwrap_err();
    assert!(matches!(&fault, Fault::InvalidValue { field, .. } if field == "nod"), "{fault}");
    assert!(plan().call("explode", &json!({})).is_err());
    let fault = call("display_completion", &json!({"completion": 0.5})).unwrap_err();
    assert_eq!(fault.to_string(), "`completion` cannot be `0.5`: a number is not exact; write it as text: \"0.5\"");
}

#[test]
fn everything_wrong_with_an_argument_is_told_at_once() {
    let rules = json!({"method": "lowset", "misingweight": "one", "levels": [{"level": 3}, {"level": "goal", "method": "own"}, null]});
    let fault = plan().call("completion", &json!({"rules": rules})).unwrap_err();
    let Fault::InvalidValues { problems } = &fault else { panic!("{fault}") };
    let found: Vec<_> = problems.iter().map(|problem| (problem.path.as_deref().unwrap(), problem.code.as_str())).collect();
    let expected = [
        ("rules.misingweight", "unknown_key"),
        ("rules.method", "unknown_value"),
        ("rules.levels[0].level", "wrong_type"),
        ("rules.levels[0].method", "missing_value"),
        ("rules.levels[2]", "wrong_type"),
    ];
    assert_eq!(found, expected);
    let text = fault.to_string();
    assert!(text.starts_with("5 values cannot be used\n  `rules.misingweight` cannot be `misingweight`: "), "{text}");
    assert!(text.contains("did you mean `missing_weight`"), "{text}");
    assert_eq!(Fault::values(problems[..1].to_vec()).code(), "invalid_value");
}

#[test]
fn what_fits_is_not_refused_and_what_is_refused_does_not_fit() {
    // Each value stands for the whole of `query` or one field of it; the reader that takes arguments and the one that explains must agree.
    let values = [
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(4294967295_u64),
        json!(4294967296_u64),
        json!(0.5),
        json!("a"),
        json!([]),
        json!(["a"]),
        json!([1]),
        json!({}),
        json!({"a": 1}),
    ];
    let record = records().into_iter().find(|record| record.name == "DueQuery").unwrap();
    for value in &values {
        for field in record.fields {
            let query = json!({*field: value});
            let fits = serde_json::from_value::<DueQuery>(query.clone()).is_ok();
            match plan().call("due", &json!({"as_of": "2026-01-01", "query": query})) {
                Ok(_) => assert!(fits, "{query}"),
                Err(fault) => {
                    let about = format!("`query.{field}");
                    assert!(fits || fault.to_string().starts_with(&about), "{query}: {fault}");
                }
            }
        }
    }
}

fn two_files() -> Vec<ExportFile> {
    let file =
        |name: &str, text: &str| ExportFile { name: name.to_owned(), content: Bytes::from(text.as_bytes().to_vec()), unmapped: None, left_out: None };
    vec![
        file("account_plan__v.csv", "id,name__v\nV4P1,Rigshospitalet 2026\n"),
        file("action_item__v.csv", "id,name__v,account_plan__v,action_item_status__v,due_date__v\nV4I1,Call,V4P1,pending__v,2026-05-02\n"),
    ]
}

fn options(change: impl FnOnce(&mut ExportOptions)) -> ExportOptions {
    let mut options = ExportOptions { mapping: None, mapping_document: None, settings: None, settings_document: None, tolerance: None };
    change(&mut options);
    options
}

#[test]
fn settings_of_an_export_change_only_what_they_name() {
    let calendar = r#"{"calendar": {"day_off": "next"}}"#;
    let options = options(|options| options.settings = Some(serde_json::from_str(calendar).unwrap()));
    let export = load_export_files(two_files(), Some(options)).unwrap();
    let due = export.due("2026-05-01".parse().unwrap(), None).unwrap();
    // The second of May 2026 is a Saturday.
    assert_eq!(due[0].due_effective.map(|day| day.to_string()), Some("2026-05-04".to_owned()));
    assert_eq!(due[0].level, "action_item");
}

#[test]
fn settings_may_come_as_a_document() {
    let document = |text: &str| options(|options| options.settings_document = Some(text.to_owned()));
    let export = load_export_files(two_files(), Some(document(r#"{"calendar": {"day_off": "next"}}"#))).unwrap();
    let due = export.due("2026-05-01".parse().unwrap(), None).unwrap();
    assert_eq!(due[0].due_effective.map(|day| day.to_string()), Some("2026-05-04".to_owned()));

    let wrong = "{\n  \"calender\": {},\n  \"health\": {\"at_risk\": true}}";
    let Err(Fault::InvalidSettings { problems }) = load_export_files(two_files(), Some(document(wrong))) else { panic!("it is accepted") };
    let found: Vec<_> = problems.iter().map(|problem| (problem.path.as_deref(), problem.line)).collect();
    assert_eq!(found, [(Some("calender"), Some(2)), (Some("health.at_risk"), Some(3))]);

    let fault = load_export_files(two_files(), Some(document(r#"{"levels": [{"name": "goal"}]}"#))).unwrap_err();
    assert_eq!(fault.code(), "invalid_settings");
    assert!(fault.to_string().contains("the settings have no level `action_item`, which the mapping `veeva_vault` uses"), "{fault}");

    let both = options(|options| {
        options.settings = Some(serde_json::from_str("{}").unwrap());
        options.settings_document = Some("{}".to_owned());
    });
    let fault = load_export_files(two_files(), Some(both)).unwrap_err();
    assert_eq!(fault.to_string(), "`options.settings_document` cannot be `{}`: settings are given, too, and only one of both can be used");
}

#[test]
fn an_export_of_which_the_mapping_knows_no_file_is_refused() {
    let other = options(|options| options.mapping = Some("salesforce".to_owned()));
    let fault = load_export_files(two_files(), Some(other.clone())).unwrap_err().to_string();
    assert!(fault.contains("no file of it belongs to the mapping `salesforce`: its files are account_plan__v.csv, action_item__v.csv"), "{fault}");
    assert!(fault.contains("the mapping reads CSV or JSON files named Account, AccountPlan"), "{fault}");
    let fault = load_export_files(Vec::new(), Some(other)).unwrap_err().to_string();
    assert!(fault.contains("it has no CSV or JSON file"), "{fault}");
}

#[test]
fn a_plan_without_nodes_has_none_that_do_not_count() {
    let text = |nodes: serde_json::Value| open_plan(json!({"id": "P", "nodes": nodes}).to_string()).unwrap().explain(None, None).unwrap().text;
    assert_eq!(text(json!([])), "untitled (plan `P`) has no completion: it has no nodes");
    let cancelled = text(json!([{"id": "a", "status": "cancelled"}]));
    assert_eq!(cancelled, "untitled (plan `P`) has no completion: none of the children counts\n    left out  untitled (`a`): cancelled");
}

#[test]
fn the_headline_counts_what_is_not_listed() {
    let document =
        |nodes: usize| json!({"id": "P", "nodes": (0..nodes).map(|node| json!({"id": node.to_string(), "weight": "x"})).collect::<Vec<_>>()});
    let fault = open_plan(document(3_000).to_string()).unwrap_err();
    let Fault::InvalidDocument { problems } = &fault else { panic!("{fault}") };
    assert_eq!(problems.len(), 1_001);
    let last = problems.last().unwrap();
    assert_eq!((last.code.as_str(), last.value.as_deref()), ("more_problems", Some("2000")));
    let text = fault.to_string();
    assert!(text.starts_with("the document has 3000 problems\n"), "{text}");
    assert!(text.ends_with("\n  and 2980 more"), "{text}");
    let text = open_plan(document(1_000).to_string()).unwrap_err().to_string();
    assert!(text.starts_with("the document has 1000 problems\n") && text.ends_with("\n  and 980 more"), "{text}");

    let levels = (0..1_500).map(|_| json!(1)).collect::<Vec<_>>();
    let fault = plan().call("due", &json!({"as_of": "2026-01-01", "query": {"levels": levels}})).unwrap_err().to_string();
    assert!(fault.starts_with("1500 values cannot be used\n") && fault.ends_with("\n  and 1480 more"), "{fault}");
}

#[test]
fn every_level_that_a_plan_lacks_is_named() {
    let query = json!({"levels": ["gaol", "action", "tacitc"]});
    let fault = plan().call("due", &json!({"as_of": "2026-01-01", "query": query})).unwrap_err();
    let Fault::InvalidValues { problems } = &fault else { panic!("{fault}") };
    let found: Vec<_> = problems.iter().map(|problem| (problem.path.as_deref(), problem.value.as_deref())).collect();
    assert_eq!(found, [(Some("query.levels"), Some("gaol")), (Some("query.levels"), Some("tacitc"))]);
}

#[test]
fn one_mapping_is_used_and_two_are_refused() {
    let both = options(|options| {
        options.mapping = Some("veeva_vault".to_owned());
        options.mapping_document = Some("extends = \"veeva_vault\"".to_owned());
    });
    let fault = load_export_files(two_files(), Some(both)).unwrap_err();
    assert_eq!(fault.to_string(), "`options.mapping` cannot be `veeva_vault`: a mapping of one's own is given, too, and only one can be used");
}

#[test]
fn moments_stay_within_the_years_that_can_be_written() {
    for beyond in ["9999-12-31T23:59:59-01:00", "0001-01-01T00:00:00+01:00"] {
        let error = beyond.parse::<Stamp>().unwrap_err();
        assert_eq!(error.to_string(), format!("`{beyond}` is no moment: in UTC it is not in the years 1 to 9999"));
        assert!(kam_core::values::parse_moment(beyond).is_err());
    }
    assert!("9999-12-31T23:59:59Z".parse::<Stamp>().is_ok());
}
