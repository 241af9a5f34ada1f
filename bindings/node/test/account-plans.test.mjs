// What the pages on account plans show in JavaScript runs, and says what it says.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = new URL('../../../', import.meta.url)

/** The code of a page, and the text that follows each piece of it. */
function shown(name) {
  const page = readFileSync(new URL(`docs/guide/${name}.md`, root), 'utf8')
  const blocks = [...page.matchAll(/```(\w+)\n(.*?)```/gs)].map(([, language, text]) => ({ language, text }))
  const pieces = blocks.map((block, place) => ({ ...block, said: blocks.slice(place).find(({ language }) => language === 'text')?.text }))
  return pieces.filter(({ language }) => language === 'js')
}

test('the pages run and say what they say', () => {
  const [first, ...others] = shown('account-plans')
  const [second, ...more] = shown('account-plan-history')
  assert.deepEqual([others, more], [[], []])
  const printed = execFileSync(process.execPath, ['-e', first.text + second.text], { cwd: fileURLToPath(root), encoding: 'utf8' })
  assert.equal(printed, first.said + second.said)
})

test('the page on analyses and stakeholders runs and says what it says', () => {
  const [program, ...others] = shown('analyses-and-stakeholders')
  assert.deepEqual(others, [])
  assert.equal(execFileSync(process.execPath, ['-e', program.text], { cwd: fileURLToPath(root), encoding: 'utf8' }), program.said)
})
