const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

/** Whether an address is a page on the web: encrypted, or of this machine. */
export function isWebPage(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, username, password } = new URL(address)
  if (username !== '' || password !== '') return false
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname))
}
