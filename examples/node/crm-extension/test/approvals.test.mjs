// Approvals as people of different rights do them, their time limits, and what is in the database when something goes wrong.

import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Store } from '../src/store.mjs'
import { clock, configuration, plainText, readText, seen, start, told, version } from './started.mjs'

const DRAFT = '/plans/AP-2202'
const WAITS = '/plans/AP-2203'

let server
let now
const as = {}
before(async () => {
  now = clock()
  server = await start({ now })
  for (const id of ['kam.north', 'rm.north', 'msl.north', 'review.country', 'lead.country', 'deputy.country']) as[id.split('.')[0]] = server.as(id)
})
after(() => server.stop())

async function move(person, to, plan = DRAFT, reason = '') {
  return person.post(`${plan}/move`, { to, reason, version: version((await person.get(plan)).text) })
}
/** Does something with a request, having seen its page. */
async function does(person, action, fields = {}, plan = DRAFT) {
  return person.post(`${plan}/approval/${action}`, { seen: seen((await person.get(plan)).text) ?? 'f'.repeat(64), ...fields })
}
const done = async (answer) => {
  const { status, text } = await answer
  assert.equal(status, 303, told(text))
}
const refused = async (answer, status, words) => {
  const given = await answer
  assert.equal(given.status, status, told(given.text))
  assert.match(plainText(told(given.text)), words)
}
const read = async (person, path) => plainText(readText((await person.get(path)).text))
const state = (plan) => {
  const { document, head } = server.store.read(plan)
  return configuration.openAccountPlan(document, head).state()
}
const requests = (plan, from = server) => from.store.database.prepare('SELECT id, state FROM request WHERE plan = ? ORDER BY rowid').all(plan).map((row) => row.state)
/** The steps on a page, each as one text. */
const stations = async (person, path = DRAFT) => [...(await person.get(path)).text.matchAll(/<li class="station (\w+)">(.*?)<\/li>/gs)].map(([, kind, text]) => `${kind}: ${plainText(readText(`<main>${text}`)).trim()}`)

test('a plan is brought through its steps, and each person is kept from what is not theirs', async () => {
  assert.match(await read(as.kam, DRAFT), /Submitting asks, in this order: Manager: Regional manager, North Country lead: Deputy country lead or Country lead Skipped: Medical review\./)
  await refused(move(as.msl, 'in_approval'), 403, /msl\.north/)
  await done(move(as.kam, 'in_approval'))
  assert.deepEqual([state('AP-2202'), requests('AP-2202')], ['in_approval', ['pending']])
  assert.deepEqual((await stations(as.kam)).map((each) => each.split(' Asks')[0]), ['open: Manager open', 'skipped: Medical review skipped: under_monitoring = "yes" does not hold', 'coming: Country lead still to come'])
  await refused(does(as.kam, 'approve', { seen: seen((await as.rm.get(DRAFT)).text) }), 403, /kam\.north submitted it, and so does not vote on it/)
  assert.match(await read(as.kam, DRAFT), /Approve Reject Send back kam\.north submitted it, and so does not vote on it/)
  await refused(does(as.lead, 'approve', { reason: 'Good' }), 403, /the step manager does not ask lead\.country it waits for rm\.north/)
  await refused(move(as.kam, 'approved'), 422, /a request for its approval says what becomes of it/)
  const { text } = await as.kam.get(DRAFT)
  await refused(as.kam.post(`${DRAFT}/nodes/a-1111/status`, { version: version(text), status: 'done' }), 422, /in_approval/)

  await refused(does(as.rm, 'send_back', { reason: ' ' }), 422, /send_back needs a reason/)
  await refused(does(as.rm, 'send_back', { reason: 'x', step: 'country_lead' }), 422, /none to which it can be sent back/)
  await done(does(as.rm, 'send_back', { reason: 'The budget is missing' }))
  assert.deepEqual([state('AP-2202'), requests('AP-2202')], ['draft', ['draft']])
  assert.match((await stations(as.kam))[0], /^coming: Manager to be asked again/)
  await done(move(as.kam, 'in_approval', DRAFT, 'With the budget'))
  assert.deepEqual(requests('AP-2202'), ['draft', 'pending'])
  assert.match(await read(as.kam, DRAFT), /Asked for before by Key account manager, North: sent back .*“The budget is missing”/)

  await refused(does(as.rm, 'approve', { seen: 'f'.repeat(64) }), 409, /the vote is on other content than was submitted/)
  await done(does(as.rm, 'approve'))
  assert.equal(state('AP-2202'), 'in_approval')
  await refused(does(as.lead, 'approve'), 422, /the step country_lead asks for a comment/)
  await done(does(as.deputy, 'approve', { reason: 'Agreed' }))
  assert.deepEqual([state('AP-2202'), requests('AP-2202')], ['approved', ['draft', 'approved']])
  await refused(does(as.lead, 'approve', { reason: 'Agreed' }), 422, /approved does not take approve/)
  assert.match(await read(as.rm, DRAFT), /Deputy country lead approved in the step “Country lead” \d{4}-\d\d-\d\d \d\d:\d\d UTC “Agreed” Signed as Deputy country lead; known by the choice at the top of the page; on the content [0-9a-f]{12}…/)
  await refused(move(as.rm, 'active'), 403, /rm\.north/)
  await done(move(as.kam, 'active'))
  const history = await read(as.kam, `${DRAFT}/history`)
  assert.match(history, /State Approved Running .*Deputy country lead let the plan take over what became of its approval .*Approval AP-2202-1 AP-2202-2.*“The budget is missing”/)
})

test('medical is asked where a fact says so, states what the vote means, and can send it to an earlier step', async () => {
  assert.match((await stations(as.rm, WAITS))[1], /^coming: Medical review still to come Asks Medical reviewer; who votes states: “I decide as medical reviewer”/)
  await done(does(as.rm, 'approve', {}, WAITS))
  const page = (await as.review.get(WAITS)).text
  assert.match(page, /<option value="manager">Manager<\/option>/)
  assert.ok(!page.includes('<option value="medical_review">'))
  await refused(does(as.review, 'approve', {}, WAITS), 422, /has to be said to mean I decide as medical reviewer/)
  await refused(does(as.review, 'approve', { meaning: 'Fine' }, WAITS), 422, /has to be said to mean/)
  await done(does(as.review, 'send_back', { step: 'manager', reason: 'Who trains the wards?' }, WAITS))
  assert.deepEqual((await stations(as.rm, WAITS)).map((each) => each.split(':')[0]), ['open', 'coming', 'coming'])
  await done(does(as.rm, 'approve', { reason: 'The liaison does' }, WAITS))
  await done(does(as.review, 'approve', { meaning: 'I decide as medical reviewer' }, WAITS))
  assert.match(await read(as.kam, WAITS), /Medical reviewer sent it back to the step “Manager” .*“Who trains the wards\?” .*Signed as Medical reviewer: “I decide as medical reviewer”/)
  await done(does(as.lead, 'reject', { reason: 'Not this year' }, WAITS))
  assert.deepEqual([state('AP-2203'), requests('AP-2203')], ['draft', ['rejected']])
  assert.match((await stations(as.kam, WAITS))[2], /^ended: Country lead rejected/)
})

test('a vote is lent or given away, and the record says whose it was', async () => {
  await done(move(as.kam, 'in_approval', WAITS))
  await refused(does(as.rm, 'delegate', { to: 'nobody' }, WAITS), 422, /there is no person nobody/)
  await refused(does(as.rm, 'delegate', { to: 'kam.north' }, WAITS), 403, /kam\.north submitted it/)
  await done(does(as.rm, 'delegate', { to: 'msl.north' }, WAITS))
  assert.match(await read(as.msl, '/inbox'), /For me 1 Harbour Heart Centre Plan, step “Manager”, for Regional manager, North.*You can: approve, reject, send it back\./)
  await refused(does(as.msl, 'reassign', { to: 'lead.country', reason: 'x' }, WAITS), 403, /votes in the place of rm\.north, and cannot give that away/)
  await done(does(as.msl, 'approve', {}, WAITS))
  assert.match(await read(as.kam, WAITS), /Medical liaison, North for Regional manager, North approved in the step “Manager”/)
  await refused(does(as.review, 'reassign', { to: 'lead.country' }, WAITS), 422, /reassign needs a reason/)
  await done(does(as.review, 'reassign', { to: 'lead.country', reason: 'On leave' }, WAITS))
  assert.match(await read(as.kam, WAITS), /Waits for Country lead, who has the vote of Medical reviewer/)
  assert.match(await read(as.kam, WAITS), /Medical reviewer gave the vote to somebody else in the step “Medical review”: Country lead/)
})

test('who submitted takes it back, and a plan that is given up leaves no request behind', async () => {
  await refused(does(as.rm, 'recall', {}, WAITS), 403, /only kam\.north, who submitted it, can do that/)
  await done(does(as.kam, 'recall', {}, WAITS))
  assert.deepEqual([state('AP-2203'), requests('AP-2203').at(-1)], ['draft', 'recalled'])
  await done(move(as.kam, 'in_approval', WAITS))
  await refused(move(as.kam, 'cancelled', WAITS), 422, /reason/)
  assert.deepEqual([state('AP-2203'), requests('AP-2203').at(-1)], ['in_approval', 'pending'])
  await done(move(as.kam, 'cancelled', WAITS, 'The centre was closed'))
  assert.deepEqual([state('AP-2203'), requests('AP-2203').at(-1)], ['cancelled', 'recalled'])
  for (const person of Object.values(as)) assert.match(await read(person, '/inbox'), /Nothing waits for you\. For others 0 Nothing that you may see waits for anybody else\./)
})

test('a time limit in working days passes over a weekend, and then the vote goes to the manager above', async () => {
  const day = clock('2026-07-03T08:00:00Z')
  const friday = await start({ now: day })
  try {
    const [kam, manager, lead, deputy, medical] = ['kam.north', 'rm.north', 'lead.country', 'deputy.country', 'msl.north'].map((id) => friday.as(id))
    await done(move(kam, 'in_approval'))
    assert.match(await read(manager, '/inbox'), /For me .*Lakeside District Hospital Plan, step “Manager”, until 2026-07-07/)
    day.to('2026-07-07T08:00:00Z')
    assert.ok(!(await read(kam, '/inbox')).includes('2026-07-07 overdue'))
    await refused(kam.post(`${DRAFT}/approval/late`, {}), 422, /the step manager has time until 2026-07-07/)
    day.to('2026-07-08T08:00:00Z')
    assert.match(await read(kam, '/inbox'), /Lakeside District Hospital Plan, step “Manager”, until 2026-07-07 overdue .*Waits for Regional manager, North\. You can: take it back\. Pass it to the manager above/)
    assert.match(await read(manager, DRAFT), /until 2026-07-07 overdue/)
    // The medical liaison reads what is overdue, and may not do anything about it.
    assert.match(await read(medical, '/inbox'), /Lakeside District Hospital Plan, step “Manager”, until 2026-07-07 overdue .*Waits for Regional manager, North\. There is nothing that you can do here\./)
    assert.ok(!(await read(medical, '/inbox')).includes('Pass it to the manager above'))
    assert.ok(!(await read(medical, DRAFT)).includes('Pass it to the manager above'))
    assert.ok((await read(manager, DRAFT)).includes('Pass it to the manager above'))
    await refused(medical.post(`${DRAFT}/approval/late`, {}), 403, /msl\.north/)
    await done(kam.post(`${DRAFT}/approval/late`, {}))
    assert.match(await read(kam, DRAFT), /Waits for Country lead, who has the vote of Regional manager, North, until 2026-07-10\./)
    assert.match(await read(kam, DRAFT), /Key account manager, North passed it to the manager above, as its time was over in the step “Manager”/)
    await refused(does(manager, 'approve'), 403, /does not ask rm\.north it waits for lead\.country/)
    await done(does(lead, 'approve'))
    // Who acted in one step does not act in another, and the deputy is there for that.
    await refused(does(lead, 'approve', { reason: 'Agreed' }), 403, /lead\.country acted in the step manager, and nobody acts in two steps here/)
    await done(does(deputy, 'approve', { reason: 'Agreed' }))
    assert.match(await read(kam, DRAFT), /Lakeside District Hospital Approved/)
  } finally {
    await friday.stop()
  }
})

test('the plan and its request are saved together or not at all', async () => {
  const whole = await start()
  try {
    const kam = whole.as('kam.north')
    const { database } = whole.store
    const rows = () => [whole.store.read('AP-2202').head, whole.store.read('AP-2203').head, database.prepare('SELECT head FROM request ORDER BY rowid').pluck().all()]
    const before = rows()
    database.exec(`CREATE TRIGGER full BEFORE INSERT ON request BEGIN SELECT RAISE(ABORT, 'the disk is full'); END`)
    assert.equal((await move(kam, 'in_approval')).status, 500)
    assert.deepEqual(rows(), before)
    database.exec(`DROP TRIGGER full; CREATE TRIGGER full BEFORE UPDATE ON plan BEGIN SELECT RAISE(ABORT, 'the disk is full'); END`)
    assert.equal((await does(whole.as('rm.north'), 'reject', { reason: 'No' }, WAITS)).status, 500)
    assert.deepEqual(rows(), before)
    assert.equal(whole.logged.length, 2)
    database.exec('DROP TRIGGER full')
    await done(does(whole.as('rm.north'), 'reject', { reason: 'No' }, WAITS))
    assert.notDeepEqual(rows(), before)
  } finally {
    await whole.stop()
  }
})

test('while another process holds the database an approval waits, then says so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kam-crm-'))
  const file = join(folder, 'held.sqlite')
  const held = await start({ store: new Store(file) })
  const other = new Store(file)
  try {
    const page = seen((await held.as('rm.north').get(WAITS)).text)
    other.database.exec('BEGIN IMMEDIATE')
    await refused(held.as('rm.north').post(`${WAITS}/approval/approve`, { seen: page }), 503, /others save all the time/)
    other.database.exec('COMMIT')
    await done(held.as('rm.north').post(`${WAITS}/approval/approve`, { seen: page }))
  } finally {
    other.close()
    await held.stop()
    rmSync(folder, { recursive: true })
  }
})

test('a request that was altered in the database, or lost its end, is not opened', async () => {
  const altered = await start()
  try {
    const { database } = altered.store
    const newest = () => database.prepare(`SELECT * FROM request WHERE plan = 'AP-2203'`).get()
    const first = newest()
    await done(does(altered.as('rm.north'), 'approve', {}, WAITS))
    const second = newest()
    const put = database.prepare(`UPDATE request SET document = ? WHERE plan = 'AP-2203'`)
    for (const document of [second.document.replace('Regional manager, North', 'Somebody else'), first.document]) {
      put.run(document)
      assert.equal((await altered.as('kam.north').get(WAITS)).status, 500)
    }
    assert.deepEqual(altered.logged.map(({ code }) => code), ['broken_history', 'broken_history'])
    put.run(second.document)
    assert.equal((await altered.as('kam.north').get(WAITS)).status, 200)
  } finally {
    await altered.stop()
  }
})

test('what people write in approvals and amendments becomes no markup', async () => {
  const evil = `"'><script>alert(1)</script><img src=x onerror=alert(1)>`
  const victim = await start()
  try {
    const [kam, manager] = [victim.as('kam.north'), victim.as('rm.north')]
    await done(move(kam, 'in_approval', DRAFT, evil))
    await done(does(manager, 'send_back', { reason: evil }))
    await refused(does(manager, 'reject', { reason: '', to: evil, step: evil, meaning: evil }, WAITS), 422, /reason/)
    await done(kam.post('/plans/AP-2201/amendment/begin', { version: version((await kam.get('/plans/AP-2201')).text), reason: evil }))
    for (const path of ['/', DRAFT, WAITS, '/plans/AP-2201/amendment']) {
      const { text } = await kam.get(path)
      assert.ok(!/<script|<img/i.test(text), path)
    }
    assert.ok((await kam.get(DRAFT)).text.includes('&lt;script&gt;'))
    assert.ok((await kam.get('/plans/AP-2201/amendment')).text.includes('&lt;script&gt;'))
  } finally {
    await victim.stop()
  }
})
