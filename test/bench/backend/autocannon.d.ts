/** The part of autocannon that the benchmarks use; the package has no types. */
declare module 'autocannon' {
  type Request = { method: string; path: string; body?: string; setupRequest?: (request: Request) => Request }
  type Client = { setHeaders(headers: Record<string, string>): void; setRequests(requests: Request[]): void }
  type Options = { url: string; connections: number; duration: number; setupClient: (client: Client) => void }
  type Result = { readonly '2xx': number; readonly non2xx: number; readonly errors: number; readonly duration: number }
  export default function autocannon(options: Options): Promise<Result>
}
