import type { Rule } from './rule.ts';

/** 24 bits (RFC 7348, section 5). */
const LARGEST = 2 ** 24 - 1;

export const vniRange: Rule = {
  code: 'vni-range',
  concludesFromAbsent: 'nothing',
  check: ({ lab }) =>
    lab.namespaces.flatMap(({ devices }) =>
      devices.flatMap(({ type, path }) => {
        if (type.kind !== 'vxlan' || (type.spec.vni >= 1 && type.spec.vni <= LARGEST)) return [];
        return {
          path: [...path, 'vni'],
          message: `expected a VNI from 1 to ${LARGEST}, found ${type.spec.vni}`,
          hint: 'a VXLAN network identifier has 24 bits',
        };
      }),
    ),
};
