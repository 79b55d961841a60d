// The picture in the README. Made only when it is asked for, so that an ordinary run changes nothing in the repository:
// CASCADE_PICTURES=1 npx playwright test --project=pages pages/picture.spec.ts

import { resolve } from 'node:path'
import { passModule } from '../steps/learning'
import { signInAs } from '../steps/sign-in'
import { test } from '../support/test'

test.skip(!process.env.CASCADE_PICTURES, 'pictures are made with CASCADE_PICTURES=1')

test('the picture of My training', async ({ page }) => {
  await signInAs(page, 'staff')
  await passModule(page, 'awareness')
  await page.goto('/my-training')
  const path = resolve(import.meta.dirname, '../../../docs/pictures/my-training.png')
  await page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width: 1280, height: 900 } })
})
