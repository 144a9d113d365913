import { Menu, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconUser, IconUserOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '#shared/contract/views.ts'
import { lacking } from '../../../case-parts/actions/offered.ts'
import { useMe } from '../../../case-parts/case.queries.ts'
import { colleaguesQuery } from '../../../case-parts/words/use-say.ts'
import { KbdHint } from '../../../ui/kbd-hint.tsx'
import styles from '../case.module.css'

type Props = {
  readonly view: CaseView
  readonly ended: boolean
  readonly onAssign: (ownerId: string | null) => void
}

/** Who has the case, and giving it to somebody. @rule SOS-3 */
export function OwnerMenu({ view, ended, onAssign }: Props) {
  const { t } = useTranslation('case')
  const me = useMe()
  const { data: colleagues = [] } = useQuery(colleaguesQuery)
  const { ownerId } = view.serviceCase
  const name = ownerId === me.id ? t('owner.you') : (view.ownerName ?? t('owner.nobody'))
  if (ended || lacking('case.assign', me.permissions)) return <span className={styles['owner']}>{name}</span>
  const others = colleagues.filter((each) => each.id !== me.id).sort((a, b) => a.name.localeCompare(b.name))
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <UnstyledButton className={styles['owner']} aria-label={t('owner.label', { name })}>
          <IconUser size={14} aria-hidden /> {name} <IconChevronDown size={12} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        {ownerId !== me.id && (
          <Menu.Item onClick={() => onAssign(me.id)} rightSection={<KbdHint keys="a" />}>
            {t('owner.take')}
          </Menu.Item>
        )}
        {ownerId !== null && (
          <Menu.Item leftSection={<IconUserOff size={14} />} onClick={() => onAssign(null)}>
            {t('owner.putBack')}
          </Menu.Item>
        )}
        <Menu.Divider />
        {others.map((each) => (
          <Menu.Item
            key={each.id}
            disabled={each.id === ownerId}
            onClick={() => onAssign(each.id)}
            rightSection={<span className={styles['dim']}>{t(`states:role.${each.role}`)}</span>}
          >
            {each.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
