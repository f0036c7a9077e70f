import { Button, Radio, Stack, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExportChildrenData } from '@/client'
import { useListSearch } from '@/lib/list-search'
import { may, useSession } from '@/lib/session'
import { AskDialog } from '@/ui/AskDialog'
import { useMadeFile } from '@/ui/use-made-file'
import { children } from './record'

type Profile = NonNullable<ExportChildrenData['query']['profile']>

/** A list of children leaves the register only for a purpose, which stands in the file and in the trail. */
export function ExportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['children', 'common'])
  const { search } = useListSearch()
  const session = useSession()
  const [purpose, setPurpose] = useState('')
  const [profile, setProfile] = useState<Profile>('standard')
  const said = purpose.trim()
  const file = useMadeFile(onClose)
  return (
    <AskDialog
      opened
      title={t('export.title')}
      answer={
        <Button
          disabled={said.length < 5}
          loading={file.isPending}
          onClick={() => file.mutate(children.exportHref(search, { purpose: said, profile }))}
        >
          {t('common:list.export')}
        </Button>
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
      <Radio.Group
        mt={16}
        label={t('export.columns')}
        value={profile}
        onChange={(value) => setProfile(value as Profile)}
      >
        <Stack gap={8} mt={8}>
          <Radio value="standard" label={t('export.standard')} />
          <Radio value="national" label={t('export.national')} description={t('export.nationalHelp')} />
        </Stack>
      </Radio.Group>
      {profile === 'national' && may(session, 'child:correct') && (
        <p>
          <Link to="/children/export-profile">{t('export.edit')}</Link>
        </p>
      )}
    </AskDialog>
  )
}
