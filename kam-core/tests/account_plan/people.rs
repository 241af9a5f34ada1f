//! What is said of people goes with them: erased, copied, merged and hidden (AUD-5, ACC-3, PLN-3).

use super::common::{Company, act, add, because, kam, lead, liaison, list, many, new_plan, object, person, refused, remove, run, set, text};
use kam_core::access::Person;
use kam_core::account_plan::{AccountPlan, Command, MakeFrom, Merged};
use kam_core::config::{SettingValue, Step};
use kam_core::history::ObjectKind::{Item, Member, Node, Position, Relationship, Stakeholder};
use kam_core::history::{FieldValue, ObjectKind};
use kam_core::values::{PlanId, parse_date};

fn company() -> Company {
    let fields = ["roles", "influence", "stance", "desired_stance", "owner", "relations", "notes", "depth", "desired_depth", "last_contact"];
    Company::with(vec![
        ("plan.stakeholder_fields", many(&fields)),
        ("plan.analyses", many(&["swot", "white_space"])),
        ("organization.roles", SettingValue::Records(roles())),
    ])
}

fn roles() -> Vec<kam_core::config::Record> {
    let role = |code: &str, function: &str| kam_core::config::Record {
        fields: vec![("code", SettingValue::Text(code.into())), ("function", SettingValue::Text(function.into()))],
    };
    vec![role("key_account_manager", "sales"), role("country_lead", "sales"), role("medical_liaison", "medical")]
}

/// Two stakeholders, two goals, a member, and what is said of the first.
fn plan(company: &Company) -> AccountPlan {
    let mut plan = new_plan(company);
    let position = [("stakeholder", text("s1")), ("goal", text("g1")), ("stance", text("sceptic")), ("influence", text("5"))];
    for (minute, command) in [
        add(Member, "msl", &[("role", text("expert"))]),
        add(Stakeholder, "s1", &[("name", text("Head of pharmacy"))]),
        add(Stakeholder, "s2", &[("name", text("Chair"))]),
        add(Node, "g1", &[("title", text("Access"))]),
        add(Node, "g2", &[("title", text("Evidence"))]),
        add(Position, "p1", &position),
        add(Relationship, "r1", &[("stakeholder", text("s1")), ("member", text("msl")), ("depth", text("occasional"))]),
    ]
    .iter()
    .enumerate()
    {
        run(&mut plan, company, command, minute as i64 + 1);
    }
    plan
}

fn erase(plan: &mut AccountPlan, company: &Company, stakeholder: &str, minute: i64) {
    let act = because(kam(), minute, "asked for it");
    plan.run(&Command::Erase { stakeholder: stakeholder.into() }, &act, &company.rules()).unwrap_or_else(|refusal| panic!("{refusal}"));
}

fn merge(into: &mut AccountPlan, other: &AccountPlan, company: &Company) -> Merged {
    let at = act(kam(), 90);
    into.merge(other, &[kam(), lead(), liaison()], at.at, at.on, &company.rules()).expect("copies of one plan")
}

fn holds(plan: &AccountPlan, value: &str) -> bool {
    plan.personal().values().any(|(_, personal)| personal.value == text(value))
}

#[test]
fn an_id_that_is_used_again_is_of_another_person() {
    let company = company();
    let mut plan = plan(&company);
    run(&mut plan, &company, &remove(Relationship, "r1"), 20);
    run(&mut plan, &company, &add(Relationship, "r1", &[("stakeholder", text("s2")), ("member", text("msl")), ("depth", text("trusted"))]), 21);
    let said = |plan: &AccountPlan, of: &str| plan.about(of).into_iter().filter_map(|mention| mention.value).collect::<Vec<_>>();
    assert!(said(&plan, "s1").contains(&"occasional".to_owned()) && !said(&plan, "s1").contains(&"trusted".to_owned()));
    assert!(said(&plan, "s2").contains(&"trusted".to_owned()) && !said(&plan, "s2").contains(&"occasional".to_owned()));
    erase(&mut plan, &company, "s1", 22);
    assert!(!holds(&plan, "occasional") && !holds(&plan, "sceptic") && holds(&plan, "trusted"));
    assert_eq!(plan.retention(&company.rules()).stakeholders, ["s2"]);
    assert!(!plan.readable().contains("occasional"));
}

#[test]
fn nothing_personal_is_left_in_the_next_cycle_that_no_entry_names() {
    let company = company();
    let mut old = plan(&company);
    run(&mut old, &company, &add(Position, "p2", &[("stakeholder", text("s1")), ("goal", text("g2")), ("influence", text("2"))]), 20);
    run(&mut old, &company, &Command::CarryOver { node: "g1".into() }, 21);
    let fields = vec![("unit".to_owned(), text("DE-S"))];
    let id = PlanId::new("AP-2").expect("an id");
    let mut next = AccountPlan::make_from(&old, MakeFrom::LastCycle, &id, fields, &act(kam(), 30), &company.rules()).expect("a plan").plan;
    assert!(holds(&next, "5") && !holds(&next, "2"), "the position on a goal that does not go on stays behind with all that is said in it");
    erase(&mut next, &company, "s1", 31);
    assert_eq!(next.personal().values().count(), 1, "the name of the other one");
}

#[test]
fn the_next_cycle_takes_along_what_who_makes_it_does_not_see() {
    let closed = kam_core::config::Record {
        fields: vec![
            ("id", SettingValue::Text("notes".into())),
            ("section", SettingValue::Text("stakeholders".into())),
            ("field", SettingValue::Text("notes".into())),
            ("closed_to", SettingValue::Many(vec![SettingValue::Text("sales".into())])),
        ],
    };
    let company = Company::with(vec![("access.fields", SettingValue::Records(vec![closed]))]);
    let mut old = new_plan(&company);
    run(&mut old, &company, &add(Stakeholder, "s1", &[("name", text("Head of pharmacy"))]), 1);
    old.run(&set(Stakeholder, "s1", &[("notes", Some(text("asks for data")))]), &act(liaison(), 2), &company.rules()).expect("a change");
    let made = |unit: &str| {
        let (id, fields) = (PlanId::new("AP-2").expect("an id"), vec![("unit".to_owned(), text(unit))]);
        AccountPlan::make_from(&old, MakeFrom::LastCycle, &id, fields, &act(kam_of(unit), 30), &company.rules()).expect("a plan").plan
    };
    let here = made("DE-S");
    assert!(holds(&here, "asks for data"));
    let sight_fields = here.sight(&kam(), Step::Execution, &company.rules()).objects();
    assert!(sight_fields.iter().all(|(_, fields)| fields.iter().all(|(name, _)| *name != "notes")), "it is hidden there as well");
    assert!(!holds(&made("DE"), "asks for data"), "and does not come to another unit");
}

fn kam_of(unit: &str) -> Person {
    person("kam", "key_account_manager", unit)
}

#[test]
fn who_is_erased_in_one_copy_is_erased_in_the_other() {
    let company = company();
    let start = plan(&company);
    for changed_there in [false, true] {
        let (mut desk, mut phone) = (start.clone(), start.clone());
        if changed_there {
            run(&mut phone, &company, &set(Position, "p1", &[("stance", Some(text("opponent")))]), 20);
        }
        erase(&mut phone, &company, "s1", 21);
        run(&mut desk, &company, &set(Position, "p1", &[("stance", Some(text("neutral")))]), 30);
        let merged = merge(&mut desk, &phone, &company);
        assert!(merged.clashes.iter().all(|clash| &*clash.entry.said.command != "erase"), "{:?}", merged.clashes);
        for value in ["Head of pharmacy", "sceptic", "opponent", "neutral", "occasional", "5"] {
            assert!(!holds(&desk, value), "{value} is still there");
        }
        assert!(desk.fields().object(&object(Position, "p1")).is_none());
        let opened = AccountPlan::open(desk.entries().to_vec(), desk.personal().clone(), company.rules().settings().clone(), None);
        assert_eq!(opened.as_ref(), Ok(&desk));
    }
}

#[test]
fn a_change_for_one_person_does_not_land_on_another() {
    let company = company();
    let start = plan(&company);
    let mine = |of: &str| add(Position, "p9", &[("stakeholder", text(of)), ("goal", text("g2"))]);
    // Added on both sides for two people.
    let (mut desk, mut phone) = (start.clone(), start.clone());
    run(&mut desk, &company, &mine("s1"), 20);
    run(&mut phone, &company, &mine("s2"), 21);
    run(&mut phone, &company, &set(Position, "p9", &[("stance", Some(text("opponent")))]), 22);
    let codes = |merged: &Merged| merged.clashes.iter().map(|clash| clash.refusal.code()).collect::<Vec<_>>();
    let merged = merge(&mut desk, &phone, &company);
    assert_eq!((codes(&merged), merged.taken.len()), (vec!["conflict", "conflict"], 0));
    assert!(!holds(&desk, "opponent"));
    // The same on both sides is one.
    let (mut desk, mut phone) = (start.clone(), start.clone());
    run(&mut desk, &company, &mine("s2"), 20);
    run(&mut phone, &company, &mine("s2"), 21);
    run(&mut phone, &company, &set(Position, "p9", &[("stance", Some(text("opponent")))]), 22);
    let merged = merge(&mut desk, &phone, &company);
    assert_eq!((merged.known.len(), merged.taken.len(), merged.clashes.len()), (1, 1, 0));
    assert_eq!(merge(&mut desk, &phone, &company).taken.len(), 0);
    // Removed and added again for somebody else.
    let (mut desk, mut phone) = (start.clone(), start);
    let seen = desk.version();
    run(&mut phone, &company, &set(Position, "p1", &[("influence", Some(text("1")))]), 20);
    run(&mut desk, &company, &remove(Position, "p1"), 21);
    run(&mut desk, &company, &add(Position, "p1", &[("stakeholder", text("s2")), ("goal", text("g1"))]), 22);
    assert_eq!(codes(&merge(&mut desk, &phone, &company)), ["conflict"]);
    let mut late = act(kam(), 95);
    late.made_on = Some(seen);
    assert_eq!(refused(&mut desk, &company, &set(Position, "p1", &[("influence", Some(text("1")))]), &late).0, "conflict");
}

#[test]
fn what_was_hidden_stays_so_when_it_is_gone() {
    let rules = [("id", "reads_people"), ("role", "medical_liaison"), ("section", "stakeholders"), ("right", "read")];
    let own = [("id", "sales"), ("function", "sales"), ("right", "edit")];
    let record = |fields: &[(&'static str, &str)]| kam_core::config::Record {
        fields: fields.iter().map(|(name, value)| (*name, SettingValue::Text((*value).into()))).collect(),
    };
    let fields = ["roles", "influence", "stance", "desired_stance", "owner", "relations", "notes", "depth", "desired_depth", "last_contact"];
    let company =
        Company::with(vec![("access.rules", SettingValue::Records(vec![record(&rules), record(&own)])), ("plan.stakeholder_fields", many(&fields))]);
    let mut plan = plan(&company);
    run(&mut plan, &company, &remove(Position, "p1"), 20);
    run(&mut plan, &company, &remove(Relationship, "r1"), 21);
    let company_rules = company.rules();
    // The liaison sees people, and neither goals nor the team, whose member it would be.
    let seen = plan.sight(&person("msl9", "medical_liaison", "DE-S"), Step::Execution, &company_rules).entries();
    let kinds: Vec<ObjectKind> = seen.iter().flat_map(|entry| &entry.changes).map(|change| change.object.kind).collect();
    assert!(kinds.contains(&Stakeholder) && !kinds.contains(&Position) && !kinds.contains(&Relationship), "{kinds:?}");
}

#[test]
fn who_is_covered_is_not_said_where_what_tells_it_is_closed() {
    let closed = |field: &str| kam_core::config::Record {
        fields: vec![
            ("id", SettingValue::Text(field.into())),
            ("section", SettingValue::Text("stakeholders".into())),
            ("field", SettingValue::Text(field.into())),
            ("closed_to", SettingValue::Many(vec![SettingValue::Text("medical".into())])),
        ],
    };
    let fields = ["roles", "influence", "stance", "desired_stance", "owner", "relations", "notes", "depth", "desired_depth", "last_contact"];
    let company = Company::with(vec![
        ("access.fields", SettingValue::Records(vec![closed("last_contact"), closed("stance")])),
        ("plan.stakeholder_fields", many(&fields)),
    ]);
    let mut plan = new_plan(&company);
    let wanted: Vec<(&str, FieldValue)> =
        [("influence", "5"), ("owner", "kam"), ("last_contact", "2026-02-01"), ("stance", "supporter"), ("desired_stance", "supporter")]
            .map(|(name, value)| (name, text(value)))
            .to_vec();
    let mut all = vec![("name", text("Head of pharmacy"))];
    all.extend(wanted);
    run(&mut plan, &company, &add(Stakeholder, "s1", &all), 1);
    let on = parse_date("2026-02-02").expect("a day");
    let rules = company.rules();
    assert_eq!(plan.outlook().coverage(on, 3, 30, None).covered, 1);
    let sight = plan.sight(&liaison(), Step::Execution, &rules);
    assert_eq!(sight.outlook().coverage(on, 3, 30, None).counted, 0);
    assert!(sight.outlook().stance_gaps().is_empty());
}

#[test]
fn refusals_name_nothing_that_is_hidden() {
    let company = company();
    let mut plan = plan(&company);
    run(&mut plan, &company, &set(Node, "g1", &[("stakeholders", Some(list(&["s1"])))]), 20);
    // Somebody without any right hears that alone.
    let stranger = || act(Person::new("u99".parse().expect("an id")), 30);
    for command in [
        add(Node, "g1", &[("title", text("x"))]),
        add(Node, "n", &[("parent", text("g3"))]),
        set(Node, "g1", &[("parent", Some(text("g2")))]),
        add(Position, "p2", &[("stakeholder", text("s1")), ("goal", text("g1"))]),
        add(Item, "i1", &[("analysis", text("a"))]),
        remove(Stakeholder, "s1"),
        remove(Position, "p1"),
    ] {
        assert_eq!(refused(&mut plan, &company, &command, &stranger()).0, "not_allowed", "{command:?}");
    }
    // Medical writes about people, and sees no goals beside reading the hierarchy.
    let (_, told, _) = refused(&mut plan, &company, &add(Position, "p2", &[("stakeholder", text("s1")), ("goal", text("g1"))]), &act(kam(), 31));
    assert!(told.contains("the position `p1`"), "{told}");
}

#[test]
fn who_may_hears_what_is_wrong() {
    let company = company();
    let mut plan = plan(&company);
    for (command, code) in [
        (add(Node, "n", &[("level", text("gaol"))]), "value_refused"),
        (add(Node, "n", &[("level", text("gaol")), ("title", text("x"))]), "value_refused"),
        (add(Node, "n", &[("parent", text("g9")), ("level", text("action"))]), "value_refused"),
        (set(Node, "g1", &[("level", Some(text("")))]), "value_refused"),
        (add(ObjectKind::Analysis, "a", &[("type", text("swto"))]), "value_refused"),
        (add(Item, "i", &[("analysis", text("none")), ("text", text("x"))]), "value_refused"),
        (set(Node, "g7", &[("title", Some(text("x")))]), "unknown_object"),
        (add(Stakeholder, "s1", &[("name", text("x"))]), "already_there"),
    ] {
        assert_eq!(refused(&mut plan, &company, &command, &act(kam(), 40)).0, code, "{command:?}");
    }
}
