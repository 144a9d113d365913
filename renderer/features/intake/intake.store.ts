import { v7 as uuidV7 } from 'uuid'
import { create } from 'zustand'
import { api } from '../../api/client.ts'
import { caseIdOfDraft, draftIdOf } from './draft-id.ts'
import { createDraftWriter } from './draft-writer.ts'
import { blankForm, changeForm, type IntakeForm, isBlankForm, readForm } from './form/intake-form.ts'

/** One intake under way. The id is the one that its case will have. @rule INTAKE-SECRET the passcode is kept apart */
export type OpenIntake = { readonly caseId: string; readonly form: IntakeForm; readonly passcode: string }

type State = {
  readonly open: OpenIntake
  /** Thrown away last; kept here, so that it can be taken back. */
  readonly discarded: OpenIntake | null
  /** When the draft was kept last, by this window's clock; null while it is not. */
  readonly keptAt: number | null
  readonly keepFailed: boolean
}

const fresh = (): OpenIntake => ({ caseId: uuidV7(), form: blankForm(), passcode: '' })

/** What is being typed. It outlives the route, so that looking something up elsewhere loses nothing. */
export const useIntake = create<State>(() => ({ open: fresh(), discarded: null, keptAt: null, keepFailed: false }))

const writer = createDraftWriter({
  put: async (id, { form, passcode }) => {
    await api.drafts.put({ id, form: form as never, passcode })
    useIntake.setState({ keptAt: Date.now(), keepFailed: false })
  },
  remove: (id) => api.drafts.remove({ id }),
  onError: () => useIntake.setState({ keepFailed: true }),
})

export const flushDrafts = (): Promise<void> => writer.flush()

const isBlank = ({ form, passcode }: OpenIntake): boolean => isBlankForm(form) && passcode === ''

function keep(open: OpenIntake): void {
  useIntake.setState({ open })
  writer.write(draftIdOf(open.caseId), { form: open.form, passcode: open.passcode === '' ? null : open.passcode })
}

export function changeIntake(change: Partial<IntakeForm>): void {
  const { open } = useIntake.getState()
  keep({ ...open, form: changeForm(open.form, change) })
}

/** Puts a whole form in place: after a pick, and to take a pick back. */
export const replaceForm = (form: IntakeForm): void => keep({ ...useIntake.getState().open, form })

export const changePasscode = (passcode: string): void => keep({ ...useIntake.getState().open, passcode })

/** A blank page; what was open stays among the drafts. */
export async function startIntake(): Promise<void> {
  const { open } = useIntake.getState()
  if (isBlank(open)) return
  useIntake.setState({ open: fresh(), keptAt: null })
  await flushDrafts()
}

/** Opens a kept draft. A draft that is gone, or that meanwhile is open, changes nothing. */
export async function openDraft(caseId: string): Promise<void> {
  if (useIntake.getState().open.caseId === caseId) return
  await flushDrafts()
  const open = await keptDraft(caseId)
  if (open) useIntake.setState({ open, keptAt: null })
}

async function keptDraft(caseId: string): Promise<OpenIntake | null> {
  const kept = await api.drafts.get({ id: draftIdOf(caseId) })
  return kept && { caseId, form: readForm(kept.form), passcode: kept.passcode ?? '' }
}

let resumed = false

/**
 * After a start or a crash: the newest draft, unless something has been typed already. Once a window: later the page opens blank,
 * so that one caller's words never end in another's draft.
 */
export async function resumeNewest(): Promise<void> {
  if (resumed) return
  resumed = true
  const before = useIntake.getState().open
  if (!isBlank(before)) return
  const [newest] = await listIntakeDrafts()
  const open = newest ? await keptDraft(newest.caseId) : null
  if (open && useIntake.getState().open === before) useIntake.setState({ open, keptAt: null })
}

export type KeptIntake = { readonly caseId: string; readonly form: IntakeForm; readonly changedAt: string }

/** Kept intakes, the newest first. */
export async function listIntakeDrafts(): Promise<KeptIntake[]> {
  const drafts = await api.drafts.list()
  return drafts
    .flatMap(({ id, form, changedAt }) => {
      const caseId = caseIdOfDraft(id)
      return caseId === null ? [] : [{ caseId, form: readForm(form), changedAt }]
    })
    .sort((a, b) => (a.changedAt < b.changedAt ? 1 : -1))
}

export async function discardIntake(): Promise<void> {
  const { open } = useIntake.getState()
  useIntake.setState({ open: fresh(), discarded: isBlank(open) ? null : open, keptAt: null })
  await writer.remove(draftIdOf(open.caseId))
}

/** Takes the last discarded draft back; what was begun meanwhile stays among the drafts. */
export async function undoDiscard(): Promise<void> {
  const { discarded } = useIntake.getState()
  if (!discarded) return
  useIntake.setState({ discarded: null })
  keep(discarded)
  await flushDrafts()
}

/** The draft has become a case. */
export async function finishIntake(caseId: string): Promise<void> {
  if (useIntake.getState().open.caseId === caseId) useIntake.setState({ open: fresh(), keptAt: null, discarded: null })
  await writer.remove(draftIdOf(caseId))
}
