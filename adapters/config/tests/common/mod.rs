//! The examples as documents.

use kam_config::{Document, InvalidConfiguration, Problem, read_configuration};
use kam_core::config::Configuration;
use std::path::Path;

/// The documents of an example, by name.
pub(crate) fn example(name: &str) -> Vec<Document> {
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

pub(crate) fn document(name: &str, content: &str) -> Document {
    Document { name: name.to_owned(), content: content.to_owned() }
}

pub(crate) fn read(documents: &[Document]) -> Configuration {
    read_configuration(documents).unwrap_or_else(|wrong| panic!("{wrong}"))
}

pub(crate) fn refused(documents: &[Document]) -> Vec<Problem> {
    let InvalidConfiguration { problems, more } = read_configuration(documents).expect_err("something wrong");
    assert_eq!(more, 0);
    problems
}

/// Documents in which a text of one, that stands there exactly once, is another.
pub(crate) fn changed(documents: &[Document], name: &str, text: &str, by: &str) -> Vec<Document> {
    let mut documents = documents.to_vec();
    let document = documents.iter_mut().find(|document| document.name == name).expect("a document");
    assert_eq!(document.content.matches(text).count(), 1, "`{text}` in {name}");
    document.content = document.content.replace(text, by);
    documents
}

/// A problem in short: `core.toml:3:8 locked_setting completion.method`.
pub(crate) fn short(problem: &Problem) -> String {
    let number = |number: Option<u32>| number.map_or_else(|| "-".to_owned(), |number| number.to_string());
    format!("{}:{}:{} {} {}", problem.document, number(problem.line), number(problem.column), problem.code, problem.path)
}
