/** Where the pages are told what differs from one deployment to the next. Served beside them. */
export interface Settings {
  /** OpenID Connect: who issues access tokens, where one logs in, and under which name we ask. */
  login: {
    issuer: string
    client_id: string
    authorization_endpoint: string
    /** Of our own origin: pages talk to no other. */
    token_endpoint: string
    /** Where one logs out there too; without it only here. */
    end_session_endpoint?: string
    scope: string
  }
  /** The bundle's time, where it is not the world's (a local bundle with a clock of its own). */
  now?: string
  /** Whether the local tools are there (log-in as anybody, a clock to set). */
  is_local?: boolean
}

let settings: Promise<Settings> | undefined

/** The settings of this deployment, asked for once; kept for a start without a network. */
export function loadSettings(): Promise<Settings> {
  settings ??= fetched()
  return settings
}

async function fetched(): Promise<Settings> {
  const kept = localStorage.getItem('settings')
  try {
    const answer = await fetch('/settings.json', { cache: 'no-cache' })
    if (!answer.ok) throw new Error(`settings.json: ${answer.status}`)
    const text = await answer.text()
    localStorage.setItem('settings', text)
    return JSON.parse(text) as Settings
  } catch (error) {
    settings = undefined
    if (kept === null) throw error
    const old = JSON.parse(kept) as Settings
    delete old.now
    return old
  }
}
