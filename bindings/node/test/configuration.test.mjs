// A configuration as the guide uses it, and what goes wrong with one.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import kam from '../kam.js'

const root = new URL('../../../', import.meta.url)
const folder = new URL('examples/config/medium/', root)

function files(changed = {}) {
  const names = readdirSync(folder).filter((name) => name.endsWith('.toml'))
  const texts = Object.fromEntries(names.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]))
  return Object.entries({ ...texts, ...changed }).map(([name, content]) => ({ name, content }))
}

function refused(changed) {
  try {
    kam.openConfiguration(files(changed))
  } catch (error) {
    assert.equal(error.code, 'invalid_configuration')
    return error.fault.problems
  }
  throw new Error('it was taken')
}

test('the guide runs and says what it says', () => {
  const blocks = [...readFileSync(new URL('docs/guide/configuration.md', root), 'utf8').matchAll(/```js\n(.*?)```/gs)].map(([, code]) => code)
  assert.equal(blocks.length, 1)
  const printed = execFileSync(process.execPath, ['-e', blocks[0]], { cwd: fileURLToPath(root), encoding: 'utf8' })
  assert.ok(printed.startsWith('core\n`u1` has no right on the field `target_value`'), printed)
  assert.ok(printed.includes('decided by the rule `medical_no_sales_measures` of the layer `core`'), printed)
})

test('a locked setting says who locked it and who tried', () => {
  const [problem, ...others] = refused({ 'germany.toml': '[layer]\nname = "germany"\nabove = "core"\nunits = []\n[display]\ndecimals = 2\n' })
  assert.equal(others.length, 0)
  assert.equal(problem.text, 'the layer `core` locked it, and the layer `germany` tries to change it')
  assert.deepEqual([problem.document, problem.line, problem.column], ['germany.toml', 6, 12])
})

test('three slips are three errors', () => {
  const slips = '[layer]\nname = "spain"\nabove = "core"\n[plan]\nanalyses = ["swott"]\naproved_by = []\n[team]\nfunctions = ["salse"]\n'
  const helps = refused({ 'spain.toml': slips }).map(({ line, help }) => [line, help])
  assert.deepEqual(helps, [[5, 'did you mean `swot`'], [6, 'did you mean `approved_by`'], [8, 'did you mean `sales`']])
})

test('two affiliates are compared, and open decisions listed', () => {
  const configuration = kam.openConfiguration(files())
  const paths = configuration.compare('sweden', 'germany').map(({ path }) => path)
  assert.ok(paths.includes('organization.units.SE'), paths.join())
  const open = configuration.decisions('germany').filter(({ state }) => state === 'open').map(({ id }) => id)
  assert.ok(open.includes('target_metrics'))
  assert.equal(configuration.planningCycle('2026-06-30', [], 'ES').cycle, '2026-04/2027-03')
})
