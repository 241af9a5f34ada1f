//! The records: plain values that go in and come out.

mod access;
mod account_plan;
mod approval;
mod choices;
mod configuration;
mod drafts;
mod outlook;
mod results;

pub use access::*;
pub use account_plan::*;
pub use approval::*;
pub use choices::*;
pub use configuration::*;
pub use drafts::*;
pub use outlook::*;
pub use results::*;

use crate::RecordInfo;

/// All records, those that go in first.
#[must_use]
pub fn records() -> Vec<RecordInfo> {
    [
        DRAFTS,
        CONFIGURATION_DRAFTS,
        ACCESS_DRAFTS,
        ACCOUNT_PLAN_DRAFTS,
        APPROVAL_DRAFTS,
        RESULTS,
        CONFIGURATION_RESULTS,
        ACCESS_RESULTS,
        ACCOUNT_PLAN_RESULTS,
        OUTLOOK_RESULTS,
        APPROVAL_RESULTS,
    ]
    .concat()
}
