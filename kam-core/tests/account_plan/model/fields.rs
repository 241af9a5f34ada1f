//! Several fields in one command, set and taken away, by people to whom some are closed, and on older versions (ACC-1, ACC-3, AUD-3, AUD-4, EXE-2, PLN-3).

use super::kept::{NOTHING_IS_TAKEN_AWAY, RIGHT_TO_THE_TOP};
use super::requests::{records, word};
use super::{acts, cases, damages, holds, people};
use crate::common::{Company, add, list, many, new_plan, object, run, set, text};
use kam_core::account_plan::AccountPlan;
use kam_core::history::FieldValue;
use kam_core::history::ObjectKind::{self, Node, Plan, Stakeholder};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Values of a field: as they are given, and as they are kept, which is not at all for some. A list is in brackets, and an empty one is no value.
type Values = &'static [(&'static str, Option<&'static str>)];

const ANY_TEXT: Values = &[("Access", Some("Access")), ("Access for all", Some("Access for all")), (" ", None), ("[Access]", None)];
const PERSON: Values = &[("kam", Some("kam")), ("lead", Some("lead")), ("", None)];
const FROM: Values = &[("2026-02-01", Some("2026-02-01")), ("2026-06-01", Some("2026-06-01")), ("2026-02-30", None)];
const TO: Values = &[("2026-01-15", Some("2026-01-15")), ("2026-04-01", Some("2026-04-01")), ("2026-12-31", Some("2026-12-31"))];
const WEIGHT: Values = &[("2", Some("2")), ("2.0", Some("2")), ("0.50", Some("0.5")), ("-1", None), ("1.23456", None)];
const PERCENT: Values = &[("20", Some("20")), ("20.0", Some("20")), ("100", Some("100")), ("100.1", None)];
const AMOUNT: Values = &[("0", Some("0")), ("10", Some("10")), ("10.50", Some("10.5")), ("-5", Some("-5")), ("ten", None)];
const PRODUCTS: Values = &[("[p1,p2]", Some("p1, p2")), ("[p2]", Some("p2")), ("[]", Some("")), ("[p1,p1]", None), ("p1", None)];
const ABOUT: Values = &[("[s0]", Some("s0")), ("[s0,s1]", Some("s0, s1")), ("[]", Some("")), ("[s9]", None)];
const ABOVE: Values = &[("g0", Some("g0")), ("g1", Some("g1")), ("o0", Some("o0")), ("t0", Some("t0")), ("n9", None)];
const CYCLE: Values = &[("2026", Some("2026")), ("2027", Some("2027")), ("2026-04", None)];
const ROLES: Values =
    &[("[pharmacist]", Some("pharmacist")), ("[pharmacist,nurse]", Some("pharmacist, nurse")), ("[]", Some("")), ("[doctor]", None)];
const INFLUENCE: Values = &[("1", Some("1")), ("5", Some("5")), ("6", None)];
const STANCE: Values = &[("neutral", Some("neutral")), ("supporter", Some("supporter")), ("frend", None)];
/// Of a field that is not set by hand, or that there is not.
const NEVER: Values = &[("open", None), ("DE", None)];

const OF_NODES: &[(&str, Values)] = &[
    ("title", ANY_TEXT),
    ("owner", PERSON),
    ("weight", WEIGHT),
    ("start", FROM),
    ("due", TO),
    ("progress", PERCENT),
    ("baseline", AMOUNT),
    ("target", AMOUNT),
    ("actual", AMOUNT),
    ("products", PRODUCTS),
    ("stakeholders", ABOUT),
    ("parent", ABOVE),
    ("parent", ABOVE),
    ("status", NEVER),
    ("titel", NEVER),
];
const OF_THE_PLAN: &[(&str, Values)] = &[
    ("title", ANY_TEXT),
    ("owner", PERSON),
    ("start", FROM),
    ("end", TO),
    ("cycle", CYCLE),
    ("products", PRODUCTS),
    ("unit", NEVER),
    ("state", NEVER),
];
const OF_STAKEHOLDERS: &[(&str, Values)] = &[
    ("name", ANY_TEXT),
    ("roles", ROLES),
    ("influence", INFLUENCE),
    ("stance", STANCE),
    ("owner", PERSON),
    ("notes", ANY_TEXT),
    // It is not kept here.
    ("committees", &[("[Drugs]", None)]),
    // It can only be taken away.
    ("depth", &[("regular", None)]),
];
const OBJECTS: [(ObjectKind, &str); 9] =
    [(Node, "g0"), (Node, "g1"), (Node, "o0"), (Node, "o0"), (Node, "t0"), (Plan, "AP-1"), (Stakeholder, "s0"), (Stakeholder, "s1"), (Node, "n9")];

fn fields_of(kind: ObjectKind) -> &'static [(&'static str, Values)] {
    match kind {
        Plan => OF_THE_PLAN,
        Stakeholder => OF_STAKEHOLDERS,
        _ => OF_NODES,
    }
}

type Row = BTreeMap<&'static str, String>;
type Of = (ObjectKind, &'static str);

#[derive(Debug, Clone, Copy)]
struct Put {
    name: &'static str,
    given: Option<&'static str>,
    kept: Option<&'static str>,
}

#[derive(Debug, Clone)]
struct Op {
    by: usize,
    of: Of,
    put: Vec<Put>,
    /// How many versions ago it was made; one below none is ahead.
    back: Option<i64>,
}

fn ops() -> impl Strategy<Value = Vec<Op>> {
    let put = (any::<prop::sample::Index>(), prop::option::weighted(0.75, any::<prop::sample::Index>()), prop::bool::weighted(0.1));
    let by = prop_oneof![4 => Just(0_usize), 2 => Just(1), 4 => Just(2)];
    let back = prop_oneof![11 => Just(None), 8 => (0_i64..8).prop_map(Some), 1 => Just(Some(-1))];
    let op = (by, prop::sample::select(OBJECTS.to_vec()), prop::collection::vec(put, 1..4), back).prop_map(|(by, of, put, back)| {
        let put = put.iter().map(|(field, value, odd)| {
            let fields: Vec<_> = fields_of(of.0).iter().filter(|(_, values)| *odd || values.iter().any(|(_, kept)| kept.is_some())).collect();
            let (name, values) = *field.get(&fields);
            let values: Vec<_> = values.iter().filter(|(_, kept)| *odd || kept.is_some()).collect();
            let (given, kept) = value.filter(|_| !values.is_empty()).map(|value| *value.get(&values)).copied().unzip();
            Put { name, given, kept: kept.flatten() }
        });
        Op { by, of, put: put.collect(), back }
    });
    prop::collection::vec(op, 1..40)
}

#[derive(Debug, PartialEq)]
enum Verdict {
    Fine,
    /// Nothing but that somebody was faster.
    Conflict,
    Refused,
}

#[derive(Debug, Clone)]
struct Model {
    rows: BTreeMap<Of, Row>,
    /// By version, the object and the fields that changed.
    changed: Vec<(Of, Vec<&'static str>)>,
}

impl Model {
    fn level(&self, node: &str) -> usize {
        let above = self.rows.iter().find(|((kind, id), _)| *kind == Node && *id == node).and_then(|(_, row)| row.get("parent"));
        above.map_or(0, |above| 1 + self.level(above))
    }

    /// Whether somebody may change a field of an object, as it is in this model.
    fn may(&self, by: usize, of: Of, field: &str) -> bool {
        match (of.0, by) {
            (Stakeholder, 2) => true,
            (Stakeholder, _) => field != "notes",
            (Node, 2) => self.level(of.1) == 1 && !["weight", "baseline", "target", "actual"].contains(&field),
            (_, by) => by != 2,
        }
    }

    /// Whether what a plan, a node and the hierarchy have makes sense together.
    fn is_sound(&self) -> bool {
        let nodes = || self.rows.iter().filter(|((kind, _), _)| *kind == Node);
        let rounds = nodes().all(|((_, id), _)| {
            let mut at = Some((*id).to_owned());
            for _ in 0..=self.rows.len() {
                at = at.and_then(|at| nodes().find(|((_, id), _)| *id == at).and_then(|(_, row)| row.get("parent").cloned()));
            }
            at.is_none()
        });
        let in_order = |row: &Row, from: &str, to: &str| row.get(from).zip(row.get(to)).is_none_or(|(from, to)| from <= to);
        let measured = |row: &Row| match (row.get("baseline"), row.get("target")) {
            (Some(baseline), Some(target)) => baseline != target,
            (None, None) => !row.contains_key("actual"),
            _ => false,
        };
        rounds
            && nodes().all(|((_, id), row)| self.level(id) < 4 && in_order(row, "start", "due") && measured(row))
            && in_order(&self.rows[&(Plan, "AP-1")], "start", "end")
    }

    fn does(&mut self, op: &Op) -> Verdict {
        let Some(before) = self.rows.get(&op.of).cloned() else { return Verdict::Refused };
        let mut after = before.clone();
        for (place, put) in op.put.iter().enumerate() {
            let settable = !["status", "titel", "unit", "state"].contains(&put.name);
            let twice = op.put[..place].iter().any(|other| other.name == put.name);
            let given = put.given.is_none() || put.kept.is_some();
            let kept = put.kept.filter(|kept| !kept.is_empty());
            if matches!(put.name, "committees" | "depth") && !NOTHING_IS_TAKEN_AWAY {
                return Verdict::Refused;
            }
            if !settable || twice || !given || (put.name == "name" && kept.is_none()) {
                return Verdict::Refused;
            }
            match kept {
                Some(kept) => after.insert(put.name, kept.to_owned()),
                None => after.remove(put.name),
            };
        }
        let mut will = self.clone();
        will.rows.insert(op.of, after.clone());
        if after == before || !will.is_sound() {
            return Verdict::Refused;
        }
        let to_the_top = before.contains_key("parent") && !after.contains_key("parent") && !RIGHT_TO_THE_TOP;
        if !op.put.iter().all(|put| self.may(op.by, op.of, put.name) && (to_the_top || will.may(op.by, op.of, put.name))) {
            return Verdict::Refused;
        }
        let fields: Vec<&'static str> = op.put.iter().map(|put| put.name).filter(|name| before.get(name) != after.get(name)).collect();
        let version = self.changed.len();
        let made_on = op.back.map_or(version, |back| usize::try_from(i64::try_from(version).expect("a version") - back).unwrap_or(0));
        if made_on > version {
            return Verdict::Refused;
        }
        if self.changed[made_on..].iter().any(|(of, changed)| *of == op.of && changed.iter().any(|field| fields.contains(field))) {
            return Verdict::Conflict;
        }
        *self = will;
        self.changed.push((op.of, fields));
        Verdict::Fine
    }
}

fn company() -> Company {
    let rule = |id, function, section: Option<&str>, part: Option<&str>, right| {
        let mut fields = vec![("id", word(id)), ("function", word(function)), ("right", word(right))];
        fields.extend(section.map(|section| ("section", word(section))));
        fields.extend(part.map(|part| ("part", word(part))));
        fields
    };
    let rules = vec![
        rule("sales_edit", "sales", None, None, "edit"),
        rule("medical_reads", "medical", Some("hierarchy"), None, "read"),
        rule("medical_objectives", "medical", Some("hierarchy"), Some("objective"), "edit"),
        rule("medical_people", "medical", Some("stakeholders"), None, "edit"),
    ];
    let closed =
        |id, section, field, to: &str| vec![("id", word(id)), ("section", word(section)), ("field", word(field)), ("closed_to", many(&[to]))];
    let fields = vec![
        closed("weights", "hierarchy", "weight", "medical"),
        closed("figures", "hierarchy", "quantity", "medical"),
        closed("notes", "stakeholders", "notes", "sales"),
    ];
    Company::with(vec![("access.rules", records(rules)), ("access.fields", records(fields))])
}

fn given(text_: &str) -> FieldValue {
    match text_.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some("") => list(&[]),
        Some(inner) => list(&inner.split(',').collect::<Vec<_>>()),
        None => text(text_),
    }
}

/// A plan with two goals, an objective, a tactic and two stakeholders, and the same as rows.
fn begun(company: &Company) -> (AccountPlan, Model) {
    let mut plan = new_plan(company);
    let row = |fields: &[(&'static str, &str)]| -> Row { fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect() };
    let mut rows = BTreeMap::from([((Plan, "AP-1"), row(&[("title", "Rigshospitalet"), ("start", "2026-01-01")]))]);
    let added: [(Of, &[(&'static str, &str)]); 6] = [
        ((Stakeholder, "s0"), &[("name", "Ada Lund"), ("stance", "neutral")]),
        ((Stakeholder, "s1"), &[("name", "Bo Ek")]),
        ((Node, "g0"), &[("title", "Access")]),
        ((Node, "g1"), &[("title", "Evidence"), ("baseline", "0"), ("target", "10")]),
        ((Node, "o0"), &[("parent", "g0"), ("weight", "2")]),
        ((Node, "t0"), &[("parent", "o0"), ("due", "2026-04-01")]),
    ];
    let mut changed = vec![((Plan, "AP-1"), vec!["title", "start"])];
    for ((kind, id), fields) in added {
        let given: Vec<(&str, FieldValue)> = fields.iter().map(|(name, value)| (*name, text(value))).collect();
        run(&mut plan, company, &add(kind, id, &given), 0);
        changed.push(((kind, id), fields.iter().map(|(name, _)| *name).collect()));
        rows.insert((kind, id), row(fields));
    }
    (plan, Model { rows, changed })
}

fn agrees(plan: &AccountPlan, model: &Model) -> Result<(), TestCaseError> {
    for ((kind, id), row) in &model.rows {
        let object = object(*kind, id);
        let found = plan
            .fields()
            .object(&object)
            .into_iter()
            .flatten()
            .map(|(field, _)| (&**field, plan.value(&object, field).map(ToString::to_string).unwrap_or_default()));
        let found: BTreeMap<&str, String> = found.filter(|(field, _)| !["status", "unit", "state"].contains(field)).collect();
        let expected: BTreeMap<&str, String> = row.iter().map(|(field, value)| (*field, value.clone())).collect();
        prop_assert_eq!(found, expected, "{}", object);
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn several_fields_and_the_model_agree(ops in ops(), damage in damages()) {
        thread_local! {
            static COMPANY: Company = company();
        }
        COMPANY.with(|company| {
            let people = people();
            let (mut plan, mut model) = begun(company);
            for (minute, op) in ops.iter().enumerate() {
                let put: Vec<(&str, Option<FieldValue>)> = op.put.iter().map(|put| (put.name, put.given.map(given))).collect();
                let mut act = acts(&people[op.by], minute + 1, false);
                act.made_on = op.back.map(|back| u32::try_from((i64::from(plan.version()) - back).max(0)).expect("a version"));
                let before = plan.clone();
                let verdict = model.does(op);
                let done = plan.run(&set(op.of.0, op.of.1, &put), &act, &company.rules());
                prop_assert_eq!(done.is_ok(), verdict == Verdict::Fine, "{:?} {:?}", op, done.err().map(|refusal| refusal.to_string()));
                if let Err(refusal) = done {
                    prop_assert_eq!(&plan, &before);
                    prop_assert!(verdict != Verdict::Conflict || refusal.code() == "conflict", "{:?} {}", op, refusal);
                }
                agrees(&plan, &model)?;
            }
            agrees(&holds(&plan, company, &damage)?, &model)
        })?;
    }
}
