import type { RawScenario } from '../schema/scenario.ts';
import { giveAddresses } from './give-addresses.ts';
import { giveForwarding } from './give-forwarding.ts';
import { giveGateways } from './give-gateways.ts';
import { giveRoutes } from './give-routes.ts';
import type { Filled } from './given.ts';

/** What follows from addresses, in the order in which one needs the other. */
const passes: readonly ((scenario: RawScenario) => Filled)[] = [
  giveForwarding,
  giveGateways,
  giveRoutes,
];

/**
 * Writes out what a scenario leaves to wirelab. The same scenario is always given the same, and one
 * that has been filled is given nothing more. Addresses in `past` are given to nobody.
 */
export function fillScenario(written: RawScenario, past: readonly string[] = []): Filled {
  return passes.reduce<Filled>(
    (before, pass) => {
      const after = pass(before.scenario);
      return {
        scenario: after.scenario,
        given: [...before.given, ...after.given],
        missing: [...before.missing, ...after.missing],
      };
    },
    giveAddresses(written, past),
  );
}
