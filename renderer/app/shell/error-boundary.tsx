import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNote } from '../../ui/error-note.tsx'

type Props = {
  /** At another place there is another page. */
  readonly place: string
  readonly children: ReactNode
}
type State = { readonly place: string; readonly failed: boolean }

/** A fault in one page leaves the rest of the window at work. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { place: this.props.place, failed: false }

  static getDerivedStateFromError(): Partial<State> {
    return { failed: true }
  }

  static getDerivedStateFromProps({ place }: Props, state: State): State | null {
    return place === state.place ? null : { place, failed: false }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return <PageFailed onRetry={() => this.setState({ failed: false })} />
  }
}

function PageFailed({ onRetry }: { readonly onRetry: () => void }) {
  const { t } = useTranslation('shell')
  return <ErrorNote title={t('crashed.title')} text={t('crashed.text')} onRetry={onRetry} />
}
