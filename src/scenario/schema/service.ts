import { z } from 'zod';
import { BGP_HOLD_TIME, HTTP_BODY, HTTP_PORT, IPERF3_PORT, TCP_MODE } from './defaults.ts';
import { port } from './fields.ts';
import { keysOf, notOneOf } from './one-of.ts';
import { addressText, holdTimeText, networkText, routerIdText } from './text.ts';

const address = addressText
  .optional()
  .describe('The address that it listens on. Default: all of the namespace.');

const httpSchema = z
  .strictObject({
    port: port.optional().describe(`TCP port. Default: ${HTTP_PORT}.`),
    address,
    body: z
      .string()
      .optional()
      .describe(`What it answers to a request for /. Default: ${HTTP_BODY}.`),
  })
  .describe("A web server with one page: busybox's httpd.");

const tcpSchema = z
  .strictObject({
    port: port.describe('TCP port.'),
    address,
    mode: z
      .enum(['echo', 'discard'])
      .optional()
      .describe(`Whether it sends back what it gets, or throws it away. Default: ${TCP_MODE}.`),
  })
  .describe('Takes TCP connections: socat.');

const iperf3Schema = z
  .strictObject({
    port: port.optional().describe(`TCP port. Default: ${IPERF3_PORT}.`),
    address,
  })
  .describe('An iperf3 server.');

const asNumber = z.int().min(1).max(4_294_967_295);

export const birdSchema = z
  .strictObject({
    as: asNumber.describe('Number of its autonomous system.'),
    router_id: routerIdText
      .optional()
      .describe('An IPv4 address that names it. Default: one of the namespace.'),
    hold_time: holdTimeText
      .optional()
      .describe(
        'How long a neighbor may be silent before its routes go; at least 3s. ' +
          `Default: ${BGP_HOLD_TIME}.`,
      ),
    neighbors: z
      .array(
        z.strictObject({
          address: addressText.describe('Its address.'),
          as: asNumber.optional().describe('Its autonomous system. Default: the same.'),
        }),
      )
      .min(1)
      .describe('Who it speaks BGP with.'),
    advertise: z
      .array(networkText)
      .optional()
      .describe('Networks that it tells its neighbors about. Default: none.'),
  })
  .describe('A routing daemon that speaks BGP and puts what it learns into the main table: BIRD.');

/** What each service has one of. */
const SERVICE_KINDS = ['http', 'tcp', 'iperf3', 'bird'] as const;

export const serviceSchema = z
  .strictObject({
    http: httpSchema.optional(),
    tcp: tcpSchema.optional(),
    iperf3: iperf3Schema.optional(),
    bird: birdSchema.optional(),
    running: z.boolean().optional().describe('Whether it must run. Default: true.'),
  })
  .refine((service) => keysOf(service, SERVICE_KINDS).length === 1, {
    error: ({ input }) => notOneOf(input, SERVICE_KINDS),
  })
  .describe('A program that runs in the namespace, under its kind.');
