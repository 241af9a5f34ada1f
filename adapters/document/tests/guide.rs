//! What the guide shows opens.

use kam_document::{read_plan, write_plan};

#[test]
fn the_document_of_the_guide_is_a_plan() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/guide/plan-document.md")).unwrap();
    let document = page.split_once("```json\n").and_then(|(_, rest)| rest.split_once("```")).map(|(document, _)| document).unwrap();
    let plan = read_plan(document).unwrap();
    assert_eq!(plan.nodes().len(), 3);
    assert_eq!(read_plan(&write_plan(&plan)).unwrap(), plan);
}

#[test]
fn the_guide_names_every_object_and_field_of_an_account_plan() {
    use kam_core::account_plan::{By, FieldInfo, OBJECTS};

    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/guide/account-plans.md")).unwrap();
    for info in OBJECTS {
        let names = |wanted: &dyn Fn(&FieldInfo) -> bool| {
            let names: Vec<_> = info.fields.iter().filter(|field| wanted(field)).map(|field| format!("`{}`", field.name)).collect();
            if names.is_empty() { " ".to_owned() } else { format!(" {} ", names.join(", ")) }
        };
        let needed = names(&|field| field.needed && field.by != By::Command);
        let others = names(&|field| !field.needed && !matches!(field.by, By::Command | By::Retired));
        let commanded = names(&|field| field.by == By::Command);
        let feature = info.feature.map_or_else(|| " ".to_owned(), |feature| format!(" `{feature}` "));
        let row = format!("| `{}` |{needed}|{others}|{commanded}| `{}` |{feature}|", info.kind, info.section.name());
        assert!(page.contains(&row), "the guide lacks the row\n{row}");
    }

    let history = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/guide/account-plan-history.md")).unwrap();
    let page = history.split_whitespace().collect::<Vec<_>>().join(" ");
    for info in OBJECTS {
        let fields = info.fields.iter().filter(|field| field.personal && field.by != By::Retired);
        let mut personal: Vec<String> = fields.map(|field| format!("`{}`", field.name)).collect();
        let Some(last) = personal.pop() else { continue };
        let personal = format!("{} and {last} of a {}", personal.join(", "), info.kind);
        assert!(page.contains(&personal), "{personal}");
    }
}

#[test]
fn the_guide_names_every_type_of_analysis_with_its_fields() {
    use kam_core::account_plan::ANALYSES;

    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/guide/analyses-and-stakeholders.md")).unwrap();
    for info in ANALYSES {
        let names = |names: &mut dyn Iterator<Item = &&str>| {
            let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
            if names.is_empty() { " ".to_owned() } else { format!(" {} ", names.join(", ")) }
        };
        let needed = names(&mut info.needs.iter());
        let others = names(&mut info.has.iter().filter(|field| !info.needs.contains(field)));
        let row = format!("| `{}` |{needed}|{others}|", info.kind);
        let shown = page.lines().find(|line| line.starts_with(&row));
        assert!(shown.is_some(), "the guide lacks the row\n{row}");
        for category in info.categories {
            assert!(shown.is_some_and(|row| row.contains(&format!("`{category}`"))), "{category}");
        }
    }
}
