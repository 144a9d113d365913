import { Modal } from '@mantine/core'
import { useTranslation } from '../../i18n/use-translation.ts'
import { KbdHint, MOD_KEY } from '../../ui/kbd-hint.tsx'
import { type Action, type ActionGroup, currentActions, useShortcutTable } from '../shortcuts.ts'
import styles from './palette.module.css'
import { closePalette, usePalette } from './palette.store.ts'

const GROUPS: readonly ActionGroup[] = ['case', 'list', 'go', 'app']

/** Every key that acts here and now, from the same table that acts on them. */
export function ShortcutHelp() {
  const { t } = useTranslation('search')
  const open = usePalette((palette) => palette.open) === 'help'
  return (
    <Modal
      opened={open}
      onClose={closePalette}
      title={t('help.title')}
      size={720}
      closeButtonProps={{ 'aria-label': t('common:do.close') }}
    >
      <p className={styles.helpText}>{t('help.text', { mod: MOD_KEY })}</p>
      {open && <HelpLines />}
    </Modal>
  )
}

/** Follows the table only while it is seen: the table changes with most keys. */
function HelpLines() {
  const { t } = useTranslation('search')
  const actions = withKeys(currentActions(useShortcutTable((table) => table.registrations)))
  return (
    <div className={styles.help}>
      {GROUPS.map((group) => {
        const own = actions.filter((action) => action.group === group)
        return (
          own.length > 0 && (
            <section key={group} className={styles.helpGroup} aria-label={t(`group.${group}`)}>
              <h3 className={styles.helpTitle}>{t(`group.${group}`)}</h3>
              <ul>
                {own.map((action) => (
                  <li key={action.id} className={styles.helpLine} data-disabled={action.disabled || undefined}>
                    <span>{action.label}</span>
                    <span className={styles.helpKeys}>
                      {action.keys?.map((keys) => (
                        <KbdHint key={keys} keys={keys} />
                      ))}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          )
        )
      })}
    </div>
  )
}

/** What a key would do at another moment is left out where it does something else now, or would do something nearer. */
function withKeys(actions: readonly Action[]): Action[] {
  const taken = new Set(actions.filter((action) => !action.disabled).flatMap((action) => action.keys ?? []))
  const shown = actions.toReversed().filter(({ keys, disabled }) => {
    if (!keys || (disabled && keys.every((each) => taken.has(each)))) return false
    for (const each of keys) taken.add(each)
    return true
  })
  return shown.reverse()
}
