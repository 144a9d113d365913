import commands from '#resources/locales/nb/commands.json' with { type: 'json' }
import common from '#resources/locales/nb/common.json' with { type: 'json' }
import shell from '#resources/locales/nb/shell.json' with { type: 'json' }
import states from '#resources/locales/nb/states.json' with { type: 'json' }
import type { CommandName } from '#shared/domain/commands.ts'
import type { CaseState } from '#shared/domain/service-case/service-case.rows.ts'

/** What stands on the screen for those who read Norwegian: the tests look for the same words as the people do. */
export const SHELL = shell
export const FIELD = common.field
export const DO = common.do

/** The words on the button of a command. */
export function commandWords(name: CommandName): string {
  const [area, act] = name.split('.') as [string, string]
  const words = (commands as Record<string, Record<string, { do: string }>>)[area]?.[act]?.do
  if (words === undefined) throw new Error(`no words for ${name}`)
  return words
}

export const stateWords = (state: CaseState): string => states.state[state]
