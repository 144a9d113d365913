import { expect, test } from 'vitest'
import type { CaseListItem } from '#shared/contract/views.ts'
import { assignTo, stepsOf } from './bulk-acts.ts'

const item = (more: Partial<CaseListItem>) =>
  ({ id: 'a', flow: 'workshop', state: 'registered', ...more }) as CaseListItem

test('a step is offered with how many of the cases can take it, the commonest first', () => {
  const items = [item({}), item({ state: 'received' }), item({ state: 'received' }), item({ flow: 'desk' })]
  expect(stepsOf(items)).toEqual([
    { name: 'diagnosis.start', count: 2 },
    { name: 'unit.receive', count: 1 },
    { name: 'work.start', count: 1 },
  ])
})

test('SOS-3: each case is assigned on the base of the owner that the list shows for it', () => {
  expect(assignTo('me').argsOf(item({ ownerId: 'she' }))).toEqual({
    caseId: 'a',
    ownerId: 'me',
    expects: { ownerId: 'she' },
  })
})
