// The life of a plan: what each person can do next with it. What an approval is about is in approvals.mjs.

/** What a step is called on its button. */
const LABELS = {
  'draft in_approval': 'Submit for approval',
  'approved active': 'Start the plan',
  'approved draft': 'Open it for changes',
  'active in_review': 'Begin the review',
  'in_review active': 'Back to work',
  'closed active': 'Open it again',
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

/** Steps that have no button here: what becomes of a plan that waits is for the request for its approval to say. */
const BY_REQUEST = ['in_approval approved', 'in_approval draft']

/** The steps that the plan could make, with the reason for each that this person cannot make. */
export function steps(account, act) {
  const from = account.state()
  const possible = account.possibleMoves(act).filter(({ to }) => !BY_REQUEST.includes(`${from} ${to}`))
  return possible.map((move) => ({ ...move, label: LABELS[`${from} ${move.to}`] ?? TO[move.to] ?? STATES[move.to] }))
}
