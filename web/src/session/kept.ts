/** What stays on the device, under one prefix, so that logging out can forget all of it. */
const PREFIX = 'kept:'
const ACCOUNT = 'account'

/** Whose data this page may keep; nobody's before a log-in and after a log-out. */
let keeper: string | undefined

/**
 * Keeps a value on this device until somebody logs out. An answer that comes later than that, here or in another
 * tab, leaves nothing behind, and nothing of one account's among another's.
 */
export function keep(name: string, value: unknown): void {
  if (keeper === undefined || kept(ACCOUNT) !== keeper) return
  write(name, value)
}

function write(name: string, value: unknown): void {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value))
  } catch {
    // A full or forbidden store: what is kept is a convenience.
  }
}

/** What was kept under a name. */
export function kept<Value>(name: string): Value | undefined {
  const text = localStorage.getItem(PREFIX + name)
  if (text === null) return undefined
  try {
    return JSON.parse(text) as Value
  } catch {
    return undefined
  }
}

/** Forgets one value. */
export function forget(name: string): void {
  localStorage.removeItem(PREFIX + name)
}

/** Forgets all. */
export function forgetEverything(): void {
  keeper = undefined
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith(PREFIX)) localStorage.removeItem(name)
  }
}

/**
 * From now on what is kept is this account's; another one's is forgotten, if its session ended without a
 * log-out.
 */
export function keepFor(account: string): void {
  const before = kept<string>(ACCOUNT)
  if (before !== undefined && before !== account) forgetEverything()
  keeper = account
  write(ACCOUNT, account)
}

/** Calls when another tab has logged this page's account out, or another one in. */
export function onTakenAway(done: () => void): void {
  addEventListener('storage', () => {
    if (keeper !== undefined && kept(ACCOUNT) !== keeper) done()
  })
}
