import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { CrashGuard } from '../../handling/crash-guard';
import { Inbox } from '../../inbox/inbox';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../../messaging-options';
import { RetryLadder } from '../../retry/retry-ladder';
import type { Defect } from './defect';

@Injectable()
class InboxOutsideTheTransaction extends Inbox {
  constructor(private readonly db: DataSource) {
    super(db);
  }

  override claim(_: EntityManager, consumer: string, eventIds: readonly string[]): Promise<Set<string>> {
    return super.claim(this.db.manager, consumer, eventIds);
  }
}

@Injectable()
class NoInbox extends Inbox {
  constructor(db: DataSource) {
    super(db);
  }

  override async claim(_: EntityManager, __: string, eventIds: readonly string[]): Promise<Set<string>> {
    return new Set(eventIds);
  }
}

@Injectable()
class NoCrashGuard extends CrashGuard {
  constructor(db: DataSource) {
    super(db);
  }

  override async mayTry(): Promise<boolean> {
    return true;
  }
}

class EndlessLadder extends RetryLadder {
  override waitAfter(attempt: number): number {
    return super.waitAfter(attempt) ?? this.lastWait;
  }
}

export const handlingDefects: readonly Defect[] = [
  {
    name: 'the inbox row is written outside the transaction of the handler',
    replaceParts: (builder) => builder.overrideProvider(Inbox).useClass(InboxOutsideTheTransaction),
    caughtBy: ['when a consumer dies before its commit'],
  },
  {
    name: 'nobody remembers what was handled',
    replaceParts: (builder) => builder.overrideProvider(Inbox).useClass(NoInbox),
    caughtBy: ['dies between its commit and its acknowledgement'],
  },
  {
    name: 'poison is retried for ever',
    replaceParts: (builder) =>
      builder.overrideProvider(RetryLadder).useFactory({
        factory: (options: MessagingOptions) => new EndlessLadder(options.retryWaitsMs),
        inject: [MESSAGING_OPTIONS],
      }),
    caughtBy: ['parks poison'],
  },
  {
    name: 'a message that kills the process is tried for ever',
    replaceParts: (builder) => builder.overrideProvider(CrashGuard).useClass(NoCrashGuard),
    caughtBy: ['kills the process each time'],
  },
];
