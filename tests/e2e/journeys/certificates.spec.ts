// The board's business manager issues certificates, changes one and revokes one; anyone can check them.

import { expect, test } from '../support/test'
import { chooseReady, fetchFile, issue, namesReady } from '../steps/certificates'
import { passModule } from '../steps/learning'
import { expectPage, goTo, signInAs, signOut, way } from '../steps/sign-in'

test('three certificates: previewed, counted, issued, downloaded, checked, renamed and revoked', async ({ page, server }) => {
  test.setTimeout(120_000)
  await signInAs(page, 'staff')
  await passModule(page, 'awareness')
  await signOut(page)

  // Whoever has just passed stands last in the list.
  await signInAs(page, 'business manager')
  const last = page.getByRole('navigation', { name: 'Pagination' }).getByRole('link', { name: /^(Page )?\d+$/ }).last()
  await last.click()
  const nadia = 'Nadia Rahmani-Cole'
  const names = await namesReady(page)
  expect(names).toContain(nadia)
  const chosen = [nadia, ...names.filter((name) => name !== nadia).slice(0, 2)]

  const row = page.getByRole('row').filter({ hasText: nadia })
  const preview = await fetchFile(page, (await row.getByRole('link', { name: /^Preview/ }).getAttribute('href'))!)
  expect(preview.type).toBe('application/pdf')
  expect(preview.bytes.subarray(0, 5).toString()).toBe('%PDF-')

  await page.getByRole('button', { name: 'Continue with those ticked' }).click()
  await expect(page.getByRole('alert').getByRole('link', { name: 'Select at least one completion' })).toBeVisible()
  await chooseReady(page, chosen)
  for (const name of chosen) await expect(page.getByRole('main').getByRole('table')).toContainText(name)
  await expect(page.getByText(/^You are about to issue 3 certificates/)).toBeVisible()
  await issue(page, 3)
  await page.getByRole('link', { name: 'See issued certificates' }).click()
  await expectPage(page, 'Issued certificates')
  await expect(page.getByText('3 certificates.')).toBeVisible()

  // The holder has it by mail and in My training.
  const [mail] = await server.mailTo('nadia.rahmani-cole@sallowmere.example')
  expect(mail).toContain('certificate.pdf')
  await signOut(page)
  await signInAs(page, 'staff')
  const own = page.getByRole('table', { name: 'Completed training' }).getByRole('link', { name: /^Download certificate SM-/ })
  const file = await fetchFile(page, (await own.getAttribute('href'))!)
  expect(file.type).toBe('application/pdf')
  expect(file.bytes.length).toBeGreaterThan(10_000)
  const check = file.bytes.toString('latin1').match(/http:\/\/127\.0\.0\.1:\d+\/check\/[0-9a-f]{64}/)?.[0]
  await signOut(page)

  // Its new name: the old copy is replaced, the new one valid, until it is revoked.
  await signInAs(page, 'business manager')
  await goTo(page, 'Certificates')
  await page.getByRole('link', { name: 'Issued', exact: true }).click()
  await page.getByLabel('Name or number').fill('nadia')
  await page.getByRole('button', { name: 'Search' }).click()
  await page.getByRole('table').getByRole('link').click()
  const oldCheck = page.getByRole('link', { name: 'The page that anyone with this certificate sees' })
  const oldAddress = (await oldCheck.getAttribute('href'))!
  expect(check, 'the code in the file is that of the check page').toMatch(new RegExp(`${oldAddress}$`))
  await oldCheck.click()
  await expect(page.getByText(/^This certificate is valid until/)).toBeVisible()
  await expect(page.getByRole('main')).toContainText(nadia)
  await page.goBack()

  await way(page, 'Change the name').click()
  await way(page, 'Continue').click()
  await expect(page.getByRole('alert')).toBeVisible()
  await page.getByRole('textbox').fill('Nadia Cole')
  await way(page, 'Continue').click()
  await expectPage(page, /Check the new name/)
  await way(page, 'Replace the certificate').click()
  await expect(page.getByText('A new version has been issued under the same number')).toBeVisible()
  const newAddress = (await oldCheck.getAttribute('href'))!
  expect(newAddress).not.toBe(oldAddress)

  await page.goto(oldAddress)
  await expect(page.getByText(/^This certificate was replaced on/)).toBeVisible()
  await page.goto(newAddress)
  await expect(page.getByText(/^This certificate is valid until/)).toBeVisible()
  await expect(page.getByRole('main')).toContainText('Nadia Cole')

  await page.goto('/certificates/issued?q=nadia')
  await page.getByRole('table').getByRole('link', { name: /revision 2/ }).click()
  await way(page, /^Revoke/).click()
  await way(page, 'Revoke the certificate').click()
  await expect(page.getByRole('alert').getByRole('link', { name: 'Enter why the certificate is revoked' })).toBeVisible()
  await page.getByLabel('Why is it revoked?').fill('Issued in error')
  await way(page, 'Revoke the certificate').click()
  await expect(page.getByText('The certificate has been revoked')).toBeVisible()
  await signOut(page)
  await page.goto(newAddress)
  await expect(page.getByText(/^The board revoked this certificate on/)).toBeVisible()
  await expect(page.getByText('Issued in error')).toHaveCount(0)
})
