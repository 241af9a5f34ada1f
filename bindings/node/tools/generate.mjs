// Tidies the generated declarations and writes the exports of kam.js, so that both follow from the contract.
import { readFileSync, writeFileSync } from 'node:fs'

const here = new URL('..', import.meta.url)
const read = (name) => readFileSync(new URL(name, here), 'utf8')

// The generator takes the token of a doc comment that came through a macro literally: r" text".
const declarations = read('index.d.ts').replaceAll(/(\/\*\*|^ *\*) r"(.*?)$/gm, (_, start, text) => start + text)
  // How a promise's value travels is nobody's business.
  .replaceAll(/Promise<Json<(.+)>>$/gm, 'Promise<$1>')
writeFileSync(new URL('index.d.ts', here), declarations)

const operations = ['../operations.json', '../portfolio.json'].flatMap((list) => JSON.parse(read(list)))
const camel = (name) => name.replaceAll(/_(\w)/g, (_, letter) => letter.toUpperCase())
const takes = (operation) => `[${operation.takes.map((kind) => `'${kind}'`).join(', ')}]`
const functions = operations.filter((operation) => operation.on === null)
const classes = [...new Set(operations.flatMap((operation) => operation.on ?? []))]
const methods = (on) => operations.filter((operation) => operation.on === on).map((method) => `  ${camel(method.name)}: ${takes(method)},\n`)
const mark = '// What follows is written by `npm run build` from the list of operations.\n'
const head = read('kam.js').split(mark)[0]
const lines = [
  'module.exports.KamError = KamError',
  ...classes.map((on) => `module.exports.${on} = guardedClass('${on}', native.${on}, {\n${methods(on).join('')}})`),
  ...functions.map((operation) => [camel(operation.name), takes(operation)]).map(([name, kinds]) => `module.exports.${name} = guarded('${name}', native.${name}, ${kinds})`),
]
writeFileSync(new URL('kam.js', here), head + mark + lines.join('\n') + '\n')
