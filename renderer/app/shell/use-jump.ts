import { useEffect, useRef } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { caseNumber } from '#shared/domain/rules/index.ts'
import { sayQuietly } from '../../ui/quiet-note.tsx'
import { numberWithin } from '../palette/read-number.ts'
import { useCaseByNumber } from '../palette/use-case-by-number.ts'

/** Opens a case by the serial in its number, or says that it is not on this device. */
export function useOpenNumber(openCase: (caseId: string) => void): (serial: number) => void {
  const { t } = useTranslation('shell')
  const find = useCaseByNumber()
  return (serial) =>
    void find(serial).then((hit) =>
      hit ? openCase(hit.id) : sayQuietly(t('jump.unknown', { number: caseNumber({ serial }) })),
    )
}

/** Ctrl/Cmd+V outside of a text field opens the case whose number is on the clipboard. The page need not read the clipboard itself. */
export function usePastedNumber(open: (serial: number) => void): void {
  const { t } = useTranslation('shell')
  const latest = useRef(open)
  useEffect(() => {
    latest.current = open
  })
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const target = event.target instanceof Element ? event.target : null
      if (target?.closest('input, textarea, select, [contenteditable="true"], [role="dialog"]')) return
      const serial = numberWithin(event.clipboardData?.getData('text/plain').slice(0, 500) ?? '')
      if (serial === null) sayQuietly(t('jump.none'))
      else latest.current(serial)
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [t])
}
