'use strict'

const { isDate, isProxy, isUint8Array } = require('node:util').types
const native = require('./index.js')

/** What every operation of kam fails with. */
class KamError extends Error {
  constructor(text, fault) {
    super(text)
    this.name = 'KamError'
    this.code = fault.code
    this.fault = fault
  }
}

const faultOf = (text) => {
  const written = JSON.parse(text)
  return new KamError(written.text, written.fault)
}

/** The addon writes a fault as JSON. What it says of arguments that it cannot take is of no use to a person, so it is asked again. */
function refused(error, name, given) {
  if (!(error instanceof Error)) return error
  if (error.message.startsWith('{"text":')) return faultOf(error.message)
  if (error.code === 'GenericFailure') return new KamError(`a mistake in kam itself: ${error.message}`, { code: 'internal', detail: error.message })
  return unfit(name, given, error.message)
}

/** Everything that is wrong with the arguments, as one error; the reason is for a call that is wrong in another way, as on another handle. */
function unfit(name, given, reason = 'an argument does not fit') {
  const text = native.refusedArguments(name, JSON.stringify(given.map((value) => described(value, 0))))
  return text ? faultOf(text) : new KamError(`\`${name}\`: ${reason}`, { code: 'invalid_value', field: name, value: '', reason, help: null })
}

const UNFIT = Symbol('an argument that no operation takes')
/** No record is nested deeper; a circle is. */
const DEEPEST = 16
const tag = (value) => Object.prototype.toString.call(value).slice(8, -1)
/** A kind with its article. */
const some = (kind) => `${/^[AEIOU]/i.test(kind) ? 'an' : 'a'} ${kind}`
/** A value that throws when it is read is described, which throws what a getter of the caller's throws. */
function tried(read, otherwise) {
  try {
    return read()
  } catch {
    return otherwise
  }
}
const valid = (date) => !Number.isNaN(date.getTime())

/** Whether JSON holds all of the value: it would drop functions and the entries of maps, and make null of NaN. */
function plain(value, depth) {
  switch (typeof value) {
    case 'string': return value.isWellFormed()
    case 'number': return Number.isFinite(value)
    case 'boolean': case 'undefined': return true
    case 'object': break
    default: return false
  }
  if (value === null) return true
  if (depth > DEEPEST) return false
  if (Array.isArray(value)) return value.every((entry) => plain(entry, depth + 1))
  if (Object.getPrototypeOf(value) !== Object.prototype) {
    const kind = tag(value)
    if (isDate(value)) return valid(value)
    if (typeof value.toJSON === 'function') return plain(value.toJSON(), depth + 1)
    if (kind !== 'Object') return false
  }
  for (const key in value) {
    if (!plain(value[key], depth + 1)) return false
  }
  return true
}

const foreign = (what, shown) => ({ '\0': [what, shown.toWellFormed()] })

/** The value as JSON can hold it, and what JSON cannot hold by what it is and how it looks. */
function described(value, depth) {
  return isProxy(value) ? tried(() => looked(value, depth), foreign('a Proxy that cannot be read', '…')) : looked(value, depth)
}

function looked(value, depth) {
  switch (typeof value) {
    case 'string': return value.isWellFormed() ? value : foreign('a text with half of a surrogate pair', value)
    case 'number': return Number.isFinite(value) ? value : foreign('a number', String(value))
    case 'boolean': return value
    case 'undefined': return foreign('undefined', 'undefined')
    case 'object': break
    default: return foreign(some(typeof value), String(value))
  }
  if (value === null) return null
  if (depth > DEEPEST) return foreign('nested too deeply', '…')
  if (Array.isArray(value)) return Array.from(value, (entry) => described(entry, depth + 1))
  if (value instanceof native.Export) return foreign('Export', '…')
  const kind = tag(value)
  if (isDate(value)) return valid(value) ? foreign('a Date', value.toISOString()) : foreign('a Date that is no moment', String(value))
  if (isUint8Array(value)) return foreign('a Uint8Array', '…')
  if (typeof value.toJSON === 'function') return described(value.toJSON(), depth + 1)
  if (kind === 'Uint8Array') return foreign('an object that only calls itself a Uint8Array', `[${kind}]`)
  if (kind !== 'Object') return foreign(some(kind), `[${kind}]`)
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined)
  return Object.fromEntries(entries.map(([key, entry]) => [key, described(entry, depth + 1)]))
}

/** How each kind of argument is handed over: a record as JSON, which is several times as fast as by its properties. */
const WRITES = {
  text: (given) => (typeof given === 'string' ? (given.isWellFormed() ? given : UNFIT) : given === null || given === undefined ? given : UNFIT),
  count: (given) => (given === null || given === undefined || (Number.isInteger(given) && given >= 0 && given <= 0xffffffff) ? given : UNFIT),
  texts(given) {
    if (given === null || given === undefined) return given
    return Array.isArray(given) && given.every((text) => typeof text === 'string' && text.isWellFormed()) ? given : UNFIT
  },
  record(given) {
    if (given === null || given === undefined) return given
    return tried(() => (typeof given !== 'object' || Array.isArray(given) || !plain(given, 0) ? UNFIT : JSON.stringify(given)), UNFIT)
  },
  records(given) {
    if (!Array.isArray(given)) return UNFIT
    const texts = given.map((one) => (one === null || one === undefined ? UNFIT : WRITES.record(one)))
    return texts.includes(UNFIT) ? UNFIT : texts
  },
  files(given) {
    if (!Array.isArray(given)) return UNFIT
    const files = given.map(file)
    return files.includes(UNFIT) ? UNFIT : files
  },
  handle: (given) => (given instanceof native.Export ? given : UNFIT),
  content: (given) => (isUint8Array(given) ? given : UNFIT),
  /** A record with a table of changes in it, which crosses as it is, behind the arguments. */
  recordAndTable(given, sent) {
    if (typeof given !== 'object' || given === null) return WRITES.record(given)
    const { changes, ...rest } = tried(() => ({ ...given }), { changes: UNFIT })
    if (changes === null || changes === undefined) return WRITES.record(given)
    if (!isUint8Array(changes)) return UNFIT
    sent.push(changes)
    return WRITES.record(rest)
  },
}

/** The content of a file goes beside the JSON of the rest: there are larger files than texts. */
function file(given) {
  return tried(() => {
    if (typeof given !== 'object' || given === null) return UNFIT
    const { content, ...rest } = given
    return isUint8Array(content) && plain(rest, 0) ? [JSON.stringify(rest), content] : UNFIT
  }, UNFIT)
}

/** Reads the JSON of a result. Contents of files come behind it, and it has their places. */
function reads(result) {
  if (typeof result === 'string') return JSON.parse(result)
  if (!Array.isArray(result)) return result
  const [text, ...contents] = result
  return JSON.parse(text, (key, value) => (key === 'content' && typeof value === 'number' ? contents[value] : value))
}

/** Calls the addon, reads the JSON of its result, and throws a `KamError` for whatever goes wrong. */
function guarded(name, operation, takes) {
  const writes = takes.map((kind) => WRITES[kind])
  return function (...given) {
    const sent = new Array(writes.length)
    for (let at = 0; at < writes.length; at += 1) {
      sent[at] = writes[at](given[at], sent)
      if (sent[at] === UNFIT) throw unfit(name, given)
    }
    let result
    try {
      result = operation.apply(this, sent)
    } catch (error) {
      throw refused(error, name, given)
    }
    if (!(result instanceof Promise)) return reads(result)
    return result.then(reads, (error) => {
      throw refused(error, name, [])
    })
  }
}

function guardedClass(on, handle, methods) {
  for (const [name, takes] of Object.entries(methods)) {
    const { value, get, ...rest } = Object.getOwnPropertyDescriptor(handle.prototype, name)
    const operation = guarded(`${on}.${name}`, get ?? value, takes)
    Object.defineProperty(handle.prototype, name, get ? { get: operation, enumerable: rest.enumerable, configurable: true } : { value: operation, ...rest })
  }
  return handle
}

// What follows is written by `npm run build` from the list of operations.
module.exports.KamError = KamError
module.exports.Plan = guardedClass('Plan', native.Plan, {
  profile: [],
  document: [],
  nodes: [],
  completion: ['record'],
  completions: ['record'],
  figures: ['record'],
  explain: ['text', 'record'],
  progress: ['text', 'record'],
  summary: ['text', 'record', 'record'],
  due: ['text', 'record'],
  changeStatus: ['text', 'text', 'record', 'text'],
  overrideCompletion: ['text', 'text', 'text', 'record'],
  removeOverride: ['text'],
  proposals: [],
  display: ['text'],
})
module.exports.Configuration = guardedClass('Configuration', native.Configuration, {
  openAccountPlan: ['text', 'text'],
  newAccountPlan: ['text', 'records', 'record', 'record'],
  submitForApproval: ['text', 'record', 'text', 'records', 'record', 'record', 'texts'],
  openApprovalRequest: ['text', 'text'],
  layers: [],
  document: ['text'],
  settings: ['text'],
  explain: ['text', 'text'],
  compare: ['text', 'text'],
  decisions: ['text'],
  questionnaire: ['text'],
  questionnaireJson: ['text'],
  features: ['text'],
  requireFeature: ['text', 'text'],
  planSettings: ['text'],
  planningCycle: ['text', 'texts', 'text'],
  may: ['record', 'record'],
  explainRight: ['record', 'record', 'text'],
  whoMay: ['records', 'record', 'text'],
  planView: ['text', 'record', 'text', 'text'],
  valueLists: ['text'],
  valueList: ['text', 'text'],
  checkValue: ['text', 'text', 'text', 'text'],
  readValue: ['text', 'text', 'text'],
  listQuality: ['text', 'texts', 'text', 'text'],
  portfolioCreation: ['texts', 'text'],
  aboutInPlans: ['texts', 'text'],
  waitingRequests: ['texts', 'record', 'record'],
})
module.exports.AccountPlan = guardedClass('AccountPlan', native.AccountPlan, {
  plan: [],
  document: [],
  version: [],
  head: [],
  contentDigest: [],
  state: [],
  completion: [],
  objects: ['text'],
  entries: ['count'],
  visibleObjects: ['record', 'text', 'text'],
  visibleEntries: ['record', 'count', 'text'],
  readableHistory: [],
  add: ['text', 'text', 'records', 'record'],
  set: ['text', 'text', 'records', 'record'],
  remove: ['text', 'text', 'record'],
  changeStatus: ['text', 'text', 'record'],
  overrideCompletion: ['text', 'text', 'record', 'text', 'text'],
  overrideDigest: ['text', 'text'],
  removeOverride: ['text', 'record'],
  carryOver: ['text', 'record'],
  moveTo: ['text', 'record'],
  possibleMoves: ['record'],
  concludeApproval: ['text', 'record', 'text'],
  beginAmendment: ['record'],
  amendedFields: [],
  amend: ['text', 'text', 'record', 'text'],
  erase: ['text', 'record'],
  retention: ['text'],
  about: ['text'],
  creation: [],
  coverage: ['text', 'count', 'count', 'text', 'record', 'text'],
  teamCoverage: ['text', 'count', 'record', 'text'],
  stanceGaps: ['record', 'text'],
  whiteSpace: ['text', 'record', 'text'],
  patientPathway: ['text', 'record', 'text'],
  competitorOverview: ['text', 'record', 'text'],
  analysisSections: ['text', 'record', 'text'],
  merge: ['text', 'records', 'text', 'text'],
})
module.exports.ApprovalRequest = guardedClass('ApprovalRequest', native.ApprovalRequest, {
  document: [],
  head: [],
  state: [],
  summary: [],
  events: [],
  possibleActions: ['record', 'record'],
  submitAgain: ['text', 'records', 'record', 'record', 'texts'],
  approve: ['text', 'record', 'record'],
  reject: ['text', 'record', 'record'],
  sendBack: ['record', 'text', 'record'],
  recall: ['record'],
  withdrawVote: ['record'],
  reassign: ['text', 'record', 'record', 'text'],
  delegate: ['text', 'record', 'record'],
  revise: ['text', 'record'],
  decideInstead: ['text', 'record'],
  applyTimeLimit: ['record'],
})
module.exports.Export = guardedClass('Export', native.Export, {
  plan: ['text'],
  changed: ['texts', 'text'],
  plans: [],
  planOf: ['text'],
  mapping: [],
  files: [],
  defects: [],
  differences: [],
  summaries: ['text', 'record', 'record'],
  due: ['text', 'record'],
  write: ['text', 'text'],
  written: ['text'],
  writeSetAside: ['text'],
  setAside: [],
})
module.exports.Portfolio = guardedClass('Portfolio', native.Portfolio, {
  size: [],
  nodes: ['record'],
  plans: ['record'],
  figures: ['record'],
  groups: ['record'],
  history: ['recordAndTable'],
  whatIf: ['record'],
  changeProblems: ['content', 'record'],
  problems: [],
})
module.exports.openPlan = guarded('openPlan', native.openPlan, ['text'])
module.exports.buildPlan = guarded('buildPlan', native.buildPlan, ['record'])
module.exports.openConfiguration = guarded('openConfiguration', native.openConfiguration, ['records'])
module.exports.loadExport = guarded('loadExport', native.loadExport, ['text', 'record'])
module.exports.loadExportFiles = guarded('loadExportFiles', native.loadExportFiles, ['files', 'record'])
module.exports.exportPlans = guarded('exportPlans', native.exportPlans, ['texts', 'record'])
module.exports.shippedMappings = guarded('shippedMappings', native.shippedMappings, [])
module.exports.mappingDocument = guarded('mappingDocument', native.mappingDocument, ['text'])
module.exports.checkMapping = guarded('checkMapping', native.checkMapping, ['text'])
module.exports.planSchema = guarded('planSchema', native.planSchema, [])
module.exports.accountPlanSchema = guarded('accountPlanSchema', native.accountPlanSchema, [])
module.exports.approvalRequestSchema = guarded('approvalRequestSchema', native.approvalRequestSchema, [])
module.exports.configurationSchema = guarded('configurationSchema', native.configurationSchema, [])
module.exports.firewallDocument = guarded('firewallDocument', native.firewallDocument, ['text'])
module.exports.displayCompletion = guarded('displayCompletion', native.displayCompletion, ['text', 'record'])
module.exports.version = guarded('version', native.version, [])
module.exports.loadPortfolio = guarded('loadPortfolio', native.loadPortfolio, ['content', 'record'])
module.exports.portfolioOfExport = guarded('portfolioOfExport', native.portfolioOfExport, ['handle', 'record'])
