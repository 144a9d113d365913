import type { Db } from '#db/client.ts'
import { isDamage } from '#db/remains.ts'

/** Tells, once, when SQLite finds at run time that the file is damaged; whoever asked gets the error all the same. */
export function watchDamage(db: Db, onDamage: () => void): void {
  let told = false
  const watched =
    <A extends unknown[], R>(ask: (...args: A) => R) =>
    (...args: A): R => {
      try {
        return ask(...args)
      } catch (error) {
        if (isDamage(error) && !told) {
          told = true
          onDamage()
        }
        throw error
      }
    }
  Object.assign(db, {
    all: watched(db.all),
    get: watched(db.get),
    value: watched(db.value),
    run: watched(db.run),
    transaction: watched(db.transaction),
  })
}
