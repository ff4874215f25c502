import { Clock } from '../clock/clock';

/** A clock that stands still until it is told to move. */
export class ManualClock extends Clock {
  private instant: number;

  constructor(start: string | Date = '2026-03-02T09:00:00.000Z') {
    super();
    this.instant = new Date(start).getTime();
  }

  now(): Date {
    return new Date(this.instant);
  }

  advance(milliseconds: number): void {
    this.instant += milliseconds;
  }

  set(instant: string | Date): void {
    this.instant = new Date(instant).getTime();
  }
}
