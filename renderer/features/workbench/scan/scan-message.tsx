import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SearchHit } from '#shared/contract/views.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import styles from '../workbench.module.css'
import type { ScanResult } from './use-scan.ts'

type Props = {
  readonly result: ScanResult
  readonly onUnit: (caseId: string) => void
  readonly onCase: (caseId: string) => void
  readonly onRegister: () => void
}

/** One sentence on a scan that opened nothing, and the way on from it. */
export function ScanMessage({ result, onUnit, onCase, onRegister }: Props) {
  const { t } = useTranslation('workbench')
  const { caseName } = useFormat()
  const hits = 'found' in result ? hitsOf(result) : []
  const [first] = hits
  const facts = {
    text: result.text,
    number: first ? caseName(first) : '',
    state: first ? t(`states:state.${first.state}`) : '',
  }
  return (
    <div className={styles.message} role="alert">
      <p>{t(`scan.result.${result.kind}`, facts)}</p>
      {result.kind === 'several' &&
        hits.map((hit) => (
          <Button key={hit.id} size="lg" variant="default" onClick={() => onUnit(hit.id)}>
            {caseName(hit)} · {t(`states:state.${hit.state}`)}
          </Button>
        ))}
      {(result.kind === 'not-workshop' || result.kind === 'ended') && first && (
        <Button size="lg" variant="default" onClick={() => onCase(first.id)}>
          {t('openCase')}
        </Button>
      )}
      {result.kind === 'none' && (
        <Button size="lg" variant="default" onClick={onRegister}>
          {t('commands:case.register.do')}
        </Button>
      )}
    </div>
  )
}

function hitsOf({ found }: Extract<ScanResult, { found: unknown }>): readonly SearchHit[] {
  if (found.kind === 'several') return found.hits
  return 'hit' in found ? [found.hit] : []
}
