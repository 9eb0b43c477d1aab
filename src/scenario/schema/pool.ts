import { z } from 'zod';
import { named } from './fields.ts';
import { addressText, networkText } from './text.ts';

export const poolSchema = z
  .strictObject({
    subnet: networkText.describe('The network that the addresses belong to.'),
    range: networkText
      .optional()
      .describe('The part of it that addresses are given from. Default: all of it.'),
    gateway: addressText
      .optional()
      .describe('Next hop of the default route of who takes an address from the pool.'),
    reserve: named(addressText)
      .optional()
      .describe('Addresses of the range that others have, by the name of who has them.'),
  })
  .describe('Addresses for containers, as `docker network create` is told of them.');
