// What the walk-through of approvals shows in JavaScript runs, and says what it says in Python.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = new URL('../../../', import.meta.url)

/** The pieces of a page in a language. */
function blocks(name, language) {
  const page = readFileSync(new URL(`docs/guide/${name}.md`, root), 'utf8')
  return [...page.matchAll(/```(\w+)\n(.*?)```/gs)].filter(([, written]) => written === language).map(([, , text]) => text)
}

test('the walk-through runs and says what it says', () => {
  const [program, ...others] = blocks('approval-walk-through-node-kotlin', 'js')
  assert.deepEqual(others, [])
  const printed = execFileSync(process.execPath, ['-e', program], { cwd: fileURLToPath(root), encoding: 'utf8' })
  assert.equal(printed, blocks('approval-walk-through', 'text').join(''))
})
