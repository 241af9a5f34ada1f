// The list of plans.

import { html } from '../html.mjs'
import { inboxLine } from './inbox.mjs'
import { bar, layout, nameOf, state } from './layout.mjs'

export function plansPage({ sights, waiting, signedIn }) {
  const rows = sights.map(({ sight, account }) => {
    const { profile } = sight.view
    const title = profile?.title ?? sight.planId
    return html`<tr><th scope="row"><a href="/plans/${encodeURIComponent(sight.planId)}">${title}</a></th>
<td>${profile?.account}</td><td>${nameOf(profile?.owner)}</td><td>${sight.seesState() && state(account)}</td>
<td>${bar(sight.view, `Completion of ${title}`, (completion) => sight.plan.display(completion))}</td></tr>`
  })
  return layout({
    title: 'Account plans',
    person: signedIn,
    back: '/',
    current: '/',
    body: html`<h1>Account plans</h1>
${inboxLine(waiting)}
<div class="scroll"><table><thead><tr><th scope="col">Plan</th><th scope="col">Account</th><th scope="col">Owner</th><th scope="col">State</th><th scope="col">Completion</th></tr></thead>
<tbody>${rows}</tbody></table></div>`,
  })
}
