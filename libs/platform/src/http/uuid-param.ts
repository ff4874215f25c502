import { type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { validate } from 'uuid';
import { invalidInput } from './problem.exception';

class UuidParamPipe implements PipeTransform<string, string> {
  transform(value: string, { data }: ArgumentMetadata): string {
    if (validate(value)) return value.toLowerCase();
    throw invalidInput([{ path: data ?? '', message: 'must be a UUID' }]);
  }
}

/** For ids in a path: `@Param('id', zUuidParam) id: string`. Anything but a UUID is a 422 problem. */
export const zUuidParam: PipeTransform<string, string> = new UuidParamPipe();
