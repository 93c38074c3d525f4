/** Half-hour and quarter-hour zones, both hemispheres, clocks that jump over midnight, a day that was left out. */
export const oddZones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Africa/Cairo',
  'America/Santiago',
];
