import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Pool } from 'undici';
import { HOST_OPTIONS, type HostOptions } from '../host-options';

const SOCKETS_PER_ORIGIN = 32;
const MAX_ORIGINS = 2_000;

/** Kept connections to vendors, one pool per origin; the pool used longest ago goes first when there are too many. */
@Injectable()
export class OriginPools implements OnApplicationShutdown {
  private readonly pools = new Map<string, Pool>();

  constructor(@Inject(HOST_OPTIONS) private readonly options: Pick<HostOptions, 'connectTimeoutMs'>) {}

  poolFor(origin: string): Pool {
    const pool = this.pools.get(origin) ?? this.open(origin);
    // Moves it to the end of the map's order.
    this.pools.delete(origin);
    this.pools.set(origin, pool);
    this.closeOldest();
    return pool;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.pools.values()].map((pool) => pool.destroy()));
    this.pools.clear();
  }

  private open(origin: string): Pool {
    return new Pool(origin, {
      connections: SOCKETS_PER_ORIGIN,
      pipelining: 1,
      connect: { timeout: this.options.connectTimeoutMs },
      // One deadline covers the whole exchange instead.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  private closeOldest(): void {
    if (this.pools.size <= MAX_ORIGINS) return;
    const [origin, pool] = this.pools.entries().next().value!;
    this.pools.delete(origin);
    // Lets requests in flight end.
    void pool.close();
  }
}
