import { Button, Card } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { disableTotp, startTotp } from '@/client'
import { unwrap, useAction } from '@/lib/api'
import { sessionQuery } from '@/lib/session'
import { Chip } from '@/ui/Chip'
import { showDone } from '@/ui/notices'
import { useProblemText } from '@/ui/problem-text'
import classes from './AccountPage.module.css'
import { PasswordStep } from './PasswordStep'
import { TwoStepSetUp } from './TwoStepSetUp'

/** Two-step sign-in: its state and the way on and off, both with the password. */
export function TwoStep({ enabled }: { enabled: boolean }) {
  const { t } = useTranslation(['identity', 'common'])
  const queryClient = useQueryClient()
  const problemText = useProblemText()
  const [asking, setAsking] = useState(false)
  const start = useAction({
    action: (password: string) => startTotp({ body: { password } }).then(unwrap),
    onSuccess: () => setAsking(false),
  })
  const disable = useAction({
    action: (password: string) => disableTotp({ body: { password } }),
    onSuccess: () => {
      close()
      showDone(t('totp.disabled'))
      refresh()
    },
  })
  const refresh = () => queryClient.invalidateQueries(sessionQuery)
  const close = () => {
    setAsking(false)
    start.reset()
    disable.reset()
  }
  const change = enabled ? disable : start

  return (
    <Card component="section" aria-labelledby="two-step">
      <div className={classes.head}>
        <h2 id="two-step">{t('totp.title')}</h2>
        <Chip tone={enabled ? 'ok' : 'mute'} shape={enabled ? 'check' : 'ring'}>
          {enabled ? t('totp.on') : t('totp.off')}
        </Chip>
      </div>
      <p className={classes.lead}>{t('totp.lead')}</p>
      <Button
        variant={enabled ? 'default' : 'filled'}
        style={{ alignSelf: 'start' }}
        onClick={() => setAsking(true)}
      >
        {t(enabled ? 'totp.disable' : 'totp.enable')}
      </Button>
      <PasswordStep
        // A new one for each asking: the password of the last stays nowhere.
        key={String(asking)}
        opened={asking}
        title={t(enabled ? 'totp.disable' : 'totp.enable')}
        lead={t(enabled ? 'totp.disableLead' : 'totp.startLead')}
        send={t(enabled ? 'totp.disable' : 'totp.next')}
        color={enabled ? 'red' : undefined}
        busy={change.isPending}
        faults={change.error ? [{ message: problemText(change.error) }] : []}
        onSend={(password) => change.mutate(password)}
        onClose={close}
      />
      <TwoStepSetUp
        setUp={start.data}
        password={start.variables ?? ''}
        onClose={() => start.reset()}
        onEnabled={() => {
          start.reset()
          showDone(t('totp.enabled'))
          refresh()
        }}
      />
    </Card>
  )
}
