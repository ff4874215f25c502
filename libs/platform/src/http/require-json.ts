import { UnsupportedMediaTypeException } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';

/** Refuses a body that is not declared as JSON: nobody would read it, and the complaint would be about missing fields. */
export function requireJson(request: Request, _: Response, next: NextFunction): void {
  const isEmpty = request.headers['content-length'] === '0';
  if (!isEmpty && request.is('application/json') === false) next(new UnsupportedMediaTypeException());
  else next();
}
