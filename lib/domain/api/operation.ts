import type { z } from "zod";
import { type FieldPath, type FlatParameters, flatParameters } from "./flat-parameters.ts";
import { type InputShape, inputShape } from "./input-shape.ts";
import type { Role } from "./roles.ts";

export type Method = "GET" | "POST" | "PUT" | "DELETE";

/**
 * The deployables behind the HTTP API, by what their callers may do: each has its own rights in the cloud. `open`
 * answers anybody, the others anyone who has a key.
 */
export const HTTP_FUNCTIONS = ["search-creators", "erase-creator", "manage", "mcp", "open"] as const;
export type HttpFunction = (typeof HTTP_FUNCTIONS)[number];

interface Description<I> {
  readonly id: string;
  /** The deployable that carries it out: `functions/<stem>.lambda.ts`. */
  readonly function: HttpFunction;
  readonly method: Method;
  /** A template as API Gateway and OpenAPI write it: `/creators/{id}`. */
  readonly path: string;
  /** The least role that may call it; null: anybody, without a key. */
  readonly role: Role | null;
  /** Whether only the platform's own keys may call it, with that role, whatever roles a tenant gives. */
  readonly isPlatforms?: boolean;
  readonly summary: string;
  readonly description: string;
  /** The whole input: parts of the path, of the query and of the body in one object. */
  readonly input: z.ZodType<I>;
  /** Flat query parameters and where each stands in the input. */
  readonly query?: Readonly<Record<string, FieldPath>>;
  readonly takesBody?: boolean;
  readonly status: number;
  readonly answer: z.ZodType;
  /** Example of the input, as a body or as query and path parameters. */
  readonly example: Readonly<Record<string, unknown>>;
  /** Units that a request takes of its caller's quotas (`plans.ts`); 1 when left out. */
  readonly cost?: (input: I) => number;
  /** Whether an answer is a page of results, of which a key may take a number a day. */
  readonly isPage?: boolean;
  /** Of a request that brings more than an answer holds: as how many pages it counts. */
  readonly pages?: (input: I) => number;
  /**
   * Whether a write may be repeated under an Idempotency-Key for its first answer: only where that holds ids, states
   * and times and nothing personal, since it is kept for a day.
   */
  readonly replays?: boolean;
  /** Statuses of problems beyond those every operation can have. */
  readonly problems?: readonly number[];
}

/** One route of the HTTP API: what the handler, the local server, the command line and the OpenAPI document go by. */
export interface Operation<I = unknown> extends Omit<Description<I>, "query" | "cost" | "pages"> {
  readonly isPlatforms: boolean;
  cost(input: I): number;
  pages(input: I): number;
  /** Its id as the audit writes acts: `erase-creator` of `eraseCreator`. */
  readonly act: string;
  readonly isPage: boolean;
  readonly replays: boolean;
  readonly query: FlatParameters;
  readonly shape: InputShape;
  /** Names in the path's braces, in order. */
  readonly pathNames: readonly string[];
}

export function operation<I>(description: Description<I>): Operation<I> {
  const shape = inputShape(description.input);
  return {
    ...description,
    act: description.id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    cost: description.cost ?? (() => 1),
    pages: description.pages ?? (() => (description.isPage ? 1 : 0)),
    isPlatforms: description.isPlatforms ?? false,
    isPage: description.isPage ?? false,
    replays: description.replays ?? false,
    shape,
    query: flatParameters(shape, description.query ?? {}),
    pathNames: [...description.path.matchAll(/\{(\w+)\}/g)].flatMap((match) => match[1] ?? []),
  };
}
