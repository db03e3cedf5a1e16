// Does anything stick out sideways?

/** What makes the document wider than the window; wide equations, tables and listings scroll inside themselves. */
export async function overflow(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const excess = document.documentElement.scrollWidth - width;
    if (excess <= 1) return [];
    const scrolls = (element) => {
      for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
        if (getComputedStyle(box).overflowX !== 'visible') return true;
      }
      return false;
    };
    const name = (element) =>
      `<${element.tagName.toLowerCase()}${element.id ? ` id="${element.id}"` : ''} class="${element.getAttribute('class') ?? ''}">`;
    const wide = [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > width + 1 && !scrolls(element))
      .slice(0, 3)
      .map(name);
    return [`wider than the window by ${excess} px: ${wide.join(', ') || 'no single element'}`];
  });
}
