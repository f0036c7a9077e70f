import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChildRead } from '@/client'
import { DatedCard } from './DatedCard'
import { GroupDialog } from './PartDialogs'
import { useChildWords } from './use-child-words'

/** "Hoàn cảnh đặc biệt": the groups of the law. */
export function GroupsCard({ child }: { child: ChildRead }) {
  const { t } = useTranslation('children')
  const words = useChildWords()
  const [adding, setAdding] = useState(false)
  if (!child.groups) return null
  const whole = child.reads.includes('situation')
  return (
    <>
      <DatedCard
        child={child}
        kind="group"
        title={t(whole ? 'groups.title' : 'groups.titleHealth')}
        none={t('groups.none')}
        rows={child.groups.map(({ legal_group, sub_group, evidence, ...row }) => ({
          ...row,
          name: t(`group.${legal_group}`),
          detail: [sub_group && words.subGroup(legal_group, sub_group), evidence].filter(Boolean).join(' · '),
        }))}
        add={t('groups.add')}
        onAdd={() => setAdding(true)}
      />
      {adding && <GroupDialog child={child} onClose={() => setAdding(false)} />}
    </>
  )
}
