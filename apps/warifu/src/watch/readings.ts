/** What is not counted as it happens but looked up when somebody asks. */
export type Reading = () => Promise<void> | void;

export interface Readings {
  readonly add: (reading: Reading) => void;
  /** Runs all of them once; whoever asks meanwhile waits for the same run. */
  readonly refresh: () => Promise<void>;
}

export function openReadings(): Readings {
  const readings: Reading[] = [];
  let underWay: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    await Promise.all(readings.map((reading) => reading()));
  };
  return {
    add: (reading) => void readings.push(reading),
    refresh: () => {
      underWay ??= run().finally(() => {
        underWay = undefined;
      });
      return underWay;
    },
  };
}
