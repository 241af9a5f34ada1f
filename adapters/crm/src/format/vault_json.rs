//! Vault query answers and plain lists of records as JSON, read record by record.

use crate::format::cells::Flavour;
use crate::format::{ReadError, RefusedRow, Row, Step, TELLING, check_row, encoding_mark, long_name};
use crate::limits::Limits;
use kam_core::values::cut;
use std::cell::Cell;
use std::collections::HashMap;
use std::io::{self, BufReader, Read};
use std::rc::Rc;
use struson::reader::{JsonReader, JsonReaderPosition, JsonStreamReader, ReaderError, ReaderSettings, SyntaxErrorKind, ValueType};
use struson::writer::{JsonStreamWriter, JsonWriter};

/// The length at which Vault cuts long texts unless asked for whole ones, in characters.
pub const CUT_TEXT: usize = 250;

/// Reads `{"responseStatus": …, "data": [{…}, …]}`, the same with `records`, or a plain list of records.
///
/// Columns are the keys in the order in which they first appear, so the header grows while reading. Values become cells as Vault Loader
/// would write them: a list becomes `a__v,b__v`, a number its digits, `null` an empty cell, a nested record its JSON text.
///
/// ```
/// use kam_crm::format::vault_json::JsonRecords;
/// use kam_crm::format::Step;
/// use kam_crm::Limits;
///
/// let text = r#"{"responseStatus":"SUCCESS","data":[{"id":"V4I1","status__v":["pending__v"],"ownerid__v":12}]}"#;
/// let mut reader = JsonRecords::new(text.as_bytes(), &Limits::default());
/// let Step::Row(row) = reader.next()? else { unreachable!() };
/// assert_eq!(row.cells().collect::<Vec<_>>(), ["V4I1", "pending__v", "12"]);
/// assert_eq!(reader.header(), ["id", "status__v", "ownerid__v"]);
/// # Ok::<(), kam_crm::format::ReadError>(())
/// ```
pub struct JsonRecords<R: Read> {
    json: JsonStreamReader<BufReader<Metered<R>>>,
    meter: Rc<Meter>,
    place: Place,
    wrapped: bool,
    header: Vec<String>,
    columns: HashMap<String, usize>,
    record: Vec<u8>,
    ends: Vec<usize>,
    /// How many records were read.
    read: u32,
    limits: Limits,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Before,
    Inside,
    Behind,
}

/// How many bytes were taken, and how many more may be before the next record begins.
#[derive(Debug, Default)]
struct Meter {
    taken: Cell<u64>,
    left: Cell<usize>,
    over: Cell<bool>,
    /// The encoding, where the first bytes tell that it is another one than UTF-8.
    foreign: Cell<Option<&'static str>>,
}

struct Metered<R> {
    input: R,
    meter: Rc<Meter>,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Meter { taken, left, over, .. } = &*self.meter;
        if left.get() == 0 {
            over.set(true);
            return Err(io::Error::other("a record is over the limit"));
        }
        let first = taken.get() == 0;
        let mut read = self.input.read(buffer)?;
        while first && read > 0 && read < TELLING {
            match self.input.read(buffer.get_mut(read..).unwrap_or_default())? {
                0 => break,
                more => read = read.saturating_add(more),
            }
        }
        left.set(left.get().saturating_sub(read));
        taken.set(taken.get().saturating_add(read as u64));
        if first { self.without_mark(buffer, read) } else { Ok(read) }
    }
}

impl<R> Metered<R> {
    /// Leaves out a byte-order mark at the start.
    fn without_mark(&self, buffer: &mut [u8], read: usize) -> io::Result<usize> {
        match encoding_mark(buffer.get(..read).unwrap_or_default()) {
            Ok(mark) => {
                buffer.copy_within(mark..read, 0);
                Ok(read.saturating_sub(mark))
            }
            Err(error) => {
                if let ReadError::Encoding { encoding } = error {
                    self.meter.foreign.set(Some(encoding));
                }
                Err(io::Error::other("another encoding than UTF-8"))
            }
        }
    }
}

impl<R: Read> std::fmt::Debug for JsonRecords<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("JsonRecords").field("header", &self.header).finish_non_exhaustive()
    }
}

const BLOCK: usize = 64 * 1_024;

impl<R: Read> JsonRecords<R> {
    /// A reader over a source, within limits.
    pub fn new(input: R, limits: &Limits) -> Self {
        let meter = Rc::new(Meter::default());
        let metered = Metered { input, meter: Rc::clone(&meter) };
        let settings = ReaderSettings {
            track_path: false,
            max_nesting_depth: Some(32),
            restrict_number_values: false,
            // So that what comes behind the end is named, and not overlooked.
            allow_multiple_top_level: true,
            ..ReaderSettings::default()
        };
        let records = Self {
            json: JsonStreamReader::new_custom(BufReader::with_capacity(BLOCK, metered), settings),
            meter,
            place: Place::Before,
            wrapped: false,
            header: Vec::new(),
            columns: HashMap::new(),
            record: Vec::new(),
            ends: Vec::new(),
            read: 0,
            limits: *limits,
        };
        records.refill();
        records
    }

    /// The columns met so far.
    #[must_use]
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// How many bytes were taken from the source.
    #[must_use]
    pub fn bytes_taken(&self) -> u64 {
        self.meter.taken.get()
    }

    /// The next record.
    ///
    /// # Errors
    /// The source fails, the text is no JSON or has another form than Vault's, or a record is over a limit.
    #[allow(clippy::should_implement_trait, reason = "the record borrows from the reader")]
    pub fn next(&mut self) -> Result<Step<'_>, ReadError> {
        self.refill();
        let line = self.line();
        match self.advance() {
            Ok(Some(line)) => {
                self.read = self.read.saturating_add(1);
                let record = Some(self.read);
                let checked = check_row(&self.record, &self.ends, line, self.limits.cell_bytes);
                Ok(checked
                    .map_or_else(|row| Step::Refused(RefusedRow { record, ..row }), |row| Step::Row(Row { record, header: &self.header, ..row })))
            }
            Ok(None) => Ok(Step::End),
            Err(Failure::Form(error)) => Err(error),
            Err(Failure::Reader(_)) if self.meter.over.get() => Err(ReadError::Limit {
                what: "bytes in one record",
                limit: self.limits.record_bytes as u64,
                line,
                hint: "; this may be no list of records",
            }),
            Err(Failure::Reader(error)) => match self.meter.foreign.get() {
                Some(encoding) => Err(ReadError::Encoding { encoding }),
                None => Err(json_error(error)),
            },
        }
    }

    fn refill(&self) {
        self.meter.left.set(self.limits.record_bytes.saturating_add(BLOCK));
    }

    fn line(&self) -> u32 {
        position(&self.json.current_position(false)).0
    }

    fn form(&self, reason: String) -> Failure {
        let (line, column) = position(&self.json.current_position(false));
        Failure::Form(ReadError::Json { line, column, reason })
    }

    /// Reads the next record into the buffers; gives its line.
    fn advance(&mut self) -> Result<Option<u32>, Failure> {
        if self.place == Place::Before {
            self.enter()?;
        }
        if self.place == Place::Behind {
            return Ok(None);
        }
        if !self.json.has_next()? {
            self.leave()?;
            return Ok(None);
        }
        if self.json.peek()? != ValueType::Object {
            let found = self.json.peek()?;
            return Err(self.form(format!("a record is `{{…}}`, not {}", kind(found))));
        }
        let line = self.line();
        self.json.begin_object()?;
        let mut texts: Vec<Option<String>> = vec![None; self.header.len()];
        while self.json.has_next()? {
            let name = self.json.next_name()?;
            let column = match self.columns.get(name) {
                Some(column) => *column,
                None => {
                    if let Some(reason) = long_name("key", name, self.limits.name_chars) {
                        return Err(self.form(reason));
                    }
                    let name = name.to_owned();
                    if self.header.len() >= self.limits.columns {
                        let limit = self.limits.columns as u64;
                        return Err(Failure::Form(ReadError::Limit { what: "columns", limit, line, hint: "" }));
                    }
                    let column = self.header.len();
                    self.columns.insert(name.clone(), column);
                    self.header.push(name);
                    texts.push(None);
                    column
                }
            };
            let text = self.value()?;
            match texts.get_mut(column) {
                Some(slot @ None) => *slot = Some(text),
                _ => {
                    let name = self.header.get(column).cloned().unwrap_or_default();
                    return Err(self.form(format!("the key `{name}` is there twice in one record")));
                }
            }
        }
        self.json.end_object()?;
        self.record.clear();
        self.ends.clear();
        for text in &texts {
            self.record.extend_from_slice(text.as_deref().unwrap_or_default().as_bytes());
            self.ends.push(self.record.len());
        }
        Ok(Some(line))
    }

    /// Goes into the list of records.
    fn enter(&mut self) -> Result<(), Failure> {
        match self.json.peek()? {
            ValueType::Array => {
                self.json.begin_array()?;
                self.place = Place::Inside;
                return Ok(());
            }
            ValueType::Object => self.json.begin_object()?,
            other => return Err(self.form(format!("a Vault query answer is `{{\"data\": […]}}` or `[…]`, not {}", kind(other)))),
        }
        self.wrapped = true;
        while self.json.has_next()? {
            let name = self.json.next_name_owned()?;
            match (name.as_str(), self.json.peek()?) {
                ("data" | "records", ValueType::Array) => {
                    self.json.begin_array()?;
                    self.place = Place::Inside;
                    return Ok(());
                }
                ("responseStatus", ValueType::String) => {
                    let status = self.json.next_string()?;
                    if status != "SUCCESS" && status != "WARNING" {
                        return Err(self.form(format!("Vault answered `{}` and sent no records; run the query again", cut(&status, 80))));
                    }
                }
                _ => self.json.skip_value()?,
            }
        }
        Err(self.form("there is no list `data` with the records".to_owned()))
    }

    /// Leaves the list and looks that nothing with records comes behind it.
    fn leave(&mut self) -> Result<(), Failure> {
        self.json.end_array()?;
        if self.wrapped {
            while self.json.has_next()? {
                let name = self.json.next_name_owned()?;
                if matches!(name.as_str(), "data" | "records") && self.json.peek()? == ValueType::Array {
                    return Err(self.form(format!("a second list `{name}`; one file holds the records of one query")));
                }
                self.json.skip_value()?;
            }
            self.json.end_object()?;
        }
        if self.json.has_next()? {
            return Err(self.form("something comes behind the end of the records".to_owned()));
        }
        self.place = Place::Behind;
        Ok(())
    }

    fn value(&mut self) -> Result<String, Failure> {
        if self.json.peek()? != ValueType::Array {
            return self.single();
        }
        self.json.begin_array()?;
        let mut values = Vec::new();
        while self.json.has_next()? {
            values.push(self.single()?);
        }
        self.json.end_array()?;
        Ok(Flavour::VaultLoader.write_list(values.iter().map(String::as_str)))
    }

    fn single(&mut self) -> Result<String, Failure> {
        Ok(match self.json.peek()? {
            ValueType::String => self.json.next_string()?,
            ValueType::Number => self.json.next_number_as_string()?,
            ValueType::Boolean => self.json.next_bool()?.to_string(),
            ValueType::Null => {
                self.json.next_null()?;
                String::new()
            }
            ValueType::Array | ValueType::Object => {
                let mut text = Vec::new();
                let mut writer = JsonStreamWriter::new(&mut text);
                self.json.transfer_to(&mut writer).map_err(|error| match error {
                    struson::reader::TransferError::ReaderError(error) => Failure::Reader(error),
                    struson::reader::TransferError::WriterError(error) => Failure::Form(ReadError::Io(error)),
                })?;
                writer.finish_document().map_err(|error| Failure::Form(ReadError::Io(error)))?;
                String::from_utf8(text).map_err(|error| Failure::Form(ReadError::Io(io::Error::other(error))))?
            }
        })
    }
}

enum Failure {
    Form(ReadError),
    Reader(ReaderError),
}

impl From<ReaderError> for Failure {
    fn from(error: ReaderError) -> Self {
        Self::Reader(error)
    }
}

fn position(position: &JsonReaderPosition) -> (u32, u32) {
    let one_based = |number: u64| u32::try_from(number.saturating_add(1)).unwrap_or(u32::MAX);
    position.line_pos.as_ref().map_or((1, 1), |pos| (one_based(pos.line), one_based(pos.column)))
}

fn json_error(error: ReaderError) -> ReadError {
    let at = |location: &JsonReaderPosition, reason: String| {
        let (line, column) = position(location);
        ReadError::Json { line, column, reason }
    };
    match error {
        ReaderError::SyntaxError(error) => at(&error.location, format!("this is no JSON: {}", broken(error.kind))),
        ReaderError::UnexpectedValueType { expected, actual, location } => {
            at(&location, format!("{} is needed, not {}", kind(expected), kind(actual)))
        }
        ReaderError::UnexpectedStructure { kind, location } => at(&location, kind.to_string()),
        ReaderError::MaxNestingDepthExceeded { max_nesting_depth, location } => at(&location, format!("nested more than {max_nesting_depth} deep")),
        ReaderError::UnsupportedNumberValue { number, location } => at(&location, format!("the number `{number}` is not read")),
        ReaderError::IoError { error, location } if error.kind() == io::ErrorKind::InvalidData => {
            at(&location, "the bytes here are no UTF-8; export the file again as UTF-8".to_owned())
        }
        ReaderError::IoError { error, .. } => ReadError::Io(error),
        other => ReadError::Io(io::Error::other(other.to_string())),
    }
}

/// What is wrong with a text that is no JSON.
const fn broken(kind: SyntaxErrorKind) -> &'static str {
    match kind {
        SyntaxErrorKind::CommentsNotEnabled | SyntaxErrorKind::IncompleteComment | SyntaxErrorKind::BlockCommentNotClosed => "it has no comments",
        SyntaxErrorKind::InvalidLiteral | SyntaxErrorKind::TrailingDataAfterLiteral => "the only words without quotes are true, false and null",
        SyntaxErrorKind::UnexpectedClosingBracket => "a bracket is closed that was not opened",
        SyntaxErrorKind::UnexpectedComma => "a comma has nothing before it",
        SyntaxErrorKind::MissingComma => "a comma is missing",
        SyntaxErrorKind::TrailingCommaNotEnabled => "a comma has nothing behind it",
        SyntaxErrorKind::UnexpectedColon => "a colon stands behind no key",
        SyntaxErrorKind::MissingColon => "a colon is missing behind a key",
        SyntaxErrorKind::MalformedNumber | SyntaxErrorKind::TrailingDataAfterNumber => "a number is written in another way than `-12.5`",
        SyntaxErrorKind::ExpectingMemberNameOrObjectEnd => "a key in double quotes or `}` is needed here",
        SyntaxErrorKind::NotEscapedControlCharacter => {
            "a text has a control character, such as the end of a line, that is not written as `\\n` or `\\u000a`"
        }
        SyntaxErrorKind::UnknownEscapeSequence | SyntaxErrorKind::MalformedEscapeSequence => {
            "a backslash in a text has something else behind it than JSON knows, such as `\\n` or `\\u00e9`"
        }
        SyntaxErrorKind::UnpairedSurrogatePairEscapeSequence => {
            "a text has half of a surrogate pair; a character beyond `\\uffff` needs both, such as `\\ud83d\\ude00`"
        }
        SyntaxErrorKind::IncompleteDocument => "the text ends too early; it may have been cut off",
        _ => "a value, a bracket or the end is needed here",
    }
}

fn kind(value: ValueType) -> &'static str {
    match value {
        ValueType::Array => "a list",
        ValueType::Object => "a record",
        ValueType::String => "a text",
        ValueType::Number => "a number",
        ValueType::Boolean => "true or false",
        ValueType::Null => "null",
    }
}
