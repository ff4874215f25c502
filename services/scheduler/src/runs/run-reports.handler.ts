import { SyncRunFinished, SyncRunProgressed, type EventOf } from '@crossdock/domain';
import { HandleEvents, type HandlerContext } from '@crossdock/messaging';
import { Clock } from '@crossdock/platform';
import { Controller } from '@nestjs/common';
import { finished, progressed, type RunState } from '../domain/run-state';
import { RunEnds } from './run-ends.service';
import { lockRuns, saveRuns } from './run-rows';
import type { Run } from './run.entity';

type Report = EventOf<typeof SyncRunProgressed> | EventOf<typeof SyncRunFinished>;

/** Records what the owners of runs report. Reports may come late, twice or in any order. */
@Controller()
export class RunReportsHandler {
  constructor(
    private readonly clock: Clock,
    private readonly ends: RunEnds,
  ) {}

  @HandleEvents([SyncRunProgressed, SyncRunFinished], { lane: 'run-reports', competing: true })
  async onReports(reports: Report[], { tx }: HandlerContext): Promise<void> {
    const now = this.clock.now();
    const runs = await lockRuns(tx, [...new Set(reports.map(({ payload }) => payload.runId))]);
    const byId = new Map(runs.map((run) => [run.id, run]));
    const changed = new Set<Run>();
    const ended = new Set<Run>();
    for (const report of reports) {
      const run = byId.get(report.payload.runId);
      const change = run && changeBy(report, run, now);
      if (!change) continue;
      if (run.finishedAt === null && change.finishedAt) ended.add(run);
      changed.add(Object.assign(run, change));
    }
    await saveRuns(tx, [...changed]);
    await this.ends.settle(tx, [...ended]);
  }
}

function changeBy({ occurredAt, payload }: Report, run: Run, now: Date): Partial<RunState> | null {
  if ('beat' in payload) return progressed(run, payload, now);
  const { outcome, counts, problem } = payload;
  return finished(run, { at: new Date(occurredAt), outcome, counts, problem }, now);
}
