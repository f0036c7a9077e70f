import { describe, expect, it } from 'vitest'
import type { ChildRead, SimilarChild } from '@/client'
import en from '@/locales/en/children.json'
import vi from '@/locales/vi/children.json'
import { ageOn, birthOf, birthText, bornBetween, isVague, parseBirth } from './birth'
import { bodyOf, freshValues, NOBODY, similarOf, valuesOf } from './values'
import { asksFor, differences, GROUPS, keepsRegister, keptFrom, reasonsText, SUB_GROUPS } from './words'

describe('a birth typed in one field', () => {
  const day = { year: 2017, month: 9, day: 2 }
  it.each([
    ['02/09/2017', day],
    ['2/9/2017', day],
    ['2.9.2017', day],
    ['2-9-2017', day],
    [' 02 09 2017 ', day],
    ['02092017', day],
    ['09/2017', { year: 2017, month: 9, day: null }],
    ['9/2017', { year: 2017, month: 9, day: null }],
    ['092017', { year: 2017, month: 9, day: null }],
    ['2017', { year: 2017, month: null, day: null }],
    ['29/02/2016', { year: 2016, month: 2, day: 29 }],
  ])('reads %s', (typed, known) => expect(parseBirth(typed)).toEqual(known))
  it.each([
    '',
    'không rõ',
    '29/02/2017',
    '31/04/2017',
    '13/2017',
    '132017',
    '0/2017',
    '2/9/17',
    '2017-09-02',
    '1980',
    '1/1/1/2017',
  ])('refuses %s', (typed) => expect(parseBirth(typed)).toBeNull())
  it('writes what it read', () => {
    for (const typed of ['02/09/2017', '09/2017', '2017']) {
      const born = parseBirth(typed)
      expect(born && birthText(born)).toBe(typed)
    }
  })
})

describe('what a birth can mean', () => {
  it('is a day, a month or a year', () => {
    expect(bornBetween({ year: 2017, month: 9, day: 2 })).toEqual(['2017-09-02', '2017-09-02'])
    expect(bornBetween({ year: 2016, month: 2 })).toEqual(['2016-02-01', '2016-02-29'])
    expect(bornBetween({ year: 2017, month: 12 })).toEqual(['2017-12-01', '2017-12-31'])
    expect(bornBetween({ year: 2017 })).toEqual(['2017-01-01', '2017-12-31'])
  })
  it('comes back from a row of the list', () => {
    for (const birth of [
      { year: 2017, month: 9, day: 2, estimated: false },
      { year: 2017, month: 1, day: null, estimated: true },
      { year: 2017, month: null, day: null, estimated: true },
    ]) {
      const [born_from, born_to] = bornBetween(birth)
      expect(birthOf({ born_from, born_to, born_estimated: birth.estimated })).toEqual(birth)
    }
  })
  it('counts completed years, the 29th of February in March', () => {
    expect(ageOn('2026-09-01', '2017-09-02')).toBe(8)
    expect(ageOn('2026-09-02', '2017-09-02')).toBe(9)
    expect(ageOn('2025-02-28', '2016-02-29')).toBe(8)
    expect(ageOn('2016-01-01', '2017-09-02')).toBe(0)
  })
  it('is vague without a month, or when it was guessed', () => {
    expect(isVague({ year: 2017, month: 9, day: 2 })).toBe(false)
    expect(isVague({ year: 2017, month: 9 })).toBe(false)
    expect(isVague({ year: 2017 })).toBe(true)
    expect(isVague({ year: 2017, month: 9, day: 2, estimated: true })).toBe(true)
  })
})

describe('what the form sends', () => {
  const values = { ...freshValues('u', null), full_name: ' Nguyễn Thị Bé ', birth: '9/2017' }
  it('leaves out who was not written', () => {
    expect(bodyOf(values)).toMatchObject({
      full_name: 'Nguyễn Thị Bé',
      birth: { year: 2017, month: 9, day: null, estimated: false },
      guardians: [],
      personal_number: null,
    })
    expect(Object.keys(bodyOf(values))).not.toContain('different_from')
  })
  it('joins the digits of a number, and knows a school by its id or its name alone', () => {
    const body = bodyOf({
      ...values,
      personal_number: '079 317 012 345',
      school_unit_id: 's',
      school_name: 'Cũ',
    })
    expect(body).toMatchObject({ personal_number: '079317012345', school_unit_id: 's', school_name: '' })
  })
  it('comes back unchanged from a record, whose school of the ward is shown by name', () => {
    const child = {
      full_name: 'Nguyễn Thị Bé',
      birth: { year: 2017, month: 9, day: 2, estimated: false },
      unit_id: 'u',
      sex: 'female',
      personal_number: '079317012345',
      address: '12 Lê Lợi',
      school_unit_id: 's',
      school_name: 'Tiểu học Hoa Sen',
      class_name: '4A',
      guardians: [{ full_name: 'Ba', relation: 'father', phone: '0900000001', may_receive: true }],
      household: { id: 'h' },
      wishes: 'w',
      talents: 't',
      note: 'n',
    } as unknown as ChildRead
    expect(bodyOf(valuesOf(child))).toEqual({
      full_name: 'Nguyễn Thị Bé',
      birth: child.birth,
      unit_id: 'u',
      sex: 'female',
      personal_number: '079317012345',
      address: '12 Lê Lợi',
      school_unit_id: 's',
      school_name: '',
      class_name: '4A',
      guardians: child.guardians,
      household_id: 'h',
      wishes: 'w',
      talents: 't',
      note: 'n',
    })
  })
  it('looks for children alike only by what is whole', () => {
    expect(similarOf({ ...values, birth: '9/20' })).toBeNull()
    expect(similarOf({ ...values, full_name: 'Bé' })).toBeNull()
    const half = { ...NOBODY, full_name: 'Ba', phone: '0900' }
    expect(similarOf({ ...values, personal_number: '0793', guardians: [half, NOBODY] }, 'c')).toMatchObject({
      full_name: 'Nguyễn Thị Bé',
      personal_number: null,
      guardians: [{ full_name: 'Ba', phone: '' }],
      child_id: 'c',
    })
  })
})

describe('words', () => {
  const word = (reason: string) => (vi.reason as Record<string, string>)[reason] ?? ''
  it('says why two records may be one child', () => {
    expect(reasonsText(['same_name', 'same_birth', 'same_phone'], word)).toBe(
      'Cùng tên, cùng ngày sinh, cùng số điện thoại',
    )
    expect(reasonsText(['same_name', 'unheard_of'], word)).toBe('Cùng tên')
    expect(reasonsText([], word)).toBe('')
  })
  it.each([
    ['vi', vi],
    ['en', en],
  ])('has every group and sub-group of the law in %s', (_, texts) => {
    expect(Object.keys(texts.group)).toEqual(GROUPS)
    expect(Object.keys(texts.groupShort)).toEqual(GROUPS)
    for (const group of GROUPS) expect(Object.keys(texts.subGroup[group])).toEqual(SUB_GROUPS[group])
  })
  it('names the parts that a role does not open', () => {
    expect(keptFrom(['basic', 'contact', 'hardship'])).toEqual(['identity', 'health', 'situation'])
    expect(keptFrom(['basic', 'contact', 'health'])).toEqual(['identity', 'hardship', 'situation'])
    expect(keptFrom(['basic', 'contact', 'identity', 'hardship', 'health', 'situation'])).toEqual([])
  })
  it('offers each unit the filters that find something for it', () => {
    expect(asksFor(['khu_pho'], false)).toEqual({ groups: GROUPS, hardship: true, past: true })
    expect(asksFor(['school'], false)).toEqual({ groups: [], hardship: true, past: false })
    expect(asksFor(['health_station'], false)).toEqual({
      groups: ['disability', 'serious_illness_poor'],
      hardship: false,
      past: false,
    })
    expect(asksFor(['officer_desk'], true).groups).toEqual(GROUPS)
    expect([keepsRegister(['police'], false), keepsRegister(['school'], false)]).toEqual([false, true])
  })
  it('marks in what two records differ, whoever stands first among the guardians', () => {
    const one = {
      full_name: 'Nguyễn Thị Bé',
      birth: { year: 2017, month: 9, day: 2 },
      unit_name: 'Khu phố 1',
      guardian_names: ['Ba', 'Mẹ'],
      presence: 'here',
    } as unknown as SimilarChild
    const same = { ...one, guardian_names: ['Mẹ', 'Ba'], birth: { ...one.birth, estimated: true } }
    expect(Object.values(differences(one, same)).some(Boolean)).toBe(false)
    const other = {
      ...one,
      full_name: 'Nguyễn Thi Be',
      birth: { year: 2017, month: 2, day: 9 },
      guardian_names: ['Ba'],
    }
    expect(differences(one, other)).toEqual({
      name: true,
      birth: true,
      unit: false,
      guardians: true,
      presence: false,
    })
  })
})
