import { Input } from '@mantine/core'
import { IconBarcode } from '@tabler/icons-react'
import { type Ref, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { forInput, LabelledField } from '../../../ui/labelled-field.tsx'

type Props = { readonly inputRef: Ref<HTMLInputElement>; readonly onScan: (text: string) => void }

/** Where scans land. A scanner is a keyboard: it types the code and presses Enter. */
export function ScannerField({ inputRef, onScan }: Props) {
  const { t } = useTranslation('workbench')
  const [text, setText] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onScan(text)
        setText('')
      }}
    >
      <LabelledField label={t('scan.label')} note={t('scan.ready')}>
        {(control) => (
          <Input
            {...forInput(control)}
            ref={inputRef}
            data-scanner
            styles={{ input: { height: 48, fontSize: 18 } }}
            leftSection={<IconBarcode size={22} aria-hidden />}
            leftSectionWidth={44}
            value={text}
            placeholder={t('scan.placeholder')}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={100}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
      </LabelledField>
    </form>
  )
}
