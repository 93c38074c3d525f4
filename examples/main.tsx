import { createRoot } from 'react-dom/client';
import { AskAndWatch } from './AskAndWatch.tsx';

// `npm run dev`, then /examples/
const root = document.getElementById('root');
if (root) createRoot(root).render(<AskAndWatch />);
