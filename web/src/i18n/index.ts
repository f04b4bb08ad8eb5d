/** Chinese first, English as well. Every area brings its own words, when it is opened. */
import { watch } from 'vue'
import { createI18n } from 'vue-i18n'

import { common } from './common'

/** The languages of the API's titles and details. */
export type Language = 'zh-CN' | 'en'

/** Words in both languages; the type sees to it that neither has a key more. */
export interface Words<Tree> {
  'zh-CN': Tree
  en: Tree
}

/** Holds the English words to the keys of the Chinese ones. */
export function words<Tree extends object>(zh: Tree, en: NoInfer<Tree>): Words<Tree> {
  return { 'zh-CN': zh, en }
}

/** What was chosen on this device; else Chinese, as everything of this service. The other is one tap away. */
function preferred(): Language {
  const kept = localStorage.getItem('language')
  return kept === 'en' || kept === 'zh-CN' ? kept : 'zh-CN'
}

export const i18n = createI18n<false>({
  legacy: false,
  locale: preferred(),
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': { ...common['zh-CN'] }, en: { ...common.en } },
  missingWarn: import.meta.env.DEV,
  fallbackWarn: import.meta.env.DEV,
})

/** The language now. */
export function language(): Language {
  return i18n.global.locale.value as Language
}

/** Chooses a language, for this device. */
export function speak(chosen: Language): void {
  i18n.global.locale.value = chosen
  localStorage.setItem('language', chosen)
}

/** Adds the words of an area, under its name: `learn('citizen', messages)` gives `t('citizen.…')`. */
export function learn<Tree extends object>(area: string, brought: Words<Tree>): void {
  for (const [locale, tree] of Object.entries(brought)) {
    i18n.global.mergeLocaleMessage(locale, { [area]: tree })
  }
}

watch(
  i18n.global.locale,
  (locale) => {
    document.documentElement.lang = locale
    document.title = i18n.global.t('product')
  },
  { immediate: true },
)
