/** Numbers that look random, and come again with the same seed. */
export interface Random {
  /** From 0 up to, and without, 1. */
  fraction(): number;
  /** @throws RangeError when there is nothing to pick from */
  pick<T>(things: readonly T[]): T;
}

/** mulberry32: 32 bits of state are enough for what is to be chosen here. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    fraction,
    pick: (things) => {
      const thing = things[Math.floor(fraction() * things.length)];
      if (thing === undefined) throw new RangeError('nothing to pick from');
      return thing;
    },
  };
}
