import { readdirSync, readFileSync } from 'node:fs'

/** A process and everything it started, from `/proc`. */
export function processTree(root: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = readOr(`/proc/${name}/stat`)
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
    if (stat !== '') parents.set(Number(name), parent)
  }
  const tree = [root]
  for (const pid of tree) for (const [child, parent] of parents) if (parent === pid) tree.push(child)
  return tree
}

/** What a process is in Electron's terms: `renderer`, `gpu-process`, `utility skranke-data`…; the first is `main`. */
export function processName(pid: number): string {
  const line = readOr(`/proc/${pid}/cmdline`).split('\0')
  const type = line.join(' ').match(/--type=(\S+)/)?.[1] ?? 'main'
  return [
    type,
    line
      .join(' ')
      .match(/--utility-sub-type=(\S+)/)?.[1]
      ?.split('.')
      .at(-1),
  ]
    .filter(Boolean)
    .join(' ')
}

/** Proportional set size in MB: shared pages are divided among those who share them, so that a sum counts each once. */
export function pssMb(pid: number): number {
  const line = readOr(`/proc/${pid}/smaps_rollup`).match(/^Pss:\s+(\d+) kB$/m)
  return Number(line?.[1] ?? 0) / 1024
}

/** Processor time used so far, user and system, in ms. */
export function cpuMs(pid: number): number {
  const stat = readOr(`/proc/${pid}/stat`)
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10 // in hundredths of a second
}

/** How often the threads of a process went to sleep of their own accord: each is a wake-up that went before. */
export function wakeUps(pid: number): number {
  let all = 0
  try {
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      const found = readOr(`/proc/${pid}/task/${thread}/status`).match(/^voluntary_ctxt_switches:\s+(\d+)$/m)
      all += Number(found?.[1] ?? 0)
    }
  } catch {
    // It has ended meanwhile.
  }
  return all
}

function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return '' // It has ended meanwhile.
  }
}
