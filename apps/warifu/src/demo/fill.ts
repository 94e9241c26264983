import { join } from 'node:path';
import { defaultConfiguration } from '@warifu/bank';
import { assert, type EpochSeconds, epochSeconds, systemClock } from '@warifu/base';
import type { Settings } from '../config.ts';
import type { Reached } from '../database/reach.ts';
import { removeFile } from '../private-files.ts';
import { drawConsolePassword } from '../server/console-password.ts';
import { kekFileOf, makeDemoKek } from '../server/key-ring.ts';
import { type House, openHouse } from '../server/open-house.ts';
import { bankPartyOf } from '../server/relying-party.ts';
import { addressesOf, type Demo, type DemoRelyingParty, writeDemo } from './demo-file.ts';
import { fillHistory, type Opened } from './history.ts';
import { fillDemoOperators } from './operators.ts';
import { drawPeople } from './people.ts';
import { fillDemoRates } from './rates.ts';
import { openDemoSavings } from './savings.ts';
import { openDemoTimeDeposits } from './time-deposits.ts';

/** The second service that customers register the same token with. */
const SECOND_PARTY = 'わりふ共済デモ';
/**
 * No commit of the filling waits for the disk. The mark `filled` does, and with it all that was written before: a filling
 * that a power cut ends was never marked, and is begun anew.
 */
const QUICK_OPTIONS = '-c timezone=UTC -c synchronous_commit=off';
const quick = (url: string): string =>
  `${url}${url.includes('?') ? '&' : '?'}options=${encodeURIComponent(QUICK_OPTIONS)}`;

/** When the contracts of the demo were opened. */
const OPENED_DAYS_AGO = 160;
const DAY = 86_400;

/**
 * Fills a demo's database through the bank's and the authority's own functions, and writes down what it drew. What was
 * stopped half-way is begun anew at the next start.
 */
export async function fillDemo(
  settings: Settings,
  reached: Reached,
  onFault: (what: string, error: unknown) => void,
  signal: AbortSignal,
): Promise<'filled' | 'stopped'> {
  const { ownerUrl } = reached;
  assert(ownerUrl !== undefined, 'a demo is filled where its owner is known');
  await makeDemoKek(kekFileOf(settings, 'filling'), settings.dataDir);
  // A number of an authority whose database is gone.
  await removeFile(join(settings.dataDir, 'keys', 'relying-party'));
  const now = systemClock();
  let past: EpochSeconds = epochSeconds(now - OPENED_DAYS_AGO * DAY);
  const quickly: Reached = { ...reached, urlFor: (role) => quick(reached.urlFor(role)) };
  const house = await openHouse({
    settings,
    reached: quickly,
    onFault,
    bankClock: () => past,
    needsAuthority: true,
  });
  try {
    await fillDemoRates(ownerUrl);
    const people = drawPeople();
    const contracts = await house.bank.openContracts(people.map((person) => person.contract));
    const opened: readonly Opened[] = people.map((person, index) => {
      const contract = contracts[index];
      assert(contract !== undefined, 'each person has a contract');
      return { person, contract };
    });
    const setNow = (at: EpochSeconds): void => {
      past = at;
    };
    await openDemoSavings(house.bank, opened);
    await openDemoTimeDeposits(house.bank, opened);
    await fillHistory(house.bank, opened, now, setNow, signal);
    if (signal.aborted) return 'stopped';
    await writeDemo(settings, {
      addresses: addressesOf(settings),
      bank: { code: defaultConfiguration.ownBank.code, name: defaultConfiguration.ownBank.name },
      contracts: opened.flatMap(contractOf),
      consolePassword: await drawConsolePassword(settings.dataDir),
      operators: await fillDemoOperators(ownerUrl),
      relyingParties: await makeParties(settings, house),
    });
    return 'filled';
  } finally {
    await house.close();
  }
}

function contractOf({ person, contract }: Opened): Demo['contracts'] {
  if (person.about === undefined) return [];
  const { holder, loginPassword, confirmationPassword, branchCode } = person.contract;
  return [
    {
      contractNumber: contract.contractNumber,
      loginPassword,
      ...(confirmationPassword === undefined ? {} : { confirmationPassword }),
      holder: holder.kanji,
      branchCode,
      about: person.about,
    },
  ];
}

async function makeParties(settings: Settings, house: House): Promise<readonly DemoRelyingParty[]> {
  const { authority } = house;
  assert(authority !== undefined, 'the demo has its authority in this process');
  const bankName = defaultConfiguration.ownBank.name;
  const bankParty = await bankPartyOf(settings.dataDir, authority, bankName);
  const second = await authority.createRelyingParty({ name: SECOND_PARTY, scopes: ['verify'] });
  const keysOf = async (name: string, relyingPartyId: string): Promise<DemoRelyingParty> => ({
    name,
    relyingPartyId,
    verifyKey: (await authority.issueKey({ relyingPartyId, scopes: ['verify'] })).key,
    administerKey: (await authority.issueKey({ relyingPartyId, scopes: ['administer'] })).key,
  });
  return [await keysOf(bankName, bankParty), await keysOf(SECOND_PARTY, second.relyingPartyId)];
}
