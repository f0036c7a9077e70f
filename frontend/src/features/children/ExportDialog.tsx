import { Button, Radio, Stack, TextInput } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ChildExportCreate, makeChildrenExport } from '@/client'
import { unwrap, useAction } from '@/lib/api'
import { useListSearch } from '@/lib/list-search'
import { may, useSession } from '@/lib/session'
import { AskDialog } from '@/ui/AskDialog'
import { showProblem } from '@/ui/notices'
import { children } from './record'

type Profile = NonNullable<ChildExportCreate['profile']>

/** A list of children leaves the register only for a purpose, which stands in the file and in the trail. */
export function ExportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['children', 'common'])
  const { search } = useListSearch()
  const navigate = useNavigate()
  const session = useSession()
  const [purpose, setPurpose] = useState('')
  const [profile, setProfile] = useState<Profile>('standard')
  const said = purpose.trim()
  const make = useAction({
    action: (asked: { purpose: string; profile: Profile }, headers) =>
      makeChildrenExport({ headers, body: { ...children.query(search), ...asked } }).then(unwrap),
    onSuccess: (job) => navigate({ to: '/jobs/$jobId', params: { jobId: job.id } }),
    onError: showProblem,
  })
  return (
    <AskDialog
      opened
      title={t('export.title')}
      answer={
        <Button
          disabled={said.length < 5}
          loading={make.isPending}
          onClick={() => make.mutate({ purpose: said, profile })}
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
