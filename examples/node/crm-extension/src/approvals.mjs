// The life of a plan and its approval, all in this file: what each person can do next, and doing it.

import { Refused } from './http.mjs'

/** What a step is called on its button. */
const LABELS = {
  'draft in_approval': 'Submit for approval',
  'draft active': 'Start without approval',
  'in_approval approved': 'Approve',
  'in_approval draft': 'Send back',
  'approved active': 'Start the plan',
  'approved draft': 'Open it for changes',
  'active in_review': 'Begin the review',
  'in_review active': 'Back to work',
}
const TO = { cancelled: 'Give the plan up', closed: 'Close the plan' }

export const STATES = {
  draft: 'Draft',
  in_approval: 'Waiting for approval',
  approved: 'Approved',
  active: 'Running',
  in_review: 'In review',
  closed: 'Closed',
  cancelled: 'Given up',
}

/** A reason to ask with whether a step could be made once somebody has typed one. */
const SOME_REASON = 'a reason that will be typed'

/**
 * The steps that the plan could make, with the reason for each that this person cannot make.
 *
 * The library is asked twice: without a reason the answer for a step that needs one is always no, and with one it does not say that one is needed.
 */
export function steps(account, act) {
  const from = account.state()
  const { reason: _, ...without } = act
  const bare = account.possibleMoves(without)
  const own = askedBy(account) === act.person.id
  return account.possibleMoves({ ...without, reason: SOME_REASON }).map((move) => {
    const needsReason = move.allowed && !bare.find(({ to }) => to === move.to).allowed
    const back = from === 'in_approval' && move.to === 'draft' && own ? 'Take it back' : undefined
    return { ...move, needsReason, label: back ?? LABELS[`${from} ${move.to}`] ?? TO[move.to] ?? STATES[move.to] }
  })
}

/** Who asked for the approval: whoever moved the plan last, where it waits for one. */
function askedBy(account) {
  return account.entries().findLast(({ command }) => command === 'move')?.person
}

/** What an approval is given for, as the page shows it to the one who gives it. */
export const contentSeen = (account) => account.contentDigest()

/** Makes a step. An approval is for the very content that the person saw: if that is no longer it, nothing is approved. */
export function move(account, act, { to, seen }) {
  if (to === 'approved' && seen !== account.contentDigest()) {
    throw new Refused(409, 'the plan is no longer what you looked at, and so it was not approved', 'look at it as it is now, and decide then')
  }
  return account.moveTo(to, act)
}
