#![no_main]
//! Any text as a document of a configuration, under each kind of name, alone and upon a core.

use kam_config::{Document, questionnaire_json, questionnaire_markdown, read_configuration, write_layer};
use libfuzzer_sys::fuzz_target;

const CORE: &str = "[layer]\nname = \"core\"\nlock = [\"completion\"]\n[organization]\nunits = [{ id = \"A\", level = \"national\" }]\n";

fuzz_target!(|data: &str| {
    let document = |name: &str, content: &str| Document { name: name.to_owned(), content: content.to_owned() };
    for name in ["x.toml", "x.json", "x.md"] {
        for documents in [vec![document(name, data)], vec![document("core.toml", CORE), document(name, data)]] {
            match read_configuration(&documents) {
                Ok(configuration) => {
                    for layer in configuration.layers() {
                        let resolved = configuration.resolved(&layer.name).expect("a layer");
                        assert!(resolved.plan_settings().is_ok());
                        let others = configuration.layers().iter().filter(|other| other.name != layer.name);
                        let rest: Vec<Document> = others.map(|other| document(&format!("{}.toml", other.name), &write_layer(other))).collect();
                        for (ending, text) in [
                            ("toml", write_layer(layer)),
                            ("md", questionnaire_markdown(&configuration, resolved)),
                            ("json", questionnaire_json(&configuration, resolved)),
                        ] {
                            let mut again = rest.clone();
                            again.push(document(&format!("again.{ending}"), &text));
                            let again = read_configuration(&again).unwrap_or_else(|error| panic!("{ending}: {error}\n{text}"));
                            let same = again.layers().iter().find(|other| other.name == layer.name);
                            assert_eq!(same, Some(layer), "{ending}\n{text}");
                        }
                    }
                }
                Err(error) => {
                    assert!(!error.problems.is_empty());
                    for problem in &error.problems {
                        assert!(!problem.text.is_empty());
                        assert!(problem.line.is_none_or(|line| line as usize <= data.lines().count().max(CORE.lines().count()) + 1));
                    }
                }
            }
        }
    }
});
