// The demonstration goes, and the first administrator of the real partnership comes.

import { start } from '../support/server'
import { expect, test } from '../support/test'
import { expectPage, signInAs, way } from '../steps/sign-in'
import { codeFor } from '../support/totp'

test('the demonstration is removed, and the code from the log makes the first administrator', async ({ page, server, data }) => {
  await signInAs(page, 'administrator')
  await page.goto('/organisations')
  await way(page, 'Remove the demonstration partnership').click()
  await expectPage(page, 'Remove the demonstration partnership?')
  await way(page, 'Remove the demonstration partnership').click()
  await expectPage(page, 'Sign in')
  await expect(page.getByRole('heading', { name: 'Look around the demonstration' })).toHaveCount(0)
  await server.stop()

  const empty = await start(data, { demo: false })
  try {
    const code = empty.log().match(/with the code (\S+)/)?.[1]
    expect(code, empty.log()).toBeTruthy()
    await page.goto(`${empty.url}/sign-in`)
    await page.getByRole('link', { name: 'Create the first administrator' }).click()
    await way(page, 'Create the administrator').click()
    await expect(page.getByRole('alert')).toContainText('The code is not right')

    await page.getByLabel('Code from the log').fill(code!)
    await way(page, 'Create the administrator').click()
    await expect(page.getByRole('alert').getByRole('link', { name: 'Enter your name' })).toBeVisible()
    await page.getByLabel('Your name').fill('Ngozi Tremlett')
    await page.getByLabel('Your e-mail address').fill('ngozi@board.example')
    await page.getByLabel('Choose a password', { exact: true }).fill('pebble-lantern-orchard')
    await page.getByLabel('Your first district').fill('Northside')
    await page.getByLabel('Its Safeguarding Adults Board').fill('Northside Safeguarding Adults Board')
    await page.getByLabel('The organisation you work for').fill('Northside Council')
    await way(page, 'Create the administrator').click()
    await expect(page.getByText('Your password is set. Sign in with it.')).toBeVisible()
    await expect(page.getByRole('link', { name: 'Create the first administrator' })).toHaveCount(0)

    await page.getByLabel('E-mail address').fill('ngozi@board.example')
    await page.getByLabel('Password', { exact: true }).fill('pebble-lantern-orchard')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expectPage(page, 'Set up a second factor')
    const key = await page.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).innerText()
    await page.getByLabel('Code from the app').fill(codeFor(key))
    await way(page, 'Continue').click()
    await way(page, 'Continue').click()
    await expectPage(page, 'Overview')
  } finally {
    await empty.stop()
  }
})
