/** The design tokens of tokens.css as a Mantine theme: sizes here, colours there. */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

const brand: MantineColorsTuple = [
  '#e3f3f0',
  '#c9e7e2',
  '#9bd3ca',
  '#6cbfb3',
  '#3f9f93',
  '#1f867a',
  '#0b7268',
  '#095f57',
  '#074d46',
  '#053b36',
]

/** Mantine's grounds and lines in the dark: 0 is text, 4 a line, 6 a card, 7 the page. */
const dark: MantineColorsTuple = [
  '#e8efed',
  '#c3cfcc',
  '#a3b3b0',
  '#6f807c',
  '#2a3734',
  '#1f2a28',
  '#161f1d',
  '#0e1514',
  '#0a100f',
  '#060a09',
]

export const theme = createTheme({
  primaryColor: 'brand',
  primaryShade: { light: 6, dark: 3 },
  colors: { brand, dark },
  fontFamily: '"Be Vietnam Pro", system-ui, sans-serif',
  fontSizes: { xs: '13px', sm: '14px', md: '15px', lg: '17px', xl: '22px' },
  lineHeights: { xs: '1.45', sm: '1.5', md: '1.55', lg: '1.5', xl: '1.3' },
  headings: { fontFamily: 'inherit', fontWeight: '600' },
  defaultRadius: '10px',
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    ActionIcon: { defaultProps: { size: 44, variant: 'subtle', color: 'gray' } },
    // Said aloud so that mantine.css can set the text's colour on it.
    Button: { defaultProps: { variant: 'filled' } },
    Card: { defaultProps: { radius: '12px', padding: 16, withBorder: true } },
    CloseButton: { defaultProps: { size: 44 } },
    Input: { defaultProps: { size: 'md' } },
    InputWrapper: {
      defaultProps: { size: 'md', inputWrapperOrder: ['label', 'input', 'description', 'error'] },
    },
    // The placeholder is no menu item, which screen readers and axe object to.
    Menu: { defaultProps: { radius: '12px', position: 'bottom-end', withInitialFocusPlaceholder: false } },
    // A dialog's head is no banner of the page, which is what a header element would say.
    ModalHeader: { defaultProps: { component: 'div' } },
    Modal: { defaultProps: { radius: '12px', centered: true } },
    Paper: { defaultProps: { radius: '12px', withBorder: true } },
    Tooltip: { defaultProps: { openDelay: 300 } },
  },
})

/** Mantine's own variables, by the tokens: the tokens change with the scheme, so both schemes say the same. */
const variables = {
  '--mantine-color-body': 'var(--card)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--mute)',
  '--mantine-color-placeholder': 'var(--mute)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-anchor': 'var(--brand)',
  '--mantine-color-default': 'var(--card)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-primary-color-filled': 'var(--brand)',
  '--mantine-primary-color-filled-hover': 'var(--brand-hover)',
  '--mantine-primary-color-contrast': 'var(--on-brand)',
  '--mantine-color-brand-filled': 'var(--brand)',
  '--mantine-color-brand-filled-hover': 'var(--brand-hover)',
  '--mantine-color-brand-light': 'var(--brand-soft)',
  '--mantine-color-brand-light-color': 'var(--brand)',
  '--mantine-color-brand-outline': 'var(--brand)',
  '--mantine-color-brand-text': 'var(--brand)',
  '--mantine-color-gray-text': 'var(--mute)',
  '--mantine-color-gray-light': 'var(--sunken)',
  '--mantine-color-gray-light-hover': 'var(--hover)',
  '--mantine-color-gray-light-color': 'var(--ink)',
  '--mantine-color-red-filled': 'var(--bad)',
  '--mantine-color-red-filled-hover': 'var(--bad)',
  '--mantine-color-red-text': 'var(--bad)',
}

export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: variables,
  dark: variables,
})
