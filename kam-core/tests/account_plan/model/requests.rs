//! Requests for an approval of a plan, answered at once.

use crate::common::{Company, act};
use kam_core::access::Person;
use kam_core::approval::{Around, By, Delegations, Directory, Doing, Facts, Request, RequestState, Signature, Subject};
use kam_core::config::{Record, SettingValue};
use kam_core::history::Digest;
use kam_core::values::{Code, Reason};
use proptest::prelude::*;

/// What became of a request.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Answer {
    Yes,
    No,
    Back,
    Recalled,
    None,
}

pub(crate) fn answers() -> impl Strategy<Value = Answer> {
    prop_oneof![6 => Just(Answer::Yes), 1 => Just(Answer::No), 1 => Just(Answer::Back), 1 => Just(Answer::Recalled), 1 => Just(Answer::None)]
}

pub(crate) fn word(text: &str) -> SettingValue {
    SettingValue::Text(text.into())
}

pub(crate) fn records(records: Vec<Vec<(&'static str, SettingValue)>>) -> SettingValue {
    SettingValue::Records(records.into_iter().map(|fields| Record { fields }).collect())
}

pub(crate) struct Asked<'a> {
    pub(crate) number: usize,
    pub(crate) kind: &'a str,
    pub(crate) content: Digest,
    pub(crate) changed: Vec<Code>,
    pub(crate) submitter: &'a Person,
    pub(crate) answer: Answer,
}

fn by(person: &Person, minute: i64) -> By {
    let act = act(person.clone(), minute);
    let reason = Some(Reason::new("seen").expect("a reason"));
    By { person: act.person, acting_for: None, at: act.at, on: act.on, reason, signature: Signature::default() }
}

/// A request, answered by those among the people who are asked.
pub(crate) fn request(company: &Company, people: &[Person], asked: &Asked<'_>, minute: i64) -> Request {
    let code = |text: &str| Code::new(text).expect("a code");
    let (directory, delegations) = (Directory::new(people.to_vec(), Vec::new()).expect("people"), Delegations::default());
    let rules = company.rules();
    let around = Around { rules: &rules, directory: &directory, delegations: &delegations };
    let subject = Subject { kind: code(asked.kind), id: code("AP-1"), unit: "DE-S".parse().expect("a unit") };
    let said = (Facts::new(), asked.changed.clone());
    let id = code(&format!("R-{}", asked.number));
    let mut request = Request::submit(id, subject, asked.content, said, &by(asked.submitter, minute), &around).expect("a request");
    while request.state() == RequestState::Pending && asked.answer != Answer::None {
        let approver = request.now().seats.first().map(|seat| seat.approver.clone()).expect("somebody who is asked");
        let approver = people.iter().find(|person| person.id == approver).expect("somebody who is known");
        let (doing, who) = match asked.answer {
            Answer::Yes | Answer::None => (Doing::Approve { content: asked.content }, approver),
            Answer::No => (Doing::Reject { content: asked.content }, approver),
            Answer::Back => (Doing::SendBack { to: None }, approver),
            Answer::Recalled => (Doing::Recall, asked.submitter),
        };
        request.act(&doing, &by(who, minute), &around).unwrap_or_else(|refusal| panic!("{refusal}"));
    }
    request
}
