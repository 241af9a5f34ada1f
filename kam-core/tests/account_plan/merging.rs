//! Copies that come back: what the other one says is made anew, and nothing of it is believed (AUD-4, AUD-5, APR-4, CYC-4).

use super::common::{Company, act, add, because, kam, lead, list, many, new_plan, object, person, refused, run, set, status, text};
use super::full;
use kam_core::account_plan::{AccountPlan, Command, MakeFrom, Merged, PlanState};
use kam_core::history::ObjectKind::{self, Node, Plan, Relation, Stakeholder};
use kam_core::history::{Entry, EntryDraft, FieldChange, FieldValue, Personal};
use kam_core::values::{PersonId, PlanId, parse_date};

fn merge(desk: &mut AccountPlan, phone: &AccountPlan, company: &Company) -> Merged {
    let on = parse_date("2026-02-02").expect("a day");
    let merged = desk.merge(phone, &[kam(), lead()], act(kam(), 90).at, on, &company.rules()).expect("copies of one plan");
    let again = AccountPlan::open(desk.entries().to_vec(), desk.personal().clone(), company.rules().settings().clone(), None);
    assert_eq!(again.as_ref(), Ok(&*desk));
    merged
}

fn codes(merged: &Merged) -> Vec<&'static str> {
    merged.clashes.iter().map(|clash| clash.refusal.code()).collect()
}

/// A field of an object, and what it is said to become.
type Said<'s> = (ObjectKind, &'s str, &'s str, &'s str);

/// The plan with an entry behind it that nobody's command made, and that is chained as it should be.
fn forged(plan: &AccountPlan, company: &Company, command: &str, changes: &[Said<'_>]) -> AccountPlan {
    let change = |(kind, id, field, new): &Said<'_>| {
        let object = object(*kind, id);
        FieldChange { old: plan.fields().get(&object, field).cloned(), object, field: (*field).into(), new: Some(FieldValue::text(new)) }
    };
    let said = EntryDraft {
        at: act(kam(), 50).at,
        person: PersonId::new("kam").expect("an id"),
        acting_for: None,
        command: command.into(),
        reason: None,
        made_at: None,
        made_on: plan.version(),
        changes: changes.iter().map(change).collect(),
    };
    let mut entries = plan.entries().to_vec();
    entries.push(Entry::behind(entries.last(), said));
    AccountPlan::open(entries, plan.personal().clone(), company.rules().settings().clone(), None).expect("a plan")
}

#[test]
fn nothing_is_left_behind_by_a_copy_that_was_closed() {
    let company = Company::new();
    let mut desk = full(&company);
    run(&mut desk, &company, &Command::Move { to: PlanState::Active }, 30);
    for node in ["o1", "o2", "g1", "g2"] {
        run(&mut desk, &company, &status(node, "done"), 31);
    }
    let mut phone = desk.clone();
    run(&mut phone, &company, &Command::Move { to: PlanState::Closed }, 40);
    run(&mut desk, &company, &add(Node, "late", &[("title", text("One more"))]), 41);
    let merged = merge(&mut desk, &phone, &company);
    assert_eq!((codes(&merged), desk.state()), (vec!["unfinished"], PlanState::Active));
}

#[test]
fn nobody_approves_by_a_copy_what_they_asked_for() {
    let company = Company::with(vec![("plan.approved_by", many(&["country_lead"]))]);
    let both = || person("both", "country_lead", "DE");
    let mut desk = new_plan(&company);
    let mut phone = desk.clone();
    let go = |plan: &mut AccountPlan, to, who, minute| plan.run(&Command::Move { to }, &act(who, minute), &company.rules()).expect("a step");
    go(&mut phone, PlanState::InApproval, kam(), 10);
    go(&mut phone, PlanState::Approved, both(), 11);
    go(&mut desk, PlanState::InApproval, both(), 12);
    let on = parse_date("2026-02-02").expect("a day");
    let merged = desk.merge(&phone, &[kam(), both()], act(kam(), 90).at, on, &company.rules()).expect("copies of one plan");
    assert_eq!((codes(&merged), desk.state(), merged.known.len()), (vec!["same_person"], PlanState::InApproval, 1));
}

#[test]
fn entries_that_no_command_makes_are_not_taken() {
    let company = Company::new();
    let desk = full(&company);
    let tries: [(&str, &[Said<'_>], &str); 8] = [
        ("move", &[(Plan, "AP-1", "state", "closed")], "no_such_step"),
        ("move", &[(Plan, "AP-1", "state", "active"), (Plan, "AP-1", "title", "Another")], "not_of_command"),
        ("set", &[(Plan, "AP-1", "state", "active")], "not_by_hand"),
        ("set", &[(Plan, "AP-1", "unit", "DE")], "not_by_hand"),
        ("change_status", &[(Node, "o1", "status", "done"), (Node, "o1", "completed_by", "lead")], "not_of_command"),
        ("add", &[(Node, "n9", "status", "done"), (Node, "n9", "title", "Done at once")], "not_of_command"),
        ("set", &[(Node, "o1", "title", "One"), (Node, "o2", "title", "Two")], "not_of_command"),
        ("conclude_approval", &[(Plan, "AP-1", "state", "approved"), (Plan, "AP-1", "approval", "R-1")], "unknown_command"),
    ];
    for (command, changes, code) in tries {
        let phone = forged(&desk, &company, command, changes);
        let mut merged_into = desk.clone();
        let merged = merge(&mut merged_into, &phone, &company);
        assert_eq!(codes(&merged), [code], "{command} {changes:?}");
        assert_eq!(merged_into, desk);
    }
}

#[test]
fn what_was_done_in_both_copies_is_no_conflict() {
    let company = Company::new();
    let mut desk = full(&company);
    let mut phone = desk.clone();
    run(&mut phone, &company, &status("o1", "done"), 20);
    desk.run(&status("o1", "done"), &act(lead(), 21), &company.rules()).expect("a change");
    let merged = merge(&mut desk, &phone, &company);
    assert_eq!((merged.known.len(), merged.clashes.len()), (1, 0));
    assert_eq!(desk.fields().text(&object(Node, "o1"), "completed_by"), Some("lead"));
}

#[test]
fn what_was_added_to_something_that_was_removed_is_a_conflict() {
    let company = Company::new();
    let mut desk = full(&company);
    let mut phone = desk.clone();
    run(&mut phone, &company, &Command::Remove { object: object(Node, "o2") }, 20);
    run(&mut desk, &company, &set(Node, "o2", &[("due", Some(text("2026-06-30")))]), 21);
    let merged = merge(&mut desk, &phone, &company);
    assert_eq!(codes(&merged), ["conflict"]);
    assert_eq!(
        merged.clashes[0].refusal.to_string(),
        "the field `due` of the node `o2` was changed by `kam` in entry 12: it is `2026-06-30` now, and should become nothing"
    );
}

#[test]
fn who_was_erased_is_erased_in_every_copy() {
    let company = Company::new();
    let mut desk = full(&company);
    let mut phone = desk.clone();
    run(&mut phone, &company, &set(Stakeholder, "s1", &[("notes", Some(text("met today")))]), 20);
    let erase = Command::Erase { stakeholder: "s1".into() };
    desk.run(&erase, &because(kam(), 21, "asked for it"), &company.rules()).expect("an erasure");
    // The phone takes it over, with what was written there alone.
    let merged = merge(&mut phone, &desk, &company);
    assert!(merged.clashes.is_empty(), "{:?}", merged.clashes);
    assert!(phone.personal().values().all(|(_, value)| value.value != text("Dr. Ada Lund") && value.value != text("met today")));
    assert_eq!(phone.value(&object(Stakeholder, "s1"), "name"), None);
    // The desk takes nothing of it over.
    let mut other = full(&company);
    run(&mut other, &company, &set(Stakeholder, "s1", &[("notes", Some(text("met today")))]), 20);
    let merged = merge(&mut desk, &other, &company);
    assert_eq!(codes(&merged), ["erased"]);
    assert!(desk.personal().values().all(|(_, value)| value.value != text("met today")));
    let written = set(Stakeholder, "s1", &[("name", Some(text("Ada again")))]);
    assert_eq!(
        refused(&mut desk, &company, &written, &act(kam(), 95)),
        (
            "erased",
            "what was known about the stakeholder `s1` was erased, and nothing new is written about it".to_owned(),
            Some("add a stakeholder of another id".to_owned())
        )
    );
    // What an older version of a document still holds of the person goes by erasing again.
    let mut values = Personal::default();
    for (_, value) in full(&company).personal().values() {
        values.put(value.clone());
    }
    let mut open = AccountPlan::open(desk.entries().to_vec(), values, company.rules().settings().clone(), None).expect("a plan");
    open.run(&erase, &because(kam(), 96, "found in a backup"), &company.rules()).expect("an erasure");
    assert_eq!(open.value(&object(Stakeholder, "s1"), "name"), None);
}

#[test]
fn who_was_erased_is_named_nowhere_in_the_next_cycle() {
    let company = Company::new();
    let mut plan = full(&company);
    run(&mut plan, &company, &add(Stakeholder, "s9", &[("name", text("Somebody else"))]), 20);
    run(&mut plan, &company, &add(Relation, "r9", &[("from", text("s1")), ("to", text("s9")), ("is", text("influences"))]), 21);
    run(&mut plan, &company, &set(Node, "o2", &[("stakeholders", Some(list(&["s1", "s9"])))]), 22);
    run(&mut plan, &company, &Command::CarryOver { node: "o2".into() }, 23);
    let erase = Command::Erase { stakeholder: "s1".into() };
    plan.run(&erase, &because(kam(), 24, "asked for it"), &company.rules()).expect("an erasure");
    let fields = vec![("unit".to_owned(), text("DE-S"))];
    let id = PlanId::new("AP-2").expect("an id");
    let next = AccountPlan::make_from(&plan, MakeFrom::LastCycle, &id, fields, &act(kam(), 30), &company.rules()).expect("a plan").plan;
    assert_eq!(next.fields().get(&object(Node, "o2"), "stakeholders"), Some(&list(&["s9"])));
    assert!(next.fields().object(&object(Relation, "r9")).is_none());
    assert!(next.about("s1").is_empty(), "{:?}", next.about("s1"));
}
