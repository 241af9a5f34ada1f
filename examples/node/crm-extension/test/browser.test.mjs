// The example in a browser, as three people use it; and whether it can be used without a mouse, in the dark, on a phone, by a screen reader.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { faults, folded, openTab, pressed, text } from './browsing.mjs'
import { browser, clock, start } from './started.mjs'

const PLAN = '/plans/AP-2202'
const RUNNING = '/plans/AP-2201'

const WAITING = '/plans/AP-2203'

let server
let chromium
const now = clock()
before(async () => {
  server = await start({ now })
  chromium = await browser()
})
after(async () => {
  await chromium?.close()
  await server?.stop()
})

const tab = (person, path = PLAN, window = undefined) => openTab({ chromium, server }, person, path, window)
const bar = (page, node) => page.$eval(`#node-${node} > details > summary progress`, (progress) => Number(progress.value))
const button = (to) => `form:has(input[name="to"][value="${to}"]) button`
const isDisabled = (page, to) => page.$eval(button(to), (element) => element.disabled)

async function setStatus(page, node, status, reason = '') {
  // A tab behind another one of the same window draws nothing, and so cannot be clicked.
  await page.bringToFront()
  const open = await page.$eval(`#node-${node} > details`, (details) => details.open)
  if (!open) await page.click(`#node-${node} > details > summary`)
  await page.select(`#status-${node}`, status)
  if (reason) await page.type(`#why-status-${node}`, reason)
  await pressed(page, `form[action$="/nodes/${node}/status"] button`)
}

test('a plan goes from draft to running, through four people and two tabs', async (t) => {
  const kam = await tab('kam.north')
  const manager = await tab('rm.north')
  const lead = await tab('lead.country')

  await t.test('the key account manager changes statuses and sees the bars move', async () => {
    assert.equal(await bar(kam, 't-111'), 0)
    await setStatus(kam, 'a-1111', 'done')
    assert.match(await text(kam, '#node-a-1111 [role=status]'), /Saved as version \d+: status of “Collect the local epidemiology”, open → done\./)
    assert.equal(await bar(kam, 'a-1111'), 100)
    assert.equal(Math.round(await bar(kam, 't-111')), 17)
    assert.ok((await bar(kam, 'g-1')) > 0)
    await kam.click('#node-t-111 > details > summary')
    assert.match(await text(kam, '#terms-t-111'), /Collect the local epidemiology 1 100 % \+16.666667/)
    assert.match(await text(kam, '#terms-t-111 tfoot'), /Computed 16.666667/)
  })

  await t.test('what cannot be done yet is refused where it is read first', async () => {
    await setStatus(kam, 'a-1113', 'done')
    assert.match(await text(kam, '[role=alert]'), /a-1112/)
    assert.equal(await kam.evaluate(() => document.activeElement.getAttribute('role')), 'alert')
    assert.equal(await kam.$eval('#status-a-1113', (select) => select.value), 'done')
    await kam.goto(server.origin + PLAN)
  })

  await t.test('a completion is set by hand, with a reason, and marked', async () => {
    await kam.click('#node-t-212 > details > summary')
    await kam.type('#completion-t-212', '40')
    await kam.type('#why-override-t-212', 'Agreed by word of mouth')
    await pressed(kam, 'form[action$="/nodes/t-212/override"] button')
    assert.equal(await bar(kam, 't-212'), 40)
    assert.match(await text(kam, '#node-t-212 > details > summary'), /by hand/)
    assert.match(await text(kam, '#node-t-212 .panel'), /Agreed by word of mouth/)
  })

  await t.test('who submits reads who is asked, cannot approve, and reads why', async () => {
    assert.match(await text(kam, '#why-in_approval'), /Manager: Regional manager, North Country lead: Deputy country lead or Country lead Skipped: Medical review/)
    await pressed(kam, button('in_approval'))
    assert.equal(await text(kam, '.head .state'), 'Waiting for approval')
    assert.equal(await kam.$eval('#do-approve', (element) => element.disabled), true)
    assert.match(await text(kam, '#why-not-0'), /kam\.north submitted it, and so does not vote on it/)
    assert.equal(await kam.$eval('#do-approve', (element) => document.getElementById(element.getAttribute('aria-describedby')).id), 'why-not-0')
    assert.equal(await text(kam, '#do-recall'), 'Take it back')
    assert.match(await text(kam, '.station.skipped'), /Medical review skipped: under_monitoring = "yes" does not hold/)
    assert.equal((await kam.$$('.tree .forms')).length, 0)
  })

  await t.test('the manager sees it on the first page and sends it back with a reason, and not without', async () => {
    await manager.goto(server.origin)
    assert.equal(await text(manager, '#waits'), '2 approvals wait for you; 1 of all that wait is overdue. What waits for me')
    await pressed(manager, '#waits a')
    // What is overdue comes first.
    assert.deepEqual(await manager.$$eval('#mine h3', (all) => all.map((heading) => heading.textContent)), ['Harbour Heart Centre', 'Lakeside District Hospital'])
    assert.match(await text(manager, '#request-AP-2202-1'), /step “Manager”, until 2026-07-02 Asked for by Key account manager, North\. Waits for Regional manager, North\. You can: approve, reject, send it back/)
    await pressed(manager, '#mine a[href*="AP-2202"]')
    assert.equal(await manager.$eval('#do-approve', (element) => element.disabled), false)
    assert.deepEqual(await manager.$$eval('#step option', (all) => all.map(({ value }) => value)), [''])
    await manager.click('#do-send_back')
    assert.equal(await manager.$eval('#reason-send_back', (input) => input.validity.valueMissing), true)
    await manager.type('#reason-send_back', 'The budget of the pharmacy is missing')
    await pressed(manager, '#do-send_back')
    assert.equal(await text(manager, '#approval [role=status]'), 'Sent back.')
    assert.equal(await text(manager, '.head .state'), 'Draft')
    assert.equal(await isDisabled(manager, 'in_approval'), true)
    assert.match(await text(manager, '#why-in_approval'), /rm\.north has the right read on the section profile/)
  })

  await t.test('it is submitted again and approved by the persons of the steps, and then it runs', async () => {
    await kam.goto(server.origin + PLAN)
    await pressed(kam, button('in_approval'))
    await manager.reload()
    await pressed(manager, '#do-approve')
    assert.equal(await text(manager, '.head .state'), 'Waiting for approval')
    await lead.reload()
    assert.match(await text(lead, '.station.done'), /Regional manager, North approved on 2026-06-30/)
    await lead.click('#do-approve')
    assert.equal(await lead.$eval('#reason-approve', (input) => input.validity.valueMissing), true)
    await lead.type('#reason-approve', 'Agreed')
    await pressed(lead, '#do-approve')
    assert.equal(await text(lead, '.head .state'), 'Approved')
    assert.match(await text(lead, '#approval .events'), /Country lead approved in the step “Country lead” .*“Agreed” Signed as Country lead; known by the choice at the top of the page/)
    assert.equal(await isDisabled(lead, 'active'), true)
    // The address is that of the plan, so reloading sends nothing again.
    await lead.reload()
    assert.equal((await lead.$$('[role=alert]')).length, 0)
    await kam.reload()
    await pressed(kam, button('active'))
    assert.equal(await text(kam, '.head .state'), 'Running')
  })

  await t.test('of two tabs the second is told of the clash and goes on from there', async () => {
    const second = await tab(undefined, PLAN, kam.browserContext())
    await kam.reload()
    await setStatus(kam, 'a-1112', 'in_progress')
    await setStatus(second, 'a-1112', 'done')
    assert.match(await text(second, '[role=alert]'), /Somebody else changed the same .*changed by kam\.north in entry \d+: it is in_progress now, and should become done/)
    await pressed(second, 'form[action$="/nodes/a-1112/status"] button')
    assert.equal(await bar(second, 'a-1112'), 100)
    assert.deepEqual(second.mistakes, [])
    await second.close()
  })

  await t.test('the history has all of it', async () => {
    await kam.goto(`${server.origin}${PLAN}/history`)
    const history = await text(kam, '.history')
    const told = [
      /changed the status of the action “Budget impact with the pharmacy’s own prices” .*? Status In progress Done/,
      /moved the plan on .*? State Approved Running/,
      /Country lead let the plan take over what became of its approval .*? State Waiting for approval Approved/,
      /Regional manager, North let the plan take over what became of its approval .*?“The budget of the pharmacy is missing” Field Was Is State Waiting for approval Draft/,
      /set by hand the completion of the tactic “A referral pathway on one page” .*?“Agreed by word of mouth”/,
      /changed the status of the action “Collect the local epidemiology”/,
      /made the plan from another one/,
    ]
    let from = 0
    for (const words of told) {
      const found = history.slice(from).search(words)
      assert.notEqual(found, -1, `${words} is not in the rest of the history`)
      from += found
    }
  })
  assert.deepEqual([...kam.mistakes, ...manager.mistakes, ...lead.mistakes, ...server.logged], [])
})

test('an amendment is begun, changed, approved by whom it concerns and put in', async () => {
  const kam = await tab('kam.north', `${RUNNING}/amendment`)
  await kam.type('#reason', 'A new tender brings the dossier forward')
  await pressed(kam, 'main form button')
  const written = async (selector, value) => {
    await kam.$eval(selector, (input) => (input.value = ''))
    await kam.type(selector, value)
  }
  await kam.click('#edit-t-111 summary')
  await written('#weight-t-111', '5')
  await pressed(kam, '#edit-t-111 button')
  await kam.click('#edit-t-112 summary')
  await written('#title-t-112', 'The pharmacy has the evidence')
  await pressed(kam, '#edit-t-112 button')
  assert.match(await text(kam, '.diff'), /Weight of “Dossier for the drug committee” 3 5 Title of “The pharmacy knows the evidence” The pharmacy knows the evidence The pharmacy has the evidence/)
  await pressed(kam, '#submit-amendment')
  assert.match(await text(kam, '.station.skipped'), /Change of dates skipped: nothing changes that it is about/)
  assert.equal((await kam.$$('.record')).length, 0)

  // The plan goes on.
  await kam.goto(server.origin + RUNNING)
  await setStatus(kam, 'a-2112', 'done')
  assert.match(await folded(kam, '#node-t-111 .facts'), /Weight: 3/)

  const manager = await tab('rm.north', '/inbox')
  await pressed(manager, '#mine a[href*="amendment"]')
  await pressed(manager, '#do-approve')
  const reviewer = await tab('review.country', '/inbox')
  await pressed(reviewer, '#mine a[href*="amendment"]')
  await reviewer.click('#do-approve')
  assert.equal(await reviewer.$eval('[name=meaning]', (box) => box.validity.valueMissing), true)
  await reviewer.click('form[action$="/approve"] [name=meaning]')
  await pressed(reviewer, '#do-approve')
  assert.match(await text(reviewer, '.events'), /Signed as Medical reviewer: “I decide as medical reviewer”/)

  await kam.goto(`${server.origin}${RUNNING}/amendment`)
  await pressed(kam, '#put-in')
  assert.match(await folded(kam, '#node-t-111 .facts'), /Weight: 5/)
  assert.match(await text(kam, '#node-t-112 > details > summary'), /The pharmacy has the evidence/)
  assert.equal(await bar(kam, 'a-2112'), 100)

  // Another one stays open, for the tests that look at every page.
  await kam.goto(`${server.origin}${RUNNING}/amendment`)
  await kam.type('#reason', 'The weights of the two goals')
  await pressed(kam, 'main form button')
  await kam.click('#edit-g-2 summary')
  await written('#weight-g-2', '2')
  await pressed(kam, '#edit-g-2 button')
  assert.deepEqual([...kam.mistakes, ...manager.mistakes, ...reviewer.mistakes, ...server.logged], [])
})

test('medical sees no closed field, and sales see no medical note', async () => {
  const medical = await tab('msl.north', RUNNING)
  assert.equal((await medical.$$('progress')).length, 0)
  assert.ok(!(await medical.content()).includes('patients on therapy'))
  await medical.click('#node-a-1221 > details > summary')
  assert.match(await text(medical, '#node-a-1221 .panel'), /held back/)
  assert.ok(!/Counts|on the way/.test(await text(medical, '#node-a-1221 .panel')))
  await medical.goto(`${server.origin}${RUNNING}/stakeholders`)
  await medical.click('details.record:last-of-type > summary')
  await medical.type('details.record:last-of-type textarea', 'A note for medical only. ')
  await pressed(medical, 'details.record:last-of-type button')
  assert.match(await text(medical, '.people'), /A note for medical only\./)
  const kam = await tab('kam.north', `${RUNNING}/stakeholders`)
  assert.ok(!(await kam.content()).includes('A note for medical only'))
  assert.equal((await kam.$$('textarea')).length, 0)
  assert.deepEqual([...medical.mistakes, ...kam.mistakes], [])
})

const PAGES = ['/', '/inbox', '/portfolio', RUNNING, `${RUNNING}?node=o-11`, `${RUNNING}/due`, `${RUNNING}/stakeholders`, `${RUNNING}/stakeholders?goal=g-2`, `${RUNNING}/analyses`, `${RUNNING}/amendment`, `${RUNNING}/history`, WAITING, `${PLAN}/analyses`, '/plans/none']

test('who is signed in is chosen at the top, and stays so', async () => {
  const page = await tab(undefined, `${RUNNING}/due`)
  await page.select('#person', 'rm.north')
  await pressed(page, '.who button')
  assert.equal(await page.$eval('#person', (select) => select.value), 'rm.north')
  assert.equal(page.url(), `${server.origin}${RUNNING}/due`)
})

// Who approves sees other forms on some pages, and the same as the others on the rest.
for (const [person, pages] of [['kam.north', PAGES], ['msl.north', PAGES], ['rm.north', ['/inbox', RUNNING, `${RUNNING}/amendment`, WAITING]]]) {
  test(`no page has a fault that axe knows, as ${person} sees it`, async () => {
    const page = await tab(person)
    assert.deepEqual(await faults(page, pages, server.origin), [])
  })
}

test('in the dark all is as easy to read', async () => {
  // Nothing but the colours is another one. Who edits sees most of what has one, and who does not what is held back.
  for (const [person, pages] of [['kam.north', PAGES], ['msl.north', [RUNNING, '/portfolio']]]) {
    const page = await tab(person)
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }])
    assert.deepEqual(await faults(page, pages, server.origin, { runOnly: ['color-contrast'] }), [])
  }
})

test('every input has a label, headings go down one at a time, ids are there once', async () => {
  const page = await tab('kam.north')
  for (const path of PAGES) {
    await page.goto(server.origin + path)
    const found = await page.evaluate(() => {
      const inputs = [...document.querySelectorAll('input:not([type=hidden]), select, textarea')]
      const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id)
      return {
        unlabelled: inputs.filter((input) => ![...input.labels].some((label) => label.textContent.trim())).map(({ id }) => id),
        levels: [...document.querySelectorAll('h1, h2, h3, h4')].filter((heading) => !heading.closest('[role=alert]')).map(({ tagName }) => Number(tagName[1])),
        twice: ids.filter((id, at) => ids.indexOf(id) !== at),
        scripts: document.scripts.length,
      }
    })
    assert.deepEqual([found.unlabelled, found.twice, found.scripts], [[], [], 0], path)
    assert.equal(found.levels[0], 1)
    assert.equal(found.levels.filter((level) => level === 1).length, 1)
    found.levels.reduce((above, level) => (assert.ok(level <= above + 1, `${path}: ${found.levels}`), level))
  }
})

test('without a mouse: skip to the content, open a node, change it', async () => {
  const page = await tab('kam.north', RUNNING)
  await page.goto(server.origin + RUNNING)
  await page.keyboard.press('Tab')
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip')
  const box = await page.$eval('.skip', (link) => link.getBoundingClientRect().left)
  assert.equal(box, 0)
  await page.focus('#node-a-2121 > details > summary')
  const outline = await page.$eval('#node-a-2121 > details > summary', (summary) => getComputedStyle(summary).outlineStyle)
  assert.equal(outline, 'solid')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  const steps = []
  for (let each = 0; each < 6 && (await page.evaluate(() => document.activeElement.id)) !== 'status-a-2121'; each += 1) {
    steps.push(await page.evaluate(() => document.activeElement.outerHTML.slice(0, 80)))
    await page.keyboard.press('Tab')
  }
  assert.equal(await page.evaluate(() => document.activeElement.id), 'status-a-2121', steps.join('\n'))
  await page.keyboard.type('In')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])
  assert.match(await text(page, '#node-a-2121 > details > summary'), /In progress/)
})

test('on a phone nothing is wider than the screen', async () => {
  const page = await tab('kam.north')
  await page.setViewport({ width: 360, height: 740 })
  for (const path of PAGES) {
    await page.goto(server.origin + path)
    await page.$$eval('details', (all) => all.forEach((details) => (details.open = true)))
    const over = await page.evaluate(() => {
      const wide = [...document.querySelectorAll('main *')].filter((element) => !element.closest('.scroll') && element.getBoundingClientRect().right > innerWidth + 1)
      return { scrolls: document.documentElement.scrollWidth - innerWidth, wide: wide.slice(0, 3).map((element) => element.outerHTML.slice(0, 120)) }
    })
    assert.ok(over.scrolls <= 0, `${path} is ${over.scrolls} too wide: ${over.wide.join('\n')}`)
  }
})

test('the map says the same as the table beside it', async () => {
  const page = await tab('kam.north', `${RUNNING}/stakeholders`)
  const { drawn, listed, described } = await page.evaluate(() => {
    const read = (selector) => [...document.querySelectorAll(selector)].map((element) => element.textContent)
    return { drawn: read('.map .label').sort(), listed: read('.people tbody th').sort(), described: document.querySelector('.map desc').textContent }
  })
  assert.deepEqual(drawn, listed)
  for (const name of listed) assert.ok(described.includes(`${name}: influence`))
  // Nobody stands on anybody else.
  const points = await page.$$eval('.map circle', (all) => all.map((circle) => `${circle.getAttribute('cx')} ${circle.getAttribute('cy')}`))
  assert.equal(new Set(points).size, points.length)
})

test('a time limit passes over a weekend, and whoever looks passes the vote on', async () => {
  const kam = await tab('kam.north', WAITING)
  await pressed(kam, '#do-recall')
  now.to('2026-07-03T08:00:00Z')
  await kam.goto(server.origin + WAITING)
  await pressed(kam, button('in_approval'))
  assert.match(await text(kam, '#approval'), /until 2026-07-07\./)
  now.to('2026-07-07T08:00:00Z')
  await kam.goto(`${server.origin}/inbox`)
  assert.equal((await kam.$$('.late')).length, 0)
  now.to('2026-07-08T08:00:00Z')
  await kam.reload()
  assert.match(await text(kam, '#others .late'), /Harbour Heart Centre Plan, step “Manager”, until 2026-07-07 overdue .*Waits for Regional manager, North\./)
  await pressed(kam, '#others .late button')
  assert.match(await text(kam, '#approval'), /Waits for Country lead, who has the vote of Regional manager, North, until 2026-07-10\./)
  assert.match(await text(kam, '#approval .events'), /passed it to the manager above, as its time was over/)
  const lead = await tab('lead.country', '/inbox')
  assert.match(await text(lead, '#mine'), /Harbour Heart Centre Plan, step “Manager”, until 2026-07-10/)
  assert.deepEqual([...kam.mistakes, ...lead.mistakes, ...server.logged], [])
})
