import type { MenuItemConstructorOptions } from 'electron'
import type { PageLocale } from '#shared/contract/page.ts'
import en from '#resources/locales/en/menu.json' with { type: 'json' }
import nb from '#resources/locales/nb/menu.json' with { type: 'json' }
import sv from '#resources/locales/sv/menu.json' with { type: 'json' }

const TEXTS: Readonly<Record<PageLocale, typeof nb>> = { nb, sv, en }
const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' }

/**
 * The application menu. `Ctrl/Cmd+Z` outside a text field belongs to the page (undo of a command): the roles act on text only.
 * The developer tools and a reload are offered during development alone.
 */
export function menuTemplate(
  locale: PageLocale,
  { mac, release }: { mac: boolean; release: boolean },
): MenuItemConstructorOptions[] {
  const t = TEXTS[locale]
  const file: MenuItemConstructorOptions[] = [
    { role: 'close', label: t.close },
    ...(mac ? [] : [SEPARATOR, { role: 'quit', label: t.quit } as const]),
  ]
  const edit: MenuItemConstructorOptions[] = [
    { role: 'undo', label: t.undo, registerAccelerator: false },
    { role: 'redo', label: t.redo, registerAccelerator: false },
    SEPARATOR,
    { role: 'cut', label: t.cut },
    { role: 'copy', label: t.copy },
    { role: 'paste', label: t.paste },
    { role: 'selectAll', label: t.selectAll },
  ]
  const view: MenuItemConstructorOptions[] = [
    { role: 'zoomIn', label: t.zoomIn },
    // The plus of a keyboard on which it needs no shift, and the one that does.
    { role: 'zoomIn', label: t.zoomIn, accelerator: 'CommandOrControl+=', visible: false },
    { role: 'zoomOut', label: t.zoomOut },
    { role: 'resetZoom', label: t.resetZoom },
    SEPARATOR,
    { role: 'togglefullscreen', label: t.fullScreen },
    ...(release
      ? []
      : [
          SEPARATOR,
          { role: 'reload', label: t.reload } as const,
          { role: 'toggleDevTools', label: t.devTools } as const,
        ]),
  ]
  return [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    { label: t.file, submenu: file },
    { label: t.edit, submenu: edit },
    { label: t.view, submenu: view },
    { label: t.window, role: 'window', submenu: [{ role: 'minimize', label: t.minimize }] },
  ]
}
