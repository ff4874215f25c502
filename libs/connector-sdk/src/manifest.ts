import type { z } from 'zod';

/** One limit that the vendor sets on our calls. */
export interface TrafficRule {
  /** Distinguishes several rules of one connector. */
  id: string;
  /** Calls that may be made at once after a pause. */
  burst: number;
  /** Calls a second in the long run. */
  perSecond: number;
}

export interface Manifest<Credentials extends z.ZodType = z.ZodType, Settings extends z.ZodType = z.ZodType> {
  /** Kebab-case; part of queue names, never changes. */
  id: string;
  /** As people call it. */
  name: string;
  /** Fields that are stored encrypted and never returned. Each has `.meta({ title, description })` for the form. */
  credentials: Credentials;
  /** Fields that are shown and can be changed. */
  settings: Settings;
  api: {
    /** The vendor's version that the connector speaks. */
    version: string;
    /** Date on which the vendor switches that version off, if it said so. */
    sunset: string | null;
    /** Where the vendor describes it. */
    documentation: string;
  };
  traffic: {
    rules: TrafficRule[];
    /** Calls in flight at once per connection. */
    concurrency: number;
    /** Total deadline of one call in milliseconds. */
    deadlineMs: number;
  };
}

/**
 * Credentials that the user entered, or settings, checked by the manifest's own schema.
 * What a connector's `test` learned, shown to the user.
 */
export interface ConnectionReport {
  /** The store's or warehouse's own name or address. */
  identity: string;
  /** What was found out, one sentence each: version, locations, permissions. */
  notes: string[];
}
