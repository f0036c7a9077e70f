import { Avatar, type MantineColorScheme, Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { IconChevronDown, IconLogout, IconUserCircle } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '@/lib/api'
import { LANGUAGES, type Language, setLanguage } from '@/lib/i18n'
import { chooseWard, type Session, signOut } from '@/lib/session'
import { LinkItem } from '@/ui/LinkButton'
import { showProblem } from '@/ui/notices'
import classes from './Shell.module.css'

const SCHEMES = ['light', 'dark', 'auto'] as const satisfies MantineColorScheme[]

export function AccountMenu({ session }: { session: Session }) {
  const { t, i18n } = useTranslation()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const router = useRouter()
  const queryClient = useQueryClient()

  /** What was read belongs to the person and ward of before. */
  const startAfresh = async (to: '/' | '/sign-in') => {
    await router.navigate({ to })
    queryClient.clear()
    await router.invalidate()
  }
  const leave = useAction({ action: signOut, onSuccess: () => startAfresh('/sign-in'), onError: showProblem })
  const move = useAction({
    action: chooseWard,
    onSuccess: () => window.location.assign('/'),
    onError: showProblem,
  })
  const { full_name: name } = session.account

  return (
    <Menu width={280}>
      <Menu.Target>
        <UnstyledButton className={classes.account}>
          <Avatar size={36} radius="xl" color="brand" variant="light" aria-hidden>
            {initials(name)}
          </Avatar>
          <span className={classes.accountName}>
            <span className="visually-hidden">{t('menu.of')} </span>
            <strong>{name}</strong>
            {session.roles[0] && <small>{t(`role.${session.roles[0]}`)}</small>}
          </span>
          <IconChevronDown size={16} aria-hidden className={classes.accountMark} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {session.wards.length > 1 && (
          <>
            <Choices label={t('menu.ward')}>
              <Menu.RadioGroup value={String(session.ward?.id)} onChange={(id) => move.mutate(Number(id))}>
                {session.wards.map((ward) => (
                  <Menu.RadioItem key={ward.id} value={String(ward.id)}>
                    {ward.name}
                  </Menu.RadioItem>
                ))}
              </Menu.RadioGroup>
            </Choices>
            <Menu.Divider />
          </>
        )}
        <Choices label={t('menu.language')}>
          <Menu.RadioGroup value={i18n.language} onChange={(language) => setLanguage(language as Language)}>
            {LANGUAGES.map((language) => (
              <Menu.RadioItem closeMenuOnClick={false} key={language} value={language} lang={language}>
                {t(`language.${language}`)}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
        </Choices>
        <Menu.Divider />
        <Choices label={t('menu.appearance')}>
          <Menu.RadioGroup
            value={colorScheme}
            onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)}
          >
            {SCHEMES.map((scheme) => (
              <Menu.RadioItem closeMenuOnClick={false} key={scheme} value={scheme}>
                {t(`menu.${scheme}`)}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
        </Choices>
        <Menu.Divider />
        <LinkItem leftSection={<IconUserCircle size={18} />} to="/account">
          {t('menu.account')}
        </LinkItem>
        <Menu.Item leftSection={<IconLogout size={18} />} onClick={() => leave.mutate()}>
          {t('menu.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** Vietnamese names end with the given name: "Nguyễn Thị Lan" is known as L, after N. */
function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  return [words[0], words.length > 1 ? words.at(-1) : '']
    .map((word) => word?.[0] ?? '')
    .join('')
    .toUpperCase()
}

function Choices({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no child of a menu
    <div role="group" aria-label={label}>
      <Menu.Label aria-hidden>{label}</Menu.Label>
      {children}
    </div>
  )
}
