// What each person sees and can do, asked without a browser.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { asPerson, byId } from '../src/people.mjs'
import { configuration, readText, start, told, version } from './started.mjs'

let server
let kam
let manager
let medical
let lead
let reviewer

before(async () => {
  server = await start()
  kam = server.as('kam.north')
  manager = server.as('rm.north')
  medical = server.as('msl.north')
  lead = server.as('lead.country')
  reviewer = server.as('review.country')
})
after(() => server.stop())

const PLAN = '/plans/AP-2201'
const DRAFT = '/plans/AP-2202'
const PAGES = ['/', '/inbox', '/portfolio', PLAN, `${PLAN}/due`, `${PLAN}/stakeholders`, `${PLAN}/stakeholders?goal=g-1`, `${PLAN}/analyses`, `${PLAN}/amendment`, `${PLAN}/history`, DRAFT]

/** The completion that the page of a plan shows for a node. */
function figure(text, node) {
  const from = text.indexOf(`id="node-${node}"`)
  assert.notEqual(from, -1, `there is no node ${node}`)
  return /<progress value="([\d.]+)"/.exec(text.slice(from))[1]
}

async function status(person, node, fields, plan = PLAN) {
  const { text } = await person.get(plan)
  return person.post(`${plan}/nodes/${node}/status`, { version: version(text), reason: '', ...fields })
}

test('every page is there for everybody', async () => {
  for (const person of [kam, manager, medical, lead, reviewer]) {
    for (const path of PAGES) {
      const { status, text, headers } = await person.get(path)
      assert.equal(status, 200, path)
      assert.match(text, /<h1>/)
      assert.match(headers.get('content-security-policy'), /default-src 'none'/)
      assert.equal(headers.get('cache-control'), 'no-store')
    }
  }
  assert.deepEqual(server.logged, [])
})

test('the medical reviewer reads the work, and no volume or measure of it', async () => {
  const pages = await Promise.all([PLAN, `${PLAN}?node=a-1221`, `${PLAN}/history`].map((path) => reviewer.get(path)))
  for (const { text } of pages) for (const secret of ['<progress', 'patients on therapy', 'Counts:', 'Half of the text is agreed']) assert.ok(!text.includes(secret), secret)
  assert.match(readText(pages[0].text), /Dossier for the drug committee/)
})

test('medical sees no sales volume, no figure that tells of one, and no measure', async () => {
  const closed = ['<progress', 'patients on therapy', 'Counts:', 'Half of the text is agreed', '>25<', 'Baseline', 'Actual', 'Adds points']
  const pages = await Promise.all([PLAN, `${PLAN}?node=a-1221`, `${PLAN}/due`, `${PLAN}/history`].map((path) => medical.get(path)))
  for (const { text } of pages) for (const secret of closed) assert.ok(!text.includes(secret), secret)
  assert.match(readText(pages[0].text), /msl.north has no right on the field quantity/)
  // The same pages have it for the key account manager, so its absence says something.
  const open = (await Promise.all([`${PLAN}?node=a-1221`, `${PLAN}/history`].map((path) => kam.get(path)))).map(({ text }) => text).join()
  for (const secret of closed) assert.ok(open.includes(secret), secret)
})

test('sales see no medical note, in no page and in no history', async () => {
  const note = 'Asked for data in renal failure'
  for (const path of PAGES) for (const person of [kam, manager]) assert.ok(!(await person.get(path)).text.includes(note), path)
  assert.ok((await medical.get(`${PLAN}/stakeholders`)).text.includes(note))
  assert.ok((await medical.get(`${PLAN}/history`)).text.includes(note))
})

test('what medical changes tells medical no total', async () => {
  const { status: code, headers } = await status(medical, 'a-1122', { status: 'in_progress' })
  assert.equal(code, 303)
  const { text } = await medical.get(headers.get('location').split('#')[0])
  assert.match(readText(text), /Saved as version \d+: status of “Journal club with pharmacy and cardiology”, open → in_progress/)
  assert.ok(!text.includes('<progress'))
})

test('a status moves the bars above it, and the terms of each add up', async () => {
  const before = (await kam.get(PLAN)).text
  assert.equal((await status(kam, 'a-1212', { status: 'done' })).status, 303)
  const { text } = await kam.get(PLAN)
  assert.equal(figure(before, 't-121'), '33.333333')
  assert.equal(figure(text, 't-121'), '100')
  assert.ok(Number(figure(text, 'g-1')) > Number(figure(before, 'g-1')))
  const tables = [...text.matchAll(/<table class="terms".*?<\/table>/gs)].map(([table]) => table)
  assert.ok(tables.length > 10)
  for (const table of tables) {
    const points = [...table.matchAll(/>\+([\d.]+)</g)].map(([, point]) => BigInt(Math.round(Number(point) * 1e6)))
    const computed = /Computed<\/th><td class="number">([\d.]+)/.exec(table)?.[1]
    if (computed) assert.equal(points.reduce((sum, point) => sum + point, 0n), BigInt(Math.round(Number(computed) * 1e6)))
  }
})

test('refusals are shown in the words of the library', async () => {
  const early = await status(kam, 'a-1113', { status: 'done' })
  assert.equal(early.status, 422)
  assert.match(told(early.text), /^That was not done .*a-1112/)
  const silent = await status(kam, 'a-2121', { status: 'cancelled' })
  assert.equal(silent.status, 422)
  assert.match(told(silent.text), /a reason is needed/)
  const foreign = await status(medical, 'g-1', { status: 'done' })
  assert.equal(foreign.status, 403)
  assert.match(told(foreign.text), /take|give more than|add a more specific rule/)
  for (const [completion, words] of [['abc', /cannot be abc : write digits/], ['101', /101/], ['', /completion/]]) {
    const page = (await kam.get(PLAN)).text
    const refused = await kam.post(`${PLAN}/nodes/t-111/override`, { version: version(page), completion, reason: 'said so' })
    assert.equal(refused.status, 422)
    assert.match(told(refused.text), words)
  }
  const nothing = await status(kam, 'no-such-node', { status: 'done' })
  assert.equal(nothing.status, 422)
  assert.match(told(nothing.text), /the plan has no node no-such-node/)
})

test('what was typed is still there after a refusal', async () => {
  const { text } = await status(kam, 'a-2121', { status: 'cancelled', reason: '' })
  const form = text.slice(text.indexOf('action="/plans/AP-2201/nodes/a-2121/status"'))
  assert.match(form.slice(0, form.indexOf('</form>')), /value="cancelled" selected/)
  assert.match(text, /id="node-a-2121"[^>]*>\s*<details open>/)
})

test('a completion set by hand is shown with its reason and can be taken back', async () => {
  const page = (await kam.get(PLAN)).text
  const fields = { version: version(page), completion: '12.5', reason: 'The committee has read it' }
  assert.equal((await kam.post(`${PLAN}/nodes/t-111/override`, fields)).status, 303)
  const { text } = await kam.get(PLAN)
  assert.equal(figure(text, 't-111'), '12.5')
  assert.match(readText(text), /Set by hand by Key account manager, North: The committee has read it/)
  assert.equal((await kam.post(`${PLAN}/nodes/t-111/computed`, { version: version(text) })).status, 303)
  assert.equal(figure((await kam.get(PLAN)).text, 't-111'), figure(page, 't-111'))
})

test('where all below is done it is proposed to mark it, to who sees the figure and may', async () => {
  assert.equal((await status(kam, 'a-1221', { status: 'done' })).status, 303)
  const { text } = await kam.get(PLAN)
  assert.match(readText(text), /All below Wards use it is done\. Mark it done/)
  for (const other of [medical, manager]) assert.ok(!(await other.get(PLAN)).text.includes('class="proposal"'))
  const form = /<form class="proposal"[^>]*action="([^"]*t-122[^"]*)".*?<\/form>/s.exec(text)
  const fields = Object.fromEntries([...form[0].matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]))
  assert.equal((await kam.post(form[1], fields)).status, 303)
  assert.ok(!readText((await kam.get(PLAN)).text).includes('All below Wards use it'))
})

test('of two tabs the second is told what the first one did, and only of the same field', async () => {
  const { text } = await kam.get(PLAN)
  const tab = { version: version(text), reason: '' }
  assert.equal((await kam.post(`${PLAN}/nodes/a-2121/status`, { ...tab, status: 'in_progress' })).status, 303)
  const second = await kam.post(`${PLAN}/nodes/a-2121/status`, { ...tab, status: 'done' })
  assert.equal(second.status, 409)
  const read = told(second.text)
  assert.match(read, /Somebody else changed the same/)
  assert.match(read, /the field status of the node a-2121 was changed by kam.north in entry \d+: it is in_progress now, and should become done/)
  assert.match(read, /look at both, and make the change again on the newest version/)
  assert.equal((await kam.post(`${PLAN}/nodes/a-2112/status`, { ...tab, status: 'done' })).status, 303)
  // The page of the clash has the newest version, so the change can be made from it at once.
  assert.equal((await kam.post(`${PLAN}/nodes/a-2121/status`, { ...tab, version: version(second.text), status: 'done' })).status, 303)
})

test('of a stakeholder only what was changed on the page is sent on', async () => {
  const first = version((await kam.get(`${PLAN}/stakeholders`)).text)
  const post = (person, fields) => person.post(`${PLAN}/stakeholders/s-nurse`, { version: first, ...fields })
  assert.equal((await post(kam, { stance: 'supporter', 'was.stance': 'neutral', influence: '2', 'was.influence': '2' })).status, 303)
  assert.equal((await post(medical, { stance: 'neutral', 'was.stance': 'neutral', notes: 'Line one\r\nline two', 'was.notes': '' })).status, 303)
  const { text } = await medical.get(`${PLAN}/stakeholders`)
  assert.match(readText(text), /Head of nursing Key account manager, North Low Supporter Supporter 2026-05-21 Line one line two/)
  const { document, head } = server.store.read('AP-2201')
  const nurse = configuration.openAccountPlan(document, head).objects('stakeholder').find(({ id }) => id === 's-nurse')
  assert.equal(nurse.fields.find(({ name }) => name === 'notes').text, 'Line one\nline two')
  assert.equal((await post(kam, { notes: 'x', 'was.notes': '' })).status, 403)
  assert.equal((await post(kam, { stance: 'against', 'was.stance': 'supporter' })).status, 422)
})

test('what is due goes by the configuration, the person and the calendar', async () => {
  const all = readText((await kam.get(`${PLAN}/due`)).text)
  assert.match(all, /Overdue 1 .*Budget impact with the pharmacy’s own prices 2026-06-18 12 days late/)
  assert.match(all, /2026-07-06 6 days left moved from 2026-07-04, a day off .*Budget impact with the pharmacy’s own prices/)
  assert.ok(!/Due soon.*Journal club.*Later/.test(all))
  const far = readText((await kam.get(`${PLAN}/due?horizon=40&person=msl.north`)).text)
  assert.match(far, /Due soon \d .*Journal club/)
  assert.ok(!far.includes('Budget impact with the pharmacy’s own prices 2026'))
  for (const horizon of ['-1', '1e9', 'x']) assert.match((await kam.get(`${PLAN}/due?horizon=${horizon}`)).text, /name="horizon"[^>]*value="14"/)
})

test('nothing that is stored becomes markup', async () => {
  const evil = `"'><script>alert(1)</script><img src=x onerror=alert(1)>&amp;`
  const read = server.store.read('AP-2202')
  const account = configuration.openAccountPlan(read.document, read.head)
  const act = (salt) => ({ person: asPerson(byId('kam.north')), at: '2026-07-30T08:00:00Z', salt: `salt-of-a-test-${salt}`, reason: evil })
  account.set('plan', 'AP-2202', [{ name: 'title', text: evil }], act(1))
  account.add('node', 'a-1123', [{ name: 'parent', text: 't-112' }, { name: 'title', text: evil }, { name: 'owner', text: '"onclick="x' }, { name: 'due', text: '2026-06-01' }], act(2))
  account.add('stakeholder', 's-evil', [{ name: 'name', text: evil }, { name: 'influence', text: '1' }, { name: 'stance', text: 'neutral' }], act(3))
  account.add('member', evil.replaceAll(' ', '').slice(0, 64), [{ name: 'role', text: 'member' }], act(4))
  account.add('position', 'p-evil', [{ name: 'stakeholder', text: 's-evil' }, { name: 'goal', text: 'g-1' }, { name: 'stance', text: 'neutral' }, { name: 'source', text: evil }], act(5))
  account.add('analysis', 'an-evil', [{ name: 'type', text: 'competitor_overview' }, { name: 'title', text: evil }], act(6))
  account.add('item', 'i-evil', [{ name: 'analysis', text: 'an-evil' }, { name: 'competitor', text: evil }, { name: 'text', text: evil }], act(7))
  const victim = await start({ now: () => new Date('2026-07-30T09:00:00Z') })
  victim.store.save(account, victim.store.read('AP-2202'))
  try {
    for (const path of ['/', '/inbox', '/portfolio', DRAFT, `${DRAFT}/due`, `${DRAFT}/stakeholders`, `${DRAFT}/stakeholders?goal=${encodeURIComponent(evil)}`, `${DRAFT}/analyses?saved=${encodeURIComponent(evil)}`, `${DRAFT}/amendment`, `${DRAFT}/history`, `${PLAN}?did=${encodeURIComponent(evil)}&warned=${encodeURIComponent(evil)}&node=${encodeURIComponent(evil)}&saved=${encodeURIComponent(evil)}`, `/plans/${encodeURIComponent(evil)}`]) {
      const { text } = await victim.as('kam.north').get(path)
      assert.ok(!/<script|<img/i.test(text), path)
      assert.ok(!/"onclick/.test(text), path)
    }
    assert.ok((await victim.as('kam.north').get(DRAFT)).text.includes('&lt;script&gt;alert(1)&lt;/script&gt;'))
    const posted = await victim.as('kam.north').post(`${PLAN}/nodes/${encodeURIComponent(evil)}/status`, { version: '1', status: evil, reason: evil })
    assert.equal(posted.status, 422)
    assert.ok(!/<script|<img/i.test(posted.text))
    const added = await victim.as('kam.north').post(`${DRAFT}/analyses/an-evil/items`, { version: version((await victim.as('kam.north').get(DRAFT)).text), competitor: evil, text: evil, share: evil, product: evil })
    assert.equal(added.status, 422)
    assert.ok(!/<script|<img/i.test(added.text))
  } finally {
    await victim.stop()
  }
})
