#![no_main]
//! Any text as the document of an account plan, as it is and with the chain made good, since no luck finds digests.

use kam_config::{Document, read_configuration};
use kam_core::access::{Person, Rights};
use kam_core::account_plan::{AccountPlan, Rules};
use kam_core::history::{Entry, Personal};
use kam_core::values::{Code, UnitId};
use kam_document::{DocumentError, read_account_plan, write_account_plan};
use libfuzzer_sys::fuzz_target;

const CORE: &str = "[layer]\nname = \"core\"\n[organization]\nunits = [{ id = \"DK\", level = \"national\" }]\n[features]\nstage = \"full\"\n\
                    [access]\nrules = [{ id = \"all\", right = \"edit\" }]\n";

fn chained(entries: &[Entry]) -> Vec<Entry> {
    let mut chain: Vec<Entry> = Vec::with_capacity(entries.len());
    for entry in entries {
        let next = Entry::behind(chain.last(), entry.said.clone());
        chain.push(next);
    }
    chain
}

fn opened(entries: Vec<Entry>, personal: Personal, rules: &Rules<'_>) -> Option<AccountPlan> {
    match AccountPlan::open(entries, personal, rules.settings().clone(), None) {
        Ok(plan) => Some(plan),
        Err(refusal) => {
            assert!(!refusal.to_string().is_empty() && !refusal.code().is_empty());
            let _ = refusal.help();
            None
        }
    }
}

/// A plan is what its document gives.
fn is_its_document(plan: &AccountPlan, rules: &Rules<'_>) {
    let text = write_account_plan(plan);
    let (entries, personal) = read_account_plan(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let again = AccountPlan::open(entries, personal, rules.settings().clone(), Some(&plan.head())).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(&again, plan, "{text}");
    assert_eq!(again.content(), plan.content());
}

fuzz_target!(|data: &str| {
    let (entries, personal) = match read_account_plan(data) {
        Ok(parts) => parts,
        Err(DocumentError::Document(problems)) => {
            assert!(!problems.is_empty());
            for problem in &problems {
                assert!(!problem.text.is_empty());
                assert!(problem.line.is_none_or(|line| line as usize <= data.lines().count() + 1));
            }
            return;
        }
        Err(other) => panic!("{other}"),
    };
    let configuration = read_configuration(&[Document { name: "core.toml".to_owned(), content: CORE.to_owned() }]).expect("a configuration");
    let resolved = configuration.core().expect("a core");
    let rights = Rights::of(&configuration, resolved);
    let rules = Rules::of(resolved, &rights).expect("rules");
    if let Some(plan) = opened(entries.clone(), personal.clone(), &rules) {
        is_its_document(&plan, &rules);
    }
    let chain = chained(&entries);
    let Some(plan) = opened(chain.clone(), personal.clone(), &rules) else { return };
    is_its_document(&plan, &rules);
    let _ = (plan.readable(), plan.creation(&rules), plan.stance_gaps(), plan.state());
    let last = plan.entries().last().expect("an entry").said.at;
    let _ = plan.coverage(last.date_naive(), 1, 30);
    for (object, _) in plan.fields().objects() {
        let _ = plan.about(&object.id);
    }

    // A copy that stopped earlier takes over what came later, and is what its entries give.
    let role = || Code::new("key_account_manager").expect("a role");
    let unit = || UnitId::new(plan.unit().as_str()).expect("a unit");
    let people: Vec<Person> = plan.entries().iter().map(|entry| Person::new(entry.said.person.clone()).with_role(role(), unit())).collect();
    for kept in [1, chain.len() / 2] {
        let Some(mut copy) = opened(chain.get(..kept).unwrap_or_default().to_vec(), personal.clone(), &rules) else { continue };
        let merged = copy.merge(&plan, &people, last, last.date_naive(), &rules).expect("the same plan");
        assert_eq!(merged.taken.len() + merged.known.len() + merged.clashes.len(), chain.len() - kept);
        for clash in &merged.clashes {
            assert!(!clash.refusal.to_string().is_empty());
        }
        is_its_document(&copy, &rules);
    }
});
