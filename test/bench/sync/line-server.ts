/** Fastify and nothing else: answers every request with a file. `node line-server.ts FILE`. */
import { createReadStream } from 'node:fs'
import { fastify } from 'fastify'

const [file = ''] = process.argv.slice(2)
const app = fastify()
app.get('/', (_request, reply) => reply.type('application/x-ndjson').send(createReadStream(file)))
process.stdout.write(`listening on ${await app.listen({ host: '127.0.0.1', port: 0 })}\n`)
process.on('SIGTERM', () => process.exit(0))
