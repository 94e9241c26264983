import {
  Counter,
  type CounterConfiguration,
  collectDefaultMetrics,
  Gauge,
  type GaugeConfiguration,
  Histogram,
  Registry,
} from 'prom-client';
import { openReadings, type Readings } from './readings.ts';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const BATCH_CALLS = [1, 2, 4, 8, 16, 32, 64, 128, 200];
const STEPS = [-20, -10, -5, -3, -2, -1, 0, 1, 2, 3, 5, 10, 20];

type Words<Label extends string> = Pick<CounterConfiguration<Label>, 'name' | 'help' | 'labelNames'>;

/** What the instruments are made with: all into one registry. */
interface Maker {
  readonly counter: <Label extends string>(words: Words<Label>) => Counter<Label>;
  readonly histogram: <Label extends string>(words: Words<Label>, buckets: number[]) => Histogram<Label>;
  /** `aggregator`: what several processes say together. `max` where each reads the same thing in the database. */
  readonly gauge: <Label extends string>(
    words: Words<Label>,
    aggregator: NonNullable<GaugeConfiguration<Label>['aggregator']>,
  ) => Gauge<Label>;
}

function makerOf(registry: Registry, { refresh }: Readings): Maker {
  const registers = [registry];
  return {
    counter: (words) => new Counter({ ...words, registers }),
    histogram: (words, buckets) => new Histogram({ ...words, buckets, registers }),
    gauge: (words, aggregator) => {
      const gauge = new Gauge({ ...words, aggregator, registers, collect: refresh });
      // Without labels it would say 0 before anybody knows.
      if (words.labelNames?.length === 0) gauge.remove();
      return gauge;
    },
  };
}

const codes = ({ counter, histogram, gauge }: Maker) => ({
  verdicts: counter({
    name: 'warifu_code_verdicts_total',
    help: 'Codes that the authority judged, by what it said. Many that are wrong, spent or locked beside few that are accepted: somebody guesses, or a clock has gone wrong.',
    labelNames: ['act', 'party', 'purpose', 'verdict'],
  }),
  repeats: counter({
    name: 'warifu_code_repeats_total',
    help: 'Calls that got the verdict they had got before, because their answer was lost or they were sent again. A rise means a bad line between bank and authority.',
    labelNames: ['party'],
  }),
  offsets: histogram(
    {
      name: 'warifu_code_offset_steps',
      help: 'How many steps of 30 s the clock of an accepted token was ahead of the authority (behind: below 0). The middle leaves 0 for all parties at once: the server clock is wrong, not the phones.',
      labelNames: ['party'],
    },
    STEPS,
  ),
  bindingLocks: counter({
    name: 'warifu_binding_locks_total',
    help: 'Bindings locked by too many wrong codes in a row. Each is a customer who comes to the branch; many at once are an attack.',
    labelNames: ['party'],
  }),
  registrations: counter({
    name: 'warifu_token_registrations_total',
    help: 'Tokens that were to be bound, or to take the place of another, by what came of it.',
    labelNames: ['act', 'outcome'],
  }),
  kekVersion: gauge(
    {
      name: 'warifu_kek_version',
      help: 'Version of the key that seals token secrets in this process. Processes that differ for more than a few seconds read different key files.',
      labelNames: [],
    },
    'min',
  ),
});

const people = ({ counter, gauge }: Maker) => ({
  logins: counter({
    name: 'warifu_logins_total',
    help: 'Log-ins of customers. `refused` is a wrong number or password, a wait, a lock or a stopped contract: which of them, the audit trail knows. Many refused: passwords are being tried. `asked`: a strange browser was asked for an account number, because the login brake is on.',
    labelNames: ['outcome'],
  }),
  loginBrake: gauge(
    {
      name: 'warifu_login_brake_on',
      help: '1 while strange browsers are asked for an account number at login, because over all contracts many of them were refused. Known browsers notice nothing.',
      labelNames: [],
    },
    'max',
  ),
  orders: counter({
    name: 'warifu_order_answers_total',
    help: 'What customers who pressed 実行 were told: `executed`, or why not. The same order sent twice is counted twice, and executed once.',
    labelNames: ['kind', 'outcome'],
  }),
});

const database = ({ counter, histogram, gauge }: Maker) => ({
  batchCalls: histogram(
    {
      name: 'warifu_batch_calls',
      help: 'How many calls went together into one batch, and so shared one commit. Grows with the load; 200 is the bound.',
      labelNames: ['batch'],
    },
    BATCH_CALLS,
  ),
  batchSeconds: histogram(
    {
      name: 'warifu_batch_seconds',
      help: 'How long a batch took, its commit included. Grows where the disk or the database does.',
      labelNames: ['batch'],
    },
    SECONDS,
  ),
  batchWaiting: gauge(
    {
      name: 'warifu_batch_waiting',
      help: 'Calls that wait for the next batch now. At 1,024 the next one is turned away with 503.',
      labelNames: ['batch'],
    },
    'sum',
  ),
  batchRefusals: counter({
    name: 'warifu_batch_refusals_total',
    help: 'Calls turned away because too many waited: customers read 混み合っています. Any is a bank beyond its capacity.',
    labelNames: ['batch'],
  }),
  poolConnections: gauge(
    {
      name: 'warifu_pool_connections',
      help: 'Connections to the database, by the login they are of and by what they do.',
      labelNames: ['pool', 'state'],
    },
    'sum',
  ),
  poolWaiting: gauge(
    {
      name: 'warifu_pool_waiting',
      help: 'Work that waits for a connection now. More than 0 for long: statements are slow, or connections hang.',
      labelNames: ['pool'],
    },
    'sum',
  ),
});

const work = ({ counter, gauge }: Maker) => ({
  queueItems: gauge(
    {
      name: 'warifu_queue_items',
      help: 'What is due and waits for a job: payments for the network, bill payments without an answer, mails, audit rows without a link. Counted up to 10,000.',
      labelNames: ['queue'],
    },
    'max',
  ),
  queueOldest: gauge(
    {
      name: 'warifu_queue_oldest_seconds',
      help: 'How long the oldest of a queue has waited. It grows by a second a second where its job stands still or its counterpart is away.',
      labelNames: ['queue'],
    },
    'max',
  ),
  dayOpen: gauge(
    {
      name: 'warifu_day_open',
      help: '1 where the work of the bank’s day is done. At 0 orders are refused; it should take minutes after midnight.',
      labelNames: [],
    },
    'min',
  ),
  dayLag: gauge(
    {
      name: 'warifu_day_lag_days',
      help: 'Days of the calendar that the bank has yet to work.',
      labelNames: [],
    },
    'max',
  ),
  dayFaults: gauge(
    {
      name: 'warifu_day_faults',
      help: 'Items that the days’ work could not do and nobody has mended: each is a deposit, an instalment or a booking of somebody.',
      labelNames: [],
    },
    'max',
  ),
  backlogRead: gauge(
    {
      name: 'warifu_backlog_read',
      help: '1 where the last scrape could read queues and day in the database. At 0 their last values are left out.',
      labelNames: [],
    },
    'min',
  ),
  jobItems: counter({
    name: 'warifu_job_items_total',
    help: 'What each job has done.',
    labelNames: ['job'],
  }),
  jobFaults: counter({
    name: 'warifu_job_faults_total',
    help: 'Pieces of a job that failed; it tries again after a growing rest, and the log says why.',
    labelNames: ['job'],
  }),
});

const outside = ({ counter, histogram, gauge }: Maker) => ({
  calls: counter({
    name: 'warifu_calls_total',
    help: 'Calls to others: the token authority, the networks, the mail server. `away`: not reached or no answer in time. `fault`: anything else that is no answer.',
    labelNames: ['to', 'outcome'],
  }),
  callSeconds: histogram(
    {
      name: 'warifu_call_seconds',
      help: 'How long such a call took.',
      labelNames: ['to'],
    },
    SECONDS,
  ),
  requests: counter({
    name: 'warifu_http_requests_total',
    help: 'Requests answered, by site, route and class of the status. 5xx are ours: 500 a bug, 503 too busy or the database away.',
    labelNames: ['site', 'route', 'status'],
  }),
  requestSeconds: histogram(
    {
      name: 'warifu_http_request_seconds',
      help: 'How long a request took from its first byte to the end of its answer.',
      labelNames: ['site', 'route'],
    },
    SECONDS,
  ),
  ready: gauge(
    {
      name: 'warifu_ready',
      help: '1 where this process may be sent requests; of several processes, how many may.',
      labelNames: [],
    },
    'sum',
  ),
  build: gauge(
    {
      name: 'warifu_build_info',
      help: 'Always 1; the labels say which version runs on which Node.',
      labelNames: ['version', 'node'],
    },
    'first',
  ),
});

/** All that is counted. Labels have few values, and never one that stands for a person. */
export function openMetrics() {
  const registry = new Registry();
  const readings = openReadings();
  const maker = makerOf(registry, readings);
  // Of the process and of Node itself, event loop and memory among them, under the names that every Node has them.
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    readings,
    ...codes(maker),
    ...people(maker),
    ...database(maker),
    ...work(maker),
    ...outside(maker),
  };
}

export type Metrics = ReturnType<typeof openMetrics>;
