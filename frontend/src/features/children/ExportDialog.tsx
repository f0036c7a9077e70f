import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListSearch } from '@/lib/list-search'
import { AskDialog } from '@/ui/AskDialog'
import { children } from './record'

/** A list of children leaves the register only for a purpose, which stands in the file and in the trail. */
export function ExportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['children', 'common'])
  const { search } = useListSearch()
  const [purpose, setPurpose] = useState('')
  const said = purpose.trim()
  const ready = said.length >= 5
  return (
    <AskDialog
      opened
      title={t('export.title')}
      answer={
        ready ? (
          <Button
            component="a"
            href={children.exportHref(search, { purpose: said })}
            download
            onClick={onClose}
          >
            {t('common:list.export')}
          </Button>
        ) : (
          <Button disabled>{t('common:list.export')}</Button>
        )
      }
      onClose={onClose}
    >
      <TextInput
        label={t('export.purpose')}
        description={t('export.help')}
        placeholder={t('export.example')}
        value={purpose}
        onChange={(event) => setPurpose(event.currentTarget.value)}
        maxLength={300}
        autoComplete="off"
        data-autofocus
      />
    </AskDialog>
  )
}
