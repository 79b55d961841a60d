// Issuing certificates.

import { expect, type Page } from '@playwright/test'
import { expectPage, way } from './sign-in'

/** Ticks people in the list of those ready, by name, and goes on to the page with the count. */
export async function chooseReady(page: Page, names: string[]): Promise<void> {
  for (const name of names) await page.getByRole('checkbox', { name }).first().check()
  await page.getByRole('button', { name: 'Continue with those ticked' }).click()
}

/** Names of the list of those ready, in its order, each once. */
export async function namesReady(page: Page): Promise<string[]> {
  const rows = page.getByRole('table', { name: 'Completions without a certificate' }).getByRole('rowheader')
  const labels = await rows.getByRole('checkbox').evaluateAll((boxes) =>
    boxes.map((box) => (box as HTMLInputElement).labels![0]!.firstChild!.textContent!.trim()),
  )
  return [...new Set(labels)]
}

/** Issues what was chosen, and waits until all of it is done. */
export async function issue(page: Page, count: number): Promise<void> {
  const words = count === 1 ? '1 certificate' : `${count} certificates`
  await expectPage(page, `Issue ${words}?`)
  await way(page, `Issue ${words}`).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^(Issuing certificates|Certificates issued)$/)
  await expect(page.getByText(`${words} ${count === 1 ? 'has' : 'have'} been issued`)).toBeVisible({ timeout: 30_000 })
}

/** The bytes of a file that a link leads to, with what the server says it is. */
export async function fetchFile(page: Page, href: string): Promise<{ type: string; bytes: Buffer }> {
  const answer = await page.request.get(href)
  expect(answer.status(), href).toBe(200)
  return { type: answer.headers()['content-type'] ?? '', bytes: await answer.body() }
}
