import { useConnectionName } from '../connections/connections.queries';
import { useMerchantName } from '../merchants/merchants.queries';
import { FUNCTION_WORDS } from '../schedules/plan-words';
import { RunOutcome } from '../schedules/run-outcome';
import { useRuns, type Run } from '../schedules/schedules.queries';
import { DataTable, type Column } from '../ui/data-table';
import { Loaded } from '../ui/loaded';
import { duration } from '../ui/time';

const SHOWN = 12;

export function LastRuns() {
  const runs = useRuns({ limit: SHOWN });
  const merchantName = useMerchantName();
  const storeName = useConnectionName('cart');
  const columns: Column<Run>[] = [
    { title: 'Function', cell: ({ function: fn }) => FUNCTION_WORDS[fn] },
    { title: 'Merchant', cell: ({ merchantId }) => merchantName(merchantId) },
    {
      title: 'Store',
      cell: ({ targetKind, targetId }) => (targetKind === 'cart_connection' ? storeName(targetId) : '–'),
    },
    { title: 'Outcome', cell: (run) => <RunOutcome run={run} /> },
    {
      title: 'Took',
      align: 'right',
      cell: ({ durationMs }) => (durationMs === null ? '–' : duration(durationMs)),
    },
  ];
  return (
    <Loaded query={runs}>
      {(rows) => (
        <DataTable
          label="Last runs"
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          empty="Nothing has run yet."
        />
      )}
    </Loaded>
  );
}
