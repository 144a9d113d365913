import './theme.css'
import '@fontsource-variable/inter/index.css'
import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { followChanges } from '../api/changes.ts'
import { listenForPorts } from '../api/client.ts'
import { initialPreferences } from '../api/settings.ts'
import { startI18n } from '../i18n/i18n.ts'
import { App } from './app.tsx'
import { askAhead } from './ask-ahead.ts'
import { HOME } from './paths.ts'
import { Providers } from './providers.tsx'
import { createQueryClient } from './query-client.ts'
import { tellStrayErrors } from './stray-errors.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

listenForPorts()
if (location.hash === '') history.replaceState(null, '', `#${HOME}`)
const queries = createQueryClient()
void followChanges(queries, new AbortController().signal)
askAhead(queries, location.hash)
tellStrayErrors()
startI18n(initialPreferences().language)
createRoot(root).render(
  <StrictMode>
    <Providers queries={queries}>
      <App />
    </Providers>
  </StrictMode>,
)
