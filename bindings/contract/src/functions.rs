//! The operations that belong to no handle.

use crate::Dec;
use crate::convert::{checked, invalid};
use crate::fault::Fault;
use crate::plan::Plan;
use crate::records::{DisplayRules, PlanDraft, Problem};
use kam_core::execution;
use kam_core::values::{Percent, Rounding};
use kam_document::{DocumentError, read_plan};

pub(crate) fn open_plan(document: String) -> Result<Plan, Fault> {
    read(&document).map(Plan::open)
}

/// A plan from its document.
pub(crate) fn read(document: &str) -> Result<kam_core::plan::Plan, Fault> {
    read_plan(document).map_err(|error| match error {
        DocumentError::Plan(_) => Fault::InvalidPlan { problems: problems(&error, true) },
        _ => Fault::InvalidDocument { problems: problems(&error, true) },
    })
}

pub(crate) fn build_plan(draft: PlanDraft) -> Result<Plan, Fault> {
    // The document's reader is the one place that checks plain values; a line and a column would mean nothing here.
    let document = serde_json::to_string(&draft).map_err(|error| Fault::Internal { detail: error.to_string() })?;
    read_plan(&document).map(Plan::open).map_err(|error| Fault::InvalidPlan { problems: problems(&error, false) })
}

pub(crate) fn display_completion(completion: Dec, rules: Option<DisplayRules>) -> Result<String, Fault> {
    let completion: Percent = checked("completion", &completion)?;
    let defaults = execution::DisplayRules::default();
    let rules = match rules {
        None => defaults,
        Some(rules) => {
            let decimals = rules.decimals.unwrap_or_else(|| defaults.decimals());
            let rounding = rules.rounding.map_or_else(|| defaults.rounding(), Rounding::from);
            execution::DisplayRules::new(decimals, rounding, rules.guard.unwrap_or_else(|| defaults.guard()))
                .map_err(|error| invalid("decimals", &decimals, &error))?
        }
    };
    Ok(rules.show(completion))
}

pub(crate) fn plan_schema() -> Result<String, Fault> {
    Ok(kam_document::SCHEMA.to_owned())
}

pub(crate) fn account_plan_schema() -> Result<String, Fault> {
    Ok(kam_document::ACCOUNT_PLAN_SCHEMA.to_owned())
}

pub(crate) fn approval_request_schema() -> Result<String, Fault> {
    Ok(kam_document::APPROVAL_REQUEST_SCHEMA.to_owned())
}

pub(crate) use crate::configuration::{configuration_schema, firewall_document, open_configuration};
pub(crate) use crate::export::{check_mapping, export_plans, load_export, load_export_files, mapping_document, shipped_mappings};

pub(crate) fn version() -> Result<String, Fault> {
    Ok(env!("CARGO_PKG_VERSION").to_owned())
}

pub(crate) fn problems(error: &DocumentError, placed: bool) -> Vec<Problem> {
    let problem = |problem: &kam_document::Problem| Problem {
        code: problem.code.to_owned(),
        document: None,
        path: Some(problem.path.clone()).filter(|path| !path.is_empty()),
        id: problem.id.clone(),
        line: problem.line.filter(|_| placed),
        column: problem.column.filter(|_| placed),
        value: problem.value.clone(),
        text: problem.text.clone(),
        help: problem.help.clone(),
    };
    error.problems().iter().map(problem).collect()
}
