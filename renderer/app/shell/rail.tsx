import { UnstyledButton } from '@mantine/core'
import { IconCommand, IconGitPullRequestConflict, IconPlus, IconSettings, IconTool } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Link, useLocation, useRoute } from 'wouter'
import { syncQuery } from '../../api/sync.ts'
import { QueueLinks } from '../../features/queue/queue-links.tsx'
import { SearchBox } from '../../features/search/search-box.tsx'
import { focusList } from '../../case-parts/list/use-list-keys.ts'
import { KbdHint } from '../../ui/kbd-hint.tsx'
import { showPalette } from '../palette/palette.store.ts'
import { HOME, paths } from '../paths.ts'
import { RailMenu } from './rail-menu.tsx'
import styles from './rail.module.css'

/** Everywhere one can go, always in the same place, with what waits there. */
export function Rail() {
  const { t } = useTranslation('shell')
  const [location, navigate] = useLocation()
  const conflicts = useQuery(syncQuery()).data?.conflicts ?? 0
  const searching = location.startsWith(paths.search)
  return (
    <nav className={styles.rail} aria-label={t('rail')}>
      <SearchBox
        onSearch={() => !searching && navigate(paths.search)}
        onLeave={focusList}
        onClear={() => searching && navigate(HOME)}
      />
      <Link href={paths.intake} className={styles.new}>
        <IconPlus size={15} aria-hidden="true" />
        <span className="sk-truncate">{t('new-case')}</span>
        <KbdHint keys="n" />
      </Link>
      <RailMenu>
        <div className={styles.scroll}>
          <QueueLinks />
          <hr className={styles.rule} />
          <ul className={styles.places}>
            <Place href={paths.workbench} icon={<IconTool size={15} />} name={t('workbench')} />
            <Place
              href={paths.conflicts}
              icon={<IconGitPullRequestConflict size={15} />}
              name={t('conflicts')}
              aside={conflicts > 0 && <span className={styles.conflicts}>▲ {conflicts}</span>}
            />
          </ul>
        </div>
        <ul className={styles.places}>
          <li>
            <UnstyledButton className={styles.place} onClick={showPalette}>
              <IconCommand size={15} aria-hidden="true" />
              <span className="sk-truncate">{t('commands')}</span>
              <KbdHint keys="mod+k" />
            </UnstyledButton>
          </li>
          <Place href={paths.settings} icon={<IconSettings size={15} />} name={t('settings')} />
        </ul>
      </RailMenu>
    </nav>
  )
}

type PlaceProps = { readonly href: string; readonly icon: ReactNode; readonly name: string; readonly aside?: ReactNode }

function Place({ href, icon, name, aside }: PlaceProps) {
  const [here] = useRoute(`${href}/*?`)
  return (
    <li>
      <Link href={href} className={styles.place} aria-current={here ? 'page' : undefined}>
        <span className={styles.icon} aria-hidden="true">
          {icon}
        </span>
        <span className="sk-truncate">{name}</span>
        {aside}
      </Link>
    </li>
  )
}
