import type { CheckForm } from './form.ts';

export const reachForm: CheckForm<'reach'> = ({ over, knock_out: knockOut }, path) =>
  knockOut === true && over === undefined
    ? [
        {
          path: [...path, 'knock_out'],
          message: '`knock_out: true` takes down the device of `over`, and there is no `over`',
          hint: 'add `over`, or name the device: `knock_out: br0`',
        },
      ]
    : [];
