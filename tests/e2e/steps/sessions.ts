// Sessions: putting them on, booking a place, agreeing to it; and what the mails say to a calendar.

import { expect, type Page } from '@playwright/test'
import { until, type Server } from '../support/server'
import { fillDate } from './people'
import { expectPage, way } from './sign-in'

/** The day and the hours of a session in London, as the forms ask for them. */
export type Hours = { on: [day: number, month: number, year: number]; from: string; to: string }

/** The morning of a day some days ahead. */
export function morning(days: number): Hours {
  return { on: inLondon(Date.now() + days * 86_400_000).on, from: '09:30', to: '12:30' }
}

/** From 20 minutes ahead, when the register is open already, for an hour, but no longer than the day is. */
export function soon(): Hours {
  const minute = 60_000
  const isLastOfTheDay = (at: number) => inLondon(at).time === '23:59'
  const start = Date.now() + 20 * minute
  const begins = inLondon(isLastOfTheDay(start) ? start + minute : start)
  const ends = inLondon(start + 60 * minute)
  return { on: begins.on, from: begins.time, to: ends.time > begins.time ? ends.time : '23:59' }
}

function inLondon(at: number): { on: [number, number, number]; time: string } {
  const [date, time] = new Date(at).toLocaleString('en-GB', { timeZone: 'Europe/London' }).split(', ')
  const [day, month, year] = date!.split('/').map(Number)
  return { on: [day!, month!, year!], time: time!.slice(0, 5) }
}

async function fillHours(page: Page, { on, from, to }: Hours): Promise<void> {
  const part = page.getByRole('group', { name: 'When does it take place?' })
  await fillDate(page, 'When does it take place?', on)
  await part.getByLabel('From', { exact: true }).fill(from)
  await part.getByLabel('To', { exact: true }).fill(to)
}

/** Puts a session on for everybody, to whose bookings line managers agree, and says where it is. */
export async function putOn(
  page: Page,
  session: { course: string; hours: Hours; places: number; trainer?: string },
): Promise<string> {
  await page.goto('/sessions')
  await way(page, 'Put on a session').click()
  await page.getByLabel('Course', { exact: true }).selectOption({ label: session.course })
  await fillHours(page, session.hours)
  await page.getByLabel('District', { exact: true }).selectOption({ index: 1 })
  await page.getByLabel(/^Venue, if it is in a room|^Room, or another venue/).fill('Civic Centre\nMarket Street\nRoom 2')
  await page.getByLabel('Trainers').fill(session.trainer ?? '')
  await page.getByLabel('Places', { exact: true }).fill(String(session.places))
  await page.getByRole('group', { name: 'Does a line manager have to agree?' }).getByLabel('Yes').check()
  await way(page, 'Save').click()
  await expect(page.getByText('The session is on.')).toBeVisible()
  return withoutQuery(page)
}

/** Moves a session to other hours. */
export async function moveTo(page: Page, session: string, hours: Hours): Promise<void> {
  await page.goto(`${session}/change`)
  await fillHours(page, hours)
  await way(page, 'Save').click()
  await expect(page.getByText('The session has been changed.')).toBeVisible()
}

/** Books a place on a session by the two pages, reads what is said of it, and says where the booking is. */
export async function book(page: Page, session: string, said: string): Promise<string> {
  await page.goto(session)
  await way(page, /^(Book a place|Join the waiting list)$/).click()
  await way(page, 'Continue').click()
  await way(page, /^(Book the place|Join the waiting list)$/).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(said)
  return withoutQuery(page)
}

/** Gives a place up. */
export async function giveUp(page: Page, booking: string, why: string): Promise<void> {
  await page.goto(booking)
  await way(page, 'Give the place up').click()
  await expectPage(page, 'Give the place up?')
  await page.getByRole('main').getByRole('textbox').fill(why)
  await way(page, 'Yes, it can go to somebody else').click()
  await expect(page).toHaveURL(booking)
}

/** Agrees to the booking on whose page one is. */
export async function agree(page: Page): Promise<void> {
  await page.getByLabel('Yes, I agree').check()
  await way(page, 'Send the answer').click()
  await expect(page.getByText('Your answer has been noted')).toBeVisible()
}

function withoutQuery(page: Page): string {
  return page.url().replace(/\?.*/, '')
}

/** The newest mail to somebody with such a subject, once there is one. */
export function mailAbout(server: Server, to: string, subject: string): Promise<string> {
  return until(`a mail to ${to}: ${subject}`, async () => {
    const mails = await server.mailTo(to)
    return mails.findLast((mail) => mail.includes(`Subject: ${subject}`))
  })
}

/** The link of a mail to a page of the program. */
export function linkTo(mail: string, path: RegExp): string {
  const links = mail.match(/http:\/\/[\w.:/-]+/g) ?? []
  const link = links.find((one) => path.test(one))
  if (!link) throw new Error(`There is no link like ${path} in this mail:\n${mail}`)
  return link
}

/** What a mail asks a calendar to do. */
export type Invitation = { method: string; uid: string; sequence: number; starts: string }

/** The invitation that goes with a mail. */
export function invitationIn(mail: string): Invitation {
  const object = mail.match(/BEGIN:VCALENDAR[\s\S]*END:VCALENDAR/)?.[0].replace(/\r?\n[ \t]/g, '')
  if (!object) throw new Error(`There is no invitation in this mail:\n${mail}`)
  const event = object.match(/BEGIN:VEVENT[\s\S]*END:VEVENT/)![0]
  const line = (name: string, text = event) => text.match(new RegExp(`^${name}[^:\\r\\n]*:(.*?)\\r?$`, 'm'))![1]!
  return { method: line('METHOD', object), uid: line('UID'), sequence: Number(line('SEQUENCE')), starts: line('DTSTART') }
}
