export { assert, Bug, present, unreachable } from './assert.ts';
export {
  type Brand,
  type BusinessDate,
  businessDate,
  type Clock,
  type EpochSeconds,
  epochSeconds,
  systemClock,
  type Yen,
  yen,
} from './brands.ts';
export { CSV_MARK, csvRow, csvText } from './csv.ts';
export { shiftJisOf } from './shift-jis.ts';
export { turns } from './turns.ts';
export { isUuid, uuidv7 } from './uuid.ts';
