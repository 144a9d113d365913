import { Combobox, Input, useCombobox } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { isContractNumber } from '#shared/domain/intake/contract-number.ts'
import type { Agreement } from '#shared/domain/customer/customer.rows.ts'
import { type ControlProps, forInput } from '../../../ui/labelled-field.tsx'
import { contractNo } from '../form/contract-fields.ts'
import styles from '../intake.module.css'

type Props = {
  readonly control: ControlProps
  readonly value: string
  readonly agreements: readonly Agreement[]
  readonly customerId: string | null
  readonly onChange: (text: string) => void
  readonly onBlur: () => void
}

const SHOWN = 12

/** The agreement's number, typed or chosen. The customer's own agreements come first. @rule SOS-6 */
export function ContractInput({ control, value, agreements, customerId, onChange, onBlur }: Props) {
  const { t } = useTranslation('intake')
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const options = useMemo(() => offered(agreements, value, customerId), [agreements, value, customerId])

  return (
    <Combobox
      store={combobox}
      shadow="md"
      width="max-content"
      position="bottom-start"
      onOptionSubmit={(agreementNo) => {
        onChange(agreementNo)
        combobox.closeDropdown()
      }}
    >
      <Combobox.Target>
        <Input
          {...forInput(control)}
          value={value}
          name="contract"
          placeholder="SA0000000"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            const text = event.currentTarget.value
            onChange(text)
            if (isContractNumber(contractNo(text))) combobox.closeDropdown()
            else combobox.openDropdown()
            combobox.updateSelectedOptionIndex()
          }}
          onClick={() => combobox.openDropdown()}
          onBlur={() => {
            combobox.closeDropdown()
            onBlur()
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || !combobox.dropdownOpened || options.length === 0) return
            event.stopPropagation()
            combobox.closeDropdown()
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={options.length === 0}>
        <Combobox.Options aria-label={t('contract.choices')} mah={280} style={{ overflowY: 'auto' }}>
          {options.map((agreement) => (
            <Combobox.Option key={agreement.id} value={agreement.agreementNo}>
              <span className={styles.optionTitle}>{agreement.agreementNo}</span>
              <span className={styles.optionDetail}>{agreement.name}</span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

/** Agreements that fit what is typed; all of them while a whole one stands there, so that another can be chosen. */
function offered(agreements: readonly Agreement[], typed: string, customerId: string | null): Agreement[] {
  const text = typed.trim().toLocaleUpperCase()
  const chosen = agreements.some((each) => each.agreementNo === contractNo(typed))
  const fits = ({ agreementNo, name }: Agreement) =>
    chosen || text === '' || agreementNo.includes(text) || name.toLocaleUpperCase().includes(text)
  const rank = (each: Agreement) => (each.customerId === null ? 1 : each.customerId === customerId ? 0 : 2)
  return agreements
    .filter(fits)
    .sort((a, b) => rank(a) - rank(b) || a.agreementNo.localeCompare(b.agreementNo))
    .slice(0, SHOWN)
}
