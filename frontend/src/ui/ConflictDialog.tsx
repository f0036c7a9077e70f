import { Button, Group, Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** Someone changed the record between reading and saving (412). What was typed stays on the page behind. */
export function ConflictDialog({ opened, onReload }: { opened: boolean; onReload: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal opened={opened} onClose={onReload} title={t('conflict.title')} withCloseButton={false}>
      {t('conflict.body')}
      <Group justify="flex-end" mt="lg">
        <Button onClick={onReload} data-autofocus>
          {t('conflict.reload')}
        </Button>
      </Group>
    </Modal>
  )
}
