import type { Locator, Page } from 'playwright-core';
import { button, field, seeHeading } from './page.ts';

const TABS_MAX = 40;

const isFocused = (element: Element): boolean => element === element.ownerDocument.activeElement;

/** Presses Tab until this has the focus, as on a device without anything to point with. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let tabs = 0; tabs < TABS_MAX; tabs += 1) {
    if (await target.evaluate(isFocused)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${target} was not reached in ${TABS_MAX} steps on ${page.url()}`);
}

/** Types into a field; what stands there already is typed over. */
export async function typeInto(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, field(page, label));
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await page.keyboard.type(text);
}

/** Enter on a button. */
export async function pressButton(page: Page, name: string): Promise<void> {
  await tabTo(page, button(page, name));
  await page.keyboard.press('Enter');
}

const ALT = 1;

/**
 * The key of a menu item, whose digit is printed before its name. Chromium wants Alt with it; and since the driver's own
 * keyboard leaves out which character a key with Alt would type, the key is sent by the debugger's door.
 */
export async function pressDigit(page: Page, digit: string): Promise<void> {
  const door = await page.context().newCDPSession(page);
  const key = {
    modifiers: ALT,
    key: digit,
    code: `Digit${digit}`,
    windowsVirtualKeyCode: digit.charCodeAt(0),
  };
  await door.send('Input.dispatchKeyEvent', { type: 'keyDown', text: digit, unmodifiedText: digit, ...key });
  await door.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
  await door.detach();
}

/** The same, ending on the page with this heading. */
export async function pressKey(page: Page, digit: string, heading: string | RegExp): Promise<void> {
  await pressDigit(page, digit);
  await seeHeading(page, heading);
}
