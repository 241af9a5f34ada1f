// One import of an export in Node, by the library or by import_plain.mjs, in a process of its own.
//
//     node benches/side/import_export.mjs kam|plain EXPORT AS_OF
//
// Prints JSON: seconds (and of those on the processor) for loading and for the figures, peak memory, and a digest of the figures.

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const [by, folder, asOf] = process.argv.slice(2)
const library = by === 'kam' ? createRequire(import.meta.url)('../../bindings/node/kam.js') : await import('../plain/import_plain.mjs')

/** The most memory this process had, in KiB; Linux only. */
const peak = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1])
const now = () => {
  const { user, system } = process.cpuUsage()
  return { wall: performance.now() / 1e3, cpu: (user + system) / 1e6, peak: peak() }
}
const sixDecimals = (text) => {
  if (text == null) return '-'
  const [whole, fraction = ''] = text.split('.')
  return `${whole}.${fraction.padEnd(6, '0')}`
}

const begun = now()
const found = by === 'kam' ? await library.loadExport(folder) : new library.Import(folder)
const loaded = now()
const figures = by === 'kam' ? await found.summaries(asOf) : found.figures(asOf)
const done = now()
const line = by === 'kam'
  ? (plan) => `${plan.plan} ${sixDecimals(plan.completion)} ${plan.overdue} ${plan.dueToday + plan.dueSoon} ${plan.undated}\n`
  : (plan) => `${plan.id} ${library.decimal(plan.completion) ?? '-'} ${plan.overdue} ${plan.soon} ${plan.undated}\n`
console.log(JSON.stringify({
  load: loaded.wall - begun.wall,
  load_cpu: loaded.cpu - begun.cpu,
  figures: done.wall - loaded.wall,
  figures_cpu: done.cpu - loaded.cpu,
  before_kib: begun.peak,
  load_kib: loaded.peak,
  peak_kib: done.peak,
  digest: createHash('sha256').update(figures.map(line).join('')).digest('hex'),
}))
