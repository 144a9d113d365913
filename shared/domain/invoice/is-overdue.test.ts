import { expect, test } from 'vitest'
import { isOverdue } from '../rules/index.ts'

test.each([
  ['before the due date', '2024-05-31', null, '2024-05-30', false, 'notDue'],
  ['on the due date', '2024-05-31', null, '2024-05-31', false, 'notDue'],
  ['one day after', '2024-05-31', null, '2024-06-01', true, 'overdue'],
  ['long after', '2024-02-28', null, '2024-02-29', true, 'overdue'],
  ['paid in time', '2024-05-31', '2024-05-20', '2024-06-10', false, 'paid'],
  ['paid late, cleared at once', '2024-05-31', '2024-06-10', '2024-06-10', false, 'paid'],
  ['the day before a late payment', '2024-05-31', '2024-06-10', '2024-06-09', true, 'overdue'],
])('MY-4: %s', (_, dueOn, paidOn, today, overdue, variant) => {
  const result = isOverdue({ dueOn, paidOn, today })
  expect(result.overdue).toBe(overdue)
  expect(result.reasons.map((reason) => [reason.rule, reason.variant])).toEqual([['MY-4', variant]])
})

test('MY-4: the reason tells the first overdue day', () => {
  expect(isOverdue({ dueOn: '2024-12-31', paidOn: null, today: '2025-01-01' }).reasons[0]?.facts).toEqual({
    dueOn: '2024-12-31',
    overdueFrom: '2025-01-01',
  })
})
