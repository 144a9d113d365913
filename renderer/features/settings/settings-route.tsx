import { Button, SegmentedControl, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Preferences, usePreferences, useSetPreference } from '../../api/settings.ts'
import { LANGUAGES } from '../../i18n/language.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { Section } from '../../ui/section.tsx'
import { SettingLine } from './setting-line.tsx'
import styles from './settings.module.css'
import { SignOut } from './sign-out.tsx'

const THEMES = ['system', 'light', 'dark'] as const
const DENSITIES = ['compact', 'comfortable'] as const

/** How the window looks and speaks, and the way out. Every choice holds at once. */
export function SettingsRoute({ onShowKeys }: { readonly onShowKeys: () => void }) {
  const { t } = useTranslation('settings')
  const { language, theme, density } = usePreferences()
  const setPreference = useSetPreference()
  const set = (key: keyof Preferences) => (value: string | null) => {
    if (value !== null) setPreference.mutate({ key, value })
  }
  return (
    <div className={styles.page}>
      <div className={styles.column}>
        <h1 className={styles.title}>{t('title')}</h1>
        {setPreference.isError && <ErrorNote title={t('error')} />}
        <Section title={t('look')}>
          <SettingLine label={t('language')}>
            {(labelId) => (
              <Select
                size="xs"
                aria-labelledby={labelId}
                allowDeselect={false}
                data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
                value={language}
                onChange={set('language')}
              />
            )}
          </SettingLine>
          <SettingLine label={t('theme.label')}>
            {(labelId) => (
              <SegmentedControl
                aria-labelledby={labelId}
                data={THEMES.map((value) => ({
                  value,
                  label: t(value === 'system' ? 'theme.auto' : `theme.${value}`),
                }))}
                value={theme}
                onChange={set('theme')}
              />
            )}
          </SettingLine>
          <SettingLine label={t('density.label')} hint={t('density.hint')}>
            {(labelId) => (
              <SegmentedControl
                aria-labelledby={labelId}
                data={DENSITIES.map((value) => ({ value, label: t(`density.${value}`) }))}
                value={density}
                onChange={set('density')}
              />
            )}
          </SettingLine>
          <SettingLine label={t('keys')}>
            {() => (
              <Button variant="default" onClick={onShowKeys}>
                {t('keys-show')}
              </Button>
            )}
          </SettingLine>
        </Section>
        <Section title={t('person')}>
          <SignOut />
        </Section>
      </div>
    </div>
  )
}
