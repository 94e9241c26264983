/** What a browser tells of the device it runs on. */
export interface DeviceFacts {
  readonly userAgent: string;
  /** `navigator.userAgentData.mobile`, where the browser has it. */
  readonly isMobileHint: boolean | undefined;
  readonly touchPoints: number;
  /** Opened from the Home Screen and not in a tab. */
  readonly isStandalone: boolean;
}

/** Form of the token, after which its ID is named: `mobile` becomes WRSM, `desktop` WRSD. */
export type DeviceKind = 'mobile' | 'desktop';

/** A phone or tablet, or a computer. */
export function deviceKindOf(facts: DeviceFacts): DeviceKind {
  if (facts.isMobileHint) return 'mobile';
  if (isIos(facts)) return 'mobile';
  return /Android|Mobi|KAIOS|Tablet/i.test(facts.userAgent) ? 'mobile' : 'desktop';
}

/** iPhone, or an iPad, which gives itself out as a Mac, but no Mac has a touch screen. */
function isIos(facts: DeviceFacts): boolean {
  if (/iPhone|iPad|iPod/.test(facts.userAgent)) return true;
  return /Macintosh/.test(facts.userAgent) && facts.touchPoints > 1;
}

/**
 * Whether to ask for the Home Screen before anything else: Safari drops what a tab has stored after seven days without
 * a visit, and keeps it for an app on the Home Screen.
 */
export function needsHomeScreen(facts: DeviceFacts): boolean {
  return isIos(facts) && !facts.isStandalone;
}
