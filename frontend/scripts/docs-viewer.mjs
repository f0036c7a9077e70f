// Lays the viewer of the API's documents beside the pages: own files, no other server is asked.
import { copyFile, mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const to = join(process.argv[2] ?? 'dist', 'docs-viewer')
const viewer = dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json')))

await mkdir(to, { recursive: true })
for (const name of ['swagger-ui.css', 'swagger-ui-bundle.js', 'LICENSE', 'NOTICE'])
  await copyFile(join(viewer, name), join(to, name))
await copyFile('docs-viewer/start.js', join(to, 'start.js'))
await copyFile('docs-viewer/page.css', join(to, 'page.css'))
