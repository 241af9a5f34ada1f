//! Portfolios from and to Arrow columns, without copying what is only passed on.
//!
//! [`Nodes`] reads a table of nodes by the names of its columns and is what [`Portfolio::build`](kam_core::portfolio::Portfolio::build) asks;
//! [`node_table`] and [`plan_table`] write answers beside the columns that were read, [`group_table`] and [`preview_table`] those of groups and
//! of rules that are only tried.
//!
//! ```
//! use arrow_array::{Int64Array, RecordBatch, StringArray};
//! use kam_arrow::{Names, Nodes, Wanted, plan_table};
//! use kam_core::config::Settings;
//! use kam_core::portfolio::{BadRows, Portfolio, Question, Threads};
//! use std::sync::Arc;
//!
//! let settings = Arc::new(Settings::default());
//! let table = RecordBatch::try_from_iter([
//!     ("plan", Arc::new(StringArray::from(vec!["AP-1", "AP-1"])) as _),
//!     ("node", Arc::new(Int64Array::from(vec![1, 2])) as _),
//!     ("parent", Arc::new(Int64Array::from(vec![None, Some(1)])) as _),
//!     ("status", Arc::new(StringArray::from(vec!["open", "done"])) as _),
//! ])?;
//! let nodes = Nodes::read(&table, &Names::default(), &settings)?;
//! let (portfolio, _) = Portfolio::build(&nodes, Arc::clone(&settings), BadRows::Refuse, Threads::ONE)?;
//! let answer = portfolio.ask(&Question::new(&settings.completion), Threads::ONE)?;
//! let plans = plan_table(&nodes, &portfolio, &answer, Wanted { completion: true, counts: true, ..Wanted::default() }, &[])?;
//! assert_eq!(plans.num_rows(), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod cells;
mod changes;
mod fault;
mod find;
mod group;
#[cfg(feature = "ipc")]
mod ipc;
mod lists;
mod names;
mod numbers;
mod plans;
mod preview;
mod read;
mod series;
mod weights;
mod write;
mod wrong;

pub use changes::ChangeTable;
pub use fault::{TableFault, TableProblem, one_batch};
pub use group::{GroupedBy, MOST_GROUPS, group_table};
#[cfg(feature = "ipc")]
pub use ipc::{read_ipc, write_ipc};
pub use names::Names;
pub use plans::{Beside, table_of_plans};
pub use preview::{Preview, Previewed, preview_table};
pub use read::Nodes;
pub use series::{group_series_table, series_table};
pub use weights::WeightColumn;
pub use write::{Wanted, node_table, plan_table, problem_table};
