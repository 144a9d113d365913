import { Fragment, type ReactNode } from 'react'

/** An address or another long word without spaces: it may go on in the next line after a sign, and is copied as it is. */
export const brokenAtSigns = (text: string): ReactNode =>
  text.split(/(?<=[@._+/-])/).map((part, i) => (
    // The parts of a text have no other name than their place.
    // oxlint-disable-next-line react/no-array-index-key
    <Fragment key={i}>
      {i > 0 && <wbr />}
      {part}
    </Fragment>
  ))
