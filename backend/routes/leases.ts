import { z } from 'zod'
import { Lease, LeaseRequest } from '#shared/sync/wire.ts'
import { type App, type Context, PROBLEMS, sameDevice, SIGNED_IN, signedIn } from './context.ts'

const LeaseResponse = z.object({ leases: z.array(Lease) })

/** @rule SOS-9 */
export function leasesRoute(app: App, context: Context): void {
  app.route({
    method: 'POST',
    url: '/v1/leases',
    schema: {
      summary: 'Blocks of case numbers for this device',
      security: SIGNED_IN,
      body: LeaseRequest,
      response: { 200: LeaseResponse, ...PROBLEMS },
    },
    handler: async (request) => {
      const signed = await signedIn(context, request)
      sameDevice(signed, request.body.deviceId)
      return { leases: await context.numbers.renew(signed.deviceId) }
    },
  })
}
