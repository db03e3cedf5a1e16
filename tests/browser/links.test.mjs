// Every link and every anchor, and the validity of every file.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { allPages, bookFolder } from './book.mjs';
import { links } from './checks/links.mjs';
import { markup } from './checks/markup.mjs';

describe('links', () => {
  const seen = new Map();
  for (const page of allPages()) {
    test(`${page}: links and anchors`, () => {
      const found = links(bookFolder, page, seen);
      assert.deepEqual(found, [], `${page}:\n  ${found.join('\n  ')}`);
    });
  }
});

test('every page is valid HTML', async () => {
  const found = await markup(allPages().map((page) => join(bookFolder, page)));
  const lines = found.map(({ file, problem }) => `${file.slice(bookFolder.length + 1)}: ${problem}`);
  assert.deepEqual(lines, [], `\n  ${lines.join('\n  ')}`);
});
