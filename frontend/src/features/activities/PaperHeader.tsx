import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '@/ui/PageHeader'

/** Above a paper to print: what it is, of which activity; not on the paper itself. */
export function PaperHeader({ title, activity }: { title: string; activity: { title: string } }) {
  const { t } = useTranslation('activities')
  return (
    <div className="no-print">
      <PageHeader
        title={title}
        meta={activity.title}
        action={
          <Button leftSection={<IconPrinter size={18} />} onClick={() => window.print()}>
            {t('paper.print')}
          </Button>
        }
      />
    </div>
  )
}
