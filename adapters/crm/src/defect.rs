//! What is wrong in an export: where, why, and what became of the row.

use kam_core::values::cut;
use std::fmt;
use std::sync::Arc;

/// How bad a defect is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A row or a file could not be used.
    Error,
    /// It was used or kept all the same; somebody should look.
    Warning,
}

impl Severity {
    /// The name in documents.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)+) => {
        /// The kinds of defects. The texts are stable.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum DefectCode {
            $($(#[$doc])* $variant,)+
        }

        impl DefectCode {
            /// All kinds.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable text.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }
    };
}

codes! {
    /// A row without an id.
    MissingId = "missing_id",
    /// An id that is too long or has characters nobody can see.
    InvalidId = "invalid_id",
    /// An id that an earlier row has.
    DuplicateId = "duplicate_id",
    /// No lookup to anything above is filled.
    MissingParent = "missing_parent",
    /// A lookup to something that is not in the export.
    UnknownParent = "unknown_parent",
    /// A lookup to something of another object than it leads to.
    WrongKind = "wrong_kind",
    /// The row above was set aside.
    ParentSetAside = "parent_set_aside",
    /// The row above is of a record type that the mapping does not take.
    ParentOtherType = "parent_other_type",
    /// Rows that are each other's ancestors.
    ParentCycle = "parent_cycle",
    /// The row above belongs to another plan than the row says.
    WrongPlan = "wrong_plan",
    /// A level that cannot hang below the parent's.
    WrongLevel = "wrong_level",
    /// Below the lowest level.
    TooDeep = "too_deep",
    /// An account that is not among the accounts of the export.
    UnknownAccount = "unknown_account",
    /// A status that the mapping does not know.
    UnknownStatus = "unknown_status",
    /// An access that the mapping does not know.
    UnknownAccess = "unknown_access",
    /// Not written as a date.
    BadDate = "bad_date",
    /// Written as a date, but there is no such day.
    ImpossibleDate = "impossible_date",
    /// A start after the due date or the end.
    StartAfterDue = "start_after_due",
    /// Neither true nor false.
    InvalidBoolean = "invalid_boolean",
    /// A weight out of range or no number.
    InvalidWeight = "invalid_weight",
    /// A progress out of range or no number.
    InvalidProgress = "invalid_progress",
    /// A baseline, target or actual that is no number, or a target that equals the baseline.
    InvalidQuantity = "invalid_quantity",
    /// A quantity of which a part is missing: it is not used.
    IncompleteQuantity = "incomplete_quantity",
    /// A prerequisite that is no node of the plan.
    UnknownPrerequisite = "unknown_prerequisite",
    /// Prerequisites that wait for each other.
    PrerequisiteCycle = "prerequisite_cycle",
    /// The row that this one waits for was set aside.
    PrerequisiteSetAside = "prerequisite_set_aside",
    /// More prerequisites or products than a node can have.
    TooManyLinks = "too_many_links",
    /// A text over its limit.
    TooLong = "too_long",
    /// A row with more or fewer cells than the header.
    RowShape = "row_shape",
    /// A quote that is never closed.
    OpenQuote = "open_quote",
    /// A quote that is closed although the cell goes on.
    BrokenQuote = "broken_quote",
    /// Bytes that are no UTF-8.
    NotUtf8 = "not_utf8",
    /// A NUL byte.
    NulByte = "nul_byte",
    /// A text of exactly the length at which Vault cuts.
    MaybeCut = "maybe_cut",
    /// Record types by their ids, where the mapping has names: all rows are taken.
    RecordTypeIds = "record_type_ids",
    /// No row of a file is of a record type that the mapping takes.
    OtherTypesOnly = "other_types_only",
    /// A file that no object of the mapping has.
    UnknownFile = "unknown_file",
    /// A file without a header.
    EmptyFile = "empty_file",
    /// A column twice in a header.
    DuplicateColumn = "duplicate_column",
    /// A column without which the file cannot be read.
    MissingColumn = "missing_column",
    /// Columns that are separated by something else than commas.
    WrongDelimiter = "wrong_delimiter",
    /// A file that is not UTF-8, no CSV or no JSON.
    UnreadableFile = "unreadable_file",
}

/// One thing that is wrong in an export. Names that many have are shared by them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Defect {
    /// The file.
    pub file: Arc<str>,
    /// The line where the row begins, the first is 1; absent for a whole file.
    pub line: Option<u32>,
    /// The number of the record in a JSON file, which is often one line; the first is 1.
    pub record: Option<u32>,
    /// The column by its name in the header, cut to 255 characters as the names of files and objects are.
    pub column: Option<Arc<str>>,
    /// What kind of defect.
    pub code: DefectCode,
    /// How bad it is.
    pub severity: Severity,
    /// The key of the object in the mapping; empty for a file that belongs to none.
    pub object: Arc<str>,
    /// The id of the row, as the file has it, cut to 200 characters.
    pub id: Option<String>,
    /// The value that is wrong, cut to 200 characters.
    pub value: Option<String>,
    /// What is wrong and what would be right, in at most 1 000 characters.
    pub reason: String,
    /// Whether the row was set aside.
    pub set_aside: bool,
}

impl Defect {
    /// No text of a file or a mapping makes a hundred thousand defects large.
    pub(crate) fn bounded(mut self) -> Self {
        for name in [&mut self.file, &mut self.object].into_iter().chain(&mut self.column) {
            if name.len() > 255 {
                *name = cut(name, 255).into();
            }
        }
        let values = [&mut self.id, &mut self.value].into_iter().flatten().map(|value| (value, 200));
        for (text, most) in values.chain([(&mut self.reason, 1_000)]) {
            if text.len() > most {
                *text = cut(text, most);
            }
        }
        self
    }
}

impl fmt::Display for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if let Some(record) = self.record {
            write!(f, " record {record}")?;
        }
        if let Some(column) = &self.column {
            write!(f, " `{column}`")?;
        }
        write!(f, ": {}", self.reason)
    }
}

/// What is wrong with a row, before its place is known.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    pub(crate) code: DefectCode,
    pub(crate) column: Option<usize>,
    pub(crate) value: String,
    pub(crate) reason: String,
}

impl Finding {
    pub(crate) fn new(code: DefectCode, column: Option<usize>, value: &str, reason: impl Into<String>) -> Self {
        Self { code, column, value: cut(value, 200), reason: reason.into() }
    }
}
