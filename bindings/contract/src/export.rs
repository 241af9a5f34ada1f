//! An export that was read: the handle, and its operations.

mod faults;

use crate::convert::{checked, invalid, names_problem};
use crate::fault::Fault;
use crate::plan::{Plan, completion_rules, due_query, due_row, summary_row, with_full_ids};
use crate::records::{
    ChangedRows, CompletionRules, Defect, Difference, DueItem, DueQuery, ExportFile, ExportOptions, FileSummary, MappingSummary, PlanSummary,
    Problem, WrittenFile,
};
use crate::{Bytes, Day, Dec};
use faults::misfitting;
use kam_core::config::Settings;
use kam_core::execution::{self, Summary};
use kam_core::values::{Percent, cut, nearest};
use kam_crm::mapping::{Mapping, recognise, shipped_document, shipped_names};
use kam_crm::{DefectCode, Import, Options, Progress, Reading};
use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::Path;

/// An export of a CRM system that was read: its plans, what is wrong with it, and how its own figures differ.
///
/// It never changes; a plan that is taken out of it is a copy to work on.
///
/// ```
/// use kam_contract::{Bytes, ExportFile, load_export_files};
///
/// let file = |name: &str, text: &str| ExportFile { name: name.to_owned(), content: Bytes::from(text.as_bytes().to_vec()), unmapped: None, left_out: None };
/// let export = load_export_files(
///     vec![
///         file("account_plan__v.csv", "id,name__v\nV4P1,Rigshospitalet 2026\n"),
///         file("plan_tactic__v.csv", "id,name__v,account_plan__v,plan_tactic_status__v\nV4T1,Formulary access,V4P1,completed__v\nV4T2,Training,V4P1,pending__v\n"),
///     ],
///     None,
/// )?;
/// assert_eq!(export.plan("V4P1".to_owned())?.completion(None)?.map(|completion| completion.to_string()), Some("50".to_owned()));
/// # Ok::<(), kam_contract::Fault>(())
/// ```
#[derive(Debug)]
pub struct Export {
    pub(crate) inner: Drawer,
}

/// What the handle holds.
#[derive(Debug)]
pub(crate) struct Drawer {
    export: kam_crm::Export,
    account_names: HashMap<String, String>,
    tolerance: Percent,
}

impl Export {
    /// How many nodes its plans have.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.inner.export.plans().iter().map(|plan| plan.nodes().len()).sum()
    }
}

impl fmt::Display for Export {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let export = &self.inner.export;
        write!(f, "export of {} plans by `{}`, {} defects", export.plans().len(), export.mapping().name(), export.defects().len())
    }
}

/// What is called while an export is read.
type Follower = Box<dyn FnMut(&Reading<'_>) -> ControlFlow<()>>;

thread_local! {
    static FOLLOWER: RefCell<Option<Follower>> = const { RefCell::new(None) };
}

/// Runs an operation; what it reads on this thread is told to `follower`, which can end it. For bindings that show progress or can be interrupted.
pub fn followed<T>(follower: impl FnMut(&Reading<'_>) -> ControlFlow<()> + 'static, operation: impl FnOnce() -> T) -> T {
    FOLLOWER.with(|slot| *slot.borrow_mut() = Some(Box::new(follower)));
    let result = operation();
    FOLLOWER.with(|slot| *slot.borrow_mut() = None);
    result
}

/// Hands the reading on to the follower of this thread, if there is one.
struct Follow(Option<Follower>);

impl Follow {
    fn of_this_thread() -> Self {
        Self(FOLLOWER.with(|slot| slot.borrow_mut().take()))
    }
}

impl Progress for Follow {
    fn reading(&mut self, reading: &Reading<'_>) -> ControlFlow<()> {
        self.0.as_mut().map_or(ControlFlow::Continue(()), |follower| follower(reading))
    }
}

pub(crate) fn load_export(folder: String, options: Option<ExportOptions>) -> Result<Export, Fault> {
    if Path::new(&folder).is_file() {
        let reason = "it is a file, and an export is a folder with one file for each object; name the folder that it is in".to_owned();
        return Err(Fault::CannotRead { path: folder, reason });
    }
    let (options, tolerance) = import_options(options, || recognise(Import::files(Path::new(&folder)).ok()?.iter().map(String::as_str)))?;
    let export = Import::read_folder(Path::new(&folder), &options, &mut Follow::of_this_thread()).map_err(Fault::from).and_then(of_the_mapping);
    // What is said of the export as a whole is said of its folder.
    let export = export.map_err(|fault| match fault {
        Fault::CannotRead { path, reason } if path.is_empty() => Fault::CannotRead { path: folder, reason },
        fault => fault,
    })?;
    Ok(Export { inner: Drawer::new(export, tolerance) })
}

/// An export of which the mapping knows a file. Where it knows none nothing was read, which is as little of an export as where no mapping is recognised.
fn of_the_mapping(export: kam_crm::Export) -> Result<kam_crm::Export, Fault> {
    const MOST: usize = 20;
    if !export.files().is_empty() {
        return Ok(export);
    }
    let list = |names: &mut dyn Iterator<Item = &str>| {
        let mut names: Vec<&str> = names.collect();
        let more = names.len().saturating_sub(MOST);
        names.truncate(MOST);
        let and = if more > 0 { format!(" and {more} more") } else { String::new() };
        format!("{}{and}", names.join(", "))
    };
    let there = || export.defects().iter().filter(|defect| defect.code == DefectCode::UnknownFile).map(|defect| &*defect.file);
    let there = match (list(&mut there()), recognise(there())) {
        (none, _) if none.is_empty() => "it has no CSV or JSON file".to_owned(),
        (files, Some(other)) => format!("its files are {files}, which the mapping `{}` knows", other.name()),
        (files, None) => format!("its files are {files}"),
    };
    let mapping = export.mapping();
    let wanted = list(&mut mapping.objects().iter().filter_map(|object| object.files.first()).map(String::as_str));
    let reason = format!("no file of it belongs to the mapping `{}`: {there}; the mapping reads CSV or JSON files named {wanted}", mapping.name());
    Err(Fault::CannotRead { path: String::new(), reason })
}

pub(crate) fn load_export_files(files: Vec<ExportFile>, options: Option<ExportOptions>) -> Result<Export, Fault> {
    let (options, tolerance) = import_options(options, || recognise(files.iter().map(|file| file.name.as_str())))?;
    // Each content is let go of when it was read.
    let streams = files.into_iter().map(|file| (file.name, Cursor::new(file.content))).collect();
    let export = of_the_mapping(Import::read_streams(streams, &options, &mut Follow::of_this_thread())?)?;
    Ok(Export { inner: Drawer::new(export, tolerance) })
}

pub(crate) fn export_plans(plans: Vec<String>, options: ExportOptions) -> Result<Export, Fault> {
    if options.settings.is_some() || options.settings_document.is_some() {
        let help = Some("write them into the documents".to_owned());
        let reason = "plans have their own settings".to_owned();
        return Err(Fault::InvalidValue { field: "options.settings".to_owned(), value: "settings".to_owned(), reason, help });
    }
    let (options, tolerance) = import_options(Some(options), || None)?;
    let Some(mapping) = options.mapping else {
        let reason = "a mapping says what the files and columns are called".to_owned();
        let help = Some(format!("name one of {}", shipped_names().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")));
        return Err(Fault::InvalidValue { field: "options.mapping".to_owned(), value: String::new(), reason, help });
    };
    let export = kam_crm::Export::of_plans(mapping, opened(&plans)?).map_err(|misfits| misfitting(&misfits))?;
    Ok(Export { inner: Drawer::new(export, tolerance) })
}

/// The plans of documents; what is wrong with any of them is told with its place among them.
fn opened(documents: &[String]) -> Result<Vec<kam_core::plan::Plan>, Fault> {
    let mut plans = Vec::with_capacity(documents.len());
    let mut problems = Vec::new();
    for (place, document) in documents.iter().enumerate() {
        match kam_document::read_plan(document) {
            Ok(plan) => plans.push(plan),
            Err(error) => problems.extend(crate::functions::problems(&error, true).into_iter().map(|problem| {
                let path = problem.path.as_ref().map_or_else(|| format!("plans[{place}]"), |path| format!("plans[{place}].{path}"));
                Problem { path: Some(path), ..problem }
            })),
        }
    }
    if problems.is_empty() { Ok(plans) } else { Err(Fault::InvalidDocument { problems }) }
}

pub(crate) fn shipped_mappings() -> Result<Vec<String>, Fault> {
    Ok(shipped_names().map(str::to_owned).collect())
}

pub(crate) fn mapping_document(name: String) -> Result<String, Fault> {
    shipped_document(&name).map(str::to_owned).ok_or_else(|| Fault::UnknownMapping {
        nearest: nearest(&name, shipped_names()),
        known: shipped_names().map(str::to_owned).collect(),
        mapping: name,
    })
}

pub(crate) fn check_mapping(document: String) -> Result<MappingSummary, Fault> {
    Ok(mapping_summary(&Mapping::parse(&document)?))
}

fn mapping_summary(mapping: &Mapping) -> MappingSummary {
    let summary = mapping.summary();
    MappingSummary { name: summary.name, format: summary.format.to_owned(), objects: summary.objects, levels: summary.levels }
}

fn shipped(name: &str) -> Result<Mapping, Fault> {
    Ok(Mapping::parse(&mapping_document(name.to_owned())?)?)
}

fn import_options(options: Option<ExportOptions>, recognised: impl FnOnce() -> Option<Mapping>) -> Result<(Options, Percent), Fault> {
    let half = || Percent::parse("0.5").unwrap_or(Percent::ZERO);
    let Some(options) = options else { return Ok((Options::default(), half())) };
    let mapping = match (options.mapping_document, options.mapping) {
        (Some(_), Some(name)) => {
            let reason = "a mapping of one's own is given, too, and only one can be used";
            return Err(invalid("options.mapping", &name, &reason));
        }
        (Some(document), None) => Some(Mapping::parse(&document)?),
        (None, Some(name)) => Some(shipped(&name)?),
        (None, None) => None,
    };
    if let (Some(_), Some(document)) = (&options.settings, &options.settings_document) {
        return Err(invalid("options.settings_document", &cut(document, 80), &"settings are given, too, and only one of both can be used"));
    }
    // Settings change what those of the mapping say, so it must be known before the files are read; where none is, reading says so.
    let given = options.settings.is_some() || options.settings_document.is_some();
    let mapping = if given { mapping.or_else(recognised) } else { mapping };
    let settings = match (options.settings, options.settings_document, &mapping) {
        (Some(settings), _, Some(mapping)) => {
            let document = serde_json::to_string(&settings).map_err(|error| Fault::Internal { detail: error.to_string() })?;
            Some(kam_document::read_settings(&document, mapping.settings()).map_err(|error| names_problem("options.settings", &error))?)
        }
        (None, Some(document), Some(mapping)) => Some(settings_of(&document, mapping)?),
        _ => None,
    };
    let tolerance = options.tolerance.map(|tolerance| checked("options.tolerance", &tolerance)).transpose()?;
    Ok((Options { mapping, settings, ..Options::default() }, tolerance.unwrap_or_else(half)))
}

/// The settings of a document, over those of the mapping.
fn settings_of(document: &str, mapping: &Mapping) -> Result<Settings, Fault> {
    let invalid = |error| Fault::InvalidSettings { problems: crate::functions::problems(&error, true) };
    kam_document::read_settings(document, mapping.settings()).map_err(invalid)
}

#[cfg(feature = "arrow")]
impl kam_arrow::Beside for Drawer {
    fn account_name(&self, account: &str) -> Option<&str> {
        self.account_names.get(account).map(String::as_str)
    }

    fn done_on(&self, node: &str) -> Option<chrono::NaiveDate> {
        self.export.done_on(node)
    }
}

impl Drawer {
    fn new(export: kam_crm::Export, tolerance: Percent) -> Self {
        let named = |account: kam_core::plan::Account| (account.id.to_string(), account.name.to_string());
        let account_names = export.accounts().into_iter().filter(|account| !account.name.is_blank()).map(named).collect();
        Self { export, account_names, tolerance }
    }

    /// All nodes as a table.
    #[cfg(feature = "arrow")]
    pub(crate) fn node_table(&self) -> Result<arrow_array::RecordBatch, Fault> {
        Ok(kam_arrow::table_of_plans(self.export.plans(), self)?)
    }

    /// What the plans are computed by.
    #[cfg(feature = "arrow")]
    pub(crate) fn settings(&self) -> &std::sync::Arc<Settings> {
        self.export.shared_settings()
    }

    pub(crate) fn plans(&self) -> Result<Vec<String>, Fault> {
        Ok(self.export.plans().iter().map(|plan| plan.profile().id.to_string()).collect())
    }

    pub(crate) fn plan(&self, id: String) -> Result<Plan, Fault> {
        Ok(Plan::of_export(self.known(&id)?.clone(), self.export.mapping().format()))
    }

    pub(crate) fn changed(&self, plans: Vec<String>, rows: Option<ChangedRows>) -> Result<Export, Fault> {
        let export = self.export.changed(opened(&plans)?, rows.map_or_else(Default::default, Into::into)).map_err(|misfits| misfitting(&misfits))?;
        Ok(Export { inner: Self { export, account_names: self.account_names.clone(), tolerance: self.tolerance } })
    }

    fn known(&self, id: &str) -> Result<&kam_core::plan::Plan, Fault> {
        self.export.plan(id).ok_or_else(|| Fault::UnknownPlan {
            plan: id.to_owned(),
            set_aside: self.export.why_unused(id),
            nearest: self.export.nearest_plans(id),
        })
    }

    /// A question with the ids in it as the plans have them.
    fn in_full(&self, query: Option<DueQuery>) -> Option<DueQuery> {
        query.map(|query| with_full_ids(query, self.export.mapping().format()))
    }

    /// The plans that a question is about: the one that it names, else all.
    fn asked(&self, query: Option<&DueQuery>) -> Result<&[kam_core::plan::Plan], Fault> {
        match query.and_then(|query| query.plan.as_deref()) {
            Some(id) => self.known(id).map(std::slice::from_ref),
            None => Ok(self.export.plans()),
        }
    }

    pub(crate) fn plan_of(&self, node: String) -> Result<String, Fault> {
        match self.export.plan_of(&node) {
            Some(plan) => Ok(plan.profile().id.to_string()),
            None => {
                let ids = self.export.plans().iter().flat_map(|plan| plan.nodes().iter().map(|node| node.id.as_str()));
                // Who looks for the plan of an id may have meant a plan. Each kind of its own first, since only so many names are looked at.
                let close = [nearest(&node, ids), self.export.nearest_plans(&node)].concat();
                let nearest = nearest(&node, close.iter().map(String::as_str));
                Err(Fault::UnknownNode { set_aside: self.export.why_unused(&node), nearest, node })
            }
        }
    }

    pub(crate) fn mapping(&self) -> Result<MappingSummary, Fault> {
        Ok(mapping_summary(self.export.mapping()))
    }

    pub(crate) fn files(&self) -> Result<Vec<FileSummary>, Fault> {
        let row = |file: kam_crm::FileSummary| FileSummary {
            file: file.file,
            object: file.object,
            rows: file.rows,
            kept: file.kept,
            set_aside: file.set_aside,
            other_type: file.other_type,
            unread: file.unread,
        };
        Ok(self.export.files().into_iter().map(row).collect())
    }

    pub(crate) fn defects(&self) -> Result<Vec<Defect>, Fault> {
        let row = |defect: &kam_crm::Defect| Defect {
            code: defect.code.name().to_owned(),
            severity: defect.severity.into(),
            object: defect.object.to_string(),
            file: defect.file.to_string(),
            line: defect.line,
            record: defect.record,
            column: defect.column.as_deref().map(str::to_owned),
            id: defect.id.clone(),
            value: defect.value.clone(),
            reason: defect.reason.clone(),
            set_aside: defect.set_aside,
        };
        Ok(self.export.defects().iter().map(row).collect())
    }

    pub(crate) fn differences(&self) -> Result<Vec<Difference>, Fault> {
        let row = |difference: kam_crm::Difference| Difference {
            kind: difference.kind.into(),
            plan: difference.plan,
            node: difference.node,
            title: difference.title,
            object: difference.object,
            file: difference.file,
            line: Some(difference.line),
            field: difference.field,
            imported: difference.imported,
            counted: difference.counted.and_then(|counted| u32::try_from(counted).ok()),
            vendor_rule: difference.vendor_rule.map(Dec::from),
            weighted_mean: difference.weighted_mean.map(Dec::from),
            completion: difference.completion.map(Dec::from),
            reason: difference.reason,
        };
        Ok(self.export.differences(self.tolerance)?.into_iter().map(row).collect())
    }

    pub(crate) fn summaries(&self, as_of: Day, query: Option<DueQuery>, rules: Option<CompletionRules>) -> Result<Vec<PlanSummary>, Fault> {
        let plans = self.asked(query.as_ref())?;
        let Some(first) = plans.first() else { return Ok(Vec::new()) };
        // All plans of an export have the same settings, so that the question is looked up once.
        let (rules, query) = (completion_rules(first, rules)?, due_query(first, self.in_full(query))?);
        let of_unit = |plan: &&kam_core::plan::Plan| query.unit.is_none() || plan.profile().unit == query.unit;
        let row = |plan: &kam_core::plan::Plan| {
            let account_name = plan.profile().account.as_ref().and_then(|account| self.account_names.get(account.as_str())).cloned();
            Ok(summary_row(plan, &Summary::of(plan, &rules, as_of.0, &query)?, account_name))
        };
        plans.iter().filter(of_unit).map(row).collect()
    }

    pub(crate) fn due(&self, as_of: Day, query: Option<DueQuery>) -> Result<Vec<DueItem>, Fault> {
        let plans = self.asked(query.as_ref())?;
        let Some(first) = plans.first() else { return Ok(Vec::new()) };
        let query = due_query(first, self.in_full(query))?;
        Ok(execution::due(plans, as_of.0, &query).iter().map(due_row).collect())
    }

    pub(crate) fn write(&self, mapping: String, folder: String) -> Result<Vec<WrittenFile>, Fault> {
        Ok(written_files(self.export.write(&self.other(&mapping)?, Path::new(&folder))?))
    }

    pub(crate) fn written(&self, mapping: String) -> Result<Vec<ExportFile>, Fault> {
        Ok(export_files(self.export.written(&self.other(&mapping)?)?))
    }

    pub(crate) fn write_set_aside(&self, folder: String) -> Result<Vec<WrittenFile>, Fault> {
        Ok(written_files(self.export.write_set_aside(Path::new(&folder))?))
    }

    pub(crate) fn set_aside(&self) -> Result<Vec<ExportFile>, Fault> {
        Ok(export_files(self.export.set_aside()?))
    }

    /// The mapping of the export itself, whatever document it came from, or a shipped one.
    fn other(&self, name: &str) -> Result<Mapping, Fault> {
        let own = self.export.mapping();
        if own.name() == name { Ok(own.clone()) } else { shipped(name) }
    }
}

fn written_files(files: Vec<kam_crm::WrittenFile>) -> Vec<WrittenFile> {
    files.into_iter().map(|file| WrittenFile { name: file.name, rows: file.rows, unmapped: file.unmapped, left_out: file.left_out }).collect()
}

fn export_files(files: Vec<kam_crm::WrittenContent>) -> Vec<ExportFile> {
    let file = |file: kam_crm::WrittenContent| ExportFile {
        name: file.name,
        content: Bytes::from(file.content),
        unmapped: Some(file.unmapped),
        left_out: Some(file.left_out),
    };
    files.into_iter().map(file).collect()
}
