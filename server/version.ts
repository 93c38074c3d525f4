import packageJson from '../package.json' with { type: 'json' };

/** The version of this Candor. */
export const { version } = packageJson;
