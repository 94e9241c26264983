import fc from 'fast-check';

/** Who is asked, with what, and what must never be in a log afterwards. */
export interface TargetPlan<Input> {
  /** `bank POST /transfer`. */
  readonly name: string;
  readonly group: string;
  readonly inputs: fc.Arbitrary<Input>;
  /** The verdict: a status, or a word where there is none. What it throws is a fault. */
  readonly send: (input: Input) => Promise<number | string>;
  /** What of an input is secret. */
  readonly secretsOf?: (input: Input) => readonly string[];
  /** Verdicts that come from the door and not from behind it; those of HTTP where not said. */
  readonly isDoor?: (verdict: string) => boolean;
  /** Runs in a round; for what is slow, fewer than the others. */
  readonly share?: number;
}

/** One thing that must never be, with what is needed to see it again. */
export interface Finding {
  readonly target: string;
  readonly fault: string;
  readonly seed: number;
  readonly path: string | null;
  /** The smallest input that still shows it. */
  readonly input: string;
  readonly shrinks: number;
}

export interface TargetFuzzed {
  readonly sent: number;
  readonly verdicts: Readonly<Record<string, number>>;
  readonly finding?: Finding;
}

export interface Round {
  readonly runs: number;
  readonly seed: number;
  /** What was logged since it was asked last. */
  readonly takeLog: () => readonly string[];
}

export interface Target {
  readonly name: string;
  readonly group: string;
  readonly isDoor: (verdict: string) => boolean;
  readonly fuzz: (round: Round) => Promise<TargetFuzzed>;
}

/** Not a speed that is asserted: by then whoever waits has given up. */
const ANSWER_MS = 15_000;
/** For one target, shrinking included. */
const TARGET_MS = 180_000;
const INPUT_SHOWN = 1_500;
/** Shorter texts are in any log by accident. */
const SECRET_LENGTH_MIN = 8;
/** Whence all of it comes, as each line of a request tells. Drawn in the place of a secret, it is none. */
const SENDER = '127.0.0.1';
const DOOR = new Set(['400', '403', '404', '413', '414', '415', '431']);

async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ANSWER_MS / 1_000} s`)), ANSWER_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

const isFault = (verdict: number | string): boolean => typeof verdict === 'number' && verdict >= 500;

/** Why these lines must not be; undefined where they may. Never repeats a secret. */
function judgeLines(lines: readonly string[], secrets: readonly string[]): string | undefined {
  const long = secrets.filter((secret) => secret.length >= SECRET_LENGTH_MIN && secret !== SENDER);
  // As a line would have it: quoted, escaped.
  const written = long.map((secret) => JSON.stringify(secret).slice(1, -1));
  if (lines.some((line) => written.some((secret) => line.includes(secret)))) return 'a secret is in the log';
  const [error] = lines.filter((line) => /"level":"(?:error|fatal)"/.test(line));
  return error === undefined ? undefined : `an error was logged: ${error.trim()}`;
}

/** Makes a target of a plan: what it is sent is drawn from a seed, and a finding is shrunk. */
export function targetOf<Input>(plan: TargetPlan<Input>): Target {
  const { name, group, inputs, send, secretsOf = () => [], share = 1 } = plan;
  const isDoor = plan.isDoor ?? ((verdict: string) => DOOR.has(verdict));
  const fuzz = async ({ runs, seed, takeLog }: Round): Promise<TargetFuzzed> => {
    const verdicts: Record<string, number> = {};
    let sent = 0;
    const details = await fc.check(
      fc.asyncProperty(inputs, async (input) => {
        takeLog();
        sent += 1;
        const verdict = await inTime(send(input));
        verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
        const told = judgeLines(takeLog(), secretsOf(input));
        if (isFault(verdict)) throw new Error(`answered ${verdict}; ${told ?? 'nothing was logged'}`);
        if (told !== undefined) throw new Error(told);
      }),
      { numRuns: Math.max(1, Math.ceil(runs * share)), seed, interruptAfterTimeLimit: TARGET_MS },
    );
    if (!details.failed || details.counterexample === null) return { sent, verdicts };
    const finding: Finding = {
      target: name,
      fault: String(details.errorInstance),
      seed: details.seed,
      path: details.counterexamplePath,
      input: fc.stringify(details.counterexample).slice(0, INPUT_SHOWN),
      shrinks: details.numShrinks,
    };
    return { sent, verdicts, finding };
  };
  return { name, group, isDoor, fuzz };
}

/** What came of many targets. */
export interface Fuzzed {
  readonly requests: number;
  /** How many answers of each verdict, by target. */
  readonly verdicts: ReadonlyMap<string, Readonly<Record<string, number>>>;
  readonly findings: readonly Finding[];
}

export async function fuzzAll(targets: readonly Target[], round: Round): Promise<Fuzzed> {
  const verdicts = new Map<string, Readonly<Record<string, number>>>();
  const findings: Finding[] = [];
  let requests = 0;
  for (const target of targets) {
    const fuzzed = await target.fuzz(round);
    requests += fuzzed.sent;
    verdicts.set(target.name, fuzzed.verdicts);
    if (fuzzed.finding) findings.push(fuzzed.finding);
  }
  return { requests, verdicts, findings };
}

/** The counts of several added up. */
export function addedUp(
  counts: Iterable<Readonly<Record<string, number>>>,
): Readonly<Record<string, number>> {
  const sum: Record<string, number> = {};
  for (const one of counts)
    for (const [verdict, count] of Object.entries(one)) sum[verdict] = (sum[verdict] ?? 0) + count;
  return sum;
}
