import { Button, Radio, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { listChildren } from '@/client'
import { unwrap, useAction } from '@/lib/api'
import { showProblem } from '@/ui/notices'
import parts from '@/ui/parts.module.css'

type Props = {
  /** The child's name as it was told. */
  name: string
  value: string | null
  onChange: (child_id: string | null) => void
}

/** Ties a case to the child's record in the register; the register learns nothing of it. */
export function RegisterField({ name, value, onChange }: Props) {
  const { t } = useTranslation('incidents')
  const look = useAction({
    action: (q: string) => listChildren({ query: { q, limit: 8 } }).then(unwrap),
    onError: showProblem,
  })
  const found = look.data?.items
  return (
    <div className={parts.stack}>
      {name.trim().length >= 2 && (
        <div>
          <Button variant="default" loading={look.isPending} onClick={() => look.mutate(name.trim())}>
            {t(value ? 'register.linked' : 'register.look')}
          </Button>
        </div>
      )}
      {found?.length === 0 && <p className={parts.quiet}>{t('register.none')}</p>}
      {found && found.length > 0 && (
        <Radio.Group
          label={t('register.title')}
          description={t('register.help')}
          value={value ?? ''}
          onChange={(child_id) => onChange(child_id || null)}
        >
          <Stack gap="xs" mt={6}>
            {found.map((child) => (
              <Radio
                key={child.id}
                value={child.id}
                label={child.full_name}
                description={[child.code, child.born_from.slice(0, 4), child.unit_name].join(' · ')}
              />
            ))}
            <Radio value="" label={t('register.nobody')} />
          </Stack>
        </Radio.Group>
      )}
    </div>
  )
}
