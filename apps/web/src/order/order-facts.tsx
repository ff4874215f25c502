import { useConnectionName } from '../connections/connections.queries';
import { useMerchantName } from '../merchants/merchants.queries';
import { Facts } from '../ui/facts';
import { fullTime } from '../ui/time';
import type { OrderDetail } from './order.queries';

const time = (at: string | null) => at && fullTime(at);
const named = (method: OrderDetail['shipMethod']) => method && (method.name || method.code);

export function OrderFacts({ order }: { order: OrderDetail }) {
  const merchantName = useMerchantName();
  const storeName = useConnectionName('cart');
  return (
    <Facts
      items={[
        ['Merchant', merchantName(order.merchantId)],
        ['Store', storeName(order.cartConnectionId)],
        ['State in the store', `${order.vendorStatus}, ${order.payment.replace('_', ' ')}`],
        ['Our reference', order.reference],
        ['Warehouse order', order.wmsOrderNumber ?? order.wmsOrderId],
        ['Ship method', named(order.shipMethod) ?? '–'],
        ['At the warehouse', named(order.wmsMethod)],
        ['Total', `${order.total.amount} ${order.total.currency}`],
        ['Placed', time(order.placedAt)],
        ['Loaded', time(order.loadedAt)],
        ['Delivered', time(order.deliveredAt)],
        ['Shipped', time(order.shippedAt)],
        ['Confirmed', time(order.confirmedAt)],
        ['Canceled', time(order.canceledAt)],
      ]}
    />
  );
}
