//! Who may do what with which part of a plan, and what a person sees of it (ACC-1, ACC-2, ACC-3, ACC-5).
//!
//! | part | what it is |
//! |---|---|
//! | `right`, `person` | what is asked, and who acts: people with roles in units and in the teams of plans |
//! | `rule`, `rights` | the matrix, which of its rules decides, and the same made ready to be asked often |
//! | `explain` | which rule decided, which ones lost to it, and what would have to change; who could see something |
//! | `view` | a plan from which everything is absent that a person may not read |
//! | `firewall` | an example to start from that keeps medical and sales apart |

mod explain;
mod firewall;
mod person;
mod right;
mod rights;
mod rule;
mod rules;
mod view;

pub use explain::{Change, Explanation};
pub use firewall::{FIREWALL_FIELDS, FIREWALL_RULES, FieldLine, RuleLine, firewall};
pub use person::{Person, RoleIn, TeamRole};
pub use right::{Request, Right, Section};
pub use rights::{Actor, ClosedField, Rights};
pub use rule::{LostBy, Rule, Specificity};
pub use rules::Rules;
pub use view::{Figure, LevelView, NODE_FIELDS, NodeView, PROFILE_FIELDS, ProfileView, View};
