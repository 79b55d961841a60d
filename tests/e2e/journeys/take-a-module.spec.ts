// A member of staff takes a module.

import { expect, test } from '../support/test'
import {
  answerQuestions,
  doActivity,
  fillQuestion,
  handIn,
  questionNumber,
  readModule,
  skimModule,
  startModule,
  startQuiz,
} from '../steps/learning'
import { expectPage, goTo, signInAs, way } from '../steps/sign-in'

test('from My training through every screen and the quiz, and back to My training @telephone', async ({ page }) => {
  await signInAs(page, 'staff')
  const task = page.getByRole('listitem').filter({ hasText: 'Awareness' }).first()
  await expect(task).toContainText(/Due by|Was due by/)
  await way(page, 'Start Awareness').click()
  await expectPage(page, 'Modern slavery awareness')
  await page.getByRole('button', { name: 'Start', exact: true }).click()

  await readModule(page)
  await expectPage(page, 'Quiz')
  await startQuiz(page)
  await answerQuestions(page, 'awareness')
  await handIn(page)

  await expectPage(page, 'You have passed')
  await expect(page.getByText('10 of 10 right')).toBeVisible()
  await goTo(page, 'My training')
  const done = page.getByRole('table', { name: 'Completed training' })
  await expect(done).toContainText('Modern slavery awareness')
  await expect(done).toContainText('Not issued yet')
})

test('stopping half way, and going on with another browser at the same screen', async ({ page, browser, baseURL, javaScriptEnabled }) => {
  await signInAs(page, 'staff')
  await startModule(page, 'awareness')
  await readModule(page, 4)
  const title = await page.getByRole('heading', { level: 1 }).innerText()
  await page.getByRole('link', { name: 'Stop for now' }).click()
  await expectPage(page, 'My training')

  const elsewhere = await browser.newContext({ baseURL, javaScriptEnabled })
  const other = await elsewhere.newPage()
  await signInAs(other, 'staff')
  await way(other, 'Continue Awareness').click()
  await way(other, 'Continue at screen 4').click()
  await expectPage(other, title)
  await doActivity(other)
  await elsewhere.close()
})

test('the quiz is kept while one is away, and says what is still open', async ({ page }) => {
  await signInAs(page, 'staff')
  await startModule(page, 'awareness')
  await skimModule(page, 'awareness')
  await startQuiz(page)
  await answerQuestions(page, 'awareness', 'right', 3)
  expect(questionNumber(page)).toBe(4)

  await page.getByRole('button', { name: 'Save and continue' }).click()
  await expect(page.getByRole('alert').getByRole('link')).toHaveCount(1)
  await page.goto('/learn/awareness/quiz/check')
  await expect(page.getByText('7 still to answer before you can hand in.')).toBeVisible()
  await page.getByRole('button', { name: 'Hand in' }).click()
  await page.getByRole('alert').getByRole('link', { name: 'Answer question 4' }).click()
  expect(questionNumber(page)).toBe(4)

  await page.goto('/learn/awareness/quiz')
  await startQuiz(page)
  expect(questionNumber(page)).toBe(4)
  await answerQuestions(page, 'awareness', 'wrong')
  await handIn(page)
  await expectPage(page, 'You have not passed this time')
  await expect(page.getByText('3 of 10 right. You need 80% to pass.')).toBeVisible()
  await expect(page.getByText('You answered:')).toHaveCount(7)
})

test('with JavaScript each answer is saved as it is given @js', async ({ page, context }) => {
  await signInAs(page, 'staff')
  await startModule(page, 'awareness')
  await skimModule(page, 'awareness')
  await startQuiz(page)
  await expect(page.locator('html')).toHaveAttribute('data-islands', 'awake')
  await fillQuestion(page, 'awareness', 'right')
  await expect(page.getByText(/^Saved \d\d?:\d\d/)).toBeVisible()
  expect(questionNumber(page)).toBe(1)
  const filled = await page.locator('#question').evaluate((form) => new URLSearchParams(new FormData(form as HTMLFormElement) as never).toString())

  await page.close()
  const again = await context.newPage()
  await again.goto('/learn/awareness/quiz/questions/1')
  const kept = await again.locator('#question').evaluate((form) => new URLSearchParams(new FormData(form as HTMLFormElement) as never).toString())
  expect(kept).toBe(filled)
  await expect(again.getByText(/^Saved \d\d?:\d\d/)).toBeVisible()
  await again.goto('/learn/awareness/quiz')
  await again.getByRole('button', { name: 'Go on with the quiz' }).click()
  expect(questionNumber(again)).toBe(2)
})
