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
  const { registerSW } = await import('virtual:pwa-register')
  registerSW({ immediate: true })
}
