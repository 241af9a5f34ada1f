//! What other rules or weights would change (CMP-10).

use super::Portfolio;
use super::faults::no_choice;
use crate::fault::{Fault, guarded};
use crate::records::CompletionRules;
use arrow_array::RecordBatch;
use kam_arrow::{Preview, Previewed, WeightColumn, preview_table};
use kam_core::portfolio::Question;

/// What would be otherwise, and what is to be seen of it.
#[derive(Debug, Clone, Default)]
pub struct PreviewQuestion {
    /// Other rules of completion.
    pub rules: Option<CompletionRules>,
    /// The column with the weights as they would be.
    pub weight: Option<String>,
    /// What is compared: `plans` or `nodes`.
    pub of: String,
    /// Columns of the table to keep.
    pub keep: Vec<String>,
    /// Whether what stays as it is is listed, too.
    pub all: bool,
}

impl Portfolio {
    /// A row for each plan or node whose completion would be another.
    ///
    /// # Errors
    /// See [`Fault`].
    pub fn what_if(&self, question: &PreviewQuestion) -> Result<RecordBatch, Fault> {
        guarded(|| {
            let of = match question.of.as_str() {
                "plans" => Previewed::Plans,
                "nodes" => Previewed::Nodes,
                other => return Err(no_choice("of", other, "nothing of this kind is compared", &["plans", "nodes"])),
            };
            if question.rules.is_none() && question.weight.is_none() {
                let (field, value) = ("rules".to_owned(), "absent".to_owned());
                let reason = "without other rules and other weights nothing would change".to_owned();
                return Err(Fault::InvalidValue { field, value, reason, help: Some("pass `rules`, `weight` or both".to_owned()) });
            }
            let (now, rules) = (self.rules(None)?, self.rules(question.rules.as_ref())?);
            let weights = question.weight.as_ref().map(|name| WeightColumn::read(&self.nodes, name)).transpose()?;
            let nodes = of == Previewed::Nodes;
            let now = Question { done: false, blocked: false, nodes, ..Question::new(&now) };
            let after = Question { rules: &rules, weights: weights.as_ref().map(WeightColumn::rows), ..now };
            let ask =
                |question| self.working(|threads| self.portfolio.ask(question, threads)).map_err(|error| self.no_answer(&error, weights.as_ref()));
            let (now, after) = (ask(&now)?, ask(&after)?);
            let preview = Preview { now: &now, after: &after, of, all: question.all };
            Ok(preview_table(&self.nodes, &self.portfolio, &preview, &question.keep)?)
        })
    }
}
