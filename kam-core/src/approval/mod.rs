//! Approvals: definitions, requests, votes (APR-1 to APR-10).
//!
//! | part | what it is |
//! |---|---|
//! | `condition` | when something has to be approved, as a text that people read |
//! | `definition` | steps, approvers, time limits, options, as configured |
//! | `life` | the states of a request, and the one table of what can be done in each |
//! | `people` | who there is, who manages whom, who acts for whom |
//! | `submit` | whom a submission asks |
//! | `event`, `request` | what happened to a request as a chain, and what it gives |
//! | `act` | what people do, and what they may do |
//! | `late` | what happens when a step took too long |
//! | `refusal` | why not |

mod act;
mod condition;
mod definition;
mod event;
mod inbox;
mod late;
mod life;
mod people;
mod refusal;
mod request;
mod submit;

pub use act::{Around, By, Doing, PossibleAction, Signature};
pub use condition::{Condition, ConditionError, FactError, Facts, MOST_CHARACTERS};
pub use definition::{
    Approvers, Definition, DefinitionDraft, DefinitionProblem, IfNoStep, MOST_STEPS, StepDefinition, StepDraft, TimeLimit, WhenLate,
};
pub use event::{Asked, Event, EventDraft, Skipped, Submission};
pub use inbox::Waiting;
pub use life::{Action, RequestState, TRANSITIONS, Transition};
pub use people::{Delegation, Delegations, Directory, MOST_DELEGATIONS};
pub use refusal::ApprovalRefusal;
pub use request::{MOST_EVENTS, Now, Request, Seat, Subject, Vote};
pub use submit::MOST_APPROVERS;
pub(crate) use submit::is_of;
