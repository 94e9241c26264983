import { isUuid } from '@warifu/base';
import { rate } from '../interest/rate.ts';
import { openPlannedOrders } from '../orders/planned/open-planned-orders.ts';
import type { PlannedPorts } from '../orders/planned/planned-ports.ts';
import { listSavingsYields } from '../rates/rate-of.ts';
import { planSavingsClosing } from './plan-closing.ts';
import { planSavingsOpening } from './plan-opening.ts';
import { findSavings, listInstalments, listSavingsRows } from './queries.ts';
import { detailOf, viewOf } from './read-savings.ts';
import type { InstalmentSavings } from './savings.ts';

const LISTED_MAX = 100;

/** 定期積金. */
export function openInstalmentSavings(ports: PlannedPorts): InstalmentSavings {
  const { database, configuration, bankDay } = ports;
  const db = database.kysely;
  const opening = openPlannedOrders(ports, planSavingsOpening(configuration));
  const closing = openPlannedOrders(ports, planSavingsClosing(configuration));
  return {
    savingsOffer: async () => {
      const { instalmentMin, instalmentStep, instalmentsMin, instalmentsMax } =
        configuration.instalmentSavings;
      const entries = await listSavingsYields(db, (await bankDay()).today);
      const yields = entries.map(({ termMonths, rateThousandths, validFrom }) => ({
        instalmentsFrom: termMonths,
        rate: rate(BigInt(rateThousandths)),
        validFrom,
      }));
      return { yields, instalmentMin, instalmentStep, instalmentsMin, instalmentsMax };
    },
    listSavings: async (contractId) => {
      const { today } = await bankDay();
      return (await listSavingsRows(db, contractId, LISTED_MAX)).map((row) => viewOf(row, today));
    },
    savingsOf: async (contractId, savingsId) => {
      const row = isUuid(savingsId) ? await findSavings(db, contractId, savingsId) : undefined;
      if (row === undefined) return undefined;
      return detailOf(row, await listInstalments(db, savingsId), (await bankDay()).today);
    },
    prepareSavingsOpening: opening.prepare,
    savingsOpeningOf: opening.find,
    executeSavingsOpening: opening.execute,
    prepareSavingsClosing: closing.prepare,
    savingsClosingOf: closing.find,
    executeSavingsClosing: closing.execute,
  };
}
