// Writes .br and .gz beside every text file of a folder, so that the server only has to pick one.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const TEXT = /\.(html|js|css|json|svg|txt|webmanifest)$/
const folder = process.argv[2] ?? 'dist'
const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

const names = (await readdir(folder, { recursive: true })).filter((name) => TEXT.test(name))
await Promise.all(
  names.map(async (name) => {
    const path = join(folder, name)
    const body = await readFile(path)
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: body.length }
    await writeFile(`${path}.br`, await brotli(body, { params }))
    await writeFile(`${path}.gz`, await zip(body, { level: 9 }))
  }),
)
console.log(`${names.length} files compressed in ${folder}`)
