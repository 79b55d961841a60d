// A newcomer looks around: three homes, a click each.

import { expect, test } from '../support/test'
import { goTo, openMenu, personas, signInAs, signOut } from '../steps/sign-in'

const homes = [
  { persona: 'staff', places: ['My training', 'Modules', 'Sessions', 'Whom to ask'] },
  {
    persona: 'lead',
    places: ['My training', 'Modules', 'Sessions', 'Whom to ask', 'Overview', 'People', 'Cohorts', 'Reminders', 'Claims', 'Framework'],
  },
  {
    persona: 'business manager',
    places: ['My training', 'Modules', 'Sessions', 'Whom to ask', 'Overview', 'People', 'Claims', 'Framework', 'Certificates', 'Board'],
  },
] as const

test('a newcomer sees all three homes by one click each, and signs out @telephone', async ({ page }) => {
  for (const { persona, places } of homes) {
    await signInAs(page, persona)
    await openMenu(page)
    const banner = page.getByRole('banner')
    await expect(banner.getByRole('navigation', { name: 'Menu' }).getByRole('link')).toHaveText([...places])
    await expect(banner.getByRole('link', { name: personas[persona].name })).toBeVisible()
    await goTo(page, personas[persona].name)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your account')
    await signOut(page)
  }
})

test('after signing out the way back leads to the sign-in page', async ({ page }) => {
  await signInAs(page, 'staff')
  await signOut(page)
  await page.goto('/my-training')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in')
})
