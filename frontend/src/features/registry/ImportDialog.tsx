import { useTranslation } from 'react-i18next'
import type { PeopleSheetResult } from '@/client'
import { REGISTRY } from '@/lib/units'
import { SheetDialog } from '@/ui/SheetImport'
import { ImportLinks } from './ImportLinks'
import classes from './registry.module.css'

type Props = { what: 'units' | 'people'; onClose: () => void }

/** A sheet of units or people: first what it would do, then doing it; last the links for new people. */
export function ImportDialog({ what, onClose }: Props) {
  const { t } = useTranslation('registry')
  return (
    <SheetDialog<PeopleSheetResult>
      address={`/api/v1/${what}/import`}
      queryKey={REGISTRY}
      // The list itself is the sheet: corrected rows come back in it.
      template={`/api/v1/${what}/export`}
      title={t(`import.${what}`)}
      say={(word, values) => t(`import.${word}`, { ...values })}
      marked
      beside={({ new_logins = [] }) => new_logins.length > 0 && <NewLogins logins={new_logins} />}
      after={({ set_up_links = {} }, close) =>
        Object.keys(set_up_links).length > 0 && <ImportLinks links={set_up_links} onClose={close} />
      }
      onClose={onClose}
    />
  )
}

function NewLogins({ logins }: { logins: string[] }) {
  const { t } = useTranslation('registry')
  return (
    <>
      <p className={classes.lead}>{t('import.newLogins')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll it */}
      <ul className={classes.errors} tabIndex={0}>
        {logins.map((login) => (
          <li key={login}>{login}</li>
        ))}
      </ul>
    </>
  )
}
