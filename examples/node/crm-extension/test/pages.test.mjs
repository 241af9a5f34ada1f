// The pages of stakeholders, analyses and all plans, what is said about a person, and a plan that is opened again: asked without a browser.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { configuration, plainText, readText, start, told, version } from './started.mjs'

const PLAN = '/plans/AP-2201'
const ANALYSES = `${PLAN}/analyses`
const OVER = '/plans/AP-2205'

let server
const as = {}
before(async () => {
  server = await start()
  for (const id of ['kam.north', 'rm.north', 'msl.north', 'review.country', 'lead.country', 'kam.south', 'privacy.country']) as[id] = server.as(id)
})
after(() => server.stop())

const read = async (person, path) => plainText(readText((await as[person].get(path)).text))
const add = async (person, analysis, fields) => as[person].post(`${ANALYSES}/${analysis}/items`, { version: version((await as[person].get(PLAN)).text), ...fields })
/** What a page says beside a field. */
const beside = (page, field) => {
  const [, , words] = new RegExp(`<(input|select|textarea) id="${field}"[^>]*aria-invalid="true".*?<div class="wrong"(.*?)</div>`, 's').exec(page) ?? []
  return words && plainText(readText(`<main${words}`)).trim()
}

test('sums go by product and currency, and amounts of two currencies are not added', async () => {
  const page = await read('kam.north', ANALYSES)
  assert.match(page, /Sums by product and currency .*Cardio infusion 610 000 DKK 152 500 DKK 457 500 DKK 25\.0 % Cardio infusion 600 000 EUR 157 500 EUR 442 500 EUR 26\.3 %/)
  assert.match(page, /All in DKK 610 000 DKK .* All in EUR 993 000 EUR 433 700\.50 EUR 559 299\.50 EUR 43\.7 %/)
  assert.match(page, /Cardio tablets Outpatient clinic 65 000 EUR 71 200\.50 EUR −6 200\.50 EUR 109\.5 %/)
})

test('who may not see an analysis sees nothing of it, and why', async () => {
  const secrets = ['420\u00a0000', 'Dialysis unit', 'Parallel import', 'Other brand']
  const { text } = await as['kam.north'].get(ANALYSES)
  for (const secret of secrets) assert.ok(text.includes(secret), secret)
  for (const person of ['msl.north', 'review.country']) {
    const page = (await as[person].get(ANALYSES)).text
    for (const secret of [...secrets, 'id="an-space"', 'id="begin-white_space"']) assert.ok(!page.includes(secret), `${person}: ${secret}`)
    assert.match(plainText(readText(page)), /Admitted with heart failure 640 patients .*has no right on the part white_space of the section analyses/)
    const history = (await as[person].get(`${PLAN}/history`)).text
    for (const secret of ['420000', 'Dialysis unit', 'Parallel import']) assert.ok(!history.includes(secret), `${person}: ${secret}`)
  }
  assert.equal((await add('msl.north', 'an-space', { product: 'P-RENAL-1', potential: '1', current: '1' })).status, 403)
  assert.equal((await add('rm.north', 'an-space', { product: 'P-RENAL-1', potential: '1', current: '1' })).status, 403)
})

test('what the library refuses of an item stands beside the field, and what was typed is kept', async () => {
  const cases = [
    ['an-space', { product: '', potential: '12', current: '1' }, 'product', /needs .*product/],
    ['an-space', { product: 'P-RENAL-1', potential: '12,5', current: '1', account_unit: 'Ward 7' }, 'potential', /potential .* cannot be 12,5: it must be a decimal/],
    ['an-space', { product: 'P-RENAL-1', potential: '12', current: '1', currency: 'Euro' }, 'currency', /cannot be Euro/],
    ['an-space', { product: 'P-RENAL-1', account_unit: 'Dialysis unit', potential: '12', current: '1', currency: 'EUR' }, 'product', /the item i-5 is of the same product, account_unit and currency already/],
    ['an-pathway', { text: '', order: '9' }, 'text', /needs .*category/],
    ['an-pathway', { text: 'Seen again', order: '3' }, 'order', /the item i-13 is of the same order already/],
    ['an-rivals', { competitor: 'Newcomer', share: '130' }, 'share', /it must be from 0 to 100/],
    ['an-service', { category: 'beds', text: 'many' }, 'number', /needs .*number/],
    ['an-service', { category: 'risks', number: '3' }, 'number', /holds a list, and no number/],
  ]
  for (const [analysis, fields, field, words] of cases) {
    const { status, text } = await add('kam.north', analysis, fields)
    assert.equal(status, 422)
    assert.match(beside(text, `${field}-${analysis}`) ?? text, words)
    assert.equal((text.match(/aria-invalid/g) ?? []).length, 1)
    assert.equal(told(text), '')
  }
  const { text } = await add('kam.north', 'an-space', cases[1][1])
  assert.match(text, /value="Ward 7"/)
  assert.match(text, /<option value="P-RENAL-1" selected>/)
  // What is about no field stands at the top.
  const stale = await as['kam.north'].post(`${ANALYSES}/an-space/items`, { version: '9999', product: 'P-RENAL-1', potential: '1', current: '1' })
  assert.match(told(stale.text), /9999/)
  const unknown = await add('kam.north', 'an-none', { text: 'x' })
  assert.equal(unknown.status, 422)
  assert.match(told(unknown.text), /an-none/)
})

test('an analysis is begun, and each kind gets what is written into it', async () => {
  const draft = '/plans/AP-2202/analyses'
  assert.match(await read('kam.north', draft), /No analysis was begun yet\. Begin one White space Patient pathway Competitor overview Heart-failure service/)
  const post = async (path, fields) => as['kam.north'].post(`${draft}${path}`, { version: version((await as['kam.north'].get('/plans/AP-2202')).text), ...fields })
  for (const type of ['white_space', 'patient_pathway', 'competitor_overview', 'heart_failure_service']) assert.equal((await post('', { type })).status, 303)
  assert.equal((await post('', { type: 'swot' })).status, 422)
  const begun = (await as['kam.north'].get(draft)).text
  const ids = [...begun.matchAll(/class="card analysis" id="([^"]+)"/g)].map(([, id]) => id)
  assert.equal(ids.length, 4)
  assert.match(plainText(readText(begun)), /Heart-failure service Nothing was written down yet\. How the service is organised missing/)
  const [space, pathway, rivals, service] = ids
  const written = [
    [space, { product: 'P-CARDIO-1', potential: '1000', current: '250', currency: 'EUR', answered_by: 'o-11' }],
    [pathway, { text: 'Sent by a practice', order: '1', patients: '80' }],
    [pathway, { text: 'Seen in the clinic', order: '2', patients: '60' }],
    [rivals, { competitor: 'Generic tablets', share: '40', text: 'Cheaper' }],
    [service, { category: 'priorities', text: 'First' }],
    [service, { category: 'priorities', text: 'Second' }],
    [service, { category: 'beds', number: '12' }],
  ]
  for (const [id, fields] of written) assert.equal((await post(`/${id}/items`, fields)).status, 303)
  const page = await read('kam.north', draft)
  assert.match(page, /Cardio tablets The account as a whole 1 000 EUR 250 EUR 750 EUR 25\.0 % The therapy is on the formulary/)
  assert.match(page, /Sent by a practice 80 patients 100\.0 % Seen in the clinic 60 patients 75\.0 % 20 fewer than before \(75\.0 % go on\)/)
  assert.match(page, /All products Generic tablets 40\.0 % Cheaper/)
  assert.match(page, /What the hospital wants to change First Second Beds in cardiology 12/)
  assert.match(await read('kam.north', '/plans/AP-2203/analyses'), /The plan is in_approval, and so nothing in it changes\. (?!.*Add to it)/)
})

test('relationships and positions are for who may see the team and the goals', async () => {
  const sales = await read('kam.north', `${PLAN}/stakeholders`)
  assert.match(sales, /By member of the team .*Key account manager, North Account lead Head of cardiology, Head of nursing, Head of pharmacy Head of cardiology, Head of pharmacy, Head of nursing 2 of 3/)
  assert.match(sales, /Head of pharmacy First contact wanted: Regular exchange last contact 2026-04-16 Regular exchange last contact 2026-06-06/)
  assert.match(sales, /Head of cardiology: Neutral → Supporter on “The hospital leads the regional heart-failure network” Nothing is planned/)
  const reviewer = await read('review.country', `${PLAN}/stakeholders`)
  assert.ok(!/Account lead|Trusted relationship|wanted: /.test(reviewer))
  assert.match(reviewer, /Who is looked after is closed to you\. .*review\.country has no right on the section team .*Positions on goals .*Said so at the journal club/)
})

test('the map and the coverage are for the plan or for one goal', async () => {
  const goal = (await as['kam.north'].get(`${PLAN}/stakeholders?goal=g-2`)).text
  assert.match(goal, /<desc id="map-text">[^<]*Lead, outpatient clinic: influence 5, Advocate/)
  assert.match(plainText(readText(goal)), /influence of 4 or more on this goal, 3 of 5 .*To be won on this goal Head of cardiology: Neutral → Supporter Nothing is planned Relationships/)
  assert.equal((goal.match(/of-plan"/g) ?? []).length, 4)
  const plan = (await as['kam.north'].get(`${PLAN}/stakeholders?goal=nothing`)).text
  assert.match(plan, /<desc id="map-text">[^<]*Lead, outpatient clinic: influence 3, Supporter/)
  assert.match(plainText(readText(plan)), /influence of 4 or more, 2 of 4 /)
  assert.ok(!plan.includes('of-plan"'))
  assert.match(await read('kam.north', '/plans/AP-2204/stakeholders'), /Nobody was written down yet\./)
})

test('the portfolio says what each plan lacks, to whom it may', async () => {
  const lead = await read('lead.country', '/portfolio')
  assert.match(lead, /78 % 2 of 6 plans complete, 3 overdue/)
  assert.match(lead, /Northern University Hospital A-1044, Key account manager, North Running 83 % 2026-05-01 overdue Stakeholders an owner of the relationship to “Head of purchasing”/)
  assert.match(lead, /Harbour Heart Centre .*? 100 % 2026-09-08 Nothing/)
  // The south has half the time.
  assert.match(lead, /Lakes Cardiology Centre A-2031, Key account manager, South Draft 83 % 2026-06-25 overdue Analyses an item of an analysis of the type “White space”/)
  assert.match(await read('kam.south', '/portfolio'), /0 of 1 plan complete, 1 overdue(?!.*Northern)/)
  const medical = await read('msl.north', '/portfolio')
  assert.match(medical, /Sections are closed to you, and so is how far all plans are\./)
  assert.match(medical, /Lakeside District Hospital A-1102, Key account manager, North Draft closed 2026-08-29 Nothing that you may see/)
  assert.ok(!/Analyses|White space|\d %/.test(medical.split('Plan State')[1]))
})

test('what is said about a person is downloaded, as far as who asks may see it', async () => {
  const said = async (person, about) => {
    const { status, text, headers } = await as[person].get(`/people/${about}/said.json`)
    if (status !== 200) return status
    assert.match(headers.get('content-disposition'), /^attachment/)
    assert.equal(headers.get('cache-control'), 'no-store')
    return JSON.parse(text)
  }
  const everything = await said('privacy.country', 's-committee')
  assert.equal(everything.complete, true)
  assert.deepEqual(everything.plans.map(({ plan }) => plan), ['AP-2201', 'AP-2203', 'AP-2301'])
  const [first] = everything.plans
  assert.ok(first.now.some(({ kind, field, value }) => kind === 'relationship' && field === 'depth' && value === 'first_contact'))
  assert.ok(first.history.some(({ at, by, field, value }) => at && by === 'msl.north' && field === 'last_contact' && value === '2026-03-27'))
  // Who sees the plans of one region is told that this is not all.
  const north = await said('kam.north', 's-committee')
  assert.deepEqual([north.complete, ...north.plans.map(({ plan, complete }) => `${plan} ${complete}`)], [false, 'AP-2201 true', 'AP-2203 true'])
  assert.deepEqual((await said('kam.south', 's-committee')).plans.map(({ plan }) => plan), ['AP-2301'])
  const note = 'Asked for data in renal failure; wants to see the trial’s own tables.'
  const [sales, medical, officer] = await Promise.all(['kam.north', 'msl.north', 'privacy.country'].map((person) => said(person, 's-pharmacy')))
  assert.deepEqual([sales, medical, officer].map(({ complete, ...rest }) => [complete, JSON.stringify(rest).includes(note)]), [[false, false], [true, true], [true, true]])
  // Without the team no relationship is given out, and the file says that it is not all.
  const reviewer = await said('review.country', 's-pharmacy')
  assert.equal(reviewer.complete, false)
  assert.ok(!JSON.stringify(reviewer).includes('relationship'))
  for (const about of ['s-nobody', '__proto__', '%22']) assert.equal(await said('kam.north', about), 404)
  assert.equal(await said('kam.south', 's-pharmacy'), 404)
  assert.equal((await as['kam.north'].get('/people/s-pharmacy/said')).status, 404)
})

test('a closed plan is opened again by an approver who did not close it, with a reason', async () => {
  const state = () => {
    const { document, head } = server.store.read('AP-2205')
    return configuration.openAccountPlan(document, head).state()
  }
  const move = async (person, fields) => as[person].post(`${OVER}/move`, { to: 'active', version: version((await as[person].get(OVER)).text), ...fields })
  assert.match(await read('kam.north', OVER), /What can happen next Open it again kam\.north brought the plan to closed, and so somebody else decides what comes next/)
  const own = await move('kam.north', { reason: 'More to do' })
  assert.equal(own.status, 403)
  assert.match(told(own.text), /kam\.north brought the plan to closed/)
  assert.equal((await move('msl.north', { reason: 'More to do' })).status, 403)
  assert.match(told((await move('rm.north', { reason: ' ' })).text), /needs a reason/)
  assert.equal(state(), 'closed')
  assert.equal((await move('rm.north', { reason: 'The clinic has a new department' })).status, 303)
  assert.equal(state(), 'active')
  const page = (await as['kam.north'].get(OVER)).text
  assert.equal((await as['kam.north'].post(`${OVER}/nodes/a-1111/status`, { version: version(page), status: 'in_progress', reason: 'Asked for again' })).status, 303)
  assert.match(await read('kam.north', `${OVER}/history`), /Regional manager, North moved the plan on .*? “The clinic has a new department” Field Was Is State Closed Running/)
  assert.deepEqual(server.logged, [])
})
