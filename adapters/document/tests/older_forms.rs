//! Documents of older forms load, with everything that they say, and are written in the newest one (AUD-2).

use kam_core::account_plan::AccountPlan;
use kam_core::config::Settings;
use kam_core::history::{Digest, FieldValue, Object, ObjectKind};
use kam_document::{read_account_plan, write_account_plan};
use std::sync::Arc;

/// As the library of that time wrote it.
const FIRST: &str = include_str!("documents/account_plan.v1.json");
const ITS_HEAD: &str = "d90e111af74f934374ee346286675420d401159673c33bf3771fbb7375be154d";

fn opened(text: &str) -> AccountPlan {
    let (entries, personal) = read_account_plan(text).unwrap();
    AccountPlan::open(entries, personal, Arc::new(Settings::default()), Some(&Digest::parse(ITS_HEAD).unwrap())).unwrap()
}

#[test]
fn a_plan_of_the_first_form() {
    let plan = opened(FIRST);
    let stakeholder = Object::new(ObjectKind::Stakeholder, "s1");
    assert_eq!(plan.value(&stakeholder, "depth"), Some(&FieldValue::text("occasional")), "what nobody can set any more is kept");
    assert_eq!(plan.version(), 13);
    assert_eq!(plan.work().completion().of_plan().map(|completion| completion.to_string()).as_deref(), Some("100"));

    let written = write_account_plan(&plan);
    assert!(FIRST.starts_with(r#"{"kam":"account_plan","version":1,"#) && written.starts_with(r#"{"kam":"account_plan","version":2,"#));
    assert_eq!(written.replacen(r#""version":2"#, r#""version":1"#, 1), FIRST, "no entry is written in another way");
    assert_eq!(opened(&written), plan);
}

#[test]
fn a_form_that_is_not_known() {
    for (version, help) in [("3", Some("take a newer version of this library")), ("0", None)] {
        let error = read_account_plan(&FIRST.replacen(r#""version":1"#, &format!(r#""version":{version}"#), 1)).unwrap_err();
        let [problem] = error.problems() else { panic!("{error}") };
        assert_eq!((problem.code, problem.path.as_str(), problem.help.as_deref()), ("unknown_version", "version", help));
        assert_eq!(problem.text, format!("the form of the document is version {version}, and this library reads the versions 1 to 2"));
    }
}

#[test]
fn a_document_of_another_kind_is_told_as_such() {
    let request = r#"{"kam": "approval_request", "version": 1, "id": "R-1", "events": []}"#;
    assert_eq!(read_account_plan(request).unwrap_err().to_string(), "kam: this is a document of the kind `approval_request`, not `account_plan`");
    let error = kam_document::read_approval_request(FIRST).unwrap_err();
    assert_eq!(error.to_string(), "kam: this is a document of the kind `account_plan`, not `approval_request`");
}
