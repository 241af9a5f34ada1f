// The package as npm packs it: it installs where there is nothing else, and works by `require`, by `import` and for TypeScript.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('..', import.meta.url))
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kam-package-')))
const inFolder = (command, ...given) => execFileSync(command, given, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim()
const figure = `const plan = openPlan('{"id": "AP-1", "nodes": [{"id": "a", "weight": "3", "status": "done"}, {"id": "b"}]}')`

test('the packed package installs and works', () => {
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: here, stdio: ['ignore', 'ignore', 'inherit'] })
  const [archive] = readdirSync(folder)
  writeFileSync(join(folder, 'package.json'), '{"name": "empty", "private": true}')
  inFolder('npm', 'install', '--silent', '--offline', '--no-audit', '--no-fund', `./${archive}`)
  const installed = join(folder, 'node_modules', 'kam')
  assert.deepEqual(readdirSync(installed).filter((name) => !name.endsWith('.node')).sort(), ['README.md', 'index.d.ts', 'index.js', 'kam.js', 'package.json'])

  writeFileSync(join(folder, 'use.cjs'), `const { openPlan, KamError } = require('kam')\n${figure}\nconsole.log(require.resolve('kam'), plan.completion(), typeof KamError)\n`)
  assert.equal(inFolder('node', 'use.cjs'), `${join(installed, 'kam.js')} 75 function`)
  writeFileSync(join(folder, 'use.mjs'), `import kam, { openPlan, KamError } from 'kam'\n${figure}\nconsole.log(plan.completion(), typeof KamError, kam.openPlan === openPlan)\n`)
  assert.equal(inFolder('node', 'use.mjs'), '75 function true')
  const [, shown] = readFileSync(join(installed, 'README.md'), 'utf8').match(/```js\n(.*?)```/s)
  writeFileSync(join(folder, 'readme.mjs'), shown)
  assert.match(inFolder('node', 'readme.mjs'), /^75\n.*mean of 2 children by weight/)
  writeFileSync(join(folder, 'use.mts'), `import { openPlan, type Plan } from 'kam'\n${figure}\nconst same: Plan = plan\nconst figure: string | null = same.completion()\nconsole.log(figure)\n`)
  const compiler = join(here, 'node_modules', '.bin', 'tsc')
  assert.ok(existsSync(compiler))
  assert.equal(inFolder(compiler, '--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', 'use.mts'), '')
})
