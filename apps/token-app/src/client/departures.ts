/** That this token is no longer registered where it was. */
export interface Departure {
  /** Name of the service. */
  readonly service: string;
  /** By another token, by the customer with a code of this one, or by the branch on paper. */
  readonly why: 'replaced' | 'ended' | 'released';
  /** By the authority's clock, milliseconds since 1970. */
  readonly leftAtMs: number;
}

/** What the authority tells of where the token moved on. */
export interface MovedOn {
  /** The latest first. */
  readonly departures: readonly Departure[];
  /** Whether any service still takes the token's codes. */
  readonly isRegistered: boolean;
}

/** More often the authority is not told that this token's device is in use. */
const QUESTION_MS = 24 * 3_600_000;
/** For so long after the clock was learned it is the same meeting with the authority. */
const MEETING_MS = 60_000;

/**
 * Whether to ask now: only when the authority was met anyway, to learn its clock, and a day after the last question.
 *
 * @param askedAtMs when it was asked last and had no news; one that lies ahead was kept under another clock
 */
export function isQuestionDue(nowMs: number, metAtMs: number, askedAtMs: number | undefined): boolean {
  if (Math.abs(nowMs - metAtMs) > MEETING_MS) return false;
  return askedAtMs === undefined || nowMs < askedAtMs || nowMs - askedAtMs >= QUESTION_MS;
}

/** What the customer has not confirmed yet; `undefined` where there is no news. */
export function newsOf(movedOn: MovedOn, confirmedUntilMs: number | undefined): MovedOn | undefined {
  const departures = movedOn.departures.filter(({ leftAtMs }) => leftAtMs > (confirmedUntilMs ?? 0));
  return departures.length === 0 ? undefined : { ...movedOn, departures };
}

const REASONS = ['replaced', 'ended', 'released'] as const;

/** The authority's answer as parsed from JSON; `undefined` where it is none. */
export function readMovedOn(wire: unknown): MovedOn | undefined {
  if (typeof wire !== 'object' || wire === null) return undefined;
  const { departures, isRegistered } = wire as Partial<Record<keyof MovedOn, unknown>>;
  if (!Array.isArray(departures) || typeof isRegistered !== 'boolean') return undefined;
  return { isRegistered, departures: departures.flatMap(readDeparture) };
}

/** A reason that a newer authority may know and this app does not is passed over. */
function readDeparture(wire: unknown): readonly Departure[] {
  if (typeof wire !== 'object' || wire === null) return [];
  const { service, why, leftAt } = wire as Record<string, unknown>;
  const reason = REASONS.find((one) => one === why);
  if (typeof service !== 'string' || typeof leftAt !== 'number' || reason === undefined) return [];
  return [{ service, why: reason, leftAtMs: leftAt * 1_000 }];
}
