import type { AgreementKind } from '#shared/domain/customer/customer.rows.ts'
import type { Product } from '#shared/domain/row-types.ts'

/** What the customers have bought. */
export type Model = {
  readonly kind: AgreementKind
  readonly maker: string
  readonly name: string
  readonly product: Product
  readonly serial: string
}

const model = (
  kind: AgreementKind,
  maker: string,
  name: string,
  serial: string,
  product: Product = 'other',
): Model => ({ kind, maker, name, product, serial })

export const MODELS: readonly Model[] = [
  model('apple', 'Apple', 'MacBook Air 13" M2', 'C02', 'mac'),
  model('apple', 'Apple', 'MacBook Air 15" M3', 'C0F', 'mac'),
  model('apple', 'Apple', 'MacBook Pro 14" M3 Pro', 'FVF', 'mac'),
  model('apple', 'Apple', 'iMac 24" M3', 'C02', 'mac'),
  model('apple', 'Apple', 'Mac mini M2', 'C07', 'mac'),
  model('apple', 'Apple', 'iPad 10. generasjon 64 GB', 'DMP', 'ipad'),
  model('apple', 'Apple', 'iPad Air 11" M2', 'DLX', 'ipad'),
  model('apple', 'Apple', 'iPad Pro 13" M4', 'GG7', 'ipad'),
  model('apple', 'Apple', 'iPhone 15', 'F2L'),
  model('hp-print', 'HP', 'HP LaserJet Enterprise M507dn', 'PHC'),
  model('hp-print', 'HP', 'HP Color LaserJet MFP E78625', 'CNB'),
  model('hp-print', 'HP', 'HP LaserJet Pro 4002dn', 'VNC'),
  model('hp-print', 'HP', 'HP PageWide Enterprise 556', 'MXB'),
  model('lenovo-onsite', 'Lenovo', 'ThinkPad T14 Gen 4', 'PF4'),
  model('lenovo-onsite', 'Lenovo', 'ThinkPad X1 Carbon Gen 12', 'PF5'),
  model('lenovo-onsite', 'Lenovo', 'ThinkCentre M70q Gen 3', 'GM0'),
  model('lenovo-onsite', 'Lenovo', 'ThinkStation P3 Tower', 'MJ0'),
]
