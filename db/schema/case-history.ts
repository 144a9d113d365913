import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Estimate } from '#shared/domain/estimate/estimate.rows.ts'
import type { FeeEntry } from '#shared/domain/fee/fee-entry.rows.ts'
import type { ReasonRow } from '#shared/domain/row-types.ts'
import type { TimelineEntry } from '#shared/domain/service-case/service-case.rows.ts'
import type { WarrantyDecisionRow } from '#shared/domain/warranty/warranty-decision.rows.ts'

/** What happened on a case: appended, each by one command. */
export const timelineEntry = sqliteTable(
  'timeline_entry',
  {
    id: text('id').primaryKey(),
    caseId: text('case_id').notNull(),
    kind: text('kind').notNull(),
    actAt: text('act_at').notNull(),
    decidedAt: text('decided_at'),
    actorId: text('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    data: text('data', { mode: 'json' }).$type<TimelineEntry['data']>().notNull(),
  },
  (t) => [index('timeline_by_case').on(t.caseId, t.actAt)],
)

export const warrantyDecision = sqliteTable(
  'warranty_decision',
  {
    id: text('id').primaryKey(),
    caseId: text('case_id').notNull(),
    outcome: text('outcome').$type<WarrantyDecisionRow['outcome']>().notNull(),
    programme: text('programme').$type<WarrantyDecisionRow['programme']>(),
    coveredUntil: text('covered_until'),
    remedy: text('remedy').$type<WarrantyDecisionRow['remedy']>(),
    diagnosisFee: integer('diagnosis_fee').notNull(),
    reasons: text('reasons', { mode: 'json' }).$type<ReasonRow[]>().notNull(),
    facts: text('facts', { mode: 'json' }).$type<WarrantyDecisionRow['facts']>().notNull(),
    actorId: text('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    actAt: text('act_at').notNull(),
  },
  (t) => [index('decision_by_case').on(t.caseId)],
)

export const feeEntry = sqliteTable(
  'fee_entry',
  {
    id: text('id').primaryKey(),
    caseId: text('case_id').notNull(),
    seq: integer('seq').notNull(),
    kind: text('kind').$type<FeeEntry['kind']>().notNull(),
    amount: integer('amount').notNull(),
    rule: text('rule').notNull(),
    reason: text('reason').notNull(),
    actorId: text('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    actAt: text('act_at').notNull(),
  },
  (t) => [index('fee_by_case').on(t.caseId, t.seq)],
)

export const estimate = sqliteTable(
  'estimate',
  {
    id: text('id').primaryKey(),
    caseId: text('case_id').notNull(),
    amount: integer('amount').notNull(),
    text: text('text').notNull(),
    sentBy: text('sent_by').$type<Estimate['sentBy']>().notNull(),
    state: text('state').$type<Estimate['state']>().notNull(),
    actorId: text('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    sentAt: text('sent_at').notNull(),
    answeredAt: text('answered_at'),
  },
  (t) => [index('estimate_by_case').on(t.caseId)],
)
