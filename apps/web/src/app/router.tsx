import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { ConnectionPage } from '../connections/connection-page';
import { ConnectionsPage } from '../connections/connections-page';
import type { ConnectionKind } from '../connections/connections.queries';
import { NewConnectionPage } from '../connections/new-connection-page';
import { OrderPage } from '../order/order-page';
import { OrdersPage } from '../orders/orders-page';
import { OverviewPage } from '../overview/overview-page';
import { ProofPage } from '../proof/proof-page';
import { SchedulesPage } from '../schedules/schedules-page';
import { ShipMethodsPage } from '../ship-methods/ship-methods-page';
import { NotFound } from './not-found';
import { merchantSearch, newConnectionSearch, ordersSearch, proofSearch } from './search';
import { Shell } from './shell';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });
const below = { getParentRoute: () => root };

const routes = [
  createRoute({ ...below, path: '/', component: OverviewPage }),
  createRoute({ ...below, path: '/orders', component: OrdersPage, validateSearch: ordersSearch }),
  createRoute({ ...below, path: '/orders/$id', component: OrderPage }),
  createRoute({
    ...below,
    path: '/connections',
    component: ConnectionsPage,
    validateSearch: merchantSearch,
  }),
  createRoute({
    ...below,
    path: '/connections/new',
    component: NewConnectionPage,
    validateSearch: newConnectionSearch,
  }),
  createRoute({
    ...below,
    path: '/connections/$kind/$id',
    component: ConnectionPage,
    params: {
      parse: ({ kind, id }) => ({ kind: (kind === 'wms' ? 'wms' : 'cart') as ConnectionKind, id }),
      stringify: (params) => params,
    },
  }),
  createRoute({ ...below, path: '/schedules', component: SchedulesPage, validateSearch: merchantSearch }),
  createRoute({
    ...below,
    path: '/ship-methods',
    component: ShipMethodsPage,
    validateSearch: merchantSearch,
  }),
  createRoute({ ...below, path: '/proof', component: ProofPage, validateSearch: proofSearch }),
] as const;

export const router = createRouter({ routeTree: root.addChildren(routes), scrollRestoration: true });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
