import { describe, expect, test } from 'vitest'
import type { CaseView } from '#shared/contract/views.ts'
import { COMMAND_NAMES, commandOf } from '#shared/domain/commands.ts'
import { CaseState, type Flow } from '#shared/domain/service-case/service-case.rows.ts'
import { sayIn } from '../words/test-say.ts'
import { actionOf } from './case-actions.ts'
import { checkForm } from './check-form.ts'
import { lacking, offered } from './offered.ts'

const ID = '01900000-0000-7000-8000-000000000001'
const OTHER = '01900000-0000-7000-8000-000000000002'

function aView(state: CaseState, flow: Flow = 'workshop', more: Partial<CaseView> = {}): CaseView {
  const none = {
    number: 1,
    localRef: null,
    waitingFor: null,
    customerId: null,
    unitId: null,
    finding: null,
    ownerId: null,
  }
  const intake = {
    contract: 'SA0011807',
    contactName: 'Anne',
    mobile: '+4791234567',
    phone: null,
    email: null,
    serviceLocation: 'Oslo',
    customerRef: null,
    orderNo: null,
    invoiceNo: null,
    productName: 'iPad Air',
    serialNo: null,
    faultDescription: 'Sprukket',
  }
  const serviceCase: CaseView['serviceCase'] = {
    ...none,
    ...intake,
    id: ID,
    kind: 'apple',
    flow,
    channel: 'phone',
    state,
    product: 'ipad',
    purchasedOn: '2025-05-02',
    soldByUs: true,
    usedIn: 'NO',
    damage: [],
    registeredAt: '2026-03-02T10:00:00Z',
    registeredBy: ID,
    dueAt: null,
    unconfirmedActs: [{ of: 'report', at: '2026-03-02T09:00:00.000Z' }],
    pause: null,
    dueRule: null,
    informedAt: null,
    decisionId: OTHER,
    estimateId: OTHER,
    hasPasscode: false,
    reminders: 0,
    swapSerialNo: null,
    linkedOrderNo: null,
    assumed: [],
    source: null,
    endReason: null,
    changedAt: '2026-03-02T10:00:00Z',
  }
  const nothing = { customer: null, unit: null, agreement: null, ownerName: null, decision: null, estimate: null }
  return { serviceCase, mark: 'none', ...nothing, fees: [], timeline: [], conflicts: [], related: [], ...more }
}

/** Something typed in every field, so that only the form itself can be at fault. */
const typed = { finding: 'x', work: 'x', part: 'x', solution: 'x', acceptedBy: 'x', answeredBy: 'x', reason: 'x' }
const more = { newSerialNo: 'x', orderNo: 'x', text: 'x', amount: 45000, passcode: '1234' }
const filled = { ...typed, ...more }

/** These have a place of their own on the screen: intake, a fact that is corrected where it stands, the owner's menu,
 * the passcode, what waits for approval. */
const ELSEWHERE = ['case.register', 'case.edit', 'case.assign', 'passcode.reveal', 'approval.dismiss']

describe('actions on a case', () => {
  test.each(COMMAND_NAMES.filter((name) => !ELSEWHERE.includes(name)))(
    '%s makes a command that its schema accepts',
    (name) => {
      const action = actionOf(name)
      const view = aView('diagnosing')
      if (!action) throw new Error(`${name} has no action`)
      const values = { ...action.initial(view), ...filled }
      expect(checkForm(action, values, view)).toEqual({})
      expect(commandOf(name)?.args.safeParse(action.args(values, view)).error).toBeUndefined()
    },
  )

  test.each(COMMAND_NAMES.filter((name) => !ELSEWHERE.includes(name)))(
    '%s comes back into its form unchanged',
    (name) => {
      const action = actionOf(name)
      const view = aView('diagnosing')
      if (!action || action.secret) return
      const args = action.args({ ...action.initial(view), ...filled }, view)
      expect(action.args(action.valuesOf(args as never), view)).toEqual(args)
    },
  )

  test('what is left out is named by its field, and nothing is sent', () => {
    const estimate = actionOf('estimate.send')
    const view = aView('awaiting-customer')
    if (!estimate) throw new Error('no action')
    expect(checkForm(estimate, estimate.initial(view), view)).toEqual({ amount: 'form.required' })
    const decide = actionOf('warranty.decide')
    if (!decide) throw new Error('no action')
    expect(checkForm(decide, { ...decide.initial(view), purchasedOn: '31.31.2020' }, view)).toEqual({
      purchasedOn: 'form.dateProblem',
    })
  })

  test.each(['nb', 'sv', 'en'] as const)('every field has a label and every choice a word in %s', async (locale) => {
    const { t } = await sayIn(locale)
    for (const name of COMMAND_NAMES)
      for (const field of actionOf(name)?.fields ?? []) {
        const own = t(`label.${field.label ?? field.name}`)
        const common = t(`common:field.${field.name}`)
        expect([name, field.name, own.startsWith('label.') && common.startsWith('field.')]).toEqual([
          name,
          field.name,
          false,
        ])
        for (const each of field.choices?.values ?? [])
          expect(t(`states:${field.choices?.words ?? ''}.${each}`)).not.toContain('.')
      }
  })
})

describe('what is offered', () => {
  test.each(CaseState.options)('SHOP-5: in state %s each step has an action behind it', (state) => {
    for (const flow of ['workshop', 'desk'] as const) {
      const { next, others, fee } = offered(aView(state, flow))
      for (const name of [...(next ? [next] : []), ...others, ...fee]) expect(actionOf(name)?.command).toBe(name)
      expect(new Set([next, ...others]).size).toBe(others.length + 1)
    }
  })

  test('cancelling stands last, after everything that goes on', () => {
    expect(offered(aView('diagnosing')).others.at(-1)).toBe('case.cancel')
  })

  test('FEE-3: an invoiced fee is credited or paid, never waived', () => {
    const entry = { id: ID, caseId: ID, amount: 45000, rule: 'FEE-1', reason: 'x', actorId: ID, actorName: 'K' }
    const at = { actAt: '2026-03-02T10:00:00Z' }
    const charged = { ...entry, ...at, seq: 0, kind: 'charged' } as const
    const invoiced = { ...entry, ...at, seq: 1, kind: 'invoiced' } as const
    expect(offered(aView('declined', 'workshop', { fees: [charged] })).fee).toContain('fee.waive')
    expect(offered(aView('declined', 'workshop', { fees: [charged, invoiced] })).fee).toEqual(['fee.pay', 'fee.credit'])
  })

  test('a command that the person may not do says which permission is missing', () => {
    expect(lacking('unit.receive', ['case.work'])).toBe('workshop.work')
    expect(lacking('unit.receive', ['workshop.work'])).toBeNull()
  })
})
