// Who matters in the account: a map of influence and stance, the same as a table, and a form for each stakeholder.

import { html } from '../html.mjs'
import { bar, done, head, layout, nameOf, reason, refusal, warning } from './layout.mjs'

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

export function stakeholdersPage({ sight, account, signedIn, at, query = {}, refused, warned, typed = {} }) {
  const id = sight.planId
  const back = `/plans/${encodeURIComponent(id)}/stakeholders`
  const readable = sight.may('read', 'stakeholders')
  const people = sight.objects('stakeholder')
  const kept = EDITED.filter(({ name }) => sight.may('read', 'stakeholders', undefined, name))
  const closed = EDITED.filter((field) => !kept.includes(field))
  return layout({
    title: `${sight.view.profile?.title ?? id}: stakeholders`,
    person: signedIn,
    back,
    plan: id,
    current: '/stakeholders',
    body: html`${refused && refusal(refused)}${warned && warning(warned, (node) => sight.title(node))}${query.saved && done('Saved.')}${head(sight, account)}
<h2>Stakeholders</h2>
${!readable && html`<div class="note">${reason(sight.why('read', 'stakeholders'))}</div>`}
${readable && html`<figure class="card map"><div class="scroll" tabindex="0" role="group" aria-label="Map of stakeholders, which can be scrolled">${map(people, sight)}</div><figcaption>An arrow goes from the stance that somebody has to the one that is wanted. The table below says the same.</figcaption></figure>
<div class="sides">${cover(people, sight, account, at)}</div>
${table(people, kept, sight)}
${closed.map(({ name }) => html`<div class="note">${reason(sight.why('read', 'stakeholders', undefined, name))}</div>`)}
${forms(people, sight, account, back, typed)}`}`,
  })
}

const LEFT = 96
const TOP = 10
const WIDE = 172
const HIGH = 74

/** The map: stance to the right, influence upwards. Who share a cell stand side by side. */
function map(people, sight) {
  const stances = sight.choices('stakeholder_stance')
  const influences = sight.choices('influence').toReversed()
  const column = (code) => stances.findIndex((stance) => stance.code === code)
  const row = (code) => influences.findIndex((influence) => influence.code === code)
  const placed = people.filter(({ stance, influence }) => column(stance) >= 0 && row(influence) >= 0)
  const width = LEFT + WIDE * stances.length + 8
  const high = TOP + HIGH * influences.length
  const centre = (at) => LEFT + WIDE * (at + 0.5)
  const inCell = new Map()
  const points = placed.map((person) => {
    const cell = `${person.stance} ${person.influence}`
    const nth = inCell.get(cell) ?? 0
    inCell.set(cell, nth + 1)
    const x = centre(column(person.stance)) - [0, -38, 38][nth % 3]
    return { ...person, x, y: TOP + HIGH * row(person.influence) + 22 + 24 * nth }
  })
  return html`<svg viewBox="0 0 ${width} ${high + 44}" role="img" aria-labelledby="map-title map-text">
<title id="map-title">Map of stakeholders</title>
<desc id="map-text">${points.map((person) => `${person.name}: influence ${person.influence}, ${sight.label('stakeholder_stance', person.stance)}`).join('; ')}</desc>
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="tip" d="M0 0 8 4 0 8z"/></marker></defs>
${stances.map(({ category, label }, at) => html`<rect class="cell ${category}" x="${LEFT + WIDE * at}" y="${TOP}" width="${WIDE}" height="${HIGH * influences.length}"/>
<text class="axis" x="${centre(at)}" y="${high + 18}" text-anchor="middle">${label}</text>`)}
${influences.map(({ label }, at) => html`<line class="rule" x1="${LEFT}" x2="${LEFT + WIDE * stances.length}" y1="${TOP + HIGH * at}" y2="${TOP + HIGH * at}"/>
<text class="axis" x="${LEFT - 8}" y="${TOP + HIGH * (at + 0.5) + 4}" text-anchor="end">${label}</text>`)}
<text class="axis name" x="${LEFT + (WIDE * stances.length) / 2}" y="${high + 38}" text-anchor="middle">Stance</text>
<text class="axis name" x="12" y="${TOP + (HIGH * influences.length) / 2}" text-anchor="middle" transform="rotate(-90 12 ${TOP + (HIGH * influences.length) / 2})">Influence</text>
${points.map(({ x, y, stance, desired_stance: wanted }) => {
    const to = column(wanted)
    if (to < 0 || wanted === stance) return null
    const right = to > column(stance)
    return html`<line class="wish" x1="${x + (right ? 10 : -10)}" x2="${centre(to) + (right ? -22 : 22)}" y1="${y}" y2="${y}" marker-end="url(#tip)"/>`
  })}
${points.map(({ x, y, stance, name }) => html`<circle class="who ${stances[column(stance)].category}" cx="${x}" cy="${y}" r="8"/><text class="label" x="${x}" y="${y + 21}" text-anchor="middle">${name}</text>`)}
</svg>`
}

function cover(people, sight, account, at) {
  // Who covers whom is told by two fields, so it is shown to who may read both.
  if (!['influence', 'owner', 'last_contact', 'stance', 'desired_stance'].every((field) => sight.may('read', 'stakeholders', undefined, field))) return html`<p class="note">Who is looked after is closed to you.</p>`
  const name = (id) => people.find((person) => person.id === id)?.name ?? id
  const { counted, covered, share, uncovered } = account.coverage(at, LEAST_INFLUENCE, CONTACT_WITHIN)
  const seen = new Set(sight.view.nodes.map(({ id }) => id))
  return html`<section class="card" aria-labelledby="cover-title"><h3 id="cover-title">Looked after</h3>
<p>Of those with an influence of ${LEAST_INFLUENCE} or more, ${covered} of ${counted} have an owner and were in contact within ${CONTACT_WITHIN} days.</p>
<p>${bar({ completion: share }, 'Share of stakeholders who are looked after', (value) => sight.plan.display(value))}</p>
${uncovered.length > 0 && html`<ul>${uncovered.map(({ stakeholder, lacks }) => html`<li>${name(stakeholder)} lacks: ${lacks.join(', ')}</li>`)}</ul>`}</section>
<section class="card" aria-labelledby="won-title"><h3 id="won-title">To be won</h3><ul>${account.stanceGaps().map(({ stakeholder, stance, desired, planned }) => {
    const titles = planned.filter((id) => seen.has(id)).map((id) => sight.title(id))
    const has = stance ? sight.label('stakeholder_stance', stance) : 'unknown'
    return html`<li>${name(stakeholder)}: ${has} → ${sight.label('stakeholder_stance', desired)}<br><span class="note">${titles.length > 0 ? html`Planned: ${titles.join(', ')}` : 'Nothing is planned'}</span></li>`
  })}</ul></section>`
}

function shown(sight, { list, type }, value) {
  if (value === undefined) return ''
  if (list) return sight.label(list, value)
  return type === 'date' ? html`<time datetime="${value}">${value}</time>` : value
}

function table(people, kept, sight) {
  return html`<h3>As a table</h3><div class="scroll"><table class="people"><thead><tr><th scope="col">Stakeholder</th><th scope="col">Owner</th>${kept.map(({ label }) => html`<th scope="col">${label}</th>`)}</tr></thead>
<tbody>${people.map((person) => html`<tr><th scope="row">${person.name ?? person.id}</th><td>${nameOf(person.owner)}</td>${kept.map((field) => html`<td>${shown(sight, field, person[field.name])}</td>`)}</tr>`)}</tbody></table></div>`
}

/** A form has what each field was beside what it becomes: only what the person changed is sent on, so nobody else's change to another field is in its way. */
function forms(people, sight, account, back, typed) {
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
