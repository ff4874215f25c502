import { notFound, type AccountKind, type Principal } from '@crossdock/platform';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { User } from '../users/user.entity';
import { Account } from './account.entity';

export interface OwnAccountView {
  id: string;
  kind: AccountKind;
  name: string;
  createdAt: string;
  user: { id: string; email: string };
}

@Injectable()
export class AccountsService {
  constructor(private readonly manager: EntityManager) {}

  /** The caller's account and user. 404 when they were removed while the token still holds. */
  async own({ accountId, userId }: Principal): Promise<OwnAccountView> {
    const account = await this.manager.findOneBy(Account, { id: accountId });
    const user = await this.manager.findOneBy(User, { id: userId, accountId });
    if (!account || !user) throw notFound('account');
    return {
      id: account.id,
      kind: account.kind,
      name: account.name,
      createdAt: account.createdAt.toISOString(),
      user: { id: user.id, email: user.email },
    };
  }
}
