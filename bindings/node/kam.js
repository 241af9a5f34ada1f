'use strict'

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

/** The addon writes a fault as JSON; what Node-API refuses before a call has another code and is an invalid value. */
function refused(error) {
  if (!(error instanceof Error)) return error
  if (error.message.startsWith('{"text":')) {
    const { text, fault } = JSON.parse(error.message)
    return new KamError(text, fault)
  }
  const panicked = error.code === 'GenericFailure'
  const fault = panicked
    ? { code: 'internal', detail: error.message }
    : { code: 'invalid_value', field: 'argument', value: '', reason: error.message, help: null }
  return new KamError(panicked ? `a mistake in kam itself: ${error.message}` : error.message, fault)
}

/** The content of a file is base64 on the way. */
const bytesOut = (key, value) => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value)
const bytesIn = (key, value) => (key === 'content' && typeof value === 'string' ? new Uint8Array(Buffer.from(value, 'base64')) : value)

/** Records go in as JSON, so that unknown keys and wrong types are refused with their path. */
function writes(given) {
  if (typeof given !== 'object' || given === null) return given
  if (Array.isArray(given)) return given.map(writes)
  // A Buffer would write itself as an object before the replacer sees it.
  const plain = given.content instanceof Uint8Array ? { ...given, content: bytesOut('content', given.content) } : given
  return JSON.stringify(plain)
}

const FILES = new Set(['written', 'setAside'])

/** Calls the addon, reads the JSON of its result, and throws a `KamError` for whatever goes wrong. */
function guarded(operation, name) {
  const reviver = FILES.has(name) ? bytesIn : undefined
  const reads = (result) => (typeof result === 'string' ? JSON.parse(result, reviver) : result)
  return function (...given) {
    let result
    try {
      for (let at = 0; at < given.length; at += 1) given[at] = writes(given[at])
      result = operation.apply(this, given)
    } catch (error) {
      throw refused(error)
    }
    if (typeof result === 'string') return reads(result)
    if (result instanceof Promise) {
      return result.then(reads, (error) => {
        throw refused(error)
      })
    }
    return result
  }
}

function guardedClass(handle) {
  for (const name of Object.getOwnPropertyNames(handle.prototype)) {
    if (name !== 'constructor') handle.prototype[name] = guarded(handle.prototype[name], name)
  }
  return handle
}

// What follows is written by `npm run build` from the list of operations.
module.exports.KamError = KamError
module.exports.Plan = guardedClass(native.Plan)
module.exports.Export = guardedClass(native.Export)
module.exports.openPlan = guarded(native.openPlan)
module.exports.buildPlan = guarded(native.buildPlan)
module.exports.loadExport = guarded(native.loadExport)
module.exports.loadExportFiles = guarded(native.loadExportFiles)
module.exports.shippedMappings = guarded(native.shippedMappings)
module.exports.mappingDocument = guarded(native.mappingDocument)
module.exports.checkMapping = guarded(native.checkMapping)
module.exports.planSchema = guarded(native.planSchema)
module.exports.displayCompletion = guarded(native.displayCompletion)
module.exports.version = guarded(native.version)
