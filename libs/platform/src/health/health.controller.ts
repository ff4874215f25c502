import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../auth/public.decorator';
import { HealthRegistry } from './health-registry';
import { notReadyProblem } from './not-ready.problem';

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
    throw notReadyProblem(notReady);
  }
}
