//! Rights in an organisation of 1 111 units and 62 rules: one question, a person made ready, an explanation, and the view of a plan of 120 nodes.

#![allow(clippy::unwrap_used, missing_docs, reason = "a bench may stop where something is wrong")]

use criterion::{Criterion, criterion_group, criterion_main};
use kam_benches::plan_of_120_nodes;
use kam_core::access::{Person, Request, Right, Rights, Section, View, firewall};
use kam_core::config::{Configuration, Record, SettingInfo, SettingValue, Step};
use kam_core::values::{Code, PersonId, UnitId};
use std::hint::black_box;

fn record(fields: &[(&'static str, &str)]) -> Record {
    Record { fields: fields.iter().map(|(name, text)| (*name, SettingValue::Text((*text).into()))).collect() }
}

/// A root, 10 nations of 10 regions of 10 territories each.
fn units() -> Vec<Record> {
    let mut units = vec![record(&[("id", "world"), ("level", "international")])];
    for nation in 0..10 {
        let nation = format!("nation-{nation}");
        units.push(record(&[("id", &nation), ("level", "national"), ("parent", "world")]));
        for region in 0..10 {
            let region = format!("{nation}-region-{region}");
            units.push(record(&[("id", &region), ("level", "regional"), ("parent", &nation)]));
            units.extend((0..10).map(|territory| record(&[("id", &format!("{region}-{territory}")), ("level", "territory"), ("parent", &region)])));
        }
    }
    units
}

fn benches(c: &mut Criterion) {
    let mut core = firewall("core");
    // Beside the firewall, a rule for each role and level of the hierarchy in some steps.
    if let Some((_, SettingValue::Records(rules))) = core.settings.iter_mut().find(|(setting, _)| setting.path == "access.rules") {
        for role in ["key_account_manager", "regional_manager", "country_lead", "medical_liaison", "brand_manager"] {
            for level in ["goal", "objective", "tactic", "action"] {
                let of = |step: &'static str, right: &str| {
                    let id = format!("{role}-{level}-{step}");
                    record(&[("id", &id), ("role", role), ("step", step), ("section", "hierarchy"), ("part", level), ("right", right)])
                };
                rules.extend([of("plan", "read"), of("measures", "read")].into_iter().take(if level == "goal" { 1 } else { 2 }));
            }
        }
        assert_eq!(rules.len(), 62);
    }
    core.settings.push((SettingInfo::find("organization.units").unwrap(), SettingValue::Records(units())));
    let configuration = Configuration::new(vec![core]).unwrap();
    let resolved = configuration.core().unwrap();
    let rights = Rights::of(&configuration, resolved);

    let hold = |person: Person, role: &str, unit: &str| person.with_role(Code::new(role).unwrap(), UnitId::new(unit).unwrap());
    let person = Person::new(PersonId::new("0055g00000A1b2CAAA").unwrap());
    let person =
        hold(hold(hold(person, "key_account_manager", "nation-3-region-4-5"), "regional_manager", "nation-3-region-7"), "brand_manager", "nation-3");
    let actor = rights.actor(&person, None);
    let first = Request { unit: "nation-3-region-4-5", step: Step::Plan, section: Section::Hierarchy, part: Some("action") };
    let last = Request { step: Step::Execution, ..first };
    let none = Request { unit: "nation-8-region-4-5", ..first };
    assert_eq!([first, last, none].map(|request| actor.may(&request)), [Right::Read, Right::Edit, Right::None]);

    let mut group = c.benchmark_group("access");
    for (name, request) in [("a_role_decides", first), ("a_function_decides", last), ("none_reaches_the_unit", none)] {
        group.bench_function(format!("may/{name}"), |b| b.iter(|| black_box(&actor).may(black_box(&request))));
    }
    group.bench_function("may_with_field", |b| b.iter(|| black_box(&actor).may_with_field(black_box(&last), "quantity")));
    group.bench_function("actor", |b| b.iter(|| rights.actor(black_box(&person), None)));
    group.bench_function("explain", |b| b.iter(|| actor.explain(black_box(&last), None, Right::Approve)));
    group.bench_function("compile", |b| b.iter(|| Rights::of(black_box(&configuration), resolved)));
    let plan = kam_document::read_plan(&plan_of_120_nodes()).unwrap();
    let view = |step| View::of(&plan, &person, &rights, first.unit, step);
    assert_eq!(view(Step::Execution).nodes.len(), 120);
    group.bench_function("view_120", |b| b.iter(|| view(black_box(Step::Execution)).nodes.len()));
    group.finish();
}

criterion_group!(access, benches);
criterion_main!(access);
