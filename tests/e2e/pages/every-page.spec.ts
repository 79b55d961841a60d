// Every page, at both widths.

import type { Page } from '@playwright/test'
import { expect, test } from '../support/test'
import { signInAs, type Persona } from '../steps/sign-in'
import { look } from './look'
import { anyone, pages, type Row } from './table'

async function lookAt(page: Page, rows: Row[]): Promise<void> {
  for (const { name, at, status = 200 } of rows) {
    if (typeof at === 'string') {
      const answer = await page.goto(at)
      expect.soft(answer?.status(), name).toBe(status)
    } else {
      await at(page)
    }
    await look(page, name)
  }
}

test('every page that anyone may see', async ({ page }) => lookAt(page, anyone))

/** So many pages a test that the last ones end at about the same time on all workers. */
const portion = 20

for (const [persona, rows] of Object.entries(pages)) {
  for (let begin = 0; begin < rows.length; begin += portion) {
    test(`pages of ${persona}, from ${rows[begin]!.name}`, async ({ page }) => {
      await signInAs(page, persona as Persona)
      await lookAt(page, rows.slice(begin, begin + portion))
    })
  }
}
