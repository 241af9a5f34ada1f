//! Requests for approvals: what goes in, and how one stands.

use super::{ApprovalAction, Person, RequestState, SkippedBy};
use crate::shape::records;
use crate::{Day, Stamp};

records! {
    APPROVAL_DRAFTS:

    /// What has to be approved.
    pub struct ApprovalSubject {
        /// What it is: `account_plan`, `amendment`, `goal`, `completion_override`, or what the host names.
        pub kind: String,
        /// Its id.
        pub id: String,
        /// The unit that it belongs to.
        pub unit: String,
    }

    /// Something that is known of a subject, for conditions to ask: an amount, a deviation in percent, the type of the account.
    pub struct SubjectFact {
        /// Its name.
        pub name: String,
        /// Its value; a number is a decimal with a point.
        pub value: String,
    }

    /// Who does something with a request, when and why, and how it is signed.
    pub struct ApprovalAct {
        /// The person, with roles.
        pub person: Person,
        /// The moment.
        pub at: Stamp,
        /// The local date of the market, which time limits go by; that of the moment in UTC where it is left out (NUM-4).
        pub on: Option<Day> = None,
        /// The comment or reason.
        pub reason: Option<String> = None,
        /// The id of the person for whom somebody acts (APR-5). Without it the own vote is used, then one that was given over, then the first that a delegation gives.
        pub acting_for: Option<String> = None,
        /// The person's name as it is signed (APR-8).
        pub signed_as: Option<String> = None,
        /// What the vote is said to mean (APR-8).
        pub meaning: Option<String> = None,
        /// How the host knows that it is this person (APR-8).
        pub authenticated_by: Option<String> = None,
    }

    /// A person and the manager of that person.
    pub struct ManagerOf {
        /// The id of the person.
        pub person: String,
        /// The id of the manager.
        pub manager: String,
    }

    /// Somebody acts for somebody else for a time (APR-5).
    pub struct Delegation {
        /// The id of the person for whom.
        pub for_whom: String,
        /// The id of the person who acts.
        pub person: String,
        /// The first day.
        pub start: Day,
        /// The last day.
        pub end: Day,
        /// The kinds of subject that it is for; all where it is left out.
        pub subjects: Option<Vec<String>> = None,
    }

    /// The people that approvers are found among, as they are on the day.
    pub struct ApprovalPeople {
        /// They, with their roles.
        pub people: Vec<Person>,
        /// Who manages whom.
        pub managers: Option<Vec<ManagerOf>> = None,
        /// Who acts for whom.
        pub delegations: Option<Vec<Delegation>> = None,
    }
}

records! {
    APPROVAL_RESULTS:

    /// A vote that a step waits for.
    pub struct OpenVote {
        /// Whose vote it was when it was submitted (APR-5).
        pub original: String,
        /// Whose vote it is now: another one where it was reassigned or went up to a manager.
        pub approver: String,
        /// Who votes: the approver, or who the approver lets vote. The approver can all the same.
        pub holder: String,
        /// Whether the holder votes in the place of the approver.
        pub in_place: bool,
    }

    /// A vote that was given and counts.
    pub struct GivenVote {
        /// Whose vote it is.
        pub original: String,
        /// Who gave it.
        pub person: String,
        /// Whether it is for the request.
        pub approves: bool,
        /// The number of its event.
        pub event: u32,
    }

    /// A step of a request.
    pub struct ApprovalStep {
        /// Its id.
        pub id: String,
        /// Why it asks nobody; absent where it asks somebody.
        pub skipped: Option<SkippedBy> = None,
        /// Whom it asked when it was submitted.
        pub approvers: Vec<String>,
        /// How many votes it needs.
        pub needed: u32,
        /// The votes that count.
        pub votes: Vec<GivenVote>,
        /// Whether it is the one that is open.
        pub open: bool,
        /// When it is needed, as the definition says; always where it is absent.
        pub when: Option<String> = None,
        /// The fields of an amendment that it is about; all where there are none.
        pub concerns: Vec<String>,
        /// What should happen when it is late: `remind`, `escalate`, `approve`, `reject`, `expire`; absent for a step without a time limit.
        pub when_late: Option<String> = None,
        /// What an approval in it has to be said to mean.
        pub meaning: Option<String> = None,
        /// Whether an approval in it needs a comment.
        pub comment: bool,
    }

    /// How a request stands.
    pub struct RequestSummary {
        /// Its id.
        pub id: String,
        /// What has to be approved.
        pub subject: ApprovalSubject,
        /// The definition that it follows, as it was when it was submitted (APR-9).
        pub definition: String,
        /// Where it is in its life.
        pub state: RequestState,
        /// The digest of the content that votes are on (APR-8).
        pub content: String,
        /// Who submitted it.
        pub submitter: String,
        /// The step that is open.
        pub step: Option<String> = None,
        /// The last day on which that can be answered in time.
        pub due: Option<Day> = None,
        /// The votes that it waits for.
        pub waits_for: Vec<OpenVote>,
        /// All steps in order.
        pub steps: Vec<ApprovalStep>,
    }

    /// What an open request is to a person (APR-6, APR-10).
    pub struct WaitingRequest {
        /// The request.
        pub request: RequestSummary,
        /// Whether it waits for the person: a vote, or a draft that was sent back to its submitter.
        pub waits_for_me: bool,
        /// For whom the person would vote, where for somebody else.
        pub acting_for: Option<String> = None,
        /// Whether the step that is open should have been answered before.
        pub overdue: bool,
        /// What the person may do now.
        pub actions: Vec<ApprovalAction>,
    }

    /// Something that happened to a request.
    pub struct ApprovalEvent {
        /// Its number, from 1.
        pub number: u32,
        /// The moment.
        pub at: Stamp,
        /// The local date of the market.
        pub on: Day,
        /// Who did it.
        pub person: String,
        /// For whom.
        pub acting_for: Option<String> = None,
        /// What was done.
        pub action: ApprovalAction,
        /// The step that it was done in, or to which it was sent back.
        pub step: Option<String> = None,
        /// The comment or reason.
        pub reason: Option<String> = None,
        /// The person's name as it was signed.
        pub signed_as: Option<String> = None,
        /// What the vote was said to mean.
        pub meaning: Option<String> = None,
        /// How the host knew that it was this person.
        pub authenticated_by: Option<String> = None,
        /// The digest of the content that was submitted or voted on.
        pub content: Option<String> = None,
        /// Whose vote was given to somebody else.
        pub given_by: Option<String> = None,
        /// To whom.
        pub given_to: Option<String> = None,
        /// What was decided instead of the approvers: whether it is approved.
        pub approves: Option<bool> = None,
        /// Until when the step that is open then has to be answered.
        pub due: Option<Day> = None,
        /// Its digest.
        pub digest: String,
    }

    /// Something that could be done with a request (APR-10).
    pub struct PossibleAction {
        /// What.
        pub action: ApprovalAction,
        /// Whether the person may do it now.
        pub allowed: bool,
        /// Whether a reason or comment has to be given with it.
        pub needs_reason: bool,
        /// Why not.
        pub reason: Option<String> = None,
        /// What would be right.
        pub help: Option<String> = None,
        /// For whom it would be done, where for somebody else.
        pub acting_for: Option<String> = None,
    }
}
