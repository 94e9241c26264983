import { join } from 'node:path';
import type { OperatorRole } from '@warifu/bank';
import { consoleOriginOf, PORT_OFFSET, type Settings } from '../config.ts';
import { PlainFault } from '../plain-fault.ts';
import { findText, writePrivateFile } from '../private-files.ts';

export interface DemoContract {
  readonly contractNumber: string;
  readonly loginPassword: string;
  /** 確認用パスワード, asked where no token is registered. */
  readonly confirmationPassword?: string;
  readonly holder: string;
  readonly branchCode: string;
  /** What is particular about it. */
  readonly about: { readonly ja: string; readonly en: string };
}

/** Someone behind the counter, before the first sign-in. */
export interface DemoOperator {
  readonly operatorNumber: string;
  readonly name: string;
  readonly role: OperatorRole;
  /** Changed at the first sign-in, where the operator's own token is registered too. */
  readonly firstPassword: string;
}

export interface DemoRelyingParty {
  readonly name: string;
  readonly relyingPartyId: string;
  readonly verifyKey: string;
  readonly administerKey: string;
}

/** All that the demo drew at random, in one file of mode 0600. */
export interface Demo {
  readonly addresses: {
    readonly bank: string;
    readonly token: string;
    readonly branch: string;
    /** The authority's console, on this very machine alone. */
    readonly console: string;
    readonly networks: string;
    readonly mailbox: string;
  };
  readonly bank: { readonly code: string; readonly name: string };
  readonly contracts: readonly DemoContract[];
  /** Of the authority's console; not in the file of a demo that was made before there was one. */
  readonly consolePassword?: string;
  readonly operators: readonly DemoOperator[];
  readonly relyingParties: readonly DemoRelyingParty[];
}

const fileOf = (dataDir: string): string => join(dataDir, 'demo.json');

export const addressesOf = (settings: Settings): Demo['addresses'] => ({
  bank: settings.origins.bank,
  token: settings.origins.token,
  branch: settings.origins.branch,
  console: consoleOriginOf(settings),
  networks: `http://127.0.0.1:${settings.portBase + PORT_OFFSET.networks}`,
  mailbox: `http://127.0.0.1:${settings.portBase + PORT_OFFSET.networks}/mailbox`,
});

/** The demo of this data folder, with the addresses of these settings. */
export async function readDemo(settings: Settings): Promise<Demo> {
  const text = await findText(fileOf(settings.dataDir));
  if (text === undefined) {
    throw new PlainFault(
      `There is no ${fileOf(settings.dataDir)}: npm start makes a demo; where its file was lost, take the data folder away first.`,
    );
  }
  return { ...(JSON.parse(text) as Demo), addresses: addressesOf(settings) };
}

export async function writeDemo(settings: Settings, demo: Demo): Promise<void> {
  await writePrivateFile(fileOf(settings.dataDir), `${JSON.stringify(demo, null, 2)}\n`);
}
