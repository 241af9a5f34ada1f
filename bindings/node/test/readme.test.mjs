// What the README shows in JavaScript runs, and says what it says.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

test('the first minute', () => {
  const blocks = [...readFileSync(new URL('../../../README.md', import.meta.url), 'utf8').matchAll(/```js\n(.*?)```/gs)].map(([, code]) => code)
  assert.equal(blocks.length, 1)
  const printed = execFileSync(process.execPath, ['-e', blocks[0]], { cwd: fileURLToPath(new URL('..', import.meta.url)), encoding: 'utf8' })
  assert.ok(printed.startsWith('75\n'), printed)
  assert.ok(printed.includes('mean of 2 children by weight'))
  assert.ok(printed.trimEnd().split('\n').length > 10)
})
