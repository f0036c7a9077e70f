import { describe, expect, it } from 'vitest'
import type { CasePaper, CaseRead } from '@/client'
import { acceptedOf, childBody } from './accept-values'
import { birthTyped, parseBirthOrAge } from './birth'
import { clockNow, dayWord, endOf, spanOf } from './clock-words'
import { fieldsOf, withValue } from './fields'
import { nextStep } from './next-step'
import { emptyForm, missingOf } from './paper-forms'
import { bodyOf, isEnough, newReport } from './report-values'

const at = (time: string) => Date.parse(`2026-06-10T${time}:00+07:00`)

describe('a clock', () => {
  const clock = { starts_at: '2026-06-10T08:00:00+07:00', due_at: '2026-06-10T20:00:00+07:00' }

  it('says what is left in hours and minutes', () => {
    const now = clockNow(clock, at('16:40'))
    expect(now).toMatchObject({ kind: 'open', span: { unit: 'hours', hours: 3, minutes: 20 } })
    expect(now.share).toBeCloseTo(520 / 720)
  })
  it('is near from four fifths on, and overdue at its end', () => {
    expect(clockNow(clock, at('17:35')).kind).toBe('open')
    expect(clockNow(clock, at('17:36')).kind).toBe('near')
    expect(clockNow(clock, at('20:00'))).toMatchObject({ kind: 'overdue', share: 1 })
    expect(clockNow(clock, at('22:05')).span).toEqual({ unit: 'hours', hours: 2, minutes: 5 })
  })
  it('still has a minute while a second is left', () => {
    expect(clockNow(clock, at('20:00') - 1000).span).toEqual({ unit: 'minutes', minutes: 1 })
  })
  it('knows no end without a calendar', () => {
    expect(clockNow({ ...clock, due_at: null }, at('09:00')).kind).toBe('unknown')
  })
  it.each([
    [59, { unit: 'minutes', minutes: 59 }],
    [60, { unit: 'hours', hours: 1, minutes: 0 }],
    [2879, { unit: 'hours', hours: 47, minutes: 59 }],
    [2880, { unit: 'days', days: 2 }],
  ])('%s minutes', (minutes, span) => expect(spanOf(minutes)).toEqual(span))

  it('ends within a day, or with the whole of it', () => {
    expect(endOf('2026-06-10T13:00:00Z')).toEqual({ day: '2026-06-10', time: '20:00' })
    expect(endOf('2026-06-16T17:00:00Z')).toEqual({ day: '2026-06-16', time: null })
  })
  it('calls days as people do, by the clock of Vietnam', () => {
    const late = Date.parse('2026-06-10T17:30:00Z')
    expect(dayWord('2026-06-11', late)).toBe('today')
    expect(dayWord('2026-06-10', late)).toBe('yesterday')
    expect(dayWord('2026-06-12', late)).toBe('tomorrow')
    expect(dayWord('2026-06-13', late)).toBeNull()
  })
})

describe('a birth or an age', () => {
  it.each([
    ['02/09/2017', { year: 2017, month: 9, day: 2 }],
    ['02092017', { year: 2017, month: 9, day: 2 }],
    ['9/2017', { year: 2017, month: 9, day: null }],
    ['2017', { year: 2017, month: null, day: null }],
    ['7', { estimated_age: 7 }],
    ['', {}],
  ])('%s', (typed, birth) => expect(parseBirthOrAge(typed)).toEqual(birth))
  it.each(['31/02/2017', 'bảy', '13/2017', '123'])('%s is none', (typed) =>
    expect(parseBirthOrAge(typed)).toBeUndefined(),
  )
  it('is written as it was typed', () => {
    for (const typed of ['02/09/2017', '09/2017', '2017', '7', ''])
      expect(birthTyped(parseBirthOrAge(typed))).toBe(typed)
  })
})

describe('fields by their paths', () => {
  const values = { a: { list: [{ name: 'x' }, { name: 'y' }] }, b: true }
  it('change one place and leave the rest as it is', () => {
    const next = withValue(values, 'a.list.1.name', 'z')
    expect(next.a.list).toEqual([{ name: 'x' }, { name: 'z' }])
    expect(next.a.list[0]).toBe(values.a.list[0])
    expect(values.a.list[1]?.name).toBe('y')
  })
  it('read events of the browser and plain values', () => {
    let seen: unknown
    const fields = fieldsOf('f', values, (next) => {
      seen = next
    })
    fields.text('a.list.0.name').onChange({ currentTarget: { type: 'text', value: 'q' } })
    expect(seen).toMatchObject({ a: { list: [{ name: 'q' }, { name: 'y' }] } })
    fields.check('b').onChange({ currentTarget: { type: 'checkbox', checked: false } })
    expect(seen).toMatchObject({ b: false })
    fields.maybe('b').onChange(null)
    expect(seen).toMatchObject({ b: null })
  })
})

describe('a report', () => {
  const report = newReport(new Date('2026-06-10T01:00:00Z'))
  it('needs one sentence and the time', () => {
    expect(isEnough(report)).toBe(false)
    const told = withValue(report, 'facts.what', 'Trẻ bị đánh')
    expect(isEnough(told)).toBe(true)
    expect(isEnough({ ...told, received_at: null })).toBe(false)
  })
  it('leaves who told as it was, unless somebody is written down', () => {
    expect(bodyOf(report).informant).toBeNull()
    expect(bodyOf(withValue(report, 'informant.phone', '0900')).informant).toMatchObject({ phone: '0900' })
  })
  it('is about a child even where it names none', () => {
    expect(acceptedOf({ facts: { what: 'Có trẻ khóc' }, matches: [] })).toHaveLength(1)
  })
  it('joins the open case of a child, and opens one for another', () => {
    const [one, other] = acceptedOf({
      facts: { what: 'Hai trẻ', children: [{ name: 'An' }, { name: 'Bình' }] },
      matches: [{ child: 0, case_id: 'c', reference: 'VV', child_name: 'An', received_at: '' }],
    })
    const more = { owner_id: 'p', event_ward: '99101', residence_ward: '' }
    expect(one && childBody(one, more)).toEqual({ case_id: 'c' })
    expect(other && childBody(other, more)).toMatchObject({ facts: { name: 'Bình' }, owner_id: 'p' })
  })
})

describe('what a paper still owes', () => {
  it.each([
    ['initial_assessment', ['situation', 'items', 'decided_level']],
    ['urgent_measures', ['measures', 'taken_at']],
    ['separation', ['reason', 'place', 'starts_on', 'ends_on']],
    ['care', ['form', 'carer', 'decided_on']],
    ['follow_up', ['visited_on', 'findings']],
    ['detailed_assessment', ['family', 'harm', 'needs', 'child_opinion', 'items', 'decided_level']],
    ['conference', ['held_at', 'chair', 'attendees', 'conclusion']],
    ['plan', ['goals', 'services']],
    ['review', ['results', 'items', 'decided_level', 'conclusion']],
    ['court_request', ['court', 'content', 'sent_on']],
  ] as const)('%s', (kind, owed) => expect(missingOf(emptyForm(kind))).toEqual(owed))

  it('a plan needs each of its services whole', () => {
    const service = { service: 'Tư vấn', body: 'Trạm y tế', starts_on: '2026-06-15', ends_on: '2026-07-15' }
    expect(missingOf({ kind: 'plan', goals: 'An toàn', services: [service] })).toEqual([])
    expect(missingOf({ kind: 'plan', goals: 'An toàn', services: [service, {}] })).toEqual(['services'])
  })
})

describe('the next step', () => {
  type Known = Parameters<typeof nextStep>[0]
  const one = (state: CaseRead['state'], more: Partial<Known> = {}): Known => ({
    state,
    urgent: false,
    clocks: [],
    papers: [],
    full: true,
    next: {
      papers: [
        'initial_assessment',
        'urgent_measures',
        'separation',
        'detailed_assessment',
        'conference',
        'plan',
        'review',
      ],
      skips: [],
    },
    allowed_actions: ['write', 'start', 'plan_again', 'close'],
    ...more,
  })
  const paper = (
    kind: CasePaper['kind'],
    state: CasePaper['state'],
    verbs: CasePaper['allowed_actions'] = [],
  ) => ({ id: kind, kind, state, allowed_actions: verbs, form: emptyForm(kind), reason: '' }) as CasePaper
  const ticking = [{ code: 'case.first_protection', running: true }] as CaseRead['clocks']

  it.each([
    ['received', 'initial_assessment'],
    ['assessed', 'detailed_assessment'],
    ['protected', 'detailed_assessment'],
    ['examined', 'conference'],
    ['conferred', 'plan'],
    ['in_progress', 'review'],
  ] as const)('%s asks for %s', (state, kind) =>
    expect(nextStep(one(state))).toMatchObject({ does: 'begin', kind }),
  )
  it('protects at once where it is urgent and the hours run', () => {
    expect(nextStep(one('assessed', { urgent: true, clocks: ticking }))).toEqual({
      does: 'begin',
      kind: 'urgent_measures',
      other: 'separation',
    })
    expect(nextStep(one('assessed', { urgent: true }))).toMatchObject({ kind: 'detailed_assessment' })
  })
  it('is the decision of who decides, and the waiting of who wrote', () => {
    const plan = paper('plan', 'submitted', ['approve', 'return'])
    expect(nextStep(one('plan_submitted', { papers: [plan] }))).toEqual({ does: 'decide', paper: plan })
    const own = paper('plan', 'submitted')
    expect(nextStep(one('plan_submitted', { papers: [own] }))).toEqual({ does: 'await', paper: own })
  })
  it('goes on with what is written or came back', () => {
    const draft = paper('conference', 'draft', ['edit'])
    expect(nextStep(one('examined', { papers: [draft] }))).toEqual({ does: 'continue', paper: draft })
    const back = paper('plan', 'returned', ['edit'])
    expect(nextStep(one('conferred', { papers: [back] }))).toEqual({ does: 'continue', paper: back })
  })
  it('begins an approved plan, and ends as the review says', () => {
    expect(nextStep(one('plan_approved'))).toEqual({ does: 'start' })
    const review = {
      ...paper('review', 'done'),
      form: { kind: 'review', conclusion: 'plan_again' },
    } as CasePaper
    expect(nextStep(one('reviewed', { papers: [review] }))).toEqual({ does: 'plan_again' })
    expect(nextStep(one('reviewed'))).toEqual({ does: 'close' })
    expect(nextStep(one('reviewed', { allowed_actions: ['write'] }))).toEqual({ does: 'await_closing' })
  })
  it('is nothing for who was only shown a part', () => {
    expect(nextStep(one('received', { allowed_actions: [] }))).toEqual({ does: 'none' })
    expect(nextStep(one('closed'))).toEqual({ does: 'closed' })
  })
})
