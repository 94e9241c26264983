const WINDOW_MS = 1_000;
const ADDRESSES_MAX = 10_000;

/** Whether one more packet of this address is looked at: so many a second, and the rest is not read at all. */
export function openRate(perSecond: number, nowMs: () => number): (address: string) => boolean {
  const windows = new Map<string, { readonly from: number; packets: number }>();
  return (address) => {
    const now = nowMs();
    const window = windows.get(address);
    if (window !== undefined && now - window.from < WINDOW_MS) {
      window.packets += 1;
      return window.packets <= perSecond;
    }
    // Addresses of packets can be made up: with too many of them all counts begin anew.
    if (windows.size >= ADDRESSES_MAX) windows.clear();
    windows.set(address, { from: now, packets: 1 });
    return true;
  };
}
