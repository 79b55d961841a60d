// A register kept where there is no signal: no mark is lost, and of two that differ both are shown.

import type { Page } from '@playwright/test'
import { expect, test } from '../support/test'
import { signInAs } from '../steps/sign-in'

test.use({ allowed: /net::ERR_|status of 4(03|04|09|22|29)/ })

/** The register of the session of the demo that has taken place. */
async function openRegister(page: Page): Promise<void> {
  await page.goto('/sessions')
  await page.getByRole('link', { name: /^Register/ }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: /Register/ })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('data-islands', 'awake')
}

const mark = (page: Page, person: number, name: string) =>
  page.getByRole('group', { name: new RegExp(`^${person}\\. `) }).getByRole('radio', { name, exact: true })

const cutOff = (page: Page) =>
  page.route(/\/register/, (route) => (route.request().method() === 'POST' ? route.abort('internetdisconnected') : route.continue()))

test('marks made without signal are kept on the device, also over a reload, and sent when it is back @js', async ({ page, context }) => {
  await signInAs(page, 'lead')
  await openRegister(page)
  await context.setOffline(true)
  await mark(page, 1, 'Late').check()
  await expect(page.getByText('1 mark is kept on this device, and sent as soon as there is signal.')).toBeVisible()
  await mark(page, 2, 'Excused').check()
  await expect(page.getByText('2 marks are kept on this device')).toBeVisible()
  await page.getByRole('button', { name: 'Save the register' }).click()
  await expect(page.getByText('2 marks are kept on this device')).toBeVisible()

  // Back at the page before the marks have gone: they are still there.
  await cutOff(page)
  await context.setOffline(false)
  await page.reload()
  await expect(mark(page, 1, 'Late')).toBeChecked()
  await expect(page.getByText('2 marks are kept on this device')).toBeVisible()

  await page.unroute(/\/register/)
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await expect(page.getByText(/^Saved \d/)).toBeVisible()
  await page.reload()
  await expect(mark(page, 1, 'Late')).toBeChecked()
  await expect(mark(page, 2, 'Excused')).toBeChecked()
})

test('what somebody else has marked meanwhile is shown beside one’s own mark, and one chooses @js', async ({ page, context }) => {
  await signInAs(page, 'lead')
  await openRegister(page)
  const other = await context.newPage()
  await openRegister(other)
  await context.setOffline(true)
  await mark(page, 1, 'Late').check()
  await mark(page, 2, 'Late').check()
  await expect(page.getByText('2 marks are kept on this device')).toBeVisible()

  await cutOff(page)
  await context.setOffline(false)
  await mark(other, 1, 'Excused').check()
  await expect(other.getByText(/^Saved \d/)).toBeVisible()
  await mark(other, 2, 'No-show').check()
  await expect(other.getByText(/^Saved \d/)).toBeVisible()

  await page.unroute(/\/register/)
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  const question = page.getByText('you chose “Late”, and somebody else “Excused”')
  await expect(question).toBeVisible()
  await page.getByRole('button', { name: '“Excused” is right' }).click()
  await expect(question).toBeHidden()
  await expect(mark(page, 1, 'Excused')).toBeChecked()
  await page.getByRole('button', { name: '“Late” is right' }).click()
  await expect(page.getByText(/^Saved \d\d?:\d\d\s*$/)).toBeVisible()

  await page.reload()
  await expect(mark(page, 1, 'Excused')).toBeChecked()
  await expect(mark(page, 2, 'Late')).toBeChecked()
})
