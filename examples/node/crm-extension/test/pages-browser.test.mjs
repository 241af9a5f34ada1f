// The pages of people, analyses and all plans in a browser, each as two people see it who see different things.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { faults, openTab, pressed, text, texts } from './browsing.mjs'
import { browser, clock, start } from './started.mjs'

const RUNNING = '/plans/AP-2201'

let server
let chromium
before(async () => {
  server = await start({ now: clock() })
  chromium = await browser()
})
after(async () => {
  await chromium?.close()
  await server?.stop()
})

const tab = (person, path) => openTab({ chromium, server }, person, path)
const calm = (...pages) => assert.deepEqual([...pages.flatMap(({ mistakes }) => mistakes), ...server.logged], [])

test('what waits: the manager votes, the owner can take it back, medical reads along, the other region sees nothing', async () => {
  const [manager, owner, medical, south] = await Promise.all(['rm.north', 'kam.north', 'msl.north', 'kam.south'].map((person) => tab(person, '/inbox')))
  assert.match(await text(manager, '#mine .late'), /^Harbour Heart Centre Plan, step “Manager”, until 2026-06-22 overdue .*You can: approve, reject, send it back, give your vote away, let somebody else vote\./)
  assert.match(await text(owner, '#others .late'), /^Harbour Heart Centre .*Waits for Regional manager, North\. You can: take it back\. Pass it to the manager above$/)
  assert.match(await text(medical, '#others .late'), /There is nothing that you can do here\.$/)
  assert.equal((await south.$$('.inbox li')).length, 0)
  // The link leads to where the vote is given.
  await pressed(manager, '#mine a')
  assert.equal(await manager.$eval('#do-approve', (button) => button.disabled), false)
  calm(manager, owner, medical, south)
})

test('the map is shown for the plan and for one goal, without a script and without a mouse', async () => {
  const sales = await tab('kam.north', `${RUNNING}/stakeholders`)
  const where = () => sales.$$eval('.map .label', (all) => Object.fromEntries(all.map((label) => [label.textContent, `${label.getAttribute('x')} ${label.getAttribute('y')}`])))
  const plan = await where()
  await sales.focus('#goal')
  await sales.keyboard.type('The hos')
  await sales.keyboard.press('Tab')
  await Promise.all([sales.waitForNavigation(), sales.keyboard.press('Enter')])
  assert.match(sales.url(), /goal=g-2$/)
  const goal = await where()
  assert.equal(goal['Head of nursing'], plan['Head of nursing'])
  for (const moved of ['Head of cardiology', 'Lead, outpatient clinic']) assert.notEqual(goal[moved], plan[moved])
  assert.match(await text(sales, '.map'), /A ring: who is shown as in the plan/)
  assert.deepEqual(await texts(sales, '.team tbody th'), ['Key account manager, North Account lead', 'Medical liaison, North Medical lead'])
  const reviewer = await tab('review.country', `${RUNNING}/stakeholders`)
  assert.equal((await reviewer.$$('.team, .depths')).length, 0)
  assert.equal((await reviewer.$$('.positions tbody tr')).length, 4)
  // Nobody stands on anybody else, and no arrow goes through anybody.
  const { points, arrows } = await sales.evaluate(() => {
    const numbers = (element, names) => names.map((name) => Number(element.getAttribute(name)))
    return {
      points: [...document.querySelectorAll('.map circle')].map((circle) => numbers(circle, ['cx', 'cy'])),
      arrows: [...document.querySelectorAll('.map .wish')].map((line) => numbers(line, ['x1', 'x2', 'y1'])),
    }
  })
  assert.ok(arrows.length > 3)
  for (const [from, to, y] of arrows) assert.deepEqual(points.filter(([x, at]) => at === y && x > Math.min(from, to) && x < Math.max(from, to)), [])
  calm(sales, reviewer)
})

test('an item is added; what is wrong with it stands beside the field and has the focus', async () => {
  const sales = await tab('kam.north', `${RUNNING}/analyses`)
  // Axe looks at the page of the refusal as well.
  await sales.setBypassCSP(true)
  await sales.reload()
  const total = () => text(sales, '#an-space tfoot tr:last-child')
  assert.match(await total(), /^All in EUR 993 000 EUR/)
  await sales.click('#an-space details.record summary')
  await sales.select('#product-an-space', 'P-RENAL-1')
  await sales.type('#account_unit-an-space', 'Intensive care')
  await sales.type('#potential-an-space', '7000,5')
  await sales.type('#current-an-space', '0')
  await sales.type('#currency-an-space', 'EUR')
  await pressed(sales, '#an-space details.record button')
  await sales.waitForFunction(() => document.activeElement.id === 'potential-an-space')
  assert.match(await text(sales, '#wrong-potential-an-space'), /cannot be 7000,5: it must be a decimal/)
  assert.equal(await sales.$eval('#potential-an-space', (input) => document.getElementById(input.getAttribute('aria-describedby')).getAttribute('role')), 'alert')
  assert.deepEqual(await faults(sales, [null], server.origin), [])
  await sales.$eval('#potential-an-space', (input) => (input.value = ''))
  await sales.type('#potential-an-space', '7000.5')
  await pressed(sales, '#an-space details.record button')
  assert.equal(await text(sales, '#an-space [role=status]'), 'Added.')
  assert.match(await total(), /^All in EUR 1 000 000\.50 EUR/)

  const medical = await tab('msl.north', `${RUNNING}/analyses`)
  assert.deepEqual(await medical.$$eval('.analysis', (all) => all.map(({ id }) => id)), ['an-pathway', 'an-service'])
  assert.equal((await medical.$$('#an-service form')).length, 0)
  await medical.click('#an-pathway details.record summary')
  await medical.type('#text-an-pathway', 'Seen by the practice')
  await medical.type('#order-an-pathway', '7')
  await medical.type('#patients-an-pathway', '118')
  await pressed(medical, '#an-pathway details.record button')
  // What was not counted between is passed over.
  assert.match((await texts(medical, '.stage')).at(-1), /^Seen by the practice 118 patients 18\.4 % 118 fewer than before \(50\.0 % go on\)$/)
  assert.equal(await medical.$eval('.stage progress', (bar) => Number(bar.value)), 100)
  calm(sales, medical)
})

test('the portfolio as the country lead and as medical see it', async () => {
  const lead = await tab('lead.country', '/portfolio')
  assert.deepEqual(await lead.$$eval('.late-row', (all) => all.map(({ id }) => id)), ['plan-AP-2201', 'plan-AP-2204', 'plan-AP-2301'])
  assert.equal((await lead.$$('.creation tbody tr')).length, 6)
  const medical = await tab('msl.north', '/portfolio')
  assert.equal((await medical.$$('.creation tbody tr')).length, 5)
  assert.equal((await medical.$$('progress')).length, 0)
  // On a phone each row is a block, and still a row to who hears the page.
  await lead.setViewport({ width: 390, height: 800 })
  const tree = await lead.accessibility.snapshot({ interestingOnly: false })
  const roles = JSON.stringify(tree)
  for (const role of ['columnheader', 'rowheader', 'cell']) assert.ok(roles.includes(`"role":"${role}"`), role)
  assert.ok(await lead.$eval('#plan-AP-2204', (row) => row.getBoundingClientRect().right <= innerWidth))
  await pressed(lead, '#plan-AP-2204 a')
  assert.equal(lead.url(), `${server.origin}/plans/AP-2204`)
  calm(lead, medical)
})

test('a closed plan: who closed it reads why not, the manager opens it again', async () => {
  const owner = await tab('kam.north', '/plans/AP-2205')
  const button = 'form:has(input[name="to"][value="active"]) button'
  assert.equal(await owner.$eval(button, (element) => element.disabled), true)
  assert.match(await text(owner, '#why-active'), /kam\.north brought the plan to closed, and so somebody else decides what comes next/)
  const manager = await tab('rm.north', '/plans/AP-2205')
  await manager.click(button)
  assert.equal(await manager.$eval('#reason-active', (input) => input.validity.valueMissing), true)
  await manager.type('#reason-active', 'The clinic has a new department')
  await pressed(manager, button)
  assert.equal(await text(manager, '.head .state'), 'Running')
  await owner.reload()
  assert.ok((await owner.$$('.tree .forms')).length > 0)
  calm(owner, manager)
})
