import { TextLink } from '../ui/links';
import type { Alert } from './overview.queries';

/** Where the cause of an alert can be taken away, when that is a page of its own. */
export function AlertLink({ alert: { kind, merchantId } }: { alert: Alert }) {
  if (kind === 'ship-method-unmapped') {
    return (
      <TextLink size="sm" to="/ship-methods" search={{ merchantId }}>
        Map it
      </TextLink>
    );
  }
  if (kind.startsWith('connection') || kind.startsWith('run')) {
    return (
      <TextLink size="sm" to="/connections" search={{ merchantId }}>
        Connections
      </TextLink>
    );
  }
  return (
    <TextLink size="sm" to="/orders" search={{ merchantId }}>
      Orders
    </TextLink>
  );
}
