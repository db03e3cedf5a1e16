// The browser: the Chromium of this machine, and the ways in which a reader looks at a page.

import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const flags = [
  '--no-sandbox', // CI runs as root
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const places = [
  process.env.CHROME,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Starts a headless Chromium with a fresh profile. */
export async function launch() {
  const executablePath = places.find((place) => place && existsSync(place));
  if (!executablePath) throw new Error('no Chromium found: install one, or name it in the variable CHROME');
  return chromium.launch({ executablePath, headless: true, args: flags });
}

/** The three ways in which every page is looked at. */
export const views = {
  light: { viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  phone: { viewport: { width: 360, height: 740 }, colorScheme: 'light', isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
};

/** Ends what hangs, in milliseconds; no check of speed: the print page has 144,000 elements, and a slow machine looks at four pages at a time. */
const patience = 300_000;

/**
 * A page in a context of its own. `visit` goes to an address and waits until fonts have come and scripts have run; `problems` then
 * lists what went wrong on the way: messages in the console, requests to elsewhere, failed loads.
 * Who visits many addresses keeps the reader: what all pages share is fetched and compiled once.
 */
export async function reader(browser, origin, options = views.light) {
  const context = await browser.newContext(options);
  // The print page opens the print dialogue on load; a headless browser would wait for it.
  await context.addInitScript(() => { window.print = () => {}; });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  const problems = watch(page, origin);
  const visit = async (address) => {
    problems.length = 0;
    await page.goto(address, { waitUntil: 'load' });
    await settle(page);
  };
  return { page, problems, visit, close: () => context.close() };
}

/** Opens one address in a fresh context. */
export async function open(browser, address, options = views.light) {
  const { visit, ...opened } = await reader(browser, address, options);
  await visit(address);
  return opened;
}

/** Waits for the fonts and for what runs just after the load. */
export async function settle(page) {
  await page.evaluate(() => document.fonts.ready.then(() => true));
  await page.waitForTimeout(100);
}

function watch(page, address) {
  const problems = [];
  const home = new URL(address);
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
  page.on('requestfailed', (request) => {
    const { errorText } = request.failure();
    if (errorText !== 'net::ERR_ABORTED') problems.push(`failed to load: ${request.url()}, ${errorText}`); // aborted: by leaving its page
  });
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`${response.status()} for ${response.url()}`);
  });
  page.on('request', (request) => {
    const target = new URL(request.url());
    if (['data:', 'blob:'].includes(target.protocol)) return;
    if (target.protocol !== home.protocol || target.host !== home.host) problems.push(`request off the host: ${request.url()}`);
  });
  return problems;
}
