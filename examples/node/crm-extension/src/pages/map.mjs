// The map of stakeholders: stance to the right, influence upwards, an arrow to the stance that is wanted.

import { html } from '../html.mjs'

const LEFT = 96
const TOP = 10
const WIDE = 172
const HIGH = 74

/** Who share a cell stand side by side, and who share a row stand in two lanes, so that no arrow goes through anybody. `own` of a person says that the position is one on the goal that the map is of. */
export function map(people, sight, title) {
  const stances = sight.choices('stakeholder_stance')
  const influences = sight.choices('influence').toReversed()
  const column = (code) => stances.findIndex((stance) => stance.code === code)
  const row = (code) => influences.findIndex((influence) => influence.code === code)
  const cellOf = ({ stance, influence }) => row(influence) * stances.length + column(stance)
  const placed = people.filter(({ stance, influence }) => column(stance) >= 0 && row(influence) >= 0).sort((one, other) => cellOf(one) - cellOf(other))
  const width = LEFT + WIDE * stances.length + 8
  const high = TOP + HIGH * influences.length
  const centre = (at) => LEFT + WIDE * (at + 0.5)
  const [inCell, inRow] = [new Map(), new Map()]
  const nth = (of, key) => {
    of.set(key, (of.get(key) ?? -1) + 1)
    return of.get(key)
  }
  const points = placed.map((person) => {
    const x = centre(column(person.stance)) - [0, -38, 38][nth(inCell, cellOf(person)) % 3]
    return { ...person, x, y: TOP + HIGH * row(person.influence) + 16 + 30 * (nth(inRow, person.influence) % 2) }
  })
  return html`<svg viewBox="0 0 ${width} ${high + 44}" role="img" aria-labelledby="map-title map-text">
<title id="map-title">${title}</title>
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
${points.map(({ x, y, stance, name, own }) => html`<circle class="who ${stances[column(stance)].category}${own === false && ' of-plan'}" cx="${x}" cy="${y}" r="8"/><text class="label" x="${x}" y="${y + 21}" text-anchor="middle">${name}</text>`)}
</svg>`
}
