//! When something has to be approved, as a text that people read: `level = "national" and amount > 10000` (APR-1).

use crate::values::{Amount, Code, cut};
use std::collections::BTreeMap;
use std::fmt;

/// The longest condition, in characters.
pub const MOST_CHARACTERS: usize = 1_000;
/// How deep brackets and `not` may lie in one another.
const DEEPEST: usize = 32;

/// What is known of a subject, by the names of its fields: numbers as decimals, everything else as text.
pub type Facts = BTreeMap<Box<str>, Box<str>>;

/// A condition on the facts of a subject: comparisons with `=`, `!=`, `<`, `<=`, `>`, `>=`, `in [..]` and `is missing`, joined by `and`, `or`, `not` and
/// brackets. `and` binds closer than `or`. Numbers stand as they are and texts in quotation marks.
///
/// A fact that is not there makes no comparison true or false: it is an error, unless `is missing` was asked before. So an approval is never left out
/// because somebody forgot a fact.
///
/// ```
/// use kam_core::approval::{Condition, Facts};
///
/// let condition = Condition::parse("amount > 10000 and not (type in [\"hospital\", \"clinic\"])")?;
/// let facts: Facts = [("amount", "12500.50"), ("type", "payer")].into_iter().map(|(name, value)| (name.into(), value.into())).collect();
/// assert_eq!(condition.holds(&facts), Ok(true));
/// assert_eq!(Condition::parse("amount >").unwrap_err().to_string(), "character 9: a value is needed, not the end");
/// # Ok::<(), kam_core::approval::ConditionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    text: Box<str>,
    test: Test,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Test {
    Any(Vec<Test>),
    All(Vec<Test>),
    Not(Box<Test>),
    Compare { field: Code, by: Comparison, with: Literal },
    In { field: Code, values: Vec<Literal> },
    Missing { field: Code },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Equal,
    Unequal,
    Less,
    AtMost,
    More,
    AtLeast,
}

impl Comparison {
    const fn of(self, order: std::cmp::Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::Unequal => order.is_ne(),
            Self::Less => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::More => order.is_gt(),
            Self::AtLeast => order.is_ge(),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Literal {
    Number(Amount),
    Text(Box<str>),
}

/// A text that is no condition: where, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("character {place}: {what}")]
pub struct ConditionError {
    /// The place in characters, from 1.
    pub place: usize,
    /// What is wrong there.
    pub what: String,
}

/// A fact that a condition needs and that says nothing to it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FactError {
    /// It is not there.
    #[error("`{field}` is not given")]
    Missing {
        /// The field.
        field: Code,
    },
    /// It is compared with a number and is none.
    #[error("`{field}` is compared with a number, and is `{value}`")]
    NoNumber {
        /// The field.
        field: Code,
        /// What it is.
        value: String,
    },
}

impl Condition {
    /// Reads a condition.
    ///
    /// # Errors
    /// The first place that is not as it should be, a text of more than 1 000 characters, brackets deeper than 32.
    pub fn parse(text: &str) -> Result<Self, ConditionError> {
        let length = text.chars().count();
        if length > MOST_CHARACTERS {
            let what = format!("a condition has at most {MOST_CHARACTERS} characters, not `{length}`");
            return Err(ConditionError { place: MOST_CHARACTERS, what });
        }
        let tokens = tokens(text)?;
        let mut parser = Parser { tokens: &tokens, end: length.saturating_add(1) };
        let test = parser.any(0)?;
        match parser.tokens.first() {
            None => Ok(Self { text: text.into(), test }),
            Some((place, token)) => {
                let what = format!("`and`, `or` or the end is needed, not {token}");
                Err(ConditionError { place: *place, what })
            }
        }
    }

    /// The text that it was read from.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it holds, from the left to the right and no further than needed.
    ///
    /// # Errors
    /// A fact that is needed and is not there, or is compared with a number and is none.
    pub fn holds(&self, facts: &Facts) -> Result<bool, FactError> {
        self.test.holds(facts)
    }

    /// The fields that it speaks of, each once, in order.
    #[must_use]
    pub fn fields(&self) -> Vec<&Code> {
        let mut fields = Vec::new();
        self.test.fields(&mut fields);
        fields.sort_unstable();
        fields.dedup();
        fields
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Test {
    fn holds(&self, facts: &Facts) -> Result<bool, FactError> {
        let fact = |field: &Code| facts.get(field.as_str()).ok_or_else(|| FactError::Missing { field: field.clone() });
        match self {
            Self::Any(tests) => {
                for test in tests {
                    if test.holds(facts)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Self::All(tests) => {
                for test in tests {
                    if !test.holds(facts)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Self::Not(test) => Ok(!test.holds(facts)?),
            Self::Compare { field, by, with } => Ok(by.of(order(field, fact(field)?, with)?)),
            Self::In { field, values } => {
                let fact = fact(field)?;
                for value in values {
                    if order(field, fact, value)?.is_eq() {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Self::Missing { field } => Ok(!facts.contains_key(field.as_str())),
        }
    }

    fn fields<'t>(&'t self, into: &mut Vec<&'t Code>) {
        match self {
            Self::Any(tests) | Self::All(tests) => tests.iter().for_each(|test| test.fields(into)),
            Self::Not(test) => test.fields(into),
            Self::Compare { field, .. } | Self::In { field, .. } | Self::Missing { field } => into.push(field),
        }
    }
}

fn order(field: &Code, fact: &str, with: &Literal) -> Result<std::cmp::Ordering, FactError> {
    match with {
        Literal::Text(text) => Ok(fact.cmp(text)),
        Literal::Number(number) => {
            let value = Amount::parse(fact).map_err(|_| FactError::NoNumber { field: field.clone(), value: cut(fact, 80) })?;
            Ok(value.cmp(number))
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Word(String),
    Text(String),
    Number(Amount),
    Mark(&'static str),
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => write!(f, "`{}`", cut(word, 80)),
            Self::Text(text) => write!(f, "`\"{}\"`", cut(text, 80)),
            Self::Number(number) => write!(f, "`{number}`"),
            Self::Mark(mark) => write!(f, "`{mark}`"),
        }
    }
}

/// Longer ones first.
const MARKS: &[&str] = &["!=", "<=", ">=", "=", "<", ">", "(", ")", "[", "]", ","];

fn tokens(text: &str) -> Result<Vec<(usize, Token)>, ConditionError> {
    let mut tokens = Vec::new();
    let mut rest = text;
    let place = |rest: &str| text.chars().count().saturating_sub(rest.chars().count()).saturating_add(1);
    loop {
        rest = rest.trim_start();
        let Some(first) = rest.chars().next() else { return Ok(tokens) };
        let at = place(rest);
        if let Some(mark) = MARKS.iter().find(|mark| rest.starts_with(**mark)) {
            rest = rest.get(mark.len()..).unwrap_or_default();
            if *mark == "=" && rest.starts_with('=') {
                return Err(ConditionError { place: at, what: "two things are compared with a single `=`".to_owned() });
            }
            tokens.push((at, Token::Mark(mark)));
        } else if first == '"' || first == '\'' {
            let inner = rest.get(1..).unwrap_or_default();
            let Some(end) = inner.find(first) else {
                return Err(ConditionError { place: at, what: format!("the text that begins here has no `{first}` at its end") });
            };
            tokens.push((at, Token::Text(inner.get(..end).unwrap_or_default().to_owned())));
            rest = inner.get(end.saturating_add(1)..).unwrap_or_default();
        } else {
            let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '-'))).unwrap_or(rest.len());
            let word = rest.get(..end).unwrap_or_default();
            if word.is_empty() {
                return Err(ConditionError { place: at, what: format!("`{first}` has no meaning here") });
            }
            rest = rest.get(end..).unwrap_or_default();
            let numeric = word.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit());
            let token = if numeric {
                Token::Number(Amount::parse(word).map_err(|error| ConditionError { place: at, what: error.to_string() })?)
            } else {
                Token::Word(word.to_owned())
            };
            tokens.push((at, token));
        }
    }
}

struct Parser<'t> {
    tokens: &'t [(usize, Token)],
    end: usize,
}

impl<'t> Parser<'t> {
    fn next(&mut self) -> Option<&'t (usize, Token)> {
        let (first, rest) = self.tokens.split_first()?;
        self.tokens = rest;
        Some(first)
    }

    fn takes(&mut self, wanted: &str) -> bool {
        let is = match self.tokens.first() {
            Some((_, Token::Word(word))) => word == wanted,
            Some((_, Token::Mark(mark))) => *mark == wanted,
            _ => false,
        };
        if is {
            self.next();
        }
        is
    }

    /// What was needed at the next token.
    fn wrong<T>(&self, needed: &str) -> Result<T, ConditionError> {
        let (place, found) = self.tokens.first().map_or((self.end, "the end".to_owned()), |(place, token)| (*place, token.to_string()));
        Err(ConditionError { place, what: format!("{needed} is needed, not {found}") })
    }

    fn any(&mut self, depth: usize) -> Result<Test, ConditionError> {
        let first = self.all(depth)?;
        let mut tests = vec![first];
        while self.takes("or") {
            tests.push(self.all(depth)?);
        }
        Ok(single(tests, Test::Any))
    }

    fn all(&mut self, depth: usize) -> Result<Test, ConditionError> {
        let first = self.one(depth)?;
        let mut tests = vec![first];
        while self.takes("and") {
            tests.push(self.one(depth)?);
        }
        Ok(single(tests, Test::All))
    }

    fn one(&mut self, depth: usize) -> Result<Test, ConditionError> {
        if depth > DEEPEST {
            let place = self.tokens.first().map_or(self.end, |(place, _)| *place);
            return Err(ConditionError { place, what: format!("brackets and `not` lie at most {DEEPEST} deep in one another") });
        }
        let deeper = depth.saturating_add(1);
        if self.takes("not") {
            return Ok(Test::Not(Box::new(self.one(deeper)?)));
        }
        if self.takes("(") {
            let test = self.any(deeper)?;
            return if self.takes(")") { Ok(test) } else { self.wrong("`)`") };
        }
        let field = match self.tokens.first() {
            Some((place, Token::Word(word))) if !["and", "or", "not", "in", "is", "missing"].contains(&word.as_str()) => {
                Code::new(word).map_err(|error| ConditionError { place: *place, what: error.to_string() })?
            }
            _ => return self.wrong("the name of a field"),
        };
        self.next();
        if self.takes("is") {
            return if self.takes("missing") { Ok(Test::Missing { field }) } else { self.wrong("`missing`") };
        }
        if self.takes("in") {
            return self.values().map(|values| Test::In { field, values });
        }
        use Comparison::{AtLeast, AtMost, Equal, Less, More, Unequal};
        let comparisons = [("=", Equal), ("!=", Unequal), ("<", Less), ("<=", AtMost), (">", More), (">=", AtLeast)];
        let Some((mark, by)) = comparisons.into_iter().find(|(mark, _)| self.takes(mark)) else {
            return self.wrong("`=`, `!=`, `<`, `<=`, `>`, `>=`, `in` or `is missing`");
        };
        let before = self.tokens;
        let with = self.literal()?;
        if matches!(with, Literal::Text(_)) && !matches!(by, Equal | Unequal) {
            self.tokens = before;
            return self.wrong(&format!("a number after `{mark}`"));
        }
        Ok(Test::Compare { field, by, with })
    }

    fn values(&mut self) -> Result<Vec<Literal>, ConditionError> {
        if !self.takes("[") {
            return self.wrong("`[` with values after `in`");
        }
        let mut values = vec![self.literal()?];
        while self.takes(",") {
            values.push(self.literal()?);
        }
        if self.takes("]") { Ok(values) } else { self.wrong("`,` or `]`") }
    }

    fn literal(&mut self) -> Result<Literal, ConditionError> {
        let literal = match self.tokens.first() {
            Some((_, Token::Number(number))) => Literal::Number(*number),
            Some((_, Token::Text(text))) => Literal::Text(text.as_str().into()),
            Some((place, Token::Word(word))) => {
                let what = format!("a text stands in quotation marks: `\"{}\"`", cut(word, 80));
                return Err(ConditionError { place: *place, what });
            }
            _ => return self.wrong("a value"),
        };
        self.next();
        Ok(literal)
    }
}

fn single(mut tests: Vec<Test>, several: fn(Vec<Test>) -> Test) -> Test {
    match (tests.pop(), tests.is_empty()) {
        (Some(only), true) => only,
        (Some(last), false) => {
            tests.push(last);
            several(tests)
        }
        (None, _) => several(tests),
    }
}
