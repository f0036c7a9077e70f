import { ActionIcon, Menu } from '@mantine/core'
import { IconDownload, IconPrinter, IconTableExport } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useMadeFile } from '../use-made-file'

/** Export and print, in one menu. */
export function ListMenu({ exportHref, onExport }: { exportHref?: string; onExport?: () => void }) {
  const { t } = useTranslation()
  const file = useMadeFile()
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t('list.menu')} loading={file.isPending}>
          <IconDownload size={20} stroke={1.8} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {exportHref && (
          <Menu.Item
            leftSection={<IconTableExport size={18} />}
            disabled={file.isPending}
            onClick={() => file.mutate(exportHref)}
          >
            {t('list.export')}
          </Menu.Item>
        )}
        {onExport && (
          <Menu.Item leftSection={<IconTableExport size={18} />} onClick={onExport}>
            {t('list.export')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconPrinter size={18} />} onClick={() => window.print()}>
          {t('list.print')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
