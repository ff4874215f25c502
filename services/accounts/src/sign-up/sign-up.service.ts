import { Clock, type AccountKind } from '@crossdock/platform';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { Account } from '../accounts/account.entity';
import { MerchantsService } from '../merchants/merchants.service';
import { Passwords } from '../passwords/passwords';
import { Sessions, type Grant } from '../sessions/sessions.service';
import { UsersService } from '../users/users.service';

export interface SignUpInput {
  kind: AccountKind;
  accountName: string;
  email: string;
  password: string;
}

export interface SignUpResult {
  grant: Grant;
  accountId: string;
  userId: string;
  merchantId: string | null;
}

@Injectable()
export class SignUpService {
  constructor(
    private readonly manager: EntityManager,
    private readonly passwords: Passwords,
    private readonly users: UsersService,
    private readonly merchants: MerchantsService,
    private readonly sessions: Sessions,
    private readonly clock: Clock,
  ) {}

  /** Account, first user, the merchant of a merchant account and the session: all of them or none. */
  async signUp({ kind, accountName, email, password }: SignUpInput): Promise<SignUpResult> {
    const passwordHash = await this.passwords.accept(password, { email, accountName });
    return this.manager.transaction(async (tx) => {
      const accountId = uuidv7();
      await tx.insert(Account, { id: accountId, kind, name: accountName, createdAt: this.clock.now() });
      const user = await this.users.add(tx, { accountId, email, passwordHash });
      const merchant =
        kind === 'merchant'
          ? await this.merchants.add(tx, { accountId, accountKind: kind, name: accountName })
          : null;
      const grant = await this.sessions.start(tx, { userId: user.id, accountId, accountKind: kind });
      return { grant, accountId, userId: user.id, merchantId: merchant?.id ?? null };
    });
  }
}
