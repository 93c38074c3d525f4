import { Link } from '@tanstack/react-router';

export function NotFound() {
  return (
    <div className="grid justify-items-start gap-3 p-6">
      <title>Not found · Candor</title>
      <h1 className="text-lg font-semibold">There is no such page</h1>
      <Link to="/" className="text-accent underline underline-offset-2">
        Begin a new conversation
      </Link>
    </div>
  );
}
