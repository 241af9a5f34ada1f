// What the made-up plans say. A number is a day: so many before or after the one on which they are made.

export const STAKEHOLDERS = {
  's-head': { name: 'Head of cardiology', roles: ['department_head'], influence: '5', stance: 'neutral', desired_stance: 'advocate', owner: 'kam.north' },
  's-pharmacy': { name: 'Head of pharmacy', roles: ['pharmacist'], influence: '5', stance: 'sceptic', desired_stance: 'supporter', owner: 'kam.north' },
  's-committee': { name: 'Chair, drug committee', roles: ['formulary_committee_member'], influence: '4', stance: 'neutral', desired_stance: 'supporter', owner: 'msl.north' },
  's-clinic': { name: 'Lead, outpatient clinic', roles: ['clinician'], influence: '3', stance: 'supporter', owner: 'msl.north' },
  's-nurse': { name: 'Head of nursing', roles: ['nurse'], influence: '2', stance: 'neutral', desired_stance: 'supporter', owner: 'kam.north' },
  's-buyer': { name: 'Head of purchasing', roles: ['procurement'], influence: '4', stance: 'opponent', desired_stance: 'neutral' },
}

/** Id, the node above, and what it is. */
export const TREE = [
  ['g-1', null, { title: 'Patients with heart failure are treated by the guideline', weight: '3', owner: 'kam.north' }],
  ['o-11', 'g-1', { title: 'The therapy is on the formulary', weight: '2', owner: 'kam.north', stakeholders: ['s-pharmacy', 's-committee'] }],
  ['t-111', 'o-11', { title: 'Dossier for the drug committee', weight: '3', owner: 'kam.north' }],
  ['a-1111', 't-111', { title: 'Collect the local epidemiology', weight: '1', owner: 'kam.north', start: -110, due: -60 }],
  ['a-1112', 't-111', { title: 'Budget impact with the pharmacy’s own prices', weight: '2', owner: 'kam.north', start: -70, due: -12, stakeholders: ['s-pharmacy'] }],
  ['a-1113', 't-111', { title: 'Hand the dossier in before the committee meets', weight: '3', owner: 'kam.north', start: -20, due: 9, prerequisites: ['a-1112'] }],
  ['t-112', 'o-11', { title: 'The pharmacy knows the evidence', weight: '1', owner: 'msl.north' }],
  ['a-1121', 't-112', { title: 'Answer the questions of the pharmacy on dosing in renal failure', weight: '1', owner: 'msl.north', start: -30, due: 4, stakeholders: ['s-pharmacy'] }],
  ['a-1122', 't-112', { title: 'Journal club with pharmacy and cardiology', weight: '1', owner: 'msl.north', start: -10, due: 26 }],
  ['o-12', 'g-1', { title: 'Each discharge letter names the therapy', weight: '1', owner: 'kam.north', stakeholders: ['s-head'] }],
  ['t-121', 'o-12', { title: 'A template for discharge letters', weight: '1', owner: 'kam.north' }],
  ['a-1211', 't-121', { title: 'Agree the wording with cardiology', weight: '1', owner: 'kam.north', start: -90, due: -50 }],
  ['a-1212', 't-121', { title: 'Have it put into the hospital system', weight: '2', owner: 'kam.north', start: -45, due: 34 }],
  ['t-122', 'o-12', { title: 'Wards use it', weight: '2', owner: 'kam.north' }],
  ['a-1221', 't-122', { title: 'Train the wards', weight: '1', owner: 'kam.north', start: -40, due: 60, baseline: '0', target: '8', actual: '0', stakeholders: ['s-nurse'] }],
  ['g-2', null, { title: 'The hospital leads the regional heart-failure network', weight: '1', owner: 'kam.north' }],
  ['o-21', 'g-2', { title: 'The network meets and refers', weight: '1', owner: 'kam.north' }],
  ['t-211', 'o-21', { title: 'A first meeting of the network', weight: '1', owner: 'msl.north' }],
  ['a-2111', 't-211', { title: 'Invite the practices of the region', weight: '1', owner: 'msl.north', start: -60, due: -25 }],
  ['a-2112', 't-211', { title: 'Speakers without conflicts of interest', weight: '1', owner: 'msl.north', start: -50, due: 12 }],
  ['t-212', 'o-21', { title: 'A referral pathway on one page', weight: '1', owner: 'kam.north' }],
  ['a-2121', 't-212', { title: 'Draft the pathway with the outpatient clinic', weight: '1', owner: 'kam.north', due: 48, stakeholders: ['s-clinic'] }],
  ['a-2122', 't-212', { title: 'Print and hand out the pathway', weight: '1', owner: 'kam.north' }],
]

/** What was done since the plan runs, so many days ago. */
export const WORK = [
  { ago: 95, by: 'msl.north', stakeholder: 's-committee', set: { last_contact: -95 } },
  { ago: 70, by: 'kam.north', stakeholder: 's-buyer', set: { last_contact: -70 } },
  { ago: 58, by: 'kam.north', node: 'a-1111', status: 'done' },
  { ago: 52, by: 'kam.north', node: 'a-1211', status: 'done' },
  { ago: 40, by: 'kam.north', stakeholder: 's-nurse', set: { last_contact: -40 } },
  { ago: 38, by: 'kam.north', node: 'a-1221', status: 'in_progress' },
  { ago: 27, by: 'msl.north', node: 'a-2111', status: 'done' },
  { ago: 26, by: 'kam.north', node: 'a-1112', status: 'in_progress' },
  { ago: 24, by: 'msl.north', stakeholder: 's-pharmacy', set: { last_contact: -24, notes: 'Asked for data in renal failure; wants to see the trial’s own tables.' } },
  { ago: 16, by: 'msl.north', stakeholder: 's-clinic', set: { last_contact: -16 } },
  { ago: 15, by: 'kam.north', node: 'a-1112', set: { progress: '60' } },
  { ago: 14, by: 'kam.north', node: 'a-1221', set: { actual: '3' } },
  { ago: 11, by: 'msl.north', node: 'a-2112', status: 'in_progress' },
  { ago: 8, by: 'kam.north', stakeholder: 's-head', set: { stance: 'supporter', last_contact: -8 } },
  { ago: 6, by: 'kam.north', node: 't-212', override: '25', reason: 'Half of the text is agreed with the clinic by word of mouth' },
  { ago: 5, by: 'kam.north', node: 'a-2122', status: 'cancelled', reason: 'The network wants it on its website only' },
]
