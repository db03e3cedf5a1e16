// Does every link lead somewhere?

import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { parse } from 'node-html-parser';

/** What one HTML file offers and asks for: its ids, and the targets of its links and loads. */
function inspect(file) {
  // Without this the parser takes what stands in `pre` for text, and a listing has anchors.
  const root = parse(readFileSync(file, 'utf8'), { blockTextElements: { script: true, style: true } });
  const ids = new Set([...root.querySelectorAll('[id]')].map((element) => element.getAttribute('id')));
  const targets = [];
  for (const [selector, attribute] of [['a[href]', 'href'], ['link[href]', 'href'], ['img[src]', 'src'], ['script[src]', 'src'], ['iframe[src]', 'src']]) {
    for (const element of root.querySelectorAll(selector)) targets.push(element.getAttribute(attribute));
  }
  const twice = [...root.querySelectorAll('[id]')].map((element) => element.getAttribute('id')).filter((id, place, all) => all.indexOf(id) !== place);
  return { ids, targets, twice };
}

/** Whether an address leaves the book. */
const leaves = (target) => /^[a-z][a-z0-9+.-]*:|^\/\//i.test(target);

/** Links and loads of a page that miss their file or their anchor; ids that stand on it twice. */
export function links(folder, page, seen = new Map()) {
  const look = (file) => {
    if (!seen.has(file)) seen.set(file, inspect(file));
    return seen.get(file);
  };
  const here = join(folder, page);
  const problems = look(here).twice.map((id) => `id ${id} stands there twice`);
  for (const target of look(here).targets) {
    if (leaves(target)) continue;
    const [address, anchor] = target.split('#');
    const path = decodeURIComponent(address.split('?')[0]);
    let file = path === '' ? here : path.startsWith('/') ? join(folder, path) : normalize(join(dirname(here), path));
    if (existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
    if (!existsSync(file)) problems.push(`dead link: ${target}`);
    else if (anchor && file.endsWith('.html') && !look(file).ids.has(decodeURIComponent(anchor))) {
      problems.push(`no such anchor: ${target}`);
    }
  }
  return [...new Set(problems)];
}
