import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import './fonts.css'
import './tokens.css'
import './base.css'
import './mantine.css'
import './print.css'

export { cssVariablesResolver, theme } from './theme'
