import { i18next } from './i18n'

/** A key with its namespace in front. */
export type TextKey = `${string}:${string}`

/**
 * A text whose key only runtime knows, e.g. of a code that the server sent; `otherwise` where there is none.
 * The component has loaded the namespace by `useTranslation`, and so is drawn anew when the language changes.
 *
 * @example textAt(`common:role.${facts.role}`, '')
 */
export const textAt = (key: TextKey, otherwise?: string): string =>
  (i18next.t as (key: string, options: { defaultValue?: string }) => string)(
    key,
    otherwise === undefined ? {} : { defaultValue: otherwise },
  )
