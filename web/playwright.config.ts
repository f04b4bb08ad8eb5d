import { defineConfig } from '@playwright/test'

// Flags under which Chromium runs anywhere, and never calls home.
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  // Each test has a bundle of its own, so they share nothing but processors.
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  expect: { timeout: 20_000 },
  // On a busy machine a browser can be late for anything. What succeeds at the second try only is told as flaky.
  retries: 1,
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    headless: true,
    viewport: { width: 390, height: 844 },
    locale: 'zh-CN',
    timezoneId: 'America/New_York',
    // Costs a third of the time: `TRACE=1 npm test -- -g …` shows what a failure looked like.
    trace: process.env.TRACE ? 'on' : 'off',
    launchOptions: {
      args: quiet,
      ...(process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM } : {}),
    },
  },
})
