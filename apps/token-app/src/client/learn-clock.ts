import { estimateOffset, type LearnedOffset, type Sample } from './clock.ts';

const SAMPLES = 5;
const ANSWER_MS_MAX = 8_000;

/** Asks the authority for the time, a few times one after the other; `undefined` where it cannot be reached. */
export async function learnOffset(): Promise<LearnedOffset | undefined> {
  const samples: Sample[] = [];
  for (let asked = 0; asked < SAMPLES; asked += 1) {
    const sample = await findSample();
    // One question without an answer is enough: there is no network, and the next would wait as long.
    if (sample === undefined) break;
    samples.push(sample);
  }
  const offsetMs = estimateOffset(samples);
  return offsetMs === undefined ? undefined : { offsetMs, learnedAtMs: Date.now() };
}

async function findSample(): Promise<Sample | undefined> {
  const sentMs = Date.now();
  const sentSteadyMs = performance.now();
  try {
    const response = await fetch('/v1/time', {
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_MS_MAX),
    });
    const roundTripMs = performance.now() - sentSteadyMs;
    if (!response.ok) return undefined;
    const authorityMs = epochMsOf(await response.json());
    return authorityMs === undefined ? undefined : { sentMs, roundTripMs, authorityMs };
  } catch {
    return undefined;
  }
}

function epochMsOf(wire: unknown): number | undefined {
  if (typeof wire !== 'object' || wire === null || !('epochMs' in wire)) return undefined;
  return typeof wire.epochMs === 'number' && Number.isFinite(wire.epochMs) ? wire.epochMs : undefined;
}
