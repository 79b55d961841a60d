// Looking at one page as it is now: on a telephone (320 px, which is also 1280 px at 400 % zoom) and on a desk, and in the
// colours that somebody chose for themselves.

import { expect, type Page } from '@playwright/test'
import { resolve } from 'node:path'
import { faintWords, violations } from '../support/axe'

const folder = resolve(import.meta.dirname, '../artefacts')
const widths = [320, 1280]

export async function look(page: Page, name: string): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: width === 320 ? 640 : 900 })
    const path = resolve(folder, String(width), `${name}.png`)
    await page.screenshot({ path, fullPage: true, animations: 'disabled' })
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect.soft(over, `${name}: pixels to scroll sideways at ${width} px`).toBeLessThanOrEqual(0)
    expect.soft(await violations(page), `${name}: accessibility at ${width} px`).toEqual([])
  }
  await page.emulateMedia({ forcedColors: 'active' })
  expect.soft(await faintWords(page), `${name}: contrast in forced colours`).toEqual([])
  await page.emulateMedia({ forcedColors: 'none' })
}
