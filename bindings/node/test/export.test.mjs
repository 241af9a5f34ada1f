// Exports: every figure that is known of them, every damage, and the way there and back.
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import kam from '../kam.js'

const top = fileURLToPath(new URL('../../../', import.meta.url))
const committed = join(top, 'adapters/crm/tests/data')
const folders = [committed, join(top, 'target/exports')].filter(existsSync).flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
const read = (folder, name) => JSON.parse(readFileSync(join(folder, name), 'utf8'))
const plain = (figure) => (figure === null ? undefined : figure.replace(/\.?0+$/, (zeros) => (figure.includes('.') ? '' : zeros)))

test('there are exports', () => assert.ok(folders.length >= 4))

for (const folder of folders) {
  test(`every known figure of ${folder.slice(top.length)}`, async () => {
    const { as_of: asOf, plans } = read(folder, 'expected.json')
    const drawer = await kam.loadExport(folder)
    for (const method of ['weighted_mean', 'completed_share', 'leaf_share']) {
      const rows = await drawer.summaries(asOf, undefined, { method })
      assert.equal(rows.length, Object.keys(plans).length)
      for (const row of rows) {
        const known = plans[row.plan]
        assert.equal(row.completion ?? undefined, plain(known[method]), `${row.plan} ${method}`)
        assert.deepEqual(
          [row.overdue, row.dueToday + row.dueSoon, row.undated, row.actions, row.nodes],
          [known.overdue, known.due_within_14_days, known.undated, known.actions, known.nodes],
        )
      }
    }
  })
  if (existsSync(join(folder, 'defects.json'))) {
    test(`every damage of ${folder.slice(top.length)}`, async () => {
      const defects = await (await kam.loadExport(folder)).defects()
      for (const { object, id, kind } of read(folder, 'defects.json')) {
        const name = object === 'member' ? 'team_member' : object
        const found = defects.find((defect) => defect.object === name && (defect.id ?? '') === id && defect.code === kind)
        assert.ok(found?.setAside && found.line > 1 && found.reason && found.column, `${kind} of ${object} ${id}`)
      }
    })
  }
}

test('there and back, in a folder and in memory', async () => {
  const drawer = await kam.loadExport(join(committed, 'vault'))
  const folder = join(mkdtempSync(join(tmpdir(), 'kam-')), 'out')
  const written = await drawer.write('veeva_crm', folder)
  assert.ok(written.some((file) => file.name === 'Account_Plan_vod__c.csv'))
  const there = await kam.loadExport(folder)
  const files = await there.written('veeva_vault')
  assert.ok(files.every((file) => file.content instanceof Uint8Array))
  const back = join(folder, 'back')
  await there.write('veeva_vault', back)
  for (const again of [await kam.loadExport(back), await kam.loadExportFiles(files)]) {
    assert.deepEqual(again.plans(), drawer.plans())
    for (const plan of drawer.plans()) assert.equal(again.plan(plan).document(), drawer.plan(plan).document())
  }
})

test('a plan that was changed is written by its rows', async () => {
  const drawer = await kam.loadExport(join(committed, 'vault'))
  const item = (await drawer.due('2026-06-30')).find((one) => one.blockedBy.length === 0)
  const plan = drawer.plan(item.plan)
  plan.changeStatus(item.node, 'done', { person: '1000001', at: '2026-06-30T12:00:00Z' })
  const changed = await drawer.changed([plan.document()])
  assert.deepEqual(changed.plans(), [item.plan])
  assert.equal(changed.plan(item.plan).completion(), plan.completion())
  const [file, ...others] = await changed.written('veeva_vault')
  assert.equal(others.length, 0)
  assert.deepEqual([file.name, file.unmapped], ['action_item__v.csv', ['kam_completed_by', 'kam_completed_at']])
  const rows = new TextDecoder().decode(file.content).trimEnd().split('\n')
  assert.equal(rows.length, 2)
  assert.ok(rows[1].startsWith(item.node) && rows[1].includes('2026-06-30,completed__v'), rows[1])
  const whole = await kam.loadExportFiles(await (await drawer.changed([plan.document()], 'all')).written('veeva_crm'))
  assert.equal(whole.plan(whole.plans()[0]).completion(), plan.completion())
})

test('plans that never were in an export are written and read again', async () => {
  const plan = kam.buildPlan({ id: 'AP-1', nodes: [{ id: 'g1' }, { id: 'o1', parent: 'g1', status: 'done' }, { id: 'o2', parent: 'g1', due: '2026-07-01' }] })
  for (const mapping of kam.shippedMappings()) {
    const drawer = await kam.exportPlans([plan.document()], { mapping })
    const again = await kam.loadExportFiles(await drawer.written(mapping))
    assert.deepEqual(await again.defects(), [])
    assert.equal(again.plan('AP-1').completion(), '50')
  }
  await assert.rejects(async () => kam.exportPlans([plan.document()], {}), { code: 'invalid_value' })
  await assert.rejects(async () => kam.exportPlans('plan', { mapping: 'veeva_vault' }), { code: 'invalid_value' })
  await assert.rejects(async () => kam.exportPlans(['{"id": "AP-1", "wieght": 1}'], { mapping: 'veeva_vault' }), (error) => error.message.includes('plans[0].wieght'))
})

test('many exports do not fill the memory', async () => {
  const rows = Array.from({ length: 20_000 }, (_, row) => `V4I${row},a title of some length,V4P1,pending__v`)
  const file = (name, lines) => ({ name, content: new TextEncoder().encode(lines.join('\n')) })
  const files = [file('account_plan__v.csv', ['id', 'V4P1']), file('action_item__v.csv', ['id,name__v,account_plan__v,action_item_status__v', ...rows])]
  const load = async (times) => {
    for (let turn = 0; turn < times; turn += 1) await kam.loadExportFiles(files)
    return process.memoryUsage().rss
  }
  const settled = await load(15)
  // 60 exports of more than 7 MB: 400 MB and more, were they kept.
  const more = (await load(60)) - settled
  assert.ok(more < 200_000_000, `${more}`)
})

test('what goes wrong has a code and a text', async () => {
  await assert.rejects(kam.loadExport(join(top, 'nowhere')), (error) => error instanceof kam.KamError && error.code === 'cannot_read' && error.message.includes('nowhere'))
  assert.throws(() => kam.mappingDocument('veeva_valt'), (error) => error.code === 'unknown_mapping' && error.fault.nearest[0] === 'veeva_vault')
  assert.throws(() => kam.checkMapping('name = 1'), { code: 'invalid_mapping' })
  const drawer = await kam.loadExport(join(committed, 'vault'))
  assert.throws(() => drawer.plan('no such plan'), { code: 'unknown_plan' })
  await assert.rejects(drawer.summaries('2026-06-30', { levels: ['gaol'] }), { code: 'invalid_value' })
})

test('the event loop goes on while an export is read', async () => {
  let turns = 0
  const timer = setInterval(() => (turns += 1), 0)
  const largest = folders.toSorted((a, b) => read(b, 'expected.json').length - read(a, 'expected.json').length)[0]
  await Promise.all([kam.loadExport(largest), kam.loadExport(largest), new Promise((resolve) => setTimeout(resolve, 5))])
  clearInterval(timer)
  assert.ok(turns > 0)
})
