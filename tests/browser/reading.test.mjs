// What a reader does: searches, moves by keyboard, copies a command, reads without JavaScript or without a server.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { bookFolder, serve, textPages } from './book.mjs';
import { launch, open, reader, settle, views } from './chromium.mjs';
import { maths } from './checks/maths.mjs';

/** The pages of the chapters: 01-name.html, or 01-name/part.html where a chapter has several. */
const pages = textPages().filter((page) => /^\d\d-/.test(page));
const chapters = [...new Set(pages.map((page) => page.match(/^\d\d-[^./]*/)[0]))];

let server;
let browser;
before(async () => {
  server = await serve();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

async function reading(address, options, act) {
  const opened = await open(browser, address, options);
  try {
    await act(opened.page);
    assert.deepEqual(opened.problems, []);
  } finally {
    await opened.close();
  }
}

const search = async (page, word) => {
  await page.keyboard.press('/');
  await page.locator('input[type=search]').pressSequentially(word);
  const first = page.locator('#mdbook-searchresults a').first();
  await first.waitFor();
  return first;
};

test('there are chapters to test', () => assert.ok(chapters.length >= 3, `only ${chapters}`));

test('every chapter has three figures or more', () => {
  const figures = (page) => readFileSync(join(bookFolder, page), 'utf8').match(/<svg role="img"/g)?.length ?? 0;
  for (const chapter of chapters) {
    const found = pages.filter((page) => page.startsWith(chapter)).reduce((sum, page) => sum + figures(page), 0);
    assert.ok(found >= 3, `chapter ${chapter} has ${found}`);
  }
});

test('search finds "softmax", and the first result leads to a page that has it', async () => {
  await reading(`${server.origin}/index.html`, views.light, async (page) => {
    const first = await search(page, 'softmax');
    await first.click();
    await settle(page);
    assert.match(page.url(), /\.html/);
    assert.match((await page.locator('main').innerText()).toLowerCase(), /softmax/);
  });
});

test('search says so when it finds nothing', async () => {
  await reading(`${server.origin}/index.html`, views.light, async (page) => {
    await page.keyboard.press('/');
    await page.locator('input[type=search]').pressSequentially('xyzzyplugh');
    await page.getByText(/no search results/i).first().waitFor();
  });
});

for (const view of ['light', 'dark']) {
  test(`whatever takes the focus shows it, ${view}`, async () => {
    await reading(`${server.origin}/${pages[0]}`, views[view], async (page) => {
      const unseen = [];
      for (let step = 0; step < 40; step += 1) {
        await page.keyboard.press('Tab');
        const problem = await page.evaluate(() => {
          const element = document.activeElement;
          if (!element || element === document.body) return null;
          const style = getComputedStyle(element);
          const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
          return outlined || style.boxShadow !== 'none' ? null : element.outerHTML.slice(0, 100);
        });
        if (problem) unseen.push(problem);
      }
      assert.deepEqual(unseen, []);
    });
  });
}

test('the arrow keys turn the pages', async () => {
  await reading(`${server.origin}/${pages[0]}`, views.light, async (page) => {
    const next = await page.locator('a[rel~=next]').first().evaluate((link) => link.href);
    // A page that is left while its icon is still on the way has not failed to load it.
    await page.waitForLoadState('networkidle');
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(next, { waitUntil: 'networkidle' });
    await page.keyboard.press('ArrowLeft');
    await page.waitForURL(`**/${pages[0]}`, { waitUntil: 'networkidle' });
  });
});

test('a copied command leaves the prompt out', async () => {
  const options = { ...views.light, permissions: ['clipboard-read', 'clipboard-write'] };
  await reading(`${server.origin}/index.html`, options, async (page) => {
    const block = page.locator('pre', { hasText: 'cargo book' }).first();
    await block.hover();
    await block.locator('button.clip-button, button[aria-label*="opy"]').first().click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /cargo book/);
    assert.doesNotMatch(copied, /^\s*\$/m);
  });
});

describe('without JavaScript', () => {
  let plain; // one reader for all pages, who goes from each to the notation and on to the next
  before(async () => {
    plain = await reader(browser, server.origin, { ...views.light, javaScriptEnabled: false });
  });
  after(() => plain?.close());

  for (const name of pages) {
    test(`${name}: text, maths, figures and a sidebar that leads on`, async () => {
      const { page, problems, visit } = plain;
      await visit(`${server.origin}/${name}`);
      assert.ok((await page.locator('main').innerText()).length > 1000, 'the text is there');
      assert.deepEqual(await maths(page), []);
      for (const figure of await page.locator('main figure svg[role=img]').all()) {
        assert.ok(await figure.isVisible(), 'every figure is visible');
      }
      const contents = page.frames().find((frame) => frame.url().endsWith('toc.html')) ?? page.mainFrame();
      await contents.locator('a[href$="notation.html"]').first().click();
      await page.waitForURL('**/notation.html');
      assert.deepEqual(problems, []);
    });
  }
});

test('opened from the disk it reads the same: links, maths, search', async () => {
  const address = pathToFileURL(join(bookFolder, 'index.html')).href;
  await reading(address, views.light, async (page) => {
    const loss = pages.find((page) => page.includes('loss'));
    await page.locator(`nav a[href$="${loss}"]`).first().click();
    await page.waitForURL(`**/${loss}`);
    await settle(page);
    assert.deepEqual(await maths(page), []);
    await search(page, 'softmax');
  });
});

test('a theme that the reader chose is still there on the next page', async () => {
  await reading(`${server.origin}/${pages[0]}`, views.light, async (page) => {
    const colour = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await colour();
    await page.locator('#mdbook-theme-toggle').click();
    await page.locator('[id^="mdbook-theme-"][role="menuitem"], [id^="mdbook-theme-"].theme').filter({ hasText: /dark|navy|night|coal/i }).first().click();
    const dark = await colour();
    assert.notEqual(dark, light);
    await page.goto(`${server.origin}/${pages[1]}`);
    assert.equal(await colour(), dark);
  });
});
