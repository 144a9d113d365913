import { useTranslation } from 'react-i18next'
import type { ConflictView } from '#shared/contract/views.ts'
import { ReasonList } from '../../ui/reason-line.tsx'
import { showValue, type Shown } from '../words/say.ts'
import { useSay } from '../words/use-say.ts'
import styles from './conflict-item.module.css'
import { argsOf, conflictRows, myVerdict } from './conflict-rows.ts'

type Props = { readonly conflict: ConflictView; readonly mineBy: string; readonly theirsBy: string | null }

/** Both versions side by side. A line that differs carries a sign and weight, not only colour. */
export function ConflictTable({ conflict, mineBy, theirsBy }: Props) {
  const { t } = useTranslation('conflicts')
  const say = useSay()
  const rows = conflictRows(conflict)
  if (rows.length === 0) return <p className={styles['by']}>{mineBy}</p>
  const cell = (shown: Shown | null) => (shown === null ? '' : showValue(shown, say))
  const decision = conflict.theirs?.decision
  const mine =
    conflict.command.name === 'warranty.decide' && decision
      ? myVerdict(argsOf(conflict), decision.facts.reportedOn)
      : null
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          <th scope="col">
            <span className="sk-visually-hidden">{t('what')}</span>
          </th>
          <th scope="col">
            {t('mine')}
            <span className={styles['by']}>{mineBy}</span>
          </th>
          <th scope="col">
            {t('theirs')}
            {theirsBy && <span className={styles['by']}>{theirsBy}</span>}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.label} data-differs={row.differs || undefined}>
            <th scope="row">
              {row.differs && (
                <>
                  <span aria-hidden>≠ </span>
                  <span className="sk-visually-hidden">{t('differs')}: </span>
                </>
              )}
              {say.t(row.label)}
            </th>
            <td>{cell(row.mine)}</td>
            <td>{cell(row.theirs)}</td>
          </tr>
        ))}
        {mine && decision && (
          <tr>
            <th scope="row">{say.t('timeline.reasons')}</th>
            <td>
              <ReasonList reasons={mine.reasons} />
            </td>
            <td>
              <ReasonList reasons={decision.reasons} />
            </td>
          </tr>
        )}
      </tbody>
    </table>
  )
}
