//! What a configuration is while nobody says anything, and what layers make of it.

use kam_core::config::{Configuration, Layer, Part, SETTINGS, SettingInfo, SettingValue, Settings, preset};

fn core() -> Layer {
    Layer { name: "core".into(), ..Layer::default() }
}

#[test]
fn a_configuration_that_says_nothing_is_what_comes_with_the_library() {
    let configuration = Configuration::new(vec![core()]).unwrap();
    let resolved = configuration.core().unwrap();
    assert_eq!(resolved.plan_settings().unwrap(), Settings::default());
    for (setting, resolved) in resolved.settings() {
        assert_eq!(resolved.value, preset(setting), "{}", setting.path);
        assert_eq!((resolved.from, resolved.locked_by), (None, None), "{}", setting.path);
    }
    let mut paths: Vec<&str> = SETTINGS.iter().map(|setting| setting.path).collect();
    paths.sort_unstable();
    paths.dedup();
    assert_eq!(paths.len(), SETTINGS.len());
}

#[test]
fn a_lock_holds_for_all_layers_below_and_for_single_entries() {
    let roles = SettingInfo::find("organization.roles").unwrap();
    let role = |code: &str, function: &str| kam_core::config::Record {
        fields: vec![("code", SettingValue::Text(code.into())), ("function", SettingValue::Text(function.into()))],
    };
    let core = Layer { lock: Part::new("organization.roles.country_lead").into_iter().collect(), ..core() };
    let middle = Layer { name: "europe".into(), above: Some("core".into()), open: Part::new("*").into_iter().collect(), ..Layer::default() };
    let says = |records| Layer {
        name: "sweden".into(),
        above: Some("europe".into()),
        settings: vec![(roles, SettingValue::Records(records))],
        ..Layer::default()
    };
    let fine = Configuration::new(vec![says(vec![role("nurse_educator", "medical")]), middle.clone(), core.clone()]).unwrap();
    let all = fine.resolved("sweden").unwrap().value(roles).records().len();
    assert_eq!(all, fine.core().unwrap().value(roles).records().len() + 1);
    let wrong = Configuration::new(vec![core, middle, says(vec![role("country_lead", "medical")])]).unwrap_err();
    assert_eq!(
        wrong.iter().map(|problem| (problem.code, problem.path.as_str())).collect::<Vec<_>>(),
        [("locked_setting", "organization.roles.country_lead")]
    );
}
