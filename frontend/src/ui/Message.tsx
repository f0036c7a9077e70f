import type { ComponentType, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './Message.module.css'

type Props = {
  icon: ComponentType<{ size?: number; stroke?: number }>
  title: string
  children?: ReactNode
  action?: ReactNode
  tone?: 'calm' | 'bad'
  /** It stands for a whole page: the title is the page's heading and the document's title. */
  page?: boolean
}

/** One look for "nothing here", "went wrong" and "not for you". */
export function Message({ icon: Icon, title, children, action, tone = 'calm', page = false }: Props) {
  const { t } = useTranslation()
  const Heading = page ? 'h1' : 'h2'
  return (
    <div className={classes.message} data-tone={tone} role={tone === 'bad' ? 'alert' : undefined}>
      {page && <title>{`${title} · ${t('product')}`}</title>}
      <span className={classes.icon} aria-hidden>
        <Icon size={28} stroke={1.7} />
      </span>
      <Heading className={classes.title}>{title}</Heading>
      {children && <div className={classes.body}>{children}</div>}
      {action && <div className={classes.action}>{action}</div>}
    </div>
  )
}
