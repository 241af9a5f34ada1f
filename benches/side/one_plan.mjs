// One plan in Node: the library beside plain.mjs and JSON.parse alone, measured turn by turn in one process.
//
//     node benches/side/one_plan.mjs PLAN.json ROUNDS
//
// Prints JSON: for each thing measured, seconds for one of it, round by round.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Plan, text } from '../plain/plain.mjs'

const kam = createRequire(import.meta.url)('../../bindings/node/kam.js')
const document = readFileSync(process.argv[2], 'utf8').trim()
const rounds = Number(process.argv[3])
const acting = { person: '0055g00000A1b2CAAA', at: '2026-05-01T10:00:00Z' }
const { nodes } = JSON.parse(document)
const parents = new Set(nodes.map(({ parent }) => parent))
// A leaf with a progress of its own: opening it and going back moves every figure above it.
const leaf = nodes.find(({ id, status, progress }) => !parents.has(id) && status === 'in_progress' && progress !== undefined).id
const loaded = kam.openPlan(document)
const loadedPlain = new Plan(document)

function compare() {
  const figures = loaded.figures()
  const byKam = JSON.stringify(figures.nodes.map((node, place) => [node, figures.completions[place] ?? null]))
  const byPlain = JSON.stringify(ordered(figures.nodes, loadedPlain.completions()))
  if (byKam !== byPlain || (figures.completion ?? null) !== text(loadedPlain.completion)) stop('kam and plain.mjs give different figures')
  return figures.completion
}

function ordered(ids, completions) {
  const known = new Map(completions)
  return ids.map((id) => [id, known.get(id)])
}

function stop(why) {
  console.error(`${why}: nothing was measured`)
  process.exit(1)
}

const before = compare()
const changed = loaded.changeStatus(leaf, 'open', acting).completion
if (changed !== loadedPlain.changeStatus(leaf, 'open') || compare() === before) stop('the change of status does not move the plan')
loaded.changeStatus(leaf, 'in_progress', acting)
loadedPlain.changeStatus(leaf, 'in_progress')
compare()

const changeTo = ['open', 'in_progress']
let kept // what is measured must not be dropped as unused
const contenders = {
  'all/kam': [40, () => kam.openPlan(document).figures()],
  'all/kam_records': [20, () => kam.openPlan(document).completions()],
  'all/plain': [40, () => new Plan(document).completions()],
  'all/parse': [40, () => JSON.parse(document)],
  'change/kam': [400, (turn) => loaded.changeStatus(leaf, changeTo[turn & 1], acting).completion],
  'change/plain': [400, (turn) => loadedPlain.changeStatus(leaf, changeTo[turn & 1])],
}
const figures = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]))
// Functions are compiled while they run: the first rounds are to warm up.
const WARM = 20
for (let round = -WARM; round < rounds; round += 1) {
  for (const [name, [times, run]] of Object.entries(contenders)) {
    const begun = process.hrtime.bigint()
    for (let turn = 0; turn < times; turn += 1) kept = run(turn)
    const took = Number(process.hrtime.bigint() - begun)
    if (round >= 0) figures[name].push(took / times / 1e9)
  }
}
if (kept === undefined) stop('nothing came out')
console.log(JSON.stringify(figures))
