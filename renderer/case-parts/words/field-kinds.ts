import type { EditableField } from '#shared/domain/service-case/edit-case.command.ts'
import type { ShownKind } from './say.ts'

/** How the value of each field that may be corrected is read. Labels are at `common:field.<name>`. */
export const FIELD_KIND: Readonly<Record<EditableField, ShownKind>> = {
  contactName: 'text',
  mobile: 'phone',
  phone: 'phone',
  email: 'text',
  serviceLocation: 'text',
  customerRef: 'text',
  orderNo: 'text',
  invoiceNo: 'text',
  productName: 'text',
  serialNo: 'text',
  faultDescription: 'text',
  product: 'product',
  purchasedOn: 'date',
  soldByUs: 'flag',
  usedIn: 'country',
}

/** The kind of a field named in data that may come from another version. */
export const kindOfField = (name: string): ShownKind => (FIELD_KIND as Record<string, ShownKind>)[name] ?? 'text'
