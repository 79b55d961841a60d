// Whoever is given a role sets up a second factor before using it.

import { expect, test } from '../support/test'
import { addPerson, choosePassword, linkIn } from '../steps/people'
import { expectPage, signInAs, signInWith, signOut, way } from '../steps/sign-in'
import { codeFor } from '../support/totp'

test('a new training lead sets up a second factor, and comes in again with a recovery code', async ({ page, server }) => {
  const [email, password] = ['odette@sallowmere.example', 'pebble-lantern-orchard']
  await signInAs(page, 'administrator')
  await addPerson(page, { name: 'Odette Farquharson', email, job: 'Learning adviser', invite: true })
  await page.getByRole('link', { name: 'Change roles' }).click()
  await page.getByLabel('Training lead').check()
  await page.getByLabel('Organisation').selectOption({ label: 'Sallowmere Council' })
  await way(page, 'Give role').click()
  await expect(page.getByText('The role has been given.')).toBeVisible()
  await signOut(page)

  const [mail] = await server.mailTo(email)
  await choosePassword(page, linkIn(mail!), password)
  await signInWith(page, email, password)
  await expectPage(page, 'Set up a second factor')
  await page.goto('/people')
  await expectPage(page, 'Set up a second factor')
  const key = await page.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).innerText()

  await page.getByLabel('Code from the app').fill('000000')
  await way(page, 'Continue').click()
  await expect(page.getByRole('alert')).toContainText('The code is not right')
  const used = codeFor(key)
  await page.getByLabel('Code from the app').fill(used)
  await way(page, 'Continue').click()
  await expect(page.getByRole('heading', { name: 'Your recovery codes' })).toBeVisible()
  const codes = await page.getByText(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/).allInnerTexts()
  expect(codes).toHaveLength(10)
  await way(page, 'Continue').click()
  await expectPage(page, 'Overview')
  await signOut(page)

  await signInWith(page, email, password)
  await expectPage(page, 'Enter your code')
  await page.getByLabel('Code from your app').fill(used)
  await way(page, 'Continue').click()
  await expect(page.getByRole('alert')).toContainText('has been used')
  await page.getByText('I do not have my phone').click()
  await page.getByLabel('Recovery code').fill(codes[0]!.toLowerCase())
  await way(page, 'Continue').click()
  await expectPage(page, 'Overview')
  await signOut(page)

  await signInWith(page, email, password)
  await page.getByText('I do not have my phone').click()
  await page.getByLabel('Recovery code').fill(codes[0]!)
  await way(page, 'Continue').click()
  await expect(page.getByRole('alert')).toContainText('has been used')
  await page.getByLabel('Code from your app').fill(codeFor(key, 30))
  await way(page, 'Continue').click()
  await expectPage(page, 'Overview')
})
