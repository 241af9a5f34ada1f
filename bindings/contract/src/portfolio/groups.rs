//! The figures of groups of plans and of actions.

use super::faults::no_choice;
use super::{Portfolio, PortfolioQuestion};
use crate::fault::{Fault, guarded};
use arrow_array::RecordBatch;
use kam_arrow::{GroupedBy, WeightColumn, group_table};
use kam_core::portfolio::Grouping;

/// How plans or actions are put together.
#[derive(Debug, Clone, Default)]
pub struct GroupQuestion {
    /// The columns whose values make a group.
    pub by: Vec<String>,
    /// What is put together: `plans` or `actions`.
    pub of: String,
    /// The column that says how much each counts; absent for plans that are equal, and for actions with the weight that the rules give them.
    pub weight: Option<String>,
}

impl Portfolio {
    /// A row for each group of plans or actions, with its figures.
    ///
    /// # Errors
    /// See [`Fault`].
    pub fn groups(&self, question: PortfolioQuestion, groups: &GroupQuestion) -> Result<RecordBatch, Fault> {
        guarded(|| {
            let of_plans = match groups.of.as_str() {
                "plans" => true,
                "actions" => false,
                other => return Err(no_choice("of", other, "nothing of this kind is put together", &["plans", "actions"])),
            };
            if groups.by.is_empty() {
                let (field, value) = ("by".to_owned(), "[]".to_owned());
                let reason = "no column is named, and the values of at least one make the groups".to_owned();
                return Err(Fault::InvalidValue { field, value, reason, help: None });
            }
            let asked = self.asked(question)?;
            let by = if of_plans { GroupedBy::plans(&self.nodes, &self.portfolio, &groups.by) } else { GroupedBy::rows(&self.nodes, &groups.by) }?;
            let weights = groups.weight.as_ref().map(|name| WeightColumn::read(&self.nodes, name)).transpose()?;
            let grouping: Grouping<'_> = by.with(weights.as_ref().map(WeightColumn::rows));
            let question = asked.question(false);
            let figures = if of_plans {
                self.working(|threads| self.portfolio.ask(&question, threads))
                    .and_then(|answer| Ok(self.portfolio.group_plans(&answer.plans, &grouping)?))
            } else {
                self.working(|threads| self.portfolio.group_actions(&question, &grouping, threads))
            };
            let figures = figures.map_err(|error| self.no_answer(&error, weights.as_ref()))?;
            Ok(group_table(&self.nodes, &by, &figures, asked.wanted)?)
        })
    }
}
