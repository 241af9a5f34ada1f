//! What account plans say of themselves: what is missing, who is covered, what typed analyses come to.

use super::{Mention, PlanState};
use crate::shape::records;
use crate::{Day, Dec};

records! {
    OUTLOOK_RESULTS:

    /// How a required section of a plan stands (PLN-4).
    pub struct SectionState {
        /// The section.
        pub section: String,
        /// What it lacks, in words; empty where it is complete.
        pub missing: Vec<String>,
        /// Whether it counts: what is kept elsewhere does not.
        pub counted: bool,
    }

    /// How far a plan is created (PLN-4).
    pub struct CreationState {
        /// The share of the required sections that are complete, 0 to 100; absent where none counts.
        pub completion: Option<Dec> = None,
        /// The day on which it should be created; absent for a plan without a start.
        pub due: Option<Day> = None,
        /// The required sections.
        pub sections: Vec<SectionState>,
    }

    /// How far a plan of several is created (PLN-4).
    pub struct PlanCreation {
        /// The plan.
        pub plan: String,
        /// The unit that it belongs to.
        pub unit: String,
        /// The account.
        pub account: Option<String> = None,
        /// The owner.
        pub owner: Option<String> = None,
        /// Where the plan is in its life.
        pub state: PlanState,
        /// The share of its required sections that are complete, 0 to 100; absent where none counts.
        pub completion: Option<Dec> = None,
        /// The day on which it should be created; absent for a plan without a start.
        pub due: Option<Day> = None,
        /// Whether that day has passed and something is missing.
        pub overdue: bool,
        /// The required sections.
        pub sections: Vec<SectionState>,
    }

    /// How a required section stands over several plans (PLN-4).
    pub struct SectionCount {
        /// The section.
        pub section: String,
        /// How many plans need it.
        pub required: u32,
        /// In how many it is complete.
        pub complete: u32,
    }

    /// How far the plans of a portfolio are created; those that were cancelled count nowhere (PLN-4).
    pub struct PortfolioCreation {
        /// How many plans count.
        pub counted: u32,
        /// In how many of them every required section is complete.
        pub complete: u32,
        /// How many of them are late.
        pub overdue: u32,
        /// Complete required sections of all required sections, 0 to 100; absent where there are none.
        pub completion: Option<Dec> = None,
        /// The same by section.
        pub sections: Vec<SectionCount>,
        /// The plans, in the order in which they were given.
        pub plans: Vec<PlanCreation>,
    }

    /// A stakeholder who lacks something.
    pub struct UncoveredStakeholder {
        /// The id.
        pub stakeholder: String,
        /// What is lacking: `owner`, `contact`.
        pub lacks: Vec<String>,
    }

    /// Whether the stakeholders who matter have somebody who looks after them (PLN-3).
    pub struct StakeholderCoverage {
        /// How many have the influence or more.
        pub counted: u32,
        /// How many of them have an owner and were in contact.
        pub covered: u32,
        /// The share, 0 to 100; absent where none counts.
        pub share: Option<Dec> = None,
        /// The others.
        pub uncovered: Vec<UncoveredStakeholder>,
    }

    /// What a member of the account team, or somebody else who owns a relationship, has to do with the stakeholders (PLN-2, PLN-3).
    pub struct MemberCoverage {
        /// The id of the person.
        pub person: String,
        /// The stakeholders whose relationship the person owns.
        pub owns: Vec<String>,
        /// The stakeholders to whom the person has a relationship.
        pub relationships: Vec<String>,
        /// Those of them whose relationship is not as deep as is wanted.
        pub below_desired: Vec<String>,
        /// Those of them with a last contact within the days that were asked for.
        pub in_contact: Vec<String>,
    }

    /// A stakeholder whose stance is not what is wanted (PLN-3).
    pub struct StanceGap {
        /// The id.
        pub stakeholder: String,
        /// The goal that it is about; absent for the plan as a whole.
        pub goal: Option<String> = None,
        /// The stance; absent where nobody said.
        pub stance: Option<String> = None,
        /// The stance that is wanted.
        pub desired: String,
        /// The open nodes that are about the stakeholder, of the goal where it is one.
        pub planned: Vec<String>,
    }

    /// An item of a white space: what a part of the account could buy of a product, and what it does (PLN-2).
    pub struct WhiteSpaceCell {
        /// The item.
        pub item: String,
        /// The product.
        pub product: String,
        /// The part of the account; absent for the account as a whole.
        pub account_unit: Option<String> = None,
        /// The currency of the figures, by its code of ISO 4217; absent where they are no money (NUM-1).
        pub currency: Option<String> = None,
        /// What could be sold.
        pub potential: Dec,
        /// What is sold.
        pub current: Dec,
        /// Potential less current; below 0 where more is sold than was thought possible.
        pub difference: Dec,
        /// Current of potential in percent, at 6 decimals; absent without a potential.
        pub share_of_wallet: Option<Dec> = None,
        /// The nodes that answer it.
        pub answered_by: Vec<String>,
    }

    /// A sum of a white space; figures of different currencies never add up (NUM-1).
    pub struct WhiteSpaceSum {
        /// Of which product or part of the account; absent for all, and for figures without a part.
        pub of: Option<String> = None,
        /// The currency; absent where the figures are no money.
        pub currency: Option<String> = None,
        /// What could be sold; absent beyond ±10¹⁵, here and below.
        pub potential: Option<Dec> = None,
        /// What is sold.
        pub current: Option<Dec> = None,
        /// Potential less current.
        pub difference: Option<Dec> = None,
        /// Current of potential in percent, at 6 decimals.
        pub share_of_wallet: Option<Dec> = None,
    }

    /// A white space: product by part of the account (PLN-2).
    pub struct WhiteSpace {
        /// Its items by currency, what is not sold most first.
        pub cells: Vec<WhiteSpaceCell>,
        /// Sums of each product.
        pub by_product: Vec<WhiteSpaceSum>,
        /// Sums of each part of the account.
        pub by_unit: Vec<WhiteSpaceSum>,
        /// Sums of all, one for each currency.
        pub totals: Vec<WhiteSpaceSum>,
    }

    /// A stage of a patient pathway (PLN-2).
    pub struct PathwayStage {
        /// The item.
        pub item: String,
        /// The stage.
        pub stage: String,
        /// What is said of it.
        pub text: Option<String> = None,
        /// Its place on the way, from 1.
        pub order: u32,
        /// How many patients reach it.
        pub patients: Option<Dec> = None,
        /// How many of the stage before do not; below 0 where more come than were there.
        pub lost: Option<Dec> = None,
        /// Those who reach it of those of the stage before, in percent, at 6 decimals.
        pub of_previous: Option<Dec> = None,
        /// Those who reach it of those of the first stage, in percent, at 6 decimals.
        pub of_first: Option<Dec> = None,
        /// The nodes that answer it.
        pub answered_by: Vec<String>,
    }

    /// What is known of a competitor, for one of the own products or for all (PLN-2).
    pub struct CompetitorLine {
        /// The competitor.
        pub competitor: String,
        /// The own product that it stands against; absent for all.
        pub product: Option<String> = None,
        /// Its share, 0 to 100: the sum of those of its items; absent where none has one, and beyond 100.
        pub share: Option<Dec> = None,
        /// Its items.
        pub items: Vec<String>,
        /// The nodes that answer them.
        pub answered_by: Vec<String>,
    }

    /// A section of an analysis of the organisation's own, with what it holds (PLN-2).
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
        /// The number, of a section that holds one.
        pub number: Option<Dec> = None,
        /// The nodes that answer its items.
        pub answered_by: Vec<String>,
    }

    /// What a plan and its history say about a person (AUD-5).
    pub struct PlanMentions {
        /// The plan.
        pub plan: String,
        /// The unit that it belongs to.
        pub unit: String,
        /// What it says: how it is now, and every entry.
        pub mentions: Vec<Mention>,
    }
}
