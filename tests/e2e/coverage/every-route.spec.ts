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
  '/certificates/issue': 'leads back to the list; the page answers a form',
  '/certificates/preview/{completion}': 'a PDF',
  '/certificates/{certificate}/pdf': 'a PDF',
  '/certificates/{certificate}/revise/preview': 'a PDF',
  '/claims/{claim}/evidence/{step}': 'a file to take away',
  '/health': 'a word for load balancers',
  '/learn/{module}/{version}/pictures/{picture}': 'a drawing, seen on its screen',
  '/my-training/certificates/{certificate}': 'a PDF',
  '/overview/figures': 'a table to take away',
  '/overview/people/except/save': 'leads back to the list; the page answers a form',
  '/overview/people/list': 'a table to take away',
  '/overview/people/remind': 'leads back to the list; the page answers a form',
  '/people/imports/{import}/file': 'a table to take away',
  '/people/{person}/certificates/{certificate}': 'a PDF',
  '/people/{person}/cohorts/{post}/answers': 'leads back to the cohorts',
  '/people/{person}/cohorts/{post}/decisions': 'leads back to the cohorts',
  '/people/{person}/cohorts/{post}/decisions/{decision}/end': 'leads back to the cohorts',
  '/people/{person}/deputies/{deputy}/end': 'leads back to the deputies',
  '/people/{person}/exceptions/{exception}/end': 'leads back to the person',
  '/people/{person}/invite': 'leads back to the person',
  '/people/{person}/reset-attempts': 'leads back to the person',
  '/reminders/log/list': 'a table to take away',
}

/** Pages that nothing leads to in the browser tests yet; the HTTP tests ask for each of them. */
const notYet: Record<string, string> = {
  '/board/ratifications/{training}/withdraw': 'after a board has ratified',
  '/claims/{claim}/add': 'on a claim of one’s own',
  '/claims/{claim}/take-back': 'on a claim of one’s own',
  '/framework/drafts/{draft}/endorse': 'after a draft has been shared',
  '/framework/drafts/{draft}/publish': 'after every board has endorsed',
  '/framework/drafts/{draft}/share': 'after a draft says what it changes',
  '/framework/drafts/{draft}/take-back': 'after a board has endorsed',
  '/organisations/{organisation}/sign-in/check': 'with an employer’s provider',
  '/people/sign-ins/{identity}': 'with an employer’s provider',
  '/people/sign-ins/{identity}/refuse': 'with an employer’s provider',
  '/people/sign-ins/{identity}/take-back': 'with an employer’s provider',
  '/people/{person}/merge/{other}': 'with two people of whom none holds a role',
  '/people/{person}/sign-ins/{link}/end': 'with an employer’s provider',
  '/sign-in/employer/back': 'with an employer’s provider',
  '/sign-in/employer/{organisation}': 'with an employer’s provider',
}

for (const how of ['js', 'no-js']) {
  test(`every page was looked at, ${how}`, () => {
    const looked = remembered(how)
    const missing = routes().filter((route) => !looked.has(route) && !noPages[route] && !notYet[route])
    expect(missing, 'add a row to pages/table.ts, or a state to pages/states.spec.ts').toEqual([])
  })
}

test('what is said to be no page is a route, and was not looked at', () => {
  const known = new Set(routes())
  const looked = remembered('js')
  expect(Object.keys(noPages).filter((route) => !known.has(route) || looked.has(route))).toEqual([])
  expect(Object.keys(notYet).filter((route) => !known.has(route))).toEqual([])
})
