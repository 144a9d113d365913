import type { AppInfo } from '../app-info.ts'
import type { Remembered } from './remembered.ts'

/** What the preload script must know before the page runs, as arguments of its process: it may read no file. */
export const pageArguments = (info: AppInfo, { theme, locale }: Remembered): string[] => [
  `--skranke-version=${info.version}`,
  `--skranke-not-for-release=${info.notForRelease}`,
  ...(theme === null ? [] : [`--skranke-theme=${theme}`]),
  ...(locale === null ? [] : [`--skranke-locale=${locale}`]),
]
