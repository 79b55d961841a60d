// The pages there are, from the table that the program writes (docs/access.md), and those that have been looked at.

import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'

const table = resolve(import.meta.dirname, '../../../docs/access.md')
const folder = resolve(import.meta.dirname, '../artefacts/looked')

/** The paths that can be got, with words in braces. */
export function routes(): string[] {
  const rows = readFileSync(table, 'utf8').matchAll(/^\| `(\/[^`]*)` \| GET \|/gm)
  return [...rows].map((row) => row[1]!)
}

/** The row of the table that an address belongs to; one without words in braces comes first, as in the program. */
export function routeOf(address: string): string | undefined {
  const path = new URL(address).pathname
  const pattern = (route: string) => new RegExp(`^${route.replace(/\{[^}]*\}/g, '[^/]+')}$`)
  const words = (route: string) => route.split('{').length
  return routes()
    .filter((route) => pattern(route).test(path))
    .sort((a, b) => words(a) - words(b))[0]
}

/** Remembers that a page has been looked at. Tests run side by side, so each process has a file of its own. */
export function remember(how: string, address: string): void {
  const route = routeOf(address)
  if (!route) return
  mkdirSync(resolve(folder, how), { recursive: true })
  appendFileSync(resolve(folder, how, `${process.pid}.txt`), `${route}\n`)
}

/** The rows whose pages have been looked at. */
export function remembered(how: string): Set<string> {
  const own = resolve(folder, how)
  const files = existsSync(own) ? readdirSync(own) : []
  return new Set(files.flatMap((file) => readFileSync(resolve(own, file), 'utf8').trim().split('\n')))
}

/** Forgets what an earlier run has looked at. Called before all tests. */
export default function forget(): void {
  rmSync(folder, { recursive: true, force: true })
}
