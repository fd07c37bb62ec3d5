import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { messages } from "./messages";

const t = messages({
  copied: ["Copied", "복사됨"],
  notCopied: ["Not copied", "복사하지 못함"],
});

const SHOWN_MILLIS = 1_500;

/** Saves a text as a file of the user. */
export function download(name: string, type: string, text: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

interface Props {
  text: () => string | Promise<string | null>;
  /** What is said where there is nothing to copy. */
  refusal?: string;
  children: ComponentChildren;
}

/** Copies a text and says so for a moment. */
export function CopyButton({ text, refusal, children }: Props) {
  const [said, setSaid] = useState("");
  const say = (words: string) => {
    setSaid(words);
    window.setTimeout(() => setSaid(""), SHOWN_MILLIS);
  };
  const copy = async () => {
    try {
      const copied = await text();
      if (copied === null) return say(refusal ?? t("notCopied"));
      await navigator.clipboard.writeText(copied);
      say(t("copied"));
    } catch {
      // The browser may forbid it, as it does where the page is not served securely.
      say(t("notCopied"));
    }
  };
  return (
    <button type="button" onClick={copy}>
      {said || children}
    </button>
  );
}
