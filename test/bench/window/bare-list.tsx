import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { createRoot } from 'react-dom/client'

type Props = { readonly rows: number; readonly rowHeight: number }

/** The least that a virtual list can be: the same library over plain rows with one text. */
function BareList({ rows, rowHeight }: Props) {
  const scroller = useRef<HTMLDivElement>(null)
  // Its answer changes without a new object; the compiler must leave this component alone.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  })
  return (
    <div ref={scroller} id="bare-list" style={{ position: 'fixed', inset: 0, overflow: 'auto', background: 'white' }}>
      <div style={{ position: 'relative', height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start, size }) => (
          <div
            key={key}
            data-row
            style={{ position: 'absolute', width: '100%', height: size, transform: `translateY(${String(start)}px)` }}
          >
            row {index}
          </div>
        ))}
      </div>
    </div>
  )
}

/** Puts the list over the page; answers how to take it away. */
export function showBareList(props: Props): () => void {
  const place = document.body.appendChild(document.createElement('div'))
  const root = createRoot(place)
  root.render(<BareList {...props} />)
  return () => {
    root.unmount()
    place.remove()
  }
}
