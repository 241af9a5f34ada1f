// The situation analyses: white space, patient pathway, competitors, and those of the company's own; and a form that adds to each.

import { choicesOf, fieldsOf } from '../analyses.mjs'
import { html } from '../html.mjs'
import { productName } from '../products.mjs'
import { amount, done, head, layout, marked, reason, refusal, scrolled, share, shareBar, words } from './layout.mjs'

const LOCKED = ['in_approval', 'closed', 'cancelled']

export function analysesPage({ sight, account, signedIn, query = {}, refused, typed = {} }) {
  const id = sight.planId
  const path = `/plans/${encodeURIComponent(id)}/analyses`
  const types = JSON.parse(sight.configuration.explain('plan.analyses', sight.unit).value)
  const analyses = sight.objects('analysis').sort((one, other) => types.indexOf(one.type) - types.indexOf(other.type))
  const closed = types.filter((type) => !sight.may('read', 'analyses', type))
  const context = { sight, account, path, typed, refused, saved: query.saved, locked: LOCKED.includes(account.state()) }
  const missing = context.locked ? [] : types.filter((type) => sight.may('edit', 'analyses', type) && !analyses.some((analysis) => analysis.type === type))
  // What is wrong with a field is said beside it, and what is wrong with all of it at the top.
  const beside = refused?.field && analyses.some(({ id, type }) => id === typed.analysis && fieldFor(type, refused.field))
  return layout({
    title: `${sight.view.profile?.title ?? id}: analyses`,
    person: signedIn,
    back: path,
    plan: id,
    current: '/analyses',
    body: html`${refused && !beside && refusal(refused)}${query.saved === 'yes' && done('Saved.')}${head(sight, account)}
<h2>Analyses</h2>
${context.locked && sight.seesState() && html`<p class="note">The plan is <code>${account.state()}</code>, and so nothing in it changes.</p>`}
${analyses.length === 0 && closed.length < types.length && html`<p class="empty">No analysis was begun yet.</p>`}
${analyses.map((analysis) => card(analysis, context))}
${missing.length > 0 && html`<section class="card analysis" aria-labelledby="begin-title"><h3 id="begin-title">${analyses.length > 0 ? 'Begin another one' : 'Begin one'}</h3><div class="bare">${missing.map(
      (type) => html`<form method="post" action="${path}"><input type="hidden" name="version" value="${account.version()}"><input type="hidden" name="type" value="${type}"><button class="quiet" id="begin-${type}">${label(sight, type)}</button></form>`,
    )}</div></section>`}
${closed.length > 0 && html`<div class="note parts">${closed.map((type) => reason(sight.why('read', 'analyses', type)))}</div>`}`,
  })
}

const label = (sight, type) => sight.label('analysis_type', type)
const fieldFor = (type, named) => fieldsOf(type).find(({ name, also }) => name === named || also === named)
const SHOWN = { white_space: whiteSpace, patient_pathway: pathway, competitor_overview: competitors }

function card(analysis, context) {
  const { sight, account } = context
  const items = new Map(sight.objects('item').filter((item) => item.analysis === analysis.id).map((item) => [item.id, item]))
  const sections = account.analysisSections(analysis.id, sight.person, sight.step)
  // Figures are worked out from what this person sees; who may not read a field reads that they are.
  const closed = FIGURES.filter((field) => !sight.may('read', 'analyses', analysis.type, field))
  const show = SHOWN[analysis.type] ?? ownSections
  return html`<section class="card analysis" id="${analysis.id}" aria-labelledby="title-${analysis.id}"><h3 id="title-${analysis.id}">${label(sight, analysis.type)}${analysis.title && html`<span class="subtitle">${analysis.title}</span>`}</h3>
${context.saved === analysis.id && done('Added.')}
${items.size === 0 && html`<p class="empty">Nothing was written down yet.</p>`}
${(items.size > 0 || sections.length > 0) && show({ ...context, analysis, items, sections })}
${closed.length > 0 && html`<div class="note parts"><p>This is of what you may see.</p>${closed.map((field) => reason(sight.why('read', 'analyses', analysis.type, field)))}</div>`}
${form(analysis, { ...context, sections })}</section>`
}

const FIGURES = ['category', 'text', 'product', 'account_unit', 'potential', 'current', 'currency', 'competitor', 'share', 'order', 'patients', 'number']

/** The nodes that answer something, as links. */
function answers(ids, sight) {
  return ids.map((id, at) => html`${at > 0 && ', '}<a href="/plans/${encodeURIComponent(sight.planId)}?node=${encodeURIComponent(id)}#node-${encodeURIComponent(id)}">${sight.title(id)}</a>`)
}

function whiteSpace({ sight, account, analysis }) {
  const { cells, byProduct, byUnit, totals } = account.whiteSpace(analysis.id, sight.person, sight.step)
  const figures = ({ potential, current, difference, currency, shareOfWallet }, label) => html`<td class="number">${amount(potential, currency)}</td><td class="number">${amount(current, currency)}</td>
<td class="number">${amount(difference, currency)}</td><td>${shareBar(shareOfWallet, label)}</td>`
  const columns = html`<th scope="col" class="number">Could be bought</th><th scope="col" class="number">Is bought</th><th scope="col" class="number">Not yet</th><th scope="col">Share of wallet</th>`
  const sums = (caption, first, rows, name, foot) => html`${scrolled(caption, html`<table><caption>${caption}</caption><thead><tr><th scope="col">${first}</th>${columns}</tr></thead>
<tbody>${rows.map((sum) => html`<tr><th scope="row">${name(sum.of)}</th>${figures(sum, `Share of wallet, ${name(sum.of)} in ${sum.currency ?? 'no currency'}`)}</tr>`)}</tbody>${
    foot && html`<tfoot>${foot.map((sum) => html`<tr><th scope="row">All in ${sum.currency ?? 'no currency'}</th>${figures(sum, `Share of wallet, all in ${sum.currency ?? 'no currency'}`)}</tr>`)}</tfoot>`
  }</table>`)}`
  return html`${scrolled('White space, item by item', html`<table class="cells"><caption>In each currency the largest gap first</caption><thead><tr><th scope="col">Product</th><th scope="col">Part of the account</th>${columns}<th scope="col">Answered by</th></tr></thead>
<tbody>${cells.map((cell) => html`<tr><th scope="row">${productName(cell.product)}</th><td>${cell.accountUnit ?? 'The account as a whole'}</td>${figures(cell, `Share of wallet, ${productName(cell.product)}, ${cell.accountUnit ?? 'the account as a whole'}`)}<td>${answers(cell.answeredBy, sight)}</td></tr>`)}</tbody></table>`)}
${sums('Sums by product and currency', 'Product', byProduct, productName, totals)}
${byUnit.length > 1 && html`<details class="why"><summary>Sums by part of the account</summary>${sums('Sums by part of the account and currency', 'Part of the account', byUnit, (unit) => unit ?? 'The account as a whole')}</details>`}`
}

/** The stages in a row: how many reach each, of the first one, and how many of the stage before do not. */
function pathway({ sight, account, analysis, items }) {
  const stages = account.patientPathway(analysis.id, sight.person, sight.step)
  return html`<ol class="pathway">${stages.map(({ item, stage, patients, lost, ofPrevious, ofFirst, answeredBy }, at) => {
    const name = items.get(item)?.text ?? words(stage)
    const answered = answers(answeredBy, sight)
    const gained = lost?.startsWith('-')
    return html`<li class="stage"><p class="stage-name">${name}</p>
<p class="stage-count">${patients === undefined ? html`<span class="none">Not counted</span>` : html`<strong>${amount(patients)}</strong> patients`}</p>
${patients !== undefined && shareBar(at === 0 || ofFirst === undefined ? '100' : ofFirst, `${name}, of the first stage`)}
${lost !== undefined && html`<p class="${gained ? 'gained' : 'lost'}">${amount(lost.replace('-', ''))} ${gained ? 'more' : 'fewer'} than before${ofPrevious !== undefined && ` (${share(ofPrevious)}${gained ? '' : ' go on'})`}</p>`}
${answered.length > 0 && html`<p class="note">Answered by ${answered}</p>`}</li>`
  })}</ol>`
}

function competitors({ sight, account, analysis, items }) {
  return scrolled('Competitors', html`<table><caption>For each product the largest share first</caption><thead><tr><th scope="col">Stands against</th><th scope="col">Competitor</th><th scope="col">Share</th><th scope="col">What is known</th><th scope="col">Answered by</th></tr></thead>
<tbody>${account.competitorOverview(analysis.id, sight.person, sight.step).map(({ competitor, product, share: of, items: ids, answeredBy }) => {
    const known = ids.map((id) => items.get(id)?.text).filter(Boolean)
    return html`<tr><td>${product ? productName(product) : 'All products'}</td><th scope="row">${competitor}</th><td>${of === undefined ? html`<span class="none">not known</span>` : shareBar(of, `Share of ${competitor}`)}</td><td>${known.length > 1 ? html`<ul class="plain">${known.map((text) => html`<li>${text}</li>`)}</ul>` : known}</td><td>${answers(answeredBy, sight)}</td></tr>`
  })}</tbody></table>`)
}

/** An analysis of the company's own, section by section. */
function ownSections({ sections }) {
  return html`<dl class="sections">${sections.map(({ name, holds, needed, texts, number }) => {
    const empty = texts.length === 0 && number === undefined
    const text = holds === 'list' ? html`<ul>${texts.map((each) => html`<li>${each}</li>`)}</ul>` : html`<p>${holds === 'number' && html`<strong>${amount(number)}</strong> `}${texts}</p>`
    return html`<div><dt>${name}</dt><dd>${empty ? html`<p class="empty">${needed ? html`<span class="badge late">missing</span>` : 'Nothing was said'}</p>` : text}</dd></div>`
  })}</dl>`
}

/** A form for one item more. A refusal stands beside the field that it is about, and what was typed is still there. */
function form(analysis, context) {
  const { sight, account, path, typed, refused, locked } = context
  if (locked) return null
  if (!sight.may('edit', 'analyses', analysis.type)) return html`<div class="note">${reason(sight.why('edit', 'analyses', analysis.type))}</div>`
  const mine = typed.analysis === analysis.id ? typed : {}
  const wrong = mine.analysis && refused?.field ? fieldFor(analysis.type, refused.field) : undefined
  return html`<details class="record"${mine.analysis && html` open`}><summary>Add to it</summary>
<form method="post" action="${path}/${encodeURIComponent(analysis.id)}/items" novalidate><input type="hidden" name="version" value="${account.version()}">
${fieldsOf(analysis.type).map((field) => input(field, `${field.name}-${analysis.id}`, mine[field.name] ?? '', wrong === field ? refused : undefined, context))}
<button>Add</button></form></details>`
}

function input(field, id, value, refused, context) {
  const { name, label, long, choices, inputmode, size, none = 'Nothing' } = field
  const state = refused ? html` aria-invalid="true" aria-describedby="wrong-${id}" autofocus` : ''
  const control = choices
    ? html`<select id="${id}" name="${name}"${state}><option value="">${none}</option>${choicesOf(field, context).map(({ code, label: text }) => html`<option value="${code}"${code === value && html` selected`}>${text}</option>`)}</select>`
    : long
      ? html`<textarea id="${id}" name="${name}" rows="3" maxlength="4000"${state}>\n${value}</textarea>`
      : html`<input id="${id}" name="${name}" value="${value}" maxlength="500"${inputmode && html` inputmode="${inputmode}"`}${size && html` size="${size}"`}${state}>`
  return html`<label for="${id}">${label}</label>${control}${refused && html`<div class="wrong" id="wrong-${id}" role="alert">${reason(refused.text)}${refused.help && html`<p class="help">${marked(refused.help)}</p>`}</div>`}`
}
