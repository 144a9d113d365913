import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anApplePhoneCall, InMemoryDesk } from '#test/support/in-memory-desk.ts'
import { COMMAND_NAMES, type CommandName } from '../commands.ts'
import type { Role } from '../customer/customer.rows.ts'
import { balanceOf } from '../fee/fee-ledger.ts'
import { commandsFrom } from './flow.ts'
import { nextStep, otherSteps } from './next-step.ts'
import type { CaseState, Flow, ServiceCase } from './service-case.rows.ts'

/**
 * Anybody does anything to a case, in any order and with any input that can be typed: nothing crashes (a crash throws out of `run`),
 * every row of an accepted command holds to its schema (`run` parses them), and the laws below hold after each step.
 */
const STATES: Readonly<Record<Flow, readonly CaseState[]>> = {
  workshop: [
    ...(['registered', 'received', 'diagnosing', 'awaiting-part', 'awaiting-customer', 'quote-accepted'] as const),
    ...(['declined', 'repairing', 'swapping', 'ready', 'in-transit', 'delivered', 'accepted', 'closed'] as const),
    'cancelled',
  ],
  desk: ['registered', 'assigned', 'in-progress', 'waiting', 'solved', 'accepted', 'closed', 'cancelled'],
}
/** A failure is shrunk for so long at most. */
const PATIENCE = { interruptAfterTimeLimit: 30_000 }
const COLLEAGUES = ['0198aaaa-0000-7000-8000-000000000001', '0198aaaa-0000-7000-8000-000000000002'] as const

/** What a person may type, mostly sensible, and what is in their view when they do: now, or some steps ago. */
type Act = {
  readonly name: CommandName
  readonly as: Role
  readonly text: string
  readonly amount: number
  readonly damage: readonly ('impact' | 'crushed-screen' | 'liquid')[]
  readonly day: string | null
  readonly country: string
  readonly pick: number
  readonly stale: boolean
  readonly hours: number
}

const act: fc.Arbitrary<Act> = fc.record({
  name: fc.constantFrom(...COMMAND_NAMES.filter((name) => name !== 'case.register')),
  as: fc.constantFrom<Role>('agent', 'technician', 'dispatcher', 'supervisor', 'supervisor', 'supervisor'),
  text: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom('ok', 'Ny skjerm', 'a@example.invalid', '+47 412 34 567') },
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom('', ' ', '\u0000', 'x'.repeat(20_001)),
  ),
  amount: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(45_000, 20_000, 25_000) },
    fc.constantFrom(0, -1, 0.5, 1e12, NaN),
  ),
  damage: fc.array(fc.constantFrom('impact', 'crushed-screen', 'liquid'), { maxLength: 4 }),
  day: fc.constantFrom(null, '2024-05-02', '2025-10-01', '2026-03-10', '2099-01-01', '0024-05-02', '2024-02-30'),
  country: fc.constantFrom('NO', 'NO', 'SE', 'XX', 'no', ''),
  pick: fc.nat(10),
  stale: fc.boolean(),
  hours: fc.nat(100),
})

const FIELDS = ['email', 'mobile', 'phone', 'contactName', 'purchasedOn', 'usedIn', 'soldByUs', 'product'] as const
const pickFrom = <T>(items: readonly T[], at: number): T => items[at % items.length] as T

/** The arguments that a screen would make of it, for whichever command it is. */
function argsOf({ text, amount, damage, day, country, pick }: Act, view: ServiceCase): Record<string, unknown> {
  const field = pickFrom(FIELDS, pick)
  const to = { purchasedOn: day, usedIn: country, soldByUs: pick > 5, product: pickFrom(['mac', 'ipad'], pick) }
  return {
    text,
    amount,
    reason: text,
    damage,
    finding: text,
    work: text,
    part: text,
    solution: text,
    acceptedBy: text,
    answeredBy: text,
    newSerialNo: text,
    orderNo: text,
    note: text,
    trackingNo: null,
    field,
    from: view[field],
    to: field in to ? to[field as keyof typeof to] : text,
    for: pickFrom(['customer', 'part', 'subcontractor'], pick),
    via: 'sms',
    about: pickFrom(['warranty', 'reminder'], pick),
    ownerId: pickFrom([null, ...COLLEAGUES], pick),
    product: pickFrom(['mac', 'ipad', 'other'], pick),
    purchasedOn: day,
    soldByUs: pick > 3,
    usedIn: country,
    inStock: pick % 2 === 0,
    estimateId: view.estimateId ?? COLLEAGUES[0],
    expects: {
      decisionId: view.decisionId,
      estimateId: view.estimateId,
      ownerId: view.ownerId,
      finding: view.finding,
    },
  }
}

function startedCase(contract: string): { desk: InMemoryDesk; caseId: string } {
  const desk = new InMemoryDesk()
  for (const id of COLLEAGUES) desk.put('colleague', { id, username: id, name: id, initials: 'X', role: 'agent' })
  const more = contract === 'SA0011807' ? {} : ({ product: 'other', purchasedOn: null } as const)
  return {
    desk,
    caseId: desk.register({ ...anApplePhoneCall(), number: 1042770, contract, hasPasscode: true, ...more }),
  }
}

/** The laws, on the rows before and after one step. */
function expectLaws(desk: InMemoryDesk, caseId: string, before: ReadonlyMap<string, unknown>): void {
  const now = desk.get('serviceCase', caseId)
  expect(STATES[now.flow]).toContain(now.state)
  const ended = now.state === 'closed' || now.state === 'cancelled'
  if (ended) expect(now).toMatchObject({ hasPasscode: false, waitingFor: null, dueAt: null })
  if (now.state === 'waiting') expect(now.waitingFor).not.toBeNull()
  if (now.state === 'awaiting-part') expect(now.waitingFor).toBe('part')
  if (now.state === 'awaiting-customer') expect(now.waitingFor).toBe('customer')
  expect(now.dueAt === null).toBe(now.dueRule === null)
  if (now.state === 'assigned') expect(now.ownerId).not.toBeNull()

  const fees = desk.all('feeEntry').sort((a, b) => a.seq - b.seq)
  expect(fees.map((entry) => entry.seq)).toEqual(fees.map((_entry, i) => i))
  const { live, owed } = balanceOf(fees) // throws when a law of FEE-3 is broken
  expect(live).toBe(owed > 0)

  for (const [key, row] of before)
    if (/^(timelineEntry|feeEntry|warrantyDecision)\//.test(key)) expect(desk.rows.get(key)).toBe(row)

  const facts = { flow: now.flow, state: now.state, remedy: null, estimate: null }
  const next = nextStep(facts)
  expect(next === null).toBe(ended)
  if (next !== null) expect(commandsFrom(now.flow, now.state)).toContain(next)
  expect(otherSteps(facts)).not.toContain(next)
}

describe('any commands of any people in any order', { timeout: 60_000 }, () => {
  test.each(['SA0011807', 'SA0009858', 'SA0020011'])(
    'keep the laws of the case under %s (SHOP-5, FEE-3, INTAKE-SECRET)',
    (contract) => {
      fc.assert(
        fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
          const { desk, caseId } = startedCase(contract)
          let earlier = desk.get('serviceCase', caseId)
          for (const each of acts) {
            const before = new Map(desk.rows)
            const view = each.stale ? earlier : desk.get('serviceCase', caseId)
            if (!each.stale) earlier = view
            desk.now = new Date(Date.parse(desk.now) + each.hours * 3_600_000).toISOString()
            const decision = desk.run(each.name, { caseId, ...argsOf(each, view) } as never, each.as)
            if (decision.kind === 'accepted') {
              const ids = decision.changes.flatMap((change) => (change.op === 'put' ? [change.row.id] : []))
              expect(new Set(ids).size).toBe(ids.length)
            } else expect(desk.rows).toEqual(before)
            expectLaws(desk, caseId, before)
          }
        }),
        { numRuns: 60, ...PATIENCE },
      )
    },
  )

  test('walks along the steps that are offered reach every state of the workshop and keep the laws (SHOP-5)', () => {
    const reached = new Set<CaseState>()
    fc.assert(
      fc.property(fc.array(act, { minLength: 30, maxLength: 50 }), (acts) => {
        const { desk, caseId } = startedCase('SA0011807')
        for (const each of acts) {
          const before = new Map(desk.rows)
          const view = desk.get('serviceCase', caseId)
          reached.add(view.state)
          const steps = commandsFrom('workshop', view.state).filter(
            (name) => !name.startsWith('case.c') || each.pick < 4,
          )
          const money = COMMAND_NAMES.filter((name) => name.startsWith('fee.') || name === 'order.link')
          const sensible = { ...each, text: 'ok', amount: 45_000, country: 'NO', day: '2025-10-01' }
          const args = { caseId, ...argsOf(sensible, view), damage: each.damage.slice(0, 1) }
          desk.run(pickFrom(each.stale ? steps : [...steps, ...steps, ...money], each.hours), args as never)
          expectLaws(desk, caseId, before)
        }
      }),
      { numRuns: 30, seed: 7, ...PATIENCE },
    )
    expect(STATES.workshop.filter((state) => !reached.has(state))).toEqual([])
  })

  test('the same command on the same rows gives the same rows, on a device and at the backend', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
        const [a, b] = [startedCase('SA0011807'), startedCase('SA0011807')]
        b.desk.rows.clear()
        for (const [key, row] of a.desk.rows) b.desk.rows.set(key, row)
        acts.forEach((each, i) => {
          const view = a.desk.get('serviceCase', a.caseId)
          const args = { caseId: a.caseId, ...argsOf(each, view) } as never
          const id = `0198bbbb-0000-7000-8000-${String(i).padStart(12, '0')}`
          a.desk.run(each.name, args, each.as, id)
          b.desk.run(each.name, args, each.as, id)
        })
        expect(b.desk.rows).toEqual(a.desk.rows)
      }),
      { numRuns: 30, ...PATIENCE },
    )
  })
})
