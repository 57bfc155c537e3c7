import { useEffect, useState } from "preact/hooks";
import type { Failure } from "../api.ts";

const TITLES: Readonly<Record<Failure["kind"], string>> = {
  offline: "No answer",
  "signed-out": "Sign in again",
  forbidden: "Your key may not do this",
  limited: "Too many requests",
  refused: "The request was refused",
  failed: "Something went wrong",
};

interface Props {
  readonly failure: Failure;
  readonly again: () => void;
  /** The button's text for `again`. */
  readonly name?: string;
}

/** What went wrong and what a person can do: wait, try again, or give the request's id to whoever runs the system. */
export function FailureNote({ failure, again, name = "Try again" }: Props) {
  // A single detail repeats the message.
  const details = failure.details.filter((detail) => detail !== failure.message);
  const left = useCountdown(failure.kind === "limited" ? (failure.retryAfter ?? 1) : 0);
  return (
    <div class="note failure" role="alert">
      <h2>{TITLES[failure.kind]}</h2>
      <p>{failure.message}</p>
      {details.length > 0 && (
        <ul>
          {details.map((detail) => (
            <li key={detail}>{detail}</li>
          ))}
        </ul>
      )}
      {failure.kind !== "forbidden" && (
        <button type="button" onClick={again} disabled={left > 0}>
          {left > 0 ? `Again in ${left} s` : name}
        </button>
      )}
      {failure.kind === "failed" && failure.requestId && <p class="small">Request {failure.requestId}</p>}
    </div>
  );
}

function useCountdown(seconds: number): number {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    setLeft(seconds);
    if (seconds === 0) return;
    const timer = setInterval(() => setLeft((now) => Math.max(0, now - 1)), 1_000);
    return () => clearInterval(timer);
  }, [seconds]);
  return left;
}
