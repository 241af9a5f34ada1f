// The frame of every page, and the small parts that several pages share.

import { html } from '../html.mjs'
import { PEOPLE, byId } from '../people.mjs'
import { STATES } from '../life.mjs'

const ALL = [['/', 'Plans'], ['/inbox', 'Waits for me'], ['/portfolio', 'Portfolio']]
const OF_PLAN = [['', 'Plan'], ['/due', 'Due'], ['/stakeholders', 'Stakeholders'], ['/analyses', 'Analyses'], ['/amendment', 'Amendment'], ['/history', 'History']]

/** Links of which one can be to the page that is shown. */
const links = (all, current, at) => all.map(([path, name]) => html`
  <li><a href="${at}${path}"${path === current && html` aria-current="page"`}>${name}</a></li>`)

/** `plan` is the id of the plan that the page is of, `current` the path of the page, in the plan where it is of one. */
export function layout({ title, person, back, plan, current, body }) {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="stylesheet" href="/style.css">
<link rel="icon" href="/icon.svg">
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="bar">
  <a class="brand" href="/">Account plans</a>
  <nav class="all" aria-label="All plans"><ul>${links(ALL, plan ? undefined : current, '')}
  </ul></nav>
  <form class="who" method="post" action="/sign-in">
    <input type="hidden" name="back" value="${back}">
    <label for="person">Signed in as</label>
    <select id="person" name="person">${PEOPLE.map(({ id, name }) => html`<option value="${id}"${id === person.id && html` selected`}>${name}</option>`)}</select>
    <button class="quiet">Change</button>
    <span class="note">A CRM has its own sign-in; this choice stands for it.</span>
  </form>
</header>
${plan && html`<nav class="tabs" aria-label="This plan"><ul>${links(OF_PLAN, current, `/plans/${encodeURIComponent(plan)}`)}
</ul></nav>`}
<main id="main">
${body}
</main>
</body>
</html>`.toString()
}

/** What was refused, in the library's words, with what would be right. */
export function refusal({ text, help, title = 'That was not done' }) {
  return html`<div class="message refused" role="alert" tabindex="-1" autofocus><h2>${title}</h2>${reason(text)}${help && html`<p class="help">${marked(help)}</p>`}</div>`
}

export function done(text) {
  return html`<p class="message done" role="status">${text}</p>`
}

/** What was done and is not wise. */
export function warning({ warnings, unfinishedPrerequisites }, title) {
  const before = unfinishedPrerequisites.map(title).join(', ')
  return html`<div class="message warned" role="alert" tabindex="-1" autofocus><h2>Done, and worth a look</h2>${warnings.map((text) => html`<p>${marked(text)}</p>`)}${before && html`<p>Not finished, and should come first: ${before}</p>`}</div>`
}

/** A reason whose first line says it and whose others say why, which are opened by who wants to know. Back-ticks become values. */
export function reason(text) {
  const [first, ...others] = text.split('\n')
  if (others.length === 0) return html`<p class="reason">${marked(first)}</p>`
  return html`<details class="reason"><summary>${marked(first)}</summary><div class="lines">${marked(others.join('\n'))}</div></details>`
}

export const marked = (text) => text.split('`').map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part))

/** What is missing, with what things are called in the place of their ids. */
export const lack = (text, sight) => text.split('`').map((part, at) => (at % 2 === 0 ? part : sight.called(part) ? `“${sight.called(part)}”` : html`<code>${part}</code>`))

/** A completion as a bar and as digits; what is held back says so, since it is not zero. */
export function bar({ completion, heldBack }, label, display) {
  if (heldBack) return html`<span class="figure held" title="held back: it would tell of what is closed to you">closed</span>`
  if (completion === undefined || completion === null) return html`<span class="figure none">nothing counts</span>`
  return html`<span class="figure"><progress value="${completion}" max="100" aria-label="${label}"></progress><span class="percent">${display(completion)} %</span></span>`
}

/** A decimal with its thousands apart, and its currency where it is money. */
export function amount(decimal, currency) {
  if (decimal === undefined) return 'too large'
  const [whole, part] = decimal.split('.')
  const apart = whole.replace(/\B(?=(\d{3})+$)/g, '\u00a0').replace('-', '−')
  // Money is read with two digits behind the point, or with none.
  return `${apart}${part ? `.${currency ? part.padEnd(2, '0') : part}` : ''}${currency ? `\u00a0${currency}` : ''}`
}

/** A share in percent for people: one digit behind the point, rounded half up. It may be above 100, which a completion never is. */
export function share(percent) {
  const [whole, part = ''] = percent.split('.')
  const tenths = String((BigInt(whole + part.padEnd(2, '0').slice(0, 2)) + 5n) / 10n).padStart(2, '0')
  return `${tenths.slice(0, -1)}.${tenths.slice(-1)} %`
}

/** A share as a bar and as digits. */
export function shareBar(percent, label) {
  if (percent === undefined) return html`<span class="figure none">none</span>`
  return html`<span class="figure"><progress value="${Math.min(Number(percent), 100)}" max="100" aria-label="${label}"></progress><span class="percent">${share(percent)}</span></span>`
}

/** What may be wider than the screen, and is scrolled by itself, with keys as well. */
export const scrolled = (label, content) => html`<div class="scroll" tabindex="0" role="group" aria-label="${label}">${content}</div>`

export const nameOf = (id) => (id === undefined ? '' : byId(id)?.name ?? id)
export const badge = (category, label) => html`<span class="badge ${category}">${label}</span>`
export const state = (account) => html`<span class="state ${account.state()}">${STATES[account.state()]}</span>`
/** `due_today` is `Due today`. */
export const words = (code) => code.charAt(0).toUpperCase() + code.slice(1).replaceAll('_', ' ')

export function head(sight, account) {
  const { profile } = sight.view
  return html`<div class="head"><h1>${profile?.title ?? profile?.id ?? sight.planId}</h1>${sight.seesState() && state(account)}<span class="version">version ${account.version()}</span></div>`
}
