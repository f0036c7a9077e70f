/** Settings of the generated client; it reads them when it is made. */
import type { CreateClientConfig } from '@/client/client.gen'
import { apiFetch } from './fetch'

export const createClientConfig: CreateClientConfig = (config) => ({
  ...config,
  baseUrl: location.origin,
  fetch: apiFetch,
  throwOnError: true,
})
