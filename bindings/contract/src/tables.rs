//! Portfolios for languages that share no memory with Arrow: tables cross as the bytes of Arrow IPC, and what is asked as one record each.

mod calls;
mod questions;

pub use calls::{PORTFOLIO, change_problems, figures, groups, history, load_portfolio, nodes, plans, portfolio_of_export, problems, size, what_if};
pub use questions::{
    BadRows, CHOICES, ChangesOptions, ColumnNames, Compared, FigureKind, Grouped, GroupsQuestion, HistoryFigureKind, HistoryQuestion, NodesQuestion,
    OfExportOptions, PlansQuestion, PortfolioOptions, PortfolioSize, WhatIfQuestion, records,
};
