import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useDone } from '../../api/submit.ts'
import { caseQuery } from '../../case-parts/case.queries.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { KbdHint } from '../../ui/kbd-hint.tsx'
import styles from './workbench.module.css'

/** What was done last here, and the way back from it as long as it is not sent. */
export function UndoBar({ problem, onUndo }: { readonly problem: string | null; readonly onUndo: () => void }) {
  const last = useDone(({ done }) => done.at(-1))
  return (
    <footer className={styles.undoBar} aria-live="polite">
      {problem ? <span className={styles.undoProblem}>{problem}</span> : last && <Last {...last} onUndo={onUndo} />}
    </footer>
  )
}

function Last({ caseId, name, onUndo }: { caseId: string; name: string; onUndo: () => void }) {
  const { t } = useTranslation('workbench')
  const { caseName } = useFormat()
  const { data: view } = useQuery(caseQuery(caseId))
  return (
    <>
      <span className="sk-truncate">
        {t(`commands:${name}.done`)} {view && <b>{caseName(view.serviceCase)}</b>}
      </span>
      {view?.mark === 'pending' && (
        <Button size="lg" variant="default" onClick={onUndo} rightSection={<KbdHint keys="mod+z" />}>
          {t('common:do.undo')}
        </Button>
      )}
    </>
  )
}
