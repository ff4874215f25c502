import type {
  Problem,
  RunCounts,
  RunOutcome,
  SyncFunction,
  SyncRequest,
  TargetKind,
} from '@crossdock/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One execution of a function for a target. Its id is a UUIDv7, so ids are in the order of their starts. */
@Entity('run')
export class Run {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'account_id' }) accountId!: string;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('uuid', { name: 'target_id' }) targetId!: string;
  @Column('text', { name: 'target_kind' }) targetKind!: TargetKind;
  @Column('text') function!: SyncFunction;
  @Column('text') connector!: string;
  @Column('text') trigger!: SyncRequest['trigger'];
  /** The slot, or the moment at which somebody asked. */
  @Column('timestamptz', { name: 'due_at' }) dueAt!: Date;
  @Column('timestamptz', { name: 'started_at' }) startedAt!: Date;
  /** When the owner was last heard of; the start until it is. */
  @Column('timestamptz', { name: 'heartbeat_at' }) heartbeatAt!: Date;
  /** Number of the newest heartbeat. */
  @Column('integer') beat!: number;
  /** Null while the run is active, as is the outcome. */
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt!: Date | null;
  @Column('text', { nullable: true }) outcome!: RunOutcome | null;
  /** Declared lost because its heartbeat stopped. Stays when the owner reports after all. */
  @Column('boolean') lost!: boolean;
  @Column('jsonb') counts!: RunCounts;
  @Column('jsonb', { nullable: true }) problem!: Problem | null;
}
