//! What is wrong with the documents of a configuration, all of it, each with its place.

use std::fmt;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The name of the document.
    pub document: String,
    /// The line, from 1; absent where nothing stands in the document for it.
    pub line: Option<u32>,
    /// The column in characters, from 1.
    pub column: Option<u32>,
    /// The path: `organization.units[2].level`.
    pub path: String,
    /// A stable code, such as `locked_setting`.
    pub code: &'static str,
    /// The value that is wrong, cut.
    pub value: Option<String>,
    /// What is wrong, in words.
    pub text: String,
    /// What would be right.
    pub help: Option<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.document)?;
        if let (Some(line), Some(column)) = (self.line, self.column) {
            write!(f, ", line {line}, column {column}")?;
        }
        f.write_str(": ")?;
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        f.write_str(&self.text)?;
        match &self.help {
            Some(help) => write!(f, "; {help}"),
            None => Ok(()),
        }
    }
}

/// Documents that make no configuration: everything that is wrong with them, document by document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct InvalidConfiguration {
    /// All of it, at most 1 000.
    pub problems: Vec<Problem>,
    /// How many more there are.
    pub more: usize,
}
