import type { Tracing } from './tracing.ts';

/** Whether the surroundings name a collector; the variables are OpenTelemetry's own. */
const isTraced = (environment: Readonly<Record<string, string | undefined>>): boolean =>
  (environment['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] ?? environment['OTEL_EXPORTER_OTLP_ENDPOINT'] ?? '') !==
    '' && environment['OTEL_SDK_DISABLED'] !== 'true';

/** Loads OpenTelemetry where a collector is named, and nothing of it where none is. */
export async function openTracingIfAsked(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Tracing | undefined> {
  if (!isTraced(environment)) return undefined;
  const { openTracing } = await import('./open-telemetry.ts');
  return openTracing(environment);
}
