// What one person sees of one plan, and what this person may do with it. The library says both; here they are put together for pages.

import { asPerson } from './people.mjs'
import { stepOf } from './plans.mjs'

const ORDER = ['none', 'read', 'edit', 'approve']

export class Sight {
  constructor(configuration, account, person) {
    this.configuration = configuration
    this.account = account
    this.plan = account.plan()
    const profile = this.plan.profile()
    this.unit = profile.unit
    this.planId = profile.id
    // What is asked of an open plan finds the person's role in its team by itself; a question about rights, and a view of a document, have to be told.
    const role = account.objects('member').find(({ id }) => id === person.id)?.fields.find(({ name }) => name === 'role')?.text
    this.person = asPerson(person, role ? [{ plan: profile.id, role }] : [])
    this.step = stepOf(account)
    this.view = configuration.planView(this.plan.document(), this.person, this.step)
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

  /** Why somebody has not got a right, in the library's words. */
  why(right, section, part, field) {
    return this.configuration.explainRight(this.person, this.question(section, part, field), right).text
  }

  /** Whether this person may know where the plan is in its life. */
  seesState() {
    return this.view.profile?.status !== undefined
  }

  /** The objects of a kind that are open to this person, with the fields that are. */
  objects(kind) {
    return this.account.visibleObjects(this.person, kind, this.step).map(plain)
  }

  /** Whether this person may read all of some fields of a section: a figure that is worked out without one of them would say something else. */
  reads(section, fields, part) {
    return fields.every((field) => this.may('read', section, part, field))
  }

  /** The entries behind a version with the changes that are open to this person. One of which something is closed has no digest. */
  entries(after) {
    return this.account.visibleEntries(this.person, after, this.step)
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

  node(id) {
    return this.view.nodes.find((node) => node.id === id)
  }

  /** What a node is called for this person. */
  title(id) {
    return this.node(id)?.title ?? id
  }

  /** What something is called that a text of the library names by its id or code. */
  called(id) {
    if (!this.known.has('names')) {
      const people = this.objects('stakeholder').map(({ id, name }) => [id, name])
      const types = this.choices('analysis_type').map(({ code, label }) => [code, label])
      const analyses = this.objects('analysis').map(({ id, type, title }) => [id, title ?? this.label('analysis_type', type)])
      this.known.set('names', new Map([...types, ...analyses, ...people, ...this.view.nodes.map(({ id, title }) => [id, title])]))
    }
    return this.known.get('names').get(id)
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

/** An object with its fields by their names; one that has several values is a list. */
const plain = ({ id, fields }) => ({ id, ...Object.fromEntries(fields.map(({ name, text, texts }) => [name, texts ?? text])) })
