// Draws the pictures of the README again: `npm run pictures`. They show the seeded plans on a fixed day, so nothing in them moves by itself.

import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { browser, start } from '../test/started.mjs'

const FOLDER = fileURLToPath(new URL('../../../../docs/pictures/', import.meta.url))
const WIDTH = 1080
const SHOTS = [
  { name: 'crm-plan.webp', path: '/plans/AP-2201?node=o-11', high: 1060 },
  { name: 'crm-stakeholders.webp', path: '/plans/AP-2201/stakeholders', high: 850 },
  { name: 'crm-history.webp', path: '/plans/AP-2201/history', high: 900 },
]

mkdirSync(FOLDER, { recursive: true })
const server = await start()
const chromium = await browser()
try {
  const page = await chromium.newPage()
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }])
  for (const { name, path, high } of SHOTS) {
    await page.setViewport({ width: WIDTH, height: high })
    const response = await page.goto(server.origin + path)
    if (!response.ok()) throw new Error(`\`${path}\` is answered with ${response.status()}`)
    await page.screenshot({ path: FOLDER + name, type: 'webp', quality: 72 })
  }
} finally {
  await chromium.close()
  await server.stop()
}
