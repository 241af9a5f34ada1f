//! Account plans as records: what is allowed, what is refused and how that reads, and that histories hold.

mod approvals;
mod common;
mod history;
mod life;
mod merging;
mod model;
mod people;
mod sight;

use common::{Company, act, add, because, kam, lead, liaison, list, many, new_plan, object, refused, remove, run, set, status, text};
use kam_core::account_plan::{AccountPlan, Act, Command, MakeFrom, PlanState};
use kam_core::config::SettingValue;
use kam_core::history::ObjectKind::{Analysis, Item, Measure, Member, Node, Plan, Relation, Stakeholder};
use kam_core::values::{Percent, PlanId, parse_date};

/// A plan with two goals, something to do, people and an analysis.
fn full(company: &Company) -> AccountPlan {
    let mut plan = new_plan(company);
    for (minute, command) in [
        add(Member, "msl", &[("role", text("expert"))]),
        add(
            Stakeholder,
            "s1",
            &[
                ("name", text("Dr. Ada Lund")),
                ("influence", text("5")),
                ("stance", text("neutral")),
                ("desired_stance", text("supporter")),
                ("owner", text("kam")),
            ],
        ),
        add(Stakeholder, "s2", &[("name", text("Bo Ek")), ("influence", text("3")), ("roles", list(&["pharmacist"]))]),
        add(Relation, "r1", &[("from", text("s2")), ("to", text("s1")), ("is", text("reports_to"))]),
        add(Node, "g1", &[("title", text("Access")), ("weight", text("3"))]),
        add(Node, "g2", &[("title", text("Evidence")), ("weight", text("1.50"))]),
        add(Node, "o1", &[("parent", text("g1")), ("stakeholders", list(&["s1"]))]),
        add(Node, "o2", &[("parent", text("g1")), ("prerequisites", list(&["o1"]))]),
        add(Analysis, "a1", &[("type", text("swot"))]),
        add(Item, "i1", &[("analysis", text("a1")), ("category", text("threat")), ("text", text("A generic")), ("answered_by", list(&["g1"]))]),
    ]
    .iter()
    .enumerate()
    {
        run(plan_mut(&mut plan), company, command, minute as i64 + 1);
    }
    plan
}

fn plan_mut(plan: &mut AccountPlan) -> &mut AccountPlan {
    plan
}

#[test]
fn a_plan_is_written_and_carried_out() {
    let company = Company::new();
    let mut plan = full(&company);
    assert_eq!(plan.version(), 11);
    assert_eq!(plan.fields().text(&object(Node, "g2"), "weight"), Some("1.5"), "values are kept in one form");
    let done = run(&mut plan, &company, &status("o1", "done"), 20);
    // One of two objectives of a goal of weight 3, beside one of weight 1.5 that is open.
    assert_eq!(done.completion.map(|completion| completion.to_string()).as_deref(), Some("33.333333"));
    assert_eq!(done.changes.len(), 3);
    assert_eq!(plan.fields().text(&object(Node, "o1"), "completed_by"), Some("kam"));
    assert_eq!(plan.fields().text(&object(Node, "o1"), "completed_at"), Some("2026-02-02T08:20:00Z"));
    run(&mut plan, &company, &status("o2", "done"), 21);
    let reopened = plan.run(&status("o2", "open"), &because(kam(), 22, "the vote was repeated"), &company.rules()).expect("a change");
    assert!(reopened.changes.iter().any(|change| &*change.field == "completed_at" && change.new.is_none()));
    assert_eq!(plan.entries().last().and_then(|last| last.said.reason.as_ref()).map(ToString::to_string).as_deref(), Some("the vote was repeated"));
    run(&mut plan, &company, &Command::Move { to: PlanState::Active }, 23);
    assert_eq!(plan.state(), PlanState::Active);
}

#[test]
fn refusals_read_like_help() {
    let company = Company::new();
    let mut plan = full(&company);
    let mut told = |command: &Command, act: &Act| {
        let (code, text, help) = refused(&mut plan, &company, command, act);
        format!("{code}: {text}{}", help.map_or_else(String::new, |help| format!("; {help}")))
    };
    let mine = || act(kam(), 60);
    for (command, expected) in [
        (add(Node, "g1", &[]), "already_there: the plan has a node `g1` already"),
        (add(Node, "n", &[("titel", text("x"))]), "unknown_field: a node has no field `titel`; did you mean `title`"),
        (
            add(Node, "n", &[("status", text("done"))]),
            "not_by_hand: the field `status` of the node `n` is not set by itself; a command of its own changes it: `change_status`, `override_completion`, `carry_over`, `move_to`, `conclude_approval` or `erase`",
        ),
        (add(Node, "n", &[("weight", text("-1"))]), "value_refused: the field `weight` of the node `n` cannot be `-1`: it must be from 0 to 1000000"),
        (
            add(Node, "n", &[("weight", list(&["1"]))]),
            "value_refused: the field `weight` of the node `n` cannot be `1`: one value is needed, no list",
        ),
        (
            add(Node, "n", &[("products", text("p"))]),
            "value_refused: the field `products` of the node `n` cannot be `p`: several values are needed, a list",
        ),
        (add(Node, "n", &[("title", text(" "))]), "value_refused: the field `title` of the node `n` cannot be ` `: it is empty"),
        (
            add(Node, "n", &[("parent", text("g3"))]),
            "value_refused: the field `parent` of the node `n` cannot be `g3`: the plan has no such node; did you mean `g1` or `g2`",
        ),
        (add(Node, "n", &[("level", text("action"))]), "wrong_level: `n` is on level `action`, but below the plan belongs `goal`"),
        (
            add(Node, "n", &[("start", text("2026-05-02")), ("due", text("2026-05-01"))]),
            "value_refused: the field `due` of the node `n` cannot be `2026-05-02 to 2026-05-01`: the planned start is after the due date",
        ),
        (add(Node, "n", &[("target", text("5"))]), "missing_field: a node needs `baseline`, and the node `n` would have none"),
        (set(Node, "g3", &[("title", Some(text("x")))]), "unknown_object: the plan has no node `g3`; did you mean `g1` or `g2`"),
        (set(Node, "g1", &[("title", Some(text("Access")))]), "no_change: the node `g1` is like that already"),
        (
            set(Node, "o1", &[("prerequisites", Some(list(&["o2"])))]),
            "prerequisite_cycle: `o1` waits for itself: `o1` > `o2` > `o1`; take one of them out of the circle",
        ),
        (
            set(Plan, "AP-1", &[("unit", Some(text("DE")))]),
            "not_by_hand: the field `unit` of the plan `AP-1` is not set by itself; it is given once, and stays",
        ),
        (
            set(Stakeholder, "s1", &[("stance", Some(text("frend")))]),
            "value_refused: the field `stance` of the stakeholder `s1` cannot be `frend`: it is no value of the list `stakeholder_stance`; it can be `opponent`, `sceptic`, `neutral`, `supporter`, `advocate`",
        ),
        (
            set(Stakeholder, "s1", &[("committees", Some(list(&["Drugs"])))]),
            "not_kept: `committees` is not kept here; add `committees` to `plan.stakeholder_fields`",
        ),
        (
            set(Stakeholder, "s1", &[("depth", Some(text("regular")))]),
            "not_by_hand: the field `depth` of the stakeholder `s1` is not set by itself; a `relationship` has it, one for each member of the team",
        ),
        (set(Stakeholder, "s1", &[("name", None)]), "missing_field: a stakeholder needs `name`, and the stakeholder `s1` would have none"),
        (remove(Node, "g1"), "still_used: the node `g1` is still named by item `i1`, node `o1`, node `o2`; change or remove these first"),
        (remove(Stakeholder, "s1"), "still_used: the stakeholder `s1` is still named by relation `r1`, node `o1`; change or remove these first"),
        (remove(Plan, "AP-1"), "plan_removed: a plan is cancelled, not removed; `possible_moves` says what it can become"),
        (
            add(Item, "i2", &[("analysis", text("a1")), ("category", text("thread")), ("text", text("x"))]),
            "value_refused: the field `category` of the item `i2` cannot be `thread`: it is no category of an analysis of the type `swot`; did you mean `threat`",
        ),
        (add(Analysis, "a2", &[("type", text("pestle"))]), "not_kept: `pestle` is not kept here; add `pestle` to `plan.analyses`"),
        (
            add(Relation, "r2", &[("from", text("s1")), ("to", text("s1")), ("is", text("influences"))]),
            "value_refused: the field `to` of the relation `r2` cannot be `s1`: a stakeholder stands in no relation to itself",
        ),
        (status("o2", "done"), "prerequisite_unfinished: `o2` cannot be finished before `o1`"),
        (status("o1", "dnoe"), "unknown_status: `dnoe` is no status of this plan; did you mean `done`"),
        (status("o3", "done"), "unknown_object: the plan has no node `o3`; did you mean `o1` or `o2`"),
        (status("o1", "cancelled"), "reason_needed: to change `o1` from `open` to `cancelled` a reason is needed"),
        (
            Command::OverrideCompletion { node: "g1".into(), completion: Percent::HUNDRED, request: None },
            "reason_needed: to set the completion of `g1` by hand needs a reason",
        ),
        (Command::RemoveOverride { node: "g1".into() }, "not_overridden: the completion of `g1` is not overridden"),
        (
            Command::Move { to: PlanState::Closed },
            "no_such_step: a plan that is `draft` cannot become `closed`; it can become `in_approval`, `active`, `cancelled`",
        ),
        (
            Command::Move { to: PlanState::InApproval },
            "no_such_step: a plan that is `draft` cannot become `in_approval`; nobody has to approve plans here, by `plan.approved_by` and `approvals.definitions`; it can become `active`, `cancelled`",
        ),
        (Command::Move { to: PlanState::Cancelled }, "reason_needed: the step from `draft` to `cancelled` needs a reason"),
        (Command::Erase { stakeholder: "s1".into() }, "reason_needed: to erase what is known about `s1` needs a reason"),
    ] {
        assert_eq!(told(&command, &mine()), expected);
    }
    let mut unsalted = mine();
    unsalted.salt = None;
    assert_eq!(
        told(&set(Stakeholder, "s1", &[("notes", Some(text("likes data")))]), &unsalted),
        "salt_needed: the field `notes` says something about a person, and so needs a salt; give 16 to 64 visible characters by chance"
    );
    assert_eq!(
        told(&status("o1", "done"), &act(kam(), 5)),
        "clock_back: the change is of 2026-02-02T08:05:00Z, and the last one before it of 2026-02-02T08:10:00Z; look at the clock of the device"
    );
    let mut ahead = mine();
    ahead.made_on = Some(99);
    assert_eq!(
        told(&status("o1", "done"), &ahead),
        "unknown_version: the plan has the version 11, and the change was made on version 99; open the newest document of the plan"
    );
}

#[test]
fn rights_are_asked_for_every_field() {
    let company = Company::new();
    let mut plan = full(&company);
    let (code, text_, _) = refused(&mut plan, &company, &status("o1", "done"), &act(liaison(), 60));
    assert_eq!(code, "not_allowed");
    assert!(text_.starts_with("`msl` has the right `read` on the part `objective` of the section `hierarchy`"), "{text_}");
    // What the function may, and what the role in the team adds.
    plan.run(&set(Stakeholder, "s1", &[("notes", Some(text("asks for data")))]), &act(liaison(), 61), &company.rules()).expect("a change");
    plan.run(&set(Item, "i1", &[("evidence", Some(text("a study")))]), &act(liaison(), 62), &company.rules())
        .expect("a change of a member of the team");
    run(&mut plan, &company, &remove(Member, "msl"), 63);
    assert_eq!(refused(&mut plan, &company, &set(Item, "i1", &[("evidence", None)]), &act(liaison(), 64)).0, "not_allowed");
    // A slip in a unit or a role is told, where nothing else gives the person a right.
    for (role, unit, told) in [
        ("key_account_manager", "DE-N", "unknown_unit: `x` acts in `DE-N`, and there is no such unit; did you mean `DE-S` or `DE`"),
        (
            "key_acount_manager",
            "DE-S",
            "unknown_role: `x` acts as `key_acount_manager`, and there is no such role here; did you mean `key_account_manager`",
        ),
    ] {
        let other = common::person("x", role, unit);
        let (code, text, help) = refused(&mut plan, &company, &add(Node, "n", &[]), &act(other, 65));
        assert_eq!(format!("{code}: {text}; {}", help.unwrap_or_default()), told);
    }
    // A plan where the person has no right.
    let fields = vec![("unit".to_owned(), text("DE-S"))];
    let refusal = AccountPlan::create(&PlanId::new("AP-2").expect("an id"), fields, &act(liaison(), 0), &company.rules()).expect_err("a refusal");
    assert_eq!(refusal.code(), "not_allowed");
}

#[test]
fn functions_that_are_off_keep_what_is_there() {
    let company = Company::new();
    let plan = full(&company);
    let basic = Company::with(vec![("features.off", many(&["stakeholder_map", "prerequisites", "completion_override"]))]);
    let rules = basic.rules();
    let mut plan = AccountPlan::open(plan.entries().to_vec(), plan.personal().clone(), rules.settings().clone(), None).expect("a plan");
    for command in [
        set(Stakeholder, "s1", &[("notes", Some(text("x")))]),
        set(Node, "g2", &[("prerequisites", Some(list(&["g1"])))]),
        Command::OverrideCompletion { node: "g1".into(), completion: Percent::HUNDRED, request: None },
    ] {
        assert_eq!(refused(&mut plan, &basic, &command, &because(kam(), 60, "why not")).0, "feature_off");
    }
    assert!(plan.fields().object(&object(Stakeholder, "s1")).is_some());
    // What is there can be taken away.
    run(&mut plan, &basic, &set(Node, "o2", &[("prerequisites", None)]), 61);
}

#[test]
fn an_approval_locks_and_is_given_by_somebody_else() {
    let company = Company::with(vec![("plan.approved_by", many(&["country_lead"]))]);
    let mut plan = full(&company);
    let to = |to| Command::Move { to };
    assert_eq!(refused(&mut plan, &company, &to(PlanState::Active), &act(kam(), 20)).0, "no_such_step");
    run(&mut plan, &company, &to(PlanState::InApproval), 21);
    let (code, text_, help) = refused(&mut plan, &company, &status("o1", "done"), &act(kam(), 22));
    assert_eq!(
        (code, text_.as_str(), help.as_deref()),
        ("locked", "the plan is `in_approval`, and so nothing in it changes", Some("wait for its approval, or take it back"))
    );
    assert_eq!(refused(&mut plan, &company, &to(PlanState::Approved), &act(kam(), 23)).0, "same_person");
    assert_eq!(refused(&mut plan, &company, &to(PlanState::Approved), &act(liaison(), 24)).0, "not_allowed");
    assert_eq!(refused(&mut plan, &company, &to(PlanState::Draft), &act(lead(), 25)).0, "reason_needed");
    let content = plan.content();
    plan.run(&to(PlanState::Draft), &because(lead(), 26, "no measure yet"), &company.rules()).expect("sent back");
    run(&mut plan, &company, &set(Node, "g1", &[("title", Some(text("Access to all")))]), 27);
    assert_ne!(plan.content(), content, "another content asks for another approval");
    run(&mut plan, &company, &to(PlanState::InApproval), 28);
    // Who asked may take it back.
    plan.run(&to(PlanState::Draft), &because(kam(), 29, "one more thing"), &company.rules()).expect("taken back");
    run(&mut plan, &company, &to(PlanState::InApproval), 30);
    plan.run(&to(PlanState::Approved), &act(lead(), 31), &company.rules()).expect("approved");
    run(&mut plan, &company, &to(PlanState::Active), 32);
    let content = plan.content();
    run(&mut plan, &company, &status("o1", "done"), 33);
    assert_eq!(plan.content(), content, "working on a plan is no other content");
}

#[test]
fn nothing_is_left_behind_when_a_cycle_ends() {
    let company = Company::new();
    let mut plan = full(&company);
    run(&mut plan, &company, &Command::Move { to: PlanState::Active }, 20);
    let close = Command::Move { to: PlanState::Closed };
    let (code, text_, help) = refused(&mut plan, &company, &close, &act(kam(), 21));
    assert_eq!((code, text_.as_str()), ("unfinished", "4 nodes are not finished, and nobody said what becomes of them: `g1`, `g2`, `o1`, `o2`"));
    assert_eq!(help.as_deref(), Some("finish each, cancel it with a reason, or carry it over"));
    run(&mut plan, &company, &status("o1", "done"), 22);
    run(&mut plan, &company, &Command::CarryOver { node: "o2".into() }, 23);
    plan.run(&status("g2", "cancelled"), &because(kam(), 24, "no study"), &company.rules()).expect("a change");
    assert_eq!(refused(&mut plan, &company, &Command::CarryOver { node: "g2".into() }, &act(kam(), 25)).0, "value_refused");
    run(&mut plan, &company, &close, 26);
    assert_eq!(refused(&mut plan, &company, &status("o2", "done"), &act(kam(), 27)).0, "locked");

    let fields = || vec![("unit".to_owned(), text("DE-S")), ("start".to_owned(), text("2027-01-01"))];
    let id = PlanId::new("AP-2").expect("an id");
    let next = AccountPlan::make_from(&plan, MakeFrom::LastCycle, &id, fields(), &act(kam(), 30), &company.rules()).expect("a plan");
    assert_eq!(next.nodes, 2);
    let ids: Vec<&str> = next.plan.plan().nodes().iter().map(|node| node.id.as_str()).collect();
    assert_eq!(ids, ["g1", "o2"]);
    assert_eq!(next.plan.fields().text(&object(Plan, "AP-2"), "made_from"), Some("AP-1"));
    assert_eq!(next.plan.value(&object(Stakeholder, "s1"), "name"), Some(&text("Dr. Ada Lund")));
    assert_eq!(next.plan.state(), PlanState::Draft);
    // The plan is one that opens.
    let rules = company.rules();
    let again = AccountPlan::open(next.plan.entries().to_vec(), next.plan.personal().clone(), rules.settings().clone(), Some(&next.plan.head()));
    assert_eq!(again.as_ref(), Ok(&next.plan));

    let made = AccountPlan::make_from(&plan, MakeFrom::Template, &id, fields(), &act(lead(), 30), &rules).expect("a plan");
    let copied = made.plan.plan();
    assert_eq!(copied.nodes().iter().map(|node| node.id.as_str()).collect::<Vec<_>>(), ["g1", "o1", "o2"]);
    assert!(copied.nodes().iter().all(|node| node.status.code.as_str() == "open" && node.completed.is_none() && node.owner.is_none()));
    assert!(made.plan.fields().of_kind(Stakeholder).next().is_none());
    assert_eq!(
        AccountPlan::make_from(&plan, MakeFrom::Template, &id, fields(), &act(liaison(), 30), &rules).expect_err("no right").code(),
        "not_allowed"
    );
}

#[test]
fn dates_of_a_template_move_with_the_cycle() {
    let company = Company::new();
    let mut plan = new_plan(&company);
    run(&mut plan, &company, &add(Node, "g", &[("start", text("2026-02-28")), ("due", text("2026-12-31"))]), 1);
    let id = PlanId::new("AP-2").expect("an id");
    let fields = |start: Option<&str>| {
        let start = start.map(|start| ("start".to_owned(), text(start)));
        std::iter::once(("unit".to_owned(), text("DE-S"))).chain(start).collect::<Vec<_>>()
    };
    let dates = |start| {
        let made = AccountPlan::make_from(&plan, MakeFrom::Template, &id, fields(start), &act(kam(), 2), &company.rules()).expect("a plan");
        let date = |field: &str| made.plan.fields().text(&object(Node, "g"), field).map(str::to_owned);
        (date("start"), date("due"))
    };
    assert_eq!(dates(Some("2027-01-01")), (Some("2027-02-28".to_owned()), Some("2027-12-31".to_owned())));
    assert_eq!(dates(None), (None, None), "without both starts nobody knows where dates belong");
}

#[test]
fn what_is_missing_who_is_covered_and_what_is_wanted() {
    let company = Company::with(vec![
        ("plan.required_sections", many(&["profile", "team", "stakeholders", "analyses", "goals", "hierarchy", "measures", "approvals"])),
        ("measures.watched", SettingValue::Records(Vec::new())),
    ]);
    let mut plan = full(&company);
    let creation = plan.creation(&company.rules());
    let missing =
        |section: &str| creation.sections.iter().find(|state| state.section == section).map(|state| state.missing.clone()).unwrap_or_default();
    assert_eq!(missing("profile"), ["`account` of the plan", "`owner` of the plan", "`end` of the plan"]);
    assert_eq!(missing("stakeholders"), ["an owner of the relationship to `s2`"]);
    assert_eq!(missing("hierarchy"), ["something to do below `g1`", "something to do below `g2`"]);
    assert_eq!(missing("measures"), ["a measure"]);
    assert!(missing("analyses").is_empty() && missing("team").is_empty() && missing("goals").is_empty());
    assert!(creation.sections.iter().any(|state| state.section == "approvals" && !state.counted));
    // Three of seven.
    assert_eq!(creation.completion.map(|completion| completion.to_string()).as_deref(), Some("42.857143"));
    assert_eq!(creation.due, parse_date("2026-04-01").ok());

    let on = parse_date("2026-02-20").expect("a day");
    let coverage = |plan: &AccountPlan| {
        (
            plan.outlook().coverage(on, 3, 30, None).counted,
            plan.outlook().coverage(on, 3, 30, None).covered,
            plan.outlook().coverage(on, 3, 30, None).uncovered,
        )
    };
    assert_eq!(coverage(&plan), (2, 0, vec![("s1".to_owned(), vec!["contact"]), ("s2".to_owned(), vec!["owner", "contact"])]));
    assert_eq!(plan.outlook().coverage(on, 5, 30, None).counted, 1);
    let kept = Company::with(vec![("plan.stakeholder_fields", many(&["last_contact", "owner", "influence"]))]);
    plan.run(&set(Stakeholder, "s1", &[("last_contact", Some(text("2026-01-21")))]), &act(kam(), 40), &kept.rules()).expect("a change");
    assert_eq!(plan.outlook().coverage(on, 3, 30, None).share.map(|share| share.to_string()).as_deref(), Some("50"));
    assert_eq!(plan.outlook().coverage(on, 3, 29, None).covered, 0);

    let gaps = plan.outlook().stance_gaps();
    assert_eq!(gaps.len(), 1);
    assert_eq!((gaps[0].stakeholder.as_str(), gaps[0].stance.as_deref(), gaps[0].desired.as_str()), ("s1", Some("neutral"), "supporter"));
    assert_eq!(gaps[0].planned, ["o1"]);
    run(&mut plan, &company, &add(Measure, "m1", &[("unit", text("accounts")), ("target", text("12.0"))]), 41);
    assert!(plan.creation(&company.rules()).sections.iter().all(|state| state.section != "measures" || state.missing.is_empty()));
}

#[test]
fn too_many_goals_are_warned_of() {
    let company = Company::with(vec![("goals.most_in_a_plan", SettingValue::Whole(1))]);
    let mut plan = new_plan(&company);
    assert!(run(&mut plan, &company, &add(Node, "g1", &[]), 1).warnings.is_empty());
    assert_eq!(
        run(&mut plan, &company, &add(Node, "g2", &[]), 2).warnings,
        ["the plan has 2 goals, and at most 1 give it a direction, by `goals.most_in_a_plan`"]
    );
    assert!(run(&mut plan, &company, &add(Node, "o", &[("parent", text("g1"))]), 3).warnings.is_empty());
}
