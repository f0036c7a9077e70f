/** The open document while it is edited: saved by itself, undone step by step, safe from a reload. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { type DraftRead, savePlanDraft } from '@/client'
import { ifMatch, isProblem, unwrap, useAction } from '@/lib/api'
import { draftName, keepDraft, readDraft } from '@/lib/drafts'
import { useSession } from '@/lib/session'
import { planKeys } from '../api'
import { saveable } from '../content/edit'
import type { Content } from '../content/types'

const PAUSE_MS = 1000
const RETRY_MS = 10_000

type Kept = { version: number; content: Content }
type Step = { content: Content; tag?: string }
type Edit = (old: Content) => Content

export function useDraft(draft: DraftRead) {
  const queryClient = useQueryClient()
  const name = draftName(useSession(), `plan:${draft.revision_id}`)
  const [kept] = useState(() => readDraft<Kept>(name))
  const restored = kept?.version === draft.version ? kept.content : null
  const [content, setContent] = useState<Content>(restored ?? (draft.content as Content))
  const [saved, setSaved] = useState({
    content: draft.content as Content,
    version: draft.version,
    at: draft.saved_at,
  })
  // Kept work of another version is older than what someone saved since: theirs is shown, ours is one undo away.
  const older = kept && !restored ? kept.content : null
  const [past, setPast] = useState<Step[]>(older ? [{ content: older }] : [])
  /** Someone else's version took the place of unsaved work, which "undo" brings back. */
  const [overtaken, setOvertaken] = useState(older !== null)
  /** What was dropped last, to be offered back beside "undo"; gone with the next change. */
  const [dropped, setDropped] = useState<string | null>(null)
  const newest = useRef(content)
  newest.current = content

  const save = useAction({
    action: (sent: Content) =>
      savePlanDraft({
        path: { plan_id: draft.plan_id },
        headers: ifMatch(saved),
        body: saveable(sent, saved.content.title),
      }).then(unwrap),
    onSuccess: (done, sent) => {
      setSaved({ content: sent, version: done.version, at: done.saved_at })
      queryClient.setQueryData<DraftRead>(planKeys.draft(draft.plan_id), {
        ...draft,
        content: saveable(sent, saved.content.title),
        version: done.version,
        saved_at: done.saved_at,
      })
      // What was typed meanwhile belongs to the new version.
      keepDraft(name, newest.current === sent ? null : { version: done.version, content: newest.current })
    },
  })
  const dirty = content !== saved.content
  // Refused content isn't sent again until it is changed; a lost connection is tried again.
  const refused =
    save.isError && save.variables === content && isProblem(save.error) && !save.error.unanswered

  // A new content or a finished save starts the clock.
  useEffect(() => {
    if (!dirty || save.isPending || refused) return
    const timer = setTimeout(() => save.mutate(content), save.isError ? RETRY_MS : PAUSE_MS)
    return () => clearTimeout(timer)
  }, [content, dirty, refused, save.isPending, save.failureCount])

  // Someone else saved, and the page has read their version.
  useEffect(() => {
    if (draft.version <= saved.version) return
    const theirs = draft.content as Content
    const ours = newest.current
    setContent(theirs)
    setSaved({ content: theirs, version: draft.version, at: draft.saved_at })
    setPast(ours === saved.content ? [] : (steps) => [...steps, { content: ours }])
    setOvertaken(ours !== saved.content)
    keepDraft(name, null)
  }, [draft, saved, name])

  const show = (next: Content) => {
    setContent(next)
    keepDraft(name, { version: saved.version, content: next })
  }

  const change = (edit: Edit, tag?: string) => {
    const next = edit(content)
    if (next === content) return
    if (!tag || past.at(-1)?.tag !== tag) setPast([...past.slice(-99), { content, tag }])
    setDropped(null)
    setOvertaken(false)
    show(next)
  }

  return {
    content,
    /** Version and time of the last saving. */
    saved,
    state: refused
      ? 'refused'
      : save.isPending
        ? 'saving'
        : !dirty
          ? 'saved'
          : save.isError
            ? 'waiting'
            : 'dirty',
    error: save.error,
    restored: restored !== null,
    overtaken,
    /** Changes with the same `tag` (the letters of one field) are undone together. */
    change,
    /** A change that takes something called `name` away: it can be called back at once. */
    drop: (edit: Edit, name: string) => {
      change(edit)
      setDropped(name)
    },
    dropped,
    canUndo: past.length > 0,
    undo: () => {
      const last = past.at(-1)
      if (!last) return
      setPast(past.slice(0, -1))
      setDropped(null)
      setOvertaken(false)
      show(last.content)
    },
    /** Resolves with the version once everything is saved; rejects with the refusal. */
    flush: async () => (dirty ? (await save.mutateAsync(content)).version : saved.version),
  } as const
}

export type Draft = ReturnType<typeof useDraft>
