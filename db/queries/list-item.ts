import type { CaseListItem } from '#shared/contract/views.ts'

/** The columns of a list, and no more: a page must not carry what nobody sees. The fault is cut to what a line can show. */
export const LIST_COLUMNS = `c.rid, c.id, c.number, c.local_ref as localRef, c.product_name as productName,
  substr(c.fault_description, 1, 240) as faultDescription, c.contact_name as contactName, cu.name as customerName,
  c.serial_no as serialNo, c.flow, c.state, c.owner_id as ownerId, co.initials as ownerInitials,
  c.registered_at as registeredAt, c.changed_at as changedAt, c.due_at as dueAt, c.due_rule as dueRule,
  c.contract, c.channel, c.waiting_for as waitingFor,
  case when exists (select 1 from conflict x where x.case_id = c.id) then 'refused'
       when exists (select 1 from outbox o where o.case_id = c.id) then 'pending' else 'none' end as mark`

export const LIST_JOINS = `left join customer cu on cu.id = c.customer_id left join colleague co on co.id = c.owner_id`

export type FoundItem = CaseListItem & { rid: number }

export function toItem({ rid: _rid, ...item }: FoundItem): CaseListItem {
  return item
}
