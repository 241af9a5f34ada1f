// Compiled with `tsc --strict`: what a user writes, with plain literals and without casts.
import { KamError, type Fault, type Method, type NodeDraft, type Portfolio, buildPlan, displayCompletion, loadPortfolio, openPlan } from '../index'

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

export async function portfolio(table: Uint8Array, changes: Buffer): Promise<Uint8Array[]> {
  const opened: Portfolio = await loadPortfolio(table, { names: { plan: 'AccountPlanId', planEnd: 'End' }, badRows: 'set_aside', settings: { levels: [{ name: 'action' }] } })
  const rows: number = opened.size.rows
  const { nodes, plans } = await opened.figures({ asOf: '2026-06-30', figures: ['completion', 'due'], keep: ['territory'] })
  const history = await opened.history({ dates: ['2026-06-30'], changes, names: { on: 'day' } })
  const groups = await opened.groups({ by: ['territory'], of: 'actions', weight: 'potential' })
  const change = await opened.whatIf({ rules: { method }, of: 'nodes', all: rows < 100 })
  // @ts-expect-error a misspelt key
  await opened.plans({ asof: '2026-06-30' })
  // @ts-expect-error no such figures
  await opened.nodes({ figures: ['cost'] })
  // @ts-expect-error a table is bytes
  await loadPortfolio('table')
  // @ts-expect-error it is made by `loadPortfolio`
  opened.size = { plans: 0, rows: 0 }
  return [nodes, plans, history, groups, change, await opened.changeProblems(changes), await opened.problems()]
}
