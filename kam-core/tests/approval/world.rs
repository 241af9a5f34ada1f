//! Random organisations with people, delegations and a definition, for the tests of approvals.

use kam_core::access::{Person, Rights, Rules};
use kam_core::approval::{Around, By, Definition, Delegation, Delegations, Directory, Facts, Signature, Subject};
use kam_core::config::{Configuration, Layer, Record, SettingInfo, SettingValue};
use kam_core::history::Digest;
use kam_core::values::{Code, Label, PersonId, Reason, UnitId, parse_date, parse_moment};
use proptest::prelude::*;

/// So many people there are; the last one is not among those that the host names.
pub(crate) const PEOPLE: usize = 8;
pub(crate) const MEANING: &str = "I approve it";
/// The facts of the subject, as they are chosen from.
pub(crate) const AMOUNTS: [u32; 3] = [5, 10, 15];
pub(crate) const UNITS: [&str; 4] = ["INT", "DE", "DE-S", "FR"];

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Given {
    pub(crate) amount: Option<u32>,
    pub(crate) internal: Option<bool>,
}

/// Conditions, each with its text and with what it says, written apart.
#[derive(Debug, Clone, Copy)]
pub(crate) enum When {
    Always,
    More,
    Internal,
    Either,
    Both,
    NotInternal,
    Unknown,
}

impl When {
    pub(crate) fn text(self) -> Option<&'static str> {
        match self {
            Self::Always => None,
            Self::More => Some("amount > 7"),
            Self::Internal => Some("type = \"internal\""),
            Self::Either => Some("type is missing or type = 'internal' or amount >= 15"),
            Self::Both => Some("amount <= 10 and type != \"internal\""),
            Self::NotInternal => Some("not (type in [\"internal\", \"test\"])"),
            Self::Unknown => Some("type is missing"),
        }
    }

    /// Whether it holds; nothing where a fact is missing.
    pub(crate) fn holds(self, facts: Given) -> Option<bool> {
        match self {
            Self::Always => Some(true),
            Self::More => facts.amount.map(|amount| amount > 7),
            Self::Internal => facts.internal,
            Self::Either if facts.internal != Some(false) => Some(true),
            Self::Either => facts.amount.map(|amount| amount >= 15),
            Self::Both => match facts.amount? {
                15.. => Some(false),
                _ => facts.internal.map(|internal| !internal),
            },
            Self::NotInternal => facts.internal.map(|internal| !internal),
            Self::Unknown => Some(facts.internal.is_none()),
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Who {
    Person(usize),
    Role { role: usize, level: Option<&'static str> },
    Managers(u32),
}

#[derive(Debug, Clone)]
pub(crate) struct Step {
    pub(crate) who: Who,
    pub(crate) votes: Option<u32>,
    pub(crate) one: bool,
    pub(crate) when: When,
    pub(crate) limit: Option<(u32, bool, &'static str)>,
    pub(crate) comment: bool,
    pub(crate) meaning: bool,
    pub(crate) concerns: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Delegated {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) start: i64,
    pub(crate) end: i64,
    pub(crate) ours: Option<bool>,
}

#[derive(Debug, Clone)]
pub(crate) struct World {
    pub(crate) steps: Vec<Step>,
    pub(crate) if_no_step: &'static str,
    pub(crate) twice: bool,
    pub(crate) edited: bool,
    pub(crate) overridden: bool,
    pub(crate) chained: bool,
    /// Of each person the roles `r0`, `r1`, `editor`, `admin` and where they are held.
    pub(crate) roles: Vec<[Option<usize>; 4]>,
    pub(crate) managers: Vec<Option<usize>>,
    pub(crate) delegated: Vec<Delegated>,
}

pub(crate) const ROLES: [&str; 4] = ["r0", "r1", "editor", "admin"];

fn step() -> impl Strategy<Value = Step> {
    let who = prop_oneof![
        1 => (0..PEOPLE).prop_map(Who::Person),
        8 => (0_usize..2, prop::sample::select(vec![None, None, Some("national"), Some("regional")])).prop_map(|(role, level)| Who::Role { role, level }),
        2 => (1_u32..4).prop_map(Who::Managers),
    ];
    let when = prop_oneof![
        8 => Just(When::Always),
        4 => prop::sample::select(vec![When::More, When::Internal, When::Either, When::Both, When::NotInternal, When::Unknown])
    ];
    let late = prop::sample::select(vec!["remind", "escalate", "escalate", "approve", "reject", "expire"]);
    let limit = prop::option::weighted(0.7, (1_u32..6, any::<bool>(), late));
    let flags = (any::<bool>(), prop::bool::weighted(0.2), prop::bool::weighted(0.3), prop::bool::weighted(0.2));
    (who, prop::option::weighted(0.6, 1_u32..4), when, limit, flags).prop_map(|(who, votes, when, limit, (one, comment, meaning, concerns))| {
        let most = match who {
            Who::Person(_) => 1,
            Who::Managers(count) => count,
            Who::Role { .. } => 4,
        };
        Step { who, votes: votes.map(|votes| votes.min(most)), one, when, limit, comment, meaning, concerns }
    })
}

pub(crate) fn worlds() -> impl Strategy<Value = World> {
    let place = |weight| prop::option::weighted(weight, prop::sample::select(vec![0_usize, 1, 2, 1, 2, 1, 2, 3]));
    let person = (place(0.8), place(0.7), place(0.25), place(0.2)).prop_map(|(a, b, c, d)| [a, b, c, d]);
    let delegation = (0..PEOPLE, 0..PEOPLE, 0_i64..10, 0_i64..30, prop::sample::select(vec![None, None, Some(true), Some(false)]))
        .prop_map(|(from, to, start, long, ours)| Delegated { from, to, start, end: start + long, ours });
    let no_step = prop::sample::select(vec!["refuse", "approve", "reject"]);
    let flags = (any::<bool>(), prop::bool::weighted(0.7), prop::bool::weighted(0.7), any::<bool>());
    let above = prop::collection::vec(prop::option::weighted(0.85, 1..PEOPLE), PEOPLE);
    (prop::collection::vec(step(), 1..5), no_step, flags, prop::collection::vec(person, PEOPLE), above, prop::collection::vec(delegation, 0..5))
        .prop_map(|(steps, if_no_step, (twice, edited, overridden, chained), roles, steps_up, delegated)| {
            // Mostly a tree: each is managed by somebody further on; the last ones by anybody.
            let managers = steps_up.iter().enumerate().map(|(of, up)| up.map(|up| (of + up.min(3)) % PEOPLE)).collect();
            World { steps, if_no_step, twice, edited, overridden, chained, roles, managers, delegated }
        })
}

pub(crate) fn id(person: usize) -> PersonId {
    PersonId::new(&format!("p{person}")).expect("an id")
}

pub(crate) fn index(id: &PersonId) -> usize {
    id.as_str()[1..].parse().expect("a person of the test")
}

pub(crate) fn content(number: u8) -> Digest {
    Digest::parse(&format!("{number:02x}").repeat(32)).expect("a digest")
}

pub(crate) fn code(text: &str) -> Code {
    Code::new(text).expect("a code")
}

pub(crate) fn subject() -> Subject {
    Subject { kind: code("contract"), id: code("C-1"), unit: "DE-S".parse().expect("a unit") }
}

pub(crate) fn facts(given: Given) -> Facts {
    let mut facts = Facts::new();
    facts.extend(given.amount.map(|amount| ("amount".into(), amount.to_string().into())));
    facts.extend(given.internal.map(|internal| ("type".into(), if internal { "internal" } else { "other" }.into())));
    facts
}

pub(crate) fn text(text: &str) -> SettingValue {
    SettingValue::Text(text.into())
}

pub(crate) fn texts(texts: &[&str]) -> SettingValue {
    SettingValue::Many(texts.iter().map(|one| text(one)).collect())
}

pub(crate) fn records(records: Vec<Vec<(&'static str, SettingValue)>>) -> SettingValue {
    SettingValue::Records(records.into_iter().map(|fields| Record { fields }).collect())
}

/// A configuration, and everything that stands around a request.
pub(crate) struct Office {
    pub(crate) configuration: Configuration,
    rights: Rights,
    pub(crate) people: Vec<Person>,
    pub(crate) directory: Directory,
    pub(crate) delegations: Delegations,
}

impl Office {
    pub(crate) fn with(settings: Vec<(&str, SettingValue)>, people: Vec<Person>, managers: &[(usize, usize)]) -> Self {
        let unit = |id: &str, level: &str, parent: Option<&str>| {
            let mut fields = vec![("id", text(id)), ("level", text(level))];
            fields.extend(parent.map(|parent| ("parent", text(parent))));
            fields
        };
        let units = vec![
            unit("INT", "international", None),
            unit("DE", "national", Some("INT")),
            unit("DE-S", "regional", Some("DE")),
            unit("FR", "national", Some("INT")),
        ];
        let role = |name: &str| vec![("code", text(name)), ("function", text("sales"))];
        let all = [
            ("organization.levels", texts(&["international", "national", "regional", "territory"])),
            ("organization.units", records(units)),
            ("organization.roles", records(ROLES.iter().map(|name| role(name)).collect())),
            ("features.on", texts(&["approvals"])),
            ("calendar.holidays", SettingValue::Many(vec![SettingValue::Day(parse_date("2026-05-14").expect("a day"))])),
        ];
        let found = |path: &str| SettingInfo::find(path).unwrap_or_else(|| panic!("no setting `{path}`"));
        let settings = all.into_iter().chain(settings).map(|(path, value)| (found(path), value)).collect();
        let core = Layer { name: "core".into(), settings, ..Layer::default() };
        let configuration = Configuration::new(vec![core]).unwrap_or_else(|wrong| panic!("{wrong:?}"));
        let rights = Rights::of(&configuration, configuration.core().expect("a core"));
        let known = people.iter().take(PEOPLE - 1).cloned().collect();
        let managers = managers.iter().map(|(of, manager)| (id(*of), id(*manager))).collect();
        let directory = Directory::new(known, managers).expect("people");
        Self { configuration, rights, people, directory, delegations: Delegations::default() }
    }

    pub(crate) fn of(world: &World) -> Self {
        let flag = |name, on: bool| (name, SettingValue::Flag(on));
        let list = |name, role, on: bool| (name, texts(if on { std::slice::from_ref(role) } else { &[] }));
        let definition = vec![
            ("id", text("contract")),
            ("subject", text("contract")),
            ("if_no_step", text(world.if_no_step)),
            flag("same_person_twice", world.twice),
            list("edited_by", &"editor", world.edited),
            list("overridden_by", &"admin", world.overridden),
        ];
        let steps = world.steps.iter().enumerate().map(|(place, step)| {
            let mut fields = vec![("id", text(&format!("s{place}"))), ("definition", text("contract"))];
            match step.who {
                Who::Person(person) => fields.extend([("approvers", text("person")), ("person", text(&format!("p{person}")))]),
                Who::Role { role, level } => {
                    fields.extend([("approvers", text("role")), ("role", text(ROLES[role]))]);
                    fields.extend(level.map(|level| ("level", text(level))));
                }
                Who::Managers(count) => fields.extend([("approvers", text("managers")), ("managers", SettingValue::Whole(count))]),
            }
            fields.extend(step.votes.map(|votes| ("votes", SettingValue::Whole(votes))));
            fields.push(("rejected_by", text(if step.one { "one" } else { "rest" })));
            fields.extend(step.when.text().map(|when| ("when", text(when))));
            if let Some((days, working, late)) = step.limit {
                fields.extend([("days", SettingValue::Whole(days)), flag("working_days", working), ("when_late", text(late))]);
            }
            fields.push(flag("comment", step.comment));
            fields.extend(step.meaning.then(|| ("meaning", text(MEANING))));
            fields.extend(step.concerns.then(|| ("concerns", texts(&["node"]))));
            fields
        });
        let settings = vec![
            ("approvals.definitions", records(vec![definition])),
            ("approvals.steps", records(steps.collect())),
            ("approvals.delegations_chain", SettingValue::Flag(world.chained)),
        ];
        let people = (0..PEOPLE).map(|person| {
            let held = world.roles[person].iter().enumerate().filter_map(|(role, place)| Some((ROLES[role], UNITS[(*place)?])));
            held.fold(Person::new(id(person)), |of, (role, unit)| of.with_role(code(role), UnitId::new(unit).expect("a unit")))
        });
        let managers: Vec<_> =
            world.managers.iter().enumerate().filter_map(|(of, manager)| Some((of, (*manager)?))).filter(|(a, b)| a != b).collect();
        Self::with(settings, people.collect(), &managers)
    }

    pub(crate) fn rules(&self) -> Rules<'_> {
        Rules::of(self.configuration.core().expect("a core"), &self.rights).expect("rules")
    }

    pub(crate) fn around<'a>(&'a self, rules: &'a Rules<'a>) -> Around<'a> {
        Around { rules, directory: &self.directory, delegations: &self.delegations }
    }

    pub(crate) fn definition(&self) -> Definition {
        Definition::all(self.configuration.core().expect("a core")).pop().expect("a definition")
    }
}

pub(crate) fn delegations(given: &[Delegated]) -> Vec<Delegation> {
    let one = |one: &Delegated| Delegation {
        from: id(one.from),
        to: id(one.to),
        start: day(one.start),
        end: day(one.end),
        subjects: one.ours.map(|ours| code(if ours { "contract" } else { "tender" })).into_iter().collect(),
    };
    given.iter().map(one).collect()
}

/// A day, counted from Monday, 4 May 2026.
pub(crate) fn day(number: i64) -> chrono::NaiveDate {
    parse_date("2026-05-04").expect("a day") + chrono::Duration::days(number)
}

/// Somebody at an hour, counted from Monday, 4 May 2026.
pub(crate) fn by(person: &Person, hour: i64) -> By {
    let at = parse_moment("2026-05-04T00:00:00Z").expect("a moment") + chrono::Duration::hours(hour);
    By { person: person.clone(), acting_for: None, at, on: at.date_naive(), reason: None, signature: Signature::default() }
}

pub(crate) fn reason() -> Option<Reason> {
    Some(Reason::new("so it is").expect("a reason"))
}

pub(crate) fn label(text: &str) -> Option<Label> {
    Some(Label::new(text).expect("a label"))
}
