/** The pages of a context in one compact form; the router hangs them under the shell. */
import { type AnyRoute, createRoute } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { lazyPage } from './lazy-page'
import { listSearch } from './list-search'

type Options<Filter extends string> = {
  /** What a person's roles must allow to see the page at all; the server decides about the rows. */
  permission?: string
  /** Entries of the address beside `q` and `sort`, as text. */
  search?: readonly Filter[]
  /** The shell's search box writes `?q=` of this page. */
  box?: boolean
}

/**
 * `page(parent, path, load, options)` of one context: its texts come with the first of its pages.
 * The parent is handed in, for a feature knows nothing of the application around it.
 *
 * @example const page = pagesOf('plans')
 *   export const planRoutes = <Shell extends AnyRoute>(shell: Shell) => [
 *     page(shell, '/plans', () => import('./PlanListPage'), { permission: 'plan:read' }),
 *   ]
 */
export const pagesOf =
  (texts: string) =>
  <Parent extends AnyRoute, Path extends string, Filter extends string = never>(
    parent: Parent,
    path: Path,
    load: () => Promise<{ default: ComponentType }>,
    { permission, search = [], box }: Options<Filter> = {},
  ) =>
    createRoute({
      getParentRoute: () => parent,
      path,
      staticData: { permission, search: box },
      validateSearch: listSearch(...search),
      component: lazyPage(texts, load),
    })
