//! Every operation, written down once. Each binding turns this list into its own functions and methods, so that none can lack one,
//! and the documentation of all languages is the one here.

/// An operation, as tests and generators list it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OperationInfo {
    /// The handle it is a method of; absent for a function.
    pub on: Option<&'static str>,
    /// Its name; in JavaScript, Kotlin and Swift in camel case.
    pub name: &'static str,
    /// The names of its arguments, in order.
    pub arguments: &'static [&'static str],
    /// What each of its arguments must be.
    pub types: &'static [&'static Type],
    /// Whether its cost grows with a whole portfolio: Python releases the GIL, Node answers with a promise.
    pub long: bool,
}

/// Hands the list of operations to the macro named.
///
/// `opens` give a handle, `opens_long` give one after long work; `short` and `long` give records or plain values.
#[macro_export]
macro_rules! operations {
    ($with:ident) => {
        $with! {
            functions {
                opens {
                    /// Opens a plan from its document: JSON text, as the guide's page on the plan document describes it.
                    ///
                    /// Everything wrong with the document is reported at once, with path, line and column.
                    fn open_plan(document: String) -> Plan;

                    /// Makes a plan from plain values.
                    ///
                    /// Everything wrong with them is reported at once, with the path of each value.
                    fn build_plan(draft: PlanDraft) -> Plan;

                    /// Opens a configuration from its documents, a layer each, in any order: one is the core, the others lie on it or on each other (CFG-1).
                    ///
                    /// Everything wrong with all of them is reported at once, with document, line and column. No other file is read.
                    fn open_configuration(files: Vec<ConfigurationFile>) -> Configuration;
                }
                opens_long {
                    /// Reads an export of a CRM system: a folder with one CSV file, or Vault query JSON, for each object.
                    ///
                    /// What is wrong with it does not stop it: see `defects` of the result. Only files directly in the folder are read.
                    fn load_export(folder: String, options: Option<ExportOptions> = None) -> Export;

                    /// Reads an export from files in memory, each with its name and content.
                    fn load_export_files(files: Vec<ExportFile>, options: Option<ExportOptions> = None) -> Export;

                    /// Plans as an export in the flavour of a mapping: to be written as files that a loader takes, and to be asked together.
                    ///
                    /// `plans` are their documents; they share one set of settings, and `options` names the mapping. A node's level is the mapping's of the
                    /// same name; where it has none, levels go by their places, the highest first. What the mapping has no name for goes into columns
                    /// that begin with `kam_`; `unmapped` of a written file names them.
                    fn export_plans(plans: Vec<String>, options: ExportOptions) -> Export;
                }
                short {
                    /// The names of the mappings that come with the library.
                    fn shipped_mappings() -> Vec<String>;

                    /// The document of a shipped mapping, as TOML: to read, or to start an own one from.
                    fn mapping_document(name: String) -> String;

                    /// Checks a mapping document and says what it covers. Everything wrong with it is reported at once, with line and column.
                    fn check_mapping(document: String) -> MappingSummary;

                    /// The JSON Schema of the plan document, for editors.
                    fn plan_schema() -> String;

                    /// The JSON Schema of the document of an account plan with its history.
                    fn account_plan_schema() -> String;

                    /// The JSON Schema of the document of a request for an approval.
                    fn approval_request_schema() -> String;

                    /// The JSON Schema of a document of a configuration, for editors; it holds for TOML too.
                    fn configuration_schema() -> String;

                    /// A layer as TOML that keeps medical and sales apart, under this name: rules and closed fields to start from, nothing else is allowed (ACC-5).
                    fn firewall_document(name: String) -> String;

                    /// A completion as a person sees it: rounded as asked, without a `%` (CMP-6).
                    ///
                    /// With the guard on, which is the default, below 100 never shows as 100 and above 0 never as 0.
                    fn display_completion(completion: Dec, rules: Option<DisplayRules> = None) -> String;

                    /// The version of this library.
                    fn version() -> String;
                }
            }
            Plan {
                opens {
                }
                short {
                    /// What the plan is about: a `PlanProfile`.
                    fn profile() -> PlanProfile;

                    /// The plan as a document, as it is now. Opening it again gives an equal plan.
                    fn document() -> String;

                    /// All nodes as plain values, a `NodeDraft` each: parents before their children, siblings in the order of their ids.
                    fn nodes() -> Vec<NodeDraft>;

                    /// The completion of the plan, 0 to 100; absent where nothing counts (CMP-2, CMP-3).
                    ///
                    /// `rules` asks what it would be by other rules, here and below; what they leave out stays as the plan's settings have it, and the plan does not change.
                    fn completion(rules: Option<CompletionRules> = None) -> Option<Dec>;

                    /// The completion of every node and why, a `NodeCompletion` each, in the order of `nodes`.
                    fn completions(rules: Option<CompletionRules> = None) -> Vec<NodeCompletion>;

                    /// The completion of the plan and of every node and nothing else, as one `Figures`: the quickest way to all figures.
                    fn figures(rules: Option<CompletionRules> = None) -> Figures;

                    /// How the completion of a node, or without one of the plan itself, came about: an `Explanation`, as data and in words (CMP-7).
                    fn explain(node: Option<String> = None, rules: Option<CompletionRules> = None) -> Explanation;

                    /// Where the plan and each of its nodes is and where it should be on the date `as_of`, a `NodeProgress` each: the plan first (CMP-9).
                    fn progress(as_of: Day, rules: Option<CompletionRules> = None) -> Vec<NodeProgress>;

                    /// The plan in one line on the date `as_of`: progress, health, and what is due, as a `PlanSummary` (CMP-9, DUE-1).
                    ///
                    /// `query` says which actions count as due and how far `soon` reaches.
                    fn summary(as_of: Day, query: Option<DueQuery> = None, rules: Option<CompletionRules> = None) -> PlanSummary;

                    /// The open actions seen from the date `as_of`, a `DueItem` each, in the order in which they should be looked at (DUE-1).
                    ///
                    /// `query` narrows them to a person or levels, and says how far `soon` reaches.
                    fn due(as_of: Day, query: Option<DueQuery> = None) -> Vec<DueItem>;

                    /// Changes the status of a node (EXE-2). Done records who and when; re-opening and cancelling need a reason, which the
                    /// host keeps with its record of the change: a plan holds its present state only.
                    ///
                    /// `status` is a code of the plan's list. What it moved is in the `StatusChanged`; a change that is refused leaves the plan as it was.
                    fn change_status(node: String, status: String, acting: Acting, reason: Option<String> = None) -> StatusChanged;

                    /// Sets the completion of a node by hand, 0 to 100, with the reason; the computed one is kept beside it (CMP-4).
                    fn override_completion(node: String, completion: Dec, reason: String, acting: Acting) -> StatusChanged;

                    /// Takes the override of a node away, so that its computed completion holds again (CMP-4).
                    fn remove_override(node: String) -> StatusChanged;

                    /// The parents whose counted children are all done, a `StatusProposal` each (CMP-5); empty while `auto_complete` is off.
                    fn proposals() -> Vec<StatusProposal>;

                    /// A completion as a person sees it, by the display rules of this plan: rounded, without a `%` (CMP-6).
                    fn display(completion: Dec) -> String;
                }
                long {
                }
            }
            Configuration {
                opens {
                    /// Opens an account plan from its document: its history is verified and replayed, its figures are computed (AUD-2).
                    ///
                    /// `head` is the digest of the last entry where it is kept elsewhere: only with it can be seen that entries are missing at the end.
                    fn open_account_plan(document: String, head: Option<String> = None) -> AccountPlan;

                    /// Makes an account plan (PLN-1). `fields` are those of its profile: `unit`, which is needed, `title`, `account`, `owner`, `start`, `end` and others.
                    ///
                    /// With `made_from` it is made from another plan: from a template, or for the next cycle (PLN-5, CYC-4).
                    fn new_account_plan(id: String, fields: Vec<FieldDraft>, act: Act, made_from: Option<MadeFrom> = None) -> AccountPlan;

                    /// Submits something for approval: the definition that applies is copied into the request, and who is asked is kept (APR-2, APR-9).
                    ///
                    /// `content` is the digest of what is to be approved, that of an account plan its `content_digest`: every vote is on it (APR-8).
                    /// `facts` are what conditions can ask beside `unit`, `level` and `subject`. `changed` are the fields that an amendment changes, such as
                    /// `node.weight`: only steps that they concern are asked then (APR-7).
                    fn submit_for_approval(id: String, subject: ApprovalSubject, content: String, facts: Vec<SubjectFact>, act: ApprovalAct, people: ApprovalPeople, changed: Option<Vec<String>> = None) -> ApprovalRequest;

                    /// Opens a request for an approval from its document: its events are checked to be what they were.
                    ///
                    /// `head` is the digest of the last event where it is kept elsewhere: only with it can be seen that events are missing at the end.
                    fn open_approval_request(document: String, head: Option<String> = None) -> ApprovalRequest;
                }
                short {
                    /// The layers, each behind the one that it lies on, a `LayerSummary` each: how much they share with the core, how many decisions are open.
                    fn layers() -> Vec<LayerSummary>;

                    /// A layer as a TOML document.
                    fn document(layer: String) -> String;

                    /// Every setting, a `SettingDetail` each: its value, where that comes from, whether it is locked (CFG-2).
                    ///
                    /// `at` is a layer or a unit of the organisation, here and below; without one the core is meant.
                    fn settings(at: Option<String> = None) -> Vec<SettingDetail>;

                    /// One setting, one entry of it (`organization.roles.country_lead`) or a list (`lists.tactic_type`), as a `SettingDetail`: its value,
                    /// what each layer said, who locked it, what it can be (CFG-2).
                    fn explain(setting: String, at: Option<String> = None) -> SettingDetail;

                    /// What two layers or units do not have in common, a `SettingDifference` each: settings, entries of them, values of lists (CFG-2).
                    fn compare(one: String, other: String) -> Vec<SettingDifference>;

                    /// Every decision and how it stands, a `DecisionStatus` each, in the order in which a workshop takes them (CFG-4).
                    fn decisions(at: Option<String> = None) -> Vec<DecisionStatus>;

                    /// The decisions as a questionnaire in Markdown. Filled in and named with `.md` at its end, it is itself a document of the configuration (CFG-4).
                    fn questionnaire(at: Option<String> = None) -> String;

                    /// The questionnaire as JSON, for programs that ask in their own way.
                    fn questionnaire_json(at: Option<String> = None) -> String;

                    /// What of the library is on, a `FeatureStatus` each (CFG-3).
                    fn features(at: Option<String> = None) -> Vec<FeatureStatus>;

                    /// True where a feature is on; where it is off, a fault that says so (CFG-3).
                    fn require_feature(feature: String, at: Option<String> = None) -> bool;

                    /// The settings of plans: to be put into a plan document or a `PlanDraft`.
                    fn plan_settings(at: Option<String> = None) -> Settings;

                    /// The planning cycle that a day lies in, with its phases, as a `CycleStatus`: which are open, what closes when, what is late (CYC-1 to CYC-3).
                    ///
                    /// `finished` names the phases whose work is done: only the host knows.
                    fn planning_cycle(on: Day, finished: Vec<String>, at: Option<String> = None) -> CycleStatus;

                    /// What a person may do: the right of the most specific rule; without a rule `none` (ACC-1, ACC-2).
                    fn may(person: Person, question: RightQuestion) -> Right;

                    /// The same with the reason, as a `RightAnswer`: which rule decided, which lost to it, what would have to change for the right that is `wanted`.
                    fn explain_right(person: Person, question: RightQuestion, wanted: Right) -> RightAnswer;

                    /// Who of these people has at least a right, and why, a `RightAnswer` each; with `read`, who could see this (ACC-5).
                    fn who_may(people: Vec<Person>, question: RightQuestion, least: Right) -> Vec<RightAnswer>;

                    /// What a person sees of a plan in a step of the cycle, as a `PlanView`: what may not be read is absent, and totals that would tell of it are
                    /// held back (ACC-3, ACC-5). `plan` is its document, `unit` the one that it belongs to where it does not say so itself.
                    fn plan_view(plan: String, person: Person, step: CycleStep, unit: Option<String> = None) -> PlanView;

                    /// The names of the lists of values.
                    fn value_lists(at: Option<String> = None) -> Vec<String>;

                    /// A list of values, as a `ValueList` (LOV-1).
                    fn value_list(list: String, at: Option<String> = None) -> ValueList;

                    /// The value of a record's code on the record's day, as a `ListValue`; refused where the list does not have it or it is not in use then (LOV-2).
                    fn check_value(list: String, code: String, on: Day, at: Option<String> = None) -> ListValue;

                    /// The value that a text of an import means, by code, label or synonym; absent where none does (LOV-5).
                    fn read_value(list: String, text: String, at: Option<String> = None) -> Option<ListValue>;

                    /// How a list is used by records on a day, as a `ListQuality`; `codes` are theirs, an empty text for none (LOV-3).
                    fn list_quality(list: String, codes: Vec<String>, on: Day, at: Option<String> = None) -> ListQuality;
                }
                long {
                    /// How far account plans are created, as a `PortfolioCreation`; `plans` are their documents (PLN-4).
                    ///
                    /// What is wrong with any of the documents is reported at once, with its place, here and below.
                    fn portfolio_creation(plans: Vec<String>, on: Day) -> PortfolioCreation;

                    /// Everything that account plans and their histories say about a stakeholder, a `PlanMentions` for each plan that says something (AUD-5).
                    fn about_in_plans(plans: Vec<String>, stakeholder: String) -> Vec<PlanMentions>;

                    /// What of several requests for approvals is open, a `WaitingRequest` each: what waits for this person first, then what is overdue, then by the day on
                    /// which it is due (APR-6, APR-10). `requests` are their documents.
                    fn waiting_requests(requests: Vec<String>, act: ApprovalAct, people: Option<ApprovalPeople> = None) -> Vec<WaitingRequest>;
                }
            }
            AccountPlan {
                opens {
                    /// The hierarchy as it is now as a plan, to be asked what is due, how a figure came about and what it would be by other rules.
                    fn plan() -> Plan;
                }
                short {
                    /// The plan as a document: its entries and the personal values beside them. Opening it again gives an equal plan.
                    fn document() -> String;

                    /// The version: how many entries there are.
                    fn version() -> u32;

                    /// The digest of the last entry, 64 hexadecimal digits: kept elsewhere, it tells later that no entry is missing.
                    fn head() -> String;

                    /// The digest of what an approval is given for: everything but how far the work is (APR-8).
                    fn content_digest() -> String;

                    /// Where the plan is in its life (PLN-1).
                    fn state() -> PlanState;

                    /// The completion of the plan, 0 to 100; absent where nothing counts (CMP-2).
                    fn completion() -> Option<Dec>;

                    /// The objects of a kind, or all, a `PlanObject` each, with their fields as they are: for whoever may see everything, else `visible_objects`.
                    fn objects(kind: Option<ObjectKind> = None) -> Vec<PlanObject>;

                    /// The entries behind a version, or all, a `HistoryEntry` each: for whoever may see everything, else `visible_entries` (AUD-1).
                    fn entries(after: Option<u32> = None) -> Vec<HistoryEntry>;

                    /// The objects that a person may see in a step, without the fields that are closed and without what names something hidden, a `PlanObject` each (ACC-3).
                    ///
                    /// `step` is `execution` where it is left out. The role in the plan's team comes from the plan.
                    fn visible_objects(person: Person, kind: Option<ObjectKind> = None, step: Option<CycleStep> = None) -> Vec<PlanObject>;

                    /// The entries behind a version of which a person may see something, without the rest, a `HistoryEntry` each (ACC-3).
                    ///
                    /// An entry of which something is left out has no reason and no digest: they could tell it.
                    fn visible_entries(person: Person, after: Option<u32> = None, step: Option<CycleStep> = None) -> Vec<HistoryEntry>;

                    /// The history as a text for people: who changed what, when and why (AUD-5).
                    fn readable_history() -> String;

                    /// Adds an object with fields. A node begins in the first status that is open.
                    ///
                    /// What it did is in the `ChangeDone`; a change that is refused leaves the plan as it was, here and below (AUD-3).
                    fn add(kind: ObjectKind, id: String, fields: Vec<FieldDraft>, act: Act) -> ChangeDone;

                    /// Sets fields of an object; one without a value is taken away.
                    fn set(kind: ObjectKind, id: String, fields: Vec<FieldDraft>, act: Act) -> ChangeDone;

                    /// Removes an object that nothing else names.
                    fn remove(kind: ObjectKind, id: String, act: Act) -> ChangeDone;

                    /// Changes the status of a node (EXE-2). Re-opening and cancelling need a reason.
                    fn change_status(node: String, status: String, act: Act) -> ChangeDone;

                    /// Sets the completion of a node by hand, 0 to 100, with a reason; the computed one is kept beside it (CMP-4).
                    ///
                    /// Where a definition says who approves a `completion_override`, `request` is the document of a request that was approved, and `request_head` its last
                    /// digest as the host keeps it elsewhere.
                    fn override_completion(node: String, completion: Dec, act: Act, request: Option<String> = None, request_head: Option<String> = None) -> ChangeDone;

                    /// The digest of an override, 64 hexadecimal digits: the content of a request for a `completion_override`, whose id is that of the node (APR-8).
                    fn override_digest(node: String, completion: Dec) -> String;

                    /// Takes the override of a node away (CMP-4).
                    fn remove_override(node: String, act: Act) -> ChangeDone;

                    /// Says that an unfinished node goes on in the next cycle (CYC-4).
                    fn carry_over(node: String, act: Act) -> ChangeDone;

                    /// Goes on in the life of the plan (PLN-1).
                    fn move_to(state: PlanState, act: Act) -> ChangeDone;

                    /// Every state that the plan could get next, a `PossibleMove` each: whether the person may do it now, and why not (PLN-1).
                    ///
                    /// A reason that is still to be given does not count against it: `needs_reason` says so.
                    fn possible_moves(act: Act) -> Vec<PossibleMove>;

                    /// Takes over what became of the request for the approval that the plan waits for: it is approved, or a draft again (APR-3, APR-8).
                    ///
                    /// `request` is the document of the request, `request_head` its last digest as the host keeps it elsewhere: without it a request that somebody
                    /// wrote by themselves is one like others. Its votes have to be on the content that the plan has now.
                    fn conclude_approval(request: String, act: Act, request_head: Option<String> = None) -> ChangeDone;

                    /// Makes this copy of an approved plan an amendment, with a reason: what was approved can be changed in it (APR-7).
                    fn begin_amendment(act: Act) -> ChangeDone;

                    /// The fields that an amendment changes, such as `node.weight`: what `submit_for_approval` takes as `changed` (APR-7).
                    fn amended_fields() -> Vec<String>;

                    /// Puts in an amendment that was approved: the documents of the copy in which it was made and of its request (APR-7).
                    fn amend(amendment: String, request: String, act: Act, request_head: Option<String> = None) -> ChangeDone;

                    /// Erases what is known about a stakeholder as a person, with a reason; the history stays verifiable (AUD-5).
                    fn erase(stakeholder: String, act: Act) -> ChangeDone;

                    /// Until when what is personal may be kept, and whose it is, as a `RetentionState` (AUD-5). Nothing is erased by itself.
                    fn retention(on: Day) -> RetentionState;

                    /// Everything that the plan and its history say about a stakeholder, a `Mention` each (AUD-5).
                    fn about(stakeholder: String) -> Vec<Mention>;

                    /// How far the plan is created, and what is missing, as a `CreationState` (PLN-4).
                    fn creation() -> CreationState;

                    /// Whether the stakeholders of an influence or more have an owner and were in contact within so many days, as a `StakeholderCoverage` (PLN-3).
                    ///
                    /// With `goal` the influence is the one on this goal, where somebody said it, and else the one in the plan. With `person` it is worked out from what that one
                    /// sees of the plan in a `step`, which is `execution` where it is left out, and without one from all of it; here and below (ACC-3).
                    fn coverage(on: Day, least_influence: u32, within_days: u32, goal: Option<String> = None, person: Option<Person> = None, step: Option<CycleStep> = None) -> StakeholderCoverage;

                    /// What each member of the account team, and each other owner of a relationship, has to do with the stakeholders, a `MemberCoverage` each (PLN-2).
                    fn team_coverage(on: Day, within_days: u32, person: Option<Person> = None, step: Option<CycleStep> = None) -> Vec<MemberCoverage>;

                    /// The stakeholders whose stance is not the one that is wanted, in the plan and on single goals, a `StanceGap` each, with what is planned about it (PLN-3).
                    fn stance_gaps(person: Option<Person> = None, step: Option<CycleStep> = None) -> Vec<StanceGap>;

                    /// What a white space comes to, as a `WhiteSpace`: by product, by part of the account and in all; that of one analysis, or of all of this type (PLN-2).
                    fn white_space(analysis: Option<String> = None, person: Option<Person> = None, step: Option<CycleStep> = None) -> WhiteSpace;

                    /// The stages of a patient pathway in their order, a `PathwayStage` each, with how many patients reach them (PLN-2).
                    fn patient_pathway(analysis: String, person: Option<Person> = None, step: Option<CycleStep> = None) -> Vec<PathwayStage>;

                    /// The competitors of one analysis, or of all of this type, a `CompetitorLine` each: by the own product, the largest share first (PLN-2).
                    fn competitor_overview(analysis: Option<String> = None, person: Option<Person> = None, step: Option<CycleStep> = None) -> Vec<CompetitorLine>;

                    /// The sections that `plan.sections` gives an analysis, a `SectionContent` each, with what they hold (PLN-2).
                    fn analysis_sections(analysis: String, person: Option<Person> = None, step: Option<CycleStep> = None) -> Vec<SectionContent>;

                    /// Makes the changes that another copy of this plan has and this one has not, as a `MergeResult` (AUD-4).
                    ///
                    /// `people` are those who made changes there, with their roles. What was changed in both is not overwritten: it is a clash that names both changes.
                    fn merge(document: String, people: Vec<Person>, at: Stamp, on: Option<Day> = None) -> MergeResult;
                }
                long {
                }
            }
            ApprovalRequest {
                opens {
                }
                short {
                    /// The request as a document: its definition and everything that happened. Opening it again gives an equal one.
                    fn document() -> String;

                    /// The digest of the last event, 64 hexadecimal digits: kept elsewhere, it tells later that no event is missing.
                    fn head() -> String;

                    /// Where the request is in its life (APR-3).
                    fn state() -> RequestState;

                    /// How it stands, as a `RequestSummary`: the open step, whose votes it waits for, until when.
                    fn summary() -> RequestSummary;

                    /// Everything that happened, an `ApprovalEvent` each (APR-8).
                    fn events() -> Vec<ApprovalEvent>;

                    /// What the person may do now, a `PossibleAction` each, with the reason why not: what buttons need (APR-10).
                    fn possible_actions(act: ApprovalAct, people: Option<ApprovalPeople> = None) -> Vec<PossibleAction>;

                    /// Submits it again after it was sent back.
                    fn submit_again(content: String, facts: Vec<SubjectFact>, act: ApprovalAct, people: ApprovalPeople, changed: Option<Vec<String>> = None) -> RequestSummary;

                    /// Votes for it. `content` is the digest of what the person saw: a vote on anything else is refused (APR-8).
                    fn approve(content: String, act: ApprovalAct, people: Option<ApprovalPeople> = None) -> RequestSummary;

                    /// Votes against it, with a reason.
                    fn reject(content: String, act: ApprovalAct, people: Option<ApprovalPeople> = None) -> RequestSummary;

                    /// Sends it back to an earlier step, or without one to who submitted it, with a reason.
                    fn send_back(act: ApprovalAct, step: Option<String> = None, people: Option<ApprovalPeople> = None) -> RequestSummary;

                    /// Takes it back: for who submitted it.
                    fn recall(act: ApprovalAct) -> RequestSummary;

                    /// Takes an own vote back while the step is open.
                    fn withdraw_vote(act: ApprovalAct) -> RequestSummary;

                    /// Gives a vote to somebody else for good, with a reason; it keeps the original approver (APR-5). `whose` is another person's, for who may override.
                    fn reassign(to: String, act: ApprovalAct, people: ApprovalPeople, whose: Option<String> = None) -> RequestSummary;

                    /// Lets somebody else vote in one's place (APR-5).
                    fn delegate(to: String, act: ApprovalAct, people: ApprovalPeople) -> RequestSummary;

                    /// Puts changed content in the place of what was submitted, with a reason; the votes on that are void (APR-7, APR-8).
                    fn revise(content: String, act: ApprovalAct) -> RequestSummary;

                    /// Decides instead of the approvers, `approved` or `rejected`, with a reason; only with a role of `overridden_by`, and recorded as that (APR-5).
                    fn decide_instead(state: RequestState, act: ApprovalAct) -> RequestSummary;

                    /// Does what the open step says should happen once its time limit has passed (APR-6).
                    fn apply_time_limit(act: ApprovalAct) -> RequestSummary;
                }
                long {
                }
            }
            Export {
                opens {
                    /// A plan of the export, to look at or to work on. Changes to it do not change the export.
                    fn plan(id: String) -> Plan;

                    /// Plans of this export as they are now, as an export of their own, to be written as files that bring the CRM system up to date.
                    ///
                    /// `plans` are their documents. Every cell that did not change stays as it was read; new nodes and plans become new rows. `rows` says
                    /// whether all their rows are in it, or those that changed, which is the default.
                    fn changed(plans: Vec<String>, rows: Option<ChangedRows> = None) -> Export;
                }
                short {
                    /// The ids of all plans, in their order.
                    fn plans() -> Vec<String>;

                    /// The id of the plan that has a node.
                    fn plan_of(node: String) -> String;

                    /// The mapping it was read by: a `MappingSummary`.
                    fn mapping() -> MappingSummary;

                    /// How much of each file was used, a `FileSummary` each.
                    fn files() -> Vec<FileSummary>;
                }
                long {
                    /// Everything that is wrong with the export, a `Defect` each, by file and line. A row is used or set aside whole; nothing is repaired silently.
                    fn defects() -> Vec<Defect>;

                    /// Where the CRM system's own progress differs from what its own rule gives, a `Difference` each, with the weighted figure and the reason.
                    /// Behind these, where it is what its rule gives but the plan's completion is another: whole plans first, the widest gap first. The kind
                    /// tells them apart.
                    fn differences() -> Vec<Difference>;

                    /// Every plan in one line on the date `as_of`, a `PlanSummary` each, in the order of their ids: progress, health, and what is due (CMP-9, DUE-1).
                    ///
                    /// `query.plan` and `query.unit` choose among the plans; the rest says which actions count.
                    fn summaries(as_of: Day, query: Option<DueQuery> = None, rules: Option<CompletionRules> = None) -> Vec<PlanSummary>;

                    /// The open actions of all plans seen from the date `as_of`, a `DueItem` each, in the order in which they should be looked at (DUE-1).
                    fn due(as_of: Day, query: Option<DueQuery> = None) -> Vec<DueItem>;

                    /// Writes the rows that were used as CSV files into a folder, in the flavour of a shipped mapping, or of its own by the name of the mapping
                    /// it was read by; that one also gets the rows of record types that it does not take. Files that are there are never overwritten.
                    fn write(mapping: String, folder: String) -> Vec<WrittenFile>;

                    /// As `write`, but in memory.
                    fn written(mapping: String) -> Vec<ExportFile>;

                    /// Writes the rows that were set aside, as they were, and `defects.csv` with the reasons into a folder.
                    fn write_set_aside(folder: String) -> Vec<WrittenFile>;

                    /// As `write_set_aside`, but in memory.
                    fn set_aside() -> Vec<ExportFile>;
                }
            }
        }
    };
}

macro_rules! surface {
    (
        functions {
            opens { $( $(#[doc = $o_doc:literal])* fn $o_name:ident($($o_arg:ident : $o_ty:ty $(= $o_default:ident)?),*) -> $o_ret:ty; )* }
            opens_long { $( $(#[doc = $w_doc:literal])* fn $w_name:ident($($w_arg:ident : $w_ty:ty $(= $w_default:ident)?),*) -> $w_ret:ty; )* }
            short { $( $(#[doc = $f_doc:literal])* fn $f_name:ident($($f_arg:ident : $f_ty:ty $(= $f_default:ident)?),*) -> $f_ret:ty; )* }
        }
        $( $class:ident {
            opens { $( $(#[doc = $p_doc:literal])* fn $p_name:ident($($p_arg:ident : $p_ty:ty $(= $p_default:ident)?),*) -> $p_ret:ty; )* }
            short { $( $(#[doc = $s_doc:literal])* fn $s_name:ident($($s_arg:ident : $s_ty:ty $(= $s_default:ident)?),*) -> $s_ret:ty; )* }
            long { $( $(#[doc = $l_doc:literal])* fn $l_name:ident($($l_arg:ident : $l_ty:ty $(= $l_default:ident)?),*) -> $l_ret:ty; )* }
        } )*
    ) => {
        surface! { @functions $( $(#[doc = $o_doc])* fn $o_name($($o_arg: $o_ty),*) -> $o_ret; )* }
        surface! { @functions $( $(#[doc = $w_doc])* fn $w_name($($w_arg: $w_ty),*) -> $w_ret; )* }
        surface! { @functions $( $(#[doc = $f_doc])* fn $f_name($($f_arg: $f_ty),*) -> $f_ret; )* }
        $(
            surface! { @methods $class $( $(#[doc = $p_doc])* fn $p_name($($p_arg: $p_ty),*) -> $p_ret; )* }
            surface! { @methods $class $( $(#[doc = $s_doc])* fn $s_name($($s_arg: $s_ty),*) -> $s_ret; )* }
            surface! { @methods $class $( $(#[doc = $l_doc])* fn $l_name($($l_arg: $l_ty),*) -> $l_ret; )* }
        )*

        /// Every operation, in the order of the list.
        pub const OPERATIONS: &[OperationInfo] = &[
            $( surface!(@info None, $o_name, [$($o_arg: $o_ty),*], false), )*
            $( surface!(@info None, $w_name, [$($w_arg: $w_ty),*], true), )*
            $( surface!(@info None, $f_name, [$($f_arg: $f_ty),*], false), )*
            $(
                $( surface!(@info Some(stringify!($class)), $p_name, [$($p_arg: $p_ty),*], false), )*
                $( surface!(@info Some(stringify!($class)), $s_name, [$($s_arg: $s_ty),*], false), )*
                $( surface!(@info Some(stringify!($class)), $l_name, [$($l_arg: $l_ty),*], true), )*
            )*
        ];

        /// Calls a function that takes and gives plain values by its name, with its arguments as JSON. This is how test vectors are run.
        ///
        /// # Errors
        /// What the operation fails with; an unknown name or arguments that do not fit are an invalid value.
        pub fn call(name: &str, arguments: &serde_json::Value) -> Result<serde_json::Value, Fault> {
            match name {
                $( stringify!($f_name) => surface!(@call arguments, (super::$f_name), [$($f_arg: $f_ty),*]), )*
                _ => Err(by_name::unknown(name)),
            }
        }

        $(
            impl $class {
                /// Calls a method that gives plain values by its name, with its arguments as JSON. This is how test vectors are run.
                ///
                /// # Errors
                /// What the operation fails with; an unknown name or arguments that do not fit are an invalid value.
                pub fn call(&self, name: &str, arguments: &serde_json::Value) -> Result<serde_json::Value, Fault> {
                    match name {
                        $( stringify!($s_name) => surface!(@call arguments, (self.$s_name), [$($s_arg: $s_ty),*]), )*
                        $( stringify!($l_name) => surface!(@call arguments, (self.$l_name), [$($l_arg: $l_ty),*]), )*
                        _ => Err(by_name::unknown(name)),
                    }
                }
            }
        )*
    };
    (@functions $( $(#[doc = $doc:literal])* fn $name:ident($($arg:ident : $ty:ty),*) -> $ret:ty; )*) => {
        $(
            $(#[doc = $doc])*
            ///
            /// # Errors
            /// See [`Fault`].
            pub fn $name($($arg: $ty),*) -> Result<$ret, Fault> {
                guarded(|| functions::$name($($arg),*))
            }
        )*
    };
    (@methods $class:ident $( $(#[doc = $doc:literal])* fn $name:ident($($arg:ident : $ty:ty),*) -> $ret:ty; )*) => {
        impl $class { $(
            $(#[doc = $doc])*
            ///
            /// # Errors
            /// See [`Fault`].
            pub fn $name(&self $(, $arg: $ty)*) -> Result<$ret, Fault> {
                guarded(|| self.inner.$name($($arg),*))
            }
        )* }
    };
    (@info $on:expr, $name:ident, [$($arg:ident : $ty:ty),*], $long:literal) => {
        OperationInfo { on: $on, name: stringify!($name), arguments: &[$(stringify!($arg)),*], types: &[$(<$ty as Typed>::TYPE),*], long: $long }
    };
    (@call $arguments:ident, (super::$name:ident), [$($arg:ident : $ty:ty),*]) => {{
        let _given = by_name::Arguments::new($arguments, &[$(stringify!($arg)),*])?;
        by_name::json($name($(_given.take::<$ty>(stringify!($arg))?),*)?)
    }};
    (@call $arguments:ident, ($self:ident.$name:ident), [$($arg:ident : $ty:ty),*]) => {{
        let _given = by_name::Arguments::new($arguments, &[$(stringify!($arg)),*])?;
        by_name::json($self.$name($(_given.take::<$ty>(stringify!($arg))?),*)?)
    }};
}

use crate::account_plan::AccountPlan;
use crate::approval::ApprovalRequest;
use crate::by_name;
use crate::configuration::Configuration;
use crate::export::Export;
use crate::fault::{Fault, guarded};
use crate::functions;
use crate::plan::Plan;
use crate::records::*;
use crate::{Day, Dec, Stamp, Type, Typed};

operations!(surface);
