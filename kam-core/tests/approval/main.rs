//! Tests of approvals (APR-1 to APR-10).

mod condition;
mod damage;
mod duties;
mod limits;
mod model;
mod reference;
mod world;
