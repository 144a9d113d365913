/** Thursday before Whit weekend: a unit that leaves today must arrive by Wednesday, Whit Monday not counted. */
export const THURSDAY = '2026-05-21T10:00:00+02:00'

/** Wednesday before Maundy Thursday, one minute after the cut-off. */
export const BEFORE_EASTER = '2026-04-01T15:31:00+02:00'
