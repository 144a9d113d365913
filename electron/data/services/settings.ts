import type { Profile } from '../profile.ts'
import type { Device } from './device-file.ts'

/** A person's settings; before anyone is signed in, those that were last used on the device, so that the page looks the same. */
export function getSettings(device: Device, profile: Profile | null): Record<string, string> {
  if (profile === null) return device.get().settings
  const rows = profile.db.all<{ key: string; value: string }>('select key, value from setting')
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]))
}

export function putSetting(device: Device, profile: Profile | null, key: string, value: string): void {
  profile?.db.run(
    'insert into setting (key, value) values (?, ?) on conflict (key) do update set value = excluded.value',
    key,
    value,
  )
  device.change({ settings: { ...device.get().settings, [key]: value } })
}
