import type { Damage, Product } from '#shared/domain/row-types.ts'
import { localDay } from '#shared/domain/service-case/due.ts'
import { ReasonList } from '../../ui/reason-line.tsx'
import { readDay } from '../../i18n/read-day.ts'
import { choice, flag, type FormPart, list, text } from '../actions/case-action.ts'
import { useSay } from '../words/use-say.ts'
import { type Judgement, judge } from './judge.ts'
import { Verdict } from './verdict.tsx'

/** What the decision will be, while its facts are being put in: verdict, fee, next state and every reason. @rule WDATE */
export function LiveVerdict({ view, values }: FormPart) {
  const say = useSay()
  const judgement = judgementOf({ view, values })
  if (!judgement.ok) {
    const field = say.t(`common:field.${judgement.field === 'reportedOn' ? 'purchasedOn' : judgement.field}`)
    const key = judgement.code === 'date.before-purchase' ? 'verdict.cannot' : 'verdict.cannot-other'
    return <p>{say.t(key, { field })}</p>
  }
  const { verdict } = judgement
  return (
    <>
      <h4>{say.t('verdict.live')}</h4>
      <Verdict {...verdict}>
        <p>{say.t(`verdict.next_${nextOf(verdict, flag(values, 'inStock'))}`)}</p>
        <ReasonList reasons={verdict.reasons} label={say.t('timeline.reasons')} />
      </Verdict>
    </>
  )
}

function judgementOf({ view, values }: FormPart): Judgement {
  const purchase = readDay(text(values, 'purchasedOn'))
  if (!purchase.ok) return { ok: false, field: 'purchasedOn', code: 'date.invalid' }
  return judge({
    product: choice<Product>(values, 'product'),
    soldByUs: flag(values, 'soldByUs'),
    purchasedOn: purchase.day,
    reportedOn: localDay(view.serviceCase.registeredAt, 'NO'),
    country: choice(values, 'usedIn'),
    damage: list<Damage>(values, 'damage'),
  })
}

/** The state that the decision leads to. @rule SHOP-2 @rule SHOP-3 */
function nextOf({ outcome, remedy }: { outcome: string; remedy: string | null }, inStock: boolean): string {
  if (outcome === 'undecided') return 'diagnosing'
  if (outcome === 'not-covered') return 'awaiting-customer'
  if (!inStock) return 'awaiting-part'
  return remedy === 'swap' ? 'swapping' : 'repairing'
}
