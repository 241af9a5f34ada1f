//! Conditions: any text is read or refused in words, and what is read says what a small evaluator of its own says (APR-1).

use kam_core::approval::{Condition, FactError, Facts, MOST_CHARACTERS};
use proptest::prelude::*;

/// A condition as it is thought, before it is written.
#[derive(Debug, Clone)]
enum Thought {
    Number(usize, &'static str, i64),
    Text(usize, bool, usize),
    Among(usize, Vec<usize>),
    AmongNumbers(usize, Vec<i64>),
    Missing(usize),
    Not(Box<Thought>),
    And(Box<Thought>, Box<Thought>),
    Or(Box<Thought>, Box<Thought>),
}

const FIELDS: [&str; 4] = ["amount", "type", "deviation_percent", "Ärzte.x-1"];
const TEXTS: [&str; 6] = ["", "5", "hospital", "and", "größer \u{1F600} noch", "it's"];
const MARKS: [&str; 6] = ["=", "!=", "<", "<=", ">", ">="];

fn thought() -> impl Strategy<Value = Thought> {
    let field = || 0..3_usize;
    let number = || -20_i64..20;
    let leaf = prop_oneof![
        3 => (field(), prop::sample::select(MARKS.to_vec()), number()).prop_map(|(field, mark, number)| Thought::Number(field, mark, number)),
        3 => (field(), any::<bool>(), 0..TEXTS.len()).prop_map(|(field, same, text)| Thought::Text(field, same, text)),
        1 => (field(), prop::collection::vec(0..TEXTS.len(), 1..4)).prop_map(|(field, texts)| Thought::Among(field, texts)),
        1 => (field(), prop::collection::vec(number(), 1..4)).prop_map(|(field, numbers)| Thought::AmongNumbers(field, numbers)),
        2 => field().prop_map(Thought::Missing),
    ];
    leaf.prop_recursive(5, 24, 2, |inner| {
        let two = || (inner.clone(), inner.clone()).prop_map(|(one, other)| (Box::new(one), Box::new(other)));
        prop_oneof![
            inner.clone().prop_map(|of| Thought::Not(Box::new(of))),
            two().prop_map(|(one, other)| Thought::And(one, other)),
            two().prop_map(|(one, other)| Thought::Or(one, other)),
        ]
    })
}

fn quoted(text: usize) -> String {
    if TEXTS[text].contains('\'') { format!("\"{}\"", TEXTS[text]) } else { format!("'{}'", TEXTS[text]) }
}

/// Half a number: 3 is written 1.5.
fn half(number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{}{}", number.abs() / 2, if number % 2 == 0 { "" } else { ".50" })
}

/// Written with brackets only where they are needed: `not` before `and` before `or`.
fn written(thought: &Thought, above: u8) -> String {
    let joined = |values: Vec<String>| values.join(" ,");
    let (own, text) = match thought {
        Thought::Number(field, mark, number) => (3, format!("{}{mark}{}", FIELDS[*field], half(*number))),
        Thought::Text(field, same, text) => (3, format!("{} {} {}", FIELDS[*field], if *same { "=" } else { "!=" }, quoted(*text))),
        Thought::Among(field, texts) => (3, format!("{} in [{}]", FIELDS[*field], joined(texts.iter().map(|text| quoted(*text)).collect()))),
        Thought::AmongNumbers(field, all) => (3, format!("{} in[{}]", FIELDS[*field], joined(all.iter().map(|one| half(*one)).collect()))),
        Thought::Missing(field) => (3, format!("{}  is\tmissing", FIELDS[*field])),
        Thought::Not(of) => (2, format!("not {}", written(of, 2))),
        Thought::And(one, other) => (1, format!("{} and {}", written(one, 1), written(other, 2))),
        Thought::Or(one, other) => (0, format!("{}\nor {}", written(one, 0), written(other, 1))),
    };
    if own < above { format!("({text})") } else { text }
}

/// What is known of the three fields: nothing, half a number, or a text.
#[derive(Debug, Clone, Copy)]
enum Known {
    Nothing,
    Half(i64),
    Text(usize),
}

/// Whether it holds; nothing where a fact is missing or is no number.
fn holds(thought: &Thought, known: &[Known; 3]) -> Option<bool> {
    let number = |field: usize| match known[field] {
        Known::Half(number) => Some(number),
        // The one text that is a number.
        Known::Text(1) => Some(10),
        _ => None,
    };
    let is = |field: usize, text: usize| match known[field] {
        Known::Nothing => None,
        Known::Half(number) => Some(half(number) == TEXTS[text]),
        Known::Text(own) => Some(own == text),
    };
    match thought {
        Thought::Number(field, mark, with) => {
            let value = number(*field)?;
            Some(match *mark {
                "=" => value == *with,
                "!=" => value != *with,
                "<" => value < *with,
                "<=" => value <= *with,
                ">" => value > *with,
                _ => value >= *with,
            })
        }
        Thought::Text(field, same, text) => is(*field, *text).map(|is| is == *same),
        Thought::Among(field, texts) => texts.iter().map(|text| is(*field, *text)).collect::<Option<Vec<_>>>().map(|all| all.contains(&true)),
        Thought::AmongNumbers(field, all) => number(*field).map(|value| all.contains(&value)),
        Thought::Missing(field) => Some(matches!(known[*field], Known::Nothing)),
        Thought::Not(of) => holds(of, known).map(|holds| !holds),
        Thought::And(one, other) => {
            if holds(one, known)? {
                holds(other, known)
            } else {
                Some(false)
            }
        }
        Thought::Or(one, other) => {
            if holds(one, known)? {
                Some(true)
            } else {
                holds(other, known)
            }
        }
    }
}

fn depth(text: &str) -> usize {
    text.matches("not ").count() + text.matches('(').count()
}

fn known() -> impl Strategy<Value = [Known; 3]> {
    let one = || {
        prop_oneof![
            1 => Just(Known::Nothing),
            4 => (-20_i64..20).prop_map(Known::Half),
            3 => (0..TEXTS.len()).prop_map(Known::Text),
        ]
    };
    [one(), one(), one()]
}

/// Pieces of conditions in any order.
fn soup() -> impl Strategy<Value = String> {
    let pieces = [
        "and",
        "or",
        "not",
        "in",
        "is",
        "missing",
        "(",
        ")",
        "[",
        "]",
        ",",
        "=",
        "!=",
        "!",
        "<",
        "<=",
        ">",
        ">=",
        "==",
        "\"",
        "'",
        "\"a\"",
        "'b\"'",
        "5",
        "-5",
        "--5",
        "5.",
        ".5",
        "1e9",
        "0.0000000001",
        "99999999999999999999999999999999999999999",
        "amount",
        "Ärzte",
        "_",
        "-",
        ".",
        "a.b-c_d",
        "AND",
        "\u{0}",
        "\u{1F600}",
        "\u{202E}",
        "\u{3000}",
        "٣",
        "é",
        "e\u{301}",
        "\\",
        "&&",
        "\u{FEFF}",
    ];
    prop::collection::vec((prop::sample::select(pieces.to_vec()), prop::sample::select(vec!["", " ", "  ", "\n"])), 0..40)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, blank)| [piece, blank]).collect())
}

/// What any text has to do: be read as what it says, or be refused at a place that it has.
fn is_read_or_refused(text: &str) -> Result<(), TestCaseError> {
    match Condition::parse(text) {
        Ok(condition) => {
            prop_assert_eq!(condition.text(), text);
            prop_assert_eq!(&Condition::parse(&condition.to_string()), &Ok(condition.clone()));
            let none = condition.holds(&Facts::new());
            prop_assert!(none.is_ok() || matches!(none, Err(FactError::Missing { .. })), "{:?}", none);
            let all: Facts = condition.fields().into_iter().map(|field| (field.as_str().into(), "5".into())).collect();
            prop_assert!(condition.holds(&all).is_ok());
        }
        Err(error) => {
            prop_assert!(error.place >= 1 && error.place <= text.chars().count() + 1, "{}", error);
            prop_assert!(!error.what.is_empty() && error.what.chars().count() < 400, "{}", error);
        }
    }
    Ok(())
}

proptest! {
    // So many each time; more with `PROPTEST_CASES=100000`.
    #![proptest_config(ProptestConfig { cases: std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(1_000), ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        is_read_or_refused(&text)?;
    }

    #[test]
    fn any_pieces_are_read_or_refused(text in soup()) {
        is_read_or_refused(&text)?;
    }

    #[test]
    fn a_condition_says_what_was_thought(thought in thought(), known in known()) {
        let text = written(&thought, 0);
        prop_assume!(text.chars().count() <= MOST_CHARACTERS && depth(&text) <= 32);
        let condition = Condition::parse(&text).map_err(|error| TestCaseError::fail(format!("{text}: {error}")))?;
        let facts: Facts = known
            .iter()
            .enumerate()
            .filter_map(|(field, known)| {
                let value = match known {
                    Known::Nothing => return None,
                    Known::Half(number) => half(*number),
                    Known::Text(text) => TEXTS[*text].to_owned(),
                };
                Some((FIELDS[field].into(), value.into()))
            })
            .collect();
        prop_assert_eq!(condition.holds(&facts).ok(), holds(&thought, &known), "{}", text);
        // Brackets around all of it change nothing, and neither does looking at it twice.
        if depth(&text) < 32 && text.chars().count() + 2 <= MOST_CHARACTERS {
            let again = Condition::parse(&format!("({text})")).expect("a condition");
            prop_assert_eq!(again.holds(&facts), condition.holds(&facts));
            prop_assert_eq!(again.fields(), condition.fields());
        }
    }
}

fn told(text: &str) -> String {
    Condition::parse(text).expect_err(text).to_string()
}

#[test]
fn limits_hold_exactly() {
    let nested = |depth: usize| format!("{}a = 1{}", "(".repeat(depth), ")".repeat(depth));
    Condition::parse(&nested(32)).expect("32 deep");
    assert_eq!(told(&nested(33)), "character 34: brackets and `not` lie at most 32 deep in one another");
    assert_eq!(told(&nested(400)), "character 34: brackets and `not` lie at most 32 deep in one another");
    let not = |times: usize| format!("{}a = 1", "not ".repeat(times));
    let facts = Facts::from([("a".into(), "1".into())]);
    assert_eq!(Condition::parse(&not(32)).expect("32 deep").holds(&facts), Ok(true));
    assert_eq!(Condition::parse(&not(31)).expect("31 deep").holds(&facts), Ok(false));
    assert!(told(&not(33)).ends_with("at most 32 deep in one another"));
    // Many beside one another are not deep.
    let wide = vec!["a=1"; 143].join(" or ");
    assert_eq!(wide.chars().count(), 997);
    assert_eq!(Condition::parse(&wide).expect("a condition").fields().len(), 1);
    let text = |letters: usize| format!("a = \"{}\"", "ü".repeat(letters));
    Condition::parse(&text(MOST_CHARACTERS - 6)).expect("1 000 characters");
    assert_eq!(told(&text(MOST_CHARACTERS - 5)), "character 1000: a condition has at most 1000 characters, not `1001`");
    assert!(told(&"(".repeat(1_000_000)).starts_with("character 1000:"));
}

#[test]
fn ugly_texts_are_refused_in_words() {
    for (text, told_so) in [
        ("", "character 1: the name of a field is needed, not the end"),
        ("   \n", "character 5: the name of a field is needed, not the end"),
        ("a", "character 2: `=`, `!=`, `<`, `<=`, `>`, `>=`, `in` or `is missing` is needed, not the end"),
        ("a == 1", "character 3: two things are compared with a single `=`"),
        ("a = b", "character 5: a text stands in quotation marks: `\"b\"`"),
        ("a = 'b", "character 5: the text that begins here has no `'` at its end"),
        ("a < \"b\"", "character 5: a number after `<` is needed, not `\"b\"`"),
        ("a = 1 AND b = 2", "character 7: `and`, `or` or the end is needed, not `AND`"),
        ("a = 1 b = 2", "character 7: `and`, `or` or the end is needed, not `b`"),
        ("(a = 1", "character 7: `)` is needed, not the end"),
        ("a = 1)", "character 6: `and`, `or` or the end is needed, not `)`"),
        ("a in []", "character 7: a value is needed, not `]`"),
        ("a in [1,]", "character 9: a value is needed, not `]`"),
        ("a in 1", "character 6: `[` with values after `in` is needed, not `1`"),
        ("not", "character 4: the name of a field is needed, not the end"),
        ("and = 1", "character 1: the name of a field is needed, not `and`"),
        ("a = 1 or", "character 9: the name of a field is needed, not the end"),
        ("a & b", "character 3: `&` has no meaning here"),
        ("a = \u{1F600}", "character 5: `\u{1F600}` has no meaning here"),
        ("é = 'ü' and ö", "character 14: `=`, `!=`, `<`, `<=`, `>`, `>=`, `in` or `is missing` is needed, not the end"),
    ] {
        assert_eq!(told(text), told_so);
    }
    for number in ["1e9", "--5", "5.", "1_000", "0x10", "1,5", "99999999999999999999", "0.1234567891"] {
        assert!(told(&format!("a = {number}")).starts_with("character "), "{number}");
    }
}

#[test]
fn a_fact_is_compared_as_what_it_is() {
    let holds = |text: &str, value: &str| Condition::parse(text).expect(text).holds(&Facts::from([("a".into(), value.into())]));
    assert_eq!(holds("a = 5", "5.000"), Ok(true));
    assert_eq!(holds("a = 0", "-0"), Ok(true));
    assert_eq!(holds("a = '5'", "5.000"), Ok(false));
    assert_eq!(holds("a > 999999999999999", "1000000000000000"), Ok(true));
    for value in ["", " 5", "5 ", "five", "1e3", "NaN", "٥", "1000000000000001"] {
        assert!(matches!(holds("a > 1", value), Err(FactError::NoNumber { .. })), "{value:?}");
    }
    // A fact that says nothing is there all the same, and one that is not there is asked for.
    assert_eq!(holds("a is missing", ""), Ok(false));
    assert!(matches!(holds("b = 1 or a = 5", "5"), Err(FactError::Missing { .. })));
    assert_eq!(holds("a = 5 or b = 1", "5"), Ok(true));
    assert_eq!(holds("not (b is missing) and b = 1", "5"), Ok(false));
}
