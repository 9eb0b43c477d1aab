import { z } from 'zod';
import { keysOf, notOneOf } from './one-of.ts';
import { cableText, clockJumpText, durationText } from './text.ts';

const nodeName = z.string().describe('A node.');

const faultKinds = {
  crash: nodeName.describe('Node that loses its power.'),
  boot: nodeName.describe('Node that gets its power back, and is configured as the step has it.'),
  reboot: nodeName.describe('Node that loses its power and gets it back at once.'),
  unplug: cableText.describe('Interface whose cable is pulled out.'),
  plug: cableText.describe('Interface whose cable is plugged in again.'),
  partition: z
    .strictObject({
      segment: z.string().describe('The segment that falls apart.'),
      groups: z
        .array(z.array(z.string()).min(1))
        .describe('Nodes that still hear each other; every node of the segment is in one group.'),
    })
    .describe('A segment that falls apart.'),
  heal: z.string().describe('Segment that is whole again.'),
  clock: z
    .strictObject({
      node: nodeName,
      by: clockJumpText.describe('How far from what it shows: forward, or back with a minus.'),
    })
    .describe('A clock that is set to another time.'),
};

const FAULT_KINDS = Object.keys(faultKinds) as readonly (keyof typeof faultKinds)[];

export const faultSchema = z
  .strictObject({
    ...faultKinds,
    after: durationText.describe(
      "When it happens, from the step's first fault on. Default: at once.",
    ),
  })
  .partial()
  .refine((fault) => keysOf(fault, FAULT_KINDS).length === 1, {
    error: ({ input }) => notOneOf(input, FAULT_KINDS),
  })
  .meta({
    description: 'What happens to machines and their cables.',
    minProperties: 1,
    maxProperties: 2,
  });
