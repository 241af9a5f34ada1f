//! Numbers, dates, ids and texts with checked constructors (NUM-1 to NUM-6).
//!
//! Everything is exact: no float anywhere, no rounding on input, one place that rounds results.

mod date;
mod decimal;
mod error;
mod nearest;
mod percent;
mod quantity;
mod rounding;
mod text;
mod weight;

pub use date::{format_moment, parse_date, parse_moment};
pub use error::{ValueError, ValueFault, ValueKind, cut};
pub use nearest::{is_slip, nearest};
pub use percent::{Percent, Points};
pub use quantity::{Amount, Quantity};
pub use rounding::{Rounding, divide};
pub(crate) use text::check_id;
pub use text::{AccountId, Code, ID_LENGTH, Label, NodeId, PersonId, PlanId, ProductId, Reason, StakeholderId, Title, UnitId};
pub use weight::{Weight, WeightSum};
