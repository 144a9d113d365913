import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useLocation } from 'wouter'
import { QueueName } from '#shared/domain/queue.ts'
import { refusalOf } from '../../api/call-error.ts'
import { sessionQuery } from '../../api/session.ts'
import { undoLast } from '../../api/submit.ts'
import { errorText } from '../../i18n/error-text.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { sayQuietly } from '../../ui/quiet-note.tsx'
import { awaitField } from '../../ui/held-keys.ts'
import { usePageMessages } from '../page-messages.ts'
import { showHelp, showJump, showPalette } from '../palette/palette.store.ts'
import { fetchFirstPage } from '../ask-ahead.ts'
import { paths } from '../paths.ts'
import { type Action, useActions } from '../shortcuts.ts'
import { useOpenNumber, usePastedNumber } from './use-jump.ts'
import { useOpenCase } from './use-open-case.ts'

/** The letter after G for each place; the words of the queues are in three languages, the fingers know one. */
const QUEUE_LETTERS: Readonly<Record<QueueName, string>> = {
  mine: 'm',
  unassigned: 'u',
  'due-soon': 'f',
  'waiting-customer': 'k',
  workbench: 'v',
  'awaiting-parts': 'd',
  ready: 'r',
  closed: 'a',
}

/** What can be done wherever the person is; and links from outside that open a case. */
export function useShellActions(): void {
  const { t } = useTranslation('shell')
  const [location, navigate] = useLocation()
  const openCase = useOpenCase()
  const openNumber = useOpenNumber(openCase)
  const undo = useUndo()
  const release = useQuery(sessionQuery()).data?.release
  const queries = useQueryClient()
  const goTo = (id: string, place: string, path: string, key: string): Action => ({
    id: `go.${id}`,
    label: t('go', { place }),
    group: 'go',
    keys: [`g ${key}`],
    run: () => navigate(path),
  })
  const newCase = () => {
    if (location !== paths.intake) awaitField()
    navigate(paths.intake)
  }
  useActions([
    { id: 'app.palette', label: t('commands'), group: 'app', keys: ['mod+k'], keyOnly: true, run: showPalette },
    { id: 'app.jump', label: t('jump.do'), group: 'app', keys: ['#'], run: showJump },
    { id: 'app.help', label: t('help'), group: 'app', keys: ['?'], run: showHelp },
    { id: 'app.new-case', label: t('new-case'), group: 'app', keys: ['n'], run: newCase },
    { id: 'app.undo', label: t('undo'), group: 'app', keys: ['mod+z'], run: undo },
    ...QueueName.options.map((queue) => ({
      ...goTo(queue, t(`queue:name.${queue}`), paths.queue(queue), QUEUE_LETTERS[queue]),
      ahead: () => fetchFirstPage(queries, queue),
    })),
    goTo('bench', t('workbench'), paths.workbench, 'b'),
    goTo('conflicts', t('conflicts'), paths.conflicts, 'c'),
    goTo('settings', t('settings'), paths.settings, 's'),
    ...(release === false ? [goTo('gallery', t('gallery'), paths.gallery, 'x')] : []),
  ])
  usePastedNumber(openNumber)
  usePageMessages((message) => {
    if (message.type !== 'skranke-open-case') return
    if (message.caseId !== null) return openCase(message.caseId)
    if (message.number !== null) openNumber(message.number)
  })
}

/** Takes back the last command that has not been sent, and says what it was. */
function useUndo(): () => void {
  const { t } = useTranslation('common')
  const { language } = useFormat()
  return () =>
    void undoLast()
      .then((done) =>
        sayQuietly(done ? t('said.undone', { what: t(`commands:${done.name}.do`) }) : t('said.nothing-to-undo')),
      )
      .catch((error: unknown) => {
        const refusal = refusalOf(error)
        sayQuietly(refusal ? errorText(refusal, t, language) : t('errors:call.failed'))
      })
}
