import { parseAddress } from '../parse/address.ts';
import { parseNetwork } from '../parse/prefix.ts';
import type { LabNamespace, LabRoute } from './lab.ts';
import type { Finding, Rule } from './rule.ts';

function judge({ devices }: LabNamespace, { route, path }: LabRoute): readonly Finding[] {
  const { to, via, dev, src, onlink } = route;
  if (via === undefined && dev === undefined) {
    const hint = 'add `via`, `dev` or both';
    return [{ path, message: `the route to ${to} says neither \`via\` nor \`dev\``, hint }];
  }
  if (onlink === true && (via === undefined || dev === undefined)) {
    return [
      {
        path: [...path, 'onlink'],
        message: '`onlink` needs a next hop and a device',
        hint: 'add `via` and `dev`, or remove `onlink`',
      },
    ];
  }
  const family = parseNetwork(to)?.family;
  const hop = parseAddress(via ?? '');
  if (family !== undefined && hop !== null && family !== hop.family) {
    const message = `expected an IPv${family} next hop for ${to}, found ${hop.address}`;
    return [{ path: [...path, 'via'], message }];
  }
  const source = parseAddress(src ?? '')?.address;
  const own = devices.flatMap(({ addresses }) => addresses.map(({ prefix }) => prefix.address));
  if (source !== undefined && !own.includes(source)) {
    return [
      {
        path: [...path, 'src'],
        message: `${source} is none of the addresses here`,
        hint: own.length === 0 ? null : `addresses: ${own.join(', ')}`,
      },
    ];
  }
  return [];
}

/** A route says enough, and nothing that the kernel refuses. */
export const routeForm: Rule = {
  code: 'route-form',
  concludesFromAbsent: 'addresses',
  check: ({ lab }) =>
    lab.namespaces.flatMap((namespace) =>
      namespace.routes.flatMap((route) => judge(namespace, route)),
    ),
};
