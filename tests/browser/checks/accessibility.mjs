// Can it be used by ear, by keyboard, and with weak eyes?

import { createRequire } from 'node:module';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe-core calls serious or critical, with the rule and the first places. */
export async function accessibility(page) {
  await page.addScriptTag({ path: axe });
  const violations = await page.evaluate(async () => {
    const report = await globalThis.axe.run(document, { resultTypes: ['violations'] });
    return report.violations
      .filter((violation) => ['serious', 'critical'].includes(violation.impact))
      .map(({ id, help, nodes }) => ({ id, help, count: nodes.length, places: nodes.slice(0, 3).map((node) => node.target.join(' ')) }));
  });
  return violations.map(({ id, help, count, places }) => `axe ${id} (${help}), ${count} times: ${places.join(' | ')}`);
}
