import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[];
}

const TRANSITIONS_END = `
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))).then(() =>
    Promise.allSettled(
      document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished),
    ),
  ).then(() => undefined)`;

/** What axe finds on the page, one line for each element; empty where it finds nothing. WCAG 2.2 AA and best practice. */
export async function listViolations(page: Page): Promise<readonly string[]> {
  // Colours that are still on their way to others are nobody's choice.
  await page.evaluate(TRANSITIONS_END);
  // By the debugger's door: the page's own policy lets no foreign script in.
  await page.evaluate(await source);
  const found = await page.evaluate<readonly Violation[]>(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => JSON.parse(JSON.stringify(violations)))`,
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}
