//! Requests as documents: what is written is read as the same, and a letter that somebody changes is found (AUD-2).

use kam_core::approval::{Delegations, Doing, Facts, Request};
use kam_document::{read_approval_request, write_approval_request};
use proptest::prelude::*;

#[allow(dead_code)]
#[path = "../../../kam-core/tests/approval/world.rs"]
mod world;

use kam_core::approval::By;
use world::{MEANING, Office, PEOPLE, World, by, code, content, delegations, facts, id, worlds};

#[derive(Debug, Clone)]
struct Try {
    who: usize,
    what: usize,
    other: usize,
    hours: i64,
}

fn doing(tried: &Try, given: &Facts) -> Doing {
    let seen = content(0);
    match tried.what {
        0..=3 => Doing::Approve { content: seen },
        4 => Doing::Reject { content: seen },
        5 => Doing::SendBack { to: (tried.other > 2).then(|| code("s0")) },
        6 => Doing::WithdrawVote,
        7 => Doing::Reassign { from: None, to: id(tried.other) },
        8 => Doing::Delegate { to: id(tried.other) },
        9 => Doing::Revise { content: content(tried.other as u8) },
        10 => Doing::Override { approves: tried.other > 3 },
        11 => Doing::WhenLate,
        _ => Doing::Submit { content: seen, facts: given.clone(), changed: Vec::new() },
    }
}

fn said(office: &Office, person: usize, hour: i64) -> By {
    let mut by = by(&office.people[person], hour);
    by.reason = world::reason();
    by.signature.meaning = world::label(MEANING);
    by.signature.name = world::label("Rosa \"Ä\" Álvarez \u{1F600}");
    by
}

fn request(world: &World, tries: &[Try]) -> Option<Request> {
    let mut office = Office::of(world);
    office.delegations = Delegations::new(delegations(&world.delegated)).unwrap_or_default();
    let rules = office.rules();
    let around = office.around(&rules);
    let given = facts(world::Given { amount: Some(10), internal: Some(true) });
    let submitter = (0..PEOPLE).find_map(|person| {
        Request::submit(code("R-1"), world::subject(), content(0), (given.clone(), Vec::new()), &said(&office, person, 8), &around).ok()
    });
    let mut request = submitter?;
    let mut hour = 8;
    for tried in tries {
        hour += tried.hours;
        let waited: Vec<usize> = request.waits_for().iter().map(|seat| world::index(&seat.holder)).collect();
        let person = waited.get(tried.who).copied().unwrap_or(tried.who);
        let _ = request.act(&doing(tried, &given), &said(&office, person, hour), &around);
    }
    Some(request)
}

fn again(text: &str, head: &kam_core::history::Digest) -> Result<Request, String> {
    let parts = read_approval_request(text).map_err(|error| error.to_string())?;
    Request::open(parts.id, parts.subject, parts.definition, parts.events, Some(head)).map_err(|refusal| refusal.to_string())
}

proptest! {
    // So many each time; more with `PROPTEST_CASES=100000`.
    #![proptest_config(ProptestConfig { cases: std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(200), ..ProptestConfig::default() })]

    #[test]
    fn a_document_is_its_request_and_no_other(
        world in worlds(),
        tries in prop::collection::vec((0..PEOPLE, 0_usize..13, 0..PEOPLE, 0_i64..60), 0..20),
        damage in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(b"0123456789abcdefprs-_\"{}[],: ZAX".to_vec())), 30),
    ) {
        let tries: Vec<Try> = tries.into_iter().map(|(who, what, other, hours)| Try { who, what, other, hours }).collect();
        let Some(request) = request(&world, &tries) else { return Ok(()) };
        let text = write_approval_request(&request);
        prop_assert_eq!(&again(&text, &request.head()), &Ok(request.clone()));
        for (place, letter) in damage {
            let place = place.index(text.len());
            let mut bytes = text.clone().into_bytes();
            bytes[place] = letter;
            let Ok(damaged) = String::from_utf8(bytes) else { continue };
            // Either it says the same, or it is not taken.
            if let Ok(other) = again(&damaged, &request.head()) {
                prop_assert_eq!(&other, &request, "{} at {}", letter as char, place);
            }
        }
    }
}
