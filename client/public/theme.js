// before the first paint: the chosen theme must not follow a flash of the other one
try {
  const theme = localStorage.getItem('candor-theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // storage is forbidden here: the system's theme it is
}
