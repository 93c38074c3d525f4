import { config } from 'zod';

// zod would try whether it may compile its parsers, and the page's policy counts the try as a breach
config({ jitless: true });
