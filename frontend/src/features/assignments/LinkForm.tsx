import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type AssignmentRead, attachEvidenceLink } from '@/client'
import parts from '@/ui/parts.module.css'
import { assignments } from './record'

/** A page on the web as evidence: the ward's post, a newspaper. */
export function LinkForm({ assignment }: { assignment: AssignmentRead }) {
  const { t } = useTranslation(['assignments', 'common'])
  const [link, setLink] = useState({ title: '', url: '' })
  const add = assignments.useVerb({
    done: 'attach',
    call: (_, headers) => attachEvidenceLink({ path: { assignment_id: assignment.id }, headers, body: link }),
    onDone: () => setLink({ title: '', url: '' }),
  })
  return (
    <details>
      <summary>{t('evidence.addLink')}</summary>
      <form
        className={parts.column}
        style={{ marginTop: 12 }}
        onSubmit={(event) => {
          event.preventDefault()
          add.mutate()
        }}
      >
        <TextInput
          label={t('evidence.linkTitle')}
          value={link.title}
          onChange={(event) => setLink({ ...link, title: event.currentTarget.value })}
        />
        <TextInput
          label={t('evidence.linkUrl')}
          type="url"
          placeholder="https://"
          value={link.url}
          onChange={(event) => setLink({ ...link, url: event.currentTarget.value })}
        />
        <Button
          type="submit"
          variant="default"
          loading={add.isPending}
          disabled={link.title.trim() === '' || !/^https?:\/\/\S+$/.test(link.url)}
        >
          {t('evidence.addLink')}
        </Button>
      </form>
    </details>
  )
}
