import { Button } from '@mantine/core'
import { type Ref, useCallback, useEffect, useImperativeHandle, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppError } from '#shared/errors.ts'
import { isEnded } from '#shared/domain/service-case/flow.ts'
import { api } from '../../../api/client.ts'
import { refusalOf } from '../../../api/call-error.ts'
import { lacking } from '../../../case-parts/actions/offered.ts'
import { useMe } from '../../../case-parts/case.queries.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { RefusalNote } from '../../../ui/refusal-note.tsx'
import { RuleLink } from '../../../ui/reason-line.tsx'
import { Section } from '../../../ui/section.tsx'
import type { CardProps } from './card.ts'
import styles from './facts.module.css'

const SHOWN_S = 20

/** For the key that shows the passcode. */
export type PasscodeHandle = { readonly reveal: () => void }

/** The device's passcode: masked, shown for 20 seconds, each look in the history, erased when the case ends. @rule INTAKE-SECRET */
export function PasscodeCard({ view, onStart, handle }: CardProps & { readonly handle: Ref<PasscodeHandle> }) {
  const { t } = useTranslation('case')
  const me = useMe()
  const { moment } = useFormat()
  const { shown, left, refusal, reveal, hide } = useReveal(view.serviceCase.id)
  const { hasPasscode, state } = view.serviceCase
  const may = lacking('passcode.reveal', me.permissions) === null
  useImperativeHandle(handle, () => ({ reveal: () => hasPasscode && may && reveal() }))
  const lastLook = view.timeline.findLast((entry) => entry.kind === 'passcode.reveal')
  return (
    <Section title={t('common:field.passcode')} aside={<RuleLink rule="INTAKE-SECRET" />}>
      <div className={styles['stack']}>
        {hasPasscode ? (
          <div className={styles['row']}>
            {shown === null ? (
              <>
                <span className={styles['code']} aria-label={t('passcode.masked')}>
                  ••••••
                </span>
                {may && (
                  <Button size="compact-xs" variant="default" onClick={reveal}>
                    {t('commands:passcode.reveal.do')}
                  </Button>
                )}
              </>
            ) : (
              <>
                <output className={styles['code']}>{shown}</output>
                <Button size="compact-xs" variant="default" onClick={hide}>
                  {t('passcode.hide', { left })}
                </Button>
              </>
            )}
          </div>
        ) : (
          <p className={styles['lead']}>{t(isEnded(state) ? 'passcode.erased' : 'passcode.none')}</p>
        )}
        {refusal && hasPasscode && <RefusalNote error={refusal} />}
        {hasPasscode && <p className={styles['lead']}>{t('passcode.logged')}</p>}
        {lastLook && (
          <p className={styles['lead']}>
            {t('passcode.lastLook', { who: lastLook.actorName, when: moment(lastLook.actAt) })}
          </p>
        )}
        {!isEnded(state) && !lacking('passcode.keep', me.permissions) && (
          <div className={styles['row']}>
            <Button size="compact-xs" variant="default" onClick={() => onStart('passcode.keep')}>
              {t('commands:passcode.keep.do')}
            </Button>
          </div>
        )}
      </div>
    </Section>
  )
}

/** Asks for the passcode and forgets it again after its time, or when the card goes. */
function useReveal(caseId: string) {
  const [shown, setShown] = useState<string | null>(null)
  const [left, setLeft] = useState(0)
  const [refusal, setRefusal] = useState<AppError | null>(null)
  const hide = useCallback(() => setShown(null), [])
  const reveal = useCallback(() => {
    setRefusal(null)
    api.passcode
      .reveal({ caseId })
      .then((outcome) => {
        if (!outcome.ok) return setRefusal(outcome.error)
        setShown(outcome.value.passcode)
        setLeft(SHOWN_S)
      })
      .catch((error: unknown) => setRefusal(refusalOf(error) ?? { code: 'command.crashed' }))
  }, [caseId])
  useEffect(() => {
    if (shown === null) return
    const end = performance.now() + SHOWN_S * 1000
    const timer = setInterval(() => {
      const seconds = Math.ceil((end - performance.now()) / 1000)
      if (seconds <= 0) hide()
      else setLeft(seconds)
    }, 250)
    return () => clearInterval(timer)
  }, [shown, hide])
  return { shown, left, refusal, reveal, hide }
}
