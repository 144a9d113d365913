import type { SimDesk } from '../desk/sim-desk.ts'
import type { World } from '../world/world.ts'

/** Nobody gets through to a desk, and it does not hear of what is done meanwhile. */
export function cutOff(world: World, desk: SimDesk, ms: number): void {
  desk.line.cut = true
  world.after(ms, () => {
    desk.line.cut = false
    desk.running?.engine.now()
  })
}
