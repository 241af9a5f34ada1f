// The configuration of this company: its layers are documents in a folder.

import { readFileSync, readdirSync } from 'node:fs'
import kam from 'kam'

const FOLDER = new URL('../config/', import.meta.url)

export function openConfiguration(folder = FOLDER) {
  const names = readdirSync(folder).filter((name) => name.endsWith('.toml'))
  return kam.openConfiguration(names.map((name) => ({ name, content: readFileSync(new URL(name, folder), 'utf8') })))
}
