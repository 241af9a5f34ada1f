// Two made-up plans, so that there is something to look at: one that runs, and one that was just written after it.
// Their dates lie around the day on which they are made, so that something is always late and something due.

import { STAKEHOLDERS, TREE, WORK } from './seed-data.mjs'
import { asPerson, byId } from './people.mjs'
import { localDay } from './plans.mjs'

const DAY = 24 * 60 * 60 * 1000
const STARTED = 150

export function seed(configuration, store, now) {
  const running = runningPlan(configuration, now)
  store.add('AP-2201', running)
  store.add('AP-2202', draftPlan(configuration, now, running))
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

function runningPlan(configuration, now) {
  const act = acts(now, STARTED - 10)
  const profile = { unit: 'north-1', title: 'Northern University Hospital', account: 'A-1044', owner: 'kam.north', start: -STARTED, end: 365 - STARTED, products: ['P-CARDIO-2'] }
  const plan = configuration.newAccountPlan('AP-2201', fields(profile, now), act('kam.north'))
  const add = (kind, id, values) => plan.add(kind, id, fields(values, now), act('kam.north'))
  add('member', 'kam.north', { role: 'account_lead', function: 'sales' })
  add('member', 'msl.north', { role: 'medical_lead', function: 'medical' })
  for (const [id, values] of Object.entries(STAKEHOLDERS)) add('stakeholder', id, values)
  add('relation', 'r-1', { from: 's-clinic', to: 's-head', is: 'reports_to' })
  add('relation', 'r-2', { from: 's-pharmacy', to: 's-committee', is: 'member_of' })
  for (const [id, parent, values] of TREE) add('node', id, parent ? { parent, ...values } : values)
  add('measure', 'm-patients', { unit: 'patients on therapy', baseline: '40', target: '120', nodes: ['o-11'] })
  plan.moveTo('in_approval', act('kam.north'))
  plan.moveTo('draft', act('rm.north', 'The pharmacy decides in autumn: the dossier has to come before the training'))
  plan.set('node', 'a-1121', fields({ prerequisites: ['a-1112'] }, now), act('kam.north', 'As asked for'))
  plan.moveTo('in_approval', act('kam.north'))
  plan.moveTo('approved', act('rm.north', 'Agreed with the country'))
  plan.moveTo('active', act('kam.north'))
  for (const work of WORK) {
    const done = acts(now, work.ago)(work.by, work.reason)
    if (work.status) plan.changeStatus(work.node, work.status, done)
    else if (work.override) plan.overrideCompletion(work.node, work.override, done)
    else plan.set(work.node ? 'node' : 'stakeholder', work.node ?? work.stakeholder, fields(work.set, now), done)
  }
  return plan
}

/** The second plan has structure and weights of the first one, and nothing of what was done. */
function draftPlan(configuration, now, running) {
  const act = acts(now, 3)
  const profile = { unit: 'north-1', title: 'Lakeside District Hospital', account: 'A-1102', owner: 'kam.north', start: -30, end: 335 }
  const plan = configuration.newAccountPlan('AP-2202', fields(profile, now), act('kam.north'), { document: running.document(), how: 'template' })
  plan.add('member', 'msl.north', fields({ role: 'medical_lead', function: 'medical' }, now), act('kam.north'))
  for (const id of ['s-head', 's-pharmacy']) plan.add('stakeholder', id, fields({ ...STAKEHOLDERS[id], last_contact: -12 }, now), act('kam.north'))
  return plan
}
