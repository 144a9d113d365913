import { readCaseNumber } from '#shared/domain/case-number/case-number.ts'
import type { Row } from '#shared/domain/tables.ts'
import { eventually } from '#test/support/bounded.ts'
import type { Facts } from './facts.ts'
import type { Stage } from './stage.ts'

/** The serial inside a case number as it is shown. @throws when it is no case number */
export function serialOf(shown: string): number {
  const read = readCaseNumber(shown)
  if (!read.ok) throw new Error(`"${shown}" is no case number: ${read.reason}`)
  return read.number
}

/** The case at the backend, once it is in this state there. */
export async function atBackend(
  stage: Stage,
  shown: string,
  state: Row<'serviceCase'>['state'],
): Promise<Row<'serviceCase'>> {
  return eventually(`case ${shown} at the backend as ${state}`, async () => {
    const row = await stage.postgres.caseByNumber(serialOf(shown))
    if (row && row.state !== state) throw new Error(`it is ${row.state}`)
    return row
  })
}

/** The fee ledger at the backend must read like this, in order: `charged 45000 FEE-1`. */
export async function ledgerIs(stage: Stage, facts: Facts, caseId: string, expected: readonly string[]): Promise<void> {
  const entries = await eventually('the fee ledger at the backend', async () => {
    const rows = await stage.postgres.rowsOfCase('feeEntry', caseId)
    if (rows.length < expected.length) throw new Error(`${rows.length} entries`)
    return rows
  })
  facts.is(
    'backend.fees',
    entries.map((entry) => `${entry.kind} ${entry.amount} ${entry.rule}`),
    expected,
  )
}

export const rulesOf = (reasons: readonly { readonly rule: string }[]): string[] => reasons.map((each) => each.rule)
