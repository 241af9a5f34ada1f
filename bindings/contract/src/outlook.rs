//! What an account plan says of itself: what is missing, who is covered, what typed analyses come to.

use crate::account_plan::Handle;
use crate::configuration::access::person;
use crate::convert::count;
use crate::fault::Fault;
use crate::records::{
    CompetitorLine, CreationState, CycleStep, MemberCoverage, Mention, PathwayStage, Person, SectionContent, SectionState, StakeholderCoverage,
    StanceGap, UncoveredStakeholder, WhiteSpace, WhiteSpaceCell, WhiteSpaceSum,
};
use crate::{Day, Dec};
use kam_core::access::Rules;
use kam_core::account_plan::{self, AccountPlan, Outlook};
use kam_core::config::Step;
use kam_core::history::{Object, ObjectKind};
use kam_core::plan::did_you_mean;
use kam_core::values::{cut, nearest};

pub(crate) fn section(state: account_plan::SectionState) -> SectionState {
    SectionState { section: state.section, missing: state.missing, counted: state.counted }
}

pub(crate) fn mention(mention: account_plan::Mention) -> Mention {
    Mention { entry: mention.entry, kind: mention.object.kind.into(), id: mention.object.id.to_string(), field: mention.field, value: mention.value }
}

/// Whether what is asked about is there: an analysis of a type, a goal.
fn is_there(of: &Outlook<'_>, field: &str, kind: ObjectKind, id: &str, of_type: Option<&str>) -> Result<(), Fault> {
    let object = Object::new(kind, id);
    let refuse = |reason: String, help: Option<String>| Err(Fault::InvalidValue { field: field.to_owned(), value: cut(id, 80), reason, help });
    if of.fields().object(&object).is_none() {
        let help = did_you_mean(&nearest(id, of.fields().of_kind(kind).map(|(id, _)| id)));
        return refuse(format!("the plan has no such {kind}"), help);
    }
    match (of_type, of.fields().text(&object, "type")) {
        (Some(wanted), Some(is)) if wanted != is => refuse(format!("it is of the type `{is}`, and not of `{wanted}`"), None),
        _ => Ok(()),
    }
}

fn is_goal(of: &Outlook<'_>, id: &str) -> Result<(), Fault> {
    is_there(of, "goal", ObjectKind::Node, id, None)?;
    let Some(above) = of.fields().text(&Object::new(ObjectKind::Node, id), "parent") else { return Ok(()) };
    let reason = format!("it is no goal, and lies below `{above}`");
    Err(Fault::InvalidValue { field: "goal".to_owned(), value: cut(id, 80), reason, help: None })
}

impl Handle {
    pub(crate) fn about(&self, stakeholder: String) -> Result<Vec<Mention>, Fault> {
        Ok(self.plan_now()?.about(&stakeholder).into_iter().map(mention).collect())
    }

    pub(crate) fn creation(&self) -> Result<CreationState, Fault> {
        let creation = self.plan_now()?.creation(&self.rules()?);
        Ok(CreationState {
            completion: creation.completion.map(Dec::from),
            due: creation.due.map(Day),
            sections: creation.sections.into_iter().map(section).collect(),
        })
    }

    /// What can be worked out from the plan as somebody sees it, or from all of it.
    fn outlook<T>(
        &self,
        person: Option<Person>,
        step: Option<CycleStep>,
        work: impl FnOnce(&Outlook<'_>, &Rules<'_>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let (rules, person) = (self.rules()?, person.map(|given| self::person("person", &given)).transpose()?);
        person.as_ref().map(|person| AccountPlan::knows(person, &rules)).transpose()?;
        let plan = self.plan_now()?;
        match person {
            Some(person) => work(&plan.sight(&person, step.map_or(Step::Execution, Into::into), &rules).outlook(), &rules),
            None => work(&plan.outlook(), &rules),
        }
    }

    pub(crate) fn coverage(
        &self,
        on: Day,
        least_influence: u32,
        within_days: u32,
        goal: Option<String>,
        person: Option<Person>,
        step: Option<CycleStep>,
    ) -> Result<StakeholderCoverage, Fault> {
        let coverage = self.outlook(person, step, |of, _| {
            goal.as_ref().map(|goal| is_goal(of, goal)).transpose()?;
            Ok(of.coverage(on.0, least_influence, within_days, goal.as_deref()))
        })?;
        let uncovered = |(stakeholder, lacks): (String, Vec<&'static str>)| UncoveredStakeholder {
            stakeholder,
            lacks: lacks.into_iter().map(str::to_owned).collect(),
        };
        Ok(StakeholderCoverage {
            counted: count(coverage.counted),
            covered: count(coverage.covered),
            share: coverage.share.map(Dec::from),
            uncovered: coverage.uncovered.into_iter().map(uncovered).collect(),
        })
    }

    pub(crate) fn team_coverage(
        &self,
        on: Day,
        within_days: u32,
        person: Option<Person>,
        step: Option<CycleStep>,
    ) -> Result<Vec<MemberCoverage>, Fault> {
        let member = |member: account_plan::MemberCoverage| MemberCoverage {
            person: member.person,
            owns: member.owns,
            relationships: member.relationships,
            below_desired: member.below_desired,
            in_contact: member.in_contact,
        };
        let members = self.outlook(person, step, |of, rules| Ok(of.team_coverage(on.0, within_days, rules)))?;
        Ok(members.into_iter().map(member).collect())
    }

    pub(crate) fn stance_gaps(&self, person: Option<Person>, step: Option<CycleStep>) -> Result<Vec<StanceGap>, Fault> {
        let gap = |gap: account_plan::StanceGap| StanceGap {
            stakeholder: gap.stakeholder,
            goal: gap.goal,
            stance: gap.stance,
            desired: gap.desired,
            planned: gap.planned,
        };
        Ok(self.outlook(person, step, |of, _| Ok(of.stance_gaps()))?.into_iter().map(gap).collect())
    }

    pub(crate) fn white_space(&self, analysis: Option<String>, person: Option<Person>, step: Option<CycleStep>) -> Result<WhiteSpace, Fault> {
        let space = self.outlook(person, step, |of, _| {
            analysis.as_ref().map(|id| is_there(of, "analysis", ObjectKind::Analysis, id, Some("white_space"))).transpose()?;
            Ok(of.white_space(analysis.as_deref()))
        })?;
        let cell = |cell: account_plan::WhiteSpaceCell| WhiteSpaceCell {
            item: cell.item,
            product: cell.product,
            account_unit: cell.account_unit,
            currency: cell.currency,
            potential: cell.potential.into(),
            current: cell.current.into(),
            difference: cell.difference.into(),
            share_of_wallet: cell.share_of_wallet.map(Dec::from),
            answered_by: cell.answered_by,
        };
        let sum = |sum: account_plan::WhiteSpaceSum| WhiteSpaceSum {
            of: sum.of,
            currency: sum.currency,
            potential: sum.space.potential.map(Dec::from),
            current: sum.space.current.map(Dec::from),
            difference: sum.space.difference.map(Dec::from),
            share_of_wallet: sum.space.share_of_wallet.map(Dec::from),
        };
        Ok(WhiteSpace {
            cells: space.cells.into_iter().map(cell).collect(),
            by_product: space.by_product.into_iter().map(sum).collect(),
            by_unit: space.by_unit.into_iter().map(sum).collect(),
            totals: space.totals.into_iter().map(sum).collect(),
        })
    }

    pub(crate) fn patient_pathway(&self, analysis: String, person: Option<Person>, step: Option<CycleStep>) -> Result<Vec<PathwayStage>, Fault> {
        let stages = self.outlook(person, step, |of, _| {
            is_there(of, "analysis", ObjectKind::Analysis, &analysis, Some("patient_pathway"))?;
            Ok(of.patient_pathway(&analysis))
        })?;
        let stage = |stage: account_plan::PathwayStage| PathwayStage {
            item: stage.item,
            stage: stage.stage,
            text: stage.text,
            order: stage.order,
            patients: stage.patients.map(Dec::from),
            lost: stage.lost.map(Dec::from),
            of_previous: stage.of_previous.map(Dec::from),
            of_first: stage.of_first.map(Dec::from),
            answered_by: stage.answered_by,
        };
        Ok(stages.into_iter().map(stage).collect())
    }

    pub(crate) fn competitor_overview(
        &self,
        analysis: Option<String>,
        person: Option<Person>,
        step: Option<CycleStep>,
    ) -> Result<Vec<CompetitorLine>, Fault> {
        let lines = self.outlook(person, step, |of, _| {
            analysis.as_ref().map(|id| is_there(of, "analysis", ObjectKind::Analysis, id, Some("competitor_overview"))).transpose()?;
            Ok(of.competitor_overview(analysis.as_deref()))
        })?;
        let line = |line: account_plan::CompetitorLine| CompetitorLine {
            competitor: line.competitor,
            product: line.product,
            share: line.share.map(Dec::from),
            items: line.items,
            answered_by: line.answered_by,
        };
        Ok(lines.into_iter().map(line).collect())
    }

    pub(crate) fn analysis_sections(&self, analysis: String, person: Option<Person>, step: Option<CycleStep>) -> Result<Vec<SectionContent>, Fault> {
        let sections = self.outlook(person, step, |of, rules| {
            is_there(of, "analysis", ObjectKind::Analysis, &analysis, None)?;
            Ok(of.analysis_sections(&analysis, rules))
        })?;
        let content = |section: account_plan::SectionContent| SectionContent {
            section: section.section,
            name: section.name,
            holds: section.holds,
            needed: section.needed,
            items: section.items,
            texts: section.texts,
            number: section.number.map(Dec::from),
            answered_by: section.answered_by,
        };
        Ok(sections.into_iter().map(content).collect())
    }
}
