import './theme.css'
import '@fontsource-variable/inter/index.css'
import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { followChanges } from '../api/changes.ts'
import { listenForPorts } from '../api/client.ts'
import { pageHost } from '../api/page-host.ts'
import { initialPreferences, saveOnLeave } from '../api/settings.ts'
import { makeFormats } from '../i18n/format.ts'
import { startI18n } from '../i18n/i18n.ts'
import { App } from './app.tsx'
import { askAhead } from './ask-ahead.ts'
import { keepPictures, recallPicture, showPicture } from './first-picture.ts'
import { HOME } from './paths.ts'
import { Providers } from './providers.tsx'
import { createQueryClient } from './query-client.ts'
import { tellStrayErrors } from './stray-errors.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

listenForPorts()
/** The window opens at the queue of the last time, if there was one. */
const wasHere = location.hash !== ''
if (!wasHere) history.replaceState(null, '', `#${HOME}`)
const queries = createQueryClient()
void followChanges(queries, new AbortController().signal)
const asked = askAhead(queries, location.hash)
void asked.then(tellShown)
tellStrayErrors()
saveOnLeave()
keepPictures(queries)
const { language } = initialPreferences()
startI18n(language)
document.documentElement.lang = language
const picture = await recallPicture(location.hash, Date.now())
if (picture !== null) void showPicture(queries, picture, asked)
createRoot(root).render(
  <StrictMode>
    <Providers queries={queries}>
      <App wasHere={wasHere} />
    </Providers>
  </StrictMode>,
)
/** Drawn with the next frame, and only then is the process free. */
function tellShown(): void {
  requestAnimationFrame(() => setTimeout(() => pageHost()?.shown()))
}
// Before the first rows, each of which needs some of them, and not in the way of the script.
setTimeout(() => makeFormats(language))
