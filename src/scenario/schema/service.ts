import { z } from 'zod';
import { BGP_HOLD_TIME, HTTP_BODY, HTTP_PORT, IPERF3_PORT, TCP_MODE } from './defaults.ts';
import { port } from './fields.ts';
import { keysOf, notOneOf } from './one-of.ts';
import { addressText, holdTimeText, networkText } from './text.ts';

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

/** RFC 6793: four octets; 0 is reserved (RFC 7607). */
const autonomousSystem = z.int().min(1).max(4_294_967_295).describe('Autonomous system number.');

const birdSchema = z
  .strictObject({
    as: autonomousSystem,
    router_id: z.ipv4({ error: 'expected an IPv4 address' }).describe('Router id: IPv4 form.'),
    hold_time: holdTimeText
      .optional()
      .describe(
        'After this long without a word, a neighbor is taken for gone; 0s is never. ' +
          `Default: ${BGP_HOLD_TIME}.`,
      ),
    neighbors: z
      .array(z.strictObject({ address: addressText, as: autonomousSystem }))
      .min(1, { error: 'expected at least one neighbor' })
      .describe('Routers that it speaks to.'),
    advertise: z
      .array(networkText)
      .optional()
      .describe('Networks on its own devices that it tells them of. Default: none.'),
  })
  .describe('A BGP daemon: BIRD. What it learns becomes routes of the main table.');

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
