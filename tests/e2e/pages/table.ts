// Every page that can be got, by who gets it. A new route gets a line here; what is there only after doing something (a
// refused form, a quiz under way, a certificate) is in `states.spec.ts` and `modules.spec.ts`. `coverage` says what is missing.

import { expect, type Page } from '@playwright/test'
import { resolve } from 'node:path'
import type { Persona } from '../steps/sign-in'

export type Row = {
  /** The name of the picture. */
  name: string
  /** Its address, or the way to it. */
  at: string | ((page: Page) => Promise<void>)
  /** What it answers, where that is not 200. */
  status?: number
}

/** From a list to the first page it links to with such an address, or one below that. The list has a row of its own, so that
 * it is read and not shown again. */
const first = (list: string, pattern: RegExp, onward = '', beginning = '<main') =>
  async (page: Page) => {
    const answer = await page.request.get(list)
    const [, main = ''] = (await answer.text()).split(beginning)
    const hrefs = [...main.matchAll(/<a\b[^>]*\bhref="([^"]*)"/g)].map((link) => link[1]!.replaceAll('&amp;', '&'))
    const href = hrefs.find((candidate) => pattern.test(candidate))
    expect(href, `${list} has a link like ${pattern}`).toBeTruthy()
    await page.goto(href! + onward)
  }

/** A certificate that somebody brings along. */
const certificate = resolve(import.meta.dirname, '../../../app/store/src/demo/certificate.pdf')

const aCourse = /^\/menu\/[0-9a-f-]{36}$/
const aSession = /\/sessions\/[0-9a-f-]{36}$/

/** A session of a level, by default one on which nothing has to come first, and one of its pages. */
const anOpenSession = (onward = '', level = 'EM') =>
  first(`/sessions?level=${level}`, aSession, onward, 'app-filter-layout__content')

/** Finds the booking of that session, or books it, and goes on to one of its pages. */
const ownBooking = (onward = '') =>
  async (page: Page) => {
    await anOpenSession()(page)
    const booked = page.getByRole('link', { name: 'See your booking' })
    if (await booked.isVisible()) await booked.click()
    else {
      await page.getByRole('button', { name: 'Book a place' }).click()
      await page.getByRole('button', { name: 'Continue' }).click()
      await page.getByRole('button', { name: 'Book the place' }).click()
    }
    await expect(page).toHaveURL(/\/bookings\/[0-9a-f-]{36}/)
    if (onward) await page.goto(page.url().split('?')[0] + onward)
  }

/** Adds a venue, and goes to its page. */
const aVenue = async (page: Page) => {
  const name = `Civic Centre ${Date.now()}`
  await page.goto('/venues/new')
  await page.getByLabel('Name of the venue').fill(name)
  await page.getByLabel('Address', { exact: true }).fill('1 High Street\nNorthtown')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('link', { name }).click()
}

/** Asks for a session, and goes to the page of the request or below it. */
const aRequest = (onward = '') =>
  async (page: Page) => {
    await page.goto('/sessions/requests/new')
    await page.getByLabel('What should it be about?').selectOption({ index: 1 })
    await page.getByLabel('For how many people?').fill('14')
    await page.getByLabel('When should it be?').fill('Any Tuesday in spring')
    await page.getByLabel('Why do you ask for it?').fill('New starters')
    await page.getByRole('button', { name: 'Send the request' }).click()
    await first('/sessions/requests', /^\/sessions\/requests\/[0-9a-f-]{36}$/, onward)(page)
  }

/** A register, or the page to which one of its links leads. */
const aRegister = (link = '') =>
  async (page: Page) => {
    await first('/sessions', /^\/sessions\/[0-9a-f-]{36}\/register$/)(page)
    if (link) await page.getByRole('link', { name: link }).click()
  }

const aClaim = /^\/claims\/[0-9a-f-]{36}$/
/** Begins a draft of the framework. */
const beginDraft = async (page: Page) => {
  await page.goto('/framework/drafts/new')
  await page.getByRole('radio').first().check()
  await page.getByRole('button', { name: 'Begin the draft' }).click()
  await expect(page).toHaveURL(/\/framework\/drafts\/[0-9a-f-]{36}$/)
}

/** The draft of each test, of which nothing has been changed. */
const drafts = new WeakMap<Page, string>()

/** Begins a draft of the framework, once a test, and goes on to one of its pages. */
const aDraft = (onward = '') =>
  async (page: Page) => {
    if (!drafts.has(page)) {
      await beginDraft(page)
      drafts.set(page, page.url())
    }
    await page.goto(drafts.get(page)! + onward)
  }

/** Says in a draft what it changes, so that it can be shared, and goes on to one of its pages. */
const aReadyDraft = (onward: string) =>
  async (page: Page) => {
    await beginDraft(page)
    const draft = page.url()
    await page.goto(`${draft}/about`)
    await page.getByLabel('What does this version change?').fill('First responders take a shorter course.')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.goto(draft + onward)
  }

/** Shares a draft for comment, and goes on to one of its pages. */
const aSharedDraft = (onward: string) =>
  async (page: Page) => {
    await aReadyDraft('/share')(page)
    const draft = page.url().replace(/\/share$/, '')
    await page.getByRole('button', { name: 'Share the draft' }).click()
    await page.goto(draft + onward)
  }

/** Endorses a draft, and comes back to where that is taken back. */
const endorsed = async (page: Page) => {
  await aSharedDraft('/endorse')(page)
  const endorse = page.url()
  await page.getByRole('button', { name: 'Endorse' }).click()
  await page.goto(endorse)
}

/** Claims a course for oneself, with a file. */
const ownClaim = async (page: Page) => {
  await page.goto('/claims/new')
  await page.getByLabel('Which course was it?').selectOption({ index: 1 })
  const year = String(new Date().getFullYear() - 1)
  for (const [part, value] of [['Day', '3'], ['Month', '3'], ['Year', year]] as const) {
    await page.getByLabel(part, { exact: true }).fill(value)
  }
  await page.getByLabel('The certificate, or a picture of it').setInputFiles(certificate)
  await page.getByRole('button', { name: 'Claim' }).click()
  await expect(page).toHaveURL(/\/claims\/[0-9a-f-]{36}/)
}

const aSignIn = /^\/people\/sign-ins\/[0-9a-f-]{36}$/
const aVersion = /^\/framework\/versions\/[0-9a-f-]{36}$/
const aPerson = /^\/people\/[0-9a-f-]{36}$/
const aPost = /^\/people\/[0-9a-f-]{36}\/posts\/[0-9a-f-]{36}$/
const lastDay = /^\/people\/[0-9a-f-]{36}\/posts\/[0-9a-f-]{36}\/end$/
const anOrganisation = /^\/organisations\/[0-9a-f-]{36}$/

/** From the list of people, searched, to somebody's page, and on to the first page it links to with such an address. */
const onPerson = (name: string, pattern: RegExp) => async (page: Page) => {
  await first(`/people?q=${name}`, aPerson)(page)
  await first(page.url(), pattern)(page)
}

/** Records an absence of somebody who is away for nobody else, and goes on to its page or one below. */
const anAbsence = (onward = '') =>
  async (page: Page) => {
    await first('/people?q=gareth', aPerson)(page)
    const person = page.url()
    if ((await page.getByRole('link', { name: /^Change the absence/ }).count()) === 0) {
      await first(person, /\/absences\/new$/)(page)
      await page.getByRole('radio', { name: 'Secondment' }).check()
      const day = page.getByRole('group', { name: 'What is the first day away?' })
      await day.getByLabel('Day').fill('1')
      await day.getByLabel('Month').fill('12')
      await day.getByLabel('Year').fill(String(new Date().getFullYear()))
      await page.getByRole('button', { name: 'Record the absence' }).click()
    }
    const change = page.getByRole('link', { name: /^Change the absence/ }).first()
    await page.goto((await change.getAttribute('href'))! + onward)
  }

/** Keeps a view, and goes on to renaming or removing it. */
const aView = (what: string) =>
  async (page: Page) => {
    await page.goto('/views')
    if ((await page.getByRole('link', { name: `${what} Overdue` }).count()) === 0) {
      await page.goto('/overview/people?state=overdue')
      await page.getByText('Save this view').click()
      await page.getByLabel('What do you want to call it?').fill('Overdue')
      await page.getByRole('button', { name: 'Save the view' }).click()
      await page.goto('/views')
    }
    await page.getByRole('link', { name: `${what} Overdue` }).click()
  }

/** Lets some go first, or has a level taken again, and goes on to the page that ends it. */
const anArrangement = (kind: 'waves' | 'updates') =>
  async (page: Page) => {
    const ways = new RegExp(`/framework/arrangements/${kind}/[0-9a-f-]{36}/end$`)
    await page.goto('/framework/arrangements')
    const hrefs = await page.getByRole('main').locator('a').evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''))
    if (!hrefs.some((href) => ways.test(href))) {
      await page.goto(`/framework/arrangements/${kind}/new`)
      const [title, day] = kind === 'waves'
        ? ['What do you call it?', 'By when must they have done it?']
        : ['What has changed?', 'Until when does it still count?']
      await page.getByLabel(title).fill('First wave')
      await page.getByLabel(/^Which training/).selectOption({ index: 1 })
      const year = String(new Date().getFullYear() + 1)
      const days = kind === 'waves' ? [day] : [day, 'What was completed before which day is out of date?']
      for (const one of days) {
        const group = page.getByRole('group', { name: one })
        await group.getByLabel('Day').fill('1')
        await group.getByLabel('Month').fill('6')
        await group.getByLabel('Year').fill(one === day ? year : String(new Date().getFullYear() - 8))
      }
      await page.getByRole('button', { name: 'Continue' }).click()
      await page.getByRole('button', { name: kind === 'waves' ? 'Let them go first' : 'Have it taken again' }).click()
    }
    await first('/framework/arrangements', ways)(page)
  }
/** Two records side by side. */
const compared = async (page: Page) => {
  await first('/people?q=nadia', aPerson, '/merge?q=an')(page)
  await first(page.url(), /^\/people\/[0-9a-f-]{36}\/merge\/[0-9a-f-]{36}$/)(page)
}

const aRule = /^\/cohorts\/rules\/[0-9a-f-]{36}$/
const unknown = '01900000-0000-7000-8000-000000000000'

export const anyone: Row[] = [
  { name: 'sign-in', at: '/sign-in' },
  { name: 'sign-in-ended', at: '/sign-in?ended=1' },
  { name: 'sign-in-employer', at: '/sign-in/employer' },
  { name: 'sign-in-employer-run-out', at: '/sign-in/employer/back', status: 409 },
  { name: 'sign-in-staff-number', at: '/sign-in/staff-number' },
  { name: 'forgot-password', at: '/forgot-password' },
  { name: 'link-that-does-not-work', at: '/link/nothing', status: 409 },
  { name: 'check', at: '/check' },
  { name: 'check-without-a-code', at: '/check?code=', status: 422 },
  { name: 'check-with-a-number', at: '/check?code=SM-2026-000001', status: 422 },
  { name: 'check-unknown', at: `/check/${'0'.repeat(64)}`, status: 404 },
  { name: 'accessibility', at: '/accessibility' },
  { name: 'privacy', at: '/privacy' },
  { name: 'about', at: '/about' },
  { name: 'not-found', at: '/nowhere', status: 404 },
]

export const pages: Partial<Record<Persona, Row[]>> = {
  staff: [
    { name: 'my-training', at: '/my-training' },
    { name: 'modules', at: '/learn' },
    { name: 'module', at: '/learn/awareness' },
    { name: 'module-about', at: '/learn/awareness/about' },
    { name: 'menu', at: '/menu' },
    { name: 'menu-of-a-level', at: '/menu?level=MC' },
    { name: 'course', at: first('/menu', aCourse) },
    { name: 'sessions', at: '/sessions' },
    { name: 'session', at: anOpenSession() },
    { name: 'session-book', at: anOpenSession('/book') },
    { name: 'booking', at: ownBooking() },
    { name: 'booking-cancel', at: ownBooking('/cancel') },
    { name: 'booking-evaluation', at: ownBooking('/evaluation') },
    { name: 'booking-follow-up', at: ownBooking('/follow-up') },
    { name: 'session-here', at: '/here' },
    { name: 'booking-substitute', at: ownBooking('/substitute') },
    { name: 'booking-transfer', at: ownBooking('/transfer') },
    { name: 'questions', at: '/directory/questions' },
    { name: 'question', at: first('/directory/questions', /^\/directory\/questions\/[0-9a-f-]{36}$/) },
    { name: 'claim-new', at: '/claims/new' },
    { name: 'claim-of-ones-own', at: ownClaim },
    { name: 'claim-of-ones-own-add', at: first('/my-training', aClaim, '/add') },
    { name: 'claim-of-ones-own-take-back', at: first('/my-training', aClaim, '/take-back') },
    { name: 'account', at: '/account' },
    { name: 'account-calendar', at: '/account/calendar' },
    { name: 'account-data', at: '/account/data' },
    { name: 'account-second-factor', at: '/account/second-factor' },
    { name: 'quiz-before-the-module', at: '/learn/awareness/quiz', status: 409 },
    { name: 'not-found-signed-in', at: '/people', status: 404 },
  ],
  'staff without e-mail': [
    { name: 'my-training-without-e-mail', at: '/my-training' },
    { name: 'account-without-e-mail', at: '/account' },
  ],
  manager: [
    { name: 'overview-of-a-manager', at: '/overview' },
    { name: 'people-of-a-manager', at: '/people' },
    { name: 'person-of-a-manager', at: first('/people', aPerson) },
  ],
  lead: [
    { name: 'lead-sessions', at: '/sessions' },
    { name: 'session-new', at: '/sessions/new' },
    { name: 'directory', at: '/directory' },
    { name: 'directory-mine', at: '/directory/mine' },
    { name: 'directory-ask', at: '/directory/ask' },
    { name: 'directory-ask-somebody', at: first('/directory', /^\/directory\/ask\?post=/) },
    { name: 'spoc-cover', at: '/spocs' },
    { name: 'spoc-name', at: first('/spocs', /^\/spocs\/[0-9a-f-]{36}\/name$/) },
    { name: 'spoc-terms', at: first('/spocs', /^\/spocs\/[0-9a-f-]{36}\/terms$/) },
    { name: 'spoc-end', at: first('/spocs', /^\/spocs\/[0-9a-f-]{36}\/[0-9a-f-]{36}\/end$/) },
    { name: 'sessions-file', at: '/sessions/file' },
    { name: 'sessions-month', at: '/sessions/month' },
    { name: 'session-requests', at: '/sessions/requests' },
    { name: 'session-request-new', at: '/sessions/requests/new' },
    { name: 'session-request', at: aRequest() },
    { name: 'session-request-decline', at: aRequest('/decline') },
    { name: 'venues', at: '/venues' },
    { name: 'venue-new', at: '/venues/new' },
    { name: 'venue', at: aVenue },
    { name: 'session-approvals', at: '/sessions/approvals' },
    { name: 'session-charges', at: '/sessions/charges' },
    { name: 'session-charges-amounts', at: '/sessions/charges/amounts' },
    { name: 'session-settings', at: '/sessions/settings' },
    { name: 'session-of-the-lead', at: anOpenSession() },
    { name: 'session-bookings', at: anOpenSession('/bookings') },
    { name: 'session-venue', at: anOpenSession('/venue', 'FP') },
    { name: 'session-messages', at: anOpenSession('/messages') },
    { name: 'session-change', at: anOpenSession('/change') },
    { name: 'session-confirm', at: anOpenSession('/confirm') },
    { name: 'session-cancel', at: anOpenSession('/cancel') },
    { name: 'session-people', at: anOpenSession('/people') },
    { name: 'session-summary', at: first('/sessions/summary', /^\/sessions\/[0-9a-f-]{36}\/summary$/) },
    { name: 'session-costs', at: anOpenSession('/costs') },
    { name: 'sessions-summary', at: '/sessions/summary' },
    { name: 'budget', at: '/budget' },
    { name: 'budget-line-new', at: '/budget/new' },
    { name: 'budget-line', at: first('/budget', /^\/budget\/[0-9a-f-]{36}\?/) },
    { name: 'session-register', at: aRegister() },
    { name: 'session-sheet', at: aRegister('Print the sheet') },
    { name: 'session-code', at: aRegister('Show a code, so that people sign in themselves') },
    { name: 'session-walk-in', at: aRegister('Add a walk-in') },
    { name: 'session-walk-ins', at: anOpenSession('/walk-ins') },
    { name: 'session-share', at: anOpenSession('/share') },
    { name: 'people', at: '/people' },
    { name: 'people-second-page', at: '/people?page=2' },
    { name: 'people-search', at: '/people?q=nadia' },
    { name: 'people-nobody', at: '/people?q=qqqqq' },
    { name: 'person', at: first('/people?q=nadia', aPerson) },
    { name: 'person-without-e-mail', at: first('/people?q=0048213', aPerson) },
    { name: 'person-data', at: first('/people?q=nadia', aPerson, '/data') },
    { name: 'merge', at: first('/people?q=nadia', aPerson, '/merge') },
    { name: 'merge-found', at: first('/people?q=nadia', aPerson, '/merge?q=an') },
    { name: 'merge-refused', at: compared },
    { name: 'leavers-of-a-lead', at: first('/people', anOrganisation, '/retention') },
    { name: 'people-new', at: '/people/new' },
    { name: 'staff-lists', at: '/people/imports' },
    { name: 'staff-list-new', at: '/people/imports/new' },
    { name: 'overview', at: '/overview' },
    { name: 'overview-people', at: '/overview/people' },
    { name: 'reminders', at: '/reminders' },
    { name: 'reminders-preview', at: first('/reminders', /^\/reminders\/[0-9a-f-]{36}\//) },
    { name: 'reminders-log', at: '/reminders/log' },
    { name: 'bank-holidays-of-a-lead', at: '/reminders/holidays' },
    { name: 'person-remind', at: first('/people?q=nadia', aPerson, '/remind') },
    { name: 'person-mail-stop', at: first('/people?q=nadia', aPerson, '/mail-stop') },
    { name: 'cohorts', at: '/cohorts' },
    { name: 'rules', at: '/cohorts/rules' },
    { name: 'rule-new', at: '/cohorts/rules/new' },
    { name: 'rule', at: first('/cohorts/rules', aRule) },
    { name: 'rule-up', at: first('/cohorts/rules', /^\/cohorts\/rules\/[0-9a-f-]{36}\/up$/) },
    { name: 'rule-retire', at: first('/cohorts/rules', aRule, '/retire') },
    { name: 'person-cohorts', at: first('/people?q=nadia', aPerson, '/cohorts') },
    { name: 'person-timeline', at: first('/people?q=nadia', aPerson, '/timeline') },
    { name: 'deputies', at: first('/people?q=nadia', aPerson, '/deputies') },
    { name: 'absence-new', at: onPerson('nadia', /\/absences\/new$/) },
    { name: 'absence-change', at: anAbsence() },
    { name: 'absence-remove', at: anAbsence('/remove') },
    { name: 'who-goes-first', at: '/framework/arrangements' },
    { name: 'views', at: '/views' },
    { name: 'view-rename', at: aView('Rename') },
    { name: 'view-remove', at: aView('Remove') },
    { name: 'person-edit', at: first('/people?q=nadia', aPerson, '/edit') },
    { name: 'post-new', at: first('/people?q=nadia', aPerson, '/posts/new') },
    { name: 'post-change', at: onPerson('nadia', aPost) },
    { name: 'post-end', at: onPerson('gareth', lastDay) },
    { name: 'teams', at: first('/people', anOrganisation) },
    { name: 'team-new', at: first('/people', anOrganisation, '/teams/new') },
    {
      name: 'team-change',
      at: async (page) => {
        await first('/people', anOrganisation)(page)
        await page.getByRole('link', { name: /^Change Reablement/ }).click()
      },
    },
    { name: 'claims', at: '/claims' },
    { name: 'claims-of-any-state', at: '/claims?state=any' },
    { name: 'claims-none', at: '/claims?q=qqqqq' },
    { name: 'claim', at: first('/claims', aClaim) },
    { name: 'claim-verify', at: first('/claims', aClaim, '/verify') },
    { name: 'claim-add', at: first('/claims', aClaim, '/add') },
    { name: 'claim-take-back', at: first('/claims', aClaim, '/take-back') },
    { name: 'claim-ask', at: first('/claims', aClaim, '/ask') },
    { name: 'claim-refuse', at: first('/claims', aClaim, '/refuse') },
    { name: 'claim-withdraw', at: first('/claims?state=verified', aClaim, '/withdraw') },
    { name: 'sign-ins-waiting', at: '/people/sign-ins' },
    { name: 'sign-in-waiting', at: first('/people/sign-ins', aSignIn) },
    { name: 'person-sign-ins', at: first('/people?q=nadia', aPerson, '/sign-ins') },
    { name: 'my-training-of-a-lead', at: '/my-training' },
    { name: 'second-factor-set-up', at: '/account/second-factor' },
    { name: 'second-factor-phone', at: '/account/second-factor/phone' },
    { name: 'recovery-codes', at: '/account/recovery-codes' },
  ],
  'business manager': [
    { name: 'certificates', at: '/certificates' },
    { name: 'certificates-filtered', at: '/certificates?level=AW&name=a' },
    { name: 'certificates-none', at: '/certificates?name=qqqqq' },
    { name: 'certificates-wrong-date', at: '/certificates?from_day=40&from_month=1&from_year=2026', status: 422 },
    { name: 'issued', at: '/certificates/issued' },
    { name: 'issued-none', at: '/certificates/issued?q=qqqqq' },
    { name: 'orders', at: '/certificates/orders' },
    { name: 'board', at: '/board' },
    { name: 'directory-settings', at: '/directory/settings' },
    { name: 'directory-export', at: '/directory/export' },
    { name: 'directory-queue', at: '/directory/questions' },
    { name: 'spoc-cover-of-a-board', at: '/spocs' },
    { name: 'board-logo-remove', at: first('/board', /^\/board\/logo\/remove/) },
    { name: 'ratifications', at: '/board/ratifications' },
    { name: 'ratify', at: first('/board/ratifications?show=not', /^\/board\/ratifications\//) },
    { name: 'ratified', at: first('/board/ratifications?show=ratified', /^\/board\/ratifications\//) },
    {
      name: 'ratification-withdraw',
      at: async (page) => {
        await first('/board/ratifications?show=ratified', /^\/board\/ratifications\//)(page)
        await first(page.url(), /\/withdraw/)(page)
      },
    },
    { name: 'counted', at: '/board/counted' },
    { name: 'evaluation-wanted', at: '/board/evaluation' },
    { name: 'board-texts', at: first('/board', /^\/board\/texts\?/) },
    { name: 'board-text', at: '/board/texts/session-booked' },
    { name: 'course-new', at: '/menu/new' },
    { name: 'course-change', at: first('/menu', aCourse, '/change') },
    { name: 'course-history', at: first('/menu', aCourse, '/history') },
    { name: 'framework-draft-share', at: aReadyDraft('/share') },
    { name: 'framework-draft-shared', at: aSharedDraft('') },
    { name: 'framework-draft-endorse', at: aSharedDraft('/endorse') },
    { name: 'framework-draft-endorsed', at: endorsed },
    { name: 'people-of-a-board', at: '/people' },
    { name: 'person-of-a-board', at: first('/people?q=nadia', aPerson) },
    { name: 'certificate-not-found', at: `/certificates/${unknown}`, status: 404 },
  ],
  administrator: [
    { name: 'people-of-all', at: '/people' },
    { name: 'people-new-anywhere', at: '/people/new' },
    { name: 'person-of-all', at: first('/people?q=nadia', aPerson) },
    { name: 'person-edit-with-a-role', at: first('/people?q=temitope', aPerson, '/edit') },
    { name: 'post-new-where', at: first('/people?q=nadia', aPerson, '/posts/new') },
    { name: 'organisation', at: first('/organisations', anOrganisation) },
    { name: 'roles', at: first('/people?q=nadia', aPerson, '/roles') },
    { name: 'second-factor-take-away', at: first('/people?q=temitope', aPerson, '/second-factor') },
    { name: 'second-factor-nothing-to-take-away', at: first('/people?q=nadia', aPerson, '/second-factor'), status: 409 },
    { name: 'roles-held', at: first('/people?q=temitope', aPerson, '/roles') },
    {
      name: 'role-end',
      at: async (page) => {
        await first('/people?q=temitope', aPerson, '/roles')(page)
        await page.getByRole('link', { name: /^End/ }).first().click()
      },
    },
    { name: 'framework', at: '/framework' },
    { name: 'framework-version', at: first('/framework', aVersion) },
    { name: 'framework-version-changes', at: first('/framework', aVersion, '/changes') },
    { name: 'framework-draft-new', at: '/framework/drafts/new' },
    { name: 'framework-draft', at: aDraft() },
    { name: 'framework-draft-read', at: aDraft('/read') },
    { name: 'framework-draft-changes', at: aDraft('/changes') },
    { name: 'framework-draft-comments', at: aDraft('/comments') },
    { name: 'framework-draft-preview', at: aDraft('/preview') },
    { name: 'framework-draft-about', at: aDraft('/about') },
    { name: 'framework-draft-levels', at: aDraft('/levels') },
    { name: 'framework-draft-level-new', at: aDraft('/levels/new') },
    { name: 'framework-draft-level', at: aDraft('/levels/AW') },
    { name: 'framework-draft-level-about', at: aDraft('/levels/AW/about') },
    { name: 'framework-draft-level-before', at: aDraft('/levels/FR/before') },
    { name: 'framework-draft-level-times', at: aDraft('/levels/AW/times') },
    { name: 'framework-draft-level-refresher', at: aDraft('/levels/AW/refresher') },
    { name: 'framework-draft-level-reminders', at: aDraft('/levels/AW/reminders') },
    { name: 'framework-draft-level-accepts', at: aDraft('/levels/AW/accepts') },
    { name: 'framework-draft-level-mapping', at: aDraft('/levels/AW/mapping') },
    { name: 'framework-draft-level-remove', at: aDraft('/levels/AW/remove') },
    { name: 'framework-draft-cohorts', at: aDraft('/cohorts') },
    { name: 'framework-draft-cohort', at: aDraft('/cohorts/C1') },
    { name: 'framework-draft-cohort-new', at: aDraft('/cohorts/new') },
    { name: 'framework-draft-cohort-remove', at: aDraft('/cohorts/C1/remove') },
    { name: 'framework-draft-questions', at: aDraft('/questions') },
    { name: 'framework-draft-question', at: aDraft('/questions/Q4') },
    { name: 'framework-draft-question-new', at: aDraft('/questions/new') },
    { name: 'framework-draft-question-remove', at: aDraft('/questions/Q4/remove') },
    { name: 'framework-draft-requirements', at: aDraft('/requirements') },
    { name: 'framework-draft-transitions', at: aDraft('/transitions') },
    { name: 'framework-draft-share-too-early', at: aDraft('/share') },
    { name: 'framework-draft-publish', at: aSharedDraft('/publish') },
    { name: 'framework-draft-give-up', at: aDraft('/give-up') },
    { name: 'wave-new', at: '/framework/arrangements/waves/new' },
    { name: 'wave-end', at: anArrangement('waves') },
    { name: 'update-new', at: '/framework/arrangements/updates/new' },
    { name: 'update-end', at: anArrangement('updates') },
    { name: 'organisations', at: '/organisations' },
    { name: 'organisations-new', at: '/organisations/new' },
    { name: 'leavers', at: first('/organisations', anOrganisation, '/retention') },
    { name: 'organisation-sign-in', at: first('/organisations', /^\/organisations\/[0-9a-f-]{36}\/sign-in$/) },
    { name: 'districts-new', at: '/organisations/districts/new' },
    { name: 'demo', at: '/organisations/demo' },
    { name: 'boards', at: '/board' },
    { name: 'board-of-an-administrator', at: first('/board', /^\/board\?board=/) },
    { name: 'bank-holidays', at: '/reminders/holidays' },
    { name: 'account-of-an-administrator', at: '/account' },
  ],
}
