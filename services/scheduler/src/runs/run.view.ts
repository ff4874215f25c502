import { problem, runCounts, runOutcome, syncFunction, targetKind } from '@crossdock/domain';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import type { Run } from './run.entity';

export const zRun = z.object({
  id: z.uuid(),
  targetId: z.uuid(),
  targetKind,
  merchantId: z.uuid(),
  function: syncFunction,
  connector: z.string(),
  trigger: z.enum(['schedule', 'automatic', 'manual']),
  outcome: runOutcome.nullable().describe('Null while the run is active'),
  lost: z
    .boolean()
    .describe('Its heartbeat stopped. When its owner reported later, the outcome is from that report'),
  dueAt: z.iso.datetime().describe('The slot, or when somebody asked'),
  startedAt: z.iso.datetime(),
  heartbeatAt: z.iso.datetime().describe('When its owner was last heard of'),
  finishedAt: z.iso.datetime().nullable(),
  durationMs: z.int().nullable(),
  counts: runCounts,
  problem: problem.nullable(),
});
export type RunView = z.output<typeof zRun>;
export class RunDto extends createZodDto(zRun) {}

export function viewOfRun(run: Run): RunView {
  const { id, targetId, targetKind, merchantId, connector, trigger, outcome, lost, counts, problem } = run;
  const { dueAt, startedAt, heartbeatAt, finishedAt } = run;
  return {
    id,
    targetId,
    targetKind,
    merchantId,
    function: run.function,
    connector,
    trigger,
    outcome,
    lost,
    dueAt: dueAt.toISOString(),
    startedAt: startedAt.toISOString(),
    heartbeatAt: heartbeatAt.toISOString(),
    finishedAt: finishedAt && finishedAt.toISOString(),
    durationMs: finishedAt && finishedAt.getTime() - startedAt.getTime(),
    counts,
    problem,
  };
}
