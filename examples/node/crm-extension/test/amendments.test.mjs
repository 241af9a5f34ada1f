// What was approved is changed by an amendment, from begin to end, while the plan goes on.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { configuration, plainText, readText, seen, start, told, version } from './started.mjs'

const PLAN = '/plans/AP-2201'
const PAGE = `${PLAN}/amendment`

let server
let kam
let manager
let lead
let deputy
let reviewer
before(async () => {
  server = await start()
  ;[kam, manager, lead, deputy, reviewer] = ['kam.north', 'rm.north', 'lead.country', 'deputy.country', 'review.country'].map((id) => server.as(id))
})
after(() => server.stop())

const done = async (answer) => {
  const { status, text, headers } = await answer
  assert.equal(status, 303, told(text))
  return headers.get('location')
}
const refused = async (answer, status, words) => {
  const given = await answer
  assert.equal(given.status, status, told(given.text))
  assert.match(plainText(told(given.text)), words)
}
const read = async (person, path = PAGE) => plainText(readText((await person.get(path)).text))
/** What is done in the amendment, on the version that its page shows. */
const post = async (person, what, fields = {}) => person.post(`${PAGE}/${what}`, { version: version((await person.get(PAGE)).text), ...fields })
const vote = async (person, action, fields = {}) => person.post(`${PAGE}/${action}`, { seen: seen((await person.get(PAGE)).text) ?? 'f'.repeat(64), ...fields })
const inForce = () => {
  const { document, head } = server.store.read('AP-2201')
  return configuration.openAccountPlan(document, head)
}
const field = (account, node, name) => account.objects('node').find(({ id }) => id === node).fields.find((each) => each.name === name)?.text
const rows = () => server.store.database.prepare('SELECT count(*) FROM amendment').pluck().get()

test('what was approved does not change but by an amendment', async () => {
  const { document, head } = server.store.read('AP-2201')
  const account = configuration.openAccountPlan(document, head)
  const act = { person: { id: 'kam.north', roles: [{ role: 'key_account_manager', unit: 'north-1' }] }, at: '2026-07-30T08:00:00Z' }
  assert.throws(() => account.set('node', 'g-1', [{ name: 'weight', text: '9' }], act), (error) => error.fault.refusal === 'amendment_needed')
  await refused(post(kam, 'begin', { reason: ' ' }), 422, /an amendment.*reason|reason/)
  await refused(post(manager, 'begin', { reason: 'x' , version: '1' }), 403, /rm\.north/)
  await refused(kam.post('/plans/AP-2202/amendment/begin', { version: version((await kam.get('/plans/AP-2202')).text), reason: 'x' }), 422, /draft/)
  for (const what of ['submit', 'put-in', 'discard', 'approve']) await refused(kam.post(`${PAGE}/${what}`, {}), 422, /there is no (amendment|request)/)
  assert.match(await read(kam, '/plans/AP-2202/amendment'), /it can be changed as it is/)
})

test('an amendment asks only whom it concerns, and the plan goes on until it is put in', async () => {
  await done(post(kam, 'begin', { reason: 'A new tender' }))
  await refused(post(kam, 'begin', { reason: 'Another' }), 409, /there is an amendment of this plan already/)
  await refused(post(kam, 'submit'), 422, /the amendment changes nothing/)
  await done(post(kam, 'nodes/t-111', { 'was.weight': '3', weight: '5', 'was.title': 'x', title: 'x' }))
  await done(post(kam, 'nodes/t-111', { 'was.title': 'x', title: 'Another title' }))
  await done(post(kam, 'nodes/t-111', { 'was.title': 'x', title: 'Dossier for the drug committee' }))
  const written = await read(kam)
  assert.match(written, /What it changes Where Is Becomes Weight of “Dossier for the drug committee” 3 5 What can/)
  assert.match(written, /Submitting asks, in this order: Change of work: Regional manager, North Skipped: Change of wording, Change of dates\./)
  await refused(post(manager, 'submit'), 403, /rm\.north/)
  assert.equal(await done(post(kam, 'submit')), `${PAGE}?did=submit`)
  assert.match(await read(manager), /Change of wording skipped: nothing changes that it is about Change of dates skipped: nothing changes that it is about/)
  assert.match(await read(manager, '/inbox'), /For me 2 Harbour Heart Centre Plan, step “Manager”, until \S+ overdue .*Northern University Hospital Amendment, step “Change of work”, until 2026-07-02/)
  assert.match(await read(reviewer, '/inbox'), /Nothing waits for you/)
  await refused(post(kam, 'nodes/t-111', { version: '58', 'was.weight': '5', weight: '6' }), 422, /the amendment is pending, and so nothing in it changes/)
  await refused(kam.post(`${PAGE}/put-in`, {}), 422, /still waits for the step change_of_work/)

  // The plan in force is worked on meanwhile.
  const page = (await kam.get(PLAN)).text
  await done(kam.post(`${PLAN}/nodes/a-2121/status`, { version: version(page), status: 'in_progress', reason: '' }))
  assert.equal(field(inForce(), 't-111', 'weight'), '3')

  await refused(vote(kam, 'approve'), 403, /kam\.north submitted it/)
  await done(vote(manager, 'send_back', { reason: 'Why five?' }))
  assert.match(await read(kam, '/inbox'), /For me 1 Northern University Hospital Amendment, sent back to Key account manager, North .*You can: change it and submit it again\./)
  await done(post(kam, 'nodes/t-111', { 'was.weight': '5', weight: '4' }))
  await done(post(kam, 'submit'))
  await done(vote(manager, 'approve'))
  assert.equal(field(inForce(), 't-111', 'weight'), '3')
  assert.match(await read(kam), /It is approved, and not in force before it is put in\. .*“Why five\?”/)
  await refused(manager.post(`${PAGE}/put-in`, {}), 403, /rm\.north/)
  assert.match(await done(kam.post(`${PAGE}/put-in`, {})), /\/plans\/AP-2201\?saved=\d+/)
  assert.deepEqual([field(inForce(), 't-111', 'weight'), field(inForce(), 'a-2121', 'status'), rows()], ['4', 'in_progress', 0])
  assert.match(await read(kam, `${PLAN}/history`), /Key account manager, North put in an amendment .*Weight of “Dossier for the drug committee” 3 4/)
})

test('where a step asks for every vote, one can be withdrawn while it is open', async () => {
  await done(post(kam, 'begin', { reason: 'The committee meets later' }))
  await done(post(kam, 'nodes/a-1122', { 'was.due': '2026-07-26', due: '2026-08-20' }))
  assert.match(await read(kam), /Submitting asks, in this order: Change of dates: Deputy country lead and Country lead Skipped/)
  await done(post(kam, 'submit'))
  await done(vote(deputy, 'approve'))
  assert.match(await read(lead), /Waits for Country lead\s*\..*Asks Deputy country lead and Country lead Deputy country lead approved on/)
  await refused(vote(lead, 'withdraw_vote'), 422, /lead\.country has not voted in the step change_of_dates/)
  await done(vote(deputy, 'withdraw_vote'))
  assert.match(await read(lead), /Deputy country lead withdrew the vote in the step “Change of dates”/)
  await done(vote(lead, 'approve'))
  await done(vote(deputy, 'approve'))
  await done(kam.post(`${PAGE}/put-in`, {}))
  assert.equal(field(inForce(), 'a-1122', 'due'), '2026-08-20')
})

test('a vote is on what the page showed, so nothing that came into the copy later is approved', async () => {
  await done(post(kam, 'begin', { reason: 'Less of it' }))
  await done(post(kam, 'nodes/g-2', { 'was.weight': '1', weight: '2' }))
  await done(post(kam, 'submit'))
  const row = server.store.database.prepare('SELECT * FROM amendment').get()
  const copy = configuration.openAccountPlan(row.document, row.head)
  copy.set('node', 'g-2', [{ name: 'weight', text: '9' }], { person: { id: 'kam.north', roles: [{ role: 'key_account_manager', unit: 'north-1' }] }, at: '2026-06-30T12:00:00Z' })
  server.store.database.prepare('UPDATE amendment SET document = ?, head = ?').run(copy.document(), copy.head())
  await refused(vote(manager, 'approve'), 409, /the vote is on other content than was submitted/)
  await done(kam.post(`${PAGE}/discard`, {}))
})

test('who approves a new wording states what that means, and a rejected amendment can be discarded', async () => {
  await done(post(kam, 'begin', { reason: 'Clearer' }))
  await done(post(kam, 'nodes/g-2', { 'was.title': 'x', title: 'The hospital leads the network' }))
  await done(post(kam, 'submit'))
  await refused(vote(reviewer, 'approve'), 422, /has to be said to mean I decide as medical reviewer/)
  await done(vote(reviewer, 'reject', { reason: 'It was clearer before', meaning: 'I decide as medical reviewer' }))
  assert.match(await read(kam), /Rejected Asked for by Key account manager, North/)
  await refused(kam.post(`${PAGE}/put-in`, {}), 422, /rejected/)
  await refused(manager.post(`${PAGE}/discard`, {}), 403, /rm\.north/)
  const close = async (to) => kam.post(`${PLAN}/move`, { to, reason: 'over', version: version((await kam.get(PLAN)).text) })
  await refused(close('cancelled'), 422, /an amendment of this plan is not over/)
  await done(kam.post(`${PAGE}/discard`, {}))
  assert.equal(field(inForce(), 'g-2', 'title'), 'The hospital leads the regional heart-failure network')
  assert.equal(rows(), 0)
})

test('discarding an amendment that waits takes its request back', async () => {
  await done(post(kam, 'begin', { reason: 'Less' }))
  await done(post(kam, 'nodes/g-2', { 'was.weight': '1', weight: '2' }))
  await done(post(kam, 'submit'))
  await done(kam.post(`${PAGE}/discard`, {}))
  assert.ok(!(await read(manager, '/inbox')).includes('Amendment,'))
  assert.equal(server.store.database.prepare('SELECT state FROM request ORDER BY rowid DESC LIMIT 1').pluck().get(), 'recalled')
  assert.deepEqual(server.logged, [])
})
