import { useTranslation } from 'react-i18next'
import { LookUp } from '@/ui/LookUp'
import { PageHeader } from '@/ui/PageHeader'

/** Any list: who of it is in the register, and what each received in 12 months. */
export default function LookUpPage() {
  const { t } = useTranslation('children')
  return (
    <>
      <PageHeader title={t('lookUp.title')} />
      <LookUp lead={t('lookUp.lead')} />
    </>
  )
}
