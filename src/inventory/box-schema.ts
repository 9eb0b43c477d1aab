/** What people write in boxes.yaml. */
import { z } from 'zod';

export const boxesSchema = z
  .record(
    z.string(),
    z
      .strictObject({
        box: z
          .string()
          .regex(/^[\w.-]+\/[\w.-]+$/, {
            error: 'expected the name of a box, such as debian/trixie64',
          })
          .describe('A box for libvirt, of Debian with systemd, as `vagrant box add` takes it.'),
      })
      .describe('What stands for the image of this name.'),
  )
  .meta({ title: 'wirelab Vagrant boxes' });
