/** The limit: a server that writes one line to every open stream when it is told to, and does nothing else. */
import { createServer, type ServerResponse } from 'node:http'

const streams = new Set<ServerResponse>()
let position = 0
const server = createServer((request, response) => {
  if (request.method === 'GET') {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(`data: {"position":${position}}\n\n`)
    streams.add(response)
    response.once('close', () => streams.delete(response))
    return
  }
  request.resume()
  position += 1
  const rows = request.headers['x-rows'] ?? ''
  response.end(JSON.stringify({ position }))
  for (const stream of streams)
    stream.write(`id: ${position}\ndata: {"position":${position},"brought":${JSON.stringify(rows)}}\n\n`)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(`listening on http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`)
})
