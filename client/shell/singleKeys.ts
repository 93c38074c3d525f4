import { storedChoice } from '../ui/storedChoice.ts';

/** Whether keys without Ctrl or ⌘ do something: who speaks to the machine, or types by accident, turns them off. */
export const singleKeys = storedChoice('candor-single-keys', ['on', 'off']);
