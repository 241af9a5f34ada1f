// What stands between the network and the pages: limits, the same-site check, forms, cookies, headers.

/** A form holds a reason or a note of at most 4 000 characters, each of at most 12 bytes when it is encoded. */
export const MOST_BYTES = 64 * 1024

/** A request that is not answered as asked. */
export class Refused extends Error {
  constructor(status, text, help) {
    super(text)
    this.status = status
    this.help = help
  }
}

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  // No script at all, so none that somebody wrote into a title either.
  'content-security-policy': "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  // What one person may see is not kept for the next one who signs in on this machine.
  'cache-control': 'no-store',
}

export function answer(response, status, text, headers = {}) {
  response.writeHead(status, { ...HEADERS, ...headers })
  response.end(text)
}

export function goTo(response, location, headers = {}) {
  answer(response, 303, '', { location, ...headers })
}

/**
 * Refuses what another site had a browser send: browsers say where a form comes from in `Origin`, and no page can change that.
 * The host is compared with a list as well, so that a foreign name that is made to point to this machine does not get through.
 */
export function sameSite(request, hosts) {
  const host = request.headers.host ?? ''
  if (!hosts.includes(host.replace(/:\d+$/, ''))) throw new Refused(421, `this server is not \`${host}\``, `open it as ${hosts.map((name) => `\`${name}\``).join(' or ')}`)
  if (request.method === 'GET' || request.method === 'HEAD') return
  const origin = request.headers.origin
  const from = origin && URL.canParse(origin) ? new URL(origin).host : null
  if (from !== host) throw new Refused(403, `a change has to come from a page of this server, and this one came from \`${origin ?? 'nowhere'}\``, 'open the plan here and make the change again')
}

/** The fields of a posted form. */
export async function form(request) {
  const type = (request.headers['content-type'] ?? '').split(';')[0].trim()
  if (type !== 'application/x-www-form-urlencoded') throw new Refused(415, `a form cannot be \`${type}\``, 'send `application/x-www-form-urlencoded`')
  const tooLarge = new Refused(413, `a form has at most ${MOST_BYTES} bytes`, 'write a shorter text')
  if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) throw tooLarge
  const chunks = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > MOST_BYTES) throw tooLarge
    chunks.push(chunk)
  }
  // Browsers send line breaks as CR LF; a text that was not touched must stay what it was.
  const fields = new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
  return Object.fromEntries([...fields].map(([name, value]) => [name, value.replaceAll('\r\n', '\n')]))
}

export function cookie(request, name) {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='))
  const found = pairs.find(([key]) => key === name)?.[1]
  try {
    return found && decodeURIComponent(found)
  } catch {
    return undefined
  }
}
