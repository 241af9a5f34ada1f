//! Mapping documents: the shipped ones are good, and what is wrong with one's own is said all at once with its place.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::print_stderr,
    reason = "a test that panics has failed"
)]

use kam_crm::mapping::{InvalidMapping, Mapping, recognise, shipped_document, shipped_names};

fn problems(document: &str) -> Vec<(Option<u32>, String, &'static str)> {
    let InvalidMapping { problems, .. } = Mapping::parse(document).unwrap_err();
    problems.into_iter().map(|p| (p.line, p.path, p.code)).collect()
}

#[test]
fn shipped_mappings_are_good() {
    for name in shipped_names() {
        let mapping = Mapping::parse(shipped_document(name).unwrap()).unwrap_or_else(|error| panic!("{name}: {error:#?}"));
        assert_eq!(mapping.name(), name);
        let settings = mapping.settings();
        assert_eq!(settings.hierarchy.levels().len(), mapping.levels().len());
        assert!(settings.statuses.find("done").is_some());
        assert!(mapping.summary().objects.len() > 6);
        let again = Mapping::parse(&format!("extends = \"{name}\"")).unwrap();
        assert_eq!(again, mapping);
    }
}

#[test]
fn both_veeva_mappings_know_the_same() {
    let [vault, crm] = ["veeva_vault", "veeva_crm"].map(|name| Mapping::shipped(name).unwrap());
    for object in vault.objects() {
        let other = crm.object(&object.key).unwrap();
        for columns in &object.columns {
            let name = columns.meaning.name();
            assert!(other.named(name).is_some() || matches!(name, "legacy_id" | "record_status"), "{} of {}", name, object.key);
        }
    }
}

#[test]
fn one_changes_only_what_differs() {
    let mine = Mapping::parse(
        r#"
        extends = "veeva_vault"
        name = "ours"
        [statuses.work]
        done = { category = "done", values = ["finished__c", "completed__v"] }
        waiting = { category = "open", values = ["waiting__c"] }
        [objects.plan_tactic]
        files = ["our_tactic__c"]
        [objects.plan_tactic.fields]
        weight = "weight__c"
        owner = []
        [objects.call_objective]
        files = []
        "#,
    )
    .unwrap();
    assert!(mine.object("call_objective").is_none());
    assert_eq!(mine.object("plan_tactic").unwrap().files, ["our_tactic__c"]);
    assert!(mine.object("plan_tactic").unwrap().named("owner").is_none());
    assert!(mine.settings().statuses.find("waiting").is_some());
}

#[test]
fn files_are_recognised() {
    let name = |files: &[&str]| recognise(files.iter().copied()).map(|mapping| mapping.name().to_owned());
    assert_eq!(name(&["account_plan__v.csv", "Account.csv"]).as_deref(), Some("veeva_vault"));
    assert_eq!(name(&["ACCOUNT_PLAN_VOD__C.CSV"]).as_deref(), Some("veeva_crm"));
    assert_eq!(name(&["AccountPlan.csv", "ActionPlanItem.csv"]).as_deref(), Some("salesforce"));
    assert_eq!(name(&["OCE__AccountPlan__c.csv"]).as_deref(), Some("iqvia_oce"));
    assert_eq!(name(&["AccountTactic__c.csv"]).as_deref(), Some("iqvia_oce"));
    assert_eq!(name(&["Account.csv"]), None);
    for part in ["account_plan__v.2.csv", "account_plan__v-10.csv", "Account_Plan__v (3).csv", "account_plan__v(3).json"] {
        assert_eq!(name(&[part]).as_deref(), Some("veeva_vault"), "{part}");
    }
    for other in ["account_plan__v2.csv", "account_plan__v.x.csv", "2.csv", "(2).csv", "account_plan__v.csv.csv"] {
        assert_eq!(name(&[other]), None, "{other}");
    }
    assert_eq!(name(&["account_plan__v.json"]).as_deref(), Some("veeva_vault"));
}

#[test]
fn everything_wrong_is_said_at_once_with_its_place() {
    let document = r#"extends = "veeva_vault"
nam = "x"
format = "csv"
day_zone = "Berlin"
levels = [{ name = "plan" }, { nme = "b" }]
[statuses.work]
done = { category = "finished", values = ["a", "a"] }
[access]
read = 3
[objects.plan]
statuses = "plans"
[objects.plan.fields]
titel = "name__v"
owner = ["account__v"]
[objects.action]
level = "action"
parents = ["nobody"]
[objects.mine]
files = ["account_plan__v"]
role = "thing"
[objects.other]
role = "node"
files = ["plan_tactic__v"]
"#;
    let found = problems(document);
    for expected in [
        (Some(2), "nam", "unknown_key"),
        (Some(3), "format", "unknown_value"),
        (Some(4), "day_zone", "invalid_value"),
        (Some(5), "levels", "invalid_value"),
        (Some(5), "levels[1].nme", "unknown_key"),
        (Some(5), "levels[1]", "missing_key"),
        (Some(7), "statuses.work.done.category", "unknown_value"),
        (Some(7), "statuses.work.done", "duplicate"),
        (Some(9), "access.read", "wrong_type"),
        (Some(11), "objects.plan.statuses", "unknown_value"),
        (Some(13), "objects.plan.fields.titel", "unknown_key"),
        (None, "objects.plan.fields.account", "duplicate"),
        (Some(16), "objects.action.level", "unknown_value"),
        (Some(17), "objects.action.parents", "unknown_value"),
        (Some(20), "objects.mine.role", "unknown_value"),
        (None, "objects.other.fields", "missing_key"),
        (Some(21), "objects.other", "duplicate"),
    ] {
        let expected = (expected.0, expected.1.to_owned(), expected.2);
        assert!(found.contains(&expected), "{expected:?} is not among {found:#?}");
    }
    let error = Mapping::parse(document).unwrap_err();
    let titel = error.problems.iter().find(|p| p.path.ends_with("titel")).unwrap();
    assert_eq!(titel.help.as_deref(), Some("did you mean `title`"));
    assert_eq!(
        titel.to_string(),
        "line 13, column 1: `objects.plan.fields.titel`: `titel` is no field of an object with the role `plan`; did you mean `title`"
    );
}

#[test]
fn broken_documents_are_refused() {
    assert_eq!(problems("a = \n b").first().map(|p| (p.0, p.2)), Some((Some(1), "syntax")));
    assert_eq!(problems("extends = \"veeva_volt\"")[0].2, "unknown_mapping");
    assert_eq!(problems("extends = 3")[0].2, "wrong_type");
    assert_eq!(problems(&"#".repeat(2_000_000))[0].2, "too_large");
    assert!(problems("").len() >= 4);
    let circle = r#"extends = "veeva_vault"
[objects.plan_tactic]
parents = ["action", "plan"]
[objects.plan_tactic.lookups]
action = "action_item__v"
"#;
    assert!(problems(circle).iter().any(|p| p.2 == "lookup_cycle"));
    let unknown = Mapping::shipped("veeva").unwrap_err();
    assert!(unknown.problems[0].help.is_some());
}

#[test]
fn no_mapping_names_a_file_outside_the_folder() {
    let document = |name: &str| format!("extends = \"veeva_vault\"\nname = \"o\"\n[objects.account]\nfiles = [{name}]\n");
    for name in ["'../../evil'", "'/evil'", "'a\\b'", "'C:evil'", "'..'", "'.'", "\"a\\u0007\"", &format!("'{}'", "n".repeat(201))] {
        let problems = Mapping::parse(&document(name)).unwrap_err().problems;
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!((problems[0].code, problems[0].path.as_str(), problems[0].line), ("invalid_file_name", "objects.account.files", Some(4)));
    }
    for name in ["''", "\"a\\u0000\""] {
        assert_eq!(Mapping::parse(&document(name)).unwrap_err().problems[0].code, "invalid_text", "{name}");
    }
    assert!(Mapping::parse(&document("'Konten (neu).2', 'account..v'")).is_ok());
}

#[test]
fn problems_beyond_those_listed_are_counted() {
    let keys: String = (0..1_500).map(|key| format!("key{key} = 1\n")).collect();
    let invalid = Mapping::parse(&format!("extends = \"veeva_vault\"\n{keys}")).unwrap_err();
    assert_eq!((invalid.problems.len(), invalid.more), (1_000, 500));
    assert!(invalid.to_string().starts_with("the mapping has 1500 problem(s)"), "{invalid}");
}
