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

/** The situation analyses: id, what it is, and its items. */
export const ANALYSES = [
  ['an-space', { type: 'white_space', title: 'What the hospital buys and could buy' }, {
    'i-1': { product: 'P-CARDIO-2', account_unit: 'Cardiology wards', potential: '420000', current: '96000', currency: 'EUR', answered_by: ['o-11'], evidence: 'Orders of the pharmacy, last twelve months' },
    'i-2': { product: 'P-CARDIO-2', account_unit: 'Outpatient clinic', potential: '180000', current: '61500', currency: 'EUR', answered_by: ['o-12'] },
    'i-3': { product: 'P-CARDIO-1', account_unit: 'Cardiology wards', potential: '240000', current: '205000', currency: 'EUR' },
    'i-4': { product: 'P-CARDIO-1', account_unit: 'Outpatient clinic', potential: '65000', current: '71200.50', currency: 'EUR' },
    'i-5': { product: 'P-RENAL-1', account_unit: 'Dialysis unit', potential: '88000', current: '0', currency: 'EUR' },
    'i-6': { product: 'P-CARDIO-2', account_unit: 'Partner clinic abroad', potential: '610000', current: '152500', currency: 'DKK' },
  }],
  ['an-pathway', { type: 'patient_pathway', title: 'From admission to the outpatient clinic' }, {
    'i-11': { category: 'admitted', text: 'Admitted with heart failure', order: '1', patients: '640', evidence: 'Statistics of the hospital, last year' },
    'i-12': { category: 'measured', text: 'Ejection fraction measured', order: '2', patients: '548' },
    'i-13': { category: 'therapy_begun', text: 'Therapy by the guideline begun', order: '3', patients: '310', answered_by: ['o-11'] },
    'i-14': { category: 'in_the_letter', text: 'Therapy in the discharge letter', order: '4', patients: '214', answered_by: ['o-12'] },
    'i-15': { category: 'outpatient_clinic', text: 'Outpatient clinic within 30 days', order: '5', patients: '236', answered_by: ['t-212'] },
    'i-16': { category: 'target_dose', text: 'Target dose after six months', order: '6' },
  }],
  ['an-rivals', { type: 'competitor_overview', title: 'Who else is on the wards' }, {
    'i-21': { competitor: 'Generic tablets', product: 'P-CARDIO-1', share: '38', category: 'price', text: 'A tender brought the price down by a third' },
    'i-22': { competitor: 'Other brand of the class', product: 'P-CARDIO-2', share: '27.5', category: 'evidence', text: 'Its trial had more patients in renal failure', answered_by: ['t-112'] },
    'i-23': { competitor: 'Other brand of the class', product: 'P-CARDIO-2', share: '6', category: 'service', text: 'Pays a nurse for the outpatient clinic' },
    'i-24': { competitor: 'Parallel import', category: 'price', text: 'The purchasing asks for offers twice a year' },
  }],
  ['an-service', { type: 'heart_failure_service', title: 'How patients are cared for here' }, {
    'i-31': { category: 'organisation', text: 'Two wards of cardiology and an outpatient clinic on four mornings a week. A heart-failure nurse half of the time.' },
    'i-32': { category: 'priorities', text: 'Fewer patients who come back within 30 days' },
    'i-33': { category: 'priorities', text: 'One discharge letter for all wards' },
    'i-34': { category: 'beds', number: '56' },
  }],
]

/** Analyses with little in them, for accounts that are smaller. */
export const FEW_ANALYSES = [
  ['an-space', { type: 'white_space' }, { 'i-1': { product: 'P-CARDIO-1', potential: '54000', current: '31000', currency: 'EUR' } }],
  ['an-pathway', { type: 'patient_pathway' }, {
    'i-11': { category: 'referred', text: 'Referred with heart failure', order: '1', patients: '90' },
    'i-12': { category: 'therapy_begun', text: 'Therapy by the guideline begun', order: '2', patients: '61' },
  }],
  ['an-rivals', { type: 'competitor_overview' }, { 'i-21': { competitor: 'Generic tablets', product: 'P-CARDIO-1', share: '52' } }],
  ['an-service', { type: 'heart_failure_service' }, {
    'i-31': { category: 'organisation', text: 'One ward; patients go back to their practice.' },
    'i-32': { category: 'priorities', text: 'A contact for the practices' },
  }],
]

/** Relationships of members of the team: id, to whom, whose, and how deep. */
const RELATIONSHIPS = [
  ['l-1', 's-head', 'kam.north', { depth: 'regular', desired_depth: 'trusted', last_contact: -12 }],
  ['l-2', 's-head', 'msl.north', { depth: 'occasional', desired_depth: 'regular', last_contact: -64 }],
  ['l-3', 's-pharmacy', 'kam.north', { depth: 'first_contact', desired_depth: 'regular', last_contact: -75 }],
  ['l-4', 's-pharmacy', 'msl.north', { depth: 'regular', desired_depth: 'regular', last_contact: -24 }],
  ['l-5', 's-committee', 'msl.north', { depth: 'first_contact', desired_depth: 'regular', last_contact: -95 }],
  ['l-6', 's-clinic', 'msl.north', { depth: 'trusted', last_contact: -16 }],
  ['l-7', 's-nurse', 'kam.north', { depth: 'occasional', desired_depth: 'regular', last_contact: -40 }],
]

/** Where people stand on single goals: id, who, on which, and how. */
const POSITIONS = [
  ['p-1', 's-pharmacy', 'g-1', { influence: '5', stance: 'opponent', desired_stance: 'neutral', source: 'Meeting of the drug committee' }],
  ['p-2', 's-head', 'g-1', { influence: '4', stance: 'advocate', desired_stance: 'advocate', source: 'Said so at the journal club' }],
  ['p-3', 's-head', 'g-2', { influence: '5', stance: 'neutral', desired_stance: 'supporter', source: 'Talk after the ward round' }],
  ['p-4', 's-clinic', 'g-2', { influence: '5', stance: 'advocate', source: 'Wrote the first draft of the pathway' }],
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
  ...RELATIONSHIPS.map(([id, stakeholder, member, values]) => ({ ago: 10, by: 'kam.north', add: ['relationship', id, { stakeholder, member, ...values }] })),
  ...POSITIONS.map(([id, stakeholder, goal, values]) => ({ ago: 9, by: 'kam.north', add: ['position', id, { stakeholder, goal, ...values }] })),
  { ago: 8, by: 'kam.north', stakeholder: 's-head', set: { stance: 'supporter', last_contact: -8 } },
  { ago: 6, by: 'kam.north', node: 't-212', override: '25', reason: 'Half of the text is agreed with the clinic by word of mouth' },
  { ago: 5, by: 'kam.north', node: 'a-2122', status: 'cancelled', reason: 'The network wants it on its website only' },
]

/** The people of the other accounts. Who matters in several has one id in all of them: here the chair of the drug committee. */
export const ELSEWHERE = {
  'AP-2202': {
    's-lakeside-1': { name: 'Head of internal medicine', roles: ['department_head'], influence: '5', stance: 'neutral', desired_stance: 'supporter', owner: 'kam.north', last_contact: -12 },
    's-lakeside-2': { name: 'Head of pharmacy', roles: ['pharmacist'], influence: '4', stance: 'supporter', owner: 'kam.north', last_contact: -12 },
  },
  'AP-2203': {
    's-harbour-1': { name: 'Medical director', roles: ['department_head'], influence: '5', stance: 'supporter', owner: 'kam.north', last_contact: -15 },
    's-committee': { name: 'Chair, drug committee', roles: ['formulary_committee_member'], influence: '3', stance: 'sceptic', desired_stance: 'neutral', owner: 'kam.north', last_contact: -15 },
  },
  'AP-2205': {
    's-riverside-1': { name: 'Head of rehabilitation', roles: ['department_head'], influence: '4', stance: 'supporter', owner: 'kam.north', last_contact: -395 },
  },
  'AP-2301': {
    's-lakes-1': { name: 'Head of cardiology', roles: ['department_head'], influence: '4', stance: 'supporter', owner: 'kam.south', last_contact: -61 },
    's-committee': { name: 'Chair, drug committee', roles: ['formulary_committee_member'], influence: '5', stance: 'neutral', desired_stance: 'supporter', owner: 'kam.south', last_contact: -48 },
  },
}

/** Plans that are small: one that is late, one that is over, one of the other region. */
export const SMALL = {
  'AP-2204': { profile: { unit: 'north-1', title: 'Hillside Clinic Group', account: 'A-1120', owner: 'kam.north', start: -130 }, tree: [['g-1', null, { title: 'The group agrees on one therapy', owner: 'kam.north' }]] },
  'AP-2205': {
    profile: { unit: 'north-1', title: 'Riverside Rehabilitation Clinic', account: 'A-1098', owner: 'kam.north', start: -400, end: -35, products: ['P-CARDIO-1'] },
    tree: [
      ['g-1', null, { title: 'Rehabilitation keeps up the therapy', owner: 'kam.north' }],
      ['o-11', 'g-1', { title: 'The discharge letter is read on the first day', owner: 'kam.north' }],
      ['t-111', 'o-11', { title: 'One page for the admission', owner: 'kam.north' }],
      ['a-1111', 't-111', { title: 'Agree the page with the clinic', owner: 'kam.north', due: -60 }],
    ],
  },
  'AP-2301': {
    profile: { unit: 'south-1', title: 'Lakes Cardiology Centre', account: 'A-2031', owner: 'kam.south', start: -50, end: 315, products: ['P-CARDIO-1'] },
    tree: [
      ['g-1', null, { title: 'The centre treats by the guideline', owner: 'kam.south' }],
      ['o-11', 'g-1', { title: 'The therapy is on the formulary', owner: 'kam.south', stakeholders: ['s-committee'] }],
      ['t-111', 'o-11', { title: 'Dossier for the drug committee', owner: 'kam.south' }],
      ['a-1111', 't-111', { title: 'Collect the epidemiology of the lakes', owner: 'kam.south', due: 20, stakeholders: ['s-committee'] }],
    ],
  },
}
