import type { Bind } from '#db/client.ts'
import { getCaseView } from '#db/queries/case-view.ts'
import { CODE_SQL, codesIn, tailQuery } from '#db/queries/search-codes.ts'
import { createRandom } from '#backend/demo/random.ts'
import { type BenchResult, measured } from './result.ts'
import { inTurn } from './sampling.ts'
import type { Raw } from './raw.ts'
import { withDataset } from './with-dataset.ts'

const ROUNDS = 600

/** Everything the screen of a case shows, against bare reads of the same rows. Half of the cases are open ones with their history. */
export const benchOpenCase = (q: { cases: number }): Promise<BenchResult[]> =>
  withDataset(q.cases, ({ profile, raw }) => {
    const random = createRandom(7)
    const some = (sql: string) => raw.all(sql).map((row) => (row as { id: string }).id)
    const open = some('select id from service_case indexed by case_by_owner where open = 1 limit 3000')
    const any = some('select id from service_case order by rid desc limit 20000')
    const ids = Array.from({ length: ROUNDS + 50 }, (_, i) => random.pick(i % 2 === 0 ? open : any))
    const at = (i: number): string => ids[i] ?? ''
    const pair = inTurn(
      ROUNDS,
      50,
      (i) => getCaseView(profile.db, at(i)),
      (i) => readBare(raw, at(i)),
    )
    return [
      measured({
        name: 'open-case',
        unit: 'ms',
        ...pair,
        goal: 2,
        about: 'limit: the same rows read bare, not decoded',
      }),
    ]
  })

type CaseColumns = Readonly<Record<string, string | null>>

function readBare(raw: Raw, id: string): void {
  const [found] = raw.all('select * from service_case where id = ?', id) as CaseColumns[]
  if (found === undefined) throw new Error('the case is there')
  const one = (table: string, by: string, value: Bind | undefined) => {
    if (value !== null && value !== undefined) raw.all(`select * from ${table} where ${by} = ?`, value)
  }
  one('customer', 'id', found['customer_id'])
  one('unit', 'id', found['unit_id'])
  one('agreement', 'agreement_no', found['contract'])
  one('colleague', 'id', found['owner_id'])
  one('warranty_decision', 'id', found['decision_id'])
  one('estimate', 'id', found['estimate_id'])
  for (const table of ['fee_entry', 'timeline_entry', 'conflict', 'outbox']) one(table, 'case_id', id)
  const codes = [found['serial_no'], found['mobile'], found['phone']].flatMap((code) => codesIn(code ?? ''))
  if (codes.length > 0) raw.all(CODE_SQL, tailQuery(codes), BigInt(Number.MAX_SAFE_INTEGER), 60)
}
