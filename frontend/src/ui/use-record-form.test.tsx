import { TextInput } from '@mantine/core'
import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { ApiProblem } from '@/lib/api'
import { renderAt } from '@/test/render'
import { DraftForm } from './DraftForm'
import type { Refusals } from './use-faults'
import { useRecordForm } from './use-record-form'
import { useUnsavedDraft } from './use-unsaved-draft'

const REFUSALS: Refusals = {
  form: 'thing',
  nameOf: (name) => (name === 'starts_at' ? 'on' : name),
  fieldOf: ({ code }) => (code === 'too_long' ? 'on' : undefined),
}

function Form({ error, onSave }: { error?: unknown; onSave?: (values: object) => void }) {
  const draft = useUnsavedDraft('thing:1', { title: '', on: '', part: { boys: '' } })
  const form = useRecordForm({
    values: draft,
    error,
    refusals: REFUSALS,
    checks: ({ title }) => [['title', title === '', 'Chưa có tên.']],
    onSave: onSave ?? (() => {}),
  })
  return (
    <DraftForm form={form} busy={false} save="Lưu">
      <TextInput {...form.field('title')} label="Tên" />
      <TextInput {...form.field('on')} label="Ngày" />
      <TextInput {...form.field('part.boys')} label="Nam" />
    </DraftForm>
  )
}
const besides = (label: string) => {
  const id = screen.getByLabelText(label).getAttribute('aria-describedby') ?? ''
  return id
    .split(' ')
    .map((one) => document.getElementById(one)?.textContent ?? '')
    .join('')
}

describe('useRecordForm', () => {
  it('says what the server refused at the top and beside its field', async () => {
    const error = new ApiProblem(422, 'invalid', 'Dữ liệu chưa đúng.', [
      { field: 'starts_at', code: 'x', detail: 'Ngày chưa đúng.' },
      { field: 'part.boys', code: 'x', detail: 'Số chưa đúng.' },
    ])
    await renderAt('/', () => <Form error={error} />)
    expect(screen.getByRole('alert').textContent).toContain('Ngày chưa đúng.')
    expect(screen.getByRole('link', { name: 'Số chưa đúng.' }).getAttribute('href')).toBe('#thing-part-boys')
    expect(besides('Ngày')).toBe('Ngày chưa đúng.')
    expect(besides('Nam')).toBe('Số chưa đúng.')
    await userEvent.type(screen.getByLabelText('Ngày'), '1')
    expect(besides('Ngày')).toBe('')
    expect(besides('Nam')).toBe('Số chưa đúng.')
  })

  it('leads a refusal as a whole to the field it belongs to', async () => {
    const error = new ApiProblem(422, 'too_long', 'Quá ba ngày.')
    await renderAt('/', () => <Form error={error} />)
    expect(screen.getByRole('link', { name: 'Quá ba ngày.' }).getAttribute('href')).toBe('#thing-on')
    expect(besides('Ngày')).toBe('Quá ba ngày.')
  })

  it('sends nothing while the form itself finds something wrong, then what was typed', async () => {
    const save = vi.fn()
    await renderAt('/', () => <Form onSave={save} />)
    await userEvent.click(screen.getByRole('button', { name: 'Lưu' }))
    expect(besides('Tên')).toBe('Chưa có tên.')
    expect(save).not.toHaveBeenCalled()
    await userEvent.type(screen.getByLabelText('Tên'), 'Tết')
    await userEvent.click(screen.getByRole('button', { name: 'Lưu' }))
    expect(save).toHaveBeenCalledWith({ title: 'Tết', on: '', part: { boys: '' } })
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('brings back what was typed, and gives it up when asked', async () => {
    const first = await renderAt('/', () => <Form />)
    await userEvent.type(screen.getByLabelText('Tên'), 'Tết')
    await screen.findByText(/^Tự giữ lúc/)
    first.unmount()
    await renderAt('/', () => <Form />)
    expect(screen.getByLabelText<HTMLInputElement>('Tên').value).toBe('Tết')
    await userEvent.click(screen.getByRole('button', { name: 'Bỏ bản nhập dở' }))
    expect(screen.getByLabelText<HTMLInputElement>('Tên').value).toBe('')
    expect(localStorage.length).toBe(0)
  })
})
