export { migrations } from './migrations';
export { SyncLedgerModule, type LedgerRuntime } from './sync-ledger.module';
