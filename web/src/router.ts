/** Every page by its address, each area in a file of its own that is loaded when somebody goes there. */
import { shallowRef } from 'vue'
import { createRouter, createWebHashHistory, type RouteRecordRaw } from 'vue-router'

import { isLoggedIn, may, type Scope } from './session'

declare module 'vue-router' {
  interface RouteMeta {
    /** Whose page it is; anybody's without. */
    scopes?: Scope[]
  }
}

const routes: RouteRecordRaw[] = [
  { path: '/', name: 'start', component: () => import('./start/StartPage.vue') },
  { path: '/guidance', name: 'guidance', component: () => import('./citizen/GuidancePage.vue') },
  { path: '/rules/:place?', name: 'rules', component: () => import('./start/RulePage.vue') },
  {
    path: '/me',
    meta: { scopes: ['citizen'] },
    children: [
      { path: '', name: 'codes', component: () => import('./citizen/CodesPage.vue') },
      { path: 'apply', name: 'apply', component: () => import('./citizen/ApplyPage.vue') },
      { path: 'keep', name: 'keep', component: () => import('./citizen/KeepPage.vue') },
      { path: ':person/why', name: 'why', component: () => import('./citizen/WhyPage.vue') },
      { path: ':person/check-in', name: 'check-in', component: () => import('./citizen/CheckInPage.vue') },
      { path: ':person/again', name: 'again', component: () => import('./citizen/AgainPage.vue') },
      { path: ':person/reviews', name: 'reviews', component: () => import('./citizen/ReviewsPage.vue') },
      { path: ':person/reviews/new', name: 'doubt', component: () => import('./citizen/DoubtPage.vue') },
      { path: ':person/scans', name: 'scans', component: () => import('./citizen/ScansPage.vue') },
      { path: ':person/history', name: 'history', component: () => import('./citizen/HistoryPage.vue') },
      { path: ':person/share', name: 'share', component: () => import('./citizen/SharePage.vue') },
    ],
  },
  // The link that a poster's QR code carries: to the review of one's own code (R72).
  { path: '/review', redirect: { name: 'codes', query: { then: 'reviews' } } },
  {
    path: '/gate/:place?',
    name: 'gate',
    meta: { scopes: ['checkpoint'] },
    component: () => import('./gate/GatePage.vue'),
  },
  {
    path: '/office',
    meta: { scopes: ['district', 'city'] },
    component: () => import('./office/OfficeFrame.vue'),
    children: [
      { path: '', name: 'office', component: () => import('./office/QueuePage.vue') },
      { path: 'reviews/:review', name: 'case', component: () => import('./office/CasePage.vue') },
      { path: 'integrity', name: 'integrity', component: () => import('./office/IntegrityPage.vue') },
      { path: 'integrity/:case', name: 'integrity-case', component: () => import('./office/IntegrityCasePage.vue') },
      { path: 'orders', name: 'orders', component: () => import('./office/OrdersPage.vue') },
      { path: 'orders/new', name: 'new-order', component: () => import('./office/NewOrderPage.vue') },
      { path: 'orders/:order', name: 'order', component: () => import('./office/OrderPage.vue') },
      { path: 'places', name: 'places', component: () => import('./office/PlacesPage.vue') },
      { path: 'dashboard', name: 'dashboard', component: () => import('./office/DashboardPage.vue') },
      {
        path: 'policy',
        name: 'policy',
        meta: { scopes: ['city'] },
        component: () => import('./office/PolicyPage.vue'),
      },
    ],
  },
  { path: '/:elsewhere(.*)', redirect: { name: 'start' } },
]

export const router = createRouter({
  history: createWebHashHistory(),
  routes,
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
})

/** The first page of whoever is logged in. */
export function home(): string {
  if (may('citizen')) return '/me'
  if (may('checkpoint')) return '/gate'
  if (may('district', 'city')) return '/office'
  return '/'
}

router.beforeEach((to) => {
  const wanted = to.meta.scopes
  if (!wanted) return true
  // Whoever was shown a code sees its last state without a network, and so perhaps without a session.
  if (!isLoggedIn.value) return to.name === 'codes' ? true : { name: 'start', query: { to: to.fullPath } }
  return may(...wanted) ? true : { name: 'start', query: { to: to.fullPath, denied: '1' } }
})

/** The page that could not be opened, because its file did not come: without a network, as a rule. */
export const unopened = shallowRef<string | null>(null)
router.onError((_error, to) => {
  unopened.value = to.fullPath
})
router.afterEach(() => {
  unopened.value = null
})

// Whoever reads the page by ear is told that it is another one now.
router.afterEach((to, from) => {
  if (from.matched.length > 0 && to.path !== from.path) {
    requestAnimationFrame(() => document.getElementById('main')?.focus({ preventScroll: true }))
  }
})
