// Can it be used by ear, by keyboard, and with weak eyes?

import { createRequire } from 'node:module';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** The rules that look at colours, which differ from view to view; the others look at the markup, which does not. They take longest. */
const bySight = ['color-contrast', 'link-in-text-block'];

/** Parts of axe-core's rules, as it wants them named. */
export const rules = {
  all: {},
  bySight: { runOnly: { type: 'rule', values: bySight } },
  byMarkup: { rules: Object.fromEntries(bySight.map((rule) => [rule, { enabled: false }])) },
};

/** What axe-core calls serious or critical, with the rule and the first places. */
export async function accessibility(page, part = rules.all) {
  await page.addScriptTag({ path: axe });
  const violations = await page.evaluate(async (part) => {
    const report = await globalThis.axe.run(document, { resultTypes: ['violations'], ...part });
    return report.violations
      .filter((violation) => ['serious', 'critical'].includes(violation.impact))
      .map(({ id, help, nodes }) => ({ id, help, count: nodes.length, places: nodes.slice(0, 3).map((node) => node.target.join(' ')) }));
  }, part);
  return violations.map(({ id, help, count, places }) => `axe ${id} (${help}), ${count} times: ${places.join(' | ')}`);
}
