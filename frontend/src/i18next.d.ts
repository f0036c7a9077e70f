// Makes `t('…')` refuse keys that don't exist. A new namespace is added here.
import 'i18next'
import type activities from './locales/vi/activities.json'
import type assignments from './locales/vi/assignments.json'
import type common from './locales/vi/common.json'
import type communications from './locales/vi/communications.json'
import type identity from './locales/vi/identity.json'
import type plans from './locales/vi/plans.json'
import type registry from './locales/vi/registry.json'
import type reporting from './locales/vi/reporting.json'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: {
      common: typeof common
      activities: typeof activities
      assignments: typeof assignments
      communications: typeof communications
      identity: typeof identity
      plans: typeof plans
      registry: typeof registry
      reporting: typeof reporting
    }
  }
}
