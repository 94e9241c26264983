import { measureDay } from './measure-day.ts';
import { measureOrders } from './measure-orders.ts';
import { publish } from './report.ts';
import type { BenchOptions } from './transfers.ts';

/**
 * Each kind of order a second over HTTP beside the transfer of the same run, and how long a day of many instalments and
 * maturities takes; fsync on.
 */
export async function benchOrders({ file, size, items }: BenchOptions): Promise<void> {
  const { transfersPerSecond, points, ratio, conditions } = await measureOrders(size);
  const day = await measureDay(items);
  await publish(
    {
      name: 'orders',
      ratio,
      points,
      reference: { name: 'transfer, a second, of the same run', perSecond: transfersPerSecond },
      day,
      conditions,
    },
    file,
  );
}
