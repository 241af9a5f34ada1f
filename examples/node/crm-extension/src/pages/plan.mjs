// The plan: its life, its figures, and its tree, in which each node opens to the reason of its figure and to what can be done with it.

import { PLAN } from '../approvals.mjs'
import { html } from '../html.mjs'
import { steps } from '../life.mjs'
import { approvalPart, canBeAmended, didText, earlierPart, previewPart } from './approval.mjs'
import { badge, bar, done, head, lack, layout, marked, nameOf, reason, refusal, warning, words } from './layout.mjs'

export function planPage({ plans, approvals, sight, account, signedIn, at, query = {}, refused, warned, typed = {} }) {
  const id = sight.planId
  const saved = query.saved ? savedAs(sight, account, Number(query.saved)) : null
  // The message stands where the address leads to: at the node, or at the top.
  const atNode = saved && sight.view.nodes.some((node) => node.id === query.node)
  const context = { sight, account, approvals, signedIn, open: query.node ?? typed.node, typed, saved: atNode && saved, path: `/plans/${encodeURIComponent(id)}`, locked: ['in_approval', 'closed', 'cancelled'].includes(account.state()) }
  const children = grouped(sight.view.nodes)
  const shown = new Set(sight.view.nodes.map(({ id }) => id))
  const roots = sight.view.nodes.filter(({ parent }) => !shown.has(parent))
  return layout({
    title: `${sight.view.profile?.title ?? id}: plan`,
    person: signedIn,
    back: context.path,
    plan: id,
    current: '',
    body: html`${refused && refusal(refused)}${warned && warning(warned, (node) => sight.title(node))}${!atNode && saved}
${head(sight, account)}
<div class="sides">
<section aria-labelledby="figures-title" class="card">
<h2 id="figures-title">Where it stands</h2>
${figures(context, at)}
</section>
${sight.seesState() && html`<section aria-labelledby="life-title" class="card">
<h2 id="life-title">What can happen next</h2>
${life(context, plans.act(account, signedIn))}
</section>`}
</div>
${approval(context, at, query.did)}
<section aria-labelledby="work-title">
<h2 id="work-title">Goals, objectives, tactics, actions</h2>
${context.locked && sight.seesState() && html`<p class="note">The plan is <code>${account.state()}</code>, and so nothing in it changes.</p>`}
${canBeAmended(account) && sight.seesState() && html`<p class="note">What was approved here changes by an <a href="${context.path}/amendment">amendment</a>; what is done is recorded as it happens.</p>`}
${sight.view.closedInNodes.map((field) => html`<div class="note">${reason(sight.why('read', 'hierarchy', undefined, field))}</div>`)}
<ul class="tree">${roots.map((node) => branch(node, children, context))}</ul>
</section>`,
  })
}

function grouped(nodes) {
  const by = new Map()
  for (const node of nodes) by.set(node.parent, [...(by.get(node.parent) ?? []), node])
  return by
}

/** What the change that led here did, as far as this person may see it. */
function savedAs(sight, account, version) {
  const entry = Number.isInteger(version) && version > 0 && version <= account.version() ? sight.entries(version - 1).find(({ number }) => number === version) : undefined
  if (!entry) return null
  const change = entry.changes.find(({ oldValue, field }) => oldValue !== undefined || field === 'override') ?? entry.changes[0]
  const on = change.kind === 'node' ? html` of “${sight.title(change.id)}”` : ''
  return done(html`Saved as version ${version}: ${words(change.field).toLowerCase()}${on}, ${marked(`\`${change.oldValue ?? 'nothing'}\` → \`${change.newValue ?? 'nothing'}\``)}.`)
}

/** A node below which all is done: it is proposed to mark it done, and a person does (CMP-5). */
function proposed({ node, toStatus }, { sight, account, path }) {
  return html`<form class="proposal" method="post" action="${path}/nodes/${encodeURIComponent(node)}/status">
<input type="hidden" name="version" value="${account.version()}"><input type="hidden" name="status" value="${toStatus}">
<p>All below <a href="#node-${encodeURIComponent(node)}">${sight.title(node)}</a> is done.</p><button class="quiet">Mark it ${sight.label('node_status', toStatus).toLowerCase()}</button></form>`
}

function figures(context, at) {
  const { sight, account, locked } = context
  // A proposal tells that all below is done, so it is for who sees that figure and may follow it.
  const open = new Set(sight.view.nodes.filter(({ heldBack, level }) => !heldBack && sight.may('edit', 'hierarchy', level, 'status')).map(({ id }) => id))
  const proposals = locked ? [] : sight.plan.proposals().filter(({ node }) => open.has(node))
  const display = (completion) => sight.plan.display(completion)
  const [progress] = sight.view.heldBack ? [] : sight.plan.progress(at)
  const creation = account.creation()
  const missing = creation.sections.filter(({ section, counted }) => counted && sight.may('read', section === 'goals' ? 'hierarchy' : section))
  const lacks = missing.flatMap(({ missing: each }) => each)
  return html`<p class="total">${bar(sight.view, 'Completion of the plan', display)}</p>
${sight.view.heldBack && html`<p class="note">The figures are held back: they would tell of what is closed to you.</p>`}
${progress?.expected !== undefined && html`<p>Expected by today: <strong>${display(progress.expected)} %</strong> ${progress.health && html`<span class="health ${progress.health}">${words(progress.health)}</span>`}</p>`}
${!sight.view.heldBack && html`<details class="why"><summary>Why this figure</summary>${explanation(sight, undefined)}</details>`}
${proposals.map((proposal) => proposed(proposal, context))}
${lacks.length > 0 && html`<p>Still missing in the plan:</p><ul>${lacks.map((each) => html`<li>${lack(each, sight)}</li>`)}</ul>`}`
}

/** The newest request for the approval of the plan, to who may read what is said in one. What is approved is folded, but for who just did it. */
function approval({ sight, account, approvals, signedIn, path, typed }, at, did) {
  const request = sight.may('read', 'approvals') && approvals.ofPlan(sight.planId)
  if (!request) return null
  const part = html`${didText(did)}${approvalPart({ request, content: account.contentDigest(), approvals, sight, signedIn, base: `${path}/approval`, at, typed })}${approvals.before(sight.planId).map(earlierPart)}`
  const title = html`<h2 id="approval-title">Approval</h2>`
  const folded = request.state() === 'approved' && !did
  return html`<section class="card approval" id="approval" aria-labelledby="approval-title">${
    folded ? html`<details><summary>${title}<span class="note">given: the steps, and who signed what</span></summary>${part}</details>` : html`${title}${part}`
  }</section>`
}

function life({ sight, account, approvals, signedIn, path, typed }, act) {
  const possible = steps(account, act)
  if (possible.length === 0) return html`<p>This plan is over.</p>`
  return html`<ul class="steps">${possible.map(
    ({ to, label, allowed, needsReason, reason: why, help, needs }) => html`<li>
<form method="post" action="${path}/move">
<input type="hidden" name="to" value="${to}"><input type="hidden" name="version" value="${account.version()}">
${allowed && needsReason && html`<label for="reason-${to}">Reason</label> <input id="reason-${to}" name="reason" maxlength="2000" value="${typed.to === to ? typed.reason : ''}" required>`}
<button${to === 'cancelled' && html` class="quiet"`}${!allowed && html` disabled`} aria-describedby="why-${to}">${label}</button>
</form>
<div id="why-${to}" class="needs">${allowed && to === 'in_approval' ? previewPart(approvals.preview(PLAN, sight.planId, account, signedIn)) : allowed ? html`<p class="reason">Needs ${marked(needs)}.</p>` : html`${reason(why)}${help && html`<p class="help">${marked(help)}</p>`}`}</div>
</li>`,
  )}</ul>`
}

function branch(node, children, context) {
  const below = children.get(node.id) ?? []
  const { sight, open, saved } = context
  const title = node.title ?? node.id
  const label = `Completion of ${node.level} ${title}`
  return html`<li id="node-${node.id}" class="node ${node.level}">
<details${open === node.id && html` open`}>
<summary><span class="level">${node.level}</span><span class="title">${title}</span>${node.status && badge(node.category, sight.label('node_status', node.status))}${node.completionOverride && html`<span class="badge override">by hand</span>`}${bar(node, label, (completion) => sight.plan.display(completion))}</summary>
<div class="panel">
${open === node.id && saved}
<p class="facts">${[
    node.owner && html`<span>Owner: ${nameOf(node.owner)}</span>`,
    node.weight && html`<span>Weight: ${node.weight}</span>`,
    node.due && html`<span>Due: <time datetime="${node.due}">${node.due}</time></span>`,
    node.quantity && html`<span>Counts: ${node.quantity.actual ?? node.quantity.baseline} on the way from ${node.quantity.baseline} to ${node.quantity.target}</span>`,
    node.completedBy && html`<span>Done by ${nameOf(node.completedBy)}</span>`,
    node.prerequisites.length > 0 && html`<span>After: ${node.prerequisites.map((id) => sight.title(id)).join(', ')}</span>`,
  ]}</p>
${explanation(sight, node.id)}
${forms(node, context)}
</div>
</details>
${below.length > 0 && html`<ul>${below.map((child) => branch(child, children, context))}</ul>`}
</li>`
}

const SOURCES = { given: '', one: ' (none given, so 1)', mean: ' (none given, so the mean of its siblings)', zero: ' (none given, so 0)', leaves: ' (of the leaves below it)' }
const LEFT_OUT = { cancelled: 'it is cancelled', zero_weight: 'its weight is 0', missing_weight: 'it has no weight', no_completion: 'it has no completion' }

/** Term by term where there are terms, and in the library's words otherwise. */
function explanation(sight, id) {
  const why = sight.explanation(id)
  if (!why) return html`<p class="note">The figure is held back: it would tell of what is closed to you.</p>`
  const [first, ...lines] = why.text.split('\n')
  const name = id ?? 'plan'
  if (why.terms.length === 0) return html`<p class="explained">${marked(first)}</p>${lines.length > 0 && html`<p class="lines">${marked(lines.join('\n'))}</p>`}`
  const titled = (node, title) => html`<a href="#node-${encodeURIComponent(node)}">${title || node}</a>`
  return html`<div class="scroll"><table class="terms" id="terms-${name}">
<caption>${marked(first)}</caption>
<thead><tr><th scope="col">What counts</th><th scope="col" class="number">Weight</th><th scope="col" class="number">Completion</th><th scope="col" class="number">Adds points</th></tr></thead>
<tbody>${why.terms.map(
    (term) => html`<tr><th scope="row">${titled(term.node, term.title)}${term.overridden && html` <span class="badge override">by hand</span>`}</th>
<td class="number">${term.weight}${SOURCES[term.weightSource]}</td><td class="number">${term.completion} %</td><td class="number">+${term.contribution}</td></tr>`,
  )}${why.leftOut.map(
    (left) => html`<tr class="left-out"><th scope="row">${titled(left.node, left.title)}</th><td class="number">${left.weight ?? ''}</td><td colspan="2">left out: ${LEFT_OUT[left.reason]}</td></tr>`,
  )}</tbody>
<tfoot><tr><th scope="row" colspan="3">Computed</th><td class="number">${why.computed ?? 'none'}</td></tr>${
    why.override && html`<tr><th scope="row" colspan="3">Set by hand by ${nameOf(why.override.by)}: ${why.override.reason}</th><td class="number">${why.override.completion}</td></tr>`
  }</tfoot>
</table></div>`
}

/** What this person may do with a node; who may not is told why. */
function forms(node, { sight, account, path, typed, locked }) {
  if (locked) return null
  const where = `${path}/nodes/${encodeURIComponent(node.id)}`
  const version = html`<input type="hidden" name="version" value="${account.version()}">`
  const mine = typed.node === node.id ? typed : {}
  const may = (field) => sight.may('edit', 'hierarchy', node.level, field)
  const choices = sight.choices('node_status')
  return html`<div class="forms">${
    may('status')
      ? html`<form method="post" action="${where}/status"><fieldset><legend>Change the status</legend>${version}
<label for="status-${node.id}">Status</label>
<select id="status-${node.id}" name="status">${choices.map(({ code, label }) => html`<option value="${code}"${code === (mine.status ?? node.status) && html` selected`}>${label}</option>`)}</select>
<label for="why-status-${node.id}">Reason, needed to re-open or to cancel</label>
<input id="why-status-${node.id}" name="reason" maxlength="2000" value="${mine.status ? mine.reason : ''}">
<button>Save the status</button></fieldset></form>`
      : html`<div class="note">${reason(sight.why('edit', 'hierarchy', node.level, 'status'))}</div>`
  }${
    may('override') &&
    (node.completionOverride
      ? html`<form method="post" action="${where}/computed"><fieldset><legend>Completion set by hand</legend>${version}
<p>${nameOf(node.completionOverride.by)}: ${node.completionOverride.reason}</p><button>Back to the computed figure</button></fieldset></form>`
      : html`<form method="post" action="${where}/override"><fieldset><legend>Set the completion by hand</legend>${version}
<label for="completion-${node.id}">Completion in percent</label>
<input id="completion-${node.id}" name="completion" inputmode="decimal" size="6" value="${mine.completion}" required>
<label for="why-override-${node.id}">Reason</label>
<input id="why-override-${node.id}" name="reason" maxlength="2000" value="${mine.completion ? mine.reason : ''}" required>
<button>Set it</button></fieldset></form>`)
  }</div>`
}
