//! What typed analyses come to: white space, patient pathway, competitors, and sections of the organisation's own (PLN-2).

use super::items::sections_of;
use super::outlook::Outlook;
use super::schema::AnalysisInfo;
use crate::access::Rules;
use crate::history::{FieldValue, Object, ObjectKind};
use crate::values::{Amount, Percent, Rounding, divide};
use std::collections::{BTreeMap, BTreeSet};

type Row = BTreeMap<Box<str>, FieldValue>;
/// Items with their ids.
type Items<'p> = Vec<(&'p str, &'p Row)>;
/// An own product, or all, and a competitor.
type Against<'p> = (Option<&'p str>, &'p str);

/// Sums of what an account could buy, and of what it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Space {
    /// What could be sold; absent beyond ±10¹⁵, here and below.
    pub potential: Option<Amount>,
    /// What is sold.
    pub current: Option<Amount>,
    /// Potential less current.
    pub difference: Option<Amount>,
    /// Current of potential in percent, rounded once to 6 decimals, half to even; absent without a potential.
    pub share_of_wallet: Option<Amount>,
}

/// An item of a white space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhiteSpaceCell {
    /// The item.
    pub item: String,
    /// The product.
    pub product: String,
    /// The part of the account: a ward, a clinic; absent for the account as a whole.
    pub account_unit: Option<String>,
    /// The currency of the figures; absent where they are no money (NUM-1).
    pub currency: Option<String>,
    /// What could be sold.
    pub potential: Amount,
    /// What is sold.
    pub current: Amount,
    /// Potential less current; below 0 where more is sold than was thought possible.
    pub difference: Amount,
    /// Current of potential in percent, rounded once to 6 decimals, half to even; absent without a potential.
    pub share_of_wallet: Option<Amount>,
    /// The nodes that answer it.
    pub answered_by: Vec<String>,
}

/// A sum of a white space: figures of different currencies never add up (NUM-1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhiteSpaceSum {
    /// Of which product or part of the account; absent for all, and for figures without a part.
    pub of: Option<String>,
    /// The currency.
    pub currency: Option<String>,
    /// The sums.
    pub space: Space,
}

/// A white space: product by part of the account (PLN-2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhiteSpace {
    /// Its items, what is not sold most first, then by product, part and item.
    pub cells: Vec<WhiteSpaceCell>,
    /// Sums of each product.
    pub by_product: Vec<WhiteSpaceSum>,
    /// Sums of each part of the account.
    pub by_unit: Vec<WhiteSpaceSum>,
    /// Sums of all, one for each currency.
    pub totals: Vec<WhiteSpaceSum>,
}

/// A stage of a patient pathway (PLN-2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathwayStage {
    /// The item.
    pub item: String,
    /// The stage.
    pub stage: String,
    /// What is said of it.
    pub text: Option<String>,
    /// Its place on the way, from 1.
    pub order: u32,
    /// How many patients reach it; absent where nobody said.
    pub patients: Option<Amount>,
    /// How many of the stage before, the last one with patients, do not reach it; below 0 where more come than were there.
    pub lost: Option<Amount>,
    /// Those who reach it of those of the stage before, in percent, rounded once to 6 decimals, half to even.
    pub of_previous: Option<Amount>,
    /// Those who reach it of those of the first stage with patients, in percent.
    pub of_first: Option<Amount>,
    /// The nodes that answer it.
    pub answered_by: Vec<String>,
}

/// What is known of a competitor, for one of the own products or for all (PLN-2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompetitorLine {
    /// The competitor.
    pub competitor: String,
    /// The own product that it stands against; absent for all.
    pub product: Option<String>,
    /// Its share, the sum of those of its items; absent where none has one, and beyond 100.
    pub share: Option<Percent>,
    /// Its items.
    pub items: Vec<String>,
    /// The nodes that answer them.
    pub answered_by: Vec<String>,
}

/// A section of an analysis of the organisation's own, with what it holds (PLN-2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionContent {
    /// The section.
    pub section: String,
    /// Its name.
    pub name: String,
    /// What it holds: `text`, `list` or `number`.
    pub holds: String,
    /// Whether the analysis is not complete without it.
    pub needed: bool,
    /// Its items, in the order of their ids.
    pub items: Vec<String>,
    /// Their texts.
    pub texts: Vec<String>,
    /// The number, of one that holds a number.
    pub number: Option<Amount>,
    /// The nodes that answer its items.
    pub answered_by: Vec<String>,
}

fn text<'r>(row: &'r Row, field: &str) -> Option<&'r str> {
    row.get(field).and_then(FieldValue::as_text)
}

fn owned(row: &Row, field: &str) -> Option<String> {
    text(row, field).map(str::to_owned)
}

fn amount(row: &Row, field: &str) -> Option<Amount> {
    text(row, field).and_then(|amount| Amount::parse(amount).ok())
}

fn answers(row: &Row) -> impl Iterator<Item = String> + '_ {
    row.get("answered_by").map(FieldValue::as_list).unwrap_or_default().iter().map(ToString::to_string)
}

/// `part` of `whole` in percent, with 6 decimals.
fn percent_of(part: i128, whole: i128) -> Option<Amount> {
    // At most 20 000 times 10²⁴, times 10⁸: 128 bits hold it.
    let scaled = part.unsigned_abs().checked_mul(u128::from(Percent::HUNDRED.millionths()))?;
    let millionths = divide(scaled, u128::try_from(whole).ok().filter(|whole| *whole > 0)?, Rounding::HalfEven)?;
    Amount::from_billionths(i128::try_from(millionths).ok()?.checked_mul(1_000)?)
}

impl Space {
    fn of(potential: i128, current: i128) -> Self {
        Self {
            potential: Amount::from_billionths(potential),
            current: Amount::from_billionths(current),
            difference: Amount::from_billionths(potential.saturating_sub(current)),
            share_of_wallet: percent_of(current, potential),
        }
    }
}

/// Sums by what somebody counts them by.
fn sums<'c>(cells: &'c [WhiteSpaceCell], of: impl Fn(&'c WhiteSpaceCell) -> Option<&'c str>) -> Vec<WhiteSpaceSum> {
    #[derive(Default)]
    struct Sum {
        potential: i128,
        current: i128,
    }
    let mut by: BTreeMap<(Option<&str>, Option<&str>), Sum> = BTreeMap::new();
    for cell in cells {
        let sum = by.entry((of(cell), cell.currency.as_deref())).or_default();
        sum.potential = sum.potential.saturating_add(cell.potential.billionths());
        sum.current = sum.current.saturating_add(cell.current.billionths());
    }
    by.into_iter()
        .map(|((of, currency), sum)| WhiteSpaceSum {
            of: of.map(str::to_owned),
            currency: currency.map(str::to_owned),
            space: Space::of(sum.potential, sum.current),
        })
        .collect()
}

impl Outlook<'_> {
    /// The items of the analyses of a type, or of one of them alone.
    fn items_of(&self, kind: &str, analysis: Option<&str>) -> Items<'_> {
        let is = |(id, row): &(&str, &Row)| text(row, "type") == Some(kind) && analysis.is_none_or(|wanted| wanted == *id);
        let analyses: BTreeSet<&str> = self.fields.of_kind(ObjectKind::Analysis).filter(is).map(|(id, _)| id).collect();
        let of = |row: &Row| text(row, "analysis").is_some_and(|analysis| analyses.contains(analysis));
        // Nothing is said of an item of which that is closed by which figures are put together: a sum over currencies that one cannot see would be wrong.
        let told = AnalysisInfo::of(kind).needs;
        let open = |id: &str| {
            let item = Object::new(ObjectKind::Item, id);
            !self.is_closed(&item, told) && !self.is_closed(&item, &["product", "account_unit", "currency"])
        };
        self.fields.of_kind(ObjectKind::Item).filter(|(id, row)| of(row) && open(id)).collect()
    }

    /// What the white space of an analysis comes to, or that of all analyses of this type (PLN-2). Items without figures, which documents of older forms
    /// can have, are left out.
    #[must_use]
    pub fn white_space(&self, analysis: Option<&str>) -> WhiteSpace {
        let cell = |(item, row): (&str, &Row)| {
            let (potential, current) = (amount(row, "potential")?, amount(row, "current")?);
            Some(WhiteSpaceCell {
                item: item.to_owned(),
                product: owned(row, "product")?,
                account_unit: owned(row, "account_unit"),
                currency: owned(row, "currency"),
                potential,
                current,
                difference: Amount::from_billionths(potential.billionths().saturating_sub(current.billionths()))?,
                share_of_wallet: percent_of(current.billionths(), potential.billionths()),
                answered_by: answers(row).collect(),
            })
        };
        let mut cells: Vec<WhiteSpaceCell> = self.items_of("white_space", analysis).into_iter().filter_map(cell).collect();
        cells.sort_by(|a, b| {
            let key = |cell: &WhiteSpaceCell| (cell.currency.clone(), std::cmp::Reverse(cell.difference));
            let rest = |cell: &WhiteSpaceCell| (cell.product.clone(), cell.account_unit.clone(), cell.item.clone());
            key(a).cmp(&key(b)).then_with(|| rest(a).cmp(&rest(b)))
        });
        WhiteSpace {
            by_product: sums(&cells, |cell| Some(&cell.product)),
            by_unit: sums(&cells, |cell| cell.account_unit.as_deref()),
            totals: sums(&cells, |_| None),
            cells,
        }
    }

    /// The stages of a patient pathway in their order, with how many patients reach each (PLN-2).
    #[must_use]
    pub fn patient_pathway(&self, analysis: &str) -> Vec<PathwayStage> {
        let stage = |(item, row): (&str, &Row)| {
            Some(PathwayStage {
                item: item.to_owned(),
                stage: owned(row, "category")?,
                text: owned(row, "text"),
                order: text(row, "order")?.parse().ok()?,
                patients: amount(row, "patients"),
                lost: None,
                of_previous: None,
                of_first: None,
                answered_by: answers(row).collect(),
            })
        };
        let mut stages: Vec<PathwayStage> = self.items_of("patient_pathway", Some(analysis)).into_iter().filter_map(stage).collect();
        stages.sort_by_key(|stage| stage.order);
        let (mut first, mut previous) = (None, None);
        for stage in &mut stages {
            let Some(patients) = stage.patients.map(Amount::billionths) else { continue };
            stage.lost = previous.and_then(|previous: i128| Amount::from_billionths(previous.saturating_sub(patients)));
            stage.of_previous = previous.and_then(|previous| percent_of(patients, previous));
            stage.of_first = first.and_then(|first| percent_of(patients, first));
            first = first.or(Some(patients));
            previous = Some(patients);
        }
        stages
    }

    /// The competitors of an analysis, or of all analyses of this type, by the own product that they stand against and then by their share, the largest
    /// first (PLN-2).
    #[must_use]
    pub fn competitor_overview(&self, analysis: Option<&str>) -> Vec<CompetitorLine> {
        let mut by: BTreeMap<Against<'_>, Items<'_>> = BTreeMap::new();
        for (item, row) in self.items_of("competitor_overview", analysis) {
            if let Some(competitor) = text(row, "competitor") {
                by.entry((text(row, "product"), competitor)).or_default().push((item, row));
            }
        }
        let line = |((product, competitor), items): (Against<'_>, Items<'_>)| {
            let shares = || items.iter().filter_map(|(_, row)| text(row, "share").and_then(|share| Percent::parse(share).ok()));
            let sum = shares().fold(0_u32, |sum, share| sum.saturating_add(share.millionths()));
            let mut answered_by: Vec<String> = items.iter().flat_map(|(_, row)| answers(row)).collect();
            answered_by.sort_unstable();
            answered_by.dedup();
            CompetitorLine {
                competitor: competitor.to_owned(),
                product: product.map(str::to_owned),
                share: shares().next().and_then(|_| Percent::from_millionths(sum)),
                items: items.iter().map(|(item, _)| (*item).to_owned()).collect(),
                answered_by,
            }
        };
        let mut lines: Vec<CompetitorLine> = by.into_iter().map(line).collect();
        lines.sort_by(|a, b| a.product.cmp(&b.product).then_with(|| b.share.cmp(&a.share)));
        lines
    }

    /// The sections of an analysis of the organisation's own, by `plan.sections`, with what each holds; none for other analyses (PLN-2).
    #[must_use]
    pub fn analysis_sections(&self, analysis: &str, rules: &Rules<'_>) -> Vec<SectionContent> {
        let kind = self.fields.text(&Object::new(ObjectKind::Analysis, analysis), "type").unwrap_or_default();
        let items = self.items_of(kind, Some(analysis));
        let content = |section: &crate::config::Record| {
            let own = || items.iter().filter(|(_, row)| text(row, "category") == Some(section.key()));
            let plain = |field: &str| section.text(field).unwrap_or_default().to_owned();
            SectionContent {
                section: section.key().to_owned(),
                name: plain("name"),
                holds: plain("holds"),
                needed: section.get("needed").is_some_and(crate::config::SettingValue::is_on),
                items: own().map(|(item, _)| (*item).to_owned()).collect(),
                texts: own().filter_map(|(_, row)| owned(row, "text")).collect(),
                number: own().find_map(|(_, row)| amount(row, "number")),
                answered_by: own().flat_map(|(_, row)| answers(row)).collect::<BTreeSet<_>>().into_iter().collect(),
            }
        };
        sections_of(rules.resolved.at("plan.sections"), kind).map(content).collect()
    }
}
