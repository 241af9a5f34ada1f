//! What must hold for rights (ACC-1, ACC-2, ORG-2) and views, tried on random rules, people and plans.

use kam_core::access::{Actor, Figure, LostBy, Person, Request, Right, Rights, Section, View, firewall};
use kam_core::config::schema::CYCLE_STEPS;
use kam_core::config::{Configuration, Layer, Record, SettingInfo, SettingValue, Settings, Step};
use kam_core::execution::NodeSpec;
use kam_core::plan::{Plan, Profile};
use kam_core::values::{Code, NodeId, PersonId, PlanId, UnitId};
use made::{seed, settings, specs};
use proptest::prelude::*;
use std::sync::Arc;

#[allow(dead_code, reason = "shared with the tests of completion")]
#[path = "../made/mod.rs"]
mod made;

mod access_views;

/// Units of three levels: a country, two regions, two territories in the first.
const UNITS: [(&str, &str, &str); 6] = [
    ("DE", "national", ""),
    ("North", "regional", "DE"),
    ("South", "regional", "DE"),
    ("North-1", "territory", "North"),
    ("North-2", "territory", "North"),
    ("West-1", "territory", "DE"),
];
const ROLES: [(&str, &str); 4] =
    [("key_account_manager", "sales"), ("regional_manager", "sales"), ("medical_liaison", "medical"), ("brand_manager", "marketing")];
const FUNCTIONS: [&str; 3] = ["sales", "medical", "marketing"];
const TEAM_ROLES: [&str; 2] = ["account_lead", "medical_lead"];
const STEPS: [Step; 7] = Step::ALL;

fn record(fields: &[(&'static str, &str)]) -> Record {
    let filled = fields.iter().filter(|(_, text)| !text.is_empty());
    Record { fields: filled.map(|(name, text)| (*name, SettingValue::Text((*text).to_owned()))).collect() }
}

fn setting(path: &str, records: Vec<Record>) -> (&'static SettingInfo, SettingValue) {
    (SettingInfo::find(path).unwrap(), SettingValue::Records(records))
}

fn configured(layers: Vec<Layer>) -> Rights {
    let configuration = Configuration::new(layers).unwrap();
    let last = configuration.layers().last().unwrap().name.clone();
    Rights::of(&configuration, configuration.resolved(&last).unwrap())
}

fn layer(rules: Vec<Record>, fields: Vec<Record>, totals: &str) -> Layer {
    let units = UNITS.iter().map(|(id, level, parent)| record(&[("id", id), ("level", level), ("parent", parent)])).collect();
    let totals = (SettingInfo::find("access.totals").unwrap(), SettingValue::Text(totals.into()));
    let levels = (0..8).map(|level| record(&[("name", &format!("l{level}"))])).collect();
    let settings = vec![
        setting("execution.levels", levels),
        setting("organization.units", units),
        setting("access.rules", rules),
        setting("access.fields", fields),
        totals,
    ];
    Layer { name: "core".into(), settings, ..Layer::default() }
}

/// A rule as it is drawn: who, step, section, part, right.
type Drawn = (Option<usize>, Option<usize>, Option<usize>, Option<usize>, Option<usize>, Option<usize>, usize);

fn drawn() -> impl Strategy<Value = Drawn> {
    let maybe = |chance: f64, most: usize| proptest::option::weighted(chance, 0..most);
    (maybe(0.3, 4), maybe(0.2, 2), maybe(0.3, 3), maybe(0.3, 5), maybe(0.7, 10), maybe(0.4, 8), 0_usize..4)
}

fn rule_record(place: usize, (role, team_role, function, step, section, part, right): &Drawn) -> Record {
    let part = part.map(|part| format!("l{part}")).unwrap_or_default();
    record(&[
        ("id", &format!("r{place}")),
        ("role", role.map_or("", |n| ROLES[n].0)),
        ("team_role", team_role.map_or("", |n| TEAM_ROLES[n])),
        ("function", function.map_or("", |n| FUNCTIONS[n])),
        ("step", step.map_or("", |n| CYCLE_STEPS[n])),
        ("section", section.map_or("", |n| Section::ALL[n].name())),
        ("part", &part),
        ("right", Right::ALL[*right].name()),
    ])
}

/// Rules without those that give different rights to the same, which no configuration has.
fn matrix(drawn: &[Drawn]) -> Vec<Drawn> {
    let scope = |rule: &Drawn| (rule.0, rule.1, rule.2, rule.3, rule.4, rule.5);
    let mut kept: Vec<Drawn> = Vec::new();
    for rule in drawn {
        if !kept.iter().any(|known| scope(known) == scope(rule)) {
            kept.push(*rule);
        }
    }
    kept
}

fn records(rules: &[Drawn]) -> Vec<Record> {
    rules.iter().enumerate().map(|(place, rule)| rule_record(place, rule)).collect()
}

/// What a person holds: roles in units, and whether each team role in the plan.
type Held = (Vec<(usize, usize)>, [bool; 2]);

fn held() -> impl Strategy<Value = Held> {
    (proptest::collection::vec((0_usize..4, 0_usize..7), 0..4), [proptest::bool::weighted(0.3), proptest::bool::weighted(0.2)])
}

fn person((roles, team): &Held) -> Person {
    let mut person = Person::new(PersonId::new("u1").unwrap());
    for (role, unit) in roles {
        let unit = UNITS.get(*unit).map_or("nowhere", |unit| unit.0);
        person = person.with_role(Code::new(ROLES[*role].0).unwrap(), UnitId::new(unit).unwrap());
    }
    for (role, _) in TEAM_ROLES.iter().zip(team).filter(|(_, held)| **held) {
        person = person.with_team_role(PlanId::new("P").unwrap(), Code::new(role).unwrap());
    }
    // A role in the team of another plan counts for nothing here.
    person.with_team_role(PlanId::new("other").unwrap(), Code::new("account_lead").unwrap())
}

/// Whether a unit lies at or below another one, read plainly.
fn below(unit: &str, above: &str) -> bool {
    let parent = |unit: &str| UNITS.iter().find(|known| known.0 == unit).map(|known| known.2);
    let mut at = parent(unit).map(|_| unit);
    while let Some(unit) = at {
        if unit == above {
            return true;
        }
        at = parent(unit).filter(|parent| !parent.is_empty());
    }
    false
}

/// ACC-1 and ACC-2, read plainly.
fn plainly(rules: &[Drawn], (roles, team): &Held, unit: &str, step: &str, section: usize, part: Option<usize>) -> Right {
    let here: Vec<usize> = roles.iter().filter(|(_, at)| UNITS.get(*at).is_some_and(|at| below(unit, at.0))).map(|(role, _)| *role).collect();
    if here.is_empty() && !team.contains(&true) {
        return Right::None;
    }
    let for_them = rules.iter().filter(|rule| {
        rule.0.is_none_or(|role| here.contains(&role))
            && rule.1.is_none_or(|role| team[role])
            && rule.2.is_none_or(|function| here.iter().any(|role| ROLES[*role].1 == FUNCTIONS[function]))
            && rule.3.is_none_or(|of| CYCLE_STEPS[of] == step)
            && rule.4.is_none_or(|of| of == section)
            && rule.5.is_none_or(|of| part == Some(of))
    });
    let specific = |rule: &Drawn| {
        let one = |named: bool, points: usize| if named { points } else { 0 };
        let who = one(rule.0.is_some(), 2) + one(rule.1.is_some(), 2) + one(rule.2.is_some(), 1);
        (who, one(rule.5.is_some(), 2) + one(rule.4.is_some(), 1), one(rule.3.is_some(), 1))
    };
    let best = for_them.clone().map(specific).max();
    for_them.filter(|rule| Some(specific(rule)) == best).map(|rule| Right::ALL[rule.6]).min().unwrap_or(Right::None)
}

/// All questions about the plan `P` with the parts `l0` to `l7`.
fn questions() -> impl Iterator<Item = (&'static str, Step, usize, Option<usize>)> {
    let units = ["DE", "North", "North-2", "West-1", "South", "nowhere"];
    units.into_iter().flat_map(|unit| {
        STEPS.into_iter().flat_map(move |step| (0..10).flat_map(move |section| [None, Some(0), Some(3)].map(move |part| (unit, step, section, part))))
    })
}

fn ask(actor: &Actor<'_>, (unit, step, section, part): (&str, Step, usize, Option<usize>)) -> Right {
    let part = part.map(|part| format!("l{part}"));
    actor.may(&Request { unit, step, section: Section::ALL[section], part: part.as_deref() })
}

mod access {
    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_answer_is_that_of_a_plain_reading(drawn in proptest::collection::vec(drawn(), 0..25), held in held()) {
            let rules = matrix(&drawn);
            let rights = configured(vec![layer(records(&rules), Vec::new(), "suppressed")]);
            let actor = rights.actor(&person(&held), Some(&PlanId::new("P").unwrap()));
            for question in questions() {
                let (unit, step, section, part) = question;
                let right = ask(&actor, question);
                prop_assert_eq!(right, plainly(&rules, &held, unit, step.name(), section, part), "{:?}", question);
                let part = part.map(|part| format!("l{part}"));
                let request = Request { unit, step, section: Section::ALL[section], part: part.as_deref() };
                let explanation = actor.explain(&request, None, Right::Approve);
                prop_assert_eq!(explanation.right, right);
                prop_assert_eq!(explanation.changes.is_empty(), right == Right::Approve);
                prop_assert!(explanation.decided_by.is_some() || (right == Right::None && explanation.lost.is_empty()));
            }
        }

        #[test]
        fn without_a_rule_there_is_no_right(held in held(), shown in any::<bool>(), seeds in proptest::collection::vec(seed(), 0..20)) {
            let rights = configured(vec![layer(Vec::new(), Vec::new(), if shown { "shown" } else { "suppressed" })]);
            let actor = rights.actor(&person(&held), Some(&PlanId::new("P").unwrap()));
            prop_assert!(questions().all(|question| ask(&actor, question) == Right::None));
            let settings = Arc::new(Settings { hierarchy: made::hierarchy(), ..Settings::default() });
            let plan = Plan::new(Profile::new(PlanId::new("P").unwrap()), Arc::clone(&settings), specs(&seeds, &settings, true)).unwrap();
            let view = View::of(&plan, &person(&held), &rights, "North-1", Step::Execution);
            prop_assert!(view.is_empty());
            prop_assert_eq!(view.completion, Figure::HeldBack);
        }

        #[test]
        fn one_more_deny_never_grants_anything(drawn in proptest::collection::vec(drawn(), 0..20), deny in drawn(), held in held()) {
            let rules = matrix(&drawn);
            let mut more = rules.clone();
            more.push((deny.0, deny.1, deny.2, deny.3, deny.4, deny.5, 0));
            let more = matrix(&more);
            let of = |rules: &[Drawn]| configured(vec![layer(records(rules), Vec::new(), "suppressed")]);
            let (before, after) = (of(&rules), of(&more));
            let plan = PlanId::new("P").unwrap();
            let (before, after) = (before.actor(&person(&held), Some(&plan)), after.actor(&person(&held), Some(&plan)));
            for question in questions() {
                prop_assert!(ask(&after, question) <= ask(&before, question), "{:?}", question);
            }
        }

    }

    proptest! {
        #[test]
        fn a_ceiling_holds_over_every_other_rule_and_grants_nothing(drawn in proptest::collection::vec(drawn(), 0..20), over in drawn(), held in held()) {
            let drawn = matrix(&drawn);
            let mut ceiling = rule_record(99, &over);
            ceiling.fields.push(("ceiling", SettingValue::Flag(true)));
            let before = configured(vec![layer(records(&drawn), Vec::new(), "suppressed")]);
            let mut more = records(&drawn);
            more.push(ceiling);
            let after = configured(vec![layer(more, Vec::new(), "suppressed")]);
            let plan = PlanId::new("P").unwrap();
            let person = person(&held);
            let (before, after) = (before.actor(&person, Some(&plan)), after.actor(&person, Some(&plan)));
            for (unit, step, section, part) in questions() {
                // Whether the ceiling alone would be about the question and for the person, were it a rule that gives all.
                let alone = plainly(&[Drawn::from((over.0, over.1, over.2, over.3, over.4, over.5, 3))], &held, unit, step.name(), section, part);
                let question = (unit, step, section, part);
                let (was, is) = (ask(&before, question), ask(&after, question));
                prop_assert!(is <= was);
                if alone == Right::Approve {
                    prop_assert_eq!(is, was.min(Right::ALL[over.6]));
                } else if over.2.is_none() {
                    prop_assert_eq!(is, was);
                }
            }
        }
    }

    #[test]
    fn a_role_covers_the_units_below_it_and_no_others() {
        let rights = configured(vec![layer(vec![record(&[("id", "r"), ("right", "read")])], Vec::new(), "suppressed")]);
        let person = person(&(vec![(1, 1)], [false, false]));
        let actor = rights.actor(&person, None);
        let may = |unit| actor.may(&Request { unit, step: Step::Plan, section: Section::Goals, part: None });
        for (unit, right) in [
            ("North", Right::Read),
            ("North-1", Right::Read),
            ("North-2", Right::Read),
            ("DE", Right::None),
            ("South", Right::None),
            ("", Right::None),
        ] {
            assert_eq!(may(unit), right, "{unit}");
        }
    }

    #[test]
    fn a_field_is_closed_where_a_role_here_is_of_a_closed_function() {
        let rules = vec![record(&[("id", "r"), ("section", "stakeholders"), ("right", "edit")])];
        let closed = |id: &str, function: &str| {
            let mut record = record(&[("id", id), ("section", "stakeholders"), ("field", "notes")]);
            record.fields.push(("closed_to", SettingValue::Many(vec![SettingValue::Text(function.into())])));
            record
        };
        let rights = configured(vec![layer(rules, vec![closed("a", "sales"), closed("b", "marketing")], "suppressed")]);
        let notes = Request { unit: "North-1", step: Step::Plan, section: Section::Stakeholders, part: None };
        let plan = PlanId::new("P").unwrap();
        let may =
            |roles: Vec<(usize, usize)>, team: bool| rights.actor(&person(&(roles, [team, false])), Some(&plan)).may_with_field(&notes, "notes");
        assert_eq!(may(vec![(0, 1)], false), Right::None);
        assert_eq!(may(vec![(2, 1)], false), Right::Edit);
        assert_eq!(may(vec![(0, 1), (2, 3)], false), Right::None);
        // Two restrictions of a field are one, and a further role opens nothing, here or elsewhere.
        assert_eq!(may(vec![(0, 1), (3, 0)], false), Right::None);
        assert_eq!(may(vec![(0, 1), (2, 2)], false), Right::None);
        assert_eq!(may(Vec::new(), true), Right::None);
        let actor = rights.actor(&person(&(vec![(0, 1)], [false, false])), None);
        assert_eq!(actor.may_with_field(&notes, "influence"), Right::Edit);
        assert_eq!(
            actor.explain(&notes, Some("notes"), Right::Read).to_string(),
            "`u1` has no right on the field `notes` in the section `stakeholders` in the step `plan`, for a plan of the unit `North-1`\n  \
             the field is closed to `marketing`, `sales` by `a` of the layer `core` and `b` of the layer `core`, and a further role opens nothing\n  \
             decided by the rule `r` of the layer `core` (`edit` on the section `stakeholders` in all steps, for everyone)\n  \
             for `read`:\n    take a function of the person out of `closed_to` in `a` and `b`"
        );
    }

    #[test]
    fn the_reason_names_rules_layers_and_what_would_have_to_change() {
        let core = layer(
            vec![
                record(&[("id", "all_read"), ("section", "hierarchy"), ("right", "read")]),
                record(&[("id", "sales_edit"), ("function", "sales"), ("section", "hierarchy"), ("right", "edit")]),
                record(&[("id", "leads"), ("team_role", "account_lead"), ("section", "hierarchy"), ("right", "approve")]),
            ],
            Vec::new(),
            "suppressed",
        );
        let germany = Layer {
            name: "germany".into(),
            above: Some("core".into()),
            settings: vec![setting(
                "access.rules",
                vec![record(&[("id", "sales_edit"), ("function", "sales"), ("section", "hierarchy"), ("right", "none")])],
            )],
            ..Layer::default()
        };
        let rights = configured(vec![core, germany]);
        let sales = person(&(vec![(0, 1)], [false, false]));
        let tactics = Request { unit: "North-1", step: Step::Execution, section: Section::Hierarchy, part: Some("l2") };
        let explanation = rights.actor(&sales, None).explain(&tactics, None, Right::Read);
        assert_eq!(explanation.lost.iter().map(|(rule, why)| (&*rule.id, *why)).collect::<Vec<_>>(), [("all_read", LostBy::Who)]);
        assert_eq!(
            explanation.to_string(),
            "`u1` has no right on the part `l2` of the section `hierarchy` in the step `execution`, for a plan of the unit `North-1`\n  \
             decided by the rule `sales_edit` of the layer `germany` (`none` on the section `hierarchy` in all steps, for the function `sales`)\n  \
             it holds over the rule `all_read` of the layer `core` (`read` on the section `hierarchy` in all steps, for everyone), which says less exactly for whom it is\n  \
             for `read`:\n    \
             let the rule `sales_edit` of the layer `germany` give more than `none`, or add a more specific rule\n    \
             or be one of those whom the rule `leads` gives `approve`: the team role `account_lead`"
        );
        let elsewhere = rights.actor(&sales, None).explain(&Request { unit: "Nort-1", ..tactics }, None, Right::Read).to_string();
        assert!(elsewhere.ends_with("there is no unit `Nort-1`; did you mean `North-1` or `North` or `North-2`"), "{elsewhere}");
    }

    #[test]
    fn the_firewall_keeps_medical_and_sales_apart() {
        let mut core = firewall("core");
        core.settings
            .extend(layer(Vec::new(), Vec::new(), "suppressed").settings.into_iter().filter(|(setting, _)| setting.path == "organization.units"));
        let rights = configured(vec![core]);
        let people: Vec<Person> = ROLES
            .iter()
            .map(|(role, _)| Person::new(PersonId::new(role).unwrap()).with_role(Code::new(role).unwrap(), UnitId::new("North").unwrap()))
            .collect();
        let see = |section, step, field: Option<&str>| -> Vec<String> {
            let request = Request { unit: "North-1", step, section, part: None };
            rights.who_may(&people, None, &request, field, Right::Read).into_iter().map(|seen| seen.person).collect()
        };
        let (sales, medical) = (["key_account_manager", "regional_manager"].as_slice(), ["medical_liaison"].as_slice());
        let all = [sales, medical].concat();
        assert_eq!(see(Section::Stakeholders, Step::Plan, None), all);
        assert_eq!(see(Section::Hierarchy, Step::Execution, None), all);
        for field in ["medical_notes", "inquiry_content"] {
            assert_eq!(see(Section::Stakeholders, Step::Plan, Some(field)), medical, "{field}");
        }
        for (section, step, field) in [
            (Section::Compensation, Step::Measures, None),
            (Section::Measures, Step::Measures, None),
            (Section::Reviews, Step::Measures, None),
            (Section::Goals, Step::Goals, Some("target_value")),
            (Section::Profile, Step::Plan, Some("tier_score")),
            (Section::Hierarchy, Step::Execution, Some("quantity")),
        ] {
            assert_eq!(see(section, step, field), sales, "{section} {field:?}");
        }
        assert!(Section::ALL.into_iter().all(|section| !see(section, Step::Targets, None).contains(&"medical_liaison".to_owned())));
        // No rule that a layer below adds gets around it, nor does another role that somebody has.
        let mut core = firewall("core");
        core.settings
            .extend(layer(Vec::new(), Vec::new(), "suppressed").settings.into_iter().filter(|(setting, _)| setting.path == "organization.units"));
        let wide = vec![
            record(&[("id", "wide"), ("role", "medical_liaison"), ("section", "compensation"), ("right", "approve")]),
            record(&[("id", "lead"), ("team_role", "account_lead"), ("right", "edit")]),
        ];
        let below = Layer { name: "below".into(), above: Some("core".into()), settings: vec![setting("access.rules", wide)], ..Layer::default() };
        let rights = configured(vec![core, below]);
        let held = Person::new(PersonId::new("u1").unwrap())
            .with_role(Code::new("medical_liaison").unwrap(), UnitId::new("North").unwrap())
            .with_role(Code::new("key_account_manager").unwrap(), UnitId::new("North").unwrap())
            .with_team_role(PlanId::new("P").unwrap(), Code::new("account_lead").unwrap());
        let plan = PlanId::new("P").unwrap();
        let actor = rights.actor(&held, Some(&plan));
        let pay = Request { unit: "North-1", step: Step::Measures, section: Section::Compensation, part: None };
        assert_eq!(actor.may(&pay), Right::None);
        let why = actor.explain(&pay, None, Right::Read);
        assert_eq!(why.decided_by.map(|rule| &*rule.id), Some("medical_no_pay"));
        assert!(why.lost.iter().all(|(_, why)| *why == LostBy::Ceiling), "{why}");
        assert_eq!(actor.may(&Request { step: Step::Targets, section: Section::Hierarchy, ..pay }), Right::None);
    }
}
