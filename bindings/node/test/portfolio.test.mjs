// Portfolios: tables as Arrow IPC bytes in and out, and the figures of single plans.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { DateDay, Float64, Int32, List, Field, Table, Utf8, tableFromIPC, tableToIPC, vectorFromArray } from 'apache-arrow'
import kam, { KamError, Portfolio, buildPlan, loadExport, loadPortfolio, portfolioOfExport } from '../kam.js'

const asOf = '2026-06-30'
const texts = (values) => vectorFromArray(values, new Utf8())
const days = (values) => vectorFromArray(values.map((day) => (day ? new Date(day) : null)), new DateDay())
const columns = {
  plan: vectorFromArray(['A', 'A', 'A', 'B']),
  node: texts(['a1', 'a2', 'a3', 'b1']),
  parent: texts([null, 'a1', 'a1', null]),
  status: vectorFromArray(['open', 'done', 'open', 'in_progress']),
  weight: vectorFromArray([null, 3, 1, null], new Int32()),
  due: days([null, '2026-06-01', '2026-07-01', '2026-12-31']),
  territory: texts(['North', 'North', 'North', 'South']),
}
const bytes = (changes = {}, form = 'stream') => tableToIPC(new Table({ ...columns, ...changes }), form)
const settings = { levels: [{ name: 'goal' }, { name: 'action' }] }

/** A percentage as text, as every other operation gives it. */
function percent(value) {
  if (value === null) return null
  const digits = String(value).replace('-', '').padStart(7, '0')
  const text = `${digits.slice(0, -6)}.${digits.slice(-6)}`.replace(/\.?0+$/, '')
  return String(value).startsWith('-') ? `-${text}` : text
}
const PERCENTAGES = ['completion', 'expected', 'variance', 'completion_after', 'difference', 'on_time_share']
const rows = (stream) =>
  tableFromIPC(stream).toArray().map((row) => Object.fromEntries(Object.entries(row.toJSON()).map(([name, value]) => [name, PERCENTAGES.includes(name) ? percent(value) : value])))

async function refused(call, code = 'invalid_value') {
  let error
  try {
    await call()
  } catch (thrown) {
    error = thrown
  }
  assert.ok(error instanceof KamError, `${error}`)
  assert.equal(error.code, code, error.message)
  return error
}

for (const form of ['stream', 'file']) {
  test(`the figures of a ${form} are those of the plan`, async () => {
    const nodes = [{ id: 'a1' }, { id: 'a2', parent: 'a1', status: 'done', weight: '3', due: '2026-06-01' }, { id: 'a3', parent: 'a1', weight: '1', due: '2026-07-01' }]
    const plan = buildPlan({ id: 'A', nodes, settings })
    const portfolio = await loadPortfolio(bytes({}, form), { settings, threads: 2 })
    assert.deepEqual(portfolio.size, { plans: 2, rows: 4 })
    const { nodes: byNode, plans } = await portfolio.figures({ asOf, keep: ['territory'] })
    assert.deepEqual(rows(byNode).slice(0, 3).map((row) => row.completion), plan.completions().map((row) => row.completion))
    assert.deepEqual(rows(byNode).slice(0, 3).map((row) => row.expected), plan.progress(asOf).slice(1).map((row) => row.expected))
    const [first] = rows(plans)
    const summary = plan.summary(asOf)
    assert.deepEqual(
      [first.completion, first.expected, first.variance, first.health, first.overdue, first.due_soon, first.nodes],
      ['75', summary.expected, summary.variance, summary.health, summary.overdue, summary.dueSoon, summary.nodes],
    )
    assert.equal(first.territory, 'North')
    assert.deepEqual(rows(await portfolio.plans({ asOf, keep: ['territory'] })), rows(plans))
    assert.deepEqual(rows(await portfolio.nodes({ asOf })), rows(byNode))
  })
}

for (const folder of ['vault', 'salesforce', 'vault_defects', 'salesforce_defects']) {
  test(`every figure of the export ${folder}`, async () => {
    const drawer = await kam.loadExport(fileURLToPath(new URL(`../../../adapters/crm/tests/data/${folder}`, import.meta.url)))
    const plans = drawer.plans().map((id) => drawer.plan(id))
    const nodes = plans.flatMap((plan) => plan.nodes().map((node) => ({ plan: plan.profile(), ...node })))
    const field = (name) => nodes.map((node) => node[name] ?? null)
    const table = new Table({
      AccountPlan: texts(nodes.map((node) => node.plan.id)),
      node: texts(field('id')),
      parent: texts(field('parent')),
      status: texts(field('status')),
      level: texts(field('level')),
      weight: texts(field('weight')),
      progress: texts(field('progress')),
      start: days(field('start')),
      due: days(field('due')),
      End: days(nodes.map((node) => node.plan.end)),
      prerequisites: vectorFromArray(nodes.map((node) => node.prerequisites ?? []), new List(new Field('item', new Utf8(), true))),
    })
    assert.ok(nodes.every((node) => !node.quantity && !node.override))
    const portfolio = await loadPortfolio(tableToIPC(table), { names: { plan: 'AccountPlan', planEnd: 'End' }, settings: JSON.parse(plans[0].document()).settings })
    for (const rules of [undefined, { method: 'completed_share' }, { method: 'leaf_share', cancelled: 'open' }]) {
      const answer = await portfolio.figures({ asOf, rules })
      const byPlan = new Map(rows(answer.plans).map((row) => [row.AccountPlan, row]))
      for (const plan of plans.filter((plan) => plan.nodes().length > 0)) {
        const summary = plan.summary(asOf, undefined, rules)
        const row = byPlan.get(summary.plan)
        assert.deepEqual([row.completion, row.health, row.overdue, row.undated], [summary.completion ?? null, summary.health ?? null, summary.overdue, summary.undated])
      }
      assert.deepEqual(rows(answer.nodes).map((row) => row.completion), plans.flatMap((plan) => plan.completions(rules).map((row) => row.completion ?? null)))
    }
  })
}

test('rows that cannot be used are named, and set aside when asked', async () => {
  const status = texts(['open', 'dnoe', 'open', null])
  const weight = vectorFromArray([null, 0.1, 33.333333333333336, null], new Float64())
  const { fault } = await refused(() => loadPortfolio(bytes({ status, weight })), 'invalid_table')
  assert.deepEqual(fault.problems.map(({ path, id }) => [path, id]), [['status[1]', 'a2'], ['weight[2]', 'a3'], ['status[3]', 'b1']])
  const portfolio = await loadPortfolio(bytes({ status, weight }), { badRows: 'set_aside' })
  assert.deepEqual(rows(await portfolio.problems()).map(({ row, column, value }) => [row, column, value]), [
    [1, 'status', 'dnoe'],
    [2, 'weight', '33.333333333333336'],
    [3, 'status', null],
  ])
  assert.equal(portfolio.size.rows, 4)
  assert.equal(rows(await portfolio.nodes()).length, 4)
})

test('groups of plans and of actions', async () => {
  const portfolio = await loadPortfolio(bytes(), { settings })
  const [north, south] = rows(await portfolio.groups({ by: ['territory'], asOf }))
  assert.deepEqual([north.territory, north.plans, north.completion, south.territory, south.completion], ['North', 1, '75', 'South', '0'])
  const actions = rows(await portfolio.groups({ by: ['status'], of: 'actions', weight: 'weight' }))
  assert.deepEqual(actions.map((row) => [row.status, row.actions, row.completion]), [['open', 1, '0'], ['done', 1, '100']])
})

test('the history of a portfolio', async () => {
  const portfolio = await loadPortfolio(bytes(), { settings })
  const changes = tableToIPC(new Table({ plan: texts(['A', 'A']), node: texts(['a2', 'a3']), day: days(['2026-03-02', '2026-04-20']), status: texts(['done', 'cancelled']) }))
  const dates = ['2026-03-01', '2026-03-02', '2026-04-20']
  const history = rows(await portfolio.history({ dates, changes, names: { on: 'day' }, keep: ['territory'], figures: ['completion'] }))
  assert.deepEqual(history.filter((row) => row.plan === 'A').map((row) => row.completion), ['0', '75', '100'])
  assert.deepEqual(history.map((row) => row.territory), ['North', 'North', 'North', 'South', 'South', 'South'])
  assert.equal(rows(await portfolio.history({ dates }))[0].completion, '75')

  const unknown = tableToIPC(new Table({ plan: texts(['A']), node: texts(['a9']), on: days([asOf]), status: texts(['done']) }))
  assert.equal((await refused(() => portfolio.history({ dates, changes: unknown }), 'invalid_table')).fault.problems[0].path, 'node[0]')
  assert.equal(rows(await portfolio.history({ dates, changes: unknown, badRows: 'set_aside' })).length, 6)
  assert.equal(rows(await portfolio.changeProblems(unknown))[0].node, 'a9')
  assert.equal(rows(await portfolio.changeProblems(changes, { names: { on: 'day' } })).length, 0)
})

test('what would change', async () => {
  const portfolio = await loadPortfolio(bytes({ weight_2027: vectorFromArray([null, 1, 1, null], new Int32()) }))
  assert.deepEqual(rows(await portfolio.whatIf({ weight: 'weight_2027' })), [{ plan: 'A', completion: '75', completion_after: '50', difference: '-25' }])
  assert.equal(rows(await portfolio.whatIf({ rules: { method: 'completed_share' }, of: 'nodes', all: true })).length, 4)
})

test('what a portfolio cannot be made of is an invalid table', async () => {
  for (const other of [new Uint8Array(), Buffer.from('plan,node\nA,1\n'), Buffer.from('ARROW1\0\0'), bytes().subarray(0, 100), bytes().subarray(0, -8), Buffer.concat([bytes(), bytes()])]) {
    const { fault } = await refused(() => loadPortfolio(other), 'invalid_table')
    assert.equal(fault.problems[0].code, 'unreadable_table')
  }
  const moved = bytes()
  structuredClone(moved.buffer, { transfer: [moved.buffer] })
  await refused(() => loadPortfolio(moved), 'invalid_table')
  const { message } = await refused(() => loadPortfolio(tableToIPC(new Table({ plan: texts(['A']), nod: texts(['a']) }))), 'invalid_table')
  assert.match(message, /no column `node`.*did you mean `nod`; say so in `names`, under `node`/)
  assert.match(message, /no column `status`/)
})

test('a table without rows has no plans, and one that lies anywhere is read', async () => {
  const empty = await loadPortfolio(tableToIPC(new Table(columns).slice(0, 0)))
  assert.deepEqual(empty.size, { plans: 0, rows: 0 })
  assert.equal(rows(await empty.plans({ asOf })).length, 0)
  const whole = bytes()
  const shifted = new Uint8Array(whole.length + 3).subarray(3)
  shifted.set(whole)
  const loading = loadPortfolio(shifted)
  shifted.fill(0)
  assert.equal(rows(await (await loading).plans())[0].completion, '75')
})

test('everything wrong with a question is told at once', async () => {
  const portfolio = await loadPortfolio(bytes())
  const paths = async (call) => (await refused(call, 'invalid_values')).fault.problems.map(({ path }) => path)
  assert.deepEqual(await paths(() => portfolio.plans({ asOf: 7, horizon: -1, figures: ['cost'], keeps: [] })), ['keeps', 'asOf', 'horizon', 'figures[0]'])
  assert.deepEqual(await paths(() => loadPortfolio('A', { badRows: 'skip', names: { planend: 'End' }, settings: { levels: 3 } })), ['table', 'names.planend', 'settings.levels', 'badRows'])
  assert.deepEqual(await paths(() => portfolio.history({ dates: ['2026-13-01'], changes: 'A' })), ['dates[0]', 'changes'])
  const one = async (call, field, says) => {
    const { fault, message } = await refused(call)
    assert.equal(fault.field, field)
    assert.match(message, says)
  }
  await one(() => loadPortfolio(), 'table', /a Uint8Array is needed/)
  await one(() => loadPortfolio(new Table(columns)), 'table', /a Uint8Array is needed/)
  await one(() => loadPortfolio(bytes(), 'A'), 'options', /an object is needed: PortfolioOptions/)
  await one(() => portfolio.plans(asOf), 'question', /an object is needed: PlansQuestion/)
  await one(() => portfolio.groups(), 'question', /an object with `by` is needed/)
  await one(() => portfolio.groups({ by: [] }), 'by', /at least one/)
  await one(() => portfolio.whatIf({}), 'rules', /pass `rules`, `weight` or both/)
  await one(() => portfolio.plans({ figures: ['due'] }), 'figures', /pass a date/)
  await one(() => portfolio.plans({ levels: ['gaol'] }), 'levels', /no level/)
  await refused(() => portfolio.groups({ by: ['unknown'] }), 'invalid_table')
})

test('a method of another handle is no mistake of kam', async () => {
  await refused(() => Portfolio.prototype.plans.call({}))
  await refused(() => Portfolio.prototype.size)
  await refused(() => Portfolio.prototype.problems.call(buildPlan({ id: 'A' })))
  assert.throws(() => new Portfolio())
})

/** Plans of 10 nodes each, with a column that is only passed on. */
function many(count) {
  const ids = Array.from({ length: count }, (_, place) => place)
  return tableToIPC(
    new Table({
      plan: vectorFromArray(ids.map((id) => Math.floor(id / 10)), new Int32()),
      node: vectorFromArray(ids, new Int32()),
      parent: vectorFromArray(ids.map((id) => (id % 10 === 0 ? null : id - (id % 10))), new Int32()),
      status: texts(ids.map((id) => (id % 3 === 0 ? 'done' : 'open'))),
      note: texts(ids.map((id) => `${'x'.repeat(60)}${id}`)),
    }),
  )
}

test('the event loop goes on, and many may ask at a time', async () => {
  const table = many(200_000)
  let turns = 0
  const timer = setInterval(() => (turns += 1), 0).unref()
  const portfolio = await loadPortfolio(table)
  const read = turns
  const asked = await Promise.all(Array.from({ length: 8 }, () => portfolio.plans({ asOf })))
  clearInterval(timer)
  assert.ok(read > 0 && turns > read, `${read} ${turns}`)
  for (const answer of asked) assert.deepEqual(answer, asked[0])
  assert.equal(tableFromIPC(asked[0]).numRows, 20_000)
})

test('many portfolios and many answers do not fill the memory', async () => {
  const table = many(20_000)
  const portfolio = await loadPortfolio(table)
  const call = async (times) => {
    for (let count = 0; count < times; count += 1) {
      await loadPortfolio(table)
      await portfolio.nodes()
    }
  }
  await call(40)
  const before = process.memoryUsage().rss
  // 160 tables of 2 MB and as many answers: 600 MB and more, were they kept.
  await call(160)
  assert.ok(process.memoryUsage().rss - before < 200_000_000, `${process.memoryUsage().rss - before}`)
})

test('the guide shows what runs', () => {
  const page = readFileSync(new URL('../../../docs/guide/portfolio.md', import.meta.url), 'utf8')
  const blocks = [...page.matchAll(/```js\n(.*?)```/gs)].map(([, code]) => code)
  assert.equal(blocks.length, 1)
  const shown = blocks[0].replace("from 'kam'", `from ${JSON.stringify(new URL('../kam.js', import.meta.url).href)}`)
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', shown], { cwd: fileURLToPath(new URL('..', import.meta.url)), encoding: 'utf8' })
  assert.equal(printed, 'AP-1 North 75.000000 on_track 0\nAP-2 South 0.000000 on_track 0\nNorth 75.000000\nSouth 0.000000\n')
})

test('a portfolio of an export has its figures', async () => {
  const drawer = await loadExport(fileURLToPath(new URL('../../../adapters/crm/tests/data/vault', import.meta.url)))
  const portfolio = await portfolioOfExport(drawer, { threads: 2 })
  assert.ok(portfolio instanceof Portfolio)
  const found = new Map(rows(await portfolio.plans({ asOf, keep: ['plan_title', 'account_name'] })).map((row) => [row.plan, row]))
  const summaries = (await drawer.summaries(asOf)).filter((summary) => summary.nodes > 0)
  assert.equal(found.size, summaries.length)
  for (const summary of summaries) {
    const row = found.get(summary.plan)
    assert.deepEqual([row.completion, row.expected, row.overdue, row.plan_title], [summary.completion, summary.expected, summary.overdue, summary.title])
  }
  for (const wrong of [undefined, {}, 'export', new Uint8Array(3)]) {
    assert.throws(() => portfolioOfExport(wrong), (error) => error instanceof KamError && error.fault.field === 'export' && /Export is needed/.test(error.message))
  }
})
