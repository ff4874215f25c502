import { ProblemException } from '@crossdock/platform';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { Account } from '../accounts/account.entity';
import { Passwords } from '../passwords/passwords';
import { User } from '../users/user.entity';
import { LoginLimit, MAX_ATTEMPTS } from './login-limit.service';
import { Sessions, type Grant } from './sessions.service';

@Injectable()
export class LoginService {
  constructor(
    private readonly manager: EntityManager,
    private readonly limit: LoginLimit,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
  ) {}

  /**
   * @param email in the form in which addresses are stored
   * @throws ProblemException 401 with the same words and after the same time for an unknown address and a wrong password
   */
  async logIn(email: string, password: string): Promise<Grant> {
    await this.limit.count(email);
    const user = await this.manager.findOneBy(User, { email });
    const matches = await this.passwords.matches(user?.passwordHash ?? null, password);
    if (!user || !matches) throw refused();
    await this.limit.reset(email);
    const account = await this.manager.findOneByOrFail(Account, { id: user.accountId });
    return this.manager.transaction((tx) =>
      this.sessions.start(tx, { userId: user.id, accountId: account.id, accountKind: account.kind }),
    );
  }
}

function refused(): ProblemException {
  return new ProblemException(401, {
    type: 'login-refused',
    title: 'E-mail address or password is wrong',
    detail: `Check both and try again. After ${MAX_ATTEMPTS} attempts an address has to wait for up to 15 minutes.`,
  });
}
