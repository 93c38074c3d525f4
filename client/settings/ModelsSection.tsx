import type { CompanySettings } from '#shared/companySettings.ts';
import { Notice } from '../ui/Notice.tsx';
import { HowToConnect } from './HowToConnect.tsx';
import { RoleRow } from './RoleRow.tsx';
import { SettingsSection } from './SettingsSection.tsx';

interface ModelsSectionProps {
  companyId: string;
  companyName: string;
  settings: CompanySettings;
}

/** Which model plays which role for a company. */
export function ModelsSection({ companyId, companyName, settings }: ModelsSectionProps) {
  const { roles, offered, problems, endpoints } = settings;
  const isConnected = endpoints.length > 0;
  return (
    <SettingsSection
      title="Models"
      intro={
        isConnected
          ? `Who does what in the answers for ${companyName}, from the next question on.`
          : 'The built-in engine does everything, from the reviews alone and at no cost.'
      }
    >
      {!isConnected && <HowToConnect />}
      {problems.map((problem) => (
        <Notice key={problem} tone="warning">
          {problem}
        </Notice>
      ))}
      <ul className="grid grid-cols-[minmax(0,1fr)] divide-y divide-line border-y border-line">
        {roles.map((choice) => (
          <RoleRow
            key={choice.role}
            companyId={companyId}
            choice={choice}
            offered={offered}
            isConnected={isConnected}
          />
        ))}
      </ul>
    </SettingsSection>
  );
}
