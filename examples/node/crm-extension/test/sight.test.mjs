// What a person sees under rights that are stricter than those of the example.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import kam from 'kam'
import { byId } from '../src/people.mjs'
import { seed } from '../src/seed.mjs'
import { Sight } from '../src/sight.mjs'
import { Store } from '../src/store.mjs'
import { clock, configuration as usual, readText, start, version } from './started.mjs'

/** The configuration of the example, where the rules of the medical liaison are these. */
function strict(rules, fields = '', change = (text) => text) {
  const read = (name) => readFileSync(new URL(`../config/${name}`, import.meta.url), 'utf8')
  const own = /    \{ id = "liaison_.*\n/g
  assert.equal(read('core.toml').match(own).length, 8)
  const core = read('core.toml').replaceAll(own, '').replace('fields = [\n', `fields = [\n${fields}`).replace('rules = [\n', `rules = [\n${rules.map((rule, at) => `{ id = "liaison_${at}", role = "medical_liaison", ${rule} },\n`).join('')}`)
  return kam.openConfiguration([
    { name: 'core.toml', content: change(core) },
    ...['north.toml', 'south.toml'].map((name) => ({ name, content: read(name) })),
  ])
}

function sightOf(configuration, person, change = () => {}, plan = 'AP-2201') {
  const store = new Store(':memory:')
  // The rights of a day decide what can be done on it; what was done before stays.
  seed(usual, store, new Date('2026-06-30T08:00:00Z'))
  const { document, head } = store.read(plan)
  store.close()
  const account = configuration.openAccountPlan(document, head)
  change(account)
  return new Sight(configuration, account, byId(person))
}

const WORK_OF_LIAISON = ['section = "stakeholders", right = "edit"', 'section = "hierarchy", part = "action", right = "edit"', 'section = "profile", right = "read"']

test('levels that are closed are nowhere: not in the tree, not among what is due, not in the history', () => {
  const configuration = strict([...WORK_OF_LIAISON, 'section = "hierarchy", part = "goal", right = "read"'])
  const sight = sightOf(configuration, 'msl.north')
  assert.deepEqual([...new Set(sight.view.nodes.map(({ level }) => level))].sort(), ['action', 'goal'])
  const nodes = sight.entries().flatMap(({ changes }) => changes).filter(({ kind }) => kind === 'node')
  assert.ok(nodes.length > 20)
  assert.deepEqual(nodes.filter(({ id }) => /^(o|t)-/.test(id)), [])
  const only = sightOf(strict(['section = "hierarchy", part = "goal", right = "read"', 'section = "profile", right = "read"']), 'msl.north')
  assert.deepEqual(only.due('2026-06-30'), [])
  assert.ok(sightOf(configuration, 'msl.north').due('2026-06-30').length > 3)
})

test('fields that are closed are in no object and no entry, and a reason beside them is not told', () => {
  const medical = sightOf(strict(WORK_OF_LIAISON), 'msl.north')
  const sales = sightOf(strict(WORK_OF_LIAISON), 'kam.north')
  assert.ok(medical.objects('stakeholder').some(({ notes }) => notes))
  assert.ok(sales.objects('stakeholder').every((person) => !('notes' in person) && person.name))
  assert.deepEqual(medical.objects('measure'), [])
  assert.equal(sales.objects('measure').length, 1)
  const entry = (sight) => sight.entries().find(({ changes, person }) => person === 'msl.north' && changes.some(({ id }) => id === 's-pharmacy'))
  assert.deepEqual(entry(medical).changes.map(({ field }) => field).sort(), ['last_contact', 'notes'])
  assert.deepEqual([entry(sales).changes.map(({ field }) => field), entry(sales).digest], [['last_contact'], undefined])
  assert.match(entry(medical).digest, /^[0-9a-f]{64}$/)
  const both = (account) =>
    account.set('stakeholder', 's-nurse', [{ name: 'notes', text: 'n' }, { name: 'stance', text: 'supporter' }], {
      person: { id: 'msl.north', roles: [{ role: 'medical_liaison', unit: 'north' }] },
      at: '2026-06-30T09:00:00Z',
      salt: 'a-salt-of-the-test',
      reason: 'She said so of a patient',
    })
  const last = (person) => sightOf(strict(WORK_OF_LIAISON), person, both).entries().at(-1)
  assert.equal(last('msl.north').reason, 'She said so of a patient')
  assert.deepEqual([last('kam.north').reason, last('kam.north').changes.length], [undefined, 1])
})

test('closed fields of nodes are in no line of what is due', () => {
  const fields = ['title', 'owner', 'weight', 'prerequisites'].map((field) => `{ id = "no_${field}", section = "hierarchy", field = "${field}", closed_to = ["medical"] },\n`).join('')
  const due = sightOf(strict(WORK_OF_LIAISON, fields), 'msl.north').due('2026-06-30')
  assert.ok(due.length > 3)
  for (const item of due) assert.deepEqual([item.title, item.owner, item.weight, item.blockedBy], [item.node, undefined, undefined, []])
  const dates = '{ id = "no_due", section = "hierarchy", field = "due", closed_to = ["medical"] },\n'
  assert.deepEqual(sightOf(strict(WORK_OF_LIAISON, dates), 'msl.north').due('2026-06-30'), [])
})

test('what an analysis comes to is of what somebody sees, and says so', async () => {
  const store = new Store(':memory:')
  seed(usual, store, new Date('2026-06-30T08:00:00Z'))
  const closed = strict([...WORK_OF_LIAISON, 'section = "analyses", right = "read"'], '{ id = "no_patients", section = "analyses", field = "patients", closed_to = ["medical"] },\n')
  const server = await start({ store, configuration: closed, now: clock('2026-06-30T09:00:00Z') })
  try {
    const medical = readText((await server.as('msl.north').get('/plans/AP-2201/analyses')).text)
    assert.match(medical, /Therapy by the guideline begun Not counted .*This is of what you may see\. msl\.north has no right on the field patients/)
    assert.ok(!/\d patients|640|fewer than before/.test(medical))
    assert.match(medical, /Other brand of the class/)
    assert.match((await server.as('kam.north').get('/plans/AP-2201/analyses')).text, /640/)
  } finally {
    await server.stop()
  }
})

test('a node that was removed is told of to who might see its level', () => {
  const remove = (account) => {
    const act = { person: { id: 'kam.north', roles: [{ role: 'key_account_manager', unit: 'north-1' }] }, at: '2026-06-30T09:00:00Z' }
    account.remove('node', 'a-2121', act)
  }
  const told = (person) => sightOf(strict(WORK_OF_LIAISON), person, remove, 'AP-2202').entries().some(({ changes }) => changes.some(({ id, newValue }) => id === 'a-2121' && newValue === undefined))
  assert.equal(told('kam.north'), true)
  assert.equal(told('msl.north'), true)
})

test('who may read nothing finds pages without anything on them', async () => {
  const store = new Store(':memory:')
  seed(usual, store, new Date('2026-06-30T08:00:00Z'))
  const server = await start({ store, configuration: strict([]), now: clock('2026-06-30T09:00:00Z') })
  try {
    const nobody = server.as('msl.north')
    for (const path of ['/', '/inbox', '/portfolio', ...['', '/due', '/stakeholders', '/analyses', '/amendment', '/history'].map((page) => `/plans/AP-2201${page}`)]) {
      const { status, text } = await nobody.get(path)
      assert.equal(status, 200, path)
      assert.ok(!/Northern|Lakeside|Running|Draft|formulary|pharmacy|A-1044|<progress/.test(readText(text)), path)
    }
    assert.ok(!(await nobody.get('/')).text.includes('AP-22'))
    assert.equal((await nobody.get('/people/s-committee/said.json')).status, 404)
    assert.match((await server.as('kam.north').get('/')).text, /Northern/)
  } finally {
    await server.stop()
  }
})

test('where an unfinished prerequisite is only warned of, the warning is told once', async () => {
  const warned = strict(WORK_OF_LIAISON, '', (core) => core.replace('prerequisites = "refuse"', 'prerequisites = "warn"'))
  const server = await start({ configuration: warned })
  try {
    const kamNorth = server.as('kam.north')
    const first = version((await kamNorth.get('/plans/AP-2201')).text)
    const { status, headers } = await kamNorth.post('/plans/AP-2201/nodes/a-1113/status', { version: first, status: 'done', reason: '' })
    assert.equal(status, 303)
    const [address] = headers.get('location').split('#')
    // The warning is for who made the change, so nobody else reads it by its address.
    assert.ok(!(await server.as('rm.north').get(address)).text.includes('worth a look'))
    const read = readText((await kamNorth.get(address)).text)
    assert.match(read, /^ ?Done, and worth a look .*Not finished, and should come first: Budget impact with the pharmacy’s own prices/)
    assert.match(read, /Saved as version \d+: status of “Hand the dossier in before the committee meets”, open → done/)
    const again = (await kamNorth.get(address)).text
    assert.ok(!again.includes('worth a look'))
    assert.equal(version(again), String(Number(first) + 1))
  } finally {
    await server.stop()
  }
})
