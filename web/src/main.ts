import { createApp } from 'vue'

import App from './App.vue'
import { i18n } from './i18n'
import { home, router } from './router'
import { isLoggedIn, takeUpSession } from './session'
import './style.css'

const backTo = await takeUpSession()
createApp(App).use(i18n).use(router).mount('#app')
await router.isReady()
const { name, query } = router.currentRoute.value
// Whoever was refused a page stays where that is said.
if (isLoggedIn.value && name === 'start' && query['denied'] === undefined) {
  await router.replace(backTo && backTo !== '/' ? backTo : home())
}

if (import.meta.env.PROD) {
  // Not there without HTTPS, whatever the types say. A page that is open stays the version that it is.
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined
  workers?.register('/sw.js').catch(() => undefined)
}
