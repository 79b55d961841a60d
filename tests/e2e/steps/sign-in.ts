// Coming in and going out.

import { expect, type Locator, type Page } from '@playwright/test'
import { violations } from '../support/axe'

/** The people of the demonstration, by the words on their buttons. */
export const personas = {
  staff: { title: 'Member of staff', name: 'Nadia Rahmani-Cole', home: 'My training' },
  manager: { title: 'Line manager', name: 'Gareth Pellowe-Singh', home: 'Overview' },
  lead: { title: 'Training lead', name: 'Temitope Adeyinka-Shaw', home: 'Overview' },
  'business manager': {
    title: 'Board business manager',
    name: 'Ruth Ellinghurst',
    home: 'Ready for a certificate',
  },
  administrator: { title: 'Administrator', name: 'Iolo Nkemdirim', home: 'Overview' },
  'staff without e-mail': {
    title: 'Member of staff without e-mail',
    name: 'Dorin Mărculescu',
    home: 'My training',
  },
} as const

export type Persona = keyof typeof personas

/** One click on the sign-in page. */
export async function signInAs(page: Page, persona: Persona): Promise<void> {
  const { title, name, home } = personas[persona]
  await page.goto('/sign-in')
  await page.getByRole('button', { name: `${title}: ${name}` }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(home)
}

/** Several people at one browser. Whoever's turn it is signs in the first time, and is still signed in the next time. Who is
 * none of the demonstration says how. */
export function turns(page: Page): (who: string, signIn?: () => Promise<void>) => Promise<void> {
  const context = page.context()
  const kept = new Map<string, Awaited<ReturnType<typeof context.cookies>>>()
  let whose = ''
  return async (who, signIn = () => signInAs(page, who as Persona)) => {
    if (whose) kept.set(whose, await context.cookies())
    whose = who
    await context.clearCookies()
    const cookies = kept.get(who)
    if (cookies) await context.addCookies(cookies)
    else await signIn()
  }
}

export async function signOut(page: Page): Promise<void> {
  await openMenu(page)
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible()
}

/** On a telephone with JavaScript the places to go are folded away behind "Menu". */
export async function openMenu(page: Page): Promise<void> {
  const menu = page.getByRole('button', { name: 'Menu', expanded: false })
  if (await menu.isVisible()) await menu.click()
}

/** Follows a link of the navigation. */
export async function goTo(page: Page, place: string): Promise<void> {
  await openMenu(page)
  await page.getByRole('banner').getByRole('link', { name: place, exact: true }).click()
}

export async function signInWith(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** The page one is on, by its heading; and nothing on it is in anybody's way, whether or not scripts run. */
export async function expectPage(page: Page, heading: string | RegExp): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading)
  expect(await violations(page), `accessibility of ${page.url()}`).toEqual([])
}

/** A way on, whether it is a link or looks like a button. */
export function way(page: Page, name: string | RegExp): Locator {
  return page.getByRole('button', { name }).or(page.getByRole('link', { name }))
}
