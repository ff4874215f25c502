import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Intake } from './intake.service';
import { loadedItems, skippedItems } from './stored-items.query';

const CHUNK = 250;

/** Holds orders against the rules and mappings as they are now, from what the ledger has stored. */
@Injectable()
export class Reconsideration {
  constructor(private readonly intake: Intake) {}

  /** Loaded orders that are still in the hub; others are left as they are. */
  async orders(tx: EntityManager, ids: readonly string[]): Promise<void> {
    for (let start = 0; start < ids.length; start += CHUNK) {
      await this.intake.take(tx, await loadedItems(tx, ids.slice(start, start + CHUNK)), true);
    }
  }

  /** Skipped orders; those that the rules let through now are loaded. */
  async skipped(tx: EntityManager, ids: readonly string[]): Promise<void> {
    for (let start = 0; start < ids.length; start += CHUNK) {
      await this.intake.take(tx, await skippedItems(tx, ids.slice(start, start + CHUNK)), true);
    }
  }
}
