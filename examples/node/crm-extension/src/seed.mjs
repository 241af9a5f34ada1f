// Made-up plans, so that there is something to look at: one that runs, drafts of which one is late, one that waits for its approval, one that is over,
// and one of another region. Their dates lie around the day on which they are made, so that something is always late and something due.

import { Approvals, PLAN } from './approvals.mjs'
import { asPerson, byId } from './people.mjs'
import { Plans, localDay } from './plans.mjs'
import { ANALYSES, ELSEWHERE, FEW_ANALYSES, SMALL, STAKEHOLDERS, TREE, WORK } from './seed-data.mjs'

const DAY = 24 * 60 * 60 * 1000
const STARTED = 150
/** A product that medical looks at. */
const PRODUCTS = ['P-CARDIO-2']

export function seed(configuration, store, now) {
  const past = pastOf(configuration, store, now)
  const small = (id, daysAgo) => store.add(id, smallPlan(configuration, now, id, daysAgo))
  small('AP-2205', 390)
  carriedOut(past, 'AP-2205')
  store.add('AP-2201', writtenPlan(configuration, now))
  approved(past)
  worked(configuration, store, now)
  small('AP-2204', 120)
  small('AP-2301', 45)
  const { document } = store.read('AP-2201')
  store.add('AP-2202', planAfter(configuration, now, document, 'AP-2202', { title: 'Lakeside District Hospital', account: 'A-1102', start: -30, end: 335 }))
  store.add('AP-2203', planAfter(configuration, now, document, 'AP-2203', { title: 'Harbour Heart Centre', account: 'A-1117', start: -20, end: 345, products: PRODUCTS }))
  past.on(12)
  past.approvals.move('AP-2203', byId('kam.north'), {}, 'in_approval')
}

/** Approvals as they were done on a day of the past, each a minute after the one before. */
function pastOf(configuration, store, now) {
  let at = now.getTime()
  const clock = () => new Date((at += 60_000))
  const approvals = new Approvals(configuration, store, new Plans(configuration, store, clock))
  return { approvals, on: (daysAgo) => (at = now.getTime() - daysAgo * DAY) }
}

/** Acts of the past, each a minute after the one before. */
function acts(now, daysAgo) {
  let at = now.getTime() - daysAgo * DAY
  return (person, reason) => {
    at += 60_000
    const moment = new Date(at)
    return { person: asPerson(byId(person)), at: moment.toISOString(), on: localDay(moment), salt: `seed-${at}-${person}`, ...(reason ? { reason } : {}) }
  }
}

/** Plain values as the library's fields; a number is days from now. */
function fields(values, now) {
  return Object.entries(values).map(([name, value]) => {
    if (Array.isArray(value)) return { name, texts: value }
    return { name, text: typeof value === 'number' ? localDay(new Date(now.getTime() + value * DAY)) : value }
  })
}

/** Adds to a plan: objects by their ids, and nodes in the order of a tree. */
function adder(plan, now, act, owner) {
  const add = (kind, id, values) => plan.add(kind, id, fields(values, now), act(owner))
  return {
    add,
    all: (kind, objects) => Object.entries(objects).forEach(([id, values]) => add(kind, id, values)),
    tree: (nodes) => nodes.forEach(([id, parent, values]) => add('node', id, parent ? { parent, ...values } : values)),
    analyses: (analyses) =>
      analyses.forEach(([analysis, values, items]) => {
        add('analysis', analysis, values)
        Object.entries(items).forEach(([id, item]) => add('item', id, { analysis, ...item }))
      }),
  }
}

function writtenPlan(configuration, now) {
  const act = acts(now, STARTED - 10)
  const profile = { unit: 'north-1', title: 'Northern University Hospital', account: 'A-1044', owner: 'kam.north', start: -STARTED, end: 365 - STARTED, products: PRODUCTS }
  const plan = configuration.newAccountPlan('AP-2201', fields(profile, now), act('kam.north'))
  const { add, all, tree, analyses } = adder(plan, now, act, 'kam.north')
  add('member', 'kam.north', { role: 'account_lead', function: 'sales' })
  add('member', 'msl.north', { role: 'medical_lead', function: 'medical' })
  all('stakeholder', STAKEHOLDERS)
  add('relation', 'r-1', { from: 's-clinic', to: 's-head', is: 'reports_to' })
  add('relation', 'r-2', { from: 's-pharmacy', to: 's-committee', is: 'member_of' })
  tree(TREE)
  add('measure', 'm-patients', { unit: 'patients on therapy', baseline: '40', target: '120', nodes: ['o-11'] })
  analyses(ANALYSES)
  return plan
}

function smallPlan(configuration, now, id, daysAgo) {
  const { profile, tree } = SMALL[id]
  const act = acts(now, daysAgo)
  const plan = configuration.newAccountPlan(id, fields(profile, now), act(profile.owner))
  const adds = adder(plan, now, act, profile.owner)
  if (profile.end !== undefined) adds.add('member', profile.owner, { role: 'account_lead', function: 'sales' })
  adds.all('stakeholder', ELSEWHERE[id] ?? {})
  adds.tree(tree)
  if (id === 'AP-2205') adds.analyses(FEW_ANALYSES)
  return plan
}

const voted = ({ approvals }, id) => (person, action, said = {}) => approvals.does(PLAN, id, byId(person), action, { seen: approvals.ofPlan(id).summary().content, ...said })

/** Sent back once, then through all its steps. */
function approved(past) {
  const { approvals, on } = past
  const id = 'AP-2201'
  const vote = voted(past, id)
  on(STARTED - 12)
  approvals.move(id, byId('kam.north'), {}, 'in_approval')
  on(STARTED - 13)
  vote('rm.north', 'send_back', { reason: 'The pharmacy decides in autumn: the dossier has to come before the training' })
  approvals.plans.change(id, byId('kam.north'), { reason: 'As asked for' }, (plan, act) => plan.set('node', 'a-1121', [{ name: 'prerequisites', texts: ['a-1112'] }], act))
  approvals.move(id, byId('kam.north'), {}, 'in_approval')
  on(STARTED - 14)
  vote('rm.north', 'approve')
  on(STARTED - 15)
  vote('review.country', 'approve', { meaning: 'I decide as medical reviewer' })
  vote('lead.country', 'approve', { reason: 'Agreed; the network comes second' })
  on(STARTED - 16)
  approvals.move(id, byId('kam.north'), {}, 'active')
}

/** A plan that went through its whole life. */
function carriedOut(past, id) {
  const { approvals, on } = past
  const [owner, vote] = [byId('kam.north'), voted(past, id)]
  on(385)
  approvals.move(id, owner, {}, 'in_approval')
  vote('rm.north', 'approve')
  vote('deputy.country', 'approve', { reason: 'Agreed' })
  approvals.move(id, owner, {}, 'active')
  on(36)
  for (const node of ['a-1111', 't-111', 'o-11', 'g-1']) approvals.plans.change(id, owner, {}, (plan, act) => plan.changeStatus(node, 'done', act))
  on(34)
  approvals.move(id, owner, {}, 'closed')
}

function worked(configuration, store, now) {
  const read = store.read('AP-2201')
  const plan = configuration.openAccountPlan(read.document, read.head)
  for (const work of WORK) {
    const done = acts(now, work.ago)(work.by, work.reason)
    if (work.status) plan.changeStatus(work.node, work.status, done)
    else if (work.override) plan.overrideCompletion(work.node, work.override, done)
    else if (work.add) plan.add(work.add[0], work.add[1], fields(work.add[2], now), done)
    else plan.set(work.node ? 'node' : 'stakeholder', work.node ?? work.stakeholder, fields(work.set, now), done)
  }
  store.save(plan, read)
}

/** A plan that has structure and weights of the first one, and nothing of what was done. */
function planAfter(configuration, now, document, id, profile) {
  const act = acts(now, id === 'AP-2203' ? 13 : 3)
  const plan = configuration.newAccountPlan(id, fields({ unit: 'north-1', owner: 'kam.north', ...profile }, now), act('kam.north'), { document, how: 'template' })
  const { add, all, analyses } = adder(plan, now, act, 'kam.north')
  add('member', 'msl.north', { role: 'medical_lead', function: 'medical' })
  all('stakeholder', ELSEWHERE[id])
  if (id === 'AP-2203') analyses(FEW_ANALYSES)
  return plan
}
