// With the keyboard alone: whether everything on a page can be reached with Tab, and left again.

import type { Page } from '@playwright/test'

/** What Tab does not reach on the page as it is now, and where it is caught: a line each. */
export async function outOfReach(page: Page): Promise<string[]> {
  const stops = await page.evaluate(markStops)
  await page.evaluate(() => {
    document.body.tabIndex = -1
    document.body.focus()
    document.body.removeAttribute('tabindex')
  })
  const reached = new Set<string>()
  let last = ''
  for (let presses = 0; presses < stops.length + 10; presses += 1) {
    await page.keyboard.press('Tab')
    const here = await page.evaluate(() => document.activeElement?.getAttribute('data-stop') ?? '')
    if (here && here === last) return [`Tab is caught at ${here}`]
    if (here) reached.add(here)
    // Past the last stop the browser's own controls have the focus, and the page none.
    if (!here && reached.size >= stops.length) break
    last = here
  }
  return stops.filter((stop) => !reached.has(stop)).map((stop) => `Tab does not reach ${stop}`)
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
