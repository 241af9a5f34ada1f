//! A plan and the requests for its approval: bound to its content, and amended afterwards (APR-7, APR-8).

use super::common::{Company, act, add, because, kam, lead, list, new_plan, object, person, refused, run, set, status, text};
use kam_core::access::Person;
use kam_core::account_plan::{AccountPlan, Command, PlanState};
use kam_core::approval::{Around, By, Delegations, Directory, Doing, Facts, Request, RequestState, Signature, Subject};
use kam_core::config::{Record, SettingValue};
use kam_core::history::ObjectKind::{self, Node, Plan, Stakeholder};
use kam_core::history::{Digest, Entry, EntryDraft, FieldChange};
use kam_core::values::{Code, Percent, Reason};

fn medical() -> Person {
    person("medical", "medical_liaison", "DE")
}

fn records(records: &[&[(&'static str, SettingValue)]]) -> SettingValue {
    SettingValue::Records(records.iter().map(|fields| Record { fields: fields.to_vec() }).collect())
}

fn company(concerns: &[&str]) -> Company {
    let text = |text: &str| SettingValue::Text(text.into());
    let codes = |codes: &[&str]| SettingValue::Many(codes.iter().map(|code| SettingValue::Text((*code).into())).collect());
    let definitions = records(&[
        &[("id", text("plan")), ("subject", text("account_plan")), ("if_no_step", text("approve")), ("edited_by", codes(&["country_lead"]))],
        &[("id", text("change")), ("subject", text("amendment")), ("if_no_step", text("approve"))],
    ]);
    let role = |id: &'static str, definition: &'static str, role: &'static str, concerns: &[&str]| {
        vec![("id", text(id)), ("definition", text(definition)), ("approvers", text("role")), ("role", text(role)), ("concerns", codes(concerns))]
    };
    let steps = [
        role("lead", "plan", "country_lead", concerns),
        role("figures", "change", "country_lead", &["node"]),
        role("people", "change", "medical_liaison", &["stakeholder"]),
    ];
    let steps = records(&steps.iter().map(Vec::as_slice).collect::<Vec<_>>());
    Company::with(vec![("approvals.definitions", definitions), ("approvals.steps", steps)])
}

struct Office {
    company: Company,
    directory: Directory,
    delegations: Delegations,
}

impl Office {
    fn new() -> Self {
        Self::concerned(&[])
    }

    /// The step for a plan is about some fields.
    fn concerned(concerns: &[&str]) -> Self {
        let directory = Directory::new(vec![kam(), lead(), medical()], Vec::new()).expect("people");
        Self { company: company(concerns), directory, delegations: Delegations::default() }
    }

    fn by(person: Person, minute: i64) -> By {
        let act = act(person, minute);
        let reason = Some(Reason::new("seen").expect("a reason"));
        By { person: act.person, acting_for: None, at: act.at, on: act.on, reason, signature: Signature::default() }
    }

    fn submit(&self, kind: &str, content: Digest, changed: Vec<Code>, minute: i64) -> Request {
        let code = |text: &str| Code::new(text).expect("a code");
        let subject = Subject { kind: code(kind), id: code("AP-1"), unit: "DE-S".parse().expect("a unit") };
        let rules = self.company.rules();
        let around = Around { rules: &rules, directory: &self.directory, delegations: &self.delegations };
        Request::submit(code("R-1"), subject, content, (Facts::new(), changed), &Self::by(kam(), minute), &around).expect("a request")
    }

    fn does(&self, request: &mut Request, doing: &Doing, who: Person, minute: i64) {
        let rules = self.company.rules();
        let around = Around { rules: &rules, directory: &self.directory, delegations: &self.delegations };
        request.act(doing, &Self::by(who, minute), &around).unwrap_or_else(|refusal| panic!("{refusal}"));
    }

    fn approved(&self, kind: &str, content: Digest, changed: Vec<Code>, minute: i64) -> Request {
        let mut request = self.submit(kind, content, changed, minute);
        while request.state() == RequestState::Pending {
            let who = if request.step().is_some_and(|step| step.id.as_str() == "people") { medical() } else { lead() };
            self.does(&mut request, &Doing::Approve { content }, who, minute + 1);
        }
        request
    }
}

fn conclude(request: &Request) -> Command {
    Command::ConcludeApproval { request: Box::new(request.clone()) }
}

/// A plan with two nodes and a stakeholder that waits for its approval.
fn waiting(office: &Office) -> AccountPlan {
    let mut plan = new_plan(&office.company);
    run(&mut plan, &office.company, &add(Node, "g1", &[("title", text("Access"))]), 1);
    run(&mut plan, &office.company, &add(Node, "o1", &[("parent", text("g1")), ("title", text("First step"))]), 2);
    run(&mut plan, &office.company, &add(Stakeholder, "s1", &[("name", text("Head of pharmacy")), ("stance", text("neutral"))]), 3);
    run(&mut plan, &office.company, &Command::Move { to: PlanState::InApproval }, 4);
    plan
}

fn approved(office: &Office) -> AccountPlan {
    let mut plan = waiting(office);
    let request = office.approved("account_plan", plan.content(), Vec::new(), 5);
    run(&mut plan, &office.company, &conclude(&request), 7);
    plan
}

#[test]
fn a_request_says_what_becomes_of_the_plan() {
    let office = Office::new();
    let mut plan = waiting(&office);
    let (code, _, help) = refused(&mut plan, &office.company, &Command::Move { to: PlanState::Approved }, &act(lead(), 5));
    assert_eq!(code, "no_such_step");
    assert_eq!(help.as_deref(), Some("a request for its approval says what becomes of it: `conclude_approval`; it can become `draft`, `cancelled`"));
    let pending = office.submit("account_plan", plan.content(), Vec::new(), 5);
    let (_, told, _) = refused(&mut plan, &office.company, &conclude(&pending), &act(kam(), 6));
    assert_eq!(told, "the request still waits for the step `lead`");
    let other = office.approved("amendment", plan.content(), Vec::new(), 5);
    let (_, told, _) = refused(&mut plan, &office.company, &conclude(&other), &act(kam(), 7));
    assert_eq!(told, "this is a request for the amendment `AP-1` of the unit `DE-S`, and not for the account_plan `AP-1` of the unit `DE-S`");

    let request = office.approved("account_plan", plan.content(), Vec::new(), 5);
    let done = run(&mut plan, &office.company, &conclude(&request), 8);
    assert_eq!((plan.state(), done.changes.len()), (PlanState::Approved, 3));
    assert_eq!(plan.fields().text(&object(Plan, "AP-1"), "approval"), Some("R-1"));
    assert_eq!(plan.fields().text(&object(Plan, "AP-1"), "approval_digest"), Some(request.head().to_string().as_str()));
    let again = AccountPlan::open(plan.entries().to_vec(), plan.personal().clone(), office.company.rules().settings().clone(), None);
    assert_eq!(again.as_ref(), Ok(&plan));
    assert_eq!(refused(&mut plan, &office.company, &conclude(&request), &act(kam(), 9)).0, "no_such_step");
}

#[test]
fn what_was_rejected_is_a_draft_again() {
    let office = Office::new();
    for doing in [Doing::Reject { content: waiting(&office).content() }, Doing::SendBack { to: None }] {
        let mut plan = waiting(&office);
        let mut request = office.submit("account_plan", plan.content(), Vec::new(), 5);
        office.does(&mut request, &doing, lead(), 6);
        run(&mut plan, &office.company, &conclude(&request), 8);
        assert_eq!(plan.state(), PlanState::Draft);
    }
}

#[test]
fn an_approval_is_of_the_content_that_was_seen() {
    let office = Office::new();
    let mut plan = waiting(&office);
    let before = plan.content();
    let request = office.approved("account_plan", before, Vec::new(), 5);
    // Only who the definition lets may change what waits.
    let change = set(Node, "g1", &[("title", Some(text("Access for all")))]);
    assert_eq!(refused(&mut plan, &office.company, &change, &act(kam(), 7)).0, "locked");
    plan.run(&change, &act(lead(), 7), &office.company.rules()).expect("a change");
    let (code, told, help) = refused(&mut plan, &office.company, &conclude(&request), &act(kam(), 8));
    assert_eq!(code, "other_content");
    assert_eq!(told, format!("other content was approved than is there: `{before}`, not `{}`", plan.content()));
    assert_eq!(help.as_deref(), Some("submit what is there now"));
    // How far the work is was no part of it.
    let mut plan = waiting(&office);
    plan.run(&status("o1", "in_progress"), &act(lead(), 7), &office.company.rules()).expect("a change");
    run(&mut plan, &office.company, &conclude(&request), 8);
}

#[test]
fn what_was_approved_is_changed_by_an_amendment() {
    let office = Office::new();
    let mut plan = approved(&office);
    let change = set(Node, "g1", &[("weight", Some(text("3")))]);
    let (code, told, help) = refused(&mut plan, &office.company, &change, &act(kam(), 10));
    assert_eq!(code, "amendment_needed");
    assert_eq!(told, "the field `weight` of the node `g1` was approved, and `change` says who approves a change of it");
    assert_eq!(help.as_deref(), Some("change it in an amendment: `begin_amendment` in a copy of the plan"));
    // What no step is about, and how far the work is, goes on.
    run(&mut plan, &office.company, &set(Plan, "AP-1", &[("title", Some(text("Rigshospitalet, Copenhagen")))]), 10);
    run(&mut plan, &office.company, &status("o1", "in_progress"), 11);

    let mut copy = plan.clone();
    assert_eq!(refused(&mut copy, &office.company, &Command::BeginAmendment, &act(kam(), 12)).0, "reason_needed");
    copy.run(&Command::BeginAmendment, &because(kam(), 12, "a new tender"), &office.company.rules()).expect("an amendment");
    run(&mut copy, &office.company, &change, 13);
    run(&mut copy, &office.company, &add(Node, "o2", &[("parent", text("g1")), ("stakeholders", list(&["s1"]))]), 14);
    assert_eq!(refused(&mut copy, &office.company, &status("o1", "done"), &act(kam(), 15)).0, "in_amendment");
    assert_eq!(refused(&mut copy, &office.company, &Command::Move { to: PlanState::Active }, &act(kam(), 15)).0, "in_amendment");
    assert_eq!(refused(&mut copy, &office.company, &Command::CarryOver { node: "o1".into() }, &act(kam(), 15)).0, "in_amendment");
    let fields: Vec<String> = copy.amended_fields().iter().map(ToString::to_string).collect();
    assert_eq!(fields, ["node.parent", "node.stakeholders", "node.weight"]);

    // The approved version stays in force, and goes on, until then.
    run(&mut plan, &office.company, &Command::Move { to: PlanState::Active }, 16);
    let request = office.approved("amendment", copy.content(), copy.amended_fields(), 17);
    let asked: Vec<bool> = request.now().submission.steps.iter().map(|step| step.skipped.is_none()).collect();
    assert_eq!(asked, [true, false]);
    let amend = |copy: &AccountPlan, request: &Request| Command::Amend { amendment: Box::new(copy.clone()), request: Box::new(request.clone()) };
    let pending = office.submit("amendment", copy.content(), copy.amended_fields(), 17);
    assert_eq!(refused(&mut plan, &office.company, &amend(&copy, &pending), &act(kam(), 20)).0, "still_pending");
    let less = office.approved("amendment", copy.content(), vec![Code::new("node.weight").expect("a code")], 17);
    let (_, told, _) = refused(&mut plan, &office.company, &amend(&copy, &less), &act(kam(), 20));
    assert_eq!(told, "the amendment changes `node.parent`, and its request does not say so");
    let earlier = office.approved("amendment", plan.content(), copy.amended_fields(), 17);
    assert_eq!(refused(&mut plan, &office.company, &amend(&copy, &earlier), &act(kam(), 20)).0, "other_content");
    let as_plan = plan.clone();
    assert_eq!(refused(&mut plan, &office.company, &amend(&as_plan, &request), &act(kam(), 20)).0, "other_plan");

    let mut faster = plan.clone();
    run(&mut plan, &office.company, &amend(&copy, &request), 21);
    assert_eq!(plan.fields().text(&object(Node, "g1"), "weight"), Some("3"));
    assert_eq!((plan.state(), plan.plan().nodes().len(), plan.is_amendment()), (PlanState::Active, 3, false));
    assert_eq!(plan.fields().text(&object(Node, "o1"), "status"), Some("in_progress"));
    let again = AccountPlan::open(plan.entries().to_vec(), plan.personal().clone(), office.company.rules().settings().clone(), None);
    assert_eq!(again.as_ref(), Ok(&plan));
    assert_eq!(refused(&mut plan, &office.company, &amend(&copy, &request), &act(kam(), 22)).0, "put_in_already");

    // Two amendments of the same field meet.
    let mut second = faster.clone();
    second.run(&Command::BeginAmendment, &because(kam(), 17, "less of it"), &office.company.rules()).expect("an amendment");
    run(&mut second, &office.company, &set(Node, "g1", &[("weight", Some(text("1")))]), 18);
    let granted = office.approved("amendment", second.content(), second.amended_fields(), 19);
    run(&mut faster, &office.company, &amend(&copy, &request), 21);
    let (code, told, _) = refused(&mut faster, &office.company, &amend(&second, &granted), &act(kam(), 23));
    assert_eq!(code, "conflict");
    assert_eq!(told, "the field `weight` of the node `g1` was changed by `kam` in entry 10: it is `3` now, and should become `1`");
}

#[test]
fn an_amendment_needs_a_plan_that_was_approved() {
    let office = Office::new();
    let mut plan = new_plan(&office.company);
    let begin = Command::BeginAmendment;
    assert_eq!(refused(&mut plan, &office.company, &begin, &because(kam(), 2, "x")).1, "a plan that is `draft` is changed without an amendment");
    let company = Company::new();
    let mut plan = new_plan(&company);
    run(&mut plan, &company, &Command::Move { to: PlanState::Active }, 1);
    assert_eq!(refused(&mut plan, &company, &begin, &because(kam(), 2, "x")).0, "no_amendments");
    run(&mut plan, &company, &set(Plan, "AP-1", &[("title", Some(text("Changed at once")))]), 3);
}

/// An amendment with an entry behind it that no command made, and that is chained as it should be.
fn forged(copy: &AccountPlan, office: &Office, kind: ObjectKind, id: &str, field: &str, new: Option<&str>) -> AccountPlan {
    let of = object(kind, id);
    let change = FieldChange { old: copy.fields().get(&of, field).cloned(), object: of, field: field.into(), new: new.map(text) };
    let last = copy.entries().last().expect("an entry");
    let said = EntryDraft { command: "set".into(), made_on: copy.version(), changes: vec![change], ..last.said.clone() };
    let mut entries = copy.entries().to_vec();
    entries.push(Entry::behind(entries.last(), said));
    AccountPlan::open(entries, copy.personal().clone(), office.company.rules().settings().clone(), None).expect("a plan")
}

#[test]
fn an_amendment_brings_nothing_that_was_not_approved() {
    let office = Office::new();
    let mut plan = approved(&office);
    let mut copy = plan.clone();
    copy.run(&Command::BeginAmendment, &because(kam(), 12, "a new tender"), &office.company.rules()).expect("an amendment");
    run(&mut copy, &office.company, &set(Node, "g1", &[("weight", Some(text("3")))]), 13);
    let request = office.approved("amendment", copy.content(), copy.amended_fields(), 17);
    for (kind, id, field, new) in [
        (Plan, "AP-1", "state", "closed"),
        (Plan, "AP-1", "approval", "R-other"),
        (Node, "o1", "status", "done"),
        (Node, "o1", "completed_by", "lead"),
    ] {
        let more = forged(&copy, &office, kind, id, field, Some(new));
        assert_eq!(more.content(), copy.content(), "{field}");
        let amend = Command::Amend { amendment: Box::new(more), request: Box::new(request.clone()) };
        let (code, told, _) = refused(&mut plan, &office.company, &amend, &act(kam(), 20));
        assert_eq!((code, told.contains(field)), ("not_of_command", true), "{told}");
    }
    let amend = Command::Amend { amendment: Box::new(copy), request: Box::new(request) };
    run(&mut plan, &office.company, &amend, 21);
}

#[test]
fn in_an_amendment_no_work_is_taken_back() {
    let office = Office::new();
    let mut copy = approved(&office);
    let by_hand = Command::OverrideCompletion { node: "o1".into(), completion: Percent::HUNDRED, request: None };
    copy.run(&by_hand, &because(kam(), 10, "all of it is agreed"), &office.company.rules()).expect("a completion by hand");
    copy.run(&Command::BeginAmendment, &because(kam(), 12, "a new tender"), &office.company.rules()).expect("an amendment");
    let back = Command::RemoveOverride { node: "o1".into() };
    assert_eq!(refused(&mut copy, &office.company, &back, &because(kam(), 13, "not yet")).0, "in_amendment");
    run(&mut copy, &office.company, &Command::Remove { object: object(Node, "o1") }, 14);
}

#[test]
fn a_plan_is_approved_as_a_whole() {
    let office = Office::concerned(&["node"]);
    let mut plan = waiting(&office);
    // Whoever says that only something changes would leave steps out.
    let less = office.approved("account_plan", plan.content(), vec![Code::new("plan.title").expect("a code")], 5);
    assert_eq!(less.state(), RequestState::Approved);
    let (code, told, _) = refused(&mut plan, &office.company, &conclude(&less), &act(kam(), 8));
    assert_eq!(code, "only_in_part");
    assert_eq!(told, "the request was for `plan.title` alone, and not for the plan as a whole");
}

#[test]
fn a_request_comes_to_something_as_often_as_it_goes_on_and_no_more() {
    let office = Office::new();
    let mut plan = waiting(&office);
    let mut request = office.submit("account_plan", plan.content(), Vec::new(), 5);
    office.does(&mut request, &Doing::SendBack { to: None }, lead(), 6);
    run(&mut plan, &office.company, &conclude(&request), 7);
    run(&mut plan, &office.company, &Command::Move { to: PlanState::InApproval }, 8);
    // As it stood then it says nothing of what is asked for now.
    let (code, told, _) = refused(&mut plan, &office.company, &conclude(&request), &act(kam(), 9));
    assert_eq!((code, told.as_str()), ("put_in_already", "what became of the request `R-1` is in entry 6 already"));
    let again = Doing::Submit { content: plan.content(), facts: Facts::new(), changed: Vec::new() };
    office.does(&mut request, &again, kam(), 9);
    office.does(&mut request, &Doing::Approve { content: plan.content() }, lead(), 10);
    run(&mut plan, &office.company, &conclude(&request), 11);
    assert_eq!(plan.state(), PlanState::Approved);
}
