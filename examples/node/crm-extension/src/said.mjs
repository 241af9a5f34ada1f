// What is said about a person over all plans, as that person asks for it: how it is now, and every entry of the histories.

import { Refused } from './http.mjs'
import { Sight } from './sight.mjs'

/**
 * The library finds everything, whoever asks. What is given out is what the one who asks may see of it, with a word on whether that is all that there is
 * anywhere: nobody should take a part for the answer. A CRM has such a question answered by somebody who may see all of it.
 */
export async function saidAbout(stakeholder, { configuration, plans, person }) {
  const opened = new Map(plans.ids().map((id) => [id, plans.open(id).account]))
  const said = await configuration.aboutInPlans([...opened.values()].map((account) => account.document()), stakeholder)
  const told = said.flatMap(({ plan, unit, mentions }) => {
    const sight = new Sight(configuration, opened.get(plan), person)
    return sight.view.profile ? [ofPlan(sight, unit, mentions)] : []
  })
  const shown = told.filter(({ now, history }) => now.length + history.length > 0)
  if (shown.length === 0) throw new Refused(404, `no plan that you may see says anything about \`${stakeholder}\``)
  return { about: stakeholder, on: plans.today(), asked_by: person.name, complete: told.length === said.length && told.every(({ complete }) => complete), plans: shown }
}

function ofPlan(sight, unit, mentions) {
  const key = ({ kind, id, field }) => `${kind} ${id} ${field}`
  const open = new Set(sight.account.visibleObjects(sight.person, undefined, sight.step).flatMap(({ kind, id, fields }) => fields.map(({ name }) => key({ kind, id, field: name }))))
  const entries = new Map(sight.entries().map((entry) => [entry.number, { ...entry, open: new Set(entry.changes.map(key)) }]))
  const now = mentions.filter((mention) => mention.entry === undefined && open.has(key(mention)))
  const history = mentions.filter((mention) => entries.get(mention.entry)?.open.has(key(mention)))
  return {
    plan: sight.planId,
    title: sight.view.profile.title,
    unit,
    complete: now.length + history.length === mentions.length,
    now: now.map(({ kind, id, field, value }) => ({ kind, id, field, value })),
    history: history.map(({ entry, kind, id, field, value }) => ({ entry, at: entries.get(entry).at, by: entries.get(entry).person, kind, id, field, value: value ?? null })),
  }
}
