import type { Path } from '../yaml/tree.ts';
import type { Finding, Rule } from './rule.ts';

/** Of the VRF in which the network is that SSH uses. */
const MGMT_TABLE = 100;
/** `default`, `main` and `local`, which the kernel has its own rules for (ip-rule(8)). */
const KERNEL_TABLES: readonly number[] = [253, 254, 255];

function judge(table: number | undefined, path: Path): readonly Finding[] {
  if (table === MGMT_TABLE) {
    const message = 'the routing table 100 is taken: wirelab reaches the nodes by it';
    return [{ path, message, hint: 'use another number, such as 10' }];
  }
  if (table !== undefined && KERNEL_TABLES.includes(table)) {
    const message = `the routing table ${table} is one of the kernel's own`;
    return [{ path, message, hint: 'leave `table` out for the main table' }];
  }
  return [];
}

/** Routes, rules and VRFs use tables that are nobody else's. */
export const reservedTable: Rule = {
  code: 'reserved-table',
  concludesFromAbsent: 'nothing',
  check: ({ lab }) =>
    lab.namespaces.flatMap(({ spec, path, routes }) => [
      ...Object.entries('vrf' in spec ? (spec.vrf ?? {}) : {}).flatMap(([name, { table }]) =>
        judge(table, [...path, 'vrf', name, 'table']),
      ),
      ...routes.flatMap(({ route, path: at }) => judge(route.table, [...at, 'table'])),
      ...(spec.rules ?? []).flatMap(({ table }, index) =>
        judge(table, [...path, 'rules', index, 'table']),
      ),
    ]),
};
