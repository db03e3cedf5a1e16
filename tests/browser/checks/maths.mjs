// Did the mathematics become mathematics?

/** TeX or marks left as text, formulas that KaTeX refused, formulas without size, fonts that did not come. */
export async function maths(page) {
  return page.evaluate(() => {
    const problems = [];
    const left = /\$[^$\s][^$]*\$|\$\$|\\\(|\\\[|\\frac|\\mathbb|\{\{#/;
    const texts = document.createTreeWalker(document.querySelector('main') ?? document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      if (text.parentElement.closest('pre, code, script, style, annotation, textarea')) continue;
      if (left.test(text.data)) problems.push(`left as source: ${text.data.trim().slice(0, 80)}`);
    }
    for (const formula of document.querySelectorAll('.katex-error, merror')) {
      problems.push(`KaTeX refused: ${formula.textContent.slice(0, 80)}`);
    }
    const formulas = [...document.querySelectorAll('.katex')];
    let seen = 0; // without JavaScript what is folded stays folded, and a font comes only for letters that are seen
    for (const formula of formulas) {
      const box = (formula.querySelector('.katex-html') ?? formula).getBoundingClientRect();
      const shown = formula.checkVisibility?.() ?? true;
      if (shown) seen += 1;
      if (shown && (box.width === 0 || box.height === 0)) problems.push(`formula without size: ${formula.textContent.slice(0, 40)}`);
      if (!formula.querySelector('math')) problems.push(`formula without MathML: ${formula.textContent.slice(0, 40)}`);
    }
    if (seen > 0) {
      const fonts = [...document.fonts].filter((font) => font.family.replaceAll('"', '').startsWith('KaTeX'));
      const failed = fonts.filter((font) => font.status === 'error').map((font) => font.family);
      if (!fonts.some((font) => font.status === 'loaded')) problems.push('no KaTeX font was loaded');
      if (failed.length > 0) problems.push(`fonts that failed: ${failed.join(', ')}`);
    }
    return problems;
  });
}
