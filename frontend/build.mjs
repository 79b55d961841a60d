// Builds what the browser gets: `node build.mjs --wasm DIR --out DIR`.
//
// Styles from styles/cascade.scss, scripts from scripts/, icons from brand/, the licences of what
// others have written, and the wasm from DIR if it is there. Each file is named by its content, stands beside its compressed forms
// (.br, .gz), and is listed in manifest.json under its plain name. The same input gives the same
// bytes on every machine.

import { createHash } from 'node:crypto'
import { access, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, extname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import * as esbuild from 'esbuild'
import * as sass from 'sass'
import { withoutUnused } from './unused.mjs'

const HERE = dirname(fileURLToPath(import.meta.url))
const ICONS = ['favicon.svg', 'favicon-32.png', 'icon-180.png']
const COMPRESSIBLE = new Set(['.css', '.js', '.svg', '.txt', '.wasm'])
/** The most that each may weigh, compressed. */
const BUDGETS = { 'cascade.css': 14_000, 'main.js': 10_000, 'cascade_bg.wasm': 150_000 }

/** A build for developing: quick, and not held to the budgets. */
const DEV = process.env.CASCADE_DEV === '1'

/** What must not be in our files: it belongs to GOV.UK. */
const NOT_OURS = /GDS Transport|crest|crown/i

const { values: options } = parseArgs({
  options: { wasm: { type: 'string' }, out: { type: 'string' } },
})
if (!options.out) {
  console.error('Usage: node build.mjs [--wasm DIR] --out DIR')
  process.exit(2)
}

const out = resolve(options.out)
const manifest = {}
const sizes = []

/** The licences of what others have written, as they ask for: with what is served. */
async function licences() {
  const fonts = await readFile(join(HERE, '../app/print/fonts/OFL.txt'), 'utf8')
  return (await readFile(join(HERE, 'licences.txt'), 'utf8')) + fonts
}

/** What stands at the top of styles and scripts that hold work of others. */
const notice = (file) =>
  `/*! Holds GOV.UK Frontend and MOJ Frontend, both under the MIT licence: /assets/${file} */`

function styles(banner) {
  const { css } = sass.compile(join(HERE, 'styles/cascade.scss'), {
    style: 'compressed',
    loadPaths: [HERE],
    quietDeps: true,
    // Both packages warn about each other's deprecated mixins; our own errors still stop us.
    logger: sass.Logger.silent,
  })
  const { code } = esbuild.transformSync(withoutUnused(css), {
    loader: 'css',
    minify: true,
    banner,
    legalComments: 'none',
    target: ['chrome111', 'firefox115', 'safari15.4'],
  })
  const found = code.match(NOT_OURS)
  if (found) throw new Error(`the styles contain "${found[0]}", which is GOV.UK's own`)
  return code
}

async function script(entry, banner = '') {
  const { outputFiles } = await esbuild.build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    minify: true,
    banner: { js: banner },
    legalComments: 'none',
    target: ['chrome111', 'firefox115', 'safari15.4'],
    absWorkingDir: HERE,
    logLevel: 'error',
  })
  return outputFiles[0].text
}

/** Writes a file under the hash of its content, with its compressed forms. */
async function emit(name, content) {
  const bytes = Buffer.from(content)
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
  const extension = extname(name)
  const file = `${name.slice(0, -extension.length)}-${hash}${extension}`
  await writeFile(join(out, file), bytes)
  manifest[name] = file
  const size = { name, bytes: bytes.length }
  if (COMPRESSIBLE.has(extension)) {
    const brotli = brotliCompressSync(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: DEV ? 5 : 11,
        [constants.BROTLI_PARAM_LGWIN]: 24,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    })
    await writeFile(join(out, `${file}.br`), brotli)
    await writeFile(join(out, `${file}.gz`), gzipSync(bytes, { level: 9 }))
    size.brotli = brotli.length
  }
  sizes.push(size)
  return file
}

async function exists(path) {
  return access(path).then(
    () => true,
    () => false,
  )
}

/** Removes what earlier builds left, and nothing else. */
async function clean() {
  await mkdir(out, { recursive: true })
  const ours = /-[0-9a-f]{12}\.(css|js|svg|png|txt|wasm)(\.br|\.gz)?$/
  for (const file of await readdir(out)) {
    if (ours.test(file)) await rm(join(out, file))
  }
}

await clean()
const banner = notice(await emit('licences.txt', await licences()))
await emit('cascade.css', styles(banner))
await emit('main.js', await script('scripts/main.js', banner))
await emit('islands.js', await script('scripts/islands.js'))
for (const icon of ICONS) await emit(icon, await readFile(join(HERE, 'brand', icon)))

const glue = options.wasm && join(resolve(options.wasm), 'cascade.js')
if (glue && (await exists(glue))) {
  const wasm = await emit('cascade_bg.wasm', await readFile(join(dirname(glue), 'cascade_bg.wasm')))
  // The glue looks for the wasm beside itself by its plain name.
  const code = await script(glue)
  await emit('cascade.js', code.replaceAll('cascade_bg.wasm', wasm))
}

const sorted = Object.fromEntries(Object.entries(manifest).sort(([a], [b]) => (a < b ? -1 : 1)))
await writeFile(join(out, 'manifest.json'), `${JSON.stringify(sorted, null, 2)}\n`)

const report = []
let over = false
for (const { name, bytes, brotli } of sizes) {
  const weight = brotli ?? bytes
  const budget = BUDGETS[name]
  report.push(`${name}: ${bytes} bytes, ${weight} as sent${budget ? ` of at most ${budget}` : ''}`)
  if (budget && weight > budget && !DEV) over = true
}
console.log(report.join('\n'))
if (over) {
  console.error('A file is heavier than its budget in build.mjs.')
  process.exit(1)
}
