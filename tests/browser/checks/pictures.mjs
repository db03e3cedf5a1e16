// Has every picture a text for those who do not see it?

/** Images without a loaded file or an alternative text, inline SVG figures without a role and a name. */
export async function pictures(page) {
  return page.evaluate(() => {
    const problems = [];
    for (const image of document.querySelectorAll('img')) {
      const source = image.getAttribute('src');
      if (!image.hasAttribute('alt')) problems.push(`image without alt: ${source}`);
      if (image.complete && image.naturalWidth === 0) problems.push(`image does not load: ${source}`);
    }
    const named = (svg) =>
      svg.getAttribute('aria-label')?.trim() || svg.querySelector(':scope > title')?.textContent.trim() ||
      (svg.getAttribute('aria-labelledby') ?? '').split(/\s+/).some((id) => id && document.getElementById(id)?.textContent.trim());
    for (const svg of document.querySelectorAll('figure svg')) {
      if (svg.closest('[aria-hidden="true"], button, .katex') || svg.parentElement.closest('svg')) continue; // a panel of a figure
      const figure = svg.closest('figure')?.id || 'without an id';
      if (svg.getAttribute('role') !== 'img') problems.push(`figure ${figure}: its SVG has no role="img"`);
      if (!named(svg)) problems.push(`figure ${figure}: its SVG has no alternative text`);
    }
    return problems;
  });
}
