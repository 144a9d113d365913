import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aCase, emptyDb } from '#test/support/case-rows.ts'
import { caseRid } from './case-rid.ts'
import { putRow } from './rows.ts'

const instant = fc.date({ min: new Date('2010-01-01'), max: new Date('2077-12-31'), noInvalidDate: true })

test('a later case has a higher rowid, and all are exact numbers', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), instant, instant, (a, b, first, second) => {
      const [earlier, later] = first <= second ? [first, second] : [second, first]
      const low = caseRid(a, earlier.toISOString())
      const high = caseRid(b, later.toISOString())
      expect(Number.isSafeInteger(low) && Number.isSafeInteger(high)).toBe(true)
      if (Math.floor(+earlier / 1000) < Math.floor(+later / 1000)) expect(low).toBeLessThan(high)
    }),
  )
})

test('two cases whose rowids fall together both have a place', () => {
  const db = emptyDb()
  const first = aCase()
  putRow(db, 'serviceCase', first, undefined)
  const second = aCase()
  db.run('update service_case set rid = ? where id = ?', caseRid(second.id, second.registeredAt), first.id)
  putRow(db, 'serviceCase', second, undefined)
  expect(db.value('select rid from service_case where id = ?', second.id)).toBe(
    caseRid(second.id, second.registeredAt, 1),
  )
  db.close()
})
