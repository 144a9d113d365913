import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNote } from '../../ui/error-note.tsx'

type Props = { readonly children: ReactNode }
type State = { readonly failed: boolean }

/** A fault in one page leaves the rest of the window at work. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { failed: false }

  static getDerivedStateFromError(): State {
    return { failed: true }
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
