import { Cost, Count } from '../ui/Amount.tsx';
import { costSteps } from './costSteps.ts';
import type { WholeCall } from './ShownCall.ts';

const number = 'py-1.5 pl-3 text-right whitespace-nowrap';

/** What a call cost and how that was computed, from its own tokens and the price that was pinned to it. */
export function CallCost({ call }: { call: WholeCall }) {
  const priced = costSteps(call);
  if (!priced) return <p className="text-sm">{unstepped(call)}</p>;
  return (
    <>
      <table className="w-full text-sm tabular-nums">
        <caption className="sr-only">How the cost was computed</caption>
        <tbody>
          {priced.steps.map((step) => (
            <tr key={step.of} className="border-b border-line">
              <th scope="row" className="py-1.5 text-left font-normal">
                {step.of}
              </th>
              <td className={number}>
                <Count count={step.count} /> × ${step.usdPerMillion}/M
              </td>
              <td className={number}>
                <Cost nano={Math.round(step.nanoUsd)} isExact />
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row" className="py-1.5 text-left font-medium">
              Cost
            </th>
            <td className={`${number} text-ink-soft`}>rounded once</td>
            <td className={`${number} font-medium`}>
              <Cost nano={call.costNanoUsd} isExact />
            </td>
          </tr>
        </tbody>
      </table>
      <p className="mt-1 text-xs text-ink-faint">
        Price of <span className="font-mono">{priced.model}</span> in the table of genai-prices when the call
        was made.
      </p>
    </>
  );
}

function unstepped({ costSource, costNanoUsd, provider, status }: WholeCall) {
  if (status === 'open') return 'It is priced when it ends.';
  if (provider === 'offline') return 'Nothing: the built-in engine is free.';
  if (costSource === 'provider') {
    return (
      <>
        <Cost nano={costNanoUsd} />, as the provider itself said.
      </>
    );
  }
  return 'No price is known for this model, so the call is in no sum of costs.';
}
