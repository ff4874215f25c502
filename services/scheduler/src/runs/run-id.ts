import { v7 as uuidv7 } from 'uuid';

/** UUIDv7 of a run that starts at an instant. */
export function newRunId(now: Date): string {
  return uuidv7({ msecs: now.getTime() });
}

/** The smallest UUIDv7 of an instant: ids of all earlier runs are below it. */
export function firstRunIdAt(instant: Date): string {
  const hex = instant.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
