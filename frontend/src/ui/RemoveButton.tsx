import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'

type Props = {
  /** Names the object: "Bỏ tệp “kế hoạch.pdf”". */
  label: string
  verb: { isPending: boolean; mutate: () => void }
}

/** "Bỏ", beside what is taken off a record. */
export function RemoveButton({ label, verb }: Props) {
  const { t } = useTranslation()
  return (
    <Button
      variant="subtle"
      color="gray"
      className="no-print"
      loading={verb.isPending}
      aria-label={label}
      onClick={() => verb.mutate()}
    >
      {t('action.remove')}
    </Button>
  )
}
