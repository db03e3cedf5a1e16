// The checks themselves: each finds the fault that it is for, and none finds one on a sound page.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { serve } from './book.mjs';
import { launch, open, views } from './chromium.mjs';
import { accessibility, rules } from './checks/accessibility.mjs';
import { overflow } from './checks/layout.mjs';
import { links } from './checks/links.mjs';
import { markup } from './checks/markup.mjs';
import { maths } from './checks/maths.mjs';
import { pictures } from './checks/pictures.mjs';

let folder;
let server;
let browser;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'checks-'));
  server = await serve(folder);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

const sound = (body) => `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><main><h1 id="top">A page</h1>${body}</main></body></html>`;

const checks = {
  loading: (page, problems) => [...problems],
  layout: overflow,
  pictures,
  maths,
  accessibility,
  'accessibility by sight': (page) => accessibility(page, rules.bySight),
  'accessibility by markup': (page) => accessibility(page, rules.byMarkup),
  links: () => links(folder, 'page.html'),
  markup: async () => (await markup([join(folder, 'page.html')])).map(({ problem }) => problem),
};

/** What a check says of a page with this body. */
async function inspect(check, body) {
  await writeFile(join(folder, 'page.html'), sound(body));
  const { page, problems, close } = await open(browser, `${server.origin}/page.html`, views.phone);
  try {
    return await checks[check](page, problems);
  } finally {
    await close();
  }
}

const formula = '<span class="katex"><span class="katex-mathml"><math><mi>x</mi></math></span><span class="katex-html" aria-hidden="true">x</span></span>';

const figure = '<figure><svg role="img" aria-label="A square with a square in it" width="9" height="9"><svg width="5" height="5"></svg></svg></figure>';
const wide = '<div style="overflow-x: auto" tabindex="0"><div style="width: 2000px">wide, and scrolls inside itself</div></div>';
for (const check of Object.keys(checks)) {
  test(`${check} passes a sound page`, async () => {
    assert.deepEqual(await inspect(check, `<p>Text, a <a href="#top">link</a>, <code>$x^2$</code>.</p>${figure}${wide}`), []);
  });
}

const pale = '<p style="color: #ccc; background: #fff">pale</p>';
const nameless = '<button></button>';
const coloured = '<p>Text, and <a href="#top" style="color: #00f; text-decoration: none">a link</a> in it.</p>';

const faults = [
  ['loading', 'a request to another host', '<img alt="" src="http://localhost:1/x.png">', /request off the host: http:\/\/localhost:1/],
  ['loading', 'an error in the console', '<script>console.error("this is wrong")</script>', /console error: this is wrong/],
  ['loading', 'an uncaught exception', '<script>undefinedFunction()</script>', /uncaught: undefinedFunction/],
  ['loading', 'a file that is missing', '<img alt="" src="missing.png">', /404 for .*missing\.png/],
  ['layout', 'a box wider than the window', '<div id="wide" style="width: 2000px">wide</div>', /wider than the window by \d+ px: <div id="wide"/],
  ['pictures', 'an image without alternative text', '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">', /image without alt/],
  ['pictures', 'a figure without a name', '<figure id="fig"><svg role="img" width="9" height="9"></svg></figure>', /figure fig: its SVG has no alternative text/],
  ['pictures', 'a figure that is no picture to a screen reader', '<figure id="fig"><svg aria-label="x" width="9" height="9"></svg></figure>', /figure fig: its SVG has no role="img"/],
  ['maths', 'TeX left as text', '<p>the sum $x+y$ is</p>', /left as source: the sum \$x\+y\$/],
  ['maths', 'a mark left as text', '<p>it is {{#pin a/b.c}}</p>', /left as source/],
  ['maths', 'a formula that KaTeX refused', '<span class="katex-error">\\frc</span>', /KaTeX refused/],
  ['maths', 'formulas without their fonts', `<p>${formula}</p>`, /no KaTeX font was loaded/],
  ['accessibility', 'text too pale to read', pale, /axe color-contrast/],
  ['accessibility', 'a link told by its colour alone', coloured, /axe link-in-text-block/],
  ['accessibility', 'a button without a name', nameless, /axe button-name/],
  ['accessibility by sight', 'text too pale to read', pale, /axe color-contrast/],
  ['accessibility by sight', 'a link told by its colour alone', coloured, /axe link-in-text-block/],
  ['accessibility by markup', 'a button without a name', nameless, /axe button-name/],
  ['links', 'a link to no file', '<a href="nowhere.html">x</a>', /dead link: nowhere\.html/],
  ['links', 'a link to no anchor', '<a href="#nowhere">x</a>', /no such anchor: #nowhere/],
  ['links', 'an id that stands there twice', '<p id="a">x</p><p id="a">y</p>', /id a stands there twice/],
  ['markup', 'invalid HTML', '<p><div>x</div></p>', /No “p” element in scope/],
];

test('each part of accessibility leaves the other part its faults', async () => {
  assert.deepEqual(await inspect('accessibility by sight', nameless), []);
  assert.deepEqual(await inspect('accessibility by markup', pale + coloured), []);
});

test('maths asks no fonts for a formula that is folded away', async () => {
  assert.deepEqual(await inspect('maths', `<details><summary>Solution</summary><p>${formula}</p></details>`), []);
});

for (const [check, what, body, message] of faults) {
  test(`${check} finds ${what}`, async () => {
    const found = await inspect(check, body);
    assert.ok(found.some((problem) => message.test(problem)), `found only: ${found.join('; ') || 'nothing'}`);
  });
}
