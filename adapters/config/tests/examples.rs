//! The example configurations: that they load, what they say, and that each layer survives being written, asked about and read again.

mod common;

use common::{document, read, refused, short};
use kam_config::{Document, questionnaire_json, questionnaire_markdown, write_layer};
use kam_core::access::{Person, Request, Right, Rights, Section};
use kam_core::config::{Configuration, DecisionState, LayerIndex, Record, Resolved, SETTINGS, SettingInfo, SettingValue, Step};
use kam_core::values::{Code, PersonId, PlanId, UnitId};
use std::collections::HashSet;
use std::path::Path;

const ALL: [&str; 3] = ["small", "medium", "large"];

/// The documents of an example, by name.
fn example(name: &str) -> Vec<Document> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/config").join(name);
    let mut documents: Vec<Document> = std::fs::read_dir(folder)
        .expect("a folder of the examples")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .map(|path| document(&path.file_name().expect("a name").to_string_lossy(), &std::fs::read_to_string(&path).expect("a text")))
        .collect();
    documents.sort_by(|one, other| one.name.cmp(&other.name));
    documents
}

/// Documents in which a text of one, that stands there exactly once, is another.
fn changed(documents: &[Document], name: &str, text: &str, by: &str) -> Vec<Document> {
    let mut documents = documents.to_vec();
    let document = documents.iter_mut().find(|document| document.name == name).expect("a document");
    assert_eq!(document.content.matches(text).count(), 1, "`{text}` in {name}");
    document.content = document.content.replace(text, by);
    documents
}

fn resolved<'c>(configuration: &'c Configuration, layer: &str) -> &'c Resolved {
    configuration.resolved(layer).expect("a layer")
}

fn open(configuration: &Configuration, layer: &str) -> Vec<&'static str> {
    let statuses = configuration.decisions(resolved(configuration, layer));
    statuses.into_iter().filter(|status| status.state == DecisionState::Open).map(|status| status.id).collect()
}

#[test]
fn every_example_loads_and_its_units_are_one_tree() {
    for name in ALL {
        let configuration = read(&example(name));
        let units = SettingInfo::find("organization.units").expect("a setting");
        let all: HashSet<&str> = configuration
            .layers()
            .iter()
            .flat_map(|layer| layer.get(units).map(SettingValue::records).unwrap_or_default())
            .map(Record::key)
            .collect();
        assert!(all.len() > 5, "{name}");
        for unit in all {
            assert!(configuration.for_unit(unit).is_some(), "{name} {unit}");
        }
    }
    let medium = read(&example("medium"));
    for (unit, layer) in [("DE-South-2", "germany"), ("SE-North", "sweden"), ("FI-1", "finland"), ("NORD", "nordics"), ("EU", "core")] {
        let found = medium.for_unit(unit).expect("a unit");
        assert_eq!(medium.name(found.layer), layer, "{unit}");
    }
}

#[test]
fn small_begins_with_little() {
    let configuration = read(&example("small"));
    let core = resolved(&configuration, "core");
    assert_eq!(core.features().collect::<Vec<_>>(), ["stakeholder_map", "creation_tracking"]);
    assert_eq!(
        open(&configuration, "core"),
        [
            "core_and_local",
            "list_upkeep",
            "long_term",
            "goal_approval",
            "tactic_approval",
            "approval_terms",
            "target_metrics",
            "target_number",
            "plan_rights",
            "medical_and_sales",
            "personal_data",
            "plan_approval",
            "portfolio",
            "measures_by_step",
            "pay_measures",
            "pay_rules",
            "first_markets",
            "adoption",
        ]
    );
    assert!(core.plan_settings().expect("settings that fit").hierarchy.find("objective").is_none());
}

#[test]
fn large_says_everything_and_leaves_nothing_open() {
    let configuration = read(&example("large"));
    for setting in SETTINGS {
        assert!(configuration.layers().iter().any(|layer| layer.get(setting).is_some()), "no layer says {}", setting.path);
    }
    for layer in configuration.layers() {
        let statuses = configuration.decisions(resolved(&configuration, &layer.name));
        let left: Vec<_> = statuses.iter().filter(|status| status.state != DecisionState::Answered).map(|status| status.id).collect();
        assert!(left.is_empty(), "{}: {left:?}", layer.name);
    }
    // Pay depends on measures in the Americas and not in Europe, and each region has closed that.
    for (layer, pay) in [("united_states", "paid"), ("brazil", "paid"), ("italy", "shown"), ("united_kingdom", "shown")] {
        let pay_use = SettingInfo::find("compensation.use").expect("a setting");
        let now = resolved(&configuration, layer).setting(pay_use);
        assert_eq!(now.value.to_string(), pay, "{layer}");
        assert!(now.locked_by.is_some(), "{layer}");
    }
}

#[test]
fn the_firewall_of_the_large_one_cannot_be_weakened_further_down() {
    let italy = "[layer]\nname = \"italy\"\nabove = \"europe\"\nunits = [\"IT\"]\n[access]\nfields = [{ id = \"medical_notes\", section = \"stakeholders\", field = \"notes\", closed_to = [\"marketing\"] }]\n";
    let mut documents = example("large");
    documents.retain(|document| document.name != "italy.toml");
    documents.push(document("italy.toml", italy));
    let problems = refused(&documents);
    assert_eq!(problems.iter().map(short).collect::<Vec<_>>(), ["italy.toml:6:11 locked_setting access.fields.medical_notes"]);
}

/// Whatever roles somebody has: who is of medical reads no sales targets, scores or pay, and who is of sales no medical notes (ACC-5).
#[test]
fn the_firewall_of_the_large_one_holds_for_everybody() {
    let configuration = read(&example("large"));
    for (layer, unit) in [("core", "global"), ("italy", "IT"), ("united_states", "US")] {
        let resolved = resolved(&configuration, layer);
        let rights = Rights::of(&configuration, resolved);
        let codes = |records: &[Record]| records.iter().map(|record| record.key().to_owned()).collect::<Vec<_>>();
        let roles = codes(resolved.at("organization.roles").map(SettingValue::records).unwrap_or_default());
        let team_roles: Vec<String> =
            resolved.list("team_role").into_iter().flat_map(|list| list.values.iter().map(|value| value.code.to_string())).collect();
        assert!(roles.len() > 5 && team_roles.len() > 3);
        let plan = PlanId::new("AP-1").expect("an id");
        let mut asked = 0;
        for (role, second, team_role) in roles
            .iter()
            .flat_map(|role| roles.iter().map(move |second| (role, second)))
            .flat_map(|(role, second)| team_roles.iter().map(Some).chain([None]).map(move |team_role| (role, second, team_role)))
        {
            let code = |code: &str| Code::new(code).expect("a code");
            let unit_id = || UnitId::new(unit).expect("a unit");
            let mut person = Person::new(PersonId::new("p").expect("an id")).with_role(code(role), unit_id()).with_role(code(second), unit_id());
            if let Some(team_role) = team_role {
                person = person.with_team_role(plan.clone(), code(team_role));
            }
            let actor = rights.actor(&person, Some(&plan));
            let of = |function: &str| {
                let record =
                    |role: &str| resolved.at("organization.roles").into_iter().flat_map(SettingValue::records).find(|record| record.key() == role);
                [role, second].into_iter().any(|role| record(role).and_then(|record| record.text("function")) == Some(function))
            };
            for step in [Step::Goals, Step::Targets, Step::Plan, Step::Execution, Step::Measures] {
                let ask = |section| Request { unit, step, section, part: None };
                if of("medical") {
                    for section in [Section::Measures, Section::Compensation] {
                        assert_eq!(actor.may(&ask(section)), Right::None, "{role} {second} {team_role:?} {step} {section}");
                    }
                    for section in Section::ALL {
                        assert!(step != Step::Targets || actor.may(&ask(section)) == Right::None, "{role} {second} {team_role:?} {section}");
                    }
                    assert_eq!(actor.may_with_field(&ask(Section::Profile), "tier_score"), Right::None);
                    assert_eq!(actor.may_with_field(&ask(Section::Goals), "target_value"), Right::None);
                }
                if of("sales") {
                    assert_eq!(actor.may_with_field(&ask(Section::Stakeholders), "notes"), Right::None, "{role} {second} {team_role:?} {step}");
                    let inquiries = Request { part: Some("medical_inquiries"), ..ask(Section::Analyses) };
                    assert_eq!(actor.may(&inquiries), Right::None, "{role} {second} {team_role:?} {step}");
                }
                asked += 1;
            }
        }
        assert!(asked > 1_000, "{asked}");
    }
}

#[test]
fn what_is_open_in_germany() {
    let configuration = read(&example("medium"));
    assert_eq!(
        open(&configuration, "germany"),
        [
            "long_term",
            "approval_terms",
            "target_metrics",
            "target_number",
            "personal_data",
            "portfolio",
            "pay_measures",
            "pay_rules",
            "project_team",
            "first_markets",
        ]
    );
    let by = |id: &str| {
        let statuses = configuration.decisions(resolved(&configuration, "germany"));
        let status = statuses.into_iter().find(|status| status.id == id).expect("a decision");
        status.by.into_iter().map(|layer| configuration.name(layer).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(by("goal_approval"), ["germany"]);
    assert_eq!(by("analyses"), ["core", "germany"]);
    assert_eq!(by("health"), ["core"]);
    // Finland has no advocate yet, and nobody to approve a plan.
    let more: Vec<_> = open(&configuration, "finland").into_iter().filter(|id| !open(&configuration, "germany").contains(id)).collect();
    assert_eq!(more, ["plan_approval", "advocates"]);
}

#[test]
fn sweden_beside_germany() {
    let configuration = read(&example("medium"));
    let differences = resolved(&configuration, "sweden").compare(resolved(&configuration, "germany"));
    let paths: Vec<&str> = differences.iter().map(|difference| difference.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "organization.units.NORD",
            "organization.units.SE",
            "organization.units.SE-North",
            "organization.units.SE-South",
            "organization.units.DE",
            "organization.units.DE-North",
            "organization.units.DE-North-1",
            "organization.units.DE-South",
            "organization.units.DE-South-1",
            "organization.units.DE-South-2",
            "organization.roles.regional_access_manager",
            "goals.approved_by",
            "goals.tactics_approved_by",
            "targets.registered_by",
            "targets.approved_by",
            "plan.analyses",
            "plan.approved_by",
            "execution.due_within_days",
            "execution.due_in_working_days",
            "calendar.holidays",
            "measures.watched.listing",
            "measures.review_months",
            "roll_out.advocates.SE",
            "roll_out.advocates.DE",
            "lists.account_type.hospital",
            "lists.account_type.university_hospital",
            "lists.account_type.healthcare_region",
            "lists.account_type.health_center",
            "lists.account_type.payer",
            "lists.account_type.sick_fund",
            "lists.account_type.hta_body",
            "lists.account_type.private_insurer",
            "lists.tactic_type.contract",
            "lists.tactic_type.managed_introduction",
            "lists.tactic_type.quality_circle",
        ]
    );
    let name = |layer: Option<LayerIndex>| layer.map(|layer| configuration.name(layer));
    let review = differences.iter().find(|difference| difference.path == "measures.review_months").expect("a difference");
    assert_eq!((review.one.as_deref(), name(review.one_from)), (Some("2"), Some("nordics")));
    assert_eq!((review.other.as_deref(), name(review.other_from)), (Some("3"), Some("core")));
}

#[test]
fn how_much_of_the_core_each_affiliate_shares() {
    let share = |example_name: &str, layer: &str| {
        let configuration = read(&example(example_name));
        resolved(&configuration, layer).alignment(configuration.core().expect("a core")).to_string()
    };
    for (layer, expected) in [
        ("core", "100"),
        ("nordics", "96.428571"),
        ("sweden", "92.857143"),
        ("finland", "96.428571"),
        ("germany", "88.095238"),
        ("spain", "91.666667"),
    ] {
        assert_eq!(share("medium", layer), expected, "{layer}");
    }
    for (layer, expected) in [("united_states", "94.047619"), ("brazil", "91.666667"), ("united_kingdom", "91.666667"), ("italy", "95.238095")] {
        assert_eq!(share("large", layer), expected, "{layer}");
    }
}

#[test]
fn a_locked_setting_names_both_layers_and_the_place() {
    let documents = changed(&example("medium"), "germany.toml", "[measures]\n", "[measures]\nat_risk = 15\n");
    let problems = refused(&documents);
    let [problem] = problems.as_slice() else { panic!("{problems:?}") };
    let line = documents
        .iter()
        .find(|document| document.name == "germany.toml")
        .and_then(|document| document.content.lines().position(|line| line == "at_risk = 15"));
    assert_eq!(problem.line.map(|line| line as usize), line.map(|line| line + 1));
    assert_eq!((problem.code, problem.column, problem.value.as_deref()), ("locked_setting", Some(11), Some("15")));
    assert_eq!(problem.text, "the layer `core` locked it, and the layer `germany` tries to change it");
    assert_eq!(problem.help.as_deref(), Some("leave it out of `germany`, where `10` holds then, or open it in `core`"));
    // Saying the same as above is no change.
    read(&changed(&example("medium"), "germany.toml", "[measures]\n", "[measures]\nat_risk = 10\n"));
}

#[test]
fn a_locked_list_and_a_locked_role_name_both_layers() {
    let documents =
        changed(&example("medium"), "spain.toml", "[lists]\n", "[lists]\nnode_status = [{ code = \"done\", labels = { es = \"Terminada\" } }]\n");
    let problems = refused(&documents);
    assert_eq!(problems.iter().map(short).collect::<Vec<_>>(), ["spain.toml:43:25 locked_setting lists.node_status"]);
    let documents = changed(
        &example("medium"),
        "germany.toml",
        "roles = [{",
        "roles = [{ code = \"country_lead\", name = \"Country lead\", function = \"management\" }, {",
    );
    let problems = refused(&documents);
    assert_eq!(problems.iter().map(short).collect::<Vec<_>>(), ["germany.toml:15:10 locked_setting organization.roles.country_lead"]);
}

/// Germany with a misspelled role, key and value.
fn three_slips() -> Vec<Document> {
    let documents =
        changed(&example("medium"), "germany.toml", "tactics_approved_by = [\"regional_manager\"]", "tactics_aproved_by = [\"regional_manager\"]");
    let documents = changed(
        &documents,
        "germany.toml",
        "approved_by = [\"regional_manager\", \"country_lead\"]",
        "approved_by = [\"regional_manager\", \"country_laed\"]",
    );
    changed(&documents, "germany.toml", "\"decision_process\"", "\"decision_proces\"")
}

#[test]
fn three_slips_are_three_problems() {
    let problems = refused(&three_slips());
    let found: Vec<_> = problems.iter().map(|problem| (short(problem), problem.help.as_deref().unwrap_or_default())).collect();
    assert_eq!(
        found,
        [
            ("germany.toml:19:36 unknown_name goals.approved_by".to_owned(), "did you mean `country_lead`"),
            ("germany.toml:20:1 unknown_key goals.tactics_aproved_by".to_owned(), "did you mean `tactics_approved_by`"),
            ("germany.toml:28:57 unknown_name plan.analyses".to_owned(), "did you mean `decision_process`"),
        ]
    );
}

#[test]
fn a_written_layer_reads_as_the_same() {
    for name in ALL {
        let documents = example(name);
        let configuration = read(&documents);
        let written: Vec<Document> =
            configuration.layers().iter().map(|layer| document(&format!("{}.toml", layer.name), &write_layer(layer))).collect();
        assert_eq!(read(&written), configuration, "{name}");
        // Each alone beside the others as they are, so that none leans on another.
        for one in &written {
            let mixed: Vec<Document> = documents.iter().map(|other| if other.name == one.name { one.clone() } else { other.clone() }).collect();
            for layer in read(&mixed).layers() {
                assert_eq!(Some(layer), configuration.layers().iter().find(|other| other.name == layer.name), "{name} {}", one.name);
            }
        }
    }
}

/// Documents with the questionnaire of a layer in place of its document.
fn asked(documents: &[Document], layer: &str, questionnaire: &str) -> Vec<Document> {
    let own = format!("{layer}.toml");
    let name = format!("{layer}{}", if questionnaire.starts_with('{') { ".json" } else { ".md" });
    let asked = documents.iter().map(|other| if other.name == own { document(&name, questionnaire) } else { other.clone() }).collect();
    assert_ne!(asked, documents);
    asked
}

#[test]
fn an_unanswered_questionnaire_changes_nothing() {
    for name in ALL {
        let documents = example(name);
        let configuration = read(&documents);
        for layer in configuration.layers() {
            let resolved = resolved(&configuration, &layer.name);
            for questionnaire in [questionnaire_markdown(&configuration, resolved), questionnaire_json(&configuration, resolved)] {
                let again = read(&asked(&documents, &layer.name, &questionnaire));
                assert_eq!(again.layers().iter().find(|other| other.name == layer.name), Some(layer), "{name} {}", layer.name);
            }
        }
    }
}

#[test]
fn one_answer_changes_one_setting() {
    let documents = example("medium");
    let configuration = read(&documents);
    let germany = resolved(&configuration, "germany");
    let markdown = questionnaire_markdown(&configuration, germany);
    for (line, answer, path, value) in [
        ("# execution.due_within_days = 14", "execution.due_within_days = 7", "execution.due_within_days", "7"),
        ("# access.totals = \"suppressed\"", "access.totals = \"shown\"", "access.totals", "shown"),
        (
            "# team.functions = [\"sales\", \"medical\", \"market_access\"]",
            "team.functions = [\"sales\", \"medical\"]",
            "team.functions",
            "[sales, medical]",
        ),
        (
            "# roll_out.waves = []",
            "roll_out.waves = [{ name = \"pilot\", units = [\"DE-South\"] }]",
            "roll_out.waves",
            "[{name: pilot, units: [DE-South]}]",
        ),
    ] {
        assert_eq!(markdown.matches(line).count(), 1, "{line}");
        let again = read(&asked(&documents, "germany", &markdown.replace(line, answer)));
        let now = resolved(&again, "germany");
        let changed: Vec<_> = now
            .settings()
            .zip(germany.settings())
            .filter(|(one, other)| one.1.value != other.1.value)
            .map(|(one, _)| (one.0.path, one.1.value.to_string()))
            .collect();
        assert_eq!(changed, [(path, value.to_owned())]);
        assert_eq!(now.lists(), germany.lists());
    }
    // The same in JSON: a value in place of `null`.
    let mut filled: serde_json::Value = serde_json::from_str(&questionnaire_json(&configuration, germany)).unwrap();
    for decision in filled["decisions"].as_array_mut().unwrap() {
        if decision["id"] == "portfolio" {
            decision["answer"] = "One plan for all products.".into();
        }
        for setting in decision["settings"].as_array_mut().unwrap() {
            if setting["path"] == "execution.due_within_days" {
                setting["answer"] = 7.into();
            }
        }
    }
    let again = read(&asked(&documents, "germany", &filled.to_string()));
    assert_eq!(resolved(&again, "germany").at("execution.due_within_days"), Some(&SettingValue::Whole(7)));
    assert!(!open(&again, "germany").contains(&"portfolio"));
    let wrong = filled.to_string().replace("\"answer\":7", "\"answer\":\"seven\"");
    assert_eq!(
        refused(&asked(&documents, "germany", &wrong)).iter().map(|problem| problem.path.as_str()).collect::<Vec<_>>(),
        ["execution.due_within_days"]
    );
    // An answer in words closes its decision, and a slip in an answer is found in the Markdown.
    let filled = markdown.replace("# answers.portfolio = \"\"", "answers.portfolio = \"One plan for all products.\"");
    let again = read(&asked(&documents, "germany", &filled));
    assert!(!open(&again, "germany").contains(&"portfolio"));
    let slip = markdown.replace("# execution.due_within_days = 14", "execution.due_within_dais = 14");
    let problems = refused(&asked(&documents, "germany", &slip));
    let line = slip.lines().position(|line| line.starts_with("execution.due_within_dais")).map_or(0, |line| line + 1);
    assert_eq!(problems.iter().map(short).collect::<Vec<_>>(), [format!("germany.md:{line}:11 unknown_key execution.due_within_dais")]);
}

#[test]
fn a_wide_value_gives_way_to_a_narrow_one() {
    let configuration = read(&example("medium"));
    let types = |layer: &str| resolved(&configuration, layer).list("account_type").expect("a list").clone();
    let code = |layer: &str, text: &str| types(layer).read(text).map(|value| value.code.to_string());
    assert_eq!(code("germany", "PKV").as_deref(), Some("private_insurer"));
    assert_eq!(code("core", "PKV").as_deref(), Some("payer"));
    assert_eq!(types("germany").successor("payer").map(|value| value.code.as_ref()), Some("private_insurer"));
    assert_eq!(types("sweden").find("health_center").map(|value| value.label("sv")), Some("Vårdcentral"));
    // The Nordic value has its place, and `other` stays last.
    assert_eq!(types("finland").values.get(2).map(|value| value.code.as_ref()), Some("healthcare_region"));
    assert_eq!(types("finland").values.last().map(|value| value.code.as_ref()), Some("other"));
}

#[test]
fn the_guide_says_what_is_so() {
    let guide = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide/configuration.md")).expect("the guide");
    let fences = |kind: &str| {
        let open = format!("```{kind}\n");
        guide.split(&open).skip(1).map(|part| part.split("```").next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let examples: Vec<Document> = ALL.iter().flat_map(|name| example(name)).collect();
    assert!(fences("toml").len() > 5);
    for snippet in fences("toml") {
        assert!(examples.iter().any(|document| document.content.contains(&snippet)), "no example has\n{snippet}");
    }
    let locked = changed(&example("medium"), "germany.toml", "[measures]\n", "[measures]\nat_risk = 15\n");
    let told: Vec<String> =
        [locked, three_slips()].iter().map(|documents| refused(documents).iter().map(|problem| format!("{problem}\n")).collect()).collect();
    assert_eq!(fences("text"), told);
    let configuration = read(&example("medium"));
    let (sweden, germany) = (resolved(&configuration, "sweden"), resolved(&configuration, "germany"));
    for path in ["execution.due_within_days", "measures.review_months", "plan.approved_by"] {
        let found = sweden.compare(germany).into_iter().find(|difference| difference.path == path).expect("a difference");
        let from = |layer: Option<LayerIndex>| layer.map_or_else(|| " ".to_owned(), |layer| format!(" `{}` ", configuration.name(layer)));
        let (one, other) = (found.one.unwrap_or_default(), found.other.unwrap_or_default());
        let row = format!("| `{path}` | {one} |{}| {other} |{}|", from(found.one_from), from(found.other_from));
        assert!(guide.contains(&row), "{row}");
    }
    for layer in ["nordics", "finland", "sweden", "germany", "spain"] {
        let share = resolved(&configuration, layer).alignment(configuration.core().expect("a core"));
        assert!(guide.lines().any(|line| line.contains(&format!("`{layer}`")) && line.contains(&format!("| {share} |"))), "{layer} {share}");
    }
}
