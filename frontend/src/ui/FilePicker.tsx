import { Button, CloseButton, Progress } from '@mantine/core'
import { IconCamera, IconPaperclip } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatBytes, formatShare } from '@/lib/format'
import classes from './FilePicker.module.css'
import { type Sending, useSendFiles } from './use-send-files'

type Props = {
  /** Sends one file (see `uploadFile`); the headers make a second try the same attempt. */
  send: Sending
  /** Called after each file that has arrived. */
  onSent?: () => void
  /** As of `<input accept>`; the server decides by content. */
  accept?: string
  /** Offers the camera of a phone. */
  photos?: boolean
  multiple?: boolean
  /** Bytes. */
  limit?: number
  /** Chosen before, elsewhere: sent as soon as the picker is there. */
  first?: File[]
}

/** Choosing, photographing or dropping files, each sent at once with its own progress. */
export function FilePicker(props: Props) {
  const { send, onSent, accept, photos = false, multiple = true, limit = 20e6, first } = props
  const { t } = useTranslation()
  const files = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const { items, add, retry, remove } = useSendFiles(send, limit, onSent, first)
  const done = items.filter((item) => item.state === 'sent').length

  const take = (input: HTMLInputElement) => {
    add([...(input.files ?? [])])
    // The same file may be chosen again after it was removed.
    input.value = ''
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the buttons inside do the same
    <div
      className={classes.picker}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        add([...event.dataTransfer.files].slice(0, multiple ? undefined : 1))
      }}
    >
      <input
        ref={files}
        hidden
        type="file"
        aria-label={t('file.choose')}
        accept={accept}
        multiple={multiple}
        onChange={(event) => take(event.currentTarget)}
      />
      {photos && (
        <input
          ref={camera}
          hidden
          type="file"
          aria-label={t('file.camera')}
          accept="image/*"
          capture="environment"
          onChange={(event) => take(event.currentTarget)}
        />
      )}
      <div className={classes.buttons}>
        {photos && (
          <Button
            className={classes.camera}
            leftSection={<IconCamera size={20} />}
            onClick={() => camera.current?.click()}
          >
            {t('file.camera')}
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<IconPaperclip size={20} />}
          onClick={() => files.current?.click()}
        >
          {t('file.choose')}
        </Button>
        <span className={classes.hint}>{t('file.drop')}</span>
      </div>
      {items.length > 0 && (
        <>
          <p role="status" className={classes.count}>
            {t('file.progress', { done, count: items.length })}
          </p>
          <ul className={classes.items}>
            {items.map((item) => (
              <li key={item.id}>
                <div className={classes.name}>
                  <strong>{item.file.name}</strong>
                  <span data-state={item.state}>
                    {formatBytes(item.file.size)} ·{' '}
                    {item.state === 'sending'
                      ? t('file.sending', { share: formatShare(item.share) })
                      : (item.fault ?? t(`file.${item.state}`))}
                  </span>
                  {item.state === 'sending' && (
                    <Progress value={item.share * 100} size="sm" aria-label={item.file.name} />
                  )}
                </div>
                {item.state === 'failed' && !item.hopeless && (
                  <Button
                    variant="default"
                    aria-label={t('file.retry', { name: item.file.name })}
                    onClick={() => retry(item.id)}
                  >
                    {t('action.retry')}
                  </Button>
                )}
                {item.state !== 'sent' && (
                  <CloseButton
                    aria-label={t('file.remove', { name: item.file.name })}
                    onClick={() => remove(item.id)}
                  />
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
