// Every page in the light; in the dark and on a phone too, but for most of the sources' (see `standsForItself` and `isLookedAtByAxe`).

import { availableParallelism } from 'node:os';
import { after, before, describe, test } from 'node:test';
import { isLookedAtByAxe, none, pagesIn, serve } from './book.mjs';
import { launch, reader, views } from './chromium.mjs';
import { accessibility } from './checks/accessibility.mjs';
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
          if (isLookedAtByAxe(name, view)) found.push(...(await accessibility(page)));
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
