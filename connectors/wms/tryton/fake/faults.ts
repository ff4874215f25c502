/**
 * What can go wrong with one request:
 * - `drop-reply`: the request takes effect, its answer never arrives;
 * - `fail-after`: the request takes effect, the answer is a 500;
 * - `drop-request`: the connection breaks before anything happens;
 * - `fail`, `html`, `truncated`: a 500, a web page with status 200, half a JSON text; nothing happens;
 * - `end-session`: the session has ended, Tryton answers 401 without a body.
 */
export type TrytonFakeFault =
  'drop-reply' | 'fail-after' | 'drop-request' | 'fail' | 'html' | 'truncated' | 'end-session';

/** Faults that wait for the next requests. */
export class TrytonFakeFaults {
  private readonly planned: { fault: TrytonFakeFault; method: string | null }[] = [];

  /**
   * @param method name of the remote method to hit, such as `model.stock.shipment.out.create`; any when left out
   * @param times how many requests it hits
   */
  plan(fault: TrytonFakeFault, method: string | null = null, times = 1): void {
    for (let i = 0; i < times; i++) this.planned.push({ fault, method });
  }

  /** Takes the fault that is meant for this request, if there is one. */
  take(method: string): TrytonFakeFault | null {
    const index = this.planned.findIndex((plan) => plan.method === null || plan.method === method);
    return index < 0 ? null : (this.planned.splice(index, 1)[0]?.fault ?? null);
  }
}
