// Import of a CRM export in plain JavaScript: what one would write without the library, and without a package.
//
// A splitter by hand that reads a megabyte at a time and slices only the columns that are used, maps for the joins, whole numbers for
// exact figures. It knows two flavours (Vault Loader and Salesforce Data Loader), the hierarchy plan > plan tactic > account tactic >
// action item, and no weights. A bad row is set aside whole with its place and reason.
//
//     node benches/plain/import_plain.mjs EXPORT [--as-of DATE] [--check]
//
// `--check` holds it against EXPORT/expected.json and EXPORT/defects.json, where the export came with them.

import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'

const MILLION = 1_000_000
const HUNDRED = 100 * MILLION // a completion is a whole number of millionths of a percent
const HORIZON = 14
const CHUNK = 1 << 20
const QUOTE = 34
const COMMA = 44
const NEWLINE = 10
const RETURN = 13
const NONE = -1

// Object -> file and columns, by flavour; a row is refused without the first column, the id.
const VAULT = {
  account: ['account__v', ['id', 'name__v', 'primary_parent__v', 'territory__v']],
  plan: ['account_plan__v', ['id', 'name__v', 'account__v', 'ownerid__v', 'account_plan_status__v', 'start_date__v', 'end_date__v']],
  plan_tactic: ['plan_tactic__v', ['id', 'name__v', 'account_plan__v', 'ownerid__v', 'plan_tactic_status__v']],
  account_tactic: ['account_tactic__v', ['id', 'name__v', 'account_plan__v', 'plan_tactic__v', 'account_tactic_status__v']],
  action: ['action_item__v', ['id', 'name__v', 'account_plan__v', 'plan_tactic__v', 'account_tactic__v', 'assignee__v', 'start_date__v', 'due_date__v', 'completed_date__v', 'action_item_status__v']],
  member: ['account_team_member__v', ['id', 'account_plan__v', 'team_member__v', 'role__v', 'access__v']],
  stakeholder: ['key_stakeholder__v', ['id', 'account_plan__v', 'key_stakeholder__v', 'role__v']],
}
const SALESFORCE = {
  account: ['Account', ['Id', 'Name', 'Primary_Parent_vod__c', 'Territory_vod__c']],
  plan: ['Account_Plan_vod__c', ['Id', 'Name', 'Account_vod__c', 'OwnerId', 'Status__c', 'Start_Date_vod__c', 'End_Date_vod__c']],
  plan_tactic: ['Plan_Tactic_vod__c', ['Id', 'Name', 'Account_Plan_vod__c', 'OwnerId', 'Status_vod__c']],
  account_tactic: ['Account_Tactic_vod__c', ['Id', 'Name', 'Account_Plan_vod__c', 'Plan_Tactic_vod__c', 'Status_vod__c']],
  action: ['Action_Item_vod__c', ['Id', 'Name', 'Account_Plan_vod__c', 'Plan_Tactic_vod__c', 'Account_Tactic_vod__c', 'Assignee_vod__c', 'Start_Date_vod__c', 'Due_Date_vod__c', 'Completed_Date_vod__c', 'Status_vod__c']],
  member: ['Account_Team_Member_vod__c', ['Id', 'Account_Plan_vod__c', 'Team_Member_vod__c', 'Role_vod__c', 'Access_vod__c']],
  stakeholder: ['Key_Stakeholder_vod__c', ['Id', 'Account_Plan_vod__c', 'Key_Stakeholder_vod__c', 'Role_vod__c']],
}
// Status -> is it done.
const DONE = new Map([['pending__v', false], ['in_progress__v', false], ['completed__v', true], ['Pending_vod', false], ['In_Progress_vod', false], ['Completed_vod', true]])
const ACCESS = new Map([['read__v', 'read'], ['edit__v', 'edit'], ['Read_vod', 'read'], ['Edit_vod', 'edit']])

/** What is wrong with the row at hand. */
class Refused {
  constructor(kind, value) {
    this.kind = kind
    this.value = value
  }
}

/** Splits a file into rows of cells; what is not wanted is passed over and never becomes a text of its own. */
class Splitter {
  constructor(path) {
    this.file = openSync(path, 'r')
    this.buffer = Buffer.allocUnsafe(CHUNK)
    this.kept = 0
    this.text = ''
    this.place = 0
    this.ended = false
    this.line = 1 // of the row that was given last
    this.nextLine = 1
    this.cells = []
    this.wanted = null // column -> slot of `cells`, or NONE; null: every column
    this.width = 0 // columns of the row that was given last
    this.begin = 0 // of the row in `text`
    if (this.fill() && this.text.charCodeAt(0) === 0xfeff) this.place = 1
  }

  /** More text behind what is left; false at the end of the file. Bytes are decoded up to a line break, so no character is cut. */
  fill() {
    if (this.ended) return false
    for (;;) {
      if (this.kept === this.buffer.length) this.buffer = Buffer.concat([this.buffer, Buffer.allocUnsafe(this.buffer.length)])
      const read = readSync(this.file, this.buffer, this.kept, this.buffer.length - this.kept, null)
      const length = this.kept + read
      const cut = read === 0 ? length : this.buffer.lastIndexOf(NEWLINE, length - 1) + 1
      if (cut === 0 && read > 0) {
        this.kept = length
        continue
      }
      this.text = this.text.slice(this.place) + this.buffer.toString('utf8', 0, cut)
      this.place = 0
      this.buffer.copyWithin(0, cut, length)
      this.kept = length - cut
      if (read === 0) {
        this.ended = true
        closeSync(this.file)
      }
      return true
    }
  }

  /** Puts the next row into `cells`; false at the end. */
  next() {
    for (;;) {
      if (this.place < this.text.length && this.split()) return true
      if (!this.fill()) return false
    }
  }

  /** One row; false where the text ends inside it and there is more to come. */
  split() {
    const { text, wanted, cells } = this
    const { length } = text
    let place = this.place
    let column = 0
    let breaks = 0
    for (;;) {
      const slot = wanted === null ? column : column < wanted.length ? wanted[column] : NONE
      let unit = NONE
      if (place < length && text.charCodeAt(place) === QUOTE) {
        const begin = place + 1
        let end = text.indexOf('"', begin)
        let doubled = false
        while (end >= 0 && end + 1 < length && text.charCodeAt(end + 1) === QUOTE) {
          doubled = true
          end = text.indexOf('"', end + 2)
        }
        if (end < 0 || (end + 1 === length && !this.ended)) return false
        for (let at = begin; at < end; at += 1) if (text.charCodeAt(at) === NEWLINE) breaks += 1
        if (slot !== NONE) {
          const cell = text.slice(begin, end)
          cells[slot] = doubled ? cell.replaceAll('""', '"') : cell
        }
        place = end + 1
        if (place < length) unit = text.charCodeAt(place)
        if (unit === RETURN) {
          place += 1
          unit = place < length ? text.charCodeAt(place) : NONE
        }
      } else {
        const begin = place
        for (; place < length; place += 1) {
          unit = text.charCodeAt(place)
          if (unit === COMMA || unit === NEWLINE) break
        }
        if (place === length) {
          if (!this.ended) return false
          unit = NONE
        }
        if (slot !== NONE) {
          const end = unit !== COMMA && place > begin && text.charCodeAt(place - 1) === RETURN ? place - 1 : place
          cells[slot] = text.slice(begin, end)
        }
      }
      column += 1
      place += 1
      if (unit !== COMMA) break
    }
    this.begin = this.place
    this.place = place
    this.width = column
    this.line = this.nextLine
    this.nextLine += breaks + 1
    return true
  }

  /** The row that was given last, as it was written. */
  row() {
    return this.text.slice(this.begin, this.place)
  }
}

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/

/** Text -> days since 1970, each text worked out once; NONE for an empty cell. */
class Days {
  constructor() {
    this.known = new Map([['', NONE]])
  }

  get(text) {
    return this.known.get(text) ?? this.read(text)
  }

  read(text) {
    const found = ISO_DATE.exec(text)
    if (found === null) throw new Refused('bad_date', text)
    const [year, month, day] = found.slice(1).map(Number)
    const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
    if (year === 0 || month < 1 || month > 12 || day < 1 || day > LENGTHS[month - 1] + leap) throw new Refused('impossible_date', text)
    const days = dayNumber(text)
    this.known.set(text, days)
    return days
  }
}

function dayNumber(text) {
  return Date.parse(`${text}T00:00:00Z`) / 86_400_000
}

export class Import {
  constructor(folder) {
    this.folder = folder
    this.objects = existsSync(join(folder, 'Account_Plan_vod__c.csv')) ? SALESFORCE : VAULT
    this.days = new Days()
    this.defects = []
    this.accounts = new Map()
    this.plans = new Map()
    this.tactics = new Map()
    this.accountTactics = new Map()
    this.actions = new Map()
    this.members = new Set()
    this.stakeholders = new Set()
    this.read('account', this.accounts, (cells) => this.account(cells))
    this.read('plan', this.plans, (cells) => this.plan(cells))
    this.read('plan_tactic', this.tactics, (cells) => this.planTactic(cells))
    this.read('account_tactic', this.accountTactics, (cells) => this.accountTactic(cells))
    this.read('action', this.actions, (cells) => this.action(cells))
    this.read('member', this.members, (cells) => this.member(cells))
    this.read('stakeholder', this.stakeholders, (cells) => this.stakeholder(cells))
  }

  read(kind, known, take) {
    const [name, columns] = this.objects[kind]
    const path = join(this.folder, `${name}.csv`)
    if (!existsSync(path)) return
    const rows = new Splitter(path)
    if (!rows.next()) return
    const header = rows.cells
    for (const column of columns) if (!header.includes(column)) throw new Error(`${path} has no column ${column}`)
    rows.wanted = header.map((column) => columns.indexOf(column))
    rows.cells = new Array(columns.length).fill('')
    const { cells } = rows
    const width = header.length
    while (rows.next()) {
      try {
        if (rows.width !== width) throw new Refused('wrong_width', String(rows.width))
        if (cells[0] === '') throw new Refused('missing_id', '')
        if (known.has(cells[0])) throw new Refused('duplicate_id', cells[0])
        take(cells)
      } catch (refused) {
        if (!(refused instanceof Refused)) throw refused
        this.defects.push({ object: kind, file: basename(path), line: rows.line, id: cells[0], kind: refused.kind, value: refused.value, row: rows.row() })
      }
    }
  }

  account([id, name, parent, territory]) {
    this.accounts.set(id, { name, parent, territory })
  }

  plan([id, title, account, owner, status, start, end]) {
    if (account !== '' && !this.accounts.has(account)) throw new Refused('unknown_account', account)
    const begins = this.days.get(start)
    const ends = this.days.get(end)
    if (begins !== NONE && ends !== NONE && begins > ends) throw new Refused('start_after_due', start)
    this.plans.set(id, { id, title, account, owner, status, start: begins, end: ends, tactics: [], team: [], stakeholders: [] })
  }

  planTactic([id, title, plan, owner, status]) {
    const parent = this.plans.get(plan)
    if (parent === undefined) throw new Refused('unknown_parent', plan)
    const done = DONE.get(status)
    if (done === undefined) throw new Refused('unknown_status', status)
    const node = { id, title, owner, status, done, plan: parent, children: [] }
    this.tactics.set(id, node)
    parent.tactics.push(node)
  }

  accountTactic([id, title, plan, tactic, status]) {
    const parent = this.tactics.get(tactic)
    if (parent === undefined) throw new Refused('unknown_parent', tactic)
    if (plan !== parent.plan.id && !this.plans.has(plan)) throw new Refused('unknown_parent', plan)
    const done = DONE.get(status)
    if (done === undefined) throw new Refused('unknown_status', status)
    const node = { id, title, owner: '', status, done, tactic: parent, children: [] }
    this.accountTactics.set(id, node)
    parent.children.push(node)
  }

  action(cells) {
    const parent = this.accountTactics.get(cells[4])
    if (parent === undefined) throw new Refused('unknown_parent', cells[4])
    const { tactic } = parent
    if (cells[3] !== tactic.id && cells[3] !== '' && !this.tactics.has(cells[3])) throw new Refused('unknown_parent', cells[3])
    if (cells[2] !== tactic.plan.id && !this.plans.has(cells[2])) throw new Refused('unknown_parent', cells[2])
    const status = cells[9]
    const done = DONE.get(status)
    if (done === undefined) throw new Refused('unknown_status', status)
    const start = this.days.get(cells[6])
    const due = this.days.get(cells[7])
    const completed = this.days.get(cells[8])
    if (start !== NONE && due !== NONE && start > due) throw new Refused('start_after_due', cells[6])
    const action = { id: cells[0], title: cells[1], owner: cells[5], status, done, start, due, completed }
    this.actions.set(cells[0], action)
    parent.children.push(action)
  }

  member([id, plan, person, role, access]) {
    const parent = this.plans.get(plan)
    if (parent === undefined) throw new Refused('unknown_parent', plan)
    const right = ACCESS.get(access)
    if (right === undefined) throw new Refused('unknown_access', access)
    this.members.add(id)
    parent.team.push({ person, role, access: right })
  }

  stakeholder([id, plan, account, role]) {
    const parent = this.plans.get(plan)
    if (parent === undefined) throw new Refused('unknown_parent', plan)
    this.stakeholders.add(id)
    parent.stakeholders.push({ account, role })
  }

  /** Plan by plan in the order of ids: the weighted mean, and what is overdue, due within 14 days, or undated. */
  figures(asOf) {
    const today = dayNumber(asOf)
    const until = today + HORIZON
    return [...this.plans.keys()].sort().map((id) => {
      let overdue = 0
      let soon = 0
      let undated = 0
      const { tactics } = this.plans.get(id)
      let ofTactics = 0
      for (const tactic of tactics) {
        let ofChildren = 0
        for (const child of tactic.children) {
          let done = 0
          for (const action of child.children) {
            if (action.done) done += 1
            else if (action.due === NONE) undated += 1
            else if (action.due < today) overdue += 1
            else if (action.due <= until) soon += 1
          }
          ofChildren += child.children.length > 0 ? divide(done * HUNDRED, child.children.length) : child.done * HUNDRED
        }
        ofTactics += tactic.children.length > 0 ? divide(ofChildren, tactic.children.length) : tactic.done * HUNDRED
      }
      return { id, completion: tactics.length > 0 ? divide(ofTactics, tactics.length) : null, overdue, soon, undated }
    })
  }
}

/** Rounded half to even. Below 2^53 the quotient's floor is right: a quotient that is no whole number is at least 1 / by away from one. */
function divide(number, by) {
  const quotient = Math.floor(number / by)
  const rest = number - quotient * by
  const twice = 2 * rest
  return twice > by || (twice === by && quotient % 2 === 1) ? quotient + 1 : quotient
}

export function decimal(millionths) {
  return millionths === null ? null : `${Math.floor(millionths / MILLION)}.${String(millionths % MILLION).padStart(6, '0')}`
}

const share = (nodes) => divide(HUNDRED * nodes.filter((node) => node.done).length, nodes.length)
const leaves = (nodes) => nodes.flatMap((node) => (node.children?.length > 0 ? leaves(node.children) : [node]))

/** What differs from the figures and damages that the export came with. */
function check(folder) {
  const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'))
  const found = new Import(folder)
  const wrong = []
  const seen = new Set(Object.keys(expected.plans))
  for (const { id, completion, overdue, soon, undated } of found.figures(expected.as_of)) {
    const { tactics } = found.plans.get(id)
    const children = tactics.flatMap((tactic) => tactic.children)
    const actions = children.flatMap((child) => child.children)
    const figures = {
      weighted_mean: decimal(completion),
      completed_share: tactics.length > 0 ? decimal(share(tactics)) : null,
      leaf_share: tactics.length > 0 ? decimal(share(leaves(tactics))) : null,
      overdue,
      due_within_14_days: soon,
      undated,
      actions: actions.length,
      nodes: tactics.length + children.length + actions.length,
    }
    const same = JSON.stringify(figures) === JSON.stringify(expected.plans[id])
    if (!same) wrong.push(`plan ${id}: ${JSON.stringify(figures)} instead of ${JSON.stringify(expected.plans[id])}`)
    seen.delete(id)
  }
  for (const id of seen) wrong.push(`plan ${id} is missing`)
  const damages = join(folder, 'defects.json')
  const key = ({ object, id, kind }) => `${object} ${id} ${kind}`
  const made = existsSync(damages) ? JSON.parse(readFileSync(damages, 'utf8')).map(key).sort() : []
  const reported = found.defects.map(key).sort()
  if (made.join() !== reported.join()) wrong.push(`reported ${reported.join(', ')} instead of ${made.join(', ')}`)
  for (const { file, line, id } of found.defects) {
    const lines = readFileSync(join(folder, file), 'utf8').split('\n')
    if (!lines[line - 1].includes(id)) wrong.push(`${id} is not on line ${line} of ${file}`)
  }
  return wrong
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [folder, ...rest] = process.argv.slice(2)
  if (rest.includes('--check')) {
    const wrong = check(folder)
    console.log(wrong.length > 0 ? wrong.join('\n') : `${folder}: all figures and defects as expected`)
    process.exitCode = wrong.length > 0 ? 1 : 0
  } else {
    const found = new Import(folder)
    const asOf = rest[0] === '--as-of' ? rest[1] : '2026-06-30'
    console.log(found.figures(asOf).map(({ id, completion, overdue, soon, undated }) => `${id} ${decimal(completion) ?? '-'} ${overdue} ${soon} ${undated}`).join('\n'))
    for (const { file, line, kind, value, object, id } of found.defects) console.error(`${file}:${line}: ${kind} \`${value}\` (${object} \`${id}\`)`)
  }
}
