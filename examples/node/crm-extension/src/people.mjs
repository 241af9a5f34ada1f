// Who can be signed in here. A CRM has its own users and its own sign-in: it hands over an id and the roles that the person has that day.

export const PEOPLE = [
  { id: 'kam.north', name: 'Key account manager, North', roles: [{ role: 'key_account_manager', unit: 'north-1' }] },
  { id: 'rm.north', name: 'Regional manager, North', roles: [{ role: 'regional_manager', unit: 'north' }] },
  { id: 'msl.north', name: 'Medical liaison, North', roles: [{ role: 'medical_liaison', unit: 'north' }] },
]

export const byId = (id) => PEOPLE.find((person) => person.id === id)

/** The person as the library takes it. */
export const asPerson = ({ id, roles }, teamRoles = []) => ({ id, roles, teamRoles })
