import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { refusalOf } from '../../api/call-error.ts'
import { undoLast } from '../../api/submit.ts'
import { paths } from '../../app/paths.ts'
import { useActions } from '../../app/shortcuts.ts'
import { errorText } from '../../i18n/error-text.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { SlowSkeleton } from '../../ui/slow-skeleton.tsx'
import { Board } from './board/board.tsx'
import { ScanMessage } from './scan/scan-message.tsx'
import { ScannerField } from './scan/scanner-field.tsx'
import { useScan } from './scan/use-scan.ts'
import { useScannerFocus } from './scan/use-scanner-focus.ts'
import { UndoBar } from './undo-bar.tsx'
import { UnitView } from './unit/unit-view.tsx'
import styles from './workbench.module.css'
import { benchQuery } from './workbench.queries.ts'

/** The technician's screen: scan a unit, see it, do the next thing; otherwise the whole bench as a board. @rule SHOP-1 @rule SHOP-5 */
export function WorkbenchRoute({ caseId }: { readonly caseId?: string | undefined }) {
  const { t } = useTranslation('workbench')
  const [, navigate] = useLocation()
  const scanner = useRef<HTMLInputElement>(null)
  const bench = useQuery(benchQuery)
  const { undo, problem, forget } = useUndo()

  const openUnit = useCallback(
    (id: string) => {
      forget()
      navigate(paths.workbenchCase(id))
    },
    [navigate, forget],
  )
  const openCase = useCallback((id: string) => navigate(paths.case('workbench', id)), [navigate])
  const { scan, result, clear } = useScan(openUnit)
  const onScan = useCallback((text: string) => void scan(text), [scan])
  const refocus = useScannerFocus(scanner, onScan)
  useEffect(refocus, [refocus])
  const pick = (id: string): void => {
    clear()
    openUnit(id)
    refocus()
  }
  const toBoard = (): void => {
    clear()
    navigate(paths.workbench)
    refocus()
  }
  const done = (): void => {
    forget()
    clear()
    refocus()
  }
  const takeBack = (): void => void undo().then(refocus)

  useActions([
    { id: 'workbench.board', label: t('unit.board'), keys: ['escape'], group: 'case', run: toBoard, disabled: !caseId },
  ])

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the whole page
    <div
      className={styles.page}
      data-testid="workbench"
      onKeyDown={(event) => {
        const inEmptyScanner = event.target === scanner.current && scanner.current?.value === ''
        if (event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && inEmptyScanner) {
          event.preventDefault()
          event.stopPropagation()
          takeBack()
        }
        if (event.key === 'Escape' && event.target === scanner.current && caseId !== undefined) {
          event.stopPropagation()
          toBoard()
        }
      }}
    >
      <header className={styles.head}>
        <h1 className="sk-visually-hidden">{t('title')}</h1>
        <div className={styles.scanner}>
          <ScannerField inputRef={scanner} onScan={onScan} />
        </div>
        <UndoBar problem={problem} onUndo={takeBack} />
      </header>
      {result && (
        <ScanMessage result={result} onUnit={pick} onCase={openCase} onRegister={() => navigate(paths.intake)} />
      )}
      <div className={styles.body}>
        {caseId !== undefined ? (
          <UnitView caseId={caseId} onDone={done} onBack={toBoard} onCase={openCase} />
        ) : bench.error ? (
          <ErrorNote title={t('board.failed')} onRetry={() => void bench.refetch()} />
        ) : bench.data ? (
          <Board items={bench.data} onOpen={pick} />
        ) : (
          <SlowSkeleton lines={8} />
        )}
      </div>
    </div>
  )
}

/** Takes back what this window did last; says why where it cannot. */
function useUndo() {
  const { t } = useTranslation()
  const { language } = useFormat()
  const [problem, setProblem] = useState<string | null>(null)
  const undo = useCallback(async (): Promise<void> => {
    try {
      await undoLast()
      setProblem(null)
    } catch (error) {
      const refusal = refusalOf(error)
      setProblem(refusal ? errorText(refusal, t, language) : t('errors:call.failed'))
    }
  }, [t, language])
  return { undo, problem, forget: useCallback(() => setProblem(null), []) }
}
