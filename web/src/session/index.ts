/**
 * Who is logged in: OpenID Connect's code flow with PKCE, by a kept library. Identity is the token's and
 * nothing of it is decided here; scopes are read only to show the pages that can be of use.
 */
import { UserManager, WebStorageStateStore, type User } from 'oidc-client-ts'
import { computed, shallowRef } from 'vue'

import { forgetEverything, keepFor, onTakenAway } from './kept'
import { loadSettings } from '../settings'
import { learnTime } from '../time'

/** Scopes of the contract for which there are pages. */
export type Scope = 'citizen' | 'checkpoint' | 'district' | 'city'

const user = shallowRef<User | null>(null)
let manager: UserManager | undefined

/** What the token says, without checking it: only the service does that. */
const claims = computed<Record<string, unknown>>(() => {
  const payload = user.value?.access_token.split('.')[1]
  if (!payload) return {}
  try {
    const text = atob(payload.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0))
    return JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>
  } catch {
    return {}
  }
})

/** Whether somebody is logged in, and nobody has told us that it ended. */
export const isLoggedIn = computed(() => user.value !== null)

/** The account's scopes. */
export const scopes = computed<string[]>(() => {
  const scope = claims.value['scope'] ?? claims.value['scp']
  return typeof scope === 'string' ? scope.split(' ') : []
})

/** The district of checkpoint and district staff. */
export const ownDistrict = computed<string | null>(() => {
  const district = claims.value['district']
  return typeof district === 'string' ? district : null
})

/** Whether the account has one of these scopes. */
export function may(...wanted: Scope[]): boolean {
  return wanted.some((scope) => scopes.value.includes(scope))
}

/** Somebody is logged in now. */
function isNow(somebody: User): void {
  keepFor(somebody.profile.sub)
  user.value = somebody
}

async function users(): Promise<UserManager> {
  if (manager) return manager
  const settings = await loadSettings()
  if (settings.now) learnTime(settings.now)
  const { issuer, client_id, scope, ...endpoints } = settings.login
  manager = new UserManager({
    authority: issuer,
    client_id,
    scope,
    redirect_uri: `${location.origin}/`,
    post_logout_redirect_uri: `${location.origin}/`,
    metadata: { issuer, ...endpoints },
    // A code that is shown at a gate must still be there when the phone has dropped the page.
    userStore: new WebStorageStateStore({ store: localStorage }),
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
    automaticSilentRenew: true,
    loadUserInfo: false,
    monitorSession: false,
  })
  manager.events.addUserLoaded(isNow)
  // With whatever this tab has on its screen and in its memory.
  onTakenAway(() => {
    location.reload()
  })
  manager.events.addUserUnloaded(() => {
    user.value = null
  })
  return manager
}

/**
 * Takes up the session of an earlier visit, or ends a log-in whose answer stands in the address. Gives the
 * page that was asked for before the log-in. Without a network the earlier session stands.
 */
export async function takeUpSession(): Promise<string | undefined> {
  const asked = new URLSearchParams(location.search)
  try {
    const all = await users()
    if (asked.has('state') && (asked.has('code') || asked.has('error'))) {
      history.replaceState(null, '', location.pathname)
      // An answer that this tab did not ask for, from a link perhaps: whoever is logged in stays so.
      const back = await all.signinCallback(`${location.origin}/?${asked}`).catch(() => undefined)
      if (back) {
        isNow(back)
        return typeof back.state === 'string' ? back.state : undefined
      }
    }
    const kept = await all.getUser()
    if (kept) isNow(kept)
  } catch {
    // Not logged in, then: the start page says how.
    user.value = null
  }
  return undefined
}

/**
 * Goes to the identity provider, and afterwards to this page of ours. Who it is is asked every time: a provider that
 * remembers the one before would log them in for whoever has the device now.
 */
export async function logIn(afterwards: string): Promise<void> {
  await (await users()).signinRedirect({ state: afterwards, prompt: 'login' })
}

/** Ends the session, and forgets on this device whatever the account was shown. */
export async function logOut(): Promise<void> {
  const all = await users()
  forgetEverything()
  await all.removeUser()
  if ((await loadSettings()).login.end_session_endpoint) await all.signoutRedirect()
}

/** The token to ask with, renewed when it has just ended and the provider lets us, or when another tab has logged in. */
export async function accessToken(): Promise<string | undefined> {
  if (!user.value) {
    const beside = await (await users()).getUser()
    if (beside) isNow(beside)
  }
  const now = user.value
  if (!now) return undefined
  if (!now.expired) return now.access_token
  if (!now.refresh_token) return now.access_token
  try {
    return (await (await users()).signinSilent())?.access_token
  } catch {
    return now.access_token
  }
}

/** The service does not take the token any more. What was shown last stays, for lack of anything better. */
export async function tokenRefused(): Promise<void> {
  await (await users()).removeUser()
}
