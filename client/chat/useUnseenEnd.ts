import { useEffect, useState } from 'react';

/** True once something that was going on here has ended while the page was not looked at, until it is looked at. */
export function useUnseenEnd(isGoingOn: boolean): boolean {
  const [isUnseen, setUnseen] = useState(false);
  useEffect(() => {
    const onFocus = () => setUnseen(false);
    addEventListener('focus', onFocus);
    return () => removeEventListener('focus', onFocus);
  }, []);
  useEffect(() => {
    if (!isGoingOn) return;
    return () => setUnseen(!document.hasFocus());
  }, [isGoingOn]);
  return isUnseen;
}
