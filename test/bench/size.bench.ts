import { type BenchResult, measured } from './result.ts'
import { withDataset } from './with-dataset.ts'

const MB = 2 ** 20

/** How much of the disk the profile takes, and how much of that the rows alone take: the rest is indexes and search. */
export const benchSize = (q: { cases: number }): Promise<BenchResult[]> =>
  withDataset(q.cases, ({ raw }) => {
    const [{ pages, page }] = raw.all(
      'select page_count as pages, page_size as page from pragma_page_count, pragma_page_size',
    ) as [{ pages: number; page: number }]
    const [{ rows }] = raw.all(
      `select sum(pgsize) as rows from dbstat where aggregate and name in (select name from sqlite_master where type = 'table' and name not like '%\\_%find%' escape '\\' and name not like 'case\\_text%' escape '\\' and name not like 'case\\_code%' escape '\\')`,
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
