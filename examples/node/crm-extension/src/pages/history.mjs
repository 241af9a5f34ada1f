// Everything that was ever done to the plan, the newest first, with what each field was and became.

import { html } from '../html.mjs'
import { STATES } from '../life.mjs'
import { productName } from '../products.mjs'
import { head, layout, nameOf, words } from './layout.mjs'

const COMMANDS = {
  create: 'made the plan',
  make_from: 'made the plan from another one',
  add: 'added',
  set: 'changed',
  remove: 'removed',
  change_status: 'changed the status of',
  override_completion: 'set by hand the completion of',
  remove_override: 'went back to the computed completion of',
  carry_over: 'carried into the next cycle',
  move: 'moved the plan on',
  conclude_approval: 'let the plan take over what became of its approval',
  begin_amendment: 'began an amendment',
  amend: 'put in an amendment',
  erase: 'erased what was known of',
}
const LISTS = {
  status: 'node_status',
  stance: 'stakeholder_stance',
  desired_stance: 'stakeholder_stance',
  influence: 'influence',
  depth: 'relationship_depth',
  desired_depth: 'relationship_depth',
  role: 'team_role',
  function: 'team_function',
  type: 'analysis_type',
}
const PEOPLE = ['owner', 'member', 'completed_by', 'override_by']
/** Fields that name other objects of the plan. */
const NAMED = ['stakeholder', 'goal', 'parent', 'analysis', 'from', 'to']
/** What people call an object, kind by kind. */
const CALLED = {
  stakeholder: ({ id, name }) => name ?? id,
  member: ({ id }) => nameOf(id),
  relation: ({ from, to }, sight) => `${sight.called(from) ?? from} and ${sight.called(to) ?? to}`,
  relationship: ({ stakeholder, member }, sight) => `${nameOf(member)} and ${sight.called(stakeholder) ?? stakeholder}`,
  position: ({ stakeholder, goal }, sight) => `${sight.called(stakeholder) ?? stakeholder} on ${sight.title(goal)}`,
  analysis: ({ id }, sight) => sight.called(id),
  item: ({ id, text, competitor, product, account_unit: unit, category }) => text ?? competitor ?? (product ? [productName(product), unit].filter(Boolean).join(', ') : words(category ?? id)),
}
/** An entry with more changes is folded. */
const MOST_OPEN = 4

export function historyPage({ sight, account, signedIn }) {
  const id = sight.planId
  const entries = sight.entries().toReversed()
  const names = new Map(Object.keys(CALLED).flatMap((kind) => sight.objects(kind).map((object) => [`${kind} ${object.id}`, CALLED[kind](object, sight)])))
  const hidden = account.version() - entries.length
  return layout({
    title: `${sight.view.profile?.title ?? id}: history`,
    person: signedIn,
    back: `/plans/${encodeURIComponent(id)}/history`,
    plan: id,
    current: '/history',
    body: html`${head(sight, account)}
<h2>History</h2>
<p class="note">Each entry holds the digest of the one before it; opening the plan checked them all. The last is <code>${account.head().slice(0, 16)}…</code></p>
${hidden > 0 && html`<p class="note">Entries that are about nothing but what is closed to you are not shown.</p>`}
<ol class="history">${entries.map((entry) => told(entry, sight, names))}</ol>`,
  })
}

function told({ number, at, person, actingFor, command, reason, changes, digest }, sight, names) {
  // An amendment changes many objects, and so each is named.
  const [{ kind, id }] = command === 'amend' ? [{ kind: 'plan', id: sight.planId }] : changes
  // What repeats the line above it, such as who did it and when, is not said twice.
  const repeats = ({ field, newValue }) => (field.endsWith('_by') && newValue === person) || (field.endsWith('_at') && newValue === at) || (field.endsWith('_reason') && newValue === reason)
  const shown = changes.filter((change) => !repeats(change))
  const on = ['create', 'make_from', 'move', 'conclude_approval', 'amend'].includes(command) || kind === 'plan' ? '' : html` the ${kind === 'node' ? sight.node(id)?.level ?? kind : kind} “${called(kind, id, sight, names)}”`
  const several = shown.length > MOST_OPEN
  return html`<li id="entry-${number}" value="${number}"><p class="what"><span><strong>${nameOf(person)}</strong>${actingFor && html` for ${nameOf(actingFor)}`} ${COMMANDS[command] ?? command}${on}</span>
<time datetime="${at}">${at.slice(0, 16).replace('T', ' ')} UTC</time></p>
${reason && html`<p class="because">“${reason}”</p>`}
${several ? html`<details><summary>${shown.length} fields</summary>${differences(shown, kind, id, sight, names)}</details>` : differences(shown, kind, id, sight, names)}
${digest === undefined && html`<p class="note">More of it is closed to you.</p>`}</li>`
}

const called = (kind, id, sight, names) => names.get(`${kind} ${id}`) ?? (kind === 'node' ? sight.title(id) : id)

function differences(changes, kind, id, sight, names) {
  const name = (change) => (change.kind === kind && change.id === id ? words(change.field) : html`${words(change.field)} of “${called(change.kind, change.id, sight, names)}”`)
  const cell = (text, change, mark) => (text === undefined ? html`<span class="nothing">nothing</span>` : mark(readable(text, change, sight)))
  return html`<div class="scroll"><table class="diff"><thead><tr><th scope="col">Field</th><th scope="col">Was</th><th scope="col">Is</th></tr></thead>
<tbody>${changes.map((change) => html`<tr><th scope="row">${name(change)}</th><td>${cell(change.oldValue, change, (text) => html`<del>${text}</del>`)}</td><td>${cell(change.newValue, change, (text) => html`<ins>${text}</ins>`)}</td></tr>`)}</tbody></table></div>`
}

/** Entries keep codes and ids; people read labels and names. */
function readable(text, { kind, field }, sight) {
  if (PEOPLE.includes(field)) return nameOf(text)
  if (kind === 'plan' && field === 'state') return STATES[text] ?? text
  if (field === 'approval_digest') return `${text.slice(0, 12)}…`
  if (NAMED.includes(field)) return sight.called(text) ?? text
  if (field === 'product') return productName(text)
  return LISTS[field] ? sight.label(LISTS[field], text) : text
}
