import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { AgreementKind, Role } from '#shared/domain/customer/customer.rows.ts'
import type { Product } from '#shared/domain/row-types.ts'

/**
 * Reference data that the backend owns. `rid` is the rowid that the search index refers to; `find` is what can be searched of
 * the row in one notation (see `search-codes.ts`). Both are derived here and never travel.
 */
export const customer = sqliteTable('customer', {
  rid: integer('rid').primaryKey(),
  id: text('id').notNull().unique(),
  customerNo: text('customer_no').notNull(),
  name: text('name').notNull(),
  country: text('country').notNull(),
  address: text('address').notNull(),
  find: text('find').notNull(),
})

export const contact = sqliteTable('contact', {
  rid: integer('rid').primaryKey(),
  id: text('id').notNull().unique(),
  customerId: text('customer_id').notNull(),
  name: text('name').notNull(),
  mobile: text('mobile'),
  phone: text('phone'),
  email: text('email'),
  find: text('find').notNull(),
})

export const unit = sqliteTable('unit', {
  rid: integer('rid').primaryKey(),
  id: text('id').notNull().unique(),
  customerId: text('customer_id').notNull(),
  serialNo: text('serial_no').notNull(),
  productName: text('product_name').notNull(),
  product: text('product').$type<Product>().notNull(),
  maker: text('maker').notNull(),
  soldByUs: integer('sold_by_us', { mode: 'boolean' }).notNull(),
  purchasedOn: text('purchased_on'),
  orderNo: text('order_no'),
  invoiceNo: text('invoice_no'),
  customerRef: text('customer_ref'),
  find: text('find').notNull(),
})

export const agreement = sqliteTable('agreement', {
  id: text('id').primaryKey(),
  agreementNo: text('agreement_no').notNull(),
  name: text('name').notNull(),
  kind: text('kind').$type<AgreementKind>().notNull(),
  customerId: text('customer_id'),
  routine: text('routine'),
})

export const colleague = sqliteTable('colleague', {
  id: text('id').primaryKey(),
  username: text('username').notNull(),
  name: text('name').notNull(),
  initials: text('initials').notNull(),
  role: text('role').$type<Role>().notNull(),
})
