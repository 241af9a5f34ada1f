//! What can go wrong with an export, as faults.

use crate::Dec;
use crate::fault::Fault;
use crate::records::Problem;
use kam_crm::mapping::InvalidMapping;
use kam_crm::{ConvertError, ImportError, WriteError};

pub(super) fn misfitting(misfits: &kam_crm::Misfits) -> Fault {
    let problem = |misfit: &kam_crm::Misfit| {
        let path = format!("plans[{}]", misfit.place);
        Problem::of_value("invalid_value", path, misfit.problem.id(), misfit.problem.to_string(), None)
    };
    Fault::values(misfits.0.iter().map(problem).collect())
}

impl From<InvalidMapping> for Fault {
    fn from(invalid: InvalidMapping) -> Self {
        let problem = |problem: kam_crm::mapping::MappingProblem| Problem {
            code: problem.code.to_owned(),
            document: None,
            path: Some(problem.path).filter(|path| !path.is_empty()),
            id: None,
            line: problem.line,
            column: problem.column,
            value: problem.value,
            text: problem.text,
            help: problem.help,
        };
        let mut problems: Vec<Problem> = invalid.problems.into_iter().map(problem).collect();
        if invalid.more > 0 {
            problems.push(Problem::more(invalid.more, problems.len()));
        }
        Self::InvalidMapping { problems }
    }
}

impl From<ImportError> for Fault {
    fn from(error: ImportError) -> Self {
        let text = error.to_string();
        match error {
            ImportError::CannotRead { path, reason } => Self::CannotRead { path, reason },
            ImportError::Interrupted => Self::Interrupted { work: "reading the export".to_owned() },
            ImportError::Limit { what, limit, place, hint } => {
                let help = Some(hint.trim_start_matches("; ").to_owned()).filter(|hint| !hint.is_empty());
                Self::LimitExceeded {
                    what: what.to_owned(),
                    limit: Dec::new(i128::from(limit), 0),
                    place: Some(place).filter(|place| !place.is_empty()),
                    help,
                }
            }
            ImportError::Settings { problems } => {
                let problem = |text| Problem {
                    code: "unfit_settings".to_owned(),
                    document: None,
                    path: None,
                    id: None,
                    line: None,
                    column: None,
                    value: None,
                    text,
                    help: None,
                };
                Self::InvalidSettings { problems: problems.into_iter().map(problem).collect() }
            }
            _ => Self::CannotRead { path: String::new(), reason: text },
        }
    }
}

impl From<WriteError> for Fault {
    fn from(error: WriteError) -> Self {
        let text = error.to_string();
        match error {
            WriteError::CannotWrite { path, reason } => Self::CannotWrite { path, reason },
            WriteError::Convert(problems) => {
                let ConvertError::NoLevel { level, mapping, .. } =
                    problems.into_iter().next().unwrap_or(ConvertError::NoLevel { level: String::new(), mapping: String::new(), levels: 0 })
                else {
                    return Self::CannotWrite { path: String::new(), reason: text };
                };
                Self::InvalidValue {
                    field: "mapping".to_owned(),
                    value: mapping,
                    reason: text,
                    help: Some(format!("choose one with a level for `{level}`")),
                }
            }
            _ => Self::CannotWrite { path: String::new(), reason: text },
        }
    }
}
