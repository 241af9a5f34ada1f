// Runs every vector under tests/vectors. It knows no domain: the names of arguments come from the list of operations.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { test } from 'node:test'
import kam from '../kam.js'

const folder = new URL('../../../tests/vectors/', import.meta.url)
const read = (url) => JSON.parse(readFileSync(url, 'utf8'))
const operations = read(new URL('../../operations.json', import.meta.url))
const camel = (name) => name.replaceAll(/_(\w)/g, (_, letter) => letter.toUpperCase())
const snake = (name) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

function keys(value, rename) {
  if (Array.isArray(value)) return value.map((entry) => keys(entry, rename))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [rename(key), keys(entry, rename)]))
}

function call(on, target, name, args = {}) {
  const { arguments: names } = operations.find((operation) => operation.on === on && operation.name === name)
  for (const given of Object.keys(args)) assert.ok(names.includes(given), `${name} has no argument ${given}`)
  return target[camel(name)](...names.map((argument) => keys(args[argument], camel)))
}

// What a configuration opens: the key of a vector, the handle, how it is opened from a document and how it is made.
const RECORDS = [
  ['account_plan', 'AccountPlan', 'open_account_plan', 'new_account_plan'],
  ['approval_request', 'ApprovalRequest', 'open_approval_request', 'submit_for_approval'],
]

function run(vector) {
  const { operation, args, before = [] } = vector
  if (operation === 'open_plan') return kam.openPlan(typeof args.document === 'string' ? args.document : JSON.stringify(args.document)).profile()
  if (vector.configuration) {
    const files = Object.entries(vector.configuration).map(([name, text]) => ({ name, content: typeof text === 'string' ? text : JSON.stringify(text) }))
    const configuration = kam.openConfiguration(files)
    for (const [key, kind, opens, makes] of RECORDS) {
      const given = vector[key]
      if (!given) continue
      const record = call('Configuration', configuration, given.document === undefined ? makes : opens, given)
      for (const step of before) call(kind, record, step.operation, step.args)
      return call(kind, record, operation, args)
    }
    return call('Configuration', configuration, operation, args)
  }
  const document = vector.plan ? JSON.stringify(vector.plan) : vector.plan_file && readFileSync(new URL(vector.plan_file, folder), 'utf8')
  if (!document) return call(null, kam, operation, args)
  const plan = kam.openPlan(document)
  for (const step of before) call('Plan', plan, step.operation, step.args)
  return call('Plan', plan, operation, args)
}

function differences(path, expected, found) {
  if (expected?.$count !== undefined) return found?.length === expected.$count ? [] : [`${path}: ${expected.$count} entries expected, found ${found?.length}`]
  if (expected?.$contains !== undefined) return found?.includes(expected.$contains) ? [] : [`${path}: ${expected.$contains} expected in ${found}`]
  if (Array.isArray(expected) && Array.isArray(found) && expected.length === found.length) {
    return expected.flatMap((entry, at) => differences(`${path}[${at}]`, entry, found[at]))
  }
  if (expected !== null && typeof expected === 'object' && !Array.isArray(expected) && found !== null && typeof found === 'object') {
    return Object.entries(expected).flatMap(([key, entry]) => differences(`${path}.${key}`, entry, found[key]))
  }
  return expected === (found ?? null) ? [] : [`${path}: ${JSON.stringify(expected)} expected, found ${JSON.stringify(found)}`]
}

let count = 0
for (const file of readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'schema.json').sort()) {
  for (const vector of read(new URL(file, folder)).cases) {
    count += 1
    // What takes long answers with a promise.
    test(`${file} ${vector.name}`, async () => {
      let found
      try {
        found = { expect: await run(vector) }
      } catch (error) {
        if (!(error instanceof kam.KamError)) throw error
        found = { fault: error.fault }
      }
      const key = vector.fault ? 'fault' : 'expect'
      assert.deepEqual(differences(vector.name, { [key]: vector[key] }, keys(found, snake)), [])
    })
  }
}

test('there are vectors', () => assert.ok(count >= 60))
