import type { z } from 'zod'
import { compiled } from '../../lib/compiled.ts'
import type { CommandDefinition } from './define.ts'

type AnyCommand = CommandDefinition<string, z.ZodType>
type Given = { readonly version: number; readonly args: unknown }

/** Arguments of an older version of the command, lifted step by step to the shape that they have now. */
export function upcasted({ version: now, upcasts = {} }: AnyCommand, { version, args }: Given): unknown {
  let lifted = args
  for (let at = version; at < now; at++) lifted = upcasts[at]?.(lifted) ?? lifted
  return lifted
}

/** The arguments as they are read today, whatever version made them; undefined where they do not fit. */
export function readArgs<S extends z.ZodType>(
  command: CommandDefinition<string, S>,
  given: Given,
): z.output<S> | undefined {
  const parsed = compiled(command.args).safeParse(upcasted(command as unknown as AnyCommand, given))
  return parsed.success ? parsed.data : undefined
}
