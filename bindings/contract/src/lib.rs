//! What every language sees of `kam`, written once: scalars, records, faults and the list of operations.
//!
//! An operation takes plain values, calls the core or an adapter, and gives plain values back. The bindings add nothing but their
//! language's manners: the features `python`, `node` and `mobile` add the attributes that their generators need.
//!
//! ```
//! let plan = kam_contract::open_plan(r#"{"id": "AP-1", "nodes": [{"id": "a", "weight": "3", "status": "done"}, {"id": "b"}]}"#.to_owned())?;
//! assert_eq!(plan.completion(None)?.map(|completion| completion.to_string()), Some("75".to_owned()));
//! # Ok::<(), kam_contract::Fault>(())
//! ```

mod account_plan;
mod approval;
mod by_name;
mod configuration;
mod convert;
mod export;
mod fault;
mod functions;
mod operations;
mod outlook;
mod plan;
#[cfg(feature = "arrow")]
mod portfolio;
mod records;
mod refusal;
mod scalars;
mod several;
mod shape;
#[cfg(feature = "tables")]
pub mod tables;
mod types;

#[cfg(feature = "node")]
pub mod camel;
#[cfg(feature = "mobile")]
mod lifted;
#[cfg(feature = "mobile")]
pub mod mobile;
#[cfg(feature = "node")]
pub mod node;
#[cfg(feature = "python")]
pub mod python;

pub use account_plan::AccountPlan;
pub use approval::ApprovalRequest;
pub use configuration::Configuration;
pub use export::{Export, followed};
pub use fault::{FAULTS, Fault, FaultInfo, guarded};
pub use kam_crm::Reading;
pub use operations::*;
pub use plan::Plan;
#[cfg(feature = "arrow")]
pub use portfolio::{GroupQuestion, HistoryQuestion, Portfolio, PortfolioOptions, PortfolioQuestion, PreviewQuestion, stoppable};
pub use records::*;
pub use refusal::camel;
pub use scalars::{Bytes, Day, Dec, ScalarError, Stamp};
pub use shape::{ChoiceInfo, RecordInfo};
pub use types::{Type, Typed};

#[cfg(feature = "mobile")]
uniffi::setup_scaffolding!("kam");
