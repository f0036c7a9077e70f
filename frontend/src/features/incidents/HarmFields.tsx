import { Checkbox, SegmentedControl, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Harm, Nature } from '@/client'
import parts from '@/ui/parts.module.css'
import type { Fields } from './fields'
import { HARMS, NATURES } from './words'

type Props = { fields: Fields; nature: Nature; harms: Harm[] }

/** What was done to the child, or threatens. */
export function HarmFields({ fields, nature, harms }: Props) {
  const { t } = useTranslation('incidents')
  return (
    <>
      <fieldset className={parts.group}>
        <legend>{t('harm.nature')}</legend>
        <SegmentedControl
          fullWidth
          aria-label={t('harm.nature')}
          data={NATURES.map((value) => ({ value, label: t(`nature.${value}`) }))}
          value={nature}
          onChange={(value) => fields.set('nature', value)}
        />
      </fieldset>
      <fieldset className={parts.group}>
        <legend>{t('harm.kinds')}</legend>
        <Stack gap="xs">
          {HARMS.map((harm) => (
            <Checkbox
              key={harm}
              label={t(`harms.${harm}`)}
              checked={harms.includes(harm)}
              onChange={() =>
                fields.set(
                  'harms',
                  harms.includes(harm) ? harms.filter((one) => one !== harm) : [...harms, harm],
                )
              }
            />
          ))}
          <Checkbox {...fields.check('online')} label={t('harm.online')} />
        </Stack>
      </fieldset>
    </>
  )
}
