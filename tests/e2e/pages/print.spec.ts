// What people print: their own training, somebody's record, a joining slip, recovery codes, the list for the meeting.

import { addPerson } from '../steps/people'
import { signInAs, signOut, way } from '../steps/sign-in'
import { test } from '../support/test'
import { codeFor } from '../support/totp'
import { print } from './look'

test('what is printed is black on white, whole, and without what is for screens only', async ({ page }) => {
  await page.goto('/privacy')
  await print(page, 'privacy')
  await signInAs(page, 'staff')
  await print(page, 'my-training')
  await page.goto('/learn/awareness/about')
  await print(page, 'module-about')
  await page.goto('/account/second-factor')
  const key = await page.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).innerText()
  await page.getByLabel('Code from the app').fill(codeFor(key))
  await way(page, 'Continue').click()
  await print(page, 'recovery-codes')
  await page.goto('/account')
  await signOut(page)

  await signInAs(page, 'lead')
  await page.goto('/people?q=nadia')
  await page.getByRole('link', { name: 'Nadia Rahmani-Cole' }).click()
  await print(page, 'person')
  await page.goto('/people')
  await print(page, 'people')
  await addPerson(page, { name: 'Bartholomew Quist', job: 'Street cleaner', staffNumber: '773105' })
  await way(page, 'Print a joining slip').click()
  await print(page, 'joining-slip')
  await page.goto('/people')
  await page.getByRole('link', { name: /^Teams of/ }).click()
  await print(page, 'teams')
  await signOut(page)

  await signInAs(page, 'business manager')
  await print(page, 'certificates')
  await page.goto('/certificates/issued')
  await print(page, 'issued')
})
