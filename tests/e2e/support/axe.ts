import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { BrowserContext, Page } from 'playwright-core';

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[];
}

/** A colour that is inherited sets off on its own way when that of its parent has arrived: looked for until none is left. */
const TRANSITIONS_END = `(async () => {
  const frames = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  for (let looks = 0; looks < 20; looks += 1) {
    await frames();
    const running = document.getAnimations().filter((one) => one instanceof CSSTransition);
    if (running.length === 0) return;
    await Promise.allSettled(running.map((one) => one.finished));
  }
})()`;

/** The rules whose answer a theme or a width can change on a page that stays the same. */
const RULES_OF_LOOKS = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable'] as const;
const OPTIONS = {
  all: { resultTypes: ['violations'] },
  looks: { resultTypes: ['violations'], runOnly: RULES_OF_LOOKS },
} as const;

/**
 * What axe finds on the page, one line for each element; empty where it finds nothing. WCAG 2.2 AA and best practice.
 *
 * @param rules `looks` for a page that was looked at by all of them, and has another theme or width since
 */
export async function listViolations(
  page: Page,
  rules: keyof typeof OPTIONS = 'all',
): Promise<readonly string[]> {
  // Colours that are still on their way to others are nobody's choice.
  await page.evaluate(TRANSITIONS_END);
  // By the debugger's door: the page's own policy lets no foreign script in. Once for each document, since it takes as
  // long as a look.
  if (await page.evaluate<boolean>(`typeof axe === 'undefined'`)) await page.evaluate(await source);
  const found = await page.evaluate<readonly Violation[]>(
    `axe.run(document, ${JSON.stringify(OPTIONS[rules])}).then(({ violations }) => JSON.parse(JSON.stringify(violations)))`,
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}

/** Puts axe into every document of a profile whose every page is looked at: cheaper than into each afterwards. */
export const prepareForAxe = async (profile: BrowserContext): Promise<void> => {
  await profile.addInitScript({ content: await source });
};

/** The same in light and in dark. Leaves the page in the light. */
export async function listViolationsOfThemes(page: Page): Promise<readonly string[]> {
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  const inDark = await listViolations(page);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const inLight = await listViolations(page, 'looks');
  return [...inDark.map((line) => `dark: ${line}`), ...inLight.map((line) => `light: ${line}`)];
}
