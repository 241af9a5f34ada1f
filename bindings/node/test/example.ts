// Compiled with `tsc --strict`: what a user writes, with plain literals and without casts.
import { KamError, type Fault, type Method, type NodeDraft, buildPlan, displayCompletion, openPlan } from '../index'

const method: Method = 'leaf_share'
const nodes: NodeDraft[] = [{ id: 'a', weight: '3', status: 'done' }, { id: 'b', due: '2026-06-30', override: undefined }]
const plan = buildPlan({ id: 'AP-1', nodes, settings: { completion: { method, levels: [{ level: 'goal', method: 'own' }] }, calendar: { weekend: ['saturday'] } } })
const completion: string | null = plan.completion({ missingWeight: 'mean' })
export const shown: string = completion === null ? 'none' : displayCompletion(completion, { decimals: 1 })

export const overdue: string[] = plan
  .due('2026-11-23', { horizon: 7 })
  .filter((item) => item.bucket === 'overdue')
  .map((item) => item.node)

// @ts-expect-error a number is no decimal
displayCompletion(99.5)
// @ts-expect-error no such method
plan.completion({ method: 'median' })
// @ts-expect-error a misspelt key
plan.completion({ weigth: 'own' })

export function nearest(error: unknown): readonly string[] {
  if (!(error instanceof KamError)) return []
  const fault: Fault = error.fault
  return fault.code === 'unknown_node' ? fault.nearest : []
}

export const document: string = openPlan('{"id": "AP-1"}').document()
