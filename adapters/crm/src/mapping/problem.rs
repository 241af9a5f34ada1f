//! What is wrong with a mapping document.

use std::fmt;

/// One thing that is wrong, with its place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct MappingProblem {
    /// The line, the first is 1; absent where the problem comes from what the document leaves out.
    pub line: Option<u32>,
    /// The column in characters, the first is 1.
    pub column: Option<u32>,
    /// The way to it, such as `objects.plan.fields.title`.
    pub path: String,
    /// The stable code.
    pub code: &'static str,
    /// The value that is wrong, cut to 200 characters.
    pub value: Option<String>,
    /// What is wrong.
    pub text: String,
    /// What would be right.
    pub help: Option<String>,
}

impl fmt::Display for MappingProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let (Some(line), Some(column)) = (self.line, self.column) {
            write!(f, "line {line}, column {column}: ")?;
        }
        if !self.path.is_empty() {
            write!(f, "`{}`: ", self.path)?;
        }
        f.write_str(&self.text)?;
        self.help.as_ref().map_or(Ok(()), |help| write!(f, "; {help}"))
    }
}

/// A mapping document that cannot be used: everything that is wrong with it, in the order of the document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the mapping has {} problem(s): {}", problems.len().saturating_add(*more), problems.first().map(ToString::to_string).unwrap_or_default())]
pub struct InvalidMapping {
    /// All problems, at most 1 000.
    pub problems: Vec<MappingProblem>,
    /// How many more there are.
    pub more: usize,
}
