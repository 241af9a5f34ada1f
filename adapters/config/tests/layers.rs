//! What layers may not do to each other, and what a document may be large in.

mod common;

use common::{document, read, refused, short};
use kam_config::{Document, MOST_ENTRIES, read_configuration};
use std::fmt::Write;

fn layer(name: &str, above: &str, more: &str) -> Document {
    let above = if above.is_empty() { String::new() } else { format!("above = \"{above}\"\n") };
    document(&format!("{name}.toml"), &format!("[layer]\nname = \"{name}\"\n{above}{more}"))
}

fn shorts(documents: &[Document]) -> Vec<String> {
    refused(documents).iter().map(short).collect()
}

const UNITS: &str = "[organization]\nunits = [{ id = \"EU\", level = \"international\" }, { id = \"DE\", level = \"national\", parent = \"EU\" }, \
                     { id = \"DE-S\", level = \"regional\", parent = \"DE\" }]\n";

#[test]
fn a_role_stays_with_its_function() {
    let role = |function: &str| {
        layer("germany", "core", &format!("[organization]\nroles = [{{ code = \"medical_liaison\", name = \"MSL\", function = \"{function}\" }}]\n"))
    };
    let problems = refused(&[layer("core", "", ""), role("sales")]);
    assert_eq!(problems.iter().map(short).collect::<Vec<_>>(), ["germany.toml:5:63 impossible organization.roles[0].function"]);
    assert!(problems.iter().all(|problem| problem.help.as_deref() == Some("say `function = \"medical\"`, or add a role of another name")));
    read(&[layer("core", "", ""), role("medical")]);
}

#[test]
fn an_entry_is_open_where_its_setting_is_locked() {
    let rules = |rules: &str| format!("[access]\nrules = [{rules}]\n");
    let rule = |id: &str, right: &str| {
        let section = if id == "local" { "goals" } else { "team" };
        format!("{{ id = \"{id}\", section = \"{section}\", right = \"{right}\" }}")
    };
    let core = layer(
        "core",
        "",
        &format!("lock = [\"access.rules\"]\nopen = [\"access.rules.local\"]\n{}", rules(&[rule("all", "read"), rule("local", "none")].join(", "))),
    );
    read(&[core.clone(), layer("germany", "core", &rules(&rule("local", "edit")))]);
    // What is said beside it is refused by itself, and told by itself.
    let both = layer("germany", "core", &rules(&[rule("local", "edit"), rule("all", "edit"), rule("more", "read")].join(", ")));
    let problems = refused(&[core.clone(), both]);
    let found: Vec<(&str, &str, Option<&str>)> =
        problems.iter().map(|problem| (problem.code, problem.path.as_str(), problem.value.as_deref())).collect();
    assert_eq!(
        found,
        [
            ("locked_setting", "access.rules.all", Some("[{id: all, section: team, right: edit}]")),
            ("locked_setting", "access.rules.more", Some("[{id: more, section: team, right: read}]")),
        ]
    );
    // A layer between cannot open what the core locked.
    let between = layer("europe", "core", "open = [\"access.rules.all\"]\n");
    assert_eq!(
        shorts(&[core, between, layer("germany", "europe", &rules(&rule("all", "edit")))]),
        ["germany.toml:5:10 locked_setting access.rules.all"]
    );
}

#[test]
fn a_layer_lies_on_that_of_the_units_above_its_own() {
    let core = || layer("core", "", UNITS);
    let germany = || layer("germany", "core", "units = [\"DE\"]\n");
    read(&[core(), germany(), layer("south", "germany", "units = [\"DE-S\"]\n")]);
    let problems = refused(&[core(), germany(), layer("south", "core", "units = [\"DE-S\"]\n")]);
    assert_eq!(problems.iter().map(short).collect::<Vec<_>>(), ["south.toml:4:9 impossible layer.units"]);
    assert_eq!(problems.first().and_then(|problem| problem.help.as_deref()), Some("say `above = \"germany\"`"));
    // A unit that only a layer beside has is not known where rights would be asked for it.
    let owner = layer("germany", "core", "[organization]\nunits = [{ id = \"DE-N\", level = \"regional\", parent = \"DE\" }]\n");
    assert_eq!(shorts(&[core(), owner, layer("north", "core", "units = [\"DE-N\"]\n")]), ["north.toml:4:9 impossible layer.units"]);
}

#[test]
fn layers_beside_each_other_are_told_of_the_same_slip_each() {
    let slip = |name: &str| layer(name, "core", "[goals]\napproved_by = [\"boss\"]\n");
    let core = || layer("core", "", "[features]\non = [\"approvals\"]\n");
    assert_eq!(
        shorts(&[core(), slip("germany"), slip("spain")]),
        ["germany.toml:5:16 unknown_name goals.approved_by", "spain.toml:5:16 unknown_name goals.approved_by"]
    );
    // What only is inherited is told once, where it was said; what is said again is told again.
    let wrong = || layer("core", "", "[features]\non = [\"approvals\"]\n[goals]\napproved_by = [\"boss\"]\n");
    assert_eq!(shorts(&[wrong(), layer("germany", "core", "")]), ["core.toml:6:16 unknown_name goals.approved_by"]);
    assert_eq!(
        shorts(&[wrong(), slip("germany")]),
        ["core.toml:6:16 unknown_name goals.approved_by", "germany.toml:5:16 unknown_name goals.approved_by"]
    );
}

#[test]
fn a_filled_questionnaire_has_no_slip_either() {
    let json = r#"{"layer": {"name": "core"},
 "decisions": [
  {"id": "roles", "anwser": "later"},
  {"id": "roles", "answer": 7},
  {"answer": "to what?"},
  {"id": "roles", "settings": [{"path": "goals.most_in_a_plan", "answers": 3}, {"answer": 3}, 3]},
  {"id": "roles", "settings": {"path": "goals.most_in_a_plan"}},
  "roles"
 ]}"#;
    assert_eq!(
        shorts(&[document("core.json", json)]),
        [
            "core.json:3:19 unknown_key decisions[0].anwser",
            "core.json:4:29 wrong_type answers.roles",
            "core.json:5:3 missing_key decisions[2].id",
            "core.json:6:65 unknown_key decisions[3].settings[0].answers",
            "core.json:6:80 missing_key decisions[3].settings[1].path",
            "core.json:6:95 wrong_type decisions[3].settings[2]",
            "core.json:7:31 wrong_type decisions[4].settings",
            "core.json:8:3 wrong_type decisions[5]",
        ]
    );
    assert_eq!(shorts(&[document("core.json", r#"{"layer": {"name": "core"}, "decisions": {}}"#)]), ["core.json:1:42 wrong_type decisions"]);
}

#[test]
fn fences_as_people_write_them() {
    for (open, close) in
        [("```toml", "```"), ("```TOML", "```"), ("``` toml", "```"), ("~~~toml", "~~~"), ("````toml title", "`````"), ("  ```toml", "  ```")]
    {
        let text =
            format!("# Decisions\n\n{open}\nlayer.name = \"core\"\n{close}\n\n```\nno = toml\n```\n\n{open}\ngoals.most_in_a_plan = 4\n{close}\n");
        let configuration = read(&[document("core.md", &text)]);
        let most = configuration.core().and_then(|core| core.at("goals.most_in_a_plan")).map(ToString::to_string);
        assert_eq!(most.as_deref(), Some("4"), "{open}");
    }
    // What stands inside of a longer fence or one of the other kind is text.
    assert_eq!(
        shorts(&[document(
            "core.md",
            "```toml\nlayer.name = \"core\"\n```\n~~~~text\n```toml\ngoals.most = 4\n```\n~~~~\n```toml\ngoals.most = 5\n```\n"
        )]),
        ["core.md:10:7 unknown_key goals.most"]
    );
}

#[test]
fn columns_are_characters_in_json_too() {
    assert_eq!(shorts(&[document("core.json", "{\"layer\": {\"name\": \"Österreich & Süd\"}, nope}")]), ["core.json:1:41 syntax "]);
    assert_eq!(shorts(&[document("core.json", "{\"layer\": {\"name\": \"ÖÖÖ\"}, \"gaols\": {}}")]), ["core.json:1:28 unknown_key gaols"]);
}

/// Large documents end, and say what is too much: all in one line, many entries, and many that are wrong.
#[test]
fn large_documents_end() {
    let mut units = String::from("{\"id\": \"U\", \"level\": \"international\"}");
    for number in 1..MOST_ENTRIES {
        let _ = write!(units, ", {{\"id\": \"Ü{number}\", \"level\": \"territory\", \"parent\": \"U\"}}");
    }
    let core = |units: &str| document("core.json", &format!("{{\"layer\": {{\"name\": \"core\"}}, \"organization\": {{\"units\": [{units}]}}}}"));
    let markets = (0..100).map(|number| layer(&format!("m{number}"), "core", &format!("units = [\"Ü{}\"]\n", number + 1)));
    let configuration = read(&[core(&units)].into_iter().chain(markets).collect::<Vec<_>>());
    assert_eq!(configuration.units().len(), MOST_ENTRIES);
    assert_eq!(configuration.for_unit("Ü100").map(|resolved| configuration.name(resolved.layer)), Some("m99"));

    let wrong = read_configuration(&[core(&units.replace("\"territory\"", "\"teritory\"").replace("\"parent\": \"U\"", "\"parent\": \"V\""))])
        .expect_err("wrong");
    assert_eq!((wrong.problems.len(), wrong.more), (1_000, 2 * (MOST_ENTRIES - 1) - 1_000));

    let more = format!("{units}, {{\"id\": \"last\", \"level\": \"territory\", \"parent\": \"U\"}}");
    assert_eq!(shorts(&[core(&more)]), ["core.json:1:55 too_large organization.units"]);

    let mut values = String::new();
    for number in 0..MOST_ENTRIES {
        let _ = writeln!(values, "{{ code = \"v{number}\", labels = {{ en = \"Value {number}\" }}, synonyms = [\"other {number}\"] }},");
    }
    let lists = |values: &str| layer("core", "", &format!("[lists]\nproduct = [{values}]\n"));
    let configuration = read(&[lists(&values)]);
    assert_eq!(configuration.core().and_then(|core| core.list("product")).map(|list| list.values.len()), Some(MOST_ENTRIES));
    let wrong = read_configuration(&[lists(&values.replace("other ", "value "))]).map(|_| ()).err();
    assert!(wrong.is_none(), "a value may be called the same twice");
    let wrong = read_configuration(&[lists(&values.replace("Value ", "v"))]).map(|_| ()).err();
    assert!(wrong.is_none(), "a label may be the code");
    let clash: String = values.lines().map(|line| line.replace("synonyms = [\"other ", "synonyms = [\"same\", \"other ") + "\n").collect();
    let wrong = read_configuration(&[lists(&clash)]).expect_err("one text for all");
    assert_eq!((wrong.problems.len(), wrong.more), (1_000, MOST_ENTRIES - 1_000));
}
