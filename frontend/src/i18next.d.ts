// Makes `t('…')` refuse keys that don't exist; the namespaces are those of `app/contexts.ts`.
import 'i18next'
import type { ContextTexts } from './app/contexts'
import type common from './locales/vi/common.json'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: { common: typeof common } & ContextTexts
  }
}
