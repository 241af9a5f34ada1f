//! What a person sees of a plan, and that nothing in it depends on what is hidden (ACC-3, ACC-5).

use super::*;
use kam_core::access::{Figure, NODE_FIELDS, PROFILE_FIELDS};
use kam_core::execution::{Completion, Links, MissingWeightRule, Schedule};
use kam_core::plan::Period;
use kam_core::values::{AccountId, Label, StakeholderId, Title};
use made::{acting, by_hand, day, rules};

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_view_says_nothing_of_what_is_hidden(
        seeds in proptest::collection::vec(seed(), 1..40),
        others in proptest::collection::vec(seed(), 40),
        turns in proptest::collection::vec(any::<bool>(), 40),
        completion in rules(),
        refuse in proptest::bool::weighted(0.2),
        hidden in some(8),
        closed in some(NODE_FIELDS.len() + PROFILE_FIELDS.len()),
        people in any::<bool>(),
        profile in any::<bool>(),
    ) {
        let mut completion = completion;
        if refuse {
            completion.missing_weight = MissingWeightRule::Refuse;
        }
        let settings = settings(completion);
        let rights = closing(&hidden, &closed, people, profile, "suppressed");
        let person = person(&(vec![(0, 1)], [false, false]));
        let one = Draft::of(&seeds, &settings, profile);
        let mut two = one.clone();
        two.change_what_is_hidden(&others, &turns, &settings, &Hidden { levels: &hidden, fields: &closed, people, profile: !profile });
        let (one, two) = (one.plan(&settings), two.plan(&settings));
        let view = |plan| View::of(plan, &person, &rights, "North-1", Step::Execution);
        prop_assert_eq!(view(&one), view(&two));
    }

    #[test]
    fn a_view_of_who_may_read_all_is_the_plan(seeds in proptest::collection::vec(seed(), 0..40), completion in rules(), shown in any::<bool>()) {
        let settings = settings(completion);
        let none = vec![false; NODE_FIELDS.len() + PROFILE_FIELDS.len()];
        let rights = closing(&[false; 8], &none, true, true, if shown { "shown" } else { "suppressed" });
        let plan = Draft::of(&seeds, &settings, true).plan(&settings);
        let view = View::of(&plan, &person(&(vec![(0, 1)], [false, false])), &rights, "North-1", Step::Execution);
        let figures = Completion::compute(&plan, &completion).unwrap();
        let figure = |value: Option<_>| value.map_or(Figure::Absent, Figure::Shown);
        prop_assert_eq!(view.nodes.len(), plan.nodes().len());
        prop_assert_eq!(view.completion, figure(figures.of_plan()));
        for node in &view.nodes {
            let key = plan.find(node.id.as_str()).unwrap();
            let known = plan.node(key).unwrap();
            prop_assert_eq!(node.completion, figure(figures.of(key)));
            prop_assert_eq!(node.parent, plan.parent(key).and_then(|above| plan.node(above)).map(|above| &above.id));
            prop_assert_eq!((node.owner, node.weight, node.status), (known.owner.as_ref(), known.weight, Some(&known.status)));
            prop_assert_eq!((node.progress, node.quantity, node.due), (known.progress, known.quantity.as_deref(), known.schedule.due()));
            prop_assert_eq!(node.prerequisites.len(), known.prerequisites.len());
            prop_assert_eq!((node.stakeholders, node.completed), (&*known.stakeholders, known.completed.as_deref()));
        }
        prop_assert_eq!(view.profile.unwrap().account, plan.profile().account.as_ref());
    }
}

/// None of so many, one, or some.
fn some(of: usize) -> impl Strategy<Value = Vec<bool>> {
    let one = (0..of).prop_map(move |one| (0..of).map(|place| place == one).collect());
    prop_oneof![Just(vec![false; of]), one, proptest::collection::vec(proptest::bool::weighted(0.2), of)]
}

/// Rights to read all levels but the hidden ones, with some fields closed.
fn closing(hidden: &[bool], closed: &[bool], people: bool, profile: bool, totals: &str) -> Rights {
    let read = |section: &str| record(&[("id", section), ("section", section), ("right", "read")]);
    let mut rules = vec![read("hierarchy")];
    rules.extend(people.then(|| read("stakeholders")));
    rules.extend(profile.then(|| read("profile")));
    let hidden = hidden.iter().enumerate().filter(|(_, hidden)| **hidden);
    rules.extend(
        hidden
            .map(|(place, _)| record(&[("id", &format!("no{place}")), ("section", "hierarchy"), ("part", &format!("l{place}")), ("right", "none")])),
    );
    let fields = NODE_FIELDS.iter().map(|field| ("hierarchy", field)).chain(PROFILE_FIELDS.iter().map(|field| ("profile", field)));
    let fields = fields.zip(closed).filter(|(_, closed)| **closed).map(|((section, field), _)| {
        let mut record = record(&[("id", &format!("{section}-{field}")), ("section", section), ("field", field)]);
        record.fields.push(("closed_to", SettingValue::Many(vec![SettingValue::Text("sales".into())])));
        record
    });
    configured(vec![layer(rules, fields.collect(), totals)])
}

struct Hidden<'h> {
    levels: &'h [bool],
    fields: &'h [bool],
    people: bool,
    profile: bool,
}

impl Hidden<'_> {
    fn level(&self, depth: usize) -> bool {
        self.levels[depth]
    }

    fn field(&self, name: &str) -> bool {
        let closed = |name: &str| NODE_FIELDS.iter().position(|field| *field == name).is_some_and(|place| self.fields[place]);
        closed(name) || (name == "completed" && closed("status")) || (name == "stakeholders" && !self.people)
    }

    fn of_profile(&self, name: &str) -> bool {
        let place = PROFILE_FIELDS.iter().position(|field| *field == name).unwrap();
        self.profile || self.fields[NODE_FIELDS.len() + place]
    }
}

/// A plan that can still be changed.
#[derive(Clone)]
struct Draft {
    profile: Profile,
    specs: Vec<NodeSpec>,
}

impl Draft {
    fn of(seeds: &[made::Seed], settings: &Settings, told: bool) -> Self {
        let mut specs = specs(seeds, settings, true);
        let ids: Vec<NodeId> = specs.iter().map(|spec| spec.node.id.clone()).collect();
        for (place, spec) in specs.iter_mut().enumerate() {
            dress(spec, &format!("t{place}"));
            let first = [place / 2, place / 3].into_iter().filter(|first| *first < place).map(|first| ids[first].clone());
            spec.node.prerequisites = Links::new(first).unwrap();
        }
        let mut profile = Profile::new(PlanId::new("P").unwrap());
        if told {
            profile.account = Some(AccountId::new("A").unwrap());
            profile.period = Period::new(Some(day(0)), Some(day(300))).unwrap();
        }
        Self { profile, specs }
    }

    fn depth(&self, place: usize) -> usize {
        let mut at = place;
        let mut depth = 0;
        while let Some(parent) = self.specs[at].parent.as_ref() {
            at = self.specs.iter().position(|spec| spec.node.id == *parent).unwrap();
            depth += 1;
        }
        depth
    }

    fn plan(self, settings: &Arc<Settings>) -> Plan {
        Plan::new(self.profile, Arc::clone(settings), self.specs).unwrap()
    }

    fn change_what_is_hidden(&mut self, others: &[made::Seed], turns: &[bool], settings: &Settings, hidden: &Hidden<'_>) {
        let replaced = specs(&others[..self.specs.len()], settings, true);
        let depths: Vec<usize> = (0..self.specs.len()).map(|place| self.depth(place)).collect();
        for (place, mut other) in replaced.into_iter().enumerate().filter(|(place, _)| turns[*place]) {
            dress(&mut other, &format!("x{place}"));
            let whole = hidden.level(depths[place]);
            let node = &mut self.specs[place].node;
            macro_rules! change {
                ($($field:ident $name:literal),+) => {$(if whole || hidden.field($name) { node.$field = other.node.$field; })+};
            }
            change!(title "title", owner "owner", weight "weight", status "status", progress "progress", quantity "quantity",
                products "products", stakeholders "stakeholders", completed "completed", completion_override "override");
            let (start, due) = (node.schedule.start(), node.schedule.due());
            node.schedule = match (whole || hidden.field("start"), whole || hidden.field("due")) {
                (true, true) => other.node.schedule,
                (true, false) => Schedule::new(None, due).unwrap(),
                (false, true) => Schedule::new(start, None).unwrap(),
                (false, false) => node.schedule,
            };
            if whole || hidden.field("prerequisites") {
                node.prerequisites = Links::default();
            }
        }
        // Below hidden nodes, others may hang below another hidden one.
        let last_at = |depth: usize| (0..depths.len()).rfind(|place| depths[*place] == depth).unwrap();
        let ids: Vec<NodeId> = self.specs.iter().map(|spec| spec.node.id.clone()).collect();
        for place in (0..depths.len()).filter(|place| turns[*place] && depths[*place] > 0 && hidden.level(depths[*place] - 1)) {
            let last = last_at(depths[place] - 1);
            self.specs[place].parent = Some(ids[last].clone());
        }
        // And hidden nodes with nothing below them may be gone.
        let parents: Vec<NodeId> = self.specs.iter().filter_map(|spec| spec.parent.clone()).collect();
        let gone: Vec<NodeId> = (0..depths.len())
            .filter(|place| !turns[*place] && hidden.level(depths[*place]) && !parents.contains(&ids[*place]))
            .map(|place| ids[place].clone())
            .collect();
        self.specs.retain(|spec| !gone.contains(&spec.node.id));
        for spec in &mut self.specs {
            let kept = spec.node.prerequisites.iter().filter(|id| !gone.contains(id)).cloned();
            spec.node.prerequisites = Links::new(kept).unwrap();
        }
        let profile = &mut self.profile;
        if hidden.of_profile("title") {
            profile.title = Title::new("another").unwrap();
        }
        if hidden.of_profile("account") {
            profile.account = Some(AccountId::new("B").unwrap());
        }
        if hidden.of_profile("owner") {
            profile.owner = Some(PersonId::new("u9").unwrap());
        }
        if hidden.of_profile("status") {
            profile.status = Some(Label::new("closed").unwrap());
        }
        if hidden.of_profile("unit") {
            profile.unit = Some(UnitId::new("DE").unwrap());
        }
        if hidden.of_profile("start") && hidden.of_profile("end") {
            profile.period = Period::default();
        }
    }
}

/// Gives a node what random ones lack.
fn dress(spec: &mut NodeSpec, word: &str) {
    spec.node.title = Title::new(word).unwrap();
    spec.node.owner = Some(PersonId::new(word).unwrap());
    spec.node.stakeholders = Links::new([StakeholderId::new(word).unwrap()]).unwrap();
    spec.node.completed = (spec.node.status.code.as_str() == "done").then(|| Box::new(acting()));
    if word.ends_with('7') {
        spec.node.completion_override = Some(Box::new(by_hand(12_345_678)));
    }
}

/// Goals over tactics that are hidden: what each setting shows.
#[test]
fn totals_go_by_the_setting() {
    let settings = Arc::new(Settings { hierarchy: made::hierarchy(), ..Settings::default() });
    let done = settings.statuses.find("done").unwrap().clone();
    let goal = NodeSpec::new(NodeId::new("g").unwrap(), settings.statuses.find("open").unwrap().clone());
    let below = NodeSpec { parent: Some(NodeId::new("g").unwrap()), ..NodeSpec::new(NodeId::new("o").unwrap(), done) };
    let plan = Plan::new(Profile::new(PlanId::new("P").unwrap()), settings, vec![goal, below]).unwrap();
    let hidden: Vec<bool> = (0..8).map(|place| place == 1).collect();
    let open = vec![false; NODE_FIELDS.len() + PROFILE_FIELDS.len()];
    let person = person(&(vec![(0, 1)], [false, false]));
    let figures = |totals: &str, closed: &[bool]| {
        let rights = closing(&hidden, closed, true, true, totals);
        let view = View::of(&plan, &person, &rights, "North-1", Step::Execution);
        assert_eq!(view.nodes.len(), 1);
        (view.nodes[0].completion, view.completion)
    };
    let hundred = Figure::Shown(kam_core::values::Percent::HUNDRED);
    assert_eq!(figures("suppressed", &open), (Figure::HeldBack, Figure::HeldBack));
    assert_eq!(figures("shown", &open), (hundred, hundred));
    let close = |name: &str| NODE_FIELDS.iter().map(|field| *field == name).chain([false; PROFILE_FIELDS.len()]).collect::<Vec<_>>();
    assert_eq!(figures("shown", &close("progress")), (Figure::HeldBack, hundred));
    assert_eq!(figures("shown", &close("completion")), (Figure::HeldBack, Figure::HeldBack));
}
