// HTML as text in which nothing that comes from outside is taken for markup.

class Html {
  constructor(text) {
    this.text = text
  }

  toString() {
    return this.text
  }
}

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text) => text.replace(/[&<>"']/g, (character) => ENTITIES[character])

function written(value) {
  if (value instanceof Html) return value.text
  if (Array.isArray(value)) return value.map(written).join('')
  if (value === null || value === undefined || value === false) return ''
  return escaped(String(value))
}

/** A template whose values are escaped, unless they were made by it. Attributes have to stand in quotes. */
export function html(parts, ...values) {
  return new Html(parts.map((part, at) => part + written(values[at])).join(''))
}
