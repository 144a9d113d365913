import { expect, test } from 'vitest'
import { menuTemplate } from './menu-template.ts'

const roles = (release: boolean) =>
  menuTemplate('nb', { mac: false, release }).flatMap((menu) =>
    (menu.submenu as { role?: string }[]).map((item) => item.role),
  )

test('the menu speaks the chosen language', () => {
  const labels = (['nb', 'sv', 'en'] as const).map(
    (locale) => menuTemplate(locale, { mac: false, release: true })[1]?.label,
  )
  expect(labels).toEqual(['Rediger', 'Redigera', 'Edit'])
})
test('developer tools and reload are not in a release', () => {
  expect(roles(true)).not.toContain('toggleDevTools')
  expect(roles(true)).not.toContain('reload')
  expect(roles(false)).toContain('toggleDevTools')
})
test('text can be cut, copied and pasted, and the page zoomed, by menu', () => {
  expect(roles(true)).toEqual(
    expect.arrayContaining(['undo', 'cut', 'copy', 'paste', 'selectAll', 'zoomIn', 'resetZoom']),
  )
})
