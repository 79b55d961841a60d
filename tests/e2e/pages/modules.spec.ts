// Every screen of every module, with what is said about what was done on it, and the quiz.

import { test } from '../support/test'
import { answerQuestions, doActivity, fillQuestion, handIn, startModule, startQuiz } from '../steps/learning'
import { expectPage, signInAs, signOut, way } from '../steps/sign-in'
import { look } from './look'

for (const module of ['awareness', 'frontline-practitioner', 'first-responder', 'procurement-and-members']) {
  test(`the screens of ${module}`, async ({ page }) => {
    await signInAs(page, 'staff')
    await startModule(page, module)
    for (let screen = 1; ; screen += 1) {
      const name = `${module}-${String(screen).padStart(2, '0')}`
      if (screen === 1 && module === 'awareness') {
        await look(page, `${name}-at-first`)
        await page.getByRole('button', { name: 'Check', exact: true }).click()
        await look(page, `${name}-error`)
      }
      await doActivity(page)
      await look(page, name)
      const onward = way(page, /^(Continue|Go to the quiz)$/)
      const isLast = (await onward.innerText()) === 'Go to the quiz'
      await onward.click()
      if (isLast) break
    }
    await look(page, `${module}-quiz`)
    await page.goto(`/learn/${module}`)
    await look(page, `${module}-contents`)
  })
}

test('the quiz and its results', async ({ page }) => {
  await signInAs(page, 'staff')
  await startModule(page, 'awareness')
  for (let screen = 2; screen <= 10; screen += 1) await page.goto(`/learn/awareness/screens/${screen}`)
  for (const attempt of [1, 2, 3]) {
    await page.goto('/learn/awareness/quiz')
    if (attempt === 3) await look(page, 'quiz-last-attempt')
    await startQuiz(page)
    if (attempt === 1) {
      await way(page, 'Save and continue').click()
      await look(page, 'question-error')
      const seen = new Set<string>()
      for (let number = 1; number <= 10; number += 1) {
        await fillQuestion(page, 'awareness', 'wrong')
        const kind = await page.locator('#question').evaluate((form) =>
          form.querySelector('select') ? 'select' : form.querySelector('[type=radio]') ? 'radio' : 'checkbox',
        )
        if (!seen.has(kind)) await look(page, `question-${kind}`)
        seen.add(kind)
        await way(page, 'Save and continue').click()
      }
      await look(page, 'quiz-check')
    } else {
      await answerQuestions(page, 'awareness', 'wrong')
    }
    await handIn(page)
    await expectPage(page, 'You have not passed this time')
    if (attempt === 1) await look(page, 'result-failed')
  }
  await page.goto('/learn/awareness/quiz')
  await look(page, 'quiz-no-attempts-left')
  await page.goto('/learn/awareness/result')
  await look(page, 'result-failed-for-good')

  await signOut(page)
  await signInAs(page, 'lead')
  await page.goto('/people?q=nadia')
  await page.getByRole('link', { name: 'Nadia Rahmani-Cole' }).click()
  await look(page, 'person-without-attempts')
  await way(page, /^Give new attempts/).click()
  await look(page, 'person-with-new-attempts')
})
