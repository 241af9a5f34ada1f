// What waits for somebody: requests for approvals, what waits for this person first, then what is overdue, then by the day on which it is due.

import { AMENDMENT, LATE } from '../approvals.mjs'
import { html } from '../html.mjs'
import { BUTTONS, due, listed, voter } from './approval.mjs'
import { layout, nameOf, words } from './layout.mjs'

export function inboxPage({ waiting, at, signedIn }) {
  const mine = waiting.filter(({ waitsForMe }) => waitsForMe)
  const others = waiting.filter(({ waitsForMe }) => !waitsForMe)
  return layout({
    title: 'What waits for me',
    person: signedIn,
    back: '/inbox',
    current: '/inbox',
    body: html`<h1>What waits for me</h1>
<section id="mine" aria-labelledby="mine-title"><h2 id="mine-title">For me <span class="count">${mine.length}</span></h2>
${mine.length === 0 ? html`<p class="empty">Nothing waits for you.</p>` : html`<ol class="inbox">${mine.map((one) => item(one, at))}</ol>`}</section>
<section id="others" aria-labelledby="others-title"><h2 id="others-title">For others <span class="count">${others.length}</span></h2>
${others.length === 0 ? html`<p class="empty">Nothing that you may see waits for anybody else.</p>` : html`<ol class="inbox">${others.map((one) => item(one, at))}</ol>`}</section>`,
  })
}

/** Where a request is seen and answered. */
const pageOf = ({ plan, kind }) => `/plans/${encodeURIComponent(plan)}${kind === AMENDMENT ? '/amendment' : ''}`

function item({ actingFor, overdue, actions, ...one }, at) {
  const { plan, kind, title, request } = one
  const late = actions.find((action) => LATE.includes(action))
  // To submit it again is done on the page of the plan, which says first whom it asks.
  const can = actions.filter((action) => !LATE.includes(action) && Object.hasOwn(CAN, action))
  const lateAt = `/plans/${encodeURIComponent(plan)}/${kind === AMENDMENT ? 'amendment' : 'approval'}/late`
  return html`<li class="card${overdue && ' late'}" id="request-${request.id}"><h3><a href="${pageOf(one)}#approval">${title}</a></h3>
<p>${kind === AMENDMENT ? 'Amendment' : 'Plan'}, ${request.state === 'draft' ? html`sent back to ${nameOf(request.submitter)}` : html`step “${words(request.step)}”`}${actingFor && html`, for ${nameOf(actingFor)}`}${
    request.due && html`, until ${due(request.due, at)}`
  }</p>
<p class="note">Asked for by ${nameOf(request.submitter)}.${request.waitsFor.length > 0 && html` Waits for ${listed(request.waitsFor.map(voter))}.`}</p>
${can.length > 0 && html`<p class="note">You can: ${can.map((action) => CAN[action]).join(', ')}.</p>`}${can.length === 0 && !late && html`<p class="note">There is nothing that you can do here.</p>`}
${late && html`<form method="post" action="${lateAt}"><button class="quiet" id="late-${request.id}">${BUTTONS[late]}</button></form>`}</li>`
}

const CAN = {
  approve: 'approve',
  reject: 'reject',
  send_back: 'send it back',
  recall: 'take it back',
  withdraw_vote: 'withdraw your vote',
  delegate: 'let somebody else vote',
  reassign: 'give your vote away',
  submit: 'change it and submit it again',
}

/** The same in one line, for the page that comes first. */
export function inboxLine(waiting) {
  const mine = waiting.filter(({ waitsForMe }) => waitsForMe).length
  const late = waiting.filter(({ overdue }) => overdue).length
  return html`<p id="waits">${mine === 0 ? 'Nothing waits' : mine === 1 ? html`<strong>1 approval</strong> waits` : html`<strong>${mine} approvals</strong> wait`} for you${
    late > 0 && html`; ${late} of all that wait ${late === 1 ? 'is' : 'are'} <span class="badge late">overdue</span>`
  }. <a href="/inbox">What waits for me</a></p>`
}
