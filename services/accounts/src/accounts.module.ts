import {
  MessagingHousekeeping,
  messagingMigrations,
  MessagingModule,
  type EventTransport,
} from '@crossdock/messaging';
import {
  DatabaseModule,
  messagingMetrics,
  Metrics,
  readinessCheck,
  type MigrationClass,
  type ServiceConfig,
} from '@crossdock/platform';
import { Module, type DynamicModule } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { Account } from './accounts/account.entity';
import { AccountsController } from './accounts/accounts.controller';
import { AccountsService } from './accounts/accounts.service';
import { HousekeepingService } from './housekeeping/housekeeping.service';
import { Merchant } from './merchants/merchant.entity';
import { MerchantsController } from './merchants/merchants.controller';
import { MerchantsService } from './merchants/merchants.service';
import { AccountsTables1760000000000 } from './migrations/accounts-tables.migration';
import { Passwords } from './passwords/passwords';
import { AuthController } from './sessions/auth.controller';
import { LoginLimit } from './sessions/login-limit.service';
import { LoginService } from './sessions/login.service';
import { RefreshToken } from './sessions/refresh-token.entity';
import { Session } from './sessions/session.entity';
import { Sessions } from './sessions/sessions.service';
import { SignUpController } from './sign-up/sign-up.controller';
import { SignUpService } from './sign-up/sign-up.service';
import { AccessTokens } from './tokens/access-tokens.service';
import { JwksController } from './tokens/jwks.controller';
import { SigningKey } from './tokens/signing-key.entity';
import { SigningKeys } from './tokens/signing-keys.service';
import { User } from './users/user.entity';
import { UsersController } from './users/users.controller';
import { UsersService } from './users/users.service';

export interface AccountsRuntime {
  readonly config: ServiceConfig;
  readonly transport: EventTransport;
}

export const migrations: readonly MigrationClass[] = [...messagingMigrations, AccountsTables1760000000000];

/** Accounts, merchants, users and their sessions. Tells `MerchantChanged`; hears nothing. */
@Module({})
export class AccountsModule {
  static forRuntime({ config, transport }: AccountsRuntime): DynamicModule {
    return {
      module: AccountsModule,
      imports: [
        DatabaseModule.forService({
          config,
          entities: [Account, Merchant, User, Session, RefreshToken, SigningKey],
          migrations,
        }),
        MessagingModule.forService({
          service: config.service,
          transport,
          relay: { leaseMs: config.leaseSeconds * 1000 },
          metrics: { inject: [Metrics], useFactory: messagingMetrics },
        }),
        ScheduleModule.forRoot(),
      ],
      controllers: [
        AccountsController,
        MerchantsController,
        UsersController,
        SignUpController,
        AuthController,
        JwksController,
      ],
      providers: [
        AccountsService,
        MerchantsService,
        UsersService,
        SignUpService,
        LoginService,
        LoginLimit,
        Sessions,
        Passwords,
        AccessTokens,
        SigningKeys,
        HousekeepingService,
        MessagingHousekeeping,
        readinessCheck('broker', () => transport.ready()),
      ],
    };
  }
}
