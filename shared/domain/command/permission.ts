import { z } from 'zod'
import type { Role } from '../customer/customer.rows.ts'

export const Permission = z.enum([
  'case.register',
  'case.work',
  'case.assign',
  'case.end',
  'case.supervise',
  'workshop.work',
  'warranty.decide',
  'fee.charge',
  'fee.settle',
  'secret.reveal',
])
export type Permission = z.infer<typeof Permission>

const DESK: readonly Permission[] = [
  'case.register',
  'case.work',
  'case.assign',
  'case.end',
  'fee.settle',
  'secret.reveal',
]

/** What each role may do. The desk owns the case until the customer accepts (SOS-4): `case.end` is its own; warranty is the technician's word (SHOP-1), and the desk may record it. */
export const PERMISSIONS_OF: Readonly<Record<Role, readonly Permission[]>> = {
  agent: [...DESK, 'workshop.work', 'warranty.decide', 'fee.charge'],
  technician: [
    'case.register',
    'case.work',
    'case.assign',
    'workshop.work',
    'warranty.decide',
    'fee.charge',
    'secret.reveal',
  ],
  dispatcher: [...DESK, 'case.supervise'],
  supervisor: Permission.options,
}
