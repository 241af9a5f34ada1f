// How an approval looks: its steps, what this person can do, what happened; and the amendment of a plan.

import { AMENDMENT, LATE, isAction } from '../approvals.mjs'
import { html } from '../html.mjs'
import { PEOPLE } from '../people.mjs'
import { done, head, layout, marked, nameOf, reason, refusal, state as stateOf, words } from './layout.mjs'

const STATES = { draft: 'Sent back', pending: 'Waiting', approved: 'Approved', rejected: 'Rejected', recalled: 'Taken back', expired: 'Ran out of time' }
const SKIPPED = { condition: 'skipped', not_concerned: 'skipped: nothing changes that it is about' }
export const BUTTONS = {
  approve: 'Approve',
  reject: 'Reject',
  send_back: 'Send back',
  recall: 'Take it back',
  withdraw_vote: 'Withdraw my vote',
  delegate: 'Let them vote in my place',
  reassign: 'Give my vote to them',
  remind: 'Remind whoever has not voted',
  escalate: 'Pass it to the manager above',
  pass_late: 'Count the step as approved',
  reject_late: 'Reject it as too late',
  expire: 'End it: its time is over',
}
const EVENTS = {
  submit: 'asked for the approval',
  approve: 'approved',
  reject: 'rejected',
  send_back: 'sent it back',
  recall: 'took it back',
  withdraw_vote: 'withdrew the vote',
  delegate: 'lets somebody else vote',
  reassign: 'gave the vote to somebody else',
  remind: 'reminded whoever has not voted',
  escalate: 'passed it to the manager above, as its time was over',
  pass_late: 'counted the step as approved, as its time was over',
  reject_late: 'rejected it, as its time was over',
  expire: 'ended it, as its time was over',
}
const DID = {
  approve: 'Your approval is recorded.',
  reject: 'Rejected.',
  send_back: 'Sent back.',
  recall: 'Taken back.',
  withdraw_vote: 'Your vote is withdrawn.',
  delegate: 'Somebody else can vote in your place.',
  reassign: 'The vote is somebody else’s now.',
  late: 'Done what is said for a step that took too long.',
  submit: 'Submitted.',
  begin: 'This is a copy of the plan. Change in it what was approved; the plan itself goes on.',
  discard: 'The amendment is discarded.',
}
/** What an action that led here did; the name of none says nothing. */
export const didText = (action) => (Object.hasOwn(DID, action ?? '') ? done(DID[action]) : null)

/** Always shown while a step is open, so that a person who cannot reads why. The others are shown to who can. */
const SHOWN = ['approve', 'reject', 'send_back', 'recall']
const WITH_REASON = { approve: 'Comment', reject: 'Reason', send_back: 'Reason', reassign: 'Reason', delegate: 'Comment' }

/** The approval of a plan or of its amendment. `base` is where its forms go, `content` the digest of what the page shows: a vote is on that. */
export function approvalPart({ request, content, approvals, sight, signedIn, base, at, typed = {} }) {
  const summary = request.summary()
  const events = request.events()
  // What a step's condition was stands in the document only: the summary says whether it held.
  const { steps: defined } = JSON.parse(request.document()).definition
  const pending = summary.state === 'pending'
  return html`<p><span class="state ${summary.state}">${STATES[summary.state]}</span> Asked for by ${nameOf(summary.submitter)}.${
    pending && html` Waits for ${listed(summary.waitsFor.map(voter))}${summary.due && html`, until ${due(summary.due, at)}`}.`
  }</p>
${stations(summary, events, defined)}
${pending && actions({ summary, possible: approvals.possible(request, signedIn, sight), content, signedIn, base, typed })}
<h3>What happened</h3>
<ol class="events">${events.map(told)}</ol>`
}

/** A request before the newest one. */
export function earlierPart(request) {
  const { state, submitter } = request.summary()
  return html`<details class="why"><summary>Asked for before by ${nameOf(submitter)}: ${STATES[state].toLowerCase()}</summary><ol class="events">${request.events().map(told)}</ol></details>`
}

export const listed = (parts) => parts.map((part, at) => [at > 0 && ', ', part])
const day = (date) => html`<time datetime="${date}">${date}</time>`
export const due = (date, at) => html`${day(date)}${date < at && html` <span class="badge late">overdue</span>`}`
export const voter = ({ original, holder, inPlace }) => html`<strong>${nameOf(holder)}</strong>${original !== holder && (inPlace ? html` in the place of ${nameOf(original)}` : html`, who has the vote of ${nameOf(original)}`)}`

/** The steps in order. Before the place where a request stands or ended everything is done or skipped. */
function stations({ state, steps, step: open }, events, defined) {
  const last = events.at(-1)
  const stands = state === 'approved' ? steps.length : state === 'draft' ? 0 : steps.findIndex(({ id }) => id === (open ?? last.step))
  return html`<ol class="stations">${steps.map((step, place) => {
    const kind = step.skipped ? 'skipped' : place < stands ? 'done' : step.open ? 'open' : place === stands && state !== 'draft' ? 'ended' : 'coming'
    const status = { skipped: SKIPPED[step.skipped], done: 'done', open: 'open', ended: STATES[state].toLowerCase(), coming: { pending: 'still to come', draft: 'to be asked again' }[state] ?? 'not asked' }[kind]
    const when = step.skipped === 'condition' && defined.find(({ id }) => id === step.id)?.when
    return html`<li class="station ${kind}"><p><strong>${words(step.id)}</strong> <span class="station-state">${status}${when && html`: ${marked(`\`${when}\` does not hold`)}`}</span></p>${
      !step.skipped && html`<p class="note">${whom(step)}</p>`
    }${step.votes.map((vote) => html`<p class="note">${nameOf(vote.person)}${vote.original !== vote.person && ` for ${nameOf(vote.original)}`} ${vote.approves ? 'approved' : 'rejected'} on ${day(events.find(({ number }) => number === vote.event).on)}</p>`)}</li>`
  })}</ol>`
}

function asked({ approvers, needed }) {
  const names = approvers.map(nameOf)
  if (needed === 1) return names.join(' or ')
  return names.length === needed ? names.join(' and ') : `${needed} of ${names.join(', ')}`
}

function whom(step) {
  const { meaning, comment } = step
  return html`Asks ${asked(step)}${comment && ', with a comment'}${meaning && html`; who votes states: “${meaning}”`}`
}

/** Whom submitting would ask, or why it would be refused. */
export function previewPart(preview) {
  if (preview.refused) return html`<div class="needs">${reason(preview.refused.text)}${preview.refused.help && html`<p class="help">${marked(preview.refused.help)}</p>`}</div>`
  const { steps } = preview.summary()
  const needed = steps.filter(({ skipped }) => !skipped)
  const left = steps.filter(({ skipped }) => skipped).map(({ id }) => words(id))
  if (needed.length === 0) return html`<p class="note">Nobody has to be asked about it.</p>`
  return html`<p class="note">Submitting asks, in this order:</p><ol class="note">${needed.map((step) => html`<li>${words(step.id)}: ${asked(step)}</li>`)}</ol>${left.length > 0 && html`<p class="note">Skipped: ${left.join(', ')}.</p>`}`
}

function actions({ summary, possible, content, signedIn, base, typed }) {
  const step = summary.steps.find(({ open }) => open)
  const allowed = possible.filter((one) => one.allowed && Object.hasOwn(BUTTONS, one.action))
  const away = allowed.filter(({ action }) => ['delegate', 'reassign'].includes(action))
  const now = allowed.filter((one) => Object.hasOwn(WITH_REASON, one.action) && !away.includes(one))
  const bare = allowed.filter((one) => !now.includes(one) && !away.includes(one))
  // Several are often refused for the same reason, which is then read once.
  const refused = grouped(possible.filter(({ action, allowed }) => !allowed && SHOWN.includes(action)))
  const context = { summary, step, content, signedIn, base, typed }
  return html`<h3>What you can do</h3>
${now.length > 0 && html`<div class="forms">${now.map((one) => form(one, context))}</div>`}
${bare.length > 0 && html`<div class="bare">${bare.map(({ action }) => html`<form method="post" action="${address(base, action)}"><button id="do-${action}" class="quiet">${BUTTONS[action]}</button></form>`)}</div>`}
${away.length > 0 && html`<details class="why"${away.some(({ action }) => action === typed.action) && html` open`}><summary>Somebody else should vote</summary><div class="forms">${away.map((one) => form(one, context))}</div></details>`}
${refused.map((group, at) => {
    const [{ reason: why, help }] = group
    return html`<div class="refused-group">${group.map(({ action }) => html`<button id="do-${action}" disabled aria-describedby="why-not-${at}">${BUTTONS[action]}</button> `)}<div id="why-not-${at}" class="needs">${reason(why)}${help && html`<p class="help">${marked(help)}</p>`}</div></div>`
  })}`
}

const address = (base, action) => `${base}/${LATE.includes(action) ? 'late' : action}`

/** What is refused, put together by the reason. */
function grouped(refused) {
  const by = new Map()
  for (const one of refused) by.set(one.reason, [...(by.get(one.reason) ?? []), one])
  return [...by.values()]
}

function form({ action, actingFor }, { summary, step, content, signedIn, base, typed }) {
  const mine = typed.action === action ? typed : {}
  const asksFor = WITH_REASON[action]
  const needed = action === 'approve' ? step.comment : action !== 'delegate'
  const earlier = summary.steps.slice(0, summary.steps.indexOf(step)).filter(({ skipped }) => !skipped)
  const others = PEOPLE.filter(({ id }) => ![signedIn.id, summary.submitter].includes(id))
  return html`<form method="post" action="${address(base, action)}"><fieldset><legend>${BUTTONS[action]}${actingFor && html` for ${nameOf(actingFor)}`}</legend>
<input type="hidden" name="seen" value="${content}">
${['approve', 'reject'].includes(action) && step.meaning && html`<label class="states"><input type="checkbox" name="meaning" value="${step.meaning}" required> I state: “${step.meaning}”</label>`}
${action === 'send_back' && html`<label for="step">To</label><select id="step" name="step"><option value="">Who submitted it</option>${earlier.map(({ id }) => html`<option value="${id}"${mine.step === id && html` selected`}>${words(id)}</option>`)}</select>`}
${['delegate', 'reassign'].includes(action) && html`<label for="to-${action}">Who</label><select id="to-${action}" name="to">${others.map(({ id, name }) => html`<option value="${id}"${mine.to === id && html` selected`}>${name}</option>`)}</select>`}
${asksFor && html`<label for="reason-${action}">${asksFor}</label><input id="reason-${action}" name="reason" maxlength="2000" value="${mine.reason}"${needed && html` required`}>`}
<button id="do-${action}"${action === 'approve' ? null : html` class="quiet"`}>${BUTTONS[action]}</button></fieldset></form>`
}

function told({ number, at, person, actingFor, action, step, reason: why, signedAs, meaning, authenticatedBy, givenTo, content, due: until }) {
  const where = step && (action === 'send_back' ? html` to the step “${words(step)}”` : html` in the step “${words(step)}”`)
  return html`<li value="${number}"><p class="what"><span><strong>${nameOf(person)}</strong>${actingFor && html` for ${nameOf(actingFor)}`} ${EVENTS[action] ?? words(action)}${where}${givenTo && html`: ${nameOf(givenTo)}`}</span>
<time datetime="${at}">${at.slice(0, 16).replace('T', ' ')} UTC</time></p>
${why && html`<p class="because">“${why}”</p>`}
${signedAs && html`<p class="note">Signed as ${signedAs}${meaning && html`: “${meaning}”`}; known by ${authenticatedBy}${content && html`; on the content <code>${content.slice(0, 12)}…</code>`}${until && html`; the next answer is due on ${day(until)}`}</p>`}</li>`
}

/** What of a node is changed here, in an amendment. */
export const AMENDED = [
  { name: 'title', label: 'Title' },
  { name: 'weight', label: 'Weight' },
  { name: 'due', label: 'Due', type: 'date' },
]
const CAN_AMEND = ['approved', 'active', 'in_review']
export const canBeAmended = (account) => CAN_AMEND.includes(account.state())

/** The amendment of a plan. `sight` and `account` are those of the plan in force, `copy` is what this person sees of the amendment. */
export function amendmentPage({ sight, account, approvals, amendment, copy, signedIn, at, query = {}, refused, typed = {} }) {
  const id = sight.planId
  const base = `/plans/${encodeURIComponent(id)}/amendment`
  const context = { sight, account, approvals, amendment, copy, signedIn, at, typed, base, did: query.did }
  return layout({
    title: `${sight.view.profile?.title ?? id}: amendment`,
    person: signedIn,
    back: base,
    plan: id,
    current: '/amendment',
    body: html`${refused && refusal(refused)}${!isAction(query.did) && didText(query.did)}${query.saved && done('Saved in the amendment.')}${head(sight, account)}
<h2>Amendment</h2>
${sight.may('read', 'approvals') ? (amendment ? open(context) : begin(context)) : html`<div class="note">${reason(sight.why('read', 'approvals'))}</div>`}`,
  })
}

function begin({ sight, account, base, typed }) {
  if (!canBeAmended(account)) return html`<p>A plan that is ${stateOf(account)} has no amendment: ${account.state() === 'draft' ? 'it can be changed as it is' : 'nothing in it changes now'}.</p>`
  if (!sight.may('edit', 'profile')) return html`<p>No amendment is being written.</p><div class="note">${reason(sight.why('edit', 'profile'))}</div>`
  return html`<section class="card"><p>What was approved changes by an amendment: a copy of the plan, which only those approve whom the change concerns. The plan in force goes on meanwhile.</p>
<form method="post" action="${base}/begin"><fieldset><legend>Begin one</legend><label for="reason">Why</label><input type="hidden" name="version" value="${account.version()}">
<input id="reason" name="reason" maxlength="2000" value="${typed.reason}" required><button>Begin an amendment</button></fieldset></form></section>`
}

function open(context) {
  const { sight, copy, approvals, amendment, signedIn, base, at, typed, did } = context
  const { account: amended, request } = amendment
  const state = request?.state()
  const editing = state !== 'pending' && state !== 'approved'
  const may = sight.may('edit', 'profile')
  const { begun, changes, closed } = changesOf(copy, amended)
  const preview = editing && may && approvals.preview(AMENDMENT, sight.planId, amended, signedIn)
  return html`${begun && html`<p>${nameOf(begun.person)} began it on ${day(begun.at.slice(0, 10))}: “${begun.reason}”</p>`}
<div class="sides"><section class="card" aria-labelledby="changes-title"><h2 id="changes-title">What it changes</h2>
${changes.length === 0 ? html`<p class="note">Nothing yet.</p>` : html`<div class="scroll"><table class="diff"><thead><tr><th scope="col">Where</th><th scope="col">Is</th><th scope="col">Becomes</th></tr></thead><tbody>${changes.map(
    ({ kind, id, field, oldValue, newValue }) => html`<tr><th scope="row">${words(field)} of ${kind === 'node' ? html`“${sight.title(id)}”` : `${kind} ${id}`}</th><td><del>${oldValue ?? 'nothing'}</del></td><td><ins>${newValue ?? 'nothing'}</ins></td></tr>`,
  )}</tbody></table></div>`}
${closed && html`<p class="note">More of it is closed to you.</p>`}</section>
<section class="card" aria-labelledby="next-title"><h2 id="next-title">What can happen next</h2>
${!may && html`<div class="note">${reason(sight.why('edit', 'profile'))}</div>`}
${preview && previewPart(preview)}
${may && state === 'approved' && html`<p>It is approved, and not in force before it is put in.</p>`}
<div class="bare">${preview && html`<form method="post" action="${base}/submit"><button id="submit-amendment"${preview.refused && html` disabled`}>Submit the amendment</button></form>`}
${may && state === 'approved' && html`<form method="post" action="${base}/put-in"><button id="put-in">Put it into the plan</button></form>`}
${may && html`<form method="post" action="${base}/discard"><button class="quiet" id="discard">Discard the amendment</button></form>`}</div></section></div>
${request && html`<section class="card approval" id="approval" aria-labelledby="approval-title"><h2 id="approval-title">Its approval</h2>${isAction(did) && didText(did)}${approvalPart({ request, content: amended.contentDigest(), approvals, sight, signedIn, base, at, typed })}</section>`}
${editing && edits(copy, amended, base, typed)}`
}

/** What an amendment changes in all, object by object and field by field: what somebody changed back is no change. */
function changesOf(copy, amended) {
  const begun = amended.entries().findLast(({ command }) => command === 'begin_amendment')
  const net = new Map()
  const told = copy.entries(begun.number - 1).find(({ number }) => number === begun.number)
  const after = copy.entries(begun.number)
  for (const change of after.flatMap(({ changes }) => changes)) {
    const key = `${change.kind} ${change.id} ${change.field}`
    net.set(key, { ...change, oldValue: net.has(key) ? net.get(key).oldValue : change.oldValue })
  }
  const changes = [...net.values()].filter(({ oldValue, newValue }) => oldValue !== newValue)
  return { begun: told, changes, closed: after.length < amended.version() - begun.number || after.some(({ digest }) => digest === undefined) }
}

function edits(copy, amended, base, typed) {
  const open = copy.view.nodes.map((node) => ({ node, fields: AMENDED.filter(({ name }) => copy.may('edit', 'hierarchy', node.level, name)) })).filter(({ fields }) => fields.length > 0)
  if (open.length === 0) return null
  return html`<section aria-labelledby="edit-title"><h2 id="edit-title">Change something in it</h2>${open.map(({ node, fields }) => {
    const mine = typed.node === node.id ? typed : {}
    return html`<details class="record" id="edit-${node.id}"${mine.node && html` open`}><summary><span class="level">${node.level}</span> ${node.title ?? node.id}</summary>
<form method="post" action="${base}/nodes/${encodeURIComponent(node.id)}"><input type="hidden" name="version" value="${amended.version()}">${fields.map(
      ({ name, label, type }) => html`<input type="hidden" name="was.${name}" value="${node[name]}"><label for="${name}-${node.id}">${label}</label><input id="${name}-${node.id}" name="${name}"${type && html` type="${type}"`} value="${mine[name] ?? node[name]}">`,
    )}<button>Change it in the amendment</button></form></details>`
  })}</section>`
}
