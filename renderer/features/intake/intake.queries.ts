import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Customer } from '#shared/domain/customer/customer.rows.ts'
import type { RegisterCaseArgs } from '#shared/domain/service-case/register-case.command.ts'
import { unwrap } from '../../api/call-error.ts'
import { api } from '../../api/client.ts'
import { keys } from '../../api/query-keys.ts'
import { listIntakeDrafts } from './intake.store.ts'

/** Characters before a search says anything. */
const SHORTEST = 2

export const agreementsQuery = queryOptions({
  queryKey: [...keys.reference, 'agreements'],
  queryFn: () => api.reference.agreements(),
})

export const matchQuery = (text: string) =>
  queryOptions({
    queryKey: [...keys.reference, 'match', text],
    queryFn: () => api.reference.match({ text }),
    enabled: text.length >= SHORTEST,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  })

export const duplicatesQuery = (serialNo: string | null, phones: readonly string[]) =>
  queryOptions({
    queryKey: [...keys.duplicates, serialNo, ...phones],
    queryFn: () => api.cases.duplicates({ serialNo, phones: [...phones] }),
    enabled: serialNo !== null || phones.length > 0,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  })

export const draftsQuery = queryOptions({
  queryKey: [...keys.drafts, 'intake'],
  queryFn: listIntakeDrafts,
  staleTime: 0,
})

/** A customer's row by id, found through the name that came with a contact or a unit; null where it is not on this device. */
export async function findCustomer(id: string, name: string): Promise<Customer | null> {
  const { customers } = await api.reference.match({ text: name.slice(0, 200) })
  return customers.find((each) => each.id === id) ?? null
}

/** Registers the case; durable when it resolves. @throws CallError `refused` with the rule and the field */
export const registerCase = async (args: RegisterCaseArgs, passcode: string | null) =>
  unwrap(await api.commands.register({ args: args as never, passcode }))
