// What is due, by person, and how far ahead to look.

import { html } from '../html.mjs'
import { PEOPLE } from '../people.mjs'
import { head, layout, nameOf } from './layout.mjs'

const BUCKETS = { overdue: 'Overdue', today: 'Due today', soon: 'Due soon', later: 'Later', undated: 'Without a date' }
const FAR = 3660

export function duePage({ sight, account, signedIn, at, query }) {
  const id = sight.planId
  const person = PEOPLE.some((known) => known.id === query.person) ? query.person : undefined
  const asked = Number(query.horizon)
  // The library knows what the configuration says of `soon`, and takes the number with each question.
  const horizon = query.horizon && Number.isInteger(asked) && asked >= 0 && asked <= FAR ? asked : Number(sight.configuration.explain('execution.due_within_days', sight.unit).value)
  const items = sight.due(at, { horizon, ...(person ? { person } : {}) })
  const closed = sight.view.closedInNodes.includes('due')
  return layout({
    title: `${sight.view.profile?.title ?? id}: due`,
    person: signedIn,
    back: `/plans/${encodeURIComponent(id)}/due`,
    plan: id,
    current: '/due',
    body: html`${head(sight, account)}
<h2>Due, seen from <time datetime="${at}">${at}</time></h2>
<form class="filter" method="get">
<label for="whose">Whose</label>
<select id="whose" name="person"><option value="">Everybody’s</option>${PEOPLE.map((each) => html`<option value="${each.id}"${each.id === person && html` selected`}>${each.name}</option>`)}</select>
<label for="horizon">Soon is within days</label>
<input id="horizon" name="horizon" type="number" min="0" max="${FAR}" value="${horizon}">
<button class="quiet">Show</button>
</form>
${closed && html`<p class="note">Due dates are closed to you.</p>`}
${!closed && items.length === 0 && html`<p>Nothing is open.</p>`}
${Object.entries(BUCKETS).map(([bucket, name]) => table(name, bucket, items.filter((item) => item.bucket === bucket), sight))}`,
  })
}

function table(name, bucket, items, sight) {
  if (items.length === 0) return null
  const late = { overdue: 'late', soon: 'left', later: 'left' }[bucket]
  return html`<section class="due ${bucket}" aria-labelledby="due-${bucket}"><h3 id="due-${bucket}">${name} <span class="count">${items.length}</span></h3>
<div class="scroll"><table><thead><tr><th scope="col">Action</th><th scope="col">Due</th><th scope="col">Owner</th><th scope="col" class="number">Weight</th><th scope="col">Waits for</th></tr></thead>
<tbody>${items.map(
    (item) => html`<tr><th scope="row"><a href="/plans/${encodeURIComponent(sight.planId)}?node=${encodeURIComponent(item.node)}#node-${encodeURIComponent(item.node)}">${item.title || item.node}</a></th>
<td>${item.due && html`<time datetime="${item.dueEffective}">${item.dueEffective}</time>${late && html` <span class="days">${item.days} ${item.days === 1 ? 'day' : 'days'} ${late}</span>`}${
      item.due !== item.dueEffective && html`<br><span class="note">moved from ${item.due}, a day off</span>`
    }`}</td><td>${nameOf(item.owner)}</td><td class="number">${item.weight}</td><td>${item.blockedBy.map((id) => sight.title(id)).join(', ')}</td></tr>`,
  )}</tbody></table></div></section>`
}
