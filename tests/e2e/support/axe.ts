// The check for accessibility: WCAG 2.2, levels A and AA.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type axe from 'axe-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What is wrong with the page as it is now: a line for each place. Works with JavaScript off as well. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(source)
  const found = await page.evaluate(run, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] } as axe.RunOptions)
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
