import { z } from "zod";
import { type FieldPath, type FlatParameters, flatParameters } from "./flat-parameters.ts";
import { type InputShape, inputShape } from "./input-shape.ts";
import type { Role } from "./roles.ts";

type Method = "GET" | "POST" | "PUT" | "DELETE";

/**
 * The deployables behind the HTTP API, by what their callers may do: each has its own rights in the cloud. `open`
 * answers anybody, the others anyone who has a key.
 */
export const HTTP_FUNCTIONS = ["search-creators", "erase-creator", "manage", "mcp", "open"] as const;
export type HttpFunction = (typeof HTTP_FUNCTIONS)[number];

interface Description<I, A extends z.ZodType> {
  readonly id: string;
  /** Method and template, as API Gateway and OpenAPI write it: `GET /creators/{id}`. One with an `{id}` may answer 404. */
  readonly route: `${Method} /${string}`;
  /** The least role that may call it; null: anybody, without a key. */
  readonly role: Role | null;
  /** Whether only the platform's own keys may call it, with that role, whatever roles a tenant gives. */
  readonly isPlatforms?: boolean;
  readonly summary: string;
  readonly description: string;
  /**
   * The whole input: parts of the path, of the query and of the body in one object. What POST and PUT take beside the
   * path comes as a body. Left out: nothing is taken.
   */
  readonly input?: z.ZodType<I>;
  /** Flat query parameters and where each stands in the input. Left out: each field by its own name. */
  readonly query?: Readonly<Record<string, FieldPath>>;
  /** 200 when left out. */
  readonly status?: number;
  readonly answer: A;
  /** Example of the input, as a body or as query and path parameters. */
  readonly example?: Readonly<Record<string, unknown>>;
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
export interface Operation<I = unknown, A extends z.ZodType = z.ZodType>
  extends Required<Omit<Description<I, A>, "query" | "cost" | "pages">> {
  /** The deployable that carries it out: `functions/<stem>.lambda.ts`. */
  readonly function: HttpFunction;
  readonly method: Method;
  readonly path: string;
  readonly takesBody: boolean;
  cost(input: I): number;
  pages(input: I): number;
  /** Whether its answer says where the next records begin. */
  readonly isListing: boolean;
  /** Its id as the audit writes acts: `erase-creator` of `eraseCreator`. */
  readonly act: string;
  readonly query: FlatParameters;
  readonly shape: InputShape;
  /** Names in the path's braces, in order. */
  readonly pathNames: readonly string[];
}

/** Makes the operations of one deployable. */
export const operationsOf =
  (deployable: HttpFunction) =>
  <I, A extends z.ZodType>(description: Description<I, A>): Operation<I, A> => {
    const { id, route, input = z.strictObject({}) as z.ZodType<I>, isPage = false } = description;
    const [method, path] = route.split(" ") as [Method, string];
    const pathNames = [...path.matchAll(/\{(\w+)\}/g)].flatMap((match) => match[1] ?? []);
    const shape = inputShape(input);
    const fields = shape.namesAt([]).filter((name) => !pathNames.includes(name));
    const takesBody = fields.length > 0 && (method === "POST" || method === "PUT");
    const { answer } = description;
    const ownNames = Object.fromEntries(fields.map((name) => [name, [name] as const]));
    return {
      ...{ isPlatforms: false, replays: false, status: 200, example: {}, ...description, isPage },
      ...{ function: deployable, method, path, pathNames, input, shape, takesBody },
      act: id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      isListing: answer instanceof z.ZodObject && "next_cursor" in answer.shape,
      cost: description.cost ?? (() => 1),
      pages: description.pages ?? (() => (isPage ? 1 : 0)),
      query: flatParameters(shape, description.query ?? (takesBody ? {} : ownNames)),
      problems: [...(description.problems ?? []), ...(pathNames.includes("id") ? [404] : [])],
    };
  };
