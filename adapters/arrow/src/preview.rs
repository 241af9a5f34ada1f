//! What would change: figures as they are beside those by other rules or weights (CMP-10).

use super::fault::TableFault;
use super::read::Nodes;
use super::write::{Columns, beside, broken, millionths};
use arrow_array::RecordBatch;
use kam_core::portfolio::{Answer, NodeColumn, NodeFigures, Portfolio};
use kam_core::values::Percent;

/// What a preview has a row for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Previewed {
    /// Each plan.
    Plans,
    /// Each row of the table.
    Nodes,
}

/// Two answers to compare.
#[derive(Debug, Clone, Copy)]
pub struct Preview<'p> {
    /// As it is.
    pub now: &'p Answer,
    /// As it would be.
    pub after: &'p Answer,
    /// Whether plans or nodes are compared.
    pub of: Previewed,
    /// Whether what stays as it is is listed, too.
    pub all: bool,
}

/// A row for each plan or node whose completion would be another: its ids, the columns to keep, `completion`, `completion_after` and the
/// `difference` in points.
///
/// # Errors
/// A column that the table does not have.
pub fn preview_table(nodes: &Nodes, portfolio: &Portfolio, preview: &Preview<'_>, keep: &[String]) -> Result<RecordBatch, TableFault> {
    let percent = |column: &[u32], at: usize| Percent::from_millionths(column.get(at).copied().unwrap_or(NodeFigures::NONE));
    let (now, after) = match preview.of {
        Previewed::Plans => (&preview.now.plans.completions, &preview.after.plans.completions),
        Previewed::Nodes => (&preview.now.nodes.completions, &preview.after.nodes.completions),
    };
    let (mut rows, mut before, mut then) = (Vec::new(), Vec::new(), Vec::new());
    for at in 0..now.len() {
        let (now, after) = (percent(now, at), percent(after, at));
        if preview.all || now != after {
            rows.push(match preview.of {
                Previewed::Plans => portfolio.plan_rows().get(at).copied().unwrap_or_default(),
                Previewed::Nodes => u32::try_from(at).unwrap_or(u32::MAX),
            });
            before.push(now);
            then.push(after);
        }
    }
    let mut columns = nodes.taken(NodeColumn::Plan, &rows)?;
    if preview.of == Previewed::Nodes {
        columns.extend(nodes.taken(NodeColumn::Node, &rows)?);
    }
    columns.extend(nodes.kept(keep, &rows)?);
    let completion = |column: &[Option<Percent>]| millionths(column.iter().map(|percent| percent.map(|percent| percent.millionths().into())));
    let difference = before.iter().zip(&then).map(|(now, after)| Some(after.as_ref()?.minus((*now)?).millionths()));
    let figures: Columns = vec![
        ("completion", completion(&before).map_err(broken)?),
        ("completion_after", completion(&then).map_err(broken)?),
        ("difference", millionths(difference).map_err(broken)?),
    ];
    beside(columns, figures)
}
