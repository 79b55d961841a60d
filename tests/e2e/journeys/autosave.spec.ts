// What is said, and kept, when answers are saved as they are given and something comes between.

import type { Page } from '@playwright/test'
import { expect, test } from '../support/test'
import { skimModule, startModule, startQuiz } from '../steps/learning'
import { expectPage, signInAs } from '../steps/sign-in'

async function toTheFirstQuestion(page: Page): Promise<void> {
  await signInAs(page, 'staff')
  await startModule(page, 'awareness')
  await skimModule(page, 'awareness')
  await startQuiz(page)
  await expect(page.locator('html')).toHaveAttribute('data-islands', 'awake')
}

/** Answers the question, another way each time: one of the choices, or everything in an order that is turned on by one. */
async function choose(page: Page, time: number): Promise<void> {
  const inputs = page.locator('#question input:not([type=hidden])')
  if ((await inputs.count()) > 0) return inputs.nth(time).click()
  const selects = page.locator('#question select')
  const of = await selects.count()
  for (let i = 0; i < of; i++) await selects.nth(i).selectOption({ index: 1 + ((i + time) % of) })
}

/** Everything that is chosen now. */
const chosen = (page: Page) =>
  page.locator('#question').evaluate((form) => {
    const fields = [...new FormData(form as HTMLFormElement)] as [string, string][]
    return fields.filter(([name, value]) => name !== 'form_token' && value !== '')
  })

test('whoever has been signed out is told that the answer is not saved @js', async ({ page, context }) => {
  await toTheFirstQuestion(page)
  await context.clearCookies()
  await choose(page, 0)
  const said = page.getByRole('status').filter({ hasText: 'Not saved. You have been signed out.' })
  await expect(said).toBeVisible()
  await said.getByRole('link', { name: 'Sign in again' }).click()
  await expectPage(page, 'Sign in')
  await page.getByRole('button', { name: /^Member of staff:/ }).click()
  await expect(page).toHaveURL(/\/quiz\/questions\/1$/)
})

test('whoever has signed in again elsewhere is told to reload @js', async ({ page, context }) => {
  await toTheFirstQuestion(page)
  const other = await context.newPage()
  await context.clearCookies()
  await signInAs(other, 'staff')
  await choose(page, 0)
  await expect(page.getByText('Not saved. You have signed in again since you opened this page.')).toBeVisible()
})

test('an outage is said, and the answer goes with the form @js', async ({ page }) => {
  await toTheFirstQuestion(page)
  await page.route(/\/questions\/1$/, (route) => route.fulfill({ status: 429, body: '' }))
  await choose(page, 0)
  await expect(page.getByText('Not saved yet. It is saved when you continue.')).toBeVisible()
})

test('saves follow one another, the form comes last, and the last choice stands @js', async ({ page }) => {
  await toTheFirstQuestion(page)
  const order: string[] = []
  let under = 0
  let most = 0
  await page.route(/\/questions\/1$/, async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    order.push(route.request().postData()!.includes('save=1') ? 'save' : 'form')
    under += 1
    most = Math.max(most, under)
    await new Promise((resolve) => setTimeout(resolve, 400))
    under -= 1
    await route.continue()
  })
  await choose(page, 0)
  await choose(page, 1)
  const wanted = await chosen(page)
  await page.getByRole('button', { name: 'Save and continue' }).click()
  await expect(page).not.toHaveURL(/\/questions\/1$/)
  expect(order.at(-1)).toBe('form')
  expect(most, `one at a time: ${order}`).toBe(1)
  expect(order.filter((what) => what === 'form')).toHaveLength(1)
  await page.goto('/learn/awareness/quiz/questions/1')
  expect(await chosen(page)).toEqual(wanted)
})
