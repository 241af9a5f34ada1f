//! Account plans as JSON documents.
//!
//! [`read_plan`] turns a document into a checked [`Plan`](kam_core::plan::Plan) or names everything that is wrong with it, each with path, line and column.
//! [`write_plan`] writes one back. [`SCHEMA`] is the JSON Schema of the document, for editors.
//!
//! [`read_account_plan`] and [`write_account_plan`] do the same for a plan with its history.
//! [`read_approval_request`] and [`write_approval_request`] do it for a request for an approval.
//!
//! Decimals are text; a whole JSON number is taken too, a fractional one is refused (NUM-1). A document has at most 64 MiB.

mod account_plan;
mod approval;
mod found;
mod locate;
mod node;
mod plan;
mod problem;
mod reader;
mod settings;
mod shape;
mod stream;
mod value;
mod write;

pub use account_plan::{read_account_plan, write_account_plan};
pub use approval::{RequestParts, read_approval_request, write_approval_request};
pub use plan::{MOST_BYTES, read_plan, read_rules, read_settings};
pub use problem::{DocumentError, Problem};
pub use write::{write_plan, write_settings};

/// The JSON Schema of the plan document.
pub const SCHEMA: &str = include_str!("../plan.schema.json");

/// The JSON Schema of the document of a request for an approval.
pub const APPROVAL_REQUEST_SCHEMA: &str = include_str!("../approval_request.schema.json");

/// The JSON Schema of the document of an account plan with its history.
pub const ACCOUNT_PLAN_SCHEMA: &str = include_str!("../account_plan.schema.json");
