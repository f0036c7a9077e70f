import { createRoute } from '@tanstack/react-router'
import { shellRoute } from '@/app/root'
import { lazyPage } from '@/lib/lazy-page'
import { listSearch } from '@/lib/list-search'
import { LIST_FILTERS } from './api'

const read = { permission: 'communication:read' }
const write = { permission: 'communication:write' }

const listRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/communications',
  staticData: { ...read, search: true },
  validateSearch: listSearch(...LIST_FILTERS),
  component: lazyPage('communications', () => import('./ListPage')),
})

const newRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/communications/new',
  staticData: write,
  validateSearch: listSearch('assignment_id', 'title', 'unit_id', 'on', 'kind'),
  component: lazyPage('communications', () => import('./NewPage')),
})

const scriptsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/communications/scripts',
  staticData: { ...read, search: true },
  validateSearch: listSearch('state'),
  component: lazyPage('communications', () => import('./ScriptListPage')),
})

const newScriptRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/communications/scripts/new',
  staticData: write,
  component: lazyPage('communications', () => import('./NewScriptPage')),
})

const scriptRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/communications/scripts/$scriptId',
  staticData: read,
  component: lazyPage('communications', () => import('./ScriptPage')),
})

const bannersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/communications/banners',
  staticData: read,
  validateSearch: listSearch('hanging'),
  component: lazyPage('communications', () => import('./BannersPage')),
})

const usageRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/communications/usage',
  staticData: read,
  validateSearch: listSearch('from_on', 'to_on'),
  component: lazyPage('communications', () => import('./UsagePage')),
})

const oneRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/communications/$eventId',
  staticData: read,
  component: lazyPage('communications', () => import('./EventPage')),
})

const editRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/communications/$eventId/edit',
  staticData: write,
  component: lazyPage('communications', () => import('./EditPage')),
})

export const communicationRoutes = [
  listRoute,
  newRoute,
  scriptsRoute,
  newScriptRoute,
  scriptRoute,
  bannersRoute,
  usageRoute,
  oneRoute,
  editRoute,
]
