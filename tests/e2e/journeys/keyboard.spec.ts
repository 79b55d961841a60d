// With the keyboard alone.

import type { Page } from '@playwright/test'
import { expect, test } from '../support/test'
import { skimModule } from '../steps/learning'
import { expectPage, signInAs } from '../steps/sign-in'

/** Presses Tab until something with this name has the focus, and says what was passed. */
async function tabTo(page: Page, name: string | RegExp, most = 40): Promise<string[]> {
  const passed: string[] = []
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press('Tab')
    const text = await focused(page)
    if (typeof name === 'string' ? text === name : name.test(text)) return passed
    passed.push(text)
  }
  throw new Error(`${most} times Tab did not reach ${name}, but:\n${passed.join('\n')}`)
}

/** Past the menu, as whoever comes by keyboard goes to what a page is about. */
async function skipMenu(page: Page): Promise<void> {
  await tabTo(page, 'Skip to main content', 1)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#main-content$/)
}

/** The words of what has the focus. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement
    const labels = (element as HTMLInputElement).labels
    return (labels?.length ? labels[0]!.innerText : element.innerText).trim()
  })
}

test('the skip link leads past the menu, and the focus is always seen', async ({ page }) => {
  await signInAs(page, 'staff')
  await skipMenu(page)
  const passed = await tabTo(page, /^Start Awareness/)
  expect(passed).toEqual([])

  await page.goto('/my-training')
  const order = await tabTo(page, 'Awareness')
  expect(order.map((text) => text.replace(/\s+/g, ' '))).toEqual([
    'Skip to main content',
    'Cascade',
    'Nadia Rahmani-Cole',
    'Sign out',
    'My training',
    'Modules',
    'Sessions',
    'Whom to ask',
    'Start Awareness',
  ])
  const outline = await page.evaluate(() => {
    const style = getComputedStyle(document.activeElement!)
    return { background: style.backgroundColor, outline: style.outlineStyle }
  })
  expect(outline, 'yellow behind the link, and an outline for those who choose their own colours').toEqual({
    background: 'rgb(255, 221, 0)',
    outline: 'solid',
  })
})

test('a module and its quiz by keyboard', async ({ page }) => {
  await signInAs(page, 'staff')
  await tabTo(page, /^Start Awareness/)
  await page.keyboard.press('Enter')
  await expectPage(page, 'Modern slavery awareness')
  await tabTo(page, 'Start')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/screens\/1$/)

  // One activity: the first box, and "Check".
  await page.locator('.govuk-checkboxes__input').first().focus()
  await page.keyboard.press('Space')
  await tabTo(page, 'Check')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'What we say about it' })).toBeVisible()
  expect(await page.evaluate(() => location.hash)).toBe('#feedback')

  await tabTo(page, 'Continue')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/screens\/2$/)
  await skimModule(page, 'awareness')
  await tabTo(page, 'Start the quiz')
  await page.keyboard.press('Enter')

  for (let number = 1; number <= 10; number += 1) {
    await expect(page).toHaveURL(new RegExp(`questions/${number}$`))
    const first = page.locator('#question input:not([type=hidden]), #question select').first()
    const name = await first.evaluate((element) => (element as HTMLInputElement).labels![0]!.innerText.trim())
    const kind = await first.evaluate((element) => (element as HTMLInputElement).type)
    await skipMenu(page)
    await tabTo(page, name)
    if (kind === 'select-one') {
      const selects = await page.locator('#question select').count()
      for (let at = 0; at < selects; at += 1) {
        for (let down = 0; down <= at; down += 1) await page.keyboard.press('ArrowDown')
        await page.keyboard.press('Tab')
      }
      await page.keyboard.press('Shift+Tab')
    } else {
      await page.keyboard.press('Space')
    }
    await tabTo(page, 'Save and continue')
    await page.keyboard.press('Enter')
  }
  await expectPage(page, 'Check before you hand in')
  await tabTo(page, 'Hand in')
  await page.keyboard.press('Enter')
  await expectPage(page, /^You have (not passed this time|passed)/)
})

test('a person is added by keyboard, with mistakes first', async ({ page }) => {
  await signInAs(page, 'lead')
  await page.goto('/people')
  await tabTo(page, 'Add a person')
  await page.keyboard.press('Enter')
  await expectPage(page, 'Add a person')
  await tabTo(page, 'Full name')
  await page.keyboard.type('Síofra Ó Briain-Achterberg')
  await page.keyboard.press('Enter')

  // Enter in a field sends the form; the summary leads to what is wrong.
  await expect(page).toHaveTitle(/^Error: /)
  await tabTo(page, 'Enter their job title')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Job title')).toBeFocused()
  await page.keyboard.type('Housing officer')
  await tabTo(page, 'Permanent')
  await page.keyboard.press('Space')
  await tabTo(page, 'Which team are they in?')
  await page.keyboard.type('Housing')
  await tabTo(page, 'Staff number')
  await page.keyboard.type('771203')
  await tabTo(page, 'Day')
  await page.keyboard.type('1')
  await page.keyboard.press('Tab')
  await page.keyboard.type('2')
  await page.keyboard.press('Tab')
  await page.keyboard.type('2026')
  await tabTo(page, /^Everyone/)
  await page.keyboard.press('Space')
  await tabTo(page, 'Add person')
  await page.keyboard.press('Enter')
  await expectPage(page, /Síofra Ó Briain-Achterberg/)
  await expect(page.getByRole('main')).toContainText('Housing and homelessness')
})

test('a certificate is issued by keyboard', async ({ page }) => {
  await signInAs(page, 'business manager')
  const first = page.getByRole('checkbox', { name: /^(?!.*all)/i }).first()
  const name = await first.evaluate((box) => (box as HTMLInputElement).labels![0]!.innerText.trim())
  await tabTo(page, name, 60)
  await page.keyboard.press('Space')
  await expect(first).toBeChecked()
  await tabTo(page, /^Continue with those ticked/, 200)
  await page.keyboard.press('Enter')
  await expectPage(page, 'Issue 1 certificate?')
  await tabTo(page, /^Issue 1 certificate/)
  await page.keyboard.press('Enter')
  await expect(page.getByText('1 certificate has been issued')).toBeVisible({ timeout: 30_000 })
})

test('the menu of a telephone opens by keyboard @telephone', async ({ page, isMobile, javaScriptEnabled }) => {
  test.skip(!isMobile || !javaScriptEnabled, 'the menu is folded away on a telephone with JavaScript only')
  await signInAs(page, 'staff')
  await tabTo(page, 'Menu')
  await page.keyboard.press('Enter')
  await tabTo(page, 'Modules')
  await page.keyboard.press('Enter')
  await expectPage(page, 'Modules')
})

test('a warning comes before the sign-in runs out, and staying is one key @js', async ({ page }) => {
  await page.clock.install()
  await signInAs(page, 'staff')
  const ends = Number(await page.locator('body').getAttribute('data-session-ends-in'))
  const before = Number(await page.locator('body').getAttribute('data-session-warn-before'))
  expect(ends).toBeGreaterThan(29 * 60)
  const dialog = page.getByRole('dialog', { name: 'You will be signed out soon' })
  await expect(dialog).toBeHidden()
  await page.clock.fastForward((ends - before + 1) * 1000)
  await expect(dialog).toBeVisible()
  expect(await focused(page)).toBe('Stay signed in')
  const asked = page.waitForResponse(/\/account\/stay$/)
  await page.keyboard.press('Enter')
  expect((await asked).ok()).toBe(true)
  await expect(dialog).toBeHidden()

  const led = page.waitForRequest(/\/sign-in\?ended=1$/)
  await page.clock.fastForward((ends + 1) * 1000)
  await led
})
