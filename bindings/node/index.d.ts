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


/**
 * Which binding artifact the generated loader actually loaded: `'native'` for
 * a native addon, otherwise the `platformArchABI` of the WASI flavor. Every
 * flavor napi-rs can build is listed, because `NAPI_RS_NATIVE_LIBRARY_PATH`
 * can point the loader at a WASI artifact this package does not build itself.
 */
export declare const __napiBindingTarget: 'native' | 'wasm32-wasi' | 'wasm32-wasip1'

/** Who makes a change, when, why, and on which version. */
export interface Act {
  /** The person, with roles. The role in the plan's team comes from the plan. */
  person: Person
  /** The moment. */
  at: Stamp
  /** The local date of the market, which lists of values go by; that of the moment in UTC where it is left out (NUM-4). */
  on?: Day
  /** The step of the planning cycle, which rights can hang on; `execution` where it is left out. */
  step?: CycleStep
  /** Why. */
  reason?: string
  /** The id of the person for whom somebody acts. The rights are those of who acts. */
  actingFor?: string
  /** The version that the person saw; the newest where it is left out (AUD-4). */
  madeOn?: number
  /** 16 to 64 visible characters by chance, others for each change: personal values are digested with it (AUD-5). */
  salt?: string
}

/** Who acts, and when. Nothing here reads a clock, so every change names its moment. */
export interface Acting {
  /** The id of the person, 1 to 64 visible characters. */
  person: string
  /** The moment. */
  at: Stamp
}

/** Who does something with a request, when and why, and how it is signed. */
export interface ApprovalAct {
  /** The person, with roles. */
  person: Person
  /** The moment. */
  at: Stamp
  /** The local date of the market, which time limits go by; that of the moment in UTC where it is left out (NUM-4). */
  on?: Day
  /** The comment or reason. */
  reason?: string
  /** The id of the person for whom somebody acts (APR-5). Without it the own vote is used, then one that was given over, then the first that a delegation gives. */
  actingFor?: string
  /** The person's name as it is signed (APR-8). */
  signedAs?: string
  /** What the vote is said to mean (APR-8). */
  meaning?: string
  /** How the host knows that it is this person (APR-8). */
  authenticatedBy?: string
}

/** Something that happened to a request. */
export interface ApprovalEvent {
  /** Its number, from 1. */
  number: number
  /** The moment. */
  at: Stamp
  /** The local date of the market. */
  on: Day
  /** Who did it. */
  person: string
  /** For whom. */
  actingFor?: string
  /** What was done. */
  action: ApprovalAction
  /** The step that it was done in, or to which it was sent back. */
  step?: string
  /** The comment or reason. */
  reason?: string
  /** The person's name as it was signed. */
  signedAs?: string
  /** What the vote was said to mean. */
  meaning?: string
  /** How the host knew that it was this person. */
  authenticatedBy?: string
  /** The digest of the content that was submitted or voted on. */
  content?: string
  /** Whose vote was given to somebody else. */
  givenBy?: string
  /** To whom. */
  givenTo?: string
  /** What was decided instead of the approvers: whether it is approved. */
  approves?: boolean
  /** Until when the step that is open then has to be answered. */
  due?: Day
  /** Its digest. */
  digest: string
}

/** The people that approvers are found among, as they are on the day. */
export interface ApprovalPeople {
  /** They, with their roles. */
  people: Array<Person>
  /** Who manages whom. */
  managers?: Array<ManagerOf>
  /** Who acts for whom. */
  delegations?: Array<Delegation>
}

/** A step of a request. */
export interface ApprovalStep {
  /** Its id. */
  id: string
  /** Why it asks nobody; absent where it asks somebody. */
  skipped?: SkippedBy
  /** Whom it asked when it was submitted. */
  approvers: Array<string>
  /** How many votes it needs. */
  needed: number
  /** The votes that count. */
  votes: Array<GivenVote>
  /** Whether it is the one that is open. */
  open: boolean
  /** When it is needed, as the definition says; always where it is absent. */
  when?: string
  /** The fields of an amendment that it is about; all where there are none. */
  concerns: Array<string>
  /** What should happen when it is late: `remind`, `escalate`, `approve`, `reject`, `expire`; absent for a step without a time limit. */
  whenLate?: string
  /** What an approval in it has to be said to mean. */
  meaning?: string
  /** Whether an approval in it needs a comment. */
  comment: boolean
}

/** What has to be approved. */
export interface ApprovalSubject {
  /** What it is: `account_plan`, `amendment`, `goal`, `completion_override`, or what the host names. */
  kind: string
  /** Its id. */
  id: string
  /** The unit that it belongs to. */
  unit: string
}

/** The working days of a market (DUE-1). */
export interface CalendarDraft {
  /** The days of the weekend. */
  weekend?: Array<Weekday>
  /** The holidays. */
  holidays?: Array<Day>
  /** What happens to a due date on a day off; `keep` by default. */
  dayOff?: DayOff
}

/** A change that was made. */
export interface ChangeDone {
  /** The version of the plan after it: the number of its entry. */
  version: number
  /** Every field that changed. */
  changes: Array<FieldChange>
  /** The completion of the plan after it, 0 to 100; absent where nothing counts, and where the person may not see it (ACC-5). */
  completion?: Dec
  /** Unfinished prerequisites of a node that was finished all the same (EXE-2). */
  unfinishedPrerequisites: Array<string>
  /** What should change its status now (CMP-5). */
  proposals: Array<StatusProposal>
  /** What is allowed and not wise, in words. */
  warnings: Array<string>
}

/** How a table of changes is read. */
export interface ChangesOptions {
  /** What its columns are called otherwise. */
  names?: ColumnNames
}

/** A change of another copy that could not be made here (AUD-4). */
export interface Clash {
  /** The entry of the other copy. */
  entry: HistoryEntry
  /** Why not, as a code: mostly `conflict`. */
  refusal: string
  /** The same in words; a conflict names both changes. */
  reason: string
  /** What would be right. */
  help?: string
}

/** What the columns of a table are called, where they are called otherwise. */
export interface ColumnNames {
  /** The column with the id of the plan. */
  plan?: string
  /** The column with the id of the node. */
  node?: string
  /** The column with the id of the node above. */
  parent?: string
  /** The column with the level. */
  level?: string
  /** The column with the status. */
  status?: string
  /** The column with the weight. */
  weight?: string
  /** The column with the node's own progress. */
  progress?: string
  /** The column that says where a quantity began. */
  baseline?: string
  /** The column that says where a quantity should get to. */
  target?: string
  /** The column that says where a quantity is. */
  actual?: string
  /** The column with a completion set by hand. */
  override?: string
  /** The column with the planned start. */
  start?: string
  /** The column with the due date. */
  due?: string
  /** The column with the last day of the plan. */
  planEnd?: string
  /** The column with the day on which a node was done. */
  doneOn?: string
  /** The column with the ids of the nodes that a node waits for. */
  prerequisites?: string
  /** The column with the day on which a node came into being. */
  created?: string
  /** In a table of changes, the column with the day of a change. */
  on?: string
}

/** What is known of a competitor, for one of the own products or for all (PLN-2). */
export interface CompetitorLine {
  /** The competitor. */
  competitor: string
  /** The own product that it stands against; absent for all. */
  product?: string
  /** Its share, 0 to 100: the sum of those of its items; absent where none has one, and beyond 100. */
  share?: Dec
  /** Its items. */
  items: Array<string>
  /** The nodes that answer them. */
  answeredBy: Array<string>
}

/** Who marked a node done, and when (EXE-2). */
export interface CompletedDraft {
  /** The id of the person. */
  by: string
  /** When. */
  at: Stamp
}

/** How completion is computed (CMP-2, CMP-3, CMP-5, CMP-11). What is absent stays as the plan's settings have it. */
export interface CompletionRules {
  /** The method of every level that has none of its own; `weighted_mean` by default. */
  method?: Method
  /** Levels with a method of their own. */
  levels?: Array<LevelMethod>
  /** What a cancelled node does; `exclude` by default. */
  cancelled?: CancelledRule
  /** The completion of a parent below which nothing counts; `own_status` by default. */
  empty?: EmptyRule
  /** The weight of a node that has none; `one` by default. */
  missingWeight?: MissingWeightRule
  /** What happens to a parent whose children are all done; `off` by default. */
  autoComplete?: AutoComplete
}

/** A document of a configuration: one layer of it (CFG-1). */
export interface ConfigurationFile {
  /** Its name, which messages use. One that ends with `.json` is JSON, one that ends with `.md` a filled questionnaire, every other TOML. */
  name: string
  /** Its content, at most 4 MiB. */
  content: string
}

/** How far a plan is created (PLN-4). */
export interface CreationState {
  /** The share of the required sections that are complete, 0 to 100; absent where none counts. */
  completion?: Dec
  /** The day on which it should be created; absent for a plan without a start. */
  due?: Day
  /** The required sections. */
  sections: Array<SectionState>
}

/** A planning cycle on a day: what is open, what closes when, what is late (CYC-1, CYC-2). */
export interface CycleStatus {
  /** The name of the cycle: `2026`, or its first and last month. */
  cycle: string
  /** Its first day. */
  first: Day
  /** Its last day. */
  last: Day
  /** The shared cycle that it follows some months later, where it does. */
  followed?: string
  /** The first day of the next one. */
  next?: Day
  /** Its phases in the order of their windows. */
  phases: Array<PhaseStatus>
  /** Days of the cycle that no phase covers. */
  gaps: Array<DayRange>
  /** Calendar days until its last one, which is 0. */
  daysLeft: number
  /** Working days until then. */
  workingDaysLeft: number
}

/** Days without an open phase (CYC-2). */
export interface DayRange {
  /** The first. */
  first: Day
  /** The last. */
  last: Day
}

/** A decision and how it stands (CFG-4). */
export interface DecisionStatus {
  /** Its stable id. */
  id: string
  /** The step that it belongs to. */
  step: string
  /** The question. */
  question: string
  /** Why it matters. */
  why: string
  /** What good answers look like. */
  good: Array<string>
  /** How far it is taken. */
  state: DecisionState
  /** The layers that answer it, the core first. */
  by: Array<string>
  /** The answer in words, where a layer has one. */
  answer?: string
  /** Why no setting answers it, where none does. */
  beyond?: string
  /** The settings that answer it, and lists as `lists.tactic_type`. */
  settings: Array<string>
}

/** What is wrong with an export, and where. */
export interface Defect {
  /** What kind of mistake; stable. */
  code: string
  /** How bad it is. */
  severity: Severity
  /** The object, as the mapping names it. */
  object: string
  /** The file. */
  file: string
  /** The line, the first is 1. */
  line?: number
  /** The number of the record in a JSON file, which is often one line; the first is 1. */
  record?: number
  /** The name of the column. */
  column?: string
  /** The id of the row. */
  id?: string
  /** The value as found. */
  value?: string
  /** What is wrong with it. */
  reason: string
  /** Whether the row was set aside whole. */
  setAside: boolean
}

/** Somebody acts for somebody else for a time (APR-5). */
export interface Delegation {
  /** The id of the person for whom. */
  forWhom: string
  /** The id of the person who acts. */
  person: string
  /** The first day. */
  start: Day
  /** The last day. */
  end: Day
  /** The kinds of subject that it is for; all where it is left out. */
  subjects?: Array<string>
}

/** An imported progress that differs from the computed one. */
export interface Difference {
  /** What it differs from. */
  kind: DifferenceKind
  /** The plan. */
  plan: string
  /** The node; absent for the plan itself. */
  node?: string
  /** The title of the node or the plan; may be empty. */
  title: string
  /** The object, as the mapping names it. */
  object: string
  /** The file. */
  file: string
  /** The line, the first is 1. */
  line?: number
  /** The name of the column. */
  field: string
  /** The value as found. */
  imported: string
  /** What the export has, where the column is no percentage and counts what is directly below. */
  counted?: number
  /** What the source's own rule gives: the share of direct children that are done, of all whatever their weight and status. */
  vendorRule?: Dec
  /** What the weighted mean gives. */
  weightedMean?: Dec
  /** What the settings give. */
  completion?: Dec
  /** Why they differ, in words. */
  reason: string
}

/** How a completion is shown (CMP-6). */
export interface DisplayRules {
  /** Decimals, 0 to 6; 0 by default. */
  decimals?: number
  /** How it is rounded; `half_up` by default. */
  rounding?: DisplayRounding
  /** Whether below 100 never shows as 100 and above 0 never as 0; on by default. */
  guard?: boolean
}

/** An open action and when it is due (DUE-1). */
export interface DueItem {
  /** The plan it is in. */
  plan: string
  /** The node. */
  node: string
  /** Its title; may be empty. */
  title: string
  /** The person who owns it. */
  owner?: string
  /** The name of its level. */
  level: string
  /** When it is due. */
  due?: Day
  /** The day that counts, after the calendar had its say. */
  dueEffective?: Day
  /** Days between the date asked for and the day that counts; `bucket` says in which direction. */
  days: number
  /** When that is, seen from the date asked for. */
  bucket: DueBucket
  /** The weight used for the order; 1 where it has none. */
  weight: Dec
  /** The unfinished prerequisites it waits for. */
  blockedBy: Array<string>
}

/** Whose work, and how far ahead (DUE-1). */
export interface DueQuery {
  /** How many days `soon` reaches, at most 3 660; 14 by default. */
  horizon?: number
  /** Whether the horizon counts working days of the plan's calendar; no by default. */
  workingDays?: boolean
  /** Only what this person owns. */
  person?: string
  /** Only plans of this organisation unit. */
  unit?: string
  /** Only this plan; one that is not there is an error. A question to a plan need not name it. */
  plan?: string
  /** The names of the levels asked for; absent for the lowest one. */
  levels?: Array<string>
}

/** How a number came about (CMP-7). */
export interface Explanation {
  /** The node; absent for the plan itself. */
  node?: string
  /** The title of the node or the plan; may be empty. */
  title: string
  /** The name of its level; `plan` for the plan itself. */
  level: string
  /** The method of its level; absent for a leaf, which has none. */
  method?: Method
  /** Why it has its computed value. */
  basis: Basis
  /** What holds; absent where nothing counts. */
  completion?: Dec
  /** What it would be without an override. */
  computed?: Dec
  /** The override that is in force. */
  override?: OverrideDraft
  /** The sum of the weights of the terms, where the method weighs. */
  weightSum?: Dec
  /** How many nodes were counted. */
  counted: number
  /** How many of them are done. */
  done: number
  /** What was counted. */
  terms: Array<ExplanationTerm>
  /** What was not counted, and why. */
  leftOut: Array<LeftOut>
  /** All of this in words, several lines. */
  text: string
}

/** One counted node and what it adds (CMP-7). */
export interface ExplanationTerm {
  /** The node: a child, or a leaf anywhere below for the leaf methods. */
  node: string
  /** Its title; may be empty. */
  title: string
  /** The weight it is counted with. */
  weight: Dec
  /** Where that weight came from (CMP-11). */
  weightSource: WeightSource
  /** Its completion. */
  completion: Dec
  /** What its status means. */
  category: StatusCategory
  /** Whether it counts as done. */
  done: boolean
  /** What it adds, in points; all together are the computed value to the last digit. */
  contribution: Dec
  /** Whether an override is in force for it. */
  overridden: boolean
}

/** A file of an export, by name and content. */
export interface ExportFile {
  /** Its name, with its ending. */
  name: string
  /** Its content. */
  content: Bytes
  /** Of a file that `written` gives, what a `WrittenFile` says there; reading does not look at it. */
  unmapped?: Array<string>
  /** As `unmapped`: what a `WrittenFile` says there. */
  leftOut?: number
}

/** How an export is read. */
export interface ExportOptions {
  /** The name of a shipped mapping; absent to recognise it from the files. */
  mapping?: string
  /** A mapping of one's own as TOML, which may extend a shipped one. */
  mappingDocument?: string
  /** What is other than in the settings of the mapping; levels and statuses, where they are given, must have those that the mapping uses. */
  settings?: Settings
  /** The same as a document: JSON, with what a plan document has under `settings`. Only one of both can be used. */
  settingsDocument?: string
  /** By how many points an imported progress may differ before it is listed; 0.5 by default. */
  tolerance?: Dec
}

/** Whether something of the library is used (CFG-3). */
export interface FeatureStatus {
  /** Its name. */
  feature: string
  /** Whether it is on. */
  on: boolean
  /** The setting that decides: `features.on`, `features.off` or `features.stage`. */
  by: string
}

/** A field before and after a change, as a person reads it: several values have commas between. */
export interface FieldChange {
  /** What the object is. */
  kind: ObjectKind
  /** The id of the object. */
  id: string
  /** The field. */
  field: string
  /** What it was; absent where it was not there, or was erased. */
  oldValue?: string
  /** What it is; absent where it is there no more, or was erased. */
  newValue?: string
  /** Whether it is personal, and so can be erased (AUD-5). */
  personal: boolean
}

/** A field of an object as it is. */
export interface FieldContent {
  /** Its name. */
  name: string
  /** The value of a field that has one; absent for one that has several, and for a personal one that was erased. */
  text?: string
  /** The values of a field that has several. */
  texts?: Array<string>
  /** Whether it is personal (AUD-5). */
  personal: boolean
}

/** A field of an object: one text, or several. With neither the field is taken away. */
export interface FieldDraft {
  /** The name of the field. */
  name: string
  /** The value of a field that has one: also of a number, a date, a code. */
  text?: string
  /** The values of a field that has several. */
  texts?: Array<string>
}

/** The completion of a plan and of all its nodes, side by side: the third completion is that of the third node. */
export interface Figures {
  /** The completion of the plan, 0 to 100; absent where nothing counts (CMP-3). */
  completion?: Dec
  /** The ids of the nodes: parents before their children, siblings in the order of their ids. */
  nodes: Array<string>
  /** The completion of each node; absent where it has none. */
  completions: Array<Dec | undefined | null>
}

/** A file of an export, in numbers. */
export interface FileSummary {
  /** Its name. */
  file: string
  /** The object, as the mapping names it. */
  object: string
  /** Its rows. */
  rows: number
  /** Rows that were used. */
  kept: number
  /** Rows that were set aside. */
  setAside: number
  /** Rows of record types that the mapping does not take. */
  otherType: number
  /** Whether nothing of it was read, because of its header or its first bytes; none of its rows is counted then. */
  unread: boolean
}

/** A vote that was given and counts. */
export interface GivenVote {
  /** Whose vote it is. */
  original: string
  /** Who gave it. */
  person: string
  /** Whether it is for the request. */
  approves: boolean
  /** The number of its event. */
  event: number
}

/** What is asked of groups of plans or actions. */
export interface GroupsQuestion {
  /** The columns whose values make a group. */
  by: Array<string>
  /** What is put together; plans by default. */
  of?: Grouped
  /** The date for expected completion and due lists. */
  asOf?: Day
  /** The column that says how much each counts; absent for plans that are equal, and for actions with the weight that the rules give them. */
  weight?: string
  /** How many days `soon` reaches; 14 by default. */
  horizon?: number
  /** Whether the horizon counts working days; no by default. */
  workingDays?: boolean
  /** Other rules of completion. */
  rules?: CompletionRules
  /** The levels whose nodes are actions, by name; by default the lowest one. */
  levels?: Array<string>
  /** The kinds of figures that are wanted; by default all that can be had with what else is asked. */
  figures?: Array<FigureKind>
}

/** How far behind a plan may be, in points (CMP-9). */
export interface HealthRules {
  /** Points behind from which it is at risk; 5 by default. */
  atRisk?: Dec
  /** Points behind from which it is off track; 15 by default. */
  offTrack?: Dec
}

/** An entry of the history (AUD-1). */
export interface HistoryEntry {
  /** Its number, from 1. */
  number: number
  /** The moment at which it was written down. */
  at: Stamp
  /** Who did it. */
  person: string
  /** For whom. */
  actingFor?: string
  /** What was done: `create`, `make_from`, `add`, `set`, `remove`, `change_status`, `override_completion`, `remove_override`, `carry_over`, `move`, `conclude_approval`, `begin_amendment`, `amend`, `erase`. */
  command: string
  /** Why. */
  reason?: string
  /** When it was made, where that was on another copy of the plan (AUD-4). */
  madeAt?: Stamp
  /** The version that it was made on. */
  madeOn: number
  /** Every field that changed. */
  changes: Array<FieldChange>
  /** Its digest, 64 hexadecimal digits; absent where something of the entry is hidden. */
  digest?: string
}

/** What is asked of the history of a portfolio. */
export interface HistoryQuestion {
  /** The dates. */
  dates: Array<Day>
  /** A table of changes, as an Arrow IPC stream or file; without one every node has the status that it has. */
  changes?: Bytes
  /** The columns by whose values plans are put together; absent for a row for each plan. */
  by?: Array<string>
  /** The column that says how much each plan of a group counts; absent for plans that are equal. */
  weight?: string
  /** What the columns of the table of changes are called otherwise. */
  names?: ColumnNames
  /** Other rules of completion. */
  rules?: CompletionRules
  /** The kinds of figures that are wanted; both by default. */
  figures?: Array<HistoryFigureKind>
  /** Columns of the table of nodes to keep, from the first row of each plan. */
  keep?: Array<string>
  /** What happens to changes that cannot be used; by default they refuse the table of changes. */
  badRows?: BadRows
}

/** A label in a language. */
export interface Label {
  /** The language, such as `en`. */
  language: string
  /** The text. */
  text: string
}

/** A layer of a configuration (CFG-1). */
export interface LayerSummary {
  /** Its name. */
  name: string
  /** The layer that it lies on; absent for the core. */
  above?: string
  /** The units that it is for. */
  units: Array<string>
  /** The share of settings and lists that are as in the core, in percent (CFG-2). */
  alignment: Dec
  /** Whether that is less than the setting `organization.alignment` asks for. */
  belowAim: boolean
  /** How many decisions are open in it. */
  openDecisions: number
}

/** A node that does not count, and why (CMP-7). */
export interface LeftOut {
  /** The node. */
  node: string
  /** Its title; may be empty. */
  title: string
  /** Why. */
  reason: LeftOutReason
  /** Its weight, where it has one. */
  weight?: Dec
}

/** A level of the hierarchy (EXE-1). */
export interface LevelDraft {
  /** Its name. */
  name: string
  /** Whether a node may skip it; absent for no. */
  optional?: boolean
}

/** The method of one level. */
export interface LevelMethod {
  /** The name of the level; `plan` for the plan itself. */
  level: string
  /** The method of its nodes. */
  method: Method
}

/** A level of the hierarchy and what a person may do with it. */
export interface LevelView {
  /** Its name. */
  name: string
  /** The right. */
  right: Right
  /** Whether the completions of its nodes are shown; where not, they would tell of what is hidden. */
  figures: boolean
}

/** How a list is used (LOV-3). */
export interface ListQuality {
  /** How many records were looked at. */
  records: number
  /** How many have no value. */
  empty: number
  /** How many have the value `other`. */
  other: number
  /** How many have a retired value. */
  retired: number
  /** How many have a text that is no value. */
  unknown: number
  /** The share of records without a value, in percent; absent without records. */
  emptyShare?: Dec
  /** The share of `other` among the records that have a value, in percent. */
  otherShare?: Dec
  /** The values, the most used first. */
  values: Array<ValueUse>
}

/** A value of a list (LOV-1). */
export interface ListValue {
  /** Its stable code, which records keep. */
  code: string
  /** Its labels by language. */
  labels: Array<Label>
  /** What it stands for, where the list drives a rule (LOV-5). */
  category?: string
  /** Texts that mean the same when data is imported (LOV-5). */
  synonyms: Array<string>
  /** The first day on which records can have it. */
  validFrom?: Day
  /** The last day on which records can have it. */
  validUntil?: Day
  /** The code that replaces it. */
  replacedBy?: string
  /** Whether it is not offered. */
  hidden: boolean
  /** The layer that spoke of it last; absent for one that is as it came with the library. */
  layer?: string
}

/** A rule that another one held over. */
export interface LostRule {
  /** Its id. */
  rule: string
  /** The layer that it comes from; absent for the library. */
  layer?: string
  /** The right that it would have given. */
  right: Right
  /** Why it lost. */
  why: string
}

/** How a plan is made from another one. */
export interface MadeFrom {
  /** The document of the other plan. */
  document: string
  /** What comes along. */
  how: MakeFrom
}

/** A person and the manager of that person. */
export interface ManagerOf {
  /** The id of the person. */
  person: string
  /** The id of the manager. */
  manager: string
}

/** What a mapping is for. */
export interface MappingSummary {
  /** Its name. */
  name: string
  /** The format of the files. */
  format: string
  /** The objects it reads. */
  objects: Array<string>
  /** The levels it makes of them. */
  levels: Array<string>
}

/** What a member of the account team, or somebody else who owns a relationship, has to do with the stakeholders (PLN-2, PLN-3). */
export interface MemberCoverage {
  /** The id of the person. */
  person: string
  /** The stakeholders whose relationship the person owns. */
  owns: Array<string>
  /** The stakeholders to whom the person has a relationship. */
  relationships: Array<string>
  /** Those of them whose relationship is not as deep as is wanted. */
  belowDesired: Array<string>
  /** Those of them with a last contact within the days that were asked for. */
  inContact: Array<string>
}

/** Something that a plan or its history says about a stakeholder (AUD-5). */
export interface Mention {
  /** The entry; absent for how it is now. */
  entry?: number
  /** What the object is that says so. */
  kind: ObjectKind
  /** Its id. */
  id: string
  /** The field. */
  field: string
  /** The value; absent where it was erased or taken away. */
  value?: string
}

/** What became of the changes of another copy (AUD-4). */
export interface MergeResult {
  /** The last version that both copies have. */
  common: number
  /** The entries made of the other copy's, by their numbers here. */
  taken: Array<number>
  /** Changes that were made here as well, by their numbers there. */
  known: Array<number>
  /** Changes that were not made. */
  clashes: Array<Clash>
}

/** The completion of a node, and why (CMP-1 to CMP-4). */
export interface NodeCompletion {
  /** The node. */
  node: string
  /** The node above; absent directly under the plan. */
  parent?: string
  /** The name of its level. */
  level: string
  /** Its title; may be empty. */
  title: string
  /** The code of its status. */
  status: string
  /** What that status means. */
  category: StatusCategory
  /** What holds, 0 to 100 with at most 6 decimals; absent where nothing counts. */
  completion?: Dec
  /** What it would be without an override. */
  computed?: Dec
  /** Whether an override is in force; it is not on a cancelled node that is left out (CMP-4). */
  overridden: boolean
  /** Why it has its computed value. */
  basis: Basis
}

/** A node of a plan as plain values: a goal, objective, tactic or action (EXE-2). Only `id` is needed. */
export interface NodeDraft {
  /** Its id, unique in the plan: 1 to 64 visible characters. */
  id: string
  /** The id of the node above; absent directly under the plan. */
  parent?: string
  /** The name of its level; absent for the next one below the parent's. */
  level?: string
  /** Its title, at most 500 characters. */
  title?: string
  /** The id of the person who owns it or does it. */
  owner?: string
  /** How much it counts beside its siblings, 0 to 1 000 000 with at most 4 decimals (NUM-3); absent is what CMP-11 makes of it. */
  weight?: Dec
  /** The code of its status, of the plan's list; absent for the first one that is open. */
  status?: string
  /** Its planned start. */
  start?: Day
  /** When it is due. */
  due?: Day
  /** Its own progress while in progress, 0 to 100 with at most 6 decimals (CMP-1). */
  progress?: Dec
  /** What it counts, where that says more than a status (CMP-1). */
  quantity?: QuantityDraft
  /** The ids of nodes of the same plan that come first, at most 100; one that is named twice is kept once. */
  prerequisites?: Array<string>
  /** The ids of the products it is about, likewise. */
  products?: Array<string>
  /** The ids of the stakeholders it is about, likewise. */
  stakeholders?: Array<string>
  /** Who marked it done, and when. */
  completed?: CompletedDraft
  /** A completion set by hand (CMP-4). */
  override?: OverrideDraft
}

/** Where a node, or the plan itself, is and where it should be on a date (CMP-9). */
export interface NodeProgress {
  /** The node; absent for the plan itself. */
  node?: string
  /** Its completion. */
  completion?: Dec
  /** What it should have reached. */
  expected?: Dec
  /** Completion less expected, in points. */
  variance?: Dec
  /** What that means; absent without a completion. */
  health?: Health
}

/** What is asked of the nodes of a portfolio. */
export interface NodesQuestion {
  /** The date for expected completion and due lists. */
  asOf?: Day
  /** How many days `soon` reaches; 14 by default. */
  horizon?: number
  /** Whether the horizon counts working days; no by default. */
  workingDays?: boolean
  /** Other rules of completion. */
  rules?: CompletionRules
  /** The levels whose nodes are actions, by name; by default the lowest one. */
  levels?: Array<string>
  /** The kinds of figures that are wanted; by default all that can be had with what else is asked. */
  figures?: Array<FigureKind>
}

/** A node as a person sees it: what may not be read is absent. */
export interface NodeView {
  /** Its id. */
  id: string
  /** Its level. */
  level: string
  /** The node above, where that may be read. */
  parent?: string
  /** Its title. */
  title?: string
  /** Its owner. */
  owner?: string
  /** Its weight. */
  weight?: Dec
  /** The code of its status. */
  status?: string
  /** What its status means. */
  category?: StatusCategory
  /** Its planned start. */
  start?: Day
  /** When it is due. */
  due?: Day
  /** Its own progress. */
  progress?: Dec
  /** Its quantity. */
  quantity?: QuantityDraft
  /** What it waits for, of what may be read. */
  prerequisites: Array<string>
  /** Its products. */
  products: Array<string>
  /** Its stakeholders. */
  stakeholders: Array<string>
  /** Who marked it done. */
  completedBy?: string
  /** When. */
  completedAt?: Stamp
  /** A completion that was set by hand. */
  completionOverride?: OverrideDraft
  /** Its completion; absent where it has none, or where it is held back. */
  completion?: Dec
  /** Whether its completion is held back, since it would tell of what is hidden (ACC-5). */
  heldBack: boolean
}

/** How the plans of an export become a portfolio. */
export interface OfExportOptions {
  /** How many threads may work; by default as many as the machine has. */
  threads?: number
}

/** A vote that a step waits for. */
export interface OpenVote {
  /** Whose vote it was when it was submitted (APR-5). */
  original: string
  /** Whose vote it is now: another one where it was reassigned or went up to a manager. */
  approver: string
  /** Who votes: the approver, or who the approver lets vote. The approver can all the same. */
  holder: string
  /** Whether the holder votes in the place of the approver. */
  inPlace: boolean
}

/** A completion that a person sets by hand, which then holds instead of the computed one (CMP-4). */
export interface OverrideDraft {
  /** The completion, 0 to 100 with at most 6 decimals. */
  completion: Dec
  /** Why, at most 2 000 characters, not blank. */
  reason: string
  /** The id of the person who set it. */
  by: string
  /** When. */
  at: Stamp
}

/** A stage of a patient pathway (PLN-2). */
export interface PathwayStage {
  /** The item. */
  item: string
  /** The stage. */
  stage: string
  /** What is said of it. */
  text?: string
  /** Its place on the way, from 1. */
  order: number
  /** How many patients reach it. */
  patients?: Dec
  /** How many of the stage before do not; below 0 where more come than were there. */
  lost?: Dec
  /** Those who reach it of those of the stage before, in percent, at 6 decimals. */
  ofPrevious?: Dec
  /** Those who reach it of those of the first stage, in percent, at 6 decimals. */
  ofFirst?: Dec
  /** The nodes that answer it. */
  answeredBy: Array<string>
}

/** Somebody who acts: an id with all roles (ORG-2). The host knows who has which on a day. */
export interface Person {
  /** The id, 1 to 64 visible characters. */
  id: string
  /** Roles in units. */
  roles?: Array<RoleInUnit>
  /** Roles in the teams of plans. */
  teamRoles?: Array<RoleInTeam>
}

/** A phase of a planning cycle on a day (CYC-2). */
export interface PhaseStatus {
  /** Its name. */
  name: string
  /** The first day of its window. */
  first: Day
  /** The last day of its window. */
  last: Day
  /** Where it stands. */
  state: PhaseState
  /** Whether its work is done, as the host says. */
  finished: boolean
  /** Whether its window closed and its work is not done. */
  late: boolean
  /** Calendar days: until it opens where it is ahead, until its last day where it is open, since then where it is closed. */
  days: number
  /** Working days of the same, by the market's calendar. */
  workingDays: number
}

/** How far a plan of several is created (PLN-4). */
export interface PlanCreation {
  /** The plan. */
  plan: string
  /** The unit that it belongs to. */
  unit: string
  /** The account. */
  account?: string
  /** The owner. */
  owner?: string
  /** Where the plan is in its life. */
  state: PlanState
  /** The share of its required sections that are complete, 0 to 100; absent where none counts. */
  completion?: Dec
  /** The day on which it should be created; absent for a plan without a start. */
  due?: Day
  /** Whether that day has passed and something is missing. */
  overdue: boolean
  /** The required sections. */
  sections: Array<SectionState>
}

/** A plan as plain values. Only `id` is needed. */
export interface PlanDraft {
  /** Its id: 1 to 64 visible characters. */
  id: string
  /** Its title, at most 500 characters. */
  title?: string
  /** The id of its account. */
  account?: string
  /** The id of the person who owns it. */
  owner?: string
  /** The id of the organisation unit it belongs to. */
  unit?: string
  /** Its status, in the words of its source. */
  status?: string
  /** Its first day. */
  start?: Day
  /** Its last day. */
  end?: Day
  /** What it is read and computed by. */
  settings?: Settings
  /** Its nodes, in any order. */
  nodes?: Array<NodeDraft>
}

/** What a plan and its history say about a person (AUD-5). */
export interface PlanMentions {
  /** The plan. */
  plan: string
  /** The unit that it belongs to. */
  unit: string
  /** What it says: how it is now, and every entry. */
  mentions: Array<Mention>
}

/** An object of an account plan as it is. */
export interface PlanObject {
  /** What it is. */
  kind: ObjectKind
  /** Its id. */
  id: string
  /** Its fields, in the order of their names. */
  fields: Array<FieldContent>
}

/** What a plan is about, apart from its nodes. */
export interface PlanProfile {
  /** Its id. */
  id: string
  /** Its title. */
  title?: string
  /** The id of its account. */
  account?: string
  /** The id of the person who owns it. */
  owner?: string
  /** The id of the organisation unit it belongs to. */
  unit?: string
  /** Its status, in the words of its source. */
  status?: string
  /** Its first day. */
  start?: Day
  /** Its last day. */
  end?: Day
  /** How many nodes it has. */
  nodes: number
}

/** What is asked of the plans of a portfolio. */
export interface PlansQuestion {
  /** The date for expected completion and due lists. */
  asOf?: Day
  /** How many days `soon` reaches; 14 by default. */
  horizon?: number
  /** Whether the horizon counts working days; no by default. */
  workingDays?: boolean
  /** Other rules of completion. */
  rules?: CompletionRules
  /** The levels whose nodes are actions, by name; by default the lowest one. */
  levels?: Array<string>
  /** The kinds of figures that are wanted; by default all that can be had with what else is asked. */
  figures?: Array<FigureKind>
  /** Columns of the table to keep, from the first row of each plan. */
  keep?: Array<string>
}

/** A plan in one line: where it is, where it should be, what is due (CMP-9, DUE-1). */
export interface PlanSummary {
  /** The plan. */
  plan: string
  /** Its title; may be empty. */
  title: string
  /** The id of its account. */
  account?: string
  /** The name of its account, where the export has it. */
  accountName?: string
  /** The person who owns it. */
  owner?: string
  /** The organisation unit it belongs to. */
  unit?: string
  /** Its completion. */
  completion?: Dec
  /** What it should have reached. */
  expected?: Dec
  /** Completion less expected, in points. */
  variance?: Dec
  /** What that means. */
  health?: Health
  /** All nodes. */
  nodes: number
  /** Nodes of the lowest level. */
  actions: number
  /** Open actions, as the query asks for them. */
  open: number
  /** Due before the date. */
  overdue: number
  /** Due on the date. */
  dueToday: number
  /** Due within the horizon. */
  dueSoon: number
  /** Due behind the horizon. */
  later: number
  /** Without a due date. */
  undated: number
  /** Waiting for a prerequisite. */
  blocked: number
}

/** A plan as a person sees it: everything that may not be read is absent (ACC-3, ACC-5). */
export interface PlanView {
  /** Its head, where that may be read. */
  profile?: ProfileView
  /** Its levels. */
  levels: Array<LevelView>
  /** Its nodes by level, then by id. */
  nodes: Array<NodeView>
  /** The completion of the plan; absent where it has none, or where it is held back. */
  completion?: Dec
  /** Whether that is held back. */
  heldBack: boolean
  /** The fields of the head that are closed to the person. */
  closedInProfile: Array<string>
  /** The fields of nodes that are closed to the person. */
  closedInNodes: Array<string>
}

/** How far the plans of a portfolio are created; those that were cancelled count nowhere (PLN-4). */
export interface PortfolioCreation {
  /** How many plans count. */
  counted: number
  /** In how many of them every required section is complete. */
  complete: number
  /** How many of them are late. */
  overdue: number
  /** Complete required sections of all required sections, 0 to 100; absent where there are none. */
  completion?: Dec
  /** The same by section. */
  sections: Array<SectionCount>
  /** The plans, in the order in which they were given. */
  plans: Array<PlanCreation>
}

/** How a table of nodes is read. */
export interface PortfolioOptions {
  /** What its columns are called otherwise. */
  names?: ColumnNames
  /** The settings of the plans: levels, statuses, calendar, thresholds, rules. */
  settings?: Settings
  /** What happens to rows that cannot be used; by default they refuse the table. */
  badRows?: BadRows
  /** How many threads may work; by default as many as the machine has. */
  threads?: number
}

/** How many plans and rows a portfolio has. */
export interface PortfolioSize {
  /** The plans. */
  plans: number
  /** The rows of its table, those that were set aside among them. */
  rows: number
}

/** Something that could be done with a request (APR-10). */
export interface PossibleAction {
  /** What. */
  action: ApprovalAction
  /** Whether the person may do it now. */
  allowed: boolean
  /** Whether a reason or comment has to be given with it. */
  needsReason: boolean
  /** Why not. */
  reason?: string
  /** What would be right. */
  help?: string
  /** For whom it would be done, where for somebody else. */
  actingFor?: string
}

/** A state that an account plan could get next (PLN-1). */
export interface PossibleMove {
  /** The state. */
  to: PlanState
  /** Whether this person may do it now, given a reason where one is needed. */
  allowed: boolean
  /** Whether it needs a reason. */
  needsReason: boolean
  /** What it needs, in words. */
  needs: string
  /** Why not, where it is not allowed. */
  reason?: string
  /** What would be right. */
  help?: string
}

/** One thing that is wrong with a document, and where. */
export interface Problem {
  /** What kind of mistake; stable. */
  code: string
  /** The document it is in, where several were given. */
  document?: string
  /** Where in the document, such as `nodes[3].weight`. */
  path?: string
  /** The id of the node it is about. */
  id?: string
  /** The line, the first is 1. */
  line?: number
  /** The column, the first is 1. */
  column?: number
  /** The value as found. */
  value?: string
  /** What is wrong. */
  text: string
  /** What would be right. */
  help?: string
}

/** The head of a plan as a person sees it. */
export interface ProfileView {
  /** Its id. */
  id: string
  /** Its title. */
  title?: string
  /** Its account. */
  account?: string
  /** Its owner. */
  owner?: string
  /** Its unit. */
  unit?: string
  /** Its status. */
  status?: string
  /** Its first day. */
  start?: Day
  /** Its last day. */
  end?: Day
}

/** What a node counts, beside a status: from a baseline to a target (CMP-1). */
export interface QuantityDraft {
  /** Where it began; up to 9 decimals. */
  baseline: Dec
  /** Where it should get to; not the baseline, but it may be below it. */
  target: Dec
  /** Where it is; absent for still at the baseline. */
  actual?: Dec
}

/** How a request stands. */
export interface RequestSummary {
  /** Its id. */
  id: string
  /** What has to be approved. */
  subject: ApprovalSubject
  /** The definition that it follows, as it was when it was submitted (APR-9). */
  definition: string
  /** Where it is in its life. */
  state: RequestState
  /** The digest of the content that votes are on (APR-8). */
  content: string
  /** Who submitted it. */
  submitter: string
  /** The step that is open. */
  step?: string
  /** The last day on which that can be answered in time. */
  due?: Day
  /** The votes that it waits for. */
  waitsFor: Array<OpenVote>
  /** All steps in order. */
  steps: Array<ApprovalStep>
}

/** What of a plan is personal, and until when it may be kept (AUD-5). */
export interface RetentionState {
  /** The day on which the plan was closed or cancelled, in UTC. */
  overSince?: Day
  /** The last day on which it may be kept; absent while the plan goes on, and where `plan.retention_months` says nothing. */
  until?: Day
  /** Whether that day has passed and something personal is still there. */
  overdue: boolean
  /** The ids of the stakeholders of whom something personal is known, here or in the history. */
  stakeholders: Array<string>
  /** How many were erased. */
  erased: number
}

/** The answer to a question about a right, with its reason (ACC-2). */
export interface RightAnswer {
  /** The person. */
  person: string
  /** What the person may do. */
  right: Right
  /** The rule that decided; absent where none is about this and for the person. */
  rule?: string
  /** The layer that this rule comes from. */
  layer?: string
  /** The rules that lost to it. */
  lost: Array<LostRule>
  /** The restrictions that close the field to the person. */
  closedBy: Array<string>
  /** What would have to change for the right that is wanted, in words. */
  changes: Array<string>
  /** All of it in words. */
  text: string
}

/** What a question about a right is about (ACC-1). */
export interface RightQuestion {
  /** The unit that the plan belongs to; its layer's rules are asked. */
  unit: string
  /** The step in which it is asked. */
  step: CycleStep
  /** The section. */
  section: PlanSection
  /** A part of the section: the name of a level, the type of an analysis. */
  part?: string
  /** A field of the section, which may be closed to functions (ACC-3). */
  field?: string
  /** The plan, for roles in its team. */
  plan?: string
}

/** A role that a person has in the team of a plan. */
export interface RoleInTeam {
  /** The id of the plan. */
  plan: string
  /** The code of the team role. */
  role: string
}

/** A role that a person has in a unit; it covers the units below it (ORG-2). */
export interface RoleInUnit {
  /** The code of the role. */
  role: string
  /** The unit. */
  unit: string
}

/** A section of an analysis of the organisation's own, with what it holds (PLN-2). */
export interface SectionContent {
  /** The section. */
  section: string
  /** Its name. */
  name: string
  /** What it holds: `text`, `list` or `number`. */
  holds: string
  /** Whether the analysis is not complete without it. */
  needed: boolean
  /** Its items, in the order of their ids. */
  items: Array<string>
  /** Their texts. */
  texts: Array<string>
  /** The number, of a section that holds one. */
  number?: Dec
  /** The nodes that answer its items. */
  answeredBy: Array<string>
}

/** How a required section stands over several plans (PLN-4). */
export interface SectionCount {
  /** The section. */
  section: string
  /** How many plans need it. */
  required: number
  /** In how many it is complete. */
  complete: number
}

/** How a required section of a plan stands (PLN-4). */
export interface SectionState {
  /** The section. */
  section: string
  /** What it lacks, in words; empty where it is complete. */
  missing: Array<string>
  /** Whether it counts: what is kept elsewhere does not. */
  counted: boolean
}

/** A setting: what it is, where that comes from, and what it could be (CFG-2). */
export interface SettingDetail {
  /** Its path. */
  path: string
  /** The step that it belongs to. */
  step: string
  /** Its value, as JSON. */
  value: string
  /** The layer that it comes from; absent for what comes with the library. */
  layer?: string
  /** The layer above that locked it; absent where this layer may change it. */
  lockedBy?: string
  /** What it is while no layer says anything, as JSON. */
  preset: string
  /** What the layers said, the core first. */
  said: Array<SettingSaid>
  /** What it can be, in words. */
  canBe: string
  /** What it means. */
  meaning: string
  /** The ids of the decisions that it answers. */
  decisions: Array<string>
}

/** A setting, an entry of one, or a value of a list that two layers do not have in common (CFG-2). */
export interface SettingDifference {
  /** Its path; for a value of a list `lists.tactic_type.congress`. */
  path: string
  /** What it is in the one; absent where it is not there. */
  one?: string
  /** The layer that says so; absent for what comes with the library. */
  oneFrom?: string
  /** What it is in the other. */
  other?: string
  /** The layer that says so. */
  otherFrom?: string
}

/** What a plan is read and computed by. What is absent has its default. */
export interface Settings {
  /** The levels from top to bottom, 1 to 8; goal, objective, tactic, action by default (EXE-1). */
  levels?: Array<LevelDraft>
  /** The statuses; open, in_progress, done, cancelled by default (EXE-2). */
  statuses?: Array<StatusDraft>
  /** How completion is computed. */
  completion?: CompletionRules
  /** How it is shown. */
  display?: DisplayRules
  /** When a plan is at risk or off track. */
  health?: HealthRules
  /** The working days. */
  calendar?: CalendarDraft
  /** What an unfinished prerequisite does; `refuse` by default (EXE-2). */
  prerequisites?: PrerequisiteRule
}

/** What a layer says of a setting. */
export interface SettingSaid {
  /** The layer; absent for what comes with the library. */
  layer?: string
  /** The value, as JSON. */
  value: string
}

/** Whether the stakeholders who matter have somebody who looks after them (PLN-3). */
export interface StakeholderCoverage {
  /** How many have the influence or more. */
  counted: number
  /** How many of them have an owner and were in contact. */
  covered: number
  /** The share, 0 to 100; absent where none counts. */
  share?: Dec
  /** The others. */
  uncovered: Array<UncoveredStakeholder>
}

/** A stakeholder whose stance is not what is wanted (PLN-3). */
export interface StanceGap {
  /** The id. */
  stakeholder: string
  /** The goal that it is about; absent for the plan as a whole. */
  goal?: string
  /** The stance; absent where nobody said. */
  stance?: string
  /** The stance that is wanted. */
  desired: string
  /** The open nodes that are about the stakeholder, of the goal where it is one. */
  planned: Array<string>
}

/** A change that was made to a plan, and the figures after it. */
export interface StatusChanged {
  /** The completion of the plan. */
  completion?: Dec
  /** The completion of the node. */
  nodeCompletion?: Dec
  /** What somebody should know, such as unfinished prerequisites. */
  warnings: Array<string>
  /** What should change its status now, the highest first: of the node and the nodes above it. `proposals()` looks at the whole plan (CMP-5). */
  proposals: Array<StatusProposal>
}

/** A status of the plan's list (EXE-2). */
export interface StatusDraft {
  /** Its code. */
  code: string
  /** What it means to the rules. */
  category: StatusCategory
}

/** A parent whose counted children are all done (CMP-5). */
export interface StatusProposal {
  /** The parent. */
  node: string
  /** The code of its status. */
  fromStatus: string
  /** The code of the status it should get. */
  toStatus: string
  /** Whether it already counts as done, so that the host should record it. */
  applied: boolean
}

/** Something that is known of a subject, for conditions to ask: an amount, a deviation in percent, the type of the account. */
export interface SubjectFact {
  /** Its name. */
  name: string
  /** Its value; a number is a decimal with a point. */
  value: string
}

/** A stakeholder who lacks something. */
export interface UncoveredStakeholder {
  /** The id. */
  stakeholder: string
  /** What is lacking: `owner`, `contact`. */
  lacks: Array<string>
}

/** A list of values (LOV-1). */
export interface ValueList {
  /** Its name. */
  name: string
  /** What it is for; empty for one of the organisation's own. */
  meaning: string
  /** The layer above that locked it; absent where this layer may change it. */
  lockedBy?: string
  /** Its values, in order. */
  values: Array<ListValue>
}

/** How often a value is used (LOV-3). */
export interface ValueUse {
  /** The code, or a text that is none. */
  code: string
  /** How many records have it. */
  count: number
  /** Whether the list has it. */
  known: boolean
  /** Whether it is retired or hidden on the day asked about. */
  retired: boolean
  /** The code that replaces it; of a text that is none, the code that it means. */
  replacedBy?: string
}

/** What an open request is to a person (APR-6, APR-10). */
export interface WaitingRequest {
  /** The request. */
  request: RequestSummary
  /** Whether it waits for the person: a vote, or a draft that was sent back to its submitter. */
  waitsForMe: boolean
  /** For whom the person would vote, where for somebody else. */
  actingFor?: string
  /** Whether the step that is open should have been answered before. */
  overdue: boolean
  /** What the person may do now. */
  actions: Array<ApprovalAction>
}

/** What would be otherwise, and what is to be seen of it. */
export interface WhatIfQuestion {
  /** Other rules of completion. */
  rules?: CompletionRules
  /** The column with the weights as they would be. */
  weight?: string
  /** What is compared; plans by default. */
  of?: Compared
  /** Columns of the table to keep. */
  keep?: Array<string>
  /** Whether what stays as it is is listed, too; no by default. */
  all?: boolean
}

/** A white space: product by part of the account (PLN-2). */
export interface WhiteSpace {
  /** Its items by currency, what is not sold most first. */
  cells: Array<WhiteSpaceCell>
  /** Sums of each product. */
  byProduct: Array<WhiteSpaceSum>
  /** Sums of each part of the account. */
  byUnit: Array<WhiteSpaceSum>
  /** Sums of all, one for each currency. */
  totals: Array<WhiteSpaceSum>
}

/** An item of a white space: what a part of the account could buy of a product, and what it does (PLN-2). */
export interface WhiteSpaceCell {
  /** The item. */
  item: string
  /** The product. */
  product: string
  /** The part of the account; absent for the account as a whole. */
  accountUnit?: string
  /** The currency of the figures, by its code of ISO 4217; absent where they are no money (NUM-1). */
  currency?: string
  /** What could be sold. */
  potential: Dec
  /** What is sold. */
  current: Dec
  /** Potential less current; below 0 where more is sold than was thought possible. */
  difference: Dec
  /** Current of potential in percent, at 6 decimals; absent without a potential. */
  shareOfWallet?: Dec
  /** The nodes that answer it. */
  answeredBy: Array<string>
}

/** A sum of a white space; figures of different currencies never add up (NUM-1). */
export interface WhiteSpaceSum {
  /** Of which product or part of the account; absent for all, and for figures without a part. */
  of?: string
  /** The currency; absent where the figures are no money. */
  currency?: string
  /** What could be sold; absent beyond ±10¹⁵, here and below. */
  potential?: Dec
  /** What is sold. */
  current?: Dec
  /** Potential less current. */
  difference?: Dec
  /** Current of potential in percent, at 6 decimals. */
  shareOfWallet?: Dec
}

/** A file that was written. */
export interface WrittenFile {
  /** Its name. */
  name: string
  /** Its rows. */
  rows: number
  /** Columns with values that plans were made from and that the mapping of the file has no name for; read by it, plans are made without them. */
  unmapped: Array<string>
  /** Rows of record types that the mapping of the export does not take, which are not in a file of another flavour. */
  leftOut: number
}

/**
 * An account plan with its history, which commands change.
 *
 * Make one with `openAccountPlan` or `newAccountPlan` of a configuration. It never changes but by its commands.
 */
export declare class AccountPlan {
  /** The hierarchy as it is now as a plan, to be asked what is due, how a figure came about and what it would be by other rules. */
  plan(): Plan
  /** The plan as a document: its entries and the personal values beside them. Opening it again gives an equal plan. */
  document(): string
  /** The version: how many entries there are. */
  version(): number
  /** The digest of the last entry, 64 hexadecimal digits: kept elsewhere, it tells later that no entry is missing. */
  head(): string
  /** The digest of what an approval is given for: everything but how far the work is (APR-8). */
  contentDigest(): string
  /** Where the plan is in its life (PLN-1). */
  state(): PlanState
  /** The completion of the plan, 0 to 100; absent where nothing counts (CMP-2). */
  completion(): Dec | null
  /** The objects of a kind, or all, a `PlanObject` each, with their fields as they are: for whoever may see everything, else `visible_objects`. */
  objects(kind?: ObjectKind | undefined | null): Array<PlanObject>
  /** The entries behind a version, or all, a `HistoryEntry` each: for whoever may see everything, else `visible_entries` (AUD-1). */
  entries(after?: number | undefined | null): Array<HistoryEntry>
  /**
   * The objects that a person may see in a step, without the fields that are closed and without what names something hidden, a `PlanObject` each (ACC-3).
   *
   * `step` is `execution` where it is left out. The role in the plan's team comes from the plan.
   */
  visibleObjects(person: Person, kind?: ObjectKind | undefined | null, step?: CycleStep | undefined | null): Array<PlanObject>
  /**
   * The entries behind a version of which a person may see something, without the rest, a `HistoryEntry` each (ACC-3).
   *
   * An entry of which something is left out has no reason and no digest: they could tell it.
   */
  visibleEntries(person: Person, after?: number | undefined | null, step?: CycleStep | undefined | null): Array<HistoryEntry>
  /** The history as a text for people: who changed what, when and why (AUD-5). */
  readableHistory(): string
  /**
   * Adds an object with fields. A node begins in the first status that is open.
   *
   * What it did is in the `ChangeDone`; a change that is refused leaves the plan as it was, here and below (AUD-3).
   */
  add(kind: ObjectKind, id: string, fields: Array<FieldDraft>, act: Act): ChangeDone
  /** Sets fields of an object; one without a value is taken away. */
  set(kind: ObjectKind, id: string, fields: Array<FieldDraft>, act: Act): ChangeDone
  /** Removes an object that nothing else names. */
  remove(kind: ObjectKind, id: string, act: Act): ChangeDone
  /** Changes the status of a node (EXE-2). Re-opening and cancelling need a reason. */
  changeStatus(node: string, status: string, act: Act): ChangeDone
  /**
   * Sets the completion of a node by hand, 0 to 100, with a reason; the computed one is kept beside it (CMP-4).
   *
   * Where a definition says who approves a `completion_override`, `request` is the document of a request that was approved, and `request_head` its last
   * digest as the host keeps it elsewhere.
   */
  overrideCompletion(node: string, completion: Dec, act: Act, request?: string | undefined | null, requestHead?: string | undefined | null): ChangeDone
  /** The digest of an override, 64 hexadecimal digits: the content of a request for a `completion_override`, whose id is that of the node (APR-8). */
  overrideDigest(node: string, completion: Dec): string
  /** Takes the override of a node away (CMP-4). */
  removeOverride(node: string, act: Act): ChangeDone
  /** Says that an unfinished node goes on in the next cycle (CYC-4). */
  carryOver(node: string, act: Act): ChangeDone
  /** Goes on in the life of the plan (PLN-1). */
  moveTo(state: PlanState, act: Act): ChangeDone
  /**
   * Every state that the plan could get next, a `PossibleMove` each: whether the person may do it now, and why not (PLN-1).
   *
   * A reason that is still to be given does not count against it: `needs_reason` says so.
   */
  possibleMoves(act: Act): Array<PossibleMove>
  /**
   * Takes over what became of the request for the approval that the plan waits for: it is approved, or a draft again (APR-3, APR-8).
   *
   * `request` is the document of the request, `request_head` its last digest as the host keeps it elsewhere: without it a request that somebody
   * wrote by themselves is one like others. Its votes have to be on the content that the plan has now.
   */
  concludeApproval(request: string, act: Act, requestHead?: string | undefined | null): ChangeDone
  /** Makes this copy of an approved plan an amendment, with a reason: what was approved can be changed in it (APR-7). */
  beginAmendment(act: Act): ChangeDone
  /** The fields that an amendment changes, such as `node.weight`: what `submit_for_approval` takes as `changed` (APR-7). */
  amendedFields(): Array<string>
  /** Puts in an amendment that was approved: the documents of the copy in which it was made and of its request (APR-7). */
  amend(amendment: string, request: string, act: Act, requestHead?: string | undefined | null): ChangeDone
  /** Erases what is known about a stakeholder as a person, with a reason; the history stays verifiable (AUD-5). */
  erase(stakeholder: string, act: Act): ChangeDone
  /** Until when what is personal may be kept, and whose it is, as a `RetentionState` (AUD-5). Nothing is erased by itself. */
  retention(on: Day): RetentionState
  /** Everything that the plan and its history say about a stakeholder, a `Mention` each (AUD-5). */
  about(stakeholder: string): Array<Mention>
  /** How far the plan is created, and what is missing, as a `CreationState` (PLN-4). */
  creation(): CreationState
  /**
   * Whether the stakeholders of an influence or more have an owner and were in contact within so many days, as a `StakeholderCoverage` (PLN-3).
   *
   * With `goal` the influence is the one on this goal, where somebody said it, and else the one in the plan. With `person` it is worked out from what that one
   * sees of the plan in a `step`, which is `execution` where it is left out, and without one from all of it; here and below (ACC-3).
   */
  coverage(on: Day, leastInfluence: number, withinDays: number, goal?: string | undefined | null, person?: Person | undefined | null, step?: CycleStep | undefined | null): StakeholderCoverage
  /** What each member of the account team, and each other owner of a relationship, has to do with the stakeholders, a `MemberCoverage` each (PLN-2). */
  teamCoverage(on: Day, withinDays: number, person?: Person | undefined | null, step?: CycleStep | undefined | null): Array<MemberCoverage>
  /** The stakeholders whose stance is not the one that is wanted, in the plan and on single goals, a `StanceGap` each, with what is planned about it (PLN-3). */
  stanceGaps(person?: Person | undefined | null, step?: CycleStep | undefined | null): Array<StanceGap>
  /** What a white space comes to, as a `WhiteSpace`: by product, by part of the account and in all; that of one analysis, or of all of this type (PLN-2). */
  whiteSpace(analysis?: string | undefined | null, person?: Person | undefined | null, step?: CycleStep | undefined | null): WhiteSpace
  /** The stages of a patient pathway in their order, a `PathwayStage` each, with how many patients reach them (PLN-2). */
  patientPathway(analysis: string, person?: Person | undefined | null, step?: CycleStep | undefined | null): Array<PathwayStage>
  /** The competitors of one analysis, or of all of this type, a `CompetitorLine` each: by the own product, the largest share first (PLN-2). */
  competitorOverview(analysis?: string | undefined | null, person?: Person | undefined | null, step?: CycleStep | undefined | null): Array<CompetitorLine>
  /** The sections that `plan.sections` gives an analysis, a `SectionContent` each, with what they hold (PLN-2). */
  analysisSections(analysis: string, person?: Person | undefined | null, step?: CycleStep | undefined | null): Array<SectionContent>
  /**
   * Makes the changes that another copy of this plan has and this one has not, as a `MergeResult` (AUD-4).
   *
   * `people` are those who made changes there, with their roles. What was changed in both is not overwritten: it is a clash that names both changes.
   */
  merge(document: string, people: Array<Person>, at: Stamp, on?: Day | undefined | null): MergeResult
}

/**
 * A request for an approval.
 *
 * Make one with `submitForApproval` or `openApprovalRequest` of a configuration. It never changes but by what is done with it.
 */
export declare class ApprovalRequest {
  /** The request as a document: its definition and everything that happened. Opening it again gives an equal one. */
  document(): string
  /** The digest of the last event, 64 hexadecimal digits: kept elsewhere, it tells later that no event is missing. */
  head(): string
  /** Where the request is in its life (APR-3). */
  state(): RequestState
  /** How it stands, as a `RequestSummary`: the open step, whose votes it waits for, until when. */
  summary(): RequestSummary
  /** Everything that happened, an `ApprovalEvent` each (APR-8). */
  events(): Array<ApprovalEvent>
  /** What the person may do now, a `PossibleAction` each, with the reason why not: what buttons need (APR-10). */
  possibleActions(act: ApprovalAct, people?: ApprovalPeople | undefined | null): Array<PossibleAction>
  /** Submits it again after it was sent back. */
  submitAgain(content: string, facts: Array<SubjectFact>, act: ApprovalAct, people: ApprovalPeople, changed?: Array<string> | undefined | null): RequestSummary
  /** Votes for it. `content` is the digest of what the person saw: a vote on anything else is refused (APR-8). */
  approve(content: string, act: ApprovalAct, people?: ApprovalPeople | undefined | null): RequestSummary
  /** Votes against it, with a reason. */
  reject(content: string, act: ApprovalAct, people?: ApprovalPeople | undefined | null): RequestSummary
  /** Sends it back to an earlier step, or without one to who submitted it, with a reason. */
  sendBack(act: ApprovalAct, step?: string | undefined | null, people?: ApprovalPeople | undefined | null): RequestSummary
  /** Takes it back: for who submitted it. */
  recall(act: ApprovalAct): RequestSummary
  /** Takes an own vote back while the step is open. */
  withdrawVote(act: ApprovalAct): RequestSummary
  /** Gives a vote to somebody else for good, with a reason; it keeps the original approver (APR-5). `whose` is another person's, for who may override. */
  reassign(to: string, act: ApprovalAct, people: ApprovalPeople, whose?: string | undefined | null): RequestSummary
  /** Lets somebody else vote in one's place (APR-5). */
  delegate(to: string, act: ApprovalAct, people: ApprovalPeople): RequestSummary
  /** Puts changed content in the place of what was submitted, with a reason; the votes on that are void (APR-7, APR-8). */
  revise(content: string, act: ApprovalAct): RequestSummary
  /** Decides instead of the approvers, `approved` or `rejected`, with a reason; only with a role of `overridden_by`, and recorded as that (APR-5). */
  decideInstead(state: RequestState, act: ApprovalAct): RequestSummary
  /** Does what the open step says should happen once its time limit has passed (APR-6). */
  applyTimeLimit(act: ApprovalAct): RequestSummary
}

/**
 * The layers of a configuration that fit together: settings, lists of values, decisions.
 *
 * Make one with `openConfiguration`. It never changes.
 */
export declare class Configuration {
  /**
   * Opens an account plan from its document: its history is verified and replayed, its figures are computed (AUD-2).
   *
   * `head` is the digest of the last entry where it is kept elsewhere: only with it can be seen that entries are missing at the end.
   */
  openAccountPlan(document: string, head?: string | undefined | null): AccountPlan
  /**
   * Makes an account plan (PLN-1). `fields` are those of its profile: `unit`, which is needed, `title`, `account`, `owner`, `start`, `end` and others.
   *
   * With `made_from` it is made from another plan: from a template, or for the next cycle (PLN-5, CYC-4).
   */
  newAccountPlan(id: string, fields: Array<FieldDraft>, act: Act, madeFrom?: MadeFrom | undefined | null): AccountPlan
  /**
   * Submits something for approval: the definition that applies is copied into the request, and who is asked is kept (APR-2, APR-9).
   *
   * `content` is the digest of what is to be approved, that of an account plan its `content_digest`: every vote is on it (APR-8).
   * `facts` are what conditions can ask beside `unit`, `level` and `subject`. `changed` are the fields that an amendment changes, such as
   * `node.weight`: only steps that they concern are asked then (APR-7).
   */
  submitForApproval(id: string, subject: ApprovalSubject, content: string, facts: Array<SubjectFact>, act: ApprovalAct, people: ApprovalPeople, changed?: Array<string> | undefined | null): ApprovalRequest
  /**
   * Opens a request for an approval from its document: its events are checked to be what they were.
   *
   * `head` is the digest of the last event where it is kept elsewhere: only with it can be seen that events are missing at the end.
   */
  openApprovalRequest(document: string, head?: string | undefined | null): ApprovalRequest
  /** The layers, each behind the one that it lies on, a `LayerSummary` each: how much they share with the core, how many decisions are open. */
  layers(): Array<LayerSummary>
  /** A layer as a TOML document. */
  document(layer: string): string
  /**
   * Every setting, a `SettingDetail` each: its value, where that comes from, whether it is locked (CFG-2).
   *
   * `at` is a layer or a unit of the organisation, here and below; without one the core is meant.
   */
  settings(at?: string | undefined | null): Array<SettingDetail>
  /**
   * One setting, one entry of it (`organization.roles.country_lead`) or a list (`lists.tactic_type`), as a `SettingDetail`: its value,
   * what each layer said, who locked it, what it can be (CFG-2).
   */
  explain(setting: string, at?: string | undefined | null): SettingDetail
  /** What two layers or units do not have in common, a `SettingDifference` each: settings, entries of them, values of lists (CFG-2). */
  compare(one: string, other: string): Array<SettingDifference>
  /** Every decision and how it stands, a `DecisionStatus` each, in the order in which a workshop takes them (CFG-4). */
  decisions(at?: string | undefined | null): Array<DecisionStatus>
  /** The decisions as a questionnaire in Markdown. Filled in and named with `.md` at its end, it is itself a document of the configuration (CFG-4). */
  questionnaire(at?: string | undefined | null): string
  /** The questionnaire as JSON, for programs that ask in their own way. */
  questionnaireJson(at?: string | undefined | null): string
  /** What of the library is on, a `FeatureStatus` each (CFG-3). */
  features(at?: string | undefined | null): Array<FeatureStatus>
  /** True where a feature is on; where it is off, a fault that says so (CFG-3). */
  requireFeature(feature: string, at?: string | undefined | null): boolean
  /** The settings of plans: to be put into a plan document or a `PlanDraft`. */
  planSettings(at?: string | undefined | null): Settings
  /**
   * The planning cycle that a day lies in, with its phases, as a `CycleStatus`: which are open, what closes when, what is late (CYC-1 to CYC-3).
   *
   * `finished` names the phases whose work is done: only the host knows.
   */
  planningCycle(on: Day, finished: Array<string>, at?: string | undefined | null): CycleStatus
  /** What a person may do: the right of the most specific rule; without a rule `none` (ACC-1, ACC-2). */
  may(person: Person, question: RightQuestion): Right
  /** The same with the reason, as a `RightAnswer`: which rule decided, which lost to it, what would have to change for the right that is `wanted`. */
  explainRight(person: Person, question: RightQuestion, wanted: Right): RightAnswer
  /** Who of these people has at least a right, and why, a `RightAnswer` each; with `read`, who could see this (ACC-5). */
  whoMay(people: Array<Person>, question: RightQuestion, least: Right): Array<RightAnswer>
  /**
   * What a person sees of a plan in a step of the cycle, as a `PlanView`: what may not be read is absent, and totals that would tell of it are
   * held back (ACC-3, ACC-5). `plan` is its document, `unit` the one that it belongs to where it does not say so itself.
   */
  planView(plan: string, person: Person, step: CycleStep, unit?: string | undefined | null): PlanView
  /** The names of the lists of values. */
  valueLists(at?: string | undefined | null): Array<string>
  /** A list of values, as a `ValueList` (LOV-1). */
  valueList(list: string, at?: string | undefined | null): ValueList
  /** The value of a record's code on the record's day, as a `ListValue`; refused where the list does not have it or it is not in use then (LOV-2). */
  checkValue(list: string, code: string, on: Day, at?: string | undefined | null): ListValue
  /** The value that a text of an import means, by code, label or synonym; absent where none does (LOV-5). */
  readValue(list: string, text: string, at?: string | undefined | null): ListValue | null
  /** How a list is used by records on a day, as a `ListQuality`; `codes` are theirs, an empty text for none (LOV-3). */
  listQuality(list: string, codes: Array<string>, on: Day, at?: string | undefined | null): ListQuality
  /**
   * How far account plans are created, as a `PortfolioCreation`; `plans` are their documents (PLN-4).
   *
   * What is wrong with any of the documents is reported at once, with its place, here and below.
   */
  portfolioCreation(plans: Array<string>, on: Day): Promise<PortfolioCreation>
  /** Everything that account plans and their histories say about a stakeholder, a `PlanMentions` for each plan that says something (AUD-5). */
  aboutInPlans(plans: Array<string>, stakeholder: string): Promise<Array<PlanMentions>>
  /**
   * What of several requests for approvals is open, a `WaitingRequest` each: what waits for this person first, then what is overdue, then by the day on
   * which it is due (APR-6, APR-10). `requests` are their documents.
   */
  waitingRequests(requests: Array<string>, act: ApprovalAct, people?: ApprovalPeople | undefined | null): Promise<Array<WaitingRequest>>
}

/**
 * An export of a CRM system that was read: its plans, what is wrong with it, and how its own figures differ.
 *
 * Make one with `loadExport` or `loadExportFiles`. It never changes.
 */
export declare class Export {
  /** A plan of the export, to look at or to work on. Changes to it do not change the export. */
  plan(id: string): Plan
  /**
   * Plans of this export as they are now, as an export of their own, to be written as files that bring the CRM system up to date.
   *
   * `plans` are their documents. Every cell that did not change stays as it was read; new nodes and plans become new rows. `rows` says
   * whether all their rows are in it, or those that changed, which is the default.
   */
  changed(plans: Array<string>, rows?: ChangedRows | undefined | null): Export
  /** The ids of all plans, in their order. */
  plans(): Array<string>
  /** The id of the plan that has a node. */
  planOf(node: string): string
  /** The mapping it was read by: a `MappingSummary`. */
  mapping(): MappingSummary
  /** How much of each file was used, a `FileSummary` each. */
  files(): Array<FileSummary>
  /** Everything that is wrong with the export, a `Defect` each, by file and line. A row is used or set aside whole; nothing is repaired silently. */
  defects(): Promise<Array<Defect>>
  /**
   * Where the CRM system's own progress differs from what its own rule gives, a `Difference` each, with the weighted figure and the reason.
   * Behind these, where it is what its rule gives but the plan's completion is another: whole plans first, the widest gap first. The kind
   * tells them apart.
   */
  differences(): Promise<Array<Difference>>
  /**
   * Every plan in one line on the date `as_of`, a `PlanSummary` each, in the order of their ids: progress, health, and what is due (CMP-9, DUE-1).
   *
   * `query.plan` and `query.unit` choose among the plans; the rest says which actions count.
   */
  summaries(asOf: Day, query?: DueQuery | undefined | null, rules?: CompletionRules | undefined | null): Promise<Array<PlanSummary>>
  /** The open actions of all plans seen from the date `as_of`, a `DueItem` each, in the order in which they should be looked at (DUE-1). */
  due(asOf: Day, query?: DueQuery | undefined | null): Promise<Array<DueItem>>
  /**
   * Writes the rows that were used as CSV files into a folder, in the flavour of a shipped mapping, or of its own by the name of the mapping
   * it was read by; that one also gets the rows of record types that it does not take. Files that are there are never overwritten.
   */
  write(mapping: string, folder: string): Promise<Array<WrittenFile>>
  /** As `write`, but in memory. */
  written(mapping: string): Promise<Array<ExportFile>>
  /** Writes the rows that were set aside, as they were, and `defects.csv` with the reasons into a folder. */
  writeSetAside(folder: string): Promise<Array<WrittenFile>>
  /** As `write_set_aside`, but in memory. */
  setAside(): Promise<Array<ExportFile>>
}

/**
 * A plan that is open: its nodes, its settings, and its figures, which every change brings up to date.
 *
 * Make one with `openPlan` or `buildPlan`.
 */
export declare class Plan {
  /** What the plan is about: a `PlanProfile`. */
  profile(): PlanProfile
  /** The plan as a document, as it is now. Opening it again gives an equal plan. */
  document(): string
  /** All nodes as plain values, a `NodeDraft` each: parents before their children, siblings in the order of their ids. */
  nodes(): Array<NodeDraft>
  /**
   * The completion of the plan, 0 to 100; absent where nothing counts (CMP-2, CMP-3).
   *
   * `rules` asks what it would be by other rules, here and below; what they leave out stays as the plan's settings have it, and the plan does not change.
   */
  completion(rules?: CompletionRules | undefined | null): Dec | null
  /** The completion of every node and why, a `NodeCompletion` each, in the order of `nodes`. */
  completions(rules?: CompletionRules | undefined | null): Array<NodeCompletion>
  /** The completion of the plan and of every node and nothing else, as one `Figures`: the quickest way to all figures. */
  figures(rules?: CompletionRules | undefined | null): Figures
  /** How the completion of a node, or without one of the plan itself, came about: an `Explanation`, as data and in words (CMP-7). */
  explain(node?: string | undefined | null, rules?: CompletionRules | undefined | null): Explanation
  /** Where the plan and each of its nodes is and where it should be on the date `as_of`, a `NodeProgress` each: the plan first (CMP-9). */
  progress(asOf: Day, rules?: CompletionRules | undefined | null): Array<NodeProgress>
  /**
   * The plan in one line on the date `as_of`: progress, health, and what is due, as a `PlanSummary` (CMP-9, DUE-1).
   *
   * `query` says which actions count as due and how far `soon` reaches.
   */
  summary(asOf: Day, query?: DueQuery | undefined | null, rules?: CompletionRules | undefined | null): PlanSummary
  /**
   * The open actions seen from the date `as_of`, a `DueItem` each, in the order in which they should be looked at (DUE-1).
   *
   * `query` narrows them to a person or levels, and says how far `soon` reaches.
   */
  due(asOf: Day, query?: DueQuery | undefined | null): Array<DueItem>
  /**
   * Changes the status of a node (EXE-2). Done records who and when; re-opening and cancelling need a reason, which the
   * host keeps with its record of the change: a plan holds its present state only.
   *
   * `status` is a code of the plan's list. What it moved is in the `StatusChanged`; a change that is refused leaves the plan as it was.
   */
  changeStatus(node: string, status: string, acting: Acting, reason?: string | undefined | null): StatusChanged
  /** Sets the completion of a node by hand, 0 to 100, with the reason; the computed one is kept beside it (CMP-4). */
  overrideCompletion(node: string, completion: Dec, reason: string, acting: Acting): StatusChanged
  /** Takes the override of a node away, so that its computed completion holds again (CMP-4). */
  removeOverride(node: string): StatusChanged
  /** The parents whose counted children are all done, a `StatusProposal` each (CMP-5); empty while `auto_complete` is off. */
  proposals(): Array<StatusProposal>
  /** A completion as a person sees it, by the display rules of this plan: rounded, without a `%` (CMP-6). */
  display(completion: Dec): string
}

/**
 * Many plans at a time: the figures of a table of nodes, by the rules of a single plan, to the last digit.
 *
 * Make one with `loadPortfolio`. It never changes, and may be asked many things at a time. Every table that it gives is an Arrow IPC stream:
 * `tableFromIPC(await portfolio.plans())`. The columns are called as the guide's page on portfolios says, such as `due_bucket`.
 */
export declare class Portfolio {
  /** How many plans and rows it has. */
  get size(): PortfolioSize
  /**
   * The table with the figures of each node beside its own columns: `completion`; with a date also `expected` (CMP-9) and `due_bucket`
   * (DUE-1), which is null for what is no open action, as is `blocked`, which is there where the table has `prerequisites`.
   *
   * `question.figures` chooses among `completion`, `expected`, `due` and `blocked`.
   */
  nodes(question?: NodesQuestion | undefined | null): Promise<Bytes>
  /**
   * A row for each plan, in the order of their first appearance: `completion` and how many nodes have which kind of status; with a date
   * also `expected`, `variance`, `health` (CMP-9), and how many open actions are `overdue`, `due_today`, `due_soon`, `later` and `undated`
   * (DUE-1). Where the table has `prerequisites`, how many of them are `blocked`; where it has `done_on`, how many actions are
   * `done_on_time` and `done_late`, and the `on_time_share` of the former in percent.
   */
  plans(question?: PlansQuestion | undefined | null): Promise<Bytes>
  /** What `nodes` and `plans` give, worked out together. */
  figures(question?: PlansQuestion | undefined | null): Promise<PortfolioFigures>
  /**
   * A row for each group, in the order of their first appearance: plans by the values that their first rows have in the columns `by`, or
   * with `of: 'actions'` actions, each by the values of its own row. Null is a group of its own.
   *
   * `completion` is the mean by weight of what has one, exact and rounded once; plans are equal and actions have the weight that the rules
   * give them, unless `weight` names a column that says how much each counts. With a date `expected` is the like mean, and `variance` the
   * difference; groups of plans have the counts of `on_track`, `at_risk` and `off_track`. All other columns are sums of what `plans` gives.
   */
  groups(question: GroupsQuestion): Promise<Bytes>
  /**
   * Figures as of many dates, from recorded changes (CMP-8): a row for each plan and date with `as_of`, `completion`, `expected`, `variance` and
   * `health`.
   *
   * `changes` is a table with `plan`, `node`, `on` (a date), `status` (a code) and, where it was recorded, `progress`. As of a date a node has the
   * status of its last change until then and is open before its first; one without changes has that of the table. With a column `created` in the
   * table of nodes, a node is not there before that day. Weights, dates and completions set by hand are those of the table. A change that
   * cannot be used refuses the table of changes; with `badRows: 'set_aside'` it is left out, and `changeProblems` names it.
   */
  history(question: HistoryQuestion): Promise<Bytes>
  /**
   * What would change, before it is changed (CMP-10): a row for each plan, or with `of: 'nodes'` for each node, whose completion would be
   * another by other `rules`, or by the weights in the column that `weight` names: `completion` as it is, `completion_after`, and the
   * `difference` in points.
   */
  whatIf(question: WhatIfQuestion): Promise<Bytes>
  /** The rows of a table of changes that cannot be used, as `problems` names those of the table of nodes. */
  changeProblems(changes: Bytes, options?: ChangesOptions | undefined | null): Promise<Bytes>
  /** The rows that were set aside, a row for each thing that is wrong: where, the value, the reason, and what would be right. */
  problems(): Promise<Bytes>
}

/** The JSON Schema of the document of an account plan with its history. */
export declare function accountPlanSchema(): string

/** The JSON Schema of the document of a request for an approval. */
export declare function approvalRequestSchema(): string

/**
 * Makes a plan from plain values.
 *
 * Everything wrong with them is reported at once, with the path of each value.
 */
export declare function buildPlan(draft: PlanDraft): Plan

/** Checks a mapping document and says what it covers. Everything wrong with it is reported at once, with line and column. */
export declare function checkMapping(document: string): MappingSummary

/** The JSON Schema of a document of a configuration, for editors; it holds for TOML too. */
export declare function configurationSchema(): string

/**
 * A completion as a person sees it: rounded as asked, without a `%` (CMP-6).
 *
 * With the guard on, which is the default, below 100 never shows as 100 and above 0 never as 0.
 */
export declare function displayCompletion(completion: Dec, rules?: DisplayRules | undefined | null): string

/**
 * Plans as an export in the flavour of a mapping: to be written as files that a loader takes, and to be asked together.
 *
 * `plans` are their documents; they share one set of settings, and `options` names the mapping. A node's level is the mapping's of the
 * same name; where it has none, levels go by their places, the highest first. What the mapping has no name for goes into columns
 * that begin with `kam_`; `unmapped` of a written file names them.
 */
export declare function exportPlans(plans: Array<string>, options: ExportOptions): Promise<Export>

/** A layer as TOML that keeps medical and sales apart, under this name: rules and closed fields to start from, nothing else is allowed (ACC-5). */
export declare function firewallDocument(name: string): string

/**
 * Reads an export of a CRM system: a folder with one CSV file, or Vault query JSON, for each object.
 *
 * What is wrong with it does not stop it: see `defects` of the result. Only files directly in the folder are read.
 */
export declare function loadExport(folder: string, options?: ExportOptions | undefined | null): Promise<Export>

/** Reads an export from files in memory, each with its name and content. */
export declare function loadExportFiles(files: Array<ExportFile>, options?: ExportOptions | undefined | null): Promise<Export>

/**
 * Reads a table of nodes: the bytes of an Arrow IPC stream or file, without compression.
 *
 * It has a row for each node, in any order, with the columns `plan`, `node`, `parent` (null directly under the plan) and `status`, and, where there
 * is more to say, `weight`, `progress`, `baseline`, `target`, `actual`, `override`, `level`, `start`, `due`, `plan_end`, `done_on`,
 * `prerequisites`, `created`; `options.names` says what a column is called otherwise. All other columns are left alone, and come back beside the
 * figures.
 *
 * A row that cannot be used refuses the table, and every such row is named; with `badRows: 'set_aside'` it is left out with what hangs below
 * it, and `problems` names it. The bytes are copied once, so they may be changed as soon as the call is made.
 */
export declare function loadPortfolio(table: Bytes, options?: PortfolioOptions | undefined | null): Promise<Portfolio>

/** The document of a shipped mapping, as TOML: to read, or to start an own one from. */
export declare function mappingDocument(name: string): string

/**
 * Opens a configuration from its documents, a layer each, in any order: one is the core, the others lie on it or on each other (CFG-1).
 *
 * Everything wrong with all of them is reported at once, with document, line and column. No other file is read.
 */
export declare function openConfiguration(files: Array<ConfigurationFile>): Configuration

/**
 * Opens a plan from its document: JSON text, as the guide's page on the plan document describes it.
 *
 * Everything wrong with the document is reported at once, with path, line and column.
 */
export declare function openPlan(document: string): Plan

/** The JSON Schema of the plan document, for editors. */
export declare function planSchema(): string

/** The two tables of `Portfolio.figures`, each an Arrow IPC stream. */
export interface PortfolioFigures {
  /** What `nodes` gives. */
  nodes: Bytes
  /** What `plans` gives. */
  plans: Bytes
}

/**
 * The plans of an export of a CRM system, with its settings: nothing is read again, and every figure is that of `export`.
 *
 * Its table has what the nodes say, and `title`, `owner`, `plan_title`, `plan_owner`, `plan_status`, `account`, `account_name` and `unit` to keep or to
 * group by. Where the system says when something was done, there is `done_on`.
 */
export declare function portfolioOfExport(exported: Export, options?: OfExportOptions | undefined | null): Promise<Portfolio>

/** The names of the mappings that come with the library. */
export declare function shippedMappings(): Array<string>

/** The version of this library. */
export declare function version(): string
