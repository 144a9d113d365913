import { Jump } from '../palette/jump.tsx'
import { Palette } from '../palette/palette.tsx'
import { ShortcutHelp } from '../palette/shortcut-help.tsx'
import { SignInAgain } from './sign-in-again.tsx'
import type { useSignInAgain } from './use-sign-in-again.ts'

type Props = {
  readonly onOpenCase: (caseId: string) => void
  readonly signInAgain: ReturnType<typeof useSignInAgain>
}

/** What stands above the page while it is open. A file of its own: nobody sees it at the start. */
export function Dialogs({ onOpenCase, signInAgain }: Props) {
  return (
    <>
      <Palette onOpenCase={onOpenCase} />
      <Jump onOpenCase={onOpenCase} />
      <ShortcutHelp />
      <SignInAgain {...signInAgain} />
    </>
  )
}
