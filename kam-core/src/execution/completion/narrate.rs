//! An explanation in words.

use super::explain::{Basis, Explanation, LeftOut, LeftOutReason, Term};
use super::rollup::WeightSource;
use super::rules::Method;
use crate::execution::Node;
use crate::values::cut;
use std::fmt;

/// Lines of terms that a person still reads; more are counted, not listed.
const MOST_LINES: usize = 40;

/// Writes the headline, one line a term, and what was left out.
impl fmt::Display for Explanation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({} `{}`) ", name(self.title), self.level, self.id)?;
        match self.completion {
            Some(completion) => write!(f, "is {completion} %")?,
            None => f.write_str("has no completion")?,
        }
        if let Some(by_hand) = self.by_hand {
            write!(f, ", set by `{}` on {}: {}; computed ", by_hand.acting.person, by_hand.acting.at.date_naive(), line(by_hand.reason.as_str()))?;
            match self.computed {
                Some(computed) => write!(f, "{computed} %")?,
                None => f.write_str("there is none")?,
            }
        }
        write!(f, ": {}", self.why())?;
        for term in self.terms.iter().take(MOST_LINES) {
            write!(f, "\n  {:>10}  {}", format!("+{}", term.contribution), self.term(term))?;
        }
        if self.terms.len() > MOST_LINES {
            write!(f, "\n  and {} more", self.terms.len().saturating_sub(MOST_LINES))?;
        }
        for out in self.left_out.iter().take(MOST_LINES) {
            write!(f, "\n  {:>10}  {}: {}", "left out", label(out.node), reason(out))?;
        }
        if self.left_out.len() > MOST_LINES {
            write!(f, "\n  and {} more left out", self.left_out.len().saturating_sub(MOST_LINES))?;
        }
        Ok(())
    }
}

impl Explanation<'_> {
    fn why(&self) -> String {
        let below = if self.method.looks_at_leaves() { "leaves below it" } else { "children" };
        let counted = match (self.terms.len(), self.method.looks_at_leaves()) {
            (1, true) => "1 leaf below it".to_owned(),
            (1, false) => "1 child".to_owned(),
            (count, _) => format!("{count} {below}"),
        };
        match self.basis {
            Basis::Done => "it is done".to_owned(),
            Basis::Open => "it is not begun".to_owned(),
            Basis::InProgress => "it is in progress and says nothing of how far".to_owned(),
            Basis::Progress => "it is in progress, by its own progress".to_owned(),
            Basis::Quantity => self.quantity(),
            Basis::Cancelled => "it is cancelled".to_owned(),
            Basis::Own => "its level shows its own progress".to_owned(),
            Basis::EmptyOwnStatus => format!("none of the {below} counts, so its own status does"),
            Basis::EmptyZero => format!("none of the {below} counts, which is 0 here"),
            // A plan may have no node; a node without children is a leaf and gets here with no other basis.
            Basis::NothingCounted if self.left_out.is_empty() => "it has no nodes".to_owned(),
            Basis::EmptyExcluded | Basis::NothingCounted => format!("none of the {below} counts"),
            Basis::Method => match self.method {
                Method::WeightedMean | Method::LeafMean => {
                    format!("mean of {counted} by weight, sum of weights {} (`{}`)", self.weight_sum, self.method.name())
                }
                Method::CompletedShare | Method::LeafShare => format!("{} of {counted} done by status (`{}`)", self.done, self.method.name()),
                Method::Lowest => format!("the lowest of {counted} (`lowest`)"),
                Method::Own => "its own progress (`own`)".to_owned(),
            },
        }
    }

    fn quantity(&self) -> String {
        self.node.and_then(|node| node.quantity.as_ref()).map_or_else(String::new, |quantity| {
            let actual = quantity.actual().map_or_else(|| "nothing yet".to_owned(), |actual| actual.to_string());
            format!("it is in progress, at {actual} on the way from {} to {}", quantity.baseline(), quantity.target())
        })
    }

    fn term(&self, term: &Term<'_>) -> String {
        let label = label(term.node);
        let by_hand = if term.overridden { ", set by hand" } else { "" };
        match self.method {
            Method::CompletedShare | Method::LeafShare => {
                format!("{label}: {}, status `{}`", if term.done { "done" } else { "not done" }, term.node.status.code)
            }
            _ => format!("{label}: {} % at weight {}{}{by_hand}", term.completion, term.weight, source(term.weight_source)),
        }
    }
}

const fn source(source: WeightSource) -> &'static str {
    match source {
        WeightSource::Given => "",
        WeightSource::One => " (none given, so 1)",
        WeightSource::Mean => " (none given, so its siblings' mean)",
        WeightSource::Zero => " (none given, so 0)",
        WeightSource::Leaves => " (that of the leaves below it)",
    }
}

const fn reason(out: &LeftOut<'_>) -> &'static str {
    match out.reason {
        LeftOutReason::Cancelled => "cancelled",
        LeftOutReason::ZeroWeight => "weight 0",
        LeftOutReason::MissingWeight => "no weight given, which means 0 here",
        LeftOutReason::NoCompletion => "nothing below it counts",
    }
}

fn label(node: &Node) -> String {
    format!("{} (`{}`)", name(node.title.as_str()), node.id)
}

fn name(title: &str) -> String {
    if title.trim().is_empty() { "untitled".to_owned() } else { line(title) }
}

/// A text on one line, cut to 80 characters.
fn line(text: &str) -> String {
    let mut one_line = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_control() || c.is_whitespace()).filter(|word| !word.is_empty()) {
        if !one_line.is_empty() {
            one_line.push(' ');
        }
        one_line.push_str(word);
    }
    cut(&one_line, 80)
}

#[cfg(test)]
mod tests {
    use crate::config::Settings;
    use crate::execution::{Completion, CompletionRules, Method, NodeSpec};
    use crate::plan::{Plan, Profile};
    use crate::values::{NodeId, PlanId};
    use std::sync::Arc;

    #[test]
    fn one_child_is_a_child_and_two_are_children() {
        let settings = Arc::new(Settings::default());
        let why = |nodes: usize, method: Method| {
            let status = settings.statuses.find("open").unwrap();
            let node = |place: usize| NodeSpec::new(NodeId::new(&format!("n{place}")).unwrap(), status.clone());
            let plan = Plan::new(Profile::new(PlanId::new("P").unwrap()), Arc::clone(&settings), (0..nodes).map(node).collect()).unwrap();
            Completion::compute(&plan, &CompletionRules::with_method(method)).unwrap().explain(&plan, None).unwrap().why()
        };
        assert_eq!(why(1, Method::WeightedMean), "mean of 1 child by weight, sum of weights 1 (`weighted_mean`)");
        assert_eq!(why(2, Method::WeightedMean), "mean of 2 children by weight, sum of weights 2 (`weighted_mean`)");
        assert_eq!(why(1, Method::LeafMean), "mean of 1 leaf below it by weight, sum of weights 1 (`leaf_mean`)");
        assert_eq!(why(1, Method::CompletedShare), "0 of 1 child done by status (`completed_share`)");
        assert_eq!(why(2, Method::LeafShare), "0 of 2 leaves below it done by status (`leaf_share`)");
        assert_eq!(why(1, Method::Lowest), "the lowest of 1 child (`lowest`)");
    }
}
