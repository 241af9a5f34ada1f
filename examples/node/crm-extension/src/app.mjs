// Which request shows or changes what.

import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { KamError } from 'kam'
import { itemOf, newId } from './analyses.mjs'
import { AMENDMENT, Approvals, PLAN, isAction } from './approvals.mjs'
import { Refused, answer, cookie, form, goTo, sameSite } from './http.mjs'
import { analysesPage } from './pages/analyses.mjs'
import { AMENDED, amendmentPage } from './pages/approval.mjs'
import { duePage } from './pages/due.mjs'
import { faultPage } from './pages/fault.mjs'
import { historyPage } from './pages/history.mjs'
import { inboxPage } from './pages/inbox.mjs'
import { planPage } from './pages/plan.mjs'
import { plansPage } from './pages/plans.mjs'
import { portfolioPage } from './pages/portfolio.mjs'
import { EDITED, stakeholdersPage } from './pages/stakeholders.mjs'
import { PEOPLE, byId } from './people.mjs'
import { Clashed, Plans } from './plans.mjs'
import { saidAbout } from './said.mjs'
import { Sight } from './sight.mjs'

const FILES = {
  '/style.css': { content: readFileSync(new URL('../public/style.css', import.meta.url)), type: 'text/css; charset=utf-8' },
  '/icon.svg': { content: readFileSync(new URL('../public/icon.svg', import.meta.url)), type: 'image/svg+xml' },
}
const PAGES = { '': planPage, '/due': duePage, '/stakeholders': stakeholdersPage, '/analyses': analysesPage, '/amendment': amendmentPage, '/history': historyPage }
/** So many warnings are kept for the page that tells them. */
const MOST_WARNINGS = 100

/** The handler of requests. `hosts` are the names under which this server may be opened. */
export function app({ configuration, store, now = () => new Date(), hosts = ['localhost', '127.0.0.1'], log = console.error }) {
  const plans = new Plans(configuration, store, now)
  const approvals = new Approvals(configuration, store, plans)
  const seenBy = (account, signedIn) => ({ account, sight: new Sight(configuration, account, signedIn) })
  const page = (make, id, signedIn, more = {}) => {
    const { account } = plans.open(id)
    const amendment = make === amendmentPage ? approvals.ofAmendment(id) : null
    const copy = amendment && seenBy(amendment.account, signedIn).sight
    return make({ plans, approvals, amendment, copy, ...seenBy(account, signedIn), signedIn, at: plans.today(), ...more })
  }
  // Who may not see what a plan is about does not see that it is there.
  const allSeenBy = (signedIn) => plans.ids().map((id) => seenBy(plans.open(id).account, signedIn)).filter(({ sight }) => sight.view.profile)
  // The pages that are of no single plan. What several documents are asked at once is a promise.
  const ofAll = {
    '/': async (signedIn) => plansPage({ signedIn, waiting: await approvals.waiting(signedIn), sights: allSeenBy(signedIn) }),
    '/portfolio': async (signedIn) => {
      const sights = allSeenBy(signedIn)
      const creation = await configuration.portfolioCreation(sights.map(({ account }) => account.document()), plans.today())
      return portfolioPage({ signedIn, sights, creation })
    },
    '/inbox': async (signedIn) => inboxPage({ signedIn, at: plans.today(), waiting: await approvals.waiting(signedIn) }),
  }

  // What is allowed and not wise is told once, by the page that the change leads to; it stands in no address, where anybody could write it.
  const warnings = new Map()
  const keptWarning = (done, { id }) => {
    const key = randomUUID()
    warnings.set(`${id} ${key}`, done)
    if (warnings.size > MOST_WARNINGS) warnings.delete(warnings.keys().next().value)
    return key
  }
  const warningOf = (key, { id }) => {
    const done = warnings.get(`${id} ${key}`)
    warnings.delete(`${id} ${key}`)
    return done
  }

  async function handle(request, response) {
    sameSite(request, hosts)
    const url = new URL(request.url, 'http://here')
    const signedIn = byId(cookie(request, 'person')) ?? PEOPLE[0]
    const path = url.pathname.split('/').slice(1).map(decoded)
    if (request.method === 'GET' || request.method === 'HEAD') {
      if (Object.hasOwn(ofAll, url.pathname)) return answer(response, 200, await ofAll[url.pathname](signedIn))
      if (Object.hasOwn(FILES, url.pathname)) return answer(response, 200, FILES[url.pathname].content, { 'content-type': FILES[url.pathname].type })
      if (path[0] === 'people' && path[1] && path[2] === 'said.json' && path.length === 3) {
        const said = await saidAbout(path[1], { configuration, plans, person: signedIn })
        return answer(response, 200, JSON.stringify(said, null, 2), { 'content-type': 'application/json; charset=utf-8', 'content-disposition': 'attachment; filename="said.json"' })
      }
      const [plansWord, id, name] = path
      const make = PAGES[name === undefined ? '' : `/${name}`]
      if (plansWord !== 'plans' || !id) throw new Refused(404, `there is no page \`${url.pathname}\``)
      // After a refusal the address is that of the change; reloading it shows the plan.
      if (path.length > 3 || name === 'move') return goTo(response, `/plans/${encodeURIComponent(id)}${name === 'amendment' ? '/amendment' : ''}`)
      if (!make) throw new Refused(404, `there is no page \`${url.pathname}\``)
      const query = Object.fromEntries(url.searchParams)
      return answer(response, 200, page(make, id, signedIn, { query, warned: query.warned && warningOf(query.warned, signedIn) }))
    }
    if (request.method !== 'POST') throw new Refused(405, `\`${request.method}\` is not taken here`)
    const fields = await form(request)
    if (url.pathname === '/sign-in') return signIn(response, fields)
    const change = changeOf(path, fields) ?? approvalOf(path, fields, approvals, signedIn)
    if (!change) throw new Refused(404, `there is nothing to change at \`${url.pathname}\``)
    try {
      const { account, done } = change.run ? change.run() : plans.change(change.plan, signedIn, { madeOn: version(fields), reason: fields.reason?.trim() }, change.make)
      const to = new URL(change.then(account.version()), 'http://here')
      if (done && done.warnings.length + done.unfinishedPrerequisites.length > 0) to.searchParams.set('warned', keptWarning(done, signedIn))
      goTo(response, to.pathname + to.search + to.hash)
    } catch (error) {
      const refused = told(error)
      if (!refused || !plans.ids().includes(change.plan)) throw error
      answer(response, refused.status, page(change.page, change.plan, signedIn, { refused, typed: { ...fields, ...change.typed } }))
    }
  }

  return (request, response) => {
    handle(request, response).catch((error) => {
      const refused = told(error)
      if (!refused) log(error)
      const shown = refused ?? { status: 500, text: 'something went wrong here, and nothing was changed' }
      const text = faultPage({ signedIn: byId(cookie(request, 'person')) ?? PEOPLE[0], refused: shown })
      // What is left of a body that was not read is not waited for.
      answer(response, shown.status, text, request.complete ? {} : { connection: 'close' })
    })
  }
}

function signIn(response, { person, back }) {
  if (!byId(person)) throw new Refused(422, `there is no person \`${person}\``)
  // Only a path of this server: `//elsewhere` would be another one.
  const to = /^\/(?![/\\])/.test(back ?? '') ? back : '/'
  goTo(response, to, { 'set-cookie': `person=${encodeURIComponent(person)}; Path=/; HttpOnly; SameSite=Strict` })
}

/** What a form at an address changes, and where to go on. */
function changeOf([plansWord, id, section, what, how], fields) {
  if (plansWord !== 'plans' || !id) return null
  const plan = `/plans/${encodeURIComponent(id)}`
  const onNode = (make) => ({
    plan: id,
    page: planPage,
    make,
    typed: { node: what },
    then: (saved) => `${plan}?node=${encodeURIComponent(what)}&saved=${saved}#node-${encodeURIComponent(what)}`,
  })
  if (section === 'nodes' && how === 'status') return onNode((account, act) => account.changeStatus(what, fields.status ?? '', act))
  if (section === 'nodes' && how === 'override') return onNode((account, act) => account.overrideCompletion(what, (fields.completion ?? '').trim(), act))
  if (section === 'nodes' && how === 'computed') return onNode((account, act) => account.removeOverride(what, act))
  if (section === 'stakeholders' && what && how === undefined) {
    const drafts = changedIn(EDITED, fields)
    return {
      plan: id,
      page: stakeholdersPage,
      make: (account, act) => account.set('stakeholder', what, drafts, act),
      typed: { stakeholder: what },
      then: () => `${plan}/stakeholders?saved=yes`,
    }
  }
  const onAnalyses = (make, typed, then) => ({ plan: id, page: analysesPage, make, typed, then: () => `${plan}/analyses?saved=${then}` })
  if (section === 'analyses' && what === undefined) {
    return onAnalyses((account, act) => account.add('analysis', newId('an', act.at), [{ name: 'type', text: fields.type ?? '' }], act), {}, 'yes')
  }
  if (section === 'analyses' && how === 'items') {
    const type = (account) => account.objects('analysis').find((analysis) => analysis.id === what)?.fields.find(({ name }) => name === 'type').text
    const make = (account, act) => account.add('item', newId('i', act.at), itemOf(what, type(account), fields), act)
    return onAnalyses(make, { analysis: what }, `${encodeURIComponent(what)}#${encodeURIComponent(what)}`)
  }
  return null
}

/** The fields of a form that are no longer what they were on the page. */
function changedIn(known, fields) {
  const changed = known.filter(({ name }) => fields[name] !== undefined && fields[name] !== fields[`was.${name}`])
  return changed.map(({ name }) => (fields[name] === '' ? { name } : { name, text: fields[name] }))
}

/** What is done in the life of a plan, with the request for its approval, or with its amendment. */
function approvalOf([plansWord, id, section, what, node], fields, approvals, signedIn) {
  if (plansWord !== 'plans' || !id) return null
  const plan = `/plans/${encodeURIComponent(id)}`
  const said = (more) => ({ madeOn: version(fields), reason: fields.reason?.trim(), ...more })
  const of = (page, run, then, typed = {}) => ({ plan: id, page, run, then, typed })
  if (section === 'move' && what === undefined) return of(planPage, () => approvals.move(id, signedIn, said(), fields.to), (saved) => `${plan}?saved=${saved}`)
  if (node === undefined && section === 'approval' && isAction(what)) {
    return of(planPage, () => approvals.does(PLAN, id, signedIn, what, fields), () => `${plan}?did=${what}#approval`, { action: what })
  }
  if (section !== 'amendment' || (node !== undefined && what !== 'nodes')) return null
  const amendment = (run, then = `?did=${what}`, typed = { action: what }) => of(amendmentPage, run, () => `${plan}/amendment${then}`, typed)
  if (isAction(what)) return amendment(() => approvals.does(AMENDMENT, id, signedIn, what, fields), `?did=${what}#approval`)
  if (what === 'begin') return amendment(() => approvals.begin(id, signedIn, said()))
  if (what === 'nodes' && node) {
    const make = (account, act) => account.set('node', node, changedIn(AMENDED, fields), act)
    return amendment(() => approvals.change(id, signedIn, said(), make), '?saved=yes', { node })
  }
  if (what === 'submit') return amendment(() => approvals.submitAmendment(id, signedIn, {}))
  if (what === 'discard') return amendment(() => approvals.discard(id, signedIn))
  if (what === 'put-in') return of(amendmentPage, () => approvals.putIn(id, signedIn, {}), (saved) => `${plan}?saved=${saved}`)
  return null
}

function version({ version: text }) {
  const number = Number(text)
  if (!text || !Number.isInteger(number) || number < 1) throw new Refused(422, `a change names the version that it was made on, and this one says \`${text ?? 'nothing'}\``, 'open the plan and make the change on its page')
  return number
}

/** Refusals that have a better status than 422: somebody else was faster, or the person may not. */
const STATUS = Object.fromEntries([
  ...['conflict', 'other_content'].map((code) => [code, 409]),
  ...['not_allowed', 'not_asked', 'same_person', 'not_submitter', 'other_step', 'voted_already', 'only_in_place_of', 'role_needed', 'no_delegation'].map((code) => [code, 403]),
])

/** What somebody can do something about, as it is told; anything else is a mistake of this server. */
function told(error) {
  if (error instanceof Refused) return { status: error.status, text: error.message, help: error.help }
  if (error instanceof Clashed) return { status: 409, title: 'Somebody else changed the same', text: error.message, help: error.help }
  if (!(error instanceof KamError) || ['internal', 'broken_history', 'invalid_document'].includes(error.code)) return null
  // The message of a fault has its help at the end; a refusal of a change has both apart, so they can be shown apart.
  if (!['change_refused', 'approval_refused'].includes(error.code)) return { status: 422, text: error.message }
  const { refusal, reason, help, field } = error.fault
  const status = STATUS[refusal] ?? 422
  return { status, title: refusal === 'conflict' ? 'Somebody else changed the same' : undefined, text: reason, help, field }
}

function decoded(part) {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new Refused(400, `\`${part}\` is no part of an address`)
  }
}
