// Completion of an account plan in plain JavaScript: what one would write without the library.
//
// Figures are whole numbers: completions in millionths of a percent, weights in ten-thousandths. Where no sum of products of the
// plan can pass 2^53 they are plain numbers, else BigInt; the digits are those of docs/guide/completion.md either way. It trusts
// its input (a valid plan document), and after a change of status works only on the way up.
//
//     node benches/plain/plain.mjs PLAN.json

import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const MILLION = 1_000_000
const HUNDRED = 100 * MILLION
const ABSENT = -1
const LEVELS = ['goal', 'objective', 'tactic', 'action']
const CATEGORIES = new Map(['open', 'in_progress', 'done', 'cancelled'].map((name) => [name, name]))

/** Millionths or ten-thousandths of a decimal text; exact, since what is rounded away is far below a half. */
const millionths = (decimal) => Math.round(Number(decimal) * MILLION)
const tenThousandths = (decimal) => Math.round(Number(decimal) * 10_000)

/** n / d, rounded half to even, as a number; n and d are both numbers or both BigInt. */
function divide(n, d) {
  if (typeof n === 'number') {
    let quotient = Math.floor(n / d)
    let rest = n - quotient * d
    // The floating quotient can be one off, the rest cannot.
    if (rest < 0) {
      quotient -= 1
      rest += d
    } else if (rest >= d) {
      quotient += 1
      rest -= d
    }
    const toNext = d - rest
    return rest > toNext || (rest === toNext && quotient % 2 === 1) ? quotient + 1 : quotient
  }
  const quotient = n / d
  const rest = n % d
  const toNext = d - rest
  return Number(rest > toNext || (rest === toNext && quotient % 2n === 1n) ? quotient + 1n : quotient)
}

/** A decimal text in units of 10^-9. */
function billionths(decimal) {
  const written = String(decimal)
  const [whole, fraction = ''] = written.split('.')
  return BigInt(whole + fraction.padEnd(9, '0'))
}

/** What a node says of itself while it is in progress. */
function ownProgress(item) {
  if (item.progress != null) return millionths(item.progress)
  const quantity = item.quantity
  if (quantity == null || quantity.actual == null) return 0
  let way = billionths(quantity.target) - billionths(quantity.baseline)
  let gone = billionths(quantity.actual) - billionths(quantity.baseline)
  if (way < 0n) {
    way = -way
    gone = -gone
  }
  if (gone <= 0n) return 0
  return gone >= way ? HUNDRED : divide(gone * BigInt(HUNDRED), way)
}

/** The shortest plain form: 75, 99.5, 33.333333. */
export function text(value) {
  if (value === ABSENT) return null
  const whole = Math.floor(value / MILLION)
  let fraction = value % MILLION
  if (fraction === 0) return String(whole)
  let width = 6
  while (fraction % 10 === 0) {
    fraction /= 10
    width -= 1
  }
  return `${whole}.${String(fraction).padStart(width, '0')}`
}

/** The order of the bytes of two ids: that of UTF-16, but with surrogates behind everything else. */
function byId({ id: a }, { id: b }) {
  const length = Math.min(a.length, b.length)
  for (let place = 0; place < length; place += 1) {
    const left = a.charCodeAt(place)
    const right = b.charCodeAt(place)
    if (left === right) continue
    const high = (unit) => unit >= 0xd800 && unit <= 0xdfff
    if (high(left) !== high(right)) return high(left) ? 1 : -1
    return left - right
  }
  return a.length - b.length
}

export class Plan {
  constructor(document, rules = {}) {
    const data = JSON.parse(document)
    const settings = data.settings ?? {}
    this.rules = { ...settings.completion, ...rules }
    this.method = this.rules.method ?? 'weighted_mean'
    this.byLevel = new Map((this.rules.levels ?? []).map(({ level, method }) => [level, method]))
    this.excludeCancelled = this.rules.cancelled !== 'open'
    this.empty = this.rules.empty ?? 'own_status'
    this.setDone = this.rules.auto_complete === 'set'
    // Sums over the leaves are kept only where a level asks for them.
    this.byLeaves = [this.method, ...this.byLevel.values()].some((method) => method === 'leaf_share' || method === 'leaf_mean')
    this.categories = settings.statuses ? new Map(settings.statuses.map(({ code, category }) => [code, category])) : CATEGORIES
    for (const [code, category] of this.categories) {
      if (category === 'open') {
        this.firstStatus = code
        break
      }
    }
    this.completion = ABSENT
    this.link(data.nodes ?? [], settings.levels ? settings.levels.map(({ name }) => name) : LEVELS)
    this.weigh()
    for (let place = this.order.length - 1; place >= 0; place -= 1) this.evaluate(this.order[place])
    this.evaluatePlan()
  }

  link(items, levels) {
    this.nodes = new Map()
    for (const item of items) {
      const status = item.status ?? this.firstStatus
      this.nodes.set(item.id, {
        id: item.id,
        parent: null,
        level: item.level ?? null,
        status,
        category: this.categories.get(status),
        weight: item.weight == null ? ABSENT : tenThousandths(item.weight),
        own: ownProgress(item),
        override: item.override == null ? ABSENT : millionths(item.override.completion),
        children: [],
        completion: ABSENT,
        counted: false,
        done: false,
        // Of the counted leaves below: number, number done, sum of weights, sum of weight x completion.
        leafCount: 0,
        leafDone: 0,
        leafWeight: 0,
        leafPoints: 0,
      })
    }
    this.children = []
    for (const item of items) {
      const node = this.nodes.get(item.id)
      if (item.parent == null) {
        this.children.push(node)
      } else {
        node.parent = this.nodes.get(item.parent)
        node.parent.children.push(node)
      }
    }
    this.children.sort(byId)
    this.order = [...this.children]
    const below = new Map(levels.map((name, place) => [name, levels[place + 1]]))
    for (const node of this.order) {
      node.level ??= node.parent ? below.get(node.parent.level) : levels[0]
      if (node.children.length > 0) {
        node.children.sort(byId)
        for (const child of node.children) this.order.push(child)
      }
    }
  }

  weigh() {
    const rule = this.rules.missing_weight ?? 'one'
    if (rule === 'refuse') {
      const missing = this.order.filter((node) => node.weight === ABSENT)
      if (missing.length > 0) throw new Error(`nodes without a weight: ${missing.map((node) => node.id)}`)
    } else if (rule === 'mean') {
      weighByMean(this.children)
      for (const node of this.order) weighByMean(node.children)
    } else {
      for (const node of this.order) if (node.weight === ABSENT) node.weight = rule === 'zero' ? 0 : 10_000
    }
    let total = 0
    for (const node of this.order) total += node.weight
    this.wide = total <= Number.MAX_SAFE_INTEGER / HUNDRED ? Number : BigInt
  }

  asLeaf(node) {
    if (node.category === 'done') return HUNDRED
    return node.category === 'in_progress' ? node.own : 0
  }

  evaluate(node) {
    node.done = node.category === 'done'
    if (node.category === 'cancelled' && this.excludeCancelled) {
      node.completion = ABSENT
      node.counted = false
      return
    }
    const isLeaf = node.children.length === 0
    let value
    if (isLeaf) {
      value = this.asLeaf(node)
    } else {
      const method = this.byLevel.size > 0 ? (this.byLevel.get(node.level) ?? this.method) : this.method
      if (this.byLeaves) this.addLeaves(node, node.children)
      if (this.setDone && node.category !== 'cancelled') node.done ||= allDone(node.children)
      if (method === 'own') {
        value = this.asLeaf(node)
      } else {
        value = this.rollUp(method, node, node.children)
        if (value === ABSENT && this.empty !== 'exclude') value = this.empty === 'zero' ? 0 : this.asLeaf(node)
      }
    }
    if (node.override !== ABSENT) value = node.override
    node.completion = value
    node.counted = value !== ABSENT && node.weight > 0
    if (this.byLeaves && node.counted) {
      const { wide } = this
      if (isLeaf) {
        node.leafCount = 1
        node.leafDone = node.done ? 1 : 0
        node.leafWeight = wide(node.weight)
        node.leafPoints = node.leafWeight * wide(value)
      } else if (node.override !== ABSENT) {
        node.leafPoints = node.leafWeight * wide(value)
      }
    }
  }

  evaluatePlan() {
    const plan = {}
    if (this.byLeaves) this.addLeaves(plan, this.children)
    this.completion = this.rollUp(this.byLevel.get('plan') ?? this.method, plan, this.children)
  }

  addLeaves(node, children) {
    let leafCount = 0
    let leafDone = 0
    let leafWeight = this.wide(0)
    let leafPoints = this.wide(0)
    for (const child of children) {
      if (!child.counted) continue
      leafCount += child.leafCount
      leafDone += child.leafDone
      leafWeight += this.wide(child.leafWeight)
      leafPoints += this.wide(child.leafPoints)
    }
    Object.assign(node, { leafCount, leafDone, leafWeight, leafPoints })
  }

  rollUp(method, node, children) {
    if (method === 'weighted_mean') {
      const { wide } = this
      let weight = wide(0)
      let points = wide(0)
      for (const child of children) {
        if (!child.counted) continue
        weight += wide(child.weight)
        points += wide(child.weight) * wide(child.completion)
      }
      return weight > 0 ? divide(points, weight) : ABSENT
    }
    if (method === 'completed_share') {
      let counted = 0
      let done = 0
      for (const child of children) {
        if (!child.counted) continue
        counted += 1
        if (child.done) done += 1
      }
      return counted > 0 ? divide(done * HUNDRED, counted) : ABSENT
    }
    if (method === 'lowest') {
      let lowest = ABSENT
      for (const child of children) {
        if (child.counted && (lowest === ABSENT || child.completion < lowest)) lowest = child.completion
      }
      return lowest
    }
    if (method === 'own' || node.leafCount === 0) return ABSENT
    return method === 'leaf_share' ? divide(node.leafDone * HUNDRED, node.leafCount) : divide(node.leafPoints, node.leafWeight)
  }

  completions() {
    return this.order.map((node) => [node.id, text(node.completion)])
  }

  /** Sets a status, brings the nodes above up to date, and gives the plan's completion. */
  changeStatus(id, status) {
    let node = this.nodes.get(id)
    node.status = status
    node.category = this.categories.get(status)
    while (node !== null) {
      const { completion, counted, done, leafCount, leafDone, leafPoints, leafWeight } = node
      this.evaluate(node)
      const same = completion === node.completion && counted === node.counted && done === node.done
      const sameLeaves = leafCount === node.leafCount && leafDone === node.leafDone && leafPoints === node.leafPoints && leafWeight === node.leafWeight
      if (same && sameLeaves) return text(this.completion)
      node = node.parent
    }
    this.evaluatePlan()
    return text(this.completion)
  }
}

function weighByMean(siblings) {
  let sum = 0
  let positive = 0
  let missing = false
  for (const { weight } of siblings) {
    if (weight > 0) {
      sum += weight
      positive += 1
    } else if (weight === ABSENT) {
      missing = true
    }
  }
  if (!missing) return
  const mean = positive > 0 ? divide(sum, positive) : 10_000
  for (const node of siblings) if (node.weight === ABSENT) node.weight = mean
}

function allDone(children) {
  let any = false
  for (const child of children) {
    if (!child.counted) continue
    if (!child.done) return false
    any = true
  }
  return any
}

/** For the check of the vectors: a plan, rules and changes of status in, every figure out. */
function answer(task) {
  const { plan, rules, changes } = JSON.parse(task)
  const opened = new Plan(JSON.stringify(plan), rules)
  for (const [id, status] of changes) opened.changeStatus(id, status)
  return { completion: text(opened.completion), nodes: opened.completions() }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (process.argv[2] === '--answer') {
    const tasks = readFileSync(0, 'utf8').split('\n').filter(Boolean)
    for (const task of tasks) console.log(JSON.stringify(answer(task)))
  } else {
    const opened = new Plan(readFileSync(process.argv[2], 'utf8'))
    console.log('plan', text(opened.completion))
    for (const [id, value] of opened.completions()) console.log(id, value)
  }
}
