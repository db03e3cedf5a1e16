// Every link and every anchor, and the validity of every file.

import { join } from 'node:path';
import { describe, test } from 'node:test';
import { allPages, bookFolder, none } from './book.mjs';
import { links } from './checks/links.mjs';
import { markup } from './checks/markup.mjs';

describe('links', () => {
  const seen = new Map();
  for (const page of allPages()) {
    test(`${page}: links and anchors`, () => {
      none(links(bookFolder, page, seen), page);
    });
  }
});

test('every page is valid HTML', async () => {
  const found = await markup(allPages().map((page) => join(bookFolder, page)));
  none(found.map(({ file, problem }) => `${file.slice(bookFolder.length + 1)}: ${problem}`), 'not valid');
});
