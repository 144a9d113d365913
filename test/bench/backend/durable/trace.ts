import { readFileSync } from 'node:fs'

/** A call as the operating system answered it, in the order of the answers. */
export type Call = {
  /** When it was answered, ms since the epoch. */
  readonly at: number
  readonly name: string
  /** The file of the descriptor in its first argument, or the first path. */
  readonly path: string
  readonly args: string
  /** What was written. */
  readonly data: Buffer
}

/** How strace must be asked, so that {@link readTrace} can read it: every text as hex, files by name, with time and duration. */
export const TRACED = ['-f', '-ttt', '-T', '-y', '-xx', '-s', '10000000'] as const

const LINE = /^(?<pid>\d+)\s+(?<began>\d+\.\d+) (?<rest>.*)$/
const WHOLE = /^(?<name>\w+)\((?<args>.*)\) += (?<answer>\S+).* <(?<took>\d+\.\d+)>$/
const BEGUN = /^(?<call>\w+\(.*) <unfinished \.\.\.>$/
const RESUMED = /^<\.\.\. \w+ resumed>(?<rest>.*)$/

export function readTrace(file: string): Call[] {
  const begun = new Map<string, { readonly call: string; readonly began: number }>()
  return readFileSync(file, 'latin1')
    .split('\n')
    .flatMap((line) => {
      const { pid = '', began = '', rest = '' } = LINE.exec(line)?.groups ?? {}
      const open = BEGUN.exec(rest)?.groups?.call
      if (open !== undefined) begun.set(pid, { call: open, began: Number(began) })
      const resumed = RESUMED.exec(rest)?.groups?.rest
      const before = resumed === undefined ? undefined : begun.get(pid)
      const whole = WHOLE.exec(before === undefined ? rest : before.call + resumed)?.groups
      if (whole === undefined || Number(whole.answer) < 0) return []
      const { name = '', args = '', took = '0' } = whole
      const path = /^\d+<([^>]*)>/.exec(args)?.[1] ?? /^"([^"]*)"/.exec(args)?.[1] ?? ''
      const at = ((before?.began ?? Number(began)) + Number(took)) * 1000
      const data = /, "([^"]*)"/.exec(args)?.[1] ?? ''
      return [{ at, name, path: unhex(path).toString(), args, data: unhex(data) }]
    })
}

const unhex = (text: string): Buffer => Buffer.from(text.replaceAll('\\x', ''), 'hex')
