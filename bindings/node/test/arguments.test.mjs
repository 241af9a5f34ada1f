// What JavaScript is told of arguments that cannot be used: the name, the value, what would be right, and all of them at once.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runInNewContext } from 'node:vm'
import { KamError, buildPlan, displayCompletion, loadExport, loadExportFiles, openPlan } from '../kam.js'

const acting = { person: 'u7', at: '2026-05-01T12:00:00+02:00' }
const plan = () => buildPlan({ id: 'AP-1', nodes: [{ id: 'a' }, { id: 'b' }] })
const node = (fields) => () => buildPlan({ id: 'AP-1', nodes: [{ id: 'a', ...fields }] })
const content = (given) => () => loadExportFiles([{ name: 'a.csv', content: given }])
function revoked() {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}
const query = (fields) => () => plan().due('2026-01-01', fields)
const change = (...given) => () => plan().changeStatus(...given)
const circle = { id: 'AP-1' }
circle.nodes = [circle]

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

const one = [
  // An argument that is not there.
  [() => openPlan(), 'document', 'undefined', /it is missing; a text is needed/],
  [() => openPlan(null), 'document', 'null', /a text is needed/],
  [() => plan().progress(), 'asOf', 'undefined', /a date as text is needed, such as "2026-12-31"/],
  [change('a', 'done'), 'acting', 'undefined', /an object with `person` and `at` is needed: Acting/],
  [() => buildPlan(undefined), 'draft', 'undefined', /an object with `id` is needed: PlanDraft/],
  [() => loadExportFiles(), 'files', 'undefined', /a list is needed/],
  // An argument of another kind.
  [() => openPlan(3), 'document', '3', /it is a number; a text is needed/],
  [() => openPlan({ id: 'AP-1' }), 'document', '{"id":"AP-1"}', /it is an object; a text is needed/],
  [() => buildPlan('{"id":"AP-1"}'), 'draft', '{"id":"AP-1"}', /it is a text; an object/],
  [() => buildPlan([]), 'draft', '[]', /it is a list/],
  [() => buildPlan(new Map([['id', 'AP-1']])), 'draft', '[Map]', /it is a Map/],
  [() => plan().completion(new Map([['method', 'lowest']])), 'rules', '[Map]', /it is a Map/],
  [() => plan().explain(7), 'node', '7', /a text is needed/],
  [() => displayCompletion(99.5), 'completion', '99.5', /a number is not exact; write it as text: "99\.5"/],
  [() => displayCompletion('1e1'), 'completion', '1e1', /digits/],
  [() => plan().due('2026-02-30'), 'asOf', '2026-02-30', /there is no such day/],
  [() => plan().due(new Date(0)), 'asOf', '1970-01-01T00:00:00.000Z', /a Date, which is a moment and not a day; write .* "2026-12-31"/],
  [change('a', 'done', 'u7'), 'acting', 'u7', /an object with/],
  [change('a\ud800', 'done', acting), 'node', 'a\ufffd', /half of a surrogate pair/],
  [() => loadExportFiles('folder'), 'files', 'folder', /a list is needed/],
  [() => loadExportFiles({ name: 'a.csv', content: new Uint8Array(2) }), 'files', '{"content":"…","name":"a.csv"}', /it is an object; a list is needed/],
  [content(new Proxy(Buffer.from('id'), {})), 'files[0].content', '…', /it is a Proxy that cannot be read; a Uint8Array is needed/],
  [content({ [Symbol.toStringTag]: 'Uint8Array' }), 'files[0].content', '[Uint8Array]', /only calls itself a Uint8Array; a Uint8Array is needed/],
  [content(new ArrayBuffer(2)), 'files[0].content', '[ArrayBuffer]', /it is an ArrayBuffer; a Uint8Array is needed/],
  [content(revoked()), 'files[0].content', '…', /it is a Proxy that cannot be read/],
  [() => loadExportFiles([revoked()]), 'files[0]', '…', /it is a Proxy that cannot be read/],
  [() => buildPlan(revoked()), 'draft', '…', /it is a Proxy that cannot be read/],
  [() => loadExport('folder', 'veeva'), 'options', 'veeva', /an object is needed: ExportOptions/],
  // A field of an argument.
  [change('a', 'done', { person: 'u7' }), 'acting.at', 'undefined', /it is missing; a moment as text is needed/],
  [change('a', 'done', { person: 7, at: acting.at }), 'acting.person', '7', /it is a number; a text is needed/],
  [change('a', 'done', { person: 'u7', at: '2026-05-01T12:00:00' }), 'acting.at', '2026-05-01T12:00:00', /with a zone/],
  [change('a', 'done', { person: 'u7', at: new Date(Number.NaN) }), 'acting.at', 'Invalid Date', /no moment/],
  [change('a', 'done', { person: 'u7', at: 1777636800 }), 'acting.at', '1777636800', /a moment as text is needed/],
  [node({ weight: 2.5 }), 'draft.nodes[0].weight', '2.5', /write it as text: "2\.5"/],
  [node({ weight: Number.NaN }), 'draft.nodes[0].weight', 'NaN', /it is a number/],
  [node({ weight: 3n }), 'draft.nodes[0].weight', '3', /it is a bigint/],
  [node({ weight: () => 1 }), 'draft.nodes[0].weight', '() => 1', /it is a function/],
  [node({ weight: '1'.repeat(40) }), 'draft.nodes[0].weight', '1'.repeat(40), /34/],
  [node({ title: Symbol('x') }), 'draft.nodes[0].title', 'Symbol(x)', /it is a symbol/],
  [node({ title: 'a\udfff' }), 'draft.nodes[0].title', 'a\ufffd', /half of a surrogate pair/],
  [node({ due: new Date(0) }), 'draft.nodes[0].due', '1970-01-01T00:00:00.000Z', /not a day/],
  [node({ prerequisites: 'b' }), 'draft.nodes[0].prerequisites', 'b', /a list is needed/],
  [node({ prerequisites: ['b', undefined] }), 'draft.nodes[0].prerequisites[1]', 'undefined', /a text is needed/],
  [node({ prerequisites: new Set(['b']) }), 'draft.nodes[0].prerequisites', '[Set]', /it is a Set/],
  [node({ quantity: { baseline: '0' } }), 'draft.nodes[0].quantity.target', 'undefined', /missing/],
  [() => buildPlan(circle), 'draft.nodes[0].nodes', 'nodes', /`NodeDraft` has no such key/],
  [query({ horizon: Number.NaN }), 'query.horizon', 'NaN', /it is a number/],
  [query({ horizon: -1 }), 'query.horizon', '-1', /from 0 to/],
  [query({ horizon: 1.5 }), 'query.horizon', '1.5', /from 0 to/],
  [query({ horizon: '14' }), 'query.horizon', '14', /a whole number from 0 on is needed/],
  [query({ workingDays: 1 }), 'query.workingDays', '1', /true or false is needed/],
  [() => plan().completion({ method: 'lowset' }), 'rules.method', 'lowset', /did you mean `lowest`/],
  [() => plan().completion({ method: 'median' }), 'rules.method', 'median', /it can be `weighted_mean`, /],
  [() => plan().completion({ missingWieght: 'one' }), 'rules.missingWieght', 'missingWieght', /did you mean `missingWeight`/],
  [() => plan().completion({ missingWeight: 'one', missing_weight: 'zero' }), 'rules.missing_weight', 'missing_weight', /which is there too/],
  [() => buildPlan({ id: 'AP-1', nods: [] }), 'draft.nods', 'nods', /did you mean `nodes`/],
  [() => loadExportFiles([{ name: 'a.csv', content: 'id' }]), 'files[0].content', 'id', /a Uint8Array is needed/],
  [() => loadExportFiles([{ name: 'a.csv' }]), 'files[0].content', 'undefined', /a Uint8Array is needed/],
]

for (const [call, field, value, says] of one) {
  test(`${field} cannot be ${value}`, () => {
    const error = fault(call)
    assert.equal(error.code, 'invalid_value', error.message)
    assert.deepEqual([error.fault.field, error.fault.value], [field, value])
    assert.match(error.message, says)
    assert.doesNotMatch(error.message, /napi|rust|undefined: |convert/i)
  })
}

test('everything wrong with a call is told at once', () => {
  const error = fault(() => plan().changeStatus())
  assert.equal(error.code, 'invalid_values')
  assert.deepEqual(error.fault.problems.map(({ path }) => path), ['node', 'status', 'acting'])
  assert.match(error.message, /^3 values cannot be used\n {2}`node` cannot be `undefined`: it is missing; a text is needed\n/)
})

test('everything wrong with a record is told at once, the neighbours too', () => {
  const nodes = [{ id: 'a', weigth: '1', due: '2026-02-30', progress: 5 }, { weight: '2', override: { completion: 'x', reason: 'r', by: 'u7' } }]
  const { problems } = fault(() => buildPlan({ id: 7, nodes, settings: { completion: { method: 'lowset' }, statuses: [{ code: 'x', category: 'don' }] } })).fault
  assert.deepEqual(problems.map(({ path, code }) => [path, code]).sort(), [
    ['draft.id', 'wrong_type'],
    ['draft.nodes[0].due', 'invalid_value'],
    ['draft.nodes[0].progress', 'wrong_type'],
    ['draft.nodes[0].weigth', 'unknown_key'],
    ['draft.nodes[1].id', 'missing_value'],
    ['draft.nodes[1].override.at', 'missing_value'],
    ['draft.nodes[1].override.completion', 'invalid_value'],
    ['draft.settings.completion.method', 'unknown_value'],
    ['draft.settings.statuses[0].category', 'unknown_value'],
  ])
  const both = fault(() => plan().changeStatus(1, 'done', { person: 'u7', at: 'now' }, 2))
  assert.deepEqual(both.fault.problems.map(({ path }) => path), ['node', 'acting.at', 'reason'])
})

test('everything wrong with rules is told at once', () => {
  const levels = [{ level: 'gaol', method: 'lowest' }, { level: 'tacitc', method: 'lowest' }]
  const { problems } = fault(() => plan().completion({ levels })).fault
  assert.equal(problems.length, 2)
  assert.ok(problems.every(({ path }) => path.startsWith('rules.levels')))
})

test('what writes itself as JSON is what it writes', () => {
  class Amount {
    toJSON() {
      return '2.5'
    }
  }
  assert.equal(node({ weight: new Amount() })().nodes()[0].weight, '2.5')
  assert.equal(change('a', 'done', { person: 'u7', at: new Date(0) })().completion, '50')
  assert.equal(buildPlan(Object.assign(Object.create(null), { id: 'AP-1' })).profile().id, 'AP-1')
  assert.equal(buildPlan(runInNewContext('({ id: "AP-1", nodes: [{ id: "a" }] })')).nodes().length, 1)
  assert.equal(node({ title: undefined, weight: null })().nodes().length, 1)
})

test('what a getter throws is thrown', () => {
  const broken = {
    get id() {
      throw new RangeError('mine')
    },
  }
  assert.throws(() => buildPlan(broken), { name: 'RangeError', message: 'mine' })
})

test('a method of another handle is no mistake of kam', () => {
  assert.equal(fault(() => Object.getPrototypeOf(plan()).completion.call({})).code, 'invalid_value')
})
