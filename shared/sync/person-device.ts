import { v5 as uuidV5 } from 'uuid'

/** Each person on a machine is a device of their own: blocks of case numbers belong to their file. Both ends make the id alike. */
export const personDeviceId = (username: string, machineId: string): string => uuidV5(username.toLowerCase(), machineId)
