//! Lists of codes.

use crate::shape::choices;

choices! {
    /// What a status means to the rules (EXE-2).
    pub enum StatusCategory = kam_core::execution::StatusCategory {
        /// Not begun.
        Open = "open",
        /// Under way.
        InProgress = "in_progress",
        /// Finished.
        Done = "done",
        /// Given up; it counts for nothing unless the rules say so (CMP-3).
        Cancelled = "cancelled",
    }

    /// How a parent gets its completion from what is below it (CMP-2).
    pub enum Method = kam_core::execution::Method {
        /// The weighted mean of the counted children.
        WeightedMean = "weighted_mean",
        /// The share of the counted children that are done by status, as CRM screens show it.
        CompletedShare = "completed_share",
        /// The share of the counted leaves anywhere below that are done.
        LeafShare = "leaf_share",
        /// The weighted mean of the counted leaves anywhere below, each with its own weight.
        LeafMean = "leaf_mean",
        /// The smallest completion of the counted children.
        Lowest = "lowest",
        /// Its own progress, as if it were a leaf.
        Own = "own",
    }

    /// What a cancelled node does to the number above it (CMP-3).
    pub enum CancelledRule = kam_core::execution::CancelledRule {
        /// It is left out.
        Exclude = "exclude",
        /// It counts like an open one.
        Open = "open",
    }

    /// The completion of a parent below which nothing counts (CMP-3).
    pub enum EmptyRule = kam_core::execution::EmptyRule {
        /// What its own status gives, as for a leaf.
        OwnStatus = "own_status",
        /// 0.
        Zero = "zero",
        /// None, and it is not counted one level up.
        Exclude = "exclude",
    }

    /// The weight of a node that has none (CMP-11).
    pub enum MissingWeightRule = kam_core::execution::MissingWeightRule {
        /// 1.
        One = "one",
        /// The mean of its siblings' positive weights, else 1.
        Mean = "mean",
        /// 0, so it moves no number above it.
        Zero = "zero",
        /// None: the computation is refused and names every such node.
        Refuse = "refuse",
    }

    /// What happens to a parent whose counted children are all done (CMP-5).
    pub enum AutoComplete = kam_core::execution::AutoComplete {
        /// Nothing.
        Off = "off",
        /// It is proposed to mark it done.
        Propose = "propose",
        /// It counts as done for what is above it, and the host is told to record it.
        Set = "set",
    }

    /// How a completion is rounded on the screen (CMP-6).
    pub enum DisplayRounding = kam_core::values::Rounding {
        /// To the nearest; a half goes up.
        HalfUp = "half_up",
        /// To the nearest; a half goes to the even neighbour.
        HalfEven = "half_even",
        /// Towards zero.
        Down = "down",
    }

    /// A day of the week.
    pub enum Weekday {
        /// Monday.
        Monday = "monday",
        /// Tuesday.
        Tuesday = "tuesday",
        /// Wednesday.
        Wednesday = "wednesday",
        /// Thursday.
        Thursday = "thursday",
        /// Friday.
        Friday = "friday",
        /// Saturday.
        Saturday = "saturday",
        /// Sunday.
        Sunday = "sunday",
    }

    /// What happens to a due date on a weekend or holiday (DUE-1).
    pub enum DayOff = kam_core::cycle::DayOff {
        /// It stays.
        Keep = "keep",
        /// It moves to the next working day.
        Next = "next",
        /// It moves to the working day before.
        Previous = "previous",
    }

    /// What finishing a node does while a prerequisite is unfinished (EXE-2).
    pub enum PrerequisiteRule = kam_core::execution::PrerequisiteRule {
        /// It is refused.
        Refuse = "refuse",
        /// It is done, with a warning.
        Warn = "warn",
    }

    /// How a plan stands to what is expected of it (CMP-9).
    pub enum Health = kam_core::execution::Health {
        /// Less far behind than `at_risk` points.
        OnTrack = "on_track",
        /// Behind by `at_risk` points or more.
        AtRisk = "at_risk",
        /// Behind by `off_track` points or more.
        OffTrack = "off_track",
    }

    /// When something is due, seen from a date (DUE-1).
    pub enum DueBucket = kam_core::execution::DueBucket {
        /// Before the date.
        Overdue = "overdue",
        /// On the date.
        Today = "today",
        /// Within the horizon.
        Soon = "soon",
        /// Behind the horizon.
        Later = "later",
        /// Without a due date.
        Undated = "undated",
    }

    /// Where a weight came from (CMP-11).
    pub enum WeightSource = kam_core::execution::WeightSource {
        /// The node has it.
        Given = "given",
        /// It has none, and that means 1.
        One = "one",
        /// It has none, and got the mean of its siblings'.
        Mean = "mean",
        /// It has none, and that means 0.
        Zero = "zero",
        /// The leaves below it: an overridden parent stands for them, with the sum of their weights (CMP-4).
        Leaves = "leaves",
    }

    /// Why a node moved no number above it (CMP-7).
    pub enum LeftOutReason = kam_core::execution::LeftOutReason {
        /// It is cancelled.
        Cancelled = "cancelled",
        /// Its weight is 0.
        ZeroWeight = "zero_weight",
        /// It has no weight, and that means 0.
        MissingWeight = "missing_weight",
        /// It has no completion.
        NoCompletion = "no_completion",
    }

    /// Why a node has the completion it has, apart from an override (CMP-7).
    pub enum Basis = kam_core::execution::Basis {
        /// A leaf that is done: 100.
        Done = "done",
        /// A leaf that is open: 0.
        Open = "open",
        /// A leaf under way that says nothing of how far: 0.
        InProgress = "in_progress",
        /// A leaf under way, by its own progress.
        Progress = "progress",
        /// A leaf under way, by its quantity.
        Quantity = "quantity",
        /// Cancelled: none.
        Cancelled = "cancelled",
        /// A parent, by its method.
        Method = "method",
        /// Nothing below it counts: its own status.
        EmptyOwnStatus = "empty_own_status",
        /// Nothing below it counts: 0.
        EmptyZero = "empty_zero",
        /// Nothing below it counts: none.
        EmptyExcluded = "empty_excluded",
        /// A plan in which nothing counts: none.
        NothingCounted = "nothing_counted",
        /// A parent whose method is its own progress.
        Own = "own",
    }

    /// What a figure of the CRM differs from.
    pub enum DifferenceKind = kam_crm::DifferenceKind {
        /// From what its own rule gives: it was not brought up to date.
        VendorDiffers = "vendor_differs",
        /// From the completion by the settings of the plan: it is what its own rule gives, and the rule hides something.
        RuleDiffers = "rule_differs",
    }

    /// How far a decision is taken (CFG-4).
    pub enum DecisionState = kam_core::config::DecisionState {
        /// A layer says something about it.
        Answered = "answered",
        /// Nobody said anything, and what comes with the library holds.
        Default = "default",
        /// Nobody said anything, and the library cannot know.
        Open = "open",
    }

    /// Where a phase of a planning cycle stands on a day (CYC-2).
    pub enum PhaseState = kam_core::cycle::PhaseState {
        /// It opens on a later day.
        Ahead = "ahead",
        /// The day lies in its window.
        Open = "open",
        /// It closed on an earlier day.
        Closed = "closed",
    }

    /// What somebody may do with a part of a plan, from nothing to all (ACC-1).
    pub enum Right = kam_core::access::Right {
        /// Nothing: it is as if it were not there.
        None = "none",
        /// See it.
        Read = "read",
        /// Change it.
        Edit = "edit",
        /// Approve it.
        Approve = "approve",
    }

    /// A section of an account plan, as rights know it (ACC-1).
    pub enum PlanSection = kam_core::access::Section {
        /// What the plan is about.
        Profile = "profile",
        /// The account team.
        Team = "team",
        /// The stakeholders of the account.
        Stakeholders = "stakeholders",
        /// The situation analyses; a part is the type of one.
        Analyses = "analyses",
        /// The goals of the organisation that the plan answers.
        Goals = "goals",
        /// The nodes of the plan; a part is one of its levels.
        Hierarchy = "hierarchy",
        /// Measures.
        Measures = "measures",
        /// Reviews.
        Reviews = "reviews",
        /// Compensation.
        Compensation = "compensation",
        /// Approvals.
        Approvals = "approvals",
    }

    /// A step of the account planning cycle, and what lies around the five of them.
    pub enum CycleStep = kam_core::config::Step {
        /// What is decided before all else.
        Foundation = "foundation",
        /// Step 1: set goals.
        Goals = "goals",
        /// Step 2: identify targets.
        Targets = "targets",
        /// Step 3: create the account plan.
        Plan = "plan",
        /// Step 4: execute it.
        Execution = "execution",
        /// Step 5: measure.
        Measures = "measures",
        /// Scope, waves and training.
        RollOut = "roll_out",
    }

    /// Which rows of changed plans are written.
    pub enum ChangedRows = kam_crm::ChangedRows {
        /// Those with a cell that changed, and new ones.
        Changed = "changed",
        /// Every row of these plans.
        All = "all",
    }

    /// How bad a defect of an export is.
    pub enum Severity {
        /// The row was set aside, or a value was lost to the figures.
        Error = "error",
        /// The row was used; somebody should look at it.
        Warning = "warning",
    }

    /// What an object of an account plan is.
    pub enum ObjectKind = kam_core::history::ObjectKind {
        /// The plan itself.
        Plan = "plan",
        /// A member of the account team; its id is the person's.
        Member = "member",
        /// A stakeholder of the account.
        Stakeholder = "stakeholder",
        /// How one stakeholder stands to another.
        Relation = "relation",
        /// The relationship of a member of the account team with a stakeholder.
        Relationship = "relationship",
        /// Where a stakeholder stands on one goal.
        Position = "position",
        /// A situation analysis.
        Analysis = "analysis",
        /// An item of a situation analysis.
        Item = "item",
        /// A goal, objective, tactic or action.
        Node = "node",
        /// A measure that the plan is measured by.
        Measure = "measure",
    }

    /// Where an account plan is in its life (PLN-1).
    pub enum PlanState = kam_core::account_plan::PlanState {
        /// It is written.
        Draft = "draft",
        /// It waits for its approval, and is locked.
        InApproval = "in_approval",
        /// It is approved and has not begun.
        Approved = "approved",
        /// It is carried out.
        Active = "active",
        /// It is looked back on.
        InReview = "in_review",
        /// It is over.
        Closed = "closed",
        /// It was given up.
        Cancelled = "cancelled",
    }

    /// How a plan is made from another one (PLN-5, CYC-4).
    pub enum MakeFrom = kam_core::account_plan::MakeFrom {
        /// Structure, weights and planned dates come along.
        Template = "template",
        /// What is carried over comes along as it is, with team, stakeholders, analyses and measures.
        LastCycle = "last_cycle",
    }

    /// Where a request for an approval is in its life (APR-3).
    pub enum RequestState = kam_core::approval::RequestState {
        /// It was sent back to who submitted it.
        Draft = "draft",
        /// It waits for the votes of a step.
        Pending = "pending",
        /// It is approved.
        Approved = "approved",
        /// It is rejected.
        Rejected = "rejected",
        /// Who submitted it took it back.
        Recalled = "recalled",
        /// Nobody answered in time.
        Expired = "expired",
    }

    /// What can be done with a request for an approval (APR-3).
    pub enum ApprovalAction = kam_core::approval::Action {
        /// Asks for the approval, and again after it was sent back.
        Submit = "submit",
        /// Votes for it.
        Approve = "approve",
        /// Votes against it.
        Reject = "reject",
        /// Sends it back to an earlier step, or to who submitted it.
        SendBack = "send_back",
        /// Takes it back.
        Recall = "recall",
        /// Takes an own vote back while the step is open.
        WithdrawVote = "withdraw_vote",
        /// Gives a vote to somebody else for good.
        Reassign = "reassign",
        /// Lets somebody else vote in one's place.
        Delegate = "delegate",
        /// Puts changed content in the place of what was submitted; the votes on that are void.
        Revise = "revise",
        /// Decides instead of the approvers.
        Override = "override",
        /// Reminds whoever has not voted in time.
        Remind = "remind",
        /// Gives the votes of whoever has not voted in time to their managers.
        Escalate = "escalate",
        /// Counts a step as approved that took too long.
        PassLate = "pass_late",
        /// Rejects what took too long.
        RejectLate = "reject_late",
        /// Ends what took too long.
        Expire = "expire",
    }

    /// Why a step asks nobody.
    pub enum SkippedBy = kam_core::approval::Skipped {
        /// Its condition does not hold.
        Condition = "condition",
        /// Nothing changes that it is about (APR-7).
        NotConcerned = "not_concerned",
    }
}
