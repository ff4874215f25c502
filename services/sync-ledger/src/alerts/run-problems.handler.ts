import { Controller } from '@nestjs/common';
import { SyncRunFinished, type EventOf } from '@crossdock/domain';
import { HandleEvents, type HandlerContext } from '@crossdock/messaging';
import type { EntityManager } from 'typeorm';
import { runItem, runProblemAlert } from '../domain/run-problem';
import { Alerts } from './alerts.service';

const KIND = 'run-problem';

/** A run that failed is an alert until a run of the same target and function succeeds. */
@Controller()
export class RunProblemsHandler {
  constructor(private readonly alerts: Alerts) {}

  @HandleEvents(SyncRunFinished, { lane: 'run-problems' })
  async onRunsFinished(events: EventOf<typeof SyncRunFinished>[], { tx }: HandlerContext): Promise<void> {
    const latest = [...new Map(events.map(({ payload }) => [runItem(payload), payload])).values()];
    const succeeded = latest.filter(({ outcome }) => outcome === 'succeeded');
    const others = latest.filter(({ outcome }) => outcome !== 'succeeded');
    await this.alerts.clear(
      tx,
      succeeded.map((run) => ({ merchantId: run.merchantId, kind: KIND, item: runItem(run) })),
    );
    const names = await targetNames(
      tx,
      others.map(({ targetId }) => targetId),
    );
    const raised = others.flatMap((run) => {
      const alert = runProblemAlert(run, names.get(run.targetId) ?? null);
      if (!alert) return [];
      return [
        { ...alert, accountId: run.accountId, merchantId: run.merchantId, kind: KIND, item: runItem(run) },
      ];
    });
    await this.alerts.raise(tx, raised);
  }
}

async function targetNames(tx: EntityManager, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows: { id: string; name: string }[] = await tx.query(
    `SELECT id, name FROM cart_connections WHERE id = ANY ($1)
     UNION ALL SELECT id, name FROM merchants WHERE id = ANY ($1)`,
    [ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
