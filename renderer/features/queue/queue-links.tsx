import { useQuery } from '@tanstack/react-query'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Link, useRoute } from 'wouter'
import { QueueName } from '#shared/domain/queue.ts'
import { paths } from '../../app/paths.ts'
import { useFormat } from '../../i18n/use-format.ts'
import styles from './queue.module.css'
import { countsQuery } from './queue.queries.ts'

/** Every queue with its exact count, kept live. */
export function QueueLinks() {
  const { t } = useTranslation('queue')
  const { count } = useFormat()
  const counts = useQuery(countsQuery()).data
  const [here, params] = useRoute('/q/:queue/*?')
  return (
    <ul className={styles.links} aria-label={t('shell:queues')}>
      {QueueName.options.map((queue) => {
        const waiting = counts?.[queue]
        return (
          <li key={queue}>
            <Link
              href={paths.queue(queue)}
              className={styles.link}
              aria-current={here && params.queue === queue ? 'page' : undefined}
              data-queue={queue}
            >
              <span className="sk-truncate">{t(`name.${queue}`)}</span>
              <span className={styles.linkCount} data-none={waiting === 0 || undefined}>
                {waiting !== undefined && count(waiting)}
              </span>
            </Link>
          </li>
        )
      })}
    </ul>
  )
}
