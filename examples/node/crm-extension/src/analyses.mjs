// What of a situation analysis can be written down here, type by type, and how a form becomes an item.

import { PRODUCTS } from './products.mjs'

const ANSWERED_BY = { name: 'answered_by', label: 'Answered by', choices: 'nodes' }
const PRODUCT = { name: 'product', label: 'Product', choices: 'products' }

/** The fields of an item by the type of its analysis. `also` is a field that the library may name in the place of this one. */
const FIELDS = {
  white_space: [
    PRODUCT,
    { name: 'account_unit', label: 'Part of the account' },
    { name: 'potential', label: 'Could be bought in a year', inputmode: 'decimal' },
    { name: 'current', label: 'Is bought in a year', inputmode: 'decimal' },
    { name: 'currency', label: 'Currency, such as EUR', size: 5 },
    ANSWERED_BY,
  ],
  patient_pathway: [
    { name: 'text', label: 'Stage', also: 'category' },
    { name: 'order', label: 'Place on the way', inputmode: 'numeric', size: 5 },
    { name: 'patients', label: 'Patients who reach it', inputmode: 'decimal' },
    ANSWERED_BY,
  ],
  competitor_overview: [
    { name: 'competitor', label: 'Competitor' },
    { ...PRODUCT, label: 'Stands against', none: 'All products' },
    { name: 'share', label: 'Share in percent', inputmode: 'decimal', size: 6 },
    { name: 'text', label: 'What is known', long: true },
    ANSWERED_BY,
  ],
}
/** Those of an analysis of the company's own: what its section holds. */
const IN_A_SECTION = [
  { name: 'category', label: 'Section', choices: 'sections' },
  { name: 'text', label: 'Text', long: true },
  { name: 'number', label: 'Number, where the section holds one', inputmode: 'decimal', size: 8 },
  ANSWERED_BY,
]

export const fieldsOf = (type) => FIELDS[type] ?? IN_A_SECTION

/** What a form says, as fields of a new item. The name of a stage is a code in the library, so it is made of the words that people read. */
export function itemOf(analysis, type, form) {
  const said = fieldsOf(type).flatMap(({ name }) => {
    const text = form[name]?.trim()
    return text ? [name === 'answered_by' ? { name, texts: [text] } : { name, text }] : []
  })
  const stage = type === 'patient_pathway' && said.find(({ name }) => name === 'text')
  return [{ name: 'analysis', text: analysis }, ...said, ...(stage ? [{ name: 'category', text: codeOf(stage.text) }] : [])]
}

const codeOf = (words) => words.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean).join('_').slice(0, 64)

export function choicesOf(field, { sight, sections }) {
  if (field.choices === 'products') return PRODUCTS.map(({ id, name }) => ({ code: id, label: name }))
  if (field.choices === 'sections') return sections.map(({ section, name }) => ({ code: section, label: name }))
  // An action answers nothing by itself: what it belongs to does.
  return sight.view.nodes.filter(({ level }) => level !== 'action').map(({ id, level, title }) => ({ code: id, label: `${title ?? id} (${level})` }))
}

/** Ids that sort by the moment, since lists are shown in the order of their ids. */
export const newId = (prefix, at) => `${prefix}-${Date.parse(at).toString(36)}`
