// The life of a plan: what each person can do next with it. What an approval is about is in approvals.mjs.

/** What a step is called on its button. */
const LABELS = {
  'draft in_approval': 'Submit for approval',
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

/** Steps that are none here: what becomes of an approval is for its request to say, and no plan starts without one. */
const NOT_HERE = ['in_approval approved', 'in_approval draft', 'draft active']

/** The steps that the plan could make, with the reason for each that this person cannot make. */
export function steps(account, act) {
  const from = account.state()
  const possible = account.possibleMoves(act).filter(({ to }) => !NOT_HERE.includes(`${from} ${to}`))
  return possible.map((move) => ({ ...move, label: LABELS[`${from} ${move.to}`] ?? TO[move.to] ?? STATES[move.to] }))
}
