// What one person sees of one plan. The library's view has the profile and the hierarchy; stakeholders and the history are asked for field by field.

import { asPerson } from './people.mjs'
import { stepOf } from './plans.mjs'

/** The section that a kind of object belongs to, and where a field is closed under another name, that name. */
const SECTIONS = {
  plan: { section: 'profile', closedAs: { state: 'status' } },
  member: { section: 'team' },
  stakeholder: { section: 'stakeholders' },
  relation: { section: 'stakeholders' },
  analysis: { section: 'analyses' },
  item: { section: 'analyses' },
  measure: { section: 'measures', closedAs: { target: 'target_value' } },
  node: {
    section: 'hierarchy',
    closedAs: {
      baseline: 'quantity',
      target: 'quantity',
      actual: 'quantity',
      completed_by: 'completed',
      completed_at: 'completed',
      override_reason: 'override',
      override_by: 'override',
      override_at: 'override',
      carried: 'status',
    },
  },
}

const ORDER = ['none', 'read', 'edit', 'approve']

export class Sight {
  constructor(configuration, account, person) {
    this.configuration = configuration
    this.account = account
    this.plan = account.plan()
    const profile = this.plan.profile()
    this.unit = profile.unit
    this.planId = profile.id
    // An act finds the person's role in the plan's team by itself; a question about rights has to be told.
    const role = account.objects('member').find(({ id }) => id === person.id)?.fields.find(({ name }) => name === 'role')?.text
    this.person = asPerson(person, role ? [{ plan: profile.id, role }] : [])
    this.step = stepOf(account)
    this.view = configuration.planView(this.plan.document(), this.person, this.step)
    this.levels = new Map(this.plan.completions().map(({ node, level }) => [node, level]))
    this.allLevels = JSON.parse(configuration.explain('execution.levels', this.unit).value).map(({ name }) => name)
    this.known = new Map()
  }

  question(section, part, field) {
    return { unit: this.unit, step: this.step, section, plan: this.planId, ...(part ? { part } : {}), ...(field ? { field } : {}) }
  }

  may(right, section, part, field) {
    const key = `${section}/${part ?? ''}/${field ?? ''}`
    if (!this.known.has(key)) this.known.set(key, this.configuration.may(this.person, this.question(section, part, field)))
    return ORDER.indexOf(this.known.get(key)) >= ORDER.indexOf(right)
  }

  /** Whether this person may know where the plan is in its life. */
  seesState() {
    return this.mayWithObject('read', 'plan', this.planId, 'state')
  }

  /** Why somebody has not got a right, in the library's words. */
  why(right, section, part, field) {
    return this.configuration.explainRight(this.person, this.question(section, part, field), right).text
  }

  mayWithObject(right, kind, id, field) {
    const { section, closedAs = {} } = SECTIONS[kind]
    const name = closedAs[field] ?? field
    if (kind !== 'node') return this.may(right, section, undefined, name)
    const level = this.levels.get(id)
    if (level) return this.may(right, section, level, name)
    // A node that was removed has no level any more: only who may see all of them sees what was said of it.
    return this.allLevels.every((each) => this.may(right, section, each, name))
  }

  /** The objects of a kind with the fields that are open to this person, each field as a text. */
  objects(kind) {
    if (!this.may('read', SECTIONS[kind].section)) return []
    return this.account.objects(kind).map(({ id, fields }) => {
      const open = fields.filter(({ name }) => this.mayWithObject('read', kind, id, name))
      return { id, ...Object.fromEntries(open.map(({ name, text, texts }) => [name, text ?? texts?.join(', ')])) }
    })
  }

  /** The entries behind a version with the changes that are open to this person. An entry without one is left out, and so is a reason that may be about what is closed. */
  entries(after) {
    return this.account.entries(after).flatMap((entry) => {
      const changes = entry.changes.filter(({ kind, id, field }) => this.mayWithObject('read', kind, id, field))
      if (changes.length === 0) return []
      const closed = entry.changes.length - changes.length
      return [{ ...entry, changes, closed, reason: closed === 0 ? entry.reason : undefined }]
    })
  }

  /** The open actions that this person may see, with what the person may see of them. */
  due(asOf, query) {
    const seen = new Map(this.view.nodes.map((node) => [node.id, node]))
    if (this.view.closedInNodes.includes('due')) return []
    return this.plan.due(asOf, query).flatMap((item) => {
      const node = seen.get(item.node)
      if (!node) return []
      const weight = this.view.closedInNodes.includes('weight') ? undefined : item.weight
      return [{ ...item, title: node.title ?? item.node, owner: node.owner, weight, blockedBy: item.blockedBy.filter((id) => node.prerequisites.includes(id)) }]
    })
  }

  /** How a figure came about; nothing where the figure is held back. */
  explanation(id) {
    const node = id === undefined ? this.view : this.view.nodes.find((each) => each.id === id)
    return node && !node.heldBack ? this.plan.explain(id) : null
  }

  /** What a node is called for this person. */
  title(id) {
    return this.view.nodes.find((node) => node.id === id)?.title ?? id
  }

  label(list, code) {
    return this.choices(list).find((value) => value.code === code)?.label ?? code
  }

  /** The values of a list that are offered, in English where they have such a label. */
  choices(list) {
    if (!this.known.has(list)) {
      const { values } = this.configuration.valueList(list, this.unit)
      const english = ({ code, labels }) => labels.find(({ language }) => language === 'en')?.text ?? code
      this.known.set(list, values.filter(({ hidden }) => !hidden).map((value) => ({ code: value.code, category: value.category, label: english(value) })))
    }
    return this.known.get(list)
  }
}
