//! The planning calendar: so far a market's working days.

mod calendar;

pub use calendar::{Calendar, CalendarError, DayOff};
