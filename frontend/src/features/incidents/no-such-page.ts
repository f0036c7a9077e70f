import { notFound, rootRouteId } from '@tanstack/react-router'

/** As of any address that doesn't exist. */
export function noSuchPage(): never {
  throw notFound({ routeId: rootRouteId })
}
