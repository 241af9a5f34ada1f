// Opening a plan, changing it, and saving it so that nobody's change is lost.

import { randomBytes } from 'node:crypto'
import { asPerson } from './people.mjs'
import { Refused } from './http.mjs'

/** How often a save is tried again when others save at the same moment. */
const MOST_TRIES = 5

/** Rights can hang on the step of the planning cycle; here a plan's state says which one that is. */
const STEPS = { draft: 'plan', in_approval: 'plan', in_review: 'measures', closed: 'measures' }
export const stepOf = (account) => STEPS[account.state()] ?? 'execution'

/** A change that somebody else's change stands against. */
export class Clashed extends Error {
  constructor(clash) {
    super(clash.reason)
    this.help = clash.help
  }
}

export class Plans {
  /** `now` gives the moment: the library has no clock. */
  constructor(configuration, store, now) {
    this.configuration = configuration
    this.store = store
    this.now = now
  }

  ids() {
    return this.store.ids()
  }

  /** The local day of the market, which here is that of the server. */
  today() {
    return localDay(this.now())
  }

  open(id) {
    const read = this.store.read(id)
    if (!read) throw new Refused(404, `there is no plan \`${id}\``, 'the list of plans has all of them')
    return { read, account: this.configuration.openAccountPlan(read.document, read.head) }
  }

  act(account, person, { madeOn, reason } = {}) {
    return {
      person: asPerson(person),
      at: this.now().toISOString(),
      on: this.today(),
      step: stepOf(account),
      salt: randomBytes(16).toString('hex'),
      ...(madeOn === undefined ? {} : { madeOn }),
      ...(reason ? { reason } : {}),
    }
  }

  /**
   * Makes a change: `make` gets the open plan and the act. `madeOn` is the version that the person saw on the page, so the library itself refuses
   * what somebody else changed since, and takes what does not touch it.
   *
   * Another process may save between the reading and the saving here. Then the change is merged into what is stored now.
   */
  change(id, person, said, make) {
    const { read, account } = this.open(id)
    const done = make(account, this.act(account, person, said))
    if (this.store.save(account, read)) return { account, done }
    for (let tries = 1; tries < MOST_TRIES; tries += 1) {
      const newest = this.open(id)
      const { clashes } = newest.account.merge(account.document(), [asPerson(person)], this.now().toISOString(), this.today())
      if (clashes.length > 0) throw new Clashed(clashes[0])
      if (this.store.save(newest.account, newest.read)) return { account: newest.account, done }
    }
    throw new Refused(503, 'others save this plan all the time, and so the change was not made', 'make it again in a moment')
  }
}

export function localDay(date) {
  const two = (number) => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
