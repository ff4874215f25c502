import type { SyncFunction, TargetKind } from '@crossdock/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Plan } from '../domain/plan';
import type { Blocked, ScheduleState } from '../domain/schedule-state';

/** When one function runs for one target, and how far it is. */
@Entity('schedule')
export class Schedule implements ScheduleState {
  @PrimaryColumn('uuid', { name: 'target_id' }) targetId!: string;
  @PrimaryColumn('text') function!: SyncFunction;
  @Column('text', { name: 'target_kind' }) targetKind!: TargetKind;
  @Column('uuid', { name: 'account_id' }) accountId!: string;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('text') connector!: string;
  @Column('jsonb') plan!: Plan;
  @Column('boolean') paused!: boolean;
  @Column('text', { nullable: true }) blocked!: Blocked | null;
  /** Computed by the database from plan, paused and blocked, for the index of due rows. */
  @Column({ type: 'boolean', insert: false, update: false }) enabled!: boolean;
  @Column('timestamptz', { name: 'next_run_at', nullable: true }) nextRunAt!: Date | null;
  @Column('uuid', { name: 'active_run_id', nullable: true }) activeRunId!: string | null;
  @Column('uuid', { name: 'last_run_id', nullable: true }) lastRunId!: string | null;
  @Column('integer') failures!: number;
  @Column('timestamptz', { name: 'retry_at', nullable: true }) retryAt!: Date | null;
}
