// Draws the pictures of the README again: `npm run pictures`. They show the seeded plans on a fixed day, so nothing in them moves by itself.

import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { browser, seen, start, told, version } from '../test/started.mjs'

const FOLDER = fileURLToPath(new URL('../../../../docs/pictures/', import.meta.url))
const WIDTH = 1080
const SHOTS = [
  { name: 'crm-plan.webp', path: '/plans/AP-2201?node=o-11', high: 1060 },
  { name: 'crm-approval.webp', path: '/plans/AP-2203', person: 'review.country', from: '#approval', high: 880 },
  { name: 'crm-amendment.webp', path: '/plans/AP-2201/amendment', person: 'rm.north', high: 940 },
  { name: 'crm-stakeholders.webp', path: '/plans/AP-2201/stakeholders', high: 850 },
  { name: 'crm-history.webp', path: '/plans/AP-2201/history', high: 900 },
]

/** What people did before the pictures are drawn: a first vote, and an amendment that waits for one. */
async function work(server) {
  const does = async (person, page, path, fields) => {
    const { text } = await server.as(person).get(page)
    const answer = await server.as(person).post(page + path, { version: version(text), seen: seen(text), ...fields })
    if (answer.status !== 303) throw new Error(`\`${page}${path}\` is refused: ${told(answer.text)}`)
  }
  await does('rm.north', '/plans/AP-2203', '/approval/approve', { reason: 'The training comes with it' })
  const amendment = '/plans/AP-2201/amendment'
  await does('kam.north', amendment, '/begin', { reason: 'The committee meets earlier than planned' })
  await does('kam.north', amendment, '/nodes/t-111', { 'was.weight': '3', weight: '5' })
  await does('kam.north', amendment, '/nodes/t-112', { 'was.title': '', title: 'The pharmacy has seen the evidence' })
  await does('kam.north', amendment, '/submit', {})
}

mkdirSync(FOLDER, { recursive: true })
const server = await start()
const chromium = await browser()
try {
  const page = await chromium.newPage()
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }])
  await work(server)
  for (const { name, path, person = 'kam.north', from, high } of SHOTS) {
    await page.setViewport({ width: WIDTH, height: high })
    await page.setCookie({ name: 'person', value: person, url: server.origin })
    const response = await page.goto(server.origin + path)
    if (!response.ok()) throw new Error(`\`${path}\` is answered with ${response.status()}`)
    if (from) await page.$eval(from, (element) => element.scrollIntoView())
    await page.screenshot({ path: FOLDER + name, type: 'webp', quality: 72 })
  }
} finally {
  await chromium.close()
  await server.stop()
}
