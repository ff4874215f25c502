import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Problem, SyncFunction, TargetKind } from '@crossdock/domain';

/** One run of a function that the ledger owns, from the scheduler's request to its finish. */
@Entity('ledger_runs')
export class LedgerRun {
  @PrimaryColumn('uuid', { name: 'run_id' })
  runId!: string;

  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @Column('uuid', { name: 'merchant_id' })
  merchantId!: string;

  @Column('text')
  function!: SyncFunction;

  @Column('text', { name: 'target_kind' })
  targetKind!: TargetKind;

  @Column('uuid', { name: 'target_id' })
  targetId!: string;

  @Column('text')
  connector!: string;

  /** Items asked of a gateway so far. */
  @Column('integer')
  requested!: number;

  @Column('integer')
  done!: number;

  @Column('integer')
  failed!: number;

  /** True while more items are being picked. */
  @Column('boolean')
  dispatching!: boolean;

  @Column('integer')
  beat!: number;

  @Column('timestamptz', { name: 'beat_at' })
  beatAt!: Date;

  @Column('timestamptz', { name: 'started_at' })
  startedAt!: Date;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt!: Date | null;

  /** The latest failure among its items, or why the whole run failed. */
  @Column('jsonb', { nullable: true })
  problem!: Problem | null;
}
