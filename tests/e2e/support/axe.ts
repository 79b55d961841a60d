// The check for accessibility: WCAG 2.2, levels A and AA.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type axe from 'axe-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const all = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } satisfies axe.RunOnly
const ofColours = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } satisfies axe.RunOnly

/** What is wrong with the page as it is now: a line for each place. Works with JavaScript off as well. */
export function violations(page: Page): Promise<string[]> {
  return broken(page, { runOnly: all })
}

/** What is wrong with the colours alone, of a page whose other rules have been looked at: they are most of the work. */
export function violationsOfColours(page: Page): Promise<string[]> {
  return broken(page, { runOnly: ofColours })
}

/** What is wrong but for the colours, of a page whose colours have been looked at. */
export function violationsButOfColours(page: Page): Promise<string[]> {
  const rules = Object.fromEntries(ofColours.values.map((rule) => [rule, { enabled: false }]))
  return broken(page, { runOnly: all, rules })
}

async function broken(page: Page, options: axe.RunOptions): Promise<string[]> {
  const isThere = await page.evaluate(() => 'axe' in globalThis)
  if (!isThere) await page.evaluate(source)
  const found = await page.evaluate(run, { ...options, resultTypes: ['violations'] } as axe.RunOptions)
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}\n${failureSummary ?? ''}`),
  )
}

/** Where scripts are switched off no timer goes off, and axe waits for some: it is given a timer that does not wait. */
async function run(options: axe.RunOptions): Promise<axe.AxeResults> {
  const timer = globalThis.setTimeout
  const atOnce = (todo: () => void) => {
    void Promise.resolve().then(todo)
    return 0
  }
  globalThis.setTimeout = atOnce as unknown as typeof timer
  try {
    return await (globalThis as unknown as { axe: typeof axe }).axe.run(document, options)
  } finally {
    globalThis.setTimeout = timer
  }
}
