import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startBackend } from '#test/support/backend-process.ts'
import { tempFolder } from '#test/support/temp-folder.ts'
import type { BenchResult } from '../result.ts'
import { round } from '../result.ts'

const STARTS = 5

/** The backend beside the window: from its start until it listens, with its data there, and the memory of it and its PostgreSQL. */
export async function benchEmbedded(): Promise<BenchResult[]> {
  const folder = tempFolder('embedded')
  const clock = new Date().toISOString()
  const times: number[] = []
  let memory = 0
  try {
    await (await startBackend({ dataFolder: folder.path, clock })).stop()
    for (let i = 0; i < STARTS; i++) {
      const began = performance.now()
      const backend = await startBackend({ dataFolder: folder.path, clock })
      times.push(performance.now() - began)
      memory = Math.max(memory, memoryMb(backend.pid))
      await backend.stop()
    }
  } finally {
    folder.remove()
  }
  const told = (name: string, unit: string, figures: readonly number[], about: string): BenchResult => {
    const sorted = [...figures].sort((a, b) => a - b)
    const median = round(sorted[Math.floor(sorted.length / 2)] ?? 0)
    const most = round(sorted.at(-1) ?? 0)
    return {
      name,
      unit,
      figure: median,
      limit: null,
      ratio: null,
      better: 'lower',
      goal: null,
      goalOn: 'figure',
      ok: null,
      p50: median,
      p95: most,
      limitP50: null,
      n: figures.length,
      reason: 'told, not judged',
      about,
    }
  }
  return [
    told('embedded-start', 'ms', times, 'process start until it listens, PostgreSQL and demo data there'),
    told('embedded-memory', 'MB', [memory], 'proportional set size of the node, PostgreSQL and its processes'),
  ]
}

/** Shared pages counted once (Linux alone has such a figure): the process and all below it. */
function memoryMb(root: number): number {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    const parent = /^PPid:\s+(\d+)$/m.exec(read(join('/proc', name, 'status')))?.[1]
    if (parent !== undefined) parents.set(Number(name), Number(parent))
  }
  const isBelow = (pid: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined && at > 1; at = parents.get(at))
      if (at === root) return true
    return false
  }
  const sizes = [...parents.keys()].filter(isBelow).map((pid) => {
    const kb = /^Pss:\s+(\d+) kB$/m.exec(read(join('/proc', String(pid), 'smaps_rollup')))?.[1]
    return Number(kb ?? 0) / 1024
  })
  return sizes.reduce((sum, size) => sum + size, 0)
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return '' // gone meanwhile
  }
}
