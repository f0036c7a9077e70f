import { lazyRouteComponent } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { i18next } from './i18n'

/**
 * A page whose code and texts arrive together, on first visit (or on hover of its link).
 *
 * @example component: lazyPage('plans', () => import('./PlanListPage'))
 */
export function lazyPage(namespace: string, load: () => Promise<{ default: ComponentType }>) {
  return lazyRouteComponent(async () => {
    const [page] = await Promise.all([load(), i18next.loadNamespaces(namespace)])
    return page
  })
}
