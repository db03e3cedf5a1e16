// The rendered book on disk: its pages, and a server on loopback for them.

import assert from 'node:assert/strict';
import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../', import.meta.url));

/** Where `cargo book --build` puts the book; BOOK_DIR names another place. */
export const bookFolder = process.env.BOOK_DIR ?? join(repository, 'target', 'book');

/** Pages that are not the book's own: rustdoc's, which has a face and a set of checks of its own. */
const apiDocs = 'api';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ttf': 'font/ttf',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

function htmlFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => relative(bookFolder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** Every HTML file of the book, the API docs left out. */
export function allPages() {
  if (!existsSync(join(bookFolder, 'index.html'))) {
    throw new Error(`no book in ${bookFolder}: run \`cargo book --build\` first`);
  }
  return htmlFiles(bookFolder).filter((page) => !page.startsWith(`${apiDocs}/`));
}

/** What a reader opens: not the sidebar's frame, which is no page of its own. */
export function readersPages() {
  return allPages().filter((page) => page !== 'toc.html');
}

/** What is looked at in a view: every page in the light, in the other views of the sources those that stand for their kind. */
export function pagesIn(view) {
  const pages = readersPages();
  return view === 'light' ? pages : pages.filter(standsForItself);
}

/**
 * The pages of the sources are one template with other text in it. Where a look takes long, of each kind of source the page with most text
 * stands for all of its kind.
 */
export function standsForItself(page) {
  return !isSource(page) || largestSources().has(page);
}

let largest;
function largestSources() {
  const size = (page) => statSync(join(bookFolder, page)).size;
  const kind = (page) => extname(page.slice(0, -'.html'.length));
  const bySize = () => readersPages().filter(isSource).sort((a, b) => size(a) - size(b));
  largest ??= new Set(new Map(bySize().map((page) => [kind(page), page])).values()); // the last of a kind stays
  return largest;
}

function isSource(page) {
  return page.startsWith('source/');
}

/** The pages with the book's text, one a chapter or appendix: not the print page, which repeats them, nor 404. */
export function textPages() {
  return readersPages().filter((page) => !['print.html', '404.html'].includes(page));
}

/** Fails with the first of the problems that were found, if there are any. */
export function none(problems, where) {
  const shown = problems.slice(0, 12).join('\n  ');
  const more = problems.length > 12 ? `\n  and ${problems.length - 12} more` : '';
  assert.ok(problems.length === 0, `${where}:\n  ${shown}${more}`);
}

/** Serves a folder on a free port of 127.0.0.1; `close` ends it. */
export async function serve(folder = bookFolder) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    let file = join(folder, path);
    if (!file.startsWith(folder)) return response.writeHead(403).end();
    if (existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
    if (!existsSync(file)) return response.writeHead(404).end(`no ${path}`);
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); }),
  };
}
