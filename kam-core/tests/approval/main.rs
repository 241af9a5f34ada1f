//! Tests of approvals (APR-1 to APR-10).

mod duties;
mod model;
mod reference;
mod world;
