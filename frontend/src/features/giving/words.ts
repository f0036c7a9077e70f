/** In which order the codes of giving are chosen. */
import type {
  Channel,
  DonorKind,
  GivingKind,
  ItemKind,
  LineState,
  Occasion,
  OnePer,
  PaperGroup,
  ReceiverKind,
  RoundState,
  ShareState,
} from '@/client'

export const KINDS = ['gift', 'scholarship', 'sponsorship', 'award'] as const satisfies GivingKind[]
export const OCCASIONS = [
  'children_day',
  'mid_autumn',
  'tet',
  'school_year_start',
  'school_year_end',
  'flood',
  'hardship',
  'other',
] as const satisfies Occasion[]
export const ITEM_KINDS = [
  'money',
  'goods',
  'books',
  'clothes',
  'bicycle',
  'health_insurance',
  'other',
] as const satisfies ItemKind[]
export const ONE_PER = ['child', 'household', 'none'] as const satisfies OnePer[]
export const CHANNELS = ['cash', 'transfer', 'goods'] as const satisfies Channel[]
export const ROUND_STATES = [
  'draft',
  'nominating',
  'reviewed',
  'approved',
  'handing_over',
  'closed',
  'cancelled',
] as const satisfies RoundState[]
export const LINE_STATES = ['nominated', 'approved', 'reserve', 'fallen'] as const satisfies LineState[]
export const SHARE_STATES = ['due', 'delivered', 'not_received', 'given_back'] as const satisfies ShareState[]
export const RECEIVERS = ['child', 'guardian', 'authorised', 'school'] as const satisfies ReceiverKind[]
export const DONOR_KINDS = ['organisation', 'person', 'budget'] as const satisfies DonorKind[]
export const GROUPS = ['unit', 'place', 'school', 'class'] as const satisfies PaperGroup[]

/** Kinds that are handed over in parts. */
export const inParts = (kind: GivingKind): boolean => kind === 'scholarship' || kind === 'sponsorship'

/** Papers by what can be printed now: before the decision the tick sheet and lists are of those nominated. */
export const PAPERS = ['signing_list', 'tick_sheet', 'labels', 'minutes'] as const
export const SUPERIOR_PAPERS = ['superior_list', 'superior_letter'] as const
