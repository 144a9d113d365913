import { useTranslation } from '../../i18n/use-translation.ts'
import type { CaseListItem } from '#shared/contract/views.ts'
import { refusalOf } from '../../api/call-error.ts'
import { useUser } from '../../api/session.ts'
import { useActions } from '../../app/shortcuts.ts'
import { errorText } from '../../i18n/error-text.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { sayQuietly } from '../../ui/quiet-note.tsx'
import { useAssign } from './queue.queries.ts'

/** `A`: the case under the keyboard becomes mine. @rule SOS-3 */
export function useAssignToMe(item: CaseListItem | undefined): void {
  const { t } = useTranslation('queue')
  const { caseName, language } = useFormat()
  const user = useUser()
  const assign = useAssign()
  useActions([
    {
      id: 'case.assign-me',
      label: t('assign-me'),
      group: 'case',
      keys: ['a'],
      disabled: !item || !user || item.ownerId === user.id,
      run: () => {
        if (!item || !user) return
        assign.mutate(
          { item, ownerId: user.id },
          {
            onSuccess: () => sayQuietly(t('assigned-me', { number: caseName(item) })),
            onError: (error) => {
              const refusal = refusalOf(error)
              sayQuietly(refusal ? errorText(refusal, t, language) : t('errors:call.failed'))
            },
          },
        )
      },
    },
  ])
}
