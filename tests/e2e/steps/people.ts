// Looking after people: adding them, letting them in.

import { expect, type Locator, type Page } from '@playwright/test'
import { resolve } from 'node:path'
import { expectPage, way } from './sign-in'

export type NewPerson = {
  name: string
  email?: string
  staffNumber?: string
  job: string
  manager?: string
  invite?: boolean
}

/** Fills in the form "Add a person", for a permanent post since the first day of last year, and sends it. */
export async function addPerson(page: Page, person: NewPerson): Promise<void> {
  await page.goto('/people')
  await way(page, 'Add a person').click()
  await page.getByLabel('Full name').fill(person.name)
  await page.getByLabel('E-mail address at work').fill(person.email ?? '')
  const organisation = page.getByLabel('Which organisation do they work for?')
  if (await organisation.isVisible()) await organisation.selectOption({ label: 'Sallowmere Council' })
  await page.getByLabel('Job title').fill(person.job)
  await page.getByLabel('Permanent').check()
  if (person.manager) await page.getByLabel('Line manager').fill(person.manager)
  await page.getByLabel('Staff number', { exact: true }).fill(person.staffNumber ?? '')
  await fillDate(page, 'When does the post start?', [1, 1, new Date().getFullYear() - 1])
  await page.getByRole('checkbox', { name: 'Everyone' }).check()
  if (person.invite) await page.getByLabel('Send an invitation now').check()
  await way(page, 'Add person').click()
  await expectPage(page, person.name)
}

export async function fillDate(page: Page, legend: string, [day, month, year]: [number, number, number]): Promise<void> {
  const date = page.getByRole('group', { name: legend })
  await date.getByLabel('Day').fill(String(day))
  await date.getByLabel('Month').fill(String(month))
  await date.getByLabel('Year').fill(String(year))
}

/** Where a file is that the HTTP tests send too. */
export function sample(name: string): string {
  return resolve(import.meta.dirname, '../../http/samples', name)
}

/** Sends a staff list, saying who is in it. */
export async function sendStaffList(page: Page, who: string, file: Parameters<Locator['setInputFiles']>[0]): Promise<void> {
  await page.goto('/people/imports/new')
  await page.getByLabel(who).check()
  await page.getByLabel('The file').setInputFiles(file)
  await way(page, 'Send and check').click()
}

/** The link in a mail to choose a password with. */
export function linkIn(mail: string): string {
  const link = mail.match(/http:\/\/\S+\/link\/[\w-]+/)?.[0]
  if (!link) throw new Error(`There is no link in this mail:\n${mail}`)
  return link
}

/** Opens the link of an invitation and chooses a password. */
export async function choosePassword(page: Page, link: string, password: string): Promise<void> {
  await page.goto(link)
  await expectPage(page, 'Choose your password')
  await page.getByLabel('New password', { exact: true }).fill(password)
  await way(page, 'Set password').click()
  await expect(page.getByText('Your password is set. Sign in with it.')).toBeVisible()
}
