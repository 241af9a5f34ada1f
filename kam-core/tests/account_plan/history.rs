//! Histories: damage is found, copies meet again, persons are erased.

use super::common::{Company, act, add, because, kam, lead, list, new_plan, object, person, refused, remove, run, set, status, text};
use super::full;
use kam_core::account_plan::{AccountPlan, Command};
use kam_core::history::ObjectKind::{Node, Stakeholder};
use kam_core::history::{BrokenBy, Entry, Personal, replay, verify};
use kam_core::values::{PersonId, Reason, parse_date};

fn opened(entries: &[Entry], personal: &Personal, company: &Company) -> AccountPlan {
    AccountPlan::open(entries.to_vec(), personal.clone(), company.rules().settings().clone(), None).unwrap_or_else(|refusal| panic!("{refusal}"))
}

#[test]
fn every_damage_of_one_entry_is_found() {
    let company = Company::new();
    let mut plan = full(&company);
    run(&mut plan, &company, &status("o1", "done"), 20);
    let entries = plan.entries().to_vec();
    let head = plan.head();
    assert!(verify(&entries, Some(&head)).is_ok());
    assert_eq!(replay(&entries).as_ref(), Ok(plan.fields()));
    let found = |entries: &[Entry]| verify(entries, Some(&head)).expect_err("damage").place;
    for place in 0..entries.len() {
        let mut removed = entries.clone();
        removed.remove(place);
        // The last one is missed by the digest that the host keeps.
        assert_eq!(found(&removed), if place + 1 == entries.len() { place } else { place + 1 });
        let mut twice = entries.clone();
        twice.insert(place, entries[place].clone());
        assert_eq!(found(&twice), place + 2);
        if place + 1 < entries.len() {
            let mut swapped = entries.clone();
            swapped.swap(place, place + 1);
            assert_eq!(found(&swapped), place + 1);
        }
        let alter: [fn(&mut Entry); 9] = [
            |entry| entry.said.person = PersonId::new("other").expect("an id"),
            |entry| entry.said.acting_for = Some(PersonId::new("other").expect("an id")),
            |entry| entry.said.reason = Some(Reason::new("another").expect("a reason")),
            |entry| entry.said.command = "other".into(),
            |entry| entry.said.made_on += 1,
            |entry| entry.said.at += chrono::Duration::microseconds(1),
            |entry| entry.said.made_at = Some(entry.said.at),
            |entry| entry.said.changes.clear(),
            |entry| entry.said.changes[0].field = "other".into(),
        ];
        for alter in alter {
            let mut altered = entries.clone();
            alter(&mut altered[place]);
            assert_eq!(verify(&altered, None).expect_err("damage").by, BrokenBy::Altered);
            // Who mends the digest of the entry as well is found by the next one, or by the head.
            altered[place].digest = altered[place].computed();
            assert_eq!(found(&altered), if place + 1 == entries.len() { place + 1 } else { place + 2 });
        }
    }
    let forged = {
        let mut entries = entries.clone();
        let mut said = entries[5].said.clone();
        said.changes[0].old = Some(text("something"));
        entries[5] = Entry::behind(entries.get(4), said);
        for place in 6..entries.len() {
            entries[place] = Entry::behind(Some(&entries[place - 1].clone()), entries[place].said.clone());
        }
        entries
    };
    assert!(verify(&forged, None).is_ok());
    let refusal = AccountPlan::open(forged, plan.personal().clone(), company.rules().settings().clone(), None).expect_err("another value");
    assert!(refusal.to_string().starts_with("entry 6 changes `"), "{refusal}");
}

#[test]
fn a_person_is_erased_and_the_chain_holds() {
    let company = Company::new();
    let mut plan = full(&company);
    run(&mut plan, &company, &set(Stakeholder, "s1", &[("notes", Some(text("prefers mornings")))]), 20);
    run(&mut plan, &company, &set(Stakeholder, "s1", &[("notes", Some(text("prefers evenings")))]), 21);
    let about = plan.about("s1");
    assert!(about.iter().any(|mention| mention.entry.is_none() && mention.field == "name" && mention.value.as_deref() == Some("Dr. Ada Lund")));
    assert!(about.iter().any(|mention| mention.entry == Some(12) && mention.value.as_deref() == Some("prefers mornings")));
    assert!(about.iter().any(|mention| mention.object == object(Node, "o1") && mention.field == "stakeholders"));
    let before = plan.entries().to_vec();
    plan.run(&Command::Erase { stakeholder: "s1".into() }, &because(kam(), 22, "asked for by letter"), &company.rules()).expect("a change");
    assert_eq!(plan.entries()[..before.len()], before, "entries stay as they were");
    assert_eq!(plan.value(&object(Stakeholder, "s1"), "name"), None);
    let said = format!("{:?}", (plan.entries(), plan.personal(), plan.fields()));
    assert!(!said.contains("Ada Lund") && !said.contains("prefers"), "nothing of it is left");
    assert!(said.contains("Bo Ek"), "others stay");
    assert!(plan.about("s1").iter().all(|mention| !mention.value.as_deref().is_some_and(|value| value.contains("Ada"))));
    assert_eq!(opened(plan.entries(), plan.personal(), &company), plan);
    assert_eq!(plan.fields().of_kind(Stakeholder).count(), 2, "what is erased stays countable");
    assert_eq!(refused(&mut plan, &company, &Command::Erase { stakeholder: "s1".into() }, &because(kam(), 23, "again")).0, "no_change");
    assert_eq!(refused(&mut plan, &company, &Command::Erase { stakeholder: "s9".into() }, &because(kam(), 23, "who")).0, "unknown_object");
    // How the person stood to others is gone with it.
    assert!(plan.fields().object(&object(super::Relation, "r1")).is_none());
    // Somebody who is no longer in the plan can be erased as well.
    run(&mut plan, &company, &remove(Stakeholder, "s2"), 25);
    plan.run(&Command::Erase { stakeholder: "s2".into() }, &because(kam(), 26, "asked for"), &company.rules()).expect("a change");
    assert!(!format!("{plan:?}").contains("Bo Ek"));
    assert_eq!(opened(plan.entries(), plan.personal(), &company), plan);
}

#[test]
fn the_same_value_of_two_persons_has_two_digests() {
    let company = Company::new();
    let mut plan = new_plan(&company);
    let fields = [("name", text("A Name")), ("stance", text("neutral"))];
    run(&mut plan, &company, &add(Stakeholder, "s1", &fields), 1);
    run(&mut plan, &company, &add(Stakeholder, "s2", &fields), 1);
    let value = |id: &str| plan.fields().get(&object(Stakeholder, id), "stance").cloned();
    assert_ne!(value("s1"), value("s2"));
    assert_eq!(plan.personal().values().count(), 4);
}

#[test]
fn somebody_was_faster() {
    let company = Company::new();
    let mut plan = full(&company);
    let on = |version: u32, minute: i64| {
        let mut act = act(lead(), minute);
        act.made_on = Some(version);
        act
    };
    let seen = plan.version();
    run(&mut plan, &company, &set(Node, "g1", &[("title", Some(text("Access for all")))]), 20);
    let mine = set(Node, "g1", &[("title", Some(text("Access in May")))]);
    let (code, told, help) = refused(&mut plan, &company, &mine, &on(seen, 21));
    assert_eq!(code, "conflict");
    assert_eq!(
        told,
        "the field `title` of the node `g1` was changed by `kam` in entry 12: it is `Access for all` now, and should become `Access in May`"
    );
    assert_eq!(help.as_deref(), Some("look at both, and make the change again on the newest version"));
    // Another field of the same node, and the same value, are fine.
    plan.run(&set(Node, "g1", &[("weight", Some(text("5")))]), &on(seen, 22), &company.rules()).expect("a change");
    assert_eq!(plan.entries().last().map(|last| (last.number, last.said.made_on)), Some((13, seen)));
    plan.run(&mine, &on(13, 23), &company.rules()).expect("a change on the newest version");
    // What is gone cannot be changed.
    let seen = plan.version();
    run(&mut plan, &company, &remove(Node, "o2"), 24);
    assert_eq!(refused(&mut plan, &company, &set(Node, "o2", &[("title", Some(text("x")))]), &on(seen, 25)).0, "unknown_object");
}

#[test]
fn two_copies_meet_again() {
    let company = Company::new();
    let desk_ = full(&company);
    let (mut desk, mut phone) = (desk_.clone(), desk_);
    let rep = || person("rep", "key_account_manager", "DE-S");
    let on_phone = |phone: &mut AccountPlan, command: &Command, minute: i64| {
        phone.run(command, &act(rep(), minute), &company.rules()).unwrap_or_else(|refusal| panic!("{refusal}"));
    };
    on_phone(&mut phone, &status("o1", "done"), 20);
    on_phone(&mut phone, &add(Node, "o3", &[("parent", text("g2")), ("title", text("Study meeting"))]), 21);
    on_phone(&mut phone, &set(Node, "o3", &[("due", Some(text("2026-06-30")))]), 22);
    on_phone(&mut phone, &set(Node, "g1", &[("title", Some(text("Access, from the phone")))]), 23);
    on_phone(&mut phone, &set(Stakeholder, "s1", &[("notes", Some(text("met today")))]), 24);
    on_phone(&mut phone, &set(Node, "o2", &[("title", Some(text("Second step")))]), 25);
    run(&mut desk, &company, &set(Node, "g1", &[("title", Some(text("Access, from the desk")))]), 30);
    run(&mut desk, &company, &set(Node, "g2", &[("weight", Some(text("2")))]), 31);
    run(&mut desk, &company, &remove(Node, "o2"), 32);

    let at = act(kam(), 60).at;
    let on = parse_date("2026-02-02").expect("a day");
    let merged = desk.merge(&phone, &[rep()], at, on, &company.rules()).expect("copies of one plan");
    assert_eq!(merged.common, 11);
    assert_eq!(merged.taken, [15, 16, 17, 18]);
    let clashes: Vec<(u32, &str, String)> =
        merged.clashes.iter().map(|clash| (clash.entry.number, clash.refusal.code(), clash.refusal.to_string())).collect();
    assert_eq!(
        clashes[0],
        (15, "conflict", "the field `title` of the node `g1` was changed by `kam` in entry 12: it is `Access, from the desk` now, and should become `Access, from the phone`".to_owned())
    );
    assert_eq!((clashes[1].0, clashes[1].1), (17, "unknown_object"));
    assert_eq!(clashes.len(), 2);
    assert_eq!(desk.value(&object(Stakeholder, "s1"), "notes"), Some(&text("met today")));
    let taken = &desk.entries()[14];
    assert_eq!((taken.said.person.as_str(), taken.said.made_on, taken.said.command.as_ref()), ("rep", 11, "change_status"));
    assert_eq!(taken.said.made_at.map(|made| made.to_rfc3339()).as_deref(), Some("2026-02-02T08:20:00+00:00"));
    assert_eq!(desk.fields().text(&object(Node, "o1"), "completed_by"), Some("rep"));
    assert_eq!(opened(desk.entries(), desk.personal(), &company), desk);
    // Merged once more nothing happens but that the same two clash.
    let again = desk.merge(&phone, &[rep()], at, on, &company.rules()).expect("copies of one plan");
    assert_eq!((again.taken.len(), again.known.len(), again.clashes.len()), (0, 4, 2));
    // Who has no right any more has none when the phone comes back.
    let mut desk = full(&company);
    let nobody = desk.merge(&phone, &[], at, on, &company.rules()).expect("copies of one plan");
    assert!(
        nobody.taken.is_empty()
            && nobody.clashes.iter().all(|clash| clash.refusal.code() == "unknown_person" || clash.refusal.code() == "unknown_object")
    );
    let mut other = new_plan(&Company::new());
    run(&mut other, &company, &add(Node, "x", &[("products", list(&["p1"]))]), 1);
    let mut stranger = full(&company);
    let mut renamed = other.entries().to_vec();
    renamed[0].said.person = PersonId::new("somebody").expect("an id");
    let renamed = vec![Entry::behind(None, renamed[0].said.clone())];
    let renamed = opened(&renamed, &Personal::default(), &company);
    assert_eq!(stranger.merge(&renamed, &[], at, on, &company.rules()).expect_err("another plan").code(), "other_plan");
}
