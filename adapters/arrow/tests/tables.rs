//! Tables of every kind that analysts hold, good and bad.

use arrow_array::types::{Int8Type, Int32Type};
use arrow_array::{
    Array, ArrayRef, Date32Array, Decimal128Array, DictionaryArray, Float64Array, Int32Array, Int64Array, LargeStringArray, NullArray, RecordBatch,
    StringArray, StringViewArray, TimestampNanosecondArray, UInt64Array,
};
use kam_arrow::{Names, Nodes, Wanted, node_table, one_batch, plan_table, problem_table};
use kam_core::config::Settings;
use kam_core::portfolio::{BadRows, NodeColumn, Portfolio, PortfolioError, Question, RowProblem, Threads};
use kam_core::values::parse_date;
use std::sync::Arc;

const ALL: Wanted = Wanted { completion: true, expected: true, due: true, counts: true, on_time: false, blocked: false };

fn table(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, array)| (name, array, true))).unwrap()
}

/// Two plans: A with a1 over a2 (done, weight 3) and a3 (open, weight 1); B with b1 alone.
fn plain() -> Vec<(&'static str, ArrayRef)> {
    vec![
        ("plan", Arc::new(StringArray::from(vec!["A", "A", "A", "B"]))),
        ("node", Arc::new(StringArray::from(vec!["a1", "a2", "a3", "b1"]))),
        ("parent", Arc::new(StringArray::from(vec![None, Some("a1"), Some("a1"), None]))),
        ("status", Arc::new(StringArray::from(vec!["open", "done", "open", "in_progress"]))),
        ("weight", Arc::new(Int64Array::from(vec![None, Some(3), Some(1), None]))),
    ]
}

fn with(name: &'static str, array: ArrayRef) -> RecordBatch {
    let mut columns = plain();
    columns.retain(|(known, _)| *known != name);
    columns.push((name, array));
    table(columns)
}

fn figures(table: &RecordBatch) -> Result<Vec<Option<String>>, Vec<RowProblem>> {
    let settings = Arc::new(Settings::default());
    let nodes = Nodes::read(table, &Names::default(), &settings).unwrap();
    let (portfolio, _) = Portfolio::build(&nodes, Arc::clone(&settings), BadRows::Refuse, Threads::ONE).map_err(|error| match error {
        PortfolioError::Rows { problems, .. } => problems,
        other => panic!("{other}"),
    })?;
    let answer = portfolio.ask(&Question::new(&settings.completion), Threads::ONE).unwrap();
    Ok((0..table.num_rows()).map(|row| answer.nodes.completion(row).map(|completion| completion.to_string())).collect())
}

fn right() -> Result<Vec<Option<String>>, Vec<RowProblem>> {
    Ok(["75", "100", "0", "0"].map(|text| Some(text.to_owned())).to_vec())
}

#[test]
fn every_kind_of_text_and_number_gives_the_same_figures() {
    assert_eq!(figures(&table(plain())), right());
    assert_eq!(figures(&with("node", Arc::new(LargeStringArray::from(vec!["a1", "a2", "a3", "b1"])))), right());
    assert_eq!(figures(&with("plan", Arc::new(StringViewArray::from(vec!["A", "A", "A", "B"])))), right());
    assert_eq!(
        figures(&with("status", Arc::new(vec!["open", "done", "open", "in_progress"].into_iter().collect::<DictionaryArray<Int8Type>>()))),
        right()
    );
    assert_eq!(figures(&with("plan", Arc::new(Int32Array::from(vec![7, 7, 7, -7])))), right());
    assert_eq!(figures(&with("plan", Arc::new(UInt64Array::from(vec![7, 7, 7, 8])))), right());
    assert_eq!(figures(&with("weight", Arc::new(Float64Array::from(vec![None, Some(0.3), Some(0.1), None])))), right());
    let decimals = Decimal128Array::from(vec![None, Some(300_000_000), Some(100_000_000), None]).with_precision_and_scale(20, 8).unwrap();
    assert_eq!(figures(&with("weight", Arc::new(decimals))), right());
    assert_eq!(figures(&with("weight", Arc::new(StringArray::from(vec![None, Some("1.50"), Some("0.5"), None])))), right());
    assert_eq!(
        figures(&with("weight", Arc::new(vec![None, Some("3"), Some("1"), None].into_iter().collect::<DictionaryArray<Int32Type>>()))),
        right()
    );
}

#[test]
fn ids_of_both_columns_may_be_numbers() {
    let mut columns = plain();
    columns[1].1 = Arc::new(Int64Array::from(vec![1, 2, 3, 1]));
    columns[2].1 = Arc::new(Int64Array::from(vec![None, Some(1), Some(1), None]));
    assert_eq!(figures(&table(columns.clone())), right());
    // No node has a parent at all.
    columns[2].1 = Arc::new(NullArray::new(4));
    assert!(figures(&table(columns.clone())).is_ok());
    columns[2].1 = Arc::new(StringArray::from(vec![None, Some("1"), Some("1"), None]));
    let fault = Nodes::read(&table(columns), &Names::default(), &Settings::default()).unwrap_err();
    assert_eq!(fault.to_string(), "the ids of nodes and of their parents are of two kinds: texts and whole numbers; convert one of them");
}

#[test]
fn a_table_without_its_columns_says_all_that_is_missing() {
    let empty = RecordBatch::new_empty(Arc::new(arrow_schema::Schema::empty()));
    assert_eq!(Nodes::read(&empty, &Names::default(), &Settings::default()).unwrap_err().to_string(), "the table has no columns");
    let other = table(vec![
        ("plaan", Arc::new(StringArray::from(vec!["A"]))),
        ("node", Arc::new(Float64Array::from(vec![1.5]))),
        ("status", Arc::new(Int64Array::from(vec![1]))),
        ("due", Arc::new(StringArray::from(vec!["2026-01-01"]))),
    ]);
    let fault = Nodes::read(&other, &Names::default().with(NodeColumn::Weight, "Weight__c"), &Settings::default()).unwrap_err();
    let told: Vec<_> = fault.problems.iter().map(|problem| (problem.code, problem.column.as_deref().unwrap())).collect();
    assert_eq!(
        told,
        [
            ("missing_column", "plan"),
            ("wrong_type", "node"),
            ("missing_column", "parent"),
            ("wrong_type", "status"),
            ("missing_column", "Weight__c"),
            ("wrong_type", "due"),
        ]
    );
    assert_eq!(
        fault.to_string().lines().next(),
        Some("the table has no column `plan`, which the plan of each node is read from; did you mean `plaan`; say so in `names`, under `plan`")
    );
}

#[test]
fn each_bad_cell_is_named_with_column_row_and_value() {
    let one = |name: &'static str, array: ArrayRef| {
        let problems = figures(&with(name, array)).unwrap_err();
        assert_eq!(problems.len(), 1, "{problems:?}");
        (problems[0].row, problems[0].column, problems[0].kind.code(), problems[0].text.clone())
    };
    let (row, column, code, text) = one("weight", Arc::new(Float64Array::from(vec![1.0, f64::NAN, 1.0, 1.0])));
    assert_eq!((row, column, code, text.as_str()), (1, NodeColumn::Weight, "invalid_weight", "`NaN` is no weight; a cell without a value is null"));
    let (.., text) = one("weight", Arc::new(Float64Array::from(vec![1.0, 1.0 / 3.0, 1.0, 1.0])));
    assert_eq!(text, "`0.3333333333333333` is no weight: at most 4 decimals are kept; round it first");
    let (.., text) = one("weight", Arc::new(Int64Array::from(vec![1, -1, 1, 1])));
    assert_eq!(text, "`-1` is no weight: it must be from 0 to 1000000");
    let (.., text) = one("weight", Arc::new(UInt64Array::from(vec![1, u64::MAX, 1, 1])));
    assert_eq!(text, "`18446744073709551615` is no weight: it must be from 0 to 1000000");
    let (_, column, code, _) = one("progress", Arc::new(Float64Array::from(vec![None, None, None, Some(101.0)])));
    assert_eq!((column, code), (NodeColumn::Progress, "invalid_percent"));
    let (row, column, code, _) = one("status", Arc::new(StringArray::from(vec!["open", "done", "open", "In Progress"])));
    assert_eq!((row, column, code), (3, NodeColumn::Status, "unknown_status"));
    let (_, _, code, _) = one("status", Arc::new(StringArray::from(vec![Some("open"), Some("done"), Some("open"), None])));
    assert_eq!(code, "missing_status");
    let (_, column, code, _) = one("node", Arc::new(StringArray::from(vec![Some("a1"), Some("a2"), Some("a3"), None])));
    assert_eq!((column, code), (NodeColumn::Node, "missing_id"));
    let (_, column, code, text) = one("level", Arc::new(StringArray::from(vec![None, None, None, Some("gaol")])));
    assert_eq!((column, code, text.as_str()), (NodeColumn::Level, "unknown_level", "`gaol` is no level of these plans"));
    let huge = "x".repeat(1_000_000);
    let (row, column, code, text) = one("node", Arc::new(StringArray::from(vec!["a1", "a2", "a3", huge.as_str()])));
    assert_eq!((row, column, code), (3, NodeColumn::Node, "invalid_id"));
    assert!(text.len() < 300 && text.ends_with("it has 1000000 characters, at most 64 are allowed"), "{text}");
}

#[test]
fn days_are_dates_and_moments_only_at_midnight() {
    let at = |moment: i64| -> ArrayRef { Arc::new(TimestampNanosecondArray::from(vec![None, None, None, Some(moment)])) };
    let day = 86_400_000_000_000;
    assert_eq!(figures(&with("due", at(20_000 * day))), right());
    let problems = figures(&with("due", at(20_000 * day + 1))).unwrap_err();
    assert_eq!(problems[0].text, "`2024-10-04 00:00:00.000000001` is a moment and no day");
    let zoned: ArrayRef = Arc::new(TimestampNanosecondArray::from(vec![None, None, None, Some(day)]).with_timezone("UTC"));
    let fault = Nodes::read(&with("due", zoned), &Names::default(), &Settings::default()).unwrap_err();
    assert!(fault.to_string().ends_with("days are dates; say which day it is in the zone of the market, and pass a date"), "{fault}");
    let mut columns = plain();
    columns.push(("start", Arc::new(Date32Array::from(vec![None, None, None, Some(20_001)]))));
    columns.push(("due", Arc::new(Date32Array::from(vec![None, None, None, Some(20_000)]))));
    let problems = figures(&table(columns)).unwrap_err();
    assert_eq!((problems[0].column, problems[0].kind.code()), (NodeColumn::Start, "start_after_due"));
    let problems = figures(&with("due", Arc::new(Date32Array::from(vec![None, None, None, Some(i32::MAX)])))).unwrap_err();
    assert_eq!(problems[0].kind.code(), "invalid_date");
}

#[test]
fn answers_stand_beside_the_columns_that_were_read() {
    let mut columns = plain();
    columns.push(("territory", Arc::new(StringArray::from(vec!["North", "North", "North", "South"]))));
    columns.push(("completion", Arc::new(Float64Array::from(vec![1.0, 2.0, 3.0, 4.0]))));
    let table = table(columns);
    let settings = Arc::new(Settings::default());
    let nodes = Nodes::read(&table, &Names::default(), &settings).unwrap();
    let (portfolio, problems) = Portfolio::build(&nodes, Arc::clone(&settings), BadRows::SetAside, Threads::ONE).unwrap();
    let question = Question::new(&settings.completion).at(parse_date("2026-06-30").unwrap());
    let answer = portfolio.ask(&question, Threads::ONE).unwrap();
    let by_node = node_table(&nodes, &answer, ALL, Threads::new(2)).unwrap();
    let names: Vec<_> = by_node.schema_ref().fields().iter().map(|field| field.name().clone()).collect();
    assert_eq!(names, ["plan", "node", "parent", "status", "weight", "territory", "completion", "completion_", "expected", "due_bucket"]);
    assert!(Arc::ptr_eq(by_node.column(0), table.column(0)), "columns that were read are not copied");
    let by_plan = plan_table(&nodes, &portfolio, &answer, ALL, &["territory".to_owned()]).unwrap();
    assert_eq!(by_plan.num_rows(), 2);
    let territory = by_plan.column_by_name("territory").unwrap().as_any().downcast_ref::<StringArray>().unwrap();
    assert_eq!((territory.value(0), territory.value(1)), ("North", "South"));
    let fault = plan_table(&nodes, &portfolio, &answer, ALL, &["terretory".to_owned()]).unwrap_err();
    assert_eq!(fault.to_string(), "the table has no column `terretory` to keep; did you mean `territory`");
    assert_eq!(problem_table(|column| nodes.name_of(column), &problems).unwrap().num_rows(), 0);
}

#[test]
fn too_many_rows_are_refused_before_they_are_looked_at() {
    let rows = 1 << 31;
    let nulls = table(vec![("plan", Arc::new(NullArray::new(rows))), ("node", Arc::new(NullArray::new(rows)))]);
    let fault = Nodes::read(&nulls, &Names::default(), &Settings::default()).unwrap_err();
    assert_eq!(fault.to_string(), "the table has 2147483648 rows, at most 2147483647 are possible");
    assert_eq!(one_batch(&nulls.schema(), &[nulls.clone(), nulls.clone()]).unwrap_err().problems[0].code, "limit_exceeded");
}

#[test]
fn pieces_of_a_stream_are_put_together() {
    let whole = table(plain());
    let pieces = [whole.slice(0, 1), whole.slice(1, 0), whole.slice(1, 3)];
    let joined = one_batch(&whole.schema(), &pieces).unwrap();
    assert_eq!(figures(&joined), right());
    assert_eq!(one_batch(&whole.schema(), &[]).unwrap().num_rows(), 0);
    // A slice alone is read where it lies.
    assert_eq!(figures(&one_batch(&whole.schema(), &[whole.slice(0, 3)]).unwrap()), right().map(|rows| rows[..3].to_vec()));
}
