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
  { name: 'crm-stakeholders.webp', path: '/plans/AP-2201/stakeholders?goal=g-2', high: 1000 },
  { name: 'crm-analyses.webp', path: '/plans/AP-2201/analyses', high: 845, from: '#an-space' },
  { name: 'crm-portfolio.webp', path: '/portfolio', person: 'lead.country', high: 850 },
  { name: 'crm-history.webp', path: '/plans/AP-2201/history', high: 900 },
]

/** One that is drawn before anybody votes. */
const INBOX = { name: 'crm-inbox.webp', path: '/inbox', person: 'rm.north', high: 456 }

/** What people do before the pictures are drawn: an amendment that waits for a vote, and then a first vote on a plan. */
function workOn(server) {
  const does = async (person, page, path, fields) => {
    const { text } = await server.as(person).get(page)
    const answer = await server.as(person).post(page + path, { version: version(text), seen: seen(text), ...fields })
    if (answer.status !== 303) throw new Error(`\`${page}${path}\` is refused: ${told(answer.text)}`)
  }
  const page = '/plans/AP-2201/amendment'
  return {
    amendment: async () => {
      await does('kam.north', page, '/begin', { reason: 'The committee meets earlier than planned' })
      await does('kam.north', page, '/nodes/t-111', { 'was.weight': '3', weight: '5' })
      await does('kam.north', page, '/nodes/t-112', { 'was.title': '', title: 'The pharmacy has seen the evidence' })
      await does('kam.north', page, '/submit', {})
    },
    vote: () => does('rm.north', '/plans/AP-2203', '/approval/approve', { reason: 'The training comes with it' }),
  }
}

mkdirSync(FOLDER, { recursive: true })
const server = await start()
const chromium = await browser()
try {
  const page = await chromium.newPage()
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }])
  const draw = async ({ name, path, person = 'kam.north', from, high }) => {
    await page.setViewport({ width: WIDTH, height: high })
    await page.setCookie({ name: 'person', value: person, url: server.origin })
    const response = await page.goto(server.origin + path)
    if (!response.ok()) throw new Error(`\`${path}\` is answered with ${response.status()}`)
    if (from) await page.$eval(from, (element) => element.scrollIntoView())
    await page.screenshot({ path: FOLDER + name, type: 'webp', quality: 72 })
  }
  const { amendment, vote } = workOn(server)
  await amendment()
  await draw(INBOX)
  await vote()
  for (const shot of SHOTS) await draw(shot)
} finally {
  await chromium.close()
  await server.stop()
}
