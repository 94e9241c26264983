import { expect, test } from 'vitest';
import { openLog } from '../src/watch/log.ts';
import { openMetrics } from '../src/watch/metrics.ts';
import { kindOfStatement } from '../src/watch/open-telemetry.ts';
import { openTracingIfAsked } from '../src/watch/open-tracing.ts';
import { openTrust } from '../src/watch/request-context.ts';
import { watchWorkers } from '../src/watch/serve-watch.ts';
import { openAuthorityWatch, watchJob } from '../src/watch/watch-house.ts';

test.each([
  ['select * from bank.execute_transfers($1::uuid[])', 'select bank.execute_transfers'],
  ['select "id" from "bank"."account" where "id" = $1', 'select bank.account'],
  ['insert into bank.audit (id, at) select unnest($1::uuid[])', 'insert bank.audit'],
  ['update bank.business_day set opened_on = $1', 'update bank.business_day'],
  ['commit', 'commit'],
])('a statement is named by what it does: %s', (text, kind) => {
  expect(kindOfStatement(text)).toBe(kind);
});

test('nothing is traced where no collector is named, or where traces are switched off', async () => {
  expect(await openTracingIfAsked({})).toBeUndefined();
  expect(
    await openTracingIfAsked({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1',
      OTEL_SDK_DISABLED: 'true',
    }),
  ).toBeUndefined();
});

test('an error in the log keeps its causes and loses what a driver hangs onto it', () => {
  const lines: string[] = [];
  const log = openLog({ logLevel: 'error' }, undefined, { write: (line) => void lines.push(line) });
  const driver = Object.assign(new Error('invalid input syntax for type uuid: "hush-hush"'), {
    severity: 'ERROR',
    code: '22P02',
    detail: 'hush-hush',
    where: 'hush-hush',
  });
  log.fault('mail', new Error('a job failed', { cause: driver }));
  const line = JSON.parse(lines.join('')) as { readonly err: object };
  expect(line).toMatchObject({
    level: 'error',
    what: 'mail',
    err: { message: 'a job failed', cause: { code: '22P02' } },
  });
  expect(lines.join('')).not.toContain('hush-hush');
});

test('a proxy is trusted by its address or its network, in the spelling of either family', () => {
  const isTrusted = openTrust(['192.0.2.7', '10.0.0.0/8', '2001:db8::/32']);
  const from = (remoteAddress: string | undefined) => isTrusted({ socket: { remoteAddress } } as never);
  for (const address of ['192.0.2.7', '::ffff:192.0.2.7', '10.9.8.7', '2001:db8::1'])
    expect(from(address)).toBe(true);
  for (const address of ['192.0.2.8', '11.0.0.1', '2001:db9::1', 'nonsense', undefined])
    expect(from(address)).toBe(false);
  expect(openTrust([])({ socket: { remoteAddress: '127.0.0.1' } } as never)).toBe(false);
});

test('what a party calls its purpose is no label, nor is the party', async () => {
  const metrics = openMetrics();
  const watch = openAuthorityWatch(metrics, new Set(['transfer']), () => 'own');
  const code = {
    act: 'validate',
    verdict: 'accepted',
    driftSteps: -2,
    locks: false,
    isRepeated: false,
  } as const;
  watch.judged({ ...code, relyingPartyId: 'own', purpose: 'transfer' });
  watch.judged({ ...code, relyingPartyId: 'party-7f3a', purpose: 'anything-at-all' });
  watch.judged({ ...code, relyingPartyId: 'own', purpose: 'transfer', isRepeated: true });
  const text = await metrics.registry.metrics();
  expect(text).toContain(
    'warifu_code_verdicts_total{act="validate",party="own_bank",purpose="transfer",verdict="accepted"} 1',
  );
  expect(text).toContain(
    'warifu_code_verdicts_total{act="validate",party="other",purpose="other",verdict="accepted"} 1',
  );
  expect(text).toContain('warifu_code_repeats_total{party="own_bank"} 1');
  expect(text).toContain('warifu_code_offset_steps_sum{party="own_bank"} -2');
  expect(text).not.toMatch(/party-7f3a|anything-at-all/);
});

test('a job that fails is counted and fails still', async () => {
  const metrics = openMetrics();
  const job = watchJob({ name: 'audit chain', run: () => Promise.reject(new Error('no')) }, metrics);
  await expect(job.run()).rejects.toThrow('no');
  expect(await metrics.registry.metrics()).toContain('warifu_job_faults_total{job="audit_chain"} 1');
});

test('a process none of whose workers answers is not ready', async () => {
  expect(await watchWorkers().readiness()).toEqual({ status: 'failing' });
});
