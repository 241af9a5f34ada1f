// Who matters in the account: a map for the plan or for one goal, who is looked after and by whom, who is to be won, and a form for each stakeholder.

import { html } from '../html.mjs'
import { bar, done, head, layout, nameOf, reason, refusal, scrolled, warning } from './layout.mjs'
import { map } from './map.mjs'

const LEAST_INFLUENCE = 4
const CONTACT_WITHIN = 60
/** What can be changed here, and the list of values that a field goes by. */
export const EDITED = [
  { name: 'influence', label: 'Influence', list: 'influence' },
  { name: 'stance', label: 'Stance', list: 'stakeholder_stance' },
  { name: 'desired_stance', label: 'Wanted stance', list: 'stakeholder_stance' },
  { name: 'last_contact', label: 'Last contact', type: 'date' },
  { name: 'notes', label: 'Medical notes', type: 'long' },
]
/** What somebody can have on a goal that is otherwise than in the plan. */
const ON_A_GOAL = ['influence', 'stance', 'desired_stance']

export function stakeholdersPage({ sight, account, signedIn, at, query = {}, refused, warned, typed = {} }) {
  const id = sight.planId
  const back = `/plans/${encodeURIComponent(id)}/stakeholders`
  const people = sight.objects('stakeholder')
  const goals = sight.view.nodes.filter(({ level }) => level === sight.view.levels[0]?.name)
  const goal = goals.find((node) => node.id === query.goal)
  const kept = EDITED.filter(({ name }) => sight.may('read', 'stakeholders', undefined, name))
  const closed = EDITED.filter((field) => !kept.includes(field))
  const context = { sight, account, at, people, goals, goal, back, typed, name: (one) => people.find((person) => person.id === one)?.name ?? one }
  return layout({
    title: `${sight.view.profile?.title ?? id}: stakeholders`,
    person: signedIn,
    back,
    plan: id,
    current: '/stakeholders',
    body: html`${refused && refusal(refused)}${warned && warning(warned, (node) => sight.title(node))}${query.saved && done('Saved.')}${head(sight, account)}
<h2>Stakeholders</h2>
${
  sight.may('read', 'stakeholders')
    ? people.length === 0
      ? html`<p class="empty">Nobody was written down yet.</p>`
      : html`${picture(context)}
<div class="sides">${cover(context)}${gaps(context)}</div>
${team(context)}
${positions(context)}
${table(context, kept)}
${closed.map(({ name }) => html`<div class="note">${reason(sight.why('read', 'stakeholders', undefined, name))}</div>`)}
${forms(context)}`
    : html`<div class="note">${reason(sight.why('read', 'stakeholders'))}</div>`
}`,
  })
}

/** The map, for the plan or for one goal: there who has a position of their own stands as that says, and everybody else as in the plan. */
function picture({ sight, people, goals, goal, back }) {
  const onGoal = new Map(sight.objects('position').filter((position) => position.goal === goal?.id).map((position) => [position.stakeholder, position]))
  const placed = goal ? people.map((person) => ({ ...person, ...own(onGoal.get(person.id)) })) : people
  const nowhere = placed.filter(({ influence, stance }) => !influence || !stance)
  const title = goal ? `Map of stakeholders for “${goal.title ?? goal.id}”` : 'Map of stakeholders'
  const choice = html`<form class="filter" method="get" action="${back}"><label for="goal">The map is for</label><select id="goal" name="goal"><option value="">The plan as a whole</option>${goals.map(
    (node) => html`<option value="${node.id}"${node === goal && html` selected`}>${node.title ?? node.id}</option>`,
  )}</select><button class="quiet">Show</button></form>`
  return html`<figure class="card map">${goals.length > 0 && choice}
${scrolled('Map of stakeholders, which can be scrolled', map(placed, sight, title))}<figcaption>An arrow goes from the stance that somebody has to the one that is wanted.${
    goal && ' Filled: who has a position on this goal. A ring: who is shown as in the plan as a whole.'
  } The table below says the same.${nowhere.length > 0 && ` Not on the map, as nobody said how they stand: ${nowhere.map((person) => person.name ?? person.id).join(', ')}.`}</figcaption></figure>`
}

const own = (position) => ({ ...Object.fromEntries(ON_A_GOAL.filter((field) => position?.[field]).map((field) => [field, position[field]])), own: position !== undefined })

function cover({ sight, account, at, goal, name }) {
  // Contacts are those of relationships as well, and these are of members of the team.
  if (!sight.reads('stakeholders', ['influence', 'owner', 'last_contact']) || !sight.may('read', 'team')) return html`<section class="card" aria-labelledby="cover-title"><h3 id="cover-title">Looked after</h3><p class="note">Who is looked after is closed to you.</p></section>`
  const { counted, covered, share, uncovered } = account.coverage(at, LEAST_INFLUENCE, CONTACT_WITHIN, goal?.id, sight.person, sight.step)
  return html`<section class="card" aria-labelledby="cover-title"><h3 id="cover-title">Looked after</h3>
${counted === 0 ? html`<p class="empty">Nobody has an influence of ${LEAST_INFLUENCE} or more${goal && ' on this goal'}.</p>` : html`<p>Of those with an influence of ${LEAST_INFLUENCE} or more${goal && ' on this goal'}, ${covered} of ${counted} have an owner and were in contact within ${CONTACT_WITHIN} days.</p>
<p>${bar({ completion: share }, 'Share of stakeholders who are looked after', (value) => sight.plan.display(value))}</p>`}
${uncovered.length > 0 && html`<ul>${uncovered.map(({ stakeholder, lacks }) => html`<li>${name(stakeholder)} lacks: ${lacks.join(', ')}</li>`)}</ul>`}</section>`
}

/** Whose stance is not the wanted one, in the plan and on goals, with what is planned about it. */
function gaps({ sight, account, goal, name }) {
  if (!sight.reads('stakeholders', ['stance', 'desired_stance'])) return html`<section class="card" aria-labelledby="won-title"><h3 id="won-title">To be won</h3><p class="note">Who is to be won is closed to you.</p></section>`
  const all = account.stanceGaps(sight.person, sight.step)
  const shown = goal ? all.filter((gap) => gap.goal === goal.id) : all
  return html`<section class="card" aria-labelledby="won-title"><h3 id="won-title">To be won${goal && ' on this goal'}</h3>${
    shown.length === 0
      ? html`<p class="empty">Everybody of whom a stance is wanted has it.</p>`
      : html`<ul>${shown.map(({ stakeholder, goal: on, stance, desired, planned }) => {
          const titles = planned.map((id) => sight.title(id))
          const has = stance ? sight.label('stakeholder_stance', stance) : 'unknown'
          return html`<li>${name(stakeholder)}: ${has} → ${sight.label('stakeholder_stance', desired)}${on && !goal && html` on “${sight.title(on)}”`}<br><span class="note">${titles.length > 0 ? html`Planned: ${titles.join(', ')}` : 'Nothing is planned'}</span></li>`
        })}</ul>`
  }</section>`
}

/** Who of the team has to do with whom, and how deep each relationship is. */
function team({ sight, account, at, people, name }) {
  const title = html`<h3 id="team-title">Relationships of the team</h3>`
  if (!sight.may('read', 'team')) return html`<section aria-labelledby="team-title">${title}<div class="note">${reason(sight.why('read', 'team'))}</div></section>`
  const whole = sight.reads('stakeholders', ['owner', 'depth', 'desired_depth', 'last_contact'])
  const members = sight.objects('member')
  const relationships = sight.objects('relationship')
  const depth = (code) => sight.label('relationship_depth', code)
  const names = (ids) => (ids.length === 0 ? html`<span class="empty">nobody</span>` : ids.map(name).join(', '))
  const role = (id) => members.find((member) => member.id === id)?.role
  const cell = (person, member) => {
    const one = relationships.find((relationship) => relationship.stakeholder === person.id && relationship.member === member.id)
    if (!one) return html`<span class="empty">none</span>`
    return html`${one.depth ? depth(one.depth) : 'Nobody said how deep'}${one.desired_depth && one.desired_depth !== one.depth && html`<br><span class="note">wanted: ${depth(one.desired_depth)}</span>`}${
      one.last_contact && html`<br><span class="note">last contact <time datetime="${one.last_contact}">${one.last_contact}</time></span>`
    }`
  }
  return html`<section aria-labelledby="team-title">${title}
${
  whole
    ? scrolled('By member of the team', html`<table class="team"><caption>By member of the team</caption><thead><tr><th scope="col">Who</th><th scope="col">Owns the relationship to</th><th scope="col">Not as deep as is wanted</th><th scope="col">In contact within ${CONTACT_WITHIN} days</th></tr></thead>
<tbody>${account.teamCoverage(at, CONTACT_WITHIN, sight.person, sight.step).map(
        ({ person, owns, relationships: has, belowDesired, inContact }) => html`<tr><th scope="row">${nameOf(person)}<br><span class="note">${role(person) ? sight.label('team_role', role(person)) : 'not in the team'}</span></th><td>${names(owns)}</td><td>${names(belowDesired)}</td><td>${inContact.length} of ${has.length}</td></tr>`,
      )}</tbody></table>`)
    : html`<p class="note">Who looks after whom is closed to you.</p>`
}
${
  relationships.length > 0
    ? scrolled('How deep each relationship is', html`<table class="depths"><caption>How deep each relationship is</caption><thead><tr><th scope="col">Stakeholder</th>${members.map(({ id }) => html`<th scope="col">${nameOf(id)}</th>`)}</tr></thead>
<tbody>${people.map((person) => html`<tr><th scope="row">${person.name ?? person.id}</th>${members.map((member) => html`<td>${cell(person, member)}</td>`)}</tr>`)}</tbody></table>`)
    : html`<p class="empty">No relationship was written down yet.</p>`
}</section>`
}

/** Where people stand on single goals. */
function positions({ sight, name }) {
  const all = sight.objects('position').filter(({ goal, stakeholder }) => goal && stakeholder)
  const stance = (code) => (code ? sight.label('stakeholder_stance', code) : '')
  return html`<section aria-labelledby="positions-title"><h3 id="positions-title">Positions on goals</h3>
${
  all.length === 0
    ? html`<p class="empty">Nobody’s position on a single goal was written down yet.</p>`
    : scrolled('Positions on goals', html`<table class="positions"><thead><tr><th scope="col">Stakeholder</th><th scope="col">Goal</th><th scope="col">Influence</th><th scope="col">Stance</th><th scope="col">Wanted stance</th><th scope="col">Source</th></tr></thead>
<tbody>${all.map(
        (one) => html`<tr><th scope="row">${name(one.stakeholder)}</th><td>${sight.title(one.goal)}</td><td>${one.influence && sight.label('influence', one.influence)}</td><td>${stance(one.stance)}</td><td>${stance(one.desired_stance)}</td><td>${one.source}</td></tr>`,
      )}</tbody></table>`)
}</section>`
}

function shown(sight, { list, type }, value) {
  if (value === undefined) return ''
  if (list) return sight.label(list, value)
  return type === 'date' ? html`<time datetime="${value}">${value}</time>` : value
}

function table({ people, sight }, kept) {
  return html`<h3>As a table</h3>${scrolled('Stakeholders', html`<table class="people"><thead><tr><th scope="col">Stakeholder</th><th scope="col">Owner</th>${kept.map(({ label }) => html`<th scope="col">${label}</th>`)}<th scope="col">In all plans</th></tr></thead>
<tbody>${people.map(
    (person) => html`<tr><th scope="row">${person.name ?? person.id}</th><td>${nameOf(person.owner)}</td>${kept.map((field) => html`<td>${shown(sight, field, person[field.name])}</td>`)}<td><a href="/people/${encodeURIComponent(person.id)}/said.json" download aria-label="Download what is said about ${person.name ?? person.id} in all plans">Download</a></td></tr>`,
  )}</tbody></table>`)}`
}

/** A form has what each field was beside what it becomes: only what the person changed is sent on, so nobody else's change to another field is in its way. */
function forms({ people, sight, account, back, typed }) {
  const fields = EDITED.filter(({ name }) => sight.may('edit', 'stakeholders', undefined, name))
  if (fields.length === 0) return html`<h3>Record a change</h3><div class="note">${reason(sight.why('edit', 'stakeholders'))}</div>`
  return html`<h3>Record a change</h3>${people.map((person) => {
    const mine = typed.stakeholder === person.id ? typed : {}
    return html`<details class="record"${mine.stakeholder && html` open`}><summary>${person.name ?? person.id}</summary>
<form method="post" action="${back}/${encodeURIComponent(person.id)}"><input type="hidden" name="version" value="${account.version()}">
${fields.map((field) => html`<input type="hidden" name="was.${field.name}" value="${person[field.name]}">${input(field, `${field.name}-${person.id}`, mine[field.name] ?? person[field.name] ?? '', sight)}`)}
<button>Save</button></form></details>`
  })}`
}

function input({ name, label, list, type }, id, value, sight) {
  const named = html`<label for="${id}">${label}</label>`
  if (type === 'long') return html`${named}<textarea id="${id}" name="${name}" rows="4" maxlength="4000">\n${value}</textarea>`
  if (!list) return html`${named}<input id="${id}" name="${name}" type="${type}" value="${value}">`
  return html`${named}<select id="${id}" name="${name}"><option value="">Nobody said</option>${sight.choices(list).map((choice) => html`<option value="${choice.code}"${choice.code === value && html` selected`}>${choice.label}</option>`)}</select>`
}
