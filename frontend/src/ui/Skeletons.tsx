import { Card, Skeleton, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** Grey lines in the measure of what is coming, so that nothing jumps when it arrives. */
export function LinesSkeleton({ lines = 4 }: { lines?: number }) {
  const { t } = useTranslation()
  return (
    <Stack gap="sm" role="status" aria-label={t('loading')}>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} height={15} width={`${96 - ((line * 23) % 40)}%`} />
      ))}
    </Stack>
  )
}

export function CardsSkeleton({ cards = 3 }: { cards?: number }) {
  const { t } = useTranslation()
  return (
    <Stack gap="sm" role="status" aria-label={t('loading')}>
      {Array.from({ length: cards }, (_, card) => (
        <Card key={card}>
          <Skeleton height={16} width="62%" mb={12} />
          <Skeleton height={12} width="88%" mb={8} />
          <Skeleton height={12} width="46%" />
        </Card>
      ))}
    </Stack>
  )
}

export function PageSkeleton() {
  return (
    <Stack gap="lg">
      <Skeleton height={30} width="min(420px, 80%)" />
      <CardsSkeleton />
    </Stack>
  )
}
