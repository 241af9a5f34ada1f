/* Written by `npm run build` from the contract. */

/** An exact decimal as text, without exponent and without trailing zeros: `"33.333333"`. Never a number. */
export type Dec = string
/** A calendar date, `"YYYY-MM-DD"`. */
export type Day = string
/** A moment in RFC 3339 with a zone: `"2026-05-01T10:00:00Z"`. */
export type Stamp = string
/** The content of a file. */
export type Bytes = Uint8Array

/**
 * What a status means to the rules (EXE-2).
 *
 * - `open`: Not begun.
 * - `in_progress`: Under way.
 * - `done`: Finished.
 * - `cancelled`: Given up; it counts for nothing unless the rules say so (CMP-3).
 */
export type StatusCategory = 'open' | 'in_progress' | 'done' | 'cancelled'

/**
 * How a parent gets its completion from what is below it (CMP-2).
 *
 * - `weighted_mean`: The weighted mean of the counted children.
 * - `completed_share`: The share of the counted children that are done by status, as CRM screens show it.
 * - `leaf_share`: The share of the counted leaves anywhere below that are done.
 * - `leaf_mean`: The weighted mean of the counted leaves anywhere below, each with its own weight.
 * - `lowest`: The smallest completion of the counted children.
 * - `own`: Its own progress, as if it were a leaf.
 */
export type Method = 'weighted_mean' | 'completed_share' | 'leaf_share' | 'leaf_mean' | 'lowest' | 'own'

/**
 * What a cancelled node does to the number above it (CMP-3).
 *
 * - `exclude`: It is left out.
 * - `open`: It counts like an open one.
 */
export type CancelledRule = 'exclude' | 'open'

/**
 * The completion of a parent below which nothing counts (CMP-3).
 *
 * - `own_status`: What its own status gives, as for a leaf.
 * - `zero`: 0.
 * - `exclude`: None, and it is not counted one level up.
 */
export type EmptyRule = 'own_status' | 'zero' | 'exclude'

/**
 * The weight of a node that has none (CMP-11).
 *
 * - `one`: 1.
 * - `mean`: The mean of its siblings' positive weights, else 1.
 * - `zero`: 0, so it moves no number above it.
 * - `refuse`: None: the computation is refused and names every such node.
 */
export type MissingWeightRule = 'one' | 'mean' | 'zero' | 'refuse'

/**
 * What happens to a parent whose counted children are all done (CMP-5).
 *
 * - `off`: Nothing.
 * - `propose`: It is proposed to mark it done.
 * - `set`: It counts as done for what is above it, and the host is told to record it.
 */
export type AutoComplete = 'off' | 'propose' | 'set'

/**
 * How a completion is rounded on the screen (CMP-6).
 *
 * - `half_up`: To the nearest; a half goes up.
 * - `half_even`: To the nearest; a half goes to the even neighbour.
 * - `down`: Towards zero.
 */
export type DisplayRounding = 'half_up' | 'half_even' | 'down'

/**
 * A day of the week.
 *
 * - `monday`: Monday.
 * - `tuesday`: Tuesday.
 * - `wednesday`: Wednesday.
 * - `thursday`: Thursday.
 * - `friday`: Friday.
 * - `saturday`: Saturday.
 * - `sunday`: Sunday.
 */
export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday'

/**
 * What happens to a due date on a weekend or holiday (DUE-1).
 *
 * - `keep`: It stays.
 * - `next`: It moves to the next working day.
 * - `previous`: It moves to the working day before.
 */
export type DayOff = 'keep' | 'next' | 'previous'

/**
 * What finishing a node does while a prerequisite is unfinished (EXE-2).
 *
 * - `refuse`: It is refused.
 * - `warn`: It is done, with a warning.
 */
export type PrerequisiteRule = 'refuse' | 'warn'

/**
 * How a plan stands to what is expected of it (CMP-9).
 *
 * - `on_track`: Less far behind than `at_risk` points.
 * - `at_risk`: Behind by `at_risk` points or more.
 * - `off_track`: Behind by `off_track` points or more.
 */
export type Health = 'on_track' | 'at_risk' | 'off_track'

/**
 * When something is due, seen from a date (DUE-1).
 *
 * - `overdue`: Before the date.
 * - `today`: On the date.
 * - `soon`: Within the horizon.
 * - `later`: Behind the horizon.
 * - `undated`: Without a due date.
 */
export type DueBucket = 'overdue' | 'today' | 'soon' | 'later' | 'undated'

/**
 * Where a weight came from (CMP-11).
 *
 * - `given`: The node has it.
 * - `one`: It has none, and that means 1.
 * - `mean`: It has none, and got the mean of its siblings'.
 * - `zero`: It has none, and that means 0.
 * - `leaves`: The leaves below it: an overridden parent stands for them, with the sum of their weights (CMP-4).
 */
export type WeightSource = 'given' | 'one' | 'mean' | 'zero' | 'leaves'

/**
 * Why a node moved no number above it (CMP-7).
 *
 * - `cancelled`: It is cancelled.
 * - `zero_weight`: Its weight is 0.
 * - `missing_weight`: It has no weight, and that means 0.
 * - `no_completion`: It has no completion.
 */
export type LeftOutReason = 'cancelled' | 'zero_weight' | 'missing_weight' | 'no_completion'

/**
 * Why a node has the completion it has, apart from an override (CMP-7).
 *
 * - `done`: A leaf that is done: 100.
 * - `open`: A leaf that is open: 0.
 * - `in_progress`: A leaf under way that says nothing of how far: 0.
 * - `progress`: A leaf under way, by its own progress.
 * - `quantity`: A leaf under way, by its quantity.
 * - `cancelled`: Cancelled: none.
 * - `method`: A parent, by its method.
 * - `empty_own_status`: Nothing below it counts: its own status.
 * - `empty_zero`: Nothing below it counts: 0.
 * - `empty_excluded`: Nothing below it counts: none.
 * - `nothing_counted`: A plan in which nothing counts: none.
 * - `own`: A parent whose method is its own progress.
 */
export type Basis = 'done' | 'open' | 'in_progress' | 'progress' | 'quantity' | 'cancelled' | 'method' | 'empty_own_status' | 'empty_zero' | 'empty_excluded' | 'nothing_counted' | 'own'

/**
 * What a figure of the CRM differs from.
 *
 * - `vendor_differs`: From what its own rule gives: it was not brought up to date.
 * - `rule_differs`: From the completion by the settings of the plan: it is what its own rule gives, and the rule hides something.
 */
export type DifferenceKind = 'vendor_differs' | 'rule_differs'

/**
 * How far a decision is taken (CFG-4).
 *
 * - `answered`: A layer says something about it.
 * - `default`: Nobody said anything, and what comes with the library holds.
 * - `open`: Nobody said anything, and the library cannot know.
 */
export type DecisionState = 'answered' | 'default' | 'open'

/**
 * Where a phase of a planning cycle stands on a day (CYC-2).
 *
 * - `ahead`: It opens on a later day.
 * - `open`: The day lies in its window.
 * - `closed`: It closed on an earlier day.
 */
export type PhaseState = 'ahead' | 'open' | 'closed'

/**
 * What somebody may do with a part of a plan, from nothing to all (ACC-1).
 *
 * - `none`: Nothing: it is as if it were not there.
 * - `read`: See it.
 * - `edit`: Change it.
 * - `approve`: Approve it.
 */
export type Right = 'none' | 'read' | 'edit' | 'approve'

/**
 * A section of an account plan, as rights know it (ACC-1).
 *
 * - `profile`: What the plan is about.
 * - `team`: The account team.
 * - `stakeholders`: The stakeholders of the account.
 * - `analyses`: The situation analyses; a part is the type of one.
 * - `goals`: The goals of the organisation that the plan answers.
 * - `hierarchy`: The nodes of the plan; a part is one of its levels.
 * - `measures`: Measures.
 * - `reviews`: Reviews.
 * - `compensation`: Compensation.
 * - `approvals`: Approvals.
 */
export type PlanSection = 'profile' | 'team' | 'stakeholders' | 'analyses' | 'goals' | 'hierarchy' | 'measures' | 'reviews' | 'compensation' | 'approvals'

/**
 * A step of the account planning cycle, and what lies around the five of them.
 *
 * - `foundation`: What is decided before all else.
 * - `goals`: Step 1: set goals.
 * - `targets`: Step 2: identify targets.
 * - `plan`: Step 3: create the account plan.
 * - `execution`: Step 4: execute it.
 * - `measures`: Step 5: measure.
 * - `roll_out`: Scope, waves and training.
 */
export type CycleStep = 'foundation' | 'goals' | 'targets' | 'plan' | 'execution' | 'measures' | 'roll_out'

/**
 * Which rows of changed plans are written.
 *
 * - `changed`: Those with a cell that changed, and new ones.
 * - `all`: Every row of these plans.
 */
export type ChangedRows = 'changed' | 'all'

/**
 * How bad a defect of an export is.
 *
 * - `error`: The row was set aside, or a value was lost to the figures.
 * - `warning`: The row was used; somebody should look at it.
 */
export type Severity = 'error' | 'warning'

/**
 * What an object of an account plan is.
 *
 * - `plan`: The plan itself.
 * - `member`: A member of the account team; its id is the person's.
 * - `stakeholder`: A stakeholder of the account.
 * - `relation`: How one stakeholder stands to another.
 * - `relationship`: The relationship of a member of the account team with a stakeholder.
 * - `position`: Where a stakeholder stands on one goal.
 * - `analysis`: A situation analysis.
 * - `item`: An item of a situation analysis.
 * - `node`: A goal, objective, tactic or action.
 * - `measure`: A measure that the plan is measured by.
 */
export type ObjectKind = 'plan' | 'member' | 'stakeholder' | 'relation' | 'relationship' | 'position' | 'analysis' | 'item' | 'node' | 'measure'

/**
 * Where an account plan is in its life (PLN-1).
 *
 * - `draft`: It is written.
 * - `in_approval`: It waits for its approval, and is locked.
 * - `approved`: It is approved and has not begun.
 * - `active`: It is carried out.
 * - `in_review`: It is looked back on.
 * - `closed`: It is over.
 * - `cancelled`: It was given up.
 */
export type PlanState = 'draft' | 'in_approval' | 'approved' | 'active' | 'in_review' | 'closed' | 'cancelled'

/**
 * How a plan is made from another one (PLN-5, CYC-4).
 *
 * - `template`: Structure, weights and planned dates come along.
 * - `last_cycle`: What is carried over comes along as it is, with team, stakeholders, analyses and measures.
 */
export type MakeFrom = 'template' | 'last_cycle'

/**
 * Where a request for an approval is in its life (APR-3).
 *
 * - `draft`: It was sent back to who submitted it.
 * - `pending`: It waits for the votes of a step.
 * - `approved`: It is approved.
 * - `rejected`: It is rejected.
 * - `recalled`: Who submitted it took it back.
 * - `expired`: Nobody answered in time.
 */
export type RequestState = 'draft' | 'pending' | 'approved' | 'rejected' | 'recalled' | 'expired'

/**
 * What can be done with a request for an approval (APR-3).
 *
 * - `submit`: Asks for the approval, and again after it was sent back.
 * - `approve`: Votes for it.
 * - `reject`: Votes against it.
 * - `send_back`: Sends it back to an earlier step, or to who submitted it.
 * - `recall`: Takes it back.
 * - `withdraw_vote`: Takes an own vote back while the step is open.
 * - `reassign`: Gives a vote to somebody else for good.
 * - `delegate`: Lets somebody else vote in one's place.
 * - `revise`: Puts changed content in the place of what was submitted; the votes on that are void.
 * - `override`: Decides instead of the approvers.
 * - `remind`: Reminds whoever has not voted in time.
 * - `escalate`: Gives the votes of whoever has not voted in time to their managers.
 * - `pass_late`: Counts a step as approved that took too long.
 * - `reject_late`: Rejects what took too long.
 * - `expire`: Ends what took too long.
 */
export type ApprovalAction = 'submit' | 'approve' | 'reject' | 'send_back' | 'recall' | 'withdraw_vote' | 'reassign' | 'delegate' | 'revise' | 'override' | 'remind' | 'escalate' | 'pass_late' | 'reject_late' | 'expire'

/**
 * Why a step asks nobody.
 *
 * - `condition`: Its condition does not hold.
 * - `not_concerned`: Nothing changes that it is about (APR-7).
 */
export type SkippedBy = 'condition' | 'not_concerned'

/**
 * What happens to a table with rows that cannot be used.
 *
 * - `refuse`: It is refused, and every such row is named.
 * - `set_aside`: They are left out with what hangs below them, and `problems` names them.
 */
export type BadRows = 'refuse' | 'set_aside'

/**
 * A kind of figures of a portfolio.
 *
 * - `completion`: Completion.
 * - `expected`: Expected completion, variance and health; needs a date (CMP-9).
 * - `due`: What is due; needs a date (DUE-1).
 * - `counts`: How many nodes have which kind of status.
 * - `on_time`: What was done on time and late; needs the column `done_on`.
 * - `blocked`: What is blocked; needs the column `prerequisites`.
 */
export type FigureKind = 'completion' | 'expected' | 'due' | 'counts' | 'on_time' | 'blocked'

/**
 * A kind of figures as of many dates.
 *
 * - `completion`: Completion.
 * - `expected`: Expected completion, variance and health (CMP-9).
 */
export type HistoryFigureKind = 'completion' | 'expected'

/**
 * What is put together to groups.
 *
 * - `plans`: Plans, each by the values of its first row.
 * - `actions`: Actions, each by the values of its own row.
 */
export type Grouped = 'plans' | 'actions'

/**
 * What is compared with what it would be.
 *
 * - `plans`: Plans.
 * - `nodes`: Nodes.
 */
export type Compared = 'plans' | 'nodes'

/** What happened: the stable code with its details. */
export type Fault =
  /** A plan document that is no JSON, or holds keys, types, values or nodes that no plan can have. Everything wrong is listed at once. */
  | { code: 'invalid_document', problems: Array<Problem> }
  /** Plain values that make no plan: values out of range, unknown parents, circles. Everything wrong is listed at once. */
  | { code: 'invalid_plan', problems: Array<Problem> }
  /** An argument outside its range or list. */
  | { code: 'invalid_value', field: string, value: string, reason: string, help: string | null }
  /** There is no node with this id here: the plan has none, or no plan of the export. */
  | { code: 'unknown_node', node: string, setAside: string | null, nearest: Array<string> }
  /** There is no plan with this id here: the export has none, or the question that was put to a plan names another one. */
  | { code: 'unknown_plan', plan: string, setAside: string | null, nearest: Array<string> }
  /** There is no shipped mapping of this name. */
  | { code: 'unknown_mapping', mapping: string, nearest: Array<string>, known: Array<string> }
  /** A mapping document with mistakes. Everything wrong is listed at once. */
  | { code: 'invalid_mapping', problems: Array<Problem> }
  /** A change of a status that the rules do not allow (EXE-2). The plan is as it was. */
  | { code: 'status_refused', node: string, reason: string, help: string | null }
  /** A node that cannot be finished before others are (EXE-2). The plan is as it was. */
  | { code: 'prerequisite_unfinished', node: string, blockedBy: Array<string> }
  /** Nodes without a weight where the rules ask for one (CMP-11). */
  | { code: 'missing_weight', nodes: Array<string> }
  /** A file or folder that cannot be read. */
  | { code: 'cannot_read', path: string, reason: string }
  /** A file or folder that cannot be written. */
  | { code: 'cannot_write', path: string, reason: string }
  /** Input beyond a stated limit. */
  | { code: 'limit_exceeded', what: string, limit: Dec, place: string | null, help: string | null }
  /** A mistake in this library, never in the input. Please report it with the detail. */
  | { code: 'internal', detail: string }
  /** Long work that was ended by the one who followed it. */
  | { code: 'interrupted', work: string }
  /** Several arguments, or fields of them, of the wrong kind or outside their range or list. They are listed at once; a single one is `invalid_value`. */
  | { code: 'invalid_values', problems: Array<Problem> }
  /** A table that no portfolio can be made of: columns that are missing or of another type, or rows that cannot be used. All are listed at once. */
  | { code: 'invalid_table', problems: Array<Problem> }
  /** A document of settings with mistakes, or settings that do not fit the mapping. Everything wrong is listed at once. */
  | { code: 'invalid_settings', problems: Array<Problem> }
  /** Documents that make no configuration: wrong keys, types or names, settings locked above. Everything wrong is listed at once (CFG-1, CFG-5). */
  | { code: 'invalid_configuration', problems: Array<Problem> }
  /** A code that a list of values does not have, or that is not in use on the day (LOV-2). */
  | { code: 'value_refused', list: string, value: string, reason: string, help: string | null }
  /** Something that the configuration has switched off (CFG-3). Its data is kept. */
  | { code: 'feature_off', feature: string, layer: string, stage: string }
  /** A change of an account plan that was not made: not allowed, in conflict with another one, or none that can be. The plan is as it was (AUD-3). */
  | { code: 'change_refused', refusal: string, reason: string, help: string | null, kind: string | null, id: string | null, field: string | null }
  /** Something that cannot be done with a request for an approval, or not by this person. The request is as it was (APR-3, APR-4). */
  | { code: 'approval_refused', refusal: string, reason: string, help: string | null }
  /** A history that is not what it was: an entry was altered, lost, added or put in another order (AUD-2). */
  | { code: 'broken_history', place: number, reason: string }

/** The stable code of a fault. */
export type FaultCode = 'invalid_document' | 'invalid_plan' | 'invalid_value' | 'unknown_node' | 'unknown_plan' | 'unknown_mapping' | 'invalid_mapping' | 'status_refused' | 'prerequisite_unfinished' | 'missing_weight' | 'cannot_read' | 'cannot_write' | 'limit_exceeded' | 'internal' | 'interrupted' | 'invalid_values' | 'invalid_table' | 'invalid_settings' | 'invalid_configuration' | 'value_refused' | 'feature_off' | 'change_refused' | 'approval_refused' | 'broken_history'

/** What every operation of kam fails with. `fault` holds the details; narrow it by its `code`. */
export declare class KamError extends Error {
  /** The stable code. */
  readonly code: FaultCode
  /** The code with its details. */
  readonly fault: Fault
}

