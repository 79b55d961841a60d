import { defineConfig, devices } from '@playwright/test'

// Every journey is walked twice: as a browser without JavaScript, and with it. What matters most on a telephone is walked a
// third time on the smallest one that people have. `pages` looks at everything else, with JavaScript and without: see
// pages/table.ts; `coverage` then asks whether a page was forgotten.
const desktop = { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 900 } }
const telephone = {
  ...devices['Desktop Chrome'],
  viewport: { width: 320, height: 640 },
  isMobile: true,
  hasTouch: true,
}

export default defineConfig({
  globalSetup: ['./support/routes.ts', './support/demo.ts'],
  outputDir: 'artefacts/failures',
  reporter: [['list'], ['json', { outputFile: 'artefacts/results.json' }]],
  forbidOnly: !!process.env.CI,
  retries: 0,
  workers: 2,
  fullyParallel: true,
  // Long, for a busy machine: what is slow is found by `cargo xtask bench`, not here.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    actionTimeout: 30_000,
    navigationTimeout: 60_000,
    screenshot: 'only-on-failure',
    // Recording what leads to a failure takes as long as all the rest: with `--trace=on` where it is wanted.
    trace: 'off',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        // A sandbox needs rights that root in a container does not have; the pages are our own.
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    {
      name: 'no-js',
      testDir: 'journeys',
      grepInvert: /@js/,
      use: { ...desktop, javaScriptEnabled: false },
    },
    { name: 'js', testDir: 'journeys', use: desktop },
    { name: 'telephone', testDir: 'journeys', grep: /@telephone/, use: telephone },
    { name: 'pages', testDir: 'pages', timeout: 1_200_000, use: desktop },
    {
      name: 'pages-no-js',
      testDir: 'pages',
      grepInvert: /@js/,
      timeout: 1_200_000,
      use: { ...desktop, javaScriptEnabled: false },
    },
    { name: 'coverage', testDir: 'coverage', dependencies: ['pages', 'pages-no-js'] },
  ],
})
