import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChildRead } from '@/client'
import { DatedCard } from './DatedCard'
import { NeedDialog } from './PartDialogs'

/** What plans call children by beside the groups of the law. */
export function NeedsCard({ child }: { child: ChildRead }) {
  const { t } = useTranslation('children')
  const [adding, setAdding] = useState(false)
  if (!child.needs) return null
  return (
    <>
      <DatedCard
        child={child}
        kind="need"
        title={t('needs.title')}
        none={t('needs.none')}
        rows={child.needs.map(({ category, ...row }) => ({ ...row, name: t(`need.${category}`) }))}
        add={t('needs.add')}
        onAdd={() => setAdding(true)}
      />
      {adding && <NeedDialog child={child} onClose={() => setAdding(false)} />}
    </>
  )
}
