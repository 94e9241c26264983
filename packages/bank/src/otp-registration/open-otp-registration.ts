import type { CheckCredentials } from '../contracts/credentials.ts';
import { type FlowGround, findLivingFlow } from './ask.ts';
import type { OtpFlowState, OtpRegistration } from './flow.ts';
import { openGiveOldCode } from './give-old-code.ts';
import { openIdentify } from './identify.ts';
import { openRegisterToken } from './register-token.ts';
import { openStopToken } from './stop-token.ts';

/** The customer's flows of the one-time password, from the login page: 利用登録, 機種変更, 利用停止. */
export function openOtpRegistration(ground: FlowGround, check: CheckCredentials): OtpRegistration {
  return {
    identify: openIdentify(ground.ports, ground.hash, check),
    flowOf: (flowToken) => flowOf(ground, flowToken),
    registerToken: openRegisterToken(ground),
    giveOldCode: openGiveOldCode(ground),
    stopToken: openStopToken(ground),
  };
}

async function flowOf(ground: FlowGround, flowToken: string): Promise<OtpFlowState> {
  const flow = await findLivingFlow(ground, flowToken, ground.ports.clock());
  if (flow === undefined) return { outcome: 'closed' };
  return {
    outcome: 'open',
    flow: flow.flow,
    step: flow.step,
    isDeviceChange: flow.isDeviceChange,
    expiresAt: flow.expiresAt,
    ...(flow.step === 'done' && flow.coolDownUntil !== null ? { coolDownUntil: flow.coolDownUntil } : {}),
  };
}
