import { Inject, Injectable } from '@nestjs/common';
import { INTENT_KINDS, type IntentKind } from './intent-kind';

/** The gateway's kinds of writes by name and by stream. */
@Injectable()
export class IntentKinds {
  private readonly byName: ReadonlyMap<string, IntentKind>;

  constructor(@Inject(INTENT_KINDS) private readonly kinds: readonly IntentKind[]) {
    this.byName = new Map(kinds.map((kind) => [kind.kind, kind]));
  }

  /** @throws Error for a name that the gateway does not declare */
  get(name: string): IntentKind {
    const kind = this.byName.get(name);
    if (!kind) throw new Error(`This gateway does not write "${name}".`);
    return kind;
  }

  ofStream(stream: string): readonly IntentKind[] {
    return this.kinds.filter((kind) => kind.stream === stream);
  }
}
