import { useDebouncedValue } from '@mantine/hooks'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { localDay } from '#shared/domain/service-case/due.ts'
import { normalisePhone } from '#shared/lib/phone.ts'
import { useMe } from '../../case-parts/case.queries.ts'
import { HOME, paths } from '../../app/paths.ts'
import { useActions } from '../../app/shortcuts.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { RefusalNote } from '../../ui/refusal-note.tsx'
import { DuplicatesCard } from './aside/duplicates-card.tsx'
import { MissingCard } from './aside/missing-card.tsx'
import { OnSiteCard } from './aside/on-site-card.tsx'
import { RoutineCard } from './aside/routine-card.tsx'
import { WarrantyCard } from './aside/warranty-card.tsx'
import { DraftBar } from './drafts/draft-bar.tsx'
import { focusField, IntakeFields } from './fields/intake-fields.tsx'
import { fieldOfRefusal, useFieldStates } from './fields/use-field-states.ts'
import { PickField } from './find/pick-field.tsx'
import { contractNo, FIELDS_OF, type FormField, kindOf } from './form/contract-fields.ts'
import { checkForm } from './form/field-problems.ts'
import type { IntakeForm } from './form/intake-form.ts'
import { liveOnSiteDay, liveWarranty } from './form/live-verdict.ts'
import styles from './intake.module.css'
import { agreementsQuery, draftsQuery, duplicatesQuery } from './intake.queries.ts'
import {
  changeIntake,
  discardIntake,
  flushDrafts,
  openDraft,
  resumeNewest,
  startIntake,
  undoDiscard,
  useIntake,
} from './intake.store.ts'
import { hideRegistered } from './registered/show-registered.tsx'
import { SaveBar } from './save-bar.tsx'
import { useRegister } from './use-register.ts'

/** Registers a fault while the customer talks: one page, everything by keyboard, nothing typed is lost. @rule SOS-2 @rule INTAKE-REQ */
export function IntakeRoute() {
  const { t } = useTranslation('intake')
  const { now } = useFormat()
  const [, navigate] = useLocation()
  const queries = useQueryClient()
  const page = useRef<HTMLDivElement>(null)
  const { open, discarded } = useIntake()
  const { form, passcode, caseId } = open
  const me = useMe()
  const { data: agreements = [] } = useQuery(agreementsQuery)
  const { data: drafts = [] } = useQuery(draftsQuery)

  const kind = kindOf(form.contract, agreements)
  const reportedAt = new Date(now).toISOString()
  const today = localDay(reportedAt, 'NO')
  const checked = useMemo(() => checkForm(form, passcode, kind, today), [form, passcode, kind, today])
  const verdict = useMemo(() => liveWarranty(form, kind, today), [form, kind, today])
  const promise = useMemo(() => liveOnSiteDay(form, kind, reportedAt), [form, kind, reportedAt])
  const duplicates = useDuplicates(form, caseId)
  const agreement = agreements.find((each) => each.agreementNo === contractNo(form.contract))

  const openCase = useCallback((id: string) => navigate(paths.case('mine', id)), [navigate])
  const { register, busy, problem, clear } = useRegister(openCase)
  const shown = problem?.of === caseId ? problem : null
  const { states, leave } = useFieldStates(caseId, checked, kind, shown?.refusal ?? null)

  const refreshDrafts = useCallback(() => void queries.invalidateQueries({ queryKey: draftsQuery.queryKey }), [queries])
  useEffect(() => {
    hideRegistered()
    void resumeNewest().then(refreshDrafts)
    return keepOnLeaving()
  }, [refreshDrafts])

  const goTo = useCallback((field: FormField) => focusField(page.current, field), [])
  const save = async (): Promise<void> => {
    const needs = FIELDS_OF[kind]
    leave(...(Object.keys(needs) as FormField[]))
    const first = checked.problems.find((each) => each.blocks)
    if (first) return goTo(first.field)
    if (me.id === '') return
    const refusal = await register({ open, kind, userId: me.id })
    const field = fieldOfRefusal(refusal)
    if (field) goTo(field)
  }
  const close = (): void => {
    void flushDrafts()
    if (window.history.length > 1) window.history.back()
    else navigate(HOME)
  }
  const change = (more: Partial<IntakeForm>): void => {
    clear()
    changeIntake(more)
  }
  const switchTo = (act: () => Promise<void>) => () =>
    void act().then(() => {
      refreshDrafts()
      page.current?.querySelector<HTMLInputElement>('[data-find] input')?.focus()
    })

  useActions([
    {
      id: 'intake.save',
      label: t('commands:case.register.do'),
      keys: ['mod+enter'],
      group: 'case',
      run: () => void save(),
    },
    { id: 'intake.close', label: t('do.close'), keys: ['escape'], group: 'case', run: close, keyOnly: true },
    { id: 'intake.start', label: t('drafts.start'), group: 'case', run: switchTo(startIntake) },
    { id: 'intake.discard', label: t('do.discard'), group: 'case', run: switchTo(discardIntake) },
  ])

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the whole page
    <div
      ref={page}
      className={styles.page}
      data-testid="intake"
      onBlur={() => void flushDrafts()}
      onKeyDownCapture={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        event.stopPropagation()
        void save()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.stopPropagation()
        close()
      }}
    >
      <header className={styles.head}>
        <h1 className={styles.title}>{t('title')}</h1>
        <DraftBar
          drafts={drafts}
          openId={caseId}
          openForm={form}
          onOpen={(id) => switchTo(() => openDraft(id))()}
          onStart={switchTo(startIntake)}
        />
      </header>
      <div className={styles.body}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Enter in its lines */}
        <form
          className={styles.form}
          inert={busy}
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void save()
          }}
          onKeyDown={keepEnterFromSaving}
        >
          <div data-find>
            <PickField form={form} agreements={agreements} key={caseId} />
          </div>
          {shown?.refusal && !fieldOfRefusal(shown.refusal) && <RefusalNote error={shown.refusal} />}
          {shown?.failed && (
            <p role="alert" className={styles.failed}>
              {t(`errors:call.${shown.failed}`)}
            </p>
          )}
          <IntakeFields
            form={form}
            passcode={passcode}
            kind={kind}
            agreements={agreements}
            states={states}
            onChange={change}
            onLeave={leave}
          />
        </form>
        <aside className={styles.aside} aria-label={t('aside')}>
          <DuplicatesCard cases={duplicates} serialNo={form.serialNo.trim() || null} onOpen={openCase} />
          {FIELDS_OF[kind].product !== 'hidden' && <WarrantyCard form={form} verdict={verdict} />}
          {promise && <OnSiteCard promise={promise} />}
          {agreement?.routine && <RoutineCard routine={agreement.routine} />}
          <MissingCard checked={checked} onGo={goTo} />
        </aside>
      </div>
      <SaveBar
        form={form}
        busy={busy}
        discarded={discarded !== null}
        onSave={() => void save()}
        onDiscard={switchTo(discardIntake)}
        onUndoDiscard={switchTo(undoDiscard)}
        onUnassigned={(unassigned) => change({ unassigned })}
      />
    </div>
  )
}

/** A page that is left, hidden or closed has its draft written. */
function keepOnLeaving(): () => void {
  const flush = (): void => void flushDrafts()
  window.addEventListener('pagehide', flush)
  window.addEventListener('blur', flush)
  document.addEventListener('visibilitychange', flush)
  return () => {
    flush()
    window.removeEventListener('pagehide', flush)
    window.removeEventListener('blur', flush)
    document.removeEventListener('visibilitychange', flush)
  }
}

/** Enter in a line moves nothing and saves nothing: a customer who is still talking is not a case yet. */
function keepEnterFromSaving(event: KeyboardEvent): void {
  const plain = !event.ctrlKey && !event.metaKey
  if (event.key === 'Enter' && plain && event.target instanceof HTMLInputElement) event.preventDefault()
}

const SHORTEST_SERIAL = 4

function useDuplicates(form: IntakeForm, caseId: string) {
  const serial = form.serialNo.trim()
  const serialNo = serial.length >= SHORTEST_SERIAL ? serial : null
  const phones = [form.mobile, form.phone].map((text) => text.trim()).filter((text) => normalisePhone(text) !== null)
  const [asked] = useDebouncedValue(JSON.stringify([serialNo, phones]), 100)
  const [askedSerial, askedPhones] = JSON.parse(asked) as [string | null, string[]]
  const { data = [] } = useQuery(duplicatesQuery(askedSerial, askedPhones))
  const nothing = askedSerial === null && askedPhones.length === 0
  return useMemo(() => (nothing ? [] : data.filter((each) => each.id !== caseId)), [data, nothing, caseId])
}
