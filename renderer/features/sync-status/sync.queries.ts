import { useMutation } from '@tanstack/react-query'
import { unwrap } from '../../api/call-error.ts'
import { api } from '../../api/client.ts'

/** Tries to connect now instead of at the next turn. */
export const useConnectNow = () => useMutation({ mutationFn: () => api.sync.now() })

/** Takes in the unsent work that another program wrote to a file. */
export const useImport = () =>
  useMutation({ mutationFn: async (file: File) => unwrap(await api.session.importOutbox({ text: await file.text() })) })
