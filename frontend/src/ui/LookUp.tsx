import { Button, Card, Checkbox, Radio, SegmentedControl, Stack } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Birth, FoundChild, LookedUpRow, LookUpResult, SheetColumn } from '@/client'
import { isProblem, uploadFile, useAction } from '@/lib/api'
import { formatDate } from '@/lib/format'
import { textAt } from '@/lib/texts'
import { Chip } from './Chip'
import { FilePicker } from './FilePicker'
import classes from './LookUp.module.css'
import { saveMarked } from './marked-sheet'
import { showProblem } from './notices'
import parts from './parts.module.css'
import { type ChosenFields, SheetColumns } from './SheetColumns'
import { StateChip } from './StateChip'
import { Money } from './values'

const ADDRESS = '/api/v1/children/look-up'
/** Rows that are shown at first, and more at a press. */
const PAGE = 100
const STATES = ['doubtful', 'found', 'unknown'] as const
type State = (typeof STATES)[number]

/** Row number by what was decided: `skip`, or the child's id. */
type Decided = Record<string, string>
/** `answer` is null while nobody has said which column is what. */
type Tried = { file: File; columns: SheetColumn[]; answer: LookUpResult | null }

type Props = {
  /** What to send, above the file. */
  lead: string
  /** What is done with the children who were found or chosen, each once. */
  children?: (chosen: FoundChild[]) => ReactNode
}

/** What goes with the file. */
const said = (fields: ChosenFields | null): Record<string, string> =>
  fields ? { fields: JSON.stringify(fields) } : {}

/** The child whom a row is: as the register says, or as somebody chose. */
function childOf(row: LookedUpRow, decided: Decided): FoundChild | null {
  if (decided[row.row] === 'skip') return null
  return row.child ?? row.candidates.find((one) => one.id === decided[row.row]) ?? null
}

/** A list that somebody sends is looked up in the register: found, doubtful, not there; nothing is written. */
export function LookUp({ lead, children }: Props) {
  const { t } = useTranslation('children')
  const [tried, setTried] = useState<Tried | null>(null)
  const [fields, setFields] = useState<ChosenFields | null>(null)
  const again = useAction({
    action: (file: File) => uploadFile<LookUpResult>(ADDRESS, file, { fields: said(fields) }),
    onSuccess: (answer, file) => setTried({ file, columns: answer.columns, answer }),
    onError: showProblem,
  })
  const other = () => {
    setTried(null)
    setFields(null)
  }
  const columns = tried && (
    <SheetColumns
      columns={tried.columns}
      fields={fields}
      onFields={setFields}
      busy={again.isPending}
      onRead={() => again.mutate(tried.file)}
      open={!tried.answer}
    />
  )
  if (tried?.answer)
    return (
      <Answer
        // What was decided is of these rows: read otherwise they may be others.
        key={again.submittedAt}
        file={tried.file}
        answer={tried.answer}
        fields={fields}
        columns={columns}
        onOther={other}
        actions={children}
      />
    )
  if (tried)
    return (
      <Card className={parts.card} role="status">
        <strong>{t('lookUp.headUnknown')}</strong>
        {columns}
        <div>
          <Button variant="default" onClick={other}>
            {t('lookUp.other')}
          </Button>
        </div>
      </Card>
    )
  return (
    <Card className={parts.card}>
      <p className={parts.quiet}>{lead}</p>
      <FilePicker
        accept=".xlsx"
        multiple={false}
        send={async (file, options) => {
          try {
            const answer = await uploadFile<LookUpResult>(ADDRESS, file, options)
            setTried({ file, columns: answer.columns, answer })
          } catch (error) {
            if (!isProblem(error, 'head_unknown')) throw error
            setTried({ file, columns: (error.extra.columns ?? []) as SheetColumn[], answer: null })
          }
        }}
      />
    </Card>
  )
}

type AnswerProps = {
  file: File
  answer: LookUpResult
  fields: ChosenFields | null
  columns: ReactNode
  onOther: () => void
  actions: Props['children']
}

function Answer({ file, answer, fields, columns, onOther, actions }: AnswerProps) {
  const { t } = useTranslation(['children', 'common'])
  const [decided, setDecided] = useState<Decided>({})
  const [state, setState] = useState<State>(STATES.find((one) => answer[one]) ?? 'found')
  const [shown, setShown] = useState(PAGE)
  const save = useAction({
    action: () =>
      saveMarked(
        `${ADDRESS}/sheet`,
        file,
        { ...said(fields), decisions: JSON.stringify(decided) },
        t('lookUp.suffix'),
      ),
    onError: showProblem,
  })
  const rows = answer.rows.filter((row) => row.state === state)
  const chosen = new Map(
    answer.rows.flatMap((row) => {
      const child = childOf(row, decided)
      return child ? [[child.id, child]] : []
    }),
  )
  const open = answer.rows.filter((row) => row.state === 'doubtful' && !decided[row.row]).length
  return (
    <div className={parts.column}>
      <Card className={parts.card} role="status">
        <strong>
          {t('lookUp.counts', { count: answer.rows.length, found: answer.found, unknown: answer.unknown })}
        </strong>
        <p className={parts.quiet}>
          {open > 0 ? t('lookUp.open', { count: open }) : t('lookUp.done')}{' '}
          {t('import.headRow', { row: answer.head_row })}
        </p>
        {columns}
      </Card>
      <div className={`${classes.shown} no-print`}>
        <SegmentedControl
          aria-label={t('lookUp.show')}
          value={state}
          onChange={(value) => {
            setState(value as State)
            setShown(PAGE)
          }}
          data={STATES.map((one) => ({
            value: one,
            label: `${t(`lookUp.state.${one}`)} (${answer[one] ?? 0})`,
          }))}
        />
      </div>
      <Card component="section" aria-label={t(`lookUp.state.${state}`)}>
        {rows.length === 0 && <p className={parts.quiet}>{t('lookUp.none')}</p>}
        <ul className={parts.plain}>
          {rows.slice(0, shown).map((row) => (
            <Row
              key={row.row}
              row={row}
              value={decided[row.row] ?? null}
              onChange={(decision) => setDecided({ ...decided, [row.row]: decision })}
              chosen={actions ? childOf(row, decided) !== null : null}
            />
          ))}
        </ul>
      </Card>
      {rows.length > shown && (
        <Button variant="default" onClick={() => setShown(shown + PAGE)}>
          {t('common:list.more')}
        </Button>
      )}
      <div className={`${actions ? '' : classes.bar} no-print`}>
        <Stack gap={10}>
          <div className={parts.row}>
            <Button variant="default" onClick={onOther}>
              {t('lookUp.other')}
            </Button>
            <Button
              variant={actions ? 'default' : 'filled'}
              loading={save.isPending}
              onClick={() => save.mutate()}
            >
              {t('lookUp.save')}
            </Button>
          </div>
        </Stack>
      </div>
      {actions?.([...chosen.values()])}
    </div>
  )
}

const birthText = ({ day, month, year, estimated }: Birth, about: (birth: string) => string) => {
  const text = [day, month]
    .flatMap((part) => (part == null ? [] : [String(part).padStart(2, '0')]))
    .concat(String(year))
    .join('/')
  return estimated ? about(text) : text
}

type RowProps = {
  row: LookedUpRow
  value: string | null
  onChange: (decision: string) => void
  /** Whether something is done with the child of the row; null where nothing is. */
  chosen: boolean | null
}

function Row({ row, value, onChange, chosen }: RowProps) {
  const { t } = useTranslation('children')
  const born = (birth: Birth) => birthText(birth, (text) => t('birth.about', { birth: text }))
  const { said, child, candidates } = row
  const name = said.full_name || said.personal_number || said.code || '–'
  return (
    <li className={classes.row}>
      <div className={classes.words}>
        <strong>{t('lookUp.row', { row: row.row, name })}</strong>
        <span className={parts.quiet}>
          {[
            said.birth && t('lookUp.born', { birth: born(said.birth) }),
            said.full_name && said.personal_number,
            said.unit_name,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {row.warnings.map((one) => (
          <span key={one} className={parts.quiet}>
            {textAt(`children:lookUp.warning.${one}`)}
          </span>
        ))}
        {row.same_as_row != null && <Chip tone="warm">{t('lookUp.sameAs', { row: row.same_as_row })}</Chip>}
      </div>
      {child && (
        <div className={classes.words}>
          {chosen !== null && (
            <Checkbox
              checked={chosen}
              label={t('lookUp.take')}
              aria-label={t('lookUp.takeOf', { name: child.full_name })}
              onChange={(event) => onChange(event.currentTarget.checked ? child.id : 'skip')}
            />
          )}
          <Child child={child} born={born(child.birth)} />
        </div>
      )}
      {candidates.length > 0 && (
        <Radio.Group aria-label={t('lookUp.row', { row: row.row, name })} value={value} onChange={onChange}>
          <Stack gap={10}>
            {candidates.map((one) => (
              <Radio
                key={one.id}
                value={one.id}
                label={t('import.same', { name: one.full_name, birth: born(one.birth), unit: one.unit_name })}
                description={<Reasons child={one} />}
              />
            ))}
            <Radio value="skip" label={t('lookUp.nobody')} />
          </Stack>
          {row.left_off > 0 && <p className={parts.quiet}>{t('lookUp.leftOff', { count: row.left_off })}</p>}
        </Radio.Group>
      )}
    </li>
  )
}

function Child({ child, born }: { child: FoundChild; born: string }) {
  const { t } = useTranslation('children')
  return (
    <div className={classes.words}>
      <a href={`/children/${child.id}`} target="_blank" rel="noreferrer">
        {child.full_name}
      </a>
      <span className={parts.quiet}>
        {[t('lookUp.born', { birth: born }), child.unit_name, child.code].join(' · ')}
      </span>
      {child.presence !== 'here' && <StateChip state={child.presence} />}
      <Received child={child} />
    </div>
  )
}

function Received({ child }: { child: FoundChild }) {
  const { t } = useTranslation('children')
  const received = child.received_12_months
  if (!received) return null
  if (received.count === 0) return <span>{t('lookUp.nothing')}</span>
  return (
    <span>
      {t('lookUp.received', { count: received.count })}, <Money value={received.amount} />
      {received.last_on && `, ${t('lookUp.last', { day: formatDate(received.last_on) })}`}
    </span>
  )
}

function Reasons({ child }: { child: FoundChild }) {
  const { t } = useTranslation('children')
  const reasons = child.reasons.map((one) => textAt(`children:reason.${one}`, '')).filter(Boolean)
  return (
    <>
      {[
        reasons.join(', '),
        ...child.guardian_names,
        child.presence !== 'here' && textAt(`common:state.${child.presence}`),
      ]
        .filter(Boolean)
        .join(' · ')}
      <br />
      {child.received_12_months &&
        (child.received_12_months.count > 0
          ? t('lookUp.received', { count: child.received_12_months.count })
          : t('lookUp.nothing'))}
    </>
  )
}
