import { getSettings, putSetting } from '../services/settings.ts'
import { calls } from './base.ts'

export const settings = {
  get: calls.settings.get.handler(({ context: { sessions, device } }) =>
    getSettings(device, sessions.current()?.profile ?? null),
  ),
  put: calls.settings.put.handler(({ context: { sessions, device }, input }) => {
    putSetting(device, sessions.current()?.profile ?? null, input.key, input.value)
    return {}
  }),
}
