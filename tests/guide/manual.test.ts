import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { listChapters } from '../../apps/internet-banking/src/guide/chapters.ts';
import type { Block, OtpFacts, Target } from '../../apps/internet-banking/src/guide/guide.ts';
import { PICTURE_NAMES, type PictureName } from '../../apps/internet-banking/src/guide/pictures.ts';
import { otpFacts } from '../../apps/warifu/src/server/otp-facts.ts';
import { manualText } from './manual-text.ts';

const isWanted = process.env['WARIFU_PICTURES'] === '1';
const fileOf = (language: string): string =>
  fileURLToPath(new URL(`../../docs/manual/${language}.md`, import.meta.url));

const blocksOf = (language: 'ja' | 'en', facts: OtpFacts = otpFacts): readonly Block[] =>
  listChapters(language, facts).flatMap(({ sections }) => sections.flatMap(({ blocks }) => blocks));

function picturesOf(block: Block): readonly PictureName[] {
  if (block.block === 'picture') return [block.picture];
  return block.block === 'steps'
    ? block.steps.flatMap(({ picture }) => (picture === undefined ? [] : [picture]))
    : [];
}

function targetsOf(block: Block): readonly Target[] {
  if (block.block === 'links') return block.links.map(({ to }) => to);
  return block.block === 'questions'
    ? block.questions.flatMap(({ links }) => (links ?? []).map(({ to }) => to))
    : [];
}

describe.each(['ja', 'en'] as const)('docs/manual/%s.md', (language) => {
  test('says what the guide says, word for word', async () => {
    const text = manualText(language, otpFacts);
    if (isWanted) await writeFile(fileOf(language), text);
    expect(await readFile(fileOf(language), 'utf8')).toBe(text);
  });

  test('shows no picture and follows no link that is not there', async () => {
    const text = await readFile(fileOf(language), 'utf8');
    const pictures = [...text.matchAll(/<img src="([^"]+)"/g)].map(([, path]) => path ?? '');
    expect(pictures.length).toBeGreaterThan(10);
    const missing = pictures.filter((path) => !existsSync(resolve(dirname(fileOf(language)), path)));
    expect(missing).toEqual([]);
    const anchors = [...text.matchAll(/\]\(#([\w-]+)\)/g)].map(([, anchor]) => anchor ?? '');
    expect(anchors.filter((anchor) => !text.includes(`<a id="${anchor}">`))).toEqual([]);
  });

  test('every picture that is taken is shown', () => {
    const shown = new Set(blocksOf(language).flatMap(picturesOf));
    expect([...shown].sort()).toEqual([...PICTURE_NAMES].sort());
  });

  test('has advice of all three kinds, and at least fifteen questions', () => {
    const blocks = blocksOf(language);
    const advice = blocks.flatMap((block) =>
      block.block === 'cases' ? block.cases.map((one) => one.advice) : [],
    );
    expect(new Set(advice)).toEqual(new Set(['recommended', 'with_care', 'never']));
    const questions = blocks.flatMap((block) => (block.block === 'questions' ? block.questions : []));
    expect(questions.length).toBeGreaterThanOrEqual(15);
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
  });

  test('says other numbers where others are configured, and nothing of a cool-down where there is none', () => {
    const text = manualText(language, {
      ...otpFacts,
      codeSeconds: 61,
      codeDigits: 8,
      wrongCodesMax: 17,
      coolDownDays: 0,
    });
    expect(text).toMatch(/61(?:秒| seconds)/);
    expect(text).toMatch(/8(?:桁| digits)/);
    expect(text).toMatch(/17(?:回| wrong)/);
    expect(text).not.toMatch(/\b(?:30|10)(?:秒|回| seconds| wrong)/);
    expect(text).not.toMatch(/日後の午前0時|days after the day/);
  });
});

test('both languages have the same sections, pictures, links and kinds of advice', () => {
  const shapeOf = (language: 'ja' | 'en') =>
    listChapters(language, otpFacts).map(({ key, sections }) => [
      key,
      sections.map(({ id, blocks }) => [
        id,
        blocks.map((block) => [
          block.block,
          picturesOf(block),
          targetsOf(block),
          block.block === 'cases' ? block.cases.map((one) => one.advice) : [],
          block.block === 'questions' ? block.questions.map((one) => one.id) : [],
        ]),
      ]),
    ]);
  expect(shapeOf('en')).toEqual(shapeOf('ja'));
});
