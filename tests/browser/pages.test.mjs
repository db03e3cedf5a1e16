// Every page in the light; in the dark and on a phone too, but for most of the sources' (see `standsForItself`).

import { availableParallelism } from 'node:os';
import { after, before, describe, test } from 'node:test';
import { none, pagesIn, serve, standsForItself } from './book.mjs';
import { launch, reader, views } from './chromium.mjs';
import { accessibility, rules } from './checks/accessibility.mjs';
import { overflow } from './checks/layout.mjs';
import { maths } from './checks/maths.mjs';
import { pictures } from './checks/pictures.mjs';

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

/** What is folded is looked at too, and needs its fonts. */
function unfold(page) {
  return page.evaluate(async () => {
    for (const fold of document.querySelectorAll('main details')) fold.open = true;
    document.body.getBoundingClientRect(); // lays out what was opened, which asks for its fonts
    await document.fonts.ready;
  });
}

/** Which rules axe has to look at where: all of them see every element, but none twice what it has seen on another page or in another view. */
function partsForAxe(name, view) {
  if (!standsForItself(name)) return [];
  // The print page repeats all others: only its markup, where their ids meet, is new.
  if (name === 'print.html') return view === 'light' ? [rules.byMarkup] : [];
  return view === 'dark' ? [rules.bySight] : [rules.all]; // on a phone other parts are shown, in the dark the same ones
}

for (const [view, options] of Object.entries(views)) {
  describe(view, { concurrency: availableParallelism() }, () => {
    const idle = []; // readers that have done with their page
    for (const name of pagesIn(view)) {
      test(`${name}, ${view}`, async () => {
        const { page, problems, visit, close } = idle.pop() ?? (await reader(browser, server.origin, options));
        try {
          await visit(`${server.origin}/${name}`);
          await unfold(page);
          const found = [...problems, ...(await overflow(page)), ...(await pictures(page)), ...(await maths(page))];
          for (const part of partsForAxe(name, view)) found.push(...(await accessibility(page, part)));
          none(found, `${name} in view ${view}`);
          idle.push({ page, problems, visit, close });
        } catch (fault) {
          await close(); // the next page is not to suffer from this one
          throw fault;
        }
      });
    }
  });
}
