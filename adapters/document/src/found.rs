//! What documents of records have in common: their head, and the problems found in them.

use crate::plan::MOST_BYTES;
use crate::problem::{DocumentError, Problem};
use crate::reader::MOST_PROBLEMS;
use kam_core::values::{ValueError, cut};
use serde::Deserialize;

/// Reads the JSON of a document of `what`.
pub(crate) fn parse<'t, T: Deserialize<'t>>(text: &'t str, what: &str, of: Form) -> Result<T, DocumentError> {
    if text.len() > MOST_BYTES {
        let text = format!("the document has {} bytes, at most {MOST_BYTES} are allowed", text.len());
        return Err(DocumentError::Document(vec![Problem { code: "limit_exceeded", text, ..Problem::default() }]));
    }
    serde_json::from_str(text).map_err(|error| {
        // A document of another kind is told as such, and not by the first field that the other one does not have.
        if let Err(other) = serde_json::from_str::<Head<'_>>(text).map_or(Ok(()), |head| head.check(of)) {
            return other;
        }
        if let Some(misshapen) = crate::shape::misshapen(text, of.schema) {
            return misshapen;
        }
        let said = error.to_string();
        let said = said.rsplit_once(" at line ").map_or(said.as_str(), |(said, _)| said);
        let number = |place: usize| u32::try_from(place).ok().filter(|place| *place > 0);
        let (code, what) =
            if error.is_data() { ("invalid_document", format!("no document of {what}")) } else { ("invalid_json", "not JSON".to_owned()) };
        let text = format!("this is {what}: {said}");
        DocumentError::Document(vec![Problem { code, line: number(error.line()), column: number(error.column()), text, ..Problem::default() }])
    })
}

/// What a document says that it is, and the newest version of its form. Older ones are read as well: what is new in a version is only ever added.
#[derive(Clone, Copy)]
pub(crate) struct Form {
    pub(crate) kind: &'static str,
    pub(crate) version: u32,
    pub(crate) schema: &'static str,
}

/// What a document says that it is, whatever else it has.
#[derive(Deserialize)]
struct Head<'t> {
    #[serde(borrow)]
    kam: std::borrow::Cow<'t, str>,
    #[serde(default)]
    version: Option<u32>,
}

impl Head<'_> {
    fn check(&self, of: Form) -> Result<(), DocumentError> {
        kind(&self.kam, self.version.unwrap_or(of.version), of)
    }
}

/// Checks that a document is of a kind and of a form that is known.
pub(crate) fn kind(kam: &str, version: u32, Form { kind, version: known, .. }: Form) -> Result<(), DocumentError> {
    let wrong = |problem: Problem| Err(DocumentError::Document(vec![problem]));
    if kam != kind {
        let text = format!("this is a document of the kind `{}`, not `{kind}`", cut(kam, 80));
        return wrong(Problem { code: "invalid_document", path: "kam".to_owned(), value: Some(cut(kam, 80)), text, ..Problem::default() });
    }
    if version == 0 || version > known {
        let read = if known == 1 { "version 1".to_owned() } else { format!("the versions 1 to {known}") };
        let text = format!("the form of the document is version {version}, and this library reads {read}");
        let help = (version > known).then(|| "take a newer version of this library".to_owned());
        return wrong(Problem {
            code: "unknown_version",
            path: "version".to_owned(),
            value: Some(version.to_string()),
            text,
            help,
            ..Problem::default()
        });
    }
    Ok(())
}

/// The problems of a document.
#[derive(Default)]
pub(crate) struct Found {
    pub(crate) problems: Vec<Problem>,
    more: usize,
}

impl Found {
    pub(crate) fn say(&mut self, problem: Problem) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(problem);
        } else {
            self.more = self.more.saturating_add(1);
        }
    }

    pub(crate) fn value<T>(&mut self, path: &str, made: Result<T, ValueError>) -> Option<T> {
        made.map_err(|error| {
            self.say(Problem {
                code: error.kind.code(),
                path: path.to_owned(),
                value: Some(error.value.clone()),
                text: error.to_string(),
                ..Problem::default()
            });
        })
        .ok()
    }

    pub(crate) fn finish(mut self) -> DocumentError {
        if self.more > 0 {
            let text = format!("`{}` more problems are not listed, since at most {MOST_PROBLEMS} are", self.more);
            self.problems.push(Problem { code: Problem::MORE, value: Some(self.more.to_string()), text, ..Problem::default() });
        }
        DocumentError::Document(self.problems)
    }
}
