//! Stakeholders with what is said of them: relations, relationships of the team and positions on goals, and what erasing a person takes along (PLN-3, AUD-5).

use super::kept::{GOALS_WITH_POSITIONS_STAY, IDS_ARE_USED_AGAIN};
use super::{acts, cases, damages, holds, people};
use crate::common::{Company, add, list, many, new_plan, object, remove, set, text};
use kam_core::account_plan::{AccountPlan, Command, PlanState, RELATIONS};
use kam_core::history::FieldValue;
use kam_core::history::ObjectKind::{self, Member, Node, Position, Relation, Relationship, Stakeholder};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Who may change what is said of stakeholders, and the plan with its team.
const SAYS: [bool; 5] = [true, true, true, true, false];
const EDITS: [bool; 5] = [true, true, false, true, false];

/// A fact about a person: the field, and a value of it; texts are other ones each time.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Fact {
    Notes(bool),
    Stance(Option<bool>),
    Influence(Option<u64>),
    Depth(Option<bool>),
    /// What is not kept here.
    LastContact,
}

impl Fact {
    fn field(self) -> &'static str {
        match self {
            Self::Notes(_) => "notes",
            Self::Stance(_) => "stance",
            Self::Influence(_) => "influence",
            Self::Depth(_) => "depth",
            Self::LastContact => "last_contact",
        }
    }

    fn value(self, place: usize) -> Option<String> {
        match self {
            Self::Notes(is) => is.then(|| format!("said in {place}")),
            Self::Stance(good) => good.map(|good| if good { "supporter" } else { "opponent" }.to_owned()),
            Self::Influence(number) => number.map(|number| number.to_string()),
            Self::Depth(strong) => strong.map(|strong| if strong { "trusted" } else { "occasional" }.to_owned()),
            Self::LastContact => Some("2026-01-20".to_owned()),
        }
    }

    fn is_of(self, kind: ObjectKind) -> bool {
        match self {
            Self::Notes(_) => true,
            Self::Stance(_) | Self::Influence(_) => kind != Relationship,
            // Of a stakeholder alone it can only be taken away.
            Self::Depth(strong) => kind == Relationship || (kind == Stakeholder && strong.is_none()),
            Self::LastContact => kind != Position,
        }
    }
}

#[derive(Debug, Clone)]
enum Op {
    Member {
        member: usize,
        adds: bool,
    },
    Stakeholder {
        whose: usize,
    },
    Relate {
        id: usize,
        from: usize,
        to: usize,
        is: usize,
    },
    Relationship {
        id: usize,
        whose: usize,
        member: usize,
        facts: Vec<Fact>,
    },
    Position {
        id: usize,
        whose: usize,
        goal: usize,
        facts: Vec<Fact>,
    },
    Set {
        kind: ObjectKind,
        id: usize,
        facts: Vec<Fact>,
    },
    Remove {
        kind: ObjectKind,
        id: usize,
    },
    /// A node is about somebody, or about nobody.
    Link {
        node: usize,
        whose: Option<usize>,
    },
    Hang {
        node: usize,
        below: Option<usize>,
    },
    Erase {
        whose: usize,
        reason: bool,
    },
    Cancel,
}

fn ops() -> impl Strategy<Value = Vec<(usize, Op)>> {
    let who = prop_oneof![4 => Just(0_usize), 2 => Just(1), 3 => Just(2), 1 => Just(4)];
    let fact = prop_oneof![
        4 => prop::bool::weighted(0.8).prop_map(Fact::Notes),
        2 => prop::option::weighted(0.8, any::<bool>()).prop_map(Fact::Stance),
        2 => prop::option::weighted(0.8, 1_u64..4).prop_map(Fact::Influence),
        2 => prop::option::weighted(0.8, any::<bool>()).prop_map(Fact::Depth),
        1 => Just(Fact::LastContact),
    ];
    let facts = move |kind: ObjectKind| {
        let of_kind = move |mut facts: Vec<Fact>| {
            facts.retain(|fact| fact.is_of(kind));
            facts
        };
        prop::collection::vec(fact.clone(), 0..4).prop_map(of_kind)
    };
    let id = || 0_usize..4;
    let whose = || 0_usize..3;
    let node = || 0_usize..4;
    let kind = prop::sample::select(vec![Stakeholder, Stakeholder, Relationship, Position]);
    let any_kind = prop::sample::select(vec![Stakeholder, Relation, Relationship, Relationship, Position, Position, Node]);
    let op = prop_oneof![
        1 => (0_usize..2, prop::bool::weighted(0.7)).prop_map(|(member, adds)| Op::Member { member, adds }),
        4 => whose().prop_map(|whose| Op::Stakeholder { whose }),
        3 => (id(), whose(), whose(), 0..RELATIONS.len()).prop_map(|(id, from, to, is)| Op::Relate { id, from, to, is }),
        6 => (id(), whose(), 0_usize..2, facts(Relationship)).prop_map(|(id, whose, member, facts)| Op::Relationship { id, whose, member, facts }),
        6 => (id(), whose(), node(), facts(Position)).prop_map(|(id, whose, goal, facts)| Op::Position { id, whose, goal, facts }),
        5 => kind.prop_flat_map(move |kind| (Just(kind), 0_usize..4, facts(kind))).prop_map(|(kind, id, facts)| Op::Set { kind, id, facts }),
        4 => (any_kind, id()).prop_map(|(kind, id)| Op::Remove { kind, id }),
        1 => (node(), prop::option::of(whose())).prop_map(|(node, whose)| Op::Link { node, whose }),
        1 => (node(), prop::option::of(node())).prop_map(|(node, below)| Op::Hang { node, below }),
        3 => (whose(), prop::bool::weighted(0.8)).prop_map(|(whose, reason)| Op::Erase { whose, reason }),
    ];
    (prop::collection::vec((who, op), 1..60), prop::option::weighted(0.1, any::<prop::sample::Index>())).prop_map(|(mut ops, cancelled)| {
        let people = (0..3).map(|whose| (0, Op::Stakeholder { whose }));
        ops.splice(0..0, people.chain((0..2).map(|member| (0, Op::Member { member, adds: true }))));
        if let Some(place) = cancelled {
            ops.insert(place.index(ops.len()), (0, Op::Cancel));
        }
        ops
    })
}

/// What is said of somebody, or how somebody stands to a member of the team or to a goal.
#[derive(Debug, Clone, PartialEq)]
struct Said {
    whose: usize,
    /// The member or the goal.
    other: usize,
    facts: BTreeMap<&'static str, String>,
}

/// A thing by its kind and number.
type Thing = (ObjectKind, usize);

#[derive(Debug, Clone, Default)]
struct Model {
    relations_kept: bool,
    cancelled: bool,
    members: BTreeSet<usize>,
    said: BTreeMap<Thing, Said>,
    erased: BTreeSet<usize>,
    relations: BTreeMap<usize, (usize, usize, usize)>,
    /// By node, what lies above it and whom it is about.
    nodes: BTreeMap<usize, (Option<usize>, Option<usize>)>,
    /// Every value that was ever written and not erased, with the person whom it is about.
    known: Vec<(usize, String)>,
    /// Who was ever here, and who was ever erased.
    was: BTreeSet<usize>,
    was_erased: BTreeSet<usize>,
    /// Whom things were about, one after the other.
    about: BTreeMap<Thing, usize>,
}

impl Model {
    fn is_here(&self, whose: usize) -> bool {
        self.said.contains_key(&(Stakeholder, whose))
    }

    /// Whether something new can be written about somebody.
    fn is_open(&self, whose: usize) -> bool {
        self.is_here(whose) && !self.erased.contains(&whose)
    }

    fn says(&mut self, thing: Thing, facts: &[Fact], place: usize, also: &[(&'static str, String)]) -> bool {
        let mut said = self.said[&thing].clone();
        let before = said.facts.clone();
        let given = facts.iter().map(|fact| (fact.field(), fact.value(place)));
        let given: Vec<_> = also.iter().map(|(field, value)| (*field, Some(value.clone()))).chain(given).collect();
        let fine = facts.iter().all(|fact| fact.is_of(thing.0) && *fact != Fact::LastContact);
        let twice = given.iter().enumerate().any(|(place, (field, _))| given[..place].iter().any(|(other, _)| other == field));
        for (field, value) in given {
            match value {
                Some(value) if before.get(field) != Some(&value) => {
                    self.known.push((said.whose, value.clone()));
                    said.facts.insert(field, value);
                }
                Some(_) => {}
                None => {
                    said.facts.remove(field);
                }
            }
        }
        let changed = said.facts != before;
        self.said.insert(thing, said);
        fine && !twice && changed
    }

    /// Adds something that is said of somebody.
    fn adds(&mut self, thing: Thing, whose: usize, other: usize, facts: &[Fact], place: usize) -> bool {
        let twin = self.said.iter().any(|((kind, _), said)| *kind == thing.0 && thing.0 != Stakeholder && (said.whose, said.other) == (whose, other));
        if self.said.contains_key(&thing) || twin || facts.iter().any(|fact| fact.value(place).is_none()) {
            return false;
        }
        self.said.insert(thing, Said { whose, other, facts: BTreeMap::new() });
        self.about.insert(thing, whose);
        let also = if thing.0 == Stakeholder { vec![("name", format!("name in {place}"))] } else { Vec::new() };
        self.says(thing, facts, place, &also) || facts.is_empty()
    }

    fn is_named(&self, thing: Thing) -> bool {
        let (kind, id) = thing;
        let said = |of: ObjectKind, is: &dyn Fn(&Said) -> bool| self.said.iter().any(|((kind, _), said)| *kind == of && is(said));
        match kind {
            Stakeholder => {
                self.relations.values().any(|(from, to, _)| *from == id || *to == id)
                    || [Relationship, Position].into_iter().any(|kind| said(kind, &|said| said.whose == id))
                    || self.nodes.values().any(|(_, about)| *about == Some(id))
            }
            Member => said(Relationship, &|said| said.other == id),
            Node => said(Position, &|said| said.other == id) || self.nodes.values().any(|(above, _)| *above == Some(id)),
            _ => false,
        }
    }

    fn removes(&mut self, thing: Thing) -> bool {
        let named = self.is_named(thing);
        let there = match thing.0 {
            Member => self.members.remove(&thing.1),
            Relation => self.relations.remove(&thing.1).is_some(),
            Node => self.nodes.remove(&thing.1).is_some(),
            _ => self.said.remove(&thing).is_some(),
        };
        if thing.0 == Stakeholder {
            self.erased.remove(&thing.1);
        }
        there && !named
    }

    fn erases(&mut self, whose: usize) -> bool {
        let (here, known) = (self.is_open(whose), self.known.iter().any(|(about, _)| *about == whose));
        self.known.retain(|(about, _)| *about != whose);
        self.relations.retain(|_, (from, to, _)| *from != whose && *to != whose);
        self.said.retain(|(kind, _), said| *kind == Stakeholder || said.whose != whose);
        if let Some(said) = self.said.get_mut(&(Stakeholder, whose)) {
            said.facts.clear();
            self.erased.insert(whose);
        }
        let fine = self.was.contains(&whose) && (here || known);
        if fine {
            self.was_erased.insert(whose);
        }
        fine
    }

    fn tries(&mut self, by: usize, op: &Op, place: usize) -> bool {
        let goal = |model: &Self, node: usize| model.nodes.get(&node).is_some_and(|(above, _)| above.is_none());
        if self.cancelled && !matches!(op, Op::Erase { .. }) {
            return false;
        }
        match op {
            Op::Member { member, adds: true } => EDITS[by] && self.members.insert(*member),
            Op::Member { member, .. } => EDITS[by] && self.removes((Member, *member)),
            Op::Stakeholder { whose } => {
                self.was.insert(*whose);
                SAYS[by] && self.adds((Stakeholder, *whose), *whose, 0, &[], place)
            }
            Op::Relate { id, from, to, is } => {
                let fine = from != to && self.is_open(*from) && self.is_open(*to) && self.relations_kept;
                // The same is said once.
                let said = self.relations.iter().any(|(known, said)| known != id && *said == (*from, *to, *is));
                SAYS[by] && fine && !said && self.relations.insert(*id, (*from, *to, *is)).is_none()
            }
            Op::Relationship { id, whose, member, facts } => {
                let fine = SAYS[by] && self.is_open(*whose) && self.members.contains(member);
                fine && self.adds((Relationship, *id), *whose, *member, facts, place)
            }
            Op::Position { id, whose, goal: node, facts } => {
                let fine = SAYS[by] && self.is_open(*whose) && goal(self, *node);
                fine && self.adds((Position, *id), *whose, *node, facts, place)
            }
            Op::Set { kind, id, facts } => {
                let open = self.said.get(&(*kind, *id)).is_some_and(|said| self.is_open(said.whose));
                SAYS[by] && open && self.says((*kind, *id), facts, place, &[])
            }
            Op::Remove { kind, id } => (if *kind == Node { EDITS[by] } else { SAYS[by] }) && self.removes((*kind, *id)),
            Op::Link { node, whose } => {
                let there = whose.is_none_or(|whose| self.is_here(whose));
                let node = self.nodes.get_mut(node);
                EDITS[by] && there && node.is_some_and(|(_, about)| std::mem::replace(about, *whose) != *whose)
            }
            Op::Hang { node, below } => {
                let above = |node: Option<usize>| node.and_then(|node| self.nodes.get(&node)).and_then(|(above, _)| *above);
                let way = [*below, above(*below), above(above(*below)), above(above(above(*below)))];
                let there = below.is_none_or(|below| self.nodes.contains_key(&below));
                let positions = below.is_some() && self.said.iter().any(|((kind, _), said)| *kind == Position && said.other == *node);
                let fine = EDITS[by] && there && !way.contains(&Some(*node)) && !positions;
                fine && self.nodes.get_mut(node).is_some_and(|(above, _)| std::mem::replace(above, *below) != *below)
            }
            Op::Erase { whose, reason } => self.erases(*whose) && SAYS[by] && *reason,
            Op::Cancel => {
                self.cancelled = true;
                EDITS[by]
            }
        }
    }

    /// Does what is tried, where it may be; whether it was.
    fn does(&mut self, by: usize, op: &Op, place: usize) -> bool {
        let mut after = self.clone();
        let fine = after.tries(by, op, place);
        if fine {
            *self = after;
        }
        fine
    }

    /// Whether an id would be used for another person than before, or a goal with positions be one no more.
    fn is_left_out(&self, op: &Op) -> bool {
        let other = |thing: Thing, whose: usize| self.about.get(&thing).is_some_and(|before| *before != whose);
        match op {
            Op::Relationship { id, whose, .. } => !IDS_ARE_USED_AGAIN && other((Relationship, *id), *whose),
            Op::Position { id, whose, .. } => !IDS_ARE_USED_AGAIN && other((Position, *id), *whose),
            Op::Hang { node, below } => {
                let positions = self.said.iter().any(|((kind, _), said)| *kind == Position && said.other == *node);
                !GOALS_WITH_POSITIONS_STAY && below.is_some() && positions
            }
            _ => false,
        }
    }
}

fn name(kind: ObjectKind, id: usize) -> String {
    format!("{}{id}", kind.name())
}

fn command(op: &Op, place: usize) -> (Command, bool) {
    let given = |facts: &[Fact]| -> Vec<(&str, Option<FieldValue>)> {
        facts.iter().map(|fact| (fact.field(), fact.value(place).map(|value| text(&value)))).collect()
    };
    let whole = |ends: &[(&'static str, ObjectKind, usize)], facts: &[Fact]| -> Vec<(&str, FieldValue)> {
        let ends = ends.iter().map(|(field, kind, id)| (*field, text(&name(*kind, *id))));
        // What has no value is an empty list, which is none of these.
        ends.chain(given(facts).into_iter().map(|(field, value)| (field, value.unwrap_or_else(|| list(&[]))))).collect()
    };
    let command = match op {
        Op::Member { member, adds: true } => add(Member, &name(Member, *member), &[("role", text("expert"))]),
        Op::Member { member, .. } => remove(Member, &name(Member, *member)),
        Op::Stakeholder { whose } => add(Stakeholder, &name(Stakeholder, *whose), &[("name", text(&format!("name in {place}")))]),
        Op::Relate { id, from, to, is } => {
            let mut fields = whole(&[("from", Stakeholder, *from), ("to", Stakeholder, *to)], &[]);
            fields.push(("is", text(RELATIONS[*is])));
            add(Relation, &name(Relation, *id), &fields)
        }
        Op::Relationship { id, whose, member, facts } => {
            add(Relationship, &name(Relationship, *id), &whole(&[("stakeholder", Stakeholder, *whose), ("member", Member, *member)], facts))
        }
        Op::Position { id, whose, goal, facts } => {
            add(Position, &name(Position, *id), &whole(&[("stakeholder", Stakeholder, *whose), ("goal", Node, *goal)], facts))
        }
        Op::Set { kind, id, facts } => set(*kind, &name(*kind, *id), &given(facts)),
        Op::Remove { kind, id } => remove(*kind, &name(*kind, *id)),
        Op::Link { node, whose } => set(Node, &name(Node, *node), &[("stakeholders", whose.map(|whose| list(&[&name(Stakeholder, whose)])))]),
        Op::Hang { node, below } => set(Node, &name(Node, *node), &[("parent", below.map(|below| text(&name(Node, below))))]),
        Op::Erase { whose, .. } => Command::Erase { stakeholder: name(Stakeholder, *whose) },
        Op::Cancel => Command::Move { to: PlanState::Cancelled },
    };
    (command, matches!(op, Op::Erase { reason: true, .. } | Op::Cancel))
}

fn agrees(plan: &AccountPlan, model: &Model, company: &Company) -> Result<(), TestCaseError> {
    for kind in [Stakeholder, Relationship, Position] {
        let things: Vec<String> = model.said.keys().filter(|(of, _)| *of == kind).map(|(kind, id)| name(*kind, *id)).collect();
        prop_assert_eq!(plan.fields().of_kind(kind).map(|(id, _)| id.to_owned()).collect::<Vec<_>>(), things);
    }
    for ((kind, id), said) in &model.said {
        let of = object(*kind, &name(*kind, *id));
        let row = plan.fields().object(&of).expect("a row of the model");
        let facts = row.keys().filter(|field| !["erased", "stakeholder", "member", "goal"].contains(&&***field));
        let facts: BTreeMap<&str, String> = facts.filter_map(|field| Some((&**field, plan.value(&of, field)?.to_string()))).collect();
        prop_assert_eq!(facts, said.facts.iter().map(|(field, value)| (*field, value.clone())).collect::<BTreeMap<_, _>>(), "{}", of);
        prop_assert_eq!(row.contains_key("erased"), *kind == Stakeholder && model.erased.contains(id));
    }
    prop_assert_eq!(plan.fields().of_kind(Relation).count(), model.relations.len());
    prop_assert_eq!(plan.plan().nodes().len(), model.nodes.len());
    // Of whom was erased nothing is known, wherever it was said.
    let mut values: Vec<String> = plan.personal().values().map(|(_, known)| known.value.to_string()).collect();
    let mut known: Vec<String> = model.known.iter().map(|(_, value)| value.clone()).collect();
    values.sort_unstable();
    known.sort_unstable();
    prop_assert_eq!(values, known);
    for whose in 0..3 {
        let notes = |value: &&String| value.starts_with("said in");
        let about = plan.about(&name(Stakeholder, whose));
        let told: BTreeSet<&String> = about.iter().filter_map(|mention| mention.value.as_ref()).filter(notes).collect();
        let expected: BTreeSet<&String> = model.known.iter().filter(|(about, _)| *about == whose).map(|(_, value)| value).filter(notes).collect();
        prop_assert_eq!(told, expected, "about {}", whose);
    }
    let retention = plan.retention(&company.rules());
    let people: BTreeSet<usize> = model.known.iter().map(|(whose, _)| *whose).collect();
    prop_assert_eq!(retention.stakeholders, people.into_iter().map(|whose| name(Stakeholder, whose)).collect::<Vec<_>>());
    prop_assert_eq!(retention.erased, model.was_erased.len());
    Ok(())
}

fn company(kept: &[&str]) -> Company {
    Company::with(vec![("plan.stakeholder_fields", many(kept))])
}

proptest! {
    #![proptest_config(cases(250))]

    #[test]
    fn what_is_said_of_people_and_the_model_agree(relations in prop::bool::weighted(0.8), ops in ops(), damage in damages()) {
        thread_local! {
            static COMPANIES: [Company; 2] =
                [company(&["influence", "stance", "notes", "depth"]), company(&["influence", "stance", "notes", "depth", "relations"])];
        }
        COMPANIES.with(|companies| {
            let (company, people) = (&companies[usize::from(relations)], people());
            let mut plan = new_plan(company);
            let nodes = BTreeMap::from([(0, (None, None)), (1, (None, None)), (2, (Some(0), None)), (3, (None, None))]);
            for (node, (above, _)) in &nodes {
                let above: Vec<_> = above.iter().map(|above| ("parent", text(&name(Node, *above)))).collect();
                crate::common::run(&mut plan, company, &add(Node, &name(Node, *node), &above), 0);
            }
            let mut model = Model { relations_kept: relations, nodes, ..Model::default() };
            for (place, (by, op)) in ops.iter().enumerate() {
                if model.is_left_out(op) {
                    continue;
                }
                let (command, reason) = command(op, place);
                let before = plan.clone();
                let fine = model.does(*by, op, place);
                let done = plan.run(&command, &acts(&people[*by], place + 1, reason), &company.rules());
                prop_assert_eq!(done.is_ok(), fine, "{} {:?} {:?}", by, op, done.err().map(|refusal| refusal.to_string()));
                if !fine {
                    prop_assert_eq!(&plan, &before);
                }
                agrees(&plan, &model, company)?;
            }
            agrees(&holds(&plan, company, &damage)?, &model, company)
        })?;
    }
}
