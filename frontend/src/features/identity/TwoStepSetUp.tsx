import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { confirmTotp, type TotpSetUp } from '@/client'
import { unwrap, useAction } from '@/lib/api'
import { FormErrors, type FormFault } from '@/ui/FormErrors'
import { useProblemText } from '@/ui/problem-text'
import classes from './AccountPage.module.css'

type Props = {
  setUp: TotpSetUp | undefined
  /** As it was typed to begin: the last step proves it again. */
  password: string
  onClose: () => void
  onEnabled: () => void
}

/** Scan, confirm with a first code, keep the recovery codes: three steps in one dialog. */
export function TwoStepSetUp({ setUp, password, onClose, onEnabled }: Props) {
  const { t } = useTranslation(['identity', 'common'])
  const problemText = useProblemText()
  const [code, setCode] = useState('')
  const [faults, setFaults] = useState<FormFault[]>([])
  const confirm = useAction({
    action: (code: string) => confirmTotp({ body: { code, password } }).then(unwrap),
    onSuccess: () => setFaults([]),
    onError: (error) => setFaults([{ message: problemText(error) }]),
  })
  const codes = confirm.data?.recovery_codes

  const leave = () => {
    // With the codes on the screen it is already on: leaving may not look like giving up.
    if (codes) onEnabled()
    else onClose()
    confirm.reset()
    setCode('')
    setFaults([])
  }

  return (
    <Modal
      opened={setUp !== undefined}
      onClose={leave}
      closeOnClickOutside={false}
      title={codes ? t('totp.recovery') : t('totp.enable')}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      {codes && (
        <Stack gap="md">
          <p style={{ margin: 0 }}>{t('totp.recoveryLead')}</p>
          <ul className={classes.codes}>
            {codes.map((one) => (
              <li key={one} className={classes.secret}>
                {one}
              </li>
            ))}
          </ul>
          <Group justify="flex-end">
            <Button variant="default" leftSection={<IconPrinter size={18} />} onClick={() => window.print()}>
              {t('totp.printCodes')}
            </Button>
            <Button onClick={leave}>{t('totp.kept')}</Button>
          </Group>
        </Stack>
      )}
      {!codes && setUp && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            confirm.mutate(code.replace(/\s/g, ''))
          }}
        >
          <Stack gap="md">
            <p style={{ margin: 0 }}>{t('totp.scan')}</p>
            <img
              className={classes.qr}
              alt={t('totp.qr')}
              src={`data:image/svg+xml,${encodeURIComponent(setUp.qr_svg)}`}
            />
            <div>
              {t('totp.secret')}
              <div className={classes.secret}>{setUp.secret}</div>
            </div>
            <FormErrors faults={faults} />
            <TextInput
              label={t('totp.code')}
              inputMode="numeric"
              autoComplete="one-time-code"
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
            <Button type="submit" fullWidth loading={confirm.isPending} disabled={code.trim().length < 6}>
              {t('totp.confirm')}
            </Button>
          </Stack>
        </form>
      )}
    </Modal>
  )
}
