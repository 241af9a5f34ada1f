// Which request shows or changes what.

import { readFileSync } from 'node:fs'
import { KamError } from 'kam'
import { move } from './approvals.mjs'
import { Refused, answer, cookie, form, goTo, sameSite } from './http.mjs'
import { duePage } from './pages/due.mjs'
import { faultPage } from './pages/fault.mjs'
import { historyPage } from './pages/history.mjs'
import { planPage } from './pages/plan.mjs'
import { plansPage } from './pages/plans.mjs'
import { EDITED, stakeholdersPage } from './pages/stakeholders.mjs'
import { PEOPLE, byId } from './people.mjs'
import { Clashed, Plans } from './plans.mjs'
import { Sight } from './sight.mjs'

const FILES = {
  '/style.css': { content: readFileSync(new URL('../public/style.css', import.meta.url)), type: 'text/css; charset=utf-8' },
  '/icon.svg': { content: readFileSync(new URL('../public/icon.svg', import.meta.url)), type: 'image/svg+xml' },
}
const PAGES = { '': planPage, '/due': duePage, '/stakeholders': stakeholdersPage, '/history': historyPage }

/** The handler of requests. `hosts` are the names under which this server may be opened. */
export function app({ configuration, store, now = () => new Date(), hosts = ['localhost', '127.0.0.1'], log = console.error }) {
  const plans = new Plans(configuration, store, now)
  const page = (make, id, signedIn, more = {}) => {
    const { account } = plans.open(id)
    return make({ plans, account, sight: new Sight(configuration, account, signedIn), signedIn, at: plans.today(), ...more })
  }
  const list = (signedIn) =>
    plansPage({ signedIn, sights: plans.ids().map((id) => plans.open(id)).map(({ account }) => ({ account, sight: new Sight(configuration, account, signedIn) })) })

  async function handle(request, response) {
    sameSite(request, hosts)
    const url = new URL(request.url, 'http://here')
    const signedIn = byId(cookie(request, 'person')) ?? PEOPLE[0]
    const path = url.pathname.split('/').slice(1).map(decoded)
    if (request.method === 'GET' || request.method === 'HEAD') {
      if (url.pathname === '/') return answer(response, 200, list(signedIn))
      if (Object.hasOwn(FILES, url.pathname)) return answer(response, 200, FILES[url.pathname].content, { 'content-type': FILES[url.pathname].type })
      const [plansWord, id, name] = path
      const make = PAGES[name === undefined ? '' : `/${name}`]
      if (plansWord !== 'plans' || !id) throw new Refused(404, `there is no page \`${url.pathname}\``)
      // After a refusal the address is that of the change; reloading it shows the plan.
      if (path.length > 3 || name === 'move') return goTo(response, `/plans/${encodeURIComponent(id)}`)
      if (!make) throw new Refused(404, `there is no page \`${url.pathname}\``)
      return answer(response, 200, page(make, id, signedIn, { query: Object.fromEntries(url.searchParams) }))
    }
    if (request.method !== 'POST') throw new Refused(405, `\`${request.method}\` is not taken here`)
    const fields = await form(request)
    if (url.pathname === '/sign-in') return signIn(response, fields)
    const change = changeOf(path, fields)
    if (!change) throw new Refused(404, `there is nothing to change at \`${url.pathname}\``)
    try {
      const { account, done } = plans.change(change.plan, signedIn, { madeOn: version(fields), reason: fields.reason?.trim() }, change.make)
      // What is allowed and not wise is told once, by the page that answers; all else is read from the plan after going there.
      if (done.warnings.length + done.unfinishedPrerequisites.length === 0) return goTo(response, change.then(account.version()))
      answer(response, 200, page(change.page, change.plan, signedIn, { warned: done, query: { ...change.typed, saved: account.version() } }))
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
  if (section === 'move' && what === undefined) {
    return { plan: id, page: planPage, make: (account, act) => move(account, act, fields), typed: {}, then: (saved) => `${plan}?saved=${saved}` }
  }
  if (section === 'nodes' && how === 'status') return onNode((account, act) => account.changeStatus(what, fields.status ?? '', act))
  if (section === 'nodes' && how === 'override') return onNode((account, act) => account.overrideCompletion(what, (fields.completion ?? '').trim(), act))
  if (section === 'nodes' && how === 'computed') return onNode((account, act) => account.removeOverride(what, act))
  if (section === 'stakeholders' && what && how === undefined) {
    const changed = EDITED.filter(({ name }) => fields[name] !== undefined && fields[name] !== fields[`was.${name}`])
    const drafts = changed.map(({ name }) => (fields[name] === '' ? { name } : { name, text: fields[name] }))
    return {
      plan: id,
      page: stakeholdersPage,
      make: (account, act) => account.set('stakeholder', what, drafts, act),
      typed: { stakeholder: what },
      then: () => `${plan}/stakeholders?saved=yes`,
    }
  }
  return null
}

function version({ version: text }) {
  const number = Number(text)
  if (!text || !Number.isInteger(number) || number < 1) throw new Refused(422, `a change names the version that it was made on, and this one says \`${text ?? 'nothing'}\``, 'open the plan and make the change on its page')
  return number
}

/** What somebody can do something about, as it is told; anything else is a mistake of this server. */
function told(error) {
  if (error instanceof Refused) return { status: error.status, text: error.message, help: error.help }
  if (error instanceof Clashed) return { status: 409, title: 'Somebody else changed the same', text: error.message, help: error.help }
  if (!(error instanceof KamError) || ['internal', 'broken_history', 'invalid_document'].includes(error.code)) return null
  // The message of a fault has its help at the end; a refusal of a change has both apart, so they can be shown apart.
  if (error.code !== 'change_refused') return { status: 422, text: error.message }
  const { refusal, reason, help } = error.fault
  const status = { conflict: 409, not_allowed: 403 }[refusal] ?? 422
  return { status, title: refusal === 'conflict' ? 'Somebody else changed the same' : undefined, text: reason, help }
}

function decoded(part) {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new Refused(400, `\`${part}\` is no part of an address`)
  }
}
