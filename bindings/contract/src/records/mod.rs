//! The records: plain values that go in and come out.

mod choices;
mod drafts;
mod results;

pub use choices::*;
pub use drafts::*;
pub use results::*;

use crate::RecordInfo;

/// All records, those that go in first.
#[must_use]
pub fn records() -> Vec<RecordInfo> {
    [DRAFTS, RESULTS].concat()
}
