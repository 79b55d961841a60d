// With the keyboard alone: whether everything on a page can be reached with Tab, and left again.

import type { Page } from '@playwright/test'

/** What Tab does not reach on the page as it is now, and where it is caught: a line each. The page needs scripts. */
export async function outOfReach(page: Page): Promise<string[]> {
  const stops = await page.evaluate(markStops)
  await page.evaluate(beginAtTheTop)
  // Past the last stop the browser's own controls have the focus, and the page none. What can be scrolled is a stop as well.
  await pressTab(page, stops.length + 1)
  let missing = await page.evaluate(notReached, stops)
  if (missing.length > 0) {
    await pressTab(page, 10)
    missing = await page.evaluate(notReached, stops)
  }
  const last = await focused(page)
  await pressTab(page, 1)
  const caught = last && last === (await focused(page))
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  if (caught) return [`Tab is caught at ${last}`]
  return missing.map((stop) => `Tab does not reach ${stop}`)
}

/** Holds Tab down until it has counted so often. The browser is not asked for an answer each time: that takes longest. */
async function pressTab(page: Page, times: number): Promise<void> {
  await Promise.all(Array.from({ length: times }, () => page.keyboard.down('Tab')))
  await page.keyboard.up('Tab')
}

function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.getAttribute('data-stop') ?? '')
}

/** Puts the focus before everything, and marks from then on what gets it. */
function beginAtTheTop(): void {
  document.body.tabIndex = -1
  document.body.focus()
  document.body.removeAttribute('tabindex')
  document.addEventListener('focusin', ({ target }) => (target as Element).setAttribute('data-reached', ''))
}

function notReached(stops: string[]): string[] {
  const reached = [...document.querySelectorAll('[data-reached]')].map((element) => element.getAttribute('data-stop'))
  return stops.filter((stop) => !reached.includes(stop))
}

/** Gives everything that a keyboard should reach a name, and says the names. Of radios in a group one is reached. */
function markStops(): string[] {
  const can = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex="-1"])'
  const groups = new Set<string>()
  const isStop = (element: HTMLElement) => {
    if (element.matches(':disabled') || !element.checkVisibility({ visibilityProperty: true })) return false
    const radio = element as HTMLInputElement
    if (radio.type !== 'radio') return true
    const group = [...document.querySelectorAll<HTMLInputElement>(`input[type=radio][name="${CSS.escape(radio.name)}"]`)]
    const first = group.find((one) => one.checked) ?? group[0]
    if (first !== radio || groups.has(radio.name)) return false
    return groups.add(radio.name)
  }
  const stops = [...document.querySelectorAll<HTMLElement>(can)].filter(isStop)
  return stops.map((element, at) => {
    const words = (element.innerText || element.getAttribute('name') || '').trim().replace(/\s+/g, ' ').slice(0, 40)
    const name = `${at}: ${element.tagName.toLowerCase()} “${words}”`
    element.setAttribute('data-stop', name)
    return name
  })
}
