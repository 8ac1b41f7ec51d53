import { useState } from 'react';
import { Button } from '@backstage/ui';
import { RiCheckLine, RiLink } from '@remixicon/react';

/** Puts an address on the clipboard and says so. */
export function CopyButton(props: { text: string; children: string }) {
  const { text, children } = props;
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <Button
      size="small"
      variant="secondary"
      iconStart={copied ? <RiCheckLine /> : <RiLink />}
      onPress={copy}
    >
      {copied ? 'Copied' : children}
    </Button>
  );
}
