/** From one contact that told the time to the next: how often the device's clock was changed meanwhile. */
export type Stretch = { jumps: number }

/** What a device can know of the time: it learns it from quick answers, and loses it when its clock is changed or what it learned. */
export class KnownTime {
  /** The clock was changed since the backend was last heard of, so that nobody can know the time. */
  unsure = true
  stretch: Stretch = { jumps: 0 }
  /** The stretch that ended when it learned the time again, until it has saved something since: before, a kill may take what it learned. */
  #unkept: Stretch | null = null

  /** The clock was changed. */
  jumped(): void {
    this.unsure = true
    this.stretch.jumps += 1
  }

  /** A quick answer told the time. @param changedMeanwhile the clock was changed while it was on its way */
  heard(changedMeanwhile: boolean): void {
    if (this.unsure) this.#unkept ??= this.stretch
    this.unsure = changedMeanwhile
    this.stretch = { jumps: changedMeanwhile ? 1 : 0 }
  }

  /** Something was saved, and with it all that came before. */
  saved(): void {
    this.#unkept = null
  }

  /** The process was killed. */
  lost(): void {
    if (this.#unkept === null) return
    this.#unkept.jumps += this.stretch.jumps
    this.stretch = this.#unkept
    this.unsure = true
  }
}
