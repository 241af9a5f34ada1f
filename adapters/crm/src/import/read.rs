//! One file: its header, its rows, and what is wrong with them.

use super::Importer;
use super::ids::{Full, Warming};
use super::layout::{Layout, check_header, columns, wrong_delimiter};
use super::options::{ImportError, Progress};
use super::record_types::RecordTypes;
use super::rows::{Batch, LinedRows};
use super::source::{Records, Source};
use super::table::Table;
use super::take::{Look, Verdict};
use super::waiting::Group;
use crate::defect::{Defect, DefectCode, Finding, Severity};
use crate::format::vault_json::CUT_TEXT;
use crate::format::{ReadError, RefusedRow, Row, RowFault, Spot, Step, long_name};
use crate::mapping::{Field, Object, Role};

/// How many rows lie between two reports of progress.
const ROWS_BETWEEN: u32 = 4_096;

impl Importer<'_> {
    pub(super) fn read_file(&mut self, source: Source<'_>, object: usize, progress: &mut dyn Progress) -> Result<(), ImportError> {
        let name = source.name.clone();
        let size = source.bytes;
        let mut input = source.open()?;
        let mut records = Records::open(&name, &mut *input, &self.limits);
        self.tables_done = u32::try_from(self.tables.len()).unwrap_or(u32::MAX);
        let mut table = Table::new(name.clone(), object);
        let read = self.rows(&mut records, &mut table, size, progress);
        let taken = records.bytes_taken();
        self.tables.push(table);
        match read {
            Ok(()) => {}
            Err(Stop::Import(error)) => return Err(error),
            Err(Stop::Read(error)) => {
                if let Some(table) = self.tables.last_mut() {
                    table.unread = table.rows == 0;
                }
                self.read_error(&name, object, error)?;
            }
        }
        self.progress(&name, taken, progress)?;
        self.bytes_before = self.bytes_before.saturating_add(taken);
        Ok(())
    }

    fn read_error(&mut self, file: &str, object: usize, error: ReadError) -> Result<(), ImportError> {
        match error {
            ReadError::Io(error) => Err(ImportError::CannotRead { path: file.to_owned(), reason: error.to_string() }),
            ReadError::Limit { what, limit, line, hint } => {
                Err(ImportError::Limit { what, limit, place: format!("{file}:{line}"), hint: hint.to_owned() })
            }
            ReadError::Encoding { .. } | ReadError::Json { .. } => {
                // The line is beside the reason.
                let (line, reason) = match error {
                    ReadError::Json { line, column, reason } => {
                        (Some(line), format!("column {column}: {reason}; what comes before was read, the rest of the file was not"))
                    }
                    error => (None, error.to_string()),
                };
                self.file_defect(file, Some(object), Severity::Error, (line, None), Finding::new(DefectCode::UnreadableFile, None, "", reason))
            }
        }
    }

    fn rows(&mut self, records: &mut Records<'_>, table: &mut Table, mut size: Option<u64>, progress: &mut dyn Progress) -> Result<(), Stop> {
        let Some(mapped) = self.mapping.objects.get(table.object) else { return Ok(()) };
        match records.header()? {
            Some(Step::Row(row)) => {
                if let Some(reason) = row.cells().find_map(|name| long_name("name of a column", name, self.limits.name_chars)) {
                    table.unread = true;
                    let finding = Finding::new(DefectCode::UnreadableFile, None, "", format!("{reason}; the file was not read"));
                    return Ok(self.file_defect(&table.file, Some(table.object), Severity::Error, (Some(row.line), None), finding)?);
                }
                let names: Vec<String> = row.cells().map(str::to_owned).collect();
                columns(self.mapping, mapped, &names, 0, &mut table.columns);
                if !self.header_is_good(table)? {
                    table.unread = true;
                    return Ok(());
                }
            }
            Some(Step::Refused(row)) => {
                let finding = refused(&row);
                table.unread = true;
                // Quoted names with something else than commas between them are one broken cell.
                let names: Vec<String> = row.cells().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
                if let Some(finding) = wrong_delimiter(&names) {
                    return Ok(self.file_defect(&table.file, Some(table.object), Severity::Error, (Some(1), names.into_iter().next()), finding)?);
                }
                self.file_defect(
                    &table.file,
                    Some(table.object),
                    Severity::Error,
                    (None, None),
                    Finding { code: DefectCode::UnreadableFile, ..finding },
                )?;
                return Ok(());
            }
            Some(Step::End) => {
                table.unread = true;
                let reason = "the file is empty, it has not even a header";
                self.file_defect(
                    &table.file,
                    Some(table.object),
                    Severity::Warning,
                    (None, None),
                    Finding::new(DefectCode::EmptyFile, None, "", reason),
                )?;
                return Ok(());
            }
            None => {}
        }
        let layout = Layout::build(self.mapping, mapped, &self.settings, &table.columns);
        let mut reading = FileReading { layout, waiting: LinedRows::default(), types: RecordTypes::default(), cells: 0 };
        let (mut batch, mut room) = (Batch::default(), Warming::default());
        let mut reported = 0;
        loop {
            // JSON brings its columns along row by row, so its rows are looked at one by one.
            let step = loop {
                match records.next() {
                    Ok(Step::Row(row)) if row.record.is_none() && batch.has_room() => batch.push(&row),
                    step => break step,
                }
            };
            if mapped.role == Role::Node {
                if let Some(bytes) = size.take() {
                    let rows = batch.rows_in(bytes).min(self.limits.rows);
                    self.nodes.reserve(usize::try_from(rows).unwrap_or(0));
                }
                self.warm(&batch, &reading.layout, &mut room);
            }
            for row in batch.rows() {
                self.row(table, &mut reading, &row, mapped)?;
            }
            batch.clear();
            match step? {
                Step::Row(row) => self.row(table, &mut reading, &row, mapped)?,
                Step::Refused(row) => {
                    self.count(table, row.line, row.len(), &mut reading.cells)?;
                    self.set_aside(table, row.spot(), row.cells(), vec![refused(&row)])?;
                }
                Step::End => break,
            }
            if table.rows.saturating_sub(reported) >= ROWS_BETWEEN {
                reported = table.rows;
                self.progress(&table.file, records.bytes_taken(), progress)?;
            }
        }
        let FileReading { layout, waiting, types, .. } = reading;
        self.look_at_types(table, mapped, &types)?;
        if !waiting.is_empty() {
            self.waiting.push(Group { table: self.tables_done as usize, layout, rows: waiting });
        }
        Ok(())
    }

    /// Fetches what the ids of rows and of what is above them will be compared to.
    fn warm(&self, batch: &Batch, layout: &Layout, room: &mut Warming) {
        let id = layout.of(Field::Id);
        let above = |row: &Row<'_>| layout.lookups.iter().map(|lookup| lookup.column).find(|column| !row.cell(*column).is_empty());
        let columns = |row: &Row<'_>| id.into_iter().chain(above(row));
        let ids = batch.rows().flat_map(|row| columns(&row).map(move |column| self.mapping.format.id(row.cell(column))));
        self.nodes.warm(ids, room);
    }

    fn row(&mut self, table: &mut Table, reading: &mut FileReading, row: &Row<'_>, mapped: &Object) -> Result<(), Stop> {
        if row.header.len() > table.columns.len() {
            let new = row.header.get(table.columns.len()..).unwrap_or_default();
            columns(self.mapping, mapped, new, table.next_row(), &mut table.columns);
            reading.layout = Layout::build(self.mapping, mapped, &self.settings, &table.columns);
        }
        self.count(table, row.line, row.len(), &mut reading.cells)?;
        let (mut findings, mut warnings) = (Vec::new(), Vec::new());
        if row.len() != table.columns.len() {
            findings.push(shape(row, table.columns.len()));
        }
        let verdict = if !findings.is_empty() {
            Verdict::Aside
        } else if reading.types.is_other(self.mapping, mapped, &reading.layout, row) {
            Verdict::OtherType
        } else {
            self.take(table, &reading.layout, row, mapped.role, (&mut findings, &mut warnings), false)?
        };
        if !row.header.is_empty() {
            cut_texts(row, &mut warnings);
        }
        match verdict {
            Verdict::Taken => {}
            Verdict::Wait => {
                reading.waiting.push(row.spot(), row.cells().map(str::as_bytes));
            }
            Verdict::Aside => self.set_aside(table, row.spot(), row.cells().map(str::as_bytes), findings)?,
            Verdict::OtherType => self.keep_other(table, &reading.layout, row)?,
        }
        for warning in warnings {
            let id = reading.layout.cell(row, Field::Id);
            let defect = self.row_defect(table, row.spot(), id, warning, Severity::Warning);
            self.defects.add(defect)?;
        }
        Ok(())
    }

    /// Counts a row and its cells, as many as its file may have.
    fn count(&self, table: &mut Table, line: u32, more: usize, cells: &mut u64) -> Result<(), ImportError> {
        table.rows = table.rows.saturating_add(1);
        *cells = cells.saturating_add(more as u64);
        let over = |what, limit, hint: &str| ImportError::Limit { what, limit, place: format!("{}:{line}", table.file), hint: hint.to_owned() };
        if u64::from(table.rows) > self.limits.rows {
            return Err(over("rows in one file", self.limits.rows, ""));
        }
        if *cells > self.limits.cells {
            return Err(over("cells in one file", self.limits.cells, "export fewer columns, or the rows in several files"));
        }
        Ok(())
    }

    fn header_is_good(&mut self, table: &Table) -> Result<bool, ImportError> {
        let Some(mapped) = self.mapping.objects.get(table.object) else { return Ok(false) };
        let found = check_header(self.mapping, mapped, &table.columns);
        let good = found.iter().all(|(severity, _)| *severity == Severity::Warning);
        for (severity, mut finding) in found {
            if severity == Severity::Error {
                finding.reason.push_str("; the file was not read");
            }
            let column = finding.column.and_then(|column| table.columns.get(column)).map(|column| column.name.clone());
            self.file_defect(&table.file, Some(table.object), severity, (Some(1), column), finding)?;
        }
        Ok(good)
    }

    pub(super) fn take(
        &mut self,
        table: &mut Table,
        layout: &Layout,
        row: &Row<'_>,
        role: Role,
        (findings, warnings): (&mut Vec<Finding>, &mut Vec<Finding>),
        last_call: bool,
    ) -> Result<Verdict, Full> {
        let mut look = Look { layout, row, findings, warnings, originals: layout.passed_over(row) };
        match role {
            Role::Plan => self.take_plan(table, &mut look),
            Role::Node => self.take_node(table, &mut look, last_call),
            role => self.take_other(table, &mut look, role),
        }
    }

    /// Puts a whole row aside with all that is wrong with it.
    pub(super) fn set_aside<'c>(
        &mut self,
        table: &mut Table,
        spot: Spot,
        cells: impl Iterator<Item = &'c [u8]> + Clone,
        mut findings: Vec<Finding>,
    ) -> Result<(), ImportError> {
        let mut ids = table.columns_of(Field::Id).into_iter().filter_map(|column| cells.clone().nth(column));
        let id_cell = ids.find(|cell| !cell.is_empty()).map(|cell| String::from_utf8_lossy(cell).into_owned());
        let id = id_cell.unwrap_or_default();
        let role = self.mapping.objects.get(table.object).map(|object| object.role);
        let first_counts = findings.iter().any(|finding| finding.code == DefectCode::DuplicateId);
        if matches!(role, Some(Role::Plan | Role::Node)) && !id.is_empty() && !first_counts {
            let first = self.aside.insert(self.mapping.format.id(&id).into_owned());
            if !first {
                let reason = format!("an earlier row with the id `{}` was set aside too", kam_core::values::cut(&id, 80));
                findings.push(Finding::new(DefectCode::DuplicateId, table.column_of(Field::Id), &id, reason));
            }
        }
        for finding in findings {
            let mut defect = self.row_defect(table, spot, &id, finding, Severity::Error);
            defect.set_aside = true;
            self.defects.add(defect)?;
        }
        self.aside_bytes = self.aside_bytes.saturating_add(table.aside.push(spot, cells) as u64);
        if self.aside_bytes > self.limits.aside_bytes {
            let (limit, place) = (self.limits.aside_bytes, format!("{}:{}", table.file, spot.line));
            return Err(ImportError::Limit { what: "bytes of rows set aside", limit, place, hint: self.defects.most_frequent() });
        }
        Ok(())
    }

    fn row_defect(&self, table: &Table, spot: Spot, id: &str, finding: Finding, severity: Severity) -> Defect {
        let filled = |text: &str| (!text.is_empty()).then(|| kam_core::values::cut(text, 200));
        Defect {
            file: table.file.as_str().into(),
            line: Some(spot.line),
            record: spot.record,
            column: finding.column.and_then(|column| table.columns.get(column)).map(|column| column.name.as_str().into()),
            code: finding.code,
            severity,
            object: self.mapping.objects.get(table.object).map_or("", |object| object.key.as_str()).into(),
            id: filled(id),
            value: filled(&finding.value),
            reason: finding.reason,
            set_aside: false,
        }
    }
}

/// One file while it is read.
struct FileReading {
    layout: Layout,
    waiting: LinedRows,
    types: RecordTypes,
    /// How many cells it had so far.
    cells: u64,
}

/// Why reading a file stopped.
enum Stop {
    Read(ReadError),
    Import(ImportError),
}

impl From<ReadError> for Stop {
    fn from(error: ReadError) -> Self {
        Self::Read(error)
    }
}

impl From<ImportError> for Stop {
    fn from(error: ImportError) -> Self {
        Self::Import(error)
    }
}

impl From<Full> for Stop {
    fn from(full: Full) -> Self {
        Self::Import(full.into())
    }
}

fn shape(row: &Row<'_>, columns: usize) -> Finding {
    let (found, hint) = (row.len(), if row.len() > columns { "; a cell with a comma may not be in quotes" } else { "; the row may be cut off" });
    let cells = if found == 1 { "1 cell".to_owned() } else { format!("{found} cells") };
    let reason = format!("the row has {cells}, the header has {columns}{hint}");
    Finding::new(DefectCode::RowShape, None, &found.to_string(), reason)
}

fn refused(row: &RefusedRow<'_>) -> Finding {
    let cell = row.cell(row.column);
    let value = String::from_utf8_lossy(cell.get(..cell.len().min(1_000)).unwrap_or_default()).replace('\0', "\u{2400}");
    let (code, reason) = match &row.fault {
        RowFault::NotUtf8 { byte, found } => (
            DefectCode::NotUtf8,
            format!("byte {byte} of the cell (0x{found:02X}) is no UTF-8; the file may have been saved in another encoding, such as Windows-1252"),
        ),
        RowFault::Nul { byte } => (DefectCode::NulByte, format!("byte {byte} of the cell is NUL, which no text has; the file may be damaged")),
        RowFault::CellTooLong { bytes, limit } => (DefectCode::TooLong, format!("the cell has {bytes} bytes, at most {limit} are read")),
        RowFault::OpenQuote => (
            DefectCode::OpenQuote,
            "a quote is opened here and never closed, so the rest of the file is one cell; close it, or double it inside a cell".to_owned(),
        ),
        RowFault::BrokenQuote { byte } => {
            (DefectCode::BrokenQuote, format!("a quote is closed at byte {byte} of the cell and text follows; double quotes inside a cell"))
        }
    };
    Finding::new(code, Some(row.column), &value, reason)
}

/// Vault cuts long texts in query answers at 250 characters unless it is asked for whole ones.
fn cut_texts(row: &Row<'_>, warnings: &mut Vec<Finding>) {
    for (column, cell) in row.cells().enumerate() {
        if cell.len() >= CUT_TEXT && cell.len() <= CUT_TEXT.saturating_mul(4) && cell.chars().count() == CUT_TEXT {
            let reason = "the text has exactly 250 characters, where Vault cuts long texts; query it with LONGTEXT() to get it whole";
            warnings.push(Finding::new(DefectCode::MaybeCut, Some(column), cell, reason));
        }
    }
}

/// The lookup of a row to its own object, whose row it waits for.
pub(super) fn own_parent<'r>(layout: &Layout, row: &Row<'r>) -> &'r str {
    layout.lookups.iter().filter(|lookup| lookup.own).map(|lookup| row.cell(lookup.column)).find(|cell| !cell.is_empty()).unwrap_or("")
}
