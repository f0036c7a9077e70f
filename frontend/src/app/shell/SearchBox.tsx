import { CloseButton, Kbd, TextInput } from '@mantine/core'
import { useHotkeys, useMediaQuery } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useLocation, useMatches, useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './Shell.module.css'

const PAUSE_MS = 300
const HOME_OF_SEARCH = '/assignments' as const

/**
 * The one search box. On a list it narrows that list while typing (`?q=`); elsewhere Enter opens the
 * assignments that match. "/" jumps into it from anywhere.
 */
export function SearchBox() {
  const { t } = useTranslation()
  const { routesByPath } = useRouter()
  const navigate = useNavigate()
  const onList = useMatches({ select: (matches) => matches.at(-1)?.staticData.search === true })
  const secret = useLocation({ select: ({ pathname }) => pathname.startsWith('/incidents') })
  const { q = '' } = useSearch({ strict: false }) as { q?: string }
  const [text, setText] = useState(q)
  const input = useRef<HTMLInputElement>(null)
  const timer = useRef(0)
  const wide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false })

  // The address may change by "back" or by clearing the filters; what is being typed is left alone.
  useEffect(() => {
    if (document.activeElement !== input.current) setText(q)
  }, [q])
  useEffect(() => () => clearTimeout(timer.current), [])
  useHotkeys([['/', () => input.current?.focus()]])

  // What is typed here goes into an address, where no name of a child at risk may stand: those pages have their own.
  if (secret || (!onList && !(HOME_OF_SEARCH in routesByPath))) return null

  const narrow = (value: string) =>
    navigate({ to: '.', search: (old) => ({ ...old, q: value || undefined }), replace: true })

  const change = (value: string) => {
    setText(value)
    clearTimeout(timer.current)
    if (onList) timer.current = window.setTimeout(narrow, PAUSE_MS, value.trim())
  }

  const submit = () => {
    clearTimeout(timer.current)
    if (onList) narrow(text.trim())
    else if (text.trim()) navigate({ to: HOME_OF_SEARCH, search: { q: text.trim() } })
  }

  return (
    <search className={classes.search}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <TextInput
          ref={input}
          type="search"
          enterKeyHint="search"
          aria-label={t('search.label')}
          aria-keyshortcuts="/"
          placeholder={onList ? t('search.label') : t('search.assignments')}
          value={text}
          onChange={(event) => change(event.currentTarget.value)}
          leftSection={<IconSearch size={18} aria-hidden />}
          rightSection={
            text ? (
              <CloseButton
                size={36}
                aria-label={t('search.clear')}
                onClick={() => {
                  change('')
                  input.current?.focus()
                }}
              />
            ) : wide ? (
              <Kbd title={t('search.hint')}>/</Kbd>
            ) : null
          }
        />
      </form>
    </search>
  )
}
