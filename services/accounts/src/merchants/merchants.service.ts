import { MerchantChanged } from '@crossdock/domain';
import { Outbox } from '@crossdock/messaging';
import {
  Clock,
  decodeCursor,
  notFound,
  ProblemException,
  toPage,
  violates,
  type AccountKind,
  type Page,
  type PageQuery,
  type Principal,
} from '@crossdock/platform';
import { Injectable } from '@nestjs/common';
import { EntityManager, MoreThan } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { Merchant } from './merchant.entity';

export interface MerchantView {
  id: string;
  name: string;
  active: boolean;
  createdAt: string;
}

/** Fields that may change. What is absent stays. */
export interface MerchantChangeInput {
  name?: string | undefined;
  active?: boolean | undefined;
}

/** Merchants of one account. Each change is told as `MerchantChanged` with its new revision. */
@Injectable()
export class MerchantsService {
  constructor(
    private readonly manager: EntityManager,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async list(accountId: string, { limit, cursor }: PageQuery): Promise<Page<MerchantView>> {
    const after = cursor === undefined ? null : decodeCursor(z.uuid(), cursor);
    const rows = await this.manager.find(Merchant, {
      where: { accountId, ...(after !== null && { id: MoreThan(after) }) },
      order: { id: 'ASC' },
      take: limit + 1,
    });
    return toPage(rows, limit, viewOf, ({ id }) => id);
  }

  async get(accountId: string, id: string): Promise<MerchantView> {
    const merchant = await this.manager.findOneBy(Merchant, { id, accountId });
    if (!merchant) throw notFound('merchant');
    return viewOf(merchant);
  }

  async create({ accountId, accountKind }: Principal, name: string): Promise<MerchantView> {
    if (accountKind === 'merchant') throw onlyOneMerchant();
    return this.explainingConflicts(name, () =>
      this.manager.transaction((tx) => this.add(tx, { accountId, accountKind, name })),
    );
  }

  /** Part of the use case that makes a merchant: call it in that one's transaction. */
  async add(
    tx: EntityManager,
    account: { accountId: string; accountKind: AccountKind; name: string },
  ): Promise<MerchantView> {
    const now = this.clock.now();
    const merchant = tx.create(Merchant, {
      id: uuidv7(),
      ...account,
      active: true,
      revision: 1,
      createdAt: now,
    });
    await tx.insert(Merchant, merchant);
    await this.tell(tx, merchant, now);
    return viewOf(merchant);
  }

  /** A change that changes nothing is told to nobody. */
  async change(accountId: string, id: string, change: MerchantChangeInput): Promise<MerchantView> {
    return this.explainingConflicts(change.name ?? '', () =>
      this.manager.transaction(async (tx) => {
        const merchant = await tx.findOne(Merchant, {
          where: { id, accountId },
          lock: { mode: 'pessimistic_write' },
        });
        if (!merchant) throw notFound('merchant');
        const { name = merchant.name, active = merchant.active } = change;
        if (name === merchant.name && active === merchant.active) return viewOf(merchant);
        const changed = { ...merchant, name, active, revision: merchant.revision + 1 };
        await tx.update(Merchant, { id }, { name, active, revision: changed.revision });
        await this.tell(tx, changed, this.clock.now());
        return viewOf(changed);
      }),
    );
  }

  private tell(tx: EntityManager, merchant: Merchant, at: Date): Promise<void> {
    const { accountId, id: merchantId, name, active, revision } = merchant;
    return this.outbox.add(tx, [
      MerchantChanged.create({ accountId, merchantId, name, active, revision }, at),
    ]);
  }

  private async explainingConflicts<T>(name: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!violates(error, 'merchant_name')) throw error;
      throw new ProblemException(409, {
        type: 'merchant-name-taken',
        title: 'There is a merchant of this name',
        detail: `The account has a merchant named "${name}" already. Use that one, or choose another name.`,
      });
    }
  }
}

function viewOf({ id, name, active, createdAt }: Merchant): MerchantView {
  return { id, name, active, createdAt: createdAt.toISOString() };
}

function onlyOneMerchant(): ProblemException {
  return new ProblemException(409, {
    type: 'only-one-merchant',
    title: 'A merchant account has exactly one merchant',
    detail: 'Use the merchant that exists. To run several merchants, sign up for a fulfillment account.',
  });
}
