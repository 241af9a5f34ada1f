// Plans in SQLite: each is a document, and beside it what the library said of it.

import Database from 'better-sqlite3'

const TABLE = `
  CREATE TABLE IF NOT EXISTS plan (
    id       TEXT PRIMARY KEY,
    document TEXT NOT NULL,
    version  INTEGER NOT NULL,
    head     TEXT NOT NULL
  ) STRICT`

export class Store {
  /** `file` is the path of a database, or `:memory:`. */
  constructor(file) {
    this.database = new Database(file)
    this.database.pragma('journal_mode = WAL')
    this.database.exec(TABLE)
    this.ofAll = this.database.prepare('SELECT id FROM plan ORDER BY id').pluck()
    this.ofOne = this.database.prepare('SELECT id, document, version, head FROM plan WHERE id = ?')
    this.adding = this.database.prepare('INSERT INTO plan (id, document, version, head) VALUES (@id, @document, @version, @head)')
    this.saving = this.database.prepare(
      'UPDATE plan SET document = @document, version = @version, head = @head WHERE id = @id AND version = @readVersion AND head = @readHead',
    )
  }

  ids() {
    return this.ofAll.all()
  }

  read(id) {
    return this.ofOne.get(id)
  }

  add(id, account) {
    this.adding.run(stored(id, account))
  }

  /** Saves a plan, unless what is stored is no longer what was read: then nothing is saved, and the answer is false. */
  save(account, read) {
    const { changes } = this.saving.run({ ...stored(read.id, account), readVersion: read.version, readHead: read.head })
    return changes === 1
  }

  close() {
    this.database.close()
  }
}

const stored = (id, account) => ({ id, document: account.document(), version: account.version(), head: account.head() })
