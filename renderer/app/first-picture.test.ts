import { expect, test } from 'vitest'
import type { FirstPicture } from '#shared/contract/first-picture.ts'
import type { SessionUser } from '#shared/sync/wire.ts'
import { aPicture } from '#test/support/first-picture.ts'
import { sessionQuery } from '../api/session.ts'
import { countsQuery, queueQuery } from '../features/queue/queue.queries.ts'
import { pictureFor, showPicture } from './first-picture.ts'
import { createQueryClient } from './query-client.ts'

const USER: SessionUser = {
  id: '01987a3e-0000-7000-8000-000000000001',
  username: 'kari',
  name: 'Kari Nordvik',
  initials: 'KN',
  role: 'agent',
  permissions: [],
}
const NOW = Date.parse('2026-05-21T10:00:00Z')
const PICTURE = aPicture(USER)
const QUEUE = queueQuery('mine', PICTURE.sort)

test.each([
  ['at its place', { until: null, picture: PICTURE }, '#/q/mine', true],
  ['at its place with a case open', { until: null, picture: PICTURE }, '#/q/mine/0198', true],
  [
    'while its person may be without the backend',
    { until: '2026-05-21T10:00:00Z', picture: PICTURE },
    '#/q/mine',
    true,
  ],
  ['not at another place', { until: null, picture: PICTURE }, '#/q/all', false],
  ['not after its time', { until: '2026-05-21T09:59:59Z', picture: PICTURE }, '#/q/mine', false],
  [
    'not where another version made it',
    { until: null, picture: { ...PICTURE, page: { rows: [] } } },
    '#/q/mine',
    false,
  ],
  ['not where there is none', null, '#/q/mine', false],
])('a kept picture is shown %s', (_when, file, address, shown) => {
  expect(pictureFor(JSON.parse(JSON.stringify(file)), address, NOW)).toEqual(shown ? PICTURE : null)
})

/** What was kept is shown while the data process is asked: nothing has connected it. */
function shown(before: (queries: ReturnType<typeof createQueryClient>) => void = () => {}) {
  const queries = createQueryClient()
  before(queries)
  let answer = (): void => {}
  const asked = new Promise<void>((resolve) => {
    answer = resolve
  })
  return { queries, answer: () => answer(), done: showPicture(queries, PICTURE, asked) }
}

test('what was kept stands in for the answers, which are on their way, and gives way to them', async () => {
  const { queries, answer, done } = shown()
  expect(queries.getQueryData(QUEUE.queryKey)).toEqual({ pages: [PICTURE.page], pageParams: [null] })
  expect(queries.getQueryState(QUEUE.queryKey)?.fetchStatus).toBe('fetching')
  const page: FirstPicture['page'] = { items: [], next: 'further' }
  queries.setQueryData(QUEUE.queryKey, { pages: [page], pageParams: [null] })
  answer()
  await done
  expect(queries.getQueryData(QUEUE.queryKey)?.pages).toEqual([page])
  expect(queries.getQueryData(sessionQuery().queryKey)?.user).toEqual(USER)
})

test('an answer that is there already is not covered by what was kept', async () => {
  const counts = { ...PICTURE.counts, mine: 7 }
  const { queries } = shown((client) => client.setQueryData(countsQuery().queryKey, counts))
  expect(queries.getQueryData(countsQuery().queryKey)).toEqual(counts)
})

test.each([
  ['nobody sits there any more', null],
  ['another person does', { ...USER, id: '01987a3e-0000-7000-8000-000000000002' }],
])('what was kept goes when %s', async (_why, user) => {
  const { queries, answer, done } = shown()
  queries.setQueryData(sessionQuery().queryKey, { ...PICTURE.session, user })
  answer()
  await done
  expect(queries.getQueryData(QUEUE.queryKey)).toBeUndefined()
  expect(queries.getQueryData(countsQuery().queryKey)).toBeUndefined()
})
