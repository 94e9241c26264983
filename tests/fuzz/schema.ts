import fc from 'fast-check';
import { around, right, wildJson } from './values.ts';

/** What of JSON Schema the house's own shapes use. */
export interface JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Texts that mean something, by the name of their field. */
export type Known = Readonly<Record<string, readonly string[]>>;

const LENGTH_MAX = 300;

/** Texts of the lengths that are just allowed, and just not. */
function nearLengths({ minLength = 0, maxLength = LENGTH_MAX }: JsonSchema): readonly string[] {
  const lengths = [minLength - 1, minLength, maxLength, maxLength + 1].filter((length) => length >= 0);
  return lengths.flatMap((length) => ['7'.repeat(length), '髙'.repeat(length)]);
}

function textOf(schema: JsonSchema, known: readonly string[], isRight: boolean): fc.Arbitrary<unknown> {
  const fitting =
    schema.format === 'uuid'
      ? fc.uuid()
      : schema.pattern === undefined
        ? fc.string({ minLength: schema.minLength ?? 0, maxLength: Math.min(schema.maxLength ?? 20, 40) })
        : fc.stringMatching(new RegExp(schema.pattern));
  if (isRight) return known.length > 0 ? right(known) : fitting;
  return fc.oneof(
    { weight: known.length > 0 ? 6 : 1, arbitrary: around(known) },
    { weight: 2, arbitrary: fitting },
    { weight: 1, arbitrary: fc.constantFrom(...nearLengths(schema)) },
  );
}

function numberOf(
  { minimum = -10, maximum = Number.MAX_SAFE_INTEGER }: JsonSchema,
  isRight: boolean,
): fc.Arbitrary<unknown> {
  const within = fc.integer({ min: minimum, max: Math.min(maximum, 0x7fffffff) });
  if (isRight) return within;
  return fc.oneof(within, fc.constantFrom(minimum, minimum - 1, maximum, maximum + 1, 0, -0, 1.5, 1e21));
}

interface Drawing {
  readonly known: Known;
  /** Right in every field; otherwise just beside it in some. */
  readonly isRight: boolean;
}

/** Values of the shape that a schema describes, or about it. */
function valuesOf(schema: JsonSchema, drawing: Drawing, name = ''): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => valuesOf(one, drawing, name)));
  switch (schema.type) {
    case 'string':
      return textOf(schema, drawing.known[name] ?? [], drawing.isRight);
    case 'integer':
    case 'number':
      return numberOf(schema, drawing.isRight);
    case 'object': {
      const properties = Object.entries(schema.properties ?? {}).map(
        ([field, shape]) => [field, valuesOf(shape, drawing, field)] as const,
      );
      return fc.record(Object.fromEntries(properties), { requiredKeys: [...(schema.required ?? [])] });
    }
    default:
      throw new Error(`the fuzz has no values for ${JSON.stringify(schema)}`);
  }
}

const SPOILS = ['missing', 'extra', 'other', 'prototype', 'twice'] as const;

/** An object spoiled in one place, as JSON: what `JSON.stringify` cannot write is put in by hand. */
function spoiled(
  body: Readonly<Record<string, unknown>>,
  how: (typeof SPOILS)[number],
  { at, value }: { readonly at: number; readonly value: unknown },
): string {
  const names = Object.keys(body);
  const name = names[at % Math.max(1, names.length)] ?? 'x';
  const whole = JSON.stringify(body);
  const rest = whole === '{}' ? '}' : `,${whole.slice(1)}`;
  switch (how) {
    case 'missing':
      return JSON.stringify({ ...body, [name]: undefined });
    case 'extra':
      return JSON.stringify({ ...body, surplus: value });
    case 'other':
      return JSON.stringify({ ...body, [name]: value });
    case 'prototype':
      return `{"__proto__":${JSON.stringify(value) ?? 'null'}${rest}`;
    case 'twice':
      return `{${JSON.stringify(name)}:${JSON.stringify(value) ?? 'null'}${rest}`;
  }
}

/** Bodies for a schema: half of them right or nearly, the others spoiled in one place or of no shape at all. */
export function bodiesOf(
  schema: JsonSchema,
  known: Known,
  good: readonly object[] = [],
): fc.Arbitrary<Buffer> {
  const drawn = (isRight: boolean) =>
    valuesOf(schema, { known, isRight }) as fc.Arbitrary<Readonly<Record<string, unknown>>>;
  const near = drawn(false);
  const shaped =
    good.length === 0
      ? drawn(true)
      : fc.constantFrom(...(good as readonly Readonly<Record<string, unknown>>[]));
  const damaged = fc
    .tuple(shaped, fc.constantFrom(...SPOILS), fc.record({ at: fc.nat(9), value: wildJson }))
    .map(([body, how, spoil]) => spoiled(body, how, spoil));
  return fc
    .oneof(
      { weight: 4, arbitrary: shaped.map((body) => JSON.stringify(body)) },
      { weight: 3, arbitrary: near.map((body) => JSON.stringify(body)) },
      { weight: 3, arbitrary: damaged },
      { weight: 1, arbitrary: wildJson.map((json) => JSON.stringify(json) ?? 'null') },
    )
    .map((json) => Buffer.from(json.toWellFormed()));
}
