import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useMadeFile } from '@/ui/use-made-file'

const FORMATS = ['docx', 'pdf'] as const

/** One paper as Word and as PDF. */
export function PaperButtons({ href, name }: { href: string; name: string }) {
  const { t } = useTranslation('incidents')
  const file = useMadeFile()
  return FORMATS.map((format) => {
    const at = `${href}?format=${format}`
    return (
      <Button
        key={format}
        variant="default"
        loading={file.isPending && file.variables === at}
        aria-label={t('document.of', { name, format: t(`document.${format}`) })}
        onClick={() => file.mutate(at)}
      >
        {t(`document.${format}`)}
      </Button>
    )
  })
}
