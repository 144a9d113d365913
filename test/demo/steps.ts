import { macWithLiquid } from './steps/a-mac-with-liquid.ts'
import { ipadInNorway } from './steps/b-ipad-in-norway.ts'
import { ipadInSweden } from './steps/c-ipad-in-sweden.ts'
import { hpPrint } from './steps/d-hp-print.ts'
import { lenovoBeforeEaster } from './steps/e-lenovo-before-easter.ts'
import { estimateDeclined } from './steps/f-estimate-declined.ts'
import { appKilled } from './steps/g-app-killed.ts'
import { twoDecisions } from './steps/h-two-decisions.ts'
import type { Step } from './step.ts'

/** The story in its order; the one on another day comes last, so that the others share a stage. */
export const STEPS: readonly Step[] = [
  macWithLiquid,
  ipadInNorway,
  ipadInSweden,
  hpPrint,
  estimateDeclined,
  appKilled,
  twoDecisions,
  lenovoBeforeEaster,
]
