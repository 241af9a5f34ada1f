// Starts the example: `PORT` (8080) and `DATABASE` (crm.sqlite) can be said from outside.

import { createServer } from 'node:http'
import { app } from './app.mjs'
import { openConfiguration } from './configuration.mjs'
import { seed } from './seed.mjs'
import { Store } from './store.mjs'

const port = Number(process.env.PORT ?? 8080)
const store = new Store(process.env.DATABASE ?? 'crm.sqlite')
const configuration = openConfiguration()
if (store.ids().length === 0) seed(configuration, store, new Date())

const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, app({ configuration, store }))
// Nobody signs in here, so nobody but this machine gets in.
server.listen(port, '127.0.0.1', () => console.log(`http://localhost:${server.address().port}`))

function stop() {
  server.close(() => store.close())
  server.closeIdleConnections()
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
