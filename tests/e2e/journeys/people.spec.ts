// A training lead adds people and lets them in; a manager sees her own.

import { expect, test } from '../support/test'
import { addPerson, choosePassword, fillDate, linkIn } from '../steps/people'
import { expectPage, goTo, signInAs, signInWith, signOut, way } from '../steps/sign-in'

test('a training lead adds a person, with mistakes first, and the person comes in by the invitation', async ({ page, server }) => {
  await signInAs(page, 'lead')
  await goTo(page, 'People')
  await way(page, 'Add a person').click()
  await page.getByLabel('Full name').fill('Síofra Ó Briain-Achterberg')
  await page.getByLabel('E-mail address at work').fill('siofra at sallowmere')
  await fillDate(page, 'When does the post start?', [31, 2, 2026])
  await way(page, 'Add person').click()

  const errors = page.getByRole('alert')
  await expect(errors.getByRole('heading')).toHaveText('There is a problem')
  await expect(page).toHaveTitle(/^Error: /)
  await expect(errors.getByRole('link')).toHaveCount(4)
  await expect(page.getByLabel('Full name')).toHaveValue('Síofra Ó Briain-Achterberg')
  await expect(page.getByLabel('E-mail address at work')).toHaveValue('siofra at sallowmere')
  await errors.getByRole('link').first().click()
  await expect(page.getByLabel('E-mail address at work')).toBeFocused()

  await page.getByLabel('E-mail address at work').fill('siofra@sallowmere.example')
  await page.getByLabel('Job title').fill('Housing officer')
  await page.getByLabel('Permanent').check()
  await fillDate(page, 'When does the post start?', [1, 2, 2026])
  await page.getByRole('checkbox', { name: 'Everyone' }).check()
  await way(page, 'Add person').click()
  await expectPage(page, 'Síofra Ó Briain-Achterberg')
  await expect(page.getByText('The person has been added.')).toBeVisible()
  await expect(page.getByText('No account yet')).toBeVisible()
  await way(page, 'Send an invitation').click()
  await expect(page.getByText('An invitation is on its way.')).toBeVisible()
  await signOut(page)

  const [mail] = await server.mailTo('siofra@sallowmere.example')
  const link = linkIn(mail!)
  await page.goto(link)
  await page.getByLabel('New password', { exact: true }).fill('short')
  await way(page, 'Set password').click()
  await expect(page.getByRole('alert').getByRole('link')).toHaveCount(1)
  await choosePassword(page, link, 'pebble-lantern-orchard')
  await page.goto(link)
  await expectPage(page, 'This link does not work any more')

  await signInWith(page, 'siofra@sallowmere.example', 'pebble-lantern-orchid')
  await expect(page.getByRole('alert')).toContainText('The e-mail address or password is not right')
  await signInWith(page, 'siofra@sallowmere.example', 'pebble-lantern-orchard')
  await expectPage(page, 'My training')
  await expect(page.getByText('You have completed 0 of 1 required levels.')).toBeVisible()
})

test('somebody without e-mail signs in with a printed joining slip, which works once @telephone', async ({ page }) => {
  await signInAs(page, 'lead')
  await addPerson(page, { name: 'Bartholomew Quist', job: 'Street cleaner', staffNumber: '77 31 05' })
  await way(page, 'Print a joining slip').click()
  await expectPage(page, /Bartholomew Quist/)
  const code = await page.getByRole('definition').filter({ hasText: /^[A-Z0-9]{4}-[A-Z0-9]{4}$/ }).innerText()
  await signOut(page)

  const useSlip = async () => {
    await page.getByRole('link', { name: /joining slip/ }).click()
    await page.getByLabel('Organisation').selectOption({ label: 'Sallowmere Council' })
    await page.getByLabel('Staff number').fill('773105')
    await page.getByLabel('Code on the slip').fill(code.toLowerCase().replace('-', ' '))
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  }
  await useSlip()
  await expectPage(page, 'My training')
  await signOut(page)
  await useSlip()
  await expect(page.getByRole('alert')).toContainText('These do not fit together')
  await expect(page.getByLabel('Staff number')).toHaveValue('773105')
})

test('a manager sees her own people and nobody else', async ({ page }) => {
  const people = async () => {
    await page.goto('/people')
    const links = page.getByRole('table', { name: 'People' }).getByRole('rowheader').getByRole('link')
    return links.evaluateAll((all) => all.map((a) => a.getAttribute('href')!))
  }
  await signInAs(page, 'lead')
  const all = await people()
  await signOut(page)
  await signInAs(page, 'manager')
  const own = await people()
  expect(own.length).toBeGreaterThan(0)
  expect(own.length).toBeLessThan(all.length)
  await expect(way(page, 'Add a person')).toHaveCount(0)
  await page.goto(own[0]!)
  await expect(page.getByRole('heading', { name: 'Training needed' })).toBeVisible()
  await expect(way(page, /invitation|new password|slip/)).toHaveCount(0)

  const stranger = all.find((href) => !own.includes(href))!
  const answer = await page.goto(stranger)
  expect(answer?.status()).toBe(404)
  await expectPage(page, 'Page not found')
})
