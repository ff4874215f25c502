import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../auth/public.decorator';
import { ProblemException } from '../http/problem.exception';
import { HealthRegistry } from './health-registry';

@Public()
@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthRegistry) {}

  /** The process runs and answers. */
  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** The service can do its work. */
  @Get('ready')
  async ready(): Promise<{ status: 'ok' }> {
    const notReady = await this.health.notReady();
    if (notReady.length === 0) return { status: 'ok' };
    throw new ProblemException(503, {
      type: 'not-ready',
      title: 'The service is not ready',
      detail: 'It gets no requests until everything listed in "errors" works. Look there first.',
      errors: notReady.map(({ name, message }) => ({ path: name, message })),
    });
  }
}
