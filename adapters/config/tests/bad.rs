//! Documents that are wrong in every way that came to mind: each is refused with a code and a place, and nothing panics.

mod common;

use common::{document, refused, short};
use kam_config::{Document, MOST_BYTES, read_configuration};

const LAYER: &str = "[layer]\nname = \"core\"\n";

fn shorts(documents: &[Document]) -> Vec<String> {
    refused(documents).iter().map(short).collect()
}

fn one(name: &str, content: &str) -> Vec<String> {
    shorts(&[document(name, content)])
}

/// The problems of a core with this in it.
fn core(content: &str) -> Vec<String> {
    one("core.toml", &format!("{LAYER}{content}"))
}

fn layer(name: &str, above: &str, more: &str) -> Document {
    let above = if above.is_empty() { String::new() } else { format!("above = \"{above}\"\n") };
    document(&format!("{name}.toml"), &format!("[layer]\nname = \"{name}\"\n{above}{more}"))
}

#[test]
fn nothing_at_all() {
    assert_eq!(shorts(&[]), [":-:- no_core "]);
    assert_eq!(one("core.toml", ""), ["core.toml:-:- missing_key layer"]);
    assert_eq!(one("core.md", "# Decisions\n\nNone.\n"), ["core.md:-:- missing_key layer"]);
    assert_eq!(one("core.json", ""), ["core.json:1:1 syntax "]);
    assert_eq!(one("core.json", "[]"), ["core.json:1:1 wrong_type "]);
    assert_eq!(one("core.json", "null"), ["core.json:1:1 wrong_type "]);
    assert_eq!(one("core.json", "{}"), ["core.json:-:- missing_key layer"]);
}

#[test]
fn no_document_of_its_kind() {
    assert_eq!(one("core.toml", "this is a letter\n"), ["core.toml:1:6 syntax "]);
    assert_eq!(one("core.toml", "[layer]\nname = core\n"), ["core.toml:2:8 syntax "]);
    assert_eq!(one("core.md", "# Decisions\n\n```toml\nlayer.name = \n```\n"), ["core.md:4:14 syntax "]);
    assert_eq!(one("core.json", "{\"layer\": {\"name\": \"core\"}"), ["core.json:1:26 syntax "]);
    assert_eq!(one("core.json", "{\"layer\": {\"name\": \"core\"}} {}"), ["core.json:1:29 syntax "]);
    let json = refused(&[document("core.toml", "{\"layer\": {\"name\": \"core\"}}")]);
    assert_eq!(json.first().and_then(|problem| problem.help.as_deref()), Some("a document in JSON has a name that ends with `.json`"));
}

#[test]
fn too_much() {
    let large = format!("{LAYER}# {}\n", "x".repeat(5 * 1_024 * 1_024));
    assert!(large.len() > MOST_BYTES);
    for name in ["core.toml", "core.json", "core.md"] {
        assert_eq!(one(name, &large), [format!("{name}:-:- too_large ")]);
    }
    let layers: Vec<Document> = (0..501).map(|number| layer(&format!("l{number}"), if number == 0 { "" } else { "l0" }, "")).collect();
    assert_eq!(shorts(&layers), [":-:- too_many_layers "]);
    // A thousand problems are listed, the rest is counted.
    let lines: String = (0..1_500).map(|number| format!("k{number} = 1\n")).collect();
    let wrong = read_configuration(&[document("core.toml", &format!("{LAYER}[goals]\n{lines}"))]).expect_err("unknown keys");
    assert_eq!((wrong.problems.len(), wrong.more), (1_000, 500));
}

#[test]
fn too_deep() {
    let deep = |open: &str, close: &str, times: usize| format!("{}1{}", open.repeat(times), close.repeat(times));
    assert_eq!(one("core.toml", &format!("a = {}", deep("[", "]", 200))), ["core.toml:1:85 syntax "]);
    assert_eq!(one("core.toml", &format!("a = {}", deep("{a = ", "}", 200))), ["core.toml:1:405 syntax "]);
    assert_eq!(one("core.toml", &format!("{}a = 1", "a.".repeat(200))), ["core.toml:-:- syntax "]);
    assert_eq!(one("core.toml", &format!("[{}a]", "a.".repeat(100_000))), ["core.toml:-:- syntax "]);
    assert_eq!(one("core.json", &deep("[", "]", 200)), ["core.json:1:18 syntax "]);
    assert_eq!(one("core.json", &deep("{\"a\": ", "}", 200)), ["core.json:1:103 syntax "]);
    assert_eq!(one("core.json", &deep("[", "]", 1_000_000)), ["core.json:1:18 syntax "]);
    // Less deep than that, and deeper than anything is: the key is unknown, whatever it holds.
    assert_eq!(core(&format!("[goals]\ngaol = {}", deep("[", "]", 60))), ["core.toml:4:1 unknown_key goals.gaol"]);
}

#[test]
fn keys_that_stand_twice() {
    assert_eq!(core("[goals]\nmost_in_a_plan = 3\nmost_in_a_plan = 4\n"), ["core.toml:5:1 syntax "]);
    assert_eq!(core("[goals]\n[goals]\n"), ["core.toml:4:2 syntax "]);
    let json = "{\"layer\": {\"name\": \"core\"},\n \"goals\": {\"most_in_a_plan\": 3,\n  \"most_in_a_plan\": 4},\n \"goals\": {}}";
    assert_eq!(one("core.json", json), ["core.json:3:3 duplicate_key goals.most_in_a_plan", "core.json:4:2 duplicate_key goals"]);
    assert_eq!(
        one("core.json", "{\"layer\": {\"name\": \"core\"},\n \"gaols\": {}, \"goals\": {\"most\\u0069n\": 1}}"),
        ["core.json:2:2 unknown_key gaols", "core.json:2:25 unknown_key goals.mostin"]
    );
}

#[test]
fn layers_that_do_not_fit() {
    assert_eq!(one("core.toml", "[goals]\nmost_in_a_plan = 3\n"), ["core.toml:-:- missing_key layer"]);
    assert_eq!(one("core.toml", "[layer]\n"), ["core.toml:1:1 missing_key layer.name"]);
    assert_eq!(one("core.toml", "layer = \"core\"\n"), ["core.toml:1:9 wrong_type layer"]);
    assert_eq!(one("core.toml", "[layer]\nname = \"\"\n"), ["core.toml:2:8 invalid_id layer.name"]);
    assert_eq!(one("core.toml", "[layer]\nname = \"core\"\nabout = \"core\"\n"), ["core.toml:3:1 unknown_key layer.about"]);
    assert_eq!(shorts(&[layer("core", "", ""), layer("other", "", "")]), ["other.toml:1:1 second_core layer.above"]);
    assert_eq!(shorts(&[layer("sweden", "nordics", "")]), ["sweden.toml:3:9 no_core layer.above", "sweden.toml:3:9 unknown_layer layer.above"]);
    assert_eq!(shorts(&[layer("core", "", ""), layer("a", "b", ""), layer("b", "a", "")]), ["a.toml:3:9 layer_circle layer.above"]);
    assert_eq!(shorts(&[layer("core", "", ""), layer("a", "a", "")]), ["a.toml:3:9 layer_circle layer.above"]);
    assert_eq!(shorts(&[layer("nordics", "", ""), layer("sweden", "nordic", "")]), ["sweden.toml:3:9 unknown_layer layer.above"]);
    let second = document("second.toml", "# Again.\n[layer]\nname = \"sweden\"\nabove = \"core\"\n");
    assert_eq!(shorts(&[layer("core", "", ""), layer("sweden", "core", ""), second]), ["second.toml:3:8 duplicate_layer layer.name"]);
}

#[test]
fn parts_that_nothing_is() {
    assert_eq!(
        core("lock = [\"completon\", \"lists.tactic_tpye\", \"lists.tactic_type.meeting\", \"goals.cascade.national\", \"\", 3]\nopen = \"goals\"\n"),
        [
            "core.toml:3:9 unknown_name layer.lock[0]",
            "core.toml:3:22 unknown_name layer.lock[1]",
            "core.toml:3:43 unknown_name layer.lock[2]",
            "core.toml:3:72 unknown_name layer.lock",
            "core.toml:3:98 unknown_name layer.lock[4]",
            "core.toml:3:102 wrong_type layer.lock[5]",
            "core.toml:4:8 wrong_type layer.open"
        ]
    );
}

#[test]
fn wrong_types() {
    let content = r#"unknown = 1
[completions]
method = "lowest"
[display]
guard = "yes"
decimals = "2"
[goals]
most_in_a_plan = 0
decided_at = 3
approved_by = "country_lead"
cascade = { level = "national" }
[measures]
at_risk = 7.5
off_track = "a quarter"
watched = ["completion"]
[targets]
metrics = [{ code = "a", weight = 0.5 }, { code = "b", weight = "-1" }, { code = "c", weight = true }]
[calendar]
holidays = ["2026-02-30", 2026, 2026-12-25T10:00:00]
weekend = ["sonntag"]
[completion]
method = "sum"
[roll_out]
waves = [{ name = "one" }, { units = [] }]
[answers]
portfolio = 3
portfolios = "text"
[lists]
influence = "low"
tactic_tipe = []
tactic_type = [{ code = "a", labels = 3, hidden = "yes", order = 0, valid_from = "soon", wat = 1 }, { labels = "b" }, "c"]
"#;
    assert_eq!(
        core(&content.replace("unknown = 1\n", "")),
        [
            "core.toml:3:2 unknown_key completions",
            "core.toml:6:9 wrong_type display.guard",
            "core.toml:7:12 wrong_type display.decimals",
            "core.toml:9:18 out_of_range goals.most_in_a_plan",
            "core.toml:10:14 wrong_type goals.decided_at",
            "core.toml:11:15 wrong_type goals.approved_by",
            "core.toml:12:11 wrong_type goals.cascade",
            "core.toml:15:13 invalid_percent measures.off_track",
            "core.toml:16:12 wrong_type measures.watched[0]",
            "core.toml:18:65 invalid_weight targets.metrics[1].weight",
            "core.toml:18:96 wrong_type targets.metrics[2].weight",
            "core.toml:20:13 invalid_date calendar.holidays[0]",
            "core.toml:20:27 wrong_type calendar.holidays[1]",
            "core.toml:20:33 invalid_date calendar.holidays[2]",
            "core.toml:21:12 unknown_value calendar.weekend[0]",
            "core.toml:23:10 unknown_value completion.method",
            "core.toml:25:10 missing_key roll_out.waves[0].units",
            "core.toml:25:28 missing_key roll_out.waves[1].name",
            "core.toml:27:13 wrong_type answers.portfolio",
            "core.toml:28:1 unknown_key answers.portfolios",
            "core.toml:30:13 wrong_type lists.influence",
            "core.toml:31:1 unknown_name lists.tactic_tipe",
            "core.toml:32:39 wrong_type lists.tactic_type[0].labels",
            "core.toml:32:51 wrong_type lists.tactic_type[0].hidden",
            "core.toml:32:66 wrong_type lists.tactic_type[0].order",
            "core.toml:32:82 invalid_date lists.tactic_type[0].valid_from",
            "core.toml:32:90 unknown_key lists.tactic_type[0].wat",
            "core.toml:32:101 missing_key lists.tactic_type[1].code",
            "core.toml:32:119 wrong_type lists.tactic_type[2]"
        ]
    );
    let half = refused(&[document("core.json", r#"{"layer": {"name": "core"}, "measures": {"at_risk": 7.5}}"#)]);
    assert_eq!(half.first().and_then(|problem| problem.help.as_deref()), Some("write it as text: \"7.5\""));
}

#[test]
fn characters_that_cannot_be_seen() {
    let marked = document("core.toml", &format!("\u{FEFF}{LAYER}[goals]\nmost_in_a_plan = 7\n"));
    assert!(read_configuration(&[marked]).is_ok(), "a mark of the order of bytes is no part of a document");
    assert!(read_configuration(&[document("core.json", "\u{FEFF}{\"layer\": {\"name\": \"core\"}}")]).is_ok());
    assert_eq!(one("core.toml", &format!("{LAYER}\u{FEFF}[goals]\n")), ["core.toml:3:1 syntax ", "core.toml:3:2 syntax "]);
    assert_eq!(one("core.toml", "[layer]\nname = \"co\0re\"\n"), ["core.toml:2:11 syntax "]);
    assert_eq!(one("core.toml", "[layer]\nname = \"co\u{1b}re\"\n"), ["core.toml:2:11 syntax "]);
    assert_eq!(one("core.toml", "[layer]\nname = \"co\\u0000re\"\n"), ["core.toml:2:8 invalid_id layer.name"]);
    assert_eq!(one("core.toml", "[layer]\nname = \"co\\u200bre\"\n"), ["core.toml:2:8 invalid_id layer.name"]);
    assert_eq!(one("core.json", "{\"layer\": {\"name\": \"co\\u0000re\"}}"), ["core.json:1:20 invalid_id layer.name"]);
    assert_eq!(one("core.json", "{\"layer\": {\"name\": \"co\\ud800re\"}}"), ["core.json:1:20 syntax "]);
    assert_eq!(one("core.json", "{\"layer\": {\"name\": \"co\nre\"}}"), ["core.json:1:22 syntax "]);
    // A column counts characters, not bytes.
    assert_eq!(
        core("[organization]\nroles = [{ code = \"ä\", name = \"Ä\", function = \"salse\" }]\n"),
        ["core.toml:4:47 unknown_name organization.roles[0].function"]
    );
}

#[test]
fn units_that_are_no_tree() {
    assert_eq!(
        core("[organization]\nunits = [{ id = \"A\", level = \"international\" }, { id = \"B\", level = \"international\" }]\n"),
        ["core.toml:4:56 impossible organization.units[1].id"]
    );
    assert_eq!(
        core(
            "units = [\"Z\"]\n[organization]\nunits = [\n{ id = \"A\", level = \"international\" },\n{ id = \"B\", level = \"national\", parent = \"C\" },\n{ id = \"D\", level = \"international\", parent = \"A\" },\n{ id = \"A\", level = \"nationl\" },\n]\n"
        ),
        [
            "core.toml:3:9 unknown_name layer.units",
            "core.toml:7:42 unknown_name organization.units[1].parent",
            "core.toml:8:21 impossible organization.units[2].level",
            "core.toml:9:8 duplicate_entry organization.units[3].id",
            "core.toml:9:21 unknown_name organization.units[3].level"
        ]
    );
    // Two affiliates beside each other cannot both have a unit.
    let units = "[organization]\nunits = [{ id = \"X\", level = \"national\", parent = \"A\" }]\n";
    let root = layer("core", "", "[organization]\nunits = [{ id = \"A\", level = \"international\" }]\n");
    assert_eq!(
        shorts(&[root.clone(), layer("one", "core", units), layer("two", "core", units)]),
        ["two.toml:5:17 duplicate_entry organization.units[0].id"]
    );
    // A layer may give the root anew.
    let again = layer("one", "core", "[organization]\nunits = [{ id = \"A\", name = \"All\", level = \"international\" }]\n");
    assert!(read_configuration(&[root, again]).is_ok());
}

#[test]
fn lists_that_do_not_hold() {
    assert_eq!(core("[lists]\ntactic_type = [{ code = \"site_visit\" }]\n"), ["core.toml:4:25 missing_label lists.tactic_type"]);
    assert_eq!(core("[lists]\nnode_status = [{ code = \"parked\", labels = \"Parked\" }]\n"), ["core.toml:4:25 missing_category lists.node_status"]);
    assert_eq!(
        core(
            "[lists]\ntactic_type = [\n{ code = \"site_visit\", labels = \"Visit to a site\", synonyms = [\"Lunch & Learn\"] },\n{ code = \"kongress\", labels = \"Large event\" },\n]\n"
        ),
        ["core.toml:5:64 ambiguous_synonym lists.tactic_type", "core.toml:6:10 ambiguous_synonym lists.tactic_type"]
    );
    assert_eq!(
        core(
            "[lists]\nvisit_kind = [\n{ code = \"a\", labels = \"One\", synonyms = [\"Same\"] },\n{ code = \"b\", labels = \"Two\", synonyms = [\"same\"] },\n{ code = \"a\", labels = \"One\" },\n]\n"
        ),
        [
            "core.toml:5:43 ambiguous_synonym lists.visit_kind",
            "core.toml:6:43 ambiguous_synonym lists.visit_kind",
            "core.toml:7:1 duplicate_entry lists.visit_kind[2]"
        ]
    );
    assert_eq!(
        core(
            "[lists]\ntactic_type = [\n{ code = \"event\", replaced_by = \"meeting\" },\n{ code = \"meeting\", replaced_by = \"event\" },\n{ code = \"tender\", replaced_by = \"tenders\" },\n{ code = \"study\", valid_from = 2026-02-01, valid_until = 2026-01-01 },\n]\n"
        ),
        [
            "core.toml:5:10 impossible lists.tactic_type",
            "core.toml:6:10 impossible lists.tactic_type",
            "core.toml:7:34 unknown_name lists.tactic_type",
            "core.toml:8:10 impossible lists.tactic_type"
        ]
    );
    let long = "x".repeat(201);
    assert_eq!(
        core(&format!(
            "[lists]\nvisit_kind = [{{ code = \"a\", labels = {{ en = \"{long}\", deutsch = \"A\", de = \"A\" }}, synonyms = [\" \"] }}]\n"
        )),
        [
            "core.toml:4:45 invalid_text lists.visit_kind[0].labels.en",
            "core.toml:4:250 unknown_name lists.visit_kind[0].labels.deutsch",
            "core.toml:4:289 invalid_text lists.visit_kind[0].synonyms[0]"
        ]
    );
    // A hidden value gives way to others, until somebody shows it again.
    let hidden = "[lists]\naccount_type = [{ code = \"payer\", hidden = true }, { code = \"insurer\", labels = \"Health Insurer\" }]\n";
    let shown = "[lists]\naccount_type = [{ code = \"payer\", hidden = false }]\n";
    assert!(read_configuration(&[layer("core", "", hidden)]).is_ok());
    assert_eq!(shorts(&[layer("core", "", hidden), layer("one", "core", shown)]), ["one.toml:5:1 ambiguous_synonym lists.account_type"]);
}

#[test]
fn names_that_nothing_has() {
    assert_eq!(
        core(
            "[goals]\ndefined_by = [\n{ level = \"national\", roles = [\"country_lead\", \"regional_manger\"] },\n{ level = \"regional\", roles = [\"regional_manger\"] },\n]\n"
        ),
        ["core.toml:5:48 unknown_name goals.defined_by[0].roles", "core.toml:6:32 unknown_name goals.defined_by[1].roles"]
    );
    assert_eq!(
        core("[team]\nfunctions = [\"sales\", \"medical\", \"sales\"]\n[features]\non = [\"reviews\", \"reviews\"]\n"),
        ["core.toml:4:34 duplicate_entry team.functions[2]", "core.toml:6:18 duplicate_entry features.on[1]"]
    );
    assert_eq!(
        core("[completion]\nlevels = [{ level = \"plan\", method = \"lowest\" }, { level = \"plans\", method = \"lowest\" }]\n"),
        ["core.toml:4:60 unknown_name completion.levels[1].level"]
    );
    assert!(read_configuration(&[layer("core", "", "[completion]\nlevels = [{ level = \"plan\", method = \"lowest\" }]\n")]).is_ok());
    assert_eq!(core("[execution]\ndue_levels = [\"plan\"]\n"), ["core.toml:4:15 unknown_name execution.due_levels"]);
}

#[test]
fn what_cannot_be_together() {
    assert_eq!(
        core(
            "[completion]\nlevels = [{ level = \"plan\", method = \"own\" }]\n[cycle]\noffset_months = 2\n[goals]\napproved_by = [\"country_lead\"]\ncascade = [{ level = \"national\", mode = \"adapt\" }, { level = \"international\", mode = \"free\" }]\n[features]\non = [\"reviews\"]\noff = [\"reviews\"]\n[compensation]\nuse = \"paid\"\n[measures]\nat_risk = 30\n"
        ),
        [
            "core.toml:4:10 impossible completion.levels",
            "core.toml:6:17 impossible cycle.offset_months",
            "core.toml:8:15 feature_off goals.approved_by",
            "core.toml:9:22 impossible goals.cascade",
            "core.toml:9:62 impossible goals.cascade",
            "core.toml:11:7 impossible features.on",
            "core.toml:14:7 impossible compensation.use",
            "core.toml:14:7 feature_off compensation.use",
            "core.toml:15:2 impossible measures.off_track"
        ]
    );
}

#[test]
fn the_order_of_entries_is_a_difference() {
    let core = layer("core", "", "[lists]\nvisit_kind = [{ code = \"a\", labels = \"One\" }, { code = \"b\", labels = \"Two\" }]\n");
    let other = "[execution]\nlevels = [{ name = \"objective\" }, { name = \"goal\" }, { name = \"tactic\" }, { name = \"action\" }]\n[lists]\nvisit_kind = [{ code = \"b\", order = 1 }]\n";
    let configuration = common::read(&[core, layer("other", "core", other)]);
    let (core, other) = (configuration.resolved("core").expect("a layer"), configuration.resolved("other").expect("a layer"));
    let differences = core.compare(other);
    let texts: Vec<_> = differences.iter().map(|found| (found.path.as_str(), found.one.as_deref(), found.other.as_deref())).collect();
    assert_eq!(
        texts,
        [
            ("execution.levels", Some("[goal, objective, tactic, action]"), Some("[objective, goal, tactic, action]")),
            ("lists.visit_kind", Some("[a, b]"), Some("[b, a]")),
        ]
    );
}
