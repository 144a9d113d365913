import { api } from '../../api/client.ts'

export const signOut = () => api.session.signOut()
