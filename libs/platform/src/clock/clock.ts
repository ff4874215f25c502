import { Injectable } from '@nestjs/common';

/** Where time comes from. Inject it wherever the present matters, so that tests can choose it. */
export abstract class Clock {
  abstract now(): Date;
}

@Injectable()
export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}
