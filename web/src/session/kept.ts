/** What stays on the device, under one prefix, so that logging out can forget all of it. */
const PREFIX = 'kept:'

/** Keeps a value on this device until somebody logs out. */
export function keep(name: string, value: unknown): void {
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
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith(PREFIX)) localStorage.removeItem(name)
  }
}

/**
 * From now on what is kept is this account's; another one's is forgotten, if its session ended without a
 * log-out.
 */
export function keepFor(account: string): void {
  const before = kept<string>('account')
  if (before !== undefined && before !== account) forgetEverything()
  keep('account', account)
}
