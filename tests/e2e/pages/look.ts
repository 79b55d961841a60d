// Looking at one page as it is now: on a telephone (320 px, which is also 1280 px at 400 % zoom) and on a desk, with the
// keyboard alone, in the colours that somebody chose for themselves, and as a browser without JavaScript shows it. With
// CASCADE_PICTURES=1 it leaves pictures in `artefacts` for people to look at.

import { expect, type CDPSession, type Page } from '@playwright/test'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { violations, violationsButOfColours, violationsOfColours } from '../support/axe'
import { outOfReach } from '../support/focus'
import { remember } from '../support/routes'

const folder = resolve(import.meta.dirname, '../artefacts')
const widths = [320, 1280]
const withPictures = !!process.env.CASCADE_PICTURES

export async function look(page: Page, name: string): Promise<void> {
  const withScripts = await page.evaluate(() => document.body.classList.contains('js-enabled'))
  if (await isFine(page)) remember(withScripts ? 'js' : 'no-js', page.url())
  for (const width of widths) {
    await page.setViewportSize({ width, height: width === 320 ? 640 : 900 })
    if (withScripts) await picture(page, String(width), name)
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect.soft(over, `${name}: pixels to scroll sideways at ${width} px`).toBeLessThanOrEqual(0)
    // What scripts do not change is read at the other width with them, and its colours at this one without.
    if (!withScripts && width !== 320) continue
    const wrong = withScripts && width === 320 ? violationsButOfColours(page) : violations(page)
    expect.soft(await wrong, `${name}: accessibility at ${width} px`).toEqual([])
  }
  if (withScripts) {
    expect.soft(await outOfReach(page), `${name}: with the keyboard`).toEqual([])
    await inChosenColours(page, name)
  }
}

/** As it comes out of a printer, on A4. */
export async function print(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 794, height: 1123 })
  await page.emulateMedia({ media: 'print' })
  await picture(page, 'print', name)
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect.soft(over, `${name}: pixels that the paper cuts off`).toBeLessThanOrEqual(0)
  const forScreens = page.locator('nav, button, .govuk-button, .govuk-skip-link, [role=dialog]').filter({ visible: true })
  expect.soft(await forScreens.allInnerTexts(), `${name}: what is of no use on paper`).toEqual([])
  await expect.soft(page.getByRole('heading', { level: 1 }), name).toBeVisible()
  await page.emulateMedia({ media: null })
}

/** In forced colours backgrounds and shadows are gone: words must be read, and what can be pressed or filled in be seen. */
async function inChosenColours(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ forcedColors: 'active' })
  await picture(page, 'forced-colours', name)
  expect.soft(await violationsOfColours(page), `${name}: accessibility in forced colours`).toEqual([])
  const edgeless = await page.evaluate(() => {
    const things = document.querySelectorAll<HTMLElement>('.govuk-button, .govuk-input, .govuk-select, .govuk-textarea')
    const hasEdge = (element: HTMLElement) => {
      const { borderBottomStyle, borderBottomWidth } = getComputedStyle(element)
      return borderBottomStyle !== 'none' && Number.parseFloat(borderBottomWidth) > 0
    }
    return [...things].filter((thing) => thing.checkVisibility() && !hasEdge(thing)).map((thing) => thing.outerHTML.slice(0, 80))
  })
  expect.soft(edgeless, `${name}: without an edge in forced colours`).toEqual([])
  const stillChosen = await page.evaluate(() => matchMedia('(forced-colors: active)').matches)
  expect.soft(stillChosen, `${name}: the colours are forced to the end`).toBe(true)
  await page.emulateMedia({ forcedColors: null })
}

/** Whether the page is what was asked for, and not an error in its place. */
function isFine(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation') as (PerformanceNavigationTiming & { responseStatus: number })[]
    return navigation?.responseStatus === 200
  })
}

/** Ways to ask the browser itself, for as long as their pages are there: ending one undoes what is emulated. */
const ways = new WeakMap<Page, Promise<CDPSession>>()

function browserOf(page: Page): Promise<CDPSession> {
  const way = ways.get(page) ?? page.context().newCDPSession(page)
  ways.set(page, way)
  return way
}

/** The whole page. The browser itself is asked: Playwright cannot tell it that the file need not be small. */
async function picture(page: Page, kind: string, name: string): Promise<void> {
  if (!withPictures) return
  const browser = await browserOf(page)
  const { cssContentSize } = await browser.send('Page.getLayoutMetrics')
  const clip = { ...cssContentSize, scale: 1 }
  const take = () => browser.send('Page.captureScreenshot', { captureBeyondViewport: true, clip, optimizeForSpeed: true })
  // On a busy machine Chromium now and then has no picture to give; a moment later it has one.
  const { data } = await take().catch(() => take())
  const file = resolve(folder, kind, `${name}.png`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, data, 'base64')
}
