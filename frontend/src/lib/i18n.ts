/**
 * Texts: Vietnamese by default, English by switch. One namespace per context, `locales/<language>/<namespace>.json`.
 * Vietnamese `common` is part of the first load; the others arrive with the page that needs them (see `lazyPage`).
 */
import i18next, { type BackendModule } from 'i18next'
import { initReactI18next } from 'react-i18next'
import common from '@/locales/vi/common.json'

export const LANGUAGES = ['vi', 'en'] as const
export type Language = (typeof LANGUAGES)[number]
const KEPT_AS = 'language'

const files = import.meta.glob<{ default: object }>(['../locales/*/*.json', '!../locales/vi/common.json'])

const backend: BackendModule = {
  type: 'backend',
  init() {},
  async read(language, namespace) {
    const load = files[`../locales/${language}/${namespace}.json`]
    if (!load) throw new Error(`No texts ${language}/${namespace}`)
    return (await load()).default
  },
}

function keptLanguage(): Language {
  try {
    return localStorage.getItem(KEPT_AS) === 'en' ? 'en' : 'vi'
  } catch {
    return 'vi'
  }
}

i18next
  .use(backend)
  .use(initReactI18next)
  .init({
    lng: keptLanguage(),
    fallbackLng: 'vi',
    supportedLngs: LANGUAGES,
    ns: ['common'],
    defaultNS: 'common',
    resources: { vi: { common } },
    partialBundledLanguages: true,
    interpolation: { escapeValue: false },
  })

export async function setLanguage(language: Language): Promise<void> {
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
  try {
    localStorage.setItem(KEPT_AS, language)
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

export { i18next }
