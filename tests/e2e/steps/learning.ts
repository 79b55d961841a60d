// Taking a module: its screens with what there is to do on them, and the quiz.

import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { parse } from 'smol-toml'
import { expectPage, way } from './sign-in'

type Question = {
  kind: 'single' | 'scenario' | 'multiple' | 'ordering' | 'matching'
  text: string
  option?: { text: string; right?: boolean }[]
  steps?: string[]
  pair?: { left: string; right: string }[]
}

/** The bank of questions, from the content that is inside the program: what is right never reaches the browser. */
function bank(module: string): Question[] {
  const file = resolve(import.meta.dirname, '../../../content/modules', module, 'questions.toml')
  return (parse(readFileSync(file, 'utf8')) as unknown as { question: Question[] }).question
}

/** From the page of a module to its first screen. */
export async function startModule(page: Page, module: string): Promise<void> {
  await page.goto(`/learn/${module}`)
  await page.getByRole('button', { name: 'Start', exact: true }).click()
}

/** Reads on from the screen one is at, with everything there is to do, until screen `last`; then stands there. */
export async function readModule(page: Page, last = Number.POSITIVE_INFINITY): Promise<void> {
  for (;;) {
    const screen = Number(page.url().match(/\/screens\/(\d+)/)?.[1])
    await doActivity(page)
    if (screen === last) return
    const onward = way(page, /^(Continue|Go to the quiz)$/)
    const isLast = (await onward.innerText()) === 'Go to the quiz'
    await onward.click()
    if (isLast) return
    await expect(page).toHaveURL(new RegExp(`/screens/${screen + 1}$`))
  }
}

/** Opens every screen of a module that has been started, without looking at it; then stands before the quiz. */
export async function skimModule(page: Page, module: string): Promise<void> {
  for (let screen = 2; ; screen += 1) {
    const answer = await page.request.get(`/learn/${module}/screens/${screen}`)
    if (!answer.ok()) break
  }
  await page.goto(`/learn/${module}/quiz`)
}

/** Does what the screen asks for, if it asks for anything, and reads what is said about it. */
export async function doActivity(page: Page): Promise<void> {
  const activity = page.getByRole('region', { name: 'Try it' })
  if ((await activity.count()) === 0) return
  const names = await activity
    .locator('input[type=radio], input[type=checkbox]')
    .evaluateAll((inputs) => [...new Set(inputs.map((input) => (input as HTMLInputElement).name))])
  for (const name of names) await activity.locator(`input[name="${name}"]`).first().check()
  await activity.getByRole('button', { name: /^(Check|Answer again)$/ }).click()
  await expect(page.getByRole('heading', { name: 'What we say about it' })).toBeVisible()
  await expect(page.getByText(/^Saved \d\d?:\d\d/)).toBeVisible()
}

/** Begins the quiz, or goes on with the one under way. */
export async function startQuiz(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(Start|Go on with) the quiz$/ }).click()
  await expect(page.getByText(/^Question \d+ of \d+$/)).toBeVisible()
}

/** Which question one is at. */
export function questionNumber(page: Page): number {
  return Number(page.url().match(/\/questions\/(\d+)/)?.[1])
}

/** Fills in one question, right or wrong, without sending it. */
export async function fillQuestion(page: Page, module: string, how: 'right' | 'wrong'): Promise<void> {
  const heading = page.getByRole('heading', { level: 1 })
  const text = (await heading.innerText()).trim()
  const question = bank(module).find((q) => q.text === text)
  if (!question) throw new Error(`The module ${module} has no question “${text}”.`)
  const options = question.option ?? []
  if (question.kind === 'single' || question.kind === 'scenario') {
    const option = options.find((o) => !!o.right === (how === 'right'))!
    await page.getByLabel(option.text, { exact: true }).check()
  } else if (question.kind === 'multiple') {
    const chosen = how === 'right' ? options.filter((o) => o.right) : options.filter((o) => !o.right).slice(0, 1)
    for (const option of chosen) await page.getByLabel(option.text, { exact: true }).check()
  } else if (question.kind === 'ordering') {
    const steps = question.steps!
    for (const [at, step] of steps.entries()) {
      const place = how === 'right' ? at + 1 : steps.length - at
      await page.getByLabel(step, { exact: true }).selectOption(String(place))
    }
  } else {
    const pairs = question.pair!
    for (const [at, { left }] of pairs.entries()) {
      const right = how === 'right' ? at : (at + 1) % pairs.length
      await page.getByLabel(left, { exact: true }).selectOption({ label: pairs[right]!.right })
    }
  }
}

/** Answers the questions from the one on the page up to `last`; the page after it is then shown. */
export async function answerQuestions(
  page: Page,
  module: string,
  how: 'right' | 'wrong' = 'right',
  last = Number.POSITIVE_INFINITY,
): Promise<void> {
  for (;;) {
    const number = questionNumber(page)
    await fillQuestion(page, module, how)
    await page.getByRole('button', { name: 'Save and continue' }).click()
    await expect(page).not.toHaveURL(new RegExp(`/questions/${number}$`))
    if (number === last || !page.url().includes('/questions/')) return
  }
}

/** Hands in what has been answered. */
export async function handIn(page: Page): Promise<void> {
  await expectPage(page, 'Check before you hand in')
  await page.getByRole('button', { name: 'Hand in' }).click()
}

/** From the first page of a module through its quiz to "You have passed". */
export async function passModule(page: Page, module: string): Promise<void> {
  await startModule(page, module)
  await skimModule(page, module)
  await startQuiz(page)
  await answerQuestions(page, module)
  await handIn(page)
  await expectPage(page, 'You have passed')
}
