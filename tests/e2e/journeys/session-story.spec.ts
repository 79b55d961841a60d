// A face-to-face session, from the day on which it is put on to what it was worth. The tests cannot move the clock of the
// program, so the lead brings the session forward to the next half hour: the register is open then. What comes after its
// end, such as the mail that thanks people, is in the HTTP tests.

import { addPerson, choosePassword, linkIn } from '../steps/people'
import { agree, book, giveUp, invitationIn, linkTo, mailAbout, morning, moveTo, putOn, soon } from '../steps/sessions'
import { expectPage, personas, signInAs, signInWith, turns, way } from '../steps/sign-in'
import { expect, test } from '../support/test'

const course = 'Short briefing in a team meeting'
const nadia = 'nadia.rahmani-cole@sallowmere.example'
const gareth = 'gareth.pellowe-singh@sallowmere.example'
const ruth = 'ruth.ellinghurst@sallowmere.example'
const odette = 'odette@sallowmere.example'

test('a place is booked in two pages, and the mail asks the calendar to take it in @telephone', async ({ page, server }) => {
  await signInAs(page, 'staff')
  await page.goto('/sessions?level=EM')
  await page.getByRole('main').getByRole('link', { name: /seminar/ }).first().click()
  await way(page, 'Book a place').click()
  await expectPage(page, 'What you need')
  await page.getByLabel('What do you need to take part?').fill('A hearing loop')
  await way(page, 'Continue').click()
  await expectPage(page, 'Check your answers')
  await expect(page.getByRole('main')).toContainText('A hearing loop')
  await way(page, 'Book the place').click()
  await expectPage(page, 'Your place is booked')
  const mail = await mailAbout(server, nadia, 'Your place is booked')
  expect(invitationIn(mail).method).toBe('REQUEST')
  expect(mail).not.toContain('hearing loop')
  await page.goto(linkTo(mail, /\/bookings\//))
  await expectPage(page, /seminar/)
})

test('a session with a waiting list, agreement, a new time, a register and what it was worth', async ({ page, server }) => {
  test.slow(true, 'eighty pages')
  const as = turns(page)
  await as('administrator')
  await page.goto('/people?q=ellinghurst')
  await way(page, personas['business manager'].name).click()
  await way(page, 'Change roles').click()
  await page.getByRole('radio', { name: 'Trainer', exact: true }).check()
  await way(page, 'Give role').click()
  await expect(page.getByText('The role has been given.')).toBeVisible()

  await as('lead')
  const manager = personas.manager.name
  await addPerson(page, { name: 'Odette Farquharson', email: odette, job: 'Social worker', manager, invite: true })
  const session = await putOn(page, { course, hours: morning(21), places: 3, trainer: ruth })

  // Three hold a place until their line managers agree; two wait.
  await as('staff')
  const held = 'Your place is held until it is agreed to'
  const ofNadia = await book(page, session, held)
  await as('staff without e-mail')
  await book(page, session, held)
  await as('administrator')
  const ofIolo = await book(page, session, held)
  await as('odette', async () => {
    await choosePassword(page, linkIn((await server.mailTo(odette))[0]!), 'pebble-lantern-orchard')
    await signInWith(page, odette, 'pebble-lantern-orchard')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('My training')
  })
  const ofOdette = await book(page, session, 'You are on the waiting list')
  await expect(page.getByText('Number 1 on the waiting list.')).toBeVisible()
  await as('manager')
  await book(page, session, 'You are on the waiting list')

  await page.goto(linkTo(await mailAbout(server, gareth, 'Please agree or decline: Nadia'), /\/approval$/))
  await expectPage(page, 'Agree to a booking')
  await agree(page)
  await as('lead')
  for (const who of ['staff without e-mail', 'administrator'] as const) {
    await page.goto('/sessions/approvals')
    await way(page, personas[who].name).click()
    await agree(page)
  }
  const first = invitationIn(await mailAbout(server, nadia, 'Your place is booked'))
  expect(first.method).toBe('REQUEST')

  // A place that is given up goes to the first who waits, once she has accepted it and her line manager has agreed.
  await as('administrator')
  await giveUp(page, ofIolo, 'Called to court')
  await as('odette')
  await page.goto(linkTo(await mailAbout(server, odette, 'A place has become free'), /\/bookings\//))
  await way(page, 'Accept the place').click()
  await expect(page).toHaveURL(ofOdette)
  await expect(page.getByText('Your line manager has been asked to agree.')).toBeVisible()
  await as('manager')
  await page.goto(linkTo(await mailAbout(server, gareth, 'Please agree or decline: Odette'), /\/approval$/))
  await agree(page)
  expect(invitationIn(await mailAbout(server, odette, 'Your place is booked')).method).toBe('REQUEST')

  await as('lead')
  await moveTo(page, session, soon())
  const second = invitationIn(await mailAbout(server, nadia, 'Changed'))
  expect(second).toMatchObject({ method: 'REQUEST', uid: first.uid })
  expect(second.sequence).toBeGreaterThan(first.sequence)
  expect(second.starts).not.toBe(first.starts)
  await as('staff')
  await page.goto(ofNadia)
  await way(page, 'I still come').click()
  await expect(page.getByText('The time has changed.')).toBeHidden()

  // The day: one attends, one is late, one does not come, and the manager, who only waited, walks in.
  await as('business manager')
  await page.goto('/sessions')
  await page.getByRole('link', { name: `Register: ${course}` }).click()
  await expectPage(page, /^Register/)
  await way(page, 'Add a walk-in').click()
  await page.getByLabel('Full name').fill(manager)
  await page.getByLabel('Organisation').fill('Sallowmere Council')
  await page.getByLabel('E-mail address at work').fill(gareth)
  await way(page, 'Add to the register').click()
  await expect(page.getByText('They are on the register now')).toBeVisible()
  const marks = { Nadia: 'Attended', Dorin: 'No-show', Odette: 'Late', Gareth: 'Attended' }
  const mark = (who: string) => page.getByRole('group', { name: new RegExp(`^\\d\\. ${who}`) })
  for (const [who, how] of Object.entries(marks)) await mark(who).getByRole('radio', { name: how, exact: true }).check()
  await way(page, 'Save the register').click()
  await expect(page.getByText(/^The register has been saved\.|^Saved \d/)).toBeVisible()
  await page.goto(`${session}/register`)
  await expectPage(page, /^Register/)
  await expect(page.getByText('4 of 4 marked')).toBeVisible()
  for (const [who, how] of Object.entries(marks)) await expect(mark(who).getByRole('radio', { name: how, exact: true })).toBeChecked()

  await as('staff')
  await page.goto(ofNadia)
  await way(page, 'Say what it was worth').click()
  await page.getByLabel('One thing I will do differently').fill('Ask to speak to somebody alone')
  await way(page, 'Send').click()
  await expectPage(page, 'What was it worth?')
  await expect(page.getByText('Thank you. You can change what you said for 14 days.')).toBeVisible()
})
