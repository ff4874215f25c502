export { AccountsModule, migrations, type AccountsRuntime } from './accounts.module';
