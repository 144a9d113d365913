import { useTranslation } from 'react-i18next'
import type { CaseListItem } from '#shared/contract/views.ts'
import { STATE_TONE } from '../../../case-parts/words/state-tone.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { StatusDot } from '../../../ui/status-dot.tsx'
import styles from '../workbench.module.css'
import { columnsOf } from './board-columns.ts'

type Props = { readonly items: readonly CaseListItem[]; readonly onOpen: (caseId: string) => void }

/** Every unit on the bench under its state. A card is as large as a glove needs. */
export function Board({ items, onOpen }: Props) {
  const { t } = useTranslation('workbench')
  return (
    <div className={styles.board}>
      {columnsOf(items).map(({ state, narrow, items: units }) => (
        <section
          key={state}
          className={styles.column}
          data-narrow={narrow || undefined}
          aria-labelledby={`bench-${state}`}
        >
          <h2 id={`bench-${state}`} className={styles.columnHead}>
            <StatusDot tone={STATE_TONE[state]} />
            <span className={styles.columnName}>{t(`states:state.${state}`)}</span>
            <span className={styles.columnCount}>{units.length}</span>
          </h2>
          <ul className={styles.cards}>
            {units.map((item) => (
              <li key={item.id}>
                <Card item={item} onOpen={onOpen} />
              </li>
            ))}
          </ul>
          {units.length === 0 && <p className={styles.columnEmpty}>{t('board.empty')}</p>}
        </section>
      ))}
    </div>
  )
}

function Card({ item, onOpen }: { readonly item: CaseListItem; readonly onOpen: Props['onOpen'] }) {
  const { t } = useTranslation('states')
  const { age, caseName } = useFormat()
  return (
    <button type="button" className={styles.card} onClick={() => onOpen(item.id)}>
      <span className={styles.cardNumber}>
        {caseName(item)}
        {item.mark !== 'none' && (
          <span data-mark={item.mark} className={styles.cardMark}>
            {' '}
            <span aria-hidden="true">{item.mark === 'pending' ? '◌' : '▲'}</span>
            <span className="sk-visually-hidden">{t(`mark.${item.mark}`)}</span>
          </span>
        )}
      </span>
      <span className={styles.cardAge}>{age(item.registeredAt)}</span>
      <span className={styles.cardTitle}>{item.productName}</span>
      <span className={styles.cardFault}>{item.faultDescription}</span>
    </button>
  )
}
