// What is said when a sign-in comes to its end: after half an hour without a click one may stay, after twelve hours not.

import { expect, test } from '../support/test'
import { signInAs } from '../steps/sign-in'

const dialogOf = (page: import('@playwright/test').Page) =>
  page.getByRole('dialog', { name: 'You will be signed out soon' })

test('staying helps once, and near the twelfth hour the warning says that it does not @js', async ({ page }) => {
  await page.clock.install()
  await signInAs(page, 'staff')
  const ends = Number(await page.locator('body').getAttribute('data-session-ends-in'))
  // The twelfth hour is a minute and a half away when somebody asks to stay.
  await page.route('**/account/stay', (route) => route.fulfill({ body: '90 final', contentType: 'text/plain' }))
  await page.clock.fastForward((ends - 100) * 1000)
  const dialog = dialogOf(page)
  await expect(dialog).toContainText('after a while without activity')
  await page.getByRole('button', { name: 'Stay signed in' }).click()

  await expect(dialog).toContainText('nobody stays signed in for more than 12 hours')
  await expect(dialog).toContainText('We will sign you out in 2 minutes')
  await expect(page.getByRole('button', { name: 'Stay signed in' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Close' }).click()
  await page.clock.fastForward(30_000)
  await expect(dialog).toBeHidden()

  const led = page.waitForRequest(/\/sign-in\?ended=1$/)
  await page.clock.fastForward(61_000)
  await led
})

test('a page that is opened near the twelfth hour warns of it at once @js', async ({ page }) => {
  await page.clock.install()
  await signInAs(page, 'staff')
  await page.route('**/my-training', async (route) => {
    const answer = await route.fetch()
    const body = (await answer.text()).replace(
      /data-session-ends-in="\d+"/,
      'data-session-ends-in="60" data-session-final="true"',
    )
    await route.fulfill({ response: answer, body })
  })
  await page.goto('/my-training')
  await expect(dialogOf(page)).toContainText('We will sign you out in 60 seconds')
  await expect(dialogOf(page)).toContainText('nobody stays signed in for more than 12 hours')
})
