"""
The compiled part of `kam`.
"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from os import PathLike
from typing import Any, Final, Literal, SupportsIndex, final

__all__ = ["AccountPlan", "Act", "Acting", "ApprovalAct", "ApprovalAction", "ApprovalEvent", "ApprovalPeople", "ApprovalRequest", "ApprovalStep", "ApprovalSubject", "AutoComplete", "Basis", "CalendarDraft", "CancelledRule", "ChangeDone", "ChangedRows", "Clash", "CompetitorLine", "CompletedDraft", "CompletionRules", "Configuration", "ConfigurationFile", "CreationState", "CycleStatus", "CycleStep", "DayOff", "DayRange", "DecisionState", "DecisionStatus", "Defect", "Delegation", "Difference", "DifferenceKind", "DisplayRounding", "DisplayRules", "DueBucket", "DueItem", "DueQuery", "EmptyRule", "Explanation", "ExplanationTerm", "Export", "ExportFile", "ExportOptions", "FeatureStatus", "FieldChange", "FieldContent", "FieldDraft", "Figures", "FileSummary", "GivenVote", "Health", "HealthRules", "HistoryEntry", "Label", "LayerSummary", "LeftOut", "LeftOutReason", "LevelDraft", "LevelMethod", "LevelView", "ListQuality", "ListValue", "LostRule", "MadeFrom", "MakeFrom", "ManagerOf", "MappingSummary", "MemberCoverage", "Mention", "MergeResult", "Method", "MissingWeightRule", "NodeCompletion", "NodeDraft", "NodeProgress", "NodeView", "ObjectKind", "OpenVote", "OverrideDraft", "PathwayStage", "Person", "PhaseState", "PhaseStatus", "Plan", "PlanCreation", "PlanDraft", "PlanMentions", "PlanObject", "PlanProfile", "PlanSection", "PlanState", "PlanSummary", "PlanView", "Portfolio", "PortfolioCreation", "PossibleAction", "PossibleMove", "PrerequisiteRule", "Problem", "ProfileView", "QuantityDraft", "RequestState", "RequestSummary", "RetentionState", "Right", "RightAnswer", "RightQuestion", "RoleInTeam", "RoleInUnit", "SectionContent", "SectionCount", "SectionState", "SettingDetail", "SettingDifference", "SettingSaid", "Settings", "Severity", "SkippedBy", "StakeholderCoverage", "StanceGap", "StatusCategory", "StatusChanged", "StatusDraft", "StatusProposal", "SubjectFact", "Table", "UncoveredStakeholder", "ValueList", "ValueUse", "WaitingRequest", "Weekday", "WeightSource", "WhiteSpace", "WhiteSpaceCell", "WhiteSpaceSum", "WrittenFile", "account_plan_schema", "approval_request_schema", "build_plan", "check_mapping", "configuration_schema", "display_completion", "export_plans", "firewall_document", "load_export", "load_export_files", "mapping_document", "open_configuration", "open_plan", "plan_schema", "shipped_mappings", "version"]

@final
class AccountPlan:
    """
    An account plan with its history, which commands change.

    Make one with `open_account_plan` or `new_account_plan` of a configuration. It may be used from several threads.
    """
    def __repr__(self, /) -> str: ...
    def about(self, /, stakeholder: str) -> list[Mention]:
        """
        Everything that the plan and its history say about a stakeholder, a `Mention` each (AUD-5).
        """
    def add(self, /, kind: ObjectKind | Literal["plan", "member", "stakeholder", "relation", "relationship", "position", "analysis", "item", "node", "measure"], id: str, fields: Sequence[FieldDraft], act: Act) -> ChangeDone:
        """
        Adds an object with fields. A node begins in the first status that is open.

        What it did is in the `ChangeDone`; a change that is refused leaves the plan as it was, here and below (AUD-3).
        """
    def amend(self, /, amendment: str, request: str, act: Act, request_head: str | None = None) -> ChangeDone:
        """
        Puts in an amendment that was approved: the documents of the copy in which it was made and of its request (APR-7).
        """
    def amended_fields(self, /) -> list[str]:
        """
        The fields that an amendment changes, such as `node.weight`: what `submit_for_approval` takes as `changed` (APR-7).
        """
    def analysis_sections(self, /, analysis: str, person: Person | None = None, step: CycleStep | Literal["foundation", "goals", "targets", "plan", "execution", "measures", "roll_out"] | None = None) -> list[SectionContent]:
        """
        The sections that `plan.sections` gives an analysis, a `SectionContent` each, with what they hold (PLN-2).
        """
    def begin_amendment(self, /, act: Act) -> ChangeDone:
        """
        Makes this copy of an approved plan an amendment, with a reason: what was approved can be changed in it (APR-7).
        """
    def carry_over(self, /, node: str, act: Act) -> ChangeDone:
        """
        Says that an unfinished node goes on in the next cycle (CYC-4).
        """
    def change_status(self, /, node: str, status: str, act: Act) -> ChangeDone:
        """
        Changes the status of a node (EXE-2). Re-opening and cancelling need a reason.
        """
    def competitor_overview(self, /, analysis: str | None = None, person: Person | None = None, step: CycleStep | Literal["foundation", "goals", "targets", "plan", "execution", "measures", "roll_out"] | None = None) -> list[CompetitorLine]:
        """
        The competitors of one analysis, or of all of this type, a `CompetitorLine` each: by the own product, the largest share first (PLN-2).
        """
    def completion(self, /) -> Decimal | None:
        """
        The completion of the plan, 0 to 100; absent where nothing counts (CMP-2).
        """
    def conclude_approval(self, /, request: str, act: Act, request_head: str | None = None) -> ChangeDone:
        """
        Takes over what became of the request for the approval that the plan waits for: it is approved, or a draft again (APR-3, APR-8).

        `request` is the document of the request, `request_head` its last digest as the host keeps it elsewhere: without it a request that somebody
        wrote by themselves is one like others. Its votes have to be on the content that the plan has now.
        """
    def content_digest(self, /) -> str:
        """
        The digest of what an approval is given for: everything but how far the work is (APR-8).
        """
    def coverage(self, /, on: date, least_influence: SupportsIndex, within_days: SupportsIndex, goal: str | None = None, person: Person | None = None, step: CycleStep | Literal["foundation", "goals", "targets", "plan", "execution", "measures", "roll_out"] | None = None) -> StakeholderCoverage:
        """
        Whether the stakeholders of an influence or more have an owner and were in contact within so many days, as a `StakeholderCoverage` (PLN-3).

        With `goal` the influence is the one on this goal, where somebody said it, and else the one in the plan. With `person` it is worked out from what that one
        sees of the plan in a `step`, which is `execution` where it is left out, and without one from all of it; here and below (ACC-3).
        """
    def creation(self, /) -> CreationState:
        """
        How far the plan is created, and what is missing, as a `CreationState` (PLN-4).
        """
    def document(self, /) -> str:
        """
        The plan as a document: its entries and the personal values beside them. Opening it again gives an equal plan.
        """
    def entries(self, /, after: SupportsIndex | None = None) -> list[HistoryEntry]:
        """
        The entries behind a version, or all, a `HistoryEntry` each: for whoever may see everything, else `visible_entries` (AUD-1).
        """
    def erase(self, /, stakeholder: str, act: Act) -> ChangeDone:
        """
        Erases what is known about a stakeholder as a person, with a reason; the history stays verifiable (AUD-5).
        """
    def head(self, /) -> str:
        """
        The digest of the last entry, 64 hexadecimal digits: kept elsewhere, it tells later that no entry is missing.
        """
    def merge(self, /, document: str, people: Sequence[Person], at: datetime, on: date | None = None) -> MergeResult:
        """
        Makes the changes that another copy of this plan has and this one has not, as a `MergeResult` (AUD-4).

        `people` are those who made changes there, with their roles. What was changed in both is not overwritten: it is a clash that names both changes.
        """
    def move_to(self, /, state: PlanState | Literal["draft", "in_approval", "approved", "active", "in_review", "closed", "cancelled"], act: Act) -> ChangeDone:
        """
        Goes on in the life of the plan (PLN-1).
        """
    def objects(self, /, kind: ObjectKind | Literal["plan", "member", "stakeholder", "relation", "relationship", "position", "analysis", "item", "node", "measure"] | None = None) -> list[PlanObject]:
        """
        The objects of a kind, or all, a `PlanObject` each, with their fields as they are: for whoever may see everything, else `visible_objects`.
        """
    def override_completion(self, /, node: str, completion: Decimal | int, act: Act, request: str | None = None, request_head: str | None = None) -> ChangeDone:
        """
        Sets the completion of a node by hand, 0 to 100, with a reason; the computed one is kept beside it (CMP-4).

        Where a definition says who approves a `completion_override`, `request` is the document of a request that was approved, and `request_head` its last
        digest as the host keeps it elsewhere.
        """
    def override_digest(self, /, node: str, completion: Decimal | int) -> str:
        """
        The digest of an override, 64 hexadecimal digits: the content of a request for a `completion_override`, whose id is that of the node (APR-8).
        """
    def patient_pathway(self, /, analysis: str, person: Person | None = None, step: CycleStep | Literal["foundation", "goals", "targets", "plan", "execution", "measures", "roll_out"] | None = None) -> list[PathwayStage]:
        """
        The stages of a patient pathway in their order, a `PathwayStage` each, with how many patients reach them (PLN-2).
        """
    def plan(self, /) -> Plan:
        """
        The hierarchy as it is now as a plan, to be asked what is due, how a figure came about and what it would be by other rules.
        """
    def possible_moves(self, /, act: Act) -> list[PossibleMove]:
        """
        Every state that the plan could get next, a `PossibleMove` each: whether the person may do it now, and why not (PLN-1).

        A reason that is still to be given does not count against it: `needs_reason` says so.
        """
    def readable_history(self, /) -> str:
        """
        The history as a text for people: who changed what, when and why (AUD-5).
        """
    def remove(self, /, kind: ObjectKind | Literal["plan", "member", "stakeholder", "relation", "relationship", "position", "analysis", "item", "node", "measure"], id: str, act: Act) -> ChangeDone:
        """
        Removes an object that nothing else names.
        """
    def remove_override(self, /, node: str, act: Act) -> ChangeDone:
        """
        Takes the override of a node away (CMP-4).
        """
    def retention(self, /, on: date) -> RetentionState:
        """
        Until when what is personal may be kept, and whose it is, as a `RetentionState` (AUD-5). Nothing is erased by itself.
        """
    def set(self, /, kind: ObjectKind | Literal["plan", "member", "stakeholder", "relation", "relationship", "position", "analysis", "item", "node", "measure"], id: str, fields: Sequence[FieldDraft], act: Act) -> ChangeDone:
        """
        Sets fields of an object; one without a value is taken away.
        """
    def stance_gaps(self, /, person: Person | None = None, step: CycleStep | Literal["foundation", "goals", "targets", "plan", "execution", "measures", "roll_out"] | None = None) -> list[StanceGap]:
        """
        The stakeholders whose stance is not the one that is wanted, in the plan and on single goals, a `StanceGap` each, with what is planned about it (PLN-3).
        """
    def state(self, /) -> PlanState:
        """
        Where the plan is in its life (PLN-1).
        """
    def team_coverage(self, /, on: date, within_days: SupportsIndex, person: Person | None = None, step: CycleStep | Literal["foundation", "goals", "targets", "plan", "execution", "measures", "roll_out"] | None = None) -> list[MemberCoverage]:
        """
        What each member of the account team, and each other owner of a relationship, has to do with the stakeholders, a `MemberCoverage` each (PLN-2).
        """
    def version(self, /) -> int:
        """
        The version: how many entries there are.
        """
    def visible_entries(self, /, person: Person, after: SupportsIndex | None = None, step: CycleStep | Literal["foundation", "goals", "targets", "plan", "execution", "measures", "roll_out"] | None = None) -> list[HistoryEntry]:
        """
        The entries behind a version of which a person may see something, without the rest, a `HistoryEntry` each (ACC-3).

        An entry of which something is left out has no reason and no digest: they could tell it.
        """
    def visible_objects(self, /, person: Person, kind: ObjectKind | Literal["plan", "member", "stakeholder", "relation", "relationship", "position", "analysis", "item", "node", "measure"] | None = None, step: CycleStep | Literal["foundation", "goals", "targets", "plan", "execution", "measures", "roll_out"] | None = None) -> list[PlanObject]:
        """
        The objects that a person may see in a step, without the fields that are closed and without what names something hidden, a `PlanObject` each (ACC-3).

        `step` is `execution` where it is left out. The role in the plan's team comes from the plan.
        """
    def white_space(self, /, analysis: str | None = None, person: Person | None = None, step: CycleStep | Literal["foundation", "goals", "targets", "plan", "execution", "measures", "roll_out"] | None = None) -> WhiteSpace:
        """
        What a white space comes to, as a `WhiteSpace`: by product, by part of the account and in all; that of one analysis, or of all of this type (PLN-2).
        """

@final
class Act:
    """
    Who makes a change, when, why, and on which version.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> Act: ...
    def __deepcopy__(self, /, _memo: Any) -> Act: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, person: Person, at: datetime, on: date | None = None, step: CycleStep | Literal["foundation", "goals", "targets", "plan", "execution", "measures", "roll_out"] | None = None, reason: str | None = None, acting_for: str | None = None, made_on: SupportsIndex | None = None, salt: str | None = None) -> Act: ...
    def __replace__(self, /, **changes: Any) -> Act: ...
    def __repr__(self, /) -> str: ...
    @property
    def acting_for(self, /) -> str | None:
        """
        The id of the person for whom somebody acts. The rights are those of who acts.
        """
    @property
    def at(self, /) -> datetime:
        """
        The moment.
        """
    @property
    def made_on(self, /) -> int | None:
        """
        The version that the person saw; the newest where it is left out (AUD-4).
        """
    @property
    def on(self, /) -> date | None:
        """
        The local date of the market, which lists of values go by; that of the moment in UTC where it is left out (NUM-4).
        """
    @property
    def person(self, /) -> Person:
        """
        The person, with roles. The role in the plan's team comes from the plan.
        """
    @property
    def reason(self, /) -> str | None:
        """
        Why.
        """
    @property
    def salt(self, /) -> str | None:
        """
        16 to 64 visible characters by chance, others for each change: personal values are digested with it (AUD-5).
        """
    @property
    def step(self, /) -> CycleStep | None:
        """
        The step of the planning cycle, which rights can hang on; `execution` where it is left out.
        """

@final
class Acting:
    """
    Who acts, and when. Nothing here reads a clock, so every change names its moment.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> Acting: ...
    def __deepcopy__(self, /, _memo: Any) -> Acting: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, person: str, at: datetime) -> Acting: ...
    def __replace__(self, /, **changes: Any) -> Acting: ...
    def __repr__(self, /) -> str: ...
    @property
    def at(self, /) -> datetime:
        """
        The moment.
        """
    @property
    def person(self, /) -> str:
        """
        The id of the person, 1 to 64 visible characters.
        """

@final
class ApprovalAct:
    """
    Who does something with a request, when and why, and how it is signed.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> ApprovalAct: ...
    def __deepcopy__(self, /, _memo: Any) -> ApprovalAct: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, person: Person, at: datetime, on: date | None = None, reason: str | None = None, acting_for: str | None = None, signed_as: str | None = None, meaning: str | None = None, authenticated_by: str | None = None) -> ApprovalAct: ...
    def __replace__(self, /, **changes: Any) -> ApprovalAct: ...
    def __repr__(self, /) -> str: ...
    @property
    def acting_for(self, /) -> str | None:
        """
        The id of the person for whom somebody acts (APR-5). Without it the own vote is used, then one that was given over, then the first that a delegation gives.
        """
    @property
    def at(self, /) -> datetime:
        """
        The moment.
        """
    @property
    def authenticated_by(self, /) -> str | None:
        """
        How the host knows that it is this person (APR-8).
        """
    @property
    def meaning(self, /) -> str | None:
        """
        What the vote is said to mean (APR-8).
        """
    @property
    def on(self, /) -> date | None:
        """
        The local date of the market, which time limits go by; that of the moment in UTC where it is left out (NUM-4).
        """
    @property
    def person(self, /) -> Person:
        """
        The person, with roles.
        """
    @property
    def reason(self, /) -> str | None:
        """
        The comment or reason.
        """
    @property
    def signed_as(self, /) -> str | None:
        """
        The person's name as it is signed (APR-8).
        """

@final
class ApprovalAction:
    """
    What can be done with a request for an approval (APR-3).

    - `"submit"`: Asks for the approval, and again after it was sent back.
    - `"approve"`: Votes for it.
    - `"reject"`: Votes against it.
    - `"send_back"`: Sends it back to an earlier step, or to who submitted it.
    - `"recall"`: Takes it back.
    - `"withdraw_vote"`: Takes an own vote back while the step is open.
    - `"reassign"`: Gives a vote to somebody else for good.
    - `"delegate"`: Lets somebody else vote in one's place.
    - `"revise"`: Puts changed content in the place of what was submitted; the votes on that are void.
    - `"override"`: Decides instead of the approvers.
    - `"remind"`: Reminds whoever has not voted in time.
    - `"escalate"`: Gives the votes of whoever has not voted in time to their managers.
    - `"pass_late"`: Counts a step as approved that took too long.
    - `"reject_late"`: Rejects what took too long.
    - `"expire"`: Ends what took too long.
    """
    APPROVE: Final[ApprovalAction]
    """
    Votes for it.
    """
    DELEGATE: Final[ApprovalAction]
    """
    Lets somebody else vote in one's place.
    """
    ESCALATE: Final[ApprovalAction]
    """
    Gives the votes of whoever has not voted in time to their managers.
    """
    EXPIRE: Final[ApprovalAction]
    """
    Ends what took too long.
    """
    OVERRIDE: Final[ApprovalAction]
    """
    Decides instead of the approvers.
    """
    PASS_LATE: Final[ApprovalAction]
    """
    Counts a step as approved that took too long.
    """
    REASSIGN: Final[ApprovalAction]
    """
    Gives a vote to somebody else for good.
    """
    RECALL: Final[ApprovalAction]
    """
    Takes it back.
    """
    REJECT: Final[ApprovalAction]
    """
    Votes against it.
    """
    REJECT_LATE: Final[ApprovalAction]
    """
    Rejects what took too long.
    """
    REMIND: Final[ApprovalAction]
    """
    Reminds whoever has not voted in time.
    """
    REVISE: Final[ApprovalAction]
    """
    Puts changed content in the place of what was submitted; the votes on that are void.
    """
    SEND_BACK: Final[ApprovalAction]
    """
    Sends it back to an earlier step, or to who submitted it.
    """
    SUBMIT: Final[ApprovalAction]
    """
    Asks for the approval, and again after it was sent back.
    """
    WITHDRAW_VOTE: Final[ApprovalAction]
    """
    Takes an own vote back while the step is open.
    """
    def __copy__(self, /) -> ApprovalAction: ...
    def __deepcopy__(self, /, _memo: Any) -> ApprovalAction: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __int__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, value: str) -> ApprovalAction:
        """
        The one with this code, as `value` gives it.
        """
    def __reduce__(self, /) -> tuple[type[Any], tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def value(self, /) -> str:
        """
        The code, as documents write it.
        """

@final
class ApprovalEvent:
    """
    Something that happened to a request.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> ApprovalEvent: ...
    def __deepcopy__(self, /, _memo: Any) -> ApprovalEvent: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, number: SupportsIndex, at: datetime, on: date, person: str, acting_for: str | None = None, action: ApprovalAction | Literal["submit", "approve", "reject", "send_back", "recall", "withdraw_vote", "reassign", "delegate", "revise", "override", "remind", "escalate", "pass_late", "reject_late", "expire"], step: str | None = None, reason: str | None = None, signed_as: str | None = None, meaning: str | None = None, authenticated_by: str | None = None, content: str | None = None, given_by: str | None = None, given_to: str | None = None, approves: bool | None = None, due: date | None = None, digest: str) -> ApprovalEvent: ...
    def __replace__(self, /, **changes: Any) -> ApprovalEvent: ...
    def __repr__(self, /) -> str: ...
    @property
    def acting_for(self, /) -> str | None:
        """
        For whom.
        """
    @property
    def action(self, /) -> ApprovalAction:
        """
        What was done.
        """
    @property
    def approves(self, /) -> bool | None:
        """
        What was decided instead of the approvers: whether it is approved.
        """
    @property
    def at(self, /) -> datetime:
        """
        The moment.
        """
    @property
    def authenticated_by(self, /) -> str | None:
        """
        How the host knew that it was this person.
        """
    @property
    def content(self, /) -> str | None:
        """
        The digest of the content that was submitted or voted on.
        """
    @property
    def digest(self, /) -> str:
        """
        Its digest.
        """
    @property
    def due(self, /) -> date | None:
        """
        Until when the step that is open then has to be answered.
        """
    @property
    def given_by(self, /) -> str | None:
        """
        Whose vote was given to somebody else.
        """
    @property
    def given_to(self, /) -> str | None:
        """
        To whom.
        """
    @property
    def meaning(self, /) -> str | None:
        """
        What the vote was said to mean.
        """
    @property
    def number(self, /) -> int:
        """
        Its number, from 1.
        """
    @property
    def on(self, /) -> date:
        """
        The local date of the market.
        """
    @property
    def person(self, /) -> str:
        """
        Who did it.
        """
    @property
    def reason(self, /) -> str | None:
        """
        The comment or reason.
        """
    @property
    def signed_as(self, /) -> str | None:
        """
        The person's name as it was signed.
        """
    @property
    def step(self, /) -> str | None:
        """
        The step that it was done in, or to which it was sent back.
        """

@final
class ApprovalPeople:
    """
    The people that approvers are found among, as they are on the day.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> ApprovalPeople: ...
    def __deepcopy__(self, /, _memo: Any) -> ApprovalPeople: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, people: Sequence[Person], managers: Sequence[ManagerOf] | None = None, delegations: Sequence[Delegation] | None = None) -> ApprovalPeople: ...
    def __replace__(self, /, **changes: Any) -> ApprovalPeople: ...
    def __repr__(self, /) -> str: ...
    @property
    def delegations(self, /) -> list[Delegation] | None:
        """
        Who acts for whom.
        """
    @property
    def managers(self, /) -> list[ManagerOf] | None:
        """
        Who manages whom.
        """
    @property
    def people(self, /) -> list[Person]:
        """
        They, with their roles.
        """

@final
class ApprovalRequest:
    """
    A request for an approval.

    Make one with `submit_for_approval` or `open_approval_request` of a configuration. It may be used from several threads.
    """
    def __repr__(self, /) -> str: ...
    def apply_time_limit(self, /, act: ApprovalAct) -> RequestSummary:
        """
        Does what the open step says should happen once its time limit has passed (APR-6).
        """
    def approve(self, /, content: str, act: ApprovalAct, people: ApprovalPeople | None = None) -> RequestSummary:
        """
        Votes for it. `content` is the digest of what the person saw: a vote on anything else is refused (APR-8).
        """
    def decide_instead(self, /, state: RequestState | Literal["draft", "pending", "approved", "rejected", "recalled", "expired"], act: ApprovalAct) -> RequestSummary:
        """
        Decides instead of the approvers, `approved` or `rejected`, with a reason; only with a role of `overridden_by`, and recorded as that (APR-5).
        """
    def delegate(self, /, to: str, act: ApprovalAct, people: ApprovalPeople) -> RequestSummary:
        """
        Lets somebody else vote in one's place (APR-5).
        """
    def document(self, /) -> str:
        """
        The request as a document: its definition and everything that happened. Opening it again gives an equal one.
        """
    def events(self, /) -> list[ApprovalEvent]:
        """
        Everything that happened, an `ApprovalEvent` each (APR-8).
        """
    def head(self, /) -> str:
        """
        The digest of the last event, 64 hexadecimal digits: kept elsewhere, it tells later that no event is missing.
        """
    def possible_actions(self, /, act: ApprovalAct, people: ApprovalPeople | None = None) -> list[PossibleAction]:
        """
        What the person may do now, a `PossibleAction` each, with the reason why not: what buttons need (APR-10).
        """
    def reassign(self, /, to: str, act: ApprovalAct, people: ApprovalPeople, whose: str | None = None) -> RequestSummary:
        """
        Gives a vote to somebody else for good, with a reason; it keeps the original approver (APR-5). `whose` is another person's, for who may override.
        """
    def recall(self, /, act: ApprovalAct) -> RequestSummary:
        """
        Takes it back: for who submitted it.
        """
    def reject(self, /, content: str, act: ApprovalAct, people: ApprovalPeople | None = None) -> RequestSummary:
        """
        Votes against it, with a reason.
        """
    def revise(self, /, content: str, act: ApprovalAct) -> RequestSummary:
        """
        Puts changed content in the place of what was submitted, with a reason; the votes on that are void (APR-7, APR-8).
        """
    def send_back(self, /, act: ApprovalAct, step: str | None = None, people: ApprovalPeople | None = None) -> RequestSummary:
        """
        Sends it back to an earlier step, or without one to who submitted it, with a reason.
        """
    def state(self, /) -> RequestState:
        """
        Where the request is in its life (APR-3).
        """
    def submit_again(self, /, content: str, facts: Sequence[SubjectFact], act: ApprovalAct, people: ApprovalPeople, changed: Sequence[str] | None = None) -> RequestSummary:
        """
        Submits it again after it was sent back.
        """
    def summary(self, /) -> RequestSummary:
        """
        How it stands, as a `RequestSummary`: the open step, whose votes it waits for, until when.
        """
    def withdraw_vote(self, /, act: ApprovalAct) -> RequestSummary:
        """
        Takes an own vote back while the step is open.
        """

@final
class ApprovalStep:
    """
    A step of a request.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> ApprovalStep: ...
    def __deepcopy__(self, /, _memo: Any) -> ApprovalStep: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, id: str, skipped: SkippedBy | Literal["condition", "not_concerned"] | None = None, approvers: Sequence[str], needed: SupportsIndex, votes: Sequence[GivenVote], open: bool, when: str | None = None, concerns: Sequence[str], when_late: str | None = None, meaning: str | None = None, comment: bool) -> ApprovalStep: ...
    def __replace__(self, /, **changes: Any) -> ApprovalStep: ...
    def __repr__(self, /) -> str: ...
    @property
    def approvers(self, /) -> list[str]:
        """
        Whom it asked when it was submitted.
        """
    @property
    def comment(self, /) -> bool:
        """
        Whether an approval in it needs a comment.
        """
    @property
    def concerns(self, /) -> list[str]:
        """
        The fields of an amendment that it is about; all where there are none.
        """
    @property
    def id(self, /) -> str:
        """
        Its id.
        """
    @property
    def meaning(self, /) -> str | None:
        """
        What an approval in it has to be said to mean.
        """
    @property
    def needed(self, /) -> int:
        """
        How many votes it needs.
        """
    @property
    def open(self, /) -> bool:
        """
        Whether it is the one that is open.
        """
    @property
    def skipped(self, /) -> SkippedBy | None:
        """
        Why it asks nobody; absent where it asks somebody.
        """
    @property
    def votes(self, /) -> list[GivenVote]:
        """
        The votes that count.
        """
    @property
    def when(self, /) -> str | None:
        """
        When it is needed, as the definition says; always where it is absent.
        """
    @property
    def when_late(self, /) -> str | None:
        """
        What should happen when it is late: `remind`, `escalate`, `approve`, `reject`, `expire`; absent for a step without a time limit.
        """

@final
class ApprovalSubject:
    """
    What has to be approved.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> ApprovalSubject: ...
    def __deepcopy__(self, /, _memo: Any) -> ApprovalSubject: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, kind: str, id: str, unit: str) -> ApprovalSubject: ...
    def __replace__(self, /, **changes: Any) -> ApprovalSubject: ...
    def __repr__(self, /) -> str: ...
    @property
    def id(self, /) -> str:
        """
        Its id.
        """
    @property
    def kind(self, /) -> str:
        """
        What it is: `account_plan`, `amendment`, `goal`, `completion_override`, or what the host names.
        """
    @property
    def unit(self, /) -> str:
        """
        The unit that it belongs to.
        """

@final
class AutoComplete:
    """
    What happens to a parent whose counted children are all done (CMP-5).

    - `"off"`: Nothing.
    - `"propose"`: It is proposed to mark it done.
    - `"set"`: It counts as done for what is above it, and the host is told to record it.
    """
    OFF: Final[AutoComplete]
    """
    Nothing.
    """
    PROPOSE: Final[AutoComplete]
    """
    It is proposed to mark it done.
    """
    SET: Final[AutoComplete]
    """
    It counts as done for what is above it, and the host is told to record it.
    """
    def __copy__(self, /) -> AutoComplete: ...
    def __deepcopy__(self, /, _memo: Any) -> AutoComplete: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __int__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, value: str) -> AutoComplete:
        """
        The one with this code, as `value` gives it.
        """
    def __reduce__(self, /) -> tuple[type[Any], tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def value(self, /) -> str:
        """
        The code, as documents write it.
        """

@final
class Basis:
    """
    Why a node has the completion it has, apart from an override (CMP-7).

    - `"done"`: A leaf that is done: 100.
    - `"open"`: A leaf that is open: 0.
    - `"in_progress"`: A leaf under way that says nothing of how far: 0.
    - `"progress"`: A leaf under way, by its own progress.
    - `"quantity"`: A leaf under way, by its quantity.
    - `"cancelled"`: Cancelled: none.
    - `"method"`: A parent, by its method.
    - `"empty_own_status"`: Nothing below it counts: its own status.
    - `"empty_zero"`: Nothing below it counts: 0.
    - `"empty_excluded"`: Nothing below it counts: none.
    - `"nothing_counted"`: A plan in which nothing counts: none.
    - `"own"`: A parent whose method is its own progress.
    """
    CANCELLED: Final[Basis]
    """
    Cancelled: none.
    """
    DONE: Final[Basis]
    """
    A leaf that is done: 100.
    """
    EMPTY_EXCLUDED: Final[Basis]
    """
    Nothing below it counts: none.
    """
    EMPTY_OWN_STATUS: Final[Basis]
    """
    Nothing below it counts: its own status.
    """
    EMPTY_ZERO: Final[Basis]
    """
    Nothing below it counts: 0.
    """
    IN_PROGRESS: Final[Basis]
    """
    A leaf under way that says nothing of how far: 0.
    """
    METHOD: Final[Basis]
    """
    A parent, by its method.
    """
    NOTHING_COUNTED: Final[Basis]
    """
    A plan in which nothing counts: none.
    """
    OPEN: Final[Basis]
    """
    A leaf that is open: 0.
    """
    OWN: Final[Basis]
    """
    A parent whose method is its own progress.
    """
    PROGRESS: Final[Basis]
    """
    A leaf under way, by its own progress.
    """
    QUANTITY: Final[Basis]
    """
    A leaf under way, by its quantity.
    """
    def __copy__(self, /) -> Basis: ...
    def __deepcopy__(self, /, _memo: Any) -> Basis: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __int__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, value: str) -> Basis:
        """
        The one with this code, as `value` gives it.
        """
    def __reduce__(self, /) -> tuple[type[Any], tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def value(self, /) -> str:
        """
        The code, as documents write it.
        """

@final
class CalendarDraft:
    """
    The working days of a market (DUE-1).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> CalendarDraft: ...
    def __deepcopy__(self, /, _memo: Any) -> CalendarDraft: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, weekend: Sequence[Weekday | Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]] | None = None, holidays: Sequence[date] | None = None, day_off: DayOff | Literal["keep", "next", "previous"] | None = None) -> CalendarDraft: ...
    def __replace__(self, /, **changes: Any) -> CalendarDraft: ...
    def __repr__(self, /) -> str: ...
    @property
    def day_off(self, /) -> DayOff | None:
        """
        What happens to a due date on a day off; `keep` by default.
        """
    @property
    def holidays(self, /) -> list[date] | None:
        """
        The holidays.
        """
    @property
    def weekend(self, /) -> list[Weekday] | None:
        """
        The days of the weekend.
        """

@final
class CancelledRule:
    """
    What a cancelled node does to the number above it (CMP-3).

    - `"exclude"`: It is left out.
    - `"open"`: It counts like an open one.
    """
    EXCLUDE: Final[CancelledRule]
    """
    It is left out.
    """
    OPEN: Final[CancelledRule]
    """
    It counts like an open one.
    """
    def __copy__(self, /) -> CancelledRule: ...
    def __deepcopy__(self, /, _memo: Any) -> CancelledRule: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __int__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, value: str) -> CancelledRule:
        """
        The one with this code, as `value` gives it.
        """
    def __reduce__(self, /) -> tuple[type[Any], tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def value(self, /) -> str:
        """
        The code, as documents write it.
        """

@final
class ChangeDone:
    """
    A change that was made.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> ChangeDone: ...
    def __deepcopy__(self, /, _memo: Any) -> ChangeDone: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, version: SupportsIndex, changes: Sequence[FieldChange], completion: Decimal | int | None = None, unfinished_prerequisites: Sequence[str], proposals: Sequence[StatusProposal], warnings: Sequence[str]) -> ChangeDone: ...
    def __replace__(self, /, **changes: Any) -> ChangeDone: ...
    def __repr__(self, /) -> str: ...
    @property
    def changes(self, /) -> list[FieldChange]:
        """
        Every field that changed.
        """
    @property
    def completion(self, /) -> Decimal | None:
        """
        The completion of the plan after it, 0 to 100; absent where nothing counts, and where the person may not see it (ACC-5).
        """
    @property
    def proposals(self, /) -> list[StatusProposal]:
        """
        What should change its status now (CMP-5).
        """
    @property
    def unfinished_prerequisites(self, /) -> list[str]:
        """
        Unfinished prerequisites of a node that was finished all the same (EXE-2).
        """
    @property
    def version(self, /) -> int:
        """
        The version of the plan after it: the number of its entry.
        """
    @property
    def warnings(self, /) -> list[str]:
        """
        What is allowed and not wise, in words.
        """

@final
class ChangedRows:
    """
    Which rows of changed plans are written.

    - `"changed"`: Those with a cell that changed, and new ones.
    - `"all"`: Every row of these plans.
    """
    ALL: Final[ChangedRows]
    """
    Every row of these plans.
    """
    CHANGED: Final[ChangedRows]
    """
    Those with a cell that changed, and new ones.
    """
    def __copy__(self, /) -> ChangedRows: ...
    def __deepcopy__(self, /, _memo: Any) -> ChangedRows: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __int__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, value: str) -> ChangedRows:
        """
        The one with this code, as `value` gives it.
        """
    def __reduce__(self, /) -> tuple[type[Any], tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def value(self, /) -> str:
        """
        The code, as documents write it.
        """

@final
class Clash:
    """
    A change of another copy that could not be made here (AUD-4).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> Clash: ...
    def __deepcopy__(self, /, _memo: Any) -> Clash: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, entry: HistoryEntry, refusal: str, reason: str, help: str | None = None) -> Clash: ...
    def __replace__(self, /, **changes: Any) -> Clash: ...
    def __repr__(self, /) -> str: ...
    @property
    def entry(self, /) -> HistoryEntry:
        """
        The entry of the other copy.
        """
    @property
    def help(self, /) -> str | None:
        """
        What would be right.
        """
    @property
    def reason(self, /) -> str:
        """
        The same in words; a conflict names both changes.
        """
    @property
    def refusal(self, /) -> str:
        """
        Why not, as a code: mostly `conflict`.
        """

@final
class CompetitorLine:
    """
    What is known of a competitor, for one of the own products or for all (PLN-2).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> CompetitorLine: ...
    def __deepcopy__(self, /, _memo: Any) -> CompetitorLine: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, competitor: str, product: str | None = None, share: Decimal | int | None = None, items: Sequence[str], answered_by: Sequence[str]) -> CompetitorLine: ...
    def __replace__(self, /, **changes: Any) -> CompetitorLine: ...
    def __repr__(self, /) -> str: ...
    @property
    def answered_by(self, /) -> list[str]:
        """
        The nodes that answer them.
        """
    @property
    def competitor(self, /) -> str:
        """
        The competitor.
        """
    @property
    def items(self, /) -> list[str]:
        """
        Its items.
        """
    @property
    def product(self, /) -> str | None:
        """
        The own product that it stands against; absent for all.
        """
    @property
    def share(self, /) -> Decimal | None:
        """
        Its share, 0 to 100: the sum of those of its items; absent where none has one, and beyond 100.
        """

@final
class CompletedDraft:
    """
    Who marked a node done, and when (EXE-2).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> CompletedDraft: ...
    def __deepcopy__(self, /, _memo: Any) -> CompletedDraft: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, by: str, at: datetime) -> CompletedDraft: ...
    def __replace__(self, /, **changes: Any) -> CompletedDraft: ...
    def __repr__(self, /) -> str: ...
    @property
    def at(self, /) -> datetime:
        """
        When.
        """
    @property
    def by(self, /) -> str:
        """
        The id of the person.
        """

@final
class CompletionRules:
    """
    How completion is computed (CMP-2, CMP-3, CMP-5, CMP-11). What is absent stays as the plan's settings have it.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> CompletionRules: ...
    def __deepcopy__(self, /, _memo: Any) -> CompletionRules: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, method: Method | Literal["weighted_mean", "completed_share", "leaf_share", "leaf_mean", "lowest", "own"] | None = None, levels: Sequence[LevelMethod] | None = None, cancelled: CancelledRule | Literal["exclude", "open"] | None = None, empty: EmptyRule | Literal["own_status", "zero", "exclude"] | None = None, missing_weight: MissingWeightRule | Literal["one", "mean", "zero", "refuse"] | None = None, auto_complete: AutoComplete | Literal["off", "propose", "set"] | None = None) -> CompletionRules: ...
    def __replace__(self, /, **changes: Any) -> CompletionRules: ...
    def __repr__(self, /) -> str: ...
    @property
    def auto_complete(self, /) -> AutoComplete | None:
        """
        What happens to a parent whose children are all done; `off` by default.
        """
    @property
    def cancelled(self, /) -> CancelledRule | None:
        """
        What a cancelled node does; `exclude` by default.
        """
    @property
    def empty(self, /) -> EmptyRule | None:
        """
        The completion of a parent below which nothing counts; `own_status` by default.
        """
    @property
    def levels(self, /) -> list[LevelMethod] | None:
        """
        Levels with a method of their own.
        """
    @property
    def method(self, /) -> Method | None:
        """
        The method of every level that has none of its own; `weighted_mean` by default.
        """
    @property
    def missing_weight(self, /) -> MissingWeightRule | None:
        """
        The weight of a node that has none; `one` by default.
        """

@final
class Configuration:
    """
    The layers of a configuration that fit together: settings, lists of values, decisions.

    Make one with `open_configuration`. It never changes, and it may be used from several threads.
    """
    def __repr__(self, /) -> str: ...
    def about_in_plans(self, /, plans: Sequence[str], stakeholder: str) -> list[PlanMentions]:
        """
        Everything that account plans and their histories say about a stakeholder, a `PlanMentions` for each plan that says something (AUD-5).
        """
    def check_value(self, /, list: str, code: str, on: date, at: str | None = None) -> ListValue:
        """
        The value of a record's code on the record's day, as a `ListValue`; refused where the list does not have it or it is not in use then (LOV-2).
        """
    def compare(self, /, one: str, other: str) -> list[SettingDifference]:
        """
        What two layers or units do not have in common, a `SettingDifference` each: settings, entries of them, values of lists (CFG-2).
        """
    def decisions(self, /, at: str | None = None) -> list[DecisionStatus]:
        """
        Every decision and how it stands, a `DecisionStatus` each, in the order in which a workshop takes them (CFG-4).
        """
    def document(self, /, layer: str) -> str:
        """
        A layer as a TOML document.
        """
    def explain(self, /, setting: str, at: str | None = None) -> SettingDetail:
        """
        One setting, one entry of it (`organization.roles.country_lead`) or a list (`lists.tactic_type`), as a `SettingDetail`: its value,
        what each layer said, who locked it, what it can be (CFG-2).
        """
    def explain_right(self, /, person: Person, question: RightQuestion, wanted: Right | Literal["none", "read", "edit", "approve"]) -> RightAnswer:
        """
        The same with the reason, as a `RightAnswer`: which rule decided, which lost to it, what would have to change for the right that is `wanted`.
        """
    def features(self, /, at: str | None = None) -> list[FeatureStatus]:
        """
        What of the library is on, a `FeatureStatus` each (CFG-3).
        """
    def layers(self, /) -> list[LayerSummary]:
        """
        The layers, each behind the one that it lies on, a `LayerSummary` each: how much they share with the core, how many decisions are open.
        """
    def list_quality(self, /, list: str, codes: Sequence[str], on: date, at: str | None = None) -> ListQuality:
        """
        How a list is used by records on a day, as a `ListQuality`; `codes` are theirs, an empty text for none (LOV-3).
        """
    def may(self, /, person: Person, question: RightQuestion) -> Right:
        """
        What a person may do: the right of the most specific rule; without a rule `none` (ACC-1, ACC-2).
        """
    def new_account_plan(self, /, id: str, fields: Sequence[FieldDraft], act: Act, made_from: MadeFrom | None = None) -> AccountPlan:
        """
        Makes an account plan (PLN-1). `fields` are those of its profile: `unit`, which is needed, `title`, `account`, `owner`, `start`, `end` and others.

        With `made_from` it is made from another plan: from a template, or for the next cycle (PLN-5, CYC-4).
        """
    def open_account_plan(self, /, document: str, head: str | None = None) -> AccountPlan:
        """
        Opens an account plan from its document: its history is verified and replayed, its figures are computed (AUD-2).

        `head` is the digest of the last entry where it is kept elsewhere: only with it can be seen that entries are missing at the end.
        """
    def open_approval_request(self, /, document: str, head: str | None = None) -> ApprovalRequest:
        """
        Opens a request for an approval from its document: its events are checked to be what they were.

        `head` is the digest of the last event where it is kept elsewhere: only with it can be seen that events are missing at the end.
        """
    def plan_settings(self, /, at: str | None = None) -> Settings:
        """
        The settings of plans: to be put into a plan document or a `PlanDraft`.
        """
    def plan_view(self, /, plan: str, person: Person, step: CycleStep | Literal["foundation", "goals", "targets", "plan", "execution", "measures", "roll_out"], unit: str | None = None) -> PlanView:
        """
        What a person sees of a plan in a step of the cycle, as a `PlanView`: what may not be read is absent, and totals that would tell of it are
        held back (ACC-3, ACC-5). `plan` is its document, `unit` the one that it belongs to where it does not say so itself.
        """
    def planning_cycle(self, /, on: date, finished: Sequence[str], at: str | None = None) -> CycleStatus:
        """
        The planning cycle that a day lies in, with its phases, as a `CycleStatus`: which are open, what closes when, what is late (CYC-1 to CYC-3).

        `finished` names the phases whose work is done: only the host knows.
        """
    def portfolio_creation(self, /, plans: Sequence[str], on: date) -> PortfolioCreation:
        """
        How far account plans are created, as a `PortfolioCreation`; `plans` are their documents (PLN-4).

        What is wrong with any of the documents is reported at once, with its place, here and below.
        """
    def questionnaire(self, /, at: str | None = None) -> str:
        """
        The decisions as a questionnaire in Markdown. Filled in and named with `.md` at its end, it is itself a document of the configuration (CFG-4).
        """
    def questionnaire_json(self, /, at: str | None = None) -> str:
        """
        The questionnaire as JSON, for programs that ask in their own way.
        """
    def read_value(self, /, list: str, text: str, at: str | None = None) -> ListValue | None:
        """
        The value that a text of an import means, by code, label or synonym; absent where none does (LOV-5).
        """
    def require_feature(self, /, feature: str, at: str | None = None) -> bool:
        """
        True where a feature is on; where it is off, a fault that says so (CFG-3).
        """
    def settings(self, /, at: str | None = None) -> list[SettingDetail]:
        """
        Every setting, a `SettingDetail` each: its value, where that comes from, whether it is locked (CFG-2).

        `at` is a layer or a unit of the organisation, here and below; without one the core is meant.
        """
    def submit_for_approval(self, /, id: str, subject: ApprovalSubject, content: str, facts: Sequence[SubjectFact], act: ApprovalAct, people: ApprovalPeople, changed: Sequence[str] | None = None) -> ApprovalRequest:
        """
        Submits something for approval: the definition that applies is copied into the request, and who is asked is kept (APR-2, APR-9).

        `content` is the digest of what is to be approved, that of an account plan its `content_digest`: every vote is on it (APR-8).
        `facts` are what conditions can ask beside `unit`, `level` and `subject`. `changed` are the fields that an amendment changes, such as
        `node.weight`: only steps that they concern are asked then (APR-7).
        """
    def value_list(self, /, list: str, at: str | None = None) -> ValueList:
        """
        A list of values, as a `ValueList` (LOV-1).
        """
    def value_lists(self, /, at: str | None = None) -> list[str]:
        """
        The names of the lists of values.
        """
    def waiting_requests(self, /, requests: Sequence[str], act: ApprovalAct, people: ApprovalPeople | None = None) -> list[WaitingRequest]:
        """
        What of several requests for approvals is open, a `WaitingRequest` each: what waits for this person first, then what is overdue, then by the day on
        which it is due (APR-6, APR-10). `requests` are their documents.
        """
    def who_may(self, /, people: Sequence[Person], question: RightQuestion, least: Right | Literal["none", "read", "edit", "approve"]) -> list[RightAnswer]:
        """
        Who of these people has at least a right, and why, a `RightAnswer` each; with `read`, who could see this (ACC-5).
        """

@final
class ConfigurationFile:
    """
    A document of a configuration: one layer of it (CFG-1).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> ConfigurationFile: ...
    def __deepcopy__(self, /, _memo: Any) -> ConfigurationFile: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, name: str, content: str) -> ConfigurationFile: ...
    def __replace__(self, /, **changes: Any) -> ConfigurationFile: ...
    def __repr__(self, /) -> str: ...
    @property
    def content(self, /) -> str:
        """
        Its content, at most 4 MiB.
        """
    @property
    def name(self, /) -> str:
        """
        Its name, which messages use. One that ends with `.json` is JSON, one that ends with `.md` a filled questionnaire, every other TOML.
        """

@final
class CreationState:
    """
    How far a plan is created (PLN-4).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> CreationState: ...
    def __deepcopy__(self, /, _memo: Any) -> CreationState: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, completion: Decimal | int | None = None, due: date | None = None, sections: Sequence[SectionState]) -> CreationState: ...
    def __replace__(self, /, **changes: Any) -> CreationState: ...
    def __repr__(self, /) -> str: ...
    @property
    def completion(self, /) -> Decimal | None:
        """
        The share of the required sections that are complete, 0 to 100; absent where none counts.
        """
    @property
    def due(self, /) -> date | None:
        """
        The day on which it should be created; absent for a plan without a start.
        """
    @property
    def sections(self, /) -> list[SectionState]:
        """
        The required sections.
        """

@final
class CycleStatus:
    """
    A planning cycle on a day: what is open, what closes when, what is late (CYC-1, CYC-2).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> CycleStatus: ...
    def __deepcopy__(self, /, _memo: Any) -> CycleStatus: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, cycle: str, first: date, last: date, followed: str | None = None, next: date | None = None, phases: Sequence[PhaseStatus], gaps: Sequence[DayRange], days_left: SupportsIndex, working_days_left: SupportsIndex) -> CycleStatus: ...
    def __replace__(self, /, **changes: Any) -> CycleStatus: ...
    def __repr__(self, /) -> str: ...
    @property
    def cycle(self, /) -> str:
        """
        The name of the cycle: `2026`, or its first and last month.
        """
    @property
    def days_left(self, /) -> int:
        """
        Calendar days until its last one, which is 0.
        """
    @property
    def first(self, /) -> date:
        """
        Its first day.
        """
    @property
    def followed(self, /) -> str | None:
        """
        The shared cycle that it follows some months later, where it does.
        """
    @property
    def gaps(self, /) -> list[DayRange]:
        """
        Days of the cycle that no phase covers.
        """
    @property
    def last(self, /) -> date:
        """
        Its last day.
        """
    @property
    def next(self, /) -> date | None:
        """
        The first day of the next one.
        """
    @property
    def phases(self, /) -> list[PhaseStatus]:
        """
        Its phases in the order of their windows.
        """
    @property
    def working_days_left(self, /) -> int:
        """
        Working days until then.
        """

@final
class CycleStep:
    """
    A step of the account planning cycle, and what lies around the five of them.

    - `"foundation"`: What is decided before all else.
    - `"goals"`: Step 1: set goals.
    - `"targets"`: Step 2: identify targets.
    - `"plan"`: Step 3: create the account plan.
    - `"execution"`: Step 4: execute it.
    - `"measures"`: Step 5: measure.
    - `"roll_out"`: Scope, waves and training.
    """
    EXECUTION: Final[CycleStep]
    """
    Step 4: execute it.
    """
    FOUNDATION: Final[CycleStep]
    """
    What is decided before all else.
    """
    GOALS: Final[CycleStep]
    """
    Step 1: set goals.
    """
    MEASURES: Final[CycleStep]
    """
    Step 5: measure.
    """
    PLAN: Final[CycleStep]
    """
    Step 3: create the account plan.
    """
    ROLL_OUT: Final[CycleStep]
    """
    Scope, waves and training.
    """
    TARGETS: Final[CycleStep]
    """
    Step 2: identify targets.
    """
    def __copy__(self, /) -> CycleStep: ...
    def __deepcopy__(self, /, _memo: Any) -> CycleStep: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __int__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, value: str) -> CycleStep:
        """
        The one with this code, as `value` gives it.
        """
    def __reduce__(self, /) -> tuple[type[Any], tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def value(self, /) -> str:
        """
        The code, as documents write it.
        """

@final
class DayOff:
    """
    What happens to a due date on a weekend or holiday (DUE-1).

    - `"keep"`: It stays.
    - `"next"`: It moves to the next working day.
    - `"previous"`: It moves to the working day before.
    """
    KEEP: Final[DayOff]
    """
    It stays.
    """
    NEXT: Final[DayOff]
    """
    It moves to the next working day.
    """
    PREVIOUS: Final[DayOff]
    """
    It moves to the working day before.
    """
    def __copy__(self, /) -> DayOff: ...
    def __deepcopy__(self, /, _memo: Any) -> DayOff: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __int__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, value: str) -> DayOff:
        """
        The one with this code, as `value` gives it.
        """
    def __reduce__(self, /) -> tuple[type[Any], tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def value(self, /) -> str:
        """
        The code, as documents write it.
        """

@final
class DayRange:
    """
    Days without an open phase (CYC-2).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> DayRange: ...
    def __deepcopy__(self, /, _memo: Any) -> DayRange: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, first: date, last: date) -> DayRange: ...
    def __replace__(self, /, **changes: Any) -> DayRange: ...
    def __repr__(self, /) -> str: ...
    @property
    def first(self, /) -> date:
        """
        The first.
        """
    @property
    def last(self, /) -> date:
        """
        The last.
        """

@final
class DecisionState:
    """
    How far a decision is taken (CFG-4).

    - `"answered"`: A layer says something about it.
    - `"default"`: Nobody said anything, and what comes with the library holds.
    - `"open"`: Nobody said anything, and the library cannot know.
    """
    ANSWERED: Final[DecisionState]
    """
    A layer says something about it.
    """
    DEFAULT: Final[DecisionState]
    """
    Nobody said anything, and what comes with the library holds.
    """
    OPEN: Final[DecisionState]
    """
    Nobody said anything, and the library cannot know.
    """
    def __copy__(self, /) -> DecisionState: ...
    def __deepcopy__(self, /, _memo: Any) -> DecisionState: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __int__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, value: str) -> DecisionState:
        """
        The one with this code, as `value` gives it.
        """
    def __reduce__(self, /) -> tuple[type[Any], tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def value(self, /) -> str:
        """
        The code, as documents write it.
        """

@final
class DecisionStatus:
    """
    A decision and how it stands (CFG-4).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> DecisionStatus: ...
    def __deepcopy__(self, /, _memo: Any) -> DecisionStatus: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, id: str, step: str, question: str, why: str, good: Sequence[str], state: DecisionState | Literal["answered", "default", "open"], by: Sequence[str], answer: str | None = None, beyond: str | None = None, settings: Sequence[str]) -> DecisionStatus: ...
    def __replace__(self, /, **changes: Any) -> DecisionStatus: ...
    def __repr__(self, /) -> str: ...
    @property
    def answer(self, /) -> str | None:
        """
        The answer in words, where a layer has one.
        """
    @property
    def beyond(self, /) -> str | None:
        """
        Why no setting answers it, where none does.
        """
    @property
    def by(self, /) -> list[str]:
        """
        The layers that answer it, the core first.
        """
    @property
    def good(self, /) -> list[str]:
        """
        What good answers look like.
        """
    @property
    def id(self, /) -> str:
        """
        Its stable id.
        """
    @property
    def question(self, /) -> str:
        """
        The question.
        """
    @property
    def settings(self, /) -> list[str]:
        """
        The settings that answer it, and lists as `lists.tactic_type`.
        """
    @property
    def state(self, /) -> DecisionState:
        """
        How far it is taken.
        """
    @property
    def step(self, /) -> str:
        """
        The step that it belongs to.
        """
    @property
    def why(self, /) -> str:
        """
        Why it matters.
        """

@final
class Defect:
    """
    What is wrong with an export, and where.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> Defect: ...
    def __deepcopy__(self, /, _memo: Any) -> Defect: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, code: str, severity: Severity | Literal["error", "warning"], object: str, file: str, line: SupportsIndex | None = None, record: SupportsIndex | None = None, column: str | None = None, id: str | None = None, value: str | None = None, reason: str, set_aside: bool) -> Defect: ...
    def __replace__(self, /, **changes: Any) -> Defect: ...
    def __repr__(self, /) -> str: ...
    @property
    def code(self, /) -> str:
        """
        What kind of mistake; stable.
        """
    @property
    def column(self, /) -> str | None:
        """
        The name of the column.
        """
    @property
    def file(self, /) -> str:
        """
        The file.
        """
    @property
    def id(self, /) -> str | None:
        """
        The id of the row.
        """
    @property
    def line(self, /) -> int | None:
        """
        The line, the first is 1.
        """
    @property
    def object(self, /) -> str:
        """
        The object, as the mapping names it.
        """
    @property
    def reason(self, /) -> str:
        """
        What is wrong with it.
        """
    @property
    def record(self, /) -> int | None:
        """
        The number of the record in a JSON file, which is often one line; the first is 1.
        """
    @property
    def set_aside(self, /) -> bool:
        """
        Whether the row was set aside whole.
        """
    @property
    def severity(self, /) -> Severity:
        """
        How bad it is.
        """
    @property
    def value(self, /) -> str | None:
        """
        The value as found.
        """

@final
class Delegation:
    """
    Somebody acts for somebody else for a time (APR-5).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> Delegation: ...
    def __deepcopy__(self, /, _memo: Any) -> Delegation: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, for_whom: str, person: str, start: date, end: date, subjects: Sequence[str] | None = None) -> Delegation: ...
    def __replace__(self, /, **changes: Any) -> Delegation: ...
    def __repr__(self, /) -> str: ...
    @property
    def end(self, /) -> date:
        """
        The last day.
        """
    @property
    def for_whom(self, /) -> str:
        """
        The id of the person for whom.
        """
    @property
    def person(self, /) -> str:
        """
        The id of the person who acts.
        """
    @property
    def start(self, /) -> date:
        """
        The first day.
        """
    @property
    def subjects(self, /) -> list[str] | None:
        """
        The kinds of subject that it is for; all where it is left out.
        """

@final
class Difference:
    """
    An imported progress that differs from the computed one.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> Difference: ...
    def __deepcopy__(self, /, _memo: Any) -> Difference: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, kind: DifferenceKind | Literal["vendor_differs", "rule_differs"], plan: str, node: str | None = None, title: str, object: str, file: str, line: SupportsIndex | None = None, field: str, imported: str, counted: SupportsIndex | None = None, vendor_rule: Decimal | int | None = None, weighted_mean: Decimal | int | None = None, completion: Decimal | int | None = None, reason: str) -> Difference: ...
    def __replace__(self, /, **changes: Any) -> Difference: ...
    def __repr__(self, /) -> str: ...
    @property
    def completion(self, /) -> Decimal | None:
        """
        What the settings give.
        """
    @property
    def counted(self, /) -> int | None:
        """
        What the export has, where the column is no percentage and counts what is directly below.
        """
    @property
    def field(self, /) -> str:
        """
        The name of the column.
        """
    @property
    def file(self, /) -> str:
        """
        The file.
        """
    @property
    def imported(self, /) -> str:
        """
        The value as found.
        """
    @property
    def kind(self, /) -> DifferenceKind:
        """
        What it differs from.
        """
    @property
    def line(self, /) -> int | None:
        """
        The line, the first is 1.
        """
    @property
    def node(self, /) -> str | None:
        """
        The node; absent for the plan itself.
        """
    @property
    def object(self, /) -> str:
        """
        The object, as the mapping names it.
        """
    @property
    def plan(self, /) -> str:
        """
        The plan.
        """
    @property
    def reason(self, /) -> str:
        """
        Why they differ, in words.
        """
    @property
    def title(self, /) -> str:
        """
        The title of the node or the plan; may be empty.
        """
    @property
    def vendor_rule(self, /) -> Decimal | None:
        """
        What the source's own rule gives: the share of direct children that are done, of all whatever their weight and status.
        """
    @property
    def weighted_mean(self, /) -> Decimal | None:
        """
        What the weighted mean gives.
        """

@final
class DifferenceKind:
    """
    What a figure of the CRM differs from.

    - `"vendor_differs"`: From what its own rule gives: it was not brought up to date.
    - `"rule_differs"`: From the completion by the settings of the plan: it is what its own rule gives, and the rule hides something.
    """
    RULE_DIFFERS: Final[DifferenceKind]
    """
    From the completion by the settings of the plan: it is what its own rule gives, and the rule hides something.
    """
    VENDOR_DIFFERS: Final[DifferenceKind]
    """
    From what its own rule gives: it was not brought up to date.
    """
    def __copy__(self, /) -> DifferenceKind: ...
    def __deepcopy__(self, /, _memo: Any) -> DifferenceKind: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __int__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, value: str) -> DifferenceKind:
        """
        The one with this code, as `value` gives it.
        """
    def __reduce__(self, /) -> tuple[type[Any], tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def value(self, /) -> str:
        """
        The code, as documents write it.
        """

@final
class DisplayRounding:
    """
    How a completion is rounded on the screen (CMP-6).

    - `"half_up"`: To the nearest; a half goes up.
    - `"half_even"`: To the nearest; a half goes to the even neighbour.
    - `"down"`: Towards zero.
    """
    DOWN: Final[DisplayRounding]
    """
    Towards zero.
    """
    HALF_EVEN: Final[DisplayRounding]
    """
    To the nearest; a half goes to the even neighbour.
    """
    HALF_UP: Final[DisplayRounding]
    """
    To the nearest; a half goes up.
    """
    def __copy__(self, /) -> DisplayRounding: ...
    def __deepcopy__(self, /, _memo: Any) -> DisplayRounding: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __int__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, value: str) -> DisplayRounding:
        """
        The one with this code, as `value` gives it.
        """
    def __reduce__(self, /) -> tuple[type[Any], tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def value(self, /) -> str:
        """
        The code, as documents write it.
        """

@final
class DisplayRules:
    """
    How a completion is shown (CMP-6).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> DisplayRules: ...
    def __deepcopy__(self, /, _memo: Any) -> DisplayRules: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, decimals: SupportsIndex | None = None, rounding: DisplayRounding | Literal["half_up", "half_even", "down"] | None = None, guard: bool | None = None) -> DisplayRules: ...
    def __replace__(self, /, **changes: Any) -> DisplayRules: ...
    def __repr__(self, /) -> str: ...
    @property
    def decimals(self, /) -> int | None:
        """
        Decimals, 0 to 6; 0 by default.
        """
    @property
    def guard(self, /) -> bool | None:
        """
        Whether below 100 never shows as 100 and above 0 never as 0; on by default.
        """
    @property
    def rounding(self, /) -> DisplayRounding | None:
        """
        How it is rounded; `half_up` by default.
        """

@final
class DueBucket:
    """
    When something is due, seen from a date (DUE-1).

    - `"overdue"`: Before the date.
    - `"today"`: On the date.
    - `"soon"`: Within the horizon.
    - `"later"`: Behind the horizon.
    - `"undated"`: Without a due date.
    """
    LATER: Final[DueBucket]
    """
    Behind the horizon.
    """
    OVERDUE: Final[DueBucket]
    """
    Before the date.
    """
    SOON: Final[DueBucket]
    """
    Within the horizon.
    """
    TODAY: Final[DueBucket]
    """
    On the date.
    """
    UNDATED: Final[DueBucket]
    """
    Without a due date.
    """
    def __copy__(self, /) -> DueBucket: ...
    def __deepcopy__(self, /, _memo: Any) -> DueBucket: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __int__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, value: str) -> DueBucket:
        """
        The one with this code, as `value` gives it.
        """
    def __reduce__(self, /) -> tuple[type[Any], tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def value(self, /) -> str:
        """
        The code, as documents write it.
        """

@final
class DueItem:
    """
    An open action and when it is due (DUE-1).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> DueItem: ...
    def __deepcopy__(self, /, _memo: Any) -> DueItem: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, plan: str, node: str, title: str, owner: str | None = None, level: str, due: date | None = None, due_effective: date | None = None, days: SupportsIndex, bucket: DueBucket | Literal["overdue", "today", "soon", "later", "undated"], weight: Decimal | int, blocked_by: Sequence[str]) -> DueItem: ...
    def __replace__(self, /, **changes: Any) -> DueItem: ...
    def __repr__(self, /) -> str: ...
    @property
    def blocked_by(self, /) -> list[str]:
        """
        The unfinished prerequisites it waits for.
        """
    @property
    def bucket(self, /) -> DueBucket:
        """
        When that is, seen from the date asked for.
        """
    @property
    def days(self, /) -> int:
        """
        Days between the date asked for and the day that counts; `bucket` says in which direction.
        """
    @property
    def due(self, /) -> date | None:
        """
        When it is due.
        """
    @property
    def due_effective(self, /) -> date | None:
        """
        The day that counts, after the calendar had its say.
        """
    @property
    def level(self, /) -> str:
        """
        The name of its level.
        """
    @property
    def node(self, /) -> str:
        """
        The node.
        """
    @property
    def owner(self, /) -> str | None:
        """
        The person who owns it.
        """
    @property
    def plan(self, /) -> str:
        """
        The plan it is in.
        """
    @property
    def title(self, /) -> str:
        """
        Its title; may be empty.
        """
    @property
    def weight(self, /) -> Decimal:
        """
        The weight used for the order; 1 where it has none.
        """

@final
class DueQuery:
    """
    Whose work, and how far ahead (DUE-1).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> DueQuery: ...
    def __deepcopy__(self, /, _memo: Any) -> DueQuery: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, horizon: SupportsIndex | None = None, working_days: bool | None = None, person: str | None = None, unit: str | None = None, plan: str | None = None, levels: Sequence[str] | None = None) -> DueQuery: ...
    def __replace__(self, /, **changes: Any) -> DueQuery: ...
    def __repr__(self, /) -> str: ...
    @property
    def horizon(self, /) -> int | None:
        """
        How many days `soon` reaches, at most 3 660; 14 by default.
        """
    @property
    def levels(self, /) -> list[str] | None:
        """
        The names of the levels asked for; absent for the lowest one.
        """
    @property
    def person(self, /) -> str | None:
        """
        Only what this person owns.
        """
    @property
    def plan(self, /) -> str | None:
        """
        Only this plan; one that is not there is an error. A question to a plan need not name it.
        """
    @property
    def unit(self, /) -> str | None:
        """
        Only plans of this organisation unit.
        """
    @property
    def working_days(self, /) -> bool | None:
        """
        Whether the horizon counts working days of the plan's calendar; no by default.
        """

@final
class EmptyRule:
    """
    The completion of a parent below which nothing counts (CMP-3).

    - `"own_status"`: What its own status gives, as for a leaf.
    - `"zero"`: 0.
    - `"exclude"`: None, and it is not counted one level up.
    """
    EXCLUDE: Final[EmptyRule]
    """
    None, and it is not counted one level up.
    """
    OWN_STATUS: Final[EmptyRule]
    """
    What its own status gives, as for a leaf.
    """
    ZERO: Final[EmptyRule]
    """
    0.
    """
    def __copy__(self, /) -> EmptyRule: ...
    def __deepcopy__(self, /, _memo: Any) -> EmptyRule: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __int__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, value: str) -> EmptyRule:
        """
        The one with this code, as `value` gives it.
        """
    def __reduce__(self, /) -> tuple[type[Any], tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def value(self, /) -> str:
        """
        The code, as documents write it.
        """

@final
class Explanation:
    """
    How a number came about (CMP-7).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> Explanation: ...
    def __deepcopy__(self, /, _memo: Any) -> Explanation: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, node: str | None = None, title: str, level: str, method: Method | Literal["weighted_mean", "completed_share", "leaf_share", "leaf_mean", "lowest", "own"] | None = None, basis: Basis | Literal["done", "open", "in_progress", "progress", "quantity", "cancelled", "method", "empty_own_status", "empty_zero", "empty_excluded", "nothing_counted", "own"], completion: Decimal | int | None = None, computed: Decimal | int | None = None, override: OverrideDraft | None = None, weight_sum: Decimal | int | None = None, counted: SupportsIndex, done: SupportsIndex, terms: Sequence[ExplanationTerm], left_out: Sequence[LeftOut], text: str) -> Explanation: ...
    def __replace__(self, /, **changes: Any) -> Explanation: ...
    def __repr__(self, /) -> str: ...
    @property
    def basis(self, /) -> Basis:
        """
        Why it has its computed value.
        """
    @property
    def completion(self, /) -> Decimal | None:
        """
        What holds; absent where nothing counts.
        """
    @property
    def computed(self, /) -> Decimal | None:
        """
        What it would be without an override.
        """
    @property
    def counted(self, /) -> int:
        """
        How many nodes were counted.
        """
    @property
    def done(self, /) -> int:
        """
        How many of them are done.
        """
    @property
    def left_out(self, /) -> list[LeftOut]:
        """
        What was not counted, and why.
        """
    @property
    def level(self, /) -> str:
        """
        The name of its level; `plan` for the plan itself.
        """
    @property
    def method(self, /) -> Method | None:
        """
        The method of its level; absent for a leaf, which has none.
        """
    @property
    def node(self, /) -> str | None:
        """
        The node; absent for the plan itself.
        """
    @property
    def override(self, /) -> OverrideDraft | None:
        """
        The override that is in force.
        """
    @property
    def terms(self, /) -> list[ExplanationTerm]:
        """
        What was counted.
        """
    @property
    def text(self, /) -> str:
        """
        All of this in words, several lines.
        """
    @property
    def title(self, /) -> str:
        """
        The title of the node or the plan; may be empty.
        """
    @property
    def weight_sum(self, /) -> Decimal | None:
        """
        The sum of the weights of the terms, where the method weighs.
        """

@final
class ExplanationTerm:
    """
    One counted node and what it adds (CMP-7).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> ExplanationTerm: ...
    def __deepcopy__(self, /, _memo: Any) -> ExplanationTerm: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, node: str, title: str, weight: Decimal | int, weight_source: WeightSource | Literal["given", "one", "mean", "zero", "leaves"], completion: Decimal | int, category: StatusCategory | Literal["open", "in_progress", "done", "cancelled"], done: bool, contribution: Decimal | int, overridden: bool) -> ExplanationTerm: ...
    def __replace__(self, /, **changes: Any) -> ExplanationTerm: ...
    def __repr__(self, /) -> str: ...
    @property
    def category(self, /) -> StatusCategory:
        """
        What its status means.
        """
    @property
    def completion(self, /) -> Decimal:
        """
        Its completion.
        """
    @property
    def contribution(self, /) -> Decimal:
        """
        What it adds, in points; all together are the computed value to the last digit.
        """
    @property
    def done(self, /) -> bool:
        """
        Whether it counts as done.
        """
    @property
    def node(self, /) -> str:
        """
        The node: a child, or a leaf anywhere below for the leaf methods.
        """
    @property
    def overridden(self, /) -> bool:
        """
        Whether an override is in force for it.
        """
    @property
    def title(self, /) -> str:
        """
        Its title; may be empty.
        """
    @property
    def weight(self, /) -> Decimal:
        """
        The weight it is counted with.
        """
    @property
    def weight_source(self, /) -> WeightSource:
        """
        Where that weight came from (CMP-11).
        """

@final
class Export:
    """
    An export of a CRM system that was read: its plans, what is wrong with it, and how its own figures differ.

    Make one with `load_export` or `load_export_files`. It never changes, and it may be used from several threads.
    """
    def __repr__(self, /) -> str: ...
    def changed(self, /, plans: Sequence[str], rows: ChangedRows | Literal["changed", "all"] | None = None) -> Export:
        """
        Plans of this export as they are now, as an export of their own, to be written as files that bring the CRM system up to date.

        `plans` are their documents. Every cell that did not change stays as it was read; new nodes and plans become new rows. `rows` says
        whether all their rows are in it, or those that changed, which is the default.
        """
    def defects(self, /) -> list[Defect]:
        """
        Everything that is wrong with the export, a `Defect` each, by file and line. A row is used or set aside whole; nothing is repaired silently.
        """
    def differences(self, /) -> list[Difference]:
        """
        Where the CRM system's own progress differs from what its own rule gives, a `Difference` each, with the weighted figure and the reason.
        Behind these, where it is what its rule gives but the plan's completion is another: whole plans first, the widest gap first. The kind
        tells them apart.
        """
    def due(self, /, as_of: date, query: DueQuery | None = None) -> list[DueItem]:
        """
        The open actions of all plans seen from the date `as_of`, a `DueItem` each, in the order in which they should be looked at (DUE-1).
        """
    def files(self, /) -> list[FileSummary]:
        """
        How much of each file was used, a `FileSummary` each.
        """
    def mapping(self, /) -> MappingSummary:
        """
        The mapping it was read by: a `MappingSummary`.
        """
    def plan(self, /, id: str) -> Plan:
        """
        A plan of the export, to look at or to work on. Changes to it do not change the export.
        """
    def plan_of(self, /, node: str) -> str:
        """
        The id of the plan that has a node.
        """
    def plans(self, /) -> list[str]:
        """
        The ids of all plans, in their order.
        """
    def set_aside(self, /) -> list[ExportFile]:
        """
        As `write_set_aside`, but in memory.
        """
    def summaries(self, /, as_of: date, query: DueQuery | None = None, rules: CompletionRules | None = None) -> list[PlanSummary]:
        """
        Every plan in one line on the date `as_of`, a `PlanSummary` each, in the order of their ids: progress, health, and what is due (CMP-9, DUE-1).

        `query.plan` and `query.unit` choose among the plans; the rest says which actions count.
        """
    def write(self, /, mapping: str, folder: str | PathLike[str]) -> list[WrittenFile]:
        """
        Writes the rows that were used as CSV files into a folder, in the flavour of a shipped mapping, or of its own by the name of the mapping
        it was read by; that one also gets the rows of record types that it does not take. Files that are there are never overwritten.
        """
    def write_set_aside(self, /, folder: str | PathLike[str]) -> list[WrittenFile]:
        """
        Writes the rows that were set aside, as they were, and `defects.csv` with the reasons into a folder.
        """
    def written(self, /, mapping: str) -> list[ExportFile]:
        """
        As `write`, but in memory.
        """

@final
class ExportFile:
    """
    A file of an export, by name and content.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> ExportFile: ...
    def __deepcopy__(self, /, _memo: Any) -> ExportFile: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, name: str, content: bytes, unmapped: Sequence[str] | None = None, left_out: SupportsIndex | None = None) -> ExportFile: ...
    def __replace__(self, /, **changes: Any) -> ExportFile: ...
    def __repr__(self, /) -> str: ...
    @property
    def content(self, /) -> bytes:
        """
        Its content.
        """
    @property
    def left_out(self, /) -> int | None:
        """
        As `unmapped`: what a `WrittenFile` says there.
        """
    @property
    def name(self, /) -> str:
        """
        Its name, with its ending.
        """
    @property
    def unmapped(self, /) -> list[str] | None:
        """
        Of a file that `written` gives, what a `WrittenFile` says there; reading does not look at it.
        """

@final
class ExportOptions:
    """
    How an export is read.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> ExportOptions: ...
    def __deepcopy__(self, /, _memo: Any) -> ExportOptions: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, mapping: str | None = None, mapping_document: str | None = None, settings: Settings | None = None, settings_document: str | None = None, tolerance: Decimal | int | None = None) -> ExportOptions: ...
    def __replace__(self, /, **changes: Any) -> ExportOptions: ...
    def __repr__(self, /) -> str: ...
    @property
    def mapping(self, /) -> str | None:
        """
        The name of a shipped mapping; absent to recognise it from the files.
        """
    @property
    def mapping_document(self, /) -> str | None:
        """
        A mapping of one's own as TOML, which may extend a shipped one.
        """
    @property
    def settings(self, /) -> Settings | None:
        """
        What is other than in the settings of the mapping; levels and statuses, where they are given, must have those that the mapping uses.
        """
    @property
    def settings_document(self, /) -> str | None:
        """
        The same as a document: JSON, with what a plan document has under `settings`. Only one of both can be used.
        """
    @property
    def tolerance(self, /) -> Decimal | None:
        """
        By how many points an imported progress may differ before it is listed; 0.5 by default.
        """

@final
class FeatureStatus:
    """
    Whether something of the library is used (CFG-3).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> FeatureStatus: ...
    def __deepcopy__(self, /, _memo: Any) -> FeatureStatus: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, feature: str, on: bool, by: str) -> FeatureStatus: ...
    def __replace__(self, /, **changes: Any) -> FeatureStatus: ...
    def __repr__(self, /) -> str: ...
    @property
    def by(self, /) -> str:
        """
        The setting that decides: `features.on`, `features.off` or `features.stage`.
        """
    @property
    def feature(self, /) -> str:
        """
        Its name.
        """
    @property
    def on(self, /) -> bool:
        """
        Whether it is on.
        """

@final
class FieldChange:
    """
    A field before and after a change, as a person reads it: several values have commas between.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> FieldChange: ...
    def __deepcopy__(self, /, _memo: Any) -> FieldChange: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, kind: ObjectKind | Literal["plan", "member", "stakeholder", "relation", "relationship", "position", "analysis", "item", "node", "measure"], id: str, field: str, old_value: str | None = None, new_value: str | None = None, personal: bool) -> FieldChange: ...
    def __replace__(self, /, **changes: Any) -> FieldChange: ...
    def __repr__(self, /) -> str: ...
    @property
    def field(self, /) -> str:
        """
        The field.
        """
    @property
    def id(self, /) -> str:
        """
        The id of the object.
        """
    @property
    def kind(self, /) -> ObjectKind:
        """
        What the object is.
        """
    @property
    def new_value(self, /) -> str | None:
        """
        What it is; absent where it is there no more, or was erased.
        """
    @property
    def old_value(self, /) -> str | None:
        """
        What it was; absent where it was not there, or was erased.
        """
    @property
    def personal(self, /) -> bool:
        """
        Whether it is personal, and so can be erased (AUD-5).
        """

@final
class FieldContent:
    """
    A field of an object as it is.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> FieldContent: ...
    def __deepcopy__(self, /, _memo: Any) -> FieldContent: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, name: str, text: str | None = None, texts: Sequence[str] | None = None, personal: bool) -> FieldContent: ...
    def __replace__(self, /, **changes: Any) -> FieldContent: ...
    def __repr__(self, /) -> str: ...
    @property
    def name(self, /) -> str:
        """
        Its name.
        """
    @property
    def personal(self, /) -> bool:
        """
        Whether it is personal (AUD-5).
        """
    @property
    def text(self, /) -> str | None:
        """
        The value of a field that has one; absent for one that has several, and for a personal one that was erased.
        """
    @property
    def texts(self, /) -> list[str] | None:
        """
        The values of a field that has several.
        """

@final
class FieldDraft:
    """
    A field of an object: one text, or several. With neither the field is taken away.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> FieldDraft: ...
    def __deepcopy__(self, /, _memo: Any) -> FieldDraft: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, name: str, text: str | None = None, texts: Sequence[str] | None = None) -> FieldDraft: ...
    def __replace__(self, /, **changes: Any) -> FieldDraft: ...
    def __repr__(self, /) -> str: ...
    @property
    def name(self, /) -> str:
        """
        The name of the field.
        """
    @property
    def text(self, /) -> str | None:
        """
        The value of a field that has one: also of a number, a date, a code.
        """
    @property
    def texts(self, /) -> list[str] | None:
        """
        The values of a field that has several.
        """

@final
class Figures:
    """
    The completion of a plan and of all its nodes, side by side: the third completion is that of the third node.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> Figures: ...
    def __deepcopy__(self, /, _memo: Any) -> Figures: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, completion: Decimal | int | None = None, nodes: Sequence[str], completions: Sequence[Decimal | int | None]) -> Figures: ...
    def __replace__(self, /, **changes: Any) -> Figures: ...
    def __repr__(self, /) -> str: ...
    @property
    def completion(self, /) -> Decimal | None:
        """
        The completion of the plan, 0 to 100; absent where nothing counts (CMP-3).
        """
    @property
    def completions(self, /) -> list[Decimal | None]:
        """
        The completion of each node; absent where it has none.
        """
    @property
    def nodes(self, /) -> list[str]:
        """
        The ids of the nodes: parents before their children, siblings in the order of their ids.
        """

@final
class FileSummary:
    """
    A file of an export, in numbers.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> FileSummary: ...
    def __deepcopy__(self, /, _memo: Any) -> FileSummary: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, file: str, object: str, rows: SupportsIndex, kept: SupportsIndex, set_aside: SupportsIndex, other_type: SupportsIndex, unread: bool) -> FileSummary: ...
    def __replace__(self, /, **changes: Any) -> FileSummary: ...
    def __repr__(self, /) -> str: ...
    @property
    def file(self, /) -> str:
        """
        Its name.
        """
    @property
    def kept(self, /) -> int:
        """
        Rows that were used.
        """
    @property
    def object(self, /) -> str:
        """
        The object, as the mapping names it.
        """
    @property
    def other_type(self, /) -> int:
        """
        Rows of record types that the mapping does not take.
        """
    @property
    def rows(self, /) -> int:
        """
        Its rows.
        """
    @property
    def set_aside(self, /) -> int:
        """
        Rows that were set aside.
        """
    @property
    def unread(self, /) -> bool:
        """
        Whether nothing of it was read, because of its header or its first bytes; none of its rows is counted then.
        """

@final
class GivenVote:
    """
    A vote that was given and counts.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> GivenVote: ...
    def __deepcopy__(self, /, _memo: Any) -> GivenVote: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, original: str, person: str, approves: bool, event: SupportsIndex) -> GivenVote: ...
    def __replace__(self, /, **changes: Any) -> GivenVote: ...
    def __repr__(self, /) -> str: ...
    @property
    def approves(self, /) -> bool:
        """
        Whether it is for the request.
        """
    @property
    def event(self, /) -> int:
        """
        The number of its event.
        """
    @property
    def original(self, /) -> str:
        """
        Whose vote it is.
        """
    @property
    def person(self, /) -> str:
        """
        Who gave it.
        """

@final
class Health:
    """
    How a plan stands to what is expected of it (CMP-9).

    - `"on_track"`: Less far behind than `at_risk` points.
    - `"at_risk"`: Behind by `at_risk` points or more.
    - `"off_track"`: Behind by `off_track` points or more.
    """
    AT_RISK: Final[Health]
    """
    Behind by `at_risk` points or more.
    """
    OFF_TRACK: Final[Health]
    """
    Behind by `off_track` points or more.
    """
    ON_TRACK: Final[Health]
    """
    Less far behind than `at_risk` points.
    """
    def __copy__(self, /) -> Health: ...
    def __deepcopy__(self, /, _memo: Any) -> Health: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __int__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, value: str) -> Health:
        """
        The one with this code, as `value` gives it.
        """
    def __reduce__(self, /) -> tuple[type[Any], tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def value(self, /) -> str:
        """
        The code, as documents write it.
        """

@final
class HealthRules:
    """
    How far behind a plan may be, in points (CMP-9).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> HealthRules: ...
    def __deepcopy__(self, /, _memo: Any) -> HealthRules: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, at_risk: Decimal | int | None = None, off_track: Decimal | int | None = None) -> HealthRules: ...
    def __replace__(self, /, **changes: Any) -> HealthRules: ...
    def __repr__(self, /) -> str: ...
    @property
    def at_risk(self, /) -> Decimal | None:
        """
        Points behind from which it is at risk; 5 by default.
        """
    @property
    def off_track(self, /) -> Decimal | None:
        """
        Points behind from which it is off track; 15 by default.
        """

@final
class HistoryEntry:
    """
    An entry of the history (AUD-1).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> HistoryEntry: ...
    def __deepcopy__(self, /, _memo: Any) -> HistoryEntry: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, number: SupportsIndex, at: datetime, person: str, acting_for: str | None = None, command: str, reason: str | None = None, made_at: datetime | None = None, made_on: SupportsIndex, changes: Sequence[FieldChange], digest: str | None = None) -> HistoryEntry: ...
    def __replace__(self, /, **changes: Any) -> HistoryEntry: ...
    def __repr__(self, /) -> str: ...
    @property
    def acting_for(self, /) -> str | None:
        """
        For whom.
        """
    @property
    def at(self, /) -> datetime:
        """
        The moment at which it was written down.
        """
    @property
    def changes(self, /) -> list[FieldChange]:
        """
        Every field that changed.
        """
    @property
    def command(self, /) -> str:
        """
        What was done: `create`, `make_from`, `add`, `set`, `remove`, `change_status`, `override_completion`, `remove_override`, `carry_over`, `move`, `conclude_approval`, `begin_amendment`, `amend`, `erase`.
        """
    @property
    def digest(self, /) -> str | None:
        """
        Its digest, 64 hexadecimal digits; absent where something of the entry is hidden.
        """
    @property
    def made_at(self, /) -> datetime | None:
        """
        When it was made, where that was on another copy of the plan (AUD-4).
        """
    @property
    def made_on(self, /) -> int:
        """
        The version that it was made on.
        """
    @property
    def number(self, /) -> int:
        """
        Its number, from 1.
        """
    @property
    def person(self, /) -> str:
        """
        Who did it.
        """
    @property
    def reason(self, /) -> str | None:
        """
        Why.
        """

@final
class Label:
    """
    A label in a language.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> Label: ...
    def __deepcopy__(self, /, _memo: Any) -> Label: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, language: str, text: str) -> Label: ...
    def __replace__(self, /, **changes: Any) -> Label: ...
    def __repr__(self, /) -> str: ...
    @property
    def language(self, /) -> str:
        """
        The language, such as `en`.
        """
    @property
    def text(self, /) -> str:
        """
        The text.
        """

@final
class LayerSummary:
    """
    A layer of a configuration (CFG-1).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> LayerSummary: ...
    def __deepcopy__(self, /, _memo: Any) -> LayerSummary: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, name: str, above: str | None = None, units: Sequence[str], alignment: Decimal | int, below_aim: bool, open_decisions: SupportsIndex) -> LayerSummary: ...
    def __replace__(self, /, **changes: Any) -> LayerSummary: ...
    def __repr__(self, /) -> str: ...
    @property
    def above(self, /) -> str | None:
        """
        The layer that it lies on; absent for the core.
        """
    @property
    def alignment(self, /) -> Decimal:
        """
        The share of settings and lists that are as in the core, in percent (CFG-2).
        """
    @property
    def below_aim(self, /) -> bool:
        """
        Whether that is less than the setting `organization.alignment` asks for.
        """
    @property
    def name(self, /) -> str:
        """
        Its name.
        """
    @property
    def open_decisions(self, /) -> int:
        """
        How many decisions are open in it.
        """
    @property
    def units(self, /) -> list[str]:
        """
        The units that it is for.
        """

@final
class LeftOut:
    """
    A node that does not count, and why (CMP-7).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> LeftOut: ...
    def __deepcopy__(self, /, _memo: Any) -> LeftOut: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, node: str, title: str, reason: LeftOutReason | Literal["cancelled", "zero_weight", "missing_weight", "no_completion"], weight: Decimal | int | None = None) -> LeftOut: ...
    def __replace__(self, /, **changes: Any) -> LeftOut: ...
    def __repr__(self, /) -> str: ...
    @property
    def node(self, /) -> str:
        """
        The node.
        """
    @property
    def reason(self, /) -> LeftOutReason:
        """
        Why.
        """
    @property
    def title(self, /) -> str:
        """
        Its title; may be empty.
        """
    @property
    def weight(self, /) -> Decimal | None:
        """
        Its weight, where it has one.
        """

@final
class LeftOutReason:
    """
    Why a node moved no number above it (CMP-7).

    - `"cancelled"`: It is cancelled.
    - `"zero_weight"`: Its weight is 0.
    - `"missing_weight"`: It has no weight, and that means 0.
    - `"no_completion"`: It has no completion.
    """
    CANCELLED: Final[LeftOutReason]
    """
    It is cancelled.
    """
    MISSING_WEIGHT: Final[LeftOutReason]
    """
    It has no weight, and that means 0.
    """
    NO_COMPLETION: Final[LeftOutReason]
    """
    It has no completion.
    """
    ZERO_WEIGHT: Final[LeftOutReason]
    """
    Its weight is 0.
    """
    def __copy__(self, /) -> LeftOutReason: ...
    def __deepcopy__(self, /, _memo: Any) -> LeftOutReason: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __int__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, value: str) -> LeftOutReason:
        """
        The one with this code, as `value` gives it.
        """
    def __reduce__(self, /) -> tuple[type[Any], tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def value(self, /) -> str:
        """
        The code, as documents write it.
        """

@final
class LevelDraft:
    """
    A level of the hierarchy (EXE-1).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> LevelDraft: ...
    def __deepcopy__(self, /, _memo: Any) -> LevelDraft: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, name: str, optional: bool | None = None) -> LevelDraft: ...
    def __replace__(self, /, **changes: Any) -> LevelDraft: ...
    def __repr__(self, /) -> str: ...
    @property
    def name(self, /) -> str:
        """
        Its name.
        """
    @property
    def optional(self, /) -> bool | None:
        """
        Whether a node may skip it; absent for no.
        """

@final
class LevelMethod:
    """
    The method of one level.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> LevelMethod: ...
    def __deepcopy__(self, /, _memo: Any) -> LevelMethod: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, level: str, method: Method | Literal["weighted_mean", "completed_share", "leaf_share", "leaf_mean", "lowest", "own"]) -> LevelMethod: ...
    def __replace__(self, /, **changes: Any) -> LevelMethod: ...
    def __repr__(self, /) -> str: ...
    @property
    def level(self, /) -> str:
        """
        The name of the level; `plan` for the plan itself.
        """
    @property
    def method(self, /) -> Method:
        """
        The method of its nodes.
        """

@final
class LevelView:
    """
    A level of the hierarchy and what a person may do with it.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> LevelView: ...
    def __deepcopy__(self, /, _memo: Any) -> LevelView: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, name: str, right: Right | Literal["none", "read", "edit", "approve"], figures: bool) -> LevelView: ...
    def __replace__(self, /, **changes: Any) -> LevelView: ...
    def __repr__(self, /) -> str: ...
    @property
    def figures(self, /) -> bool:
        """
        Whether the completions of its nodes are shown; where not, they would tell of what is hidden.
        """
    @property
    def name(self, /) -> str:
        """
        Its name.
        """
    @property
    def right(self, /) -> Right:
        """
        The right.
        """

@final
class ListQuality:
    """
    How a list is used (LOV-3).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> ListQuality: ...
    def __deepcopy__(self, /, _memo: Any) -> ListQuality: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, records: SupportsIndex, empty: SupportsIndex, other: SupportsIndex, retired: SupportsIndex, unknown: SupportsIndex, empty_share: Decimal | int | None = None, other_share: Decimal | int | None = None, values: Sequence[ValueUse]) -> ListQuality: ...
    def __replace__(self, /, **changes: Any) -> ListQuality: ...
    def __repr__(self, /) -> str: ...
    @property
    def empty(self, /) -> int:
        """
        How many have no value.
        """
    @property
    def empty_share(self, /) -> Decimal | None:
        """
        The share of records without a value, in percent; absent without records.
        """
    @property
    def other(self, /) -> int:
        """
        How many have the value `other`.
        """
    @property
    def other_share(self, /) -> Decimal | None:
        """
        The share of `other` among the records that have a value, in percent.
        """
    @property
    def records(self, /) -> int:
        """
        How many records were looked at.
        """
    @property
    def retired(self, /) -> int:
        """
        How many have a retired value.
        """
    @property
    def unknown(self, /) -> int:
        """
        How many have a text that is no value.
        """
    @property
    def values(self, /) -> list[ValueUse]:
        """
        The values, the most used first.
        """

@final
class ListValue:
    """
    A value of a list (LOV-1).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> ListValue: ...
    def __deepcopy__(self, /, _memo: Any) -> ListValue: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, code: str, labels: Sequence[Label], category: str | None = None, synonyms: Sequence[str], valid_from: date | None = None, valid_until: date | None = None, replaced_by: str | None = None, hidden: bool, layer: str | None = None) -> ListValue: ...
    def __replace__(self, /, **changes: Any) -> ListValue: ...
    def __repr__(self, /) -> str: ...
    @property
    def category(self, /) -> str | None:
        """
        What it stands for, where the list drives a rule (LOV-5).
        """
    @property
    def code(self, /) -> str:
        """
        Its stable code, which records keep.
        """
    @property
    def hidden(self, /) -> bool:
        """
        Whether it is not offered.
        """
    @property
    def labels(self, /) -> list[Label]:
        """
        Its labels by language.
        """
    @property
    def layer(self, /) -> str | None:
        """
        The layer that spoke of it last; absent for one that is as it came with the library.
        """
    @property
    def replaced_by(self, /) -> str | None:
        """
        The code that replaces it.
        """
    @property
    def synonyms(self, /) -> list[str]:
        """
        Texts that mean the same when data is imported (LOV-5).
        """
    @property
    def valid_from(self, /) -> date | None:
        """
        The first day on which records can have it.
        """
    @property
    def valid_until(self, /) -> date | None:
        """
        The last day on which records can have it.
        """

@final
class LostRule:
    """
    A rule that another one held over.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> LostRule: ...
    def __deepcopy__(self, /, _memo: Any) -> LostRule: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, rule: str, layer: str | None = None, right: Right | Literal["none", "read", "edit", "approve"], why: str) -> LostRule: ...
    def __replace__(self, /, **changes: Any) -> LostRule: ...
    def __repr__(self, /) -> str: ...
    @property
    def layer(self, /) -> str | None:
        """
        The layer that it comes from; absent for the library.
        """
    @property
    def right(self, /) -> Right:
        """
        The right that it would have given.
        """
    @property
    def rule(self, /) -> str:
        """
        Its id.
        """
    @property
    def why(self, /) -> str:
        """
        Why it lost.
        """

@final
class MadeFrom:
    """
    How a plan is made from another one.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> MadeFrom: ...
    def __deepcopy__(self, /, _memo: Any) -> MadeFrom: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, document: str, how: MakeFrom | Literal["template", "last_cycle"]) -> MadeFrom: ...
    def __replace__(self, /, **changes: Any) -> MadeFrom: ...
    def __repr__(self, /) -> str: ...
    @property
    def document(self, /) -> str:
        """
        The document of the other plan.
        """
    @property
    def how(self, /) -> MakeFrom:
        """
        What comes along.
        """

@final
class MakeFrom:
    """
    How a plan is made from another one (PLN-5, CYC-4).

    - `"template"`: Structure, weights and planned dates come along.
    - `"last_cycle"`: What is carried over comes along as it is, with team, stakeholders, analyses and measures.
    """
    LAST_CYCLE: Final[MakeFrom]
    """
    What is carried over comes along as it is, with team, stakeholders, analyses and measures.
    """
    TEMPLATE: Final[MakeFrom]
    """
    Structure, weights and planned dates come along.
    """
    def __copy__(self, /) -> MakeFrom: ...
    def __deepcopy__(self, /, _memo: Any) -> MakeFrom: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __int__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, value: str) -> MakeFrom:
        """
        The one with this code, as `value` gives it.
        """
    def __reduce__(self, /) -> tuple[type[Any], tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def value(self, /) -> str:
        """
        The code, as documents write it.
        """

@final
class ManagerOf:
    """
    A person and the manager of that person.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> ManagerOf: ...
    def __deepcopy__(self, /, _memo: Any) -> ManagerOf: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, person: str, manager: str) -> ManagerOf: ...
    def __replace__(self, /, **changes: Any) -> ManagerOf: ...
    def __repr__(self, /) -> str: ...
    @property
    def manager(self, /) -> str:
        """
        The id of the manager.
        """
    @property
    def person(self, /) -> str:
        """
        The id of the person.
        """

@final
class MappingSummary:
    """
    What a mapping is for.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> MappingSummary: ...
    def __deepcopy__(self, /, _memo: Any) -> MappingSummary: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, name: str, format: str, objects: Sequence[str], levels: Sequence[str]) -> MappingSummary: ...
    def __replace__(self, /, **changes: Any) -> MappingSummary: ...
    def __repr__(self, /) -> str: ...
    @property
    def format(self, /) -> str:
        """
        The format of the files.
        """
    @property
    def levels(self, /) -> list[str]:
        """
        The levels it makes of them.
        """
    @property
    def name(self, /) -> str:
        """
        Its name.
        """
    @property
    def objects(self, /) -> list[str]:
        """
        The objects it reads.
        """

@final
class MemberCoverage:
    """
    What a member of the account team, or somebody else who owns a relationship, has to do with the stakeholders (PLN-2, PLN-3).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> MemberCoverage: ...
    def __deepcopy__(self, /, _memo: Any) -> MemberCoverage: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, person: str, owns: Sequence[str], relationships: Sequence[str], below_desired: Sequence[str], in_contact: Sequence[str]) -> MemberCoverage: ...
    def __replace__(self, /, **changes: Any) -> MemberCoverage: ...
    def __repr__(self, /) -> str: ...
    @property
    def below_desired(self, /) -> list[str]:
        """
        Those of them whose relationship is not as deep as is wanted.
        """
    @property
    def in_contact(self, /) -> list[str]:
        """
        Those of them with a last contact within the days that were asked for.
        """
    @property
    def owns(self, /) -> list[str]:
        """
        The stakeholders whose relationship the person owns.
        """
    @property
    def person(self, /) -> str:
        """
        The id of the person.
        """
    @property
    def relationships(self, /) -> list[str]:
        """
        The stakeholders to whom the person has a relationship.
        """

@final
class Mention:
    """
    Something that a plan or its history says about a stakeholder (AUD-5).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> Mention: ...
    def __deepcopy__(self, /, _memo: Any) -> Mention: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, entry: SupportsIndex | None = None, kind: ObjectKind | Literal["plan", "member", "stakeholder", "relation", "relationship", "position", "analysis", "item", "node", "measure"], id: str, field: str, value: str | None = None) -> Mention: ...
    def __replace__(self, /, **changes: Any) -> Mention: ...
    def __repr__(self, /) -> str: ...
    @property
    def entry(self, /) -> int | None:
        """
        The entry; absent for how it is now.
        """
    @property
    def field(self, /) -> str:
        """
        The field.
        """
    @property
    def id(self, /) -> str:
        """
        Its id.
        """
    @property
    def kind(self, /) -> ObjectKind:
        """
        What the object is that says so.
        """
    @property
    def value(self, /) -> str | None:
        """
        The value; absent where it was erased or taken away.
        """

@final
class MergeResult:
    """
    What became of the changes of another copy (AUD-4).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> MergeResult: ...
    def __deepcopy__(self, /, _memo: Any) -> MergeResult: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, common: SupportsIndex, taken: Sequence[SupportsIndex], known: Sequence[SupportsIndex], clashes: Sequence[Clash]) -> MergeResult: ...
    def __replace__(self, /, **changes: Any) -> MergeResult: ...
    def __repr__(self, /) -> str: ...
    @property
    def clashes(self, /) -> list[Clash]:
        """
        Changes that were not made.
        """
    @property
    def common(self, /) -> int:
        """
        The last version that both copies have.
        """
    @property
    def known(self, /) -> list[int]:
        """
        Changes that were made here as well, by their numbers there.
        """
    @property
    def taken(self, /) -> list[int]:
        """
        The entries made of the other copy's, by their numbers here.
        """

@final
class Method:
    """
    How a parent gets its completion from what is below it (CMP-2).

    - `"weighted_mean"`: The weighted mean of the counted children.
    - `"completed_share"`: The share of the counted children that are done by status, as CRM screens show it.
    - `"leaf_share"`: The share of the counted leaves anywhere below that are done.
    - `"leaf_mean"`: The weighted mean of the counted leaves anywhere below, each with its own weight.
    - `"lowest"`: The smallest completion of the counted children.
    - `"own"`: Its own progress, as if it were a leaf.
    """
    COMPLETED_SHARE: Final[Method]
    """
    The share of the counted children that are done by status, as CRM screens show it.
    """
    LEAF_MEAN: Final[Method]
    """
    The weighted mean of the counted leaves anywhere below, each with its own weight.
    """
    LEAF_SHARE: Final[Method]
    """
    The share of the counted leaves anywhere below that are done.
    """
    LOWEST: Final[Method]
    """
    The smallest completion of the counted children.
    """
    OWN: Final[Method]
    """
    Its own progress, as if it were a leaf.
    """
    WEIGHTED_MEAN: Final[Method]
    """
    The weighted mean of the counted children.
    """
    def __copy__(self, /) -> Method: ...
    def __deepcopy__(self, /, _memo: Any) -> Method: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __int__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, value: str) -> Method:
        """
        The one with this code, as `value` gives it.
        """
    def __reduce__(self, /) -> tuple[type[Any], tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def value(self, /) -> str:
        """
        The code, as documents write it.
        """

@final
class MissingWeightRule:
    """
    The weight of a node that has none (CMP-11).

    - `"one"`: 1.
    - `"mean"`: The mean of its siblings' positive weights, else 1.
    - `"zero"`: 0, so it moves no number above it.
    - `"refuse"`: None: the computation is refused and names every such node.
    """
    MEAN: Final[MissingWeightRule]
    """
    The mean of its siblings' positive weights, else 1.
    """
    ONE: Final[MissingWeightRule]
    """
    1.
    """
    REFUSE: Final[MissingWeightRule]
    """
    None: the computation is refused and names every such node.
    """
    ZERO: Final[MissingWeightRule]
    """
    0, so it moves no number above it.
    """
    def __copy__(self, /) -> MissingWeightRule: ...
    def __deepcopy__(self, /, _memo: Any) -> MissingWeightRule: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __int__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, value: str) -> MissingWeightRule:
        """
        The one with this code, as `value` gives it.
        """
    def __reduce__(self, /) -> tuple[type[Any], tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def value(self, /) -> str:
        """
        The code, as documents write it.
        """

@final
class NodeCompletion:
    """
    The completion of a node, and why (CMP-1 to CMP-4).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> NodeCompletion: ...
    def __deepcopy__(self, /, _memo: Any) -> NodeCompletion: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, node: str, parent: str | None = None, level: str, title: str, status: str, category: StatusCategory | Literal["open", "in_progress", "done", "cancelled"], completion: Decimal | int | None = None, computed: Decimal | int | None = None, overridden: bool, basis: Basis | Literal["done", "open", "in_progress", "progress", "quantity", "cancelled", "method", "empty_own_status", "empty_zero", "empty_excluded", "nothing_counted", "own"]) -> NodeCompletion: ...
    def __replace__(self, /, **changes: Any) -> NodeCompletion: ...
    def __repr__(self, /) -> str: ...
    @property
    def basis(self, /) -> Basis:
        """
        Why it has its computed value.
        """
    @property
    def category(self, /) -> StatusCategory:
        """
        What that status means.
        """
    @property
    def completion(self, /) -> Decimal | None:
        """
        What holds, 0 to 100 with at most 6 decimals; absent where nothing counts.
        """
    @property
    def computed(self, /) -> Decimal | None:
        """
        What it would be without an override.
        """
    @property
    def level(self, /) -> str:
        """
        The name of its level.
        """
    @property
    def node(self, /) -> str:
        """
        The node.
        """
    @property
    def overridden(self, /) -> bool:
        """
        Whether an override is in force; it is not on a cancelled node that is left out (CMP-4).
        """
    @property
    def parent(self, /) -> str | None:
        """
        The node above; absent directly under the plan.
        """
    @property
    def status(self, /) -> str:
        """
        The code of its status.
        """
    @property
    def title(self, /) -> str:
        """
        Its title; may be empty.
        """

@final
class NodeDraft:
    """
    A node of a plan as plain values: a goal, objective, tactic or action (EXE-2). Only `id` is needed.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> NodeDraft: ...
    def __deepcopy__(self, /, _memo: Any) -> NodeDraft: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, id: str, parent: str | None = None, level: str | None = None, title: str | None = None, owner: str | None = None, weight: Decimal | int | None = None, status: str | None = None, start: date | None = None, due: date | None = None, progress: Decimal | int | None = None, quantity: QuantityDraft | None = None, prerequisites: Sequence[str] | None = None, products: Sequence[str] | None = None, stakeholders: Sequence[str] | None = None, completed: CompletedDraft | None = None, override: OverrideDraft | None = None) -> NodeDraft: ...
    def __replace__(self, /, **changes: Any) -> NodeDraft: ...
    def __repr__(self, /) -> str: ...
    @property
    def completed(self, /) -> CompletedDraft | None:
        """
        Who marked it done, and when.
        """
    @property
    def due(self, /) -> date | None:
        """
        When it is due.
        """
    @property
    def id(self, /) -> str:
        """
        Its id, unique in the plan: 1 to 64 visible characters.
        """
    @property
    def level(self, /) -> str | None:
        """
        The name of its level; absent for the next one below the parent's.
        """
    @property
    def override(self, /) -> OverrideDraft | None:
        """
        A completion set by hand (CMP-4).
        """
    @property
    def owner(self, /) -> str | None:
        """
        The id of the person who owns it or does it.
        """
    @property
    def parent(self, /) -> str | None:
        """
        The id of the node above; absent directly under the plan.
        """
    @property
    def prerequisites(self, /) -> list[str] | None:
        """
        The ids of nodes of the same plan that come first, at most 100; one that is named twice is kept once.
        """
    @property
    def products(self, /) -> list[str] | None:
        """
        The ids of the products it is about, likewise.
        """
    @property
    def progress(self, /) -> Decimal | None:
        """
        Its own progress while in progress, 0 to 100 with at most 6 decimals (CMP-1).
        """
    @property
    def quantity(self, /) -> QuantityDraft | None:
        """
        What it counts, where that says more than a status (CMP-1).
        """
    @property
    def stakeholders(self, /) -> list[str] | None:
        """
        The ids of the stakeholders it is about, likewise.
        """
    @property
    def start(self, /) -> date | None:
        """
        Its planned start.
        """
    @property
    def status(self, /) -> str | None:
        """
        The code of its status, of the plan's list; absent for the first one that is open.
        """
    @property
    def title(self, /) -> str | None:
        """
        Its title, at most 500 characters.
        """
    @property
    def weight(self, /) -> Decimal | None:
        """
        How much it counts beside its siblings, 0 to 1 000 000 with at most 4 decimals (NUM-3); absent is what CMP-11 makes of it.
        """

@final
class NodeProgress:
    """
    Where a node, or the plan itself, is and where it should be on a date (CMP-9).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> NodeProgress: ...
    def __deepcopy__(self, /, _memo: Any) -> NodeProgress: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, node: str | None = None, completion: Decimal | int | None = None, expected: Decimal | int | None = None, variance: Decimal | int | None = None, health: Health | Literal["on_track", "at_risk", "off_track"] | None = None) -> NodeProgress: ...
    def __replace__(self, /, **changes: Any) -> NodeProgress: ...
    def __repr__(self, /) -> str: ...
    @property
    def completion(self, /) -> Decimal | None:
        """
        Its completion.
        """
    @property
    def expected(self, /) -> Decimal | None:
        """
        What it should have reached.
        """
    @property
    def health(self, /) -> Health | None:
        """
        What that means; absent without a completion.
        """
    @property
    def node(self, /) -> str | None:
        """
        The node; absent for the plan itself.
        """
    @property
    def variance(self, /) -> Decimal | None:
        """
        Completion less expected, in points.
        """

@final
class NodeView:
    """
    A node as a person sees it: what may not be read is absent.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> NodeView: ...
    def __deepcopy__(self, /, _memo: Any) -> NodeView: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, id: str, level: str, parent: str | None = None, title: str | None = None, owner: str | None = None, weight: Decimal | int | None = None, status: str | None = None, category: StatusCategory | Literal["open", "in_progress", "done", "cancelled"] | None = None, start: date | None = None, due: date | None = None, progress: Decimal | int | None = None, quantity: QuantityDraft | None = None, prerequisites: Sequence[str], products: Sequence[str], stakeholders: Sequence[str], completed_by: str | None = None, completed_at: datetime | None = None, completion_override: OverrideDraft | None = None, completion: Decimal | int | None = None, held_back: bool) -> NodeView: ...
    def __replace__(self, /, **changes: Any) -> NodeView: ...
    def __repr__(self, /) -> str: ...
    @property
    def category(self, /) -> StatusCategory | None:
        """
        What its status means.
        """
    @property
    def completed_at(self, /) -> datetime | None:
        """
        When.
        """
    @property
    def completed_by(self, /) -> str | None:
        """
        Who marked it done.
        """
    @property
    def completion(self, /) -> Decimal | None:
        """
        Its completion; absent where it has none, or where it is held back.
        """
    @property
    def completion_override(self, /) -> OverrideDraft | None:
        """
        A completion that was set by hand.
        """
    @property
    def due(self, /) -> date | None:
        """
        When it is due.
        """
    @property
    def held_back(self, /) -> bool:
        """
        Whether its completion is held back, since it would tell of what is hidden (ACC-5).
        """
    @property
    def id(self, /) -> str:
        """
        Its id.
        """
    @property
    def level(self, /) -> str:
        """
        Its level.
        """
    @property
    def owner(self, /) -> str | None:
        """
        Its owner.
        """
    @property
    def parent(self, /) -> str | None:
        """
        The node above, where that may be read.
        """
    @property
    def prerequisites(self, /) -> list[str]:
        """
        What it waits for, of what may be read.
        """
    @property
    def products(self, /) -> list[str]:
        """
        Its products.
        """
    @property
    def progress(self, /) -> Decimal | None:
        """
        Its own progress.
        """
    @property
    def quantity(self, /) -> QuantityDraft | None:
        """
        Its quantity.
        """
    @property
    def stakeholders(self, /) -> list[str]:
        """
        Its stakeholders.
        """
    @property
    def start(self, /) -> date | None:
        """
        Its planned start.
        """
    @property
    def status(self, /) -> str | None:
        """
        The code of its status.
        """
    @property
    def title(self, /) -> str | None:
        """
        Its title.
        """
    @property
    def weight(self, /) -> Decimal | None:
        """
        Its weight.
        """

@final
class ObjectKind:
    """
    What an object of an account plan is.

    - `"plan"`: The plan itself.
    - `"member"`: A member of the account team; its id is the person's.
    - `"stakeholder"`: A stakeholder of the account.
    - `"relation"`: How one stakeholder stands to another.
    - `"relationship"`: The relationship of a member of the account team with a stakeholder.
    - `"position"`: Where a stakeholder stands on one goal.
    - `"analysis"`: A situation analysis.
    - `"item"`: An item of a situation analysis.
    - `"node"`: A goal, objective, tactic or action.
    - `"measure"`: A measure that the plan is measured by.
    """
    ANALYSIS: Final[ObjectKind]
    """
    A situation analysis.
    """
    ITEM: Final[ObjectKind]
    """
    An item of a situation analysis.
    """
    MEASURE: Final[ObjectKind]
    """
    A measure that the plan is measured by.
    """
    MEMBER: Final[ObjectKind]
    """
    A member of the account team; its id is the person's.
    """
    NODE: Final[ObjectKind]
    """
    A goal, objective, tactic or action.
    """
    PLAN: Final[ObjectKind]
    """
    The plan itself.
    """
    POSITION: Final[ObjectKind]
    """
    Where a stakeholder stands on one goal.
    """
    RELATION: Final[ObjectKind]
    """
    How one stakeholder stands to another.
    """
    RELATIONSHIP: Final[ObjectKind]
    """
    The relationship of a member of the account team with a stakeholder.
    """
    STAKEHOLDER: Final[ObjectKind]
    """
    A stakeholder of the account.
    """
    def __copy__(self, /) -> ObjectKind: ...
    def __deepcopy__(self, /, _memo: Any) -> ObjectKind: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __int__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, value: str) -> ObjectKind:
        """
        The one with this code, as `value` gives it.
        """
    def __reduce__(self, /) -> tuple[type[Any], tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def value(self, /) -> str:
        """
        The code, as documents write it.
        """

@final
class OpenVote:
    """
    A vote that a step waits for.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> OpenVote: ...
    def __deepcopy__(self, /, _memo: Any) -> OpenVote: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, original: str, approver: str, holder: str, in_place: bool) -> OpenVote: ...
    def __replace__(self, /, **changes: Any) -> OpenVote: ...
    def __repr__(self, /) -> str: ...
    @property
    def approver(self, /) -> str:
        """
        Whose vote it is now: another one where it was reassigned or went up to a manager.
        """
    @property
    def holder(self, /) -> str:
        """
        Who votes: the approver, or who the approver lets vote. The approver can all the same.
        """
    @property
    def in_place(self, /) -> bool:
        """
        Whether the holder votes in the place of the approver.
        """
    @property
    def original(self, /) -> str:
        """
        Whose vote it was when it was submitted (APR-5).
        """

@final
class OverrideDraft:
    """
    A completion that a person sets by hand, which then holds instead of the computed one (CMP-4).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> OverrideDraft: ...
    def __deepcopy__(self, /, _memo: Any) -> OverrideDraft: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, completion: Decimal | int, reason: str, by: str, at: datetime) -> OverrideDraft: ...
    def __replace__(self, /, **changes: Any) -> OverrideDraft: ...
    def __repr__(self, /) -> str: ...
    @property
    def at(self, /) -> datetime:
        """
        When.
        """
    @property
    def by(self, /) -> str:
        """
        The id of the person who set it.
        """
    @property
    def completion(self, /) -> Decimal:
        """
        The completion, 0 to 100 with at most 6 decimals.
        """
    @property
    def reason(self, /) -> str:
        """
        Why, at most 2 000 characters, not blank.
        """

@final
class PathwayStage:
    """
    A stage of a patient pathway (PLN-2).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> PathwayStage: ...
    def __deepcopy__(self, /, _memo: Any) -> PathwayStage: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, item: str, stage: str, text: str | None = None, order: SupportsIndex, patients: Decimal | int | None = None, lost: Decimal | int | None = None, of_previous: Decimal | int | None = None, of_first: Decimal | int | None = None, answered_by: Sequence[str]) -> PathwayStage: ...
    def __replace__(self, /, **changes: Any) -> PathwayStage: ...
    def __repr__(self, /) -> str: ...
    @property
    def answered_by(self, /) -> list[str]:
        """
        The nodes that answer it.
        """
    @property
    def item(self, /) -> str:
        """
        The item.
        """
    @property
    def lost(self, /) -> Decimal | None:
        """
        How many of the stage before do not; below 0 where more come than were there.
        """
    @property
    def of_first(self, /) -> Decimal | None:
        """
        Those who reach it of those of the first stage, in percent, at 6 decimals.
        """
    @property
    def of_previous(self, /) -> Decimal | None:
        """
        Those who reach it of those of the stage before, in percent, at 6 decimals.
        """
    @property
    def order(self, /) -> int:
        """
        Its place on the way, from 1.
        """
    @property
    def patients(self, /) -> Decimal | None:
        """
        How many patients reach it.
        """
    @property
    def stage(self, /) -> str:
        """
        The stage.
        """
    @property
    def text(self, /) -> str | None:
        """
        What is said of it.
        """

@final
class Person:
    """
    Somebody who acts: an id with all roles (ORG-2). The host knows who has which on a day.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> Person: ...
    def __deepcopy__(self, /, _memo: Any) -> Person: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, id: str, roles: Sequence[RoleInUnit] | None = None, team_roles: Sequence[RoleInTeam] | None = None) -> Person: ...
    def __replace__(self, /, **changes: Any) -> Person: ...
    def __repr__(self, /) -> str: ...
    @property
    def id(self, /) -> str:
        """
        The id, 1 to 64 visible characters.
        """
    @property
    def roles(self, /) -> list[RoleInUnit] | None:
        """
        Roles in units.
        """
    @property
    def team_roles(self, /) -> list[RoleInTeam] | None:
        """
        Roles in the teams of plans.
        """

@final
class PhaseState:
    """
    Where a phase of a planning cycle stands on a day (CYC-2).

    - `"ahead"`: It opens on a later day.
    - `"open"`: The day lies in its window.
    - `"closed"`: It closed on an earlier day.
    """
    AHEAD: Final[PhaseState]
    """
    It opens on a later day.
    """
    CLOSED: Final[PhaseState]
    """
    It closed on an earlier day.
    """
    OPEN: Final[PhaseState]
    """
    The day lies in its window.
    """
    def __copy__(self, /) -> PhaseState: ...
    def __deepcopy__(self, /, _memo: Any) -> PhaseState: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __int__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, value: str) -> PhaseState:
        """
        The one with this code, as `value` gives it.
        """
    def __reduce__(self, /) -> tuple[type[Any], tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def value(self, /) -> str:
        """
        The code, as documents write it.
        """

@final
class PhaseStatus:
    """
    A phase of a planning cycle on a day (CYC-2).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> PhaseStatus: ...
    def __deepcopy__(self, /, _memo: Any) -> PhaseStatus: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, name: str, first: date, last: date, state: PhaseState | Literal["ahead", "open", "closed"], finished: bool, late: bool, days: SupportsIndex, working_days: SupportsIndex) -> PhaseStatus: ...
    def __replace__(self, /, **changes: Any) -> PhaseStatus: ...
    def __repr__(self, /) -> str: ...
    @property
    def days(self, /) -> int:
        """
        Calendar days: until it opens where it is ahead, until its last day where it is open, since then where it is closed.
        """
    @property
    def finished(self, /) -> bool:
        """
        Whether its work is done, as the host says.
        """
    @property
    def first(self, /) -> date:
        """
        The first day of its window.
        """
    @property
    def last(self, /) -> date:
        """
        The last day of its window.
        """
    @property
    def late(self, /) -> bool:
        """
        Whether its window closed and its work is not done.
        """
    @property
    def name(self, /) -> str:
        """
        Its name.
        """
    @property
    def state(self, /) -> PhaseState:
        """
        Where it stands.
        """
    @property
    def working_days(self, /) -> int:
        """
        Working days of the same, by the market's calendar.
        """

@final
class Plan:
    """
    A plan that is open: its nodes, its settings, and its figures, which every change brings up to date.

    Make one with `open_plan` or `build_plan`. It may be used from several threads.
    """
    def __repr__(self, /) -> str: ...
    def change_status(self, /, node: str, status: str, acting: Acting, reason: str | None = None) -> StatusChanged:
        """
        Changes the status of a node (EXE-2). Done records who and when; re-opening and cancelling need a reason, which the
        host keeps with its record of the change: a plan holds its present state only.

        `status` is a code of the plan's list. What it moved is in the `StatusChanged`; a change that is refused leaves the plan as it was.
        """
    def completion(self, /, rules: CompletionRules | None = None) -> Decimal | None:
        """
        The completion of the plan, 0 to 100; absent where nothing counts (CMP-2, CMP-3).

        `rules` asks what it would be by other rules, here and below; what they leave out stays as the plan's settings have it, and the plan does not change.
        """
    def completions(self, /, rules: CompletionRules | None = None) -> list[NodeCompletion]:
        """
        The completion of every node and why, a `NodeCompletion` each, in the order of `nodes`.
        """
    def display(self, /, completion: Decimal | int) -> str:
        """
        A completion as a person sees it, by the display rules of this plan: rounded, without a `%` (CMP-6).
        """
    def document(self, /) -> str:
        """
        The plan as a document, as it is now. Opening it again gives an equal plan.
        """
    def due(self, /, as_of: date, query: DueQuery | None = None) -> list[DueItem]:
        """
        The open actions seen from the date `as_of`, a `DueItem` each, in the order in which they should be looked at (DUE-1).

        `query` narrows them to a person or levels, and says how far `soon` reaches.
        """
    def explain(self, /, node: str | None = None, rules: CompletionRules | None = None) -> Explanation:
        """
        How the completion of a node, or without one of the plan itself, came about: an `Explanation`, as data and in words (CMP-7).
        """
    def figures(self, /, rules: CompletionRules | None = None) -> Figures:
        """
        The completion of the plan and of every node and nothing else, as one `Figures`: the quickest way to all figures.
        """
    def nodes(self, /) -> list[NodeDraft]:
        """
        All nodes as plain values, a `NodeDraft` each: parents before their children, siblings in the order of their ids.
        """
    def override_completion(self, /, node: str, completion: Decimal | int, reason: str, acting: Acting) -> StatusChanged:
        """
        Sets the completion of a node by hand, 0 to 100, with the reason; the computed one is kept beside it (CMP-4).
        """
    def profile(self, /) -> PlanProfile:
        """
        What the plan is about: a `PlanProfile`.
        """
    def progress(self, /, as_of: date, rules: CompletionRules | None = None) -> list[NodeProgress]:
        """
        Where the plan and each of its nodes is and where it should be on the date `as_of`, a `NodeProgress` each: the plan first (CMP-9).
        """
    def proposals(self, /) -> list[StatusProposal]:
        """
        The parents whose counted children are all done, a `StatusProposal` each (CMP-5); empty while `auto_complete` is off.
        """
    def remove_override(self, /, node: str) -> StatusChanged:
        """
        Takes the override of a node away, so that its computed completion holds again (CMP-4).
        """
    def summary(self, /, as_of: date, query: DueQuery | None = None, rules: CompletionRules | None = None) -> PlanSummary:
        """
        The plan in one line on the date `as_of`: progress, health, and what is due, as a `PlanSummary` (CMP-9, DUE-1).

        `query` says which actions count as due and how far `soon` reaches.
        """

@final
class PlanCreation:
    """
    How far a plan of several is created (PLN-4).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> PlanCreation: ...
    def __deepcopy__(self, /, _memo: Any) -> PlanCreation: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, plan: str, unit: str, account: str | None = None, owner: str | None = None, state: PlanState | Literal["draft", "in_approval", "approved", "active", "in_review", "closed", "cancelled"], completion: Decimal | int | None = None, due: date | None = None, overdue: bool, sections: Sequence[SectionState]) -> PlanCreation: ...
    def __replace__(self, /, **changes: Any) -> PlanCreation: ...
    def __repr__(self, /) -> str: ...
    @property
    def account(self, /) -> str | None:
        """
        The account.
        """
    @property
    def completion(self, /) -> Decimal | None:
        """
        The share of its required sections that are complete, 0 to 100; absent where none counts.
        """
    @property
    def due(self, /) -> date | None:
        """
        The day on which it should be created; absent for a plan without a start.
        """
    @property
    def overdue(self, /) -> bool:
        """
        Whether that day has passed and something is missing.
        """
    @property
    def owner(self, /) -> str | None:
        """
        The owner.
        """
    @property
    def plan(self, /) -> str:
        """
        The plan.
        """
    @property
    def sections(self, /) -> list[SectionState]:
        """
        The required sections.
        """
    @property
    def state(self, /) -> PlanState:
        """
        Where the plan is in its life.
        """
    @property
    def unit(self, /) -> str:
        """
        The unit that it belongs to.
        """

@final
class PlanDraft:
    """
    A plan as plain values. Only `id` is needed.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> PlanDraft: ...
    def __deepcopy__(self, /, _memo: Any) -> PlanDraft: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, id: str, title: str | None = None, account: str | None = None, owner: str | None = None, unit: str | None = None, status: str | None = None, start: date | None = None, end: date | None = None, settings: Settings | None = None, nodes: Sequence[NodeDraft] | None = None) -> PlanDraft: ...
    def __replace__(self, /, **changes: Any) -> PlanDraft: ...
    def __repr__(self, /) -> str: ...
    @property
    def account(self, /) -> str | None:
        """
        The id of its account.
        """
    @property
    def end(self, /) -> date | None:
        """
        Its last day.
        """
    @property
    def id(self, /) -> str:
        """
        Its id: 1 to 64 visible characters.
        """
    @property
    def nodes(self, /) -> list[NodeDraft] | None:
        """
        Its nodes, in any order.
        """
    @property
    def owner(self, /) -> str | None:
        """
        The id of the person who owns it.
        """
    @property
    def settings(self, /) -> Settings | None:
        """
        What it is read and computed by.
        """
    @property
    def start(self, /) -> date | None:
        """
        Its first day.
        """
    @property
    def status(self, /) -> str | None:
        """
        Its status, in the words of its source.
        """
    @property
    def title(self, /) -> str | None:
        """
        Its title, at most 500 characters.
        """
    @property
    def unit(self, /) -> str | None:
        """
        The id of the organisation unit it belongs to.
        """

@final
class PlanMentions:
    """
    What a plan and its history say about a person (AUD-5).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> PlanMentions: ...
    def __deepcopy__(self, /, _memo: Any) -> PlanMentions: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, plan: str, unit: str, mentions: Sequence[Mention]) -> PlanMentions: ...
    def __replace__(self, /, **changes: Any) -> PlanMentions: ...
    def __repr__(self, /) -> str: ...
    @property
    def mentions(self, /) -> list[Mention]:
        """
        What it says: how it is now, and every entry.
        """
    @property
    def plan(self, /) -> str:
        """
        The plan.
        """
    @property
    def unit(self, /) -> str:
        """
        The unit that it belongs to.
        """

@final
class PlanObject:
    """
    An object of an account plan as it is.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> PlanObject: ...
    def __deepcopy__(self, /, _memo: Any) -> PlanObject: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, kind: ObjectKind | Literal["plan", "member", "stakeholder", "relation", "relationship", "position", "analysis", "item", "node", "measure"], id: str, fields: Sequence[FieldContent]) -> PlanObject: ...
    def __replace__(self, /, **changes: Any) -> PlanObject: ...
    def __repr__(self, /) -> str: ...
    @property
    def fields(self, /) -> list[FieldContent]:
        """
        Its fields, in the order of their names.
        """
    @property
    def id(self, /) -> str:
        """
        Its id.
        """
    @property
    def kind(self, /) -> ObjectKind:
        """
        What it is.
        """

@final
class PlanProfile:
    """
    What a plan is about, apart from its nodes.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> PlanProfile: ...
    def __deepcopy__(self, /, _memo: Any) -> PlanProfile: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, id: str, title: str | None = None, account: str | None = None, owner: str | None = None, unit: str | None = None, status: str | None = None, start: date | None = None, end: date | None = None, nodes: SupportsIndex) -> PlanProfile: ...
    def __replace__(self, /, **changes: Any) -> PlanProfile: ...
    def __repr__(self, /) -> str: ...
    @property
    def account(self, /) -> str | None:
        """
        The id of its account.
        """
    @property
    def end(self, /) -> date | None:
        """
        Its last day.
        """
    @property
    def id(self, /) -> str:
        """
        Its id.
        """
    @property
    def nodes(self, /) -> int:
        """
        How many nodes it has.
        """
    @property
    def owner(self, /) -> str | None:
        """
        The id of the person who owns it.
        """
    @property
    def start(self, /) -> date | None:
        """
        Its first day.
        """
    @property
    def status(self, /) -> str | None:
        """
        Its status, in the words of its source.
        """
    @property
    def title(self, /) -> str | None:
        """
        Its title.
        """
    @property
    def unit(self, /) -> str | None:
        """
        The id of the organisation unit it belongs to.
        """

@final
class PlanSection:
    """
    A section of an account plan, as rights know it (ACC-1).

    - `"profile"`: What the plan is about.
    - `"team"`: The account team.
    - `"stakeholders"`: The stakeholders of the account.
    - `"analyses"`: The situation analyses; a part is the type of one.
    - `"goals"`: The goals of the organisation that the plan answers.
    - `"hierarchy"`: The nodes of the plan; a part is one of its levels.
    - `"measures"`: Measures.
    - `"reviews"`: Reviews.
    - `"compensation"`: Compensation.
    - `"approvals"`: Approvals.
    """
    ANALYSES: Final[PlanSection]
    """
    The situation analyses; a part is the type of one.
    """
    APPROVALS: Final[PlanSection]
    """
    Approvals.
    """
    COMPENSATION: Final[PlanSection]
    """
    Compensation.
    """
    GOALS: Final[PlanSection]
    """
    The goals of the organisation that the plan answers.
    """
    HIERARCHY: Final[PlanSection]
    """
    The nodes of the plan; a part is one of its levels.
    """
    MEASURES: Final[PlanSection]
    """
    Measures.
    """
    PROFILE: Final[PlanSection]
    """
    What the plan is about.
    """
    REVIEWS: Final[PlanSection]
    """
    Reviews.
    """
    STAKEHOLDERS: Final[PlanSection]
    """
    The stakeholders of the account.
    """
    TEAM: Final[PlanSection]
    """
    The account team.
    """
    def __copy__(self, /) -> PlanSection: ...
    def __deepcopy__(self, /, _memo: Any) -> PlanSection: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __int__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, value: str) -> PlanSection:
        """
        The one with this code, as `value` gives it.
        """
    def __reduce__(self, /) -> tuple[type[Any], tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def value(self, /) -> str:
        """
        The code, as documents write it.
        """

@final
class PlanState:
    """
    Where an account plan is in its life (PLN-1).

    - `"draft"`: It is written.
    - `"in_approval"`: It waits for its approval, and is locked.
    - `"approved"`: It is approved and has not begun.
    - `"active"`: It is carried out.
    - `"in_review"`: It is looked back on.
    - `"closed"`: It is over.
    - `"cancelled"`: It was given up.
    """
    ACTIVE: Final[PlanState]
    """
    It is carried out.
    """
    APPROVED: Final[PlanState]
    """
    It is approved and has not begun.
    """
    CANCELLED: Final[PlanState]
    """
    It was given up.
    """
    CLOSED: Final[PlanState]
    """
    It is over.
    """
    DRAFT: Final[PlanState]
    """
    It is written.
    """
    IN_APPROVAL: Final[PlanState]
    """
    It waits for its approval, and is locked.
    """
    IN_REVIEW: Final[PlanState]
    """
    It is looked back on.
    """
    def __copy__(self, /) -> PlanState: ...
    def __deepcopy__(self, /, _memo: Any) -> PlanState: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __int__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, value: str) -> PlanState:
        """
        The one with this code, as `value` gives it.
        """
    def __reduce__(self, /) -> tuple[type[Any], tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def value(self, /) -> str:
        """
        The code, as documents write it.
        """

@final
class PlanSummary:
    """
    A plan in one line: where it is, where it should be, what is due (CMP-9, DUE-1).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> PlanSummary: ...
    def __deepcopy__(self, /, _memo: Any) -> PlanSummary: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, plan: str, title: str, account: str | None = None, account_name: str | None = None, owner: str | None = None, unit: str | None = None, completion: Decimal | int | None = None, expected: Decimal | int | None = None, variance: Decimal | int | None = None, health: Health | Literal["on_track", "at_risk", "off_track"] | None = None, nodes: SupportsIndex, actions: SupportsIndex, open: SupportsIndex, overdue: SupportsIndex, due_today: SupportsIndex, due_soon: SupportsIndex, later: SupportsIndex, undated: SupportsIndex, blocked: SupportsIndex) -> PlanSummary: ...
    def __replace__(self, /, **changes: Any) -> PlanSummary: ...
    def __repr__(self, /) -> str: ...
    @property
    def account(self, /) -> str | None:
        """
        The id of its account.
        """
    @property
    def account_name(self, /) -> str | None:
        """
        The name of its account, where the export has it.
        """
    @property
    def actions(self, /) -> int:
        """
        Nodes of the lowest level.
        """
    @property
    def blocked(self, /) -> int:
        """
        Waiting for a prerequisite.
        """
    @property
    def completion(self, /) -> Decimal | None:
        """
        Its completion.
        """
    @property
    def due_soon(self, /) -> int:
        """
        Due within the horizon.
        """
    @property
    def due_today(self, /) -> int:
        """
        Due on the date.
        """
    @property
    def expected(self, /) -> Decimal | None:
        """
        What it should have reached.
        """
    @property
    def health(self, /) -> Health | None:
        """
        What that means.
        """
    @property
    def later(self, /) -> int:
        """
        Due behind the horizon.
        """
    @property
    def nodes(self, /) -> int:
        """
        All nodes.
        """
    @property
    def open(self, /) -> int:
        """
        Open actions, as the query asks for them.
        """
    @property
    def overdue(self, /) -> int:
        """
        Due before the date.
        """
    @property
    def owner(self, /) -> str | None:
        """
        The person who owns it.
        """
    @property
    def plan(self, /) -> str:
        """
        The plan.
        """
    @property
    def title(self, /) -> str:
        """
        Its title; may be empty.
        """
    @property
    def undated(self, /) -> int:
        """
        Without a due date.
        """
    @property
    def unit(self, /) -> str | None:
        """
        The organisation unit it belongs to.
        """
    @property
    def variance(self, /) -> Decimal | None:
        """
        Completion less expected, in points.
        """

@final
class PlanView:
    """
    A plan as a person sees it: everything that may not be read is absent (ACC-3, ACC-5).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> PlanView: ...
    def __deepcopy__(self, /, _memo: Any) -> PlanView: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, profile: ProfileView | None = None, levels: Sequence[LevelView], nodes: Sequence[NodeView], completion: Decimal | int | None = None, held_back: bool, closed_in_profile: Sequence[str], closed_in_nodes: Sequence[str]) -> PlanView: ...
    def __replace__(self, /, **changes: Any) -> PlanView: ...
    def __repr__(self, /) -> str: ...
    @property
    def closed_in_nodes(self, /) -> list[str]:
        """
        The fields of nodes that are closed to the person.
        """
    @property
    def closed_in_profile(self, /) -> list[str]:
        """
        The fields of the head that are closed to the person.
        """
    @property
    def completion(self, /) -> Decimal | None:
        """
        The completion of the plan; absent where it has none, or where it is held back.
        """
    @property
    def held_back(self, /) -> bool:
        """
        Whether that is held back.
        """
    @property
    def levels(self, /) -> list[LevelView]:
        """
        Its levels.
        """
    @property
    def nodes(self, /) -> list[NodeView]:
        """
        Its nodes by level, then by id.
        """
    @property
    def profile(self, /) -> ProfileView | None:
        """
        Its head, where that may be read.
        """

@final
class Portfolio:
    """
    Many plans at a time: the figures of a table of nodes, by the rules of a single plan, to the last digit.

    A table is anything that speaks the Arrow PyCapsule interface: polars, pandas, pyarrow, DuckDB. It has a row for each node, in any
    order, with the columns `plan`, `node`, `parent` (null directly under the plan) and `status`, and, where there is more to say, `weight`,
    `progress`, `baseline`, `target`, `actual`, `override`, `level`, `start`, `due`, `plan_end`, `done_on`, `prerequisites`, `created`. `names` says
    what a column is called otherwise: `names={"plan": "AccountPlanId"}`. All other columns are left alone, and come back beside the figures.

    A row that cannot be used refuses the table, and every such row is named; with `bad_rows="set_aside"` it is left out with what
    hangs below it, and `problems()` names it.

    >>> import kam
    >>> pf = kam.Portfolio(nodes)                                # doctest: +SKIP
    >>> pf.plans(as_of=date(2026, 6, 30)).to_polars()            # doctest: +SKIP
    """
    def __new__(cls, /, table: Any, *, names: dict[str, str] | None = None, settings: Settings | None = None, bad_rows: str = "refuse", threads: SupportsIndex | None = None) -> Portfolio: ...
    def __repr__(self, /) -> str: ...
    def change_problems(self, /, changes: Any, *, names: dict[str, str] | None = None) -> Table:
        """
        The rows of a table of changes that cannot be used, as `problems` names those of the table of nodes.
        """
    def figures(self, /, as_of: date | None = None, *, horizon: SupportsIndex | None = None, working_days: bool | None = None, rules: CompletionRules | None = None, levels: Sequence[str] | None = None, figures: Sequence[str] | None = None, keep: Sequence[str] | None = None) -> tuple[Table, Table]:
        """
        What `nodes` and `plans` give, worked out together.
        """
    @staticmethod
    def from_export(export: Export, *, threads: SupportsIndex | None = None) -> Portfolio:
        """
        The plans of an export of a CRM system, with its settings: nothing is read again, and every figure is that of `export`.

        Its table has what the nodes say, and `title`, `owner`, `plan_title`, `plan_owner`, `plan_status`, `account`, `account_name` and `unit` to keep or to
        group by. Where the system says when something was done, there is `done_on`.

        >>> pf = kam.Portfolio.from_export(kam.load_export("export"))    # doctest: +SKIP
        >>> pf.groups(["unit"], as_of=date(2026, 6, 30))                # doctest: +SKIP
        """
    def groups(self, /, by: Sequence[str], of: str = "plans", as_of: date | None = None, *, weight: str | None = None, horizon: SupportsIndex | None = None, working_days: bool | None = None, rules: CompletionRules | None = None, levels: Sequence[str] | None = None, figures: Sequence[str] | None = None) -> Table:
        """
        A row for each group, in the order of their first appearance: plans by the values that their first rows have in the columns `by`, or
        with `of="actions"` actions, each by the values of its own row. Null is a group of its own.

        `completion` is the mean by weight of what has one, exact and rounded once; plans are equal and actions have the weight that the rules
        give them, unless `weight` names a column that says how much each counts. With a date `expected` is the like mean, and `variance` the
        difference; groups of plans have the counts of `on_track`, `at_risk` and `off_track`. All other columns are sums of what `plans` gives.

        >>> pf.groups(["territory", "function"], as_of=date(2026, 6, 30))    # doctest: +SKIP
        """
    def history(self, /, dates: Sequence[date], changes: Any | None = None, *, by: Sequence[str] | None = None, weight: str | None = None, names: dict[str, str] | None = None, rules: CompletionRules | None = None, figures: Sequence[str] | None = None, keep: Sequence[str] | None = None, bad_rows: str = "refuse") -> Table:
        """
        Figures as of many dates, from recorded changes (CMP-8): a row for each plan and date with `as_of`, `completion`, `expected`, `variance` and
        `health`. `figures` chooses among `completion` and `expected`.

        `changes` is a table with `plan`, `node`, `on` (a date), `status` (a code) and, where it was recorded, `progress`; `names` says what its columns are
        called otherwise. As of a date a node has the status of its last change until then and is open before its first; one without changes has
        that of the table. With a column `created` in the table of nodes, a node is not there before that day. Weights, dates and completions set by
        hand are those of the table. A change that cannot be used refuses the table; with `bad_rows="set_aside"` it is left out, and
        `change_problems` names it.

        `by` puts plans together by the values of columns in their first rows: a row for each group and date with `plans`, the means of `completion` and
        `expected`, and how many are `on_track`, `at_risk` and `off_track`; `weight` names a column that says how much each plan counts.

        >>> pf.history(dates, changes, by=["territory"]).to_polars()    # doctest: +SKIP
        """
    def nodes(self, /, as_of: date | None = None, *, horizon: SupportsIndex | None = None, working_days: bool | None = None, rules: CompletionRules | None = None, levels: Sequence[str] | None = None, figures: Sequence[str] | None = None) -> Table:
        """
        The table with the figures of each node beside its own columns: `completion`; with a date also `expected` (CMP-9) and `due_bucket`
        (DUE-1), which is null for what is no open action, as is `blocked`, which is there where the table has `prerequisites`.

        `levels` names the levels whose nodes are actions, by default the lowest one. `figures` chooses among `completion`, `expected`, `due`
        and `blocked`.
        """
    def plans(self, /, as_of: date | None = None, *, horizon: SupportsIndex | None = None, working_days: bool | None = None, rules: CompletionRules | None = None, levels: Sequence[str] | None = None, figures: Sequence[str] | None = None, keep: Sequence[str] | None = None) -> Table:
        """
        A row for each plan, in the order of their first appearance: `completion` and how many nodes have which kind of status; with a date
        also `expected`, `variance`, `health` (CMP-9), and how many open actions are `overdue`, `due_today`, `due_soon`, `later` and `undated`
        (DUE-1). Where the table has `prerequisites`, how many of them are `blocked`; where it has `done_on`, how many actions are
        `done_on_time` and `done_late`, and the `on_time_share` of the former in percent.

        `keep` names columns of the table to keep, from the first row of each plan: a territory, an owner. `levels` names the levels whose nodes
        are actions, by default the lowest one. `figures` chooses among `completion`, `expected`, `due`, `counts`, `on_time` and `blocked`.
        """
    def problems(self, /) -> Table:
        """
        The rows that were set aside, a row for each thing that is wrong: where, the value, the reason, and what would be right.
        """
    @property
    def size(self, /) -> tuple[int, int]:
        """
        How many plans and how many rows it has; rows that were set aside are among them.
        """
    def what_if(self, /, *, rules: CompletionRules | None = None, weight: str | None = None, of: str = "plans", keep: Sequence[str] | None = None, all: bool | None = None) -> Table:
        """
        What would change, before it is changed (CMP-10): a row for each plan, or with `of="nodes"` for each node, whose completion would be
        another by other `rules`, or by the weights in the column that `weight` names: `completion` as it is, `completion_after`, and the
        `difference` in points. `all=True` lists what stays as it is, too; `keep` names columns of the table to keep.

        >>> pf.what_if(rules=kam.CompletionRules(method="leaf_mean"))    # doctest: +SKIP
        """

@final
class PortfolioCreation:
    """
    How far the plans of a portfolio are created; those that were cancelled count nowhere (PLN-4).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> PortfolioCreation: ...
    def __deepcopy__(self, /, _memo: Any) -> PortfolioCreation: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, counted: SupportsIndex, complete: SupportsIndex, overdue: SupportsIndex, completion: Decimal | int | None = None, sections: Sequence[SectionCount], plans: Sequence[PlanCreation]) -> PortfolioCreation: ...
    def __replace__(self, /, **changes: Any) -> PortfolioCreation: ...
    def __repr__(self, /) -> str: ...
    @property
    def complete(self, /) -> int:
        """
        In how many of them every required section is complete.
        """
    @property
    def completion(self, /) -> Decimal | None:
        """
        Complete required sections of all required sections, 0 to 100; absent where there are none.
        """
    @property
    def counted(self, /) -> int:
        """
        How many plans count.
        """
    @property
    def overdue(self, /) -> int:
        """
        How many of them are late.
        """
    @property
    def plans(self, /) -> list[PlanCreation]:
        """
        The plans, in the order in which they were given.
        """
    @property
    def sections(self, /) -> list[SectionCount]:
        """
        The same by section.
        """

@final
class PossibleAction:
    """
    Something that could be done with a request (APR-10).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> PossibleAction: ...
    def __deepcopy__(self, /, _memo: Any) -> PossibleAction: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, action: ApprovalAction | Literal["submit", "approve", "reject", "send_back", "recall", "withdraw_vote", "reassign", "delegate", "revise", "override", "remind", "escalate", "pass_late", "reject_late", "expire"], allowed: bool, needs_reason: bool, reason: str | None = None, help: str | None = None, acting_for: str | None = None) -> PossibleAction: ...
    def __replace__(self, /, **changes: Any) -> PossibleAction: ...
    def __repr__(self, /) -> str: ...
    @property
    def acting_for(self, /) -> str | None:
        """
        For whom it would be done, where for somebody else.
        """
    @property
    def action(self, /) -> ApprovalAction:
        """
        What.
        """
    @property
    def allowed(self, /) -> bool:
        """
        Whether the person may do it now.
        """
    @property
    def help(self, /) -> str | None:
        """
        What would be right.
        """
    @property
    def needs_reason(self, /) -> bool:
        """
        Whether a reason or comment has to be given with it.
        """
    @property
    def reason(self, /) -> str | None:
        """
        Why not.
        """

@final
class PossibleMove:
    """
    A state that an account plan could get next (PLN-1).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> PossibleMove: ...
    def __deepcopy__(self, /, _memo: Any) -> PossibleMove: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, to: PlanState | Literal["draft", "in_approval", "approved", "active", "in_review", "closed", "cancelled"], allowed: bool, needs_reason: bool, needs: str, reason: str | None = None, help: str | None = None) -> PossibleMove: ...
    def __replace__(self, /, **changes: Any) -> PossibleMove: ...
    def __repr__(self, /) -> str: ...
    @property
    def allowed(self, /) -> bool:
        """
        Whether this person may do it now, given a reason where one is needed.
        """
    @property
    def help(self, /) -> str | None:
        """
        What would be right.
        """
    @property
    def needs(self, /) -> str:
        """
        What it needs, in words.
        """
    @property
    def needs_reason(self, /) -> bool:
        """
        Whether it needs a reason.
        """
    @property
    def reason(self, /) -> str | None:
        """
        Why not, where it is not allowed.
        """
    @property
    def to(self, /) -> PlanState:
        """
        The state.
        """

@final
class PrerequisiteRule:
    """
    What finishing a node does while a prerequisite is unfinished (EXE-2).

    - `"refuse"`: It is refused.
    - `"warn"`: It is done, with a warning.
    """
    REFUSE: Final[PrerequisiteRule]
    """
    It is refused.
    """
    WARN: Final[PrerequisiteRule]
    """
    It is done, with a warning.
    """
    def __copy__(self, /) -> PrerequisiteRule: ...
    def __deepcopy__(self, /, _memo: Any) -> PrerequisiteRule: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __int__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, value: str) -> PrerequisiteRule:
        """
        The one with this code, as `value` gives it.
        """
    def __reduce__(self, /) -> tuple[type[Any], tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def value(self, /) -> str:
        """
        The code, as documents write it.
        """

@final
class Problem:
    """
    One thing that is wrong with a document, and where.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> Problem: ...
    def __deepcopy__(self, /, _memo: Any) -> Problem: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, code: str, document: str | None = None, path: str | None = None, id: str | None = None, line: SupportsIndex | None = None, column: SupportsIndex | None = None, value: str | None = None, text: str, help: str | None = None) -> Problem: ...
    def __replace__(self, /, **changes: Any) -> Problem: ...
    def __repr__(self, /) -> str: ...
    @property
    def code(self, /) -> str:
        """
        What kind of mistake; stable.
        """
    @property
    def column(self, /) -> int | None:
        """
        The column, the first is 1.
        """
    @property
    def document(self, /) -> str | None:
        """
        The document it is in, where several were given.
        """
    @property
    def help(self, /) -> str | None:
        """
        What would be right.
        """
    @property
    def id(self, /) -> str | None:
        """
        The id of the node it is about.
        """
    @property
    def line(self, /) -> int | None:
        """
        The line, the first is 1.
        """
    @property
    def path(self, /) -> str | None:
        """
        Where in the document, such as `nodes[3].weight`.
        """
    @property
    def text(self, /) -> str:
        """
        What is wrong.
        """
    @property
    def value(self, /) -> str | None:
        """
        The value as found.
        """

@final
class ProfileView:
    """
    The head of a plan as a person sees it.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> ProfileView: ...
    def __deepcopy__(self, /, _memo: Any) -> ProfileView: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, id: str, title: str | None = None, account: str | None = None, owner: str | None = None, unit: str | None = None, status: str | None = None, start: date | None = None, end: date | None = None) -> ProfileView: ...
    def __replace__(self, /, **changes: Any) -> ProfileView: ...
    def __repr__(self, /) -> str: ...
    @property
    def account(self, /) -> str | None:
        """
        Its account.
        """
    @property
    def end(self, /) -> date | None:
        """
        Its last day.
        """
    @property
    def id(self, /) -> str:
        """
        Its id.
        """
    @property
    def owner(self, /) -> str | None:
        """
        Its owner.
        """
    @property
    def start(self, /) -> date | None:
        """
        Its first day.
        """
    @property
    def status(self, /) -> str | None:
        """
        Its status.
        """
    @property
    def title(self, /) -> str | None:
        """
        Its title.
        """
    @property
    def unit(self, /) -> str | None:
        """
        Its unit.
        """

@final
class QuantityDraft:
    """
    What a node counts, beside a status: from a baseline to a target (CMP-1).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> QuantityDraft: ...
    def __deepcopy__(self, /, _memo: Any) -> QuantityDraft: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, baseline: Decimal | int, target: Decimal | int, actual: Decimal | int | None = None) -> QuantityDraft: ...
    def __replace__(self, /, **changes: Any) -> QuantityDraft: ...
    def __repr__(self, /) -> str: ...
    @property
    def actual(self, /) -> Decimal | None:
        """
        Where it is; absent for still at the baseline.
        """
    @property
    def baseline(self, /) -> Decimal:
        """
        Where it began; up to 9 decimals.
        """
    @property
    def target(self, /) -> Decimal:
        """
        Where it should get to; not the baseline, but it may be below it.
        """

@final
class RequestState:
    """
    Where a request for an approval is in its life (APR-3).

    - `"draft"`: It was sent back to who submitted it.
    - `"pending"`: It waits for the votes of a step.
    - `"approved"`: It is approved.
    - `"rejected"`: It is rejected.
    - `"recalled"`: Who submitted it took it back.
    - `"expired"`: Nobody answered in time.
    """
    APPROVED: Final[RequestState]
    """
    It is approved.
    """
    DRAFT: Final[RequestState]
    """
    It was sent back to who submitted it.
    """
    EXPIRED: Final[RequestState]
    """
    Nobody answered in time.
    """
    PENDING: Final[RequestState]
    """
    It waits for the votes of a step.
    """
    RECALLED: Final[RequestState]
    """
    Who submitted it took it back.
    """
    REJECTED: Final[RequestState]
    """
    It is rejected.
    """
    def __copy__(self, /) -> RequestState: ...
    def __deepcopy__(self, /, _memo: Any) -> RequestState: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __int__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, value: str) -> RequestState:
        """
        The one with this code, as `value` gives it.
        """
    def __reduce__(self, /) -> tuple[type[Any], tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def value(self, /) -> str:
        """
        The code, as documents write it.
        """

@final
class RequestSummary:
    """
    How a request stands.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> RequestSummary: ...
    def __deepcopy__(self, /, _memo: Any) -> RequestSummary: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, id: str, subject: ApprovalSubject, definition: str, state: RequestState | Literal["draft", "pending", "approved", "rejected", "recalled", "expired"], content: str, submitter: str, step: str | None = None, due: date | None = None, waits_for: Sequence[OpenVote], steps: Sequence[ApprovalStep]) -> RequestSummary: ...
    def __replace__(self, /, **changes: Any) -> RequestSummary: ...
    def __repr__(self, /) -> str: ...
    @property
    def content(self, /) -> str:
        """
        The digest of the content that votes are on (APR-8).
        """
    @property
    def definition(self, /) -> str:
        """
        The definition that it follows, as it was when it was submitted (APR-9).
        """
    @property
    def due(self, /) -> date | None:
        """
        The last day on which that can be answered in time.
        """
    @property
    def id(self, /) -> str:
        """
        Its id.
        """
    @property
    def state(self, /) -> RequestState:
        """
        Where it is in its life.
        """
    @property
    def step(self, /) -> str | None:
        """
        The step that is open.
        """
    @property
    def steps(self, /) -> list[ApprovalStep]:
        """
        All steps in order.
        """
    @property
    def subject(self, /) -> ApprovalSubject:
        """
        What has to be approved.
        """
    @property
    def submitter(self, /) -> str:
        """
        Who submitted it.
        """
    @property
    def waits_for(self, /) -> list[OpenVote]:
        """
        The votes that it waits for.
        """

@final
class RetentionState:
    """
    What of a plan is personal, and until when it may be kept (AUD-5).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> RetentionState: ...
    def __deepcopy__(self, /, _memo: Any) -> RetentionState: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, over_since: date | None = None, until: date | None = None, overdue: bool, stakeholders: Sequence[str], erased: SupportsIndex) -> RetentionState: ...
    def __replace__(self, /, **changes: Any) -> RetentionState: ...
    def __repr__(self, /) -> str: ...
    @property
    def erased(self, /) -> int:
        """
        How many were erased.
        """
    @property
    def over_since(self, /) -> date | None:
        """
        The day on which the plan was closed or cancelled, in UTC.
        """
    @property
    def overdue(self, /) -> bool:
        """
        Whether that day has passed and something personal is still there.
        """
    @property
    def stakeholders(self, /) -> list[str]:
        """
        The ids of the stakeholders of whom something personal is known, here or in the history.
        """
    @property
    def until(self, /) -> date | None:
        """
        The last day on which it may be kept; absent while the plan goes on, and where `plan.retention_months` says nothing.
        """

@final
class Right:
    """
    What somebody may do with a part of a plan, from nothing to all (ACC-1).

    - `"none"`: Nothing: it is as if it were not there.
    - `"read"`: See it.
    - `"edit"`: Change it.
    - `"approve"`: Approve it.
    """
    APPROVE: Final[Right]
    """
    Approve it.
    """
    EDIT: Final[Right]
    """
    Change it.
    """
    NONE: Final[Right]
    """
    Nothing: it is as if it were not there.
    """
    READ: Final[Right]
    """
    See it.
    """
    def __copy__(self, /) -> Right: ...
    def __deepcopy__(self, /, _memo: Any) -> Right: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __int__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, value: str) -> Right:
        """
        The one with this code, as `value` gives it.
        """
    def __reduce__(self, /) -> tuple[type[Any], tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def value(self, /) -> str:
        """
        The code, as documents write it.
        """

@final
class RightAnswer:
    """
    The answer to a question about a right, with its reason (ACC-2).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> RightAnswer: ...
    def __deepcopy__(self, /, _memo: Any) -> RightAnswer: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, person: str, right: Right | Literal["none", "read", "edit", "approve"], rule: str | None = None, layer: str | None = None, lost: Sequence[LostRule], closed_by: Sequence[str], changes: Sequence[str], text: str) -> RightAnswer: ...
    def __replace__(self, /, **changes: Any) -> RightAnswer: ...
    def __repr__(self, /) -> str: ...
    @property
    def changes(self, /) -> list[str]:
        """
        What would have to change for the right that is wanted, in words.
        """
    @property
    def closed_by(self, /) -> list[str]:
        """
        The restrictions that close the field to the person.
        """
    @property
    def layer(self, /) -> str | None:
        """
        The layer that this rule comes from.
        """
    @property
    def lost(self, /) -> list[LostRule]:
        """
        The rules that lost to it.
        """
    @property
    def person(self, /) -> str:
        """
        The person.
        """
    @property
    def right(self, /) -> Right:
        """
        What the person may do.
        """
    @property
    def rule(self, /) -> str | None:
        """
        The rule that decided; absent where none is about this and for the person.
        """
    @property
    def text(self, /) -> str:
        """
        All of it in words.
        """

@final
class RightQuestion:
    """
    What a question about a right is about (ACC-1).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> RightQuestion: ...
    def __deepcopy__(self, /, _memo: Any) -> RightQuestion: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, unit: str, step: CycleStep | Literal["foundation", "goals", "targets", "plan", "execution", "measures", "roll_out"], section: PlanSection | Literal["profile", "team", "stakeholders", "analyses", "goals", "hierarchy", "measures", "reviews", "compensation", "approvals"], part: str | None = None, field: str | None = None, plan: str | None = None) -> RightQuestion: ...
    def __replace__(self, /, **changes: Any) -> RightQuestion: ...
    def __repr__(self, /) -> str: ...
    @property
    def field(self, /) -> str | None:
        """
        A field of the section, which may be closed to functions (ACC-3).
        """
    @property
    def part(self, /) -> str | None:
        """
        A part of the section: the name of a level, the type of an analysis.
        """
    @property
    def plan(self, /) -> str | None:
        """
        The plan, for roles in its team.
        """
    @property
    def section(self, /) -> PlanSection:
        """
        The section.
        """
    @property
    def step(self, /) -> CycleStep:
        """
        The step in which it is asked.
        """
    @property
    def unit(self, /) -> str:
        """
        The unit that the plan belongs to; its layer's rules are asked.
        """

@final
class RoleInTeam:
    """
    A role that a person has in the team of a plan.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> RoleInTeam: ...
    def __deepcopy__(self, /, _memo: Any) -> RoleInTeam: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, plan: str, role: str) -> RoleInTeam: ...
    def __replace__(self, /, **changes: Any) -> RoleInTeam: ...
    def __repr__(self, /) -> str: ...
    @property
    def plan(self, /) -> str:
        """
        The id of the plan.
        """
    @property
    def role(self, /) -> str:
        """
        The code of the team role.
        """

@final
class RoleInUnit:
    """
    A role that a person has in a unit; it covers the units below it (ORG-2).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> RoleInUnit: ...
    def __deepcopy__(self, /, _memo: Any) -> RoleInUnit: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, role: str, unit: str) -> RoleInUnit: ...
    def __replace__(self, /, **changes: Any) -> RoleInUnit: ...
    def __repr__(self, /) -> str: ...
    @property
    def role(self, /) -> str:
        """
        The code of the role.
        """
    @property
    def unit(self, /) -> str:
        """
        The unit.
        """

@final
class SectionContent:
    """
    A section of an analysis of the organisation's own, with what it holds (PLN-2).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> SectionContent: ...
    def __deepcopy__(self, /, _memo: Any) -> SectionContent: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, section: str, name: str, holds: str, needed: bool, items: Sequence[str], texts: Sequence[str], number: Decimal | int | None = None, answered_by: Sequence[str]) -> SectionContent: ...
    def __replace__(self, /, **changes: Any) -> SectionContent: ...
    def __repr__(self, /) -> str: ...
    @property
    def answered_by(self, /) -> list[str]:
        """
        The nodes that answer its items.
        """
    @property
    def holds(self, /) -> str:
        """
        What it holds: `text`, `list` or `number`.
        """
    @property
    def items(self, /) -> list[str]:
        """
        Its items, in the order of their ids.
        """
    @property
    def name(self, /) -> str:
        """
        Its name.
        """
    @property
    def needed(self, /) -> bool:
        """
        Whether the analysis is not complete without it.
        """
    @property
    def number(self, /) -> Decimal | None:
        """
        The number, of a section that holds one.
        """
    @property
    def section(self, /) -> str:
        """
        The section.
        """
    @property
    def texts(self, /) -> list[str]:
        """
        Their texts.
        """

@final
class SectionCount:
    """
    How a required section stands over several plans (PLN-4).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> SectionCount: ...
    def __deepcopy__(self, /, _memo: Any) -> SectionCount: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, section: str, required: SupportsIndex, complete: SupportsIndex) -> SectionCount: ...
    def __replace__(self, /, **changes: Any) -> SectionCount: ...
    def __repr__(self, /) -> str: ...
    @property
    def complete(self, /) -> int:
        """
        In how many it is complete.
        """
    @property
    def required(self, /) -> int:
        """
        How many plans need it.
        """
    @property
    def section(self, /) -> str:
        """
        The section.
        """

@final
class SectionState:
    """
    How a required section of a plan stands (PLN-4).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> SectionState: ...
    def __deepcopy__(self, /, _memo: Any) -> SectionState: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, section: str, missing: Sequence[str], counted: bool) -> SectionState: ...
    def __replace__(self, /, **changes: Any) -> SectionState: ...
    def __repr__(self, /) -> str: ...
    @property
    def counted(self, /) -> bool:
        """
        Whether it counts: what is kept elsewhere does not.
        """
    @property
    def missing(self, /) -> list[str]:
        """
        What it lacks, in words; empty where it is complete.
        """
    @property
    def section(self, /) -> str:
        """
        The section.
        """

@final
class SettingDetail:
    """
    A setting: what it is, where that comes from, and what it could be (CFG-2).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> SettingDetail: ...
    def __deepcopy__(self, /, _memo: Any) -> SettingDetail: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, path: str, step: str, value: str, layer: str | None = None, locked_by: str | None = None, preset: str, said: Sequence[SettingSaid], can_be: str, meaning: str, decisions: Sequence[str]) -> SettingDetail: ...
    def __replace__(self, /, **changes: Any) -> SettingDetail: ...
    def __repr__(self, /) -> str: ...
    @property
    def can_be(self, /) -> str:
        """
        What it can be, in words.
        """
    @property
    def decisions(self, /) -> list[str]:
        """
        The ids of the decisions that it answers.
        """
    @property
    def layer(self, /) -> str | None:
        """
        The layer that it comes from; absent for what comes with the library.
        """
    @property
    def locked_by(self, /) -> str | None:
        """
        The layer above that locked it; absent where this layer may change it.
        """
    @property
    def meaning(self, /) -> str:
        """
        What it means.
        """
    @property
    def path(self, /) -> str:
        """
        Its path.
        """
    @property
    def preset(self, /) -> str:
        """
        What it is while no layer says anything, as JSON.
        """
    @property
    def said(self, /) -> list[SettingSaid]:
        """
        What the layers said, the core first.
        """
    @property
    def step(self, /) -> str:
        """
        The step that it belongs to.
        """
    @property
    def value(self, /) -> str:
        """
        Its value, as JSON.
        """

@final
class SettingDifference:
    """
    A setting, an entry of one, or a value of a list that two layers do not have in common (CFG-2).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> SettingDifference: ...
    def __deepcopy__(self, /, _memo: Any) -> SettingDifference: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, path: str, one: str | None = None, one_from: str | None = None, other: str | None = None, other_from: str | None = None) -> SettingDifference: ...
    def __replace__(self, /, **changes: Any) -> SettingDifference: ...
    def __repr__(self, /) -> str: ...
    @property
    def one(self, /) -> str | None:
        """
        What it is in the one; absent where it is not there.
        """
    @property
    def one_from(self, /) -> str | None:
        """
        The layer that says so; absent for what comes with the library.
        """
    @property
    def other(self, /) -> str | None:
        """
        What it is in the other.
        """
    @property
    def other_from(self, /) -> str | None:
        """
        The layer that says so.
        """
    @property
    def path(self, /) -> str:
        """
        Its path; for a value of a list `lists.tactic_type.congress`.
        """

@final
class SettingSaid:
    """
    What a layer says of a setting.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> SettingSaid: ...
    def __deepcopy__(self, /, _memo: Any) -> SettingSaid: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, layer: str | None = None, value: str) -> SettingSaid: ...
    def __replace__(self, /, **changes: Any) -> SettingSaid: ...
    def __repr__(self, /) -> str: ...
    @property
    def layer(self, /) -> str | None:
        """
        The layer; absent for what comes with the library.
        """
    @property
    def value(self, /) -> str:
        """
        The value, as JSON.
        """

@final
class Settings:
    """
    What a plan is read and computed by. What is absent has its default.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> Settings: ...
    def __deepcopy__(self, /, _memo: Any) -> Settings: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, levels: Sequence[LevelDraft] | None = None, statuses: Sequence[StatusDraft] | None = None, completion: CompletionRules | None = None, display: DisplayRules | None = None, health: HealthRules | None = None, calendar: CalendarDraft | None = None, prerequisites: PrerequisiteRule | Literal["refuse", "warn"] | None = None) -> Settings: ...
    def __replace__(self, /, **changes: Any) -> Settings: ...
    def __repr__(self, /) -> str: ...
    @property
    def calendar(self, /) -> CalendarDraft | None:
        """
        The working days.
        """
    @property
    def completion(self, /) -> CompletionRules | None:
        """
        How completion is computed.
        """
    @property
    def display(self, /) -> DisplayRules | None:
        """
        How it is shown.
        """
    @property
    def health(self, /) -> HealthRules | None:
        """
        When a plan is at risk or off track.
        """
    @property
    def levels(self, /) -> list[LevelDraft] | None:
        """
        The levels from top to bottom, 1 to 8; goal, objective, tactic, action by default (EXE-1).
        """
    @property
    def prerequisites(self, /) -> PrerequisiteRule | None:
        """
        What an unfinished prerequisite does; `refuse` by default (EXE-2).
        """
    @property
    def statuses(self, /) -> list[StatusDraft] | None:
        """
        The statuses; open, in_progress, done, cancelled by default (EXE-2).
        """

@final
class Severity:
    """
    How bad a defect of an export is.

    - `"error"`: The row was set aside, or a value was lost to the figures.
    - `"warning"`: The row was used; somebody should look at it.
    """
    ERROR: Final[Severity]
    """
    The row was set aside, or a value was lost to the figures.
    """
    WARNING: Final[Severity]
    """
    The row was used; somebody should look at it.
    """
    def __copy__(self, /) -> Severity: ...
    def __deepcopy__(self, /, _memo: Any) -> Severity: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __int__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, value: str) -> Severity:
        """
        The one with this code, as `value` gives it.
        """
    def __reduce__(self, /) -> tuple[type[Any], tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def value(self, /) -> str:
        """
        The code, as documents write it.
        """

@final
class SkippedBy:
    """
    Why a step asks nobody.

    - `"condition"`: Its condition does not hold.
    - `"not_concerned"`: Nothing changes that it is about (APR-7).
    """
    CONDITION: Final[SkippedBy]
    """
    Its condition does not hold.
    """
    NOT_CONCERNED: Final[SkippedBy]
    """
    Nothing changes that it is about (APR-7).
    """
    def __copy__(self, /) -> SkippedBy: ...
    def __deepcopy__(self, /, _memo: Any) -> SkippedBy: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __int__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, value: str) -> SkippedBy:
        """
        The one with this code, as `value` gives it.
        """
    def __reduce__(self, /) -> tuple[type[Any], tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def value(self, /) -> str:
        """
        The code, as documents write it.
        """

@final
class StakeholderCoverage:
    """
    Whether the stakeholders who matter have somebody who looks after them (PLN-3).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> StakeholderCoverage: ...
    def __deepcopy__(self, /, _memo: Any) -> StakeholderCoverage: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, counted: SupportsIndex, covered: SupportsIndex, share: Decimal | int | None = None, uncovered: Sequence[UncoveredStakeholder]) -> StakeholderCoverage: ...
    def __replace__(self, /, **changes: Any) -> StakeholderCoverage: ...
    def __repr__(self, /) -> str: ...
    @property
    def counted(self, /) -> int:
        """
        How many have the influence or more.
        """
    @property
    def covered(self, /) -> int:
        """
        How many of them have an owner and were in contact.
        """
    @property
    def share(self, /) -> Decimal | None:
        """
        The share, 0 to 100; absent where none counts.
        """
    @property
    def uncovered(self, /) -> list[UncoveredStakeholder]:
        """
        The others.
        """

@final
class StanceGap:
    """
    A stakeholder whose stance is not what is wanted (PLN-3).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> StanceGap: ...
    def __deepcopy__(self, /, _memo: Any) -> StanceGap: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, stakeholder: str, goal: str | None = None, stance: str | None = None, desired: str, planned: Sequence[str]) -> StanceGap: ...
    def __replace__(self, /, **changes: Any) -> StanceGap: ...
    def __repr__(self, /) -> str: ...
    @property
    def desired(self, /) -> str:
        """
        The stance that is wanted.
        """
    @property
    def goal(self, /) -> str | None:
        """
        The goal that it is about; absent for the plan as a whole.
        """
    @property
    def planned(self, /) -> list[str]:
        """
        The open nodes that are about the stakeholder, of the goal where it is one.
        """
    @property
    def stakeholder(self, /) -> str:
        """
        The id.
        """
    @property
    def stance(self, /) -> str | None:
        """
        The stance; absent where nobody said.
        """

@final
class StatusCategory:
    """
    What a status means to the rules (EXE-2).

    - `"open"`: Not begun.
    - `"in_progress"`: Under way.
    - `"done"`: Finished.
    - `"cancelled"`: Given up; it counts for nothing unless the rules say so (CMP-3).
    """
    CANCELLED: Final[StatusCategory]
    """
    Given up; it counts for nothing unless the rules say so (CMP-3).
    """
    DONE: Final[StatusCategory]
    """
    Finished.
    """
    IN_PROGRESS: Final[StatusCategory]
    """
    Under way.
    """
    OPEN: Final[StatusCategory]
    """
    Not begun.
    """
    def __copy__(self, /) -> StatusCategory: ...
    def __deepcopy__(self, /, _memo: Any) -> StatusCategory: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __int__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, value: str) -> StatusCategory:
        """
        The one with this code, as `value` gives it.
        """
    def __reduce__(self, /) -> tuple[type[Any], tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def value(self, /) -> str:
        """
        The code, as documents write it.
        """

@final
class StatusChanged:
    """
    A change that was made to a plan, and the figures after it.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> StatusChanged: ...
    def __deepcopy__(self, /, _memo: Any) -> StatusChanged: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, completion: Decimal | int | None = None, node_completion: Decimal | int | None = None, warnings: Sequence[str], proposals: Sequence[StatusProposal]) -> StatusChanged: ...
    def __replace__(self, /, **changes: Any) -> StatusChanged: ...
    def __repr__(self, /) -> str: ...
    @property
    def completion(self, /) -> Decimal | None:
        """
        The completion of the plan.
        """
    @property
    def node_completion(self, /) -> Decimal | None:
        """
        The completion of the node.
        """
    @property
    def proposals(self, /) -> list[StatusProposal]:
        """
        What should change its status now, the highest first: of the node and the nodes above it. `proposals()` looks at the whole plan (CMP-5).
        """
    @property
    def warnings(self, /) -> list[str]:
        """
        What somebody should know, such as unfinished prerequisites.
        """

@final
class StatusDraft:
    """
    A status of the plan's list (EXE-2).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> StatusDraft: ...
    def __deepcopy__(self, /, _memo: Any) -> StatusDraft: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, code: str, category: StatusCategory | Literal["open", "in_progress", "done", "cancelled"]) -> StatusDraft: ...
    def __replace__(self, /, **changes: Any) -> StatusDraft: ...
    def __repr__(self, /) -> str: ...
    @property
    def category(self, /) -> StatusCategory:
        """
        What it means to the rules.
        """
    @property
    def code(self, /) -> str:
        """
        Its code.
        """

@final
class StatusProposal:
    """
    A parent whose counted children are all done (CMP-5).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> StatusProposal: ...
    def __deepcopy__(self, /, _memo: Any) -> StatusProposal: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, node: str, from_status: str, to_status: str, applied: bool) -> StatusProposal: ...
    def __replace__(self, /, **changes: Any) -> StatusProposal: ...
    def __repr__(self, /) -> str: ...
    @property
    def applied(self, /) -> bool:
        """
        Whether it already counts as done, so that the host should record it.
        """
    @property
    def from_status(self, /) -> str:
        """
        The code of its status.
        """
    @property
    def node(self, /) -> str:
        """
        The parent.
        """
    @property
    def to_status(self, /) -> str:
        """
        The code of the status it should get.
        """

@final
class SubjectFact:
    """
    Something that is known of a subject, for conditions to ask: an amount, a deviation in percent, the type of the account.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> SubjectFact: ...
    def __deepcopy__(self, /, _memo: Any) -> SubjectFact: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, name: str, value: str) -> SubjectFact: ...
    def __replace__(self, /, **changes: Any) -> SubjectFact: ...
    def __repr__(self, /) -> str: ...
    @property
    def name(self, /) -> str:
        """
        Its name.
        """
    @property
    def value(self, /) -> str:
        """
        Its value; a number is a decimal with a point.
        """

@final
class Table:
    """
    A table of figures, in columns.

    polars, pandas, pyarrow and DuckDB read it by the Arrow PyCapsule interface: `polars.DataFrame(table)`, `pyarrow.table(table)`.
    Percentages are exact decimals with 6 places.
    """
    def __arrow_c_schema__(self, /) -> object:
        """
        The type of the table, by the Arrow PyCapsule interface.
        """
    def __arrow_c_stream__(self, /, requested_schema: Any | None = None) -> object:
        """
        The rows of the table, by the Arrow PyCapsule interface. It has the types it has: a requested schema is not cast to.
        """
    def __len__(self, /) -> int: ...
    def __repr__(self, /) -> str: ...
    def column(self, /, name: str) -> list[Any]:
        """
        The values of a column as plain Python ones, without any other library: text, numbers, `Decimal`, `date`, lists, and None for null.

        >>> portfolio.plans().column("completion")    # doctest: +SKIP
        [Decimal('75'), None]
        """
    @property
    def column_names(self, /) -> list[str]:
        """
        The names of the columns.
        """
    @property
    def num_rows(self, /) -> int:
        """
        How many rows it has.
        """
    def to_pandas(self, /) -> Any:
        """
        The table as a `pandas.DataFrame`; pandas and pyarrow must be installed.
        """
    def to_polars(self, /) -> Any:
        """
        The table as a `polars.DataFrame`; polars must be installed.
        """
    def to_pyarrow(self, /) -> Any:
        """
        The table as a `pyarrow.Table`; pyarrow must be installed.
        """

@final
class UncoveredStakeholder:
    """
    A stakeholder who lacks something.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> UncoveredStakeholder: ...
    def __deepcopy__(self, /, _memo: Any) -> UncoveredStakeholder: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, stakeholder: str, lacks: Sequence[str]) -> UncoveredStakeholder: ...
    def __replace__(self, /, **changes: Any) -> UncoveredStakeholder: ...
    def __repr__(self, /) -> str: ...
    @property
    def lacks(self, /) -> list[str]:
        """
        What is lacking: `owner`, `contact`.
        """
    @property
    def stakeholder(self, /) -> str:
        """
        The id.
        """

@final
class ValueList:
    """
    A list of values (LOV-1).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> ValueList: ...
    def __deepcopy__(self, /, _memo: Any) -> ValueList: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, name: str, meaning: str, locked_by: str | None = None, values: Sequence[ListValue]) -> ValueList: ...
    def __replace__(self, /, **changes: Any) -> ValueList: ...
    def __repr__(self, /) -> str: ...
    @property
    def locked_by(self, /) -> str | None:
        """
        The layer above that locked it; absent where this layer may change it.
        """
    @property
    def meaning(self, /) -> str:
        """
        What it is for; empty for one of the organisation's own.
        """
    @property
    def name(self, /) -> str:
        """
        Its name.
        """
    @property
    def values(self, /) -> list[ListValue]:
        """
        Its values, in order.
        """

@final
class ValueUse:
    """
    How often a value is used (LOV-3).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> ValueUse: ...
    def __deepcopy__(self, /, _memo: Any) -> ValueUse: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, code: str, count: SupportsIndex, known: bool, retired: bool, replaced_by: str | None = None) -> ValueUse: ...
    def __replace__(self, /, **changes: Any) -> ValueUse: ...
    def __repr__(self, /) -> str: ...
    @property
    def code(self, /) -> str:
        """
        The code, or a text that is none.
        """
    @property
    def count(self, /) -> int:
        """
        How many records have it.
        """
    @property
    def known(self, /) -> bool:
        """
        Whether the list has it.
        """
    @property
    def replaced_by(self, /) -> str | None:
        """
        The code that replaces it; of a text that is none, the code that it means.
        """
    @property
    def retired(self, /) -> bool:
        """
        Whether it is retired or hidden on the day asked about.
        """

@final
class WaitingRequest:
    """
    What an open request is to a person (APR-6, APR-10).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> WaitingRequest: ...
    def __deepcopy__(self, /, _memo: Any) -> WaitingRequest: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, request: RequestSummary, waits_for_me: bool, acting_for: str | None = None, overdue: bool, actions: Sequence[ApprovalAction | Literal["submit", "approve", "reject", "send_back", "recall", "withdraw_vote", "reassign", "delegate", "revise", "override", "remind", "escalate", "pass_late", "reject_late", "expire"]]) -> WaitingRequest: ...
    def __replace__(self, /, **changes: Any) -> WaitingRequest: ...
    def __repr__(self, /) -> str: ...
    @property
    def acting_for(self, /) -> str | None:
        """
        For whom the person would vote, where for somebody else.
        """
    @property
    def actions(self, /) -> list[ApprovalAction]:
        """
        What the person may do now.
        """
    @property
    def overdue(self, /) -> bool:
        """
        Whether the step that is open should have been answered before.
        """
    @property
    def request(self, /) -> RequestSummary:
        """
        The request.
        """
    @property
    def waits_for_me(self, /) -> bool:
        """
        Whether it waits for the person: a vote, or a draft that was sent back to its submitter.
        """

@final
class Weekday:
    """
    A day of the week.

    - `"monday"`: Monday.
    - `"tuesday"`: Tuesday.
    - `"wednesday"`: Wednesday.
    - `"thursday"`: Thursday.
    - `"friday"`: Friday.
    - `"saturday"`: Saturday.
    - `"sunday"`: Sunday.
    """
    FRIDAY: Final[Weekday]
    """
    Friday.
    """
    MONDAY: Final[Weekday]
    """
    Monday.
    """
    SATURDAY: Final[Weekday]
    """
    Saturday.
    """
    SUNDAY: Final[Weekday]
    """
    Sunday.
    """
    THURSDAY: Final[Weekday]
    """
    Thursday.
    """
    TUESDAY: Final[Weekday]
    """
    Tuesday.
    """
    WEDNESDAY: Final[Weekday]
    """
    Wednesday.
    """
    def __copy__(self, /) -> Weekday: ...
    def __deepcopy__(self, /, _memo: Any) -> Weekday: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __int__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, value: str) -> Weekday:
        """
        The one with this code, as `value` gives it.
        """
    def __reduce__(self, /) -> tuple[type[Any], tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def value(self, /) -> str:
        """
        The code, as documents write it.
        """

@final
class WeightSource:
    """
    Where a weight came from (CMP-11).

    - `"given"`: The node has it.
    - `"one"`: It has none, and that means 1.
    - `"mean"`: It has none, and got the mean of its siblings'.
    - `"zero"`: It has none, and that means 0.
    - `"leaves"`: The leaves below it: an overridden parent stands for them, with the sum of their weights (CMP-4).
    """
    GIVEN: Final[WeightSource]
    """
    The node has it.
    """
    LEAVES: Final[WeightSource]
    """
    The leaves below it: an overridden parent stands for them, with the sum of their weights (CMP-4).
    """
    MEAN: Final[WeightSource]
    """
    It has none, and got the mean of its siblings'.
    """
    ONE: Final[WeightSource]
    """
    It has none, and that means 1.
    """
    ZERO: Final[WeightSource]
    """
    It has none, and that means 0.
    """
    def __copy__(self, /) -> WeightSource: ...
    def __deepcopy__(self, /, _memo: Any) -> WeightSource: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __int__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, value: str) -> WeightSource:
        """
        The one with this code, as `value` gives it.
        """
    def __reduce__(self, /) -> tuple[type[Any], tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def value(self, /) -> str:
        """
        The code, as documents write it.
        """

@final
class WhiteSpace:
    """
    A white space: product by part of the account (PLN-2).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> WhiteSpace: ...
    def __deepcopy__(self, /, _memo: Any) -> WhiteSpace: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, cells: Sequence[WhiteSpaceCell], by_product: Sequence[WhiteSpaceSum], by_unit: Sequence[WhiteSpaceSum], totals: Sequence[WhiteSpaceSum]) -> WhiteSpace: ...
    def __replace__(self, /, **changes: Any) -> WhiteSpace: ...
    def __repr__(self, /) -> str: ...
    @property
    def by_product(self, /) -> list[WhiteSpaceSum]:
        """
        Sums of each product.
        """
    @property
    def by_unit(self, /) -> list[WhiteSpaceSum]:
        """
        Sums of each part of the account.
        """
    @property
    def cells(self, /) -> list[WhiteSpaceCell]:
        """
        Its items by currency, what is not sold most first.
        """
    @property
    def totals(self, /) -> list[WhiteSpaceSum]:
        """
        Sums of all, one for each currency.
        """

@final
class WhiteSpaceCell:
    """
    An item of a white space: what a part of the account could buy of a product, and what it does (PLN-2).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> WhiteSpaceCell: ...
    def __deepcopy__(self, /, _memo: Any) -> WhiteSpaceCell: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, item: str, product: str, account_unit: str | None = None, currency: str | None = None, potential: Decimal | int, current: Decimal | int, difference: Decimal | int, share_of_wallet: Decimal | int | None = None, answered_by: Sequence[str]) -> WhiteSpaceCell: ...
    def __replace__(self, /, **changes: Any) -> WhiteSpaceCell: ...
    def __repr__(self, /) -> str: ...
    @property
    def account_unit(self, /) -> str | None:
        """
        The part of the account; absent for the account as a whole.
        """
    @property
    def answered_by(self, /) -> list[str]:
        """
        The nodes that answer it.
        """
    @property
    def currency(self, /) -> str | None:
        """
        The currency of the figures, by its code of ISO 4217; absent where they are no money (NUM-1).
        """
    @property
    def current(self, /) -> Decimal:
        """
        What is sold.
        """
    @property
    def difference(self, /) -> Decimal:
        """
        Potential less current; below 0 where more is sold than was thought possible.
        """
    @property
    def item(self, /) -> str:
        """
        The item.
        """
    @property
    def potential(self, /) -> Decimal:
        """
        What could be sold.
        """
    @property
    def product(self, /) -> str:
        """
        The product.
        """
    @property
    def share_of_wallet(self, /) -> Decimal | None:
        """
        Current of potential in percent, at 6 decimals; absent without a potential.
        """

@final
class WhiteSpaceSum:
    """
    A sum of a white space; figures of different currencies never add up (NUM-1).
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> WhiteSpaceSum: ...
    def __deepcopy__(self, /, _memo: Any) -> WhiteSpaceSum: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, of: str | None = None, currency: str | None = None, potential: Decimal | int | None = None, current: Decimal | int | None = None, difference: Decimal | int | None = None, share_of_wallet: Decimal | int | None = None) -> WhiteSpaceSum: ...
    def __replace__(self, /, **changes: Any) -> WhiteSpaceSum: ...
    def __repr__(self, /) -> str: ...
    @property
    def currency(self, /) -> str | None:
        """
        The currency; absent where the figures are no money.
        """
    @property
    def current(self, /) -> Decimal | None:
        """
        What is sold.
        """
    @property
    def difference(self, /) -> Decimal | None:
        """
        Potential less current.
        """
    @property
    def of(self, /) -> str | None:
        """
        Of which product or part of the account; absent for all, and for figures without a part.
        """
    @property
    def potential(self, /) -> Decimal | None:
        """
        What could be sold; absent beyond ±10¹⁵, here and below.
        """
    @property
    def share_of_wallet(self, /) -> Decimal | None:
        """
        Current of potential in percent, at 6 decimals.
        """

@final
class WrittenFile:
    """
    A file that was written.
    """
    __match_args__: Final[tuple[str, ...]]
    def __copy__(self, /) -> WrittenFile: ...
    def __deepcopy__(self, /, _memo: Any) -> WrittenFile: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs_ex__(self, /) -> tuple[tuple[()], dict[str, Any]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, name: str, rows: SupportsIndex, unmapped: Sequence[str], left_out: SupportsIndex) -> WrittenFile: ...
    def __replace__(self, /, **changes: Any) -> WrittenFile: ...
    def __repr__(self, /) -> str: ...
    @property
    def left_out(self, /) -> int:
        """
        Rows of record types that the mapping of the export does not take, which are not in a file of another flavour.
        """
    @property
    def name(self, /) -> str:
        """
        Its name.
        """
    @property
    def rows(self, /) -> int:
        """
        Its rows.
        """
    @property
    def unmapped(self, /) -> list[str]:
        """
        Columns with values that plans were made from and that the mapping of the file has no name for; read by it, plans are made without them.
        """

def account_plan_schema() -> str:
    """
    The JSON Schema of the document of an account plan with its history.
    """

def approval_request_schema() -> str:
    """
    The JSON Schema of the document of a request for an approval.
    """

def build_plan(draft: PlanDraft) -> Plan:
    """
    Makes a plan from plain values.

    Everything wrong with them is reported at once, with the path of each value.
    """

def check_mapping(document: str) -> MappingSummary:
    """
    Checks a mapping document and says what it covers. Everything wrong with it is reported at once, with line and column.
    """

def configuration_schema() -> str:
    """
    The JSON Schema of a document of a configuration, for editors; it holds for TOML too.
    """

def display_completion(completion: Decimal | int, rules: DisplayRules | None = None) -> str:
    """
    A completion as a person sees it: rounded as asked, without a `%` (CMP-6).

    With the guard on, which is the default, below 100 never shows as 100 and above 0 never as 0.
    """

def export_plans(plans: Sequence[str], options: ExportOptions, progress: Any | None = None) -> Export:
    """
    Plans as an export in the flavour of a mapping: to be written as files that a loader takes, and to be asked together.

    `plans` are their documents; they share one set of settings, and `options` names the mapping. A node's level is the mapping's of the
    same name; where it has none, levels go by their places, the highest first. What the mapping has no name for goes into columns
    that begin with `kam_`; `unmapped` of a written file names them.

    `progress` is called now and then with the file, the bytes read, and all bytes or None. It, and Ctrl-C, can end the work
    by raising.
    """

def firewall_document(name: str) -> str:
    """
    A layer as TOML that keeps medical and sales apart, under this name: rules and closed fields to start from, nothing else is allowed (ACC-5).
    """

def load_export(folder: str | PathLike[str], options: ExportOptions | None = None, progress: Any | None = None) -> Export:
    """
    Reads an export of a CRM system: a folder with one CSV file, or Vault query JSON, for each object.

    What is wrong with it does not stop it: see `defects` of the result. Only files directly in the folder are read.

    `progress` is called now and then with the file, the bytes read, and all bytes or None. It, and Ctrl-C, can end the work
    by raising.
    """

def load_export_files(files: Sequence[ExportFile], options: ExportOptions | None = None, progress: Any | None = None) -> Export:
    """
    Reads an export from files in memory, each with its name and content.

    `progress` is called now and then with the file, the bytes read, and all bytes or None. It, and Ctrl-C, can end the work
    by raising.
    """

def mapping_document(name: str) -> str:
    """
    The document of a shipped mapping, as TOML: to read, or to start an own one from.
    """

def open_configuration(files: Sequence[ConfigurationFile]) -> Configuration:
    """
    Opens a configuration from its documents, a layer each, in any order: one is the core, the others lie on it or on each other (CFG-1).

    Everything wrong with all of them is reported at once, with document, line and column. No other file is read.
    """

def open_plan(document: str) -> Plan:
    """
    Opens a plan from its document: JSON text, as the guide's page on the plan document describes it.

    Everything wrong with the document is reported at once, with path, line and column.
    """

def plan_schema() -> str:
    """
    The JSON Schema of the plan document, for editors.
    """

def shipped_mappings() -> list[str]:
    """
    The names of the mappings that come with the library.
    """

def version() -> str:
    """
    The version of this library.
    """
