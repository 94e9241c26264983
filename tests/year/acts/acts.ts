import { present } from '@warifu/base';
import type { Random } from '../random.ts';
import type { Act } from './act.ts';
import { payBill } from './bills.ts';
import { book, cancel, registerPayee } from './bookings.ts';
import { changeLimit } from './changes.ts';
import { bookClosing, cancelBooking, changeTreatment, closeDeposit, openDeposit } from './deposits.ts';
import { closeSavings, openSavings } from './savings.ts';
import { ownTransfer, transfer } from './transfers.ts';

/** What customers do, each for himself: nothing of it touches what another customer decides by. */
const ACTS: readonly Act[] = [
  transfer,
  ownTransfer,
  book,
  cancel,
  registerPayee,
  payBill,
  openDeposit,
  closeDeposit,
  bookClosing,
  cancelBooking,
  changeTreatment,
  openSavings,
  closeSavings,
  changeLimit,
];

/** Each act as often as it weighs. */
const DRAWN = ACTS.flatMap((act) => Array.from({ length: act.weight }, () => act));

export const drawAct = (random: Random): Act => present(random.pick(DRAWN), 'there are acts');
