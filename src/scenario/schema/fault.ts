import { z } from 'zod';
import { notOneOf } from './one-of.ts';
import { cableText } from './text.ts';

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
};

const FAULT_KINDS = Object.keys(faultKinds);

export const faultSchema = z
  .strictObject(faultKinds)
  .partial()
  .refine((fault) => Object.keys(fault).length === 1, {
    error: ({ input }) => notOneOf(input, FAULT_KINDS),
  })
  .meta({
    description: 'What happens to machines and their cables.',
    minProperties: 1,
    maxProperties: 1,
  });
