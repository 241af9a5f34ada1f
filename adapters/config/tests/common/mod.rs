//! What tests of documents share.

use kam_config::{Document, InvalidConfiguration, Problem, read_configuration};
use kam_core::config::Configuration;

pub(crate) fn document(name: &str, content: &str) -> Document {
    Document { name: name.to_owned(), content: content.to_owned() }
}

pub(crate) fn read(documents: &[Document]) -> Configuration {
    read_configuration(documents).unwrap_or_else(|wrong| panic!("{wrong}"))
}

pub(crate) fn refused(documents: &[Document]) -> Vec<Problem> {
    let InvalidConfiguration { problems, more } = read_configuration(documents).map(|_| ()).expect_err("something wrong");
    assert_eq!(more, 0);
    problems
}

/// A problem in short: `core.toml:3:8 locked_setting completion.method`.
pub(crate) fn short(problem: &Problem) -> String {
    let number = |number: Option<u32>| number.map_or_else(|| "-".to_owned(), |number| number.to_string());
    format!("{}:{}:{} {} {}", problem.document, number(problem.line), number(problem.column), problem.code, problem.path)
}
