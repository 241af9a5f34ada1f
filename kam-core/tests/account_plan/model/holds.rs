//! What holds behind every row of commands (AUD-2): replaying gives the plan again, and damage is found where it is.

use crate::common::{Company, text};
use kam_core::account_plan::AccountPlan;
use kam_core::history::{BrokenBy, Entry, FieldValue, replay, verify};
use kam_core::values::{PersonId, Reason};
use proptest::prelude::*;

/// A damage of the entry at a place, of as many as there are.
#[derive(Debug, Clone)]
pub(crate) struct Damage {
    place: prop::sample::Index,
    how: How,
}

#[derive(Debug, Clone, Copy)]
enum How {
    Lost,
    Twice,
    Swapped,
    /// Something else is said, and the digest of the entry is mended or not.
    Altered(usize, bool),
    /// An old value is another one, and every digest from there on is made anew.
    Rewritten(prop::sample::Index),
}

pub(crate) fn damages() -> impl Strategy<Value = Damage> {
    let how = prop_oneof![
        Just(How::Lost),
        Just(How::Twice),
        Just(How::Swapped),
        (0_usize..9, any::<bool>()).prop_map(|(what, mended)| How::Altered(what, mended)),
        any::<prop::sample::Index>().prop_map(How::Rewritten),
    ];
    (any::<prop::sample::Index>(), how).prop_map(|(place, how)| Damage { place, how })
}

fn alter(entry: &mut Entry, what: usize) {
    let said = &mut entry.said;
    match what {
        0 => said.person = PersonId::new("other").expect("an id"),
        1 => said.acting_for = Some(PersonId::new("other").expect("an id")),
        2 => said.reason = Some(Reason::new("another").expect("a reason")),
        3 => said.command = "other".into(),
        4 => said.made_on += 1,
        5 => said.at += chrono::Duration::microseconds(1),
        6 => said.made_at = Some(said.at + chrono::Duration::microseconds(1)),
        7 => said.changes.clear(),
        _ => said.changes[0].new = Some(text("another value")),
    }
}

impl Damage {
    /// The entries with the damage, and the place that has to be named.
    fn done(&self, entries: &[Entry]) -> (Vec<Entry>, usize) {
        let place = self.place.index(entries.len());
        let (last, number) = (place + 1 == entries.len(), place + 1);
        let mut damaged = entries.to_vec();
        let found = match self.how {
            How::Lost => {
                damaged.remove(place);
                if last { place } else { number }
            }
            How::Swapped if !last => {
                damaged.swap(place, place + 1);
                number
            }
            How::Twice | How::Swapped => {
                damaged.insert(place, entries[place].clone());
                number + 1
            }
            How::Altered(what, mended) => {
                alter(&mut damaged[place], what);
                if mended {
                    damaged[place].digest = damaged[place].computed();
                }
                if mended && !last { number + 1 } else { number }
            }
            How::Rewritten(which) => {
                let changes = &mut damaged[place].said.changes;
                let which = which.index(changes.len());
                changes[which].old = Some(FieldValue::text("a value that was not there"));
                for place in place..damaged.len() {
                    let before = place.checked_sub(1).map(|before| damaged[before].clone());
                    damaged[place] = Entry::behind(before.as_ref(), damaged[place].said.clone());
                }
                number
            }
        };
        (damaged, found)
    }
}

/// Whether the entries give the plan again, and a damage of them is found.
pub(crate) fn holds(plan: &AccountPlan, company: &Company, damage: &Damage) -> Result<AccountPlan, TestCaseError> {
    let (rules, head) = (company.rules(), plan.head());
    let open = |entries: Vec<Entry>| {
        let opened = AccountPlan::open(entries, plan.personal().clone(), rules.settings().clone(), Some(&head));
        opened.map_err(|refusal| (refusal.code(), refusal.to_string()))
    };
    let again = open(plan.entries().to_vec());
    prop_assert_eq!(again.as_ref(), Ok(plan));
    let replayed = replay(plan.entries());
    prop_assert_eq!(replayed.as_ref(), Ok(plan.fields()));

    let (damaged, place) = damage.done(plan.entries());
    let found = match damage.how {
        How::Rewritten(_) => {
            prop_assert!(verify(&damaged, None).is_ok(), "the digests are those of the entries");
            let other = verify(&damaged, Some(&head)).expect_err("another head");
            prop_assert!(matches!(other.by, BrokenBy::Head { .. }), "{}", other);
            replay(&damaged).expect_err("a value that was not there")
        }
        _ => verify(&damaged, Some(&head)).expect_err("a damage"),
    };
    prop_assert_eq!(found.place, place, "{:?}", damage);
    let refused = open(damaged);
    prop_assert_eq!(refused.map_err(|(code, _)| code).err(), Some("broken_history"));
    again.map_err(|(_, refusal)| TestCaseError::fail(refusal))
}

/// So many cases each time; more with `PROPTEST_CASES=100000`.
pub(crate) fn cases(usual: u32) -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(usual);
    ProptestConfig { cases, ..ProptestConfig::default() }
}
