// What the page needs beyond mdBook's own script. Reading works without it.
'use strict';

// The button of the table of contents moves the checkbox that the stylesheet and book.js listen to.
document.getElementById('mdbook-sidebar-toggle')?.addEventListener('click', () => {
  document.getElementById('mdbook-sidebar-toggle-anchor').click();
});

// The folds of the table of contents by keyboard.
for (const fold of document.querySelectorAll('#mdbook-sidebar .chapter-fold-toggle')) {
  const item = fold.closest('li');
  const tell = () => fold.setAttribute('aria-expanded', item.classList.contains('expanded'));
  fold.setAttribute('role', 'button');
  fold.setAttribute('aria-label', `Pages of ${fold.previousElementSibling?.textContent.trim()}`);
  fold.tabIndex = 0;
  fold.addEventListener('click', tell);
  fold.addEventListener('keydown', event => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    fold.click();
  });
  tell();
}

// What scrolls sideways inside itself can be reached and scrolled by keyboard; what fits is no stop on the way.
const kinds = [
  ['pre > code, pre > samp', 'Code, scrolls sideways'],
  ['.table-wrapper', 'Table, scrolls sideways'],
  ['.katex-display', 'Formula, scrolls sideways'],
];
const label = new Map();
const reach = element => {
  const wanted = { tabindex: '0', role: 'group', 'aria-label': label.get(element) };
  const scrolls = element.scrollWidth > element.clientWidth;
  for (const [name, value] of Object.entries(wanted)) {
    if (scrolls) element.setAttribute(name, value);
    else element.removeAttribute(name);
  }
};
const watcher = new ResizeObserver(entries => entries.forEach(entry => reach(entry.target)));
for (const [selector, name] of kinds) {
  for (const element of document.querySelectorAll(`main :is(${selector})`)) {
    label.set(element, name);
    watcher.observe(element);
  }
}
// A face that arrives late widens what it sets, but not the box around.
document.fonts.ready.then(() => label.forEach((_, element) => reach(element)));

// The copy button of a console block takes the commands alone. playground_text is what book.js asks for a block's text.
const everything = window.playground_text;
window.playground_text = (block, hidden) => {
  const commands = [...block.querySelectorAll('.command')];
  return commands.length ? commands.map(command => command.textContent).join('\n') : everything(block, hidden);
};
