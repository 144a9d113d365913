import { returnDeadline } from '#shared/domain/rules/index.ts'
import { calendarOf } from '#shared/domain/service-case/due.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { ReasonList } from '../../ui/reason-line.tsx'
import { useSay } from '../words/use-say.ts'
import { dayText } from '../words/say.ts'
import type { FormPart } from './case-action.ts'

/** The day by which the customer has the unit back, if it is sent and told now. @rule SHOP-4 */
export function ReturnPromise({ view }: FormPart) {
  const say = useSay()
  const { now } = useFormat()
  const informedAt = new Date(now).toISOString()
  const promise = returnDeadline({ informedAt, country: calendarOf(view.serviceCase.usedIn) })
  return (
    <>
      <h4>{say.t('ship.promise', { day: dayText(promise.day, say.locale) })}</h4>
      <ReasonList reasons={promise.reasons} />
    </>
  )
}
