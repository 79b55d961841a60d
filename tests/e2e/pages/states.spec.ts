// What is seen only after doing something: refused forms, what has just been done, and what was empty before.

import { chooseReady, issue, namesReady } from '../steps/certificates'
import { passModule } from '../steps/learning'
import { addPerson, choosePassword, fillDate, linkIn, sample, sendStaffList } from '../steps/people'
import { expectPage, signInAs, signInWith, signOut, way } from '../steps/sign-in'
import { dataFolder, start } from '../support/server'
import { expect, test } from '../support/test'
import { codeFor } from '../support/totp'
import { look } from './look'

test('forms that are refused before one is signed in', async ({ page }) => {
  await signInWith(page, 'nobody@nowhere.example', 'wrong')
  await look(page, 'sign-in-error')
  await page.goto('/sign-in/staff-number')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await look(page, 'sign-in-staff-number-error')
  await page.goto('/forgot-password')
  await page.getByLabel('E-mail address').fill('nobody')
  await way(page, 'Send the link').click()
  await look(page, 'forgot-password-error')
  await page.getByLabel('E-mail address').fill('nobody@nowhere.example')
  await way(page, 'Send the link').click()
  await look(page, 'forgot-password-sent')

  await page.goto('/sign-in')
  await page.locator('form input[name=csrf], form input[type=hidden]').evaluateAll((inputs) => {
    for (const input of inputs as HTMLInputElement[]) if (input.name !== 'back') input.value = 'x'
  })
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await look(page, 'forged')
})

test('letting somebody in', async ({ page, server }) => {
  const email = 'odette@sallowmere.example'
  await signInAs(page, 'lead')
  await page.goto('/people/new')
  await way(page, 'Add person').click()
  await look(page, 'people-new-error')
  await addPerson(page, { name: 'Odette Farquharson', email, job: 'Learning adviser', invite: true })
  await look(page, 'person-added')
  await addPerson(page, { name: 'Bartholomew Quist', job: 'Street cleaner', staffNumber: '773105' })
  await way(page, 'Print a joining slip').click()
  await look(page, 'joining-slip')
  await signOut(page)

  const [mail] = await server.mailTo(email)
  await page.goto(linkIn(mail!))
  await look(page, 'choose-password')
  await way(page, 'Set password').click()
  await look(page, 'choose-password-error')
  await choosePassword(page, linkIn(mail!), 'pebble-lantern-orchard')
  await look(page, 'sign-in-password-set')
  await signInWith(page, email, 'pebble-lantern-orchard')
  await look(page, 'my-training-of-a-newcomer')
  await page.goto('/account/second-factor')
  const key = await page.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).innerText()
  await way(page, 'Continue').click()
  await look(page, 'second-factor-error')
  await page.getByLabel('Code from the app').fill(codeFor(key))
  await way(page, 'Continue').click()
  await look(page, 'recovery-codes')
  await page.goto('/account/second-factor')
  await look(page, 'second-factor-done')
  await page.goto('/account')
  await way(page, 'Change password').click()
  await look(page, 'account-error')
  await signOut(page)
  await signInWith(page, email, 'pebble-lantern-orchard')
  await look(page, 'code')
  await way(page, 'Continue').click()
  await look(page, 'code-error')
})

test('certificates, from the order to the public check', async ({ page }) => {
  await signInAs(page, 'staff')
  await passModule(page, 'awareness')
  await look(page, 'result-passed')
  await page.goto('/learn/awareness')
  await look(page, 'module-passed')
  await page.goto('/learn')
  await look(page, 'modules-passed')
  await page.goto('/my-training')
  await page.getByText('Why me?').click()
  await look(page, 'my-training-passed')
  await signOut(page)

  await signInAs(page, 'business manager')
  await page.goto('/certificates?name=nadia')
  await way(page, 'Continue with those ticked').click()
  await look(page, 'certificates-error')
  await page.goto('/certificates')
  await chooseReady(page, (await namesReady(page)).slice(0, 12))
  await look(page, 'certificates-confirm')
  await page.goto('/certificates?name=nadia')
  await chooseReady(page, ['Nadia Rahmani-Cole'])
  await issue(page, 1)
  await look(page, 'order-finished')
  await page.goto('/certificates/orders')
  await look(page, 'orders-some')
  await page.goto('/certificates/issued')
  await look(page, 'issued-some')
  await page.getByRole('table').getByRole('link').click()
  await look(page, 'certificate')
  const certificate = page.url()
  const code = (await page.getByRole('link', { name: 'The page that anyone' }).getAttribute('href'))!
  await page.goto(code)
  await look(page, 'check-valid')
  await page.goto(`${certificate}/revise`)
  await look(page, 'revise')
  await page.getByRole('textbox').fill('')
  await way(page, 'Continue').click()
  await look(page, 'revise-error')
  await page.getByRole('textbox').fill('Nadia Cole')
  await way(page, 'Continue').click()
  await look(page, 'revise-check')
  await way(page, 'Replace the certificate').click()
  await look(page, 'certificate-replaced')
  const second = page.url().replace(/\?.*/, '')
  await page.goto(`${second}/revoke`)
  await look(page, 'revoke')
  await way(page, 'Revoke the certificate').click()
  await look(page, 'revoke-error')
  await page.getByLabel('Why is it revoked?').fill('Issued in error')
  await way(page, 'Revoke the certificate').click()
  await look(page, 'certificate-revoked')
  await page.goto(code)
  await look(page, 'check-replaced')
  await page.goto('/board')
  await page.getByLabel('Name of the person who signs').fill('')
  await way(page, 'Save').click()
  await look(page, 'board-error')
  await page.getByLabel('Name of the person who signs').fill('Marguerite Oyelaran')
  await way(page, 'Save').click()
  await look(page, 'board-saved')
  await page.goto('/people?q=nadia')
  await page.getByRole('link', { name: 'Nadia Rahmani-Cole' }).click()
  await look(page, 'person-with-certificates')
  await signOut(page)

  await signInAs(page, 'staff')
  await look(page, 'my-training-with-a-certificate')
})

test('while certificates are issued, and one that has run out', async ({ page }) => {
  await signInAs(page, 'business manager')
  const expired = page.getByRole('row').filter({ hasText: /expired/i }).first()
  const name = (await expired.getByRole('checkbox').evaluate((box) => (box as HTMLInputElement).labels![0]!.firstChild!.textContent!)).trim()
  await expired.getByRole('checkbox').check()
  await way(page, 'Continue with those ticked').click()
  await issue(page, 1)
  await page.goto('/certificates/issued')
  await page.getByRole('table').getByRole('link').click()
  await expect(page.getByRole('main')).toContainText(name)
  await expect(page.getByText(/^This certificate expired on/)).toBeVisible()
  await look(page, 'certificate-expired')
  await page.getByRole('link', { name: 'The page that anyone' }).click()
  await look(page, 'check-expired')

  await page.goto('/certificates')
  await way(page, /^Continue with all/).click()
  await way(page, /^Issue \d+ certificates/).click()
  const stop = page.getByRole('link', { name: 'Stop updating' })
  await stop.click({ timeout: 2_000 })
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Issuing certificates')
  await look(page, 'order-under-way')
})

test('trying out codes is slowed down', async ({ page }) => {
  for (let tries = 0; tries < 8; tries += 1) {
    const answer = await page.goto(`/check/${String(tries).repeat(64)}`)
    if (answer?.status() === 429) break
  }
  await expectPage(page, /wait/i)
  await look(page, 'too-many')
})

test('deciding about people ticked in a list, with mistakes', async ({ page }) => {
  await signInAs(page, 'lead')
  await page.goto('/overview/people?state=overdue')
  await way(page, 'Exempt those ticked').click()
  await look(page, 'overview-people-nothing-ticked')
  await page.getByRole('main').getByRole('checkbox').first().check()
  await way(page, 'Exempt those ticked').click()
  await look(page, 'exempt')
  await way(page, 'Exempt 1 person').click()
  await look(page, 'exempt-refused')
})

test('changing people, posts and teams, with mistakes', async ({ page }) => {
  await signInAs(page, 'lead')
  await page.goto('/people?q=pellowe')
  await page.getByRole('link', { name: 'Gareth Pellowe-Singh' }).click()
  const person = page.url()
  await way(page, 'Change name').click()
  await page.getByLabel('Full name').fill('')
  await way(page, 'Save').click()
  await look(page, 'person-edit-error')
  await page.goto(person)
  await page.getByRole('link', { name: /^Change the post/ }).click()
  await page.getByLabel('Line manager').fill('Nobody Atall')
  await way(page, 'Save').click()
  await look(page, 'post-change-error')
  await page.goto(person)
  await page.getByRole('link', { name: /last day/ }).click()
  await way(page, 'Save the last day').click()
  await look(page, 'post-end-error')
  await fillDate(page, 'What is the last day of the post?', [1, 2, new Date().getFullYear()])
  await way(page, 'Save the last day').click()
  await look(page, 'people-after-a-last-day')
  await page.getByRole('link', { name: /^Teams of/ }).click()
  await way(page, 'Add a team').click()
  await way(page, 'Add team').click()
  await look(page, 'team-new-error')
})

test('staff lists, from an untidy file to people and back', async ({ page }) => {
  await signInAs(page, 'lead')
  await page.goto('/people/imports/new')
  await way(page, 'Send and check').click()
  await look(page, 'staff-list-new-error')
  await sendStaffList(page, 'Everybody on the staff list', sample('charity.csv'))
  await expectPage(page, /What is in the columns/)
  await look(page, 'staff-list-columns')
  await way(page, 'Save and check the list').click()
  await look(page, 'staff-list-columns-error')
  for (const [column, meaning] of [
    ['No', 'Staff number'],
    ['What they do', 'Job title'],
    ['Where', 'Team'],
    ['Kind', 'Kind of contract'],
    ['Since', 'Start date at the employer'],
    ['Notes', 'Leave it out'],
  ]) {
    await page.getByLabel(`What is in the column “${column}”?`).selectOption({ label: meaning! })
  }
  await way(page, 'Save and check the list').click()
  await expectPage(page, /^What the list would do/)
  await look(page, 'staff-list-with-unknown-teams')
  const list = page.url()
  await page.goto(`${list}/columns`)
  await look(page, 'staff-list-columns-otherwise')
  await page.goto(list)
  await page.getByRole('link', { name: /^Organisations and teams/ }).click()
  await look(page, 'staff-list-places')
  await way(page, 'Add all 4 teams as they are written').click()
  await expectPage(page, /^What the list would do/)
  await look(page, 'staff-list-checked')
  for (const kind of ['New', 'Rejected']) {
    await page.getByRole('link', { name: kind, exact: true }).click()
    await look(page, `staff-list-rows-${kind.toLowerCase()}`)
    await page.goto(list)
  }
  await way(page, 'Go on to confirm').click()
  await look(page, 'staff-list-confirm')
  await way(page, /^Bring in/).click()
  await expectPage(page, /^What the list has done/)
  await look(page, 'staff-list-in')

  const head = 'Staff number,Name,Work email,Team,Job title,Contract type,Start date,Leaving date'
  const next = ['L01,Asha Rao-Lindqvist,asha@lantern.example,Office,Manager,Permanent,01/04/2019,', 'N9,Ben Cole,,Office,Driver,Permanent,01/09/2024,']
  const nextFile = { name: 'next.csv', mimeType: 'text/csv', buffer: Buffer.from([head, ...next].join('\n')) }
  await sendStaffList(page, 'Everybody on the staff list', nextFile)
  await expectPage(page, /^What the list would do/)
  await look(page, 'staff-list-with-people-to-decide-about')
  const second = page.url()
  await page.getByRole('link', { name: 'Moved', exact: true }).click()
  await look(page, 'staff-list-rows-moved')
  await page.goto(second)
  await page.getByRole('link', { name: 'People who may be here already' }).click()
  await look(page, 'staff-list-matches')
  await page.goto(second)
  await page.getByRole('link', { name: 'People who are not in the list' }).click()
  await look(page, 'staff-list-missing')
  await page.getByLabel('They have left').check()
  await way(page, 'Save').click()
  await look(page, 'staff-list-missing-error')
  await page.goto(second)
  await way(page, 'Put this list away').click()
  await look(page, 'staff-list-discard')
  await way(page, 'Put the list away').click()
  await look(page, 'staff-list-put-away')

  await page.goto(list)
  await way(page, 'Take this list back').click()
  await look(page, 'staff-list-undo')
  await way(page, 'Take the list back').click()
  await expectPage(page, /^A list that was taken back/)
  await look(page, 'staff-list-taken-back')
  await page.goto('/people/imports')
  await look(page, 'staff-lists-some')
})

test.describe('with a broken disk', () => {
  test.use({ allowed: /the server responded with a status of 500/ })

  test('there is a page that says so', async ({ page, server }) => {
    await page.goto('/check')
    await server.breakDatabase()
    const answer = await page.goto('/sign-in/staff-number')
    expect(answer?.status()).toBe(500)
    await expectPage(page, 'Sorry, there is a problem')
    await look(page, 'our-own-fault')
  })
})

test('what an administrator may get wrong', async ({ page }) => {
  await signInAs(page, 'administrator')
  await page.goto('/organisations/new')
  await way(page, 'Add organisation').click()
  await look(page, 'organisations-new-error')
  await page.goto('/organisations/districts/new')
  await page.getByRole('main').getByRole('button').last().click()
  await look(page, 'districts-new-error')
  await page.goto('/people?q=nadia')
  await page.getByRole('link', { name: 'Nadia Rahmani-Cole' }).click()
  await page.getByRole('link', { name: 'Change roles' }).click()
  await way(page, 'Give role').click()
  await look(page, 'roles-error')
  await page.getByLabel('Training lead').check()
  await page.getByLabel('Organisation').selectOption({ label: 'Sallowmere Council' })
  await way(page, 'Give role').click()
  await look(page, 'roles-given')
})

test('a partnership with nothing in it yet', async ({ page }) => {
  const folder = await dataFolder()
  const empty = await start(folder.path, { demo: false })
  try {
    await page.goto(`${empty.url}/sign-in`)
    await look(page, 'first-run-sign-in')
    await page.goto(`${empty.url}/first-run`)
    await look(page, 'first-run')
    await page.getByLabel('Code from the log').fill(empty.log().match(/with the code (\S+)/)![1]!)
    await way(page, 'Create the administrator').click()
    await look(page, 'first-run-error')
    await page.getByLabel('Your name').fill('Ngozi Tremlett')
    await page.getByLabel('Your e-mail address').fill('ngozi@board.example')
    await page.getByLabel('Choose a password', { exact: true }).fill('pebble-lantern-orchard')
    await page.getByLabel('Your first district').fill('Northside')
    await page.getByLabel('Its Safeguarding Adults Board').fill('Northside Safeguarding Adults Board')
    await page.getByLabel('The organisation you work for').fill('Northside Council')
    await way(page, 'Create the administrator').click()
    await page.getByLabel('E-mail address').fill('ngozi@board.example')
    await page.getByLabel('Password', { exact: true }).fill('pebble-lantern-orchard')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    const key = await page.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).innerText()
    await page.getByLabel('Code from the app').fill(codeFor(key))
    await way(page, 'Continue').click()
    for (const [name, path] of [
      ['people', '/people'],
      ['my-training', '/my-training'],
      ['organisations', '/organisations'],
      ['board', '/board'],
    ]) {
      await page.goto(`${empty.url}${path}`)
      await look(page, `empty-${name}`)
    }
  } finally {
    await empty.stop()
    await folder.remove()
  }
})
