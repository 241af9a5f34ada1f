//! Figures as of many dates, from dated changes (CMP-8).

mod changes;
mod series;

pub use changes::{Change, ChangeSource, Changes};
pub use series::{Series, SeriesQuestion};
