//! Planning cycles as the rules say they are, on chosen days and on random ones (CYC-1 to CYC-3).

use chrono::{Datelike, Days, NaiveDate};
use kam_core::config::{ConfigProblem, Configuration, Layer, Record, SettingInfo, SettingValue};
use kam_core::cycle::{Calendar, CycleError, CycleRules, Phase, PhaseState, PlanningCycle};
use kam_core::values::{Code, parse_date};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    parse_date(text).unwrap()
}

fn phase(name: &str, from_day: u32, days: u32) -> Phase {
    Phase { name: Code::new(name).unwrap(), from_day, days }
}

fn rules(months: u32, starts_in: u32, phases: &[(&str, u32, u32)]) -> CycleRules {
    CycleRules::new(months, starts_in, phases.iter().map(|(name, from_day, days)| phase(name, *from_day, *days)).collect()).unwrap()
}

fn at(rules: &CycleRules, on: &str) -> PlanningCycle {
    rules.at(day(on)).unwrap()
}

#[test]
fn cycles_are_named_by_their_months() {
    for (months, starts_in, offset, on, name, first, last) in [
        (12, 1, 0, "2026-05-20", "2026", "2026-01-01", "2026-12-31"),
        (12, 4, 0, "2026-03-31", "2025-04/2026-03", "2025-04-01", "2026-03-31"),
        (12, 4, 0, "2026-04-01", "2026-04/2027-03", "2026-04-01", "2027-03-31"),
        (12, 1, 3, "2026-05-20", "2026-04/2027-03", "2026-04-01", "2027-03-31"),
        (12, 10, 3, "2026-05-20", "2026", "2026-01-01", "2026-12-31"),
        (1, 1, 0, "2028-02-10", "2028-02", "2028-02-01", "2028-02-29"),
        (6, 1, 0, "2026-12-31", "2026-07/2026-12", "2026-07-01", "2026-12-31"),
        (24, 1, 0, "2027-05-20", "2026-01/2027-12", "2026-01-01", "2027-12-31"),
        (36, 1, 0, "2026-05-20", "2024-01/2026-12", "2024-01-01", "2026-12-31"),
        (18, 1, 0, "2000-01-01", "2000-01/2001-06", "2000-01-01", "2001-06-30"),
        (18, 1, 0, "2002-12-31", "2001-07/2002-12", "2001-07-01", "2002-12-31"),
        (18, 1, 0, "1999-12-31", "1998-07/1999-12", "1998-07-01", "1999-12-31"),
        (5, 11, 0, "2000-11-01", "2000-11/2001-03", "2000-11-01", "2001-03-31"),
        (12, 1, 0, "0001-01-01", "0001", "0001-01-01", "0001-12-31"),
    ] {
        let cycle = at(&rules(months, starts_in, &[]).later_by(offset).unwrap(), on);
        assert_eq!((cycle.name(), cycle.first(), cycle.last()), (name, day(first), day(last)), "{months} from {starts_in} on {on}");
        assert_eq!(cycle.rules().named(name), Some(cycle.clone()));
    }
    let years = rules(12, 1, &[]);
    for none in ["", "2026-01", "2026/2027", "26", "+026", "0000", "2026-04/2027-03", "2026 ", "２０２６", "2026-é1/2027-03"] {
        assert_eq!(years.named(none), None, "{none}");
    }
}

#[test]
fn cycles_end_with_the_years_that_dates_have() {
    let years = rules(12, 1, &[("plan", 1, 366)]);
    assert_eq!(at(&years, "9999-12-31").next(), None);
    assert_eq!(at(&years, "0001-01-01").previous(), None);
    assert_eq!(at(&years, "9999-12-31").windows()[0].last, day("9999-12-31"));
    let april = rules(12, 4, &[]);
    assert_eq!((april.at(day("0001-01-01")), april.at(day("9999-12-31"))), (None, None));
    assert_eq!(at(&april, "0001-04-01").previous(), None);
    assert_eq!(at(&april, "9999-03-31").next(), None);
    for months in 1..=36 {
        for on in [NaiveDate::MIN, NaiveDate::MAX] {
            assert_eq!(rules(months, 12, &[]).at(on), None);
        }
    }
}

#[test]
fn phases_beyond_the_end_of_a_cycle_are_refused_all_at_once() {
    let phases = vec![phase("a", 1, 367), phase("b", 366, 1), phase("a", 1, 1), phase("c", 0, 5), phase("d", 5, 0), phase("e", u32::MAX, u32::MAX)];
    let texts: Vec<String> = CycleRules::new(12, 1, phases).unwrap_err().iter().map(ToString::to_string).collect();
    assert_eq!(
        texts,
        [
            "the phase `a` closes on day 367, and a cycle has at most 366 days",
            "the phase `b` opens on day 366, and a cycle can be as short as 365 days",
            "two phases are called `a`",
            "the phase `c` opens on day 0 for 5 days; both start at 1",
            "the phase `d` opens on day 5 for 0 days; both start at 1",
            "the phase `e` opens on day 4294967295, and a cycle can be as short as 365 days",
        ]
    );
    let months = |months, starts_in| CycleRules::new(months, starts_in, vec![phase("a", 1, 1)]).unwrap_err();
    assert_eq!(months(0, 13), [CycleError::Length { found: 0, most: 36 }, CycleError::Start { found: 13 }]);
    assert_eq!(months(37, 0).len(), 2);
    assert_eq!(CycleRules::default().later_by(13).unwrap_err(), [CycleError::Offset { found: 13, most: 12 }]);
}

#[test]
fn a_window_ends_with_a_shorter_cycle_and_says_so() {
    let months = rules(1, 1, &[("second_half", 16, 16)]);
    for (on, last, cut) in [("2026-01-01", "2026-01-31", 0), ("2026-02-01", "2026-02-28", 3), ("2028-02-01", "2028-02-29", 2)] {
        let window = at(&months, on).windows()[0].clone();
        assert_eq!((window.last, window.days_cut), (day(last), cut), "{on}");
    }
    let years = rules(12, 1, &[("all", 1, 366)]);
    assert_eq!((at(&years, "2028-06-01").windows()[0].days_cut, at(&years, "2026-06-01").windows()[0].days_cut), (0, 1));
    // Four months from March, July and November have 122, 123 and 120 or 121 days.
    let thirds = rules(4, 3, &[("all", 1, 123)]);
    for (on, cut) in [("2026-03-01", 1), ("2026-07-01", 0), ("2026-11-01", 3), ("2027-11-01", 2)] {
        assert_eq!(at(&thirds, on).windows()[0].days_cut, cut, "{on}");
    }
}

#[test]
fn a_leap_day_at_the_end_of_a_cycle_is_a_gap_where_no_phase_has_it() {
    let years = rules(12, 3, &[("all", 1, 365)]);
    assert_eq!(at(&years, "2026-06-01").gaps(), []);
    let gaps = at(&years, "2027-06-01").gaps();
    assert_eq!((gaps.len(), gaps[0].first, gaps[0].last), (1, day("2028-02-29"), day("2028-02-29")));
}

#[test]
fn gaps_of_a_cycle_are_what_no_window_has_even_where_windows_overlap() {
    let cycle = at(&rules(12, 1, &[("long", 10, 91), ("within", 20, 11), ("over", 90, 41), ("next", 131, 20), ("end", 300, 66)]), "2026-01-01");
    let gaps: Vec<(String, u32)> = cycle.gaps().iter().map(|gap| (gap.first.to_string(), gap.days())).collect();
    assert_eq!(gaps, [("2026-01-01".to_owned(), 9), ("2026-05-31".to_owned(), 149)]);
    assert_eq!(at(&rules(12, 1, &[]), "2026-01-01").gaps(), []);
}

#[test]
fn a_cycle_with_an_offset_knows_the_shared_one_that_it_follows() {
    let shared = rules(12, 1, &[("plan", 1, 60)]);
    let cycle = at(&shared.later_by(3).unwrap(), "2026-02-01");
    assert_eq!((cycle.name(), cycle.windows()[0].first), ("2025-04/2026-03", day("2025-04-01")));
    assert_eq!(cycle.followed(), Some(at(&shared, "2025-02-01")));
    // A whole year later it has the days of the next shared cycle, and still follows the one before.
    let year_later = at(&shared.later_by(12).unwrap(), "2026-02-01");
    assert_eq!((year_later.name(), year_later.followed().unwrap().name()), ("2026", "2025"));
    assert_eq!(at(&shared, "2026-02-01").followed(), None);
}

fn layer(name: &str, above: Option<&str>, settings: Vec<(&str, SettingValue)>) -> Layer {
    let settings = settings.into_iter().map(|(path, value)| (SettingInfo::find(path).unwrap(), value)).collect();
    Layer { name: name.to_owned(), above: above.map(str::to_owned), settings, ..Layer::default() }
}

fn kind(name: &str) -> (&'static str, SettingValue) {
    ("cycle.kind", SettingValue::Text(name.to_owned()))
}

const fn whole(path: &str, number: u32) -> (&str, SettingValue) {
    (path, SettingValue::Whole(number))
}

fn phases(phases: &[(&str, u32, u32)]) -> (&'static str, SettingValue) {
    let record = |(name, from_day, days): &(&str, u32, u32)| Record {
        fields: vec![
            ("name", SettingValue::Text((*name).to_owned())),
            ("from_day", SettingValue::Whole(*from_day)),
            ("days", SettingValue::Whole(*days)),
        ],
    };
    ("cycle.phases", SettingValue::Records(phases.iter().map(record).collect()))
}

fn told(layers: Vec<Layer>) -> Vec<String> {
    let text = |problem: &ConfigProblem| format!("{}: {}: {}", problem.layer, problem.path, problem.text);
    Configuration::new(layers).unwrap_err().iter().map(text).collect()
}

#[test]
fn a_layer_shares_the_cycle_of_the_core_or_follows_it_or_has_its_own() {
    let core = layer("core", None, vec![whole("cycle.starts_in", 4), phases(&[("plan", 1, 60)])]);
    let germany = layer("germany", Some("core"), vec![]);
    let japan = layer("japan", Some("core"), vec![kind("offset"), whole("cycle.offset_months", 2)]);
    let region = layer("region", Some("core"), vec![kind("own"), whole("cycle.months", 6), phases(&[("half", 1, 180)])]);
    let brazil = layer("brazil", Some("region"), vec![whole("cycle.starts_in", 1)]);
    let configuration = Configuration::new(vec![core, germany, japan, region, brazil]).unwrap();
    let of = |name: &str| configuration.cycle_rules(configuration.resolved(name).unwrap()).unwrap();
    let cycle = |name: &str| at(&of(name), "2026-05-20");
    assert_eq!(of("germany"), of("core"));
    assert_eq!((cycle("core").name(), cycle("japan").name()), ("2026-04/2027-03", "2025-06/2026-05"));
    assert_eq!(cycle("japan").windows()[0].last, day("2025-07-30"));
    assert_eq!((cycle("region").name(), cycle("brazil").name()), ("2026-04/2026-09", "2026-01/2026-06"));
    assert_eq!(cycle("brazil").windows()[0].name.as_str(), "half");
}

#[test]
fn a_cycle_that_is_not_its_own_cannot_differ_from_the_core() {
    let core = || layer("core", None, vec![phases(&[("plan", 1, 60)])]);
    let own = layer("a", Some("core"), vec![whole("cycle.months", 6), phases(&[("plan", 1, 30)])]);
    let below = layer("b", Some("a"), vec![]);
    assert_eq!(
        told(vec![core(), own, below]),
        [
            "a: cycle.months: `cycle.months` is not as in the core, and `cycle.kind` is `shared`",
            "a: cycle.phases: `cycle.phases` is not as in the core, and `cycle.kind` is `shared`",
        ]
    );
    let offset = layer("a", Some("core"), vec![kind("offset"), whole("cycle.offset_months", 1), whole("cycle.starts_in", 2)]);
    assert_eq!(told(vec![core(), offset]), ["a: cycle.starts_in: `cycle.starts_in` is not as in the core, and `cycle.kind` is `offset`"]);
    // What is said and is as in the core is no difference, and back from a region's own cycle everything must be the core's again.
    let same = layer("a", Some("core"), vec![whole("cycle.months", 12), kind("shared")]);
    assert!(Configuration::new(vec![core(), same]).is_ok());
    let region = layer("a", Some("core"), vec![kind("own"), whole("cycle.months", 6)]);
    let back = layer("b", Some("a"), vec![kind("shared")]);
    let problems = Configuration::new(vec![core(), region, back]).unwrap_err();
    assert_eq!((problems.len(), problems[0].layer.as_str(), problems[0].value.as_str()), (1, "b", "6"));
    assert_eq!(problems[0].help.as_deref(), Some("leave it at `12`, or say `cycle.kind = \"own\"`"));
}

#[test]
fn what_a_cycle_cannot_be_is_a_problem_of_the_configuration() {
    assert_eq!(
        told(vec![layer("core", None, vec![kind("offset"), whole("cycle.offset_months", 3)])]),
        ["core: cycle.kind: the core's cycle is the one that others are offset from"]
    );
    let long = phases(&[("plan", 1, 60), ("review", 360, 10), ("late", 400, 1), ("plan", 1, 5)]);
    let problems = Configuration::new(vec![layer("core", None, vec![long]), layer("a", Some("core"), vec![])]).unwrap_err();
    let texts: Vec<(&str, Option<(usize, &str)>)> = problems.iter().map(|problem| (problem.text.as_str(), problem.entry)).collect();
    assert_eq!(
        texts,
        [
            ("`plan` stands twice in `cycle.phases`", Some((3, "name"))),
            ("the phase `review` closes on day 369, and a cycle has at most 366 days", Some((1, "days"))),
            ("the phase `late` opens on day 400, and a cycle can be as short as 365 days", Some((2, "from_day"))),
        ]
    );
    // Four months from July have 123 days, and a month later no four months have as many.
    let core = layer("core", None, vec![whole("cycle.months", 4), whole("cycle.starts_in", 3), phases(&[("plan", 1, 123)])]);
    let offset = |months| layer("a", Some("core"), vec![kind("offset"), whole("cycle.offset_months", months)]);
    assert!(Configuration::new(vec![core.clone(), offset(4)]).is_ok());
    assert_eq!(
        told(vec![core, offset(1)]),
        ["a: cycle.offset_months: with `cycle.offset_months = 1` the phase `plan` closes on day 123, and a cycle has at most 122 days"]
    );
    let without = layer("core", None, vec![]);
    assert_eq!(told(vec![without.clone(), offset(0)]), ["a: cycle.offset_months: the cycle is offset by no month"]);
    let shared = layer("a", Some("core"), vec![whole("cycle.offset_months", 2)]);
    assert_eq!(told(vec![without, shared]), ["a: cycle.offset_months: the cycle begins 2 months later, and `cycle.kind` is `shared`"]);
}

fn any_rules() -> impl Strategy<Value = CycleRules> {
    let phases = proptest::collection::vec((1_u32..=28, 1_u32..=1_100), 0..6);
    (1_u32..=36, 1_u32..=12, 0_u32..=12, phases).prop_map(|(months, starts_in, offset, phases)| {
        let named = |(place, (from_day, days)): (usize, (u32, u32))| {
            // Within the shortest cycle there is: 28 days for each month at least.
            let most = months * 28;
            let from_day = from_day * months;
            phase(&format!("p{place}"), from_day, 1 + days % (most - from_day + 1))
        };
        let phases = phases.into_iter().enumerate().map(named).collect();
        CycleRules::new(months, starts_in, phases).unwrap().later_by(offset).unwrap()
    })
}

/// Days of all the years that dates have, those at their ends more often.
fn any_day() -> impl Strategy<Value = NaiveDate> {
    let (first, last) = (day("0001-01-01"), day("9999-12-31"));
    let span = last.signed_duration_since(first).num_days() as u64;
    prop_oneof![0..=span, 0..1_500_u64, span - 1_500..=span].prop_map(move |days| first + Days::new(days))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_day_is_in_exactly_one_cycle(rules in any_rules(), on in any_day()) {
        let Some(cycle) = rules.at(on) else {
            // Only where the cycle would leave the years that dates have.
            let rest = 12_i32 * 3;
            let months = on.year() * 12 + on.month0() as i32;
            prop_assert!(months < 12 + rest || months >= 10_000 * 12 - rest);
            return Ok(());
        };
        prop_assert!(cycle.days().contains(on));
        prop_assert_eq!(cycle.first().day(), 1);
        prop_assert_eq!(rules.at(cycle.first()), Some(cycle.clone()));
        prop_assert_eq!(rules.at(cycle.last()), Some(cycle.clone()));
        prop_assert_eq!(rules.named(cycle.name()), Some(cycle.clone()));
        let months = |day: NaiveDate| day.year() * 12 + day.month() as i32;
        prop_assert_eq!(months(cycle.last()) - months(cycle.first()) + 1, rules.months() as i32);
        let anchor = CycleRules::ANCHOR_YEAR * 12 + rules.starts_in() as i32 + rules.offset_months() as i32;
        prop_assert_eq!((months(cycle.first()) - anchor).rem_euclid(rules.months() as i32), 0);
        if let Some(next) = cycle.next() {
            prop_assert_eq!(cycle.last().succ_opt().unwrap(), next.first());
            prop_assert_ne!(cycle.name(), next.name());
            prop_assert_eq!(next.previous(), Some(cycle.clone()));
        }
        if let Some(previous) = cycle.previous() {
            prop_assert_eq!(previous.last().succ_opt().unwrap(), cycle.first());
            prop_assert_eq!(previous.next(), Some(cycle.clone()));
        }
        if let Some(followed) = cycle.followed() {
            prop_assert_eq!(kam_core::cycle::add_months(followed.first(), rules.offset_months() as i32), Some(cycle.first()));
        }
    }

    #[test]
    fn each_day_of_a_cycle_is_in_a_window_or_in_a_gap(rules in any_rules(), on in any_day()) {
        let Some(cycle) = rules.at(on) else { return Ok(()) };
        let calendar = Calendar::default();
        prop_assert_eq!(cycle.windows().len(), rules.phases().len());
        let gaps = cycle.gaps();
        for pair in gaps.windows(2) {
            prop_assert!(pair[0].last < pair[1].first.pred_opt().unwrap());
        }
        let open = |day| cycle.windows().iter().filter(|window| (window.first..=window.last).contains(&day)).count();
        for day in cycle.first().iter_days().take_while(|day| *day <= cycle.last()) {
            let gap = gaps.iter().any(|gap| gap.contains(day));
            prop_assert_eq!(gap, open(day) == 0 && !rules.phases().is_empty(), "{}", day);
        }
        let status = cycle.status(on, &calendar, &[]).unwrap();
        prop_assert!(status.within);
        prop_assert_eq!(status.open().len(), open(on));
        prop_assert_eq!(status.open().len() + status.late().len() + status.ahead().len(), rules.phases().len());
        prop_assert_eq!(status.gap.is_some(), gaps.iter().any(|gap| gap.contains(on)));
        for phase in &status.phases {
            prop_assert!(phase.working_days <= phase.days);
            let window = &phase.window;
            let days = match phase.state {
                PhaseState::Ahead => window.first.signed_duration_since(on),
                PhaseState::Open => window.last.signed_duration_since(on),
                PhaseState::Closed => on.signed_duration_since(window.last),
            };
            prop_assert_eq!(i64::from(phase.days), days.num_days());
        }
    }

    #[test]
    fn phases_of_a_cycle_are_refused_or_have_a_day_in_every_cycle(
        months in 1_u32..=36, starts_in in 1_u32..=12, from_day in 1_u32..=1_100, days in 1_u32..=1_100, on in any_day(),
    ) {
        let Ok(rules) = CycleRules::new(months, starts_in, vec![phase("p", from_day, days)]) else { return Ok(()) };
        let Some(cycle) = rules.at(on) else { return Ok(()) };
        let window = &cycle.windows()[0];
        prop_assert!(cycle.first() <= window.first && window.first <= window.last && window.last <= cycle.last());
        let shown = window.last.signed_duration_since(window.first).num_days() as u32 + 1;
        prop_assert_eq!(shown + window.days_cut, days);
        prop_assert!(window.days_cut <= 3);
    }
}
