import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import './data-table.css';

export interface Column<Row> {
  /** Empty for a column that needs no words, such as one of buttons. */
  title: string;
  cell: (row: Row) => ReactNode;
  align?: 'right';
}

interface Props<Row> {
  label: string;
  columns: Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Shown in place of rows when there are none. */
  empty: string;
}

/** Rows under titled columns; on a narrow screen one card a row. */
export function DataTable<Row>({ label, columns, rows, rowKey, empty }: Props<Row>) {
  if (rows.length === 0) return <Text c="dimmed">{empty}</Text>;
  return (
    <Table className="data-table" aria-label={label} highlightOnHover verticalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          {columns.map(({ title, align }) => (
            <Table.Th key={title} ta={align}>
              {title}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={rowKey(row)}>
            {columns.map(({ title, cell, align }) => (
              <Table.Td key={title} data-label={title} ta={{ base: 'left', sm: align ?? 'left' }}>
                <div>{cell(row)}</div>
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
