import type { ElectronWindow } from './electron-window.ts'

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** The place in the window that holds the keyboard's focus does not matter: keys go to the page. */
export async function goTo(window: ElectronWindow, letter: string): Promise<void> {
  await window.press('g')
  await window.press(letter)
}

/** A few minutes of work in a few seconds: pages of a queue, another queue, a search, a case. */
export async function walkAbout(window: ElectronWindow): Promise<void> {
  await goTo(window, 'u')
  await pause(500)
  for (let i = 0; i < 60; i++) await window.press('PageDown')
  await pause(500)
  await goTo(window, 'a')
  await pause(500)
  for (let i = 0; i < 60; i++) await window.press('PageDown')
  await window.press('/')
  for (const letter of 'macbook skjerm') await window.press(letter)
  await pause(1000)
  await window.press('Enter')
  await pause(200)
  await goTo(window, 'm')
  await pause(500)
  await window.press('ArrowDown')
  await window.press('Enter')
  await pause(1000)
  await window.press('Escape')
}
