import { SegmentedControl } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { LISTS } from './list-specimens.tsx'
import { CONTROLS, PARTS, type Specimen } from './specimens.tsx'
import styles from './gallery.module.css'

type Shown = 'as-is' | 'narrow'

/** Every part in every state: the first page to open after a change of the look. Names are code, so they are not translated. */
export function GalleryRoute() {
  const [shown, setShown] = useState<Shown>('as-is')
  return (
    <div className={styles.page} lang="en">
      <header className={styles.head}>
        <h1 className={styles.title}>Gallery</h1>
        <SegmentedControl
          aria-label="Width"
          data={['as-is', 'narrow'] satisfies Shown[]}
          value={shown}
          onChange={(value) => setShown(value)}
        />
      </header>
      <div className={styles.specimens} data-shown={shown}>
        {[...PARTS, ...LISTS, ...CONTROLS].map((specimen) => (
          <Shelf key={specimen.name} {...specimen} />
        ))}
      </div>
    </div>
  )
}

function Shelf({ name, states }: Specimen): ReactNode {
  return (
    <section className={styles.shelf} aria-label={name}>
      <h2 className={styles.name}>{name}</h2>
      <div className={styles.states}>
        {Object.entries(states).map(([state, part]) => (
          <figure key={state} className={styles.state}>
            <div>{part}</div>
            <figcaption>{state}</figcaption>
          </figure>
        ))}
      </div>
    </section>
  )
}
