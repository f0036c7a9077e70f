import { Button, Card, Group, Modal, PasswordInput, Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { disableTotp, startTotp } from '@/client'
import { unwrap, useAction } from '@/lib/api'
import { sessionQuery } from '@/lib/session'
import { Chip } from '@/ui/Chip'
import { FormErrors, type FormFault } from '@/ui/FormErrors'
import { showDone, showProblem } from '@/ui/notices'
import { useProblemText } from '@/ui/problem-text'
import classes from './AccountPage.module.css'
import { TwoStepSetUp } from './TwoStepSetUp'

/** Two-step sign-in: its state and the way on and off. */
export function TwoStep({ enabled }: { enabled: boolean }) {
  const { t } = useTranslation(['identity', 'common'])
  const queryClient = useQueryClient()
  const start = useAction({ action: () => startTotp().then(unwrap), onError: showProblem })
  const [turningOff, setTurningOff] = useState(false)
  const refresh = () => queryClient.invalidateQueries(sessionQuery)

  return (
    <Card component="section" aria-labelledby="two-step">
      <div className={classes.head}>
        <h2 id="two-step">{t('totp.title')}</h2>
        <Chip tone={enabled ? 'ok' : 'mute'} shape={enabled ? 'check' : 'ring'}>
          {enabled ? t('totp.on') : t('totp.off')}
        </Chip>
      </div>
      <p className={classes.lead}>{t('totp.lead')}</p>
      {enabled ? (
        <Button variant="default" style={{ alignSelf: 'start' }} onClick={() => setTurningOff(true)}>
          {t('totp.disable')}
        </Button>
      ) : (
        <Button style={{ alignSelf: 'start' }} loading={start.isPending} onClick={() => start.mutate()}>
          {t('totp.enable')}
        </Button>
      )}
      <TwoStepSetUp
        setUp={start.data}
        onClose={() => start.reset()}
        onEnabled={() => {
          start.reset()
          showDone(t('totp.enabled'))
          refresh()
        }}
      />
      <TurnOff
        opened={turningOff}
        onClose={() => setTurningOff(false)}
        onDone={() => {
          setTurningOff(false)
          showDone(t('totp.disabled'))
          refresh()
        }}
      />
    </Card>
  )
}

function TurnOff({ opened, onClose, onDone }: { opened: boolean; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation(['identity', 'common'])
  const problemText = useProblemText()
  const [password, setPassword] = useState('')
  const [faults, setFaults] = useState<FormFault[]>([])
  const disable = useAction({
    action: (password: string) => disableTotp({ body: { password } }),
    onSuccess: () => {
      setPassword('')
      setFaults([])
      onDone()
    },
    onError: (error) => setFaults([{ message: problemText(error) }]),
  })
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('totp.disable')}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          disable.mutate(password)
        }}
      >
        <Stack gap="md">
          <p style={{ margin: 0 }}>{t('totp.disableLead')}</p>
          <FormErrors faults={faults} />
          <PasswordInput
            label={t('totp.password')}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': t('password.show') }}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button color="red" type="submit" loading={disable.isPending} disabled={!password}>
              {t('totp.disable')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
