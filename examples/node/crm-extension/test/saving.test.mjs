// Saving when others save as well, and what the store is trusted with.

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Store } from '../src/store.mjs'
import { clock, configuration, start, told, version } from './started.mjs'

let folder
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'kam-crm-'))
})
after(() => rmSync(folder, { recursive: true }))

const PLAN = '/plans/AP-2201'

/** A store in front of which another process saves, just before it saves itself. */
class Raced extends Store {
  beforeSave = []

  save(account, read) {
    this.beforeSave.shift()?.(read)
    return super.save(account, read)
  }
}

/** Two servers on one database; what the other one does before the first one saves is handed over. */
async function twoServers(name, interrupt, times = 1) {
  const store = new Raced(join(folder, name))
  const now = clock()
  const first = await start({ store, now })
  const other = new Store(join(folder, name))
  const page = (await first.as('kam.north').get(PLAN)).text
  for (let each = 0; each < times; each += 1) {
    store.beforeSave.push(() => {
      const read = other.read('AP-2201')
      const account = configuration.openAccountPlan(read.document, read.head)
      interrupt(account, { person: { id: 'msl.north', roles: [{ role: 'medical_liaison', unit: 'north' }] }, at: now().toISOString(), salt: `a-salt-of-the-test-${each}` }, each)
      assert.ok(other.save(account, read))
    })
  }
  const done = async (node, status) => first.as('kam.north').post(`${PLAN}/nodes/${node}/status`, { version: version(page), status, reason: '' })
  const open = () => configuration.openAccountPlan(other.read('AP-2201').document, other.read('AP-2201').head)
  const stop = async () => {
    other.close()
    await first.stop()
  }
  return { done, open, stop, from: Number(version(page)) }
}

const statusOf = (account, node) => account.objects('node').find(({ id }) => id === node).fields.find(({ name }) => name === 'status').text

test('a change that another process saved in between is kept, and so is ours', async () => {
  const { done, open, stop, from } = await twoServers('kept.sqlite', (account, act) => account.changeStatus('a-1122', 'in_progress', act))
  try {
    assert.equal((await done('a-2121', 'in_progress')).status, 303)
    const account = open()
    assert.equal(statusOf(account, 'a-1122'), 'in_progress')
    assert.equal(statusOf(account, 'a-2121'), 'in_progress')
    assert.deepEqual(account.entries(from).map(({ person }) => person), ['msl.north', 'kam.north'])
  } finally {
    await stop()
  }
})

test('where another process changed the same in between, nothing is overwritten and both are named', async () => {
  const { done, open, stop, from } = await twoServers('clash.sqlite', (account, act) => account.changeStatus('a-1122', 'in_progress', act))
  try {
    const refused = await done('a-1122', 'done')
    assert.equal(refused.status, 409)
    assert.match(told(refused.text), new RegExp(`the field status of the node a-1122 was changed by msl.north in entry ${from + 1}: it is in_progress now, and should become done`))
    assert.equal(statusOf(open(), 'a-1122'), 'in_progress')
    assert.equal(open().version(), from + 1)
  } finally {
    await stop()
  }
})

test('who is always second is told so, and loses nothing of anybody’s', async () => {
  const interrupt = (account, act, each) => account.set('stakeholder', 's-nurse', [{ name: 'notes', text: `note ${each}` }], act)
  const { done, open, stop, from } = await twoServers('starved.sqlite', interrupt, 9)
  try {
    const refused = await done('a-2121', 'in_progress')
    assert.equal(refused.status, 503)
    assert.match(told(refused.text), /others save this plan all the time/)
    assert.equal(statusOf(open(), 'a-2121'), 'open')
    assert.ok(open().version() > from)
  } finally {
    await stop()
  }
})

test('a stale save is not made, whatever the document is', () => {
  const store = new Store(join(folder, 'stale.sqlite'))
  const act = { person: { id: 'kam.north', roles: [{ role: 'key_account_manager', unit: 'north-1' }] }, at: '2026-01-01T08:00:00Z' }
  const account = configuration.newAccountPlan('AP-1', [{ name: 'unit', text: 'north-1' }], act)
  store.add('AP-1', account)
  const read = store.read('AP-1')
  account.set('plan', 'AP-1', [{ name: 'title', text: 'One' }], act)
  assert.equal(store.save(account, read), true)
  assert.equal(store.save(account, read), false)
  assert.equal(store.save(account, { ...store.read('AP-1'), head: read.head }), false)
  assert.equal(store.save(account, { id: 'AP-2', version: 1, head: read.head }), false)
  store.close()
})

test('a document that was altered in the database is not opened, and the page says nothing of it', async () => {
  const server = await start()
  try {
    server.store.database.prepare(`UPDATE plan SET document = replace(document, 'Northern University', 'Southern University') WHERE id = 'AP-2201'`).run()
    const { status, text } = await server.as('kam.north').get(PLAN)
    assert.equal(status, 500)
    assert.match(told(text), /^The request was refused something went wrong here, and nothing was changed$/)
    assert.deepEqual(server.logged.map(({ code }) => code), ['broken_history'])
  } finally {
    await server.stop()
  }
})

test('entries that were cut off the end are noticed by the digest that is kept beside', async () => {
  const server = await start()
  try {
    const whole = server.store.read('AP-2202')
    const account = configuration.openAccountPlan(whole.document, whole.head)
    account.changeStatus('a-1111', 'done', { person: { id: 'kam.north', roles: [{ role: 'key_account_manager', unit: 'north-1' }] }, at: '2026-07-01T08:00:00Z' })
    server.store.save(account, whole)
    server.store.database.prepare('UPDATE plan SET document = ? WHERE id = ?').run(whole.document, 'AP-2202')
    assert.equal((await server.as('kam.north').get('/plans/AP-2202')).status, 500)
    assert.deepEqual(server.logged.map(({ code }) => code), ['broken_history'])
  } finally {
    await server.stop()
  }
})

test('the server starts, is asked, stops, and has everything when it starts again', async () => {
  const database = join(folder, 'started.sqlite')
  const run = async (ask) => {
    const child = spawn(process.execPath, [fileURLToPath(new URL('../src/server.mjs', import.meta.url))], { env: { ...process.env, PORT: '0', DATABASE: database } })
    let errors = ''
    child.stderr.on('data', (chunk) => (errors += chunk))
    const origin = await new Promise((found, failed) => {
      child.stdout.once('data', (chunk) => found(String(chunk).trim()))
      child.once('exit', (code) => failed(new Error(`it ended with ${code}: ${errors}`)))
    })
    child.removeAllListeners('exit')
    try {
      return await ask(origin)
    } finally {
      const ended = new Promise((code) => child.once('exit', code))
      child.kill('SIGTERM')
      assert.equal(await ended, 0, errors)
    }
  }
  const get = async (origin) => (await fetch(`${origin}${PLAN}`, { headers: { connection: 'close' } })).text()
  let from
  const saved = await run(async (origin) => {
    from = version(await get(origin))
    const body = new URLSearchParams({ version: from, status: 'in_progress' })
    return fetch(`${origin}${PLAN}/nodes/a-2121/status`, { method: 'POST', body, headers: { origin, connection: 'close' }, redirect: 'manual' })
  })
  assert.equal(saved.status, 303)
  assert.equal(Number(version(await run(get))), Number(from) + 1)
})
