import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DemoAccount } from './demo-account';
import type { DemoMemory } from './demo-world';

/** What the demo keeps beside the hub's data. */
export interface DemoState {
  account: DemoAccount;
  memory: DemoMemory;
  /** False while the demo runs: after a kill the shops go on with ids that were certainly not used. */
  endedCleanly: boolean;
}

const IDS_LEFT_FREE = 10_000;

/** The demo's state in a file of the data directory. */
export class DemoStore {
  private readonly file: string;

  constructor(dataDirectory: string) {
    this.file = join(dataDirectory, 'demo.json');
  }

  load(): DemoState | null {
    if (!existsSync(this.file)) return null;
    const state = JSON.parse(readFileSync(this.file, 'utf8')) as DemoState;
    if (!state.endedCleanly) for (const { shop } of Object.values(state.memory)) shop.nextId += IDS_LEFT_FREE;
    return state;
  }

  /** Whole or not at all, also when the process dies meanwhile. */
  save(state: DemoState): void {
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(`${this.file}.new`, JSON.stringify(state), { mode: 0o600 });
    renameSync(`${this.file}.new`, this.file);
  }
}
