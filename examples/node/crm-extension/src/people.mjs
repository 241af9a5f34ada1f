// Who can be signed in here. A CRM has its own users and its own sign-in: it hands over an id, the roles that the person has that day, and who manages whom.

export const PEOPLE = [
  { id: 'kam.north', name: 'Key account manager, North', roles: [{ role: 'key_account_manager', unit: 'north-1' }], manager: 'rm.north' },
  { id: 'rm.north', name: 'Regional manager, North', roles: [{ role: 'regional_manager', unit: 'north' }], manager: 'lead.country' },
  { id: 'msl.north', name: 'Medical liaison, North', roles: [{ role: 'medical_liaison', unit: 'north' }], manager: 'review.country' },
  { id: 'review.country', name: 'Medical reviewer', roles: [{ role: 'medical_reviewer', unit: 'company' }], manager: 'lead.country' },
  { id: 'lead.country', name: 'Country lead', roles: [{ role: 'country_lead', unit: 'company' }] },
  { id: 'deputy.country', name: 'Deputy country lead', roles: [{ role: 'country_lead', unit: 'company' }], manager: 'lead.country' },
  { id: 'kam.south', name: 'Key account manager, South', roles: [{ role: 'key_account_manager', unit: 'south-1' }], manager: 'lead.country' },
  { id: 'privacy.country', name: 'Data protection officer', roles: [{ role: 'data_protection_officer', unit: 'company' }], manager: 'lead.country' },
]

export const byId = (id) => PEOPLE.find((person) => person.id === id)

/** The person as the library takes it. */
export const asPerson = ({ id, roles }, teamRoles = []) => ({ id, roles, teamRoles })

/** Everybody among whom the library finds approvers, and who manages whom. A CRM adds its `delegations`: who acts for whom while somebody is away. */
export const directory = () => ({
  people: PEOPLE.map((person) => asPerson(person)),
  managers: PEOPLE.filter(({ manager }) => manager).map(({ id, manager }) => ({ person: id, manager })),
})
