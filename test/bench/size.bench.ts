import { getTableName } from 'drizzle-orm'
import { REPLICATED } from '#db/schema/replicated.ts'
import { type BenchResult, measured } from './result.ts'
import { withDataset } from './with-dataset.ts'

const MB = 2 ** 20
const ROWS = Object.values(REPLICATED).map((table) => getTableName(table))

/** How much of the disk the profile takes, and how much of that the rows alone take: the rest is indexes and search. */
export const benchSize = (q: { cases: number }): Promise<BenchResult[]> =>
  withDataset(q.cases, ({ raw }) => {
    const [{ pages, page }] = raw.all(
      'select page_count as pages, page_size as page from pragma_page_count, pragma_page_size',
    ) as [{ pages: number; page: number }]
    const [{ rows }] = raw.all(
      `select sum(pgsize) as rows from dbstat where aggregate = true and name in (${ROWS.map(() => '?').join(', ')})`,
      ...ROWS,
    ) as [{ rows: number }]
    return [
      measured({
        name: 'size',
        unit: 'MB',
        ours: [(pages * page) / MB],
        limit: [rows / MB],
        goal: null,
        about: 'the file; limit: its rows without indexes and search',
      }),
    ]
  })
