// A panic of the library reaches JavaScript as a fault, and the library goes on.
//
// The library itself is as it is shipped: the operating system is made to give it no random numbers, and a hash map cannot do without.
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const path = (name) => fileURLToPath(new URL(name, import.meta.url))
const linux = process.platform === 'linux' && spawnSync('cc', ['--version']).status === 0

const panics = `
const kam = require(${JSON.stringify(path('../kam.js'))})
const files = [{ name: 'account_plan__v.csv', content: Buffer.from('id,name__v\\n1,a\\n') }]
const load = () => kam.loadExportFiles(files).then((drawer) => console.log(drawer.plans()), (error) => console.log(error.name, error.code, error.message))
const all = () => Promise.all([load(), load(), load(), load()])
process.env.KAM_TEST_NO_RANDOM = '1'
// Each of the four threads asks until it gets random numbers.
all().then(() => delete process.env.KAM_TEST_NO_RANDOM).then(load)
`

test('a panic is a fault and the library goes on', { skip: !linux }, () => {
  const shim = join(mkdtempSync(join(tmpdir(), 'kam-')), 'no_random.so')
  execFileSync('cc', ['-shared', '-fPIC', '-o', shim, path('../../../tests/panic/no_random.c'), '-ldl'])
  const run = spawnSync(process.execPath, ['-e', panics], { env: { ...process.env, LD_PRELOAD: shim }, encoding: 'utf8' })
  const panic = 'KamError internal a mistake in kam itself: failed to generate random data'
  assert.deepEqual(run.stdout.trimEnd().split('\n'), [...Array(4).fill(panic), "[ '1' ]"])
})
