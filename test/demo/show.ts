import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Stage } from './stage.ts'
import type { Step } from './step.ts'

type Versions = { electron: string; chromium: string; node: string }

/** The stages of all steps, built when the first step asks for them. One stands at a time: two cores carry no more. */
export class Show {
  versions: Versions = { electron: '', chromium: '', node: '' }
  readonly #folder: string
  #stage: { startsAt: string; stage: Stage } | undefined
  #built = 0

  constructor(folder: string) {
    this.#folder = folder
  }

  async stageOf({ startsAt }: Step): Promise<Stage> {
    if (this.#stage?.startsAt === startsAt) return this.#stage.stage
    await this.end()
    this.#built += 1
    const stage = await Stage.build(join(this.#folder, `stage-${this.#built}`), startsAt)
    this.#stage = { startsAt, stage }
    const desk = await stage.desk('kari')
    this.versions = await desk.window.versions()
    return stage
  }

  async picture(file: string): Promise<void> {
    const kept = this.#stage?.stage.takePicture()
    if (kept) return writeFileSync(file, kept)
    await this.#stage?.stage.lastDesk?.window.picture(file).catch((error: unknown) => console.error(error))
  }

  async end(): Promise<void> {
    const ending = this.#stage
    this.#stage = undefined
    await ending?.stage.close()
  }
}
