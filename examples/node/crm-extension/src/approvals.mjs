// Approvals and amendments, all here and in pages/approval.mjs: a request for an approval is a document beside the plan's, and what happens to both
// is saved together or not at all.

import { KamError } from 'kam'
import { Refused } from './http.mjs'
import { asPerson, directory } from './people.mjs'
import { PRODUCTS } from './products.mjs'
import { Sight } from './sight.mjs'

const TABLES = `
  CREATE TABLE IF NOT EXISTS request (
    id       TEXT PRIMARY KEY,
    plan     TEXT NOT NULL REFERENCES plan (id),
    kind     TEXT NOT NULL,
    state    TEXT NOT NULL,
    document TEXT NOT NULL,
    head     TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS amendment (
    plan     TEXT PRIMARY KEY REFERENCES plan (id),
    request  TEXT REFERENCES request (id),
    document TEXT NOT NULL,
    version  INTEGER NOT NULL,
    head     TEXT NOT NULL
  ) STRICT`

export const PLAN = 'account_plan'
export const AMENDMENT = 'amendment'

/** Requests that somebody can still do something with: the newest for each plan, and those of amendments that are not over. */
const OPEN = `
  SELECT * FROM request WHERE state IN ('pending', 'draft') AND (
    rowid IN (SELECT max(rowid) FROM request WHERE kind = '${PLAN}' GROUP BY plan) OR id IN (SELECT request FROM amendment)
  )`

/** How the host knows who signs. A CRM says what its sign-in asked for. */
const AUTHENTICATED_BY = 'the choice at the top of the page'

/** What a person does with a request, by the last part of the address that a form is sent to. */
const DOES = {
  approve: (request, act, { seen }) => request.approve(seen ?? '', act, directory()),
  reject: (request, act, { seen }) => request.reject(seen ?? '', act, directory()),
  send_back: (request, act, { step }) => request.sendBack(act, step || undefined, directory()),
  recall: (request, act) => request.recall(act),
  withdraw_vote: (request, act) => request.withdrawVote(act),
  delegate: (request, act, { to }) => request.delegate(to ?? '', act, directory()),
  reassign: (request, act, { to }) => request.reassign(to ?? '', act, directory()),
  late: (request, act) => request.applyTimeLimit(act),
}
export const isAction = (action) => Object.hasOwn(DOES, action ?? '')
/** What a definition can say of a step that took too long. */
export const LATE = ['remind', 'escalate', 'pass_late', 'reject_late', 'expire']

export class Approvals {
  constructor(configuration, store, plans) {
    this.configuration = configuration
    this.store = store
    this.plans = plans
    const { database } = store
    database.exec(TABLES)
    this.sql = {
      ofPlan: database.prepare(`SELECT * FROM request WHERE plan = ? AND kind = '${PLAN}' ORDER BY rowid DESC`),
      one: database.prepare('SELECT * FROM request WHERE id = ?'),
      open: database.prepare(OPEN),
      count: database.prepare('SELECT count(*) FROM request WHERE plan = ?').pluck(),
      add: database.prepare('INSERT INTO request (id, plan, kind, state, document, head) VALUES (@id, @plan, @kind, @state, @document, @head)'),
      keep: database.prepare('UPDATE request SET state = @state, document = @document, head = @head WHERE id = @id'),
      amendment: database.prepare('SELECT * FROM amendment WHERE plan = ?'),
      begin: database.prepare('INSERT INTO amendment (plan, document, version, head) VALUES (@plan, @document, @version, @head)'),
      change: database.prepare('UPDATE amendment SET request = @request, document = @document, version = @version, head = @head WHERE plan = @plan'),
      end: database.prepare('DELETE FROM amendment WHERE plan = ?'),
    }
  }

  /** What is done within is saved as a whole or not at all, and nobody else saves meanwhile. */
  together(work) {
    try {
      return this.store.database.transaction(work).immediate()
    } catch (error) {
      if (error.code === 'SQLITE_BUSY') throw new Refused(503, 'others save all the time, and so nothing was done', 'do it again in a moment')
      throw error
    }
  }

  /** The newest request for the approval of a plan. */
  ofPlan(plan) {
    return this.opened(this.sql.ofPlan.get(plan))
  }

  /** Those before it: what was sent back or rejected, and what an earlier approval said. */
  before(plan) {
    return this.sql.ofPlan.all(plan).slice(1).map((row) => this.opened(row))
  }

  /** The amendment that is being written or waits, with the request for it where it was submitted. */
  ofAmendment(plan) {
    const row = this.sql.amendment.get(plan)
    if (!row) return null
    return { row, account: this.configuration.openAccountPlan(row.document, row.head), request: row.request && this.opened(this.sql.one.get(row.request)) }
  }

  opened(row) {
    return row ? this.configuration.openApprovalRequest(row.document, row.head) : null
  }

  /** Who does something with a request, and how it is signed. */
  act(person, { reason, meaning } = {}) {
    return {
      person: asPerson(person),
      at: this.plans.now().toISOString(),
      on: this.plans.today(),
      signedAs: person.name,
      authenticatedBy: AUTHENTICATED_BY,
      ...(reason ? { reason } : {}),
      ...(meaning ? { meaning } : {}),
    }
  }

  /** What the conditions of steps ask, found out here and not asked of who submits. */
  facts(account) {
    const products = account.objects('plan')[0].fields.find(({ name }) => name === 'products')?.texts ?? []
    return [{ name: 'under_monitoring', value: PRODUCTS.some(({ id, underMonitoring }) => underMonitoring && products.includes(id)) ? 'yes' : 'no' }]
  }

  /**
   * Asks for an approval of what is there now. Nothing is saved yet.
   *
   * An amendment that was sent back goes on with its request. A plan took over that it was sent back, so it is asked for by a new one.
   */
  asks(kind, plan, account, person, said) {
    const changed = kind === AMENDMENT ? account.amendedFields() : []
    if (kind === AMENDMENT && changed.length === 0) throw new Refused(422, 'the amendment changes nothing', 'change something in it, and submit it then')
    const act = this.act(person, said)
    const before = kind === AMENDMENT ? this.ofAmendment(plan)?.request : null
    if (before?.state() === 'draft' && before.summary().submitter === person.id) {
      before.submitAgain(account.contentDigest(), this.facts(account), act, directory(), changed)
      return before
    }
    const subject = { kind, id: plan, unit: account.plan().profile().unit }
    return this.configuration.submitForApproval(`${plan}-${this.sql.count.get(plan) + 1}`, subject, account.contentDigest(), this.facts(account), act, directory(), changed)
  }

  /** Whom submitting would ask, before anybody does; or why it would be refused. */
  preview(kind, plan, account, person) {
    try {
      return this.asks(kind, plan, account, person, {})
    } catch (error) {
      if (error instanceof Refused) return { refused: { text: error.message, help: error.help } }
      if (!(error instanceof KamError) || error.code !== 'approval_refused') throw error
      return { refused: { text: error.fault.reason, help: error.fault.help } }
    }
  }

  save(request, plan, kind) {
    const { id, state } = request.summary()
    const row = { id, plan, kind, state, document: request.document(), head: request.head() }
    if (this.sql.one.get(id)) this.sql.keep.run({ id, state, document: row.document, head: row.head })
    else this.sql.add.run(row)
  }

  /** A step in the life of a plan. To submit is one with a request beside it; a plan that ends leaves nothing behind that waits. */
  move(plan, person, said, to) {
    if (!['in_approval', 'cancelled', 'closed'].includes(to)) return this.plans.change(plan, person, said, (account, act) => account.moveTo(to, act))
    return this.together(() => {
      const { read, account } = this.plans.open(plan)
      if (to !== 'in_approval') {
        if (this.sql.amendment.get(plan)) throw new Refused(422, 'an amendment of this plan is not over', 'put it in or discard it first')
        const request = this.ofPlan(plan)
        if (request?.state() === 'pending') {
          request.recall(this.act(person, said))
          this.save(request, plan, PLAN)
        }
      }
      let done = account.moveTo(to, this.plans.act(account, person, said))
      if (to === 'in_approval') {
        const request = this.asks(PLAN, plan, account, person, said)
        done = this.concluded(request, account, person, said) ?? done
        this.save(request, plan, PLAN)
      }
      this.store.save(account, read)
      return { account, done }
    })
  }

  /** The plan takes over what became of a request that is over. */
  concluded(request, account, person, said) {
    if (request.state() === 'pending') return null
    return account.concludeApproval(request.document(), this.plans.act(account, person, { reason: said.reason }))
  }

  /** Something that a person does with the request for a plan or for its amendment. */
  does(kind, plan, person, action, fields) {
    return this.together(() => {
      const { read, account } = this.plans.open(plan)
      const request = kind === PLAN ? this.ofPlan(plan) : this.ofAmendment(plan)?.request
      if (!request) throw new Refused(422, 'there is no request for an approval', 'submit it first')
      // The library leaves to the host who sees to time limits: here it is who may do more with approvals than read them.
      if (action === 'late') this.only('edit', 'approvals', account, person)
      const said = { reason: fields.reason?.trim(), meaning: fields.meaning }
      DOES[action](request, this.act(person, said), fields)
      this.save(request, plan, kind)
      if (kind === PLAN && this.concluded(request, account, person, said)) this.store.save(account, read)
      return { account, request }
    })
  }

  only(right, section, account, person) {
    const sight = new Sight(this.configuration, account, person)
    if (!sight.may(right, section)) throw new Refused(403, sight.why(right, section))
  }

  /** A copy of the plan in which may be changed what was approved; the plan itself goes on. */
  begin(plan, person, said) {
    return this.together(() => {
      if (this.sql.amendment.get(plan)) throw new Refused(409, 'there is an amendment of this plan already', 'change it there, or discard it first')
      const { account } = this.plans.open(plan)
      const done = account.beginAmendment(this.plans.act(account, person, said))
      this.sql.begin.run({ plan, document: account.document(), version: account.version(), head: account.head() })
      return { account, done }
    })
  }

  /** Changes an amendment that is being written. What waits for its approval or has it stays as it is. */
  change(plan, person, said, make) {
    return this.withAmendment(plan, ({ account, request, row }) => {
      const state = request?.state()
      if (state === 'pending' || state === 'approved') throw new Refused(422, `the amendment is \`${state}\`, and so nothing in it changes`, 'take it back first, or discard it')
      const done = make(account, this.plans.act(account, person, said))
      this.keep(row, account, row.request)
      return { account, done }
    })
  }

  submitAmendment(plan, person, said) {
    return this.withAmendment(plan, ({ account, row }) => {
      this.only('edit', 'profile', account, person)
      const request = this.asks(AMENDMENT, plan, account, person, said)
      this.save(request, plan, AMENDMENT)
      this.keep(row, account, request.summary().id)
      return { account, request }
    })
  }

  /** Puts an approved amendment into the plan as it is by now. */
  putIn(plan, person, said) {
    return this.withAmendment(plan, ({ account: copy, request }) => {
      if (!request) throw new Refused(422, 'the amendment was not submitted', 'submit it first')
      const { read, account } = this.plans.open(plan)
      this.only('edit', 'profile', account, person)
      const done = account.amend(copy.document(), request.document(), this.plans.act(account, person, said))
      this.store.save(account, read)
      this.sql.end.run(plan)
      return { account, done }
    })
  }

  discard(plan, person) {
    return this.withAmendment(plan, ({ account, request }) => {
      this.only('edit', 'profile', account, person)
      if (request?.state() === 'pending') {
        request.recall(this.act(person))
        this.save(request, plan, AMENDMENT)
      }
      this.sql.end.run(plan)
      return { account }
    })
  }

  withAmendment(plan, work) {
    return this.together(() => {
      const amendment = this.ofAmendment(plan)
      if (!amendment) throw new Refused(422, `there is no amendment of \`${plan}\``, 'begin one first')
      return work(amendment)
    })
  }

  keep({ plan }, account, request) {
    this.sql.change.run({ plan, request, document: account.document(), version: account.version(), head: account.head() })
  }

  /** What a person could do with a request; `sight` is what the person sees of the plan. */
  possible(request, person, sight) {
    const possible = request.possibleActions(this.act(person), directory())
    return possible.filter(({ action }) => !LATE.includes(action) || sight.may('edit', 'approvals'))
  }

  /** Every open request that this person may know of, what waits for this person first: whether it is overdue, and what the person may do. */
  async waiting(person) {
    const known = this.sql.open.all().flatMap((row) => {
      const { account } = this.plans.open(row.plan)
      // A plan that was sent back and then given up waits for nobody.
      if (row.state === 'draft' && row.kind === PLAN && account.state() !== 'draft') return []
      const sight = new Sight(this.configuration, account, person)
      return sight.view.profile && sight.may('read', 'approvals') ? [{ row, sight }] : []
    })
    const waiting = await this.configuration.waitingRequests(known.map(({ row }) => row.document), this.act(person), directory())
    return waiting.map(({ request, actions, ...what }) => {
      const { row, sight } = known.find(({ row }) => row.id === request.id)
      // The library says what could be done about a step that is late; here that is for who may do more with approvals than read them.
      const mine = actions.filter((action) => !LATE.includes(action) || sight.may('edit', 'approvals'))
      return { plan: row.plan, kind: row.kind, title: sight.view.profile.title ?? row.plan, request, actions: mine, ...what }
    })
  }
}
