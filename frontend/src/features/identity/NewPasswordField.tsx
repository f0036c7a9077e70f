import { PasswordInput, type PasswordInputProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'

export const MIN_PASSWORD = 8

export function NewPasswordField(props: PasswordInputProps) {
  const { t } = useTranslation('identity')
  return (
    <PasswordInput
      id="new_password"
      label={t('password.new')}
      description={t('password.newHelp')}
      autoComplete="new-password"
      visibilityToggleButtonProps={{ 'aria-label': t('password.show') }}
      {...props}
    />
  )
}
