import { useSearchParams } from 'react-router-dom';

/** The plan that the address bar asks for: of which pull request, and after which push; or of the caller's basket. */
export function usePlanAddress():
  | { readonly number: number; readonly commit?: string }
  | 'basket'
  | undefined {
  const [params] = useSearchParams();
  if (params.get('plan') === 'basket') return 'basket';
  const number = Number(params.get('plan') ?? 0);
  if (!Number.isSafeInteger(number) || number < 1) return undefined;
  return { number, commit: params.get('commit') ?? undefined };
}
