//! Reading an export: from files in any order to checked plans, with everything that is wrong named and set aside.

mod defects;
mod finish;
mod ids;
mod layout;
mod link;
mod options;
mod pending;
mod read;
mod record_types;
mod rows;
mod source;
mod table;
mod take;
mod waiting;

pub(crate) use ids::{Full, Ids};
pub(crate) use layout::goes_to_core;
pub use options::{ImportError, Options, Progress, Reading};
pub(crate) use rows::{RowCells, text};
pub(crate) use source::{is_json, stem};
pub(crate) use table::{Column, Place, Table};

use crate::defect::{Defect, DefectCode, Finding, Severity};
use crate::export::Export;
use crate::limits::Limits;
use crate::mapping::{Mapping, Role, recognise};
use defects::Defects;
use kam_core::config::Settings;
use kam_core::plan::{Profile, did_you_mean};
use kam_core::values::{UnitId, nearest};
use pending::{Owners, Pending};
use std::collections::{HashMap, HashSet};
use std::io::Read;
use std::ops::{ControlFlow, Range};
use std::path::Path;
use std::sync::Arc;

/// Reads exports.
///
/// ```
/// use kam_crm::{Import, Options};
///
/// let plans = "id,name__v,account__v\nV4P1,Rigshospitalet 2026,\n";
/// let actions = "id,name__v,account_plan__v,action_item_status__v,due_date__v\nV4I1,Round table,V4P1,completed__v,2026-03-01\n";
/// let files = vec![
///     ("account_plan__v.csv".to_owned(), plans.as_bytes()),
///     ("action_item__v.csv".to_owned(), actions.as_bytes()),
/// ];
/// let export = Import::read_streams(files, &Options::default(), &mut ())?;
/// assert_eq!(export.plans().len(), 1);
/// assert!(export.defects().is_empty());
/// # Ok::<(), kam_crm::ImportError>(())
/// ```
#[derive(Debug)]
pub struct Import;

impl Import {
    /// Reads the CSV and JSON files that lie directly in a folder and belong to an object of the mapping.
    ///
    /// # Errors
    /// The folder or a file cannot be read, no mapping fits, or a limit is exceeded. What is wrong with rows is no error but a defect.
    pub fn read_folder(folder: &Path, options: &Options, progress: &mut dyn Progress) -> Result<Export, ImportError> {
        Importer::run(source::of_folder(folder, &options.limits)?, options, progress)
    }

    /// The names of the files in a folder that reading would look at.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn files(folder: &Path) -> Result<Vec<String>, ImportError> {
        Ok(source::of_folder(folder, &Limits::default())?.into_iter().map(|source| source.name).collect())
    }

    /// Reads files that are named but may lie anywhere: in memory, in an archive, on a network.
    ///
    /// # Errors
    /// As [`Import::read_folder`].
    pub fn read_streams<R: Read>(files: Vec<(String, R)>, options: &Options, progress: &mut dyn Progress) -> Result<Export, ImportError> {
        let sources = files.into_iter().map(|(name, input)| source::Source::stream(name, input)).collect();
        Importer::run(sources, options, progress)
    }
}

/// A plan before it has its nodes.
struct PlanDraft {
    profile: Profile,
    table: u32,
    row: u32,
}

/// Where a node is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NodeAt {
    /// The place of its plan among the ids; `u32::MAX` where it was set aside in the end.
    pub(crate) plan: u32,
    pub(crate) table: u32,
    pub(crate) row: u32,
}

/// Everything that is known while an export is read.
struct Importer<'o> {
    mapping: &'o Mapping,
    settings: Arc<Settings>,
    limits: Limits,
    tables: Vec<Table>,
    /// The place of the table that is being read.
    tables_done: u32,
    accounts: Ids,
    /// The unit of each account that has one, by the place of the account.
    account_units: HashMap<u32, UnitId>,
    plans: Ids,
    nodes: Ids,
    /// The ids of the other objects.
    others: Vec<Ids>,
    drafts: Vec<PlanDraft>,
    /// The nodes by their places, whatever their plans.
    pending: Vec<Pending>,
    owners: Owners,
    nodes_at: Vec<NodeAt>,
    /// Ids of rows of record types that the mapping does not take, with their objects.
    other_types: Ids,
    /// The places of each object's nodes.
    nodes_of: Vec<Range<u32>>,
    /// Ids of plans and nodes that were set aside.
    aside: HashSet<String>,
    /// Which objects have a file.
    present: Vec<bool>,
    plan_object: usize,
    has_accounts: bool,
    waiting: Vec<waiting::Group>,
    defects: Defects,
    /// What the rows that were set aside take, all files together.
    aside_bytes: u64,
    bytes_before: u64,
    bytes_total: Option<u64>,
}

impl Importer<'_> {
    fn run(sources: Vec<source::Source<'_>>, options: &Options, progress: &mut dyn Progress) -> Result<Export, ImportError> {
        if sources.len() > options.limits.files {
            return Err(ImportError::Limit { what: "files", limit: options.limits.files as u64, place: String::new(), hint: String::new() });
        }
        let names: Vec<&str> = sources.iter().map(|source| source.name.as_str()).collect();
        let mapping = match &options.mapping {
            Some(mapping) => mapping.clone(),
            None => recognise(names.iter().copied())
                .ok_or_else(|| ImportError::Unrecognised { files: names.iter().take(20).map(|name| (*name).to_owned()).collect() })?,
        };
        let settings = options.settings.clone().unwrap_or_else(|| mapping.settings());
        let misfits = mapping.fits(&settings.hierarchy, &settings.statuses);
        if !misfits.is_empty() {
            return Err(ImportError::Settings { problems: misfits });
        }
        let objects = mapping.objects.len();
        let mut importer = Importer {
            mapping: &mapping,
            settings: Arc::new(settings),
            limits: options.limits,
            tables: Vec::new(),
            tables_done: 0,
            accounts: Ids::default(),
            account_units: HashMap::new(),
            plans: Ids::default(),
            nodes: Ids::default(),
            others: vec![Ids::default(); objects],
            drafts: Vec::new(),
            pending: Vec::new(),
            owners: Owners::default(),
            nodes_at: Vec::new(),
            other_types: Ids::default(),
            nodes_of: vec![0..0; objects],
            aside: HashSet::new(),
            present: vec![false; objects],
            plan_object: mapping.objects.iter().position(|object| object.role == Role::Plan).unwrap_or(usize::MAX),
            has_accounts: false,
            waiting: Vec::new(),
            defects: Defects::new(options.limits.defects),
            aside_bytes: 0,
            bytes_before: 0,
            bytes_total: None,
        };
        importer.read_all(sources, progress)?;
        let (plans, plan_places) = importer.assemble()?;
        let Importer { tables, nodes, plans: plan_ids, nodes_at, defects, settings, .. } = importer;
        Ok(Export::new(mapping, settings, tables, plans, plan_ids, plan_places, nodes, nodes_at, defects.finish()))
    }

    fn read_all(&mut self, sources: Vec<source::Source<'_>>, progress: &mut dyn Progress) -> Result<(), ImportError> {
        let read = sources.iter().filter(|source| stem(&source.name).is_some_and(|stem| self.mapping.object_of_file(stem).is_some()));
        self.bytes_total = read.map(|source| source.bytes).try_fold(0_u64, |sum, bytes| Some(sum.saturating_add(bytes?)));
        let mut known: Vec<(usize, source::Source<'_>)> = Vec::with_capacity(sources.len());
        for source in sources {
            let object = stem(&source.name).and_then(|stem| self.mapping.object_of_file(stem));
            match object {
                Some(object) => {
                    if let Some(present) = self.present.get_mut(object) {
                        *present = true;
                    }
                    known.push((object, source));
                }
                None => self.unknown_file(&source.name)?,
            }
        }
        self.has_accounts = known.iter().any(|(object, _)| self.mapping.objects.get(*object).is_some_and(|object| object.role == Role::Account));
        // Whatever the order of the files, what is above is read first.
        known.sort_by(|a, b| (a.0, &a.1.name).cmp(&(b.0, &b.1.name)));
        let mut files = known.into_iter().peekable();
        let mut before = None;
        while let Some((object, source)) = files.next() {
            if before.replace(object) != Some(object) {
                self.open_nodes_of(object);
            }
            self.read_file(source, object, progress)?;
            if files.peek().is_none_or(|(next, _)| *next != object) {
                self.settle_waiting(object)?;
                self.close_nodes_of(object);
                self.nodes.seal();
            }
        }
        self.name_wrong_kinds();
        Ok(())
    }

    fn unknown_file(&mut self, name: &str) -> Result<(), ImportError> {
        let stem = stem(name).unwrap_or(name);
        let close = nearest(stem, self.mapping.objects.iter().flat_map(|object| &object.files).map(String::as_str));
        let help = did_you_mean(&close).map_or_else(String::new, |help| format!("; {help}"));
        let reason = format!("no object of the mapping `{}` has a file of this name, so it was not read{help}", self.mapping.name);
        self.file_defect(name, None, Severity::Warning, (None, None), Finding::new(DefectCode::UnknownFile, None, "", reason))
    }

    /// A defect of a whole file, at a line and a column where they are known.
    fn file_defect(
        &mut self,
        file: &str,
        object: Option<usize>,
        severity: Severity,
        (line, column): (Option<u32>, Option<String>),
        finding: Finding,
    ) -> Result<(), ImportError> {
        let object = object.and_then(|object| self.mapping.objects.get(object)).map_or("", |object| object.key.as_str()).into();
        let value = (!finding.value.is_empty()).then_some(finding.value);
        self.defects.add(Defect {
            file: file.into(),
            line,
            record: None,
            column: column.map(Arc::from),
            code: finding.code,
            severity,
            object,
            id: None,
            value,
            reason: finding.reason,
            set_aside: false,
        })
    }

    fn progress(&self, file: &str, taken: u64, progress: &mut dyn Progress) -> Result<(), ImportError> {
        let bytes_done = self.bytes_before.saturating_add(taken);
        if bytes_done > self.limits.total_bytes {
            let limit = self.limits.total_bytes;
            return Err(ImportError::Limit { what: "bytes in all files together", limit, place: file.to_owned(), hint: String::new() });
        }
        match progress.reading(&Reading { file, bytes_done, bytes_total: self.bytes_total }) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(ImportError::Interrupted),
        }
    }
}

impl From<Full> for ImportError {
    fn from(_: Full) -> Self {
        Self::Limit { what: "bytes of ids", limit: u64::from(u32::MAX), place: String::new(), hint: String::new() }
    }
}
