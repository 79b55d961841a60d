// The program under test: started on a free port with data of its own, stopped by its process.

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, open, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../../..')
const program = process.env.CASCADE_BIN ?? join(root, 'target/debug/cascade')
const site = process.env.CASCADE_SITE_DIR ?? join(root, 'target/site-dev')

export type Server = {
  /** Where it is reached, without a slash at the end. */
  url: string
  /** Everything it has said so far. */
  log: () => string
  /** The mail it has sent to somebody, the oldest first, once there is so much of it. */
  mailTo: (address: string, count?: number) => Promise<string[]>
  /** Makes its database unreadable while it serves, as a broken disk would. */
  breakDatabase: () => Promise<void>
  stop: () => Promise<void>
}

/** A folder for data, gone when `remove` is called. */
export async function dataFolder() {
  const path = await mkdtemp(join(tmpdir(), 'cascade-e2e-'))
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}

/** Starts the program and waits until it answers. */
export async function start(data: string, options: { demo: boolean }): Promise<Server> {
  if (!existsSync(program)) {
    throw new Error(`There is no ${program}. Run \`cargo xtask test --only e2e\`, which builds it.`)
  }
  const flags = options.demo ? ['--demo'] : []
  const child = spawn(program, ['serve', '--listen', '127.0.0.1:0', '--data', data, ...flags], {
    env: { ...process.env, CASCADE_SITE_DIR: site, CASCADE_LOG: 'warn', NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.on('data', (bytes) => (said += bytes))
  child.stderr.on('data', (bytes) => (said += bytes))
  const log = () => said
  const url = await address(child, log)
  await answers(url, log)
  return {
    url,
    log,
    mailTo: (to, count = 1) => mail(join(data, 'mail'), to, count),
    breakDatabase: () => breakDatabase(join(data, 'cascade.db')),
    stop: () => stop(child),
  }
}

/** Writes nonsense over everything behind the first page; the size stays, because the program has the file mapped. */
async function breakDatabase(file: string): Promise<void> {
  for (const path of [file, `${file}-wal`].filter(existsSync)) {
    const { size } = await stat(path)
    const handle = await open(path, 'r+')
    if (size > 4096) await handle.write(Buffer.alloc(size - 4096, 0xff), 0, size - 4096, 4096)
    await handle.close()
  }
}

async function address(child: ChildProcess, log: () => string): Promise<string> {
  return until('the program says where it is', () => {
    if (child.exitCode !== null) throw new Error(`The program did not start:\n${log()}`)
    return log().match(/Cascade is at (http:\S+)/)?.[1]
  })
}

async function answers(url: string, log: () => string): Promise<void> {
  await until('the program answers', async () => {
    const health = await fetch(`${url}/health`).catch(() => undefined)
    return health?.ok || undefined
  }).catch((error: Error) => {
    throw new Error(`${error.message}\n${log()}`)
  })
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const patience = setTimeout(() => child.kill('SIGKILL'), 3_000)
  await ended
  clearTimeout(patience)
}

/** Mail without a mail server is written into a folder, a file each. */
async function mail(folder: string, to: string, count: number): Promise<string[]> {
  return until(`${count} mails to ${to}`, async () => {
    const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml'))
    const texts = await Promise.all(names.sort().map((name) => readFile(join(folder, name), 'utf8')))
    const own = texts.filter((text) => text.match(/^To: .*/m)?.[0].includes(`<${to}>`))
    return own.length >= count ? own.map(decoded) : undefined
  })
}

/** Undoes the quoting of a mail: soft line ends, and =3D for an equals sign. */
function decoded(text: string): string {
  const bytes = (_: string, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))
  return text.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, bytes)
}

/** Asks until there is an answer. */
export async function until<T>(what: string, ask: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const end = Date.now() + 60_000
  while (Date.now() < end) {
    const answer = await ask()
    if (answer !== undefined) return answer
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`Waited a minute in vain: ${what}.`)
}
