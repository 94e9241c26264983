/** The rules of Pay-easy that a bank may set otherwise. */
export interface PayEasyConfiguration {
  /** Unknown bills in a row that stop Pay-easy for a contract until the next day. */
  readonly triesMax: number;
  /** The last of so many stops lasts until the branch lifts it. */
  readonly stopsMax: number;
  readonly historyDays: number;
  readonly batchMax: number;
  /** The wait after the nth question about a payment that got no answer; the last one is repeated. */
  readonly retrySeconds: readonly number[];
}

export const defaultPayEasyConfiguration: PayEasyConfiguration = {
  triesMax: 10,
  stopsMax: 6,
  historyDays: 100,
  batchMax: 50,
  retrySeconds: [5, 15, 30, 60, 120, 300, 600],
};
