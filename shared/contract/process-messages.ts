/**
 * What the main process and the data process say to each other over the parent port. The main process owns windows and the
 * operating system's key store; the data process owns SQLite and the network. Neither does the other's work.
 */
export type DataProcessConfig = {
  /** Folder of the profile; the data process keeps its files below it. */
  readonly userData: string
  /** Folder with `db/migrations`. */
  readonly migrations: string
  readonly release: boolean
  /** ISO instant at which the clock starts; null for the system's clock. Never set in a release build. */
  readonly clock: string | null
}

export type ToData =
  /** First message. */
  | { readonly type: 'config'; readonly config: DataProcessConfig }
  /** Where the backend is; sent as soon as it is known and again when it moves. */
  | { readonly type: 'backend'; readonly url: string }
  /** A window's port comes with it. */
  | { readonly type: 'window' }
  | { readonly type: 'answer'; readonly id: number; readonly value: string | null }
  /** Flush and end; answered by the process's exit. */
  | { readonly type: 'close' }

export type FromData =
  /** Whether its program was compiled ahead. */
  | { readonly type: 'started'; readonly compiled: boolean }
  | { readonly type: 'ready' }
  /** Encrypt with the key store; answered with base64, or null where there is no safe store. */
  | { readonly type: 'seal'; readonly id: number; readonly text: string }
  /** Decrypt what `seal` gave; null when it cannot be read. */
  | { readonly type: 'unseal'; readonly id: number; readonly sealed: string }
  /** Show a page in the system's browser. */
  | { readonly type: 'open'; readonly url: string }
  /** The file cannot be opened (for example made by a newer version); the window says so in plain words. */
  | { readonly type: 'failed'; readonly code: string; readonly detail: string }
