//! The rules of key account management: pure, exact, explained.
//!
//! A host hands in plans, dates and people; this crate hands back figures and the reason for each. It reads no clock, no file and no network,
//! keeps no state of its own and uses no float. Rule ids such as `CMP-3` refer to the domain page that the guide quotes.
//!
//! | step | module |
//! |---|---|
//! | values, exact and checked | [`values`] |
//! | what an organisation configures | [`config`] |
//! | its units, and which of them a role covers | [`organization`] |
//! | who may do what, and what a person sees | [`access`] |
//! | the planning calendar | [`cycle`] |
//! | 3. create the account plan | [`plan`] |
//! | the plan as a record: changes by commands, history | [`account_plan`], [`history`] |
//! | approvals: definitions, requests, votes | [`approval`] |
//! | 4. execute it: hierarchy, completion, due lists | [`execution`] |
//! | the same over millions of nodes | [`portfolio`] |
//!
//! [`Plan`](plan::Plan) shows how to build a plan, [`Work`](execution::Work) how to work on it,
//! [`Completion`](execution::Completion) how its figures come about.

pub mod values;

pub mod access;
pub mod account_plan;
pub mod approval;
pub mod config;
pub mod cycle;
pub mod execution;
pub mod history;
pub mod organization;
pub mod plan;
pub mod portfolio;
