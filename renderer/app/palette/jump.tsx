import { Modal, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { caseNumber } from '#shared/domain/rules/index.ts'
import { keys } from '../../api/query-keys.ts'
import { caseName } from '../../i18n/format.ts'
import { KbdHint } from '../../ui/kbd-hint.tsx'
import styles from './palette.module.css'
import { closePalette, usePalette } from './palette.store.ts'
import { readNumber } from './read-number.ts'
import { useCaseByNumber } from './use-case-by-number.ts'

const SEVEN_DIGITS = 1_000_000

/** A case by its number, as it is read aloud: found while the digits are typed, opened by Enter. `#` opens it. */
export function Jump({ onOpenCase }: { readonly onOpenCase: (caseId: string) => void }) {
  const { t } = useTranslation('shell')
  const open = usePalette((palette) => palette.open) === 'jump'
  return (
    <Modal.Root opened={open} onClose={closePalette} size={420} yOffset="12vh" centered={false}>
      <Modal.Overlay backgroundOpacity={0.32} />
      <Modal.Content aria-label={t('jump.label')}>
        <Modal.Body p={0}>{open && <JumpBody onOpenCase={onOpenCase} />}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

function JumpBody({ onOpenCase }: { readonly onOpenCase: (caseId: string) => void }) {
  const { t } = useTranslation('shell')
  const [text, setText] = useState('')
  const find = useCaseByNumber()
  const read = readNumber(text)
  const serial = read.kind === 'number' ? read.serial : null
  const found = useQuery({
    queryKey: [...keys.searches, 'number', serial],
    queryFn: () => (serial === null ? null : find(serial)),
    enabled: serial !== null,
  })
  const hit = serial === null ? null : (found.data ?? null)
  const unknown = serial !== null && found.isSuccess && hit === null
  // A short number is one that is still being typed, but for the few old ones.
  const unfinished = unknown && serial < SEVEN_DIGITS
  const problem =
    read.kind === 'wrong'
      ? t(`jump.${read.problem}`)
      : unknown && !unfinished
        ? t('jump.unknown', { number: caseNumber({ serial }) })
        : null
  return (
    <>
      <TextInput
        data-autofocus
        variant="unstyled"
        size="md"
        inputMode="numeric"
        autoComplete="off"
        aria-label={t('jump.label')}
        aria-describedby="jump-says"
        placeholder={t('jump.placeholder')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || hit === null) return
          event.preventDefault()
          closePalette()
          onOpenCase(hit.id)
        }}
        classNames={{ input: `${styles.input ?? ''} ${styles.digits ?? ''}` }}
      />
      <output id="jump-says" className={styles.jump} data-problem={problem !== null || undefined}>
        {hit !== null && (
          <>
            <b className={styles.digits}>{caseName(hit)}</b>
            <span className="sk-truncate">{hit.productName}</span>
            {read.kind === 'number' && !read.checked && <span className={styles.aside}>{t('jump.unchecked')}</span>}
            <KbdHint keys="enter" />
          </>
        )}
        {unfinished ? t('jump.length') : problem}
      </output>
    </>
  )
}
