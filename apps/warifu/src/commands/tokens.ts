import { parseArgs } from 'node:util';
import type { ImportOutcome, ImportRefusalReason, Operator } from '@warifu/token';
import { PlainFault } from '../plain-fault.ts';
import { readSeedFile } from './seed-file.ts';
import { instantWords, withOperator, wordOf } from './with-operator.ts';

const STATES = ['in_stock', 'handed_out', 'withdrawn'] as const;

const OPTIONS = {
  format: { type: 'string' },
  'key-file': { type: 'string' },
  'passphrase-file': { type: 'string' },
  state: { type: 'string' },
  after: { type: 'string' },
  reason: { type: 'string' },
} as const;

/** Hardware tokens: `import`, `list`, `withdraw`, `restock`. */
export async function tokens(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const [act] = positionals;
  switch (act) {
    case 'import': {
      const path = wordOf(positionals, 1, 'The seed file');
      const { format, 'key-file': keyFile, 'passphrase-file': passphraseFile } = values;
      if (format !== 'pskc' && format !== 'csv') throw new PlainFault('--format takes pskc or csv.');
      const seeded = await readSeedFile({ path, format, keyFile, passphraseFile });
      return withOperator(async (operator, actor) =>
        tellImport(await operator.importHardTokens({ tokens: seeded, actor })),
      );
    }
    case 'list': {
      const state = STATES.find((one) => one === values.state);
      if (values.state !== undefined && state === undefined)
        throw new PlainFault(`--state takes ${STATES.join(', ')}.`);
      return withOperator((operator) => list(operator, { state, after: values.after ?? '' }));
    }
    case 'withdraw':
    case 'restock': {
      const tokenIdOrSerial = wordOf(positionals, 1, 'The token ID or serial');
      const { reason } = values;
      if (reason === undefined || reason.trim() === '') throw new PlainFault('--reason must say why.');
      return withOperator(async (operator, actor) =>
        move(await operator[act]({ tokenIdOrSerial, reason, actor })),
      );
    }
    default:
      throw new PlainFault('warifu tokens takes import, list, withdraw or restock.');
  }
}

const REFUSALS: Readonly<Record<ImportRefusalReason, string>> = {
  too_many: 'there are more than 10,000 tokens in the file: divide it',
  serial_malformed: 'a serial has 4 to 32 letters and digits',
  serial_like_token_id: 'the serial begins like a token ID of our own',
  secret_length: 'a secret has 128 to 1024 bits',
  drift_too_far: 'the device’s clock is further off than can be put right',
  not_yet_valid: 'the key may not be used yet: import it when its start date has come',
  serial_twice: 'the serial stands in the file twice',
  serial_known: 'the serial was imported before',
};

function tellImport(outcome: ImportOutcome): void {
  if (outcome.outcome === 'refused') {
    const { place, serial, reason } = outcome;
    throw new PlainFault(`Nothing was imported. ${place}, serial ${serial}: ${REFUSALS[reason]}.`);
  }
  const lines = outcome.tokens.map(({ tokenId, serial }) => `${tokenId}\t${serial}\n`);
  process.stdout.write(lines.join(''));
  process.stderr.write(`${outcome.tokens.length} tokens are in stock, batch ${outcome.batchId}.\n`);
}

async function list(operator: Operator, wanted: Parameters<Operator['listStock']>[0]): Promise<void> {
  const lines = await operator.listStock(wanted);
  for (const { tokenId, serial, manufacturer, state, importedAt, expiresAt } of lines) {
    const until = expiresAt === undefined ? '-' : instantWords(expiresAt);
    process.stdout.write(
      `${[tokenId, serial, manufacturer, state, instantWords(importedAt), until].join('\t')}\n`,
    );
  }
  const last = lines.at(-1);
  if (last && lines.length === 500) process.stderr.write(`More with --after ${last.tokenId}.\n`);
}

function move(outcome: Awaited<ReturnType<Operator['withdraw'] | Operator['restock']>>): void {
  switch (outcome.outcome) {
    case 'withdrawn':
      process.stdout.write(`${outcome.tokenId} is withdrawn: no code of it is accepted any more.\n`);
      return;
    case 'restocked':
      process.stdout.write(`${outcome.tokenId} is in stock again.\n`);
      return;
    case 'unknown':
      throw new PlainFault('There is no such hardware token.');
    case 'refused':
      throw new PlainFault(
        {
          unknown: 'There is no such hardware token.',
          withdrawn: 'The token is withdrawn, for good.',
          bound: 'The token is registered: release it at the branch first.',
        }[outcome.reason],
      );
  }
}
