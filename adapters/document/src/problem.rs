//! What is wrong with a document, all of it, each with its place.

use std::fmt;

/// One thing that is wrong with a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problem {
    /// A stable code, such as `invalid_weight`.
    pub code: &'static str,
    /// Where it is: `nodes[3].weight`.
    pub path: String,
    /// The id of the node it is about, where it has one.
    pub id: Option<String>,
    /// The line, from 1.
    pub line: Option<u32>,
    /// The column in characters, from 1.
    pub column: Option<u32>,
    /// The value that is wrong, cut to 80 characters.
    pub value: Option<String>,
    /// What is wrong, in words.
    pub text: String,
    /// What would be right.
    pub help: Option<String>,
}

impl Problem {
    /// The code of the last entry of a long list, whose value is how many more there are.
    pub const MORE: &'static str = "more_problems";
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let (Some(line), Some(column)) = (self.line, self.column) {
            write!(f, "line {line}, column {column}: ")?;
        }
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

/// A document that makes no plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// It is not JSON, or fields are not what they should be: all of them are listed.
    #[error("{}", listed(.0))]
    Document(Vec<Problem>),
    /// Every field is fine, but the nodes make no plan: all that break a rule are listed.
    #[error("{}", listed(.0))]
    Plan(Vec<Problem>),
}

impl DocumentError {
    /// Everything that is wrong, in the order of the document.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        match self {
            Self::Document(problems) | Self::Plan(problems) => problems,
        }
    }
}

fn listed(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// The way to a place in a document, kept on the stack while it is read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Path<'a> {
    above: Option<&'a Path<'a>>,
    step: Step<'a>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step<'a> {
    Top,
    Key(&'a str),
    Place(usize),
}

impl<'a> Path<'a> {
    pub(crate) const TOP: Path<'static> = Path { above: None, step: Step::Top };

    pub(crate) const fn key(&'a self, key: &'a str) -> Self {
        Self { above: Some(self), step: Step::Key(key) }
    }

    pub(crate) const fn place(&'a self, place: usize) -> Self {
        Self { above: Some(self), step: Step::Place(place) }
    }

    pub(crate) fn steps(&self) -> Vec<Step<'a>> {
        let mut steps = Vec::new();
        let mut at = Some(self);
        while let Some(path) = at {
            if path.step != Step::Top {
                steps.push(path.step);
            }
            at = path.above;
        }
        steps.reverse();
        steps
    }
}

/// `nodes[3].weight`; a key that would be mistaken for a path is quoted.
pub(crate) fn written(steps: &[Step<'_>]) -> String {
    let mut text = String::new();
    for step in steps {
        match step {
            Step::Top => {}
            Step::Place(place) => text.push_str(&format!("[{place}]")),
            Step::Key(key) => {
                if !text.is_empty() {
                    text.push('.');
                }
                if !key.is_empty() && key.len() <= 64 && key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-') {
                    text.push_str(key);
                } else {
                    text.push_str(&format!("{:?}", kam_core::values::cut(key, 64)));
                }
            }
        }
    }
    text
}
