// `test` with the program running: each test has its own, with the demo partnership as it is on the first day. So no test has
// to tidy up after itself or mind another.

import { test as base, expect } from '@playwright/test'
import { putDemo } from './demo'
import { dataFolder, start, type Server } from './server'

type Fixtures = {
  /** What the console may complain of: a refused form answers 422 and a missing page 404, which Chromium calls errors. */
  allowed: RegExp
  /** The folder of the program's data, with the demonstration in it. */
  data: string
  /** The program. */
  server: Server
  /** Fails the test when a page complains in the console or throws. */
  quiet: void
}

export const test = base.extend<Fixtures>({
  allowed: [/the server responded with a status of 4(03|04|09|22|29)/, { option: true }],
  data: async ({}, use) => {
    const folder = await dataFolder()
    await putDemo(folder.path)
    await use(folder.path)
    await folder.remove()
  },
  server: async ({ data }, use) => {
    const server = await start(data, { demo: true })
    await use(server)
    await server.stop()
  },
  baseURL: async ({ server }, use) => use(server.url),
  quiet: [
    async ({ context, allowed }, use) => {
      const complaints: string[] = []
      context.on('weberror', (error) => complaints.push(String(error.error())))
      context.on('console', (message) => {
        if (message.type() === 'error' && !allowed.test(message.text())) complaints.push(message.text())
      })
      await use()
      expect(complaints, 'complaints in the console').toEqual([])
    },
    { auto: true },
  ],
})

export { expect }
