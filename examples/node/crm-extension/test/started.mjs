// A server with made-up plans on a day that does not move, people who ask it, and a browser.

import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import { app } from '../src/app.mjs'
import { openConfiguration } from '../src/configuration.mjs'
import { seed } from '../src/seed.mjs'
import { Store } from '../src/store.mjs'

// The days of the made-up plans are those of the server, wherever the tests run.
process.env.TZ = 'UTC'

export const configuration = openConfiguration()

/** Each look at it is a second later; `to` puts it forward. */
export function clock(from = '2026-06-30T08:00:00Z') {
  let at = Date.parse(from)
  return Object.assign(() => new Date((at += 1000)), { to: (moment) => (at = Date.parse(moment)) })
}

export async function start({ store = new Store(':memory:'), now = clock(), configuration: used = configuration } = {}) {
  if (store.ids().length === 0) seed(used, store, now())
  const logged = []
  const server = createServer(app({ configuration: used, store, now, log: (error) => logged.push(error) }))
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready))
  const origin = `http://localhost:${server.address().port}`
  return {
    origin,
    store,
    logged,
    as: (person) => visitor(origin, person),
    async stop() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
      store.close()
    },
  }
}

/** Somebody who is signed in and uses the server without a browser. */
function visitor(origin, person) {
  const cookie = `person=${person}`
  const get = async (path) => {
    const response = await fetch(origin + path, { headers: { cookie }, redirect: 'manual' })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
  const post = async (path, fields, headers = {}) => {
    const body = new URLSearchParams(fields)
    const response = await fetch(origin + path, { method: 'POST', body, headers: { cookie, origin, ...headers }, redirect: 'manual' })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
  return { get, post }
}

export const version = (text) => /name="version" value="(\d+)"/.exec(text)?.[1]
export const seen = (text) => /name="seen" value="([0-9a-f]+)"/.exec(text)?.[1]
/** What a page says was refused, without the rest of it. */
export function told(text) {
  const message = /<div class="message refused".*?<\/h2>.*?<\/div>/s.exec(text)?.[0] ?? ''
  return readText(`<main>${message}`).trim()
}
/** The text of a page as it is read: without markup, with entities as what they stand for. */
export function readText(text) {
  const entities = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
  const body = text.slice(text.indexOf('<main'))
  return body.replace(/<[^>]*>/g, ' ').replace(/&(\w+|#39);/g, (whole, name) => entities[name] ?? whole).replace(/\s+/g, ' ')
}
/** The same without the spaces that markup leaves in front of a mark. */
export const plainText = (text) => text.replace(/ ([,.:;)])/g, '$1')

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'chrome']

/** The path of a Chromium: the one that `CHROMIUM` names, else the first on the PATH. */
export function chromiumPath() {
  const named = process.env.CHROMIUM
  if (named) {
    if (existsSync(named)) return named
    throw new Error(`\`CHROMIUM\` names \`${named}\`, and there is no such file`)
  }
  for (const name of NAMES) {
    try {
      return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim()
    } catch {
      continue
    }
  }
  throw new Error('there is no Chromium: install the package `chromium` of Debian or Ubuntu, or name a binary by `CHROMIUM`')
}

export async function browser() {
  const executablePath = chromiumPath()
  const { default: puppeteer } = await import('puppeteer-core')
  // Root cannot use the sandbox, and the only pages that are opened are our own.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return puppeteer.launch({ executablePath, headless: true, protocolTimeout: 60_000, args: [...args, '--disable-dev-shm-usage'] })
}
