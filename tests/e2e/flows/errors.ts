import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** The sentence beside a field, without the word that announces it to screen readers. */
async function sentenceBeside(input: Locator): Promise<string> {
  const described = (await input.getAttribute('aria-describedby')) ?? '';
  const ids = described.split(' ').filter((id) => id.endsWith('-error'));
  expect(ids).toHaveLength(1);
  const text = await input.page().locator(`[id="${ids[0]}"]`).innerText();
  return text.replace(/^エラー：\s*/, '').trim();
}

/**
 * A refused form as it must be: the sentence stands beside its field and at the head of the form, the field is marked
 * and has the focus, and what was typed is still there (a password and a code are not).
 */
export async function expectRefused(
  page: Page,
  input: Locator,
  expected: { readonly sentence: string | RegExp; readonly kept?: string },
): Promise<string> {
  await page.getByRole('alert').waitFor();
  const sentence = await sentenceBeside(input);
  if (typeof expected.sentence === 'string') expect(sentence).toBe(expected.sentence);
  else expect(sentence).toMatch(expected.sentence);
  await page.getByRole('alert').getByRole('link', { name: sentence }).waitFor();
  expect(await input.getAttribute('aria-invalid')).toBe('true');
  await input.and(page.locator(':focus')).waitFor();
  expect(await input.inputValue()).toBe(expected.kept ?? '');
  expect(await page.title()).toMatch(/^エラー：/);
  return sentence;
}
