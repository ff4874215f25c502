import {
  Clock,
  decodeCursor,
  notFound,
  ProblemException,
  toPage,
  violates,
  type Page,
  type PageQuery,
} from '@crossdock/platform';
import { Injectable } from '@nestjs/common';
import { EntityManager, MoreThan } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { Account } from '../accounts/account.entity';
import { Passwords } from '../passwords/passwords';
import { User } from './user.entity';

export interface UserView {
  id: string;
  email: string;
  createdAt: string;
}

@Injectable()
export class UsersService {
  constructor(
    private readonly manager: EntityManager,
    private readonly passwords: Passwords,
    private readonly clock: Clock,
  ) {}

  async list(accountId: string, { limit, cursor }: PageQuery): Promise<Page<UserView>> {
    const after = cursor === undefined ? null : decodeCursor(z.uuid(), cursor);
    const rows = await this.manager.find(User, {
      where: { accountId, ...(after !== null && { id: MoreThan(after) }) },
      order: { id: 'ASC' },
      take: limit + 1,
    });
    return toPage(rows, limit, viewOf, ({ id }) => id);
  }

  async create(accountId: string, input: { email: string; password: string }): Promise<UserView> {
    const account = await this.manager.findOneBy(Account, { id: accountId });
    if (!account) throw notFound('account');
    const passwordHash = await this.passwords.accept(input.password, {
      email: input.email,
      accountName: account.name,
    });
    return viewOf(await this.add(this.manager, { accountId, email: input.email, passwordHash }));
  }

  /** Part of the use case that makes a user: call it in that one's transaction. */
  async add(
    tx: EntityManager,
    input: { accountId: string; email: string; passwordHash: string },
  ): Promise<User> {
    const user = tx.create(User, { id: uuidv7(), ...input, createdAt: this.clock.now() });
    try {
      await tx.insert(User, user);
      return user;
    } catch (error) {
      if (!violates(error, 'app_user_email')) throw error;
      throw new ProblemException(409, {
        type: 'email-taken',
        title: 'There is a user with this e-mail address',
        detail: 'Log in with it, or use another address.',
      });
    }
  }
}

function viewOf({ id, email, createdAt }: User): UserView {
  return { id, email, createdAt: createdAt.toISOString() };
}
