import { z } from 'zod';
import { durationText, percentText, rateText } from './text.ts';

/** What is wrong with a line. */
export const impair = z
  .strictObject({
    delay: durationText.optional().describe('How long each packet is held back.'),
    jitter: durationText.optional().describe('By how much that varies, up and down.'),
    loss: percentText.optional().describe('Share of the packets that get lost, at random.'),
    rate: rateText.optional().describe('How much gets through.'),
  })
  .describe('What is wrong with the line that it sends on (netem of tc(8)).');
