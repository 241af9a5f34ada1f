//! CRM exports of account plans, in and out of the key account management core.
//!
//! Exports of Veeva Vault CRM, Veeva CRM, Salesforce account plans and IQVIA OCE come as one CSV file per object, or as Vault query JSON. This
//! crate reads them in any file order and in bounded memory, by mapping documents that a user can change, and hands back checked
//! [`Plan`](kam_core::plan::Plan)s, everything that was wrong with its place and reason, and the differences between the progress that the CRM
//! system shows and what its own rule gives. It writes plans back in each flavour; a round trip loses nothing.

mod defect;
mod export;
pub mod format;
mod import;
mod limits;
pub mod mapping;
pub mod salesforce_id;

pub use defect::{Defect, DefectCode, Severity};
pub use export::{
    ChangedRows, ConvertError, Difference, DifferenceKind, Export, FileSummary, Misfit, Misfits, PlanMisfit, WriteError, WrittenContent, WrittenFile,
};
pub use import::{Import, ImportError, Options, Progress, Reading};
pub use limits::Limits;
