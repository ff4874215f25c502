/**
 * What can go wrong with one request:
 * - `drop-reply`: the request takes effect, its answer never arrives;
 * - `fail-after`: the request takes effect, the answer is a 500;
 * - `drop-request`: the connection breaks before anything happens;
 * - `fail`, `refuse`, `html`, `truncated`: a 500, a 401, a web page with status 200, half a JSON text; nothing happens;
 * - `end-session`: the session has ended, Vendure answers FORBIDDEN.
 */
export type FakeFault =
  'drop-reply' | 'fail-after' | 'drop-request' | 'fail' | 'refuse' | 'html' | 'truncated' | 'end-session';

/** Faults that wait for the next requests. */
export class FakeFaults {
  private readonly planned: { fault: FakeFault; operation: string | null }[] = [];

  /**
   * @param operation name of the GraphQL operation to hit, such as `HubAddFulfillment`; any when left out
   * @param times how many requests it hits
   */
  plan(fault: FakeFault, operation: string | null = null, times = 1): void {
    for (let i = 0; i < times; i++) this.planned.push({ fault, operation });
  }

  /** Takes the fault that is meant for this request, if there is one. */
  take(operation: string): FakeFault | null {
    const index = this.planned.findIndex((plan) => plan.operation === null || plan.operation === operation);
    return index < 0 ? null : (this.planned.splice(index, 1)[0]?.fault ?? null);
  }
}
