import { type RegisteredRouter, useParams } from '@tanstack/react-router'

type Name = keyof ReturnType<typeof useParams<RegisteredRouter, undefined, false>>

/** A part of the present page's path, e.g. `activityId` of `/activities/$activityId` and the pages below it. */
export function useParam(name: Name): string {
  return useParams({ strict: false })[name] ?? ''
}
