// Contents of files cross as they are: in every form that JavaScript has for bytes, and without being held several times.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { KamError, loadExportFiles } from '../kam.js'

const bytes = (text) => new TextEncoder().encode(text)
const plans = (content) => loadExportFiles([{ name: 'account_plan__v.csv', content }])

const text = 'id,name__v\nP1,Größe\n'
const around = bytes(`....${text}....`)
const shared = new Uint8Array(new SharedArrayBuffer(bytes(text).length))
shared.set(bytes(text))
const forms = {
  'a Uint8Array': bytes(text),
  'a Buffer': Buffer.from(text),
  'a Buffer of its own': Buffer.from(bytes(text).slice().buffer),
  'a part of a larger one': around.subarray(4, around.length - 4),
  'shared memory': shared,
}

for (const [form, content] of Object.entries(forms)) {
  test(`${form} is read`, async () => {
    const drawer = await plans(content)
    assert.deepEqual(drawer.plan('P1').profile().title, 'Größe')
    assert.deepEqual(await drawer.defects(), [])
    const [file] = await drawer.written('veeva_vault')
    assert.equal(file.content.constructor, Uint8Array)
    assert.deepEqual(file.content, bytes(text))
  })
}

test('an empty content and bytes that are no text are read', async () => {
  assert.deepEqual((await (await plans(new Uint8Array())).defects()).map(({ code }) => code), ['empty_file'])
  const drawer = await plans(Uint8Array.of(0x69, 0x64, 0x0a, 0xff, 0x00, 0x0a))
  const aside = await drawer.setAside()
  assert.deepEqual(aside.map(({ name }) => name), ['account_plan__v.csv', 'defects.csv'])
  assert.deepEqual(aside[0].content, Uint8Array.of(0x69, 0x64, 0x0a, 0xff, 0x00, 0x0a))
})

test('what is no content is named', () => {
  for (const content of [new Uint16Array(2), new ArrayBuffer(2), new DataView(new ArrayBuffer(2)), [1, 2], { [Symbol.toStringTag]: 'Uint8Array' }]) {
    assert.throws(() => plans(content), (error) => error instanceof KamError && error.code === 'invalid_value', String(content))
  }
  const unknown = { name: 'a.csv', content: bytes('id'), size: 2 }
  assert.throws(() => loadExportFiles([unknown]), (error) => error instanceof KamError && error.fault.field === 'files[0].size')
})

test('a large content is copied once and let go of', () => {
  // What no mapping knows is not read, so that nothing but the way in takes memory.
  const program = `
    const { loadExportFiles } = require(${JSON.stringify(fileURLToPath(new URL('../kam.js', import.meta.url)))})
    const content = Buffer.alloc(100 << 20, 'x')
    const before = process.resourceUsage().maxRSS
    const files = [{ name: 'notes.csv', content }, { name: 'account_plan__v.csv', content: Buffer.from('id\\nP1\\n') }]
    loadExportFiles(files).then((drawer) => console.log(drawer.plans().length, (process.resourceUsage().maxRSS - before) / 1024, content.length))
  `
  const [read, megabytes] = execFileSync(process.execPath, ['-e', program], { encoding: 'utf8' }).split(' ').map(Number)
  assert.equal(read, 1)
  assert.ok(megabytes < 150, `${megabytes} MB for a content of 100 MB`)
})

test('rows of other record types that another flavour is not given are counted', async () => {
  const text = 'id,account_plan__v,object_type__v\nI1,P1,kam__v\nI2,P1,other__c\n'
  const drawer = await loadExportFiles([
    { name: 'account_plan__v.csv', content: Buffer.from('id\nP1\n') },
    { name: 'action_item__v.csv', content: Buffer.from(text) },
  ])
  const written = await drawer.written('veeva_crm')
  assert.deepEqual(written.map((file) => [file.name, file.leftOut]), [['Account_Plan_vod__c.csv', 0], ['Action_Item_vod__c.csv', 1]])
  // What is handed back may say so too.
  assert.deepEqual((await loadExportFiles(written)).plans(), ['P1'])
})
