import { describe, expect, test } from 'vitest';
import { type DeviceFacts, deviceKindOf, needsHomeScreen } from '../src/client/device.ts';
import { groupsOfCode, spelled } from '../src/client/grouping.ts';

const SAFARI_IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';
const SAFARI_MAC =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15';
const CHROME_ANDROID =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36';
const CHROME_WINDOWS =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const FIREFOX_TABLET = 'Mozilla/5.0 (Android 14; Tablet; rv:140.0) Gecko/140.0 Firefox/140.0';

function facts(userAgent: string, more: Partial<DeviceFacts> = {}): DeviceFacts {
  return { userAgent, isMobileHint: undefined, touchPoints: 0, isStandalone: false, ...more };
}

describe('the device', () => {
  test.each([
    ['an iPhone', facts(SAFARI_IPHONE, { touchPoints: 5 }), 'mobile'],
    ['an iPad that calls itself a Mac', facts(SAFARI_MAC, { touchPoints: 5 }), 'mobile'],
    ['an Android phone', facts(CHROME_ANDROID), 'mobile'],
    ['an Android tablet', facts(FIREFOX_TABLET), 'mobile'],
    ['a browser that says so itself', facts(CHROME_WINDOWS, { isMobileHint: true }), 'mobile'],
    ['a Mac', facts(SAFARI_MAC), 'desktop'],
    ['a PC', facts(CHROME_WINDOWS, { isMobileHint: false }), 'desktop'],
  ] as const)('%s gets a token of its kind', (_, device, kind) => {
    expect(deviceKindOf(device)).toBe(kind);
  });

  test('only iOS in a tab is asked for the Home Screen', () => {
    expect(needsHomeScreen(facts(SAFARI_IPHONE))).toBe(true);
    expect(needsHomeScreen(facts(SAFARI_MAC, { touchPoints: 5 }))).toBe(true);
    expect(needsHomeScreen(facts(SAFARI_IPHONE, { isStandalone: true }))).toBe(false);
    expect(needsHomeScreen(facts(CHROME_ANDROID))).toBe(false);
    expect(needsHomeScreen(facts(SAFARI_MAC))).toBe(false);
  });
});

describe('groups', () => {
  test('cut a code in the middle', () => {
    expect(groupsOfCode('012345')).toEqual(['012', '345']);
    expect(groupsOfCode('0123456')).toEqual(['0123', '456']);
  });

  test('are spelled digit by digit', () => {
    expect(spelled('WRSM 12')).toBe('W R S M 1 2');
  });
});
