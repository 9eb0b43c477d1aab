import { isDeepStrictEqual } from 'node:util';
import { impairmentLines, unimpairLines } from '../impairment.ts';
import type { SpaceChange } from './space-change.ts';

/** Takes away what was, before it sets what is: netem keeps what it is not told anew. */
export function impairmentChangeLines({ was, is }: SpaceChange): readonly string[] {
  const old = was?.impairments ?? [];
  const has = (all: typeof old, one: (typeof old)[number]) =>
    all.some((other) => isDeepStrictEqual(other, one));
  return [
    ...unimpairLines(old.filter((one) => !has(is.impairments, one))),
    ...impairmentLines({ impairments: is.impairments.filter((one) => !has(old, one)) }),
  ];
}
