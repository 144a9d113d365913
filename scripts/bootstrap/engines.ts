/** The lowest engines that the code must run on: Electron 33. Without them electron-vite takes those of the newest Electron. */
export const NODE = 'node20.18'
export const CHROME = 'chrome130'
