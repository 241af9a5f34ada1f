// What does not get in: other sites, forms that are too large, addresses that are none.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { after, before, test } from 'node:test'
import kam from 'kam'
import { html } from '../src/html.mjs'
import { MOST_BYTES } from '../src/http.mjs'
import { start, told, version } from './started.mjs'

let server
let page
before(async () => {
  server = await start()
  page = (await server.as('kam.north').get(PLAN)).text
})
after(() => server.stop())

const PLAN = '/plans/AP-2201'
const STATUS = `${PLAN}/nodes/a-2121/status`
const fields = () => ({ version: version(page), status: 'in_progress', reason: '' })

/** A request as no browser makes it. */
function raw({ path = STATUS, method = 'POST', headers = {}, chunks = [] }) {
  const { hostname, port, host } = new URL(server.origin)
  return new Promise((answered, failed) => {
    const asked = request({ hostname, port, path, method, headers: { host, ...headers } }, async (response) => {
      let text = ''
      for await (const chunk of response) text += chunk
      answered({ status: response.statusCode, headers: response.headers, text })
    })
    asked.on('error', failed)
    for (const chunk of chunks) asked.write(chunk)
    asked.end()
  })
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

test('a form from another site changes nothing', async () => {
  const before = server.store.read('AP-2201').head
  const body = String(new URLSearchParams(fields()))
  const foreign = ['http://evil.example', 'null', 'http://localhost', `https://localhost.evil.example:${new URL(server.origin).port}`, 'nonsense', undefined]
  for (const origin of foreign) {
    const { status } = await raw({ headers: { ...FORM, ...(origin ? { origin } : {}) }, chunks: [body] })
    assert.equal(status, 403, origin)
  }
  for (const method of ['PUT', 'DELETE', 'PATCH']) assert.equal((await raw({ method, headers: { origin: server.origin } })).status, 405)
  assert.equal((await raw({ headers: { ...FORM, host: 'evil.example', origin: 'http://evil.example' }, chunks: [body] })).status, 421)
  assert.equal((await raw({ method: 'GET', path: PLAN, headers: { host: 'evil.example' } })).status, 421)
  assert.equal(server.store.read('AP-2201').head, before)
  // The same form from here is taken, so it was not refused for anything else.
  assert.equal((await raw({ headers: { ...FORM, origin: server.origin }, chunks: [body] })).status, 303)
})

test('a form has a limit, whether it says its length or not', async () => {
  const headers = { ...FORM, origin: server.origin }
  const large = 'x'.repeat(MOST_BYTES)
  const saying = await raw({ headers: { ...headers, 'content-length': MOST_BYTES + 1 }, chunks: [`reason=${large}`.slice(0, MOST_BYTES + 1)] }).catch((error) => error)
  // The connection may be closed while the rest is still being sent.
  assert.ok(saying.status === 413 || ['EPIPE', 'ECONNRESET'].includes(saying.code), String(saying))
  const silent = await raw({ headers: { ...headers, 'transfer-encoding': 'chunked' }, chunks: ['reason=', large] }).catch((error) => error)
  assert.ok(silent.status === 413 || ['EPIPE', 'ECONNRESET'].includes(silent.code), String(silent))
  const just = `status=in_progress&version=${version(page)}&reason=`
  assert.equal((await raw({ headers, chunks: [just + 'x'.repeat(MOST_BYTES - just.length)] })).status, 422)
  assert.equal((await raw({ headers: { ...headers, 'content-type': 'application/json' }, chunks: ['{}'] })).status, 415)
  assert.equal((await server.as('kam.north').get(PLAN)).status, 200)
})

test('a change names the version that it was made on', async () => {
  const kamNorth = server.as('kam.north')
  for (const given of [undefined, '', '0', '-1', '1.5', 'x', '99999']) {
    const refused = await kamNorth.post(STATUS, { status: 'done', ...(given === undefined ? {} : { version: given }) })
    assert.equal(refused.status, 422, given)
    assert.match(told(refused.text), /version/)
  }
})

test('what there is not is not found, and a broken address is no mistake of the server', async () => {
  const kamNorth = server.as('kam.north')
  for (const path of ['/plans/AP-1', '/plans', '/nothing', `${PLAN}/nothing`, '/../src/app.mjs', '/plans/__proto__']) assert.equal((await kamNorth.get(path)).status, 404, path)
  assert.equal((await kamNorth.get('/plans/%E0%A4%A')).status, 400)
  for (const path of ['/plans/AP-1/move', `${PLAN}/nodes/a-2121/remove`, PLAN, '/']) assert.equal((await kamNorth.post(path, fields())).status, 404, path)
  assert.equal((await kamNorth.get(STATUS)).headers.get('location'), PLAN)
  assert.deepEqual(server.logged, [])
})

test('signing in leads nowhere else, and nobody else can be', async () => {
  const nobody = server.as('nobody')
  assert.match((await nobody.get('/')).text, /value="kam.north" selected/)
  for (const back of ['//evil.example', '/\\evil.example', 'https://evil.example', '', undefined]) {
    const { status, headers } = await nobody.post('/sign-in', { person: 'rm.north', ...(back === undefined ? {} : { back }) })
    assert.equal(status, 303)
    assert.equal(headers.get('location'), '/')
    assert.match(headers.get('set-cookie'), /^person=rm.north; .*HttpOnly; SameSite=Strict/)
  }
  assert.equal((await nobody.post('/sign-in', { person: 'rm.north', back: PLAN })).headers.get('location'), PLAN)
  assert.equal((await nobody.post('/sign-in', { person: 'admin', back: '/' })).status, 422)
})

test('a template escapes all but what it made', () => {
  const inner = html`<b>${'<i>'}</b>`
  assert.equal(String(html`<p title="${`"'`}">${inner}${['&', inner]}${null}${undefined}${false}${0}</p>`), '<p title="&quot;&#39;"><b>&lt;i&gt;</b>&amp;<b>&lt;i&gt;</b>0</p>')
})

test('the README names calls that there are', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const named = [...readme.matchAll(/`(Configuration|AccountPlan|ApprovalRequest|Plan)\.(\w+)`/g)]
  assert.ok(named.length >= 30)
  for (const [, on, call] of named) assert.equal(typeof kam[on].prototype[call], 'function', `${on}.${call}`)
  for (const [, file] of readme.matchAll(/\]\((src\/[\w/.-]+|config\/[\w.-]+)\)/g)) assert.ok(readFileSync(new URL(`../${file}`, import.meta.url)).length > 0)
})
