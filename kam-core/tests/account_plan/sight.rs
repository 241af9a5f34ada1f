//! What a person sees of a plan and its history (ACC-3, ACC-5).

use super::common::{Company, act, add, because, kam, liaison, list, many, new_plan, object, run, set, status, text};
use kam_core::access::Person;
use kam_core::account_plan::{AccountPlan, Command};
use kam_core::config::{Record, SettingValue, Step};
use kam_core::history::ObjectKind::{Analysis, Item, Member, Node, Plan, Stakeholder};
use kam_core::history::{FieldValue, Object};
use kam_core::values::{Code, PersonId, UnitId};

fn record(fields: &[(&'static str, &str)]) -> Record {
    Record { fields: fields.iter().map(|(name, text)| (*name, SettingValue::Text((*text).into()))).collect() }
}

fn company() -> Company {
    let rules = [
        [("id", "sales_edit"), ("function", "sales"), ("right", "edit")].as_slice(),
        &[("id", "medical_goals"), ("function", "medical"), ("section", "hierarchy"), ("part", "goal"), ("right", "read")],
        &[("id", "medical_team"), ("function", "medical"), ("section", "team"), ("right", "read")],
        &[("id", "medical_swot"), ("function", "medical"), ("section", "analyses"), ("part", "swot"), ("right", "read")],
        &[("id", "lead_reads"), ("team_role", "expert"), ("section", "stakeholders"), ("right", "read")],
    ];
    let closed = |id: &str, field: &str, to: &str| {
        let mut record = record(&[("id", id), ("section", "stakeholders"), ("field", field)]);
        record.fields.push(("closed_to", SettingValue::Many(vec![SettingValue::Text(to.into())])));
        record
    };
    let mut weight = record(&[("id", "weights"), ("section", "hierarchy"), ("field", "weight")]);
    weight.fields.push(("closed_to", SettingValue::Many(vec![SettingValue::Text("medical".into())])));
    Company::with(vec![
        ("plan.analyses", many(&["swot", "pestle"])),
        ("access.rules", SettingValue::Records(rules.into_iter().map(record).collect())),
        ("access.fields", SettingValue::Records(vec![closed("notes", "notes", "sales"), closed("stances", "stance", "sales"), weight])),
    ])
}

/// A plan whose every part says something that can be looked for.
fn telling(company: &Company) -> AccountPlan {
    let mut plan = new_plan(company);
    run(&mut plan, company, &add(Node, "g1", &[("title", text("goal-title")), ("weight", text("7"))]), 1);
    run(&mut plan, company, &add(Node, "o1", &[("parent", text("g1")), ("title", text("objective-title"))]), 2);
    run(&mut plan, company, &add(Stakeholder, "s1", &[("name", text("stakeholder-name"))]), 3);
    run(&mut plan, company, &set(Node, "g1", &[("stakeholders", Some(list(&["s1"]))), ("title", Some(text("goal-title-2")))]), 4);
    run(&mut plan, company, &add(Analysis, "a1", &[("type", text("swot"))]), 5);
    run(&mut plan, company, &add(Item, "i1", &[("analysis", text("a1")), ("category", text("strength")), ("text", text("swot-text"))]), 6);
    run(&mut plan, company, &set(Item, "i1", &[("answered_by", Some(list(&["g1", "o1"])))]), 7);
    run(&mut plan, company, &add(Analysis, "a2", &[("type", text("pestle"))]), 8);
    run(&mut plan, company, &add(Item, "i2", &[("analysis", text("a2")), ("category", text("legal")), ("text", text("map-text"))]), 9);
    run(&mut plan, company, &status("o1", "done"), 10);
    let reopened = because(kam(), 11, "reason-of-objective");
    plan.run(&status("o1", "open"), &reopened, &company.rules()).expect("a change");
    run(&mut plan, company, &add(Node, "gone", &[("title", text("removed-title"))]), 12);
    run(&mut plan, company, &Command::Remove { object: object(Node, "gone") }, 13);
    plan
}

fn shown(plan: &AccountPlan, person: &Person, company: &Company) -> String {
    let rules = company.rules();
    let sight = plan.sight(person, Step::Execution, &rules);
    let value = |value: &FieldValue| match value {
        FieldValue::Personal(digest) => plan.personal().get(digest).map(ToString::to_string).unwrap_or_default(),
        value => value.to_string(),
    };
    let mut text = String::new();
    for (object, fields) in sight.objects() {
        for (name, field) in fields {
            text.push_str(&format!("{object} {name} {}\n", value(&field)));
        }
    }
    for seen in sight.entries() {
        text.push_str(&format!("{} {:?}\n", seen.entry.number, seen.reason()));
        for change in &seen.changes {
            let values = [&change.old, &change.new].map(|field| field.as_ref().map(value));
            text.push_str(&format!("{} {} {values:?}\n", change.object, change.field));
        }
    }
    text
}

#[test]
fn nothing_that_is_hidden_is_told_anywhere() {
    let company = company();
    let plan = telling(&company);
    let seen = shown(&plan, &liaison(), &company);
    for told in ["goal-title-2", "swot-text"] {
        assert!(seen.contains(told), "{told} is missing:\n{seen}");
    }
    for hidden in ["objective-title", "`o1`", "Rigshospitalet", "stakeholder-name", "s1", "map-text", "reason-of-objective", "weight", " 7", "done"] {
        assert!(!seen.contains(hidden), "{hidden} is told:\n{seen}");
    }
    // Lists are told without what is hidden.
    assert!(seen.contains("answered_by g1\n"), "{seen}");
    assert!(!plan.sight(&liaison(), Step::Execution, &company.rules()).completion());

    let sales = shown(&plan, &kam(), &company);
    assert!(sales.contains("objective-title") && sales.contains("reason-of-objective") && sales.contains("removed-title"), "{sales}");
    assert!(plan.sight(&kam(), Step::Execution, &company.rules()).completion());
    let nobody = Person::new(PersonId::new("x").expect("an id"));
    assert_eq!(shown(&plan, &nobody, &company), "");
}

#[test]
fn fields_are_closed_in_the_history_too() {
    let company = company();
    let mut plan = telling(&company);
    run(&mut plan, &company, &add(Member, "msl", &[("role", text("expert"))]), 20);
    let expert = liaison();
    let write = company_that_lets_medical_write();
    let notes = set(Stakeholder, "s1", &[("notes", Some(text("closed-note")))]);
    plan.run(&notes, &act(liaison(), 21), &write.rules()).expect("a change");
    // The role in the team comes from the plan, and gives medical the stakeholders.
    let seen = shown(&plan, &expert, &company);
    assert!(seen.contains("stakeholder-name") && seen.contains("closed-note") && seen.contains("stakeholders s1"), "{seen}");
    let sales = shown(&plan, &kam(), &company);
    assert!(sales.contains("stakeholder-name") && !sales.contains("closed-note"), "{sales}");
    let rules = company.rules();
    let sight = plan.sight(&kam(), Step::Execution, &rules);
    assert!(sight.entries().iter().all(|seen| seen.whole), "an entry of which nothing is seen is not there");
    assert_eq!(sight.entries().len() + 1, plan.entries().len());
    assert!(sight.sees(&Object::new(Plan, "AP-1")));
}

fn company_that_lets_medical_write() -> Company {
    let rules = [[("id", "all"), ("right", "edit")].as_slice()];
    Company::with(vec![("access.rules", SettingValue::Records(rules.into_iter().map(record).collect()))])
}

#[test]
fn who_may_not_is_told_so_and_nothing_else() {
    let company = company();
    let mut plan = telling(&company);
    run(&mut plan, &company, &Command::Move { to: kam_core::account_plan::PlanState::Active }, 20);
    let close = Command::Move { to: kam_core::account_plan::PlanState::Closed };
    let person = Person::new(PersonId::new("msl").expect("an id"))
        .with_role(Code::new("medical_liaison").expect("a code"), UnitId::new("DE-S").expect("a unit"));
    let refusal = plan.preview(&close, &act(person.clone(), 21), &company.rules()).expect_err("a refusal");
    assert_eq!(refusal.code(), "not_allowed", "{refusal}");
    let cancel = Command::Move { to: kam_core::account_plan::PlanState::Cancelled };
    assert_eq!(plan.preview(&cancel, &act(person, 21), &company.rules()).expect_err("a refusal").code(), "not_allowed");
}
