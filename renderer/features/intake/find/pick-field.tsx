import { Anchor } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Agreement } from '#shared/domain/customer/customer.rows.ts'
import { fillFrom, takeBackFill } from '../form/fill-from-match.ts'
import type { IntakeForm } from '../form/intake-form.ts'
import { findCustomer } from '../intake.queries.ts'
import { changeIntake, replaceForm, useIntake } from '../intake.store.ts'
import styles from '../intake.module.css'
import { FindField } from './find-field.tsx'
import type { FindOption } from './find-options.ts'

type Props = { readonly form: IntakeForm; readonly agreements: readonly Agreement[] }

/** Finds who calls and about what, fills the page from it, and takes that back on request. */
export function PickField({ form, agreements }: Props) {
  const { t } = useTranslation('intake')
  const [before, setBefore] = useState<{ readonly form: IntakeForm; readonly filled: IntakeForm } | null>(null)

  async function pick({ pick: picked }: FindOption): Promise<void> {
    const customer = picked.customer ?? (await findCustomer(picked.customerId, picked.customerName))
    const now = useIntake.getState().open.form
    const filled = fillFrom(now, { ...picked, customer }, agreements)
    setBefore({ form: now, filled })
    replaceForm(filled)
  }

  function takeBack(): void {
    if (before) replaceForm(takeBackFill(before.form, before.filled, useIntake.getState().open.form))
    setBefore(null)
  }

  return (
    <>
      <FindField value={form.find} onChange={(find) => changeIntake({ find })} onPick={(option) => void pick(option)} />
      {form.customerName !== '' && (
        <p className={styles.picked}>
          <b className="sk-truncate">{form.customerName}</b>
          {before && (
            <Anchor component="button" type="button" inherit onClick={takeBack}>
              {t('find.takeBack')}
            </Anchor>
          )}
          <Anchor
            component="button"
            type="button"
            inherit
            onClick={() => changeIntake({ customerId: null, customerName: '', unitId: null, unitSerialNo: '' })}
          >
            {t('find.release')}
          </Anchor>
        </p>
      )}
    </>
  )
}
