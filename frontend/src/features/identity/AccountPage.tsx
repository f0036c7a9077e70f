import { Card } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSession } from '@/lib/session'
import { LinkButton } from '@/ui/LinkButton'
import { PageHeader } from '@/ui/PageHeader'
import classes from './AccountPage.module.css'
import { OwnSessions } from './OwnSessions'
import { TwoStep } from './TwoStep'

export default function AccountPage() {
  const { t } = useTranslation(['identity', 'common'])
  const { account, ward, units, roles } = useSession()
  const facts: [string, string][] = [
    [t('account.fullName'), account.full_name],
    [t('account.login'), account.login],
    [t('account.ward'), ward ? `${ward.name}, ${ward.province}` : ''],
    [t('account.units'), units.map((unit) => unit.name).join(', ')],
    [t('account.roles'), roles.map((role) => t(`common:role.${role}`)).join(', ')],
  ]
  return (
    <>
      <PageHeader
        title={t('account.title')}
        action={
          <LinkButton variant="default" to="/account/password">
            {t('password.title')}
          </LinkButton>
        }
      />
      <div className={classes.columns}>
        <div className={classes.column}>
          <Card component="section" aria-labelledby="profile">
            <h2 id="profile">{t('account.profile')}</h2>
            <dl className={classes.facts}>
              {facts.map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value || t('account.none')}</dd>
                </div>
              ))}
            </dl>
          </Card>
          <TwoStep enabled={account.totp_enabled} />
        </div>
        <OwnSessions />
      </div>
    </>
  )
}
