// How far the plans of all accounts are created, and what each of them lacks.

import { displayCompletion } from 'kam'
import { html } from '../html.mjs'
import { bar, lack, layout, nameOf, state as stateOf, words } from './layout.mjs'

/** What the library says of a section is for who may read it; that of goals is about the hierarchy. */
const sectionOf = (section) => (section === 'goals' ? 'hierarchy' : section)

export function portfolioPage({ creation, sights, signedIn }) {
  const seen = new Map(sights.map((one) => [one.sight.planId, one]))
  const may = (plan, section) => seen.get(plan).sight.may('read', sectionOf(section))
  const rows = creation.plans.map((plan) => {
    const open = plan.sections.filter(({ section }) => may(plan.plan, section))
    return { ...plan, open, whole: open.length === plan.sections.length, ...seen.get(plan.plan) }
  })
  // A sum over plans tells of what is closed in any of them.
  const whole = rows.every((row) => row.whole)
  const sections = creation.sections.filter(({ section }) => rows.every(({ plan }) => may(plan, section)))
  return layout({
    title: 'How far the plans are created',
    person: signedIn,
    back: '/portfolio',
    current: '/portfolio',
    body: html`<h1>How far the plans are created</h1>
${rows.length === 0 ? html`<p class="empty">There is no plan that you may see.</p>` : html`<div class="sides"><section class="card" aria-labelledby="all-title"><h2 id="all-title">All plans</h2>${
          whole
            ? html`<p class="total">${bar(creation, 'Complete sections of all that are required', (completion) => displayCompletion(completion))}</p>
<p>${creation.complete} of ${creation.counted} ${creation.counted === 1 ? 'plan' : 'plans'} complete${creation.overdue > 0 && html`, ${creation.overdue} <span class="badge late">overdue</span>`}. Plans that were given up do not count.</p>`
            : html`<p class="note">Sections are closed to you, and so is how far all plans are.</p>`
        }</section>
<section class="card" aria-labelledby="sections-title"><h2 id="sections-title">By section</h2>${
          sections.length === 0
            ? html`<p class="note">All of them are closed to you.</p>`
            : html`<table class="by-section"><thead><tr><th scope="col">Section</th><th scope="col" class="number">Complete in</th></tr></thead><tbody>${sections.map(({ section, required, complete }) => html`<tr><th scope="row">${words(section)}</th><td class="number">${complete} of ${required}</td></tr>`)}</tbody></table>`
        }</section></div>
<div class="card creation-card"><table class="creation" role="table" aria-label="Plans, and what each lacks"><thead role="rowgroup"><tr role="row">${['Plan', ...COLUMNS].map((name) => html`<th scope="col" role="columnheader">${name}</th>`)}</tr></thead>
<tbody role="rowgroup">${rows.map(line)}</tbody></table></div>`}`,
  })
}

// On a phone a row is shown as a block, each cell with its column before it; the roles keep it a table for who hears it.
const COLUMNS = ['State', 'Created', 'Due', 'What is missing']

function line({ sight, account, open, whole, overdue, due, completion }) {
  const { profile } = sight.view
  const title = profile.title || sight.planId
  const lacks = open.flatMap(({ section, missing }) => (missing.length > 0 ? [{ section, missing }] : []))
  // That it is late says that something is missing, so it is for who sees what.
  const late = overdue && (whole || lacks.length > 0)
  const cells = [
    sight.seesState() && stateOf(account),
    whole ? bar({ completion }, `Created, ${title}`, (figure) => displayCompletion(figure)) : html`<span class="figure held">closed</span>`,
    html`${due && html`<time datetime="${due}">${due}</time>`}${late && html` <span class="badge late">overdue</span>`}`,
    lacks.length === 0 ? html`<span class="empty">${whole ? 'Nothing' : 'Nothing that you may see'}</span>` : html`<dl class="lacks">${lacks.map(({ section, missing }) => html`<dt>${words(section)}</dt>${missing.map((each) => html`<dd>${lack(each, sight)}</dd>`)}`)}</dl>`,
  ]
  return html`<tr id="plan-${sight.planId}" role="row"${late && html` class="late-row"`}><th scope="row" role="rowheader"><a href="/plans/${encodeURIComponent(sight.planId)}">${title}</a><br><span class="note">${profile.account}${profile.owner && html`, ${nameOf(profile.owner)}`}</span></th>${cells.map((cell, at) => html`
<td role="cell" data-column="${COLUMNS[at]}">${cell}</td>`)}</tr>`
}
