// After all pages have been looked at: whether one was forgotten.

import { expect, test } from '@playwright/test'
import { remembered, routes } from '../support/routes'

/** What can be got and is no page to look at, with the reason. */
const noPages: Record<string, string> = {
  '/': 'leads to the home of whoever comes',
  '/account/data/completions': 'a table to take away',
  '/account/data/file': 'a file to take away',
  '/account/stay': 'for a script, and nothing to see',
  '/board/logo': 'leads back to the settings',
  '/board/logo/picture': 'a picture, seen in the settings',
  '/calendar/{feed}': 'a calendar, for programs',
  '/certificates/issue': 'leads back to the list; the page answers a form',
  '/certificates/preview/{completion}': 'a PDF',
  '/certificates/{certificate}/pdf': 'a PDF',
  '/certificates/{certificate}/revise/preview': 'a PDF',
  '/claims/{claim}/evidence/{step}': 'a file to take away',
  '/framework/drafts/{draft}/take-back': 'leads back to the endorsements',
  '/health': 'a word for load balancers',
  '/learn/{module}/{version}/pictures/{picture}': 'a drawing, seen on its screen',
  '/my-training/certificates/{certificate}': 'a PDF',
  '/overview/figures': 'a table to take away',
  '/overview/people/except/save': 'leads back to the list; the page answers a form',
  '/overview/people/list': 'a table to take away',
  '/overview/people/remind': 'leads back to the list; the page answers a form',
  '/people/imports/{import}/file': 'a table to take away',
  '/sessions/charges/list': 'a table to take away',
  '/sessions/charges/{charge}/waive': 'needs a charge; looked at over HTTP',
  '/people/sign-ins/{identity}/refuse': 'leads back to the sign-in',
  '/people/sign-ins/{identity}/take-back': 'leads back to the sign-in',
  '/people/{person}/certificates/{certificate}': 'a PDF',
  '/people/{person}/cohorts/{post}/answers': 'leads back to the cohorts',
  '/people/{person}/cohorts/{post}/decisions': 'leads back to the cohorts',
  '/people/{person}/cohorts/{post}/decisions/{decision}/end': 'leads back to the cohorts',
  '/people/{person}/deputies/{deputy}/end': 'leads back to the deputies',
  '/people/{person}/exceptions/{exception}/end': 'leads back to the person',
  '/people/{person}/invite': 'leads back to the person',
  '/people/{person}/reset-attempts': 'leads back to the person',
  '/reminders/log/list': 'a table to take away',
  '/sessions/file/template': 'a table to take away',
  '/sessions/summary/list': 'a table to take away',
  '/sign-in/employer/back': 'leads on from the provider; what it refuses is in pages/table.ts',
  '/sign-in/employer/{organisation}': 'leads to the provider; what it refuses is in pages/states.spec.ts',
}

for (const how of ['js', 'no-js']) {
  test(`every page was looked at, ${how}`, () => {
    const looked = remembered(how)
    const missing = routes().filter((route) => !looked.has(route) && !noPages[route])
    expect(missing, 'add a row to pages/table.ts, or a state to pages/states.spec.ts').toEqual([])
  })
}

test('what is said to be no page is a route, and was not looked at', () => {
  const known = new Set(routes())
  const looked = remembered('js')
  expect(Object.keys(noPages).filter((route) => !known.has(route) || looked.has(route))).toEqual([])
})
