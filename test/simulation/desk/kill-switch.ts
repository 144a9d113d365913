import { copyFileSync, existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Db } from '#db/client.ts'

/** Thrown through everything that a killed process was doing; nothing of it may be heard of again. */
export class Killed extends Error {}

export type KillSwitch = {
  /** Dies before the n-th statement (or commit, or return from one) from now on. */
  readonly arm: (statements: number) => void
  readonly dieNow: () => void
  readonly isDead: () => boolean
  /** What the disk held at that moment. */
  readonly image: string
}

/** What the harness does to statements, to prove that it would be noticed. */
export type StatementTap = (sql: string, params: readonly unknown[]) => boolean

/**
 * Counts the statements of an open file, so that the process can be killed between any two of them. What is left is what a kill
 * leaves: the file and its log as they lie on the disk at that moment; an open transaction is not in them.
 */
export function killSwitch(db: Db, image: string, skips: StatementTap): KillSwitch {
  let left = Number.POSITIVE_INFINITY
  let dead = false

  function die(): never {
    if (!dead) {
      dead = true
      for (const part of ['', '-wal']) if (existsSync(db.file + part)) copyFileSync(db.file + part, image + part)
      for (const [from, to] of besides(db.file, image)) copyFileSync(from, to)
    }
    throw new Killed('the process was killed')
  }
  function point(): void {
    if (dead || --left < 0) die()
  }

  const real = { ...db }
  Object.assign(db, {
    all: (...args: Parameters<Db['all']>) => (point(), real.all(...args)),
    get: (...args: Parameters<Db['get']>) => (point(), real.get(...args)),
    value: (...args: Parameters<Db['value']>) => (point(), real.value(...args)),
    run: (...args: Parameters<Db['run']>) => {
      point()
      return skips(args[0], args.slice(1)) ? 0 : real.run(...args)
    },
    replaceBy: (file: string) => {
      point()
      const replaced = real.replaceBy(file)
      point()
      return replaced
    },
    transaction: (work: () => unknown) => {
      point()
      const result = real.transaction(() => {
        const done = work()
        point()
        return done
      })
      point()
      return result
    },
  })
  return {
    arm: (statements) => {
      left = statements
    },
    dieNow: () => {
      try {
        die()
      } catch {
        // nobody is in the middle of anything
      }
    },
    isDead: () => dead,
    image,
  }
}

/** What has come of a ready-made file, beside the file it is for. */
function besides(file: string, image: string): [from: string, to: string][] {
  if (file === ':memory:') return []
  const stem = (of: string): string => `${basename(of, '.sqlite')}.snapshot`
  const folder = dirname(file)
  return readdirSync(folder)
    .filter((name) => name.startsWith(stem(file)) && name.endsWith('.part'))
    .map((name) => [join(folder, name), join(folder, stem(image) + name.slice(stem(file).length))])
}
