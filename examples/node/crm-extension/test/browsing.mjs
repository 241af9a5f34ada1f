// People in a browser: tabs of who is signed in, and small ways to read and press.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** A tab of somebody who is signed in, in a browser window of their own. What the console has against the page is kept in `mistakes`. */
export async function openTab({ chromium, server }, person, path, window = undefined) {
  const context = window ?? (await chromium.createBrowserContext())
  const page = await context.newPage()
  page.mistakes = []
  page.on('pageerror', (error) => page.mistakes.push(error.message))
  page.on('console', (message) => {
    // A refusal has a status of its own, which the console repeats.
    if (message.type() === 'error' && !/status of 4(03|09|22)/.test(message.text())) page.mistakes.push(message.text())
  })
  if (person) await page.setCookie({ name: 'person', value: person, url: server.origin })
  await page.goto(server.origin + path)
  return page
}

export async function pressed(page, selector) {
  await Promise.all([page.waitForNavigation(), page.click(selector)])
}

export const text = (page, selector) => page.$eval(selector, (element) => element.innerText.replace(/\s+/g, ' ').trim())
/** The text of something that may be folded, and so is not drawn. */
export const folded = (page, selector) => page.$eval(selector, (element) => element.textContent.replace(/\s+/g, ' '))
export const texts = (page, selector) => page.$$eval(selector, (all) => all.map((element) => element.innerText.replace(/\s+/g, ' ').trim()))

/** What axe finds wrong with pages, as one person sees them; what is folded is looked at as well. */
export async function faults(page, paths, origin, options = {}) {
  // The pages allow no script, also not that of the test.
  await page.setBypassCSP(true)
  const found = []
  for (const path of paths) {
    // Without a path it is the page that is there.
    if (path) await page.goto(origin + path)
    await page.$$eval('details', (all) => all.forEach((details) => (details.open = true)))
    await page.evaluate(AXE)
    const { violations, passes } = await page.evaluate((options) => window.axe.run(document, { resultTypes: ['violations'], ...options }), options)
    found.push(...violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0].html.slice(0, 200)} ${nodes[0].failureSummary}`))
    assert.ok(passes.length > 0)
  }
  return found
}
