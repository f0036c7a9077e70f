import { defineConfig } from '@hey-api/openapi-ts'

export default defineConfig({
  input: '../docs/openapi/api.json',
  output: { path: 'src/client' },
  plugins: [
    // Refusals are thrown (as ApiProblem), so answers are typed without `undefined`.
    { name: '@hey-api/client-fetch', throwOnError: true, runtimeConfigPath: './src/lib/api/client-config' },
    '@hey-api/typescript',
    '@hey-api/sdk',
    '@tanstack/react-query',
  ],
})
