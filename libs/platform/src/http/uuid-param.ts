import { type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { validate } from 'uuid';
import { ProblemException } from './problem.exception';

class UuidParamPipe implements PipeTransform<string, string> {
  transform(value: string, { data }: ArgumentMetadata): string {
    if (validate(value)) return value.toLowerCase();
    throw new ProblemException(422, {
      type: 'invalid-input',
      title: 'The input is not valid',
      detail: 'Correct the named part of the address and repeat the request.',
      errors: [{ path: data ?? '', message: 'must be a UUID' }],
    });
  }
}

/** For ids in a path: `@Param('id', zUuidParam) id: string`. Anything but a UUID is a 422 problem. */
export const zUuidParam: PipeTransform<string, string> = new UuidParamPipe();
