/**
 * Nobody sends this process a form, but oRPC asks of every message whether it is one. Node would then load its whole fetch stack for
 * that name alone, a tenth of a second before the first answer; with this in its place it is loaded by the first request.
 */
Object.defineProperty(globalThis, 'FormData', {
  configurable: true,
  writable: true,
  value: class FormData {
    readonly none = true
  },
})
