import { DataTable, type Column } from '../ui/data-table';
import { TextLink } from '../ui/links';
import { When } from '../ui/when';
import type { Unexplained } from './proof.queries';

const COLUMNS: Column<Unexplained>[] = [
  { title: 'What', cell: ({ entity }) => <EntityLink entity={entity} /> },
  { title: 'Does not add up', cell: ({ what }) => what },
  { title: 'Since', cell: ({ since }) => <When at={since} /> },
  { title: 'What to do', cell: ({ fix }) => fix },
];

export function UnexplainedTable({ rows }: { rows: Unexplained[] }) {
  return (
    <DataTable
      label="Unexplained"
      columns={COLUMNS}
      rows={rows}
      rowKey={({ kind, entity }) => kind + entity.id}
      empty="Nothing is unexplained."
    />
  );
}

function EntityLink({ entity: { type, id, name } }: { entity: Unexplained['entity'] }) {
  switch (type) {
    case 'order':
      return (
        <TextLink to="/orders/$id" params={{ id }}>
          Order {name}
        </TextLink>
      );
    case 'cart_connection':
      return (
        <TextLink to="/connections/$kind/$id" params={{ kind: 'cart', id }}>
          {name}
        </TextLink>
      );
    case 'shipment':
      return `Shipment ${name}`;
  }
}
