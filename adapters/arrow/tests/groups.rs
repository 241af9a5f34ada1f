//! Groups by columns of every type, columns of weights, days on which things were done, prerequisites, and previews.

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::{Decimal128Type, Int8Type, UInt32Type};
use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, Decimal128Array, DictionaryArray, Float64Array, Int32Array, Int64Array, LargeListArray, ListArray,
    NullArray, RecordBatch, StringArray, StringViewArray, StructArray,
};
use arrow_schema::{DataType, Field};
use kam_arrow::{GroupedBy, Names, Nodes, Preview, Previewed, TableFault, Wanted, WeightColumn, group_table, node_table, plan_table, preview_table};
use kam_core::config::Settings;
use kam_core::execution::{CompletionRules, Method};
use kam_core::portfolio::{BadRows, NodeColumn, Portfolio, PortfolioError, Question, RowProblem, Threads};
use kam_core::values::parse_date;
use std::sync::Arc;

const ALL: Wanted = Wanted { completion: true, expected: true, due: true, counts: true, on_time: true, blocked: true };

/// Three plans of goals without anything below: A and C are done, B is open.
fn with(more: Vec<(&'static str, ArrayRef)>) -> RecordBatch {
    let mut columns: Vec<(&str, ArrayRef)> = vec![
        ("plan", Arc::new(StringArray::from(vec!["A", "B", "C"]))),
        ("node", Arc::new(StringArray::from(vec!["a", "b", "c"]))),
        ("parent", Arc::new(NullArray::new(3))),
        ("status", Arc::new(StringArray::from(vec!["done", "open", "done"]))),
    ];
    columns.extend(more);
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, array)| (name, array, true))).unwrap()
}

fn read(table: &RecordBatch) -> Result<(Nodes, Portfolio), Vec<RowProblem>> {
    let settings = Arc::new(Settings::default());
    let nodes = Nodes::read(table, &Names::default(), &settings).unwrap();
    match Portfolio::build(&nodes, settings, BadRows::Refuse, Threads::ONE) {
        Ok((portfolio, _)) => Ok((nodes, portfolio)),
        Err(PortfolioError::Rows { problems, .. }) => Err(problems),
        Err(other) => panic!("{other}"),
    }
}

/// How many plans each group has and its completion, by the values of one column.
fn grouped(array: ArrayRef) -> Result<Vec<(u32, Option<i128>)>, TableFault> {
    let (nodes, portfolio) = read(&with(vec![("by", array)])).unwrap();
    let by = GroupedBy::plans(&nodes, &portfolio, &["by".to_owned()])?;
    let answer = portfolio.ask(&Question::new(&portfolio.settings().completion), Threads::ONE).unwrap();
    let figures = portfolio.group_plans(&answer.plans, &by.with(None)).unwrap();
    let table = group_table(&nodes, &by, &figures, Wanted { completion: true, ..Wanted::default() }).unwrap();
    assert_eq!(table.schema_ref().field(0).data_type(), nodes.table().column_by_name("by").unwrap().data_type());
    let plans = table.column_by_name("plans").unwrap().as_primitive::<UInt32Type>();
    let completions = table.column_by_name("completion").unwrap().as_primitive::<Decimal128Type>();
    Ok((0..table.num_rows()).map(|row| (plans.value(row), completions.is_valid(row).then(|| completions.value(row)))).collect())
}

#[test]
fn every_type_can_be_grouped_by_and_null_is_a_group() {
    // A and B together, then C.
    let pair = Ok(vec![(2, Some(50_000_000)), (1, Some(100_000_000))]);
    let texts = vec![Some("North"), Some("North"), None];
    assert_eq!(grouped(Arc::new(StringArray::from(texts.clone()))), pair);
    assert_eq!(grouped(Arc::new(StringViewArray::from(texts.clone()))), pair);
    assert_eq!(grouped(Arc::new(texts.into_iter().collect::<DictionaryArray<Int8Type>>())), pair);
    assert_eq!(grouped(Arc::new(StringArray::from(vec![None, None, Some("")]))), pair);
    assert_eq!(grouped(Arc::new(Int32Array::from(vec![7, 7, -7]))), pair);
    assert_eq!(grouped(Arc::new(BooleanArray::from(vec![None, None, Some(false)]))), pair);
    assert_eq!(grouped(Arc::new(Date32Array::from(vec![20_000, 20_000, 20_001]))), pair);
    assert_eq!(grouped(Arc::new(Decimal128Array::from(vec![1, 1, 2]))), pair);
    assert_eq!(grouped(Arc::new(Float64Array::from(vec![0.0, -0.0, 1.0]))), pair);
    assert_eq!(grouped(Arc::new(Float64Array::from(vec![f64::NAN, -f64::NAN, 1.0]))), pair);
    let lists = vec![Some(vec![Some(1)]), Some(vec![Some(1)]), None];
    assert_eq!(grouped(Arc::new(ListArray::from_iter_primitive::<arrow_array::types::Int64Type, _, _>(lists))), pair);
    let inner: ArrayRef = Arc::new(Int32Array::from(vec![1, 1, 2]));
    assert_eq!(grouped(Arc::new(StructArray::from(vec![(Arc::new(Field::new("x", DataType::Int32, true)), inner)]))), pair);
    // In order of first appearance, whatever lies between.
    assert_eq!(grouped(Arc::new(StringArray::from(vec!["z", "a", "z"]))), Ok(vec![(2, Some(100_000_000)), (1, Some(0))]));
}

#[test]
fn columns_that_cannot_be_grouped_by_are_named() {
    let (nodes, portfolio) = read(&with(vec![("territory", Arc::new(NullArray::new(3)))])).unwrap();
    let by = |names: &[&str]| {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        GroupedBy::plans(&nodes, &portfolio, &names).unwrap_err().to_string()
    };
    assert_eq!(
        by(&["terretory", "plna"]),
        "the table has no column `terretory` to group by; did you mean `territory`\nthe table has no column `plna` to group by; did you mean `plan`"
    );
    assert_eq!(by(&[]), "no column to group by is named; name at least one");
    assert_eq!(by(&["plan", "plan"]), "the column `plan` to group by is named twice");
}

#[test]
fn weights_of_a_column_say_how_much_plans_count_and_bad_ones_are_named() {
    let weighted = |array: ArrayRef| {
        let (nodes, portfolio) = read(&with(vec![("potential", array), ("all", Arc::new(Int32Array::from(vec![1, 1, 1])))])).unwrap();
        let column = WeightColumn::read(&nodes, "potential").map_err(|fault| fault.to_string())?;
        let by = GroupedBy::plans(&nodes, &portfolio, &["all".to_owned()]).unwrap();
        let answer = portfolio.ask(&Question::new(&portfolio.settings().completion), Threads::ONE).unwrap();
        match portfolio.group_plans(&answer.plans, &by.with(Some(column.rows()))) {
            Ok(figures) => Ok(figures[0].completion.map(|completion| completion.to_string())),
            Err(error) => {
                Err(error.rows.iter().map(|row| column.problem(*row)).map(|problem| problem.column.unwrap() + ": " + &problem.text).collect())
            }
        }
    };
    let third = Ok(Some("66.666667".to_owned()));
    assert_eq!(weighted(Arc::new(Int64Array::from(vec![5, 5, 5]))), third);
    assert_eq!(weighted(Arc::new(Float64Array::from(vec![0.1, 0.1, 0.1]))), third);
    assert_eq!(weighted(Arc::new(StringArray::from(vec!["2.5", "2.50", "2.5"]))), third);
    assert_eq!(weighted(Arc::new(Int64Array::from(vec![0, 0, 0]))), Ok(None));
    assert_eq!(weighted(Arc::new(Int64Array::from(vec![0, 1, 0]))), Ok(Some("0".to_owned())));
    let refused = |text: &str| Err(text.to_owned());
    assert_eq!(
        weighted(Arc::new(Int64Array::from(vec![Some(1), None, Some(1)]))),
        refused("potential[1]: the row has no weight, and one is asked for")
    );
    assert_eq!(
        weighted(Arc::new(Float64Array::from(vec![1.0, 1.0, 1.0 / 3.0]))),
        refused("potential[2]: `0.3333333333333333` is no weight: at most 4 decimals are kept; round it first")
    );
    assert_eq!(weighted(Arc::new(Int64Array::from(vec![-1, 1, 1]))), refused("potential[0]: `-1` is no weight: it must be from 0 to 1000000"));
    assert_eq!(
        weighted(Arc::new(BooleanArray::from(vec![true, true, true]))),
        refused("the column `potential` is of the type `Boolean`, and weights are whole, decimal, float, or text")
    );
}

#[test]
fn what_was_done_in_time_is_a_column_and_days_that_are_none_are_named() {
    let due: ArrayRef = Arc::new(Date32Array::from(vec![20_000, 20_000, 20_000]));
    let done: ArrayRef = Arc::new(Date32Array::from(vec![Some(20_000), Some(19_000), Some(20_001)]));
    let (nodes, portfolio) = read(&with(vec![("due", due), ("done_on", done)])).unwrap();
    let goal = portfolio.settings().hierarchy.find("goal").unwrap();
    let question = Question { levels: &[goal], ..Question::new(&portfolio.settings().completion) };
    let answer = portfolio.ask(&question, Threads::ONE).unwrap();
    let wanted = Wanted { on_time: true, ..Wanted::default() };
    let table = plan_table(&nodes, &portfolio, &answer, wanted, &[]).unwrap();
    let column = |name: &str| table.column_by_name(name).unwrap().as_primitive::<UInt32Type>().values().to_vec();
    // B is open, whatever its day says.
    assert_eq!((column("done_on_time"), column("done_late")), (vec![1, 0, 0], vec![0, 0, 1]));
    let share = table.column_by_name("on_time_share").unwrap().as_primitive::<Decimal128Type>();
    assert_eq!(share.iter().collect::<Vec<_>>(), [Some(100_000_000), None, Some(0)]);
    let beyond: ArrayRef = Arc::new(Date32Array::from(vec![None, Some(i32::MAX), None]));
    let problems = read(&with(vec![("done_on", beyond)])).unwrap_err();
    assert_eq!((problems.len(), problems[0].row, problems[0].column, problems[0].kind.code()), (1, 1, NodeColumn::DoneOn, "invalid_date"));
}

/// One plan of an open goal `a` and a goal that waits for what the lists say.
fn waiting(lists: ArrayRef) -> Result<Vec<Option<bool>>, String> {
    let table = RecordBatch::try_from_iter_with_nullable([
        ("plan", Arc::new(StringArray::from(vec!["A", "A", "A"])) as ArrayRef, true),
        ("node", Arc::new(StringArray::from(vec!["a", "b", "c"])) as ArrayRef, true),
        ("parent", Arc::new(NullArray::new(3)) as ArrayRef, true),
        ("status", Arc::new(StringArray::from(vec!["open", "open", "done"])) as ArrayRef, true),
        ("prerequisites", lists, true),
    ])
    .unwrap();
    if let Err(fault) = Nodes::read(&table, &Names::default(), &Settings::default()) {
        return Err(fault.to_string());
    }
    let (nodes, portfolio) = read(&table).map_err(|problems| problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))?;
    let goal = portfolio.settings().hierarchy.find("goal").unwrap();
    let question = Question { levels: &[goal], ..Question::new(&portfolio.settings().completion) };
    let answer = portfolio.ask(&question, Threads::ONE).unwrap();
    let table = node_table(&nodes, &answer, Wanted { blocked: true, ..Wanted::default() }, Threads::ONE).unwrap();
    Ok(table.column_by_name("blocked").unwrap().as_boolean().iter().collect())
}

#[test]
fn prerequisites_are_lists_of_ids() {
    let lists = |rows: [Option<Vec<Option<&str>>>; 3]| {
        let mut builder = ListBuilder::new(StringBuilder::new());
        for row in rows {
            match row {
                Some(ids) => builder.append_value(ids),
                None => builder.append_null(),
            }
        }
        builder.finish()
    };
    let plain: ListArray = lists([None, Some(vec![Some("a"), Some("c")]), Some(vec![])]);
    let large: LargeListArray = LargeListArray::new(
        Arc::new(Field::new("item", DataType::Utf8, true)),
        arrow_buffer::OffsetBuffer::new(plain.value_offsets().iter().map(|offset| i64::from(*offset)).collect()),
        Arc::clone(plain.values()),
        plain.nulls().cloned(),
    );
    let right = Ok(vec![Some(false), Some(true), None]);
    assert_eq!(waiting(Arc::new(plain)), right);
    assert_eq!(waiting(Arc::new(large)), right);
    assert_eq!(waiting(Arc::new(NullArray::new(3))), Ok(vec![Some(false), Some(false), None]));
    let refused = |text: &str| Err(text.to_owned());
    assert_eq!(
        waiting(Arc::new(StringArray::from(vec![None, Some("a"), None]))),
        refused("the column `prerequisites` is of the type `Utf8`, and prerequisites are lists of ids")
    );
    let whole = ListArray::from_iter_primitive::<arrow_array::types::Int64Type, _, _>(vec![None, Some(vec![Some(1)]), None]);
    assert_eq!(
        waiting(Arc::new(whole)),
        refused("the ids of nodes and of their prerequisites are of two kinds: texts and whole numbers; convert one of them")
    );
    assert_eq!(
        waiting(Arc::new(lists([Some(vec![None]), Some(vec![Some("x")]), None]))),
        refused(
            "row 0, column `prerequisites`: one of the prerequisites has no id\nrow 1, column `prerequisites`: the prerequisite `x` of `b` is no node of this plan"
        )
    );
}

#[test]
fn groups_of_actions_leave_out_what_has_none() {
    let (nodes, portfolio) = read(&with(vec![("function", Arc::new(StringArray::from(vec!["medical", "sales", "medical"])))])).unwrap();
    let by = GroupedBy::rows(&nodes, &["function".to_owned()]).unwrap();
    let goal = [portfolio.settings().hierarchy.find("goal").unwrap()];
    let rows = |levels| {
        let question = Question { levels, ..Question::new(&portfolio.settings().completion) }.at(parse_date("2026-06-30").unwrap());
        let figures = portfolio.group_actions(&question, &by.with(None), Threads::ONE).unwrap();
        group_table(&nodes, &by, &figures, ALL).unwrap()
    };
    assert_eq!(rows(&[]).num_rows(), 0);
    let table = rows(&goal);
    let names: Vec<_> = table.schema_ref().fields().iter().map(|field| field.name().as_str()).collect();
    let due = ["open", "overdue", "due_today", "due_soon", "later", "undated", "blocked", "done_on_time", "done_late", "on_time_share"];
    let first =
        ["function", "actions", "completion", "expected", "variance", "actions_open", "actions_in_progress", "actions_done", "actions_cancelled"];
    assert_eq!(names, [&first[..], &due[..]].concat());
    assert_eq!(table.column_by_name("actions").unwrap().as_primitive::<UInt32Type>().values().to_vec(), [2, 1]);
}

#[test]
fn previews_list_what_would_change() {
    let table = RecordBatch::try_from_iter_with_nullable([
        ("plan", Arc::new(StringArray::from(vec!["A", "A", "B"])) as ArrayRef, true),
        ("node", Arc::new(Int64Array::from(vec![1, 2, 1])) as ArrayRef, true),
        ("parent", Arc::new(NullArray::new(3)) as ArrayRef, true),
        ("status", Arc::new(StringArray::from(vec!["done", "open", "done"])) as ArrayRef, true),
        ("other", Arc::new(Int64Array::from(vec![Some(3), None, Some(9)])) as ArrayRef, true),
    ])
    .unwrap();
    let (nodes, portfolio) = read(&table).unwrap();
    let (rules, lowest) = (CompletionRules::default(), CompletionRules::with_method(Method::Lowest));
    let weights = WeightColumn::read(&nodes, "other").unwrap();
    let ask = |question: Question<'_>| portfolio.ask(&question, Threads::ONE).unwrap();
    let now = ask(Question::new(&rules));
    let preview = |after: &_, of, all| {
        let table = preview_table(&nodes, &portfolio, &Preview { now: &now, after, of, all }, &["status".to_owned()]).unwrap();
        let column = |name: &str| table.column_by_name(name).unwrap().as_primitive::<Decimal128Type>().iter().collect::<Vec<_>>();
        (table.schema_ref().field(1).name().clone(), column("completion_after"), column("difference"))
    };
    // A null weight is what the rules make of it: 1 beside 3.
    let after = ask(Question { weights: Some(weights.rows()), ..Question::new(&rules) });
    assert_eq!(preview(&after, Previewed::Plans, false), ("status".to_owned(), vec![Some(75_000_000)], vec![Some(25_000_000)]));
    let after = ask(Question::new(&lowest));
    let both = (vec![Some(0), Some(100_000_000)], vec![Some(-50_000_000), Some(0)]);
    assert_eq!(preview(&after, Previewed::Plans, true), ("status".to_owned(), both.0, both.1));
    assert_eq!(preview(&after, Previewed::Nodes, false), ("node".to_owned(), vec![], vec![]));
    assert_eq!(preview(&after, Previewed::Nodes, true).2, [Some(0), Some(0), Some(0)]);
}
