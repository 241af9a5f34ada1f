// The promises of the contract as JavaScript sees them.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import kam, { KamError, Plan, buildPlan, displayCompletion, openPlan, version } from '../kam.js'

const read = (name) => readFileSync(new URL(name, import.meta.url), 'utf8')
const operations = ['../../operations.json', '../../portfolio.json'].flatMap((list) => JSON.parse(read(list)))
const camel = (name) => name.replaceAll(/_(\w)/g, (_, letter) => letter.toUpperCase())
const acting = { person: 'u7', at: '2026-05-01T12:00:00+02:00' }
const plan = () => buildPlan({ id: 'AP-1', nodes: [{ id: 'a', status: 'done', weight: '3' }, { id: 'b', due: '2028-02-29', prerequisites: ['c'] }, { id: 'c' }] })

function fault(call) {
  try {
    call()
  } catch (error) {
    assert.ok(error instanceof KamError, error)
    assert.equal(error.code, error.fault.code)
    return error
  }
  throw new Error('nothing was thrown')
}

test('figures are exact text', () => {
  assert.equal(plan().completion(), '60')
  assert.equal(displayCompletion('99.5'), '99')
  assert.equal(displayCompletion('99.5', { decimals: 1, guard: false }), '99.5')
})

test('a decimal is never a number', () => {
  assert.equal(fault(() => displayCompletion(99.5)).code, 'invalid_value')
  assert.equal(fault(() => displayCompletion('1e1')).code, 'invalid_value')
  const error = fault(() => buildPlan({ id: 'AP-1', nodes: [{ id: 'a', weight: 0.1 }] }))
  assert.equal(error.fault.field, 'draft.nodes[0].weight')
})

test('a moment has a zone and a date exists', () => {
  assert.equal(fault(() => plan().changeStatus('c', 'done', { person: 'u7', at: '2026-05-01T12:00:00' })).fault.field, 'acting.at')
  assert.equal(fault(() => plan().due('2026-02-30')).code, 'invalid_value')
})

test('a misspelt key is refused, not dropped', () => {
  assert.equal(fault(() => buildPlan({ id: 'AP-1', wieght: [] })).fault.field, 'draft.wieght')
  assert.equal(fault(() => plan().completion({ missing_weight: 'one', weigth: 'own' })).fault.field, 'rules.weigth')
})

test('a fault carries code, text and details', () => {
  const error = fault(() => plan().changeStatus('b', 'done', acting))
  assert.deepEqual(error.fault, { code: 'prerequisite_unfinished', node: 'b', blockedBy: ['c'] })
  assert.equal(error.message, '`b` cannot be finished before `c`')
  assert.equal(error.name, 'KamError')
  assert.match(error.stack, /contract\.test\.mjs/)
})

test('everything wrong is reported at once', () => {
  const { problems } = fault(() => openPlan('{"id": "AP-1",\n "nodes": [{"id": "a", "weight": "x"}, {"id": "b", "weight": "-1"}]}')).fault
  assert.deepEqual(problems.map(({ path, line }) => [path, line]), [['nodes[0].weight', 2], ['nodes[1].weight', 2]])
})

test('wrong arguments are faults too', () => {
  for (const call of [() => openPlan(3), () => openPlan(), () => buildPlan('x'), () => plan().explain(7), () => plan().progress()]) {
    assert.equal(fault(call).code, 'invalid_value')
  }
})

test('a handle is only made by opening a plan', () => {
  assert.throws(() => new Plan())
  assert.throws(() => Plan.prototype.completion.call({}))
})

test('results are plain objects in camel case', () => {
  const [item] = plan().due('2026-01-01', { levels: ['goal'] })
  assert.deepEqual(Object.getPrototypeOf(item), Object.prototype)
  assert.equal(item.dueEffective, '2028-02-29')
  assert.deepEqual(structuredClone(item), item)
  assert.deepEqual(buildPlan({ id: 'AP-1', nodes: plan().nodes() }).nodes(), plan().nodes())
})

test('every operation is here and nothing else', () => {
  const functions = operations.filter(({ on }) => on === null).map(({ name }) => camel(name))
  const classes = [...new Set(operations.flatMap(({ on }) => on ?? []))]
  assert.deepEqual(Object.keys(kam).sort(), ['KamError', ...classes, ...functions].sort())
  for (const on of classes) {
    const methods = operations.filter((operation) => operation.on === on).map(({ name }) => camel(name))
    assert.deepEqual(Object.getOwnPropertyNames(kam[on].prototype).filter((name) => name !== 'constructor').sort(), methods.sort())
  }
})

test('every public item is documented', () => {
  const lines = read('../index.d.ts').split('\n')
  const public_ = /^(export (declare (class|function)|interface|type) \w+|  (readonly )?\w+\??[:(])/
  const undocumented = lines.filter((line, at) => public_.test(line) && !/\*\/\s*$/.test(lines[at - 1]))
  assert.deepEqual(undocumented, [])
})

test('there is one version', () => {
  assert.ok(read('../../../Cargo.toml').includes(`\nversion = "${version()}"\n`))
  assert.equal(JSON.parse(read('../package.json')).version, version())
  assert.equal(JSON.parse(read('../package-lock.json')).version, version())
})

test('a million calls do not fill the memory', () => {
  const opened = plan()
  const call = (times) => {
    for (let count = 0; count < times; count += 1) opened.completion()
  }
  call(100_000)
  const before = process.memoryUsage().rss
  call(1_000_000)
  assert.ok(process.memoryUsage().rss - before < 50_000_000)
})
