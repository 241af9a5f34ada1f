//! A life that a configuration gives plans, with steps that a request of their own has to grant (PLN-1).

use super::common::{Company, act, add, kam, lead, new_plan, refused, run, set, status, text};
use kam_core::account_plan::{AccountPlan, Command, Life, PlanState, Whose};
use kam_core::approval::{Around, By, Delegations, Directory, Doing, Facts, Request, RequestState, Signature, Subject};
use kam_core::config::{Record, SettingValue};
use kam_core::history::{Digest, ObjectKind::Node};
use kam_core::values::{Code, Reason};

fn records(records: &[&[(&'static str, SettingValue)]]) -> SettingValue {
    SettingValue::Records(records.iter().map(|fields| Record { fields: fields.to_vec() }).collect())
}

fn word(text: &str) -> SettingValue {
    SettingValue::Text(text.into())
}

/// Plans begin at once, and are closed by an approved request.
fn company() -> Company {
    let transitions = records(&[
        &[("id", word("start")), ("from", word("draft")), ("to", word("active"))],
        &[
            ("id", word("close")),
            ("from", word("active")),
            ("to", word("closed")),
            ("approval", word("plan_closing")),
            ("finished", SettingValue::Flag(true)),
            ("reason", SettingValue::Flag(true)),
        ],
        &[("id", word("stop")), ("from", word("active")), ("to", word("cancelled")), ("reason", SettingValue::Flag(true))],
    ]);
    let definitions = records(&[&[("id", word("closing")), ("subject", word("plan_closing"))], &[("id", word("other")), ("subject", word("goal"))]]);
    let step = |id: &'static str, of: &'static str| {
        vec![("id", word(id)), ("definition", word(of)), ("approvers", word("role")), ("role", word("country_lead"))]
    };
    let steps = records(&[&step("lead", "closing"), &step("goal_lead", "other")]);
    Company::with(vec![("plan.transitions", transitions), ("approvals.definitions", definitions), ("approvals.steps", steps)])
}

fn by(minute: i64, lead_: bool) -> By {
    let act = act(if lead_ { lead() } else { kam() }, minute);
    let reason = Some(Reason::new("seen").expect("a reason"));
    By { person: act.person, acting_for: None, at: act.at, on: act.on, reason, signature: Signature::default() }
}

/// A request for a kind of subject, answered or not.
fn request(company: &Company, kind: &str, content: Digest, answer: Option<&Doing>) -> Request {
    let (directory, delegations) = (Directory::new(vec![kam(), lead()], Vec::new()).expect("people"), Delegations::default());
    let rules = company.rules();
    let around = Around { rules: &rules, directory: &directory, delegations: &delegations };
    let code = |text: &str| Code::new(text).expect("a code");
    let subject = Subject { kind: code(kind), id: code("AP-1"), unit: "DE-S".parse().expect("a unit") };
    let mut request = Request::submit(code("R-9"), subject, content, (Facts::new(), Vec::new()), &by(20, false), &around).expect("a request");
    if let Some(doing) = answer {
        request.act(doing, &by(21, true), &around).unwrap_or_else(|refusal| panic!("{refusal}"));
    }
    request
}

fn conclude(request: &Request) -> Command {
    Command::ConcludeApproval { request: Box::new(request.clone()) }
}

fn active(company: &Company) -> AccountPlan {
    let mut plan = new_plan(company);
    run(&mut plan, company, &add(Node, "g1", &[("title", text("Access"))]), 1);
    run(&mut plan, company, &Command::Move { to: PlanState::Active }, 2);
    plan
}

#[test]
fn a_step_is_granted_by_a_request_of_its_own() {
    let company = company();
    let mut plan = active(&company);
    let reason = |minute| act(kam(), minute).because(Reason::new("all is done").expect("a reason"));
    let (code, _, help) = refused(&mut plan, &company, &Command::Move { to: PlanState::Closed }, &reason(10));
    assert_eq!(code, "no_such_step");
    assert_eq!(help.as_deref(), Some("an approved request for `plan_closing` makes this step: `conclude_approval`; it can become `cancelled`"));

    let content = plan.content();
    let yes = Doing::Approve { content };
    let granted = request(&company, "plan_closing", content, Some(&yes));
    assert_eq!(granted.state(), RequestState::Approved);
    // What the step needs beside the request is asked for as well.
    assert_eq!(refused(&mut plan, &company, &conclude(&granted), &act(kam(), 30)).0, "reason_needed");
    assert_eq!(refused(&mut plan, &company, &conclude(&granted), &reason(30)).0, "unfinished");
    run(&mut plan, &company, &status("g1", "done"), 31);
    for (kind, answer, code, told) in [
        (
            "goal",
            Some(&yes),
            "other_request",
            "this is a request for the goal `AP-1` of the unit `DE-S`, and not for the account_plan `AP-1` of the unit `DE-S`",
        ),
        ("plan_closing", None, "still_pending", "the request still waits for the step `lead`"),
        ("plan_closing", Some(&Doing::Reject { content }), "not_granted", "the request `R-9` is `rejected`, and so nothing comes of it"),
    ] {
        let (found, text, _) = refused(&mut plan, &company, &conclude(&request(&company, kind, content, answer)), &reason(32));
        assert_eq!((found, text.as_str()), (code, told));
    }
    let before = plan.clone();
    let done = plan.run(&conclude(&granted), &reason(33), &company.rules()).expect("a step");
    assert_eq!((plan.state(), done.changes.len()), (PlanState::Closed, 3));
    let opened = AccountPlan::open(plan.entries().to_vec(), plan.personal().clone(), company.rules().settings().clone(), None);
    assert_eq!(opened.as_ref(), Ok(&plan));

    assert_eq!(refused(&mut plan, &company, &conclude(&granted), &reason(34)).0, "put_in_already");

    // The content is another one by now.
    let mut other = before;
    run(&mut other, &company, &set(Node, "g1", &[("title", Some(text("Access for all")))]), 34);
    assert_eq!(refused(&mut other, &company, &conclude(&granted), &reason(35)).0, "other_content");
}

#[test]
fn a_request_for_a_step_is_for_no_other_one() {
    let company = company();
    let mut plan = new_plan(&company);
    let content = plan.content();
    let granted = request(&company, "plan_closing", content, Some(&Doing::Approve { content }));
    let (code, told, help) = refused(&mut plan, &company, &conclude(&granted), &act(kam(), 30));
    assert_eq!((code, told.as_str()), ("no_such_step", "a plan that is `draft` cannot become `closed`"));
    assert_eq!(help.as_deref(), Some("a request for `plan_closing` is for another step; it can become `active`"));
}

#[test]
fn the_usual_life_is_that_of_the_setting() {
    let life = Life::default();
    assert_eq!(&life, Company::new().rules().plans().life());
    assert_eq!(life.steps().len(), 15);
    let send_back = life.step(PlanState::InApproval, PlanState::Draft).expect("a step");
    assert_eq!((send_back.whose, send_back.reason), (Whose::ApproverOrAsker, true));
    assert!(life.next(PlanState::Closed).next().is_none() && life.next(PlanState::Cancelled).next().is_none());
}
