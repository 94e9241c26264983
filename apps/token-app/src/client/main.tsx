import { render } from 'preact';
import { App } from './app.tsx';
import type { DeviceFacts } from './device.ts';
import './installing.ts';
import { keepLanguage } from './kept.ts';
import { open } from './opening.ts';

/** A link to the other language works as an address, too. */
function takeLanguageFromAddress(): void {
  const language = new URLSearchParams(location.search).get('lang');
  if (language !== 'ja' && language !== 'en') return;
  keepLanguage(language);
  history.replaceState(null, '', `/${location.hash}`);
}

function deviceFacts(): DeviceFacts {
  const { userAgentData, standalone } = navigator as {
    readonly userAgentData?: { readonly mobile: boolean };
    readonly standalone?: boolean;
  };
  return {
    userAgent: navigator.userAgent,
    isMobileHint: userAgentData?.mobile,
    touchPoints: navigator.maxTouchPoints,
    isStandalone: standalone === true || matchMedia('(display-mode: standalone)').matches,
  };
}

async function start(): Promise<void> {
  takeLanguageFromAddress();
  const facts = deviceFacts();
  const opened = await open(facts);
  const root = document.querySelector('#app');
  if (root === null) return;
  root.replaceChildren();
  render(<App opened={opened} facts={facts} />, root);
}

void start();
